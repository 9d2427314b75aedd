//! Facets: what records have in common, how many there are of each, and how many one would get by choosing it.
//!
//! Within a facet any of the chosen values will do, and of several facets each has to. So a value's count is of the records
//! that everything else keeps, with no regard to what is chosen in its own facet: what one would get.

mod count;
mod of_story;
#[cfg(test)]
mod tests;

pub use count::Wanted;
pub use of_story::{facets_of, sources};

use crate::locale::LocalizedText;

/// The name in an address of a value that is not stated.
pub const NOT_STATED: &str = "-";
/// The most values of a facet: of a field with more, the rest counts as not stated.
pub const MOST_VALUES: usize = 20_000;

/// What a facet is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FacetField {
    /// The code of the region.
    Region,
    /// How far it has come.
    Status,
    /// How precisely the place is known.
    Precision,
    /// Who reports it.
    Source,
    /// A field that the publisher names, and what it is called; nothing where it goes by its name.
    Named(String, LocalizedText),
}

impl FacetField {
    /// Its name in an address.
    pub fn name(&self) -> &str {
        match self {
            Self::Region => "region",
            Self::Status => "status",
            Self::Precision => "precision",
            Self::Source => "source",
            Self::Named(name, _) => name,
        }
    }
}

/// A facet: its values, and which of them each record has.
#[derive(Clone, Debug, PartialEq)]
pub struct Facet {
    /// What it is about.
    pub field: FacetField,
    /// Its values, in the order in which they are offered; [`NOT_STATED`], where there is that, is the last.
    pub values: Vec<String>,
    codes: Codes,
}

/// The values of records by their places among the values of a facet.
#[derive(Clone, Debug, Default, PartialEq)]
struct Codes {
    /// The first value of each record.
    first: Vec<u16>,
    /// Further values, `(record, value)`, by record.
    more: Vec<(u32, u16)>,
}

/// Gathers the values of one record after the other.
#[derive(Clone, Debug, Default)]
pub struct FacetBuilder {
    /// The values found so far, in the order of their first record, and where each stands in ascending order.
    values: Vec<String>,
    ascending: Vec<u16>,
    codes: Codes,
}

/// The place of a value that is not stated, until all are known.
const NONE: u16 = u16::MAX;

impl FacetBuilder {
    /// Adds the next record with its values; none of them is not stated.
    pub fn add(&mut self, values: &[&str]) {
        let record = self.codes.first.len() as u32;
        let mut codes: Vec<u16> = Vec::new();
        for value in values {
            let code = self.code_of(value.trim());
            if code != NONE && !codes.contains(&code) {
                codes.push(code);
            }
        }
        let mut codes = codes.into_iter();
        self.codes.first.push(codes.next().unwrap_or(NONE));
        self.codes.more.extend(codes.map(|code| (record, code)));
    }

    fn code_of(&mut self, value: &str) -> u16 {
        if value.is_empty() || value == NOT_STATED {
            return NONE;
        }
        let known = |at: &u16| self.values.get(usize::from(*at)).map(String::as_str);
        let place = self.ascending.partition_point(|at| known(at) < Some(value));
        if let Some(code) = self
            .ascending
            .get(place)
            .filter(|at| known(at) == Some(value))
        {
            return *code;
        }
        if self.values.len() >= MOST_VALUES {
            return NONE;
        }
        let code = self.values.len() as u16;
        self.values.push(value.to_owned());
        self.ascending.insert(place, code);
        code
    }

    /// The facet of all of them: its values in the order of `known`, and then by how many have them and by name; numbers by
    /// their size.
    pub fn finish(self, field: FacetField, known: &[&str]) -> Facet {
        let Self { values, codes, .. } = self;
        let all = codes
            .first
            .iter()
            .chain(codes.more.iter().map(|(_, code)| code));
        let mut counts = vec![0_usize; values.len()];
        let mut has_none = false;
        for code in all {
            match counts.get_mut(usize::from(*code)) {
                Some(count) => *count += 1,
                None => has_none = true,
            }
        }
        let is_number = |value: &String| value.parse::<i32>().is_ok();
        let are_numbers = values.iter().all(is_number);
        let rank = |at: usize| {
            let value = values.get(at).map_or("", String::as_str);
            if are_numbers {
                let number = value.parse::<i32>().unwrap_or_default();
                return (
                    (i64::from(number) - i64::from(i32::MIN)) as usize,
                    0,
                    String::new(),
                );
            }
            let place = known.iter().position(|known| *known == value);
            let count = counts.get(at).copied().unwrap_or_default();
            (
                place.unwrap_or(known.len()),
                usize::MAX - count,
                value.to_owned(),
            )
        };
        let ranks: Vec<_> = (0..values.len()).map(rank).collect();
        let order =
            crate::order::ascending_by(values.len(), &|a, b| ranks.get(a).cmp(&ranks.get(b)));
        let mut places = vec![0_u16; values.len()];
        let mut ordered = Vec::with_capacity(values.len() + 1);
        for (place, at) in order.into_iter().enumerate() {
            if let Some(of) = places.get_mut(at) {
                *of = place as u16;
            }
            ordered.extend(values.get(at).cloned());
        }
        let none = ordered.len() as u16;
        if has_none {
            ordered.push(NOT_STATED.to_owned());
        }
        let placed = |code: u16| places.get(usize::from(code)).copied().unwrap_or(none);
        Facet {
            field,
            values: ordered,
            codes: Codes {
                first: codes.first.into_iter().map(placed).collect(),
                more: codes
                    .more
                    .into_iter()
                    .map(|(at, code)| (at, placed(code)))
                    .collect(),
            },
        }
    }
}

impl Facet {
    /// A facet of values that are numbers already, one a record; those beyond `values` are not stated.
    pub fn of_codes(field: FacetField, values: Vec<String>, codes: Vec<u16>) -> Self {
        let mut values = values;
        let none = values.len() as u16;
        if codes.iter().any(|code| *code >= none) {
            values.push(NOT_STATED.to_owned());
        }
        let first = codes.into_iter().map(|code| code.min(none)).collect();
        let codes = Codes {
            first,
            more: Vec::new(),
        };
        Self {
            field,
            values,
            codes,
        }
    }

    /// Takes away the values that no record has.
    pub fn forget_unused(&mut self) {
        let mut is_used = vec![false; self.values.len()];
        self.for_each(|_, places| {
            for place in places {
                if let Some(is_used) = is_used.get_mut(usize::from(*place)) {
                    *is_used = true;
                }
            }
        });
        let mut places = Vec::with_capacity(is_used.len());
        let mut kept = 0_u16;
        for is_used in &is_used {
            places.push(kept);
            kept += u16::from(*is_used);
        }
        let mut used = is_used.iter();
        self.values.retain(|_| used.next() == Some(&true));
        let place = |code: u16| places.get(usize::from(code)).copied().unwrap_or(code);
        for code in &mut self.codes.first {
            *code = place(*code);
        }
        for (_, code) in &mut self.codes.more {
            *code = place(*code);
        }
    }

    /// The same with its records in another order: for each, which it was.
    #[must_use]
    pub fn reordered(self, order: &[u32]) -> Self {
        let Codes { first, more } = &self.codes;
        let none = (self.values.len().saturating_sub(1)) as u16;
        let mut codes = Codes::default();
        for (now, was) in order.iter().enumerate() {
            codes
                .first
                .push(first.get(*was as usize).copied().unwrap_or(none));
            let from = more.partition_point(|(at, _)| at < was);
            let rest = more.get(from..).unwrap_or_default().iter();
            let own = rest.take_while(|(at, _)| at == was);
            codes.more.extend(own.map(|(_, code)| (now as u32, *code)));
        }
        Self { codes, ..self }
    }

    /// The place of the first value of each record, and further ones, `(record, place)`, by record.
    pub fn codes(&self) -> (&[u16], &[(u32, u16)]) {
        (&self.codes.first, &self.codes.more)
    }

    /// A facet of such places; a record whose value is not among them has none that is stated.
    pub fn from_codes(
        field: FacetField,
        values: Vec<String>,
        first: Vec<u16>,
        more: Vec<(u32, u16)>,
    ) -> Self {
        let mut facet = Self::of_codes(field, values, first);
        facet.codes.more = more;
        facet
    }

    /// Calls `see` with each record, and with the places of the values that it has.
    fn for_each(&self, mut see: impl FnMut(usize, &[u16])) {
        let Codes { first, more } = &self.codes;
        if more.is_empty() {
            for (record, place) in first.iter().enumerate() {
                see(record, std::slice::from_ref(place));
            }
            return;
        }
        let mut more = more.iter().peekable();
        let mut places = Vec::new();
        for (record, first) in first.iter().enumerate() {
            places.clear();
            places.push(*first);
            while let Some((_, place)) = more.next_if(|(at, _)| *at as usize == record) {
                places.push(*place);
            }
            see(record, &places);
        }
    }

    /// The values of a record, by their places.
    #[cfg(test)]
    fn values_of(&self, record: usize) -> Vec<usize> {
        let first = self.codes.first.get(record).copied();
        let from = self
            .codes
            .more
            .partition_point(|(at, _)| (*at as usize) < record);
        let rest = self.codes.more.get(from..).unwrap_or_default().iter();
        let more = rest
            .take_while(|(at, _)| *at as usize == record)
            .map(|(_, code)| *code);
        first.into_iter().chain(more).map(usize::from).collect()
    }
}

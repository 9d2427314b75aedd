//! Which records are chosen by facets, and how many one would get by choosing each value.

use std::ops::Range;

use super::Facet;

/// Which values of each of some facets are wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Of each facet whether each value is wanted; nothing where all are.
    of_facets: Vec<Option<Vec<bool>>>,
}

impl Wanted {
    /// What `wanted` says of each facet by its name: the names of the values that are wanted, none for all. Those that no
    /// record has keep none.
    pub fn of<'v>(facets: &[Facet], wanted: &dyn Fn(&str) -> &'v [String]) -> Self {
        let of_facet = |facet: &Facet| {
            let names = wanted(facet.field.name());
            let is_wanted = |value: &String| names.contains(value);
            (!names.is_empty()).then(|| facet.values.iter().map(is_wanted).collect())
        };
        Self {
            of_facets: facets.iter().map(of_facet).collect(),
        }
    }

    /// Whether all values of all facets are.
    pub fn is_all(&self) -> bool {
        self.of_facets.iter().all(Option::is_none)
    }

    /// Lets `kept`, 1 or 0 for each record, only keep those that are wanted.
    pub fn keep(&self, facets: &[Facet], kept: &mut [u8]) {
        for (facet, wanted) in facets.iter().zip(&self.of_facets) {
            let Some(wanted) = wanted else { continue };
            facet.for_each(|record, places| {
                if let Some(kept) = kept.get_mut(record) {
                    *kept &= u8::from(has_any(wanted, places));
                }
            });
        }
    }

    /// How many of the records that are `kept`, 1 or 0 for each, have each value of each facet, and are wanted by all other
    /// facets.
    pub fn counts(&self, facets: &[Facet], kept: &[u8]) -> Vec<Vec<usize>> {
        let misses = self.misses(facets, kept.len());
        // Those of a window of time stand side by side.
        let start = kept.iter().position(|kept| *kept == 1).unwrap_or(0);
        let end = kept.iter().rposition(|kept| *kept == 1);
        let run = start..end.map_or(start, |end| end + 1);
        let mut of_facet = Vec::new();
        let counted = facets.iter().enumerate().map(|(at, facet)| {
            // What no other facet leaves out.
            let kept = match &misses {
                None => kept,
                Some(misses) => {
                    of_facet.clear();
                    of_facet.extend(kept.iter().zip(misses).map(|(kept, miss)| {
                        let is_own = miss.0 == 1 && usize::from(miss.1) == at;
                        kept & u8::from(miss.0 == 0 || is_own)
                    }));
                    &of_facet
                }
            };
            facet.counted(kept, run.clone())
        });
        counted.collect()
    }

    /// For each record how many facets do not want it, and the last of them that does not; nothing where all are wanted.
    fn misses(&self, facets: &[Facet], records: usize) -> Option<Vec<(u8, u8)>> {
        if self.is_all() {
            return None;
        }
        let mut misses = vec![(0_u8, 0_u8); records];
        for (at, (facet, wanted)) in facets.iter().zip(&self.of_facets).enumerate() {
            let Some(wanted) = wanted else { continue };
            facet.for_each(|record, places| {
                if let Some(miss) = misses.get_mut(record).filter(|_| !has_any(wanted, places)) {
                    *miss = (miss.0.saturating_add(1), at as u8);
                }
            });
        }
        Some(misses)
    }
}

impl Facet {
    /// How many of the records that are `kept`, 1 or 0 for each, have each value; none is kept outside of `run`.
    fn counted(&self, kept: &[u8], run: Range<usize>) -> Vec<usize> {
        let (first, more) = self.codes();
        let mut counts = vec![0_usize; self.values.len()];
        let of_run = first.get(run.clone()).unwrap_or(first);
        let kept_of_run = kept.get(run).unwrap_or(kept);
        // Of very many on every frame: a pass over two columns.
        for (place, kept) in of_run.iter().zip(kept_of_run) {
            if let Some(count) = counts.get_mut(usize::from(*place)) {
                *count += usize::from(*kept);
            }
        }
        for (record, place) in more {
            let kept = kept.get(*record as usize).copied().unwrap_or_default();
            if let Some(count) = counts.get_mut(usize::from(*place)) {
                *count += usize::from(kept);
            }
        }
        counts
    }
}

fn has_any(wanted: &[bool], places: &[u16]) -> bool {
    let mut places = places.iter().map(|place| usize::from(*place));
    places.any(|place| wanted.get(place) == Some(&true))
}

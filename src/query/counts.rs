//! How many incidents of each kind, in how many regions.

use super::Dataset;
use crate::order::{ascending_by, sorted_by_key};
use crate::story::Kind;

/// Counts of a set of incidents.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Incidents by kind, in the order operations, leads, declared categories; kinds without any are left out.
    pub by_kind: Vec<(Kind, usize)>,
    /// Distinct regions; 0 where an incident has none, for then it is not known in how many they lie.
    pub regions: usize,
}

impl Counts {
    /// Counts the incidents for which `is_counted` holds.
    pub fn of(dataset: &Dataset, is_counted: impl Fn(usize) -> bool) -> Self {
        let mut by_kind = vec![0; 2 + dataset.story.categories.len()];
        let mut codes: Vec<&str> = Vec::new();
        let mut are_all_in_regions = true;
        for (position, incident) in dataset.incidents.iter().enumerate() {
            if !is_counted(position) {
                continue;
            }
            if let Some(count) = by_kind.get_mut(place_of(incident.kind)) {
                *count += 1;
            }
            are_all_in_regions &= incident.place.region.is_some();
            codes.extend(incident.place.region.as_deref());
        }
        let regions = if are_all_in_regions {
            distinct(codes).len()
        } else {
            0
        };
        Self::new(by_kind, regions)
    }

    /// Counts from those of all kinds, by their places.
    pub fn new(by_kind: Vec<usize>, regions: usize) -> Self {
        let mut counts = Self {
            by_kind: Vec::new(),
            regions,
        };
        for (place, count) in by_kind.into_iter().enumerate() {
            if count > 0 {
                counts.by_kind.push((kind_at(place), count));
            }
        }
        counts
    }

    /// How many there are of all kinds.
    pub fn total(&self) -> usize {
        self.by_kind.iter().map(|(_, count)| count).sum()
    }

    /// How many there are of a kind.
    pub fn of_kind(&self, kind: Kind) -> usize {
        let found = self.by_kind.iter().find(|(known, _)| *known == kind);
        found.map_or(0, |(_, count)| *count)
    }

    /// The kinds with their counts, the most frequent first; of equal ones the first declared.
    pub fn most_frequent_first(&self) -> Vec<(Kind, usize)> {
        sorted_by_key(self.by_kind.clone(), |(_, count)| -(*count as f64))
    }
}

/// Operations, leads, then the declared categories.
pub(super) fn place_of(kind: Kind) -> usize {
    match kind {
        Kind::Operation => 0,
        Kind::Lead => 1,
        Kind::Category(position) => 2 + position,
    }
}

/// The kind in a place: operations, leads, then the declared categories.
pub fn kind_at(place: usize) -> Kind {
    match place {
        0 => Kind::Operation,
        1 => Kind::Lead,
        _ => Kind::Category(place - 2),
    }
}

/// The codes in ascending order, each once.
pub(super) fn distinct(codes: Vec<&str>) -> Vec<&str> {
    let mut distinct: Vec<&str> = Vec::new();
    for at in ascending_by(codes.len(), &|a, b| codes.get(a).cmp(&codes.get(b))) {
        let code = codes.get(at).copied();
        if code != distinct.last().copied() {
            distinct.extend(code);
        }
    }
    distinct
}

//! How many incidents of each kind, in how many regions.

use super::Dataset;
use crate::story::Kind;

/// Counts of a set of incidents.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Incidents by kind, in the order operations, leads, declared categories; kinds without any are left out.
    pub by_kind: Vec<(Kind, usize)>,
    /// Distinct regions.
    pub regions: usize,
}

impl Counts {
    /// Counts the incidents for which `is_counted` holds.
    pub fn of(dataset: &Dataset, is_counted: impl Fn(usize) -> bool) -> Self {
        let mut counts = Self::default();
        let mut regions: Vec<&str> = Vec::new();
        for (position, incident) in dataset.incidents.iter().enumerate() {
            if !is_counted(position) {
                continue;
            }
            match counts
                .by_kind
                .iter_mut()
                .find(|(kind, _)| *kind == incident.kind)
            {
                Some((_, count)) => *count += 1,
                None => {
                    let later = counts
                        .by_kind
                        .iter()
                        .position(|(kind, _)| *kind > incident.kind);
                    let at = later.unwrap_or(counts.by_kind.len());
                    counts.by_kind.insert(at, (incident.kind, 1));
                }
            }
            if let Some(code) = incident.place.region.as_deref()
                && !regions.contains(&code)
            {
                regions.push(code);
            }
        }
        counts.regions = regions.len();
        counts
    }
}

//! The lanes of the timeline by a facet.

use super::FINDING;
use super::Records;
use crate::document::DocumentInput;
use crate::document::finding::value_name;
use crate::scene::Lanes;

/// The lanes of all that is found among by a facet, an incident of several values in that of the first; nothing where there
/// is no such facet, or not yet. Tracked.
pub(in crate::app::later) fn lanes_of(input: &DocumentInput, facet: &str) -> Option<Lanes> {
    let finding = FINDING.get()?;
    let (facets, _) = finding.facets(&Records::of(finding.app)?)?;
    let facet = facets.iter().find(|of| of.field.name() == facet)?;
    let names = facet
        .values
        .iter()
        .map(|value| value_name(input, &facet.field, value));
    Some(Lanes {
        names: names.collect(),
        of: facet.codes().0.to_vec(),
    })
}

/// Counts what is read by and by; tracked.
pub(in crate::app::later) fn number_read() -> u32 {
    FINDING.get().map_or(0, |finding| finding.read.get())
}

//! What the marks say of how well places are known.

use super::legend::line;
use super::{DocumentInput, Element};
use crate::story::{Incident, Kind, PlacePrecision};

/// A line for each precision that occurs, with a sample in the colour of its incidents; none where all places are
/// points of one precision, which the marks themselves show.
pub(super) fn precision_lines(input: &DocumentInput) -> Vec<Element> {
    let mut lines = Vec::new();
    let mut says_more = false;
    for (word, precision) in PlacePrecision::ALL {
        let incidents = input.dataset.incidents.iter();
        let mut kinds = incidents
            .filter(|incident| incident.place.precision == precision && is_drawn(incident))
            .map(|incident| incident.kind);
        let Some(first) = kinds.next() else {
            continue;
        };
        let is_one = kinds.all(|kind| kind == first);
        let tint = tint_class(input, is_one.then_some(first));
        let class = format!("mark mark-{word} {tint}");
        says_more |= precision != PlacePrecision::Exact && precision != PlacePrecision::Settlement;
        lines.push(line(
            &class,
            input.locale.text(precision_words_key(precision)),
        ));
    }
    says_more |= lines.len() > 1;
    lines.retain(|_| says_more);
    lines
}

/// Whether an incident can be on the map.
fn is_drawn(incident: &Incident) -> bool {
    incident.shape.is_some() || incident.area_code().is_some()
}

/// The key of the words for a precision.
pub fn precision_words_key(precision: PlacePrecision) -> &'static str {
    match precision {
        PlacePrecision::Exact => "legend-exact",
        PlacePrecision::Approximate => "legend-approximate",
        PlacePrecision::Settlement => "legend-settlement",
        PlacePrecision::District => "legend-district",
        PlacePrecision::Region => "legend-area",
        PlacePrecision::Country => "legend-country",
    }
}

/// The class that gives a sample the colour of a kind, or of several kinds a neutral one.
fn tint_class(input: &DocumentInput, kind: Option<Kind>) -> String {
    let category = match kind {
        Some(Kind::Operation) => return "of-operation".to_owned(),
        Some(Kind::Lead) => return "of-lead".to_owned(),
        Some(Kind::Category(position)) => input.overview.mark_of(position),
        None => None,
    };
    match category {
        Some(mark) => format!("of-category-{}", mark + 1),
        None => "of-others".to_owned(),
    }
}

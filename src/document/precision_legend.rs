//! What the marks say of how well places are known.

use super::legend::line;
use super::{DocumentInput, Element};
use crate::story::{Incident, Kind, PlacePrecision};

/// A line for each precision that marks show, with a sample in the colour of its incidents.
pub(super) fn precision_lines(input: &DocumentInput) -> Vec<Element> {
    let mut lines = Vec::new();
    for (precision, kind) in precisions(input) {
        let tint = tint_class(input, kind);
        let class = format!("mark mark-{} {tint}", precision.as_str());
        let words = input.locale.text(precision_words_key(precision));
        lines.push(line(&class, words));
    }
    lines
}

/// Each precision that the map has, with the kind of its incidents, when all are of one; none where all places are
/// points of one precision, which the marks themselves show.
pub fn precisions(input: &DocumentInput) -> Vec<(PlacePrecision, Option<Kind>)> {
    let mut found = Vec::new();
    let mut says_more = false;
    for (_, precision) in PlacePrecision::ALL {
        let mut kinds = input
            .dataset
            .incidents
            .iter()
            .filter(|it| it.place.precision == precision && is_drawn(input, it))
            .map(|incident| incident.kind);
        if let Some(first) = kinds.next() {
            let is_one = kinds.all(|kind| kind == first);
            found.push((precision, is_one.then_some(first)));
            says_more |= !matches!(
                precision,
                PlacePrecision::Exact | PlacePrecision::Settlement
            );
        }
    }
    says_more |= found.len() > 1;
    found.retain(|_| says_more);
    found
}

/// Whether an incident is on the map: it has coordinates, or an area that the basemap has.
pub(super) fn is_drawn(input: &DocumentInput, incident: &Incident) -> bool {
    match &incident.shape {
        Some(shape) => !shape.is_empty(),
        None => incident
            .area_code()
            .is_some_and(|code| input.index.has_area(code)),
    }
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

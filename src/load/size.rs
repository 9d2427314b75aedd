//! The `size` of the `story` member: which figure the marks are sized by.

use super::error::shortened;
use super::fields::{Fault, Fields, Record};
use crate::locale::LocalizedText;
use crate::report::{Effect, Problem};
use crate::story::{Figure, Incident, SizeFigure};

/// The most labels that are named where none of them was meant.
const MOST_NAMED: usize = 12;

/// The figure that the story chooses, in the words and the unit of the incidents that have it.
pub(super) fn size_figure(
    record: &mut Record,
    member: &Fields,
    incidents: &[Incident],
) -> Option<SizeFigure> {
    let object = record.object(member, "size")?;
    let label = record.text(&object, "figure");
    let unit = record.text(&object, "unit");
    if label.is_empty() {
        let fault = Fault::missing("type-text");
        record.report(object.path_of("figure"), fault, Effect::Kept);
        return None;
    }
    let mut size = SizeFigure { label, unit };
    let mut first: Option<&Figure> = None;
    let mut others: Vec<&Figure> = Vec::new();
    for figure in incidents.iter().flat_map(|incident| &incident.figures) {
        if !size.is_of(figure) {
            continue;
        }
        if first.is_none() && size.unit.is_empty() {
            size.unit = figure.unit.clone();
        }
        first = first.or(Some(figure));
        if !size.has_unit_of(figure) {
            others.push(figure);
        }
    }
    let Some(first) = first else {
        let fault = Fault::of(Problem::UnknownValue, shortened(any(&size.label)));
        let fault = fault.allowing(labels(incidents).join(", "));
        record.report(object.path_of("figure"), fault, Effect::Kept);
        return None;
    };
    if let Some(other) = others.first() {
        let value = shortened(any(&other.unit));
        let fault = Fault::of(Problem::UnknownValue, value).allowing(any(&size.unit).to_owned());
        record.report(object.path_of("unit"), fault, Effect::Kept);
        if let Some(issue) = record.issues.last_mut() {
            issue.count = others.len();
        }
    }
    size.label = first.label.clone();
    Some(size)
}

/// The labels of the incidents' figures, each once.
fn labels(incidents: &[Incident]) -> Vec<&str> {
    let mut labels: Vec<&str> = Vec::new();
    for figure in incidents.iter().flat_map(|incident| &incident.figures) {
        let label = any(&figure.label);
        if labels.len() < MOST_NAMED && !labels.contains(&label) {
            labels.push(label);
        }
    }
    labels
}

/// The text in whatever language comes first.
fn any(text: &LocalizedText) -> &str {
    text.in_language("").1
}

//! Kinds and ids of records that come to the story one after the other.

use crate::query::Dataset;
use crate::story::{Category, Incident, Kind};

/// The ids of the categories that a story declares: those that only its records name come after them.
pub(super) fn declared(dataset: &Dataset, undeclared: &[String]) -> Vec<String> {
    let categories = dataset.story.categories.iter();
    let ids = categories.map(|category| category.id.clone());
    ids.filter(|id| !undeclared.contains(id)).collect()
}

pub(super) fn category(dataset: &Dataset, id: &str) -> Category {
    let mut known = dataset.story.categories.iter();
    let known = known.find(|category| category.id == id).cloned();
    known.unwrap_or_else(|| Category::unnamed(id.to_owned()))
}

/// Gives the kinds of records their places among these categories.
pub(super) fn rename_kinds(dataset: &mut Dataset, categories: &[Category]) {
    for incident in &mut dataset.incidents {
        if let Kind::Category(at) = incident.kind {
            let id = dataset
                .story
                .categories
                .get(at)
                .map(|category| &category.id);
            let place = categories
                .iter()
                .position(|category| Some(&category.id) == id);
            incident.kind = Kind::Category(place.unwrap_or(at));
        }
    }
}

/// An id that no other record of the excerpt has.
pub(super) fn with_own_id(mut incident: Incident, position: u32, dataset: &Dataset) -> Incident {
    if incident.id.starts_with("record-") || dataset.position_of(&incident.id).is_some() {
        incident.id = format!("record-{}", position + 1);
    }
    incident
}

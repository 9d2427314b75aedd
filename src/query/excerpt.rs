//! A story that has some of very many incidents: their kinds are those of all, and their ids lead to their records.

use super::{CATEGORY_MARKS, Dataset, Overview};
use crate::query::store::KIND_SLOTS;
use crate::story::{Category, Incident, Kind};

/// Gives a story the kinds of all its incidents: those that it declares, and then `undeclared` ones, which only records
/// name.
pub fn take_kinds(dataset: &mut Dataset, undeclared: &[String]) {
    let categories = dataset.story.categories.iter();
    let declared = categories.map(|category| category.id.clone());
    let declared: Vec<String> = declared.filter(|id| !undeclared.contains(id)).collect();
    let ids = declared.iter().chain(undeclared);
    let kinds: Vec<Category> = ids.map(|id| category(dataset, id)).collect();
    rename_kinds(dataset, &kinds);
    dataset.story.categories = kinds;
}

fn category(dataset: &Dataset, id: &str) -> Category {
    let mut known = dataset.story.categories.iter();
    let known = known.find(|category| category.id == id).cloned();
    known.unwrap_or_else(|| Category::unnamed(id.to_owned()))
}

/// Gives the kinds of records their places among these categories.
pub fn rename_kinds(dataset: &mut Dataset, categories: &[Category]) {
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

/// With the id that leads to a record of the publisher's file, whatever its own: the app does not know all ids in it.
#[must_use]
pub fn with_address(mut incident: Incident, position: u32) -> Incident {
    incident.id = format!("record-{}", position + 1);
    incident
}

/// With an id that no other record of the excerpt has.
#[must_use]
pub fn with_own_id(mut incident: Incident, position: u32, dataset: &Dataset) -> Incident {
    if incident.id.starts_with("record-") || dataset.position_of(&incident.id).is_some() {
        incident.id = format!("record-{}", position + 1);
    }
    incident
}

/// Where each kind is counted in a cell: operations, leads, the categories with a mark of their own, the others.
pub fn kind_slots(overview: &Overview, categories: usize) -> Vec<u8> {
    const _: () = assert!(CATEGORY_MARKS + 3 == KIND_SLOTS);
    let marks =
        (0..categories).map(|at| overview.mark_of(at).map_or(KIND_SLOTS - 1, |mark| 2 + mark));
    [0, 1]
        .into_iter()
        .chain(marks)
        .map(|slot| slot as u8)
        .collect()
}

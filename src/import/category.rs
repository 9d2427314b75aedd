//! The categories of a file without a story: one for each word there is, up to a number.

use std::collections::HashMap;

use serde_json::{Map, Value, json};

use super::feature::text_of;
use super::fields::KnownFormat;
use super::plan::Plan;
use crate::load::MOST_CATEGORIES;

/// The id of what has no category: an incident, and no more is known.
const INCIDENT: &str = "incident";
/// The longest id that is made of a text, in bytes.
const MOST_ID: usize = 60;

/// The kind of an incident: the id of its category, and its name where it has one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Kind {
    pub id: String,
    pub label: Option<String>,
}

/// The categories that have been named, in the order of the file.
pub(super) struct Categories {
    known_format: Option<KnownFormat>,
    /// Kinds that the profile or the story has already: a record that names one is of that kind.
    existing: Vec<String>,
    ids: HashMap<String, String>,
    order: Vec<Kind>,
    /// How many records have a category beyond the limit.
    pub beyond: usize,
}

impl Categories {
    /// For the records of a plan.
    pub fn new(plan: &Plan) -> Self {
        let own = match plan.has_story {
            true => &["operation", "lead"][..],
            false => &[],
        };
        let own = own.iter().map(|kind| (*kind).to_owned());
        let declared = declared_in(&plan.story).filter_map(|category| category.get("id")?.as_str());
        Self {
            known_format: plan.known_format(),
            existing: own.chain(declared.map(str::to_owned)).collect(),
            ids: HashMap::new(),
            order: Vec::new(),
            beyond: 0,
        }
    }

    /// The kind that a value names.
    pub fn kind_of(&mut self, value: Option<&Value>) -> Kind {
        let label = value.and_then(|value| {
            match self
                .known_format
                .and_then(|format| format.category_label(value))
            {
                Some(label) => Some(label.to_owned()),
                None => text_of(value).filter(|text| !text.is_empty()),
            }
        });
        let Some(label) = label else {
            return self.declared(INCIDENT.to_owned(), None);
        };
        if self.existing.contains(&label) {
            return Kind {
                id: label,
                label: None,
            };
        }
        if let Some(id) = self.ids.get(&label) {
            return Kind {
                id: id.clone(),
                label: Some(label),
            };
        }
        // One place is kept for those without one; those beyond are no more than incidents, either.
        if self.ids.len() + self.existing.len() + 1 >= MOST_CATEGORIES {
            self.beyond += 1;
            let kind = self.declared(INCIDENT.to_owned(), None);
            return Kind {
                label: Some(label),
                ..kind
            };
        }
        let id = self.new_id(&label);
        self.ids.insert(label.clone(), id.clone());
        self.declared(id, Some(label))
    }

    /// An id that no other category has, nor a kind of the profile.
    fn new_id(&self, label: &str) -> String {
        let id = slug(label);
        let is_taken = |id: &str| {
            matches!(id, "" | "operation" | "lead" | INCIDENT)
                || self.existing.iter().any(|existing| existing == id)
                || self.order.iter().any(|kind| kind.id == id)
        };
        let with_number = |number: usize| match id.is_empty() {
            true => format!("category-{number}"),
            false => format!("{id}-{number}"),
        };
        match is_taken(&id) {
            false => id,
            true => (2..)
                .map(with_number)
                .find(|id| !is_taken(id))
                .unwrap_or_default(),
        }
    }

    fn declared(&mut self, id: String, label: Option<String>) -> Kind {
        let kind = Kind { id, label };
        if !self.order.iter().any(|known| known.id == kind.id) {
            self.order.push(kind.clone());
        }
        kind
    }

    /// The categories as the `story` member declares them: its own, and behind them those of the records.
    pub fn declarations(&self, story: &Map<String, Value>) -> Value {
        let declared = self.order.iter().map(|kind| match &kind.label {
            Some(label) => json!({"id": kind.id, "label": label}),
            None => json!({"id": kind.id}),
        });
        declared_in(story).cloned().chain(declared).collect()
    }
}

/// The categories of a `story` member.
fn declared_in(story: &Map<String, Value>) -> impl Iterator<Item = &Value> {
    let categories = story.get("categories").and_then(Value::as_array);
    categories.into_iter().flatten()
}

/// A text as an id of the profile: small Latin letters and digits, with single hyphens between them, at most 60. Empty
/// where it has neither.
pub(super) fn slug(text: &str) -> String {
    let mut id = String::new();
    for c in text.chars() {
        match c.is_ascii_alphanumeric() {
            true => id.push(c.to_ascii_lowercase()),
            false if !id.ends_with('-') && !id.is_empty() => id.push('-'),
            false => {}
        }
        if id.len() >= MOST_ID {
            break;
        }
    }
    id.trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// No categories so far.
    fn none() -> Categories {
        Categories {
            known_format: None,
            existing: Vec::new(),
            ids: HashMap::new(),
            order: Vec::new(),
            beyond: 0,
        }
    }

    #[test]
    fn every_word_is_a_category_and_no_word_is_a_kind_of_the_profile() {
        let mut categories = none();
        let mut id = |text: &str| categories.kind_of(Some(&json!(text))).id;
        assert_eq!(id("Violence & sexual offences"), "violence-sexual-offences");
        assert_eq!(
            id("Violence, sexual offences"),
            "violence-sexual-offences-2"
        );
        assert_eq!(id("Lead"), "lead-2");
        assert_eq!(id("Кража"), "category-2");
        assert_eq!(id("!"), "category-3");
        assert_eq!(id("Lead"), "lead-2");
        assert_eq!(categories.kind_of(None).id, INCIDENT);
        assert_eq!(
            categories
                .declarations(&Map::new())
                .as_array()
                .unwrap()
                .len(),
            6
        );
    }

    #[test]
    fn there_is_an_end_to_categories() {
        let mut categories = none();
        for number in 0..200 {
            categories.kind_of(Some(&json!(format!("kind {number}"))));
        }
        categories.kind_of(None);
        assert!(
            categories
                .declarations(&Map::new())
                .as_array()
                .unwrap()
                .len()
                <= MOST_CATEGORIES
        );
        assert_eq!(categories.beyond, 200 - (MOST_CATEGORIES - 1));
    }
}

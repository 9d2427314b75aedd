//! Which incidents the reader wants to see.

use super::Dataset;
use super::counts::{kind_at, place_of};
use crate::story::{Incident, Kind};

/// Which incidents the reader wants to see: all, unless something is hidden. Whatever else is to be filtered by is a
/// further field with a further condition in [`Filter::keeps`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Whether a kind is hidden: operations, leads, then the declared categories; none behind the last hidden one.
    hidden: Vec<bool>,
}

impl Filter {
    /// The filter that hides these kinds.
    pub fn hiding(kinds: impl IntoIterator<Item = Kind>) -> Self {
        let mut filter = Self::default();
        for kind in kinds {
            filter.set_hidden(kind, true);
        }
        filter
    }

    /// Whether nothing is filtered out.
    pub fn is_all(&self) -> bool {
        self.hidden.is_empty()
    }

    /// Whether an incident is one of those that are wanted.
    pub fn keeps(&self, incident: &Incident) -> bool {
        self.shows(incident.kind)
    }

    /// Whether incidents of a kind are wanted.
    pub fn shows(&self, kind: Kind) -> bool {
        !self.hidden.get(place_of(kind)).copied().unwrap_or(false)
    }

    /// The kinds that are hidden, in the order of [`super::Counts::by_kind`].
    pub fn hidden_kinds(&self) -> impl Iterator<Item = Kind> {
        let places = self.hidden.iter().enumerate();
        let hidden = places.filter(|(_, is_hidden)| **is_hidden);
        hidden.map(|(place, _)| kind_at(place))
    }

    /// Hides a kind, or shows it again.
    pub fn set_hidden(&mut self, kind: Kind, is_hidden: bool) {
        let place = place_of(kind);
        if place >= self.hidden.len() {
            self.hidden.resize(place + 1, false);
        }
        if let Some(at) = self.hidden.get_mut(place) {
            *at = is_hidden;
        }
        // Two filters that hide the same are equal.
        while self.hidden.last() == Some(&false) {
            self.hidden.pop();
        }
    }
}

impl Dataset {
    /// All kinds an incident can be of, whether there is one or not.
    pub fn kinds(&self) -> impl Iterator<Item = Kind> {
        (0..2 + self.story.categories.len()).map(kind_at)
    }

    /// The kinds that there are incidents of.
    pub fn kinds_present(&self) -> Vec<Kind> {
        let mut are_present = Filter::default();
        for incident in &self.incidents {
            are_present.set_hidden(incident.kind, true);
        }
        are_present.hidden_kinds().collect()
    }

    /// The name of a kind that no language changes: the `kind` of its records in the file.
    pub fn kind_id(&self, kind: Kind) -> &str {
        match kind {
            Kind::Operation => "operation",
            Kind::Lead => "lead",
            Kind::Category(position) => {
                let category = self.story.categories.get(position);
                category.map_or("", |category| &category.id)
            }
        }
    }

    /// The kind that goes by this name.
    pub fn kind_with_id(&self, id: &str) -> Option<Kind> {
        self.kinds().find(|kind| self.kind_id(*kind) == id)
    }
}

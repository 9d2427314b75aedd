//! Which incidents the reader wants to see.

use std::sync::Arc;

use super::Dataset;
use super::counts::{kind_at, place_of};
use crate::story::{Incident, Kind};
use crate::time::MomentSpan;

/// Which incidents the reader wants to see: all, unless something is hidden.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// A bit for each hidden kind: operations, leads, then the declared categories.
    hidden: u64,
    /// The window of time: what may lie in it is wanted. Without one so is what has no date.
    window: Option<MomentSpan>,
    /// Whether each incident, by its position, is among those that the reader searched and chose; all are without.
    chosen: Option<Arc<Vec<bool>>>,
}

impl Filter {
    /// A story may not have more kinds.
    pub const MOST_KINDS: usize = u64::BITS as usize;

    /// The filter that hides these kinds.
    pub fn hiding(kinds: &[Kind]) -> Self {
        let mut filter = Self::default();
        for kind in kinds {
            filter.set_hidden(*kind, true);
        }
        filter
    }

    /// Whether nothing is filtered out.
    pub fn is_all(&self) -> bool {
        self.hidden == 0 && self.window.is_none() && self.chosen.is_none()
    }

    /// Whether the incident at a position is one of those that are wanted.
    pub fn keeps(&self, position: usize, incident: &Incident) -> bool {
        self.shows(incident.kind) && self.may_hold(incident) && self.is_chosen(position)
    }

    /// Whether the incident at a position is among those that were searched and chosen. One that is not known yet is: it was
    /// asked for.
    pub fn is_chosen(&self, position: usize) -> bool {
        let chosen = self.chosen.as_ref();
        chosen.is_none_or(|chosen| chosen.get(position).copied().unwrap_or(true))
    }

    /// Whether only some are searched and chosen.
    pub fn is_narrowed(&self) -> bool {
        self.chosen.is_some()
    }

    /// The same, of these incidents only, by their positions, or of all.
    #[must_use]
    pub fn choosing(mut self, chosen: Option<Arc<Vec<bool>>>) -> Self {
        self.chosen = chosen;
        self
    }

    /// Whether an incident may lie in the window of time.
    pub fn may_hold(&self, incident: &Incident) -> bool {
        self.window.is_none_or(|window| {
            let span = incident.when.as_ref().and_then(|when| when.moments());
            span.is_some_and(|span| window.may_hold(span))
        })
    }

    /// The window of time.
    pub fn window(&self) -> Option<MomentSpan> {
        self.window
    }

    /// The same kinds, in another window of time, or in all of time.
    #[must_use]
    pub fn in_window(mut self, window: Option<MomentSpan>) -> Self {
        self.window = window;
        self
    }

    /// The same, of all kinds.
    #[must_use]
    pub fn hiding_none(mut self) -> Self {
        self.hidden = 0;
        self
    }

    /// Whether incidents of a kind are wanted.
    pub fn shows(&self, kind: Kind) -> bool {
        self.hidden & bit(kind) == 0
    }

    /// Hides a kind, or shows it again.
    pub fn set_hidden(&mut self, kind: Kind, is_hidden: bool) {
        match is_hidden {
            true => self.hidden |= bit(kind),
            false => self.hidden &= !bit(kind),
        }
    }
}

/// None for a kind beyond [`Filter::MOST_KINDS`], which is always shown.
fn bit(kind: Kind) -> u64 {
    let place = u32::try_from(place_of(kind)).ok();
    place
        .and_then(|place| 1_u64.checked_shl(place))
        .unwrap_or(0)
}

impl Dataset {
    /// All kinds an incident can be of, whether there is one or not.
    pub fn kinds(&self) -> impl Iterator<Item = Kind> {
        (0..2 + self.story.categories.len()).map(kind_at)
    }

    /// The same filter that hides all kinds that there are incidents of.
    pub fn hiding_all(&self, filter: &Filter) -> Filter {
        let mut filter = filter.clone().hiding_none();
        for incident in &self.incidents {
            filter.set_hidden(incident.kind, true);
        }
        filter
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

//! What is searched and chosen among: the incidents of the story on the page, or the records of a large file.

use send_wrapper::SendWrapper;

use super::super::large::{self, Large};
use crate::app::shared::Shared;
use crate::app::state::App;
use crate::load::Loaded;
use crate::query::facets::{Facet, facets_of};
use crate::query::{Filter, store::TimeWindow};
use crate::story::Kind;

/// All that can be found.
#[derive(Clone, PartialEq)]
pub(in crate::app::later) enum Records {
    /// The incidents of the story on the page, by their positions.
    Story(Shared<Loaded>),
    /// The records of a large file, in the order of its store.
    File(Shared<SendWrapper<Large>>),
}

impl Records {
    /// Those of the page; tracked.
    pub fn of(app: App) -> Option<Self> {
        let story = app.story.get()?;
        // Both change when another story comes.
        app.many.track();
        Some(match large::file_shown() {
            Some(file) => Self::File(file),
            None => Self::Story(story),
        })
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        match self {
            Self::Story(story) => story.dataset.incidents.len(),
            Self::File(file) => file.store().len(),
        }
    }

    /// Their facets; `named` are the values of fields that the publisher names.
    pub fn facets(&self, named: &[Vec<Vec<String>>]) -> Vec<Facet> {
        match self {
            Self::Story(story) => facets_of(&story.dataset, &|field, at| {
                let values = named.get(at).and_then(|of| of.get(field));
                values.into_iter().flatten().map(String::as_str).collect()
            }),
            Self::File(file) => file.facets(),
        }
    }

    /// How many of those that are kept, 1 or 0 for each, are of each kind, by the places of kinds.
    pub fn count_kinds(&self, kept: &[u8]) -> Vec<usize> {
        let mut counts = Vec::new();
        let mut add = |place: usize, kept: u8| {
            if place >= counts.len() {
                counts.resize(place + 1, 0);
            }
            if let Some(count) = counts.get_mut(place) {
                *count += usize::from(kept);
            }
        };
        match self {
            Self::Story(story) => {
                let kinds: Vec<Kind> = story.dataset.kinds().collect();
                for (incident, kept) in story.dataset.incidents.iter().zip(kept) {
                    let place = kinds.iter().position(|kind| *kind == incident.kind);
                    add(place.unwrap_or_default(), *kept);
                }
            }
            Self::File(file) => {
                for (kind, kept) in file.store().columns().kind.iter().zip(kept) {
                    add(usize::from(*kind), *kept);
                }
            }
        }
        counts
    }

    /// Whether each is kept by its kind and by the window of time, 1 or 0.
    pub fn kept_by(&self, filter: &Filter) -> Vec<u8> {
        let filter = filter.clone().choosing(None);
        match self {
            Self::Story(story) => {
                let incidents = story.dataset.incidents.iter().enumerate();
                let kept = incidents.map(|(at, incident)| u8::from(filter.keeps(at, incident)));
                kept.collect()
            }
            Self::File(file) => {
                let window = filter.window().map(TimeWindow::from);
                file.kept_by(
                    &|kind| filter.shows(crate::query::kind_at(usize::from(kind))),
                    window,
                )
            }
        }
    }
}

//! What a reader does to search and to choose.

use std::time::Duration;

use leptos::prelude::*;

use super::super::note_exploring;
use super::{Finding, PART};
use crate::document::finding::{
    self, ActiveFilter, CLEAR, DROP_ATTRIBUTE, FACET_ATTRIBUTE, FACETS, FINDING_ATTRIBUTE,
    KIND_FACET, VALUE_ATTRIBUTE, active_filters,
};
use crate::platform::{self, Event, Subscription};
use crate::view::{Exploring, Intent, SortOrder, apply};

/// So long nothing is typed before it is a decision, which Back comes back from.
const DECIDED: Duration = Duration::from_millis(800);

/// Listens to all of it.
pub(super) fn listen(of: Finding) -> Vec<Subscription> {
    let typed = platform::on_event(PART, "input", move |event| {
        let typed = platform::control_value(&event);
        if let Some((_, words)) = typed.filter(|(name, _)| name == finding::SEARCH) {
            of.search(words);
        }
    });
    let changed = platform::on_event(PART, "change", move |event| {
        if let Some((name, value)) = platform::control_value(&event) {
            of.change(&name, &value);
        }
    });
    let clicked = platform::on_event(PART, "click", move |event| of.click(&event));
    let pressed = platform::on_event(PART, "keydown", move |event| {
        // Escape empties the field, as it does in browsers' own.
        let is_escape = platform::pressed(&event).is_some_and(|(key, _)| key == "Escape");
        if is_escape && platform::control_value(&event).is_some_and(|(_, words)| !words.is_empty())
        {
            event.prevent_default();
            of.search(String::new());
            platform::clear_control(&event);
        }
    });
    [typed, changed, clicked, pressed]
        .into_iter()
        .flatten()
        .collect()
}

impl Finding {
    fn now(self) -> Exploring {
        untrack(|| self.exploring())
    }

    /// What is typed is searched for at once.
    fn search(self, words: String) {
        let mut exploring = self.now();
        exploring.search = words;
        self.app.exploring.set(exploring.to_text());
        self.decided.start(DECIDED, move || self.decide_typed());
    }

    /// Makes what is typed a decision: the first pause while typing is one, and what is typed after it the same.
    fn decide_typed(self) {
        match self.is_typing.get_untracked() {
            true => note_exploring(self.app),
            false => self.decide(),
        }
        self.is_typing.set(true);
    }

    /// Makes it a decision.
    fn decide(self) {
        self.is_typing.set(false);
        self.decided.stop();
        let window = self.app.view.get_untracked().filter.window();
        self.app.dispatch(Intent::SetWindow(window));
    }

    fn explore(self, exploring: &Exploring) {
        self.app.exploring.set(exploring.to_text());
        self.decide();
    }

    fn change(self, name: &str, value: &str) {
        let mut exploring = self.now();
        match name {
            // What was typed stands.
            finding::SEARCH => {
                self.decided.stop();
                self.decide_typed();
                return self.is_typing.set(false);
            }
            finding::SORT => exploring.sort = SortOrder::from_word(value).unwrap_or_default(),
            finding::LIST_OF_MAP => exploring.is_list_of_map = value == "true",
            _ => return,
        }
        self.explore(&exploring);
    }

    fn click(self, event: &Event) {
        if let Some(facet) = platform::closest_attribute(event, FACET_ATTRIBUTE) {
            let value = platform::closest_attribute(event, VALUE_ATTRIBUTE).unwrap_or_default();
            match facet.as_str() {
                KIND_FACET => self.toggle_kind(&value),
                _ => self.toggle(&facet, value),
            }
        } else if let Some(at) = platform::closest_attribute(event, DROP_ATTRIBUTE) {
            self.drop_filter(at.parse().unwrap_or(usize::MAX));
        } else {
            match platform::closest_attribute(event, FINDING_ATTRIBUTE).as_deref() {
                Some(FACETS) => self.is_open.update(|is_open| *is_open = !*is_open),
                Some(CLEAR) => self.clear(),
                _ => {}
            }
        }
    }

    fn toggle(self, facet: &str, value: String) {
        let mut exploring = self.now();
        let mut values = exploring.wanted(facet).to_vec();
        match values.iter().position(|known| *known == value) {
            Some(at) => {
                values.remove(at);
            }
            None => values.push(value),
        }
        exploring.want(facet, values);
        self.explore(&exploring);
    }

    /// Chooses a kind or no more: those that are not chosen are hidden, but for when none is.
    fn toggle_kind(self, id: &str) {
        let app = self.app;
        let Some(story) = app.story.get_untracked() else {
            return;
        };
        let Some(kind) = story.dataset.kind_with_id(id) else {
            return;
        };
        let filter = app.view.get_untracked().filter;
        let kinds = untrack(|| app.overview.get()).counts.by_kind.clone();
        let is_any_hidden = kinds.iter().any(|(kind, _)| !filter.shows(*kind));
        let is_last = is_any_hidden
            && kinds
                .iter()
                .all(|(other, _)| filter.shows(*other) == (*other == kind));
        app.dispatch(match is_any_hidden && !is_last {
            true => Intent::ToggleKind(kind),
            // No other; and where it is so already all again.
            false => Intent::OnlyKind(kind),
        });
    }

    fn drop_filter(self, at: usize) {
        let exploring = self.now();
        let active = untrack(|| {
            self.app
                .with_document(|input| active_filters(input, &exploring))
        });
        let Some(active) = active.and_then(|active| active.into_iter().nth(at)) else {
            return;
        };
        let filter = self.app.view.get_untracked().filter;
        let (exploring, _) = active.dropped(&exploring, &filter);
        self.app.exploring.set(exploring.to_text());
        match active {
            ActiveFilter::Hidden(kind) => self.app.dispatch(Intent::ToggleKind(kind)),
            ActiveFilter::AllHidden(_) => self.show_kinds(),
            ActiveFilter::Window(_) => self.app.dispatch(Intent::SetWindow(None)),
            _ => self.decide(),
        }
        self.stay();
    }

    /// Shows all kinds again, as one decision, and leaves the rest of the filter.
    fn show_kinds(self) {
        let app = self.app;
        let Some(story) = app.story.get_untracked() else {
            return;
        };
        let mut view = app.view.get_untracked();
        for kind in story.dataset.kinds() {
            if !view.filter.shows(kind) {
                view = apply(&view, &Intent::ToggleKind(kind), &story.dataset);
            }
        }
        app.view.set(view);
        self.decide();
    }

    fn clear(self) {
        let mut exploring = self.now().widened();
        exploring.is_list_of_map = false;
        self.app.exploring.set(exploring.to_text());
        self.app.dispatch(Intent::ShowAll);
        self.stay();
    }

    /// The button goes; the reader stays where it was.
    fn stay(self) {
        platform::focus_in(PART, "name", finding::SEARCH);
    }
}

//! What a reader can choose of the timeline: its axis, lanes and their order, short gaps, and whether it is open.

use std::cell::RefCell;

use leptos::prelude::*;

use super::super::explore_in;
use super::super::finding;
use super::super::words::LATER;
use super::Timeline;
use super::zoom::brush_of;
use crate::app::parts::keep;
use crate::app::shared::Shared;
use crate::document::timeline::{OPEN, TIMELINE_ATTRIBUTE, TimelineChoices, control};
use crate::document::window::window_words;
use crate::document::{self, DocumentInput};
use crate::load::Loaded;
use crate::locale::Locale;
use crate::platform;
use crate::query::Axis;
use crate::scene::{LaneOrder, Lanes, TimeParts};
use crate::time::{Moment, least_minutes};
use crate::view::Exploring;

/// What lanes can be of, and the story, the language and the kind of story for which that was found.
///
/// A type of its own, so that what takes it apart comes later too (`tests/tools/split-wasm.mjs`).
struct LaneChoices {
    of: (Option<Shared<Loaded>>, Shared<Locale>, bool),
    choices: Vec<(String, String)>,
}

thread_local! {
    static LANE_CHOICES: RefCell<Option<LaneChoices>> = const { RefCell::new(None) };
}

/// Listens to the controls.
pub(super) fn listen(of: Timeline) {
    let choose = platform::on_event("timeline-heading", "change", move |event| {
        if let Some((name, value)) = platform::control_value(&event) {
            of.choose(&name, &value);
        }
    });
    let open = platform::on_event("timeline-heading", "click", move |event| {
        let word = platform::closest_attribute(&event, TIMELINE_ATTRIBUTE);
        if word.as_deref() == Some(OPEN) {
            of.is_opened.update(|is_opened| *is_opened = !*is_opened);
            // What stands beside it is another now.
            platform::focus_in("timeline-heading", TIMELINE_ATTRIBUTE, OPEN);
        }
    });
    keep().set_value(choose.into_iter().chain(open).collect());
}

/// Whether the incidents of a story have dates and phases.
pub(super) fn has_both_axes(input: &DocumentInput) -> bool {
    let mut incidents = input.dataset.incidents.iter();
    let is_dated = incidents.any(|it| it.when.as_ref().and_then(|when| when.span()).is_some());
    let mut incidents = input.dataset.incidents.iter();
    is_dated && incidents.any(|incident| incident.phase.is_some())
}

/// What the timeline of a story is set apart by, as a reader chose.
pub(super) fn lanes(input: &DocumentInput, exploring: &Exploring) -> Option<Lanes> {
    let facet = exploring.lanes.as_deref();
    let facet = facet.filter(|_| LATER.are_known(input.locale))?;
    let first = |at: usize| {
        let span = input.dataset.incident(at)?.when.as_ref()?.moments()?;
        Some(span.from.or(span.to)?.0)
    };
    let others = input.locale.text("lanes-others");
    let lanes = match document::lanes(input, facet) {
        // An address may name what the control does not offer.
        Some(lanes) => Some(lanes).filter(Lanes::tell_apart)?,
        None => finding::lanes_of(input, facet)?,
    };
    Some(lanes.arranged(exploring.lane_order, &first, others))
}

impl Timeline {
    /// What is chosen, and what can be; tracked.
    pub(super) fn choices(
        self,
        input: &DocumentInput,
        axis: Axis,
        parts: &TimeParts,
    ) -> TimelineChoices {
        let exploring = self.exploring.get();
        let many = self.app.many.get();
        // Only columns are counted so; their dates would be copied to be asked for.
        let are_columns = many.is_some_and(|many| untrack(|| many.possible()).is_some());
        let lanes = self.lane_choices(input, are_columns);
        let is_open = self.is_narrow().then(|| self.is_opened.get());
        // The window has its words beside its handles, where there is room for these.
        let is_told = is_open == Some(false);
        let readout = parts.whole.filter(|_| is_told).map(|whole| {
            let brush = brush_of(whole, parts.date_minutes);
            let window = self.app.view.get().filter.window();
            window_words(input.locale, &brush, window)
        });
        let least = least_minutes(parts.date_minutes);
        let is_least = |[from, to]: [Moment; 2]| to.0 - from.0 <= least;
        TimelineChoices {
            axis,
            has_axes: has_both_axes(input) && !are_columns,
            lane: exploring
                .lanes
                .filter(|lane| lanes.iter().any(|(facet, _)| facet == lane)),
            lanes,
            order: exploring.lane_order,
            are_gaps_short: exploring.are_gaps_short,
            is_zoomed: exploring.time.is_some(),
            is_nearest: exploring.time.or(parts.whole).is_some_and(is_least),
            is_open,
            readout,
        }
    }

    /// What lanes can be of: a look at all incidents, and so not at each step of a window. Tracked.
    fn lane_choices(self, input: &DocumentInput, are_columns: bool) -> Vec<(String, String)> {
        let story = self.app.story.get();
        let key = (story, self.app.locale.get(), are_columns);
        LANE_CHOICES.with_borrow_mut(|known| match known {
            Some(known) if known.of == key => known.choices.clone(),
            _ => {
                let choices = document::lane_choices(input, are_columns);
                *known = Some(LaneChoices {
                    of: key,
                    choices: choices.clone(),
                });
                choices
            }
        })
    }

    /// A control is set: a decision of the reader's.
    fn choose(self, name: &str, value: &str) {
        let mut exploring = Exploring::parse(&self.app.exploring.get_untracked()).0;
        match name {
            control::AXIS => exploring.axis = Axis::from_word(value),
            control::LANES => {
                exploring.lanes = Some(value.to_owned()).filter(|value| !value.is_empty());
            }
            control::ORDER => {
                exploring.lane_order = LaneOrder::from_word(value).unwrap_or_default();
            }
            control::GAPS => exploring.are_gaps_short = value == "true",
            _ => return,
        }
        let window = self.app.view.get_untracked().filter.window();
        explore_in(self.app, &exploring, window);
    }
}

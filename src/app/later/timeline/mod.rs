//! The timeline: a painted scene with buttons above it, and what chooses how it is looked at.

mod choices;
mod zoom;

pub(super) use zoom::{Zoom, is_held};

use leptos::prelude::*;

use super::finding;
use super::print::keep_printable;
use super::window::TimeControl;
use super::words::LATER;
use crate::app::overlay;
use crate::app::parts::{effect, keep, story_content};
use crate::app::shared::Shared;
use crate::app::signal::{Derived, Slot};
use crate::app::state::{App, Drawn};
use crate::document::{self, DocumentInput, Element};
use crate::platform::{self, CanvasMeasure};
use crate::query::Axis;
use crate::scene::{TimelineInput, TimelineLook, timeline_scene};
use crate::view::Exploring;

/// The class of the canvas.
const PICTURE: &str = "timeline-picture";
/// Pages no wider than this have a timeline that can be closed, and begin so.
const NARROW_PX: f64 = 480.0;

/// The timeline, and how it is looked at.
#[derive(Clone, Copy)]
pub(super) struct Timeline {
    app: App,
    /// What of the address is about it.
    exploring: Derived<Exploring>,
    width_px: Slot<f64>,
    page_px: Slot<f64>,
    /// Whether a reader opened it where it can be closed.
    is_opened: Slot<bool>,
}

/// Keeps the timeline up to date, at the width it is given, and gives what moves its window.
pub fn keep_up(app: App) -> TimeControl {
    let of = Timeline {
        app,
        exploring: Derived::new(move || about_time(Exploring::parse(&app.exploring.get()).0)),
        width_px: Slot::new(0.0),
        page_px: Slot::new(0.0),
        is_opened: Slot::new(false),
    };
    of.watch_widths();
    let drawn = Derived::new(move || of.drawn());
    story_content(app, "timeline-heading", move |input| {
        of.heading(input, drawn.get())
    });
    let zoom = zoom::keep_up(of, drawn);
    choices::listen(of);
    let control = super::window::keep_up(app, drawn, zoom);
    overlay::keep_up(app, "timeline-targets", drawn, "timeline-label", None);
    effect(move || {
        if let Some(drawn) = drawn.get() {
            platform::paint(PICTURE, &drawn.scene, &app.palette.get());
        }
    });
    effect(move || {
        let state = if of.is_closed() { "closed" } else { "open" };
        platform::set_attribute("timeline", "data-state", state);
    });
    keep_printable(app, PICTURE, move || Some(drawn.get()?.scene.clone()));
    control
}

/// The part of what a reader explores that the timeline follows: it stays as it is while the map is moved.
fn about_time(exploring: Exploring) -> Exploring {
    Exploring {
        axis: exploring.axis,
        lanes: exploring.lanes,
        lane_order: exploring.lane_order,
        are_gaps_short: exploring.are_gaps_short,
        time: exploring.time,
        ..Exploring::default()
    }
}

impl Timeline {
    fn watch_widths(self) {
        let subscription = keep();
        let watch = |class, width_px: Slot<f64>| {
            platform::on_resize(class, move |size| {
                if size.width_px != width_px.get_untracked() {
                    width_px.set(size.width_px);
                }
            })
        };
        effect(move || {
            let stage = watch("timeline-stage", self.width_px);
            let page = watch("page", self.page_px);
            subscription.set_value(stage.into_iter().chain(page).collect());
        });
    }

    /// Whether there is little room; tracked.
    fn is_narrow(self) -> bool {
        self.page_px.get() <= NARROW_PX || platform::fills_frame()
    }

    /// Whether there is no more than a row of it; tracked.
    fn is_closed(self) -> bool {
        self.is_narrow() && !self.is_opened.get()
    }

    /// The picture; tracked.
    fn drawn(self) -> Drawn {
        let app = self.app;
        let (width_px, page_px) = (self.width_px.get(), self.page_px.get());
        if width_px <= 0.0 || page_px <= 0.0 {
            return None;
        }
        let (exploring, closed) = (self.exploring.get(), self.is_closed());
        let of_all = app.many.get();
        // What the list is of, where that is only what the map shows.
        let listed = finding::counted(app, &app.view.get().filter);
        app.with_document(|document| {
            let axis = self.axis(document);
            let lanes = choices::lanes(document, &exploring).filter(|_| !closed);
            let input = TimelineInput {
                dataset: document.dataset,
                overview: listed.as_ref().unwrap_or(document.overview),
                axis,
                look: TimelineLook {
                    shown: exploring.time.filter(|_| !closed),
                    lanes: lanes.as_ref(),
                    are_gaps_short: exploring.are_gaps_short && !closed,
                    is_thin: closed,
                    has_list: LATER.are_known(document.locale),
                },
                width_px,
                selection: app.selection.get(),
                locale: document.locale,
                measure: &CanvasMeasure,
            };
            let of_all = of_all.and_then(|many| many.timeline(&input));
            Shared::new(of_all.unwrap_or_else(|| timeline_scene(&input)))
        })
    }

    /// The axis: as the reader chose where there are both, or as suits the story; tracked.
    fn axis(self, input: &DocumentInput) -> Axis {
        let chosen = self.exploring.get().axis;
        let has_both = chosen.is_some() && choices::has_both_axes(input);
        chosen.filter(|_| has_both).unwrap_or(self.app.axis.get())
    }

    /// What stands above the picture; tracked.
    fn heading(self, input: &DocumentInput, drawn: Drawn) -> Vec<Element> {
        let parts = drawn.and_then(|drawn| drawn.time.clone());
        let Some(parts) = parts else {
            return document::timeline_heading(input, self.axis(input));
        };
        // What is drawn as bars is on the calendar, whatever the excerpt is like.
        let axis = match parts.whole {
            Some(_) => Axis::Calendar,
            None => self.axis(input),
        };
        let mut heading = match LATER.are_known(input.locale) {
            true => {
                let choices = self.choices(input, axis, &parts);
                document::timeline::heading(input, &choices, &parts)
            }
            false => document::timeline_heading(input, axis),
        };
        heading.push(match axis {
            Axis::Sequence => Element::new("div")
                .class("visually-hidden")
                .child(document::order_of_events(input)),
            Axis::Calendar => document::timeline::in_words(input, &parts),
        });
        heading
    }
}

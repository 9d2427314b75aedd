//! The timeline: a painted scene with buttons above it.

use leptos::prelude::*;

use super::print::keep_printable;
use crate::app::overlay;
use crate::app::parts::{effect, keep, story_content};
use crate::app::shared::Shared;
use crate::app::signal::{Derived, Slot};
use crate::app::state::{App, Drawn};
use crate::document::{self, Element};
use crate::platform::{self, CanvasMeasure};
use crate::query::Axis;
use crate::scene::{TimelineInput, timeline_scene};

/// The class of the canvas.
const PICTURE: &str = "timeline-picture";

/// Keeps the timeline up to date, at the width it is given.
pub fn keep_up(app: App) {
    let width_px = Slot::new(0.0);
    let subscription = keep();
    effect(move || {
        let watching = platform::on_resize("timeline-stage", move |size| {
            if size.width_px != width_px.get_untracked() {
                width_px.set(size.width_px);
            }
        });
        subscription.set_value(watching.into_iter().collect());
    });
    let drawn = drawn_timeline(app, width_px);
    story_content(app, "timeline-heading", move |input| {
        let (axis, drawn) = (app.axis.get(), drawn.get());
        let bars = drawn.as_ref().and_then(|drawn| drawn.bars.as_ref());
        let mut heading = document::timeline_heading(input, axis, bars);
        // What the picture has for the eye, this has for the ear: the phases and their notes, or the bars.
        let in_words = match (axis, bars) {
            (Axis::Sequence, _) => Some(document::order_of_events(input)),
            (Axis::Calendar, Some(bars)) => Some(document::bar_counts(input, bars)),
            (Axis::Calendar, None) => None,
        };
        if let Some(words) = in_words {
            heading.push(Element::new("div").class("visually-hidden").child(words));
        }
        heading
    });
    super::window::keep_up(app, drawn);
    overlay::keep_up(app, "timeline-targets", drawn, "timeline-label", None);
    effect(move || {
        if let Some(drawn) = drawn.get() {
            platform::paint(PICTURE, &drawn.scene, &app.palette.get());
        }
    });
    keep_printable(app, PICTURE, move || Some(drawn.get()?.scene.clone()));
}

fn drawn_timeline(app: App, width_px: Slot<f64>) -> Derived<Drawn> {
    Derived::new(move || {
        let story = app.story.get()?;
        let locale = app.locale.get();
        let width_px = width_px.get();
        (width_px > 0.0).then(|| {
            let input = TimelineInput {
                dataset: &story.dataset,
                overview: &app.overview.get(),
                axis: app.axis.get(),
                width_px,
                selection: app.selection.get(),
                locale: &locale,
                measure: &CanvasMeasure,
            };
            let of_all = app.many.get().and_then(|many| many.timeline(&input));
            Shared::new(of_all.unwrap_or_else(|| timeline_scene(&input)))
        })
    })
}

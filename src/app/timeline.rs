//! The timeline: a painted scene with buttons above it.

use leptos::html::{Canvas, Div};
use leptos::prelude::*;

use super::overlay::Overlay;
use super::parts::{effect, keep, story_content};
use super::shared::Shared;
use super::signal::{Derived, Slot};
use super::state::{App, Drawn};
use crate::document;
use crate::platform::{self, CanvasMeasure};
use crate::scene::{TimelineInput, timeline_scene};

/// The timeline at the width it is given.
#[component]
pub fn Timeline(app: App) -> impl IntoView {
    let heading = NodeRef::<Div>::new();
    let stage = NodeRef::<Div>::new();
    let canvas = NodeRef::<Canvas>::new();
    let width_px = Slot::new(0.0);
    watch_width(stage, width_px);
    let drawn: Derived<Drawn> = Derived::new(move || {
        let story = app.story.get()?;
        let locale = app.locale.get();
        let width_px = width_px.get();
        (width_px > 0.0).then(|| {
            Shared::new(timeline_scene(&TimelineInput {
                dataset: &story.dataset,
                axis: app.axis.get(),
                width_px,
                selection: app.selection.get(),
                locale: &locale,
                measure: &CanvasMeasure,
            }))
        })
    });
    effect(move || {
        if let (Some(canvas), Some(drawn)) = (canvas.get(), drawn.get()) {
            platform::paint(&canvas, &drawn.0, &app.palette.get());
        }
    });
    story_content(app, heading, move |input| {
        document::timeline_heading(input, app.axis.get())
    });
    view! {
        <section class="timeline" aria-labelledby="timeline-title">
            <div node_ref=heading></div>
            <div class="timeline-stage" node_ref=stage>
                <canvas node_ref=canvas aria-hidden="true"></canvas>
                <Overlay app drawn label="timeline-label"/>
            </div>
        </section>
    }
}

fn watch_width(stage: NodeRef<Div>, width_px: Slot<f64>) {
    let subscription = keep();
    effect(move || {
        let Some(stage) = stage.get() else { return };
        let watching = platform::on_resize(&stage, move |size| {
            if size.width_px != width_px.get_untracked() {
                width_px.set(size.width_px);
            }
        });
        subscription.set_value(watching.into_iter().collect());
    });
}

//! The map: two canvases, buttons above them, and the ways to move it.

use std::rc::Rc;
use std::time::Duration;

use leptos::ev::KeyboardEvent;
use leptos::html::{Canvas, Div};
use leptos::prelude::*;

use super::flight::{fly, fly_to_selection};
use super::ground::paint_ground;
use super::overlay::Overlay;
use super::parts::{Timer, effect, keep, story_content, words};
use super::shared::Shared;
use super::signal::{Derived, Slot};
use super::state::{App, Drawn};
use crate::document;
use crate::geo::ScreenPoint;
use crate::platform::{self, Gesture};
use crate::scene::{incident_at, mark_scene};
use crate::view::{Intent, MapMove};

/// How long a hint on the cooperative map stays.
const HINT: Duration = Duration::from_millis(1600);
/// One press of an arrow key.
const STEP_PX: f64 = 60.0;
/// One press of a zoom button.
pub const ZOOM_STEP: f64 = 1.6;

/// The map with its legend and credits.
#[component]
pub fn MapSection(app: App) -> impl IntoView {
    let foot = NodeRef::<Div>::new();
    story_content(app, foot, |input| {
        vec![document::legend(input), document::map_credits(input)]
    });
    let label = words(move || app.with_document(document::map_label).unwrap_or_default());
    let help = words(move || app.with_document(document::map_help).unwrap_or_default());
    view! {
        <section class="map" aria-label=label>
            <p class="visually-hidden" id="map-help">{help}</p>
            <Stage app/>
            <div node_ref=foot></div>
        </section>
    }
}

#[component]
fn Stage(app: App) -> impl IntoView {
    let stage = NodeRef::<Div>::new();
    let ground = NodeRef::<Canvas>::new();
    let marks = NodeRef::<Canvas>::new();
    let buttons = NodeRef::<Div>::new();
    let hint_part = NodeRef::<Div>::new();
    let hint = Slot::new(None::<&'static str>);
    let drawn = drawn_marks(app);
    watch_stage(app, stage, hint);
    paint_ground(app, ground);
    effect(move || {
        if let (Some(canvas), Some(drawn)) = (marks.get(), drawn.get()) {
            platform::paint(&canvas, &drawn.0, &app.palette.get());
            if app.basemap.get_untracked().is_some() {
                platform::mark("painted");
            }
        }
    });
    fly_to_selection(app);
    story_content(app, buttons, document::map_buttons);
    story_content(app, hint_part, move |input| {
        vec![document::map_hint(input, hint.get())]
    });
    let label = words(move || app.text("map-keys"));
    let keys: Box<dyn FnMut(KeyboardEvent)> = Box::new(move |event| press_key(app, &event));
    view! {
        <div
            class=if platform::is_embedded() { "map-stage map-cooperative" } else { "map-stage" }
            node_ref=stage
            role="group"
            tabindex="0"
            aria-label=label
            aria-describedby="map-help"
            on:keydown=keys
        >
            <canvas class="map-ground" node_ref=ground aria-hidden="true"></canvas>
            <canvas class="map-marks" node_ref=marks aria-hidden="true"></canvas>
            <Overlay app drawn label="marks-label"/>
            <div class="map-buttons" node_ref=buttons></div>
            <div node_ref=hint_part></div>
        </div>
    }
}

/// The marks follow every change of the viewport: there are few of them.
fn drawn_marks(app: App) -> Derived<Drawn> {
    Derived::new(move || {
        let viewport = app.viewport.get()?;
        app.with_map_input(&viewport, |input| Shared::new(mark_scene(input)))
    })
}

/// Follows the size of the stage and the gestures on it.
fn watch_stage(app: App, stage: NodeRef<Div>, hint: Slot<Option<&'static str>>) {
    let watching = keep();
    let hint_timer = Timer::new();
    let show_hint = move |key: &'static str| {
        hint.set(Some(key));
        hint_timer.start(HINT, move || hint.set(None));
    };
    effect(move || {
        let Some(stage) = stage.get() else { return };
        // The map is placed anew once the story's home is known.
        app.home.track();
        let resize = platform::on_resize(&stage, move |size| app.move_map(MapMove::Resize(size)));
        let wheel_hint = if platform::mac_keyboard() {
            "cooperative-wheel-mac"
        } else {
            "cooperative-wheel"
        };
        let tell = Rc::new(move |gesture| match gesture {
            Gesture::Move(movement) => app.move_map(movement),
            Gesture::Tap(at) => tap(app, at),
            Gesture::WheelHint => show_hint(wheel_hint),
            Gesture::TouchHint => show_hint("cooperative-touch"),
        });
        let mut listeners = platform::watch_gestures(&stage, platform::is_embedded(), tell);
        listeners.extend(resize);
        watching.set_value(listeners);
    });
}

/// A tap on an area selects its incident, one on the bare ground selects nothing.
fn tap(app: App, at: ScreenPoint) {
    let Some(viewport) = app.viewport.get_untracked() else {
        return;
    };
    let hit = untrack(|| app.with_map_input(&viewport, |input| incident_at(input, at)));
    app.dispatch(Intent::Select(hit.flatten()));
}

fn press_key(app: App, event: &KeyboardEvent) {
    if event.ctrl_key() || event.meta_key() || event.alt_key() {
        return;
    }
    let pan = |dx_px, dy_px| MapMove::Pan { dx_px, dy_px };
    let zoom = |factor| MapMove::Zoom { at: None, factor };
    let movement = match event.key().as_str() {
        "ArrowLeft" => pan(STEP_PX, 0.0),
        "ArrowRight" => pan(-STEP_PX, 0.0),
        "ArrowUp" => pan(0.0, STEP_PX),
        "ArrowDown" => pan(0.0, -STEP_PX),
        "+" | "=" => zoom(ZOOM_STEP),
        "-" | "_" => zoom(1.0 / ZOOM_STEP),
        "0" => MapMove::Home,
        "Escape" => {
            app.dispatch(Intent::Select(None));
            return;
        }
        _ => return,
    };
    event.prevent_default();
    fly(app, movement);
}

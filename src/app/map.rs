//! The map: two canvases, buttons above them, and the ways to move it.

use std::rc::Rc;
use std::time::Duration;

use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;

use super::boot;
use super::legend::Legend;
use super::overlay::Overlay;
use super::parts::{block, click, effect, memo, words};
use super::shared::Shared;
use super::state::App;
use crate::document;
use crate::geo::{ScreenAffine, ScreenPoint, Viewport};
use crate::platform::{self, CanvasMeasure, Gesture};
use crate::scene::{MapInput, Scene, Target, base_scene, incident_at, mark_scene};
use crate::view::{Intent, MapMove};

/// How far the painted ground reaches beyond the view.
const OVERHANG_PX: f64 = 160.0;
/// The ground is painted afresh when nothing has moved for this long.
const SETTLE: Duration = Duration::from_millis(140);
/// How long a flight takes.
const FLIGHT_MS: f64 = 420.0;
/// One press of an arrow key.
const STEP_PX: f64 = 60.0;
/// One press of a zoom button.
const ZOOM_STEP: f64 = 1.6;

type Drawn = Option<Shared<(Scene, Vec<Target>)>>;

/// The map with its legend and credits.
#[component]
pub fn MapSection(app: App) -> impl IntoView {
    let title = move || app.with_document(document::title).unwrap_or_default();
    let label = words(move || {
        app.locale
            .with(|locale| locale.fill("map-label", &[("title", &title())]))
    });
    let summary = words(move || {
        let counts = app.with_document(document::counts_text).unwrap_or_default();
        let summary = app
            .locale
            .with(|locale| locale.fill("map-summary", &[("counts", &counts)]));
        format!("{summary} {}", app.text("map-help"))
    });
    view! {
        <section class="map" aria-label=label>
            <p class="visually-hidden" id="map-help">{summary}</p>
            <Stage app/>
            <Legend app/>
            <Credits app/>
        </section>
    }
}

#[component]
fn Stage(app: App) -> impl IntoView {
    let stage = NodeRef::<html::Div>::new();
    let ground = NodeRef::<html::Canvas>::new();
    let marks = NodeRef::<html::Canvas>::new();
    let hint = RwSignal::new(None::<&'static str>);
    let drawn = drawn_marks(app);
    let targets = memo(move || drawn.get().map(|drawn| drawn.1.clone()).unwrap_or_default());
    watch_stage(app, stage, hint);
    paint_ground(app, ground);
    effect(move || {
        if let (Some(canvas), Some(drawn)) = (marks.get(), drawn.get()) {
            platform::paint(&canvas, &drawn.0, &app.palette.get());
            if app.basemap.with_untracked(Option::is_some) {
                platform::mark("painted");
            }
        }
    });
    fly_to_selection(app);
    let hint_words = words(move || hint.get().map(|key| app.text(key)).unwrap_or_default());
    let label = app.label("map-keys");
    view! {
        <div
            class="map-stage"
            class:map-cooperative=platform::is_embedded()
            node_ref=stage
            role="group"
            tabindex="0"
            aria-label=label
            aria-describedby="map-help"
            on:keydown=move |event| press_key(app, &event)
        >
            <canvas class="map-ground" node_ref=ground aria-hidden="true"></canvas>
            <canvas class="map-marks" node_ref=marks aria-hidden="true"></canvas>
            <Overlay app targets label="marks-label"/>
            <ZoomButtons app/>
            <p class="map-hint" aria-hidden="true" class:map-hint-shown=Signal::derive(move || hint.get().is_some())>
                {hint_words}
            </p>
        </div>
    }
}

#[component]
fn ZoomButtons(app: App) -> impl IntoView {
    let button = move |key: &'static str, sign: &'static str, movement: MapMove| {
        view! {
            <button
                type="button"
                aria-label=app.label(key)
                title=app.label(key)
                on:click=click(move || fly(app, app.moved(movement)))
            >
                <span aria-hidden="true">{sign}</span>
            </button>
        }
    };
    view! {
        <div class="map-buttons">
            {button("zoom-in", "+", MapMove::Zoom { at: None, factor: ZOOM_STEP })}
            {button("zoom-out", "−", MapMove::Zoom { at: None, factor: 1.0 / ZOOM_STEP })}
            {button("zoom-fit", "⤢", MapMove::Home)}
        </div>
    }
}

#[component]
fn Credits(app: App) -> impl IntoView {
    block(move || {
        let index = app.index.get();
        let links: Vec<AnyView> = index
            .credits
            .iter()
            .map(|credit| {
                let (url, words) = (credit.url.clone(), credit.text.clone());
                view! { <a href=url target="_blank" rel="noopener external">{words}</a> }.into_any()
            })
            .collect();
        view! { <p class="map-credits">{links}</p> }.into_any()
    })
}

/// Calls `make` with all that a map scene needs; tracked.
fn with_map_input<T>(
    app: App,
    viewport: &Viewport,
    make: impl FnOnce(&MapInput) -> T,
) -> Option<T> {
    let story = app.story.get()?;
    let (basemap, index, locale) = (app.basemap.get(), app.index.get(), app.locale.get());
    Some(make(&MapInput {
        dataset: &story.dataset,
        basemap: basemap.as_deref(),
        index: &index,
        viewport,
        selection: app.selection.get(),
        locale: &locale,
        measure: &CanvasMeasure,
    }))
}

/// The marks follow every change of the viewport: there are few of them.
fn drawn_marks(app: App) -> Memo<Drawn> {
    memo(move || {
        let viewport = app.viewport.get()?;
        with_map_input(app, &viewport, |input| Shared::new(mark_scene(input)))
    })
}

/// The ground is painted once the map has settled; until then its bitmap is moved along.
fn paint_ground(app: App, ground: NodeRef<html::Canvas>) {
    let painted = StoredValue::new(None::<Viewport>);
    let timer = StoredValue::new_local(None::<TimeoutHandle>);
    let shown_level = RwSignal::new(None);
    let stop_timer = move || {
        timer.update_value(|timer| {
            if let Some(timer) = timer.take() {
                timer.clear();
            }
        });
    };
    let paint = move |viewport: Viewport| {
        let Some(canvas) = ground.try_get_untracked().flatten() else {
            return;
        };
        let drawn = with_map_input(app, &viewport, |input| base_scene(input, OVERHANG_PX));
        if let Some(scene) = drawn {
            platform::paint(&canvas, &scene, &app.palette.get());
            platform::place_bitmap(&canvas, &shifted(None));
            painted.set_value(Some(viewport));
            boot::refine_basemap(app, viewport.px_per_km(), shown_level);
        }
    };
    // What the ground shows has changed: story, basemap, selection, language, colours.
    effect(move || {
        ground.track();
        app.home.track();
        app.basemap.track();
        app.selection.track();
        app.locale.track();
        app.palette.track();
        if let Some(viewport) = app.viewport.get_untracked() {
            untrack(|| paint(viewport));
        }
    });
    // The map has moved.
    effect(move || {
        let (Some(canvas), Some(viewport)) = (ground.get(), app.viewport.get()) else {
            return;
        };
        stop_timer();
        let last = painted
            .get_value()
            .filter(|last| last.size() == viewport.size());
        let affine = last.and_then(|last| viewport.affine_from(&last));
        match affine.filter(|affine| still_covers(affine, &viewport)) {
            None => untrack(|| paint(viewport)),
            Some(affine) if is_identity(&affine) => {}
            Some(affine) => {
                platform::place_bitmap(&canvas, &shifted(Some(affine)));
                let settle = move || untrack(|| paint(viewport));
                timer.set_value(set_timeout_with_handle(settle, SETTLE).ok());
            }
        }
    });
    on_cleanup(stop_timer);
}

/// The bitmap's own corner lies outside the view by the overhang.
fn shifted(affine: Option<ScreenAffine>) -> ScreenAffine {
    let affine = affine.unwrap_or(ScreenAffine {
        scale: 1.0,
        dx_px: 0.0,
        dy_px: 0.0,
    });
    let corner = affine.apply(ScreenPoint::new(-OVERHANG_PX, -OVERHANG_PX));
    ScreenAffine {
        scale: affine.scale,
        dx_px: corner.x_px,
        dy_px: corner.y_px,
    }
}

fn is_identity(affine: &ScreenAffine) -> bool {
    affine.scale == 1.0 && affine.dx_px == 0.0 && affine.dy_px == 0.0
}

/// Whether the moved bitmap still fills the view and is not too blurred.
fn still_covers(affine: &ScreenAffine, viewport: &Viewport) -> bool {
    let size = viewport.size();
    let first = affine.apply(ScreenPoint::new(-OVERHANG_PX, -OVERHANG_PX));
    let last = affine.apply(ScreenPoint::new(
        size.width_px + OVERHANG_PX,
        size.height_px + OVERHANG_PX,
    ));
    let fills = first.x_px <= 0.0
        && first.y_px <= 0.0
        && last.x_px >= size.width_px
        && last.y_px >= size.height_px;
    fills && affine.scale < 2.5
}

/// Follows the size of the stage and the gestures on it.
fn watch_stage(app: App, stage: NodeRef<html::Div>, hint: RwSignal<Option<&'static str>>) {
    let watching = StoredValue::new_local((None, Vec::new()));
    let hint_timer = StoredValue::new_local(None::<TimeoutHandle>);
    let show_hint = move |key: &'static str| {
        hint.set(Some(key));
        hint_timer.update_value(|timer| {
            if let Some(timer) = timer.take() {
                timer.clear();
            }
            *timer =
                set_timeout_with_handle(move || hint.set(None), Duration::from_millis(1600)).ok();
        });
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
        let gestures = platform::watch_gestures(&stage, platform::is_embedded(), tell);
        watching.set_value((resize, gestures));
    });
    on_cleanup(move || watching.dispose());
}

/// A tap on an area selects its incident, one on the bare ground selects nothing.
fn tap(app: App, at: ScreenPoint) {
    let Some(viewport) = app.viewport.get_untracked() else {
        return;
    };
    let hit = untrack(|| with_map_input(app, &viewport, |input| incident_at(input, at)));
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
    fly(app, app.moved(movement));
}

/// Brings the selected incident into view whenever another one is selected.
fn fly_to_selection(app: App) {
    effect(move || {
        let (_, shown) = app.shown.get();
        if let Some(position) = shown {
            fly(app, app.moved(MapMove::Show(position)));
        }
    });
}

/// Flies to a view, or jumps there where the reader prefers less motion. A later flight or a gesture ends it.
fn fly(app: App, to: Option<Viewport>) {
    let (Some(from), Some(to)) = (app.viewport.get_untracked(), to) else {
        return;
    };
    let number = app.flight.get_untracked() + 1;
    app.flight.set(number);
    if from == to {
        return;
    }
    if platform::prefers_reduced_motion() {
        app.viewport.set(Some(to));
        return;
    }
    let flight = Flight {
        from,
        to,
        number,
        began_ms: platform::now_ms(),
    };
    step_flight(app, flight, from);
}

#[derive(Clone, Copy)]
struct Flight {
    from: Viewport,
    to: Viewport,
    number: u32,
    began_ms: f64,
}

fn step_flight(app: App, flight: Flight, last: Viewport) {
    let step = move || {
        // A later flight has begun, a gesture has moved the map, or it has been resized: this flight is over.
        let is_latest = app.flight.try_get_untracked() == Some(flight.number);
        if !is_latest || app.viewport.try_get_untracked().flatten() != Some(last) {
            return;
        }
        let elapsed_ms = platform::now_ms() - flight.began_ms;
        let t = (elapsed_ms / FLIGHT_MS).clamp(0.0, 1.0);
        let eased = 1.0 - (1.0 - t).powi(3);
        let now = match t < 1.0 {
            true => flight.from.interpolated(&flight.to, eased),
            false => flight.to,
        };
        app.viewport.set(Some(now));
        if t < 1.0 {
            step_flight(app, flight, now);
        }
    };
    let _ = request_animation_frame_with_handle(step);
}

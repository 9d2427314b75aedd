//! The map: two canvases, buttons above them, and the ways to move it.

use std::rc::Rc;
use std::time::Duration;

use leptos::prelude::*;

use super::flight::{fly, fly_to_selection};
use super::ground::keep_ground_painted;
use super::overlay;
use super::parts::{Timer, attribute_words, effect, keep, story_content};
use super::shared::Shared;
use super::signal::{Derived, Slot};
use super::state::{App, Drawn, Touch};
use crate::document::{self, MapAbilities};
use crate::geo::ScreenPoint;
use crate::platform::{self, Gesture};
use crate::scene::{Opened, incident_at, mark_scene};
use crate::view::{Intent, MapMove};

/// How long a hint on the cooperative map stays.
const HINT: Duration = Duration::from_millis(1600);
/// One press of an arrow key.
const STEP_PX: f64 = 60.0;
/// One press of a zoom button.
pub const ZOOM_STEP: f64 = 1.6;

/// Keeps the map up to date, with its legend and credits, and listens to what is done on it. Gives its marks.
pub fn keep_up(app: App) -> Derived<Drawn> {
    let hint = Slot::new(None::<&'static str>);
    story_content(app, "map-foot", move |input| {
        // What its colours mean is next to the picture.
        let many = app.many.get();
        let mut foot = many.map_or_else(Vec::new, |many| many.map_foot(input));
        foot.push(document::filter_legend(input, !app.has_bare_ground()));
        foot.extend(document::unplaced(input));
        foot
    });
    story_content(app, "map-strip", |input| vec![document::map_credits(input)]);
    keep_buttons(app);
    story_content(app, "map-hints", move |input| {
        let hint = document::map_hint(input, hint.get());
        [hint]
            .into_iter()
            .chain(document::filter_note(input))
            .collect()
    });
    attribute_words(app, "map-stage", "aria-label", |input| {
        input.locale.text("map-keys")
    });
    let drawn = drawn_marks(app);
    overlay::keep_up(app, "map-targets", drawn, "marks-label", Some("map-note"));
    keep_ground_painted(app);
    effect(move || {
        if let Some(drawn) = drawn.get() {
            platform::paint("map-marks", &drawn.scene, &app.palette.get());
            if app.basemap.get_untracked().is_some() {
                platform::mark("painted");
            }
        }
    });
    watch_stage(app, drawn, hint);
    fly_to_selection(app);
    drawn
}

fn keep_buttons(app: App) {
    let is_full_screen = Slot::new(platform::can_fill_screen().then_some(false));
    let listening = keep();
    listening.set_value(
        platform::on_full_screen(move |is_full| is_full_screen.set(Some(is_full)))
            .into_iter()
            .collect(),
    );
    story_content(app, "map-buttons", move |input| {
        let abilities = MapAbilities {
            is_full_screen: is_full_screen.get(),
            is_choosing: app.many.get().and_then(|many| many.is_choosing()),
            has_selection: app.selection.get().is_some(),
        };
        document::map_buttons(input, abilities)
    });
}

/// The marks follow every change of the viewport: however many incidents there are, few are drawn one by one.
fn drawn_marks(app: App) -> Derived<Drawn> {
    Derived::new(move || {
        let viewport = app.viewport.get()?;
        if let Some(marks) = app.many.get().and_then(|many| many.marks(&viewport)) {
            return Some(Shared::new(marks));
        }
        app.with_map_input(&viewport, |input| {
            let mut picture = mark_scene(input);
            if let (Some(crowding), Some(listed)) = (input.crowding, app.view.get().listed) {
                crowding.fan(input, &listed, &mut picture);
            }
            Shared::new(picture)
        })
    })
}

/// Follows the size of the stage and what is done on it.
fn watch_stage(app: App, drawn: Derived<Drawn>, hint: Slot<Option<&'static str>>) {
    let watching = keep();
    let hint_timer = Timer::new();
    let show_hint = move |key: &'static str| {
        hint.set(Some(key));
        hint_timer.start(HINT, move || hint.set(None));
    };
    let is_cooperative = platform::is_embedded();
    let wheel_hint = match platform::mac_keyboard() {
        true => "cooperative-wheel-mac",
        false => "cooperative-wheel",
    };
    effect(move || {
        // The map is placed anew once the story's home is known.
        app.home.track();
        let resize = move |size| app.move_map(MapMove::Resize(size));
        let tell = Rc::new(move |gesture| match gesture {
            Gesture::Move(movement) => {
                app.touched.set(Touch::Moved);
                app.is_view_asked.set(false);
                app.move_map(movement);
            }
            Gesture::Fly(movement) => {
                app.touched.set(Touch::Moved);
                fly(app, movement);
            }
            Gesture::Band(band) => platform::place_box("map-band", band.as_ref()),
            Gesture::Tap(at) => {
                tap(app, at);
                app.touched.set(Touch::Tapped(at));
            }
            Gesture::WheelHint => show_hint(wheel_hint),
            Gesture::TouchHint => show_hint("cooperative-touch"),
        });
        let mut listeners = platform::watch_gestures("map-stage", is_cooperative, tell);
        listeners.extend(platform::on_resize("map-stage", resize));
        listeners.extend(platform::on_key("map-stage", move |key| {
            key == "Escape" && close_note(app) || press_key(app, drawn, key)
        }));
        watching.set_value(listeners);
    });
}

/// Takes the note away; whether there was one.
fn close_note(app: App) -> bool {
    let is_there = app.noted.get_untracked().is_some();
    app.touched.set(Touch::Moved);
    is_there
}

/// A tap on an area selects its incident, one on the bare ground selects nothing.
fn tap(app: App, at: ScreenPoint) {
    let viewport = app.viewport.get_untracked();
    let Some(viewport) = viewport.filter(|_| !untrack(|| app.has_bare_ground())) else {
        return app.dispatch(Intent::Select(None));
    };
    let hit = untrack(|| app.with_map_input(&viewport, |input| incident_at(input, at)));
    app.dispatch(Intent::Select(hit.flatten()));
}

/// Opens a mark that stands for several incidents: comes nearer, or lists those of one place.
pub fn open_group(app: App, first: usize) {
    let many = app.many.get_untracked();
    if many.is_some_and(|many| many.open(first)) {
        return;
    }
    let Some(viewport) = app.viewport.get_untracked() else {
        return;
    };
    let opened =
        untrack(|| app.with_map_input(&viewport, |input| input.crowding?.open(input, first)));
    match opened.flatten() {
        Some(Opened::Apart(bounds)) => fly(app, MapMove::Fit(bounds)),
        Some(Opened::OnePlace(positions)) => app.dispatch(Intent::List(positions)),
        None => {}
    }
}

/// Shows the selected incident with all that it is connected with.
pub fn show_selected(app: App) {
    if let Some(selected) = app.selection.get_untracked() {
        fly(app, MapMove::Around(selected));
    }
}

/// Where the mark is that has the focus.
fn focused_mark(app: App, drawn: Derived<Drawn>) -> Option<ScreenPoint> {
    let focused = app
        .hovered
        .get_untracked()
        .filter(|_| platform::has_focus("map-targets"));
    let drawn = drawn.get_untracked()?;
    let target = drawn
        .targets
        .iter()
        .find(|target| Some(target.incident) == focused)?;
    Some(target.rect.center())
}

/// Does what a key asks for; whether it asks for anything.
fn press_key(app: App, drawn: Derived<Drawn>, key: &str) -> bool {
    let pan = |dx_px, dy_px| MapMove::Pan { dx_px, dy_px };
    // What has the focus stays where it is.
    let zoom = |factor| {
        let at = focused_mark(app, drawn);
        MapMove::Zoom { at, factor }
    };
    let movement = match key {
        "ArrowLeft" => pan(STEP_PX, 0.0),
        "ArrowRight" => pan(-STEP_PX, 0.0),
        "ArrowUp" => pan(0.0, STEP_PX),
        "ArrowDown" => pan(0.0, -STEP_PX),
        "+" | "=" => zoom(ZOOM_STEP),
        "-" | "_" => zoom(1.0 / ZOOM_STEP),
        "0" => MapMove::Home,
        "s" | "S" => {
            show_selected(app);
            return true;
        }
        "Escape" => {
            app.dispatch(Intent::Select(None));
            return true;
        }
        _ => return false,
    };
    fly(app, movement);
    true
}

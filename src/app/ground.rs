//! The ground of the map: painted when the map has settled, moved along until then.

use std::time::Duration;

use leptos::prelude::*;

use super::parts::{Timer, effect};
use super::signal::Slot;
use super::state::App;
use crate::geo::{ScreenAffine, ScreenPoint, Viewport};
use crate::platform;
use crate::scene::{Scene, base_scene};

/// The class of the canvas.
const GROUND: &str = "map-ground";
/// How far the painted ground reaches beyond the view.
const OVERHANG_PX: f64 = 160.0;
/// The ground is painted afresh when nothing has moved for this long.
const SETTLE: Duration = Duration::from_millis(140);
/// While the map moves beyond what is painted, it is painted afresh only after a pause so many times as long as that
/// takes: until then plain water shows at the edges, and the gesture stays smooth.
const PAUSE: f64 = 4.0;

/// The ground in a view, with so much around it; tracked.
pub fn ground(app: App, viewport: &Viewport, overhang_px: f64) -> Option<Scene> {
    let many = app.many.get();
    let bare = many.and_then(|many| many.bare_ground(viewport, overhang_px));
    bare.or_else(|| app.with_map_input(viewport, |input| base_scene(input, overhang_px)))
}

/// The ground is painted once the map has settled; until then its bitmap is moved along.
pub fn keep_ground_painted(app: App) {
    // When the ground was painted, and how long that took, in milliseconds.
    let took_ms = Slot::new((0.0, 0.0));
    let timer = Timer::new();
    let paint = move |viewport: Viewport| {
        let began_ms = platform::now_ms();
        if let Some(scene) = ground(app, &viewport, OVERHANG_PX) {
            platform::paint(GROUND, &scene, &app.palette.get());
            platform::place_bitmap(GROUND, &shifted(None));
            let now_ms = platform::now_ms();
            took_ms.set((now_ms, now_ms - began_ms));
            app.painted.set(Some(viewport));
        }
    };
    // What the ground shows has changed: story, basemap, selection, filter, language, colours.
    effect(move || {
        app.home.track();
        app.basemap.track();
        if !app.has_bare_ground() {
            app.selection.get();
            app.overview.get();
        }
        app.locale.track();
        app.palette.track();
        if let Some(viewport) = app.viewport.get_untracked() {
            untrack(|| paint(viewport));
        }
    });
    // The map has moved.
    effect(move || {
        let Some(viewport) = app.viewport.get() else {
            return;
        };
        timer.stop();
        let home = app.home.get_untracked();
        if home.is_some_and(|home| home.viewport(viewport.size()) != viewport) {
            platform::drop_poster();
        }
        let last = app
            .painted
            .get_untracked()
            .filter(|last| last.size() == viewport.size());
        let affine = last.and_then(|last| viewport.affine_from(&last));
        let (painted_ms, cost_ms) = took_ms.get_untracked();
        let is_due = platform::now_ms() - painted_ms > PAUSE * cost_ms;
        match affine.filter(|affine| !is_due || still_covers(affine, &viewport)) {
            None => untrack(|| paint(viewport)),
            Some(affine) if is_identity(&affine) => {}
            Some(affine) => {
                platform::place_bitmap(GROUND, &shifted(Some(affine)));
                timer.start(SETTLE, move || untrack(|| paint(viewport)));
            }
        }
    });
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

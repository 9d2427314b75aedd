//! Printing: on paper the pictures are light and as fine as paper shows them, whatever the screen has.

use leptos::prelude::*;

use crate::app::ground::ground;
use crate::app::parts::keep;
use crate::app::shared::Shared;
use crate::app::signal::Derived;
use crate::app::state::{App, Drawn};
use crate::platform;
use crate::scene::{Scene, Theme};

/// Keeps the map ready for paper. The ground is in the same picture as the marks: on paper nothing moves.
pub fn keep_map_printable(app: App, drawn: Derived<Drawn>) {
    keep_printable(app, "map-marks", move || {
        let mut scene = ground(app, &app.viewport.get()?, 0.0)?;
        let marks = drawn.get()?;
        scene.items.extend(marks.scene.items.iter().cloned());
        Some(scene)
    });
}

/// Paints the canvas with this class for paper before the page is printed, and has all pictures painted for the screen
/// again after it. At once and not in an effect, because the browser waits for nothing else.
pub fn keep_printable(app: App, canvas: &'static str, scene: impl Fn() -> Option<Scene> + 'static) {
    let before = platform::on_print("beforeprint", move || {
        platform::set_theme(Theme::Light);
        if let Some(scene) = untrack(&scene) {
            platform::paint_for_print(canvas, &scene, &platform::read_palette());
        }
    });
    let after = platform::on_print("afterprint", move || {
        platform::set_theme(app.theme.get_untracked());
        app.palette.set(Shared::new(platform::read_palette()));
    });
    keep().set_value(before.into_iter().chain(after).collect());
}

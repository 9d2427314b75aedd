//! The page, in Leptos: a few signals by rate of change, memos for all that follows from them, components.
//!
//! Reads go through [`state::App`], writes only through its `dispatch` and `move_map`. Nothing here touches the
//! browser's objects; `platform` does. A component is the frame of a part of the page and the effects that keep its
//! contents, documents of [`crate::document`], up to date; [`actions`] carries out what their controls ask for.

mod actions;
mod boot;
mod cards;
mod flight;
mod ground;
mod header;
mod map;
mod overlay;
mod page;
mod parts;
mod problem;
mod shared;
mod signal;
mod state;
mod timeline;

use leptos::prelude::*;

/// Starts the app in the page's `#app`.
pub fn start() {
    let Some(root) = crate::platform::app_root() else {
        return;
    };
    let handle = mount_to(root, || {
        let app = state::App::new();
        actions::listen(app);
        boot::start(app);
        view! { <problem::Problem app/> }
    });
    // Once per page: the app lives as long as the page does.
    handle.forget();
}

/// Puts the page below the place for problems, once there is a story to show.
fn show_page(app: state::App) {
    if let Some(root) = crate::platform::app_root() {
        // Once per page, like the app itself.
        mount_to(root, move || view! { <page::Page app/> }).forget();
    }
}

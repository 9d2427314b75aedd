//! The page, in Leptos: a few signals by rate of change, memos for all that follows from them, components.
//!
//! Reads go through [`state::App`], writes only through its `dispatch` and `move_map`. Nothing here touches the
//! browser's objects; `platform` does. [`page`] is the frame; each part of it has a module whose effects keep its
//! contents, documents of [`crate::document`], up to date; [`actions`] carries out what their controls ask for.

mod actions;
mod boot;
mod cards;
mod flight;
mod ground;
mod header;
mod levels;
mod map;
mod map_words;
mod opened;
mod overlay;
mod page;
mod parts;
mod print;
mod problem;
mod shared;
mod signal;
mod state;
mod timeline;
mod tooltip;

use leptos::prelude::*;

pub use opened::{leave_file, show_file};

/// Starts the app in the page's `#app`.
pub fn start() {
    let Some(root) = crate::platform::app_root() else {
        return;
    };
    let handle = mount_to(root, || {
        let app = state::App::new();
        actions::listen(app);
        problem::keep_up(app);
        boot::start(app);
        view! { <div><div class="app-problem"></div></div> }
    });
    // Once per page: the app lives as long as the page does.
    handle.forget();
}

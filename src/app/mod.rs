//! The page, in Leptos: a few signals by rate of change, memos for all that follows from them, components.
//!
//! Reads go through [`state::App`], writes only through its `dispatch` and `move_map`. Nothing here touches the
//! browser's objects; `platform` does. [`page`] is the frame; each part of it has a module whose effects keep its
//! contents, documents of [`crate::document`], up to date; [`actions`] carries out what their controls ask for. What the
//! first sight of a story does not need is in [`later`], which comes in a second WebAssembly file.

mod actions;
mod boot;
mod cards;
mod flight;
mod ground;
mod header;
mod later;
mod levels;
mod many;
mod map;
mod overlay;
mod page;
mod parts;
mod problem;
mod shared;
mod signal;
mod state;

use std::cell::Cell;

use leptos::prelude::*;

pub use later::{add_columns, leave_file, show_file, show_large, start_later, take_records};
use signal::Derived;
use state::{App, Drawn};

thread_local! {
    /// The page's app and the marks on its map, once there is a story: for what the page's scripts call.
    static RUNNING: Cell<Option<(App, Derived<Drawn>)>> = const { Cell::new(None) };
}

fn set_running(app: App, marks: Derived<Drawn>) {
    RUNNING.set(Some((app, marks)));
}

fn running() -> Option<(App, Derived<Drawn>)> {
    RUNNING.get()
}

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

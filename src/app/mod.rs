//! The page, in Leptos: a few signals by rate of change, memos for all that follows from them, components.
//!
//! Reads go through [`state::App`], writes only through its `dispatch` and `move_map`. Nothing here touches the
//! browser's objects; `platform` does.

mod boot;
mod cards;
mod header;
mod legend;
mod map;
mod overlay;
mod page;
mod parts;
mod problem;
mod shared;
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
        boot::start(app);
        let page = move || app.story.get().map(|_| view! { <page::Page app/> });
        view! {
            <problem::Problem app/>
            {parts::block(move || page().into_any())}
        }
    });
    // Once per page: the app lives as long as the page does.
    handle.forget();
}

//! What the first sight of a story does not need: it comes once the page is interactive.
//!
//! The functions of this module, and those that only they call, are a WebAssembly file of their own, which
//! `tests/tools/split-wasm.mjs` cuts out of the app. So nothing outside may name this module, but for the three functions
//! that the page's scripts call: the cut fails where something does. What both sides need to know of each other stands in
//! [`App`](super::state::App).

mod below;
mod embed;
mod finding;
mod finer;
mod large;
mod map_words;
mod opened;
mod place;
mod print;
mod share;
mod styles;
mod timeline;
mod tooltip;
mod window;
mod words;

use leptos::prelude::*;

use super::state::App;
use crate::platform;
use crate::time::MomentSpan;
use crate::view::{Exploring, Fragment, Intent};

pub use large::{add_columns, show_large, take_records};
pub use opened::{leave_file, show_file};

/// Explores in another way, in a window of time that suits it, as a decision of the reader's.
fn explore_in(app: App, exploring: &Exploring, window: Option<MomentSpan>) {
    app.exploring.set(exploring.to_text());
    app.dispatch(Intent::SetWindow(window));
}

/// Puts how the story is explored into the address without a decision of the reader's.
fn note_exploring(app: App) {
    if !app.has_own_file() {
        let mut fragment = Fragment::parse(&platform::fragment()).fragment;
        fragment.exploring = app.exploring.get_untracked();
        platform::set_fragment(&fragment.to_text(), false);
    }
}

/// Adds what comes later to a page that shows a story.
pub fn start_later() {
    let Some((app, marks)) = super::running() else {
        return;
    };
    app.crowding.set(Some(&crate::scene::IN_CROWDS));
    let owner = Owner::new();
    owner.with(|| {
        words::LATER.keep_up(app, || true);
        finer::keep_up(app);
        let control = timeline::keep_up(app);
        tooltip::keep_up(app, marks);
        map_words::keep_up(app, marks);
        print::keep_map_printable(app, marks);
        below::keep_up(app);
        large::keep_up(app);
        finding::keep_up(app);
        place::keep_up(app);
        share::keep_up(app);
        embed::keep_up(app, control);
    });
    // It lives as long as the page does.
    std::mem::forget(owner);
}

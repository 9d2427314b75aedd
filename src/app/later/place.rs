//! Where the map stands, as the address has it: put there once the map that a reader moved stands still, and gone to when an
//! address names another place.

use std::cell::Cell;
use std::time::Duration;

use leptos::prelude::*;

use super::note_exploring;
use crate::app::parts::{Timer, effect};
use crate::app::state::App;
use crate::view::{Exploring, MapPlace};

/// For so long the map stands before its place is in the address: longer than a flight's next step.
const STILL: Duration = Duration::from_millis(400);

thread_local! {
    /// The place that the address was last seen to name, and how often an incident had been brought into view by then.
    static KNOWN: Cell<(Option<MapPlace>, u32)> = const { Cell::new((None, 0)) };
}

/// Keeps map and address together.
pub fn keep_up(app: App) {
    let timer = Timer::new();
    effect(move || {
        app.home.track();
        app.exploring.track();
        // After a flight to a selection that the same address names.
        set_timeout(move || go(app), Duration::ZERO);
    });
    effect(move || {
        app.viewport.track();
        timer.start(STILL, move || note(app));
    });
}

/// Goes to the place that the address names, unless the map is there.
fn go(app: App) {
    let named = Exploring::parse(&app.exploring.get_untracked()).0.map;
    let (known, shown) = KNOWN.get();
    let (Some(home), Some(view)) = (app.home.get_untracked(), app.viewport.get_untracked()) else {
        return;
    };
    if named == known {
        return;
    }
    KNOWN.set((named, shown.max(app.shown.get_untracked().0)));
    let to = match named {
        Some(place) if home.place_of(&view) != Some(place) => home.view_at(&view, &place),
        Some(_) => return,
        None => home.viewport(view.size()),
    };
    // No flight goes on from where it was.
    app.flight.update(|flight| *flight += 1);
    app.viewport.set(Some(to));
}

/// Puts the place into the address, or takes it away where the map shows the whole story or was brought to the selection.
fn note(app: App) {
    let (Some(home), Some(view)) = (app.home.get_untracked(), app.viewport.get_untracked()) else {
        return;
    };
    let mut exploring = Exploring::parse(&app.exploring.get_untracked()).0;
    if exploring.map != KNOWN.get().0 {
        // It was named before there was a map to be moved.
        return go(app);
    }
    let shown = app.shown.get_untracked().0;
    let place = home.place_of(&view).filter(|_| shown == KNOWN.get().1);
    KNOWN.set((place, shown));
    if exploring.map == place {
        return;
    }
    exploring.map = place;
    app.exploring.set(exploring.to_text());
    note_exploring(app);
}

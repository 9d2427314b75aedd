//! Finer levels of the basemap, or parts of them, where the view needs them; and the land of the locator globe.

use std::time::Duration;

use leptos::prelude::*;

use crate::app::boot::{spawn, with_notice};
use crate::app::levels::{FAILED, load_level};
use crate::app::parts::effect;
use crate::app::shared::Shared;
use crate::app::state::App;
use crate::basemap::BasemapIndex;
use crate::geo::{Topology, Viewport};
use crate::platform;
use crate::scene::ProjectedBasemap;

/// Whenever the ground has been painted, looks whether its view needs more.
pub fn keep_up(app: App) {
    effect(move || {
        if let Some(viewport) = app.painted.get() {
            untrack(|| refine_basemap(app, &viewport));
        }
    });
}

/// Loads a finer level of the basemap for a view that needs it, and shows it when it has come.
fn refine_basemap(app: App, viewport: &Viewport) {
    let index = app.index.get_untracked();
    let Some(home) = app.home.get_untracked() else {
        return;
    };
    if app.basemap.get_untracked().is_none() {
        platform::drop_poster();
        return;
    }
    let wanted = index.level_for(viewport.px_per_km()).unwrap_or(0);
    let Some(level) = index.levels.get(wanted) else {
        return;
    };
    // Parts are laid on the level before them.
    let whole = if level.parts.is_empty() {
        wanted
    } else {
        wanted.saturating_sub(1)
    };
    if whole <= app.level.get_untracked() {
        load_parts(app, &index, wanted, viewport);
        return;
    }
    if whole <= app.asked_level.get_untracked() {
        return;
    }
    app.asked_level.set(whole);
    let file = index.levels.get(whole).map(|level| level.file.clone());
    spawn(async move {
        let level = load_level(file.unwrap_or_default()).await;
        // The map of another story has another projection, and a finer level may have come first.
        let is_late =
            app.home.get_untracked().as_ref() != Some(&home) || whole <= app.level.get_untracked();
        if is_late {
            return;
        }
        match with_notice(app, level, FAILED) {
            Some(topology) => {
                show(app, topology, Some(whole));
            }
            // A level that does not come leaves the coarser one in place, and can be asked for again.
            None => {
                app.asked_level.set(app.level.get_untracked());
                settle(app);
            }
        }
    });
}

/// Loads the parts of a level that the view needs, each once, and lays them on the level before it when all have come.
fn load_parts(app: App, index: &Shared<BasemapIndex>, level: usize, viewport: &Viewport) {
    let Some(level) = index.levels.get(level) else {
        return;
    };
    let (mut asked, mut awaited) = app.asked_parts.get_untracked();
    let mut parts = level.parts_in(viewport);
    parts.retain(|part| !asked.contains(part));
    if parts.is_empty() {
        if awaited == 0 {
            settle(app);
        }
        return;
    }
    asked.extend_from_slice(&parts);
    awaited += parts.len();
    app.asked_parts.set((asked, awaited));
    let home = app.home.get_untracked();
    for part in parts {
        let file = level.parts.get(part).map(|part| part.file.clone());
        let home = home.clone();
        spawn(async move {
            let topology = load_level(file.unwrap_or_default()).await;
            if app.home.get_untracked() == home {
                take_part(app, part, with_notice(app, topology, FAILED));
            }
        });
    }
}

/// Keeps a part that has come, or forgets that it was asked for; the last one that was awaited shows them all.
fn take_part(app: App, part: usize, topology: Option<Topology>) {
    let has_failed = topology.is_none();
    let mut is_last = false;
    app.asked_parts.update(|(asked, awaited)| {
        *awaited -= 1;
        is_last = *awaited == 0;
        if has_failed {
            asked.retain(|asked| *asked != part);
        }
    });
    let whole = app.basemap.get_untracked();
    app.pieces.update(|pieces| {
        if let (true, Some(whole)) = (pieces.is_empty(), whole) {
            pieces.push(Shared::new(whole.topology().clone()));
        }
        pieces.extend(topology.map(Shared::new));
    });
    if is_last {
        // The first piece is the level below.
        let pieces = app.pieces.get_untracked();
        let pieces = pieces.iter().rev().map(|piece| &**piece);
        show(app, Topology::assembled(pieces), None);
    }
}

/// Shows geometry, which is a new level where one is given. In a task of its own: to read it took one.
fn show(app: App, topology: Topology, level: Option<usize>) {
    let Some(home) = app.home.get_untracked() else {
        return;
    };
    let show = move || {
        let is_same = app.home.get_untracked().as_ref() == Some(&home);
        let is_finer = level.is_none_or(|level| level > app.level.get_untracked());
        if !is_same || !is_finer {
            return;
        }
        let bounds = app.index.get_untracked().bounds;
        let basemap = ProjectedBasemap::new(topology, bounds, home.projection());
        if let Some(level) = level {
            app.level.set(level);
        }
        app.basemap.set(Some(Shared::new(basemap)));
    };
    set_timeout(show, Duration::ZERO);
}

/// The map is as fine as it will be for this view, and needs no picture above it.
fn settle(app: App) {
    platform::drop_poster();
    platform::mark("settled");
    load_globe(app);
}

/// Loads the land of the locator globe, once all that matters more is there. It is decoration: without it there is
/// no globe.
fn load_globe(app: App) {
    let file = app.own_index.get_untracked().globe.clone();
    let Some(file) = file.filter(|_| !app.globe_asked.get_untracked()) else {
        return;
    };
    app.globe_asked.set(true);
    spawn(async move {
        if let Ok(land) = load_level(file).await {
            app.globe.set(Some(Shared::new(land)));
        }
    });
}

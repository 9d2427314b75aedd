//! The basemap's files: which one suits the story, its coarsest level first, and finer ones where the view needs them.

use super::boot::{spawn, with_notice};
use super::shared::Shared;
use super::state::App;
use crate::basemap::BasemapIndex;
use crate::geo::{Topology, Viewport};
use crate::load::{LoadError, Loaded, basemap_index_from_json, topology_from_topojson};
use crate::platform::{self, Coming, fetch_bytes};
use crate::scene::{ProjectedBasemap, ProjectedIncidents};
use crate::view::MapHome;

/// The message that says that the basemap has not come.
const FAILED: &str = "error-basemap";

/// Loads the names and levels of the publisher's basemap.
pub fn load_index() -> Coming<Result<BasemapIndex, ()>> {
    load_index_at(basemap_address())
}

fn load_index_at(address: String) -> Coming<Result<BasemapIndex, ()>> {
    Box::pin(async move {
        let bytes = fetch_bytes(&address).await.map_err(drop)?;
        basemap_index_from_json(&bytes).map_err(drop)
    })
}

fn basemap_address() -> String {
    platform::meta("basemap").unwrap_or_else(|| "basemap/index.json".into())
}

/// The address of a file beside the publisher's index.
fn beside(file: &str) -> String {
    let address = basemap_address();
    let folder = address.rsplit_once('/').map_or("", |(folder, _)| folder);
    format!("{folder}/{file}")
}

/// The basemap for a story: the publisher's own, or the one that this names for what lies outside its window.
async fn index_for(app: App, loaded: &Loaded) -> Shared<BasemapIndex> {
    let own = app.own_index.get_untracked();
    let beyond = own.beyond.as_deref();
    let Some(file) = beyond.filter(|_| !loaded.dataset.lies_within(&own)) else {
        return own;
    };
    let folder = file.rfind('/').and_then(|slash| file.get(..=slash));
    let index = with_notice(app, load_index_at(beside(file)).await, FAILED);
    index.map_or(own.clone(), |index| {
        Shared::new(index.seen_from(folder.unwrap_or_default()))
    })
}

/// Loads the coarsest level of the story's basemap, which is small, and places the map. Finer ones follow where the
/// view needs them.
pub async fn load_map(app: App, loaded: &Shared<Loaded>) {
    app.level.set(0);
    app.asked_level.set(0);
    app.pieces.set(Vec::new());
    app.asked_parts.set((Vec::new(), 0));
    let index = index_for(app, loaded).await;
    let file = index.levels.first().map(|level| level.file.clone());
    let level = load_level(file.unwrap_or_default()).await;
    if app.story.get_untracked().as_ref() != Some(loaded) {
        // Another story has come meanwhile.
        return;
    }
    app.index.set(index.clone());
    let topology = with_notice(app, level, FAILED);
    let home = MapHome::of(&loaded.dataset, &index, topology.as_ref());
    let basemap =
        topology.map(|topology| ProjectedBasemap::new(topology, index.bounds, home.projection()));
    let incidents =
        ProjectedIncidents::new(&loaded.dataset, &index, basemap.as_ref(), home.projection());
    let home = match incidents.is_crowded() {
        true => home.with_clusters(),
        false => home,
    };
    app.incidents.set(Some(Shared::new(incidents)));
    app.basemap.set(basemap.map(Shared::new));
    app.home.set(Some(Shared::new(home)));
}

fn load_level(file: String) -> Coming<Result<Topology, ()>> {
    Box::pin(async move {
        let bytes = fetch_bytes(&beside(&file)).await.map_err(drop)?;
        topology_from_topojson(&bytes).map_err(|_: LoadError| ())
    })
}

/// Loads a finer level of the basemap for a view that needs it, and shows it when it has come.
pub fn refine_basemap(app: App, viewport: &Viewport) {
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
                app.level.set(whole);
                show(app, topology);
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
        show(
            app,
            Topology::assembled(pieces.iter().rev().map(|piece| &**piece)),
        );
    }
}

fn show(app: App, topology: Topology) {
    let index = app.index.get_untracked();
    if let Some(home) = app.home.get_untracked() {
        let basemap = ProjectedBasemap::new(topology, index.bounds, home.projection());
        app.basemap.set(Some(Shared::new(basemap)));
    }
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

//! The basemap's files: which one suits the story, and its coarsest level, which is shown first.

use super::boot::with_notice;
use super::shared::Shared;
use super::state::App;
use crate::basemap::BasemapIndex;
use crate::geo::Topology;
use crate::load::{LoadError, Loaded, basemap_index_from_json, topology_from_topojson};
use crate::platform::{self, Coming, fetch_bytes};
use crate::scene::{ProjectedBasemap, ProjectedIncidents};
use crate::view::MapHome;

/// The message that says that the basemap has not come.
pub const FAILED: &str = "error-basemap";

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
    [folder_of(&address), file].concat()
}

/// The folder of an address, with the slash at its end; empty without one.
fn folder_of(address: &str) -> &str {
    let slash = address.bytes().rposition(|byte| byte == b'/');
    address
        .get(..slash.map_or(0, |at| at + 1))
        .unwrap_or_default()
}

/// The basemap for a story: the publisher's own, or the one that this names for what lies outside its window.
async fn index_for(app: App, loaded: &Loaded) -> Shared<BasemapIndex> {
    let own = app.own_index.get_untracked();
    let beyond = own.beyond.as_deref();
    let Some(file) = beyond.filter(|_| !loaded.dataset.lies_within(&own)) else {
        return own;
    };
    let folder = folder_of(file);
    let index = with_notice(app, load_index_at(beside(file)).await, FAILED);
    index.map_or(own.clone(), |index| Shared::new(index.seen_from(folder)))
}

/// Loads the coarsest level of the story's basemap, which is small, and places the map. Finer ones follow where the
/// view needs them (`super::later`).
pub async fn load_map(app: App, loaded: &Shared<Loaded>) {
    app.level.set(0);
    app.asked_level.set(0);
    app.pieces.set(Vec::new());
    app.asked_parts.set((Vec::new(), 0));
    let index = index_for(app, loaded).await;
    let file = index.levels.first().map(|level| level.file.clone());
    let level = load_level(file.unwrap_or_default()).await;
    // An excerpt of very many incidents grows meanwhile; it has the map of all of them.
    let extent = loaded.dataset.extent;
    let is_shown =
        |now: Shared<Loaded>| now == *loaded || (extent.is_some() && now.dataset.extent == extent);
    if !app.story.get_untracked().is_some_and(is_shown) {
        // Another story has come.
        return;
    }
    app.index.set(index.clone());
    let topology = with_notice(app, level, FAILED);
    let home = MapHome::of(&loaded.dataset, &index, topology.as_ref());
    let basemap =
        topology.map(|topology| ProjectedBasemap::new(topology, index.bounds, home.projection()));
    let incidents =
        ProjectedIncidents::new(&loaded.dataset, &index, basemap.as_ref(), home.projection());
    let is_crowded = incidents.is_crowded() || loaded.dataset.extent.is_some();
    let home = match is_crowded {
        true => home.with_clusters(),
        false => home,
    };
    app.incidents.set(Some(Shared::new(incidents)));
    app.basemap.set(basemap.map(Shared::new));
    app.home.set(Some(Shared::new(home)));
}

/// Loads the geometry of a level or a part of one, from a file beside the publisher's index.
pub fn load_level(file: String) -> Coming<Result<Topology, ()>> {
    Box::pin(async move {
        let bytes = fetch_bytes(&beside(&file)).await.map_err(drop)?;
        topology_from_topojson(&bytes).map_err(|_: LoadError| ())
    })
}

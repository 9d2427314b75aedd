//! The ground: land, water and borders.

use super::map::MapInput;
use super::{Fill, Ink, Item, ProjectedBasemap, Segment, Stroke};
use crate::geo::ScreenRect;

/// The ground that everything is drawn on: water where the basemap reaches, and beyond it, where it knows neither land
/// nor water, plain ground without a coast.
pub(super) fn floor_items(input: &MapInput, whole: ScreenRect) -> Vec<Item> {
    let window = input
        .basemap
        .map(|basemap| basemap.window_path(input.viewport));
    let (floor, window) = match window {
        None => (Ink::Land, Vec::new()),
        Some(window) if window.is_empty() => (Ink::Water, window),
        Some(window) => (Ink::Land, window),
    };
    let mut items = vec![Item::rect(whole, Some(Fill::solid(floor)), None)];
    if !window.is_empty() {
        items.push(Item::Path {
            segments: window,
            fill: Some(Fill::solid(Ink::Water)),
            stroke: None,
        });
    }
    items
}

/// Land and water below the incidents' areas.
pub(super) fn ground_items(input: &MapInput, basemap: &ProjectedBasemap) -> Vec<Item> {
    let viewport = input.viewport;
    let topology = basemap.topology();
    let mut items = Vec::new();
    let mut fill = |path: Vec<Segment>, ink: Ink| {
        if !path.is_empty() {
            // A line of the same colour closes the hairline between neighbours.
            let stroke = Some(Stroke::solid(ink, 0.75));
            items.push(Item::Path {
                segments: path,
                fill: Some(Fill::solid(ink)),
                stroke,
            });
        }
    };
    for country in &topology.countries {
        fill(basemap.area_path(country, viewport), Ink::Land);
    }
    for region in &topology.regions {
        let ink = if input.overview.involves(&region.id) {
            Ink::LandInvolved
        } else {
            Ink::LandHome
        };
        fill(basemap.area_path(region, viewport), ink);
    }
    items
}

/// Waters and borders above the incidents' areas.
pub(super) fn line_items(input: &MapInput, basemap: &ProjectedBasemap) -> Vec<Item> {
    let viewport = input.viewport;
    let mut items = Vec::new();
    let mut stroke = |segments: Vec<Segment>, stroke: Stroke| {
        if !segments.is_empty() {
            items.push(Item::Path {
                segments,
                fill: None,
                stroke: Some(stroke),
            });
        }
    };
    for river in &basemap.topology().rivers {
        let width_px = if river.rank <= 3 { 1.5 } else { 0.9 };
        stroke(
            basemap.line_path(river, viewport),
            Stroke::solid(Ink::Water, width_px),
        );
    }
    stroke(
        basemap.region_border_path(viewport),
        Stroke::solid(Ink::BorderRegion, 0.9),
    );
    stroke(
        basemap.country_border_path(viewport),
        Stroke::solid(Ink::BorderCountry, 1.4),
    );
    stroke(basemap.coast_path(viewport), Stroke::solid(Ink::Coast, 1.0));
    for lake in &basemap.topology().lakes {
        let segments = basemap.area_path(lake, viewport);
        if !segments.is_empty() {
            let (fill, shore) = (Fill::solid(Ink::Water), Stroke::solid(Ink::Coast, 0.7));
            items.push(Item::Path {
                segments,
                fill: Some(fill),
                stroke: Some(shore),
            });
        }
    }
    items
}

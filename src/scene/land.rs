//! The ground: land, water and borders.

use super::map::MapInput;
use super::{Fill, Ink, Item, ProjectedBasemap, Segment, Stroke};
use crate::geo::ScreenRect;

/// The map shows meridians and parallels up to this scale: the continents and oceans fill a screen.
const GRATICULE_PX_PER_KM: f64 = 0.08;

/// The ground that everything is drawn on: water where the basemap reaches. Beyond a window, where it knows neither
/// land nor water, plain ground without a coast; beyond the world, the page.
pub(super) fn floor_items(input: &MapInput, whole: ScreenRect) -> Vec<Item> {
    let viewport = input.viewport;
    let floor = match input.basemap.is_some_and(ProjectedBasemap::is_world) {
        true => Ink::Surface,
        false => Ink::Land,
    };
    let mut items = vec![Item::rect(whole, Some(Fill::solid(floor)), None)];
    let Some(basemap) = input.basemap else {
        return items;
    };
    items.push(Item::Path {
        segments: basemap.sea_path(viewport),
        fill: Some(Fill::solid(Ink::Water)),
        stroke: None,
    });
    if basemap.is_world() && viewport.px_per_km() < GRATICULE_PX_PER_KM {
        items.push(Item::Path {
            segments: basemap.graticule_path(viewport),
            fill: None,
            stroke: Some(Stroke::solid(Ink::Coast, 0.3)),
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
    // On a map of the world, borders of full weight would be all there is of small countries.
    let weight = (viewport.px_per_km() / GRATICULE_PX_PER_KM).clamp(0.5, 1.0);
    stroke(
        basemap.region_border_path(viewport),
        Stroke::solid(Ink::BorderRegion, 0.9),
    );
    stroke(
        basemap.country_border_path(viewport),
        Stroke::solid(Ink::BorderCountry, 1.4 * weight),
    );
    stroke(
        basemap.coast_path(viewport),
        Stroke::solid(Ink::Coast, weight),
    );
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

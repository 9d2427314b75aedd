//! The ground: land, water, borders and names.

use super::labels::{LabelSpace, label};
use super::map::MapInput;
use super::marks::PlacedMark;
use super::{Fill, Ink, Item, ProjectedBasemap, Segment, Stroke, TextStyle};
use crate::basemap::NamedPlace;
use crate::geo::{ScreenPoint, ScreenRect, Viewport};

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

/// How far a viewport is zoomed in, in steps that decide which names show.
fn most_rank(viewport: &Viewport) -> u8 {
    match viewport.px_per_km() {
        scale if scale < 0.12 => 0,
        scale if scale < 0.2 => 1,
        scale if scale < 0.4 => 2,
        scale if scale < 0.8 => 3,
        _ => 9,
    }
}

/// Names of countries, large cities, waters, regions and other cities, in this order of precedence.
pub(super) fn name_items(
    input: &MapInput,
    marks: &[PlacedMark],
    space: &mut LabelSpace,
) -> Vec<Item> {
    let (index, viewport) = (input.index, input.viewport);
    let most_rank = most_rank(viewport);
    let mut items = Vec::new();
    for country in &index.countries {
        centered(
            input,
            space,
            country,
            TextStyle::Country,
            Ink::LabelCountry,
            &mut items,
        );
    }
    for city in index
        .cities
        .iter()
        .filter(|city| city.rank <= 1 && city.rank <= most_rank)
    {
        city_items(input, marks, space, city, &mut items);
    }
    for water in index.waters.iter().filter(|water| water.rank <= most_rank) {
        centered(
            input,
            space,
            water,
            TextStyle::Water,
            Ink::LabelWater,
            &mut items,
        );
    }
    for region in &index.regions {
        let wanted = input.overview.involves(&region.id) || most_rank >= 3;
        // An incident that is drawn as this very region names it already.
        let mut areas = input.incidents.areas.iter();
        if wanted && !areas.any(|area| area.code == region.id && !area.incidents.is_empty()) {
            centered(
                input,
                space,
                region,
                TextStyle::Region,
                Ink::LabelRegion,
                &mut items,
            );
        }
    }
    for city in index
        .cities
        .iter()
        .filter(|city| city.rank > 1 && city.rank <= most_rank)
    {
        city_items(input, marks, space, city, &mut items);
    }
    items
}

fn centered(
    input: &MapInput,
    space: &mut LabelSpace,
    place: &NamedPlace,
    style: TextStyle,
    ink: Ink,
    items: &mut Vec<Item>,
) {
    let name = input.locale.pick(&place.name);
    let text = if style == TextStyle::Country {
        input.locale.format.uppercase(name)
    } else {
        name.to_owned()
    };
    // A line or two higher or lower still names the same ground, where a connection passes through the middle.
    let offsets_px: &[f64] = match style {
        TextStyle::Region => &[0.0, 15.0, -15.0, 30.0, -30.0],
        _ => &[0.0],
    };
    let mut places = Vec::new();
    for at in &place.at {
        let at = input.viewport.screen_from_lnglat(*at);
        let near = |dy_px: &f64| ScreenPoint::new(at.x_px, at.y_px + dy_px);
        places.extend(offsets_px.iter().map(near));
    }
    if let Some(found) = space.place_centered(&text, style, places) {
        items.push(label(text, style, ink, found));
    }
}

/// A dot with a name; nothing where an incident has the same place.
fn city_items(
    input: &MapInput,
    marks: &[PlacedMark],
    space: &mut LabelSpace,
    city: &NamedPlace,
    items: &mut Vec<Item>,
) {
    const DOT_PX: f64 = 2.0;
    let Some(at) = city
        .at
        .first()
        .map(|at| input.viewport.screen_from_lnglat(*at))
    else {
        return;
    };
    let name = input.locale.pick(&city.name).to_owned();
    let style = if city.rank <= 1 {
        TextStyle::CityLarge
    } else {
        TextStyle::City
    };
    if is_covered(marks, at) {
        return;
    }
    if let Some(found) = space.place_beside(&name, style, at, DOT_PX) {
        items.push(Item::Path {
            segments: vec![Segment::Circle(at, DOT_PX)],
            fill: Some(Fill::solid(Ink::LabelCity)),
            stroke: Some(Stroke::solid(Ink::Halo, 1.0)),
        });
        items.push(label(name, style, Ink::LabelCity, found));
    }
}

fn is_covered(marks: &[PlacedMark], at: ScreenPoint) -> bool {
    const NEAR_PX: f64 = 10.0;
    marks
        .iter()
        .any(|mark| !mark.is_area && mark.at.distance_px(at) < NEAR_PX)
}

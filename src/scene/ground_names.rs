//! The names of the ground: countries, regions, cities and waters.

use super::labels::{LabelSpace, label};
use super::map::MapInput;
use super::marks::PlacedMark;
use super::{Fill, Ink, Item, Segment, Stroke, TextStyle};
use crate::basemap::NamedPlace;
use crate::geo::{ScreenPoint, Viewport};

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

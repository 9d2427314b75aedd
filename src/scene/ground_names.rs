//! The names of the ground: countries, regions, cities and waters.

use super::labels::{Hold, LabelSpace, Place};
use super::lettering::Lettering;
use super::map::MapInput;
use super::marks::PlacedMark;
use super::{Fill, Ink, Item, Segment, Stroke, TextStyle};
use crate::basemap::NamedPlace;
use crate::geo::ScreenPoint;

/// Radius of a city's dot.
const DOT_PX: f64 = 2.0;
/// How far outside the view a name may stand and still be laid out: the bitmap reaches beyond the view, and what lies
/// beyond that may still decide where others stand.
const AROUND_PX: f64 = 360.0;

/// Where the name of a region may stand beside its middle: a line or two higher or lower, or a little to a side, it still
/// names the same ground, where a connection passes through the middle.
const REGION_OFFSETS_PX: [(f64, f64); 9] = [
    (0.0, 0.0),
    (0.0, 15.0),
    (0.0, -15.0),
    (0.0, 30.0),
    (0.0, -30.0),
    (28.0, 15.0),
    (-28.0, 15.0),
    (28.0, 30.0),
    (-28.0, -15.0),
];

/// How many ranks of names show at a scale: of countries, and of cities and waters. Below each line is where a map of
/// that scale is met: the world on a phone and on a desk, a continent, a country on a phone and on a desk, a region.
struct Ranks {
    countries: u8,
    places: u8,
    /// Whether regions are named in which nothing happened.
    are_regions_named: bool,
}

impl Ranks {
    fn at(px_per_km: f64) -> Self {
        let (countries, places) = match px_per_km {
            scale if scale < 0.016 => (1, 0),
            scale if scale < 0.035 => (2, 0),
            scale if scale < 0.06 => (3, 1),
            scale if scale < 0.12 => (4, 1),
            scale if scale < 0.2 => (u8::MAX, 2),
            scale if scale < 0.4 => (u8::MAX, 3),
            scale if scale < 0.8 => (u8::MAX, 4),
            _ => (u8::MAX, u8::MAX),
        };
        Self {
            countries,
            places,
            are_regions_named: places >= 4,
        }
    }
}

/// A name of the ground that is to be placed.
struct GroundName {
    lettering: Lettering,
    ink: Ink,
    spot: Spot,
}

/// Where a name may stand.
enum Spot {
    /// On the first of these places that is free.
    On(Vec<ScreenPoint>),
    /// Beside a city's dot.
    Beside(ScreenPoint),
}

/// Names of countries, large cities, waters, regions and other cities, in this order of precedence.
pub(super) fn name_items(
    input: &MapInput,
    marks: &[PlacedMark],
    space: &mut LabelSpace,
) -> Vec<Item> {
    let mut items = Vec::new();
    let mut left_out = Vec::new();
    for name in ground_names(input, marks, space) {
        match name.placed(space) {
            Some(place) => items.extend(name.items(place)),
            None => left_out.push(name),
        }
    }
    // What the edge or the furniture of the first view cut off is shown once it is whole.
    space.hold = Hold::Nothing;
    for name in left_out {
        if let Some(place) = name.placed(space) {
            items.extend(name.items(place));
        }
    }
    items
}

fn ground_names(input: &MapInput, marks: &[PlacedMark], space: &LabelSpace) -> Vec<GroundName> {
    let index = input.index;
    let ranks = Ranks::at(input.viewport.px_per_km());
    let show = |place: &&NamedPlace| place.rank < ranks.places;
    let is_large = |city: &NamedPlace| city.rank <= 1;
    let mut names = Names {
        input,
        marks,
        space,
        names: Vec::new(),
    };
    // An incident that is drawn as this very area names it already.
    let names_itself = |place: &NamedPlace| {
        let mut areas = input.incidents.areas.iter();
        areas.any(|area| area.code == place.id && !area.incidents.is_empty())
    };
    for country in &index.countries {
        if country.rank < ranks.countries && !names_itself(country) {
            names.add_area(country, TextStyle::Country, Ink::LabelCountry);
        }
    }
    for city in index.cities.iter().filter(show) {
        if is_large(city) {
            names.add_city(city, TextStyle::CityLarge);
        }
    }
    for water in index.waters.iter() {
        if water.rank < ranks.places.max(1) {
            names.add_area(water, TextStyle::Water, Ink::LabelWater);
        }
    }
    for region in &index.regions {
        let wanted = input.overview.involves(&region.id) || ranks.are_regions_named;
        if wanted && !names_itself(region) {
            names.add_area(region, TextStyle::Region, Ink::LabelRegion);
        }
    }
    for city in index.cities.iter().filter(show) {
        if !is_large(city) {
            names.add_city(city, TextStyle::City);
        }
    }
    names.names
}

/// The names that are gathered.
struct Names<'a> {
    input: &'a MapInput<'a>,
    marks: &'a [PlacedMark],
    space: &'a LabelSpace<'a>,
    names: Vec<GroundName>,
}

impl Names<'_> {
    fn add(&mut self, place: &NamedPlace, style: TextStyle, ink: Ink, spot: Spot) {
        let locale = self.input.locale;
        let name = locale.pick(&place.name);
        let upper = (style == TextStyle::Country).then(|| locale.format.uppercase(name));
        let text = upper.as_deref().unwrap_or(name);
        let (width_px, measure) = (self.space.laid().width_px, self.space.measure());
        self.names.push(GroundName {
            lettering: Lettering::of(text, style, width_px, measure),
            ink,
            spot,
        });
    }

    /// Where a name may stand: first in the view that names are laid out for, then elsewhere; nowhere when all of it is
    /// far from what is seen.
    fn places(&self, place: &NamedPlace) -> Vec<ScreenPoint> {
        let viewport = self.input.viewport;
        let at = place.at.iter().map(|at| viewport.screen_from_lnglat(*at));
        let all: Vec<ScreenPoint> = at.collect();
        let around = viewport.screen_rect().inflated(AROUND_PX);
        if !all.iter().any(|at| around.contains(*at)) {
            return Vec::new();
        }
        let laid = self.space.laid();
        let is_laid = |at: &&ScreenPoint| laid.contains(**at);
        let is_elsewhere = |at: &&ScreenPoint| !laid.contains(**at);
        let first = all.iter().filter(is_laid);
        first
            .chain(all.iter().filter(is_elsewhere))
            .copied()
            .collect()
    }

    /// A name that stands on what it names.
    fn add_area(&mut self, place: &NamedPlace, style: TextStyle, ink: Ink) {
        let offsets_px = match style {
            TextStyle::Region => &REGION_OFFSETS_PX[..],
            _ => &[(0.0, 0.0)],
        };
        let mut places = Vec::new();
        for at in self.places(place) {
            let near =
                |(dx_px, dy_px): &(f64, f64)| ScreenPoint::new(at.x_px + dx_px, at.y_px + dy_px);
            places.extend(offsets_px.iter().map(near));
        }
        if !places.is_empty() {
            self.add(place, style, ink, Spot::On(places));
        }
    }

    /// A name beside a dot; nothing where an incident has the same place.
    fn add_city(&mut self, city: &NamedPlace, style: TextStyle) {
        let at = self.places(city).first().copied();
        if let Some(at) = at.filter(|at| !is_covered(self.marks, *at)) {
            self.add(city, style, Ink::LabelCity, Spot::Beside(at));
        }
    }
}

impl GroundName {
    fn placed(&self, space: &mut LabelSpace) -> Option<Place> {
        match &self.spot {
            Spot::On(places) => space.place_centered(&self.lettering, places.iter().copied()),
            Spot::Beside(at) => space.place_beside(&self.lettering, *at, DOT_PX),
        }
    }

    fn items(self, place: Place) -> Vec<Item> {
        if !place.is_shown {
            return Vec::new();
        }
        let mut items = self.lettering.items(self.ink, place);
        if let Spot::Beside(at) = self.spot {
            let dot = Item::Path {
                segments: vec![Segment::Circle(at, DOT_PX)],
                fill: Some(Fill::solid(self.ink)),
                stroke: Some(Stroke::solid(Ink::Halo, 1.0)),
            };
            items.insert(0, dot);
        }
        items
    }
}

fn is_covered(marks: &[PlacedMark], at: ScreenPoint) -> bool {
    const NEAR_PX: f64 = 10.0;
    marks
        .iter()
        .any(|mark| !mark.is_area && mark.at.distance_px(at) < NEAR_PX)
}

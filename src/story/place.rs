//! Where something happened, as precisely as the source says and no more.

use crate::geo::LngLat;
use crate::locale::LocalizedText;

/// Where an incident is reported.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Place {
    /// The name as a reader knows it.
    pub name: LocalizedText,
    /// ISO 3166-2 code of its first-level region.
    pub region: Option<String>,
    /// How precisely the source places it.
    pub precision: PlacePrecision,
}

/// How precisely a place is known, from fine to coarse.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum PlacePrecision {
    /// The very spot.
    Exact,
    /// Moved on purpose, near the spot.
    Approximate,
    /// Somewhere in a town or village.
    #[default]
    Settlement,
    /// Somewhere in a district.
    District,
    /// Somewhere in a first-level region.
    Region,
    /// Somewhere in a country.
    Country,
}

impl PlacePrecision {
    /// The vocabulary of the file format.
    pub const ALL: [(&'static str, Self); 6] = [
        ("exact", Self::Exact),
        ("approximate", Self::Approximate),
        ("settlement", Self::Settlement),
        ("district", Self::District),
        ("region", Self::Region),
        ("country", Self::Country),
    ];

    /// The word of the file format.
    pub fn as_str(self) -> &'static str {
        super::incident::word_of(&Self::ALL, self)
    }

    /// Whether a point on the map would claim more than the source does.
    pub fn is_area(self) -> bool {
        self > Self::Settlement
    }
}

/// Coordinates of an incident.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// One or more points.
    Points(Vec<LngLat>),
    /// One or more lines.
    Lines(Vec<Vec<LngLat>>),
    /// One or more polygons, each with its outer ring first.
    Areas(Vec<Vec<Vec<LngLat>>>),
    /// Several of these.
    Collection(Vec<Shape>),
}

impl Shape {
    /// Calls `visit` with every vertex.
    pub fn for_each_vertex(&self, visit: &mut impl FnMut(LngLat)) {
        match self {
            Self::Points(points) => points.iter().for_each(|point| visit(*point)),
            Self::Lines(lines) => lines.iter().flatten().for_each(|point| visit(*point)),
            Self::Areas(areas) => areas
                .iter()
                .flatten()
                .flatten()
                .for_each(|point| visit(*point)),
            Self::Collection(shapes) => {
                shapes.iter().for_each(|shape| shape.for_each_vertex(visit))
            }
        }
    }

    /// Whether it has no place at all.
    pub fn is_empty(&self) -> bool {
        let mut is_empty = true;
        self.for_each_vertex(&mut |_| is_empty = false);
        is_empty
    }

    /// Whether it has points and nothing else.
    pub fn is_points(&self) -> bool {
        match self {
            Self::Points(points) => !points.is_empty(),
            Self::Collection(shapes) => !shapes.is_empty() && shapes.iter().all(Self::is_points),
            _ => false,
        }
    }

    /// Whether it has a polygon.
    pub fn has_areas(&self) -> bool {
        match self {
            Self::Areas(polygons) => !polygons.is_empty(),
            Self::Collection(shapes) => shapes.iter().any(Self::has_areas),
            _ => false,
        }
    }

    /// The first point, if the shape has one that is a point.
    pub fn first_point(&self) -> Option<LngLat> {
        match self {
            Self::Points(points) => points.first().copied(),
            Self::Collection(shapes) => shapes.iter().find_map(Self::first_point),
            _ => None,
        }
    }
}

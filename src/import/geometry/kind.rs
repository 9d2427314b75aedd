//! The types of geometry with coordinates.

use serde_json::{Map, Value};

/// The types of geometry, as a message lists them.
pub(super) const TYPES: &str =
    "Point, MultiPoint, LineString, MultiLineString, Polygon, MultiPolygon, GeometryCollection";

/// A type of geometry with coordinates (RFC 7946, sections 3.1.2 to 3.1.7).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Point,
    MultiPoint,
    LineString,
    MultiLineString,
    Polygon,
    MultiPolygon,
}

impl Kind {
    /// Each with its name, how deep its numbers are nested, and its coordinates as a message describes them.
    const ALL: [(Self, &'static str, usize, &'static str); 6] = {
        const POSITION: &str = "[longitude, latitude]";
        const CHAIN: &str = "[[longitude, latitude], …]";
        const CHAINS: &str = "[[[longitude, latitude], …], …]";
        const POLYGONS: &str = "[[[[longitude, latitude], …], …], …]";
        [
            (Self::Point, "Point", 1, POSITION),
            (Self::MultiPoint, "MultiPoint", 2, CHAIN),
            (Self::LineString, "LineString", 2, CHAIN),
            (Self::MultiLineString, "MultiLineString", 3, CHAINS),
            (Self::Polygon, "Polygon", 3, CHAINS),
            (Self::MultiPolygon, "MultiPolygon", 4, POLYGONS),
        ]
    };

    pub(super) fn from_name(name: &str) -> Option<Self> {
        let found = Self::ALL.iter().find(|(_, known, _, _)| *known == name);
        found.map(|(kind, _, _, _)| *kind)
    }

    pub(super) fn name(self) -> &'static str {
        let found = Self::ALL.iter().find(|(kind, _, _, _)| *kind == self);
        found.map_or("", |(_, name, _, _)| name)
    }

    /// How deep its numbers are nested: 1 for a position.
    pub(super) fn depth(self) -> usize {
        let found = Self::ALL.iter().find(|(kind, _, _, _)| *kind == self);
        found.map_or(0, |(_, _, depth, _)| *depth)
    }

    /// Its coordinates as a message describes them.
    pub(super) fn template(self) -> &'static str {
        let found = Self::ALL.iter().find(|(kind, _, _, _)| *kind == self);
        found.map_or("", |(_, _, _, template)| template)
    }
}

/// A geometry of GeoJSON with its one list.
pub(super) fn geometry_json(name: &str, member: &str, list: Value) -> Value {
    let mut geometry = Map::new();
    geometry.insert("type".to_owned(), Value::from(name));
    geometry.insert(member.to_owned(), list);
    Value::Object(geometry)
}

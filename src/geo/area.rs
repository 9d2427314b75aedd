use super::ArcRef;

/// An area of the basemap: a country, a region, a lake.
#[derive(Clone, Debug, PartialEq)]
pub struct Area {
    /// What the data call it, such as `KZ-39`.
    pub id: String,
    /// Its parts; more than one for a country with islands.
    pub polygons: Vec<Polygon>,
}

/// A part of an [`Area`], with its holes.
#[derive(Clone, Debug, PartialEq)]
pub struct Polygon {
    /// The outer ring first, then the holes; each a chain of arcs.
    pub rings: Vec<Vec<ArcRef>>,
}

impl Area {
    /// All rings of all parts.
    pub fn rings(&self) -> impl Iterator<Item = &[ArcRef]> {
        self.polygons
            .iter()
            .flat_map(|polygon| polygon.rings.iter().map(Vec::as_slice))
    }
}

//! What lies under the incidents: names, credits and levels of detail of the basemap.
//!
//! The geometry of a level is a [`Topology`](crate::geo::Topology); the names are the same at every level.

use crate::geo::{LngLat, LngLatBounds, Viewport};
use crate::locale::LocalizedText;

/// The basemap's contents beside its geometry, from `basemap/index.json`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BasemapIndex {
    /// The window the geometry covers.
    pub bounds: Option<LngLatBounds>,
    /// Whom to credit on the map.
    pub credits: Vec<Credit>,
    /// The index of another basemap, relative to this one, for what lies outside the window.
    pub beyond: Option<String>,
    /// Levels of detail, coarse to fine.
    pub levels: Vec<Level>,
    /// The TopoJSON file with the land of the locator globe, relative to the index.
    pub globe: Option<String>,
    /// Names of countries, by ISO 3166-1 code.
    pub countries: Vec<NamedPlace>,
    /// Names of first-level regions, by ISO 3166-2 code.
    pub regions: Vec<NamedPlace>,
    /// Names of cities, the most important first.
    pub cities: Vec<NamedPlace>,
    /// Names of seas and lakes, the most important first.
    pub waters: Vec<NamedPlace>,
}

/// A source of the basemap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Credit {
    /// The attribution the licence asks for.
    pub text: String,
    /// The source's page, http or https; empty without one.
    pub url: String,
    /// The licence's name; empty when it is not stated.
    pub licence: String,
}

/// One level of detail.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Level {
    /// Its TopoJSON file, relative to the index; empty for a level in parts.
    pub file: String,
    /// By how much its lines may be off, in kilometres.
    pub tolerance_km: f64,
    /// The parts of a level that is too large to be fetched as one. They lie on the level before it, and each country
    /// is in one of them.
    pub parts: Vec<Part>,
}

/// Some countries of a level.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// Its TopoJSON file, relative to the index.
    pub file: String,
    /// Boxes that hold all of it.
    pub bounds: Vec<LngLatBounds>,
}

impl Level {
    /// The positions of the parts that a view may show something of.
    pub fn parts_in(&self, viewport: &Viewport) -> Vec<usize> {
        let (view, projection) = (viewport.plane_bounds(), viewport.projection());
        let mut found = Vec::new();
        for (position, part) in self.parts.iter().enumerate() {
            let mut boxes = part.bounds.iter();
            let is_in_view = boxes.any(|bounds| {
                let bounds = projection.plane_bounds_from_lnglat(bounds);
                bounds.is_some_and(|bounds| bounds.intersects(&view))
            });
            if is_in_view {
                found.push(position);
            }
        }
        found
    }
}

/// A name on the map.
#[derive(Clone, Debug, PartialEq)]
pub struct NamedPlace {
    /// Its code; empty where it has none.
    pub id: String,
    /// The name.
    pub name: LocalizedText,
    /// Where the label may stand, the best place first.
    pub at: Vec<LngLat>,
    /// How important it is; 0 is the most.
    pub rank: u8,
}

impl BasemapIndex {
    /// The name of a region.
    pub fn region(&self, code: &str) -> Option<&NamedPlace> {
        self.regions.iter().find(|region| region.id == code)
    }

    /// The name of a region or a country.
    pub fn area(&self, code: &str) -> Option<&NamedPlace> {
        let mut areas = self.regions.iter().chain(&self.countries);
        areas.find(|area| area.id == code)
    }

    /// ISO 3166-2 codes of the regions.
    pub fn region_codes(&self) -> Vec<String> {
        self.regions
            .iter()
            .map(|region| region.id.clone())
            .collect()
    }

    /// The same index for someone who looks for its files from elsewhere: `folder` stands before their names.
    pub fn seen_from(mut self, folder: &str) -> Self {
        for level in &mut self.levels {
            level.file.insert_str(0, folder);
            for part in &mut level.parts {
                part.file.insert_str(0, folder);
            }
        }
        self
    }

    /// Whether the name of an area is known here.
    pub fn has_area(&self, code: &str) -> bool {
        self.area(code).is_some()
    }

    /// The position of the coarsest level whose error stays under about a pixel, or of the finest there is.
    pub fn level_for(&self, px_per_km: f64) -> Option<usize> {
        /// Errors below this are not seen beside a line one pixel wide.
        const TOLERANCE_PX: f64 = 1.25;
        let fits = |level: &Level| level.tolerance_km * px_per_km <= TOLERANCE_PX;
        self.levels
            .iter()
            .position(fits)
            .or_else(|| self.levels.len().checked_sub(1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_coarsest_level_that_looks_right_is_used() {
        let level = |tolerance_km| Level {
            tolerance_km,
            ..Level::default()
        };
        let index = BasemapIndex {
            levels: vec![level(8.0), level(2.0), level(0.5)],
            ..Default::default()
        };
        for (px_per_km, expected) in [
            (0.1, 0),
            (0.156, 0),
            (0.2, 1),
            (0.6, 1),
            (0.7, 2),
            (50.0, 2),
        ] {
            assert_eq!(index.level_for(px_per_km), Some(expected), "{px_per_km}");
        }
        assert_eq!(BasemapIndex::default().level_for(1.0), None);
    }
}

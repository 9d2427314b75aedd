//! What lies under the incidents: names, credits and levels of detail of the basemap.
//!
//! The geometry of a level is a [`Topology`](crate::geo::Topology); the names are the same at every level.

use crate::geo::{LngLat, LngLatBounds};
use crate::locale::LocalizedText;

/// The basemap's contents beside its geometry, from `basemap/index.json`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BasemapIndex {
    /// The window the geometry covers.
    pub bounds: Option<LngLatBounds>,
    /// Whom to credit on the map.
    pub credits: Vec<Credit>,
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
    /// The source's page.
    pub url: String,
    /// The licence's name.
    pub licence: String,
}

/// One level of detail.
#[derive(Clone, Debug, PartialEq)]
pub struct Level {
    /// Its TopoJSON file, relative to the index.
    pub file: String,
    /// By how much its lines may be off, in kilometres.
    pub tolerance_km: f64,
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

    /// ISO 3166-2 codes of the regions.
    pub fn region_codes(&self) -> Vec<String> {
        self.regions
            .iter()
            .map(|region| region.id.clone())
            .collect()
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
            file: String::new(),
            tolerance_km,
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

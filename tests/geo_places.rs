//! Whether points are found in the regions that GeoNames has them in, on the 2 km level; `tests/golden/README.md` says
//! where the points are from.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::indexing_slicing, clippy::unwrap_used)]

use incident_map::geo::{LngLat, Topology};
use incident_map::load::topology_from_topojson;

/// GeoNames' first-level codes, and those of ISO 3166-2 for the same units. 08 is Baikonur, leased and for GeoNames a
/// unit of its own; by ISO it lies in Kyzylorda Region. 00 is none.
const CODES: [(&str, &str); 21] = [
    ("01", "KZ-19"),
    ("02", "KZ-75"),
    ("03", "KZ-11"),
    ("04", "KZ-15"),
    ("05", "KZ-71"),
    ("06", "KZ-23"),
    ("07", "KZ-27"),
    ("08", "KZ-43"),
    ("09", "KZ-47"),
    ("10", "KZ-61"),
    ("11", "KZ-55"),
    ("12", "KZ-35"),
    ("13", "KZ-39"),
    ("14", "KZ-43"),
    ("15", "KZ-63"),
    ("16", "KZ-59"),
    ("17", "KZ-31"),
    ("1537272", "KZ-79"),
    ("12510143", "KZ-10"),
    ("12510144", "KZ-33"),
    ("12510145", "KZ-62"),
];

/// GeoNames gives it no unit (00); this is where its point lies.
const NO_UNIT: &str = "no unit in GeoNames";
/// In GeoNames still East Kazakhstan; in Abai Region since June 2022.
const SINCE_2022: &str = "the unit of before 2022";
/// Beside a city: on the other side of its limits in the basemap's source than in GeoNames.
const CITY_LIMITS: &str = "city limits differ";

/// Places that are found elsewhere: GeoNames' number, where they are found, and why.
const EXCEPTIONS: [(u64, &str, &str); 9] = [
    (607_510, "KZ-27", NO_UNIT),       // Zhumysker
    (1_519_625, "KZ-10", NO_UNIT),     // Sarykamys
    (1_522_503, "KZ-10", NO_UNIT),     // Kokpekty
    (1_523_470, "KZ-19", NO_UNIT),     // Karabas
    (1_526_648, "KZ-63", NO_UNIT),     // Aksuat
    (1_516_984, "KZ-10", SINCE_2022),  // Zhalghyztobe
    (1_517_721, "KZ-10", SINCE_2022),  // Urzhar
    (1_519_455, "KZ-79", CITY_LIMITS), // Sayram, which Shymkent has grown around
    (1_520_208, "KZ-19", CITY_LIMITS), // Pervomayka, north of Almaty
];

fn regions_at(topology: &Topology, place: LngLat) -> Vec<&str> {
    let regions = topology.regions.iter();
    regions
        .filter(|region| topology.area_contains(region, place))
        .map(|region| region.id.as_str())
        .collect()
}

#[test]
fn places_are_in_the_regions_that_geonames_has_them_in() {
    let level = std::fs::read("public/basemap/medium.topo.json").unwrap();
    let topology = topology_from_topojson(&level).unwrap();
    let places: serde_json::Value =
        serde_json::from_slice(&std::fs::read("tests/golden/places.json").unwrap()).unwrap();
    let places = places.as_array().unwrap();
    assert_eq!(places.len(), 351);
    let mut wrong = Vec::new();
    for place in places {
        let id = place[0].as_u64().unwrap();
        let at = LngLat::new(place[3].as_f64().unwrap(), place[4].as_f64().unwrap());
        let found = regions_at(&topology, at);
        let code = CODES.iter().find(|(code, _)| place[2] == *code);
        let exception = EXCEPTIONS.iter().find(|(exception, ..)| *exception == id);
        let is_right = match (exception, code) {
            (Some((_, expected, _)), _) => found == [*expected],
            (None, Some((_, expected))) => found == [*expected],
            (None, None) => false,
        };
        if !is_right {
            let why = exception.map_or("", |(_, _, why)| why);
            wrong.push(format!("{place}: {found:?} {why}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

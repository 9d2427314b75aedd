//! Records looked up in the regions of the shipped basemaps.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::indexing_slicing, clippy::unwrap_used)]

use std::fs;
use std::path::Path;

use incident_map::geo::{LngLat, LngLatBounds, Projection, Topology};
use incident_map::load::topology_from_topojson;
use incident_map::query::store::{
    AreaOutline, Areas, Assignment, Columns, Criteria, Minute, Record, Store, areas_of_codes,
    wholes_of,
};
use incident_map::scene::ProjectedBasemap;
use incident_map::story::{PlacePrecision, Status};

/// The shipped window and the level of it that comes last.
const WINDOW: LngLatBounds = LngLatBounds {
    west_deg: 40.0,
    south_deg: 35.0,
    east_deg: 95.0,
    north_deg: 60.0,
};

fn topology(file: &str) -> Topology {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("public/basemap");
    topology_from_topojson(&fs::read(folder.join(file)).unwrap()).unwrap()
}

/// The ids of all areas, and their outlines on the plane.
fn ground(basemap: &ProjectedBasemap) -> (Vec<String>, Vec<AreaOutline>) {
    let topology = basemap.topology();
    let areas = topology.regions.iter().chain(&topology.countries);
    let ids: Vec<String> = areas.clone().map(|area| area.id.clone()).collect();
    let outlines = areas
        .zip(wholes_of(&ids))
        .map(|(area, part_of)| AreaOutline {
            rings: basemap.rings(area),
            part_of,
        });
    let outlines = outlines.collect();
    (ids, outlines)
}

/// Places that look like chance and are always the same: the plastic sequence (M. Roberts, "The Unreasonable
/// Effectiveness of Quasirandom Sequences", 2018).
fn places(bounds: LngLatBounds, count: usize) -> impl Iterator<Item = LngLat> {
    let fraction = |at: usize, step: f64| (0.5 + step * at as f64).fract();
    (0..count).map(move |at| {
        LngLat::new(
            bounds.west_deg + bounds.width_deg() * fraction(at, 0.754_877_666_246_693),
            bounds.south_deg
                + (bounds.north_deg - bounds.south_deg) * fraction(at, 0.569_840_290_998_053),
        )
    })
}

/// The area that a place lies in by its degrees, regions before countries.
fn by_degrees(topology: &Topology, at: LngLat) -> Option<usize> {
    let mut areas = topology.regions.iter().chain(&topology.countries);
    areas.position(|area| topology.area_contains(area, at))
}

/// Whether an area reaches over the antimeridian, where a place in it cannot be told by its degrees.
fn is_cut(topology: &Topology, number: usize) -> bool {
    let area = topology
        .regions
        .iter()
        .chain(&topology.countries)
        .nth(number);
    let outline = area.map(|area| topology.outline(&area.id));
    let has = |is_there: fn(&LngLat) -> bool| outline.iter().flatten().any(is_there);
    has(|at| at.lng_deg > 179.0) && has(|at| at.lng_deg < -179.0)
}

/// Looks up places away from the edge of a window, along which lines from corner to corner are great circles.
fn check(file: &str, window: LngLatBounds, tolerance_km: f64, count: usize) {
    let projection = Projection::fitted_to(window);
    let basemap = ProjectedBasemap::new(topology(file), Some(window), projection);
    let topology = basemap.topology();
    let (_, outlines) = ground(&basemap);
    let areas = Areas::new(&outlines, tolerance_km);
    let bounds = LngLatBounds {
        south_deg: window.south_deg + 0.5,
        ..window
    };
    let (mut near, mut inside) = (0, 0);
    for place in places(bounds, count) {
        let found = areas.at(projection.plane_from_lnglat(place), |_| true);
        let area = found.area.map(usize::from);
        let expected = by_degrees(topology, place);
        if [area, expected]
            .iter()
            .flatten()
            .any(|area| is_cut(topology, *area))
        {
            continue;
        }
        if found.is_near || expected.is_none() {
            // Lines are straight in degrees there and great circles here; off a coast the nearest area counts.
            near += usize::from(found.is_near);
            continue;
        }
        inside += 1;
        assert_eq!(area, expected, "{place:?}");
    }
    assert!(inside > count / 8, "{inside}");
    assert!(near < count / 20, "{near}");
}

#[test]
fn places_lie_in_the_areas_that_hold_them_in_degrees() {
    check("fine.topo.json", WINDOW, 0.5, 4000);
}

#[test]
fn places_all_round_the_world_lie_in_their_countries() {
    check("world/medium.topo.json", LngLatBounds::WORLD, 12.0, 1500);
}

#[test]
fn a_country_by_its_code_counts_for_none_of_its_regions() {
    let projection = Projection::fitted_to(WINDOW);
    let basemap = ProjectedBasemap::new(topology("coarse.topo.json"), Some(WINDOW), projection);
    let (ids, outlines) = ground(&basemap);
    let region = ids[0].clone();
    let country = region[..2].to_owned();
    let codes = areas_of_codes(&[region, country.clone(), format!("{country}-none")], &ids);
    assert_eq!(codes[0], Some(0));
    assert_eq!(codes[1], codes[2]);
    let country = usize::from(codes[1].unwrap());
    let inside = places(WINDOW, 500).find(|at| by_degrees(basemap.topology(), *at) == Some(3));
    let mut columns = Columns::default();
    for (precision, region, is_placed, _) in cases(country) {
        columns.push(&Record {
            position: columns.len() as u32,
            span: Some((Minute(columns.len() as i32), Minute(columns.len() as i32))),
            kind: 0,
            region,
            precision,
            status: Status::Reported,
            at: inside
                .filter(|_| is_placed)
                .map(|at| projection.plane_from_lnglat(at)),
        });
    }
    let store = Store::new(columns);
    let mut assignment = Assignment::new(Areas::new(&outlines, 8.0), codes);
    while !assignment.go_on(&store, 3) {}
    let counts = store.count_by_region(&Criteria::default(), &assignment.finish().0);
    for (area, count) in counts.areas.iter().enumerate() {
        let expected = cases(country)
            .iter()
            .filter(|case| case.3 == Some(area))
            .count();
        assert_eq!(count.possible as usize, expected, "{}", ids[area]);
    }
    assert_eq!(counts.nowhere.possible, 1);
}

/// Precision, number of a code, whether there is a place (which lies in the fourth region), and the area it counts for.
fn cases(country: usize) -> [(PlacePrecision, u16, bool, Option<usize>); 8] {
    use PlacePrecision::{Country, District, Region, Settlement};
    [
        (Region, 1, false, Some(0)),
        // A code counts before a place.
        (Settlement, 1, true, Some(0)),
        (Country, 1, true, Some(country)),
        // A country's code says nothing against a finer place in it.
        (District, 2, true, Some(3)),
        (Region, 2, true, Some(country)),
        (Settlement, 3, false, Some(country)),
        (Country, 0, true, Some(country)),
        (Settlement, 0, false, None),
    ]
}

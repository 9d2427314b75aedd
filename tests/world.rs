//! Stories outside the shipped window, on the basemap of the world.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::indexing_slicing, clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::path::Path;

use incident_map::cli::basemap::StoryBasemap;
use incident_map::geo::{LngLat, PlaneBounds, Projection, ScreenSize, Viewport};
use incident_map::load::{story_from_geojson, topology_from_topojson};
use incident_map::query::Dataset;
use incident_map::scene::ProjectedBasemap;

const OWN: &str = "basemap/index.json";

fn read(path: &str) -> Vec<u8> {
    std::fs::read(
        Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("public")
            .join(path),
    )
    .unwrap()
}

/// The files of the shipped basemaps.
fn files() -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    for folder in ["basemap", "basemap/world"] {
        let entries = std::fs::read_dir(
            Path::new(env!("CARGO_MANIFEST_DIR"))
                .join("public")
                .join(folder),
        );
        for entry in entries.unwrap() {
            let name = entry.unwrap().file_name().to_string_lossy().into_owned();
            if name.ends_with(".json") {
                let path = format!("{folder}/{name}");
                files.insert(path.clone(), read(&path));
            }
        }
    }
    files
}

/// A story with marks at these places and incidents in these countries as wholes.
fn story(places: &[(f64, f64)], countries: &[&str]) -> Dataset {
    let mut features = Vec::new();
    for (at, (lng, lat)) in places.iter().enumerate() {
        features.push(format!(
            r#"{{"type":"Feature","id":"p{at}","geometry":{{"type":"Point","coordinates":[{lng},{lat}]}},
            "properties":{{"title":"p","category":"operation","place":{{"name":"p","precision":"exact"}}}}}}"#
        ));
    }
    for code in countries {
        features.push(format!(
            r#"{{"type":"Feature","id":"{code}","geometry":null,
            "properties":{{"title":"c","category":"operation","place":{{"name":"c","precision":"country","region":"{code}"}}}}}}"#
        ));
    }
    let text = format!(
        r#"{{"type":"FeatureCollection","story":{{"profile":1,"title":"t","languages":["en"]}},"features":[{}]}}"#,
        features.join(",")
    );
    story_from_geojson(text.as_bytes()).unwrap().dataset
}

#[test]
fn the_world_is_taken_for_what_lies_outside_the_window_only() {
    let files = files();
    for (places, countries, is_world) in [
        (vec![(71.4, 51.1)], vec![], false),
        (vec![(71.4, 51.1), (-0.1, 51.5)], vec![], true),
        (vec![], vec!["UZ"], false),
        (vec![], vec!["BR"], true),
    ] {
        let basemap = StoryBasemap::of(&files, OWN, &story(&places, &countries)).unwrap();
        assert_eq!(basemap.path != OWN, is_world, "{places:?} {countries:?}");
        let first = &basemap.index.levels[0].file;
        assert!(basemap.level(first).is_some(), "{first}");
        assert!(!basemap.index.credits.is_empty());
    }
}

#[test]
fn every_part_is_there_and_every_country_in_one() {
    let files = files();
    let basemap = StoryBasemap::of(&files, OWN, &story(&[(0.0, 0.0)], &[])).unwrap();
    let mut found = Vec::new();
    for level in &basemap.index.levels {
        for part in &level.parts {
            let topology = topology_from_topojson(&basemap.level(&part.file).unwrap()).unwrap();
            for country in &topology.countries {
                let mut points = country.rings().flat_map(|ring| topology.points(ring));
                let inside = |point: LngLat| {
                    let point = LngLat::new(point.lng_deg.clamp(-180.0, 180.0), point.lat_deg);
                    part.bounds.iter().any(|bounds| bounds.contains(point))
                };
                let outside = points.find(|point| !inside(*point));
                assert_eq!(outside, None, "{} in {}", country.id, part.file);
                found.push(country.id.clone());
            }
        }
    }
    let count = found.len();
    found.sort_unstable();
    found.dedup();
    assert_eq!(count, found.len());
    for country in &basemap.index.countries {
        assert!(found.contains(&country.id), "{}", country.id);
        for tag in ["en", "ru", "kk"] {
            assert_eq!(country.name.in_language(tag).0, tag, "{}", country.id);
        }
    }
}

/// No land is drawn across the map: at each place there is land or water, whatever the projection.
#[test]
fn land_and_water_are_where_they_should_be_on_any_map() {
    let land = [
        (-0.1, 51.5),
        (100.0, 62.0),
        (-100.0, 40.0),
        (134.0, -25.0),
        (0.0, -85.0),
        (178.0, -17.8),
        (-175.0, 66.5),
    ];
    let water = [
        (-30.0, 0.0),
        (-150.0, 0.0),
        (0.0, 89.0),
        (75.0, -40.0),
        (-179.0, 0.0),
        (-120.0, -50.0),
    ];
    for file in ["coarse", "medium"] {
        let topology =
            topology_from_topojson(&read(&format!("basemap/world/{file}.topo.json"))).unwrap();
        for places in [
            vec![(-150.0, -40.0), (170.0, 70.0), (0.0, 0.0)],
            vec![(20.0, 54.0), (-170.0, 65.0)],
            vec![(-60.0, 82.0), (130.0, 71.0), (15.0, 78.0)],
            vec![(-68.0, -67.0), (166.0, -77.0), (40.0, -70.0)],
            vec![(-5.0, 50.0), (2.0, 58.0)],
            vec![(177.0, -19.0), (-178.0, -16.0)],
        ] {
            let bounds = incident_map::geo::LngLatBounds::of(
                places.iter().map(|(x, y)| LngLat::new(*x, *y)),
            );
            let projection = Projection::fitted_to(bounds.unwrap());
            let mut drawn = Vec::new();
            for country in &topology.countries {
                for polygon in &country.polygons {
                    let rings: Vec<Vec<LngLat>> = polygon
                        .rings
                        .iter()
                        .map(|ring| topology.points(ring).collect())
                        .collect();
                    drawn.push(projection.rings_from_lnglat(&rings));
                }
            }
            for (places, expected) in [(&land[..], true), (&water[..], false)] {
                for (lng, lat) in places {
                    let at = projection.plane_from_lnglat(LngLat::new(*lng, *lat));
                    let is_land = drawn.iter().any(|rings| {
                        let edges = rings.iter().flat_map(|ring| ring.windows(2));
                        edges
                            .filter(|edge| {
                                let [a, b] = [edge[0], edge[1]];
                                (a.y_km > at.y_km) != (b.y_km > at.y_km)
                                    && at.x_km
                                        < (b.x_km - a.x_km) * (at.y_km - a.y_km) / (b.y_km - a.y_km)
                                            + a.x_km
                            })
                            .count()
                            % 2
                            == 1
                    });
                    assert_eq!(is_land, expected, "{lng} {lat} {file} {projection:?}");
                }
            }
        }
    }
}

/// How long a level takes to be projected, which a reader waits for when it comes. Only a bound that no machine misses.
#[test]
fn a_level_is_projected_while_nobody_notices() {
    let topology = topology_from_topojson(&read("basemap/world/medium.topo.json")).unwrap();
    let projection = Projection::fitted_to(incident_map::geo::LngLatBounds::WORLD);
    let start = std::time::Instant::now();
    let basemap = ProjectedBasemap::new(topology, None, projection);
    println!("projected in {:?}", start.elapsed());
    let russia = basemap
        .area("RU")
        .and_then(|area| basemap.area_bounds(area))
        .unwrap();
    let size = ScreenSize::new(960.0, 480.0);
    let world = PlaneBounds::of(projection.world_outline()).unwrap();
    let viewport = Viewport::fit(
        projection,
        size,
        &world,
        incident_map::geo::Insets::default(),
    );
    assert!(russia.width_km() * viewport.px_per_km() > 480.0);
    assert!(start.elapsed().as_secs() < 5);
}

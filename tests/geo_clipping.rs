//! Areas of the world as they are cut and bent on the map, held to those of `d3-geo`; `tests/golden/README.md` says how
//! its answers were recorded.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::indexing_slicing, clippy::unwrap_used)]

use std::io::Read;

use incident_map::geo::{AUTHALIC_RADIUS_KM, Albers, EqualEarth, LngLat, PlanePoint, Projection};
use incident_map::load::topology_from_topojson;

/// How far the two may lie apart, in pixels on a map 960 wide.
const NEAR_PX: f64 = 0.25;

type Ring = Vec<(f64, f64)>;

/// The countries of the recorded basemap: their codes and, for each polygon, its rings in degrees.
fn polygons() -> Vec<(String, Vec<Vec<LngLat>>)> {
    let topology =
        topology_from_topojson(&std::fs::read("public/basemap/world/coarse.topo.json").unwrap());
    let topology = topology.unwrap();
    let mut polygons = Vec::new();
    for country in &topology.countries {
        for polygon in &country.polygons {
            let rings = polygon.rings.iter();
            let rings = rings.map(|ring| topology.points(ring).collect()).collect();
            polygons.push((country.id.clone(), rings));
        }
    }
    polygons
}

fn recorded() -> serde_json::Value {
    let packed = std::fs::read("tests/golden/clipping.json.gz").unwrap();
    let mut text = String::new();
    flate2::read::GzDecoder::new(packed.as_slice())
        .read_to_string(&mut text)
        .unwrap();
    serde_json::from_str(&text).unwrap()
}

fn projection(set: &serde_json::Value) -> Projection {
    let central_deg = set["central"].as_f64().unwrap();
    match set["parallels"].as_array() {
        None => Projection::EqualEarth(EqualEarth::new(central_deg)),
        Some(parallels) => {
            let parallel = |at: usize| parallels[at].as_f64().unwrap().to_radians();
            Projection::Albers(Albers::new(central_deg, [parallel(0), parallel(1)], 0.0))
        }
    }
}

/// The greatest distance of a vertex or the middle of a side of `from` to the nearest side of `to`.
fn farthest_px(from: &[Ring], to: &[Ring]) -> f64 {
    let sides = |rings: &[Ring]| -> Vec<[(f64, f64); 2]> {
        let rings = rings.iter();
        rings
            .flat_map(|ring| {
                let next = ring.iter().cycle().skip(1);
                ring.iter().zip(next).map(|(from, to)| [*from, *to])
            })
            .collect()
    };
    let to = sides(to);
    let mut farthest: f64 = 0.0;
    for [(ax, ay), (bx, by)] in sides(from) {
        for (x, y) in [(ax, ay), ((ax + bx) / 2.0, (ay + by) / 2.0)] {
            let mut nearest = f64::INFINITY;
            for [(cx, cy), (dx, dy)] in &to {
                let (sx, sy) = (dx - cx, dy - cy);
                let square = (sx * sx + sy * sy).max(f64::MIN_POSITIVE);
                let share = (((x - cx) * sx + (y - cy) * sy) / square).clamp(0.0, 1.0);
                nearest = nearest.min((x - cx - share * sx).hypot(y - cy - share * sy));
            }
            farthest = farthest.max(nearest);
        }
    }
    farthest
}

fn area_px2(rings: &[Ring]) -> f64 {
    let doubled = |ring: &Ring| -> f64 {
        let next = ring.iter().cycle().skip(1);
        let crosses = ring.iter().zip(next);
        crosses.map(|((ax, ay), (bx, by))| ax * by - bx * ay).sum()
    };
    (rings.iter().map(doubled).sum::<f64>() / 2.0).abs()
}

#[test]
fn countries_are_cut_and_bent_as_d3_geo_does() {
    let polygons = polygons();
    for set in recorded().as_array().unwrap() {
        let projection = projection(set);
        let px_per_km = set["scale"].as_f64().unwrap() / AUTHALIC_RADIUS_KM;
        let pixels = |point: &PlanePoint| (point.x_km * px_per_km, -point.y_km * px_per_km);
        let expected = set["polygons"].as_array().unwrap();
        assert_eq!(expected.len(), polygons.len());
        let (mut cut, mut worst_px) = (0, 0.0_f64);
        for ((code, rings), expected) in polygons.iter().zip(expected) {
            let about = format!("{code} {}, {}", set["kind"], set["central"]);
            assert_eq!(expected["id"].as_str().unwrap_or_default(), code, "{about}");
            let theirs: Vec<Ring> = expected["rings"]
                .as_array()
                .unwrap()
                .iter()
                .map(|ring| {
                    let numbers: Vec<f64> = ring
                        .as_array()
                        .unwrap()
                        .iter()
                        .map(|number| number.as_f64().unwrap() / 100.0)
                        .collect();
                    numbers.chunks(2).map(|pair| (pair[0], pair[1])).collect()
                })
                .collect();
            let ours = projection.rings_from_lnglat(rings);
            let ours: Vec<Ring> = ours
                .iter()
                .map(|ring| ring.iter().map(pixels).collect())
                .collect();
            assert_eq!(ours.len(), theirs.len(), "{about}: parts");
            let apart_px = farthest_px(&ours, &theirs).max(farthest_px(&theirs, &ours));
            assert!(apart_px <= NEAR_PX, "{about}: {apart_px} px apart");
            let areas = (area_px2(&ours), area_px2(&theirs));
            assert!(
                (areas.0 - areas.1).abs() <= 1.0 + 0.002 * areas.1,
                "{about}: {areas:?}"
            );
            worst_px = worst_px.max(apart_px);
            cut += usize::from(ours.len() > rings.len());
        }
        assert!(
            cut > 0,
            "{} {}: nothing was cut",
            set["kind"],
            set["central"]
        );
        println!(
            "{} {}: {cut} cut, {worst_px:.3} px",
            set["kind"], set["central"]
        );
    }
}

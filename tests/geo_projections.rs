//! The projections against PROJ; `tests/golden/README.md` says how its answers were recorded.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

use incident_map::geo::{
    AUTHALIC_RADIUS_KM, Albers, EqualEarth, LngLat, PlanePoint, Projection,
    authalic_from_geodetic_rad, geodetic_from_authalic_rad,
};
use serde_json::Value;

/// Relative to the distance from the origin, or to 1 km near it.
const PLANE_TOLERANCE: f64 = 1e-9;

/// In degrees on the ground, a tenth of a millimetre.
const EARTH_TOLERANCE_DEG: f64 = 1e-9;

#[test]
fn authalic_latitudes_agree_with_the_closed_formula() {
    for row in rows(&golden()["authalic"]) {
        let [geodetic_deg, authalic_deg] = numbers(row);
        for sign in [1.0, -1.0] {
            let there = authalic_from_geodetic_rad((sign * geodetic_deg).to_radians());
            let back = geodetic_from_authalic_rad((sign * authalic_deg).to_radians());
            assert_near(there.to_degrees(), sign * authalic_deg, 1e-13, row);
            assert_near(back.to_degrees(), sign * geodetic_deg, 1e-13, row);
        }
    }
}

#[test]
fn plane_from_lnglat_agrees_with_proj() {
    let mut count = 0;
    for (projection, set) in projections() {
        for row in rows(&set["forward"]) {
            let [lng_deg, lat_deg, x_km, y_km] = numbers(row);
            let got = projection.plane_from_lnglat(LngLat::new(lng_deg, lat_deg));
            let tolerance_km = PLANE_TOLERANCE * x_km.hypot(y_km).max(1.0);
            assert_near(got.x_km, x_km, tolerance_km, row);
            assert_near(got.y_km, y_km, tolerance_km, row);
            count += 1;
        }
    }
    assert!(count >= 200, "only {count} points");
}

#[test]
fn lnglat_from_plane_agrees_with_proj() {
    let (mut on_world, mut off_world) = (0, 0);
    for (projection, set) in projections() {
        for row in rows(&set["inverse"]) {
            let columns = row.as_array().unwrap();
            let point = PlanePoint::new(columns[0].as_f64().unwrap(), columns[1].as_f64().unwrap());
            let got = projection.lnglat_from_plane(point);
            if columns[2].is_null() {
                assert_eq!(got, None, "{} {row}", set["name"]);
                off_world += 1;
            } else {
                let [_, _, lng_deg, lat_deg] = numbers(row);
                let got = got.unwrap_or_else(|| panic!("{} {row}: off the world", set["name"]));
                // A degree of longitude is short near the poles.
                let shrink = lat_deg.to_radians().cos();
                assert_near(
                    (got.lng_deg - lng_deg) * shrink,
                    0.0,
                    EARTH_TOLERANCE_DEG,
                    row,
                );
                assert_near(got.lat_deg, lat_deg, EARTH_TOLERANCE_DEG, row);
                on_world += 1;
            }
        }
    }
    assert!(
        on_world >= 80 && off_world >= 10,
        "{on_world} on, {off_world} off"
    );
}

/// The area of a small square on the map is its area on the ellipsoid, whatever the projection.
#[test]
fn areas_are_those_of_the_ellipsoid() {
    const STEP_DEG: f64 = 1e-3;
    // Meridian and prime vertical radius of curvature of WGS 84 (Snyder 1987, eq. 4-18 to 4-20).
    let ellipsoid_km2 = |lat_deg: f64| {
        let (e2, sin) = (0.006_694_379_990_141_317, lat_deg.to_radians().sin());
        let w2 = 1.0 - e2 * sin * sin;
        let side_rad = STEP_DEG.to_radians();
        6378.137_f64.powi(2) * (1.0 - e2) / (w2 * w2)
            * lat_deg.to_radians().cos()
            * side_rad
            * side_rad
    };
    for (projection, set) in projections() {
        for row in rows(&set["forward"]) {
            let [lng_deg, lat_deg, ..]: [f64; 4] = numbers(row);
            let half_deg = STEP_DEG / 2.0;
            let corner = |east: f64, north: f64| {
                projection.plane_from_lnglat(LngLat::new(
                    lng_deg + east * half_deg,
                    lat_deg + north * half_deg,
                ))
            };
            let at_edge = lat_deg.abs() > 89.5
                || is_cut(
                    &projection,
                    [lng_deg - STEP_DEG, lng_deg + STEP_DEG],
                    lat_deg,
                );
            if at_edge {
                continue;
            }
            let (sw, se) = (corner(-1.0, -1.0), corner(1.0, -1.0));
            let (ne, nw) = (corner(1.0, 1.0), corner(-1.0, 1.0));
            // The shoelace formula by the diagonals.
            let area_km2 = ((ne.x_km - sw.x_km) * (nw.y_km - se.y_km)
                - (nw.x_km - se.x_km) * (ne.y_km - sw.y_km))
                / 2.0;
            assert_near(area_km2 / ellipsoid_km2(lat_deg), 1.0, 1e-6, row);
        }
    }
}

fn is_cut(projection: &Projection, lngs_deg: [f64; 2], lat_deg: f64) -> bool {
    let line = lngs_deg.map(|lng_deg| LngLat::new(lng_deg, lat_deg));
    projection.lines_from_lnglat(&line).len() > 1
}

/// The edge of the world, where rounding must not throw a point off it.
#[test]
fn poles_and_the_cut_come_back() {
    for (projection, set) in projections() {
        let central_lng_deg = projection.central_lng_deg();
        for lat_deg in [-90.0, -89.999_999, -45.0, 0.0, 45.0, 89.999_999, 90.0] {
            for lng_diff_deg in [-180.0, -179.999_999, 0.0, 179.999_999, 180.0] {
                let point = LngLat::new(central_lng_deg + lng_diff_deg, lat_deg);
                let plane = projection.plane_from_lnglat(point);
                assert!(plane.x_km.hypot(plane.y_km) < 5.0 * AUTHALIC_RADIUS_KM);
                let back = projection.lnglat_from_plane(plane);
                let again = projection.plane_from_lnglat(
                    back.unwrap_or_else(|| panic!("{} {point:?}: off the world", set["name"])),
                );
                // The two ends of a parallel are the same place.
                if lng_diff_deg.abs() < 180.0 {
                    assert_near(again.x_km, plane.x_km, 1e-4, &set["name"]);
                }
                assert_near(again.y_km, plane.y_km, 1e-4, &set["name"]);
            }
        }
    }
}

fn golden() -> Value {
    serde_json::from_str(include_str!("golden/projections.json")).unwrap()
}

/// Each recorded projection with what was recorded for it.
fn projections() -> Vec<(Projection, Value)> {
    let sets = golden()["projections"].as_array().unwrap().clone();
    sets.into_iter()
        .map(|set| {
            let central_lng_deg = set["central_lng_deg"].as_f64().unwrap();
            let projection = if set["parallels_deg"].is_null() {
                Projection::EqualEarth(EqualEarth::new(central_lng_deg))
            } else {
                Projection::Albers(Albers::new(
                    central_lng_deg,
                    numbers(&set["parallels_deg"]).map(f64::to_radians),
                    set["origin_lat_deg"].as_f64().unwrap().to_radians(),
                ))
            };
            (projection, set)
        })
        .collect()
}

fn rows(value: &Value) -> &[Value] {
    value.as_array().unwrap()
}

fn numbers<const N: usize>(row: &Value) -> [f64; N] {
    let columns = row.as_array().unwrap();
    std::array::from_fn(|column| columns[column].as_f64().unwrap())
}

#[track_caller]
fn assert_near(got: f64, expected: f64, tolerance: f64, context: &Value) {
    assert!(
        (got - expected).abs() <= tolerance,
        "{context}: {got} is not {expected} within {tolerance}"
    );
}

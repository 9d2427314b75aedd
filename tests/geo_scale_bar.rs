//! Lengths on the ground against GeographicLib's geodesics, good to nanometres (Karney 2013).

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

use geographiclib_rs::{Geodesic, InverseGeodesic};
use incident_map::geo::{
    Insets, LngLat, LngLatBounds, Projection, ScaleBar, ScreenPoint, ScreenSize, Viewport,
    distance_m,
};

fn geodesic_m(from: LngLat, to: LngLat) -> f64 {
    Geodesic::wgs84().inverse(from.lat_deg, from.lng_deg, to.lat_deg, to.lng_deg)
}

/// Places all over the earth, the poles included.
fn places(step_deg: usize) -> impl Iterator<Item = LngLat> + Clone {
    (-90..=90).step_by(step_deg).flat_map(move |lat_deg| {
        (-180..=180)
            .step_by(step_deg)
            .map(move |lng_deg| LngLat::new(f64::from(lng_deg), f64::from(lat_deg)))
    })
}

#[test]
fn distances_agree_with_the_geodesic() {
    let (mut worst, mut worst_far) = (0.0_f64, 0.0_f64);
    for from in places(15) {
        for to in places(13) {
            let expected_m = geodesic_m(from, to);
            let error = (distance_m(from, to) - expected_m).abs() / expected_m.max(1.0);
            if expected_m < 18_000e3 {
                worst = worst.max(error);
            } else {
                worst_far = worst_far.max(error);
            }
        }
    }
    // Short ones, over land and across the pole.
    for from in places(15) {
        for (east_deg, north_deg) in [(1e-5, 0.0), (0.0, 1e-5), (0.01, -0.01), (3.0, 2.0)] {
            let to = LngLat::new(
                from.lng_deg + east_deg,
                (from.lat_deg + north_deg).clamp(-90.0, 90.0),
            );
            let expected_m = geodesic_m(from, to);
            worst = worst.max((distance_m(from, to) - expected_m).abs() / expected_m.max(0.01));
        }
    }
    println!("worst {worst:e}, worst beyond 18,000 km {worst_far:e}");
    assert!(worst < 2e-5, "{worst}");
    assert!(worst_far < 1e-3, "{worst_far}");
}

#[test]
fn distances_are_symmetric_and_zero_at_home() {
    for from in places(30) {
        assert_eq!(distance_m(from, from), 0.0);
        for to in places(45) {
            let (there_m, back_m) = (distance_m(from, to), distance_m(to, from));
            assert!((there_m - back_m).abs() <= 1e-9 * there_m.max(1.0));
        }
    }
}

/// Every bar that is shown is right to 1%, whether one measures between its ends or along it.
#[test]
fn bars_are_right_to_one_percent() {
    let (mut shown, mut worst) = (0, 0.0_f64);
    for size in [
        ScreenSize::new(360.0, 740.0),
        ScreenSize::new(640.0, 480.0),
        ScreenSize::new(1280.0, 800.0),
    ] {
        for south_deg in [-89.0, -60.0, -30.0, -5.0, 0.0, 20.0, 41.0, 55.0, 70.0, 85.0] {
            for height_deg in [0.0, 0.01, 1.0, 5.0, 15.0, 40.0, 69.0, 100.0] {
                let bounds = LngLatBounds {
                    west_deg: 46.0,
                    south_deg,
                    east_deg: 46.0 + 1.5 * f64::min(height_deg, 80.0),
                    north_deg: f64::min(south_deg + height_deg, 90.0),
                };
                let projection = Projection::fitted_to(bounds);
                let plane = projection.plane_bounds_from_lnglat(&bounds).unwrap();
                let fitted = Viewport::fit(projection, size, &plane, Insets::uniform(24.0));
                for zoom in [0.25, 0.5, 0.7, 1.0, 3.0, 50.0, 2000.0] {
                    let middle = fitted.screen_rect().center();
                    let view = fitted
                        .zoom_about(middle, zoom)
                        .pan(-0.3 * 360.0, 0.2 * 480.0);
                    for max_px in [80.0, 120.0, 200.0] {
                        let Some(bar) = ScaleBar::at(&view, max_px) else {
                            continue;
                        };
                        assert!(bar.length_px <= max_px && bar.length_px > 0.3 * max_px);
                        for pieces in [1, 20] {
                            let error = bar_m(&view, bar, pieces) / bar.length_m - 1.0;
                            worst = worst.max(error.abs());
                        }
                        shown += 1;
                    }
                }
            }
        }
    }
    println!("{shown} bars, worst {worst:e}");
    assert!(worst < 0.01, "{worst}");
    assert!(shown > 2000, "only {shown} bars");
}

/// The ground length of a bar laid across the middle, along so many geodesics.
fn bar_m(view: &Viewport, bar: ScaleBar, pieces: u32) -> f64 {
    let middle = view.screen_rect().center();
    let place = |piece: u32| {
        let share = f64::from(piece) / f64::from(pieces) - 0.5;
        let x_px = middle.x_px + share * bar.length_px;
        view.lnglat_from_screen(ScreenPoint::new(x_px, middle.y_px))
            .unwrap()
    };
    (0..pieces)
        .map(|piece| geodesic_m(place(piece), place(piece + 1)))
        .sum()
}

#[test]
fn kazakhstan_has_a_bar_on_every_screen_and_the_world_has_none() {
    let kazakhstan = LngLatBounds {
        west_deg: 46.5,
        south_deg: 40.6,
        east_deg: 87.3,
        north_deg: 55.4,
    };
    for (size, max_px, expected_m) in [
        (ScreenSize::new(360.0, 740.0), 100.0, Some(500e3)),
        (ScreenSize::new(640.0, 480.0), 120.0, Some(500e3)),
        (ScreenSize::new(1280.0, 800.0), 160.0, Some(200e3)),
        (ScreenSize::new(0.0, 0.0), 100.0, None),
    ] {
        let got = bar_of(kazakhstan, size, max_px);
        assert_eq!(got.map(|bar| bar.length_m), expected_m, "{size:?}");
        assert_eq!(bar_of(LngLatBounds::WORLD, size, max_px), None, "{size:?}");
    }
}

fn bar_of(bounds: LngLatBounds, size: ScreenSize, max_px: f64) -> Option<ScaleBar> {
    let projection = Projection::fitted_to(bounds);
    let plane = projection.plane_bounds_from_lnglat(&bounds)?;
    ScaleBar::at(
        &Viewport::fit(projection, size, &plane, Insets::default()),
        max_px,
    )
}

#[test]
fn a_bar_of_no_length_is_none() {
    let view = Viewport::fit(
        Projection::fitted_to(LngLatBounds::at(LngLat::new(71.4, 51.1))),
        ScreenSize::new(640.0, 480.0),
        &incident_map::geo::PlaneBounds::at(incident_map::geo::PlanePoint::new(0.0, 0.0)),
        Insets::default(),
    );
    for max_px in [0.0, -10.0, f64::NAN, f64::INFINITY] {
        assert_eq!(ScaleBar::at(&view, max_px), None, "{max_px}");
    }
    let far_in = view.zoom_about(view.screen_rect().center(), 1e9);
    assert_eq!(ScaleBar::at(&far_in, 100.0), None, "less than a metre");
}

#![allow(clippy::unwrap_used)]

use super::*;

use crate::geo::LngLatBounds;

const SIZE: ScreenSize = ScreenSize::new(800.0, 600.0);
const ORIGIN: PlanePoint = PlanePoint::new(0.0, 0.0);

fn view() -> Viewport {
    let projection = Projection::fitted_to(LngLatBounds::WORLD);
    Viewport::new(projection, SIZE, PlanePoint::new(100.0, 50.0), 2.0)
}

fn around(center: PlanePoint, half_width_km: f64, half_height_km: f64) -> PlaneBounds {
    PlaneBounds {
        min_x_km: center.x_km - half_width_km,
        min_y_km: center.y_km - half_height_km,
        max_x_km: center.x_km + half_width_km,
        max_y_km: center.y_km + half_height_km,
    }
}

#[track_caller]
fn assert_near(got: f64, expected: f64) {
    assert!(
        (got - expected).abs() < 1e-9 * expected.abs().max(1.0),
        "{got} is not {expected}"
    );
}

#[test]
fn the_screen_is_the_plane_upside_down() {
    let view = view();
    for (x_km, y_km, x_px, y_px) in [
        (100.0, 50.0, 400.0, 300.0),
        (101.0, 51.0, 402.0, 298.0),
        (-100.0, 200.0, 0.0, 0.0),
        (300.0, -100.0, 800.0, 600.0),
    ] {
        let (plane, screen) = (PlanePoint::new(x_km, y_km), ScreenPoint::new(x_px, y_px));
        assert_eq!(view.screen_from_plane(plane), screen);
        assert_eq!(view.plane_from_screen(screen), plane);
    }
    assert_eq!(view.plane_bounds(), around(view.center(), 200.0, 150.0));
}

#[test]
fn fit_shows_all_inside_the_insets() {
    let insets = Insets {
        top_px: 10.0,
        right_px: 300.0,
        bottom_px: 50.0,
        left_px: 20.0,
    };
    let bounds = around(PlanePoint::new(7.0, -3.0), 300.0, 500.0);
    let fitted = Viewport::fit(*view().projection(), SIZE, &bounds, insets);
    let top_left = PlanePoint::new(bounds.min_x_km, bounds.max_y_km);
    let bottom_right = PlanePoint::new(bounds.max_x_km, bounds.min_y_km);
    let (from, to) = (
        fitted.screen_from_plane(top_left),
        fitted.screen_from_plane(bottom_right),
    );
    assert_near(fitted.px_per_km(), 0.54);
    assert_near(from.x_px + to.x_px, 20.0 + 500.0);
    assert_near(from.y_px, 10.0);
    assert_near(to.y_px, 550.0);
}

#[test]
fn fit_of_a_point_or_of_no_window_is_a_view() {
    for (size, px_per_km) in [
        (SIZE, 15.0),
        (ScreenSize::new(0.0, 0.0), 0.025),
        (ScreenSize::new(f64::NAN, -5.0), 0.025),
    ] {
        let fitted = Viewport::fit(
            *view().projection(),
            size,
            &PlaneBounds::at(ORIGIN),
            Insets::default(),
        );
        assert_near(fitted.px_per_km(), px_per_km);
        assert_eq!(fitted.center(), ORIGIN);
        assert!(fitted.size().width_px >= 0.0);
    }
}

#[test]
fn nothing_makes_a_view_of_nan() {
    let view = view();
    let nan = f64::NAN;
    for odd in [
        Viewport::new(
            *view.projection(),
            ScreenSize::new(nan, nan),
            PlanePoint::new(nan, nan),
            nan,
        ),
        view.pan(nan, 0.0),
        view.zoom_about(ScreenPoint::new(nan, 0.0), 2.0),
        view.zoom_about(ScreenPoint::new(0.0, 0.0), nan),
        view.zoom_about(ScreenPoint::new(0.0, 0.0), 0.0),
        view.zoom_about(ScreenPoint::new(0.0, 0.0), f64::INFINITY),
        view.zoom_about(ScreenPoint::new(0.0, 0.0), 1e300),
        view.resized(ScreenSize::new(f64::INFINITY, 1.0)),
    ] {
        let corner = odd.plane_from_screen(ScreenPoint::new(0.0, 0.0));
        assert!(
            corner.x_km.is_finite() && corner.y_km.is_finite(),
            "{odd:?}"
        );
        assert!(
            odd.px_per_km() > 0.0 && odd.px_per_km().is_finite(),
            "{odd:?}"
        );
    }
}

#[test]
fn pan_moves_the_map_with_the_hand() {
    let view = view();
    let before = view.screen_from_plane(ORIGIN);
    let after = view.pan(30.0, -20.0).screen_from_plane(ORIGIN);
    assert_near(after.x_px, before.x_px + 30.0);
    assert_near(after.y_px, before.y_px - 20.0);
}

#[test]
fn resizing_keeps_middle_and_scale() {
    let view = view();
    let small = view.resized(ScreenSize::new(360.0, 740.0));
    assert_eq!(
        (small.center(), small.px_per_km()),
        (view.center(), view.px_per_km())
    );
    assert_eq!(small.resized(SIZE), view);
}

#[test]
fn bringing_into_view_moves_as_little_as_possible() {
    let view = view();
    let insets = Insets {
        right_px: 200.0,
        ..Insets::uniform(10.0)
    };
    for (rect, dx_px, dy_px) in [
        (ScreenRect::new(100.0, 100.0, 50.0, 50.0), 0.0, 0.0),
        (ScreenRect::new(-30.0, 100.0, 50.0, 50.0), 40.0, 0.0),
        (ScreenRect::new(580.0, 595.0, 50.0, 50.0), -30.0, -55.0),
        (ScreenRect::at(ScreenPoint::new(700.0, 0.0)), -100.0, 10.0),
        // Wider than the free 590 pixels: centred there.
        (ScreenRect::new(0.0, 100.0, 1000.0, 50.0), -195.0, 0.0),
    ] {
        let expected = view.pan(dx_px, dy_px);
        let got = view.brought_into_view(&rect, insets);
        assert_near(got.center().x_km, expected.center().x_km);
        assert_near(got.center().y_km, expected.center().y_km);
        assert_eq!(got.px_per_km(), view.px_per_km());
    }
}

#[test]
fn limits_hold() {
    let limits = ViewLimits {
        bounds: around(ORIGIN, 80.0, 80.0),
        min_px_per_km: 0.5,
        max_px_per_km: 4.0,
    };
    let view = view();
    let limited = view.limited(&limits);
    assert_eq!(limited.center(), PlanePoint::new(80.0, 50.0));
    assert_eq!(limited.px_per_km(), 2.0);
    assert_eq!(limited.limited(&limits), limited);

    // At the largest scale a further turn of the wheel does nothing at all.
    let pointer = ScreenPoint::new(500.0, 310.0);
    let closest = limited.zoom_about_within(pointer, 100.0, &limits);
    assert_eq!(closest.px_per_km(), 4.0);
    let again = closest.zoom_about_within(pointer, 1.5, &limits);
    assert_near(again.center().x_km, closest.center().x_km);
    assert_near(again.center().y_km, closest.center().y_km);
    assert_eq!(again.px_per_km(), 4.0);
}

#[test]
fn a_flight_starts_and_ends_where_it_should() {
    let from = view();
    let to = from.zoom_about(ScreenPoint::new(700.0, 100.0), 9.0);
    assert_eq!(from.interpolated(&to, 0.0), from);
    assert_eq!(from.interpolated(&to, 1.0), to);
    let half = from.interpolated(&to, 0.5);
    assert_near(half.px_per_km(), 6.0);
    // Zooming about a point, that point never moves.
    let anchor = from.plane_from_screen(ScreenPoint::new(700.0, 100.0));
    for t in [0.1, 0.5, 0.9, 0.999] {
        let on_screen = from.interpolated(&to, t).screen_from_plane(anchor);
        assert_near(on_screen.x_px, 700.0);
        assert_near(on_screen.y_px, 100.0);
    }
    // With equal scales, even motion.
    let aside = from.pan(100.0, 40.0);
    assert_near(
        from.interpolated(&aside, 0.25).center().x_km,
        from.pan(25.0, 10.0).center().x_km,
    );
    // There is nothing between two projections.
    let local = LngLatBounds::at(LngLat::new(70.0, 50.0));
    let other = Viewport::new(Projection::fitted_to(local), SIZE, ORIGIN, 1.0);
    assert_eq!(from.interpolated(&other, 0.5), other);
    assert_eq!(from.affine_from(&other), None);
}

#[test]
fn a_bitmap_follows_the_view() {
    let drawn = view();
    let now = drawn
        .zoom_about(ScreenPoint::new(10.0, 500.0), 1.7)
        .pan(12.0, -7.0)
        .resized(ScreenSize::new(700.0, 650.0));
    let affine = now.affine_from(&drawn).unwrap();
    for (x_km, y_km) in [(0.0, 0.0), (100.0, 50.0), (-321.0, 77.0)] {
        let point = PlanePoint::new(x_km, y_km);
        let moved = affine.apply(drawn.screen_from_plane(point));
        let right = now.screen_from_plane(point);
        assert_near(moved.x_px, right.x_px);
        assert_near(moved.y_px, right.y_px);
    }
}

//! What holds for every position, projection and view.

#![allow(clippy::unwrap_used)]

use incident_map::geo::{
    Albers, EqualEarth, Insets, LngLat, LngLatBounds, PlaneBounds, PlanePoint, Projection,
    ScreenPoint, ScreenRect, ScreenSize, ViewLimits, Viewport, authalic_from_geodetic_rad,
    geodetic_from_authalic_rad, wrapped_lng_deg,
};
use proptest::prelude::*;

fn lnglat() -> impl Strategy<Value = LngLat> {
    // Far enough from the poles for the latitude to be well determined by the plane's point.
    (-180.0..=180.0, -89.9..=89.9).prop_map(|(lng_deg, lat_deg)| LngLat::new(lng_deg, lat_deg))
}

fn bounds() -> impl Strategy<Value = LngLatBounds> {
    prop::collection::vec(lnglat(), 1..6).prop_map(|points| LngLatBounds::of(points).unwrap())
}

fn projection() -> impl Strategy<Value = Projection> {
    prop_oneof![
        bounds().prop_map(Projection::fitted_to),
        (-180.0..=180.0).prop_map(|lng_deg| Projection::EqualEarth(EqualEarth::new(lng_deg))),
        (
            -180.0..=180.0,
            (-80.0..=80.0_f64, 0.0..=10.0_f64, prop::bool::ANY)
        )
            .prop_map(|(lng_deg, (lat_deg, reach_deg, mirrored))| {
                // Any cone, and cones across the equator down to none at all.
                let south_deg = if mirrored {
                    -lat_deg - reach_deg * 1e-9
                } else {
                    lat_deg - reach_deg
                };
                let parallels_rad = [south_deg, lat_deg].map(f64::to_radians);
                let origin_rad = ((south_deg + lat_deg) / 2.0).to_radians();
                Projection::Albers(Albers::new(lng_deg, parallels_rad, origin_rad))
            }),
    ]
}

fn viewport() -> impl Strategy<Value = Viewport> {
    (
        projection(),
        (0.0..4000.0, 0.0..3000.0),
        (-5000.0..5000.0, -5000.0..5000.0),
        -4.0..4.0,
    )
        .prop_map(|(projection, size, center, log_scale)| {
            Viewport::new(
                projection,
                ScreenSize::new(size.0, size.1),
                PlanePoint::new(center.0, center.1),
                f64::powf(10.0, log_scale),
            )
        })
}

fn screen_point() -> impl Strategy<Value = ScreenPoint> {
    (-500.0..4500.0, -500.0..3500.0).prop_map(|(x_px, y_px)| ScreenPoint::new(x_px, y_px))
}

fn near_px(one: ScreenPoint, other: ScreenPoint) -> bool {
    one.distance_px(other) < 1e-6
}

/// The pixels that one rounding of a plane coordinate is worth, beside the screen's own.
fn rounding_px(view: &Viewport) -> f64 {
    let center = view.center();
    1e-6 + 1e-14 * (center.x_km.abs() + center.y_km.abs() + 1e4) * view.px_per_km()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..Default::default() })]

    #[test]
    fn latitudes_lead_back(lat_rad in -1.6..1.6_f64) {
        let there = geodetic_from_authalic_rad(authalic_from_geodetic_rad(lat_rad));
        let back = authalic_from_geodetic_rad(geodetic_from_authalic_rad(lat_rad));
        prop_assert!((there - lat_rad).abs() < 1e-14 && (back - lat_rad).abs() < 1e-14);
    }

    #[test]
    fn positions_lead_back(projection in projection(), point in lnglat()) {
        let plane = projection.plane_from_lnglat(point);
        let back = projection.lnglat_from_plane(plane).unwrap();
        let lng_diff_deg = wrapped_lng_deg(back.lng_deg - point.lng_deg);
        // The cut has two names, and a degree of longitude is short near the poles.
        let off_deg = lng_diff_deg.abs().min(360.0 - lng_diff_deg.abs())
            * point.lat_deg.to_radians().cos();
        prop_assert!(off_deg < 1e-9, "{off_deg} {back:?}");
        prop_assert!((back.lat_deg - point.lat_deg).abs() < 1e-9, "{back:?}");

        // The inverse's own inverse, where the cut is not between.
        if (point.lng_deg - projection.central_lng_deg()).abs() < 179.0 {
            let again = projection.plane_from_lnglat(back);
            prop_assert!((again.x_km - plane.x_km).abs() < 1e-6);
            prop_assert!((again.y_km - plane.y_km).abs() < 1e-6);
        }
    }

    #[test]
    fn any_plane_point_is_off_the_world_or_leads_back(
        projection in projection(),
        x_km in -25_000.0..25_000.0,
        y_km in -15_000.0..15_000.0,
    ) {
        if let Some(point) = projection.lnglat_from_plane(PlanePoint::new(x_km, y_km)) {
            prop_assert!(point.is_valid(), "{point:?}");
            let again = projection.plane_from_lnglat(point);
            prop_assert!((again.x_km - x_km).hypot(again.y_km - y_km) < 1e-3, "{again:?}");
        }
    }

    #[test]
    fn boxes_hold_their_points_and_are_no_wider_than_a_plain_box(
        points in prop::collection::vec(lnglat(), 1..8),
    ) {
        let bounds = LngLatBounds::of(points.iter().copied()).unwrap();
        for &point in &points {
            prop_assert!(bounds.contains(point), "{bounds:?} {point:?}");
        }
        let lngs_deg = || points.iter().map(|point| point.lng_deg);
        let plain_deg = lngs_deg().fold(f64::MIN, f64::max) - lngs_deg().fold(f64::MAX, f64::min);
        prop_assert!(bounds.width_deg() <= plain_deg);
        let center = bounds.center();
        prop_assert!(center.is_valid() && bounds.contains(center), "{bounds:?} {center:?}");
    }

    #[test]
    fn unions_hold_both(one in bounds(), other in bounds(), point in lnglat()) {
        let union = one.union(&other);
        prop_assert_eq!(union, other.union(&one));
        prop_assert!(union.width_deg() >= one.width_deg().max(other.width_deg()) - 1e-9);
        if one.contains(point) || other.contains(point) {
            prop_assert!(union.contains(point), "{union:?}");
        }
        prop_assert!(one.extended_to(point).contains(point));
    }

    #[test]
    fn screen_and_plane_lead_back(view in viewport(), point in screen_point()) {
        let there = view.screen_from_plane(view.plane_from_screen(point));
        prop_assert!(there.distance_px(point) < rounding_px(&view));
    }

    #[test]
    fn zooming_keeps_what_is_under_the_pointer(
        view in viewport(),
        anchor in screen_point(),
        log_factor in -3.0..3.0,
    ) {
        let before = view.plane_from_screen(anchor);
        let zoomed = view.zoom_about(anchor, f64::powf(10.0, log_factor));
        let after = zoomed.screen_from_plane(before);
        prop_assert!(after.distance_px(anchor) < rounding_px(&view) + rounding_px(&zoomed));
    }

    #[test]
    fn fitted_boxes_are_in_view(
        projection in projection(),
        size in (50.0..3000.0, 50.0..3000.0),
        corner in (-5000.0..5000.0, -5000.0..5000.0),
        extent_km in (0.0..5000.0, 0.0..5000.0),
        margin_px in 0.0..20.0,
    ) {
        let bounds = PlaneBounds {
            min_x_km: corner.0,
            min_y_km: corner.1,
            max_x_km: corner.0 + extent_km.0,
            max_y_km: corner.1 + extent_km.1,
        };
        let size = ScreenSize::new(size.0, size.1);
        let view = Viewport::fit(projection, size, &bounds, Insets::uniform(margin_px));
        let free = view.screen_rect().inflated(-margin_px).inflated(1e-6);
        for (x_km, y_km) in [
            (bounds.min_x_km, bounds.min_y_km),
            (bounds.max_x_km, bounds.max_y_km),
        ] {
            prop_assert!(free.contains(view.screen_from_plane(PlanePoint::new(x_km, y_km))));
        }
    }

    #[test]
    fn a_box_brought_into_view_is_in_view(
        view in viewport(),
        corner in screen_point(),
        size_px in (0.0..900.0, 0.0..900.0),
        margin_px in 0.0..40.0,
    ) {
        let rect = ScreenRect::new(corner.x_px, corner.y_px, size_px.0, size_px.1);
        let insets = Insets::uniform(margin_px);
        let moved = view.brought_into_view(&rect, insets);
        let at = moved.screen_from_plane(view.plane_from_screen(corner));
        let (width_px, height_px) = (view.size().width_px, view.size().height_px);
        let slack_px = rounding_px(&view);
        for (start_px, length_px, end_px) in [
            (at.x_px, rect.width_px, width_px - margin_px),
            (at.y_px, rect.height_px, height_px - margin_px),
        ] {
            if length_px <= end_px - margin_px {
                prop_assert!(start_px >= margin_px - slack_px);
                prop_assert!(start_px + length_px <= end_px + slack_px);
            } else {
                let off_px = start_px + length_px / 2.0 - (margin_px + end_px) / 2.0;
                prop_assert!(off_px.abs() < slack_px);
            }
        }
        // Once there, it stays.
        let again = moved.brought_into_view(&ScreenRect::new(at.x_px, at.y_px, size_px.0, size_px.1), insets);
        let shift = again.screen_from_plane(moved.plane_from_screen(ScreenPoint::new(0.0, 0.0)));
        prop_assert!(shift.x_px.hypot(shift.y_px) < 2.0 * slack_px);
    }

    #[test]
    fn limits_hold_after_any_gesture(
        view in viewport(),
        anchor in screen_point(),
        log_factor in -5.0..5.0,
        reach_km in 0.0..3000.0_f64,
    ) {
        let limits = ViewLimits {
            bounds: PlaneBounds::at(PlanePoint::new(10.0, 20.0)).padded(reach_km),
            min_px_per_km: 0.01,
            max_px_per_km: 100.0,
        };
        let moved = view.zoom_about_within(anchor, f64::powf(10.0, log_factor), &limits);
        prop_assert!(limits.bounds.contains(moved.center()));
        prop_assert!((0.01..=100.0).contains(&moved.px_per_km()));
    }

    #[test]
    fn a_bitmap_lands_where_it_belongs(
        drawn in viewport(),
        anchor in screen_point(),
        factor in 0.2..5.0,
        point in screen_point(),
    ) {
        let now = drawn.zoom_about(anchor, factor).pan(3.0, -4.0);
        let moved = now.affine_from(&drawn).unwrap().apply(point);
        let right = now.screen_from_plane(drawn.plane_from_screen(point));
        prop_assert!(near_px(moved, right) || moved.distance_px(right) < rounding_px(&now));
    }

    #[test]
    fn a_flight_stays_between_its_ends(view in viewport(), anchor in screen_point(), t in 0.0..=1.0) {
        let to = view.zoom_about(anchor, 7.0).pan(100.0, 50.0);
        let on_way = view.interpolated(&to, t);
        prop_assert!(on_way.px_per_km() >= view.px_per_km() * (1.0 - 1e-12));
        prop_assert!(on_way.px_per_km() <= to.px_per_km() * (1.0 + 1e-12));
        let ends = PlaneBounds::of([view.center(), to.center()]).unwrap();
        prop_assert!(ends.padded(1e-6).contains(on_way.center()));
    }
}

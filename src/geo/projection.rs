use super::cut::{cut_line, cut_polygon, map_border};
use super::resample::resampled;
use super::{
    Albers, AuthalicPoint, EqualEarth, LngLat, LngLatBounds, PlaneBounds, PlanePoint,
    authalic_from_geodetic_rad, geodetic_from_authalic_rad, wrapped_lng_deg,
};
use std::f64::consts::FRAC_PI_2;

/// Wider than this, a cone bends the map's edges too far: Equal Earth instead.
const CONIC_MAX_WIDTH_DEG: f64 = 120.0;

/// Higher than this, shapes between and beyond the standard parallels suffer too much on a cone.
const CONIC_MAX_HEIGHT_DEG: f64 = 70.0;

/// Beyond this latitude, data too wide for a cone lie around the pole.
const POLAR_LAT_DEG: f64 = 50.0;

/// Up to so wide, as wide as Russia, they already do beyond this latitude: a cone would leave a gap at the pole.
const POLAR_WIDE: (f64, f64) = (200.0, 30.0);

/// From this width on the data are all round the earth, and the map is the usual one.
const GREENWICH_WIDTH_DEG: f64 = 270.0;

/// Parallels and meridians are rounded to this, so that a new record does not move the whole map.
const ROUNDING_DEG: f64 = 0.5;

/// The least height for which standard parallels are chosen: one incident is a place too.
const MIN_HEIGHT_DEG: f64 = 3.0;

/// How many parts of each edge of a box are looked at for its outline on the plane.
const EDGE_PARTS: u32 = 16;

/// An equal-area map of the earth on a plane.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Projection {
    /// For a country or a continent.
    Albers(Albers),
    /// For the world.
    EqualEarth(EqualEarth),
}

impl Projection {
    /// The projection that suits data within `bounds`.
    ///
    /// Up to 120 degrees of longitude and 70 of latitude, that is Albers' conic with standard
    /// parallels at a sixth of the height from the south and north edges (the rule of Deetz & Adams
    /// 1934, *Elements of Map Projection*) and at least 2 degrees apart, central meridian and
    /// origin in the middle. What is wider and lies around a pole has both parallels there, which
    /// makes of it Lambert's azimuthal equal-area projection. Above, it is Equal Earth centred on
    /// the middle meridian, or on Greenwich when the data leave no gap of 90 degrees anywhere. All
    /// angles are rounded to half a degree.
    pub fn fitted_to(bounds: LngLatBounds) -> Self {
        let LngLat { lng_deg, lat_deg } = bounds.center();
        let central_lng_deg = rounded(lng_deg);
        let (width_deg, height_deg) = (bounds.width_deg(), bounds.height_deg());
        // The latitude nearest to the equator, and below 0 where the data lie on both sides of it.
        let inner_deg = bounds.south_deg.max(-bounds.north_deg);
        let is_wide = width_deg > CONIC_MAX_WIDTH_DEG;
        let (polar_width_deg, polar_lat_deg) = POLAR_WIDE;
        let is_polar = inner_deg >= POLAR_LAT_DEG
            || (inner_deg >= polar_lat_deg && width_deg <= polar_width_deg);
        if is_wide && is_polar {
            let pole_rad = FRAC_PI_2.copysign(lat_deg);
            let central_lng_deg = match width_deg > GREENWICH_WIDTH_DEG {
                true => 0.0,
                false => central_lng_deg,
            };
            Self::Albers(Albers::new(central_lng_deg, [pole_rad; 2], pole_rad))
        } else if width_deg > GREENWICH_WIDTH_DEG {
            Self::EqualEarth(EqualEarth::new(0.0))
        } else if is_wide || height_deg > CONIC_MAX_HEIGHT_DEG {
            Self::EqualEarth(EqualEarth::new(central_lng_deg))
        } else {
            let reach_deg = height_deg.max(MIN_HEIGHT_DEG) / 3.0;
            let parallels_rad =
                [lat_deg - reach_deg, lat_deg + reach_deg].map(rounded_authalic_rad);
            let origin_rad = rounded_authalic_rad(lat_deg);
            Self::Albers(Albers::new(central_lng_deg, parallels_rad, origin_rad))
        }
    }

    /// The meridian that is vertical on the map, degrees east.
    pub fn central_lng_deg(&self) -> f64 {
        match self {
            Self::Albers(albers) => albers.central_lng_deg,
            Self::EqualEarth(equal_earth) => equal_earth.central_lng_deg,
        }
    }

    /// The point of the map's plane.
    pub fn plane_from_lnglat(&self, point: LngLat) -> PlanePoint {
        self.plane_from_authalic(self.authalic_from_lnglat(point))
    }

    fn authalic_from_lnglat(&self, point: LngLat) -> AuthalicPoint {
        AuthalicPoint {
            lng_rad: self.relative_lng_deg(point).to_radians(),
            lat_rad: authalic_from_geodetic_rad(point.lat_deg.to_radians()),
        }
    }

    pub(super) fn plane_from_authalic(&self, point: AuthalicPoint) -> PlanePoint {
        match self {
            Self::Albers(albers) => albers.plane_from_authalic(point),
            Self::EqualEarth(equal_earth) => equal_earth.plane_from_authalic(point),
        }
    }

    /// The point of the earth, or `None` off the world.
    pub fn lnglat_from_plane(&self, point: PlanePoint) -> Option<LngLat> {
        let point = match self {
            Self::Albers(albers) => albers.authalic_from_plane(point),
            Self::EqualEarth(equal_earth) => equal_earth.authalic_from_plane(point),
        }?;
        Some(LngLat::new(
            wrapped_lng_deg(self.central_lng_deg() + point.lng_rad.to_degrees()),
            geodetic_from_authalic_rad(point.lat_rad).to_degrees(),
        ))
    }

    /// The box on the plane around a box on the earth.
    ///
    /// Taken from 16 parts of each edge, so it may fall short of the true one by about 0.2% of an
    /// edge that is strongly bent.
    pub fn plane_bounds_from_lnglat(&self, bounds: &LngLatBounds) -> Option<PlaneBounds> {
        let (width_deg, height_deg) = (bounds.width_deg(), bounds.height_deg());
        let outline = (0..=EDGE_PARTS).flat_map(|part| {
            let share = f64::from(part) / f64::from(EDGE_PARTS);
            let lng_deg = bounds.west_deg + share * width_deg;
            let lat_deg = bounds.south_deg + share * height_deg;
            [
                LngLat::new(lng_deg, bounds.south_deg),
                LngLat::new(lng_deg, bounds.north_deg),
                LngLat::new(bounds.west_deg, lat_deg),
                LngLat::new(bounds.east_deg, lat_deg),
            ]
        });
        PlaneBounds::of(outline.map(|point| self.plane_from_lnglat(point)))
    }

    /// A line on the plane, along great circles: in several parts where the map is cut.
    ///
    /// The map is cut along the meridian opposite the central one; nothing is drawn straight across.
    pub fn lines_from_lnglat(&self, points: &[LngLat]) -> Vec<Vec<PlanePoint>> {
        let parts = cut_line(&self.all_authalic(points));
        parts.iter().map(|part| resampled(self, part)).collect()
    }

    /// The rings of a polygon on the plane, the outer one first, along great circles; cut where the map is, and
    /// closed along its edges.
    pub fn rings_from_lnglat(&self, rings: &[Vec<LngLat>]) -> Vec<Vec<PlanePoint>> {
        let rings = rings.iter().map(|ring| self.all_authalic(ring)).collect();
        let rings = cut_polygon(rings);
        rings.iter().map(|ring| resampled(self, ring)).collect()
    }

    /// Whether the map is cut between two points, which then lie at its two sides although the way between them is short.
    pub fn cuts(&self, from: LngLat, to: LngLat) -> bool {
        (self.relative_lng_deg(to) - self.relative_lng_deg(from)).abs() > 180.0
    }

    /// The outline of the whole map on the plane.
    pub fn world_outline(&self) -> Vec<PlanePoint> {
        resampled(self, &map_border())
    }

    fn all_authalic(&self, points: &[LngLat]) -> Vec<AuthalicPoint> {
        let points = points.iter();
        points
            .map(|point| self.authalic_from_lnglat(*point))
            .collect()
    }

    fn relative_lng_deg(&self, point: LngLat) -> f64 {
        wrapped_lng_deg(point.lng_deg - self.central_lng_deg())
    }
}

fn rounded(deg: f64) -> f64 {
    (deg / ROUNDING_DEG).round() * ROUNDING_DEG
}

fn rounded_authalic_rad(lat_deg: f64) -> f64 {
    authalic_from_geodetic_rad(rounded(lat_deg.clamp(-90.0, 90.0)).to_radians())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing)]

    use super::*;

    fn bounds(west_deg: f64, south_deg: f64, east_deg: f64, north_deg: f64) -> LngLatBounds {
        LngLatBounds {
            west_deg,
            south_deg,
            east_deg,
            north_deg,
        }
    }

    fn albers(central_lng_deg: f64, parallels_deg: [f64; 2], origin_deg: f64) -> Projection {
        let authalic = |deg: f64| authalic_from_geodetic_rad(deg.to_radians());
        Projection::Albers(Albers::new(
            central_lng_deg,
            parallels_deg.map(authalic),
            authalic(origin_deg),
        ))
    }

    #[test]
    fn the_projection_suits_the_extent() {
        let equal_earth = |lng_deg| Projection::EqualEarth(EqualEarth::new(lng_deg));
        for (bounds, expected) in [
            // Kazakhstan.
            (
                bounds(46.5, 40.6, 87.3, 55.4),
                albers(67.0, [43.0, 53.0], 48.0),
            ),
            // One town.
            (
                bounds(63.1, 53.0, 63.1, 53.0),
                albers(63.0, [52.0, 54.0], 53.0),
            ),
            // Fiji, across the antimeridian.
            (
                bounds(177.0, -19.0, -178.0, -16.0),
                albers(179.5, [-18.5, -16.5], -17.5),
            ),
            // Across the equator.
            (
                bounds(10.0, -15.0, 30.0, 15.0),
                albers(20.0, [-10.0, 10.0], 0.0),
            ),
            // At the pole, parallels stay on the earth.
            (
                bounds(0.0, 90.0, 0.0, 90.0),
                albers(0.0, [89.0, 90.0], 90.0),
            ),
            // Russia, from end to end.
            (
                bounds(27.0, 41.0, -170.0, 77.0),
                albers(108.5, [90.0, 90.0], 90.0),
            ),
            // Stations around a pole.
            (
                bounds(-150.0, 66.0, 140.0, 82.0),
                albers(0.0, [90.0, 90.0], 90.0),
            ),
            (
                bounds(40.0, -90.0, -70.0, -64.0),
                albers(165.0, [-90.0, -90.0], -90.0),
            ),
            (bounds(-10.0, -35.0, 10.0, 40.0), equal_earth(0.0)),
            (bounds(110.0, -40.0, -80.0, 20.0), equal_earth(-165.0)),
            (bounds(-100.0, -40.0, 175.0, 60.0), equal_earth(0.0)),
            (LngLatBounds::WORLD, equal_earth(0.0)),
        ] {
            assert_eq!(Projection::fitted_to(bounds), expected, "{bounds:?}");
        }
    }

    #[test]
    fn small_edits_do_not_move_the_map() {
        let fitted =
            |by_deg: f64| Projection::fitted_to(bounds(46.6, 40.7 - by_deg, 87.3 + by_deg, 55.4));
        assert_eq!(fitted(0.0), fitted(0.1));
    }

    #[test]
    fn the_plane_box_holds_what_is_inside() {
        for (inside, slack_km) in [
            (bounds(46.5, 40.6, 87.3, 55.4), 1.0),
            (bounds(110.0, -45.0, 155.0, -10.0), 1.0),
            (bounds(170.0, 50.0, -170.0, 70.0), 1.0),
            (LngLatBounds::WORLD, 10.0),
        ] {
            let projection = Projection::fitted_to(inside);
            let plane = projection.plane_bounds_from_lnglat(&inside).unwrap();
            let plane = plane.padded(slack_km);
            for east in 0..=50 {
                for north in 0..=50 {
                    let lng_deg = inside.west_deg + inside.width_deg() * f64::from(east) / 50.0;
                    let lat_deg = inside.south_deg + inside.height_deg() * f64::from(north) / 50.0;
                    let point = LngLat::new(wrapped_lng_deg(lng_deg), lat_deg);
                    assert!(
                        plane.contains(projection.plane_from_lnglat(point)),
                        "{point:?}"
                    );
                }
            }
        }
    }

    #[test]
    fn the_cut_is_opposite_the_central_meridian() {
        let projection = Projection::EqualEarth(EqualEarth::new(100.0));
        for (from_deg, to_deg, parts) in [
            (-79.0, -81.0, 2),
            (-81.0, -79.0, 2),
            (179.0, -179.0, 1),
            (0.0, 10.0, 1),
        ] {
            let line = [from_deg, to_deg].map(|lng_deg| LngLat::new(lng_deg, 0.0));
            let got = projection.lines_from_lnglat(&line);
            assert_eq!(got.len(), parts, "{from_deg} {to_deg}");
        }
    }

    #[test]
    fn what_is_off_the_world_has_no_place() {
        for projection in [
            albers(67.0, [43.0, 53.0], 48.0),
            Projection::fitted_to(LngLatBounds::WORLD),
        ] {
            for (x_km, y_km) in [
                (0.0, 20_000.0),
                (30_000.0, 0.0),
                (f64::NAN, 0.0),
                (0.0, f64::NAN),
                (f64::INFINITY, 0.0),
                (0.0, f64::NEG_INFINITY),
            ] {
                let point = PlanePoint::new(x_km, y_km);
                assert_eq!(
                    projection.lnglat_from_plane(point),
                    None,
                    "{projection:?} {point:?}"
                );
            }
        }
    }
}

use super::trig::{sin, sin_cos};
use super::{AUTHALIC_RADIUS_KM, AuthalicPoint, PlanePoint};
use std::f64::consts::{FRAC_PI_3, PI};

// The polynomial's coefficients (Šavrič, Patterson & Jenny 2018).
const A1: f64 = 1.340_264;
const A2: f64 = -0.081_106;
const A3: f64 = 0.000_893;
const A4: f64 = 0.003_796;

/// `√3 / 2`.
const HALF_SQRT_3: f64 = 0.866_025_403_784_438_6;

/// How far outside the world a point may lie by rounding alone, in radians.
const SLACK_RAD: f64 = 1e-9;

/// The Equal Earth projection on the authalic sphere, for the world.
///
/// Šavrič, Patterson & Jenny 2018, *The Equal Earth map projection*, International Journal of
/// Geographical Information Science 33(3), 454-465. The plane's origin is on the equator.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct EqualEarth {
    /// The meridian that is vertical on the map, degrees east.
    pub central_lng_deg: f64,
}

impl EqualEarth {
    /// The projection with the given central meridian.
    pub const fn new(central_lng_deg: f64) -> Self {
        Self { central_lng_deg }
    }

    /// The point of the map's plane.
    pub fn plane_from_authalic(&self, point: AuthalicPoint) -> PlanePoint {
        super::parts::joined(self.along(point.lat_rad), self.across(point.lng_rad))
    }

    /// What of a point's place comes of its latitude; see `parts.rs`.
    pub(super) fn along(&self, lat_rad: f64) -> [f64; 2] {
        let theta = (HALF_SQRT_3 * sin(lat_rad)).asin();
        let (height, slope) = height_and_slope(theta);
        let (_, cos) = sin_cos(theta);
        [
            AUTHALIC_RADIUS_KM * cos / (HALF_SQRT_3 * slope),
            AUTHALIC_RADIUS_KM * height,
        ]
    }

    /// What comes of its longitude.
    pub(super) fn across(&self, lng_rad: f64) -> [f64; 2] {
        [lng_rad, 0.0]
    }

    /// The point of the sphere, or `None` off the world.
    pub fn authalic_from_plane(&self, point: PlanePoint) -> Option<AuthalicPoint> {
        let (x, y) = (
            point.x_km / AUTHALIC_RADIUS_KM,
            point.y_km / AUTHALIC_RADIUS_KM,
        );
        let (top, _) = height_and_slope(FRAC_PI_3);
        if y.abs() > top + SLACK_RAD {
            return None;
        }
        let theta = theta_of(y);
        let (sin, cos) = sin_cos(theta);
        let lng_rad = HALF_SQRT_3 * x * height_and_slope(theta).1 / cos;
        // A NaN fails this and is off the world too.
        let on_world = lng_rad.abs() <= PI + SLACK_RAD;
        on_world.then(|| AuthalicPoint {
            lng_rad: lng_rad.clamp(-PI, PI),
            lat_rad: (sin / HALF_SQRT_3).clamp(-1.0, 1.0).asin(),
        })
    }
}

/// The height above the equator in radii, and its derivative, for the parametric latitude `theta`.
fn height_and_slope(theta: f64) -> (f64, f64) {
    let t2 = theta * theta;
    let t6 = t2 * t2 * t2;
    (
        theta * (A1 + A2 * t2 + t6 * (A3 + A4 * t2)),
        A1 + 3.0 * A2 * t2 + t6 * (7.0 * A3 + 9.0 * A4 * t2),
    )
}

/// The parametric latitude at a height, by Newton's method.
///
/// The slope is between 0.9 and 1.4 over the whole range, so five steps reach the last bit;
/// the other ones are a margin.
fn theta_of(height: f64) -> f64 {
    let mut theta = height / A1;
    for _ in 0..8 {
        let (reached, slope) = height_and_slope(theta);
        theta -= (reached - height) / slope;
    }
    theta.clamp(-FRAC_PI_3, FRAC_PI_3)
}

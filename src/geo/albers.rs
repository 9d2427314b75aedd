use super::trig::sin;
use super::{AUTHALIC_RADIUS_KM, AuthalicPoint, PlanePoint};
use std::f64::consts::PI;

/// How far outside the world a point may lie by rounding alone: a sine, or radians.
const SLACK: f64 = 1e-9;

/// Albers' equal-area conic on the authalic sphere, for a country or a continent.
///
/// Snyder 1987, *Map Projections: A Working Manual*, eq. 14-3 to 14-11, rearranged so that nothing
/// is divided by the cone constant `n`. Snyder's radius is `ρ = R s / n` with
/// `s² = 1 + sin β₁ sin β₂ - 2n sin β`; the difference `ρ₀ - ρ`, where for `n → 0` two huge numbers
/// cancel, is `2R (sin β - sin β₀) / (s₀ + s)`. So a map across the equator needs no case of its
/// own: at `n = 0` these formulas are Lambert's cylindrical equal-area projection.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Albers {
    /// The meridian that is vertical on the map, degrees east.
    pub central_lng_deg: f64,
    /// The cone constant `n`: the mean of the sines of the standard parallels.
    cone: f64,
    /// `1 + sin β₁ sin β₂`.
    base: f64,
    /// The sine of the latitude at the plane's origin.
    origin_sin: f64,
    /// `s` at the origin.
    origin_s: f64,
}

impl Albers {
    /// The projection true to scale along two `parallels_rad`, with the plane's origin at
    /// `origin_lat_rad` on the central meridian. Latitudes are authalic, in radians.
    pub fn new(central_lng_deg: f64, parallels_rad: [f64; 2], origin_lat_rad: f64) -> Self {
        let [sin_1, sin_2] = parallels_rad.map(sin);
        let (cone, base) = ((sin_1 + sin_2) / 2.0, 1.0 + sin_1 * sin_2);
        let origin_sin = sin(origin_lat_rad);
        Self {
            central_lng_deg,
            cone,
            base,
            origin_sin,
            origin_s: s(base, cone, origin_sin),
        }
    }

    /// The point of the map's plane.
    pub fn plane_from_authalic(&self, point: AuthalicPoint) -> PlanePoint {
        super::parts::joined(self.along(point.lat_rad), self.across(point.lng_rad))
    }

    /// What of a point's place comes of its latitude; see `parts.rs`.
    pub(super) fn along(&self, lat_rad: f64) -> [f64; 2] {
        let sin = sin(lat_rad);
        let s = s(self.base, self.cone, sin);
        // Both radii are 0 only where the pole is the origin and the cone's tip.
        let rise = ratio(2.0 * (sin - self.origin_sin), self.origin_s + s);
        [AUTHALIC_RADIUS_KM * s, AUTHALIC_RADIUS_KM * rise]
    }

    /// What comes of its longitude.
    pub(super) fn across(&self, lng_rad: f64) -> [f64; 2] {
        let angle_rad = self.cone * lng_rad;
        let half_sinc = sinc(angle_rad / 2.0);
        let curl = self.cone * (lng_rad * half_sinc).powi(2) / 2.0;
        [lng_rad * sinc(angle_rad), curl]
    }

    /// The point of the sphere, or `None` off the world.
    pub fn authalic_from_plane(&self, point: PlanePoint) -> Option<AuthalicPoint> {
        let (x, y) = (
            point.x_km / AUTHALIC_RADIUS_KM,
            point.y_km / AUTHALIC_RADIUS_KM,
        );
        let sin = self.origin_sin + self.origin_s * y - self.cone * (x * x + y * y) / 2.0;
        let below_tip = self.origin_s - self.cone * y;
        let lng_rad = if self.cone == 0.0 {
            ratio(x, below_tip)
        } else {
            (self.cone * x).atan2(below_tip) / self.cone
        };
        // A NaN fails this and is off the world too.
        let on_world = sin.abs() <= 1.0 + SLACK && lng_rad.abs() <= PI + SLACK;
        on_world.then(|| AuthalicPoint {
            lng_rad: lng_rad.clamp(-PI, PI),
            lat_rad: sin.clamp(-1.0, 1.0).asin(),
        })
    }
}

/// The distance from the cone's tip times `n / R`.
fn s(base: f64, cone: f64, sin: f64) -> f64 {
    (base - 2.0 * cone * sin).max(0.0).sqrt()
}

/// `sin(x) / x`.
fn sinc(x: f64) -> f64 {
    if x == 0.0 { 1.0 } else { sin(x) / x }
}

/// `a / b`, and 0 for `0 / 0`.
fn ratio(a: f64, b: f64) -> f64 {
    if a == 0.0 { 0.0 } else { a / b }
}

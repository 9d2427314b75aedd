use super::trig::{sin, sin_cos};
use super::{LngLat, WGS84_EQUATORIAL_RADIUS_M, WGS84_FLATTENING};

/// The distance between two places along the WGS 84 ellipsoid, in metres.
///
/// W. D. Lambert 1942, *The distance between two widely separated points on the surface of the
/// earth*, Journal of the Washington Academy of Sciences 32(5): the great circle between the
/// reduced latitudes with a correction of the first order in the flattening. Within 0.002% up to 18,000 km and 0.1% beyond (`tests/geo_scale_bar.rs`).
pub fn distance_m(from: LngLat, to: LngLat) -> f64 {
    let half_lng_rad = (to.lng_deg - from.lng_deg).to_radians() / 2.0;
    let (from_rad, to_rad) = (reduced_rad(from.lat_deg), reduced_rad(to.lat_deg));
    let half_diff_rad = (to_rad - from_rad) / 2.0;
    let mean_rad = (from_rad + to_rad) / 2.0;

    // The haversine of the central angle and its complement, each without cancellation.
    let (sin_lng, cos_lng) = sin_cos(half_lng_rad);
    let (sin_diff, cos_diff) = sin_cos(half_diff_rad);
    let (sin_mean, cos_mean) = sin_cos(mean_rad);
    let hav = (cos_lng * sin_diff).powi(2) + (sin_lng * cos_mean).powi(2);
    let anti = (cos_lng * cos_diff).powi(2) + (sin_lng * sin_mean).powi(2);
    if hav == 0.0 {
        return 0.0;
    }
    let angle_rad = 2.0 * hav.sqrt().atan2(anti.sqrt());
    let sin_angle = sin(angle_rad);
    let x = if anti == 0.0 {
        0.0
    } else {
        (angle_rad - sin_angle) * (sin_mean * cos_diff).powi(2) / anti
    };
    let y = (angle_rad + sin_angle) * (cos_mean * sin_diff).powi(2) / hav;
    WGS84_EQUATORIAL_RADIUS_M * (angle_rad - WGS84_FLATTENING / 2.0 * (x + y))
}

/// The reduced (parametric) latitude in radians of a geodetic one in degrees.
fn reduced_rad(lat_deg: f64) -> f64 {
    let (sin, cos) = sin_cos(lat_deg.to_radians());
    ((1.0 - WGS84_FLATTENING) * sin).atan2(cos)
}

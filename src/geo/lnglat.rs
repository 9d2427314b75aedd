/// A position on the earth: WGS 84, geodetic latitude, in GeoJSON's order.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LngLat {
    /// Degrees east of Greenwich.
    pub lng_deg: f64,
    /// Degrees north of the equator.
    pub lat_deg: f64,
}

impl LngLat {
    /// A position from its longitude and latitude in degrees.
    pub const fn new(lng_deg: f64, lat_deg: f64) -> Self {
        Self { lng_deg, lat_deg }
    }

    /// Whether this is a place on the earth: finite, latitude within ±90, longitude within ±180.
    pub fn is_valid(self) -> bool {
        // A NaN fails both comparisons.
        self.lng_deg.abs() <= 180.0 && self.lat_deg.abs() <= 90.0
    }
}

/// The same meridian within ±180 degrees.
///
/// What is already within stays as it is, so that -180 and 180 keep their side of the map.
pub fn wrapped_lng_deg(lng_deg: f64) -> f64 {
    if lng_deg.abs() <= 180.0 {
        lng_deg
    } else {
        (lng_deg + 180.0).rem_euclid(360.0) - 180.0
    }
}

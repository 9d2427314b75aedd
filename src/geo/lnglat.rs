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
        // Not a remainder, whose code for numbers of any size would be 1 KB of the first download.
        lng_deg - 360.0 * ((lng_deg + 180.0) / 360.0).floor()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn validity() {
        for (lng_deg, lat_deg, expected) in [
            (0.0, 0.0, true),
            (180.0, 90.0, true),
            (-180.0, -90.0, true),
            (180.000_1, 0.0, false),
            (0.0, -90.000_1, false),
            (f64::NAN, 0.0, false),
            (0.0, f64::NAN, false),
            (f64::INFINITY, 0.0, false),
        ] {
            assert_eq!(
                LngLat::new(lng_deg, lat_deg).is_valid(),
                expected,
                "{lng_deg} {lat_deg}"
            );
        }
    }

    #[test]
    fn longitudes_wrap() {
        for (lng_deg, expected_deg) in [
            (0.0, 0.0),
            (180.0, 180.0),
            (-180.0, -180.0),
            (181.0, -179.0),
            (-181.0, 179.0),
            (540.0, -180.0),
            (725.0, 5.0),
        ] {
            assert_eq!(wrapped_lng_deg(lng_deg), expected_deg, "{lng_deg}");
        }
        assert!(wrapped_lng_deg(f64::NAN).is_nan());
    }
}

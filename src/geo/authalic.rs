//! The sphere with the ellipsoid's area, and latitudes on it.

use super::trig::sin_cos;

/// Half the major axis of WGS 84, in metres (NGA.STND.0036, 2014, table 3.1).
pub const WGS84_EQUATORIAL_RADIUS_M: f64 = 6_378_137.0;

/// The flattening of WGS 84 (NGA.STND.0036, 2014, table 3.1).
pub const WGS84_FLATTENING: f64 = 1.0 / 298.257_223_563;

/// The radius of the sphere with the area of the WGS 84 ellipsoid, in kilometres
/// (Snyder 1987, *Map Projections: A Working Manual*, eq. 3-13).
pub const AUTHALIC_RADIUS_KM: f64 = 6_371.007_181;

/// A point of the authalic sphere as the spherical formulas want it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AuthalicPoint {
    /// Radians east of the map's central meridian.
    pub lng_rad: f64,
    /// The authalic latitude in radians.
    pub lat_rad: f64,
}

/// Fourier coefficients of authalic minus geodetic latitude for WGS 84: sin 2φ, sin 4φ, … .
///
/// Karney 2024, *On auxiliary latitudes*, Survey Review 56(395), has them as polynomials in the
/// third flattening. These are their values, computed with 40 digits from the closed formula
/// (Snyder 3-11, 3-12) by `tests/golden/projections.py`; the next would be 7e-18. Unlike the
/// arcsine of the closed formula, the series stays accurate at the poles.
const AUTHALIC_FROM_GEODETIC: [f64; 5] = [
    -2.239_209_838_678_64e-3,
    2.130_860_651_325_022e-6,
    -2.559_257_686_419_122_5e-9,
    3.370_196_525_542_269e-12,
    -4.667_543_015_625_586e-15,
];

/// Fourier coefficients of geodetic minus authalic latitude for WGS 84; see
/// [`AUTHALIC_FROM_GEODETIC`]. The next would be 5e-17.
const GEODETIC_FROM_AUTHALIC: [f64; 5] = [
    2.239_208_996_354_166_5e-3,
    2.883_197_804_860_772e-6,
    5.086_220_740_008_022e-9,
    1.020_181_232_035_16e-11,
    2.194_475_077_436_080_7e-14,
];

/// The latitude on the authalic sphere of a geodetic latitude, both in radians.
pub fn authalic_from_geodetic_rad(geodetic_rad: f64) -> f64 {
    geodetic_rad + sine_series(geodetic_rad, &AUTHALIC_FROM_GEODETIC)
}

/// The geodetic latitude of a latitude on the authalic sphere, both in radians.
pub fn geodetic_from_authalic_rad(authalic_rad: f64) -> f64 {
    authalic_rad + sine_series(authalic_rad, &GEODETIC_FROM_AUTHALIC)
}

/// `c₁ sin 2φ + c₂ sin 4φ + …` by Clenshaw's recurrence (1955, *A note on the summation of
/// Chebyshev series*).
fn sine_series(lat_rad: f64, coefficients: &[f64]) -> f64 {
    let (sin_double, cos_double) = sin_cos(2.0 * lat_rad);
    let (mut last, mut before_last) = (0.0, 0.0);
    for coefficient in coefficients.iter().rev() {
        let next = coefficient + 2.0 * cos_double * last - before_last;
        (last, before_last) = (next, last);
    }
    last * sin_double
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::f64::consts::FRAC_PI_2;

    #[test]
    fn poles_and_equator_stay() {
        for lat_rad in [0.0, FRAC_PI_2, -FRAC_PI_2] {
            assert!((authalic_from_geodetic_rad(lat_rad) - lat_rad).abs() < 1e-15);
            assert!((geodetic_from_authalic_rad(lat_rad) - lat_rad).abs() < 1e-15);
        }
    }

    #[test]
    fn both_ways_lead_back() {
        for step in -900_000..=900_000_i32 {
            let lat_rad = (f64::from(step) / 10_000.0).to_radians();
            let there = geodetic_from_authalic_rad(authalic_from_geodetic_rad(lat_rad));
            let back = authalic_from_geodetic_rad(geodetic_from_authalic_rad(lat_rad));
            assert!((there - lat_rad).abs() < 1e-15, "{lat_rad}");
            assert!((back - lat_rad).abs() < 1e-15, "{lat_rad}");
        }
    }

    #[test]
    fn the_radius_is_that_of_the_ellipsoids_area() {
        // Snyder 1987, eq. 3-12 and 3-13.
        let e2 = WGS84_FLATTENING * (2.0 - WGS84_FLATTENING);
        let q_pole = 1.0 + (1.0 - e2) * e2.sqrt().atanh() / e2.sqrt();
        let radius_km = WGS84_EQUATORIAL_RADIUS_M / 1000.0 * (q_pole / 2.0).sqrt();
        assert!((radius_km - AUTHALIC_RADIUS_KM).abs() < 1e-6, "{radius_km}");
    }
}

//! Sines and cosines of the angles that maps have.

use std::f64::consts::FRAC_2_PI;

/// π/2 in two parts: the first has 33 bits, so that its product with a small whole number is exact
/// (Cody & Waite 1980, *Software Manual for the Elementary Functions*, chapter 8).
const HALF_PI: [f64; 2] = [1.570_796_326_734_125_6, 6.077_100_506_506_192e-11];

/// Coefficients of the minimax polynomials on [-π/4, π/4] of FDLIBM (Sun Microsystems 1993, `k_sin.c`, `k_cos.c`),
/// from the highest power to the lowest.
const SIN: [f64; 6] = [
    1.589_690_995_211_55e-10,
    -2.505_076_025_340_686_3e-8,
    2.755_731_370_707_006_8e-6,
    -0.000_198_412_698_298_579_5,
    0.008_333_333_333_322_49,
    -0.166_666_666_666_666_32,
];
const COS: [f64; 6] = [
    -1.135_964_755_778_819_5e-11,
    2.087_572_321_298_175e-9,
    -2.755_731_435_139_066_3e-7,
    2.480_158_728_947_673e-5,
    -0.001_388_888_888_887_411,
    0.041_666_666_666_666_6,
];

/// The sine and cosine of an angle of at most a few turns, in radians, to 2e-16.
///
/// The standard library's reduce angles of any size, for which they carry 3 KB of WebAssembly that no map needs.
pub fn sin_cos(angle_rad: f64) -> (f64, f64) {
    let quarters = (angle_rad * FRAC_2_PI).round();
    let rest = angle_rad - quarters * HALF_PI[0] - quarters * HALF_PI[1];
    let square = rest * rest;
    let polynomial = |coefficients: &[f64; 6]| {
        let terms = coefficients.iter();
        terms.fold(0.0, |sum, coefficient| sum * square + coefficient)
    };
    let sin = rest + rest * square * polynomial(&SIN);
    let cos = 1.0 - (0.5 * square - square * square * polynomial(&COS));
    match (quarters as i64).rem_euclid(4) {
        0 => (sin, cos),
        1 => (cos, -sin),
        2 => (-sin, -cos),
        _ => (-cos, sin),
    }
}

/// The sine, as [`sin_cos`] gives it.
pub fn sin(angle_rad: f64) -> f64 {
    sin_cos(angle_rad).0
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::f64::consts::{PI, TAU};

    #[test]
    fn the_standard_library_agrees_over_two_turns_each_way() {
        for step in -400_000..=400_000_i32 {
            let angle_rad = f64::from(step) / 100_000.0 * PI;
            let (sin, cos) = sin_cos(angle_rad);
            let error = (sin - angle_rad.sin())
                .abs()
                .max((cos - angle_rad.cos()).abs());
            assert!(error <= 2.3e-16, "{angle_rad}: {error}");
        }
        assert_eq!(sin_cos(0.0), (0.0, 1.0));
        assert!(sin(TAU).abs() < 3e-16);
    }

    #[test]
    fn small_angles_keep_their_relative_precision() {
        for exponent in 1..300 {
            let angle_rad = 10_f64.powi(-exponent);
            assert!(
                (sin(angle_rad) / angle_rad.sin() - 1.0).abs() < 3e-16,
                "{angle_rad}"
            );
        }
    }
}

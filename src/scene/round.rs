//! Round numbers: 1, 2 and 5 times the powers of ten.

/// The largest round number that is not above a value; 0 for none.
pub(super) fn round_at_most(value: f64) -> f64 {
    if !(value.is_finite() && value > 0.0) {
        return 0.0;
    }
    let power = power_of_ten_in(value);
    let steps = [5.0, 2.0].map(|step| round_number(step, power));
    let found = steps.into_iter().find(|step| *step <= value);
    found.unwrap_or_else(|| round_number(1.0, power))
}

/// The least round number that is not below a value.
pub(super) fn round_from(value: f64) -> f64 {
    let below = round_at_most(value);
    match below < value {
        // The next is at most 2.5 times as large.
        true => round_at_most(2.6 * below),
        false => below,
    }
}

/// The exponent of the greatest power of ten that is not above a value; logarithms would cost the first download their
/// tables.
pub(super) fn power_of_ten_in(value: f64) -> i32 {
    const MOST: i32 = 300;
    let mut power = 0;
    while power < MOST && round_number(10.0, power) <= value {
        power += 1;
    }
    while power > -MOST && round_number(1.0, power) > value {
        power -= 1;
    }
    power
}

/// So many times a power of ten, as near as numbers are to what is written so.
fn round_number(step: f64, power: i32) -> f64 {
    match power < 0 {
        true => step / 10.0_f64.powi(-power),
        false => step * 10.0_f64.powi(power),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn round_numbers_are_around_any_value(value in 1e-6..1e9_f64) {
            let (below, above) = (round_at_most(value), round_from(value));
            prop_assert!(below <= value && value < 2.51 * below);
            prop_assert!(above >= value && above < 2.51 * value);
            prop_assert_eq!((round_at_most(below), round_from(below)), (below, below));
            prop_assert_eq!(round_at_most(0.99 * above) < above, true);
        }
    }

    #[test]
    fn nothing_is_round_below_nothing() {
        for value in [0.0, -1.0, f64::NAN, f64::INFINITY] {
            assert_eq!(round_at_most(value), 0.0);
        }
    }
}

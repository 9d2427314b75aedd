//! Marks whose area follows a figure.

use super::map::MapInput;
use super::round::round_at_most;

/// Radius of the mark with the largest value, on every map: the legend shows the same one.
const LARGEST_PX: f64 = 22.0;
/// No mark is smaller: what is not seen cannot be compared.
const LEAST_PX: f64 = 2.5;

/// Radius of a mark without a value, by that of one whose size says nothing: it is not to look like a large value.
const NO_VALUE: f64 = 0.6;

/// What the size of a mark says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SizeMeaning {
    /// Nothing: all marks have one size.
    Nothing,
    /// The value of the chosen figure.
    Value,
    /// That the source gives no such value.
    NoValue,
}

/// The radius in pixels of the mark of `value`, whose area is to that of the `largest` one as their values are.
pub fn sized_radius_px(value: f64, largest: f64) -> f64 {
    (LARGEST_PX * (value / largest).sqrt()).clamp(LEAST_PX, LARGEST_PX)
}

/// Radius and meaning of the mark of an incident; `plain_px` is the radius of one whose size says nothing.
pub(super) fn mark_size(input: &MapInput, incident: usize, plain_px: f64) -> (f64, SizeMeaning) {
    let Some(largest) = input.incidents.largest_size else {
        return (plain_px, SizeMeaning::Nothing);
    };
    let incident = input.dataset.incident(incident);
    match incident.and_then(|incident| input.dataset.size_of(incident)) {
        Some(value) => (sized_radius_px(value, largest), SizeMeaning::Value),
        None => (NO_VALUE * plain_px, SizeMeaning::NoValue),
    }
}

/// At most three round values up to the largest one, for a legend: largest first, each about a quarter of the one
/// before, so that its circle is half as wide.
pub fn round_values(largest: f64) -> Vec<f64> {
    /// A smaller circle is a dot among others.
    const LEAST_SHOWN_PX: f64 = 3.0;
    let mut values: Vec<f64> = Vec::new();
    let mut next = largest;
    while values.len() < 3 {
        // Most figures count whole things.
        let value = match largest >= 1.0 {
            true => round_at_most(next).max(1.0),
            false => round_at_most(next),
        };
        let is_seen = value > 0.0 && sized_radius_px(value, largest) >= LEAST_SHOWN_PX;
        if !is_seen || values.last() == Some(&value) {
            break;
        }
        values.push(value);
        next = value / 4.0;
    }
    values
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn areas_are_to_each_other_as_values_are() {
        let area = |value: f64| sized_radius_px(value, 900.0).powi(2) / value;
        for value in [15.0, 99.0, 450.0, 900.0] {
            assert!((area(value) - area(900.0)).abs() < 1e-9, "{value}");
        }
        assert_eq!(sized_radius_px(1e-9, 900.0), LEAST_PX);
    }

    #[test]
    fn the_legend_has_round_values_that_can_be_told_apart() {
        for (largest, expected) in [
            (830.0, &[500.0, 100.0, 20.0][..]),
            (200.0, &[200.0, 50.0, 10.0]),
            (5.0, &[5.0, 1.0]),
            (3.5, &[2.0, 1.0]),
            (0.5, &[0.5, 0.1, 0.02]),
            (0.0, &[]),
            (f64::NAN, &[]),
            (f64::INFINITY, &[]),
        ] {
            let found = round_values(largest);
            let same = found.len() == expected.len()
                && found
                    .iter()
                    .zip(expected)
                    .all(|(a, b)| (a - b).abs() < 1e-9);
            assert!(same, "{largest}: {found:?}");
        }
    }
}

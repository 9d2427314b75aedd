#![allow(clippy::indexing_slicing)]

use proptest::prelude::*;

use super::contours::{Corner, Field};
use super::{CrowdScale, Display, density_classes};

/// Whether a place is inside of outlines by the even-odd rule.
fn is_inside(outlines: &[Vec<Corner>], (x, y): Corner) -> bool {
    let mut is_inside = false;
    for outline in outlines {
        for (from, to) in outline.iter().zip(outline.iter().cycle().skip(1)) {
            let crosses = (from.1 > y) != (to.1 > y);
            is_inside ^= crosses && x < from.0 + (y - from.1) / (to.1 - from.1) * (to.0 - from.0);
        }
    }
    is_inside
}

proptest! {
    #[test]
    fn outlines_hold_what_is_above_the_threshold(
        columns in 1..14_usize,
        values in prop::collection::vec(0.0..10.0_f64, 0..180),
        threshold in 0.5..9.5_f64,
    ) {
        let rows = values.len() / columns;
        let values = &values[..rows * columns];
        let outlines = Field { values, columns }.outlines(threshold);
        for (place, value) in values.iter().enumerate() {
            let (column, row) = (place % columns, place / columns);
            let is_edge = column == 0 || row == 0 || column + 1 == columns || row + 1 == rows;
            let is_above = !is_edge && *value > threshold;
            prop_assert_eq!(is_inside(&outlines, (column as f64, row as f64)), is_above);
        }
        for outline in &outlines {
            prop_assert!(outline.len() >= 4);
            let area: f64 = outline.iter().zip(outline.iter().cycle().skip(1))
                .map(|(from, to)| 0.5 * (from.0 * to.1 - to.0 * from.1)).sum();
            prop_assert!(area != 0.0);
        }
    }
}

#[test]
fn the_bands_of_density_are_round_numbers() {
    let bounds = |reach| density_classes(reach).map(|(_, from, to)| (from, to));
    let expected = [
        (1.0, 2.0),
        (2.0, 5.0),
        (5.0, 10.0),
        (10.0, 20.0),
        (20.0, 50.0),
        (50.0, 100.0),
    ];
    assert_eq!(bounds(100.0), expected);
    assert_eq!(
        bounds(0.05).map(|(from, _)| from),
        [0.0005, 0.001, 0.002, 0.005, 0.01, 0.02]
    );
}

#[test]
fn a_scale_stays_while_it_fits() {
    let mut scale = CrowdScale::none(Display::Clusters);
    for (largest, expected) in [
        (37.0, 50.0),
        (50.0, 50.0),
        (13.0, 50.0),
        (12.0, 20.0),
        (51.0, 100.0),
        (0.3, 0.5),
    ] {
        scale = scale.next(Display::Density, largest);
        assert_eq!(scale.reach, expected, "{largest}");
    }
    assert_eq!(scale.next(Display::Hexagons, 0.4).reach, 0.5);
}

//! Coordinates no finer than a record says that its place is known.

use std::borrow::Cow;

use crate::story::PlacePrecision;

/// How many decimals of a degree lines and areas keep: 0.1 m, as RFC 7946 (section 11.2) finds enough. A shape is no claim
/// of where in it something happened.
pub(super) const OUTLINE_DECIMALS: usize = 6;

/// How many decimals of a degree the points of a record keep. A degree of latitude is 111 km long, one of longitude at most
/// that.
///
/// | precision | decimals | a step | why |
/// |---|---|---|---|
/// | exact | 5 | 1 m | a door, not a room |
/// | approximate | 3 | 110 m | little beside the 1 km that it is drawn with |
/// | settlement | 2 | 1.1 km | within the settlement, at no house; a third of a pixel where a country fills a screen |
/// | district, region, country | 1 | 11 km | well within the 25 km that each is drawn with |
///
/// With none at all (111 km) the middle of a small country would lie in its neighbour.
pub(super) fn point_decimals(precision: PlacePrecision) -> usize {
    match precision {
        PlacePrecision::Exact => 5,
        PlacePrecision::Approximate => 3,
        PlacePrecision::Settlement => 2,
        PlacePrecision::District | PlacePrecision::Region | PlacePrecision::Country => 1,
    }
}

/// A number of degrees as JSON with at most so many decimals. One that has no more keeps its text.
pub(super) fn rounded(number: &str, decimals: usize) -> Cow<'_, str> {
    let fraction = number.split_once('.').map_or("", |(_, fraction)| fraction);
    if fraction.len() <= decimals && !number.contains(['e', 'E']) {
        return Cow::Borrowed(number);
    }
    let Ok(degrees) = number.parse::<f64>() else {
        return Cow::Borrowed("null");
    };
    let mut text = format!("{degrees:.decimals$}");
    if text.contains('.') {
        let trimmed = text.trim_end_matches('0').trim_end_matches('.');
        text.truncate(trimmed.len());
    }
    Cow::Owned(match text.as_str() {
        "-0" => "0".to_owned(),
        _ => text,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_no_more_decimals_than_are_known() {
        for (number, decimals, expected) in [
            ("63.11055", 2, "63.11"),
            ("63.11055", 1, "63.1"),
            ("63.10", 2, "63.10"),
            ("63.9999", 2, "64"),
            ("-0.0004", 2, "0"),
            ("-179.99999", 3, "-180"),
            ("7.123456789e1", 3, "71.235"),
            ("1e1", 5, "10"),
            ("63", 1, "63"),
        ] {
            assert_eq!(rounded(number, decimals), expected, "{number}");
        }
    }
}

//! Which colours stand on which, and whether they can be told apart.

use super::{Ink, Palette};

/// The least contrast of text (WCAG 2.2, success criterion 1.4.3).
const TEXT: f64 = 4.5;
/// The least contrast of marks and lines, and of text that has a halo to help it (success criterion 1.4.11).
const GRAPHICS: f64 = 3.0;

/// A colour that is hard to see on another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WeakContrast {
    /// The role of the one in front.
    pub front: Ink,
    /// The role of the one behind.
    pub ground: Ink,
    /// How many times as bright the brighter one is, 1 to 21.
    pub ratio: f64,
    /// How many times it should be.
    pub least: f64,
}

impl WeakContrast {
    /// Whether words of the page are at stake, and not only what is on the map.
    pub fn is_of_text(&self) -> bool {
        matches!(self.front, Ink::Text | Ink::Muted)
    }
}

/// The contrast of two colours, each `#rrggbb`, 1 to 21 (WCAG 2.2, definition of "contrast ratio"); `None` where one is
/// written in another way.
pub fn contrast_ratio(one: &str, other: &str) -> Option<f64> {
    let (one, other) = (relative_luminance(one)?, relative_luminance(other)?);
    Some((one.max(other) + 0.05) / (one.min(other) + 0.05))
}

/// The relative luminance of `#rrggbb`, 0 to 1 (WCAG 2.2, definition of "relative luminance").
fn relative_luminance(color: &str) -> Option<f64> {
    let digits = color.strip_prefix('#').filter(|hex| hex.len() == 6)?;
    let channel = |at: usize| {
        let value = f64::from(u8::from_str_radix(digits.get(at..at + 2)?, 16).ok()?) / 255.0;
        Some(match value <= 0.04045 {
            true => value / 12.92,
            false => ((value + 0.055) / 1.055).powf(2.4),
        })
    };
    Some(0.2126 * channel(0)? + 0.7152 * channel(2)? + 0.0722 * channel(4)?)
}

/// The pairs of a palette that stand on each other somewhere and have less contrast than they need.
pub fn weak_contrasts(palette: &Palette) -> Vec<WeakContrast> {
    let weak = |(front, ground, least): (Ink, Ink, f64)| {
        let ratio = contrast_ratio(palette.color(front), palette.color(ground))?;
        (ratio < least).then_some(WeakContrast {
            front,
            ground,
            ratio,
            least,
        })
    };
    pairs().into_iter().filter_map(weak).collect()
}

/// Pairs that stand on each other somewhere, and the least contrast they need.
fn pairs() -> Vec<(Ink, Ink, f64)> {
    use Ink::*;
    let texts = [
        (Text, Surface),
        (Muted, Surface),
        (Text, Band),
        (Muted, Band),
        (Lead, Surface),
        // What is said of connections.
        (Lead, Halo),
    ];
    let mut pairs: Vec<_> = texts.map(|(text, ground)| (text, ground, TEXT)).to_vec();
    // The frame on the locator globe.
    for ground in [Water, LandInvolved, Halo] {
        pairs.push((Operation, ground, GRAPHICS));
    }
    // Names have a halo, so they stand on it; without its help they still have to be made out.
    for name in [
        LabelCountry,
        LabelRegion,
        LabelCity,
        LabelWater,
        LabelIncident,
    ] {
        pairs.push((name, Halo, TEXT));
        for ground in [Land, LandHome, LandInvolved] {
            pairs.push((name, ground, GRAPHICS));
        }
    }
    let marks = [
        Operation, Lead, Category1, Category2, Category3, Category4, Category5, Category6,
    ];
    for mark in marks {
        for ground in [Surface, Water, Land, LandHome, LandInvolved, Halo] {
            pairs.push((mark, ground, GRAPHICS));
        }
    }
    for ground in [Surface, Land, LandHome, LandInvolved] {
        pairs.push((Selected, ground, GRAPHICS));
    }
    pairs.push((Line, Surface, GRAPHICS));
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_formula_gives_the_known_extremes() {
        let of = |one, other| contrast_ratio(one, other).unwrap();
        assert!((of("#000000", "#ffffff") - 21.0).abs() < 1e-9);
        assert!((of("#777777", "#777777") - 1.0).abs() < 1e-9);
        // The darkest grey on white that passes for text, and the next one, as checkers give them.
        assert!(of("#767676", "#ffffff") >= TEXT && of("#777777", "#ffffff") < TEXT);
        for unknown in ["", "red", "#fff", "#gggggg", "#ffffff00", "#ééé"] {
            assert_eq!(contrast_ratio(unknown, "#ffffff"), None, "{unknown}");
        }
    }
}

//! The colours of the style sheet, pair by pair: contrast by WCAG 2.2, which no checker can see on a canvas.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    missing_docs
)]

use incident_map::scene::{Ink, Palette, Theme};

const STYLE: &str = include_str!("../public/style.css");

/// Relative luminance of `#rrggbb` (WCAG 2.2, definition of "relative luminance").
fn luminance(color: &str) -> f64 {
    assert!(
        color.len() == 7 && color.starts_with('#'),
        "{color:?} is not #rrggbb"
    );
    let channel = |at: usize| {
        let value = f64::from(u8::from_str_radix(&color[at..at + 2], 16).unwrap()) / 255.0;
        if value <= 0.04045 {
            value / 12.92
        } else {
            ((value + 0.055) / 1.055).powf(2.4)
        }
    };
    0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
}

fn contrast(one: &str, other: &str) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
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
    let mut pairs: Vec<_> = texts.map(|(text, ground)| (text, ground, 4.5)).to_vec();
    // The frame on the locator globe.
    for ground in [Water, LandInvolved, Halo] {
        pairs.push((Operation, ground, 3.0));
    }
    // Names have a halo, so they stand on it; without its help they still have to be made out.
    for name in [
        LabelCountry,
        LabelRegion,
        LabelCity,
        LabelWater,
        LabelIncident,
    ] {
        pairs.push((name, Halo, 4.5));
        for ground in [Land, LandHome, LandInvolved] {
            pairs.push((name, ground, 3.0));
        }
    }
    let marks = [
        Operation, Lead, Category1, Category2, Category3, Category4, Category5, Category6,
    ];
    for mark in marks {
        for ground in [Surface, Water, Land, LandHome, LandInvolved, Halo] {
            pairs.push((mark, ground, 3.0));
        }
    }
    for ground in [Surface, Land, LandHome, LandInvolved] {
        pairs.push((Selected, ground, 3.0));
    }
    pairs.push((Line, Surface, 3.0));
    pairs
}

#[test]
fn every_pair_of_colours_has_the_contrast_it_needs() {
    let mut weak = Vec::new();
    for theme in [Theme::Light, Theme::Dark] {
        let palette = Palette::from_style_sheet(STYLE, theme);
        for (front, ground, least) in pairs() {
            let found = contrast(palette.color(front), palette.color(ground));
            if found < least {
                weak.push(format!(
                    "{theme:?}: {front:?} on {ground:?} {found:.2}, needs {least}"
                ));
            }
        }
    }
    assert!(weak.is_empty(), "{weak:#?}");
}

#[test]
fn the_formula_gives_the_known_extremes() {
    assert!((contrast("#000000", "#ffffff") - 21.0).abs() < 1e-9);
    assert!((contrast("#777777", "#777777") - 1.0).abs() < 1e-9);
}

#[test]
fn dark_is_the_same_before_and_after_the_script() {
    let block = |start: &str| {
        let body = STYLE.split_once(start).unwrap().1;
        let body = body.split_once('}').unwrap().0;
        body.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    assert_eq!(
        block(":root:not([data-theme]) {"),
        block("[data-theme=\"dark\"] {")
    );
}

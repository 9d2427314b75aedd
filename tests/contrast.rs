//! The colours of the style sheet, pair by pair: contrast by WCAG 2.2, which no checker can see on a canvas.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    missing_docs
)]

use incident_map::scene::{Ink, Palette, Theme, contrast_ratio, weak_contrasts};

const STYLE: &str = include_str!("../public/style.css");

#[test]
fn every_pair_of_colours_has_the_contrast_it_needs() {
    for theme in [Theme::Light, Theme::Dark] {
        let palette = Palette::from_style_sheet(STYLE, theme);
        for ink in Ink::ALL {
            let color = palette.color(ink);
            assert!(contrast_ratio(color, color).is_some(), "{ink:?} {color:?}");
        }
        assert_eq!(weak_contrasts(&palette), [], "{theme:?}");
    }
}

#[test]
fn a_colour_that_cannot_be_told_from_its_ground_is_found() {
    let palette = Palette::from_style_sheet(STYLE, Theme::Light)
        .replaced(|property| (property == "--im-muted").then_some("#f0f0f0"));
    let weak = weak_contrasts(&palette);
    assert!(
        !weak.is_empty()
            && weak
                .iter()
                .all(|pair| pair.front == Ink::Muted && pair.is_of_text())
    );
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

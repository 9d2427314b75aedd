//! The shipped story's map and timeline as SVG, held to the files in `tests/snapshots`.
//!
//! After a wanted change run `UPDATE_SNAPSHOTS=1 cargo test --test snapshots`, look at the pictures, commit them.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)]

mod crowd;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use incident_map::basemap::BasemapIndex;
use incident_map::cli::format::IcuFormat;
use incident_map::cli::measure::FontMeasure;
use incident_map::cli::render::Pictures;
use incident_map::geo::ScreenSize;
use incident_map::load::{basemap_index_from_json, messages_from_json, story_from_geojson};
use incident_map::locale::Locale;
use incident_map::scene::{Ink, Palette, Theme};
use serde_json::{Value, json};

fn at(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn read(path: &str) -> Vec<u8> {
    fs::read(at(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn locale(tag: &str) -> Locale {
    let messages = messages_from_json(&read(&format!("public/i18n/{tag}.json"))).unwrap();
    Locale {
        tag: tag.to_owned(),
        messages: Arc::new(messages),
        format: Arc::new(IcuFormat::new(tag)),
    }
}

fn palette(theme: Theme) -> Palette {
    let css = String::from_utf8(read("public/style.css")).unwrap();
    let palette = Palette::from_style_sheet(&css, theme);
    for ink in Ink::ALL {
        let color = palette.color(ink);
        assert!(
            color.starts_with('#'),
            "{}: {color:?} in {theme:?}",
            ink.css_property()
        );
    }
    palette
}

/// The shipped story in one language and theme.
fn picture(
    tag: &str,
    theme: Theme,
    selected: Option<&str>,
    draw: impl Fn(&Pictures) -> String,
) -> String {
    let dataset = story_from_geojson(&read("data/operations.geojson"))
        .unwrap()
        .dataset;
    let index = basemap_index_from_json(&read("public/basemap/index.json")).unwrap();
    draw(&Pictures {
        whole: None,
        dataset: &dataset,
        index: &index,
        level: &|file| Some(read(&format!("public/basemap/{file}"))),
        locale: &locale(tag),
        palette: &palette(theme),
        measure: &FontMeasure::new(),
        selection: selected.map(|id| dataset.position_of(id).unwrap()),
    })
}

/// A story of 2,000 incidents on plain ground.
fn picture_of_many(
    tag: &str,
    theme: Theme,
    selected: Option<&str>,
    draw: impl Fn(&Pictures) -> String,
) -> String {
    let when = |number: usize| match number % 50 {
        0 => Value::Null,
        1 => json!("2016/.."),
        _ => json!(format!("20{:02}-{:02}", 10 + number % 9, 1 + number % 7)),
    };
    let story = crowd::story(2_000, when).to_string();
    let dataset = story_from_geojson(story.as_bytes()).unwrap().dataset;
    draw(&Pictures {
        whole: None,
        dataset: &dataset,
        index: &BasemapIndex::default(),
        level: &|_| None,
        locale: &locale(tag),
        palette: &palette(theme),
        measure: &FontMeasure::new(),
        selection: selected.map(|id| dataset.position_of(id).unwrap()),
    })
}

fn map(width_px: f64, height_px: f64) -> impl Fn(&Pictures) -> String {
    move |pictures| {
        pictures
            .map_svg(ScreenSize::new(width_px, height_px))
            .unwrap()
    }
}

fn timeline(width_px: f64) -> impl Fn(&Pictures) -> String {
    move |pictures| pictures.timeline_svg(width_px)
}

fn check(name: &str, found: &str) {
    let path = at("tests/snapshots").join(name);
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        fs::write(&path, found).unwrap();
        return;
    }
    let expected = fs::read_to_string(&path).unwrap_or_default();
    let same = expected
        .lines()
        .zip(found.lines())
        .take_while(|(old, new)| old == new);
    let line = same.count();
    assert!(
        expected == found,
        "tests/snapshots/{name} differs from line {} on:\n- {}\n+ {}\n\
         If that is wanted: UPDATE_SNAPSHOTS=1 cargo test --test snapshots, then look at the picture.",
        line + 1,
        shortened(expected.lines().nth(line)),
        shortened(found.lines().nth(line)),
    );
}

/// A line of SVG may be a whole coast.
fn shortened(line: Option<&str>) -> String {
    line.unwrap_or("(end)").chars().take(200).collect()
}

#[test]
fn map_in_english_on_a_desktop() {
    let svg = picture("en", Theme::Light, None, map(800.0, 600.0));
    check("map-en-800x600-light.svg", &svg);
}

#[test]
fn map_in_kazakh_on_a_phone_in_the_dark() {
    let svg = picture("kk", Theme::Dark, None, map(360.0, 300.0));
    check("map-kk-360x300-dark.svg", &svg);
}

#[test]
fn map_in_russian_with_a_selection() {
    let svg = picture("ru", Theme::Light, Some("rudnyi"), map(640.0, 400.0));
    check("map-ru-640x400-selected.svg", &svg);
}

#[test]
fn timeline_in_english_on_a_desktop() {
    let svg = picture("en", Theme::Light, None, timeline(880.0));
    check("timeline-en-880.svg", &svg);
}

#[test]
fn timeline_in_russian_on_a_phone() {
    let svg = picture("ru", Theme::Light, None, timeline(360.0));
    check("timeline-ru-360.svg", &svg);
}

/// The longest date, "in May, year not stated" in Kazakh, is never cut short.
#[test]
fn timeline_in_kazakh_in_narrow_columns() {
    let svg = picture("kk", Theme::Light, None, timeline(780.0));
    assert!(!svg.contains('…'), "a text is cut short");
    check("timeline-kk-780.svg", &svg);
}

#[test]
fn map_of_many_in_english_on_a_desktop() {
    let svg = picture_of_many("en", Theme::Light, Some("c3"), map(850.0, 520.0));
    check("map-many-en-850x520-selected.svg", &svg);
}

#[test]
fn map_of_many_in_russian_on_a_phone_in_the_dark() {
    let svg = picture_of_many("ru", Theme::Dark, None, map(360.0, 300.0));
    check("map-many-ru-360x300-dark.svg", &svg);
}

#[test]
fn timeline_of_many_in_english_on_a_desktop() {
    let svg = picture_of_many("en", Theme::Light, Some("c3"), timeline(880.0));
    check("timeline-many-en-880-selected.svg", &svg);
}

#[test]
fn timeline_of_many_in_kazakh_on_a_phone() {
    let svg = picture_of_many("kk", Theme::Light, None, timeline(360.0));
    check("timeline-many-kk-360.svg", &svg);
}

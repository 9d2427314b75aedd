//! Marks on the calendar axis: each once, on its day, with its name beside it.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::indexing_slicing, clippy::unwrap_used)]

use std::path::Path;
use std::sync::Arc;

use incident_map::cli::format::IcuFormat;
use incident_map::cli::measure::FontMeasure;
use incident_map::geo::ScreenPoint;
use incident_map::load::{messages_from_json, story_from_geojson};
use incident_map::locale::Locale;
use incident_map::query::{Axis, Dataset, Overview};
use incident_map::scene::{
    Anchor, Item, Picture, Segment, TextMeasure, TimelineInput, timeline_scene,
};
use serde_json::json;

const NAMES: [&str; 5] = [
    "Reykjavík",
    "Buenos Aires",
    "Ulaanbaatar",
    "Cape Town",
    "Sydney",
];

/// A story with an incident on each of these days.
fn story(days: &[&str]) -> Dataset {
    let mut features = Vec::new();
    for (at, day) in days.iter().enumerate() {
        features.push(json!({"type": "Feature", "id": format!("i{at}"), "geometry": null, "properties": {
            "kind": "operation", "title": "T", "when": day, "place": {"name": NAMES[at % NAMES.len()]}}}));
    }
    let file = json!({"type": "FeatureCollection", "features": features, "story": {"title": "T"}});
    story_from_geojson(file.to_string().as_bytes())
        .unwrap()
        .dataset
}

fn drawn(dataset: &Dataset, width_px: f64) -> Picture {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("public/i18n/en.json");
    timeline_scene(&TimelineInput {
        dataset,
        overview: &Overview::of(dataset),
        axis: Axis::Calendar,
        width_px,
        selection: None,
        locale: &Locale {
            tag: "en".to_owned(),
            messages: Arc::new(messages_from_json(&std::fs::read(path).unwrap()).unwrap()),
            format: Arc::new(IcuFormat::new("en")),
        },
        measure: &FontMeasure::new(),
    })
}

/// The middles of all marks, from left to right.
fn marks(picture: &Picture) -> Vec<ScreenPoint> {
    let items = picture.scene.items.iter();
    let marks = items.filter_map(|item| match item {
        Item::Path { segments, .. } => match segments[..] {
            [Segment::Circle(at, _)] => Some(at),
            _ => None,
        },
        Item::Text(_) => None,
    });
    let mut marks: Vec<ScreenPoint> = marks.collect();
    marks.sort_by(|a, b| a.x_px.total_cmp(&b.x_px));
    marks
}

/// Where the names begin and end, with their baselines.
fn names(picture: &Picture) -> Vec<(f64, f64, f64)> {
    let measure = FontMeasure::new();
    let mut names = Vec::new();
    for item in &picture.scene.items {
        if let Item::Text(text) = item
            && NAMES.contains(&text.text.as_str())
        {
            let width_px = measure.width_px(&text.text, text.style);
            let left = match text.anchor {
                Anchor::Left => text.at.x_px,
                Anchor::Middle => text.at.x_px - width_px / 2.0,
                Anchor::Right => text.at.x_px - width_px,
            };
            names.push((left, left + width_px, text.at.y_px));
        }
    }
    names
}

/// The days are a tenth of a period apart, so the marks are a tenth of the axis apart: also the last ones, where there
/// is no room for a name behind them.
#[test]
fn marks_stand_on_their_days() {
    let days = [
        "2024-01-01",
        "2024-01-03",
        "2024-01-31",
        "2024-03-21",
        "2024-03-31",
        "2024-04-09",
        "2024-04-10",
    ];
    let dataset = story(&days);
    for width_px in [320.0, 640.0, 1100.0] {
        let picture = drawn(&dataset, width_px);
        let marks = marks(&picture);
        assert_eq!(marks.len(), days.len(), "each once at {width_px}");
        let (first, last) = (marks[0].x_px, marks[marks.len() - 1].x_px);
        for (mark, day) in marks.iter().zip([0.0, 2.0, 30.0, 80.0, 90.0, 99.0, 100.0]) {
            let expected = first + 0.01 * day * (last - first);
            assert!(
                (mark.x_px - expected).abs() < 0.5,
                "day {day} at {width_px}: {mark:?}"
            );
        }
    }
}

#[test]
fn names_stay_in_the_picture_and_off_other_marks() {
    let days = [
        "2024-01-01",
        "2024-01-03",
        "2024-01-31",
        "2024-03-21",
        "2024-03-31",
        "2024-04-09",
        "2024-04-10",
    ];
    let dataset = story(&days);
    for width_px in [320.0, 640.0, 1100.0] {
        let picture = drawn(&dataset, width_px);
        let names = names(&picture);
        assert_eq!(names.len(), days.len());
        for (left, right, baseline) in names {
            assert!(
                left >= 0.0 && right <= width_px,
                "{left} to {right} of {width_px}"
            );
            for mark in marks(&picture) {
                let is_beside = mark.x_px + 4.0 < left || mark.x_px - 4.0 > right;
                let is_other_row = (mark.y_px - baseline + 4.5).abs() > 10.0;
                assert!(is_beside || is_other_row, "{mark:?} on {left} to {right}");
            }
        }
    }
}

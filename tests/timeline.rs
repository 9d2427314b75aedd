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
    Anchor, Item, Lanes, Picture, Segment, TextMeasure, TimelineInput, TimelineLook, timeline_scene,
};
use incident_map::time::{Moment, MomentSpan};
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
        look: TimelineLook::default(),
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

/// A story with so many incidents on each of these days.
fn crowd(days: &[(&str, usize)]) -> Dataset {
    let days: Vec<&str> = days
        .iter()
        .flat_map(|(day, count)| std::iter::repeat_n(*day, *count))
        .collect();
    story(&days)
}

fn picture_of(dataset: &Dataset, width_px: f64, tag: &str, look: TimelineLook) -> Picture {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("public/i18n");
    let words =
        |name: String| messages_from_json(&std::fs::read(path.join(name)).unwrap()).unwrap();
    let messages = words(format!("{tag}.json")).and(words(format!("later/{tag}.json")));
    timeline_scene(&TimelineInput {
        dataset,
        overview: &Overview::of(dataset),
        axis: Axis::Calendar,
        look,
        width_px,
        selection: None,
        locale: &Locale {
            tag: tag.to_owned(),
            messages: Arc::new(messages),
            format: Arc::new(IcuFormat::new(tag)),
        },
        measure: &FontMeasure::new(),
    })
}

/// All words of a picture with their left and right end, by the lines that they stand on.
fn lines(picture: &Picture) -> Vec<Vec<(f64, f64, String)>> {
    let measure = FontMeasure::new();
    let mut words: Vec<(f64, f64, f64, String)> = Vec::new();
    for item in &picture.scene.items {
        if let Item::Text(text) = item {
            let width_px = measure.width_px(&text.text, text.style);
            let left = match text.anchor {
                Anchor::Left => text.at.x_px,
                Anchor::Middle => text.at.x_px - width_px / 2.0,
                Anchor::Right => text.at.x_px - width_px,
            };
            words.push((text.at.y_px, left, left + width_px, text.text.clone()));
        }
    }
    words.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
    let lines = words.chunk_by(|a, b| a.0 == b.0);
    let line = |line: &[(f64, f64, f64, String)]| {
        let words = line.iter();
        words
            .map(|(_, left, right, text)| (*left, *right, text.clone()))
            .collect()
    };
    lines.map(line).collect()
}

fn time(interval: &str) -> Option<[Moment; 2]> {
    MomentSpan::parse(interval).unwrap().ends()
}

/// The names on the axis of bars, lower and upper row.
fn ticks(picture: &Picture) -> [Vec<String>; 2] {
    let lines = lines(picture);
    let names = |line: Option<&Vec<(f64, f64, String)>>| {
        let words = line.into_iter().flatten();
        words.map(|(_, _, text)| text.clone()).collect()
    };
    // The numbers of the vertical axis stand alone, from the top to zero.
    let foot = lines
        .iter()
        .position(|line| line[0].2 == "0" && line.len() == 1);
    let foot = foot.unwrap() + 1;
    [names(lines.get(foot)), names(lines.get(foot + 1))]
}

#[test]
fn names_on_the_axis_say_what_begins_there() {
    let year: Vec<(String, usize)> = (1..=12)
        .map(|month| (format!("2023-{month:02}-10"), 50))
        .collect();
    let year: Vec<(&str, usize)> = year
        .iter()
        .map(|(day, count)| (day.as_str(), *count))
        .collect();
    let dataset = crowd(&year);
    let shown = |edtf: &str| TimelineLook {
        shown: time(edtf),
        ..TimelineLook::default()
    };
    for (tag, look, below, above) in [
        ("en", TimelineLook::default(), "Feb", "2023"),
        ("ru", TimelineLook::default(), "февр.", "2023"),
        ("kk", TimelineLook::default(), "ақп.", "2023"),
        ("en", shown("2023-05-01/2023-06-30"), "15", "May 2023"),
        ("ru", shown("2023-05-01/2023-06-30"), "15", "май 2023 г."),
        ("en", shown("2023-05-09/2023-05-11"), "10", "May 2023"),
    ] {
        let picture = picture_of(&dataset, 800.0, tag, look);
        let [lower, upper] = ticks(&picture);
        assert!(
            lower.contains(&below.to_owned()),
            "{tag}: {lower:?} {upper:?}"
        );
        assert!(
            upper.contains(&above.to_owned()),
            "{tag}: {lower:?} {upper:?}"
        );
    }
    let ages = crowd(&[("1204", 300), ("1650", 300), ("1999", 300)]);
    let [lower, _] = ticks(&picture_of(&ages, 800.0, "en", TimelineLook::default()));
    assert!(lower.contains(&"1300".to_owned()), "{lower:?}");
}

#[test]
fn hours_have_the_clock_of_the_language() {
    let times = [("2023-05-14T10:05:00", 300), ("2023-05-14T19:30:00", 200)];
    let dataset = crowd(&times);
    for (tag, clock, day) in [
        ("en", "12:00 PM", "May 14, 2023"),
        ("ru", "12:00", "14 мая 2023 г."),
        ("kk", "12:00", "2023 ж. 14 мамыр"),
    ] {
        let picture = picture_of(&dataset, 800.0, tag, TimelineLook::default());
        let [lower, upper] = ticks(&picture);
        assert!(
            lower.contains(&clock.to_owned()),
            "{tag}: {lower:?} {upper:?}"
        );
        assert!(
            upper.contains(&day.to_owned()),
            "{tag}: {lower:?} {upper:?}"
        );
        assert_eq!(picture.bars().unwrap().counted(), 500);
    }
}

#[test]
fn what_happened_within_hours_has_an_axis_of_hours() {
    let hours = |days: &[&str]| {
        let picture = drawn(&story(days), 800.0);
        let parts = picture.time.as_ref().unwrap();
        let [from, to] = parts.whole.unwrap();
        (parts.has_times(), (to.0 - from.0) / 60)
    };
    let (has_times, length) = hours(&["2023-05-14T10:05:00", "2023-05-14T14:40:00"]);
    assert!(has_times && length <= 6, "{length} hours");
    assert_eq!(hours(&["2023-05-14", "2023-05-15"]), (false, 96));
}

/// However long time is and however narrow the picture: names never meet, and stay in it.
#[test]
fn names_on_the_axis_never_meet() {
    for (first, last) in [
        ("2023-05-14T10:00:00", "2023-05-14T10:03:00"),
        ("2023-05-14T10:00:00", "2023-05-15T20:00:00"),
        ("2023-05-14", "2023-05-20"),
        ("2023-12-20", "2024-01-09"),
        ("2022-11-30", "2023-03-02"),
        ("2019-02-28", "2023-03-02"),
        ("1871", "1924"),
        ("0001", "2023"),
        ("Y-12000", "Y90000"),
    ] {
        let dataset = crowd(&[(first, 300), (last, 300)]);
        let few = story(&[first, last]);
        for tag in ["en", "ru", "kk"] {
            for width_px in [300.0, 420.0, 640.0, 1100.0] {
                for dataset in [&dataset, &few] {
                    for are_gaps_short in [false, true] {
                        let look = TimelineLook {
                            are_gaps_short,
                            ..TimelineLook::default()
                        };
                        let picture = picture_of(dataset, width_px, tag, look);
                        for line in lines(&picture) {
                            for pair in line.windows(2) {
                                let [(_, right, one), (left, _, other)] = pair else {
                                    continue;
                                };
                                assert!(
                                    right <= left,
                                    "{tag} {width_px} {first}: {one} on {other}"
                                );
                            }
                            for (left, right, words) in line {
                                let is_in = left >= -0.5 && right <= width_px + 0.5;
                                assert!(is_in, "{tag} {width_px} {first}: {words}");
                            }
                        }
                    }
                }
            }
        }
    }
}

#[test]
fn what_is_beside_the_part_that_is_shown_is_told() {
    let days = ["2023-01-05", "2023-03-05", "2023-03-09", "2023-12-05"];
    let look = TimelineLook {
        shown: time("2023-03-01/2023-03-31"),
        ..TimelineLook::default()
    };
    let few = picture_of(&story(&days), 640.0, "en", look);
    let many: Vec<(&str, usize)> = days.into_iter().zip([200, 90, 10, 300]).collect();
    let many = picture_of(&crowd(&many), 640.0, "en", look);
    for (picture, before, after) in [
        (few, "← 1 earlier", "1 later →"),
        (many, "← 200 earlier", "300 later →"),
    ] {
        let words = lines(&picture).concat();
        for expected in [before, after] {
            assert!(
                words.iter().any(|(_, _, word)| word == expected),
                "{words:?}"
            );
        }
        let parts = picture.time.as_ref().unwrap();
        let strip = parts.strip.as_ref().unwrap();
        assert_eq!(strip.scale.times(), parts.whole.unwrap());
    }
    assert_eq!(
        marks(&picture_of(&story(&days), 640.0, "en", look)).len(),
        2
    );
}

#[test]
fn lanes_hold_what_is_theirs() {
    let days: Vec<&str> = std::iter::repeat_n("2023-03-05", 10)
        .chain(["2023-05-01"; 6])
        .collect();
    let dataset = story(&days);
    let lanes = Lanes {
        names: vec!["North".to_owned(), "South".to_owned()],
        of: (0..16).map(|at| u16::from(at >= 6)).collect(),
    };
    let look = TimelineLook {
        lanes: Some(&lanes),
        ..TimelineLook::default()
    };
    let picture = picture_of(&dataset, 640.0, "en", look);
    let bars = picture.bars().unwrap();
    assert_eq!([bars.lane_total(0), bars.lane_total(1)], [6, 10]);
    let words = lines(&picture).concat();
    for name in ["North", "South", "6", "10"] {
        assert!(
            words.iter().any(|(_, _, word)| word == name),
            "{name}: {words:?}"
        );
    }
}

//! Dates and windows of time in words: what is stated and no more, in three languages.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used)]

use std::path::Path;
use std::sync::Arc;

use incident_map::cli::format::IcuFormat;
use incident_map::document::window::window_words;
use incident_map::load::messages_from_json;
use incident_map::locale::Locale;
use incident_map::time::{Brush, MomentSpan, When, WindowMode, WindowStep};

fn locale(tag: &str, part: &str) -> Locale {
    let path = format!("public/i18n/{part}{tag}.json");
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    Locale {
        tag: tag.to_owned(),
        messages: Arc::new(messages_from_json(&std::fs::read(path).unwrap()).unwrap()),
        format: Arc::new(IcuFormat::new(tag)),
    }
}

/// Spaces that do not break are spaces.
fn plain(words: &str) -> String {
    let words: Vec<&str> = words.split_whitespace().collect();
    words.join(" ")
}

fn check(tag: &str, edtf: &str, expected: &str) {
    let words = locale(tag, "").when(Some(&When::parse(edtf).unwrap()));
    assert_eq!(plain(&words), expected, "{edtf}");
}

#[test]
fn a_date_says_what_is_stated() {
    check("en", "2023-05-14", "May 14, 2023");
    check("en", "2023-05", "May 2023");
    check("en", "2023-05-14/..", "May 14, 2023 or later");
    check("en", "XXXX-05", "in May, year not stated");
    check("ru", "2023-05-14", "14 мая 2023 г.");
    check("kk", "2023-05-14", "2023 ж. 14 мамыр");
}

#[test]
fn a_time_of_day_stands_with_its_zone_and_in_no_other() {
    check("en", "2023-05-14T06:05:59", "May 14, 2023, 6:05 AM");
    check("en", "2023-05-14T06:05:59Z", "May 14, 2023, 6:05 AM UTC");
    check(
        "ru",
        "2023-05-14T18:05:00+06:00",
        "14 мая 2023 г., 18:05 UTC+06:00",
    );
    check(
        "kk",
        "2023-05-14T18:05:00-05",
        "2023 ж. 14 мамыр, 18:05 UTC-05",
    );
    check("en", "2023-05-14T00:00:00", "May 14, 2023, 12:00 AM");
}

#[test]
fn a_window_is_told_as_it_is() {
    let axis = "2018-01-31T05:10/2018-02-07T05:20";
    let told = |mode: &str, window: Option<&str>| {
        let mode = WindowMode::from_word(mode).unwrap();
        // The words of a window that is open come later than others.
        let part = match mode {
            WindowMode::Window | WindowMode::Moment => "",
            WindowMode::FromStart | WindowMode::ToEnd => "later/",
        };
        let brush = Brush {
            axis: MomentSpan::parse(axis).unwrap().ends().unwrap(),
            date_minutes: 1,
            handle_minutes: 60,
            mode,
            step: WindowStep::Incident,
        };
        let window = window.map(|window| MomentSpan::parse(window).unwrap());
        plain(&window_words(&locale("en", part), &brush, window))
    };
    let check = |mode: &str, window, expected: &str| {
        assert_eq!(told(mode, window), expected, "{mode} {window:?}");
    };
    let day = "2018-02-02T06:00/2018-02-02T18:00";
    check("window", Some(day), "February 2, 2018, 6:00 AM – 6:00 PM");
    check("window", None, "January 31, 2018 – February 7, 2018");
    check("instant", Some("2018-02-03/2018-02-03"), "February 3, 2018");
    check(
        "from-start",
        Some("../2018-02-02"),
        "until February 2, 2018",
    );
    check("to-end", None, "from January 31, 2018");
    // Of another time than the axis.
    check("window", Some("1990-01-01/1990-12-31"), "1990");
    check("to-end", Some("2019-01-01/.."), "from January 1, 2019");
}

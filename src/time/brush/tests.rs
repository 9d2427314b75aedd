#![allow(clippy::indexing_slicing, clippy::unwrap_used)]

use super::step::STEPS;
use super::*;
use crate::time::When;
use proptest::prelude::*;

fn span(text: &str) -> DaySpan {
    When::parse(text).unwrap().span().unwrap()
}

fn brush(axis: &str, mode: &str, step: &str) -> Brush {
    let axis = span(axis);
    Brush {
        first: axis.earliest.unwrap(),
        last: axis.latest.unwrap(),
        mode: WindowMode::from_word(mode).unwrap(),
        step: WindowStep::from_word(step).unwrap(),
    }
}

fn check(mode: &str, step: &str, is_later: bool, window: Option<&str>, expected: Option<&str>) {
    let brush = brush("2019-03-10/2023-06-20", mode, step);
    let dates = ["2019-03-10", "2020-02-29", "2021-07-01"].map(|date| span(date).earliest.unwrap());
    let found = match brush.stepped(window.map(span), is_later, &dates) {
        Stepped::To(window) => Some(window.map_or_else(|| "all".to_owned(), |to| to.to_edtf())),
        Stepped::End => None,
    };
    assert_eq!(
        found.as_deref(),
        expected,
        "{mode} {step} {is_later} {window:?}"
    );
}

#[test]
fn a_window_steps_by_whole_units_as_far_as_the_axis_goes() {
    check(
        "window",
        "month",
        true,
        Some("2020-01-01/2020-01-31"),
        Some("2020-02-01/2020-02-29"),
    );
    check(
        "window",
        "month",
        false,
        Some("2020-03-01/2020-03-31"),
        Some("2020-02-01/2020-02-29"),
    );
    check(
        "window",
        "year",
        true,
        Some("2020-02-29/2020-12-31"),
        Some("2021-02-28/2021-12-31"),
    );
    check(
        "window",
        "week",
        true,
        Some("2020-01-01/2020-01-03"),
        Some("2020-01-08/2020-01-10"),
    );
    // It keeps its length at the end.
    check(
        "window",
        "month",
        true,
        Some("2023-06-01/2023-06-10"),
        Some("2023-06-11/.."),
    );
    check("window", "month", true, Some("2023-06-11/.."), None);
    check("window", "month", false, Some("../2019-03-20"), None);
    check("window", "year", true, None, Some("../2019-12-31"));
    check("window", "year", false, None, Some("2023-01-01/.."));
}

#[test]
fn an_instant_is_the_next_unit() {
    check(
        "instant",
        "month",
        true,
        Some("2020-01-01/2020-01-31"),
        Some("2020-02-01/2020-02-29"),
    );
    check(
        "instant",
        "month",
        false,
        Some("2019-04-01/2019-04-30"),
        Some("2019-03-10/2019-03-31"),
    );
    check(
        "instant",
        "month",
        false,
        Some("2019-03-10/2019-03-31"),
        None,
    );
    check("instant", "year", true, Some("2023-01-01/2023-06-20"), None);
    check("instant", "day", true, None, Some("2019-03-10/2019-03-10"));
}

#[test]
fn cumulative_windows_grow_and_shrink() {
    check(
        "from-start",
        "month",
        true,
        Some("../2020-01-31"),
        Some("../2020-02-29"),
    );
    check(
        "from-start",
        "year",
        true,
        Some("../2022-12-31"),
        Some("all"),
    );
    check("from-start", "year", true, None, Some("../2019-12-31"));
    check(
        "from-start",
        "month",
        false,
        Some("../2020-02-29"),
        Some("../2020-01-31"),
    );
    check(
        "to-end",
        "month",
        true,
        Some("2020-01-01/.."),
        Some("2020-02-01/.."),
    );
    check("to-end", "year", true, Some("2023-06-20/.."), None);
}

#[test]
fn by_incident_empty_time_is_passed() {
    check(
        "window",
        "incident",
        true,
        Some("2019-03-10/2019-03-20"),
        Some("2020-02-19/2020-02-29"),
    );
    check(
        "from-start",
        "incident",
        true,
        Some("../2020-02-29"),
        Some("../2021-07-01"),
    );
    check("from-start", "incident", true, Some("../2021-07-01"), None);
    check(
        "to-end",
        "incident",
        false,
        Some("2021-07-01/.."),
        Some("2020-02-29/.."),
    );
    check(
        "instant",
        "incident",
        true,
        Some("2019-03-10/2019-03-31"),
        Some("2020-02-01/2020-02-29"),
    );
}

#[test]
fn a_handle_takes_the_other_one_along_and_a_mode_has_its_own() {
    let set = |mode: &str, window: Option<&str>, end, day: &str| {
        let brush = brush("2019-03-10/2023-06-20", mode, "month");
        let window = brush.with_end(window.map(span), end, span(day).earliest.unwrap());
        window.map(|window| window.to_edtf())
    };
    let found = set(
        "window",
        Some("2020-01-01/2020-02-01"),
        WindowEnd::From,
        "2021-05-05",
    );
    assert_eq!(found.as_deref(), Some("2021-05-05/2021-05-05"));
    assert_eq!(
        set(
            "window",
            Some("2020-01-01/.."),
            WindowEnd::From,
            "2019-03-10"
        ),
        None
    );
    let found = set("from-start", None, WindowEnd::To, "2020-05-05");
    assert_eq!(found.as_deref(), Some("../2020-05-05"));
    let found = set("instant", None, WindowEnd::From, "2019-03-12");
    assert_eq!(found.as_deref(), Some("2019-03-10/2019-03-31"));
}

#[test]
fn a_handle_is_moved_by_days_as_far_as_the_axis_goes() {
    let brush = brush("2023-05-01/2023-05-31", "window", "day");
    for (window, end, days, expected) in [
        (
            "2023-05-03/2023-05-04",
            WindowEnd::From,
            -1,
            "2023-05-02/2023-05-04",
        ),
        (
            "2023-05-03/2023-05-04",
            WindowEnd::To,
            1,
            "2023-05-03/2023-05-05",
        ),
        // It takes the other one along.
        (
            "2023-05-03/2023-05-04",
            WindowEnd::From,
            2,
            "2023-05-05/2023-05-05",
        ),
        // At the end of the axis a window is open.
        ("2023-05-02/2023-05-30", WindowEnd::To, 5, "2023-05-02/.."),
    ] {
        let moved = brush.with_end_moved(Some(span(window)), end, days);
        assert_eq!(moved, Some(span(expected)), "{window} {end:?} {days}");
    }
}

#[test]
fn steps_suit_the_axis() {
    let words = |axis: &str, dates: usize| {
        let axis = span(axis);
        let [first, last] = [axis.earliest.unwrap(), axis.latest.unwrap()];
        let offered = WindowStep::offered(first, last);
        let words: Vec<_> = offered.into_iter().map(WindowStep::as_str).collect();
        (
            words.join(" "),
            WindowStep::suiting(first, last, dates).as_str(),
        )
    };
    assert_eq!(
        words("2023-05", 20),
        ("day week incident".to_owned(), "day")
    );
    assert_eq!(
        words("2010/2018", 90),
        ("day week month quarter year incident".to_owned(), "month")
    );
    assert_eq!(words("1200/1900", 90).1, "decade");
}

#[test]
fn presets_are_windows_of_the_data() {
    let names = |axis: &str| {
        let presets = brush(axis, "window", "day").presets(None);
        presets
            .into_iter()
            .map(|(preset, _)| preset)
            .collect::<Vec<_>>()
    };
    assert_eq!(names("2023-05-01/2023-05-20"), [Preset::LastDays(7)]);
    assert_eq!(
        names("2019-03-10/2023-06-20"),
        [
            Preset::LastDays(7),
            Preset::LastDays(30),
            Preset::LastDays(365),
            Preset::Year(2023)
        ]
    );
}

proptest! {
    #[test]
    fn nothing_leaves_the_axis_and_steps_end(
        first in -800_000_i64..40_000,
        days in 1_i64..9_000,
        mode in 0..4_usize,
        step in 0..7_usize,
        from in 0_i64..9_000,
        length in 0_i64..900,
        is_later: bool,
        moved in -20_000_i64..20_000,
    ) {
        let brush = Brush {
            first: Day(first),
            last: Day(first + days),
            mode: WindowMode::ALL[mode].1,
            step: STEPS.get(step).map_or(WindowStep::Incident, |(_, step)| WindowStep::Calendar(*step)),
        };
        let dates: Vec<Day> = (0..=days).step_by(400).map(|day| Day(first + day)).collect();
        let mut window = brush.over(Day(first + from), Day(first + from + length));
        let is_on_axis = |window: Option<DaySpan>| {
            let ends = window.into_iter().flat_map(|window| [window.earliest, window.latest]);
            ends.flatten().all(|day| (brush.first..=brush.last).contains(&day))
                && window.is_none_or(|window| window.earliest.zip(window.latest).is_none_or(|(a, b)| a <= b))
        };
        prop_assert!(is_on_axis(window));
        let after = brush.moved(window, moved);
        prop_assert!(is_on_axis(after));
        if brush.mode == WindowMode::Window {
            let length = |window| { let [a, b] = brush.days(window); b.0 - a.0 };
            prop_assert_eq!(length(after), length(window));
        }
        window = window.or(brush.rewound(None));
        let mut has_ended = false;
        for _ in 0..days + 3 {
            match brush.stepped(window, is_later, &dates) {
                Stepped::To(Some(next)) => {
                    prop_assert!(is_on_axis(Some(next)));
                    prop_assert_ne!(Some(next), window);
                    window = Some(next);
                }
                Stepped::To(None) | Stepped::End => {
                    has_ended = true;
                    break;
                }
            }
        }
        prop_assert!(has_ended);
    }
}

//! Windows that step.

use super::*;

const DAYS: (&str, [&str; 3]) = (
    "2019-03-10/2023-06-20",
    ["2019-03-10", "2020-02-29", "2021-07-01"],
);
fn check(mode: &str, step: &str, is_later: bool, window: Option<&str>, expected: Option<&str>) {
    check_on(DAYS, mode, step, is_later, window, expected);
}

fn check_on(
    (axis, dates): (&str, [&str; 3]),
    mode: &str,
    step: &str,
    is_later: bool,
    window: Option<&str>,
    expected: Option<&str>,
) {
    let brush = brush(axis, mode, step);
    let dates = dates.map(at);
    let found = match brush.stepped(window.map(span), is_later, &dates) {
        Stepped::To(window) => Some(window.map_or_else(|| "all".to_owned(), |to| to.to_interval())),
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
fn what_grows_or_shrinks_never_holds_nothing() {
    // From all of time a step leaves out the first unit, or the last.
    check("to-end", "year", true, None, Some("2020-01-01/.."));
    check("from-start", "year", false, None, Some("../2022-12-31"));
    check("from-start", "year", false, Some("../2019-12-31"), None);
    let check = |mode: &str, is_later: bool, window: Option<&str>, expected: Option<&str>| {
        check_on(HOURS, mode, "day", is_later, window, expected);
    };
    check("from-start", false, Some("../2018-02-02"), None);
    check(
        "from-start",
        true,
        Some("../2018-02-02"),
        Some("../2018-02-03"),
    );
    check("to-end", true, Some("2018-02-04/.."), None);
    check("to-end", false, None, Some("2018-02-04/.."));
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
fn where_dates_have_times_a_window_goes_by_these() {
    let check = |mode: &str, step: &str, window: Option<&str>, expected: Option<&str>| {
        check_on(HOURS, mode, step, true, window, expected);
    };
    let hour = "2018-02-02T06:00/2018-02-02T07:00";
    let next = "2018-02-02T07:00/2018-02-02T08:00";
    check("window", "hour", Some(hour), Some(next));
    check("instant", "hour", Some(hour), Some(next));
    check(
        "instant",
        "minute",
        None,
        Some("2018-02-02T05:00/2018-02-02T05:01"),
    );
    check(
        "from-start",
        "hour",
        Some("../2018-02-02T06:30"),
        Some("../2018-02-02T07:30"),
    );
    check(
        "to-end",
        "day",
        Some("2018-02-02T06:30/.."),
        Some("2018-02-03T06:30/.."),
    );
    // The next incident is the last minute of the window.
    check(
        "window",
        "incident",
        Some("2018-02-02T06:00/2018-02-02T06:30"),
        Some("2018-02-02T06:11/2018-02-02T06:41"),
    );
    check(
        "from-start",
        "incident",
        Some("../2018-02-02T06:41"),
        Some("../2018-02-03T21:06"),
    );
    // What is left of the axis.
    check(
        "window",
        "hour",
        Some("2018-02-04T11:10/2018-02-04T11:40"),
        Some("2018-02-04T11:30/.."),
    );
}

#[test]
fn steps_suit_the_axis() {
    let words = |axis: &str, dates: usize| {
        let brush = brush(axis, "window", "incident");
        let offered = brush.offered_steps();
        let words: Vec<_> = offered.into_iter().map(WindowStep::as_str).collect();
        let suiting = WindowStep::suiting(brush.axis, brush.has_times(), dates);
        (words.join(" "), suiting.as_str())
    };
    let check = |axis: &str, dates, offered: &str, suiting| {
        assert_eq!(words(axis, dates), (offered.to_owned(), suiting), "{axis}");
    };
    check("2023-05", 20, "day week incident", "day");
    check(
        "2010/2018",
        90,
        "day week month quarter year incident",
        "month",
    );
    assert_eq!(words("1200/1900", 90).1, "decade");
    check(HOURS.0, 50, "minute hour day incident", "hour");
    let hour = "2018-02-02T05:00/2018-02-02T06:30";
    check(hour, 50, "minute hour incident", "minute");
}

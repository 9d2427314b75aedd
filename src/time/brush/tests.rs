#![allow(clippy::indexing_slicing, clippy::unwrap_used)]

mod stepped;

use super::step::STEPS;
use super::*;
use crate::time::{CalendarStep, CalendarUnit};
use proptest::prelude::*;

fn span(text: &str) -> MomentSpan {
    MomentSpan::parse(text).unwrap()
}

fn at(text: &str) -> Moment {
    MomentSpan::parse_end(text).unwrap().from.unwrap()
}

/// By days, where the axis is one of days, else by an hour.
fn brush(axis: &str, mode: &str, step: &str) -> Brush {
    let has_times = axis.contains('T');
    Brush {
        axis: span(axis).ends().unwrap(),
        date_minutes: if has_times { 1 } else { DAY_MINUTES },
        handle_minutes: if has_times { 60 } else { DAY_MINUTES },
        mode: WindowMode::from_word(mode).unwrap(),
        step: WindowStep::from_word(step).unwrap(),
    }
}

const HOURS: (&str, [&str; 3]) = (
    "2018-02-02T05:00/2018-02-04T12:00",
    ["2018-02-02T06:10", "2018-02-02T06:40", "2018-02-03T21:05"],
);

/// The moment of an end on a day, or the moment itself.
fn edge(end: WindowEnd, text: &str) -> Moment {
    let span = MomentSpan::parse_end(text).unwrap();
    match end {
        WindowEnd::From => span.from.unwrap(),
        WindowEnd::To => span.to.unwrap(),
    }
}

#[test]
fn a_handle_moves_to_the_next_of_its_steps() {
    let brush = brush(HOURS.0, "window", "hour");
    for (window, end, steps, expected) in [
        (
            "2018-02-02T06:00/2018-02-02T09:00",
            WindowEnd::From,
            1,
            "2018-02-02T07:00/2018-02-02T09:00",
        ),
        (
            "2018-02-02T06:20/2018-02-02T09:00",
            WindowEnd::From,
            1,
            "2018-02-02T07:00/2018-02-02T09:00",
        ),
        (
            "2018-02-02T06:20/2018-02-02T09:00",
            WindowEnd::From,
            -1,
            "2018-02-02T06:00/2018-02-02T09:00",
        ),
        (
            "2018-02-02T08:20/2018-02-02T08:50",
            WindowEnd::To,
            -1,
            "2018-02-02T07:00/2018-02-02T08:00",
        ),
        (
            "2018-02-02T06:00/2018-02-02T07:00",
            WindowEnd::From,
            1,
            "2018-02-02T07:00/2018-02-02T08:00",
        ),
        (
            "2018-02-02T06:00/2018-02-04T11:00",
            WindowEnd::To,
            1,
            "2018-02-02T06:00/..",
        ),
    ] {
        let moved = brush.with_end_moved(Some(span(window)), end, steps, brush.axis);
        assert_eq!(moved, Some(span(expected)), "{window} {end:?} {steps}");
    }
}

#[test]
fn a_handle_takes_the_other_one_along_and_a_mode_has_its_own() {
    let set = |mode: &str, window: Option<&str>, end, day: &str| {
        let brush = brush("2019-03-10/2023-06-20", mode, "month");
        let window = brush.with_end(window.map(span), end, edge(end, day));
        window.map(|window| window.to_interval())
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
        let moved = brush.with_end_moved(Some(span(window)), end, days, brush.axis);
        assert_eq!(moved, Some(span(expected)), "{window} {end:?} {days}");
    }
}

#[test]
fn a_window_may_be_shorter_than_its_handles_move() {
    let brush = brush(HOURS.0, "window", "hour");
    let window = Some(span("2018-02-02T07:13/2018-02-02T09:00"));
    let set = |end, text: &str| brush.with_end(window, end, at(text));
    assert_eq!(
        set(WindowEnd::To, "2018-02-02T07:45"),
        Some(span("2018-02-02T07:13/2018-02-02T07:45"))
    );
    assert_eq!(
        set(WindowEnd::From, "2018-02-02T08:59"),
        Some(span("2018-02-02T08:59/2018-02-02T09:00"))
    );
    assert_eq!(
        set(WindowEnd::To, "2018-02-02T07:00"),
        Some(span("2018-02-02T06:00/2018-02-02T07:00"))
    );
}

#[test]
fn a_handle_beyond_what_is_shown_moves_from_the_end_of_that() {
    let brush = brush(HOURS.0, "window", "hour");
    let shown = [at("2018-02-03T06:00"), at("2018-02-03T12:00")];
    let moved = |end, steps| brush.with_end_moved(None, end, steps, shown);
    let from = moved(WindowEnd::From, 1);
    assert_eq!(from, Some(span("2018-02-03T07:00/..")));
    let to = moved(WindowEnd::To, -1);
    assert_eq!(to, Some(span("../2018-02-03T11:00")));
}

#[test]
fn presets_are_windows_of_the_data() {
    let presets = |axis: &str, last: Option<&str>| {
        let presets = brush(axis, "window", "day").presets(last.map(at));
        presets
            .into_iter()
            .map(|(preset, window)| (preset, window.to_interval()))
            .collect::<Vec<_>>()
    };
    let names = |axis: &str| {
        let presets = presets(axis, None).into_iter();
        presets.map(|(preset, _)| preset).collect::<Vec<_>>()
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
    // Dates of months have no last seven days, and in centuries these are not seen.
    let mut months = brush("2017-03-01/2023-06-30", "window", "month");
    months.date_minutes = 31 * DAY_MINUTES;
    let presets_of_months = months.presets(Some(at("2023-06-01"))).into_iter();
    let names_of_months: Vec<Preset> = presets_of_months.map(|(preset, _)| preset).collect();
    let expected = [
        Preset::LastDays(30),
        Preset::LastDays(365),
        Preset::Year(2023),
    ];
    assert_eq!(names_of_months, expected);
    let names_of_ages = names("1200-01-01/1900-12-31");
    assert!(
        !names_of_ages.contains(&Preset::LastDays(7)),
        "{names_of_ages:?}"
    );
    assert_eq!(
        presets(HOURS.0, Some("2018-02-03T21:05")),
        [
            (Preset::LastHours(1), "2018-02-03T20:06/..".to_owned()),
            (Preset::LastHours(24), "2018-02-02T21:06/..".to_owned()),
        ]
    );
}

proptest! {
    #[test]
    fn nothing_leaves_the_axis_and_steps_end(
        first in -800_000_i64..40_000,
        (days, late) in (1_i64..9_000, 0..1440_i64),
        mode in 0..4_usize,
        step in 0..9_usize,
        (from, length) in (0_i64..9_000, 0_i64..900),
        (is_later, has_times) in any::<(bool, bool)>(),
        moved in -20_000_i64..20_000,
    ) {
        // A brush by minutes has an axis of so many minutes as one by days has days.
        let unit = if has_times { 1 } else { DAY_MINUTES };
        let first = Moment(first * unit + if has_times { late } else { 0 });
        let on_axis = |count: i64| Moment(first.0 + count * unit);
        let step = STEPS.get(step).map_or(WindowStep::Incident, |(_, step)| WindowStep::Calendar(*step));
        let is_offered = |step: CalendarStep| has_times || step.unit >= CalendarUnit::Day;
        prop_assume!(!matches!(step, WindowStep::Calendar(step) if !is_offered(step)));
        let brush = Brush {
            axis: [first, on_axis(days + 1)],
            date_minutes: unit,
            handle_minutes: unit,
            mode: WindowMode::ALL[mode].1,
            step,
        };
        let dates: Vec<Moment> = (0..=days).step_by(400).map(on_axis).collect();
        let mut window = brush.over([on_axis(from), on_axis(from + length + 1)]);
        let is_right = |window: Option<MomentSpan>| {
            let [from, to] = brush.ends(window);
            let ends = window.into_iter().flat_map(|window| [window.from, window.to]).flatten();
            let mut ends = ends.map(|at| (brush.axis[0]..=brush.axis[1]).contains(&at));
            ends.all(|is_on_axis| is_on_axis) && to.0 - from.0 >= unit
        };
        prop_assert!(is_right(window));
        let after = brush.moved(window, moved * unit);
        prop_assert!(is_right(after));
        if brush.mode == WindowMode::Window {
            let length = |window| { let [a, b] = brush.ends(window); b.0 - a.0 };
            prop_assert_eq!(length(after), length(window));
        }
        window = window.or(brush.rewound(None));
        let mut has_ended = false;
        for _ in 0..days + 3 {
            match brush.stepped(window, is_later, &dates) {
                Stepped::To(Some(next)) => {
                    prop_assert!(is_right(Some(next)));
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

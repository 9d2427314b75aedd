//! Where the handles of sliders stand on an axis of time: at the days of an axis where these are narrow, and else where one sees
//! a length of time begin and end.

use super::TimeAxis;
use crate::time::{DAY_MINUTES, Day, Moment, ROUND_MINUTES, WindowEnd};

/// From this width on one sees where a length of time begins and ends.
const WIDE_PX: f64 = 3.0;

/// By how many minutes handles move on an axis: by days, or, where there are dates with times of day, by what is shorter and
/// still wide enough.
pub fn minutes(axis: &TimeAxis, has_times: bool) -> i64 {
    let rate = axis.scale.rate();
    let is_wide = |minutes: &&i64| has_times && **minutes as f64 * rate >= WIDE_PX;
    let found = ROUND_MINUTES.iter().find(is_wide);
    found.copied().unwrap_or(DAY_MINUTES)
}

/// Whether the sliders count pixels of the axis and not days: these are even, and a day is not where gaps are drawn short.
pub fn count_px(axis: &TimeAxis) -> bool {
    let day_px = DAY_MINUTES as f64 * axis.scale.rate();
    axis.scale.gaps().next().is_some() || day_px >= WIDE_PX
}

/// Where handles may be.
pub fn range(axis: &TimeAxis) -> [i64; 2] {
    match count_px(axis) {
        true => axis.scale.places().map(|px| px.round() as i64),
        false => axis.scale.days().map(|day| day.0),
    }
}

/// Where the handle of an end is, or would be nearest: `at` is the first minute, or the one after the last.
pub fn value(axis: &TimeAxis, end: WindowEnd, at: Moment) -> i64 {
    let [first, last] = range(axis);
    let value = match (count_px(axis), end) {
        (true, _) => axis.scale.place_of(at).round() as i64,
        (false, WindowEnd::From) => at.day().0,
        (false, WindowEnd::To) => Moment(at.0 - 1).day().0,
    };
    value.clamp(first, last.max(first))
}

/// Where the handles of some time are.
pub fn values(axis: &TimeAxis, [from, to]: [Moment; 2]) -> [i64; 2] {
    [(WindowEnd::From, from), (WindowEnd::To, to)].map(|(end, at)| value(axis, end, at))
}

/// By how many steps an arrow key moves a handle.
pub fn arrow(key: &str) -> Option<i64> {
    match key {
        "ArrowLeft" | "ArrowDown" => Some(-1),
        "ArrowRight" | "ArrowUp" => Some(1),
        _ => None,
    }
}

/// The moment of a handle that moves by so many minutes.
pub fn moment(axis: &TimeAxis, end: WindowEnd, value: i64, minutes: i64) -> Moment {
    match (count_px(axis), end) {
        // The nearest at which a step ends.
        (true, _) => {
            let before = axis.scale.moment_at(value as f64).floor(minutes);
            let after = Moment(before.0.saturating_add(minutes));
            let far_px = |at: Moment| (axis.scale.place_of(at) - value as f64).abs();
            match far_px(after) < far_px(before) {
                true => after,
                false => before,
            }
        }
        (false, WindowEnd::From) => Moment::first_of(Day(value)),
        (false, WindowEnd::To) => Moment::first_of(Day(value + 1)),
    }
}

/// The time between two places on an axis, in whole steps of so many minutes.
pub fn drawn(axis: &TimeAxis, one_px: f64, other_px: f64, minutes: i64) -> [Moment; 2] {
    let [from, to] =
        [one_px.min(other_px), one_px.max(other_px)].map(|px| axis.scale.moment_at(px));
    [from.floor(minutes), Moment(to.0 + 1).ceil(minutes)]
}

/// How far it is from one place on an axis to another, in whole steps of so many minutes.
pub fn dragged(axis: &TimeAxis, from_px: f64, to_px: f64, minutes: i64) -> i64 {
    let [from, to] = [from_px, to_px].map(|px| axis.scale.moment_at(px).0);
    Moment(to - from + minutes / 2).floor(minutes).0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::TimeScale;

    fn axis(minutes: i64, width_px: f64) -> TimeAxis {
        TimeAxis {
            scale: TimeScale::even([Moment(0), Moment(minutes)], [10.0, 10.0 + width_px]),
            top_px: 0.0,
            bottom_px: 100.0,
        }
    }

    fn days(days: i64, width_px: f64) -> TimeAxis {
        axis(days * DAY_MINUTES, width_px)
    }

    fn check_all(axis: &TimeAxis, has_times: bool) {
        let minutes = minutes(axis, has_times);
        let [first, last] = axis.scale.times();
        for at in (first.0..=last.0).step_by(minutes as usize) {
            for end in [WindowEnd::From, WindowEnd::To] {
                // Each end is within the axis.
                let edge = if end == WindowEnd::From { last } else { first };
                if Moment(at) != edge {
                    let value = value(axis, end, Moment(at));
                    let found = moment(axis, end, value, minutes);
                    assert_eq!(found, Moment(at), "{axis:?}, {end:?}");
                }
            }
        }
    }

    #[test]
    fn each_moment_has_its_handles_back() {
        for (count, width_px) in [(2, 300.0), (7, 800.0), (200, 640.0), (4000, 640.0)] {
            check_all(&days(count, width_px), false);
            check_all(&days(count, width_px), true);
        }
        for (length, width_px) in [(5, 300.0), (60, 300.0), (600, 320.0), (1440, 700.0)] {
            check_all(&axis(length, width_px), true);
        }
    }

    #[test]
    fn handles_move_by_what_can_be_seen_and_is_known() {
        for (axis, expected) in [
            (axis(60, 300.0), 1),
            (axis(600, 320.0), 15),
            (days(1, 300.0), 15),
            (days(7, 800.0), 60),
            (days(7, 300.0), 360),
            (days(200, 640.0), 1440),
            (days(4000, 640.0), 1440),
        ] {
            assert_eq!(minutes(&axis, true), expected);
            assert_eq!(minutes(&axis, false), DAY_MINUTES);
        }
    }

    #[test]
    fn handles_stand_where_a_wide_day_begins_and_ends() {
        let axis = days(8, 800.0);
        let day = |day: i64| Moment(day * DAY_MINUTES);
        assert_eq!(range(&axis), [10, 810]);
        assert_eq!(values(&axis, [day(3), day(4)]), [310, 410]);
        // To the nearest beginning or end.
        for (value, expected) in [(355, 3), (365, 4)] {
            for end in [WindowEnd::From, WindowEnd::To] {
                assert_eq!(moment(&axis, end, value, DAY_MINUTES), day(expected));
            }
        }
    }

    #[test]
    fn what_is_drawn_and_dragged_is_whole_steps() {
        let axis = days(8, 800.0);
        let day = |day: i64| Moment(day * DAY_MINUTES);
        assert_eq!(drawn(&axis, 455.0, 320.0, DAY_MINUTES), [day(3), day(5)]);
        assert_eq!(drawn(&axis, 320.0, 320.0, DAY_MINUTES), [day(3), day(4)]);
        let hours = drawn(&axis, 311.0, 313.0, 60);
        assert_eq!(hours, [day(3), Moment(day(3).0 + 60)]);
        assert_eq!(dragged(&axis, 320.0, 431.0, DAY_MINUTES), DAY_MINUTES);
        assert_eq!(dragged(&axis, 431.0, 320.0, DAY_MINUTES), -DAY_MINUTES);
        assert_eq!(dragged(&axis, 320.0, 340.0, DAY_MINUTES), 0);
    }
}

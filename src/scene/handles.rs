//! Where the handles of sliders stand on an axis of time: at the days of an axis where these are narrow, and else where one sees
//! a day begin and end.

use super::DayAxis;
use crate::time::{Day, Moment, WindowEnd};

/// From this width on one sees where a day begins and ends.
const WIDE_DAY_PX: f64 = 3.0;
/// The minutes of half a day.
const HALF_DAY: i64 = 720;

/// Whether the sliders count pixels of the axis and not days: these are even, and a day is not where gaps are drawn short.
pub fn count_px(axis: &DayAxis) -> bool {
    let ([left_px, right_px], [first, last]) = (axis.scale.places(), axis.scale.days());
    let days = (last.0 - first.0 + 1) as f64;
    axis.scale.gaps().next().is_some() || right_px - left_px >= WIDE_DAY_PX * days
}

/// Where handles may be.
pub fn range(axis: &DayAxis) -> [i64; 2] {
    match count_px(axis) {
        true => axis.scale.places().map(|px| px.round() as i64),
        false => axis.scale.days().map(|day| day.0),
    }
}

/// Where the handle of a day is, or would be nearest: that of the beginning where the day begins, that of the end where it ends.
pub fn value(axis: &DayAxis, end: WindowEnd, day: Day) -> i64 {
    let [first, last] = range(axis);
    let value = match count_px(axis) {
        true => axis.scale.place_of(edge(end, day)).round() as i64,
        false => day.0,
    };
    value.clamp(first, last.max(first))
}

/// Where the handles of some days are.
pub fn values(axis: &DayAxis, [from, to]: [Day; 2]) -> [i64; 2] {
    [(WindowEnd::From, from), (WindowEnd::To, to)].map(|(end, day)| value(axis, end, day))
}

/// By how many days an arrow key moves a handle.
pub fn arrow(key: &str) -> Option<i64> {
    match key {
        "ArrowLeft" | "ArrowDown" => Some(-1),
        "ArrowRight" | "ArrowUp" => Some(1),
        _ => None,
    }
}

/// The day of a handle.
pub fn day(axis: &DayAxis, end: WindowEnd, value: i64) -> Day {
    if !count_px(axis) {
        return Day(value);
    }
    // The nearest beginning of a day.
    let begun = Moment(axis.scale.moment_at(value as f64).0 + HALF_DAY).day();
    match end {
        WindowEnd::From => begun,
        WindowEnd::To => Day(begun.0 - 1),
    }
}

fn edge(end: WindowEnd, day: Day) -> Moment {
    Moment::first_of(match end {
        WindowEnd::From => day,
        WindowEnd::To => Day(day.0 + 1),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::TimeScale;

    fn axis(days: i64, width_px: f64) -> DayAxis {
        let times = [0, days].map(|day| Moment::first_of(Day(day)));
        DayAxis {
            scale: TimeScale::even(times, [10.0, 10.0 + width_px]),
            top_px: 0.0,
            bottom_px: 100.0,
        }
    }

    #[test]
    fn each_day_has_its_handles_back() {
        for (days, width_px) in [(2, 300.0), (7, 800.0), (200, 640.0), (4000, 640.0)] {
            let axis = axis(days, width_px);
            for at in 0..days {
                for end in [WindowEnd::From, WindowEnd::To] {
                    let value = value(&axis, end, Day(at));
                    assert_eq!(day(&axis, end, value), Day(at), "{days} days, {end:?}");
                }
            }
        }
    }

    #[test]
    fn handles_stand_where_a_wide_day_begins_and_ends() {
        let axis = axis(8, 800.0);
        assert_eq!(range(&axis), [10, 810]);
        assert_eq!(value(&axis, WindowEnd::From, Day(3)), 310);
        assert_eq!(value(&axis, WindowEnd::To, Day(3)), 410);
        // To the nearest beginning or end.
        assert_eq!(day(&axis, WindowEnd::From, 355), Day(3));
        assert_eq!(day(&axis, WindowEnd::From, 365), Day(4));
        assert_eq!(day(&axis, WindowEnd::To, 365), Day(3));
    }
}

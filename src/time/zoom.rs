//! Coming nearer on an axis of time, and moving along it: from all of it down to minutes, where dates have times of day.

use super::moment::DAY_MINUTES;
use super::{Moment, ROUND_MINUTES};

/// What is shown is rounded so that it is at least so many round lengths: nobody sees the difference.
const LEAST_ROUND: i64 = 48;
/// The least that is shown, in minutes.
const LEAST_MINUTES: i64 = 5;

/// The round length of time, in minutes, to which a time so long is rounded; a day where the shortest date is one or longer.
pub fn round_minutes(minutes: i64, date_minutes: i64) -> i64 {
    let has_times = date_minutes < DAY_MINUTES;
    let is_short = |round: &&i64| has_times && minutes / LEAST_ROUND >= **round;
    // The longest that is short beside it.
    let found = ROUND_MINUTES.iter().rev().find(is_short);
    let shortest = if has_times { 1 } else { DAY_MINUTES };
    found.copied().unwrap_or(shortest)
}

/// The least time that is shown where the shortest date is so long: dates of months look the same however near one comes.
pub fn least_minutes(date_minutes: i64) -> i64 {
    date_minutes.max(LEAST_MINUTES)
}

/// Some time; nothing when this is all of it.
fn part_of(from: i64, to: i64, [first, last]: [Moment; 2]) -> Option<[Moment; 2]> {
    (from > first.0 || to < last.0).then_some([Moment(from), Moment(to)])
}

/// The time that is shown when one goes away by a factor, or comes nearer by one below 1: `about` stays where it is. At
/// least some minutes, or so much as the shortest date where that is longer; nothing when all is shown.
pub fn zoomed(
    [from, to]: [Moment; 2],
    whole: [Moment; 2],
    factor: f64,
    about: Moment,
    date_minutes: i64,
) -> Option<[Moment; 2]> {
    let all = (whole[1].0 - whole[0].0).max(1);
    let before = (to.0 - from.0).max(1);
    let wanted = before as f64 * factor;
    let round = round_minutes(wanted as i64, date_minutes);
    let wanted = (wanted / round as f64).round() as i64 * round;
    // However small the step: it is one.
    let wanted = match factor < 1.0 {
        true => wanted.min(before - round),
        false => wanted.max(before + round),
    };
    let length = wanted.clamp(least_minutes(date_minutes).min(all), all);
    let share = (about.0 - from.0) as f64 / before as f64;
    // What it is about stays in view.
    let middle = from.0 as f64 + share * before as f64;
    let first = (middle - share.clamp(0.0, 1.0) * length as f64) / round as f64;
    let first = first.round() as i64 * round;
    let first = first.clamp(whole[0].0, whole[1].0 - length);
    part_of(first, first + length, whole)
}

/// The time that is shown a part of this later, or earlier, as far as there is any.
pub fn panned(
    [from, to]: [Moment; 2],
    whole: [Moment; 2],
    part: f64,
    date_minutes: i64,
) -> Option<[Moment; 2]> {
    let length = to.0 - from.0;
    let round = round_minutes(length, date_minutes);
    let steps = (part * length as f64 / round as f64).abs().round().max(1.0) as i64;
    let minutes = if part < 0.0 { -steps } else { steps } * round;
    let (least, most) = (whole[0].0 - from.0, whole[1].0 - to.0);
    let minutes = minutes.clamp(least.min(0), most.max(0));
    part_of(from.0 + minutes, to.0 + minutes, whole)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const WHOLE: [Moment; 2] = [Moment(0), Moment(1000 * DAY_MINUTES)];

    fn days([from, to]: [i64; 2]) -> [Moment; 2] {
        [from, to + 1].map(|day| Moment(day * DAY_MINUTES))
    }

    fn shown(part: Option<[Moment; 2]>) -> [Moment; 2] {
        part.unwrap_or(WHOLE)
    }

    #[test]
    fn one_comes_nearer_to_what_one_points_at() {
        let check = |of: [i64; 2], factor, about: i64, expected| {
            let about = Moment(about * DAY_MINUTES);
            let found = zoomed(days(of), WHOLE, factor, about, DAY_MINUTES);
            assert_eq!(shown(found), days(expected), "{of:?} by {factor}");
        };
        check([0, 999], 0.5, 500, [250, 749]);
        check([0, 999], 0.5, 0, [0, 499]);
        check([250, 749], 2.0, 500, [0, 999]);
        check([5, 5], 0.5, 5, [5, 5]);
        check([5, 5], 2.0, 5, [5, 6]);
        let found = panned(days([10, 19]), WHOLE, 0.5, DAY_MINUTES);
        assert_eq!(shown(found), days([15, 24]));
        let found = panned(days([2, 11]), WHOLE, -0.5, DAY_MINUTES);
        assert_eq!(shown(found), days([0, 9]));
    }

    #[test]
    fn nobody_comes_nearer_than_the_shortest_date() {
        let month = 31 * DAY_MINUTES;
        let found = zoomed(days([0, 40]), WHOLE, 0.5, Moment(0), month);
        assert_eq!(shown(found), days([0, 30]));
        let found = zoomed(days([0, 30]), WHOLE, 0.5, Moment(0), month);
        assert_eq!(shown(found), days([0, 30]));
    }

    #[test]
    fn where_dates_have_times_one_comes_nearer_down_to_minutes() {
        let mut part = [Moment(0), Moment(7 * DAY_MINUTES)];
        let about = Moment(3 * DAY_MINUTES + 617);
        let mut lengths = Vec::new();
        for _ in 0..12 {
            part = shown(zoomed(part, WHOLE, 0.5, about, 1));
            assert!((part[0]..part[1]).contains(&about), "{part:?}");
            lengths.push(part[1].0 - part[0].0);
        }
        let expected = [5040, 2520, 1260, 630, 315, 158, 79, 40, 20, 10, 5, 5];
        assert_eq!(lengths, expected);
    }

    #[test]
    fn what_is_shown_is_rounded_as_suits_its_length() {
        for (minutes, round) in [
            (5, 1),
            (240, 5),
            (720, 15),
            (10_080, 60),
            (90 * 1440, 1440),
            (9_000_000_000, 1440),
        ] {
            assert_eq!(round_minutes(minutes, 1), round, "{minutes}");
            assert_eq!(round_minutes(minutes, DAY_MINUTES), DAY_MINUTES);
        }
    }

    proptest! {
        #[test]
        fn what_is_shown_stays_within_all(
            from in 0..1000_i64,
            length in 0..1000_i64,
            about in 0.0..1.0_f64,
            factor in 0.1..10.0_f64,
            has_times: bool,
            (late, short) in (0..700_i64, 0..700_i64),
        ) {
            let date_minutes = if has_times { 1 } else { DAY_MINUTES };
            let [from, to] = days([from, (from + length).min(999)]);
            let (late, short) = if has_times { (late, short) } else { (0, 0) };
            let part = [Moment(from.0 + late), Moment(to.0 - short)];
            let before = part[1].0 - part[0].0;
            let about = Moment(part[0].0 + (about * before as f64) as i64);
            let after = shown(zoomed(part, WHOLE, factor, about, date_minutes));
            prop_assert!(WHOLE[0] <= after[0] && after[0] < after[1] && after[1] <= WHOLE[1]);
            let length = after[1].0 - after[0].0;
            let is_right = if factor < 1.0 { length <= before } else { length >= before };
            prop_assert!(is_right);
            let round = round_minutes(length, date_minutes);
            prop_assert!((after[0].0 - round..after[1].0 + round).contains(&about.0));
            let moved = shown(panned(part, WHOLE, factor - 5.0, date_minutes));
            prop_assert!(WHOLE[0] <= moved[0] && moved[1] <= WHOLE[1]);
            prop_assert!(moved[1].0 - moved[0].0 == before || moved == WHOLE);
        }
    }
}

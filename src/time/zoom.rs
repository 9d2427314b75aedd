//! Coming nearer on an axis of days, and moving along it.

use super::{Day, DaySpan, Moment};

/// Some days as a span; nothing when these are all days.
fn span_of(from: i64, to: i64, [first, last]: [Day; 2]) -> Option<DaySpan> {
    let span = DaySpan {
        earliest: Some(Day(from)),
        latest: Some(Day(to)),
    };
    (from > first.0 || to < last.0).then_some(span)
}

/// The days that are shown when one goes away by a factor, or comes nearer by one below 1: `about` stays where it is. At
/// least a day, and nothing when all are shown.
pub fn zoomed(
    [from, to]: [Day; 2],
    whole: [Day; 2],
    factor: f64,
    about: Moment,
) -> Option<DaySpan> {
    let all = whole[1].0 - whole[0].0 + 1;
    let before = to.0 - from.0 + 1;
    let wanted = (before as f64 * factor).round() as i64;
    // However small the step: it is one.
    let wanted = match factor < 1.0 {
        true => wanted.min(before - 1),
        false => wanted.max(before + 1),
    };
    let length = wanted.clamp(1, all.max(1));
    let [start, end] = [from, Day(to.0 + 1)].map(Moment::first_of);
    let share = (about.0 - start.0) as f64 / (end.0 - start.0).max(1) as f64;
    // The day that it is about stays in view.
    let middle = from.0 as f64 + share * before as f64;
    let first = (middle - share.clamp(0.0, 1.0) * length as f64).round() as i64;
    let first = first.clamp(whole[0].0, (whole[1].0 - length + 1).max(whole[0].0));
    span_of(first, first + length - 1, whole)
}

/// The days that are shown a part of these later, or earlier, as far as there are any.
pub fn panned([from, to]: [Day; 2], whole: [Day; 2], part: f64) -> Option<DaySpan> {
    let length = (to.0 - from.0 + 1) as f64;
    let days = (part * length).abs().round().max(1.0) as i64;
    let days = if part < 0.0 { -days } else { days };
    let (least, most) = (whole[0].0 - from.0, whole[1].0 - to.0);
    let days = days.clamp(least.min(0), most.max(0));
    span_of(from.0 + days, to.0 + days, whole)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const WHOLE: [Day; 2] = [Day(0), Day(999)];

    fn days(span: Option<DaySpan>) -> [i64; 2] {
        let whole = WHOLE.map(|day| day.0);
        span.map_or(whole, |span| {
            [span.earliest.unwrap().0, span.latest.unwrap().0]
        })
    }

    #[test]
    fn one_comes_nearer_to_what_one_points_at() {
        let at = |day| Moment::first_of(Day(day));
        assert_eq!(days(zoomed(WHOLE, WHOLE, 0.5, at(500))), [250, 749]);
        assert_eq!(days(zoomed(WHOLE, WHOLE, 0.5, at(0))), [0, 499]);
        assert_eq!(
            days(zoomed([Day(250), Day(749)], WHOLE, 2.0, at(500))),
            [0, 999]
        );
        assert_eq!(days(zoomed([Day(5), Day(5)], WHOLE, 0.5, at(5))), [5, 5]);
        assert_eq!(days(zoomed([Day(5), Day(5)], WHOLE, 2.0, at(5))), [5, 6]);
        assert_eq!(days(panned([Day(10), Day(19)], WHOLE, 0.5)), [15, 24]);
        assert_eq!(days(panned([Day(2), Day(11)], WHOLE, -0.5)), [0, 9]);
    }

    proptest! {
        #[test]
        fn what_is_shown_stays_within_all(
            from in 0..1000_i64,
            length in 0..1000_i64,
            about in 0..1000_i64,
            factor in 0.1..10.0_f64,
        ) {
            let shown = [Day(from), Day((from + length).min(999))];
            let about = Moment::first_of(Day(about.clamp(from, shown[1].0)));
            let [first, last] = days(zoomed(shown, WHOLE, factor, about));
            prop_assert!(0 <= first && first <= last && last <= 999);
            let (before, after) = (shown[1].0 - from, last - first);
            let is_right = if factor < 1.0 { after <= before } else { after >= before };
            prop_assert!(is_right);
            prop_assert!((first - 1..=last + 1).contains(&about.day().0));
            let [panned_from, panned_to] = days(panned(shown, WHOLE, factor - 5.0));
            prop_assert!(0 <= panned_from && panned_to <= 999);
            prop_assert!(panned_to - panned_from == before || before == 999);
        }
    }
}

//! Minutes as numbers, so that what is known to the minute has a place on an axis too.

use super::{Day, DaySpan, When};

/// A minute, counted from 1970-01-01 00:00 (minute 0) in the proleptic Gregorian calendar, without a time zone: sources mean
/// the clock of the place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment(pub i64);

/// Minutes of a day.
pub const DAY_MINUTES: i64 = 24 * 60;

/// Lengths of time in minutes, up to a day, of which each divides the next: what is chosen by hand is rounded to one of them.
pub const ROUND_MINUTES: [i64; 6] = [1, 5, 15, 60, 360, DAY_MINUTES];

/// The minutes that a date may touch, or that a window of time holds; an open or unknown end is `None`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MomentSpan {
    /// First possible minute.
    pub from: Option<Moment>,
    /// The minute after the last possible one.
    pub to: Option<Moment>,
}

impl MomentSpan {
    /// Whether a date may lie in it: they have a minute in common.
    pub fn may_hold(&self, date: Self) -> bool {
        let is_before = |end: Option<Moment>, start: Option<Moment>| {
            end.zip(start).is_some_and(|(end, start)| end <= start)
        };
        !is_before(date.to, self.from) && !is_before(self.to, date.from)
    }

    /// Whether a date lies in it for certain: all minutes that the date may touch are in it.
    pub fn surely_holds(&self, date: Self) -> bool {
        let begins_before = |from: Moment| date.from.is_none_or(|of| of < from);
        let ends_after = |to: Moment| date.to.is_none_or(|of| of > to);
        !self.from.is_some_and(begins_before) && !self.to.is_some_and(ends_after)
    }

    /// Both ends, where there are two.
    pub fn ends(&self) -> Option<[Moment; 2]> {
        Some([self.from?, self.to?])
    }

    /// The span as an interval of EDTF, such as `2023-05-01/..`: a day is all of it. An end within a day has its time of day,
    /// as ISO 8601 writes it (`2023-05-01T06:00/2023-05-02`), and is that moment.
    pub fn to_interval(&self) -> String {
        end_text(self.from, 0) + "/" + &end_text(self.to, 1)
    }

    /// Reads what [`to_interval`](Self::to_interval) writes, or any date of EDTF; `None` for what is neither, and for what
    /// has no place on a calendar.
    pub fn parse(text: &str) -> Option<Self> {
        if let Ok(when) = When::parse(text) {
            return when.moments();
        }
        let (first, last) = text.split_once('/')?;
        let (from, to) = (Self::parse_end(first)?.from, Self::parse_end(last)?.to);
        let is_some = from.is_none_or(|from| to.is_none_or(|to| from < to));
        (is_some && from.or(to).is_some() && !last.contains('/')).then_some(Self { from, to })
    }

    /// What an end of an interval means where it is the beginning (`from`), and where it is the end (`to`): a day is all of it,
    /// a time of day is the moment.
    pub fn parse_end(text: &str) -> Option<Self> {
        let moments = |text: &str| When::parse(text).ok()?.moments();
        match text {
            ".." => Some(Self {
                from: None,
                to: None,
            }),
            _ if text.contains('T') => {
                let from = moments(&format!("{text}:00"))?.from;
                Some(Self { from, to: from })
            }
            _ => moments(text),
        }
    }
}

impl From<[Moment; 2]> for MomentSpan {
    fn from([from, to]: [Moment; 2]) -> Self {
        Self {
            from: Some(from),
            to: Some(to),
        }
    }
}

/// An end of an interval; at midnight the day that is so many minutes before it. Years of more than four digits have no days,
/// and none but those of four digits without a sign times of day.
fn end_text(end: Option<Moment>, before: i64) -> String {
    let Some(at) = end else {
        return "..".to_owned();
    };
    let day = Moment(at.0 - before).day().to_edtf();
    match at.minute_of_day() {
        minute if minute > 0 && !day.starts_with(['Y', '-']) => {
            format!("{day}T{:02}:{:02}", minute / 60, minute % 60)
        }
        _ => day,
    }
}

impl Moment {
    /// The first minute of a day.
    pub fn first_of(day: Day) -> Self {
        Self(day.0.saturating_mul(DAY_MINUTES))
    }

    /// The day that it is in.
    pub fn day(self) -> Day {
        Day(self.0.div_euclid(DAY_MINUTES))
    }

    /// How many minutes after the beginning of its day it is.
    pub fn minute_of_day(self) -> u16 {
        self.0.rem_euclid(DAY_MINUTES) as u16
    }

    /// The last beginning of a round length of minutes, such as an hour, up to it.
    #[must_use]
    pub fn floor(self, minutes: i64) -> Self {
        Self(self.0 - self.0.rem_euclid(minutes))
    }

    /// The first one from it on.
    #[must_use]
    pub fn ceil(self, minutes: i64) -> Self {
        Self(self.0 + (-self.0).rem_euclid(minutes))
    }
}

impl From<DaySpan> for MomentSpan {
    fn from(span: DaySpan) -> Self {
        let after = |day: Day| Moment::first_of(Day(day.0.saturating_add(1)));
        Self {
            from: span.earliest.map(Moment::first_of),
            to: span.latest.map(after),
        }
    }
}

impl When {
    /// The minutes that this date may touch, where it has a place on a calendar: those of its days, or the one minute of a
    /// time of day as it is written. A time zone that is stated moves nothing, so that a card and the axis say the same.
    pub fn moments(&self) -> Option<MomentSpan> {
        let span = self.span()?;
        let (Some(day), Some((minute, _))) = (span.earliest, self.clock()) else {
            return Some(span.into());
        };
        let at = Moment::first_of(day).0 + i64::from(minute);
        Some([at, at + 1].map(Moment).into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(edtf: &str, expected: (Option<i64>, Option<i64>)) {
        let span = When::parse(edtf).unwrap().moments().unwrap();
        let minutes = |end: Option<Moment>| end.map(|moment| moment.0);
        assert_eq!((minutes(span.from), minutes(span.to)), expected, "{edtf}");
    }

    #[test]
    fn a_date_has_its_minutes() {
        check("1970-01-02", (Some(1440), Some(2880)));
        check("1970-01-02T10:30:59Z", (Some(2070), Some(2071)));
        check("1970-01-02T23:59:00+06:00", (Some(2879), Some(2880)));
        check("1970-01/..", (Some(0), None));
        check("../1970-01-01", (None, Some(1440)));
        assert_eq!(When::parse("XXXX-05").unwrap().moments(), None);
        let moment = Moment(-1);
        assert_eq!((moment.day(), moment.minute_of_day()), (Day(-1), 1439));
    }
    fn read(text: &str) -> Option<[Option<i64>; 2]> {
        let span = MomentSpan::parse(text)?;
        Some([span.from, span.to].map(|end| end.map(|at| at.0)))
    }

    #[test]
    fn an_interval_has_days_and_moments() {
        for (text, expected) in [
            (
                "1970-01-02T06:00/1970-01-02T18:00",
                [Some(1800), Some(2520)],
            ),
            ("1970-01-02T06:00/1970-01-02", [Some(1800), Some(2880)]),
            ("1970-01-02/1970-01-02T00:01", [Some(1440), Some(1441)]),
            ("../1970-01-02T06:00", [None, Some(1800)]),
            ("1970-01-02T06:00/..", [Some(1800), None]),
            ("1970-01-02/1970-01-02", [Some(1440), Some(2880)]),
        ] {
            assert_eq!(read(text), Some(expected), "{text}");
            assert_eq!(MomentSpan::parse(text).unwrap().to_interval(), text);
        }
        assert_eq!(read("1970-01-02"), Some([Some(1440), Some(2880)]));
        // Midnight needs no clock.
        let written = MomentSpan::parse("1970-01-02T00:00/1970-01-03T00:00").unwrap();
        assert_eq!(written.to_interval(), "1970-01-02/1970-01-02");
    }

    #[test]
    fn what_is_no_interval_is_refused() {
        for text in [
            "",
            "../..",
            "soon",
            "1970-01-02T06:00/1970-01-02T06:00",
            "1970-01-02T18:00/1970-01-02T06:00",
            "1970-01-02T25:00/1970-01-03",
            "1970-01-02T6/1970-01-03",
            "1970-02-30T06:00/..",
            "T06:00/T07:00",
            "1970-01-02T06:00",
            "1970-01-02T06:00/1970-01-03/1970-01-04",
            "XXXX-05/1970-06-01T06:00",
        ] {
            let read = read(text);
            assert_eq!(read, None, "{text}");
        }
    }

    #[test]
    fn moments_are_rounded_to_both_sides() {
        for (at, minutes, floor, ceil) in
            [(61, 60, 60, 120), (60, 60, 60, 60), (-1, 1440, -1440, 0)]
        {
            assert_eq!(Moment(at).floor(minutes), Moment(floor));
            assert_eq!(Moment(at).ceil(minutes), Moment(ceil));
        }
    }

    fn span() -> impl Strategy<Value = MomentSpan> {
        let end = || prop::option::of(0..12_i64);
        (end(), end()).prop_map(|(from, to)| match (from, to) {
            (Some(from), Some(to)) => [Moment(from.min(to)), Moment(from.max(to) + 1)].into(),
            (from, to) => MomentSpan {
                from: from.map(Moment),
                to: to.map(Moment),
            },
        })
    }

    proptest! {
        #[test]
        fn what_a_window_holds_is_what_its_minutes_say(window in span(), date in span()) {
            // Minutes beyond all ends stand for open ones.
            let has = |span: MomentSpan, at: i64| {
                span.from.is_none_or(|from| from.0 <= at) && span.to.is_none_or(|to| to.0 > at)
            };
            let mut minutes = (-2..15).filter(|at| has(date, *at));
            prop_assert_eq!(window.surely_holds(date), minutes.clone().all(|at| has(window, at)));
            prop_assert_eq!(window.may_hold(date), minutes.any(|at| has(window, at)));
        }

        #[test]
        fn an_interval_is_read_from_what_is_written_of_it(
            from in prop::option::of(-1_036_000_000..4_000_000_000_i64),
            length in prop::option::of(1..9_000_i64),
        ) {
            let to = length.map(|length| Moment(from.unwrap_or(7) + length));
            let window = MomentSpan { from: from.map(Moment), to };
            let is_open = window.from.is_none() && window.to.is_none();
            prop_assert_eq!(MomentSpan::parse(&window.to_interval()), (!is_open).then_some(window));
        }
    }
}

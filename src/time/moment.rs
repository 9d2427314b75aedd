//! Minutes as numbers, so that what is known to the minute has a place on an axis too.

use super::{Day, DaySpan, When};

/// A minute, counted from 1970-01-01 00:00 (minute 0) in the proleptic Gregorian calendar, without a time zone: sources mean
/// the clock of the place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment(pub i64);

/// Minutes of a day.
pub(super) const DAY_MINUTES: i64 = 24 * 60;

/// The minutes that a date may touch; an open or unknown end is `None`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MomentSpan {
    /// First possible minute.
    pub from: Option<Moment>,
    /// The minute after the last possible one.
    pub to: Option<Moment>,
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
        let Some((day, minute)) = span.earliest.zip(clock(self.as_edtf())) else {
            return Some(span.into());
        };
        let at = Moment::first_of(day).0 + minute;
        Some(MomentSpan {
            from: Some(Moment(at)),
            to: Some(Moment(at + 1)),
        })
    }
}

/// The minute of the day in `2023-05-14T10:30:00Z`; nothing else in EDTF has a `T`.
fn clock(edtf: &str) -> Option<i64> {
    let (_, time) = edtf.split_once('T')?;
    let mut fields = time.split(':').map(|field| field.parse::<i64>().ok());
    Some(60 * fields.next()?? + fields.next()??)
}

#[cfg(test)]
mod tests {
    use super::*;

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
}

//! Minutes as numbers.

use crate::time::{DAY_MINUTES, Day};

/// A minute, counted from 1970-01-01 00:00 (minute 0), without a time zone: sources mean the time of the place. What is
/// more than some four thousand years away from that is at the end of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Minute(pub i32);

impl Minute {
    /// The beginning of a span that is open towards the past.
    pub const OPEN_PAST: Self = Self(i32::MIN);
    /// The end of a span that is open towards the future.
    pub const OPEN_FUTURE: Self = Self(i32::MAX - 1);
    /// No date at all; after all dates.
    pub const NEVER: Self = Self(i32::MAX);

    /// The first minute of a day.
    pub fn first_of(day: Day) -> Self {
        Self::within(day, 0)
    }

    /// The last minute of a day.
    pub fn last_of(day: Day) -> Self {
        Self::within(day, DAY_MINUTES - 1)
    }

    /// The day that it is in.
    pub fn day(self) -> Day {
        Day(i64::from(self.0).div_euclid(DAY_MINUTES))
    }

    pub(super) fn within(day: Day, minutes: i64) -> Self {
        let bounds = (
            i64::from(Self::OPEN_PAST.0) + 1,
            i64::from(Self::OPEN_FUTURE.0) - 1,
        );
        // Days beyond the bounds, of which the minutes may be beyond all numbers.
        let day = day.0.clamp(-2_000_000, 2_000_000);
        let minutes = day * DAY_MINUTES + minutes;
        Self(minutes.clamp(bounds.0, bounds.1) as i32)
    }
}

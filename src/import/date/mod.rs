//! Dates as people write them, to EDTF (ISO 8601-2), as [`crate::time::When`] reads it.
//!
//! A column of a file is read twice: first every value is added to a [`DateColumn`], which keeps a few counts and no
//! value; the [`DatePlan`] that follows from the whole column then reads each of them. Three questions need the whole
//! column: which part of `05/06/2023` is the day, what unit a count since 1970 has, and whether a midnight that
//! every value has is a time of day at all.
//!
//! What a text leaves open stays open. Where neither the value nor its column says which part is the day, the date
//! is written as one of a set, `[2023-05-06,2023-06-05]`, with the problem beside it.
//!
//! # What is read
//!
//! | written | read as |
//! |---|---|
//! | EDTF, levels 0 to 2 | as it stands |
//! | RFC 3339, ISO 8601 dates with times, extended and compact | an instant where it has an offset, otherwise a time local to the story |
//! | `1684059300`, `1684059300000` | seconds, milliseconds or microseconds since 1970 |
//! | `2023`, `2023-05`, `2023/05`, `05/2023`, `05.2023`, `202305` where all are like it | a year, a month |
//! | `2023/05/14`, `2023.05.14`, `2023:05:14` (EXIF) | a day |
//! | `14.05.2023`, `14/05/2023`, `05/14/2023`, `14-05-23` | a day, in the column's order |
//! | `14 May 2023`, `May 14, 2023`, `14-May-23`, `2023 ж. 14 мамыр`, … | a day, see `words` for the languages |
//! | `Mon, 14 May 2023 10:15:00 +0600` (RFC 2822), C's `asctime`, the log format of web servers | an instant or local time |
//! | `May 2023`, `May '23`, `2023 г.`, `14 мая`, `мамыр` | as much as is stated: `2023-05`, `2023`, `XXXX-05-14`, `XXXX-05` |
//!
//! Seconds are written as zero where only hour and minute are stated, because EDTF has no shorter time; fractions
//! of a second are dropped.

mod column;
mod edtf;
mod iso;
mod moment;
mod number;
mod order;
mod plan;
mod shape;
#[cfg(test)]
mod tests;
mod text;
mod time_of_day;
mod tokens;
mod words;

pub use column::DateColumn;
pub use edtf::{about, interval, to_month, to_year};
pub use plan::DatePlan;
pub use time_of_day::with_time_of_day;

/// Which part of `05/06/2023` is the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayOrder {
    /// 5 June.
    DayFirst,
    /// 6 May.
    MonthFirst,
}

/// What the publisher says about the dates of a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DateOptions {
    /// Which part is the day. It overrides what the column says.
    pub day_order: Option<DayOrder>,
    /// The offset of the story's local time from UTC in minutes, within 14 hours: instants are written in it.
    pub utc_offset_minutes: i32,
}

/// A value, read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateRead {
    /// The date; [`crate::time::When::parse`] takes it.
    pub edtf: Option<String>,
    /// What is wrong with it; it may have both.
    pub problem: Option<DateProblem>,
}

/// What is wrong with a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateProblem {
    /// A text or number that is no date.
    NotADate,
    /// A date or time that no calendar or clock has, in this order if one was told.
    Impossible,
    /// Day and month could be either way round, and nothing in the column decides: all are in the set.
    Ambiguous,
    /// It contradicts the rest of its column: a date clear by itself, in an order that fewer have, which is read as
    /// it stands; or a count since 1970 in another unit, which is not read.
    Contradictory,
}

//! A day of the calendar with, perhaps, a time of day and an offset from UTC.

use crate::time::{CivilDate, Day};

/// Minutes of a day.
const DAY_MINUTES: i64 = 24 * 60;

/// A day that the calendar has, in a year of four digits.
pub(super) fn civil(year: i64, month: u32, day: u32) -> Option<CivilDate> {
    if !(0..=9999).contains(&year) || !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    let date = CivilDate {
        year,
        month: month as u8,
        day: day as u8,
    };
    (Day::from_civil(date).civil() == date).then_some(date)
}

/// The year of two digits, by the pivot of POSIX (`strptime`, `%y`): 69 to 99 are of the 20th century.
pub(super) fn year_of_two_digits(year: u32) -> i64 {
    let year = i64::from(year);
    if year >= 69 { 1900 + year } else { 2000 + year }
}

/// A time of day that a clock has; the end of a day is 24:00 (ISO 8601-1:2019/Amd 1:2022).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Time {
    hour: u8,
    minute: u8,
    second: u8,
}

impl Time {
    /// A time of these fields; the second may be a leap second.
    pub fn new(hour: u32, minute: u32, second: u32) -> Option<Self> {
        let is_end_of_day = (hour, minute, second) == (24, 0, 0);
        let is_leap = second == 60 && minute == 59;
        let is_time = is_end_of_day || (hour <= 23 && minute <= 59 && (second <= 59 || is_leap));
        is_time.then_some(Self {
            hour: hour as u8,
            minute: minute as u8,
            second: second as u8,
        })
    }

    /// Whether it is the beginning of a day, which may stand for no time at all.
    pub fn is_midnight(self) -> bool {
        (self.hour, self.minute, self.second) == (0, 0, 0)
    }
}

/// A day with, perhaps, a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Moment {
    /// The day as stated.
    pub date: CivilDate,
    /// The time of day as stated.
    pub time: Option<Time>,
    /// The stated offset of both from UTC, in minutes; without it they are local to the story.
    pub offset_minutes: Option<i32>,
}

impl Moment {
    /// The moment so many seconds after 1970-01-01T00:00:00Z; `None` outside the years of four digits.
    pub fn from_epoch_seconds(seconds: i64) -> Option<Self> {
        let date = Day(seconds.div_euclid(86_400)).civil();
        let second = seconds.rem_euclid(86_400) as u32;
        let date = civil(date.year, date.month.into(), date.day.into())?;
        Some(Self {
            date,
            time: Time::new(second / 3600, second / 60 % 60, second % 60),
            offset_minutes: Some(0),
        })
    }

    /// The same moment by the story's clock; `None` outside the years of four digits. The end of a day is the
    /// beginning of the next.
    pub fn at_offset(self, story_offset_minutes: i32) -> Option<Self> {
        let Some(time) = self.time else {
            return Some(self);
        };
        let shift = self
            .offset_minutes
            .map_or(0, |own| i64::from(story_offset_minutes) - i64::from(own));
        let minutes = 60 * i64::from(time.hour) + i64::from(time.minute) + shift;
        let minute = minutes.rem_euclid(DAY_MINUTES) as u32;
        let days = minutes.div_euclid(DAY_MINUTES);
        let date = match days {
            0 => self.date,
            _ => Day(Day::from_civil(self.date).0 + days).civil(),
        };
        Some(Self {
            date: civil(date.year, date.month.into(), date.day.into())?,
            time: Some(Time {
                hour: (minute / 60) as u8,
                minute: (minute % 60) as u8,
                second: time.second,
            }),
            offset_minutes: self.offset_minutes.map(|_| story_offset_minutes),
        })
    }

    /// As EDTF writes it.
    pub fn edtf(self) -> String {
        let mut text = day_edtf(self.date);
        if let Some(time) = self.time {
            let Time {
                hour,
                minute,
                second,
            } = time;
            text += &format!("T{hour:02}:{minute:02}:{second:02}");
        }
        match self.offset_minutes {
            Some(0) => text.push('Z'),
            Some(offset) => {
                let sign = if offset < 0 { '-' } else { '+' };
                let (hours, minutes) = (offset.abs() / 60, offset.abs() % 60);
                text += &format!("{sign}{hours:02}:{minutes:02}");
            }
            None => {}
        }
        text
    }
}

/// A day as EDTF writes it.
pub(super) fn day_edtf(date: CivilDate) -> String {
    format!("{:04}-{:02}-{:02}", date.year, date.month, date.day)
}

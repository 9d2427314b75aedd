//! Dates that are numbers: counts since 1970, and compact dates.

use serde_json::Number as JsonNumber;

use super::moment::{Moment, Time, civil};
use crate::time::CivilDate;

/// Years outside which a compact date, told by nothing but its digits, is not believed.
const COMPACT_YEARS: std::ops::RangeInclusive<i64> = 1000..=2100;
/// Years outside which a month without a separator is not believed.
const MONTH_YEARS: std::ops::RangeInclusive<i64> = 1900..=2100;
/// 1900-01-01T00:00:00Z in seconds since 1970.
const EARLIEST_SECONDS: i64 = -2_208_988_800;
/// 2101-01-01T00:00:00Z in seconds since 1970.
const LATEST_SECONDS: i64 = 4_133_980_800;
/// From here on (3 March 1973) a count is so large that it tells its unit.
const TELLING_SECONDS: i64 = 100_000_000;
/// Counts within the first day are more likely to be something else.
const FIRST_DAY_SECONDS: i64 = 86_400;

/// A number as it stands in a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Number {
    /// The number without its fraction, rounded down.
    value: i64,
    /// How many digits it is written with, leading zeros included.
    digits: u8,
    /// Whether it has a fraction that is not zero.
    has_fraction: bool,
}

/// The unit of a count since 1970-01-01T00:00:00Z (POSIX time).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Second,
    Millisecond,
    Microsecond,
}

/// What a number may be, by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NumberKind {
    /// `2023`.
    Year(i64),
    /// `202305`.
    Month(i64, u8),
    /// `20230514`.
    Day(CivilDate),
    /// `20230514101500`.
    DateTime(CivilDate, Time),
    /// A compact day that no calendar has.
    NoDay,
    /// So large that it is a count in this unit, if it is one.
    Count(Unit),
    /// Anything else; it may be a count where larger ones tell the unit.
    Small,
}

impl Unit {
    /// All, by size.
    pub const ALL: [Self; 3] = [Self::Second, Self::Millisecond, Self::Microsecond];

    fn per_second(self) -> i64 {
        match self {
            Self::Second => 1,
            Self::Millisecond => 1_000,
            Self::Microsecond => 1_000_000,
        }
    }
}

impl Number {
    /// A number of a JSON text; `None` beyond 18 digits.
    pub fn from_json(number: &JsonNumber) -> Option<Self> {
        const MOST: f64 = 1e15;
        let (value, has_fraction) = match (number.as_i64(), number.as_f64()) {
            (Some(value), _) => (value, false),
            (None, Some(value)) if value.abs() < MOST => {
                (value.floor() as i64, value.fract() != 0.0)
            }
            _ => return None,
        };
        let digits = value.unsigned_abs().checked_ilog10().unwrap_or(0) as u8 + 1;
        (digits <= 18).then_some(Self {
            value,
            digits,
            has_fraction,
        })
    }

    /// A number of digits in a text, `1684059300` or, as spreadsheets and data frames write whole numbers, `2023.0`.
    /// A fraction that says something needs a whole part of nine digits: `05.2023` is a month.
    pub fn from_text(text: &str) -> Option<Self> {
        let (is_negative, bytes) = match text.as_bytes() {
            [b'-', rest @ ..] => (true, rest),
            bytes => (false, bytes),
        };
        let length = bytes
            .iter()
            .take_while(|byte| byte.is_ascii_digit())
            .count();
        let (whole, rest) = bytes.split_at_checked(length)?;
        let has_fraction = match rest {
            [] => false,
            [b'.', fraction @ ..] if fraction.iter().all(u8::is_ascii_digit) => {
                fraction.iter().any(|digit| *digit != b'0')
            }
            _ => return None,
        };
        let is_long_enough = !(has_fraction || is_negative) || length >= 9;
        if !(1..=18).contains(&length) || !is_long_enough {
            return None;
        }
        let value = |value: i64, digit: &u8| 10 * value + i64::from(digit - b'0');
        let value = whole.iter().fold(0, value);
        Some(Self {
            value: match (is_negative, has_fraction) {
                (false, _) => value,
                (true, false) => -value,
                (true, true) => -value - 1,
            },
            digits: length as u8,
            has_fraction,
        })
    }

    /// What it may be.
    pub fn kind(self) -> NumberKind {
        let Self { value, digits, .. } = self;
        if value < 0 || self.has_fraction {
            return self.count_kind();
        }
        let split = |value: i64| {
            (
                value / 10_000,
                (value / 100 % 100) as u32,
                (value % 100) as u32,
            )
        };
        match digits {
            4 => NumberKind::Year(value),
            6 if MONTH_YEARS.contains(&(value / 100)) && (1..=12).contains(&(value % 100)) => {
                NumberKind::Month(value / 100, (value % 100) as u8)
            }
            8 => {
                let (year, month, day) = split(value);
                match civil(year, month, day) {
                    Some(date) if COMPACT_YEARS.contains(&year) => NumberKind::Day(date),
                    None if MONTH_YEARS.contains(&year) => NumberKind::NoDay,
                    _ => NumberKind::Small,
                }
            }
            14 => {
                let (year, month, day) = split(value / 1_000_000);
                let (hour, minute, second) = split(value % 1_000_000);
                let time = Time::new(hour as u32, minute, second);
                match civil(year, month, day).zip(time) {
                    Some((date, time)) if COMPACT_YEARS.contains(&year) => {
                        NumberKind::DateTime(date, time)
                    }
                    _ => NumberKind::Small,
                }
            }
            _ => self.count_kind(),
        }
    }

    fn count_kind(self) -> NumberKind {
        let is_written_so = self.value == 0 || {
            let digits = self.value.unsigned_abs().checked_ilog10().unwrap_or(0) + 1;
            u32::from(self.digits) == digits
        };
        let tells = |unit: &Unit| {
            let least = TELLING_SECONDS * unit.per_second();
            self.is_plausible(*unit) && self.value.abs() >= least && is_written_so
        };
        let unit = Unit::ALL.into_iter().find(tells);
        unit.map_or(NumberKind::Small, NumberKind::Count)
    }

    /// Whether it is zero: no date.
    pub fn is_zero(self) -> bool {
        self.value == 0 && !self.has_fraction
    }

    /// Whether it is before 1970 as a count.
    pub fn is_negative(self) -> bool {
        self.value < 0
    }

    /// Whether it is within 1900 to 2100 as a count in this unit.
    fn is_plausible(self, unit: Unit) -> bool {
        let seconds = self.value.div_euclid(unit.per_second());
        (EARLIEST_SECONDS..LATEST_SECONDS).contains(&seconds)
    }

    /// The moment it is as a count in this unit, which its column has told. Where the column goes back before
    /// 1970, counts near zero are moments like others.
    pub fn moment(self, unit: Unit, column_has_negative: bool) -> Option<Moment> {
        let is_first_day = self.value.abs() < FIRST_DAY_SECONDS * unit.per_second();
        if !self.is_plausible(unit) || (is_first_day && !column_has_negative) {
            return None;
        }
        Moment::from_epoch_seconds(self.value.div_euclid(unit.per_second()))
    }
}

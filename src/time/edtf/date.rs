//! One date of an expression, and the reader of its bytes.

use crate::time::when::{Certainty, DateParts};
use crate::time::{CivilDate, Day};

/// Years farther away than this have no place on a calendar; the days between would not fit a number.
const MOST_YEARS: i64 = 1_000_000_000;
/// The largest exponent of a year, so that its digits can be counted.
const MOST_EXPONENT: i64 = 100_000;

/// Where reading failed: the position of the first byte that does not fit.
pub(super) type Failed = usize;

/// One date of an expression.
#[derive(Clone, Copy)]
pub(super) struct Date {
    /// The first day it may be; `None` beyond [`MOST_YEARS`].
    pub earliest: Option<Day>,
    /// The last day it may be.
    pub latest: Option<Day>,
    /// The first and last year it may be in, to tell which of two is later where they have no days: 0 for any year of
    /// four digits, which is nearer than those; `None` beyond all counting.
    pub years: Option<(i64, i64)>,
    /// Any of its marks.
    pub certainty: Certainty,
    /// The stated fields, where fields can say it.
    pub parts: Option<DateParts>,
    /// Whether no digit of its year is stated.
    pub is_yearless: bool,
    /// How many of year, month and day are written, where a range may end at it: 0 where not.
    pub range_precision: u8,
}

/// Whether one date is over before the other can begin, so that nothing goes from `later` to `earlier`.
pub(super) fn is_reversed(from: &Date, to: &Date) -> bool {
    match (from.earliest, to.latest) {
        (Some(from), Some(to)) => from > to,
        _ => matches!((from.years, to.years), (Some((from, _)), Some((_, to))) if from > to),
    }
}

/// A part of the text that is being read.
#[derive(Clone, Copy)]
pub(super) struct Reader<'t> {
    /// The text up to the end of the part.
    pub bytes: &'t [u8],
    /// The next byte.
    pub at: usize,
}

impl<'t> Reader<'t> {
    /// A reader of a part of the same text; positions stay those of the whole.
    pub fn part(self, from: usize, to: usize) -> Reader<'t> {
        Reader {
            bytes: self.bytes.get(..to).unwrap_or(self.bytes),
            at: from,
        }
    }

    /// What has not been read.
    pub fn rest(self) -> &'t [u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    /// The next byte, without reading it.
    pub fn peek(self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn is_done(self) -> bool {
        self.at >= self.bytes.len()
    }

    fn eat(&mut self, byte: u8) -> bool {
        let is_there = self.peek() == Some(byte);
        self.at += usize::from(is_there);
        is_there
    }

    /// A mark of doubt, if there is one.
    fn mark(&mut self) -> Certainty {
        let (approximate, uncertain) = match self.peek() {
            Some(b'~') => (true, false),
            Some(b'?') => (false, true),
            Some(b'%') => (true, true),
            _ => return Certainty::default(),
        };
        self.at += 1;
        Certainty {
            approximate,
            uncertain,
        }
    }

    /// So many digits, any of which may be `X`: not stated.
    fn digits<const N: usize>(&mut self) -> Result<Digits<N>, Failed> {
        let mut digits = [b'X'; N];
        for digit in &mut digits {
            match self.peek() {
                Some(byte) if byte.is_ascii_digit() || byte == b'X' => *digit = byte,
                _ => return Err(self.at),
            }
            self.at += 1;
        }
        Ok(Digits(digits))
    }

    /// A number of any length, and its length.
    pub fn number(&mut self) -> Result<(i64, u32), Failed> {
        let (start, mut value) = (self.at, 0_i64);
        while let Some(digit) = self.peek().filter(u8::is_ascii_digit) {
            let next = value.checked_mul(10);
            let next = next.and_then(|value| value.checked_add(i64::from(digit - b'0')));
            value = next.ok_or(start)?;
            self.at += 1;
        }
        match self.at - start {
            0 => Err(start),
            length => Ok((value, length as u32)),
        }
    }

    /// `S` and how many digits of a year of `width` digits count; `None` without.
    fn significant(&mut self, width: u32) -> Result<Option<u32>, Failed> {
        if !self.eat(b'S') {
            return Ok(None);
        }
        let start = self.at;
        let (count, _) = self.number()?;
        let count = u32::try_from(count).ok();
        let count = count.filter(|count| (1..=width).contains(count));
        count.map(Some).ok_or(start)
    }

    /// The date that the whole part is.
    pub fn date(mut self) -> Result<Date, Failed> {
        if self.eat(b'Y') {
            return self.long_year();
        }
        let mut certainty = self.mark();
        let is_negative = self.eat(b'-');
        let start = self.at;
        let year = self.digits::<4>()?;
        if is_negative && (year.value().is_none() || year.value() == Some(0)) {
            return Err(start);
        }
        let significant = self.significant(4)?;
        if significant.is_some() && year.value().is_none() {
            return Err(start);
        }
        certainty = certainty.and(self.mark());
        if let (Some(count), Some(value)) = (significant, year.value()) {
            let value = if is_negative { -value } else { value };
            return self.whole_years(Some(value), Some(count), 4, certainty);
        }
        let mut fields = Fields {
            is_negative,
            year,
            month: None,
            day: None,
        };
        let mut field_at = start;
        for field in [&mut fields.month, &mut fields.day] {
            if self.is_done() {
                break;
            }
            if !self.eat(b'-') {
                return Err(self.at);
            }
            certainty = certainty.and(self.mark());
            field_at = self.at;
            *field = Some(self.digits::<2>()?);
            certainty = certainty.and(self.mark());
        }
        match fields.date(certainty) {
            Some(date) if self.is_done() => Ok(date),
            Some(_) => Err(self.at),
            None => Err(field_at),
        }
    }

    /// A year of more than four digits, after its `Y` (ISO 8601-2, 4.7.2 to 4.7.4).
    fn long_year(mut self) -> Result<Date, Failed> {
        let is_negative = self.eat(b'-');
        let start = self.at;
        let leading = self.peek();
        let (mantissa, mut width) = self.number()?;
        let mut value = Some(if is_negative { -mantissa } else { mantissa });
        if self.eat(b'E') {
            let at = self.at;
            let (exponent, _) = self.number()?;
            let exponent = Some(exponent).filter(|exponent| *exponent <= MOST_EXPONENT);
            let exponent = u32::try_from(exponent.ok_or(at)?).map_err(|_| at)?;
            let power = 10_i64.checked_pow(exponent);
            value = value.and_then(|value| value.checked_mul(power?));
            width += exponent;
        }
        // No leading zeros, and nothing that four digits can say.
        if leading == Some(b'0') || value.is_some_and(|value| value.abs() <= 9999) {
            return Err(start);
        }
        let significant = self.significant(width)?;
        let certainty = self.mark();
        self.whole_years(value, significant, width, certainty)
    }

    /// The years of which so many leading digits are those of `value`; `None` is beyond all counting.
    fn whole_years(
        self,
        value: Option<i64>,
        significant: Option<u32>,
        width: u32,
        certainty: Certainty,
    ) -> Result<Date, Failed> {
        if !self.is_done() {
            return Err(self.at);
        }
        let sweep = significant.map_or(Some(1), |count| 10_i64.checked_pow(width - count));
        let years = value.zip(sweep).and_then(|(value, sweep)| {
            let low = value.abs() - value.abs() % sweep;
            let high = low.checked_add(sweep - 1)?;
            Some(if value < 0 {
                (-high, -low)
            } else {
                (low, high)
            })
        });
        let parts = DateParts {
            year: value,
            month: None,
            day: None,
        };
        Ok(Date {
            earliest: years.and_then(|(low, _)| day(low, 1, 1)),
            latest: years.and_then(|(_, high)| day(high, 12, 31)),
            years,
            certainty,
            parts: Some(parts).filter(|parts| significant.is_none() && parts.year.is_some()),
            is_yearless: false,
            range_precision: u8::from(significant.is_none() && certainty == Certainty::default()),
        })
    }
}

/// The digits of a field as ASCII, `X` where they are not stated.
#[derive(Clone, Copy)]
struct Digits<const N: usize>([u8; N]);

impl<const N: usize> Digits<N> {
    /// The number, if all digits are stated.
    fn value(self) -> Option<i64> {
        (!self.0.contains(&b'X')).then(|| self.filled(0))
    }

    /// The number with `digit` wherever none is stated.
    fn filled(self, digit: u8) -> i64 {
        self.0.iter().fold(0, |value, byte| {
            let digit = if *byte == b'X' { digit } else { byte - b'0' };
            10 * value + i64::from(digit)
        })
    }

    fn fits(self, value: i64) -> bool {
        let mut rest = value;
        self.0.iter().rev().all(|byte| {
            let digit = rest % 10;
            rest /= 10;
            *byte == b'X' || i64::from(byte - b'0') == digit
        })
    }
}

/// The fields of a date with a year of four digits.
struct Fields {
    is_negative: bool,
    year: Digits<4>,
    month: Option<Digits<2>>,
    day: Option<Digits<2>>,
}

impl Fields {
    /// The date, unless no day of the calendar fits its fields.
    fn date(&self, certainty: Certainty) -> Option<Date> {
        let is_yearless = self.year.0 == *b"XXXX";
        let month = self.month.map(Digits::value);
        let season = month.flatten().filter(|code| *code > 12);
        let (earliest, latest) = match season {
            Some(code) if self.day.is_none() => self.season(code)?,
            _ => (self.extreme(false)?, self.extreme(true)?),
        };
        let year = self.year.value();
        let year = year.map(|year| if self.is_negative { -year } else { year });
        let small = |digits: Option<Digits<2>>| digits?.value().map(|value| value as u8);
        let parts = DateParts {
            year,
            month: small(self.month),
            day: small(self.day),
        };
        let says_something = parts.year.is_some() || parts.month.is_some() || parts.day.is_some();
        let can_say_it = season.is_none() && (parts.year.is_some() || is_yearless);
        let written = 1 + u8::from(self.month.is_some()) + u8::from(self.day.is_some());
        let is_complete = year.is_some()
            && [self.month, self.day]
                .into_iter()
                .flatten()
                .all(|digits| digits.value().is_some());
        let is_plain = is_complete && season.is_none() && certainty == Certainty::default();
        Some(Date {
            earliest: Some(earliest),
            latest: Some(latest),
            years: Some((0, 0)),
            certainty,
            parts: Some(parts).filter(|_| says_something && can_say_it),
            is_yearless,
            range_precision: if is_plain { written } else { 0 },
        })
    }

    /// The first and last day of a season or another group of months (ISO 8601-2, 4.8). Where a season lies depends
    /// on the place; those without a hemisphere are taken as northern, by whole months.
    fn season(&self, code: i64) -> Option<(Day, Day)> {
        let (first, months) = match code {
            21 | 25 | 31 => (3, 3),
            22 | 26 | 32 => (6, 3),
            23 | 27 | 29 => (9, 3),
            24 | 28 | 30 => (12, 3),
            33..=36 => (3 * (code - 33) + 1, 3),
            37..=39 => (4 * (code - 37) + 1, 4),
            40 | 41 => (6 * (code - 40) + 1, 6),
            _ => return None,
        };
        let sign = if self.is_negative { -1 } else { 1 };
        let (low, high) = (sign * self.year.filled(0), sign * self.year.filled(9));
        let after = first + months - 1;
        let end = (high + after / 12, after % 12 + 1);
        let last = day(end.0, end.1, 1)?;
        Some((day(low, first, 1)?, Day(last.0 - 1)))
    }

    /// The first or the last day that fits the fields; `None` when none does.
    fn extreme(&self, is_last: bool) -> Option<Day> {
        let in_order = |count: i64, index: i64| if is_last { count - 1 - index } else { index };
        // Years differ in nothing but their leap day: one of each kind tells.
        let mut tried = [false; 2];
        for index in 0..10_000 {
            let year = match self.year.value() {
                Some(year) if index == 0 => year,
                Some(_) => return None,
                None => in_order(10_000, index),
            };
            if !self.year.fits(year) {
                continue;
            }
            let year = if self.is_negative { -year } else { year };
            let kind = tried.get_mut(usize::from(month_length(year, 2) == 29))?;
            if std::mem::replace(kind, true) {
                if tried == [true; 2] {
                    return None;
                }
                continue;
            }
            for index in 0..12 {
                let month = in_order(12, index) + 1;
                if self.month.is_some_and(|digits| !digits.fits(month)) {
                    continue;
                }
                let length = month_length(year, month);
                for index in 0..length {
                    let number = in_order(length, index) + 1;
                    if self.day.is_none_or(|digits| digits.fits(number)) {
                        return day(year, month, number);
                    }
                }
            }
        }
        None
    }
}

/// How many days a month has, in the proleptic Gregorian calendar.
fn month_length(year: i64, month: i64) -> i64 {
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    match month {
        2 if is_leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// The day, unless it is beyond [`MOST_YEARS`].
pub(super) fn day(year: i64, month: i64, day: i64) -> Option<Day> {
    (year.abs() <= MOST_YEARS).then(|| {
        Day::from_civil(CivilDate {
            year,
            month: month as u8,
            day: day as u8,
        })
    })
}

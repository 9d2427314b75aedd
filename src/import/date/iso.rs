//! Dates of ISO 8601-1 and RFC 3339, extended and compact, with and without a time of day.

use super::moment::{Time, civil};
use super::shape::Shape;

/// Reads `2023-05-14`, `2023-05-14T10:15:00.5+06:00`, `2023-05-14 10:15`, `20230514T101500Z`; `None` for what is not
/// of this form. A suffix of RFC 9557 that names the zone of an offset, `[Europe/Paris]`, says nothing more.
pub(super) fn read(text: &str) -> Option<Shape<'static>> {
    let mut rest = Rest(text.as_bytes());
    let year = rest.digits(4)?;
    let is_extended = rest.eat(b'-');
    let month = rest.digits(2)?;
    if is_extended && !rest.eat(b'-') {
        return None;
    }
    let day = rest.digits(2)?;
    let date = civil(i64::from(year), month, day);
    if rest.0.is_empty() {
        // A compact day alone is a number like others: its column says what it is.
        return is_extended.then(|| Shape::of_moment(date, None, None));
    }
    if !rest.eat(b'T') && !rest.eat(b't') {
        rest.spaces()?;
    }
    let (hour, minute, second) = rest.time()?;
    let offset = rest.offset()?;
    let time = Time::new(hour, minute, second);
    match time {
        Some(time) => Some(Shape::of_moment(date, Some(time), offset)),
        None => Some(Shape::Impossible),
    }
}

/// What has not been read.
struct Rest<'t>(&'t [u8]);

impl Rest<'_> {
    fn eat(&mut self, byte: u8) -> bool {
        match self.0.split_first() {
            Some((first, rest)) if *first == byte => {
                self.0 = rest;
                true
            }
            _ => false,
        }
    }

    /// Bytes in any case of letters.
    fn eat_all(&mut self, bytes: &[u8]) -> bool {
        match self.0.split_at_checked(bytes.len()) {
            Some((start, rest)) if start.eq_ignore_ascii_case(bytes) => {
                self.0 = rest;
                true
            }
            _ => false,
        }
    }

    /// A number of exactly so many digits, at most 9; more digits may follow.
    fn digits(&mut self, count: usize) -> Option<u32> {
        let (digits, rest) = self.0.split_at_checked(count)?;
        if !digits.iter().all(u8::is_ascii_digit) {
            return None;
        }
        self.0 = rest;
        let value = |value, digit: &u8| 10 * value + u32::from(digit - b'0');
        Some(digits.iter().fold(0, value))
    }

    /// At least one space.
    fn spaces(&mut self) -> Option<()> {
        let mut found = None;
        while self.eat(b' ') {
            found = Some(());
        }
        found
    }

    fn begins_with_digit(&self) -> bool {
        self.0.first().is_some_and(u8::is_ascii_digit)
    }

    /// `hh:mm`, `hh:mm:ss`, `hhmm`, `hhmmss`, with a fraction that is passed over.
    fn time(&mut self) -> Option<(u32, u32, u32)> {
        let hour = self.digits(2)?;
        let has_colons = self.eat(b':');
        let minute = self.digits(2)?;
        let has_second = if has_colons {
            self.eat(b':')
        } else {
            self.begins_with_digit()
        };
        let second = if has_second { self.digits(2)? } else { 0 };
        if self.eat(b'.') || self.eat(b',') {
            self.digits(1)?;
            while self.digits(1).is_some() {}
        }
        Some((hour, minute, second))
    }

    /// The end of the text, after an offset in minutes if there is one.
    fn offset(&mut self) -> Option<Option<i32>> {
        let _ = self.spaces();
        if self.0.is_empty() {
            return Some(None);
        }
        let sign = if self.eat(b'+') {
            1
        } else if self.eat(b'-') || self.eat_all("\u{2212}".as_bytes()) {
            // The second is the minus sign that ISO 8601 itself has.
            -1
        } else {
            0
        };
        let offset = if sign == 0 {
            let names: [&[u8]; 3] = [b"Z", b"UTC", b"GMT"];
            names.iter().find(|name| self.eat_all(name))?;
            0
        } else {
            let hours = self.digits(2)?;
            let has_minutes = self.eat(b':') || self.begins_with_digit();
            let minutes = if has_minutes { self.digits(2)? } else { 0 };
            if hours > 23 || minutes > 59 {
                return None;
            }
            sign * (60 * hours + minutes) as i32
        };
        let is_done = matches!(self.0, [] | [b'[', .., b']']);
        is_done.then_some(Some(offset))
    }
}

//! What the columns need of a feature, read in one pass where it is written as most are.

use super::cursor::{Cursor, Quoted, Stop};
use super::word::is_equal;
use crate::query::store::Minute;
use crate::story::{PlacePrecision, Status};
use crate::time::Day;

/// Degrees are counted in ten-millionths: about a centimetre.
pub(super) const UNITS_PER_DEGREE: i64 = 10_000_000;

/// A feature of which everything is understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Quick<'b> {
    /// Its kind; `None` where it says nothing.
    pub kind: Option<&'b [u8]>,
    pub region: Option<&'b [u8]>,
    pub precision: PlacePrecision,
    pub status: Status,
    pub span: Option<(Minute, Minute)>,
    /// Longitude and latitude in units of [`UNITS_PER_DEGREE`].
    pub at: Option<(i32, i32)>,
}

impl Quick<'_> {
    /// What a feature says that says nothing.
    pub const NOTHING: Self = Self {
        kind: None,
        region: None,
        precision: PlacePrecision::Settlement,
        status: Status::Reported,
        span: None,
        at: None,
    };
}

/// What became of a feature.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Read<'b> {
    /// All that is needed.
    Quick(Quick<'b>),
    /// It is written in another way than most: what it says has to be asked again.
    Odd,
}

/// Reads the feature that begins at the cursor and passes it.
///
/// # Errors
/// [`Stop`] where its bytes end or are no JSON.
pub(super) fn feature<'b>(cursor: &mut Cursor<'b>) -> Result<Read<'b>, Stop> {
    if cursor.peek()? != b'{' {
        cursor.skip(0)?;
        return Ok(Read::Odd);
    }
    let mut found = Found {
        quick: Quick::NOTHING,
        is_odd: false,
        is_feature: false,
        has_properties: false,
    };
    cursor.expect(b'{')?;
    let mut is_first = true;
    while let Some(key) = cursor.key(is_first)? {
        is_first = false;
        match key.bytes {
            b"type" => {
                let kind = found.word(cursor)?;
                found.is_feature = kind == Some(b"Feature");
            }
            b"geometry" => found.geometry(cursor)?,
            b"properties" => found.properties(cursor)?,
            _ => cursor.skip(1)?,
        }
        found.is_odd |= key.is_escaped;
    }
    let is_whole = found.is_feature && found.has_properties;
    Ok(match is_whole && !found.is_odd {
        true => Read::Quick(found.quick),
        false => Read::Odd,
    })
}

struct Found<'b> {
    quick: Quick<'b>,
    is_odd: bool,
    is_feature: bool,
    has_properties: bool,
}

impl<'b> Found<'b> {
    /// A string that says what it is; `null` says nothing, all else is odd.
    fn word(&mut self, cursor: &mut Cursor<'b>) -> Result<Option<&'b [u8]>, Stop> {
        match cursor.peek()? {
            b'"' => {
                let Quoted { bytes, is_escaped } = cursor.string()?;
                self.is_odd |= is_escaped || bytes.is_empty();
                Ok(Some(bytes))
            }
            b'n' => cursor.skip(1).map(|()| None),
            _ => {
                self.is_odd = true;
                cursor.skip(1).map(|()| None)
            }
        }
    }

    fn geometry(&mut self, cursor: &mut Cursor<'b>) -> Result<(), Stop> {
        match cursor.peek()? {
            b'{' => cursor.expect(b'{')?,
            b'n' => return cursor.skip(1),
            _ => {
                self.is_odd = true;
                return cursor.skip(1);
            }
        }
        let (mut is_first, mut is_point) = (true, false);
        while let Some(key) = cursor.key(is_first)? {
            is_first = false;
            match key.bytes {
                b"type" => is_point = self.word(cursor)? == Some(b"Point"),
                b"coordinates" if self.starts_number_list(cursor)? => self.position(cursor)?,
                _ => {
                    self.is_odd |= key.bytes == b"coordinates";
                    cursor.skip(2)?;
                }
            }
            self.is_odd |= key.is_escaped;
        }
        self.is_odd |= !is_point || self.quick.at.is_none();
        Ok(())
    }

    /// Whether an array that begins with a number comes next.
    fn starts_number_list(&self, cursor: &mut Cursor<'b>) -> Result<bool, Stop> {
        let mut ahead = *cursor;
        Ok(ahead.accept(b'[')? && matches!(ahead.peek()?, b'-' | b'0'..=b'9'))
    }

    fn position(&mut self, cursor: &mut Cursor<'b>) -> Result<(), Stop> {
        cursor.expect(b'[')?;
        let lng = units_of(cursor.number()?, 180);
        let mut lat = None;
        if cursor.accept(b',')? {
            match cursor.peek()? {
                b'-' | b'0'..=b'9' => lat = units_of(cursor.number()?, 90),
                _ => cursor.skip(2)?,
            }
        }
        // An altitude may follow.
        while cursor.accept(b',')? {
            cursor.skip(2)?;
        }
        cursor.expect(b']')?;
        self.quick.at = lng.zip(lat);
        Ok(())
    }

    fn properties(&mut self, cursor: &mut Cursor<'b>) -> Result<(), Stop> {
        if cursor.peek()? != b'{' {
            self.is_odd = true;
            return cursor.skip(1);
        }
        self.has_properties = true;
        cursor.expect(b'{')?;
        let (mut is_first, mut has_title) = (true, false);
        while let Some(key) = cursor.key(is_first)? {
            is_first = false;
            match key.bytes {
                b"kind" => self.quick.kind = self.word(cursor)?,
                b"when" => {
                    let text = self.word(cursor)?;
                    self.quick.span = text.and_then(span_of);
                    self.is_odd |= text.is_some() && self.quick.span.is_none();
                }
                b"status" => {
                    let word = self.word(cursor)?;
                    let found = word.map_or(Some(Status::Reported), status_of);
                    self.is_odd |= found.is_none();
                    self.quick.status = found.unwrap_or(Status::Reported);
                }
                b"place" => self.place(cursor)?,
                // Without one there is something to say of the record.
                b"title" => {
                    has_title = true;
                    cursor.skip(2)?;
                }
                _ => cursor.skip(2)?,
            }
            self.is_odd |= key.is_escaped;
        }
        self.is_odd |= !has_title;
        Ok(())
    }

    fn place(&mut self, cursor: &mut Cursor<'b>) -> Result<(), Stop> {
        match cursor.peek()? {
            b'{' => cursor.expect(b'{')?,
            b'n' => return cursor.skip(1),
            _ => {
                self.is_odd = true;
                return cursor.skip(2);
            }
        }
        let mut is_first = true;
        while let Some(key) = cursor.key(is_first)? {
            is_first = false;
            match key.bytes {
                b"region" => self.quick.region = self.word(cursor)?,
                b"precision" => {
                    let word = self.word(cursor)?;
                    let found = word.map_or(Some(PlacePrecision::Settlement), precision_of);
                    self.is_odd |= found.is_none();
                    self.quick.precision = found.unwrap_or(PlacePrecision::Settlement);
                }
                _ => cursor.skip(3)?,
            }
            self.is_odd |= key.is_escaped;
        }
        Ok(())
    }
}

pub(super) fn status_of(word: &[u8]) -> Option<Status> {
    of(&Status::ALL, word)
}

pub(super) fn precision_of(word: &[u8]) -> Option<PlacePrecision> {
    of(&PlacePrecision::ALL, word)
}

fn of<T: Copy>(all: &[(&str, T)], word: &[u8]) -> Option<T> {
    let found = all
        .iter()
        .find(|(known, _)| is_equal(known.as_bytes(), word));
    found.map(|(_, value)| *value)
}

/// A number of degrees in units, rounded; `None` beyond `most` degrees or with an exponent.
pub(super) fn units_of(text: &[u8], most: i64) -> Option<i32> {
    let (sign, digits) = match text.strip_prefix(b"-") {
        Some(digits) => (-1, digits),
        None => (1, text),
    };
    let mut units = 0_i64;
    let mut scale = UNITS_PER_DEGREE;
    let mut is_fraction = false;
    for byte in digits {
        match byte {
            b'.' => is_fraction = true,
            b'0'..=b'9' => {
                let digit = i64::from(byte - b'0');
                match is_fraction {
                    false => units = units * 10 + digit * UNITS_PER_DEGREE,
                    // The first digit that is too fine decides on rounding.
                    true if scale == 1 => {
                        units += i64::from(digit >= 5);
                        scale = 0;
                    }
                    true => {
                        scale /= 10;
                        units += digit * scale;
                    }
                }
                if units > most * UNITS_PER_DEGREE {
                    return None;
                }
            }
            _ => return None,
        }
    }
    i32::try_from(sign * units).ok()
}

/// The minutes of a date that is a year, a month or a day; `None` for what else EDTF can say.
#[inline(never)]
pub(super) fn span_of(text: &[u8]) -> Option<(Minute, Minute)> {
    let two = |tens: u8, ones: u8| {
        let (tens, ones) = (tens.wrapping_sub(b'0'), ones.wrapping_sub(b'0'));
        (tens < 10 && ones < 10).then(|| 10 * tens + ones)
    };
    let year_of =
        |century: Option<u8>, year: Option<u8>| Some(100 * u32::from(century?) + u32::from(year?));
    let (first, last) = match *text {
        [a, b, c, d, b'-', e, f, b'-', g, h] => {
            let year = year_of(two(a, b), two(c, d))?;
            let (month, day) = (two(e, f)?, two(g, h)?);
            if day == 0 || day > days_in(year, month) {
                return None;
            }
            let day = day_of(year, month, day);
            (day, day)
        }
        [a, b, c, d, b'-', e, f] => {
            let year = year_of(two(a, b), two(c, d))?;
            month_of(year, two(e, f)?)?
        }
        [a, b, c, d] => {
            let year = year_of(two(a, b), two(c, d))?;
            (month_of(year, 1)?.0, month_of(year, 12)?.1)
        }
        _ => return None,
    };
    Some((Minute::first_of(first), Minute::last_of(last)))
}

/// The first and the last day of a month; `None` where there is no such month.
fn month_of(year: u32, month: u8) -> Option<(Day, Day)> {
    let days = days_in(year, month);
    (days > 0).then(|| (day_of(year, month, 1), day_of(year, month, days)))
}

/// The day of a date that there is, as `Day::from_civil` counts it. Numbers of 32 bits are divided in a fraction of the time.
fn day_of(year: u32, month: u8, day: u8) -> Day {
    // 400 years later, so that nothing is below zero; a year begins with March.
    let years = year + 400 - u32::from(month <= 2);
    let months = (u32::from(month) + 9) % 12;
    let days = years * 365 + years / 4 - years / 100 + years / 400;
    let days = days + (153 * months + 2) / 5 + u32::from(day) - 1;
    Day(i64::from(days) - (719_468 + 146_097))
}

/// How many days a month has; 0 where there is no such month.
fn days_in(year: u32, month: u8) -> u8 {
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 => {
            let is_leap = match year.is_multiple_of(100) {
                true => year.is_multiple_of(400),
                false => year.is_multiple_of(4),
            };
            28 + u8::from(is_leap)
        }
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::When;
    use proptest::prelude::*;

    #[test]
    fn degrees_are_rounded_to_a_centimetre() {
        for (text, expected) in [
            ("0", Some(0)),
            ("-0.0", Some(0)),
            ("63.6", Some(636_000_000)),
            ("-71.123456789", Some(-711_234_568)),
            ("71.12345674", Some(711_234_567)),
            ("180", Some(1_800_000_000)),
            ("180.0000001", None),
            ("-181", None),
            ("1e1", None),
            ("99999999999999999999", None),
        ] {
            assert_eq!(units_of(text.as_bytes(), 180), expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn degrees_are_those_of_the_parser(degrees in -180.0..180.0_f64) {
            let text = degrees.to_string();
            let expected = (degrees * UNITS_PER_DEGREE as f64).round();
            let units = units_of(text.as_bytes(), 180);
            prop_assert!((f64::from(units.unwrap()) - expected).abs() <= 1.0, "{}", text);
        }

        #[test]
        fn dates_are_those_of_edtf(text in "[0-2][0-9]{3}(-[01][0-9](-[0-3][0-9])?)?") {
            let quick = span_of(text.as_bytes());
            let expected = When::parse(&text).ok().and_then(|when| Minute::of_date(&when));
            prop_assert_eq!(quick, expected, "{}", text);
        }
    }
}

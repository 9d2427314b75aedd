//! Dates of words and numbers, in any order that is not open: `14 May 2023`, `2023 ж. 14 мамыр`,
//! `Sun, 14 May 2023 10:15:00 +0600` (RFC 2822), `Sun May 14 10:15:00 2023` (C's `asctime`),
//! `14/May/2023:10:15:00 +0600` (web servers), `5/14/2023 2:30 PM`.

use super::moment::{Time, civil, year_of_two_digits};
use super::order::Triple;
use super::shape::{Seen, Shape};
use super::time_of_day::{time_at, zone_at};
use super::tokens::{Digits, Piece, Token, Tokens};
use super::words::Word;

/// Reads such a date; `None` for what is none.
pub(super) fn read(text: &str) -> Option<Seen<'static>> {
    // A comment after the zone, as RFC 2822 and JavaScript write it: `+0600 (East Standard Time)`.
    let (text, has_comment) = match text
        .strip_suffix(')')
        .and_then(|text| text.rsplit_once('('))
    {
        Some((text, _)) => (text.trim_end(), true),
        None => (text, false),
    };
    let tokens = Tokens::read(text)?;
    let mut reader = Reader::new(tokens.as_slice());
    while let Some(token) = reader.tokens.get(reader.at) {
        match token.piece {
            Piece::Number(digits) => reader.number(digits)?,
            Piece::Word(word) => reader.word(word)?,
            Piece::Mark(mark) => reader.mark(mark)?,
        }
    }
    if has_comment && reader.offset.is_none() {
        return None;
    }
    Some(Seen {
        has_month_name: reader.month.is_some() && reader.date.is_none(),
        shape: reader.shape()?,
    })
}

/// A date all of numbers.
enum NumericDate {
    YearFirst(i64, u32, u32),
    Triple(Triple),
    Month(i64, u32),
}

/// What was found so far.
struct Reader<'t> {
    tokens: &'t [Token],
    at: usize,
    /// The month, if a word names it.
    month: Option<Word>,
    /// How many numbers stood before it.
    numbers_before_month: usize,
    /// Day and year beside a month that is a word.
    numbers: [Option<Digits>; 2],
    /// The year, where an apostrophe says so: `'23`.
    year: Option<i64>,
    date: Option<NumericDate>,
    /// The inner `None` is one that no clock has.
    time: Option<Option<Time>>,
    offset: Option<i32>,
}

impl<'t> Reader<'t> {
    fn new(tokens: &'t [Token]) -> Self {
        Self {
            tokens,
            at: 0,
            month: None,
            numbers_before_month: 0,
            numbers: [None; 2],
            year: None,
            date: None,
            time: None,
            offset: None,
        }
    }

    fn rest(&self) -> &'t [Token] {
        self.tokens.get(self.at..).unwrap_or_default()
    }

    fn has_date(&self) -> bool {
        self.date.is_some() || (self.month.is_some() && self.numbers[0].is_some())
    }

    /// Whether a time of day follows this piece and may.
    fn begins_time_next(&self) -> bool {
        let rest = self.tokens.get(self.at + 1..).unwrap_or_default();
        self.has_date() && self.time.is_none() && time_at(rest, false).is_some()
    }

    fn number(&mut self, number: Digits) -> Option<()> {
        if self.time.is_none()
            && let Some((time, length)) = time_at(self.rest(), self.has_date())
        {
            self.time = Some(time);
            self.at += length;
            return Some(());
        }
        let is_first = self.numbers[0].is_none() && self.date.is_none();
        let may_be_numeric = is_first && !matches!(self.month, Some(Word::Month(_)));
        if may_be_numeric && let Some((date, length)) = numeric_date(self.rest(), self.at == 0) {
            self.date = Some(date);
            self.at += length;
            return Some(());
        }
        let place = self.numbers.iter_mut().find(|place| place.is_none());
        *place? = Some(number);
        self.at += 1;
        Some(())
    }

    fn word(&mut self, word: Word) -> Option<()> {
        match word {
            Word::Month(_) | Word::MarchOrTuesday => self.month(word)?,
            // German has the word for *on the*.
            Word::Filler | Word::Am => {}
            Word::Hours if self.time.is_some() => {}
            Word::Time if self.begins_time_next() => {}
            Word::Zone(minutes) if self.time.is_some() && self.offset.is_none() => {
                self.offset = Some(minutes);
                self.at += 1;
                // `GMT+0600`.
                if minutes == 0
                    && let Some((offset, length)) = zone_at(self.rest(), true)
                {
                    self.offset = Some(offset);
                    self.at += length;
                }
                return Some(());
            }
            _ => return None,
        }
        self.at += 1;
        Some(())
    }

    fn month(&mut self, word: Word) -> Option<()> {
        match (self.month, word) {
            (None | Some(Word::MarchOrTuesday), _) => {
                self.month = Some(word);
                self.numbers_before_month = self.numbers.iter().flatten().count();
            }
            (Some(_), Word::MarchOrTuesday) => {}
            _ => return None,
        }
        Some(())
    }

    fn mark(&mut self, mark: u8) -> Option<()> {
        let piece = |at: Option<usize>| Some(self.tokens.get(at?)?.piece);
        let (before, after) = (piece(self.at.checked_sub(1)), piece(Some(self.at + 1)));
        let is_month = |piece| matches!(piece, Some(Piece::Word(word)) if Word::is_month(word));
        // `14-окт.-2023`.
        let follows_month = match before {
            Some(Piece::Mark(b'.')) => is_month(piece(self.at.checked_sub(2))),
            before => is_month(before),
        };
        match (mark, before, after) {
            (b'+' | b'-', _, _) if self.time.is_some() => {
                let (offset, length) = zone_at(self.rest(), false)?;
                if self.offset.replace(offset).is_some() {
                    return None;
                }
                self.at += length;
                return Some(());
            }
            (b'.' | b',', Some(Piece::Number(_) | Piece::Word(_)), _) => {}
            (b',', Some(Piece::Mark(b'.')), _) => {}
            (b'-' | b'/', _, _) if follows_month || is_month(after) => {}
            (b'-' | b':', _, _) if self.begins_time_next() => {}
            (b'\'', _, Some(Piece::Number(digits))) if digits.count == 2 => {
                let year = year_of_two_digits(digits.value);
                if self.year.replace(year).is_some() {
                    return None;
                }
                self.at += 1;
            }
            _ => return None,
        }
        self.at += 1;
        Some(())
    }

    /// What the pieces say together; `None` if they say too little or too much.
    fn shape(self) -> Option<Shape<'static>> {
        let time = match self.time {
            Some(None) => return Some(Shape::Impossible),
            Some(time) => time,
            None => None,
        };
        let day = |year: i64, month: u32, day: u32| {
            Shape::of_moment(civil(year, month, day), time, self.offset)
        };
        let month = match (self.month, &self.date) {
            (Some(Word::MarchOrTuesday), None) => Some(3),
            (Some(Word::Month(month)), None) => Some(month),
            (Some(Word::Month(_)), Some(_)) => return None,
            _ => None,
        };
        let shape = match (self.date, month, self.numbers, self.year) {
            (Some(NumericDate::YearFirst(year, month, number)), _, [None, None], None) => {
                day(year, month, number)
            }
            (Some(NumericDate::Triple(triple)), _, [None, None], None) => {
                Shape::Triple(triple, time, self.offset)
            }
            (Some(NumericDate::Month(year, month)), _, [None, None], None) => match month {
                1..=12 => Shape::Month(year, month as u8),
                _ => Shape::Impossible,
            },
            (None, Some(month), [Some(first), Some(second)], None) => {
                let (year, number) = year_and_day(first, second)?;
                day(year, month.into(), number)
            }
            (None, Some(month), [Some(number), None], Some(year)) if number.count <= 2 => {
                day(year, month.into(), number.value)
            }
            (None, Some(month), [None, None], Some(year)) => Shape::Month(year, month),
            (None, Some(month), [Some(year), None], None) if year.count == 4 => {
                Shape::Month(year.value.into(), month)
            }
            // After its month a number of two digits may be a year: spreadsheets write `May-23`.
            (None, Some(month), [Some(number), None], None)
                if number.count <= 2 && self.numbers_before_month == 1 =>
            {
                const LEAP_YEAR: i64 = 2000;
                match civil(LEAP_YEAR, month.into(), number.value) {
                    Some(date) => Shape::Yearless(month, Some(date.day)),
                    None => Shape::Impossible,
                }
            }
            (None, Some(month), [None, None], None) => Shape::Yearless(month, None),
            (None, None, [Some(year), None], None) if year.count == 4 => {
                Shape::Year(year.value.into())
            }
            _ => return None,
        };
        let is_day = matches!(
            shape,
            Shape::Moment(_) | Shape::Triple(..) | Shape::Impossible
        );
        (is_day || time.is_none()).then_some(shape)
    }
}

/// Which of two numbers beside the name of a month is the year: the one of four digits, or of two the last, unless
/// the first cannot be a day.
fn year_and_day(first: Digits, second: Digits) -> Option<(i64, u32)> {
    let two_digits = |digits: Digits| (digits.count == 2).then(|| year_of_two_digits(digits.value));
    match (first.count, second.count) {
        (4, 1 | 2) => Some((first.value.into(), second.value)),
        (1 | 2, 4) => Some((second.value.into(), first.value)),
        (1 | 2, 1 | 2) if first.value > 31 => Some((two_digits(first)?, second.value)),
        (1 | 2, 2) => Some((two_digits(second)?, first.value)),
        _ => None,
    }
}

/// A date of numbers with the same sign between them, and how many pieces it has. Colons are EXIF's, which stand
/// only at the beginning.
fn numeric_date(tokens: &[Token], is_beginning: bool) -> Option<(NumericDate, usize)> {
    let number = |at: usize| tokens.get(at)?.number();
    let separator = |at: usize| match tokens.get(at)? {
        Token {
            piece: Piece::Mark(mark @ (b'.' | b'/' | b'-' | b':')),
            is_spaced: false,
        } => Some(*mark),
        _ => None,
    };
    let (first, mark, second) = (number(0)?, separator(1)?, number(2)?);
    let third = number(4).filter(|_| separator(3) == Some(mark));
    let is_spaced = |at: usize| tokens.get(at).is_some_and(|token| token.is_spaced);
    if mark != b'.' && (is_spaced(2) || (third.is_some() && is_spaced(4))) {
        return None;
    }
    let date = match (first.count, second.count, third, mark) {
        (4, 1 | 2, Some(third), _) if third.count <= 2 && (mark != b':' || is_beginning) => {
            NumericDate::YearFirst(first.value.into(), second.value, third.value)
        }
        (1 | 2, 1 | 2, Some(third), b'.' | b'/' | b'-') => {
            NumericDate::Triple(Triple::new([first, second, third], mark)?)
        }
        (4, 1 | 2, None, b'/' | b'-') => NumericDate::Month(first.value.into(), second.value),
        (1 | 2, 4, None, b'.' | b'/' | b'-') => {
            NumericDate::Month(second.value.into(), first.value)
        }
        _ => return None,
    };
    Some((date, if third.is_some() { 5 } else { 3 }))
}

//! Times of day: in a date, and in a column of their own.

use serde_json::Value;

use super::iso;
use super::moment::{Moment, Time};
use super::shape::Shape;
use super::tokens::{Digits, Piece, Token, Tokens};
use super::words::Word;

/// The largest offset from UTC, in minutes (EDTF, level 0).
pub(super) const MOST_OFFSET_MINUTES: i32 = 14 * 60;

/// Joins a day in EDTF and the time of day that another column has for it: `14:30`, `14:30:05`, `9:05 PM`, `14h30`,
/// `2230` (text or number, of three or four digits). `None` if the date is not a plain day, or the time is none that a
/// clock has; a time with a zone is an instant that cannot be told without the story's offset, and is not joined
/// either. 24:00 is the beginning of the next day.
pub fn with_time_of_day(edtf: &str, time: &Value) -> Option<String> {
    let Some(Shape::Moment(day)) = iso::read(edtf) else {
        return None;
    };
    if day.time.is_some() {
        return None;
    }
    let moment = Moment {
        time: Some(time_of_value(time)?),
        ..day
    };
    Some(moment.at_offset(0)?.edtf())
}

fn time_of_value(value: &Value) -> Option<Time> {
    match value {
        Value::Number(number) => {
            let number = number.as_f64()?;
            let is_whole = number.fract() == 0.0 && (100.0..=2400.0).contains(&number);
            // One or two digits may be hours or minutes; zero is midnight in both.
            (is_whole || number == 0.0).then(|| of_digits(number as u32))?
        }
        Value::String(text) => {
            let text = text.trim();
            // As data frames write whole numbers beside missing ones.
            let digits = text.strip_suffix(".0").unwrap_or(text);
            if matches!(digits.len(), 3 | 4) && digits.bytes().all(|byte| byte.is_ascii_digit()) {
                return of_digits(digits.parse().ok()?);
            }
            read_alone(text)?
        }
        _ => None,
    }
}

/// A time as `2230`.
fn of_digits(digits: u32) -> Option<Time> {
    Time::new(digits / 100, digits % 100, 0)
}

/// A time of day that stands alone; the inner `None` is one that no clock has.
fn read_alone(text: &str) -> Option<Option<Time>> {
    let tokens = Tokens::read(text)?;
    // ISO 8601 may have a `T` before it.
    let tokens = match tokens.as_slice() {
        [first, rest @ ..] if first.piece == Piece::Word(Word::Time) => rest,
        all => all,
    };
    let (time, length) = time_at(tokens, true).or_else(|| dotted_time(tokens))?;
    let is_unit = |token: &Token| matches!(token.piece, Piece::Word(Word::Filler | Word::Hours));
    tokens.get(length..)?.iter().all(is_unit).then_some(time)
}

/// `14.30`.
fn dotted_time(tokens: &[Token]) -> Option<(Option<Time>, usize)> {
    let hour = tokens.first()?.number()?;
    let dot = tokens.get(1)?;
    let minute = tokens.get(2)?.number()?;
    let is_time = hour.count <= 2 && dot.piece == Piece::Mark(b'.') && minute.count == 2;
    is_time.then(|| (Time::new(hour.value, minute.value, 0), 3))
}

/// The time of day that tokens begin with, and how many of them it is; the inner `None` is one that no clock has.
/// Full hours (`9 PM`) are times where nothing else can be meant.
pub(super) fn time_at(tokens: &[Token], may_be_full_hour: bool) -> Option<(Option<Time>, usize)> {
    let piece = |at: usize| tokens.get(at).map(|token| token.piece);
    let two_digits = |at: usize| {
        let number = tokens.get(at)?.number()?;
        (number.count == 2).then_some(number.value)
    };
    let hour = tokens.first()?.number().filter(|hour| hour.count <= 2)?;
    let (mut minute, mut second, mut length) = (None, None, 1);
    if let Some(Piece::Mark(b':') | Piece::Word(Word::Hours)) = piece(1) {
        minute = two_digits(2);
        length = 3;
        if minute.is_some() && piece(3) == Some(Piece::Mark(b':')) {
            second = Some(two_digits(4)?);
            length = 5 + fraction_length(tokens.get(5..).unwrap_or_default());
        }
    }
    let half = match piece(length) {
        Some(Piece::Word(half @ (Word::Am | Word::Pm))) => Some(half),
        _ => None,
    };
    let is_time = minute.is_some() || (length == 1 && half.is_some() && may_be_full_hour);
    let length = length + usize::from(half.is_some());
    is_time.then(|| {
        let hour = hour_of_day(hour, half);
        let time = hour.and_then(|hour| {
            Time::new(hour, minute.unwrap_or_default(), second.unwrap_or_default())
        });
        (time, length)
    })
}

/// The hour from 0 to 24; `None` if the half of the day contradicts it. `14:30 PM` is sloppy but clear.
fn hour_of_day(hour: Digits, half: Option<Word>) -> Option<u32> {
    match (half, hour.value) {
        (Some(Word::Am), 12) => Some(0),
        (Some(Word::Am), hour) => (hour < 12).then_some(hour),
        (Some(Word::Pm), 12) => Some(12),
        (Some(Word::Pm), 0) => None,
        (Some(Word::Pm), hour) if hour < 12 => Some(hour + 12),
        (_, hour) => Some(hour),
    }
}

/// How many tokens a fraction of a second is: `.123`, `,123`, or `:123` as one database writes it.
fn fraction_length(tokens: &[Token]) -> usize {
    match tokens {
        [mark, number, ..] => {
            let is_mark = matches!(mark.piece, Piece::Mark(b'.' | b',' | b':'));
            let is_joined = !mark.is_spaced && !number.is_spaced;
            2 * usize::from(is_mark && is_joined && number.number().is_some())
        }
        _ => 0,
    }
}

/// The offset from UTC in minutes that tokens begin with, and how many of them it is: `+0600`, `+06:00`, `+06`. With
/// a minus and a colon it must be set apart from the time, unless it follows the name of a zone: `10:00-11:30` is
/// from then to then.
pub(super) fn zone_at(tokens: &[Token], follows_name: bool) -> Option<(i32, usize)> {
    let sign = tokens.first()?;
    let factor = match sign.piece {
        Piece::Mark(b'+') => 1,
        Piece::Mark(b'-') => -1,
        _ => return None,
    };
    let first = tokens.get(1).filter(|token| !token.is_spaced)?.number()?;
    let has_colon = tokens
        .get(2)
        .is_some_and(|token| token.piece == Piece::Mark(b':'));
    let (hours, minutes, length) = match (first.count, has_colon) {
        (4, false) => (first.value / 100, first.value % 100, 2),
        (1 | 2, false) => (first.value, 0, 2),
        (1 | 2, true) if factor > 0 || sign.is_spaced || follows_name => {
            let minutes = tokens
                .get(3)?
                .number()
                .filter(|minutes| minutes.count == 2)?;
            (first.value, minutes.value, 4)
        }
        _ => return None,
    };
    let offset = (60 * hours + minutes) as i32;
    (minutes <= 59 && offset <= MOST_OFFSET_MINUTES).then_some((factor * offset, length))
}

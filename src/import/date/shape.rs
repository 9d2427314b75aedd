//! What a value may be, by itself.

use serde_json::Value;

use super::moment::{Moment, Time};
use super::number::Number;
use super::order::Triple;
use super::{iso, text, words};
use crate::time::{CivilDate, When};

/// What a value may be, by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape<'v> {
    /// Nothing, or a word for it.
    Missing,
    /// No date.
    NotADate,
    /// A date that no calendar has.
    Impossible,
    /// EDTF as it stands.
    Edtf(&'v str),
    /// A day, with or without a time.
    Moment(Moment),
    /// A month of a year.
    Month(i64, u8),
    /// A year.
    Year(i64),
    /// A month, or a day of it, of no stated year.
    Yearless(u8, Option<u8>),
    /// A number.
    Number(Number),
    /// Three numbers whose order is open.
    Triple(Triple, Option<Time>, Option<i32>),
}

/// A value by its shape.
#[derive(Clone, Copy, Debug)]
pub(super) struct Seen<'v> {
    /// What it may be.
    pub shape: Shape<'v>,
    /// Whether a month in it is a word.
    pub has_month_name: bool,
}

impl<'v> Shape<'v> {
    /// A day that the calendar may not have.
    pub fn of_moment(date: Option<CivilDate>, time: Option<Time>, offset: Option<i32>) -> Self {
        date.map_or(Self::Impossible, |date| {
            Self::Moment(Moment {
                date,
                time,
                offset_minutes: offset,
            })
        })
    }

    fn plain(self) -> Seen<'v> {
        Seen {
            shape: self,
            has_month_name: false,
        }
    }
}

impl<'v> Seen<'v> {
    /// What a JSON value may be. An object with `edtf` is the profile's own form of a date.
    pub fn read(value: &'v Value) -> Self {
        match value {
            Value::Null => Shape::Missing.plain(),
            Value::String(text) => Self::of_text(text),
            Value::Number(number) => match Number::from_json(number) {
                Some(number) if number.is_zero() => Shape::Missing.plain(),
                Some(number) => Shape::Number(number).plain(),
                None => Shape::NotADate.plain(),
            },
            Value::Object(fields) => match fields.get("edtf") {
                Some(Value::String(text)) => Self::of_text(text),
                Some(Value::Null) => Shape::Missing.plain(),
                None if fields.is_empty() => Shape::Missing.plain(),
                _ => Shape::NotADate.plain(),
            },
            Value::Array(items) if items.is_empty() => Shape::Missing.plain(),
            Value::Bool(_) | Value::Array(_) => Shape::NotADate.plain(),
        }
    }

    fn of_text(text: &'v str) -> Self {
        // Marks of byte order and of writing direction come with text from elsewhere and are not seen.
        let is_around =
            |c: char| c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}'..='\u{200f}');
        let text = text.trim_matches(is_around);
        if is_all_zero(text) {
            return Shape::Missing.plain();
        }
        if let Some(shape) = iso::read(text) {
            return shape.plain();
        }
        if let Some(number) = Number::from_text(text) {
            return Shape::Number(number).plain();
        }
        if is_edtf(text) {
            return Shape::Edtf(text).plain();
        }
        if let Some(seen) = text::read(text) {
            return seen;
        }
        if words::is_missing(text) {
            return Shape::Missing.plain();
        }
        match is_reversed(text) {
            true => Shape::Impossible.plain(),
            false => Shape::NotADate.plain(),
        }
    }
}

/// Whether a text has no digit but zeros and nothing but what stands between digits: `0000-00-00 00:00:00`, as
/// databases write no date, `-`, and nothing at all.
fn is_all_zero(text: &str) -> bool {
    let is_empty_part = |byte| matches!(byte, b'0' | b'-' | b'.' | b'/' | b':' | b' ');
    let text = text.strip_suffix('Z').unwrap_or(text);
    let (date, time) = text.split_once('T').unwrap_or((text, "0"));
    let is_empty = |part: &str| part.bytes().all(is_empty_part);
    is_empty(date) && is_empty(time) && (date.len() == text.len() || !time.is_empty())
}

fn is_edtf(text: &str) -> bool {
    let is_sign = |byte: u8| byte.is_ascii_digit() || b"XYEST-/.~?%+:,[]{}".contains(&byte);
    text.bytes().all(is_sign) && When::parse(text).is_ok()
}

/// Whether a text is an interval that ends before it begins.
fn is_reversed(text: &str) -> bool {
    text.split_once('/')
        .is_some_and(|(start, end)| is_edtf(start) && is_edtf(end))
}

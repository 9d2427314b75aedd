//! Reading EDTF (Extended Date/Time Format, ISO 8601-2:2019 Annex A), levels 0 to 2.
//!
//! What is read is at once turned into what this program asks of a date: the days it may touch, its stated fields,
//! and how sure the source is. The published readers keep the whole expression and weigh three times as much in
//! the first download; `edtf-core`, the strictest of them, is what the tests hold this one to.

mod date;
#[cfg(test)]
mod tests;

use self::date::{Date, Failed, Reader, is_reversed};
use super::Day;
use super::when::{Certainty, WhenForm};

/// An expression, by what follows from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Expression {
    /// The first day it may touch; `None` when open, unknown or beyond what a calendar shows.
    pub earliest: Option<Day>,
    /// The last day it may touch.
    pub latest: Option<Day>,
    /// Any of its marks.
    pub certainty: Certainty,
    /// Its shape.
    pub form: WhenForm,
    /// Whether a date in it states no digit of its year.
    pub is_yearless: bool,
    /// The minute of its only day, where it has a time of day.
    pub minute_of_day: Option<u16>,
}

/// Reads an expression.
pub(super) fn read(text: &str) -> Result<Expression, Failed> {
    let reader = Reader {
        bytes: text.as_bytes(),
        at: 0,
    };
    let slash = reader.bytes.iter().position(|byte| *byte == b'/');
    match (reader.peek(), slash) {
        (Some(b'{' | b'['), _) => set(reader),
        (_, Some(slash)) => interval(reader, slash),
        _ if reader.bytes.contains(&b'T') => date_time(reader),
        _ => reader.date().map(|date| date.expression()),
    }
}

impl Date {
    fn expression(self) -> Expression {
        Expression {
            earliest: self.earliest,
            latest: self.latest,
            certainty: self.certainty,
            form: self.parts.map_or(WhenForm::Other, WhenForm::Date),
            is_yearless: self.is_yearless,
            minute_of_day: None,
        }
    }
}

/// `start/end`; each may be open (`..`) or unknown (nothing), but not both.
fn interval(reader: Reader, slash: usize) -> Result<Expression, Failed> {
    let end_at = slash + 1;
    let start = end_of_interval(reader.part(0, slash), true)?;
    let end = end_of_interval(reader.part(end_at, reader.bytes.len()), false)?;
    if start.date.is_none() && end.date.is_none() {
        return Err(0);
    }
    if let (Some(from), Some(to)) = (&start.date, &end.date)
        && !start.is_vague
        && !end.is_vague
        && is_reversed(from, to)
    {
        return Err(end_at);
    }
    let parts = |end: &End| match (end.date, end.is_vague) {
        (None, _) => Some(None),
        (Some(date), false) => date.parts.map(Some),
        (Some(_), true) => None,
    };
    let form = match (parts(&start), parts(&end)) {
        (Some(start), Some(end)) => WhenForm::Interval(start, end),
        _ => WhenForm::Other,
    };
    let firm = |end: &End| end.date.filter(|_| !end.is_vague);
    let certainty = [start.date, end.date].into_iter().flatten();
    Ok(Expression {
        earliest: firm(&start).and_then(|date| date.earliest),
        latest: firm(&end).and_then(|date| date.latest),
        certainty: certainty.fold(Certainty::default(), |all, date| all.and(date.certainty)),
        form,
        is_yearless: [firm(&start), firm(&end)]
            .into_iter()
            .flatten()
            .any(|date| date.is_yearless),
        minute_of_day: None,
    })
}

/// An end of an interval.
struct End {
    date: Option<Date>,
    /// On or before the date (`..date`), on or after it (`date..`).
    is_vague: bool,
}

fn end_of_interval(reader: Reader, is_start: bool) -> Result<End, Failed> {
    let (from, to) = (reader.at, reader.bytes.len());
    let text = reader.rest();
    let (from, to, is_vague) = match text {
        b"" | b".." => {
            return Ok(End {
                date: None,
                is_vague: false,
            });
        }
        [b'.', b'.', ..] if is_start => (from + 2, to, true),
        [.., b'.', b'.'] if !is_start => (from, to - 2, true),
        _ => (from, to, false),
    };
    let date = Some(reader.part(from, to).date()?);
    Ok(End { date, is_vague })
}

/// `{…}`, all of its members, or `[…]`, one of them.
fn set(reader: Reader) -> Result<Expression, Failed> {
    let last = reader.bytes.len() - 1;
    let closing = match reader.peek() {
        Some(b'{') => b'}',
        _ => b']',
    };
    if last == 0 || reader.bytes.last() != Some(&closing) {
        return Err(last);
    }
    let mut all: Option<Expression> = None;
    // The first two members, where they are dates, and how many there are.
    let (mut stated, mut count) = ([None; 2], 0);
    let mut from = 1;
    for at in 1..=last {
        if at < last && reader.bytes.get(at) != Some(&b',') {
            continue;
        }
        let member = member(reader.part(from, at))?;
        if let (WhenForm::Date(parts), Some(place)) = (member.form, stated.get_mut(count)) {
            *place = Some(parts);
        }
        count += 1;
        let known = all.unwrap_or(member);
        all = Some(Expression {
            earliest: known
                .earliest
                .and_then(|day| Some(day.min(member.earliest?))),
            latest: known.latest.and_then(|day| Some(day.max(member.latest?))),
            certainty: known.certainty.and(member.certainty),
            form: WhenForm::Other,
            is_yearless: known.is_yearless || member.is_yearless,
            minute_of_day: None,
        });
        from = at + 1;
    }
    let form = match (stated, count, closing) {
        ([Some(one), Some(other)], 2, b']') => WhenForm::Either(one, other),
        _ => WhenForm::Other,
    };
    all.map(|all| Expression { form, ..all }).ok_or(1)
}

/// A member of a set: a date, all before or after one, or a range of plain dates.
fn member(reader: Reader) -> Result<Expression, Failed> {
    let (from, to) = (reader.at, reader.bytes.len());
    let text = reader.rest();
    let dots = text.windows(2).position(|pair| pair == b"..");
    let Some(dots) = dots else {
        return reader.date().map(|date| date.expression());
    };
    let open = |date: Date| Expression {
        earliest: None,
        latest: None,
        form: WhenForm::Other,
        ..date.expression()
    };
    if dots == 0 {
        let date = reader.part(from + 2, to).date()?;
        return Ok(Expression {
            latest: date.latest,
            ..open(date)
        });
    }
    if text.ends_with(b"..") {
        let date = reader.part(from, to - 2).date()?;
        return Ok(Expression {
            earliest: date.earliest,
            ..open(date)
        });
    }
    let second = from + dots + 2;
    let start = reader.part(from, from + dots).date()?;
    let end = reader.part(second, to).date()?;
    let fits = start.range_precision > 0 && start.range_precision == end.range_precision;
    if !fits || is_reversed(&start, &end) {
        return Err(second);
    }
    Ok(Expression {
        earliest: start.earliest,
        latest: end.latest,
        form: WhenForm::Other,
        ..start.expression()
    })
}

/// A complete date with a time of day; the time moves no day.
fn date_time(reader: Reader) -> Result<Expression, Failed> {
    const TIME: &[u8] = b"dd:dd:dd";
    let is_like = |bytes: &[u8], shape: &[u8]| {
        bytes.len() == shape.len()
            && bytes.iter().zip(shape).all(|(byte, shape)| match shape {
                b'd' => byte.is_ascii_digit(),
                _ => byte == shape,
            })
    };
    let bytes = reader.bytes;
    let (date, rest) = bytes.split_at_checked(10).ok_or(bytes.len())?;
    let (time, shift) = rest.split_at_checked(9).ok_or(bytes.len())?;
    if !is_like(date, b"dddd-dd-dd") || !is_like(time.get(1..).unwrap_or_default(), TIME) {
        return Err(0);
    }
    let number = |at: usize| {
        reader
            .part(at, at + 2)
            .number()
            .map_or(99, |(value, _)| value)
    };
    let (hour, minute, second) = (number(11), number(14), number(17));
    if time.first() != Some(&b'T') || hour > 23 || minute > 59 || second > 60 {
        return Err(10);
    }
    let is_shift = match shift.split_first() {
        None => true,
        Some((b'Z', rest)) => rest.is_empty(),
        Some((sign @ (b'+' | b'-'), rest)) => {
            let minutes = match rest.len() {
                5 => number(23),
                _ => 0,
            };
            let total = 60 * number(20) + minutes;
            (is_like(rest, b"dd") || is_like(rest, b"dd:dd"))
                && minutes <= 59
                && total <= 14 * 60
                && (*sign == b'+' || total > 0)
        }
        Some(_) => false,
    };
    if !is_shift {
        return Err(19);
    }
    let date = reader.part(0, 10).date()?;
    // A season has no days, so a complete date with one has failed before.
    Ok(Expression {
        minute_of_day: Some((60 * hour + minute) as u16),
        ..date.expression()
    })
}

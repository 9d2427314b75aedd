//! Features that are written like one before them, with other values: nearly all of a file that a program has written.
//!
//! What stands between the values of such a feature is compared and not read. What differs in the least is read anew by
//! `quick.rs`, so that no more is understood here than there.

use super::cursor::{Cursor, Stop};
use super::quick::{Quick, UNITS_PER_DEGREE, precision_of, span_of, status_of};
use super::word::{self, WORD};
use crate::story::{PlacePrecision, Status};

/// A feature with more values than this is not worth it.
const MOST_VALUES: usize = 100;
/// So many ways to write a feature are known at once; and after so many no more are learned.
const MOST_SHAPES: usize = 4;
const MOST_LEARNED: usize = 100;

/// The ways in which features before were written.
#[derive(Debug, Default)]
pub(super) struct Shapes {
    /// The one that was met last comes first.
    known: Vec<Shape>,
    learned: usize,
}

/// A way to write a feature.
#[derive(Debug)]
struct Shape {
    values: Vec<Step>,
    /// What stands behind the last value.
    end: Fixed,
}

/// A value and what stands before it.
#[derive(Debug)]
struct Step {
    before: Fixed,
    value: Value,
}

/// Bytes that are always the same: words, of which the last may have fewer bytes than [`WORD`] that count.
#[derive(Debug)]
struct Fixed {
    words: Vec<u64>,
    last: u64,
    last_mask: u64,
    length: usize,
}

/// What a value is for.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Value {
    /// Nothing here: a string or a number.
    Text,
    Number,
    Longitude,
    Latitude,
    Kind,
    When,
    Status,
    Region,
    Precision,
}

impl Shapes {
    /// Reads the feature that begins at the cursor and passes it, if it is written like one before; else nothing is passed.
    pub fn feature<'b>(&mut self, cursor: &mut Cursor<'b>) -> Option<Quick<'b>> {
        let (bytes, at) = (cursor.bytes(), cursor.at());
        let mut found = None;
        for (number, shape) in self.known.iter().enumerate() {
            if let Some((quick, end)) = shape.read(bytes, at) {
                cursor.pass_to(end);
                found = Some((number, quick));
                break;
            }
        }
        let (number, quick) = found?;
        if let Some(earlier) = number.checked_sub(1) {
            self.known.swap(number, earlier);
        }
        Some(quick)
    }

    /// Learns how a feature is written that has been understood.
    #[cold]
    pub fn learn(&mut self, text: &[u8], quick: &Quick) {
        if self.learned >= MOST_LEARNED {
            return;
        }
        self.learned += 1;
        let Some(shape) = Shape::of(text) else { return };
        // Behind it there has to be as much as words may reach over.
        let padded = [text, &[b' '; WORD]].concat();
        if shape.read(&padded, 0) == Some((*quick, text.len())) {
            self.known.truncate(MOST_SHAPES - 1);
            self.known.insert(0, shape);
        }
    }
}

impl Shape {
    fn of(text: &[u8]) -> Option<Self> {
        let mut learning = Learning {
            cursor: Cursor::new(text, 0),
            start: 0,
            values: Vec::new(),
        };
        learning.object(Part::Feature)?;
        let end = Fixed::of(learning.cursor.since(learning.start));
        Some(Self {
            values: learning.values,
            end,
        })
    }

    /// What a feature says, and where it ends; `None` where it is written in another way, is not understood, or where fewer
    /// bytes follow it than words reach over.
    // Each of these is a function of its own: browsers run one large one in a third more time.
    #[inline(never)]
    fn read<'b>(&self, bytes: &'b [u8], start: usize) -> Option<(Quick<'b>, usize)> {
        let mut at = start;
        let (mut kind, mut region, mut span) = (None, None, None);
        let (mut lng, mut lat) = (None, None);
        let (mut precision, mut status) = (PlacePrecision::Settlement, Status::Reported);
        for step in &self.values {
            at = step.before.pass(bytes, at)?;
            match step.value {
                Value::Text => at = any_text(bytes, at)?,
                Value::Number => {
                    let mut cursor = Cursor::new(bytes, at);
                    cursor.number().ok()?;
                    at = cursor.at();
                }
                Value::Longitude => {
                    let found = degrees(bytes, at, 180)?;
                    (lng, at) = (Some(found.0), found.1);
                }
                Value::Latitude => {
                    let found = degrees(bytes, at, 90)?;
                    (lat, at) = (Some(found.0), found.1);
                }
                value => {
                    let (text, end) = plain_text(bytes, at)?;
                    at = end;
                    match value {
                        Value::Kind => kind = Some(text),
                        Value::Region => region = Some(text),
                        Value::When => span = Some(span_of(text)?),
                        Value::Status => status = status_of(text)?,
                        _ => precision = precision_of(text)?,
                    }
                }
            }
        }
        at = self.end.pass(bytes, at)?;
        let quick = Quick {
            kind,
            region,
            precision,
            status,
            span,
            at: lng.zip(lat),
        };
        Some((quick, at))
    }
}

impl Fixed {
    fn of(bytes: &[u8]) -> Self {
        let mut padded = bytes.to_vec();
        padded.resize(bytes.len().next_multiple_of(WORD).max(WORD), 0);
        let (words, _) = padded.as_chunks::<WORD>();
        let mut words: Vec<u64> = words.iter().map(|word| u64::from_le_bytes(*word)).collect();
        let last = words.pop().unwrap_or_default();
        let more = (WORD * (words.len() + 1) - bytes.len()) as u32;
        Self {
            words,
            last,
            last_mask: u64::MAX.checked_shr(8 * more).unwrap_or_default(),
            length: bytes.len(),
        }
    }

    /// The place behind these bytes, if they come next.
    #[inline(always)]
    fn pass(&self, bytes: &[u8], at: usize) -> Option<usize> {
        let window = bytes.get(at..at + WORD * (self.words.len() + 1))?;
        let (words, _) = window.as_chunks::<WORD>();
        let (last, words) = words.split_last()?;
        let mut other = (u64::from_le_bytes(*last) ^ self.last) & self.last_mask;
        for (word, wanted) in words.iter().zip(&self.words) {
            other |= u64::from_le_bytes(*word) ^ wanted;
        }
        (other == 0).then_some(at + self.length)
    }
}

/// A string without escapes that says something, and the place behind it.
#[inline(never)]
fn plain_text(bytes: &[u8], quote: usize) -> Option<(&[u8], usize)> {
    if *bytes.get(quote)? != b'"' {
        return None;
    }
    let start = quote + 1;
    let mut at = start;
    loop {
        let length = word::plain_length(word::word_at(bytes, at)?);
        at += length;
        if length < WORD {
            break;
        }
    }
    let is_whole = at > start && *bytes.get(at)? == b'"';
    is_whole.then(|| Some((bytes.get(start..at)?, at + 1)))?
}

/// The place behind any string.
#[inline(always)]
fn any_text(bytes: &[u8], quote: usize) -> Option<usize> {
    if let Some((_, end)) = plain_text(bytes, quote) {
        return Some(end);
    }
    if *bytes.get(quote)? != b'"' {
        return None;
    }
    let mut cursor = Cursor::new(bytes, quote);
    cursor.string().ok()?;
    Some(cursor.at())
}

/// Degrees in units as `quick.rs` has them, and the place behind the number; `None` beyond `most` degrees, with an exponent,
/// or where it is no number.
#[inline(never)]
fn degrees(bytes: &[u8], start: usize, most: i64) -> Option<(i32, usize)> {
    let is_negative = *bytes.get(start)? == b'-';
    let mut at = start + usize::from(is_negative);
    let word = word::word_at(bytes, at)?;
    let length = word::digits_length(word);
    let whole = match length {
        // No number begins with a zero before another digit.
        1 => (word & 0x0F) as i64,
        2 | 3 if word as u8 != b'0' => {
            i64::from(word::number_of_digits(word << (8 * (WORD - length))))
        }
        _ => return None,
    };
    at += length;
    let mut units = whole * UNITS_PER_DEGREE;
    if *bytes.get(at)? == b'.' {
        at += 1;
        let word = word::word_at(bytes, at)?;
        let length = word::digits_length(word);
        if length == 0 {
            return None;
        }
        at += length;
        // The eighth digit is too fine and decides on rounding.
        let fraction = word::number_of_digits(word::padded_with_zeros(word, length));
        units += i64::from((fraction + 5) / 10);
        if length == WORD {
            while bytes.get(at)?.is_ascii_digit() {
                at += 1;
            }
        }
    }
    if matches!(*bytes.get(at)?, b'e' | b'E') || units > most * UNITS_PER_DEGREE {
        return None;
    }
    let units = if is_negative { -units } else { units };
    Some((i32::try_from(units).ok()?, at))
}

/// Where in a feature a value stands.
#[derive(Clone, Copy, PartialEq)]
enum Part {
    Feature,
    Geometry,
    Properties,
    Place,
    Coordinates,
    /// In nothing that says something here.
    Other,
}

/// What is to become of a value.
#[derive(Clone, Copy)]
enum Role {
    /// A word that is always the same.
    Same,
    Value(Value),
    Part(Part),
}

struct Learning<'b> {
    cursor: Cursor<'b>,
    /// The place behind the last value.
    start: usize,
    values: Vec<Step>,
}

impl<'b> Learning<'b> {
    fn object(&mut self, part: Part) -> Option<()> {
        let mut keys: Vec<&'b [u8]> = Vec::new();
        self.pass(|cursor| cursor.expect(b'{'))?;
        while let Some(key) = self.pass(|cursor| cursor.key(keys.is_empty()))? {
            // Of two with one name the last one counts, which may be no string.
            if part != Part::Other && (key.is_escaped || keys.contains(&key.bytes)) {
                return None;
            }
            keys.push(key.bytes);
            self.value(match (part, key.bytes) {
                (Part::Feature | Part::Geometry, b"type") => Role::Same,
                (Part::Feature, b"geometry") => Role::Part(Part::Geometry),
                (Part::Feature, b"properties") => Role::Part(Part::Properties),
                (Part::Geometry, b"coordinates") => Role::Part(Part::Coordinates),
                (Part::Properties, b"kind") => Role::Value(Value::Kind),
                (Part::Properties, b"when") => Role::Value(Value::When),
                (Part::Properties, b"status") => Role::Value(Value::Status),
                (Part::Properties, b"place") => Role::Part(Part::Place),
                (Part::Place, b"region") => Role::Value(Value::Region),
                (Part::Place, b"precision") => Role::Value(Value::Precision),
                _ => Role::Part(Part::Other),
            })?;
        }
        Some(())
    }

    fn array(&mut self, is_coordinates: bool) -> Option<()> {
        self.pass(|cursor| cursor.expect(b'['))?;
        if self.pass(|cursor| cursor.accept(b']'))? {
            return Some(());
        }
        for number in 0.. {
            self.value(match number {
                0 if is_coordinates => Role::Value(Value::Longitude),
                1 if is_coordinates => Role::Value(Value::Latitude),
                _ => Role::Part(Part::Other),
            })?;
            if self.pass(|cursor| cursor.accept(b']'))? {
                break;
            }
            self.pass(|cursor| cursor.expect(b','))?;
        }
        Some(())
    }

    fn value(&mut self, role: Role) -> Option<()> {
        let part = match role {
            Role::Part(part) => part,
            _ => Part::Other,
        };
        match self.pass(Cursor::peek)? {
            b'{' => self.object(part),
            b'[' => self.array(part == Part::Coordinates),
            b'"' => match role {
                Role::Same => self.pass(|cursor| cursor.skip(0)),
                Role::Value(value) => self.varies(value),
                Role::Part(_) => self.varies(Value::Text),
            },
            b'-' | b'0'..=b'9' => match role {
                Role::Value(value @ (Value::Longitude | Value::Latitude)) => self.varies(value),
                _ => self.varies(Value::Number),
            },
            _ => self.pass(|cursor| cursor.skip(0)),
        }
    }

    /// Notes that a value comes next which may differ, and passes it.
    fn varies(&mut self, value: Value) -> Option<()> {
        if self.values.len() == MOST_VALUES {
            return None;
        }
        let before = Fixed::of(self.cursor.since(self.start));
        self.values.push(Step { before, value });
        self.pass(|cursor| cursor.skip(0))?;
        self.start = self.cursor.at();
        Some(())
    }

    fn pass<T>(&mut self, pass: impl FnOnce(&mut Cursor<'b>) -> Result<T, Stop>) -> Option<T> {
        pass(&mut self.cursor).ok()
    }
}

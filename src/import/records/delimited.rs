//! Rows of cells with a delimiter between them: CSV (RFC 4180), TSV and their relatives.

use std::cell::Cell;
use std::io::{self, Read};
use std::rc::Rc;

use csv::{ByteRecord, ReaderBuilder};
use serde_json::Value;

use super::{Feature, Properties, Record};
use crate::import::limits::{MOST_FIELDS, MOST_RECORD_BYTES};
use crate::import::log::{Fault, Log};
use crate::report::{Effect, Issue, Problem};

/// The delimiters that are told apart, the likeliest first.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];
/// A first line by which spreadsheets tell each other the delimiter.
const DELIMITER_LINE: &str = "sep=";

/// The delimiter of a text, by its beginning: what the line `sep=;` says, or what divides the most lines alike.
pub(in crate::import) fn delimiter_of(head: &str) -> u8 {
    let first = head.lines().next().unwrap_or_default();
    if let Some(told) = first
        .strip_prefix(DELIMITER_LINE)
        .and_then(|rest| rest.bytes().next())
    {
        return told;
    }
    let mut best = (0, b',');
    for delimiter in DELIMITERS {
        let mut reader = ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(delimiter)
            .from_reader(head.as_bytes());
        let rows = reader.byte_records().take(50).filter_map(Result::ok);
        let lengths: Vec<usize> = rows.map(|row| row.len()).collect();
        let columns = lengths.first().copied().unwrap_or(0);
        // The last row of the beginning may be cut.
        let alike = lengths.iter().filter(|length| **length == columns).count();
        let score = match columns {
            0 | 1 => 0,
            columns => alike * 1000 / lengths.len().max(1) + columns.min(99),
        };
        if score > best.0 {
            best = (score, delimiter);
        }
    }
    best.1
}

/// What passes through, to know how the text ended.
#[derive(Default)]
struct Tail {
    quotes: Cell<usize>,
    last: Cell<u8>,
    /// Bytes since a row was yielded.
    since_row: Cell<usize>,
}

/// Passes the text through with plain line breaks, so that lines can be counted.
struct Watched<R> {
    inner: R,
    tail: Rc<Tail>,
    /// Whether a carriage return was read, and what follows it was not.
    has_return: bool,
}

impl<R: Read> Read for Watched<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            let from = usize::from(self.has_return);
            let Some(room) = buffer.get_mut(from..).filter(|room| !room.is_empty()) else {
                return Ok(0);
            };
            let length = self.inner.read(room)?;
            if let Some(first) = buffer.first_mut().filter(|_| self.has_return) {
                *first = b'\r';
            }
            if length == 0 {
                self.has_return = false;
                return Ok(from);
            }
            let filled = buffer.get_mut(..from + length).unwrap_or_default();
            self.has_return = filled.last() == Some(&b'\r');
            let kept = without_returns(filled);
            if kept > 0 {
                return Ok(self.watch(buffer.get(..kept).unwrap_or_default()));
            }
        }
    }
}

impl<R> Watched<R> {
    /// Takes notice of what passes; its length, or none where nothing is to be read any more.
    fn watch(&self, bytes: &[u8]) -> usize {
        let quotes = bytes.iter().filter(|byte| **byte == b'"').count();
        self.tail.quotes.set(self.tail.quotes.get() + quotes);
        if let Some(last) = bytes.last() {
            self.tail.last.set(*last);
        }
        self.tail
            .since_row
            .set(self.tail.since_row.get() + bytes.len());
        // A quotation mark that is never closed: nothing is read beyond it.
        match self.tail.since_row.get() > MOST_RECORD_BYTES {
            true => 0,
            false => bytes.len(),
        }
    }
}

/// Takes out each carriage return before a line feed, and one at the end; the length of the rest.
fn without_returns(bytes: &mut [u8]) -> usize {
    let mut kept = 0;
    for at in 0..bytes.len() {
        let byte = bytes.get(at).copied().unwrap_or_default();
        let is_left_out = byte == b'\r' && matches!(bytes.get(at + 1), None | Some(b'\n'));
        if !is_left_out && let Some(place) = bytes.get_mut(kept) {
            *place = byte;
            kept += 1;
        }
    }
    kept
}

/// A row, and the line after its end.
#[derive(Default)]
struct Row {
    cells: ByteRecord,
    end_line: usize,
}

/// Reads rows as records; the first row names the columns.
pub(in crate::import) struct DelimitedRecords<R> {
    reader: csv::Reader<Watched<R>>,
    tail: Rc<Tail>,
    row: Row,
    /// The row after it: the last one has none.
    ahead: Option<Row>,
    header: Option<Vec<Rc<str>>>,
    is_first: bool,
    position: usize,
}

impl<R: Read> DelimitedRecords<R> {
    /// Begins at the beginning of a text.
    pub fn new(reader: R, delimiter: u8) -> Self {
        let tail = Rc::new(Tail::default());
        let watched = Watched {
            inner: reader,
            tail: tail.clone(),
            has_return: false,
        };
        Self {
            reader: ReaderBuilder::new()
                .has_headers(false)
                .flexible(true)
                .delimiter(delimiter)
                .from_reader(watched),
            tail,
            row: Row::default(),
            ahead: Some(Row::default()),
            header: None,
            is_first: true,
            position: 0,
        }
    }

    /// The next row.
    ///
    /// # Errors
    /// What the system says when the text cannot be read on.
    pub fn next(&mut self, log: &mut Log) -> io::Result<Option<Record>> {
        while self.read_row()? {
            self.tail.since_row.set(0);
            let line = self.line();
            let row = &self.row.cells;
            if row.iter().all(|cell| cell.trim_ascii().is_empty()) {
                continue;
            }
            let Some(header) = &self.header else {
                if !is_delimiter_line(row, line) {
                    self.header = Some(header_of(row, line, log));
                }
                continue;
            };
            if self.ahead.is_none() && self.ends_in_the_middle(row.len() < header.len()) {
                let lines = self.row.end_line.saturating_sub(line);
                let fault = match self.has_open_quote() && lines > 1 {
                    true => Fault::new(Problem::OpenQuote, "", &lines.to_string(), Effect::Skipped),
                    false => Fault::new(Problem::CutShort, "", "", Effect::Kept),
                };
                log.push(fault.in_file(Some(line), None));
                return Ok(None);
            }
            self.position += 1;
            if let Some(fault) = ragged(row, header.len()) {
                log.push(Issue {
                    record: Some(self.position),
                    ..fault.in_file(Some(line), None)
                });
            }
            let values = header.iter().zip(row);
            let values = values.map(|(name, cell)| (name.clone(), text_value(cell)));
            return Ok(Some(Record {
                position: self.position,
                line,
                column: 0,
                body: Ok(Feature {
                    properties: Properties(values.collect()),
                    ..Feature::default()
                }),
            }));
        }
        if self.header.is_none() {
            let empty = Fault::new(Problem::Empty, "", "", Effect::Skipped);
            log.push(empty.in_file(None, None));
            self.header = Some(Vec::new());
        }
        Ok(None)
    }

    /// Moves to the next row that has a cell; `false` at the end.
    fn read_row(&mut self) -> io::Result<bool> {
        let Some(mut row) = self.ahead.take() else {
            return Ok(false);
        };
        if std::mem::take(&mut self.is_first) && !self.read_into(&mut row)? {
            return Ok(false);
        }
        self.row = row;
        let mut ahead = Row::default();
        if self.read_into(&mut ahead)? {
            self.ahead = Some(ahead);
        }
        Ok(true)
    }

    fn read_into(&mut self, row: &mut Row) -> io::Result<bool> {
        let is_read = self.reader.read_byte_record(&mut row.cells)?;
        row.end_line = self.reader.position().line() as usize;
        Ok(is_read)
    }

    /// The line that the row begins in.
    fn line(&self) -> usize {
        let is_open =
            self.ahead.is_none() && (self.tail.last.get() != b'\n' || self.has_open_quote());
        let inner = self.row.cells.as_slice().iter();
        let inner = inner.filter(|byte| **byte == b'\n').count();
        let last = self.row.end_line - usize::from(!is_open && self.row.end_line > 1);
        last.saturating_sub(inner).max(1)
    }

    /// Whether the last row is not whole: a quotation mark is open, or cells are missing and so is the line's end.
    fn ends_in_the_middle(&self, is_short: bool) -> bool {
        self.has_open_quote() || is_short && self.tail.last.get() != b'\n'
    }

    fn has_open_quote(&self) -> bool {
        self.tail.quotes.get() % 2 == 1
    }
}

/// A row with other than the number of cells that the header has; empty ones at its end do no harm.
fn ragged(row: &ByteRecord, columns: usize) -> Option<Fault> {
    let has_more = row.iter().skip(columns).any(|cell| !cell.is_empty());
    let is_ragged = has_more || row.len() < columns;
    let fault = || {
        Fault::new(
            Problem::RaggedRow,
            "",
            &row.len().to_string(),
            Effect::Shown,
        )
    };
    is_ragged.then(|| fault().expecting(columns.to_string()))
}

fn is_delimiter_line(row: &ByteRecord, line: usize) -> bool {
    let first = row.get(0).unwrap_or_default();
    line == 1 && first.starts_with(DELIMITER_LINE.as_bytes())
}

/// The names of the columns: one that is missing is made from its position, one that is there already gets its own.
fn header_of(row: &ByteRecord, line: usize, log: &mut Log) -> Vec<Rc<str>> {
    let mut names: Vec<Rc<str>> = Vec::with_capacity(row.len());
    for (index, cell) in row.iter().enumerate().take(MOST_FIELDS) {
        let name = String::from_utf8_lossy(cell).trim().to_owned();
        let is_new = !name.is_empty() && !names.iter().any(|known| **known == *name);
        if is_new {
            names.push(name.into());
            continue;
        }
        let made = match name.is_empty() {
            true => format!("column {}", index + 1),
            false => format!("{name} ({})", index + 1),
        };
        let field = if name.is_empty() {
            made.clone()
        } else {
            name.clone()
        };
        let is_last_and_empty = name.is_empty() && index + 1 == row.len();
        if !is_last_and_empty {
            let fault = Fault::new(Problem::BadHeader, &field, &name, Effect::Shown);
            log.push(fault.expecting(made.clone()).in_file(Some(line), None));
        }
        names.push(made.into());
    }
    if row.len() > MOST_FIELDS {
        let fault = Fault::new(
            Problem::OverLimit,
            "",
            &row.len().to_string(),
            Effect::Skipped,
        );
        log.push(
            fault
                .expecting(MOST_FIELDS.to_string())
                .in_file(Some(line), None),
        );
    }
    names
}

/// A cell as a text; an empty one as nothing.
fn text_value(cell: &[u8]) -> Value {
    match std::str::from_utf8(cell) {
        Ok(text) if text.trim().is_empty() => Value::Null,
        Ok(text) => Value::String(text.to_owned()),
        Err(_) => Value::String(String::from_utf8_lossy(cell).into_owned()),
    }
}

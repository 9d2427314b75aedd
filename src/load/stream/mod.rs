//! A file of very many incidents as columns of numbers, piece by piece: its bytes are read where they are, and no record
//! of it is kept but for where in the file it stands.
//!
//! A feature that is written as most are is understood in the one pass over its bytes. Any other is read as in a small
//! file, so that the same is shown and the same is said of it.

mod cursor;
mod odd;
mod pieces;
mod quick;
mod said;
mod shape;
mod table;
#[cfg(test)]
mod tests;
mod word;

use std::fmt;

use cursor::{Cursor, Stop};
use odd::Odd;
pub use pieces::Pieces;
use quick::{Quick, Read};
pub use said::{Said, said_by};
use shape::Shapes;
pub use table::Table;

use super::LoadError;
use super::error::shortened;
use super::rate::issues_of_rate;
use crate::report::{Issue, Report};

/// From so many bytes on, a file in the profile is read as columns, whatever is in it.
pub const LARGE_BYTES: u64 = 6 << 20;
/// From so many bytes on, where columns have all of it that is drawn and it has at least two thousand records: these
/// columns are counted faster than the incidents of a small story.
pub const MEDIUM_BYTES: u64 = 1 << 20;
/// The least records for which that is worth it.
const LEAST_PLAIN: usize = 2000;

/// Reads the pieces of a GeoJSON FeatureCollection (RFC 7946) one after the other.
#[derive(Default)]
pub struct Stream {
    at: At,
    /// Whether a member of the collection has been read: the next one has a comma before it.
    is_later_member: bool,
    is_later_feature: bool,
    /// How many bytes came before the ones that are to be read next.
    passed: u64,
    kind: Option<Vec<u8>>,
    story: Option<Vec<u8>>,
    table: Table,
    odd: Odd,
    shapes: Shapes,
}

/// Where in the collection the next byte stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum At {
    /// Before it.
    #[default]
    Start,
    /// Between its members.
    Members,
    /// Between its features.
    Features,
    /// Behind it.
    End,
}

/// What a whole file says.
#[derive(Debug)]
pub struct Streamed {
    /// The text of its `story` member; empty without one.
    pub story: Vec<u8>,
    /// The kinds of records that the story does not declare, in the order of the file.
    pub undeclared: Vec<String>,
    /// Its records.
    pub table: Table,
    /// What is wrong with them, in the order of the file.
    pub issues: Vec<Issue>,
    /// How many features are not shown.
    pub skipped: usize,
    /// Whether columns have all that is drawn of them: no lines, areas, connections, phases, steps and sizes.
    pub is_plain: bool,
}

impl Streamed {
    /// Whether a file of so many bytes is shown as columns; else as a small story.
    pub fn suits_columns(&self, bytes: u64) -> bool {
        bytes > LARGE_BYTES || self.is_plain && self.table.len() >= LEAST_PLAIN
    }

    /// What was found in the file of this name.
    pub fn report(&self, name: &str) -> Report {
        Report {
            name: name.to_owned(),
            format: "GeoJSON".to_owned(),
            records: self.table.len() + self.skipped,
            shown: self.table.len(),
            unplaced: self.table.unplaced(),
            issues: self.issues.clone(),
            ..Report::default()
        }
    }
}

/// Why a file cannot be read.
#[derive(Clone, Debug, PartialEq)]
pub enum StreamError {
    /// It is no JSON (RFC 8259): the number of bytes before the first wrong one.
    NotJson(u64),
    /// It is JSON and cannot be shown.
    Load(LoadError),
}

impl fmt::Display for StreamError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotJson(offset) => write!(f, "no JSON from byte {offset}"),
            Self::Load(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for StreamError {}

impl Stream {
    /// Reads as many whole records as `bytes` have and gives how many bytes these are: the next call begins with the
    /// byte after them. Nothing is read where not even one value is whole; more bytes at once are wanted then.
    ///
    /// # Errors
    /// [`StreamError::NotJson`].
    pub fn feed(&mut self, bytes: &[u8]) -> Result<usize, StreamError> {
        let mut read = 0;
        loop {
            let mut cursor = Cursor::new(bytes, read);
            match self.step(&mut cursor) {
                Ok(true) => read = cursor.at(),
                Ok(false) => {
                    read = cursor.at();
                    break;
                }
                Err(Stop::End) => break,
                Err(Stop::Bad(at)) => return Err(StreamError::NotJson(self.passed + at as u64)),
            }
        }
        self.passed += read as u64;
        Ok(read)
    }

    /// Makes room for the records of a file of so many bytes, by those that have been read of it.
    fn expect_bytes(&mut self, bytes: u64) {
        let records = self.records() as u64;
        // A little more, so that room for all of them is made only once.
        let more = records * bytes.saturating_sub(self.passed) / self.passed.max(1) * 21 / 20;
        self.table.reserve(more as usize);
    }

    /// What the file says, once all of it has been read.
    ///
    /// # Errors
    /// [`StreamError::Load`] where it ends too early, or has nothing that can be shown.
    pub fn finish(self) -> Result<Streamed, StreamError> {
        let fail = |error| Err(StreamError::Load(error));
        if self.at != At::End {
            return fail(LoadError::CutShort);
        }
        if self.kind.as_deref() != Some(b"\"FeatureCollection\"") {
            let found = self.kind.unwrap_or_else(|| b"{}".to_vec());
            let found = shortened(&String::from_utf8_lossy(&found));
            return fail(LoadError::NotGeoJson { found });
        }
        let story = self.story.unwrap_or_default();
        let is_plain = self.odd.is_plain(&story);
        let (undeclared, mut issues, skipped) = self.odd.finish(&story);
        issues.extend(issues_of_rate(&story));
        if self.table.is_empty() {
            return fail(LoadError::NoFeatures { skipped });
        }
        let table = self
            .table
            .with_kinds_of(&odd::declared(&story), &undeclared);
        Ok(Streamed {
            story,
            undeclared,
            table,
            issues,
            skipped,
            is_plain,
        })
    }

    /// The text of the `story` member, where it has been read; else nothing.
    pub fn story(&self) -> &[u8] {
        self.story.as_deref().unwrap_or_default()
    }

    /// The records that have been read.
    pub fn table(&self) -> &Table {
        &self.table
    }

    /// How many records have been read.
    pub fn records(&self) -> usize {
        self.table.len()
    }

    /// Reads one value; whether there may be another one.
    fn step(&mut self, cursor: &mut Cursor) -> Result<bool, Stop> {
        match self.at {
            At::Start => {
                cursor.expect(b'{')?;
                self.at = At::Members;
            }
            At::Members => self.member(cursor)?,
            At::Features => self.feature(cursor)?,
            At::End => {
                // Only white space may follow.
                return match cursor.peek() {
                    Ok(_) => Err(Stop::Bad(cursor.at())),
                    Err(_) => Ok(false),
                };
            }
        }
        Ok(true)
    }

    fn member(&mut self, cursor: &mut Cursor) -> Result<(), Stop> {
        let Some(key) = cursor.key(!self.is_later_member)? else {
            self.at = At::End;
            return Ok(());
        };
        match key.bytes {
            b"features" if cursor.peek()? == b'[' => {
                cursor.expect(b'[')?;
                self.at = At::Features;
                self.is_later_feature = false;
            }
            b"type" => self.kind = Some(cursor.value()?.to_vec()),
            b"story" => self.story = Some(cursor.value()?.to_vec()),
            _ => cursor.skip(1)?,
        }
        self.is_later_member = true;
        Ok(())
    }

    fn feature(&mut self, cursor: &mut Cursor) -> Result<(), Stop> {
        if cursor.accept(b']')? {
            self.at = At::Members;
            return Ok(());
        }
        if self.is_later_feature {
            cursor.expect(b',')?;
        }
        cursor.peek()?;
        let start = cursor.at();
        let mut quick = Quick::NOTHING;
        let mut is_understood = self.shapes.feature(cursor, &mut quick);
        if !is_understood && let Read::Quick(read) = quick::feature(cursor)? {
            self.shapes.learn(cursor.since(start), &read);
            (quick, is_understood) = (read, true);
        }
        let text = cursor.since(start);
        self.is_later_feature = true;
        let offset = self.passed + start as u64;
        let is_taken = is_understood && self.table.push(&quick, offset, text.len());
        if !is_taken {
            let story = self.story.as_deref();
            self.odd.read(text, offset, story, &mut self.table);
        }
        self.odd.passed += 1;
        Ok(())
    }
}

//! The records of a file, one after the other, whatever it is written in.

mod delimited;
mod json;
mod object;
mod parse;
mod scanner;
#[cfg(test)]
mod tests;

use std::io::{self, Read};
use std::rc::Rc;

use serde_json::{Map, Value};

use super::limits::MOST_FIELDS;
use super::log::{Fault, Log};
use super::source::{Sniffed, Source, text_of};
use crate::report::{Effect, Issue, Problem};

pub(super) use delimited::delimiter_of;

/// What the records of a file are written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    /// GeoJSON (RFC 7946), also one value a line, or plain JSON objects.
    Json,
    /// Cells with a delimiter between them (RFC 4180, and its relatives).
    Delimited(u8),
}

/// A record of the file.
#[derive(Debug)]
pub(super) struct Record {
    /// 1-based position among the records.
    pub position: usize,
    /// 1-based line it begins in.
    pub line: usize,
    /// 1-based column it begins at, in characters; 0 for a row, which begins its line.
    pub column: usize,
    /// What it holds, or why it cannot be read.
    pub body: Result<Feature, Fault>,
}

impl Record {
    /// The issue of a record that cannot be read.
    pub fn fault(&self) -> Option<Issue> {
        let fault = self.body.as_ref().err()?.clone();
        Some(self.issue(None, fault))
    }

    /// The issue of something that is wrong with this record.
    pub fn issue(&self, id: Option<String>, fault: Fault) -> Issue {
        Issue {
            record: Some(self.position),
            id,
            ..fault.in_file(Some(self.line), (self.column > 0).then_some(self.column))
        }
    }
}

/// What a record says.
#[derive(Debug, Default)]
pub(super) struct Feature {
    /// Its id, if it is a GeoJSON Feature and has one.
    pub id: Option<Value>,
    /// Its geometry; `None` where there is none, or `null`.
    pub geometry: Option<Value>,
    /// Its properties, or its cells.
    pub properties: Properties,
}

/// Named values of a record, in the order of the file. The members of an object in it are there once more, with its
/// name and a point before theirs.
#[derive(Debug, Default)]
pub(super) struct Properties(Vec<(Rc<str>, Value)>);

impl Properties {
    /// The value of a field.
    pub fn get(&self, name: &str) -> Option<&Value> {
        let found = self.0.iter().find(|(known, _)| &**known == name);
        found.map(|(_, value)| value)
    }

    /// Whether a name stands for a member of an object, which is there itself as well.
    pub fn is_inner(&self, name: &str) -> bool {
        let parts = name.split_once('.');
        parts.is_some_and(|(outer, inner)| {
            self.get(outer)
                .is_some_and(|outer| outer.get(inner).is_some())
        })
    }

    /// Names and values.
    pub fn iter(&self) -> impl Iterator<Item = (&Rc<str>, &Value)> {
        self.0.iter().map(|(name, value)| (name, value))
    }
}

/// Names that every record has are kept once.
#[derive(Default)]
struct Names(std::collections::HashSet<Rc<str>>);

impl Names {
    fn shared(&mut self, name: &str) -> Rc<str> {
        if let Some(known) = self.0.get(name) {
            return known.clone();
        }
        let name: Rc<str> = name.into();
        if self.0.len() < 4 * MOST_FIELDS {
            self.0.insert(name.clone());
        }
        name
    }

    fn properties(&mut self, object: Map<String, Value>) -> Properties {
        let mut properties = Vec::with_capacity(object.len());
        for (name, value) in object {
            if let Value::Object(members) = &value {
                for (inner, value) in members {
                    let path = [name.as_str(), ".", inner].concat();
                    properties.push((self.shared(&path), value.clone()));
                }
            }
            properties.push((self.shared(&name), value));
        }
        Properties(properties)
    }
}

/// What a file says beside its records.
#[derive(Clone, Debug, Default)]
pub(super) struct Head {
    /// The member `story` of a collection.
    pub story: Option<Value>,
    /// The member `crs` of an older collection.
    pub crs: Option<Value>,
    /// Whether the records are GeoJSON features or geometries.
    pub is_geojson: bool,
    /// Whether they stand one a line, without a collection around them.
    pub is_lines: bool,
}

/// The records of a file, in one pass.
pub(super) enum Records<'s> {
    Json(json::JsonRecords<Box<dyn Read + 's>>),
    Delimited(delimited::DelimitedRecords<Box<dyn Read + 's>>),
}

impl<'s> Records<'s> {
    /// Begins to read a file.
    ///
    /// # Errors
    /// What the system says when the file cannot be opened.
    pub fn open(source: &'s dyn Source, sniffed: &Sniffed, format: Format) -> io::Result<Self> {
        let text: Box<dyn Read + 's> = Box::new(text_of(source, sniffed)?);
        Ok(match format {
            Format::Json => Self::Json(json::JsonRecords::new(text)),
            Format::Delimited(delimiter) => {
                Self::Delimited(delimited::DelimitedRecords::new(text, delimiter))
            }
        })
    }

    /// The next record; issues of the file as a whole go into the log.
    ///
    /// # Errors
    /// What the system says when the file cannot be read on.
    pub fn next(&mut self, log: &mut Log) -> io::Result<Option<Record>> {
        match self {
            Self::Json(records) => records.next(log),
            Self::Delimited(records) => records.next(log),
        }
    }

    /// What the file says beside its records; whole once all are read.
    pub fn head(&self) -> Head {
        match self {
            Self::Json(records) => records.head().clone(),
            Self::Delimited(_) => Head::default(),
        }
    }
}

/// The format of a file, by the beginning of its text and its name.
///
/// # Errors
/// The issue of a file that is none of those that are read.
pub(super) fn format_of(name: &str, head: &str) -> Result<Format, Box<Issue>> {
    const RECORD_SEPARATOR: char = '\u{1e}';
    let name = name.to_ascii_lowercase();
    let name = name.strip_suffix(".gz").unwrap_or(&name);
    let is_named_json = [
        ".json",
        ".geojson",
        ".geojsonl",
        ".geojsons",
        ".ndjson",
        ".jsonl",
    ]
    .iter()
    .any(|ending| name.ends_with(ending));
    let text = head.trim_start();
    match text.chars().next() {
        Some('{' | '[' | RECORD_SEPARATOR) => Ok(Format::Json),
        Some('<') => {
            let first = text.lines().next().unwrap_or_default();
            let fault = Fault::new(Problem::UnknownFormat, "", first, Effect::Skipped);
            let fault = fault.expecting("GeoJSON, CSV, TSV");
            Err(Box::new(fault.in_file(Some(1), Some(1))))
        }
        _ if is_named_json => Ok(Format::Json),
        _ => Ok(Format::Delimited(delimiter_of(head))),
    }
}

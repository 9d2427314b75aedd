//! Records of a JSON text: a GeoJSON collection, a feature or geometry, one value a line, or a list of objects.
//!
//! The text is read once, from front to end, and a record is parsed as soon as its brackets close. So a file may be of
//! any size, a mistake costs only the record it is in, and a file that was cut yields all records before the cut.

use std::io::{self, Read};

use serde_json::{Map, Value};

use super::parse::{not_a_feature, parsed, place_in, syntax_fault};
use super::scanner::{Extent, Place, Scanner};
use super::{Head, Names, Record};
use crate::import::log::{Fault, Log};
use crate::report::{Effect, Problem};

/// Separates values in "GeoJSON text sequences" (RFC 8142).
const RECORD_SEPARATOR: u8 = 0x1e;

/// Where in the text the next byte stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    /// Before, between or after the values of the text.
    Outside,
    /// Among the members of an object.
    InObject,
    /// Among the features of a collection.
    InFeatures,
    /// Among the items of a list.
    InList,
    /// At the end.
    Done,
}

/// Reads the records of a JSON text.
pub(in crate::import) struct JsonRecords<R> {
    scanner: Scanner<R>,
    pub(super) state: State,
    pub(super) head: Head,
    pub(super) names: Names,
    /// Members of the object that is being read, but not its features.
    pub(super) members: Map<String, Value>,
    pub(super) has_features: bool,
    pub(super) object_at: Place,
    /// How many values the text has so far, and the line the last one ended in.
    values: usize,
    last_line: usize,
    /// Whether a comma has been read, so that another item has to follow.
    after_comma: bool,
    /// Whether the last item took its comma with it.
    is_comma_lost: bool,
    is_first: bool,
    pub(super) position: usize,
}

impl<R: Read> JsonRecords<R> {
    /// Begins at the beginning of a text.
    pub fn new(reader: R) -> Self {
        Self {
            scanner: Scanner::new(reader),
            state: State::Outside,
            head: Head::default(),
            names: Names::default(),
            members: Map::new(),
            has_features: false,
            object_at: Place { line: 1, column: 1 },
            values: 0,
            last_line: 0,
            after_comma: false,
            is_comma_lost: false,
            is_first: true,
            position: 0,
        }
    }

    /// What the file says beside its records, as far as it was read.
    pub fn head(&self) -> &Head {
        &self.head
    }

    /// The next record.
    ///
    /// # Errors
    /// What the system says when the text cannot be read on.
    pub fn next(&mut self, log: &mut Log) -> io::Result<Option<Record>> {
        loop {
            let record = match self.state {
                State::Outside => self.outside(log)?,
                State::InObject => self.in_object(log)?,
                State::InFeatures | State::InList => self.in_list(log)?,
                State::Done => return Ok(None),
            };
            if record.is_some() {
                return Ok(record);
            }
        }
    }

    fn outside(&mut self, log: &mut Log) -> io::Result<Option<Record>> {
        self.scanner.skip_space()?;
        let is_separate = match self.scanner.peek()? {
            Some(RECORD_SEPARATOR) => {
                self.scanner.bump();
                self.scanner.skip_space()?;
                true
            }
            _ => self.values == 0 || self.scanner.place().line > self.last_line,
        };
        let Some(byte) = self.scanner.peek()? else {
            self.state = State::Done;
            if self.values == 0 {
                let empty = Fault::new(Problem::Empty, "", "", Effect::Skipped);
                log.push(empty.in_file(None, None));
            }
            return Ok(None);
        };
        if !is_separate {
            let place = self.scanner.place();
            self.syntax(log, place, byte, "a line break, or the end of the file");
        }
        self.head.is_lines = self.values > 0;
        self.values += 1;
        self.object_at = self.scanner.place();
        match byte {
            b'{' => {
                self.scanner.bump();
                (self.state, self.is_first, self.has_features) = (State::InObject, true, false);
                self.members.clear();
                Ok(None)
            }
            b'[' => {
                self.scanner.bump();
                (self.state, self.is_first, self.after_comma) = (State::InList, true, false);
                Ok(None)
            }
            _ => {
                let record = self.item(log)?;
                self.ended();
                Ok(record)
            }
        }
    }

    /// A value of the text has ended.
    fn ended(&mut self) {
        self.state = State::Outside;
        self.last_line = self.scanner.place().line;
    }

    /// Reads a member of an object, or its end, which yields a record where the object is one.
    fn in_object(&mut self, log: &mut Log) -> io::Result<Option<Record>> {
        self.scanner.skip_space()?;
        let place = self.scanner.place();
        match self.scanner.peek()? {
            None => {
                self.cut(log);
                return Ok(self.object_ended(log, false));
            }
            Some(b'}') => {
                if self.after_comma && !self.is_first {
                    self.syntax(log, place, b'}', "another member, or no comma");
                }
                self.scanner.bump();
                self.ended();
                return Ok(self.object_ended(log, true));
            }
            Some(b'"') => {
                if !self.is_first && !self.after_comma {
                    self.syntax(log, place, b'"', ",");
                }
            }
            Some(byte) => {
                self.syntax(log, place, byte, "\"");
                self.scanner.bump();
                return Ok(None);
            }
        }
        self.is_first = false;
        self.after_comma = false;
        self.member(log)
    }

    fn member(&mut self, log: &mut Log) -> io::Result<Option<Record>> {
        let place = self.scanner.place();
        let mut text = Vec::new();
        let extent = self.scanner.value(&mut text)?;
        let name = match serde_json::from_str::<String>(&String::from_utf8_lossy(&text)) {
            Ok(name) => name,
            Err(_) if extent == Extent::Cut => return Ok(None),
            Err(error) => {
                log.push(syntax_fault(&error, &text).in_file(Some(place.line), Some(place.column)));
                String::new()
            }
        };
        self.scanner.skip_space()?;
        match self.scanner.peek()? {
            Some(b':') => self.scanner.bump(),
            None => return Ok(None),
            Some(byte) => {
                let place = self.scanner.place();
                self.syntax(log, place, byte, ":");
            }
        }
        self.scanner.skip_space()?;
        if name == "features" && self.scanner.peek()? == Some(b'[') {
            self.scanner.bump();
            self.has_features = true;
            self.head.is_geojson = true;
            (self.state, self.is_first, self.after_comma) = (State::InFeatures, true, false);
            return Ok(None);
        }
        let place = self.scanner.place();
        let extent = self.value(&mut text)?;
        match parsed(extent, &text) {
            Ok(value) => {
                self.members.insert(name, value);
            }
            Err(_) if extent == Extent::Cut => {}
            Err(fault) => {
                let fault = Fault {
                    field: name,
                    ..fault
                };
                self.push_at(log, fault, place, &text);
                if text.is_empty() {
                    // Nothing begins here: what stands here is gone beyond, or reading would never end.
                    self.skip_one()?;
                }
            }
        }
        self.comma()?;
        Ok(None)
    }

    /// The text of a value that something has to follow: at the end of the file, it may be cut.
    fn value(&mut self, text: &mut Vec<u8>) -> io::Result<Extent> {
        let extent = self.scanner.value(text)?;
        let may_go_on = matches!(
            text.last(),
            Some(b'0'..=b'9' | b'a'..=b'z' | b'-' | b'.' | b'E')
        );
        Ok(match may_go_on && self.scanner.peek()?.is_none() {
            true => Extent::Cut,
            false => extent,
        })
    }

    fn skip_one(&mut self) -> io::Result<()> {
        if !matches!(self.scanner.peek()?, None | Some(b'}' | b',')) {
            self.scanner.bump();
        }
        Ok(())
    }

    /// Goes beyond a comma, where there is one.
    fn comma(&mut self) -> io::Result<()> {
        self.scanner.skip_space()?;
        self.after_comma = self.scanner.peek()? == Some(b',');
        if self.after_comma {
            self.scanner.bump();
        }
        Ok(())
    }

    /// Reads an item of a list, or its end.
    fn in_list(&mut self, log: &mut Log) -> io::Result<Option<Record>> {
        self.scanner.skip_space()?;
        let place = self.scanner.place();
        match self.scanner.peek()? {
            None => {
                self.cut(log);
                if self.state == State::InFeatures {
                    self.object_ended(log, false);
                }
                self.state = State::Done;
                return Ok(None);
            }
            Some(b']') => {
                if self.after_comma {
                    self.syntax(log, place, b']', "another record, or no comma");
                }
                self.scanner.bump();
                if self.state == State::InFeatures {
                    (self.state, self.is_first) = (State::InObject, false);
                    self.comma()?;
                } else {
                    self.ended();
                }
                return Ok(None);
            }
            Some(byte) if !self.is_first && !self.after_comma => self.syntax(log, place, byte, ","),
            Some(_) => {}
        }
        self.is_first = false;
        let record = self.item(log)?;
        self.comma()?;
        self.after_comma |= std::mem::take(&mut self.is_comma_lost);
        Ok(record)
    }

    /// Reads a record.
    fn item(&mut self, log: &mut Log) -> io::Result<Option<Record>> {
        let place = self.scanner.place();
        let mut text = Vec::new();
        let extent = match self.state {
            State::Outside => self.scanner.value(&mut text)?,
            _ => self.value(&mut text)?,
        };
        if text.is_empty() && extent == Extent::Whole {
            let byte = self.scanner.peek()?.unwrap_or(b' ');
            self.syntax(log, place, byte, "a record");
            // In a list, the comma is what comes next.
            if byte != b',' || self.state == State::Outside {
                self.scanner.bump();
            }
            return Ok(None);
        }
        if extent == Extent::Cut {
            // Whoever asked finds the end of the file next.
            if self.state == State::Outside {
                self.cut(log);
            }
            return Ok(None);
        }
        self.is_comma_lost = extent == Extent::Broken;
        self.position += 1;
        let (mut line, mut column) = (place.line, place.column);
        let body = match parsed(extent, &text) {
            Ok(Value::Object(object)) => self.feature(object),
            Ok(other) => Err(not_a_feature(&other.to_string())),
            Err(fault) => {
                if fault.problem == Problem::Syntax {
                    (line, column) = place_in(place, &text);
                }
                Err(fault)
            }
        };
        Ok(Some(Record {
            position: self.position,
            line,
            column,
            body,
        }))
    }

    fn cut(&mut self, log: &mut Log) {
        let place = self.scanner.place();
        let fault = Fault::new(Problem::CutShort, "", "", Effect::Kept);
        log.push(fault.in_file(Some(place.line), Some(place.column)));
        self.state = match self.state {
            State::Outside => State::Done,
            state => state,
        };
    }

    fn syntax(&mut self, log: &mut Log, place: Place, found: u8, expected: &str) {
        let found = match found.is_ascii_graphic() {
            true => char::from(found).to_string(),
            false => format!("byte {found:#04x}"),
        };
        let fault = Fault::new(Problem::Syntax, "", &found, Effect::Mended).expecting(expected);
        log.push(fault.in_file(Some(place.line), Some(place.column)));
    }

    fn push_at(&mut self, log: &mut Log, fault: Fault, place: Place, text: &[u8]) {
        let (line, column) = match fault.problem {
            Problem::Syntax => place_in(place, text),
            _ => (place.line, place.column),
        };
        log.push(fault.in_file(Some(line), Some(column)));
    }
}

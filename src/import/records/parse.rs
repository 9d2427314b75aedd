//! The value of a piece of JSON text, or what is wrong with it and where.

use serde_json::Value;

use super::scanner::{Extent, Place};
use crate::import::limits::{MOST_NESTING, MOST_RECORD_BYTES};
use crate::import::log::{Fault, shortened};
use crate::report::{Effect, Problem};

/// The fault of a record that is none.
pub(super) fn not_a_feature(found: &str) -> Fault {
    Fault::new(Problem::NotAFeature, "", found, Effect::Skipped)
}

/// The value of a text, or what is wrong with it.
pub(super) fn parsed(extent: Extent, text: &[u8]) -> Result<Value, Fault> {
    let over = |limit: usize| {
        let beginning = String::from_utf8_lossy(text.get(..200).unwrap_or(text));
        let fault = Fault::new(Problem::OverLimit, "", &beginning, Effect::Skipped);
        Err(fault.expecting(format!("{} MB", limit >> 20)))
    };
    match extent {
        Extent::TooLong => return over(MOST_RECORD_BYTES),
        Extent::TooDeep => {
            let fault = Fault::new(Problem::TooDeep, "", "", Effect::Skipped);
            return Err(fault.expecting(MOST_NESTING.to_string()));
        }
        Extent::Whole | Extent::Broken | Extent::Cut => {}
    }
    // The text of a file is UTF-8 by now, and one kind of input is compiled once.
    serde_json::from_str(&String::from_utf8_lossy(text)).map_err(|error| syntax_fault(&error, text))
}

/// What the parser says of a text. It has no code for a number that is too large: that one is found by its words.
pub(super) fn syntax_fault(error: &serde_json::Error, text: &[u8]) -> Fault {
    let words = error.to_string();
    let words = words
        .rsplit_once(" at line ")
        .map_or(words.as_str(), |(words, _)| words);
    let line = text
        .split(|byte| *byte == b'\n')
        .nth(error.line().saturating_sub(1));
    let around = error.column().saturating_sub(20);
    let near = line
        .and_then(|line| line.get(around.min(line.len())..))
        .unwrap_or_default();
    let near = String::from_utf8_lossy(near.get(..60).unwrap_or(near)).into_owned();
    match words {
        "number out of range" => Fault::new(Problem::Unreadable, "", &near, Effect::Skipped),
        words => {
            Fault::new(Problem::Syntax, "", &near, Effect::Skipped).expecting(shortened(words))
        }
    }
}

/// Where in the file the parser stopped in a text that begins at `place`.
pub(super) fn place_in(place: Place, text: &[u8]) -> (usize, usize) {
    let Err(error) = serde_json::from_str::<Value>(&String::from_utf8_lossy(text)) else {
        return (place.line, place.column);
    };
    let line = error.line().max(1);
    let lines = text
        .split(|byte| *byte == b'\n')
        .nth(line - 1)
        .unwrap_or_default();
    let before = lines
        .get(..error.column().saturating_sub(1))
        .unwrap_or(lines);
    let column = String::from_utf8_lossy(before).chars().count() + 1;
    match line {
        1 => (place.line, place.column + column - 1),
        line => (place.line + line - 1, column),
    }
}

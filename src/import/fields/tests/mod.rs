//! Detection on the headers of real files, with made-up values.

mod cities;
mod conflicts;
mod languages;
mod personal;
mod registers;
mod rules;
mod told;

use super::*;
use crate::report::{Reason, Target};
use serde_json::Value;

/// How many records the files of these tests have.
const RECORDS: usize = 60;

/// A field of a test: its name, and values that are repeated over the records. `{n}` stands for the number of the
/// record. A value that is JSON is taken as such, all others as text; no values stand for an empty column.
type Sample<'s> = (&'s str, &'s [&'s str]);

/// The fields of a file made of samples.
fn columns_of(samples: &[Sample], records: usize) -> Vec<Column> {
    let column = |(name, values): &Sample| {
        let mut stats = FieldStats::new();
        let mut dates = 0;
        for n in 0..records {
            let value = match values.get(n % values.len().max(1)) {
                Some(text) => value_of(&text.replace("{n}", &(1000 + n).to_string())),
                None => Value::Null,
            };
            dates += usize::from(looks_dated(&value));
            stats.add(&value);
        }
        let present = stats.present;
        ((*name).to_owned(), stats, (dates, present))
    };
    samples.iter().map(column).collect()
}

/// JSON, if a sample is written as `=…`, or else a text.
fn value_of(text: &str) -> Value {
    match text.strip_prefix('=') {
        Some(json) => serde_json::from_str(json).unwrap(),
        None => Value::String(text.to_owned()),
    }
}

/// What the reader of dates would say, roughly: days, months and years, with or without a time, milliseconds since
/// 1970.
fn looks_dated(value: &Value) -> bool {
    let text = match value {
        Value::Number(number) => {
            return number
                .as_f64()
                .is_some_and(|n| n > 1e11 || n.fract() == 0.0 && (1900.0..2100.0).contains(&n));
        }
        Value::String(text) => text,
        _ => return false,
    };
    let Some(first) = text.split([' ', 'T']).next() else {
        return false;
    };
    let parts: Vec<&str> = first.split(['-', '/', '.']).collect();
    let is_number = |part: &&str| matches!(part.len(), 1 | 2 | 4) && part.parse::<u32>().is_ok();
    let has_year = parts
        .iter()
        .any(|part| part.len() == 4 && (part.starts_with("19") || part.starts_with("20")));
    has_year && parts.len() <= 3 && parts.iter().all(is_number)
}

/// Detects, and holds what was found to `expected`: `time = Date`, in the order of [`Target::ALL`].
#[track_caller]
fn check(samples: &[Sample], expected: &[&str]) -> Mapping {
    check_told(samples, &Told::new(), expected)
}

#[track_caller]
fn check_told(samples: &[Sample], told: &Told, expected: &[&str]) -> Mapping {
    let mapping = detect(&columns_of(samples, RECORDS), told).unwrap();
    let found = mapping.fields.iter();
    let found: Vec<String> = found
        .map(|found| format!("{} = {}", found.target.as_str(), found.field))
        .collect();
    assert_eq!(found, expected);
    mapping
}

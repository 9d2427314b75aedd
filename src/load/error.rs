//! Why a file cannot be used at all.

use std::fmt;

use serde_json::Value;

/// Why a file cannot be used at all. Positions are 1-based.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LoadError {
    /// The file ends in the middle: the transfer or the export was cut short.
    CutShort,
    /// Not JSON from this place on.
    NotJson {
        /// Line of the first character that does not fit.
        line: usize,
        /// Column of it, in bytes.
        column: usize,
    },
    /// JSON, but not what was expected.
    NotGeoJson {
        /// What was found instead, in the file's own terms, shortened.
        found: String,
    },
    /// Nothing in it can be shown.
    NoFeatures {
        /// How many records there are, all of them unusable.
        skipped: usize,
    },
    /// Larger than the limit.
    TooLarge {
        /// The limit, in bytes or records.
        limit: usize,
    },
}

impl fmt::Display for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::CutShort => write!(f, "the file ends in the middle; fetch or export it again"),
            Self::NotJson { line, column } => {
                write!(
                    f,
                    "not JSON from line {line}, column {column}; mend the file there"
                )
            }
            Self::NotGeoJson { found } => {
                write!(
                    f,
                    "JSON, but not a GeoJSON FeatureCollection (found {found})"
                )
            }
            Self::NoFeatures { skipped: 0 } => {
                write!(f, "the file has no features; add at least one")
            }
            Self::NoFeatures { skipped } => {
                write!(
                    f,
                    "none of the {skipped} features can be shown; mend at least one"
                )
            }
            Self::TooLarge { limit } => write!(f, "over the limit of {limit}; split the file"),
        }
    }
}

impl std::error::Error for LoadError {}

/// Sorts a parser's complaint about a whole file.
impl From<serde_json::Error> for LoadError {
    fn from(error: serde_json::Error) -> Self {
        use serde_json::error::Category;
        match error.classify() {
            Category::Eof => Self::CutShort,
            Category::Data | Category::Syntax | Category::Io => Self::NotJson {
                line: error.line(),
                column: error.column(),
            },
        }
    }
}

/// The longest text of the file that a message repeats, in characters.
const MOST_SHOWN: usize = 80;

/// Text for a message, at most 80 characters.
pub(super) fn shortened(text: &str) -> String {
    match text.char_indices().nth(MOST_SHOWN) {
        Some((cut, _)) => format!("{}…", text.get(..cut).unwrap_or_default()),
        None => text.to_owned(),
    }
}

/// A value for a message: as JSON, at most 80 characters. What does not fit is not written first and then cut, and
/// the parser's own writer of numbers stays out of the first download.
pub(super) fn shown(value: &Value) -> String {
    let mut text = String::new();
    push_value(&mut text, value);
    shortened(&text)
}

fn push_value(text: &mut String, value: &Value) {
    if text.len() > 4 * MOST_SHOWN {
        return;
    }
    match value {
        Value::Null => text.push_str("null"),
        Value::Bool(true) => text.push_str("true"),
        Value::Bool(false) => text.push_str("false"),
        Value::Number(number) => match (number.as_i64(), number.as_u64()) {
            (Some(number), _) => text.push_str(&number.to_string()),
            (None, Some(number)) => text.push_str(&number.to_string()),
            (None, None) => push_number(text, number.as_f64().unwrap_or(f64::NAN)),
        },
        Value::String(string) => push_string(text, string),
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                text.push(if index == 0 { '[' } else { ',' });
                push_value(text, item);
            }
            text.push_str(if items.is_empty() { "[]" } else { "]" });
        }
        Value::Object(members) => {
            for (index, (name, member)) in members.iter().enumerate() {
                text.push(if index == 0 { '{' } else { ',' });
                push_string(text, name);
                text.push(':');
                push_value(text, member);
            }
            text.push_str(if members.is_empty() { "{}" } else { "}" });
        }
    }
}

fn push_string(text: &mut String, string: &str) {
    text.push('"');
    text.extend(string.chars().take(MOST_SHOWN));
    text.push('"');
}

/// A number to six decimals, or with an exponent where that would hide it.
fn push_number(text: &mut String, value: f64) {
    const DECIMALS: u32 = 6;
    if value < 0.0 {
        text.push('-');
    }
    let mut size = value.abs();
    let mut exponent = 0;
    if size >= 1e15 || (size > 0.0 && size < 1e-5) {
        while size >= 10.0 {
            (size, exponent) = (size / 10.0, exponent + 1);
        }
        while size < 1.0 {
            (size, exponent) = (size * 10.0, exponent - 1);
        }
    }
    let scale = 10_u64.pow(DECIMALS);
    let scaled = (size.fract() * scale as f64).round() as u64;
    let whole = size.trunc() as u64 + scaled / scale;
    text.push_str(&whole.to_string());
    let decimals = (scale + scaled % scale).to_string();
    let decimals = decimals.trim_end_matches('0');
    if let Some(decimals) = decimals.get(1..).filter(|decimals| !decimals.is_empty()) {
        text.push('.');
        text.push_str(decimals);
    }
    if exponent != 0 {
        text.push('e');
        text.push_str(&exponent.to_string());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_value_is_shown_as_it_would_be_written() {
        for (value, expected) in [
            (json!(null), "null"),
            (json!([1, -2.5, "x", [], {}]), "[1,-2.5,\"x\",[],{}]"),
            (json!({"ok": [true]}), "{\"ok\":[true]}"),
            (json!(u64::MAX), "18446744073709551615"),
            (json!(181.000_001), "181.000001"),
            (json!(0.999_999_9), "1"),
            (json!(9e9), "9000000000"),
            (json!(-9e300), "-9e300"),
            (json!(2.5e-9), "2.5e-9"),
            (json!(0), "0"),
        ] {
            assert_eq!(shown(&value), expected);
        }
        let long = shown(&json!(vec![7; 1_000_000]));
        assert_eq!(long.chars().count(), 81);
        assert!(long.ends_with('…'));
    }
}

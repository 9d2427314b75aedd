//! Why a file cannot be used at all.

use std::fmt;

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

/// Text for a message, at most 80 characters.
pub(super) fn shortened(text: &str) -> String {
    const MOST: usize = 80;
    match text.char_indices().nth(MOST) {
        Some((cut, _)) => format!("{}…", text.get(..cut).unwrap_or_default()),
        None => text.to_owned(),
    }
}

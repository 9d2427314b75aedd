//! What is wrong with a record, where, and what was done about it.

/// One thing that is wrong with the file. Nothing is dropped or mended without one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issue {
    /// 1-based position among the features; `None` for the `story` member.
    pub record: Option<usize>,
    /// The record's id, if it has one.
    pub id: Option<String>,
    /// 1-based line of the record's first character; `None` if not known.
    pub line: Option<usize>,
    /// Path of the field, such as `place.precision`; empty for the record as a whole.
    pub field: String,
    /// What is wrong.
    pub problem: Problem,
    /// What was done.
    pub effect: Effect,
}

/// What was done about an issue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// The record is not shown.
    Skipped,
    /// The record is shown without the field, or with its default.
    Kept,
    /// The record is shown with the value as it is.
    Shown,
}

/// What is wrong. Values are shortened to 80 characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// The field is missing.
    Missing {
        /// What to add: field names, or the key of an interface message.
        expected: &'static str,
    },
    /// The field is of another type.
    WrongType {
        /// The key of the interface message that names the type it should have.
        expected: &'static str,
        /// The value found.
        found: String,
    },
    /// A word outside the vocabulary.
    UnknownValue {
        /// The value found.
        value: String,
        /// The vocabulary.
        allowed: String,
    },
    /// A kind of incident that the story does not declare.
    UndeclaredKind {
        /// The word found.
        value: String,
    },
    /// Not an EDTF date.
    BadDate {
        /// The value found.
        value: String,
    },
    /// Coordinates that are not longitude and latitude in degrees.
    BadCoordinates {
        /// The value found.
        value: String,
    },
    /// A record that is nested too deep, or has a number outside what a computer can count with.
    Unreadable,
    /// An id that does not exist in the file.
    UnknownReference {
        /// The id.
        value: String,
    },
    /// A link that is not `http` or `https`.
    UnsafeLink {
        /// The link.
        value: String,
    },
    /// An id that an earlier record has.
    DuplicateId {
        /// The id.
        value: String,
    },
    /// Something among the features that is not a GeoJSON Feature.
    NotAFeature {
        /// What was found.
        found: String,
    },
}

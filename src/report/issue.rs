//! One thing that is wrong with a file, where, and what was done about it.

use std::borrow::Cow;

use super::{Problem, Severity};

/// One thing that is wrong with a file. Nothing is dropped or mended without one. Positions are 1-based and those of
/// the file as it was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issue {
    /// What is wrong.
    pub problem: Problem,
    /// Position among the records (features, or rows without the header); `None` for the file or the story as a
    /// whole.
    pub record: Option<usize>,
    /// The record's id, if it has one.
    pub id: Option<String>,
    /// Line of the value, or of the record's first character; `None` if not known.
    pub line: Option<usize>,
    /// Column of the value in its line, in characters; `None` if not known.
    pub column: Option<usize>,
    /// Path of the field, such as `place.precision`, or name of the column; empty for the record as a whole.
    pub field: String,
    /// The value found, at most 80 characters; empty where there is none.
    pub value: String,
    /// What was expected.
    pub expected: Expected,
    /// What was done.
    pub effect: Effect,
    /// How many alike this one stands for, itself included.
    pub count: usize,
}

/// What was expected in place of a value.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Expected {
    /// Nothing that could be said beyond the message.
    #[default]
    Nothing,
    /// The key of the interface message that says it, such as `type-text`.
    Message(Cow<'static, str>),
    /// Words of a format, which are the same in every language: a vocabulary, names of fields, a limit.
    Words(String),
}

/// What was done about an issue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Effect {
    /// The record, or this part of the file, is not shown.
    Skipped,
    /// The record is shown without the value, or with its default.
    Kept,
    /// The record is listed without a place on the map.
    Unplaced,
    /// The record is shown with the value as it is.
    Shown,
    /// The value was mended, as the message says, and is shown.
    Mended,
}

impl Effect {
    /// The word of each in reports; `issue-` and the word is the key of its message.
    pub const ALL: [(&'static str, Self); 5] = [
        ("skipped", Self::Skipped),
        ("kept", Self::Kept),
        ("unplaced", Self::Unplaced),
        ("shown", Self::Shown),
        ("mended", Self::Mended),
    ];

    /// Its word in reports.
    pub fn as_str(self) -> &'static str {
        let found = Self::ALL.iter().find(|(_, effect)| *effect == self);
        found.map_or("", |(word, _)| word)
    }

    /// The effect of a word.
    pub fn from_word(word: &str) -> Option<Self> {
        let found = Self::ALL.iter().find(|(known, _)| *known == word);
        found.map(|(_, effect)| *effect)
    }
}

impl Issue {
    /// An issue of the file as a whole.
    pub fn of_file(problem: Problem, effect: Effect) -> Self {
        Self {
            problem,
            record: None,
            id: None,
            line: None,
            column: None,
            field: String::new(),
            value: String::new(),
            expected: Expected::Nothing,
            effect,
            count: 1,
        }
    }

    /// How much it costs: less where the file is shown all the same.
    pub fn severity(&self) -> Severity {
        match (self.problem.severity(), self.effect) {
            (Severity::Error, Effect::Shown | Effect::Mended) => Severity::Warning,
            (severity, _) => severity,
        }
    }
}

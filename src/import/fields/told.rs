//! What the publisher says of the fields, and what is wrong with it.

use serde_json::Value;

use super::words::{compact, distance};
use crate::report::Target;

/// Which field the publisher says to use for what: `--field time=Datum`, or `{"time": "Datum"}` in the `story` member.
/// What is said later holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// A target without a field is to be left empty.
    fields: Vec<(Target, Option<String>)>,
}

/// Why something the publisher says cannot be followed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TellError {
    /// Not of the form `target=field`.
    NotAPair {
        /// What was said.
        said: String,
    },
    /// Not a word for anything that an incident has.
    UnknownTarget {
        /// What was said.
        word: String,
        /// The word most like it.
        nearest: Option<&'static str>,
    },
    /// The file has no such field.
    UnknownField {
        /// What it was to be.
        target: Target,
        /// What was said.
        field: String,
        /// The field whose name is most like it.
        nearest: Option<String>,
    },
}

impl Told {
    /// Nothing said.
    pub fn new() -> Self {
        Self::default()
    }

    /// Uses a field for a target, or with `None` no field.
    pub fn tell(&mut self, target: Target, field: Option<String>) {
        self.fields.retain(|(told, _)| *told != target);
        self.fields.push((target, field));
    }

    /// What an option says: `time=Datum`, or `time=` to use no field.
    ///
    /// # Errors
    ///
    /// If it has no `=`, or no target of that name is known.
    pub fn tell_option(&mut self, option: &str) -> Result<(), TellError> {
        let Some((word, field)) = option.split_once('=') else {
            let said = option.to_owned();
            return Err(TellError::NotAPair { said });
        };
        let field = Some(field.trim()).filter(|field| !field.is_empty());
        self.tell(target_of(word)?, field.map(str::to_owned));
        Ok(())
    }

    /// What the `fields` member of a story says: an object of field names, `null` to use no field.
    ///
    /// # Errors
    ///
    /// One for each member that cannot be followed; the others are.
    pub fn tell_members(&mut self, members: &Value) -> Result<(), Vec<TellError>> {
        let Value::Object(members) = members else {
            let said = members.to_string().chars().take(80).collect();
            return Err(vec![TellError::NotAPair { said }]);
        };
        let mut errors = Vec::new();
        for (word, field) in members {
            match (target_of(word), field) {
                (Err(error), _) => errors.push(error),
                (Ok(target), Value::String(field)) => self.tell(target, Some(field.clone())),
                (Ok(target), Value::Null) => self.tell(target, None),
                (Ok(_), _) => errors.push(TellError::NotAPair { said: word.clone() }),
            }
        }
        match errors.is_empty() {
            true => Ok(()),
            false => Err(errors),
        }
    }

    /// Whether anything is said of a target.
    pub fn says(&self, target: Target) -> bool {
        self.fields.iter().any(|(told, _)| *told == target)
    }

    /// The targets and fields to use, in the order they were told.
    pub fn fields(&self) -> impl Iterator<Item = (Target, &str)> {
        let used = self.fields.iter();
        used.filter_map(|(target, field)| Some((*target, field.as_deref()?)))
    }

    /// What cannot be followed in a file with these fields.
    pub(super) fn errors(&self, names: &[&str]) -> Vec<TellError> {
        let missing = self.fields().filter(|(_, field)| !names.contains(field));
        let error = |(target, field): (Target, &str)| TellError::UnknownField {
            target,
            field: field.to_owned(),
            nearest: nearest(field, names).map(str::to_owned),
        };
        missing.map(error).collect()
    }
}

/// The target of a word.
fn target_of(word: &str) -> Result<Target, TellError> {
    let word = word.trim();
    let words = Target::ALL.map(|(known, _)| known);
    Target::from_word(word).ok_or_else(|| TellError::UnknownTarget {
        word: word.to_owned(),
        nearest: nearest(word, &words),
    })
}

/// The name that is most like a word, if any is: at most a third of the word, and two characters of a short one, may
/// differ.
fn nearest<'n>(word: &str, names: &[&'n str]) -> Option<&'n str> {
    let word = compact(word);
    let most = (word.chars().count() / 3).max(2);
    let near = names
        .iter()
        .filter_map(|name| Some((distance(&word, &compact(name), most)?, *name)));
    near.min_by_key(|(distance, _)| *distance)
        .map(|(_, name)| name)
}

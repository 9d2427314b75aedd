//! How far the matter of a record has come, from a column of a table.

use super::feature::Reading;
use super::fields::FieldStats;
use super::log::Fault;
use super::publish::{is_status_name, is_withdrawn};
use super::records::Feature;
use crate::report::{Effect, Expected, Problem};
use crate::story::Status;

/// The words of the profile.
fn words() -> impl Iterator<Item = &'static str> {
    Status::ALL.iter().map(|(word, _)| *word)
}

/// The word of the profile that a value is, in letters of any size.
fn word_of(value: &str) -> Option<&'static str> {
    words().find(|word| word.eq_ignore_ascii_case(value.trim()))
}

/// Whether a field holds it. Many files have a column of that name for something else, so that one of its values has to be a
/// word of the profile.
pub(super) fn is_status(field: &str, stats: &FieldStats) -> bool {
    let is_ours = |value: &String| word_of(value).is_some() || is_withdrawn(value);
    is_status_name(field) && stats.examples.iter().any(is_ours)
}

/// Whether a record says that it has been taken back, whatever else its column holds.
pub(super) fn says_withdrawn(feature: &Feature) -> bool {
    let mut named = feature.properties.iter();
    named.any(|(name, value)| is_status_name(name) && value.as_str().is_some_and(is_withdrawn))
}

/// What a record's field says; a word that the profile does not have is told of.
pub(super) fn status_of(reading: &mut Reading, field: &str) -> Option<String> {
    let value = reading.feature.properties.get(field)?.as_str()?.trim();
    let word = word_of(value);
    if word.is_none() && !value.is_empty() && !is_withdrawn(value) {
        let words: Vec<&str> = words().chain(["withdrawn"]).collect();
        let mut fault = Fault::new(Problem::UnknownValue, field, value, Effect::Kept);
        fault.expected = Expected::Words(words.join(", "));
        reading.fault(fault);
    }
    word.map(str::to_owned)
}

//! What went wrong, in words that say what to do.

use super::issue_item::{effect_words, issue_place, problem_words};
use crate::load::LoadError;
use crate::locale::Locale;
use crate::report::{Effect, Issue};

/// Why a file cannot be used, and what to do.
pub fn load_error_text(locale: &Locale, error: &LoadError) -> String {
    let number = |value: usize| locale.format.number(value as f64);
    match error {
        LoadError::CutShort => locale.text("error-cut-short"),
        LoadError::NotJson { line, column } => {
            let (line, column) = (number(*line), number(*column));
            locale.fill("error-not-json", &[("line", &line), ("column", &column)])
        }
        LoadError::NotGeoJson { found } => locale.fill("error-not-geojson", &[("found", found)]),
        LoadError::NoFeatures { .. } => locale.text("error-no-features"),
        LoadError::TooLarge { limit } => {
            locale.fill("error-too-large", &[("limit", &number(*limit))])
        }
    }
}

/// One line for each issue: which record, what is wrong with which field, and what was done.
pub fn issue_lines(locale: &Locale, issues: &[Issue]) -> Vec<String> {
    let line = |issue| {
        let place = issue_place(locale, issue);
        let problem = problem_words(locale, issue);
        let effect = effect_words(locale, issue.effect);
        format!("{place}: {problem} {effect}")
    };
    issues.iter().map(line).collect()
}

/// "2 records could not be shown, 1 value was left out"
pub fn issues_title(locale: &Locale, issues: &[Issue]) -> String {
    let mut skipped: Vec<Option<usize>> = issues
        .iter()
        .filter(|issue| issue.effect == Effect::Skipped && issue.record.is_some())
        .map(|issue| issue.record)
        .collect();
    skipped.dedup();
    let count = |effect| issues.iter().filter(|issue| issue.effect == effect).count();
    let is_part = |issue: &&Issue| issue.effect == Effect::Skipped && issue.record.is_none();
    let parts = issues.iter().filter(is_part).count();
    let counts = [
        ("issues-title", skipped.len()),
        ("issues-kept-title", count(Effect::Kept) + parts),
        ("issues-unplaced-title", count(Effect::Unplaced)),
        ("issues-shown-title", count(Effect::Shown)),
    ];
    let words: Vec<String> = counts
        .into_iter()
        .filter(|(_, count)| *count > 0)
        .map(|(key, count)| locale.count(key, count))
        .collect();
    words.join(" · ")
}

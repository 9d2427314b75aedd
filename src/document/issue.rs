//! What went wrong, in words that say what to do.

use crate::load::LoadError;
use crate::locale::Locale;
use crate::report::{Effect, Expected, Issue};

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
        let (problem, effect) = (problem_text(locale, issue), effect_text(locale, issue));
        format!("{place}: {problem} {effect}")
    };
    issues.iter().map(line).collect()
}

/// "Record 3 (north-bridge), line 12"
fn issue_place(locale: &Locale, issue: &Issue) -> String {
    let number = |value: usize| locale.format.number(value as f64);
    let record = match (issue.record, &issue.id) {
        (Some(record), Some(id)) => {
            locale.fill("issue-record", &[("number", &number(record)), ("id", id)])
        }
        (Some(record), None) => locale.fill("issue-record-plain", &[("number", &number(record))]),
        (None, _) => locale.text("issue-story"),
    };
    let mut words = vec![record];
    for (key, at) in [("line", issue.line), ("column", issue.column)] {
        if let Some(at) = at {
            words.push(locale.fill(&format!("issue-{key}"), &[(key, &number(at))]));
        }
    }
    words.join(", ")
}

/// What is wrong, and what to do about it.
fn problem_text(locale: &Locale, issue: &Issue) -> String {
    let expected = match &issue.expected {
        Expected::Nothing => String::new(),
        Expected::Message(key) => locale.text(key),
        Expected::Words(words) => words.clone(),
    };
    let values = [
        ("field", issue.field.as_str()),
        ("value", issue.value.as_str()),
        ("expected", expected.as_str()),
    ];
    let text = locale.fill(&format!("issue-{}", issue.problem.code()), &values);
    match issue.count {
        0 | 1 => text,
        count => format!("{text} {}", locale.count("issue-more", count - 1)),
    }
}

/// What was done about it.
fn effect_text(locale: &Locale, issue: &Issue) -> String {
    match (issue.effect, issue.record) {
        (Effect::Skipped, None) => locale.text("issue-skipped-part"),
        (effect, _) => locale.text(&format!("issue-{}", effect.as_str())),
    }
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
    let parts = count(Effect::Skipped) - issues_of_records(issues);
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

/// How many records were skipped, as issues.
fn issues_of_records(issues: &[Issue]) -> usize {
    let is_skipped = |issue: &&Issue| issue.effect == Effect::Skipped && issue.record.is_some();
    issues.iter().filter(is_skipped).count()
}

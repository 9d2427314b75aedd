//! What went wrong, in words that say what to do.

use crate::load::{Effect, Issue, LoadError, Problem};
use crate::locale::Locale;

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
    issues
        .iter()
        .map(|issue| issue_line(locale, issue))
        .collect()
}

fn issue_line(locale: &Locale, issue: &Issue) -> String {
    let number = |value: usize| locale.format.number(value as f64);
    let place = match (issue.record, &issue.id) {
        (Some(record), Some(id)) => {
            locale.fill("issue-record", &[("number", &number(record)), ("id", id)])
        }
        (Some(record), None) => locale.fill("issue-record-plain", &[("number", &number(record))]),
        (None, _) => locale.text("issue-story"),
    };
    let place = match issue.line {
        Some(line) => {
            format!(
                "{place}, {}",
                locale.fill("issue-line", &[("line", &number(line))])
            )
        }
        None => place,
    };
    let effect = locale.text(match issue.effect {
        Effect::Skipped => "issue-skipped",
        Effect::Kept => "issue-kept",
        Effect::Shown => "issue-shown",
    });
    format!("{place}: {} {effect}", problem_text(locale, issue))
}

fn problem_text(locale: &Locale, issue: &Issue) -> String {
    let field = issue.field.as_str();
    let fill = |key: &str, values: &[(&str, &str)]| {
        let mut all = vec![("field", field)];
        all.extend_from_slice(values);
        locale.fill(key, &all)
    };
    match &issue.problem {
        Problem::Missing { expected } => {
            fill("issue-missing", &[("expected", &locale.text(expected))])
        }
        Problem::WrongType { expected, found } => fill(
            "issue-wrong-type",
            &[("expected", &locale.text(expected)), ("found", found)],
        ),
        Problem::UnknownValue { value, allowed } => fill(
            "issue-unknown-value",
            &[("value", value), ("allowed", allowed)],
        ),
        Problem::UndeclaredKind { value } => fill("issue-undeclared-kind", &[("value", value)]),
        Problem::BadDate { value } => fill("issue-bad-date", &[("value", value)]),
        Problem::BadCoordinates { value } => fill("issue-bad-coordinates", &[("value", value)]),
        Problem::Unreadable => fill("issue-unreadable", &[]),
        Problem::UnknownReference { value } => fill("issue-unknown-reference", &[("value", value)]),
        Problem::UnsafeLink { value } => fill("issue-unsafe-link", &[("value", value)]),
        Problem::DuplicateId { value } => fill("issue-duplicate-id", &[("value", value)]),
        Problem::NotAFeature { found } => fill("issue-not-a-feature", &[("found", found)]),
    }
}

/// "2 records could not be shown, 1 value was left out"
pub fn issues_title(locale: &Locale, issues: &[Issue]) -> String {
    let mut skipped: Vec<Option<usize>> = issues
        .iter()
        .filter(|issue| issue.effect == Effect::Skipped)
        .map(|issue| issue.record)
        .collect();
    skipped.dedup();
    let count = |effect| issues.iter().filter(|issue| issue.effect == effect).count();
    let counts = [
        ("issues-title", skipped.len()),
        ("issues-kept-title", count(Effect::Kept)),
        ("issues-shown-title", count(Effect::Shown)),
    ];
    let words: Vec<String> = counts
        .into_iter()
        .filter(|(_, count)| *count > 0)
        .map(|(key, count)| locale.count(key, count))
        .collect();
    words.join(" · ")
}

//! What was found in a file, as lines for a person: what was recognised, and each issue with the text it is about.

use std::fmt::Write;
use std::io;

use crate::document::{FieldWords, effect_words, issue_place, problem_words};
use crate::import::{Source, texts_at};
use crate::locale::Locale;
use crate::report::{Expected, Issue, Problem, Report};

/// How wide a line of an excerpt is, in characters.
const EXCERPT_CHARS: usize = 100;
/// How much of it stands before the value.
const BEFORE_CHARS: usize = 30;

/// What a file is, and how its fields were recognised.
pub(super) fn summary(locale: &Locale, report: &Report) -> String {
    let mut out = match report.format.as_str() {
        "" => report.name.clone(),
        format => format!("{}: {format}", report.name),
    };
    let counts = [
        ("found-records", report.records),
        ("found-shown", report.shown),
        ("found-unplaced", report.unplaced),
    ];
    for (key, count) in counts {
        if count > 0 || key != "found-unplaced" {
            let _ = write!(out, ", {}", locale.count(key, count));
        }
    }
    if report.withdrawn > 0 {
        let _ = write!(out, ", {} withdrawn", report.withdrawn);
    }
    out.push('\n');
    if !report.known_format.is_empty() {
        let _ = writeln!(out, "  {}", report.known_format);
    }
    let fields = report.detected.iter();
    let fields: Vec<(&str, FieldWords)> = fields
        .map(|found| (found.field.as_str(), FieldWords::of(locale, found)))
        .collect();
    let widest = |width: fn(&(&str, FieldWords)) -> usize| fields.iter().map(width).max();
    let meaning_width = widest(|(_, words)| words.meaning.chars().count()).unwrap_or(0);
    let field_width = widest(|(field, _)| field.chars().count()).unwrap_or(0);
    for (field, words) in &fields {
        let FieldWords {
            meaning,
            reason,
            reading,
        } = words;
        let _ = writeln!(
            out,
            "  {meaning:meaning_width$}  {field:field_width$}  {reason} ({reading})"
        );
    }
    if !report.unused.is_empty() {
        let _ = writeln!(
            out,
            "  {}: {}",
            locale.text("found-unused"),
            report.unused.join(", ")
        );
    }
    out
}

/// The issues, each with what was done and the text it is about.
///
/// # Errors
/// What the system says when the file cannot be read again.
pub(super) fn issues(locale: &Locale, report: &Report, source: &dyn Source) -> io::Result<String> {
    let place = |issue: &Issue| issue.line.map(|line| (line, issue.column.unwrap_or(1)));
    let places: Vec<(usize, usize)> = report.issues.iter().filter_map(place).collect();
    let mut texts = texts_at(source, &places)?.into_iter();
    let mut out = String::new();
    for issue in &report.issues {
        let severity = issue.severity().as_str();
        let (problem, effect) = (
            problem_words(locale, issue),
            effect_words(locale, issue.effect),
        );
        let _ = writeln!(
            out,
            "{severity}: {}: {problem} {effect}",
            issue_place(locale, issue)
        );
        let text = place(issue).and_then(|_| texts.next());
        let text = text.filter(|text| !text.trim().is_empty());
        if let (Some((line, column)), Some(text)) = (place(issue), text) {
            push_excerpt(&mut out, &report.name, (line, column), &text, &issue.value);
        }
        if issue.problem == Problem::PersonalData {
            let _ = writeln!(out, "  --> {}, column {}", report.name, issue.field);
        }
        if let Some(answer) = answer_to(issue) {
            let _ = writeln!(out, "  = {answer}");
        }
    }
    Ok(out)
}

/// How the command is told the answer to a question that only a person can answer.
fn answer_to(issue: &Issue) -> Option<String> {
    let answer = match (issue.problem, &issue.expected) {
        (Problem::AmbiguousDate, _) => "answer with --day-first or --month-first",
        (Problem::SwappedAxes, _) => "if so, add --swap",
        (Problem::NoPlaces, _) => {
            "say which they are, such as --field time=NAME --field latitude=NAME"
        }
        (Problem::UnknownReference, Expected::Words(fields)) => {
            return Some(format!("the file has {fields}"));
        }
        _ => return None,
    };
    Some(answer.to_owned())
}

/// The line that a value is in, with a mark below the value; the first one when the value is not found.
fn push_excerpt(
    out: &mut String,
    name: &str,
    (line, column): (usize, usize),
    text: &str,
    value: &str,
) {
    let value = value.trim_end_matches('…');
    let at = Some(value)
        .filter(|value| !value.is_empty())
        .and_then(|value| text.find(value));
    let before = text.get(..at.unwrap_or(0)).unwrap_or_default();
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    let row = text
        .get(line_start..)
        .unwrap_or_default()
        .lines()
        .next()
        .unwrap_or_default();
    let offset_chars = before.get(line_start..).unwrap_or_default().chars().count();
    let line = line + before.matches('\n').count();
    let column = offset_chars + if line_start == 0 { column } else { 1 };
    let skipped = offset_chars.saturating_sub(BEFORE_CHARS);
    let shown: String = row
        .chars()
        .skip(skipped)
        .take(EXCERPT_CHARS)
        .map(printable)
        .collect();
    let dots = if skipped > 0 { "…" } else { "" };
    let most = shown.chars().count().saturating_sub(offset_chars - skipped);
    let marks = match at {
        Some(_) => value
            .lines()
            .next()
            .unwrap_or_default()
            .chars()
            .count()
            .clamp(1, most.max(1)),
        None => 1,
    };
    let gutter = line.to_string();
    let blank = " ".repeat(gutter.len());
    let indent = " ".repeat(offset_chars - skipped + dots.chars().count());
    let _ = writeln!(out, "{blank} --> {name}:{line}:{column}");
    let _ = writeln!(out, "{gutter} | {dots}{shown}");
    let _ = writeln!(out, "{blank} | {indent}{}", "^".repeat(marks));
}

/// A terminal obeys control characters; a file is not to command it.
fn printable(c: char) -> char {
    match c.is_control() {
        true => ' ',
        false => c,
    }
}

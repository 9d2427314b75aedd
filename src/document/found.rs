//! What was found in a file: its records, how its fields were read, and what is wrong with it.

use super::Element;
use super::action::{Action, button};
use crate::locale::Locale;
use crate::order::sorted_by_key;
use crate::report::{Detected, Effect, Expected, Issue, Problem, Report, Severity};

/// The most kinds of issue that are listed; who has mended so many opens the file again.
const MOST_LISTED: usize = 100;
/// The attribute of a button that answers a question about the file: options of the reader, as JSON.
const ANSWER_ATTRIBUTE: &str = "data-answer";

/// What was found, folded up unless `is_open`; `why` tells what else keeps the file from being shown.
pub fn found(locale: &Locale, report: &Report, why: Option<String>, is_open: bool) -> Element {
    let title = message(locale, "strong", "found-title").attribute("id", "found-title");
    let details = Element::new("details").child(
        Element::new("summary")
            .child(title)
            .text(" ")
            .child(Element::new("span").text(counts(locale, report).join(" · "))),
    );
    let details = match is_open {
        true => details.attribute("open", ""),
        false => details,
    };
    let mut parts = Element::new("div").class("found-parts");
    let mut add = |part: Option<Element>| {
        parts.children.extend(part.map(super::Node::Element));
    };
    add(why.map(|why| Element::new("p").class("found-why").text(why)));
    add(issues(locale, &report.issues));
    add(fields(locale, report));
    Element::new("section")
        .class("found")
        .attribute("aria-labelledby", "found-title")
        .child(details.child(parts))
}

fn message(locale: &Locale, tag: &'static str, key: &str) -> Element {
    Element::new(tag).text(locale.text(key))
}

/// "CSV · 1,201 records · 1,187 shown · 3 things to look at"
fn counts(locale: &Locale, report: &Report) -> Vec<String> {
    let mut counts = vec![locale.count("found-records", report.records)];
    if report.shown != report.records {
        counts.push(locale.count("found-shown", report.shown));
    }
    if report.unplaced > 0 {
        counts.push(locale.count("found-unplaced", report.unplaced));
    }
    counts.push(match report.issues.len() {
        0 => locale.text("found-no-issues"),
        issues => locale.count("found-issues", issues),
    });
    counts
}

fn fields(locale: &Locale, report: &Report) -> Option<Element> {
    let mut section = Element::new("section").child(message(locale, "h2", "found-fields"));
    let format = match report.known_format.is_empty() {
        true => report.format.clone(),
        false => {
            let values = [
                ("format", report.format.as_str()),
                ("kind", &report.known_format),
            ];
            locale.fill("found-known-format", &values)
        }
    };
    if !format.is_empty() {
        let format = format!("{}: {format}", locale.text("found-format"));
        section = section.child(Element::new("p").text(format));
    }
    if !report.detected.is_empty() {
        let heads = ["found-field-meaning", "found-field-name", "found-field-why"];
        let heads = heads.map(|key| message(locale, "th", key).attribute("scope", "col"));
        let head = Element::new("thead").child(Element::new("tr").children(heads));
        let rows = report.detected.iter().map(|field| detected(locale, field));
        let table = Element::new("table")
            .child(head)
            .child(Element::new("tbody").children(rows));
        section = section.child(table);
    }
    if !report.unused.is_empty() {
        let names = report.unused.join(", ");
        let unused = format!("{}: {names}", locale.text("found-unused"));
        section = section.child(Element::new("p").text(unused));
    }
    let is_empty = section.children.len() < 2;
    (!is_empty).then_some(section)
}

/// What a field is read as, its name, and why, with how its values are written and how many of them could be read.
fn detected(locale: &Locale, field: &Detected) -> Element {
    let meaning = locale.text(&format!("field-{}", field.target.as_str()));
    let reason = locale.text(&format!("reason-{}", field.reason.as_str()));
    let (fitting, all) = field.fitting;
    let (fitting, all) = (number(locale, fitting), number(locale, all));
    let read = locale.fill("found-fitting", &[("fitting", &fitting), ("all", &all)]);
    let key = format!("form-{}", field.form);
    let form = match locale.messages.has(&key) {
        true => locale.text(&key),
        false => field.form.clone(),
    };
    let how = match form.is_empty() {
        true => read,
        false => format!("{form}; {read}"),
    };
    let why = Element::new("td")
        .text(format!("{reason} "))
        .child(Element::new("small").text(how));
    Element::new("tr")
        .child(Element::new("th").attribute("scope", "row").text(meaning))
        .child(Element::new("td").text(field.field.clone()))
        .child(why)
}

fn number(locale: &Locale, number: usize) -> String {
    locale.format.number(number as f64)
}

fn issues(locale: &Locale, issues: &[Issue]) -> Option<Element> {
    if issues.is_empty() {
        return None;
    }
    let by_severity = sorted_by_key(issues.iter().collect(), |issue| match issue.severity() {
        Severity::Error => 0.0,
        Severity::Warning => 1.0,
        Severity::Note => 2.0,
    });
    let listed = by_severity.iter().take(MOST_LISTED);
    let list = Element::new("ul")
        .class("found-issues")
        .children(listed.map(|issue| issue_item(locale, issue)));
    let section = Element::new("section")
        .child(message(locale, "h2", "found-issue-list"))
        .child(list);
    Some(match issues.len().saturating_sub(MOST_LISTED) {
        0 => section,
        more => section.child(Element::new("p").text(locale.count("found-more-issues", more))),
    })
}

fn issue_item(locale: &Locale, issue: &Issue) -> Element {
    let severity = issue.severity().as_str();
    let place = Element::new("p")
        .class("issue-place")
        .child(message(locale, "strong", &format!("severity-{severity}")))
        .text(format!(" {}", issue_place(locale, issue)));
    let words = format!(
        "{} {}",
        problem_words(locale, issue),
        effect_words(locale, issue.effect)
    );
    let item = Element::new("li")
        .class(format!("issue issue-{severity}"))
        .child(place)
        .child(Element::new("p").text(words));
    let answers = answers(issue);
    if answers.is_empty() {
        return item;
    }
    let buttons = answers.iter().map(|(key, options)| {
        button(Action::ReadAgain)
            .attribute(ANSWER_ATTRIBUTE, *options)
            .text(locale.text(key))
    });
    item.child(Element::new("p").class("issue-answers").children(buttons))
}

/// "Record 3 (x), line 4, column 12, and 11 more like it"
pub fn issue_place(locale: &Locale, issue: &Issue) -> String {
    let record = issue.record.map(|record| number(locale, record));
    let mut place = match (&record, &issue.id) {
        (Some(record), Some(id)) => locale.fill("issue-record", &[("number", record), ("id", id)]),
        (Some(record), None) => locale.fill("issue-record-plain", &[("number", record)]),
        (None, _) => locale.text("issue-file"),
    };
    let mut add = |words: String| {
        place.push_str(", ");
        place.push_str(&words);
    };
    if let Some(line) = issue.line {
        add(locale.fill("issue-line", &[("line", &number(locale, line))]));
    }
    if let Some(column) = issue.column {
        add(locale.fill("issue-column", &[("column", &number(locale, column))]));
    }
    if issue.count > 1 {
        add(locale.count("issue-others", issue.count - 1));
    }
    place
}

/// What is wrong, and what to do.
pub fn problem_words(locale: &Locale, issue: &Issue) -> String {
    let quoted = |text: &str, else_key: &str| match text {
        "" => locale.text(else_key),
        text => locale.fill("quoted", &[("text", text)]),
    };
    let expected = match &issue.expected {
        Expected::Nothing => locale.text("no-expectation"),
        Expected::Message(key) => locale.text(key),
        Expected::Words(words) => words.clone(),
    };
    let values = [
        ("field", quoted(&issue.field, "no-field")),
        ("value", quoted(&issue.value, "no-value")),
        ("expected", expected),
        ("count", number(locale, issue.count)),
    ];
    let values = values
        .each_ref()
        .map(|(name, value)| (*name, value.as_str()));
    locale.fill(&format!("issue-{}", issue.problem.code()), &values)
}

/// What was done about it.
pub fn effect_words(locale: &Locale, effect: Effect) -> String {
    locale.text(&format!("issue-{}", effect.as_str()))
}

/// The answers to a question that only a person can answer: the key of each, and the options of the reader for it.
fn answers(issue: &Issue) -> &'static [(&'static str, &'static str)] {
    match (issue.problem, issue.effect) {
        (Problem::AmbiguousDate, _) => &[
            ("answer-day-first", "{\"dayOrder\":\"day-first\"}"),
            ("answer-month-first", "{\"dayOrder\":\"month-first\"}"),
        ],
        (_, Effect::Mended) => &[],
        (Problem::SwappedAxes, _) => &[("answer-swap", "{\"swap\":true}")],
        _ => &[],
    }
}

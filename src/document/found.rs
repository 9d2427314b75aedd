//! What was found in a file: its records, how its fields were read, and what is wrong with it.

use super::Element;
use super::issue_item::{issue_item, number};
use crate::locale::Locale;
use crate::order::sorted_by_key;
use crate::report::{Detected, Issue, Report, Severity};

/// The most kinds of issue that are listed; who has mended so many opens the file again.
const MOST_LISTED: usize = 100;

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
    let words = FieldWords::of(locale, field);
    let why = Element::new("td")
        .text(format!("{} ", words.reason))
        .child(Element::new("small").text(words.reading));
    let meaning = Element::new("th")
        .attribute("scope", "row")
        .text(words.meaning);
    Element::new("tr")
        .child(meaning)
        .child(Element::new("td").text(field.field.clone()))
        .child(why)
}

/// How a field was recognised, in words.
pub struct FieldWords {
    /// What it is read as.
    pub meaning: String,
    /// Why.
    pub reason: String,
    /// How its values are written, and how many of them could be read.
    pub reading: String,
}

impl FieldWords {
    /// The words for a field.
    pub fn of(locale: &Locale, field: &Detected) -> Self {
        let (fitting, all) = field.fitting;
        let (fitting, all) = (number(locale, fitting), number(locale, all));
        let read = locale.fill("found-fitting", &[("fitting", &fitting), ("all", &all)]);
        let key = format!("form-{}", field.form);
        let form = match locale.messages.has(&key) {
            true => locale.text(&key),
            false => field.form.clone(),
        };
        Self {
            meaning: locale.text(&format!("field-{}", field.target.as_str())),
            reason: locale.text(&format!("reason-{}", field.reason.as_str())),
            reading: match form.is_empty() {
                true => read,
                false => format!("{form}; {read}"),
            },
        }
    }
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

#[cfg(test)]
mod tests {
    use super::super::issue_item::tests::{english, issue, words};
    use super::*;
    use crate::document::{OpenedFile, file_banner, file_status};
    use crate::report::{Effect, Problem, Reason, Target};

    #[test]
    fn errors_come_first_and_long_lists_end() {
        let issues: Vec<Issue> = (0..130)
            .map(|number| {
                let problem = match number {
                    129 => Problem::CutShort,
                    _ => Problem::BadDate,
                };
                issue(problem, Effect::Skipped)
            })
            .collect();
        let report = Report {
            name: "a.csv".into(),
            issues,
            ..Report::default()
        };
        let text = words(&found(&english(), &report, None, true));
        assert!(
            text.contains("What to look at Error Record 3 The file ends in the middle."),
            "{text}"
        );
        assert_eq!(text.matches("is not a date").count(), MOST_LISTED - 1);
        assert!(
            text.contains("30 more kinds of issue are not listed."),
            "{text}"
        );
    }

    #[test]
    fn what_was_recognised_is_told_with_its_reason() {
        let report = Report {
            name: "a.csv".into(),
            format: "CSV, semicolons".into(),
            known_format: "ACLED".into(),
            records: 1201,
            shown: 1187,
            unplaced: 5,
            detected: vec![Detected {
                target: Target::Time,
                field: "Datum".into(),
                reason: Reason::Values,
                form: "day-first".into(),
                fitting: (1199, 1201),
            }],
            unused: vec!["phone".into(), "<b>".into()],
            ..Report::default()
        };
        let found = found(&english(), &report, None, false);
        let text = words(&found);
        for part in [
            "1,201 records · 1,187 shown · 5 without a place on the map · nothing to put right",
            "Format: CSV, semicolons, recognised as ACLED",
            "Time or beginning Datum By its values. dates with the day first; 1,199 of 1,201 values could be read",
            "Fields that are not shown: phone, <b>",
        ] {
            assert!(text.contains(part), "{part}: {text}");
        }
        assert!(!found.to_html().contains("<b>"));
    }

    #[test]
    fn the_banner_names_the_file_and_whose_it_is() {
        let file = OpenedFile {
            name: "my {host} <b>.csv",
            host: "",
            others: 0,
            is_shown: true,
        };
        let text = |file: OpenedFile| words(&file_banner(&english(), &file));
        assert_eq!(
            text(file),
            "You are looking at your own file my {host} <b>.csv . It has not left this device. \
             It is not from the publisher of this page. Back to the story"
        );
        let named = OpenedFile {
            host: "example.org",
            others: 2,
            ..file
        };
        let named = text(named);
        assert!(
            named.contains("from example.org, chosen by the address"),
            "{named}"
        );
        assert!(!named.contains("device"), "{named}");
        assert!(named.contains("2 more were left alone"), "{named}");
        let refused = text(OpenedFile {
            is_shown: false,
            ..file
        });
        assert!(
            refused.starts_with("Nothing in") && refused.ends_with("Close"),
            "{refused}"
        );
        let status = file_status(&english(), "open-reading", "a.csv", "");
        let status: Vec<String> = status.iter().map(words).collect();
        assert_eq!(status, ["Reading a.csv …", "Cancel"]);
    }
}

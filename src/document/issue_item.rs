//! One thing that is wrong with a file, in words: where, what, what was done, and what a person can answer.

use super::Element;
use super::action::{Action, button};
use crate::locale::Locale;
use crate::report::{Effect, Expected, Issue, Problem};

/// The attribute of a button that answers a question about the file: options of the reader, as JSON.
const ANSWER_ATTRIBUTE: &str = "data-answer";

/// An issue in a list.
pub(super) fn issue_item(locale: &Locale, issue: &Issue) -> Element {
    let severity = issue.severity().as_str();
    let place = Element::new("p")
        .class("issue-place")
        .child(Element::new("strong").text(locale.text(&format!("severity-{severity}"))))
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

pub(super) fn number(locale: &Locale, number: usize) -> String {
    locale.format.number(number as f64)
}

#[cfg(test)]
pub(super) mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::cli::format::IcuFormat;
    use crate::document::Node;
    use crate::load::messages_from_json;

    pub fn english() -> Locale {
        let texts = include_bytes!("../../public/i18n/reports/en.json");
        Locale {
            tag: "en".to_owned(),
            messages: Arc::new(messages_from_json(texts).unwrap()),
            format: Arc::new(IcuFormat::new("en")),
        }
    }

    /// The words of an element, a space after each of its parts.
    pub fn words(element: &Element) -> String {
        let part = |node: &Node| match node {
            Node::Text(text) => text.clone(),
            Node::Element(element) => words(element) + " ",
        };
        let text: String = element.children.iter().map(part).collect();
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    pub fn issue(problem: Problem, effect: Effect) -> Issue {
        Issue {
            record: Some(3),
            field: "date".into(),
            value: "31.02.2023".into(),
            ..Issue::of_file(problem, effect)
        }
    }

    #[test]
    fn an_issue_says_where_what_and_what_was_done() {
        let mut bad = issue(Problem::ImpossibleDate, Effect::Kept);
        bad.id = Some("x".into());
        (bad.line, bad.column, bad.count) = (Some(4), Some(12), 12);
        assert_eq!(
            words(&issue_item(&english(), &bad)),
            "Warning Record 3 (x), line 4, column 12, and 11 more like it \
             “date”: there is no date “31.02.2023” in the calendar. Correct the day or the month. \
             The value is left out; the rest is shown."
        );
    }

    /// Every message reads well whatever is known of the issue: no gap, no placeholder, no missing text.
    #[test]
    fn every_message_is_whole() {
        let locale = english();
        for (code, problem, _) in Problem::ALL {
            for (_, effect) in Effect::ALL {
                for issue in [issue(problem, effect), Issue::of_file(problem, effect)] {
                    let text = words(&issue_item(&locale, &issue));
                    let is_whole = !text.contains(['{', '}'])
                        && !text.contains("  ")
                        && !text.contains("“”")
                        && !text.contains(&format!("issue-{code}"));
                    assert!(is_whole, "{code}: {text}");
                }
            }
        }
    }

    #[test]
    fn a_question_has_its_answers() {
        let buttons = |problem, effect| {
            let html = issue_item(&english(), &issue(problem, effect)).to_html();
            html.matches("<button").count()
        };
        assert_eq!(buttons(Problem::AmbiguousDate, Effect::Kept), 2);
        assert_eq!(buttons(Problem::SwappedAxes, Effect::Shown), 1);
        assert_eq!(buttons(Problem::SwappedAxes, Effect::Mended), 0, "done");
        assert_eq!(buttons(Problem::BadDate, Effect::Kept), 0);
    }
}

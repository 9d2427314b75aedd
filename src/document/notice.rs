//! What went wrong, where the reader sees it, with what to do.

use super::action::{Action, button};
use super::{DocumentInput, Element, issue_lines, issues_title};
use crate::locale::Locale;
use crate::report::Issue;

/// Why there is no map, with a retry. The static story below it stays.
pub fn problem(locale: &Locale, why: String) -> Element {
    let message = |tag, key| Element::new(tag).text(locale.text(key));
    Element::new("section")
        .class("problem")
        .attribute("role", "alert")
        .child(message("h2", "problem-title"))
        .child(Element::new("p").text(why))
        .child(message("p", "problem-static-note"))
        .child(retry(locale))
}

/// What is missing although the story is there: `keys` are those of the messages that say so. With a retry where
/// one can help.
pub fn missing_parts(locale: &Locale, keys: &[&str], can_retry: bool) -> Element {
    let lines = keys
        .iter()
        .map(|key| Element::new("p").text(locale.text(key)));
    let notice = Element::new("div")
        .class("notice")
        .attribute("role", "status")
        .children(lines);
    match can_retry {
        true => notice.child(retry(locale)),
        false => notice,
    }
}

/// The records and values that could not be shown, counted and listed.
pub fn issues(input: &DocumentInput, issues: &[Issue]) -> Element {
    let lines = issue_lines(input.locale, issues).into_iter();
    let list = Element::new("ul").children(lines.map(|line| Element::new("li").text(line)));
    let summary = Element::new("summary").text(issues_title(input.locale, issues));
    Element::new("details")
        .class("notice issues")
        .child(summary)
        .child(list)
}

fn retry(locale: &Locale) -> Element {
    button(Action::Retry).text(locale.text("retry"))
}

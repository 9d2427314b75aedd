//! A file of the reader's own on the page: how to open one, what becomes of it, and whose it is.

use super::Element;
use super::action::{Action, button};
use crate::locale::Locale;

/// A file that is open in place of the publisher's story, or was to be.
#[derive(Clone, Copy)]
pub struct OpenedFile<'a> {
    /// Its name.
    pub name: &'a str,
    /// The host it comes from; empty for a file of the reader's own.
    pub host: &'a str,
    /// How many more were given with it and not opened.
    pub others: usize,
    /// Whether anything in it can be shown.
    pub is_shown: bool,
}

/// That a file is being read, or why it was not opened: the message of `key`, with the file's name and a detail.
pub fn file_status(locale: &Locale, key: &str, name: &str, detail: &str) -> Vec<Element> {
    let end = match key {
        "open-reading" | "open-progress" => "open-cancel",
        _ => "open-close",
    };
    vec![
        named(locale, key, name, &[("detail", detail)]),
        button(Action::CloseStatus).text(locale.text(end)),
    ]
}

/// Whose file is on the page, with the way back to the publisher's story.
pub fn file_banner(locale: &Locale, file: &OpenedFile) -> Element {
    let message = |key| Element::new("span").text(locale.text(key));
    let mut text = Element::new("p").attribute("id", "file-banner-text");
    let mut say = |element: Element| {
        text.children.push(super::Node::Element(element));
        text.children.push(super::Node::Text(" ".to_owned()));
    };
    let is_own = file.host.is_empty();
    match (file.is_shown, is_own) {
        (false, _) => say(named(locale, "banner-refused", file.name, &[])),
        (true, true) => say(named(locale, "banner-own", file.name, &[])),
        (true, false) => say(named(
            locale,
            "banner-data",
            file.name,
            &[("host", file.host)],
        )),
    }
    if is_own {
        say(message("banner-private").class("banner-private"));
        if file.is_shown {
            say(message("banner-not-publisher"));
        }
    }
    if file.others > 0 {
        say(Element::new("span").text(locale.count("banner-others", file.others)));
    }
    let end = match file.is_shown {
        true => "banner-back",
        false => "open-close",
    };
    Element::new("section")
        .attribute("id", "file-banner")
        .attribute("tabindex", "-1")
        .attribute("aria-labelledby", "file-banner-text")
        .child(text)
        .child(button(Action::LeaveFile).text(locale.text(end)))
}

/// A message with the name of a file set off from its words.
fn named(locale: &Locale, key: &str, name: &str, values: &[(&str, &str)]) -> Element {
    let words = locale.fill(key, values);
    let line = Element::new("span");
    match words.split_once("{name}") {
        Some((before, after)) => line
            .text(before)
            .child(Element::new("bdi").class("file-name").text(name))
            .text(after),
        None => line.text(words),
    }
}

//! The words of the interface in one language.

use super::PluralCategory;

/// How many messages the app needs; a file with fewer has gaps. A test holds the number to the files.
pub const MESSAGE_COUNT: usize = 167;

/// The messages that only the page has, whose text they are: the app need not load them.
pub const PAGE_MESSAGES: [&str; 10] = [
    "language-name",
    "skip-to-cards",
    "error-later",
    "error-reader",
    "whole-status",
    "error-whole",
    "error-no-texts",
    "error-stopped",
    "error-no-wasm",
    "open-alone",
];

/// The direction of a script.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Direction {
    /// Left to right.
    #[default]
    LeftToRight,
    /// Right to left, as in Arabic.
    RightToLeft,
}

impl Direction {
    /// The value of HTML's `dir` attribute.
    pub fn as_html(self) -> &'static str {
        match self {
            Self::LeftToRight => "ltr",
            Self::RightToLeft => "rtl",
        }
    }
}

/// A message: one text, or one for each plural category the language has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Message {
    /// The same for every number.
    Text(String),
    /// By plural category; `Other` stands in for what is missing.
    Plural(Vec<(PluralCategory, String)>),
}

/// The messages of a language by key; what a file lacks is taken from `fallback`.
#[derive(Clone, Debug, Default)]
pub struct Messages {
    entries: Vec<(String, Message)>,
    fallback: Option<std::sync::Arc<Messages>>,
}

impl Messages {
    /// Messages by key.
    pub fn new(entries: Vec<(String, Message)>) -> Self {
        Self {
            entries,
            fallback: None,
        }
    }

    /// The same messages with another language's behind them.
    pub fn with_fallback(self, fallback: std::sync::Arc<Messages>) -> Self {
        Self {
            fallback: Some(fallback),
            ..self
        }
    }

    /// The same messages and more of the same language.
    #[must_use]
    pub fn and(&self, more: Self) -> Self {
        let mut all = self.clone();
        all.entries.extend(more.entries);
        all
    }

    /// How many messages this language has of its own.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether this language has no messages of its own.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Keys of this language's own messages.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().map(|(key, _)| key.as_str())
    }

    /// Whether the key is known, here or in the fallback.
    pub fn has(&self, key: &str) -> bool {
        self.find(key).is_some()
    }

    /// A text of this language's own file, not of the fallback's.
    pub fn own_text(&self, key: &str) -> Option<&str> {
        match self.own(key) {
            Some(Message::Text(text)) => Some(text),
            _ => None,
        }
    }

    /// The direction the language is written in, from the file's `direction`.
    pub fn direction(&self) -> Direction {
        match self.own_text("direction") {
            Some("rtl") => Direction::RightToLeft,
            _ => Direction::LeftToRight,
        }
    }

    /// The message of `key` for a plural category with each `{name}` replaced; an unknown key gives the key, so
    /// that a gap in a translation is seen rather than blank.
    pub fn fill(&self, key: &str, category: PluralCategory, values: &[(&str, &str)]) -> String {
        let Some(message) = self.find(key) else {
            return key.to_owned();
        };
        replace_placeholders(message.for_category(category), values)
    }

    fn own(&self, key: &str) -> Option<&Message> {
        self.entries
            .iter()
            .find(|(own, _)| own == key)
            .map(|(_, message)| message)
    }

    fn find(&self, key: &str) -> Option<&Message> {
        let own = self.own(key);
        own.or_else(|| {
            self.fallback
                .as_ref()
                .and_then(|fallback| fallback.find(key))
        })
    }
}

impl Message {
    fn for_category(&self, category: PluralCategory) -> &str {
        let Self::Plural(forms) = self else {
            let Self::Text(text) = self else { return "" };
            return text;
        };
        let form = |wanted| forms.iter().find(|(found, _)| *found == wanted);
        form(category)
            .or_else(|| form(PluralCategory::Other))
            .map_or("", |(_, text)| text)
    }
}

/// Replaces each `{name}` once, left to right; values are not searched again, so data cannot smuggle one in.
fn replace_placeholders(template: &str, values: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        match after.split_once('}') {
            Some((name, tail)) => {
                match values.iter().find(|(key, _)| *key == name) {
                    Some((_, value)) => out.push_str(value),
                    None => {
                        out.push('{');
                        out.push_str(name);
                        out.push('}');
                    }
                }
                rest = tail;
            }
            None => {
                out.push('{');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_replaced_once_and_values_are_not_searched() {
        for (template, expected) in [
            ("more than {value}", "more than {n}"),
            ("{value}{n}", "{n}3"),
            ("{unknown} {", "{unknown} {"),
            ("plain", "plain"),
        ] {
            assert_eq!(
                replace_placeholders(template, &[("value", "{n}"), ("n", "3")]),
                expected
            );
        }
    }

    #[test]
    fn a_missing_message_falls_back_and_at_last_shows_its_key() {
        let entries = |key: &str| vec![(key.to_owned(), Message::Text(format!("text of {key}")))];
        let english = std::sync::Arc::new(Messages::new(entries("a")));
        let kazakh = Messages::new(entries("b")).with_fallback(english);
        let text = |key| kazakh.fill(key, PluralCategory::Other, &[]);
        assert_eq!(
            [text("a"), text("b"), text("c")],
            ["text of a", "text of b", "c"]
        );
    }

    #[test]
    fn a_language_without_a_category_uses_other() {
        let forms = vec![
            (PluralCategory::One, "one".into()),
            (PluralCategory::Other, "other".into()),
        ];
        let message = Message::Plural(forms);
        assert_eq!(message.for_category(PluralCategory::One), "one");
        assert_eq!(message.for_category(PluralCategory::Few), "other");
    }
}

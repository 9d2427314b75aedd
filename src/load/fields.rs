//! Reading fields of untrusted JSON: what fits is taken, what does not is reported and left out.

use serde_json::{Map, Value};

use super::error::shortened;
use super::issue::{Effect, Issue, Problem};
use crate::locale::LocalizedText;
use crate::time::When;

/// A JSON object.
pub(super) type Object = Map<String, Value>;

/// Where the fields being read stand, and where issues go.
pub(super) struct Record<'a> {
    /// 1-based position among the features; `None` for the `story` member.
    pub position: Option<usize>,
    /// The record's id.
    pub id: Option<String>,
    /// 1-based line of the record.
    pub line: Option<usize>,
    /// Where issues go.
    pub issues: &'a mut Vec<Issue>,
}

impl Record<'_> {
    /// Adds an issue about a field of this record.
    pub fn report(&mut self, field: impl Into<String>, problem: Problem, effect: Effect) {
        self.issues.push(Issue {
            record: self.position,
            id: self.id.clone(),
            line: self.line,
            field: field.into(),
            problem,
            effect,
        });
    }

    fn wrong_type(&mut self, field: &str, expected: &'static str, found: &Value) {
        let found = shortened(&found.to_string());
        self.report(field, Problem::WrongType { expected, found }, Effect::Kept);
    }

    /// A text in one or several languages; empty when missing or `null`.
    pub fn text(&mut self, object: &Object, path: &str) -> LocalizedText {
        match present(object, path) {
            None => LocalizedText::default(),
            Some(Value::String(text)) => LocalizedText::plain(text),
            Some(Value::Object(texts)) => {
                let mut pairs = Vec::with_capacity(texts.len());
                for (tag, text) in texts {
                    match text {
                        Value::String(text) => pairs.push((tag.clone(), text.clone())),
                        Value::Null => {}
                        other => self.wrong_type(&format!("{path}.{tag}"), "type-text", other),
                    }
                }
                LocalizedText::by_language(pairs)
            }
            Some(other) => {
                self.wrong_type(path, "type-localized-text", other);
                LocalizedText::default()
            }
        }
    }

    /// A plain string.
    pub fn string(&mut self, object: &Object, path: &str) -> Option<String> {
        match present(object, path)? {
            Value::String(text) => Some(text.clone()),
            other => {
                self.wrong_type(path, "type-text", other);
                None
            }
        }
    }

    /// A list of plain strings; a single string counts as a list of one.
    pub fn strings(&mut self, object: &Object, path: &str) -> Vec<String> {
        match present(object, path) {
            None => Vec::new(),
            Some(Value::String(text)) => vec![text.clone()],
            Some(Value::Array(items)) => {
                let mut strings = Vec::with_capacity(items.len());
                for (index, item) in items.iter().enumerate() {
                    match item {
                        Value::String(text) => strings.push(text.clone()),
                        other => self.wrong_type(&format!("{path}[{index}]"), "type-text", other),
                    }
                }
                strings
            }
            Some(other) => {
                self.wrong_type(path, "type-texts", other);
                Vec::new()
            }
        }
    }

    /// A finite number.
    pub fn number(&mut self, object: &Object, path: &str) -> Option<f64> {
        let value = present(object, path)?;
        let number = value.as_f64().filter(|number| number.is_finite());
        if number.is_none() {
            self.wrong_type(path, "type-number", value);
        }
        number
    }

    /// A word of a vocabulary; the vocabulary's default when missing or unknown.
    pub fn word<T: Copy + Default>(
        &mut self,
        object: &Object,
        path: &str,
        vocabulary: &[(&'static str, T)],
    ) -> T {
        let Some(word) = self.string(object, path) else {
            return T::default();
        };
        match vocabulary.iter().find(|(known, _)| *known == word) {
            Some((_, value)) => *value,
            None => {
                let words: Vec<&str> = vocabulary.iter().map(|(known, _)| *known).collect();
                let problem = Problem::UnknownValue {
                    value: shortened(&word),
                    allowed: words.join(", "),
                };
                self.report(path, problem, Effect::Kept);
                T::default()
            }
        }
    }

    /// An `http` or `https` address.
    pub fn link(&mut self, object: &Object, path: &str) -> Option<String> {
        let link = self.string(object, path)?;
        if is_web_address(&link) {
            return Some(link);
        }
        self.report(
            path,
            Problem::UnsafeLink {
                value: shortened(&link),
            },
            Effect::Kept,
        );
        None
    }

    /// An EDTF date, as a text or as `{"edtf": …}`.
    pub fn when(&mut self, object: &Object, path: &str) -> Option<When> {
        let (path, text) = match present(object, path)? {
            Value::String(text) => (path.to_owned(), text.clone()),
            Value::Object(inner) => (format!("{path}.edtf"), self.string(inner, "edtf")?),
            other => {
                self.wrong_type(path, "type-date", other);
                return None;
            }
        };
        match When::parse(text.trim()) {
            Ok(when) => Some(when),
            Err(_) => {
                self.report(
                    path,
                    Problem::BadDate {
                        value: shortened(&text),
                    },
                    Effect::Kept,
                );
                None
            }
        }
    }

    /// The objects of a list; an item of another type is reported.
    pub fn objects<'v>(&mut self, object: &'v Object, path: &str) -> Vec<(String, &'v Object)> {
        let items = match present(object, path) {
            None => return Vec::new(),
            Some(Value::Array(items)) => items,
            Some(other) => {
                self.wrong_type(path, "type-list", other);
                return Vec::new();
            }
        };
        let mut objects = Vec::with_capacity(items.len());
        for (index, item) in items.iter().enumerate() {
            let place = format!("{path}[{index}]");
            match item {
                Value::Object(inner) => objects.push((place, inner)),
                other => self.wrong_type(&place, "type-object", other),
            }
        }
        objects
    }

    /// An object; reported when it is something else.
    pub fn object<'v>(&mut self, object: &'v Object, path: &str) -> Option<&'v Object> {
        match present(object, path)? {
            Value::Object(inner) => Some(inner),
            other => {
                self.wrong_type(path, "type-object", other);
                None
            }
        }
    }

    /// Positions of the named ids among `known`; an unknown id is reported.
    pub fn references(&mut self, object: &Object, path: &str, known: &[String]) -> Vec<usize> {
        let ids = self.strings(object, path);
        ids.iter()
            .filter_map(|id| self.position_of(id, path, known))
            .collect()
    }

    /// The position of one named id among `known`; `None` when missing or unknown.
    pub fn reference(&mut self, object: &Object, path: &str, known: &[String]) -> Option<usize> {
        let id = self.string(object, path)?;
        self.position_of(&id, path, known)
    }

    fn position_of(&mut self, id: &str, path: &str, known: &[String]) -> Option<usize> {
        let found = known.iter().position(|known| known == id);
        if found.is_none() {
            self.report(
                path,
                Problem::UnknownReference {
                    value: shortened(id),
                },
                Effect::Kept,
            );
        }
        found
    }
}

/// The value of the last part of a path, unless it is missing or `null`.
fn present<'v>(object: &'v Object, path: &str) -> Option<&'v Value> {
    let key = path.rsplit('.').next().unwrap_or(path);
    object.get(key).filter(|value| !value.is_null())
}

/// Whether a link is absolute, `http` or `https`, and free of characters that hide where it leads.
fn is_web_address(link: &str) -> bool {
    let lower = link.to_ascii_lowercase();
    let rest = lower
        .strip_prefix("https://")
        .or_else(|| lower.strip_prefix("http://"));
    rest.is_some_and(|rest| {
        !rest.is_empty()
            && !rest.starts_with('/')
            && !rest
                .chars()
                .any(|c| c.is_control() || c.is_whitespace() || c == '\\')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_web_addresses_are_links() {
        for (link, expected) in [
            ("https://example.org/a?b=c#d", true),
            ("HTTP://example.org", true),
            ("javascript:alert(1)", false),
            ("data:text/html,x", false),
            ("//example.org", false),
            ("https://", false),
            ("https:///etc/passwd", false),
            ("https://exa\nmple.org", false),
            (" https://example.org", false),
        ] {
            assert_eq!(is_web_address(link), expected, "{link:?}");
        }
    }
}

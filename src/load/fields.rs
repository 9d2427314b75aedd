//! Reading fields of untrusted JSON: what fits is taken, what does not is reported and left out.

use serde_json::{Map, Value};

use super::error::{shortened, shown};
use crate::locale::LocalizedText;
use crate::order::TextIndex;
use crate::report::{Effect, Expected, Issue, Problem};
use crate::time::When;

/// A JSON object.
pub(super) type Object = Map<String, Value>;

/// An object of the file whose fields are read.
pub(super) struct Fields<'v> {
    /// The object.
    pub object: &'v Object,
    /// Its path in the record; empty for what a record's fields stand in.
    pub path: String,
}

impl<'v> Fields<'v> {
    /// The fields of a record.
    pub fn of(object: &'v Object) -> Self {
        let path = String::new();
        Self { object, path }
    }

    /// The value of a field, unless it is missing or `null`.
    fn present(&self, name: &str) -> Option<&'v Value> {
        self.object.get(name).filter(|value| !value.is_null())
    }

    /// Whether the field is there, and not `null`.
    pub fn has(&self, name: &str) -> bool {
        self.present(name).is_some()
    }

    /// The path of a field, such as `place.precision`.
    pub fn path_of(&self, name: &str) -> String {
        match self.path.is_empty() {
            true => name.to_owned(),
            false => [&self.path, ".", name].concat(),
        }
    }
}

/// What is wrong with a value.
#[derive(Debug)]
pub(super) struct Fault {
    problem: Problem,
    value: String,
    expected: Expected,
}

impl Fault {
    /// A fault of the value that was found, which is shortened already; it may be empty.
    pub fn of(problem: Problem, value: String) -> Self {
        Self {
            problem,
            value,
            expected: Expected::Nothing,
        }
    }

    /// A field that is missing; `expected` is the key of the message that says what to add.
    pub fn missing(expected: &'static str) -> Self {
        Self::of(Problem::Missing, String::new()).expecting(expected)
    }

    /// The fault, with the key of the message that says what was expected.
    pub fn expecting(mut self, key: &'static str) -> Self {
        self.expected = Expected::Message(key.into());
        self
    }

    /// The fault, with the words that are allowed.
    pub fn allowing(mut self, words: String) -> Self {
        self.expected = Expected::Words(words);
        self
    }

    /// What is wrong.
    pub fn problem(&self) -> Problem {
        self.problem
    }

    /// The value that was found, shortened.
    #[cfg(test)]
    pub fn value(&self) -> &str {
        &self.value
    }
}

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
    pub fn report(&mut self, field: impl Into<String>, fault: Fault, effect: Effect) {
        self.issues.push(Issue {
            problem: fault.problem,
            record: self.position,
            id: self.id.clone(),
            line: self.line,
            column: None,
            field: field.into(),
            value: fault.value,
            expected: fault.expected,
            effect,
            count: 1,
        });
    }

    /// Adds an issue about a value that is left out.
    fn report_value(&mut self, fields: &Fields, name: &str, fault: Fault) {
        self.report(fields.path_of(name), fault, Effect::Kept);
    }

    fn wrong_type(&mut self, field: String, expected: &'static str, found: &Value) {
        let fault = Fault::of(Problem::WrongType, shown(found)).expecting(expected);
        self.report(field, fault, Effect::Kept);
    }

    /// A text in one or several languages; empty when missing or `null`.
    pub fn text(&mut self, fields: &Fields, name: &str) -> LocalizedText {
        match fields.present(name) {
            None => LocalizedText::default(),
            Some(Value::String(text)) => LocalizedText::plain(text),
            Some(Value::Object(texts)) => {
                let mut pairs = Vec::with_capacity(texts.len());
                for (tag, text) in texts {
                    match text {
                        Value::String(text) => pairs.push((tag.clone(), text.clone())),
                        Value::Null => {}
                        other => self.wrong_type(
                            format!("{}.{tag}", fields.path_of(name)),
                            "type-text",
                            other,
                        ),
                    }
                }
                LocalizedText::by_language(pairs)
            }
            Some(other) => {
                self.wrong_type(fields.path_of(name), "type-localized-text", other);
                LocalizedText::default()
            }
        }
    }

    /// A plain string.
    pub fn string(&mut self, fields: &Fields, name: &str) -> Option<String> {
        match fields.present(name)? {
            Value::String(text) => Some(text.clone()),
            other => {
                self.wrong_type(fields.path_of(name), "type-text", other);
                None
            }
        }
    }

    /// A list of plain strings; a single string counts as a list of one.
    pub fn strings(&mut self, fields: &Fields, name: &str) -> Vec<String> {
        match fields.present(name) {
            None => Vec::new(),
            Some(Value::String(text)) => vec![text.clone()],
            Some(Value::Array(items)) => {
                let mut strings = Vec::with_capacity(items.len());
                for (index, item) in items.iter().enumerate() {
                    match item {
                        Value::String(text) => strings.push(text.clone()),
                        other => {
                            self.wrong_type(item_path(fields, name, index), "type-text", other)
                        }
                    }
                }
                strings
            }
            Some(other) => {
                self.wrong_type(fields.path_of(name), "type-texts", other);
                Vec::new()
            }
        }
    }

    /// A finite number.
    pub fn number(&mut self, fields: &Fields, name: &str) -> Option<f64> {
        let value = fields.present(name)?;
        let number = value.as_f64().filter(|number| number.is_finite());
        if number.is_none() {
            self.wrong_type(fields.path_of(name), "type-number", value);
        }
        number
    }

    /// A word of a vocabulary: its default when missing, `unknown` when it is none of them.
    pub fn word<T: Copy + Default>(
        &mut self,
        fields: &Fields,
        name: &str,
        vocabulary: &[(&'static str, T)],
        unknown: T,
    ) -> T {
        let Some(word) = self.string(fields, name) else {
            return T::default();
        };
        if let Some((_, value)) = vocabulary.iter().find(|(known, _)| *known == word) {
            return *value;
        }
        let words: Vec<&str> = vocabulary.iter().map(|(known, _)| *known).collect();
        let fault = Fault::of(Problem::UnknownValue, shortened(&word)).allowing(words.join(", "));
        self.report_value(fields, name, fault);
        unknown
    }

    /// An `http` or `https` address.
    pub fn link(&mut self, fields: &Fields, name: &str) -> Option<String> {
        let link = self.string(fields, name)?;
        if is_web_address(&link) {
            return Some(link);
        }
        let fault = Fault::of(Problem::UnsafeLink, shortened(&link));
        self.report_value(fields, name, fault);
        None
    }

    /// An EDTF date, as a text or as `{"edtf": …}`.
    pub fn when(&mut self, fields: &Fields, name: &str) -> Option<When> {
        let (path, text) = match fields.present(name)? {
            Value::String(text) => (fields.path_of(name), text.clone()),
            Value::Object(object) => {
                let inner = Fields {
                    object,
                    path: fields.path_of(name),
                };
                (inner.path_of("edtf"), self.string(&inner, "edtf")?)
            }
            other => {
                self.wrong_type(fields.path_of(name), "type-date", other);
                return None;
            }
        };
        let when = When::parse(text.trim()).ok();
        if when.is_none() {
            let fault = Fault::of(Problem::BadDate, shortened(&text));
            self.report(path, fault, Effect::Kept);
        }
        when
    }

    /// The objects of a list; an item of another type is reported.
    pub fn objects<'v>(&mut self, fields: &Fields<'v>, name: &str) -> Vec<Fields<'v>> {
        let items = match fields.present(name) {
            None => return Vec::new(),
            Some(Value::Array(items)) => items,
            Some(other) => {
                self.wrong_type(fields.path_of(name), "type-list", other);
                return Vec::new();
            }
        };
        let mut objects = Vec::with_capacity(items.len());
        for (index, item) in items.iter().enumerate() {
            let path = item_path(fields, name, index);
            match item {
                Value::Object(object) => objects.push(Fields { object, path }),
                other => self.wrong_type(path, "type-object", other),
            }
        }
        objects
    }

    /// An object; reported when it is something else.
    pub fn object<'v>(&mut self, fields: &Fields<'v>, name: &str) -> Option<Fields<'v>> {
        let path = fields.path_of(name);
        match fields.present(name)? {
            Value::Object(object) => Some(Fields { object, path }),
            other => {
                self.wrong_type(path, "type-object", other);
                None
            }
        }
    }

    /// Positions of the named ids among `known`; an unknown id is reported.
    pub fn references(&mut self, fields: &Fields, name: &str, known: &TextIndex) -> Vec<usize> {
        let ids = self.strings(fields, name);
        ids.iter()
            .filter_map(|id| self.position_of(id, fields, name, known))
            .collect()
    }

    /// The position of one named id among `known`; `None` when missing or unknown.
    pub fn reference(&mut self, fields: &Fields, name: &str, known: &TextIndex) -> Option<usize> {
        let id = self.string(fields, name)?;
        self.position_of(&id, fields, name, known)
    }

    fn position_of(
        &mut self,
        id: &str,
        fields: &Fields,
        name: &str,
        known: &TextIndex,
    ) -> Option<usize> {
        let found = known.position_of(id);
        if found.is_none() {
            let fault = Fault::of(Problem::UnknownReference, shortened(id));
            self.report_value(fields, name, fault);
        }
        found
    }
}

fn item_path(fields: &Fields, name: &str, index: usize) -> String {
    format!("{}[{index}]", fields.path_of(name))
}

/// Whether a link is absolute, `http` or `https`, and free of characters that hide where it leads.
pub(crate) fn is_web_address(link: &str) -> bool {
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

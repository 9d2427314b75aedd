//! What a record of a large file says in words, for those who search and choose in it.

use serde_json::Value;

use crate::load::named::text_of;
use crate::story::Category;

/// What a record says in words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Said {
    /// Its texts in all languages, one a line.
    pub texts: String,
    /// Who reports it, in the first language there is.
    pub source: String,
    /// Its values of the fields that the publisher names, by their places.
    pub named: Vec<Vec<String>>,
}

/// What the bytes of a feature say; nothing where they are none.
pub fn said_by(feature: &[u8], fields: &[Category]) -> Said {
    let mut said = Said::default();
    let feature: Value = serde_json::from_slice(feature).unwrap_or_default();
    let properties = feature.get("properties");
    let of = |name: &str| properties.and_then(|properties| properties.get(name));
    let place = of("place").and_then(|place| place.get("name"));
    for text in [of("title"), place, of("summary"), of("source")]
        .into_iter()
        .flatten()
    {
        add(text, &mut said.texts);
    }
    if let Some(source) = of("source") {
        let first = source.as_object().and_then(|texts| texts.values().next());
        let first = first.unwrap_or(source).as_str();
        said.source = first.unwrap_or_default().trim().to_owned();
    }
    for field in fields {
        let values: Vec<String> = match of(&field.id) {
            Some(Value::Array(values)) => values.iter().filter_map(text_of).collect(),
            Some(value) => text_of(value).into_iter().collect(),
            None => Vec::new(),
        };
        for value in &values {
            said.texts.push_str(value);
            said.texts.push('\n');
        }
        said.named.push(values);
    }
    said
}

/// Adds a text, or what it is in each language.
fn add(text: &Value, texts: &mut String) {
    match text {
        Value::String(text) => {
            texts.push_str(text);
            texts.push('\n');
        }
        Value::Object(languages) => {
            for text in languages.values().filter_map(Value::as_str) {
                texts.push_str(text);
                texts.push('\n');
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::LocalizedText;

    #[test]
    fn a_record_says_its_texts_in_all_languages() {
        let record = r#"{"type":"Feature","properties":{"title":{"en":"Bridge","ru":"Мост"},"place":{"name":"Rudnyi"},
            "summary":7,"source":{"ru":"Газета","en":"Paper"},"weapon":["knife",{}],"injured":3}}"#;
        let field = |id: &str| Category {
            id: id.to_owned(),
            label: LocalizedText::default(),
        };
        let said = said_by(
            record.as_bytes(),
            &[field("weapon"), field("injured"), field("none")],
        );
        for text in ["Bridge", "Мост", "Rudnyi", "Газета", "Paper", "knife", "3"] {
            assert!(
                said.texts.lines().any(|line| line == text),
                "{text}: {}",
                said.texts
            );
        }
        assert_eq!(said.named, [vec!["knife"], vec!["3"], vec![]]);
        assert!(!said.source.is_empty());
        assert_eq!(said_by(b"[", &[]), Said::default());
    }
}

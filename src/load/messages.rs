//! Interface texts: one flat JSON file per language, see `public/i18n/README.md`.

use serde_json::Value;

use super::collection::utf8;
use super::error::{LoadError, shown};
use crate::locale::{Message, Messages, PluralCategory};

/// Reads the messages of one language.
///
/// # Errors
/// [`LoadError`] when the bytes are not a flat JSON object of texts and plural forms.
pub fn messages_from_json(bytes: &[u8]) -> Result<Messages, LoadError> {
    let unexpected = |value: &Value| LoadError::NotGeoJson {
        found: shown(value),
    };
    let value: Value = serde_json::from_str(utf8(bytes)?)?;
    let object = value.as_object().ok_or_else(|| unexpected(&value))?;
    let mut entries = Vec::with_capacity(object.len());
    for (key, value) in object {
        let message = message(value).ok_or_else(|| unexpected(value))?;
        entries.push((key.clone(), message));
    }
    Ok(Messages::new(entries))
}

/// The same file without some messages, as small as can be; as it is where it cannot be read.
pub fn messages_without(file: Vec<u8>, keys: &[&str]) -> Vec<u8> {
    let Ok(Value::Object(mut all)) = serde_json::from_slice(&file) else {
        return file;
    };
    all.retain(|key, _| !keys.contains(&key.as_str()));
    serde_json::to_vec(&all).unwrap_or(file)
}

fn message(value: &Value) -> Option<Message> {
    match value {
        Value::String(text) => Some(Message::Text(text.clone())),
        Value::Object(forms) => {
            let mut texts = Vec::with_capacity(forms.len());
            for (word, text) in forms {
                let category = PluralCategory::from_keyword(word);
                texts.push((category, text.as_str()?.to_owned()));
            }
            Some(Message::Plural(texts))
        }
        _ => None,
    }
}

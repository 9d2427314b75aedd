//! Interface texts: one flat JSON file per language, see `public/i18n/README.md`.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::error::LoadError;
use crate::locale::{Message, Messages, PluralCategory};

#[derive(Deserialize)]
#[serde(untagged)]
enum WireMessage {
    Text(String),
    Plural(BTreeMap<String, String>),
}

/// Reads the messages of one language.
///
/// # Errors
/// [`LoadError`] when the bytes are not a flat JSON object of texts and plural forms.
pub fn messages_from_json(bytes: &[u8]) -> Result<Messages, LoadError> {
    let wire: BTreeMap<String, WireMessage> = serde_json::from_slice(bytes)?;
    let entries = wire.into_iter().map(|(key, message)| (key, message.into()));
    Ok(Messages::new(entries.collect()))
}

impl From<WireMessage> for Message {
    fn from(wire: WireMessage) -> Self {
        match wire {
            WireMessage::Text(text) => Self::Text(text),
            WireMessage::Plural(forms) => {
                let category = |word: &str| PluralCategory::from_keyword(word);
                Self::Plural(
                    forms
                        .into_iter()
                        .map(|(word, text)| (category(&word), text))
                        .collect(),
                )
            }
        }
    }
}

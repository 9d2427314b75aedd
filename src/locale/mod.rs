//! One reader's language: texts in several languages, interface messages, and the seam through which dates and
//! numbers are put into words.
//!
//! The rules of a language (plural categories, decimal signs, month names) come from the platform: `Intl` in a
//! browser, ICU in the native command, both behind [`Format`]. The words come from one file per language under
//! `public/i18n`, so that a publisher can add a language without a rebuild.

mod dates;
mod format;
mod messages;
mod tag;
mod text;

use std::sync::Arc;

pub use format::{DateFields, Format, PluralCategory};
pub use messages::{Direction, MESSAGE_COUNT, Message, Messages, PAGE_MESSAGES};
pub use tag::{best_match, primary_subtag};
pub use text::LocalizedText;

/// Everything that depends on the reader's language.
#[derive(Clone)]
pub struct Locale {
    /// BCP 47 tag, such as `kk`.
    pub tag: String,
    /// The words of the interface.
    pub messages: Arc<Messages>,
    /// Dates, numbers and plurals.
    pub format: Arc<dyn Format>,
}

impl Locale {
    /// The message of `key` as it is.
    pub fn text(&self, key: &str) -> String {
        self.messages.fill(key, PluralCategory::Other, &[])
    }

    /// The message of `key` with each `{name}` replaced by its value.
    pub fn fill(&self, key: &str, values: &[(&str, &str)]) -> String {
        self.messages.fill(key, PluralCategory::Other, values)
    }

    /// The message of `key` in the plural form of `count`, with `{n}` replaced by it.
    pub fn count(&self, key: &str, count: usize) -> String {
        let category = self.format.plural_category(count as f64);
        self.messages
            .fill(key, category, &[("n", &self.format.number(count as f64))])
    }

    /// The story's text in this language, or the nearest there is.
    pub fn pick<'a>(&self, text: &'a LocalizedText) -> &'a str {
        text.in_language(&self.tag).1
    }
}

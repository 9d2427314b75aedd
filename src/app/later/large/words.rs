//! The words for very many incidents, which are loaded with them.

use std::sync::Arc;

use super::super::styles;
use crate::app::boot::{load_messages, spawn};
use crate::app::parts::effect;
use crate::app::shared::Shared;
use crate::app::state::App;
use crate::locale::Locale;

/// One of the words: where it is known, all are.
const A_WORD: &str = "display-label";

/// Whether the words have come.
pub(super) fn are_known(locale: &Locale) -> bool {
    locale.messages.has(A_WORD)
}

/// Adds the words to those of the page, in each language that it is shown in; where a language has none, in English.
pub(super) fn keep_up(app: App) {
    effect(move || {
        let locale = app.locale.get();
        let are_needed = app.many.get().is_some_and(|many| many.needs_words());
        if !are_needed || are_known(&locale) {
            return;
        }
        spawn(async move {
            let words = match load_messages(&format!("many/{}", locale.tag)).await {
                Ok(own) => Ok(own),
                Err(()) => load_messages("many/en").await,
            };
            styles::add("many.css").await;
            let now = app.locale.get_untracked();
            match words {
                // Another language may be shown by now, whose words come by themselves.
                Ok(words) if now.tag == locale.tag => app.locale.set(Shared::new(Locale {
                    messages: Arc::new(now.messages.and(words)),
                    tag: now.tag.clone(),
                    format: Arc::clone(&now.format),
                })),
                Ok(_) => {}
                Err(()) => app.notices.update(|keys| keys.push("error-interface")),
            }
        });
    });
}

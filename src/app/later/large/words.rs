//! The words for very many incidents, which are loaded with them.

use std::sync::Arc;

use crate::app::boot::{load_messages, spawn};
use crate::app::parts::effect;
use crate::app::shared::Shared;
use crate::app::state::App;
use crate::locale::Locale;
use crate::platform;

/// One of the words: where it is known, all are.
const A_WORD: &str = "display-label";

/// Whether the words have come.
pub(super) fn are_known(locale: &Locale) -> bool {
    locale.messages.has(A_WORD)
}

/// The address of a file beside what opens files.
fn beside_reader(file: &str) -> String {
    let reader = platform::meta("reader").unwrap_or_default();
    let folder = reader.rsplit_once('/').map_or("", |(folder, _)| folder);
    format!("{folder}/{file}")
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
            let now = app.locale.get_untracked();
            // It comes before what it is for; without it that is plain.
            let styles = beside_reader("many.css");
            let _ = platform::fetch_bytes(&styles).await;
            platform::add_style_sheet(&styles);
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

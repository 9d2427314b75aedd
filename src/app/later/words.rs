//! Words and styles of a part of the app, which are loaded once that part is needed.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use super::styles;
use crate::app::boot::{load_messages, spawn};
use crate::app::parts::effect;
use crate::app::shared::Shared;
use crate::app::state::App;
use crate::locale::Locale;

/// A part of the app that has words and styles of its own.
#[derive(Clone, Copy)]
pub(super) struct Part {
    /// The folder of its words.
    words: &'static str,
    /// The file of its styles.
    styles: &'static str,
    /// The key of one of the words: where it is known, all are.
    a_word: &'static str,
}

/// What draws very many incidents, or any otherwise.
pub(super) const MANY: Part = Part {
    words: "many",
    styles: "many.css",
    a_word: "display-label",
};
/// What a page gets once it is interactive: the window of time, and opening files.
pub(super) const LATER: Part = Part {
    words: "later",
    styles: "later.css",
    a_word: "window-label",
};

impl Part {
    /// Whether its words have come.
    pub fn are_known(self, locale: &Locale) -> bool {
        locale.messages.has(self.a_word)
    }

    /// Adds its words to those of the page once they are needed, in each language that it is shown in; where a language has
    /// none, in English.
    pub fn keep_up(self, app: App, are_needed: impl Fn() -> bool + 'static) {
        let asked = Rc::new(RefCell::new(String::new()));
        effect(move || {
            let locale = app.locale.get();
            if !are_needed() || self.are_known(&locale) || *asked.borrow() == locale.tag {
                return;
            }
            asked.replace(locale.tag.clone());
            let asked = asked.clone();
            spawn(async move {
                let words = match load_messages(&format!("{}/{}", self.words, locale.tag)).await {
                    Ok(own) => Ok(own),
                    Err(()) => load_messages(&format!("{}/en", self.words)).await,
                };
                styles::add(self.styles).await;
                let now = app.locale.get_untracked();
                if *asked.borrow() == locale.tag {
                    // A language may be loaded anew.
                    asked.take();
                }
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
}

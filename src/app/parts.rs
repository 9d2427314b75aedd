//! Effects, memos, texts and contents of one type each.
//!
//! Leptos compiles its machinery again for each distinct closure type. Boxing the closure here means that it is
//! compiled once for all of them. For the same reason what stands in the page is a document (`crate::document`)
//! that is kept up to date, and only its frame is a `view!`: both are a large part of the first download.

use leptos::html::Div;
use leptos::prelude::*;

use super::state::App;
use crate::document::{DocumentInput, Element};
use crate::platform;

/// Runs `run` now and whenever a signal it reads changes.
pub fn effect(run: impl Fn() + 'static) {
    boxed_effect(Box::new(run));
}

fn boxed_effect(run: Box<dyn Fn()>) {
    Effect::new(move |_: Option<()>| run());
}

/// A derived value that tells others only when it really changes.
pub fn memo<T: PartialEq + Send + Sync + 'static>(
    derive: impl Fn() -> T + Send + Sync + 'static,
) -> Memo<T> {
    boxed_memo(Box::new(derive))
}

fn boxed_memo<T: PartialEq + Send + Sync + 'static>(
    derive: Box<dyn Fn() -> T + Send + Sync>,
) -> Memo<T> {
    Memo::new(move |_: Option<&T>| derive())
}

/// A text that follows signals.
pub fn words(derive: impl Fn() -> String + Send + Sync + 'static) -> Signal<String> {
    Signal::derive(derive)
}

/// Fills a part of the page with documents that follow signals.
pub fn content(part: NodeRef<Div>, derive: impl Fn() -> Vec<Element> + 'static) {
    effect(move || {
        if let Some(part) = part.get() {
            platform::fill(&part, derive());
        }
    });
}

/// Fills a part of the page with documents of the story; with nothing while there is none.
pub fn story_content(
    app: App,
    part: NodeRef<Div>,
    derive: impl Fn(&DocumentInput) -> Vec<Element> + 'static,
) {
    content(part, move || app.with_document(&derive).unwrap_or_default());
}

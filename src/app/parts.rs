//! Effects, texts, contents and timers of one type each.
//!
//! Leptos compiles its machinery again for each distinct closure type. Boxing the closure here means that it is
//! compiled once for all of them. For the same reason what stands in the page is a document (`crate::document`)
//! that is kept up to date, and only its frame (`super::page`) is a `view!`.

use std::cell::RefCell;
use std::time::Duration;

use leptos::prelude::*;

use super::boot::spawn;
use super::state::App;
use crate::document::{DocumentInput, Element};
use crate::platform::{self, Subscription};

thread_local! {
    /// What is to be changed in the page once all is painted.
    static WRITES: RefCell<Vec<Box<dyn FnOnce()>>> = const { RefCell::new(Vec::new()) };
}

/// Runs `run` now and whenever a signal it reads changes.
pub fn effect(run: impl Fn() + 'static) {
    boxed_effect(Box::new(run));
}

fn boxed_effect(run: Box<dyn Fn()>) {
    Effect::new(move |_: Option<()>| run());
}

/// Changes the page once all has been painted that follows the same signals: a canvas has a changed page laid out before it
/// writes a text, and what changes then has it laid out again.
pub fn after_painting(write: impl FnOnce() + 'static) {
    put_off(Box::new(write));
}

fn put_off(write: Box<dyn FnOnce()>) {
    let is_first = WRITES.with_borrow_mut(|writes| {
        writes.push(write);
        writes.len() == 1
    });
    if is_first {
        // The effects that are due are ahead of it.
        spawn(async {
            for write in WRITES.take() {
                write();
            }
        });
    }
}

/// Fills the part of the page with the class `part` with documents that follow signals.
pub fn content(part: &'static str, derive: impl Fn() -> Option<Vec<Element>> + 'static) {
    effect(move || {
        let children = derive().unwrap_or_default();
        after_painting(move || {
            platform::fill(part, children);
        });
    });
}

/// Fills a part of the page with documents of the story; with nothing while there is none.
pub fn story_content(
    app: App,
    part: &'static str,
    derive: impl Fn(&DocumentInput) -> Vec<Element> + 'static,
) {
    content(part, move || app.with_document(&derive));
}

/// Sets an attribute of a part of the page to a text of the story.
pub fn attribute_words(
    app: App,
    part: &'static str,
    name: &'static str,
    derive: fn(&DocumentInput) -> String,
) {
    effect(move || {
        let words = app.with_document(derive).unwrap_or_default();
        platform::set_attribute(part, name, &words);
    });
}

/// A place for subscriptions, which last as long as the part of the page that is being built.
pub fn keep() -> StoredValue<Vec<Subscription>, LocalStorage> {
    StoredValue::new_local(Vec::new())
}

/// Does something after a while, unless it is stopped or started again before.
#[derive(Clone, Copy)]
pub struct Timer(StoredValue<Option<TimeoutHandle>, LocalStorage>);

impl Timer {
    /// A timer that stops with the part of the page that is being built.
    pub fn new() -> Self {
        let timer = Self(StoredValue::new_local(None));
        on_cleanup(move || timer.stop());
        timer
    }

    /// Runs `then` after a time, and not what was waiting before.
    pub fn start(self, after: Duration, then: impl FnOnce() + 'static) {
        self.stop();
        let then: Box<dyn FnOnce()> = Box::new(then);
        self.0.set_value(set_timeout_with_handle(then, after).ok());
    }

    /// Nothing is waiting any more.
    pub fn stop(self) {
        self.0.update_value(|waiting| {
            if let Some(waiting) = waiting.take() {
                waiting.clear();
            }
        });
    }
}

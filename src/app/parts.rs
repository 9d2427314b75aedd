//! Effects, memos, texts and handlers of one type each.
//!
//! Leptos compiles its machinery again for each distinct closure type. Boxing the closure here means that it is
//! compiled once for all of them, which is a large part of the first download.

use leptos::children::ViewFn;
use leptos::ev::MouseEvent;
use leptos::prelude::*;

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

/// A part of the page that is built anew whenever a signal it reads changes.
pub fn block(build: impl Fn() -> AnyView + Send + Sync + 'static) -> AnyView {
    boxed_block(ViewFn::from(build))
}

fn boxed_block(build: ViewFn) -> AnyView {
    (move || build.run()).into_any()
}

/// What a button does.
pub fn click(run: impl Fn() + 'static) -> Box<dyn FnMut(MouseEvent)> {
    Box::new(move |_| run())
}

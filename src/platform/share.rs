//! The address that is shared: that of the page around this one, once it has said where it is, else this page's own.

use std::cell::RefCell;

use js_sys::{Function, Promise, Reflect, futures::JsFuture};
use wasm_bindgen::{JsCast, JsValue};

use super::Coming;

/// The longest address that a page around this one may say that it has.
const MOST_CHARACTERS: usize = 2000;

thread_local! {
    /// The address of the page around this one, without a fragment.
    static HOST: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// An address that opens what the page shows.
pub fn shared_address() -> String {
    let fragment = super::fragment();
    match HOST.with_borrow(Clone::clone) {
        Some(host) => format!("{host}{fragment}"),
        None => own_address(),
    }
}

fn own_address() -> String {
    let location = web_sys::window().map(|window| window.location());
    location
        .and_then(|location| location.href().ok())
        .unwrap_or_default()
}

/// Takes the address that the page around this one says it has, if it is one.
pub fn set_host(address: &str) {
    if is_page(address) {
        let end = address.find('#').unwrap_or(address.len());
        HOST.set(address.get(..end).map(str::to_owned));
    }
}

fn is_page(address: &str) -> bool {
    let is_web = address.starts_with("https://") || address.starts_with("http://");
    let is_plain = !address.contains(|c: char| c.is_control() || c.is_whitespace());
    is_web && is_plain && address.len() <= MOST_CHARACTERS
}

/// Copies a text; whether the browser did.
pub fn copy_text(text: &str) -> Coming<bool> {
    let asked = ask_to_copy(text);
    Box::pin(async move {
        match asked {
            Some(promise) => JsFuture::from(promise).await.is_ok(),
            None => false,
        }
    })
}

fn ask_to_copy(text: &str) -> Option<Promise> {
    let navigator: JsValue = web_sys::window()?.navigator().into();
    // There is none on pages that came without encryption.
    let clipboard = Reflect::get(&navigator, &"clipboard".into()).ok()?;
    let write = Reflect::get(&clipboard, &"writeText".into()).ok()?;
    let write: Function = write.dyn_into().ok()?;
    write.call1(&clipboard, &text.into()).ok()?.dyn_into().ok()
}

/// Gives the focus to a field of a part of the app, with all of its text selected.
pub fn select_control(class: &str, name: &str) {
    super::focus_in(class, "name", name);
    let document = web_sys::window().and_then(|window| window.document());
    let field = document.and_then(|document| document.active_element());
    // A field of one line or of several.
    let select = field.and_then(|field| {
        let select = Reflect::get(&field, &"select".into()).ok()?;
        Some((field, select.dyn_into::<Function>().ok()?))
    });
    if let Some((field, select)) = select {
        // Without a selection the text can be marked by hand.
        let _ = select.call0(&field);
    }
}

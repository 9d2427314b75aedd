//! The address that is shared: that of the page around this one, once it has said where it is, else this page's own.

use std::cell::RefCell;

use js_sys::{Function, Promise, Reflect, futures::JsFuture};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Event, HtmlInputElement};

use super::Coming;
use super::watch::{Subscription, listen};

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

/// Listens to the page around this one, which may say where it is: `{ "incident-map": 1, "host": <address> }`. Nobody else is
/// heard, and nothing is an address but `http` and `https`.
pub fn listen_to_host() -> Option<Subscription> {
    let window = web_sys::window()?;
    if !super::is_embedded() {
        return None;
    }
    Some(listen(
        window.clone().as_ref(),
        "message",
        false,
        move |event: Event| {
            let member = |object: &JsValue, name: &str| Reflect::get(object, &name.into()).ok();
            let parent = member(&window, "parent");
            if parent.is_none() || member(&event, "source") != parent {
                return;
            }
            let data = member(&event, "data").unwrap_or(JsValue::NULL);
            let version = member(&data, "incident-map").and_then(|version| version.as_f64());
            let host = member(&data, "host").and_then(|host| host.as_string());
            if version == Some(1.0)
                && let Some(host) = host.filter(|host| is_page(host))
            {
                let end = host.find('#').unwrap_or(host.len());
                HOST.set(host.get(..end).map(str::to_owned));
            }
        },
    ))
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
    if let Some(field) = field.and_then(|field| field.dyn_into::<HtmlInputElement>().ok()) {
        field.select();
    }
}

//! The page around this one: what it says, what it is told, and the room that this page has in it.
//!
//! Messages are objects with `"incident-map": 1`, the version of what they mean. Only those of the page around are heard.

use js_sys::{Array, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Event, HtmlElement};

use super::page::{document, part, window};
use super::watch::{Subscription, listen};
use crate::geo::ScreenSize;
use crate::view::HostValue;

/// The member of a message that tells whose it is, with the version of what it means.
const OURS: &str = "incident-map";
const VERSION: f64 = 1.0;

/// What the page around says.
pub struct HostMessage {
    /// Where it is.
    pub host: Option<String>,
    /// What it asks for, and its value.
    pub command: Option<(String, HostValue)>,
}

/// Hears the page around this one, and nobody else.
pub fn on_host_message(mut tell: impl FnMut(HostMessage) + 'static) -> Option<Subscription> {
    let window = window()?;
    let target = window.clone();
    Some(listen(&target, "message", false, move |event: Event| {
        let parent = member(&window, "parent");
        if parent.is_undefined() || member(&event, "source") != parent {
            return;
        }
        let data = member(&event, "data");
        if member(&data, OURS).as_f64() != Some(VERSION) {
            return;
        }
        let value = member(&data, "value");
        tell(HostMessage {
            host: member(&data, "host").as_string(),
            command: member(&data, "command")
                .as_string()
                .map(|name| (name, host_value(&value))),
        });
    }))
}

/// A member of an object; nothing where it is none.
fn member(object: &JsValue, name: &str) -> JsValue {
    match object.is_object() {
        true => Reflect::get(object, &name.into()).unwrap_or(JsValue::UNDEFINED),
        false => JsValue::UNDEFINED,
    }
}

fn host_value(value: &JsValue) -> HostValue {
    match (value.as_string(), value.as_bool()) {
        (Some(text), _) => HostValue::Text(text),
        (_, Some(truth)) => HostValue::Truth(truth),
        _ if value.is_null() || value.is_undefined() => HostValue::None,
        _ => HostValue::Other,
    }
}

/// Tells the page around of an event, with what is to be known of it.
pub fn tell_host(event: &str, detail: &[(&str, JsValue)]) {
    post(&super::object(&[
        (OURS, VERSION.into()),
        ("event", event.into()),
        ("detail", super::object(detail)),
    ]));
}

/// Asks the page around for a height of the frame, in the words of each host that is known:
///
/// - our own script;
/// - Datawrapper's, which many newsrooms have on their pages, and which goes by the frame that a message is from
///   (<https://developer.datawrapper.de/docs/responsive-iframe>);
/// - Pym's, whose parent names the frame in the address (`childId`; <https://blog.apps.npr.org/pym.js/>);
/// - `amp-iframe` (<https://amp.dev/documentation/components/amp-iframe>, "Resizing");
/// - WordPress', whose `wp-embed.js` goes by the secret in the fragment, which `public/early.js` keeps.
pub fn ask_for_height(height_px: f64) {
    let height: JsValue = height_px.into();
    tell_host("height", &[("height", height.clone())]);
    let of_datawrapper = super::object(&[(OURS, height.clone())]);
    post(&super::object(&[("datawrapper-height", of_datawrapper)]));
    if let Some(id) = query_value("childId") {
        let text = ["pym", &id, "height", &super::number_text(height_px)].join("xPYMx");
        post(&text.into());
    }
    post(&super::object(&[
        ("sentinel", "amp".into()),
        ("type", "embed-size".into()),
        ("height", height.clone()),
    ]));
    let root = document().and_then(|document| document.document_element());
    if let Some(secret) = root.and_then(|root| root.get_attribute("data-secret")) {
        post(&super::object(&[
            ("message", "height".into()),
            ("value", height),
            ("secret", secret.into()),
        ]));
    }
}

/// Sends a message to the page around. It holds nothing that is not on this page, so anybody may have it.
fn post(message: &JsValue) {
    let parent = window().and_then(|window| window.parent().ok().flatten());
    if let Some(parent) = parent {
        // A browser refuses only what cannot be copied, and all of this can.
        let _ = parent.post_message(message, "*");
    }
}

fn query_value(name: &str) -> Option<String> {
    let query = window()?.location().search().ok()?;
    let query = query.strip_prefix('?')?;
    let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    let (_, value) = pairs.find(|(key, _)| *key == name)?;
    crate::view::percent_decoded(value)
}

/// The whole address of something that is named as seen from this page; without a query or a fragment.
pub fn address_of(relative: &str) -> String {
    let base = window().and_then(|window| window.location().href().ok());
    let base = base.unwrap_or_default();
    let end = base.find(['?', '#']).unwrap_or(base.len());
    let url = web_sys::Url::new_with_base(relative, base.get(..end).unwrap_or_default());
    url.map_or_else(|_| relative.to_owned(), |url| url.href())
}

/// Whether the page is laid out to fill a frame; public/early.js decides that.
pub fn fills_frame() -> bool {
    root().is_some_and(|root| root.has_attribute("data-embed"))
}

/// Which reports are open in a page that fills a frame: `all`, `one` or none.
pub fn open_reports(which: Option<&str>) {
    let Some(root) = root() else { return };
    let _ = match which {
        Some(which) => root.set_attribute("data-reports", which),
        None => root.remove_attribute("data-reports"),
    };
}

/// The size of the window, which in a frame is that of the frame.
pub fn window_size() -> ScreenSize {
    let length = |value: Result<JsValue, JsValue>| value.ok().and_then(|value| value.as_f64());
    let window = window();
    let width = window
        .as_ref()
        .and_then(|window| length(window.inner_width()));
    let height = window.and_then(|window| length(window.inner_height()));
    ScreenSize::new(width.unwrap_or_default(), height.unwrap_or_default())
}

/// Tells when the window has another size.
pub fn on_window_resize(mut tell: impl FnMut() + 'static) -> Option<Subscription> {
    let window = window()?;
    Some(listen(&window, "resize", false, move |_| tell()))
}

/// Gives the map the room that the other parts leave in a frame without any open report, which it then keeps whatever is
/// opened. Nothing of this is seen: the page is as it was when it is painted.
pub fn fit_map() {
    // What the style sheet has for the map's stage, and for what is around it.
    const STAGE: &str = "--im-stage";
    const AROUND: &str = "--im-around-stage";
    let (Some(root), Some(stage)) = (root(), part("map-stage")) else {
        return;
    };
    let style = root.style();
    let reports = root.get_attribute("data-reports");
    open_reports(None);
    for property in [STAGE, AROUND] {
        let _ = style.remove_property(property);
    }
    let height_px = stage.get_bounding_client_rect().height();
    open_reports(reports.as_deref());
    let length = ["0 0 ", &super::number_text(height_px), "px"].concat();
    let _ = style.set_property(STAGE, &length);
    let _ = style.set_property(AROUND, "none");
}

/// How high all of the page is in CSS pixels, whatever the frame.
pub fn content_height_px() -> f64 {
    let scrolled_px = window().and_then(|window| window.scroll_y().ok());
    part("page-text").map_or(0.0, |text| {
        text.get_bounding_client_rect().bottom() + scrolled_px.unwrap_or_default()
    })
}

fn root() -> Option<HtmlElement> {
    document()?.document_element()?.dyn_into().ok()
}

/// A list of texts.
pub fn texts_value<'t>(texts: impl IntoIterator<Item = &'t str>) -> JsValue {
    texts
        .into_iter()
        .map(JsValue::from)
        .collect::<Array>()
        .into()
}

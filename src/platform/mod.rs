//! The browser: the only code that touches `web_sys`, `js_sys` and `gloo`.
//!
//! Everything here is a thin seam: it paints scenes, turns input into moves and loads bytes. What these mean is
//! decided by the modules before it, which are tested without a browser.

mod canvas;
mod columns;
mod dom;
mod drag;
mod fetch;
mod frame;
mod gesture;
mod host;
mod intl;
mod page;
mod share;
mod span;
mod watch;

pub use canvas::{CanvasMeasure, paint, paint_for_print, paint_on, place_bitmap};
pub use columns::{
    Callback, bytes_in, bytes_length, columns_from, columns_value, copy_bytes, decomposed,
    facet_value, facets_in, list, numbers_in, texts_in, truth_in,
};
pub use dom::{
    chosen_value, clear_control, closest_attribute, control_value, fill, fill_element, focus_in,
    has_focus, has_modifier_key, is_focus_visible, mark_current, place_box, place_buttons,
    place_note, pressed, scroll_to, set_control, set_slider, show_choice, slider_value,
};
pub use drag::{Drag, on_drag};
pub use fetch::{Coming, FetchError, fetch_bytes};
pub use gesture::{Gesture, hover_point, watch_gestures};
pub use host::{
    address_of, ask_for_height, content_height_px, fills_frame, fit_map, on_host_message,
    on_window_resize, open_reports, tell_host, texts_value, window_size,
};
pub use intl::IntlFormat;
pub use page::{
    add_style_sheet, app_root, can_fill_screen, drop_poster, fragment, is_embedded, language_name,
    mac_keyboard, mark, meta, now_ms, preferred_languages, prefers_dark, prefers_reduced_motion,
    read_palette, reveal, set_attribute, set_fragment, set_language, set_theme, set_title,
    set_words, take_over_from_static, toggle_full_screen,
};
pub use share::{copy_text, select_control, set_host, shared_address};
pub use span::{Span, is_typing, on_span, pressed_with_alt};
pub use watch::{
    Subscription, listen, on_escape, on_event, on_fragment_change, on_full_screen, on_key,
    on_preference_change, on_print, on_resize,
};

pub use wasm_bindgen::JsValue;
pub use web_sys::Event;

/// A JavaScript object with these members.
pub fn object(members: &[(&str, JsValue)]) -> JsValue {
    let object = js_sys::Object::new();
    for (name, value) in members {
        let _ = js_sys::Reflect::set(&object, &(*name).into(), value);
    }
    object.into()
}

/// Bytes as JavaScript has them.
pub fn bytes_value(bytes: &[u8]) -> JsValue {
    js_sys::Uint8Array::from(bytes).into()
}

/// A number as JavaScript writes it: Rust's own way to write one would be a large part of the first download.
fn number_text(value: f64) -> String {
    js_sys::Number::from(value)
        .to_string_with_radix(10)
        .map_or_else(|_| String::new(), String::from)
}

//! The page the app lives in: its address, its settings, the reader's preferences.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, HtmlElement, Window};

use crate::scene::{Palette, Theme};

pub(super) fn window() -> Option<Window> {
    web_sys::window()
}

pub(super) fn document() -> Option<Document> {
    window()?.document()
}

/// Device pixels to a CSS pixel.
pub(super) fn pixel_ratio() -> f64 {
    window()
        .map_or(1.0, |window| window.device_pixel_ratio())
        .clamp(1.0, 4.0)
}

/// The setting `incident-map:<name>` of the page, and `None` when it has none.
pub fn meta(name: &str) -> Option<String> {
    let selector = format!("meta[name=\"incident-map:{name}\"]");
    document()?
        .query_selector(&selector)
        .ok()??
        .get_attribute("content")
}

/// The reader's part of the address, with its `#`.
pub fn fragment() -> String {
    window()
        .and_then(|window| window.location().hash().ok())
        .unwrap_or_default()
}

/// Puts a fragment into the address. A new entry in the history only where the page is not embedded: an embed
/// must not trap the host's Back.
pub fn set_fragment(text: &str, is_new_entry: bool) {
    let Some(window) = window() else { return };
    let (Ok(history), Ok(path), Ok(query)) = (
        window.history(),
        window.location().pathname(),
        window.location().search(),
    ) else {
        return;
    };
    let address = match text.is_empty() {
        true => format!("{path}{query}"),
        false => format!("{path}{query}#{text}"),
    };
    // A sandboxed frame may refuse; the view is right all the same.
    let _ = match is_new_entry && !is_embedded() {
        true => history.push_state_with_url(&JsValue::NULL, "", Some(&address)),
        false => history.replace_state_with_url(&JsValue::NULL, "", Some(&address)),
    };
}

/// Whether the page stands in another one.
pub fn is_embedded() -> bool {
    let Some(window) = window() else { return false };
    match window.top() {
        Ok(Some(top)) => top != window,
        _ => true,
    }
}

/// The reader's languages, the favourite first.
pub fn preferred_languages() -> Vec<String> {
    let Some(window) = window() else {
        return Vec::new();
    };
    window
        .navigator()
        .languages()
        .iter()
        .filter_map(|tag| tag.as_string())
        .collect()
}

/// Whether the keyboard has ⌘ rather than Ctrl.
pub fn mac_keyboard() -> bool {
    let platform = window().and_then(|window| window.navigator().platform().ok());
    platform.is_some_and(|platform| platform.starts_with("Mac") || platform.starts_with("iP"))
}

/// Whether a part of the page can fill the screen.
pub fn can_fill_screen() -> bool {
    document().is_some_and(|document| document.fullscreen_enabled())
}

/// Lets the part of the app with this class fill the screen, or no more.
pub fn toggle_full_screen(class: &str) {
    let (Some(document), Some(part)) = (document(), part(class)) else {
        return;
    };
    match document.fullscreen_element() {
        Some(_) => document.exit_fullscreen(),
        // A browser that refuses says so in its own words.
        None => drop(part.request_fullscreen()),
    }
}

/// Whether the reader prefers dark pages.
pub fn prefers_dark() -> bool {
    media_matches("(prefers-color-scheme: dark)")
}

/// Whether the reader prefers less motion.
pub fn prefers_reduced_motion() -> bool {
    media_matches("(prefers-reduced-motion: reduce)")
}

/// Asks whether the reader's system sets all colours.
pub(super) const FORCED_COLORS: &str = "(forced-colors: active)";

fn media_matches(query: &str) -> bool {
    let list = window().and_then(|window| window.match_media(query).ok().flatten());
    list.is_some_and(|list| list.matches())
}

fn root() -> Option<HtmlElement> {
    document()?.document_element()?.dyn_into().ok()
}

/// Sets the theme of the page.
pub fn set_theme(theme: Theme) {
    if let Some(root) = root() {
        let _ = root.set_attribute("data-theme", theme.as_str());
    }
}

/// Sets the language and direction of the page.
pub fn set_language(tag: &str, direction: &str) {
    if let Some(root) = root() {
        let _ = root.set_attribute("lang", tag);
        let _ = root.set_attribute("dir", direction);
    }
}

/// Sets the title of the page.
pub fn set_title(title: &str) {
    if let Some(document) = document().filter(|document| document.title() != title) {
        document.set_title(title);
    }
}

/// The colours as the style sheet has them now, the publisher's own included.
pub fn read_palette() -> Palette {
    let style = root().and_then(|root| window()?.get_computed_style(&root).ok().flatten());
    let value = |property: &str| {
        let style = style.as_ref();
        style
            .and_then(|style| style.get_property_value(property).ok())
            .unwrap_or_default()
            .trim()
            .to_owned()
    };
    let palette = match media_matches(FORCED_COLORS) {
        true => resolved_palette(),
        false => None,
    };
    let palette = palette.unwrap_or_else(|| Palette::from_properties(value));
    super::canvas::complete(palette, &value("color"))
}

/// Adds a style sheet to the page, once.
pub fn add_style_sheet(address: &str) {
    let Some(document) = document() else {
        return;
    };
    let known = document.query_selector(&format!("link[href=\"{address}\"]"));
    let is_new = matches!(known, Ok(None));
    let link = document.create_element("link").ok().filter(|_| is_new);
    if let (Some(link), Some(head)) = (link, document.head()) {
        let _ = link.set_attribute("rel", "stylesheet");
        let _ = link.set_attribute("href", address);
        let _ = head.append_child(&link);
    }
}

/// The colours as numbers. A canvas need not know what the reader's system makes of `CanvasText`; an element does.
fn resolved_palette() -> Option<Palette> {
    let probe = document()?.create_element("i").ok()?;
    let probe: HtmlElement = probe.dyn_into().ok()?;
    // The system would set a colour of its own here, whatever is asked.
    let _ = probe.style().set_property("forced-color-adjust", "none");
    root()?.append_child(&probe).ok()?;
    let computed = window()?.get_computed_style(&probe).ok()??;
    let palette = Palette::from_properties(|property| {
        let asked = format!("var({property})");
        let _ = probe.style().set_property("color", &asked);
        computed.get_property_value("color").unwrap_or_default()
    });
    probe.remove();
    Some(palette)
}

/// Marks a moment for whoever measures: `incident-map:<name>`, once.
pub fn mark(name: &str) {
    let Some(performance) = window().and_then(|window| window.performance()) else {
        return;
    };
    let name = format!("incident-map:{name}");
    if performance.get_entries_by_name(&name).length() == 0 {
        let _ = performance.mark(&name);
    }
}

/// Milliseconds since the page was opened.
pub fn now_ms() -> f64 {
    window()
        .and_then(|window| window.performance())
        .map_or(0.0, |performance| performance.now())
}

/// The name of a language in itself, such as "қазақ тілі", or its tag.
pub fn language_name(tag: &str) -> String {
    super::intl::language_name(tag).unwrap_or_else(|| tag.to_owned())
}

/// The part of the app with this class.
pub(super) fn part(class: &str) -> Option<HtmlElement> {
    let parts = app_root()?.get_elements_by_class_name(class);
    parts.item(0)?.dyn_into().ok()
}

/// Sets an attribute of a part of the app.
pub fn set_attribute(class: &str, name: &str, value: &str) {
    if let Some(part) = part(class)
        && part.get_attribute(name).as_deref() != Some(value)
    {
        let _ = part.set_attribute(name, value);
    }
}

/// Sets the words in a part of the app.
pub fn set_words(class: &str, words: &str) {
    if let Some(part) = part(class) {
        part.set_text_content(Some(words));
    }
}

/// The element the app is mounted in.
pub fn app_root() -> Option<HtmlElement> {
    document()?.get_element_by_id("app")?.dyn_into().ok()
}

/// Shows the element with this id, which the page keeps hidden until it is needed.
pub fn reveal(id: &str) {
    let element = document().and_then(|document| document.get_element_by_id(id));
    if let Some(element) = element {
        let _ = element.remove_attribute("hidden");
    }
}

/// Takes the static story out of the page, keeping the reader's place: whatever card stood at the top of the
/// window stays where it was.
pub fn take_over_from_static() {
    let Some(document) = document() else { return };
    let Some(story) = document.get_element_by_id("static-story") else {
        return;
    };
    // Until the story has all its incidents, the page has the static one.
    if app_root().is_none_or(|root| root.has_attribute("hidden")) {
        return;
    }
    let anchor = reading_anchor(&story);
    keep_poster(&story);
    story.remove();
    let (Some((id, top)), Some(window)) = (anchor, window()) else {
        return;
    };
    if let Some(card) = document.get_element_by_id(&id) {
        window.scroll_by_with_x_and_y(0.0, card.get_bounding_client_rect().top() - top);
    }
}

/// Moves the picture of the map from the static story to its place in the app, above what is not painted yet; not where
/// the app has another language than the page.
fn keep_poster(story: &web_sys::Element) {
    let tag = |name| root()?.get_attribute(name);
    let (Some(stage), Some(targets)) = (part("map-stage"), part("map-targets")) else {
        return;
    };
    if tag("lang") != tag("data-page-language") {
        return;
    }
    let posters = story.get_elements_by_class_name("map-poster");
    while let Some(poster) = posters.item(0) {
        if stage.insert_before(&poster, Some(&targets)).is_err() {
            return;
        }
    }
}

/// Takes the picture of the map away: the app's map is as fine, or shows something else.
pub fn drop_poster() {
    let Some(root) = app_root() else { return };
    let posters = root.get_elements_by_class_name("map-poster");
    while let Some(poster) = posters.item(0) {
        poster.remove();
    }
}

/// The id and place of the topmost card in view, once the reader has scrolled.
fn reading_anchor(story: &web_sys::Element) -> Option<(String, f64)> {
    if window()?.scroll_y().ok()? <= 0.0 {
        return None;
    }
    let cards = story.query_selector_all(".card").ok()?;
    (0..cards.length()).find_map(|index| {
        let card: web_sys::Element = cards.item(index)?.dyn_into().ok()?;
        let rect = card.get_bounding_client_rect();
        (rect.bottom() > 0.0).then(|| (card.id(), rect.top()))
    })
}

//! Building a document in the page, and finding one's way in it.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{
    HtmlElement, HtmlInputElement, HtmlSelectElement, ScrollBehavior, ScrollIntoViewOptions,
    ScrollLogicalPosition,
};

use super::number_text;
use super::page::part;
use crate::document::{Element, Node};
use crate::geo::{ScreenRect, ScreenSize, note_corner};
use crate::scene::Target;

/// What somebody else than a document sets on an element, and a change of the document therefore leaves alone: the
/// reader opens details, the selection marks what is current.
const SET_BY_OTHERS: [&str; 2] = ["open", "aria-current"];

/// The namespace of pictures in a document, and the elements in it.
const SVG: &str = "http://www.w3.org/2000/svg";
const SVG_TAGS: [&str; 3] = ["svg", "circle", "path"];

thread_local! {
    /// What parts of the app have been filled with.
    static FILLED: RefCell<Vec<(HtmlElement, Rc<Vec<Node>>)>> = const { RefCell::new(Vec::new()) };
}

/// Makes what is in the part of the app with this class the same as `children`, see [`fill_element`]. Whether it was not
/// so before: what is filled with the same again and again, as while a window of time is moved, is left alone.
pub fn fill(class: &str, children: Vec<Element>) -> bool {
    let Some(part) = part(class) else {
        return false;
    };
    // Scripts take out what a file has put in.
    let count = part.child_element_count() as usize;
    let wanted = Rc::new(nodes(children));
    let before = FILLED.with_borrow_mut(|filled| {
        match filled.iter_mut().find(|(known, _)| *known == part) {
            Some((_, known)) => std::mem::replace(known, wanted.clone()),
            None => {
                filled.push((part.clone(), wanted.clone()));
                Rc::default()
            }
        }
    });
    let before = match before.len() == count {
        true => before.as_slice(),
        false => &[],
    };
    if before == wanted.as_slice() && count == wanted.len() {
        return false;
    }
    // Not while it is noted: what is taken out may have had the focus, and whoever hears of that may fill too.
    fill_nodes(&part, &wanted, before);
    true
}

/// Makes what is in `container` the same as `children`. Elements that fit are kept and brought up to date, so that
/// focus, scroll and choices survive. Text becomes text nodes, never markup.
pub fn fill_element(container: &web_sys::Element, children: Vec<Element>) {
    fill_nodes(container, &nodes(children), &[]);
}

fn nodes(elements: Vec<Element>) -> Vec<Node> {
    elements.into_iter().map(Node::Element).collect()
}

/// Brings what is in `container` up to date. What is the same as `before`, which is in it, is not looked at: to ask a
/// browser what it has takes as long as to tell it.
fn fill_nodes(container: &web_sys::Node, wanted: &[Node], before: &[Node]) {
    let mut present = container.first_child();
    for (at, node) in wanted.iter().enumerate() {
        let before = before.get(at);
        match present {
            Some(there) if before == Some(node) || update(&there, node, before) => {
                present = there.next_sibling();
            }
            there => {
                if let Some(created) = created(node) {
                    let _ = container.insert_before(&created, there.as_ref());
                }
                // An element that does not fit gives way to the new one.
                present = there.and_then(|there| {
                    let next = there.next_sibling();
                    let _ = container.remove_child(&there);
                    next
                });
            }
        }
    }
    while let Some(extra) = present {
        present = extra.next_sibling();
        let _ = container.remove_child(&extra);
    }
}

fn created(node: &Node) -> Option<web_sys::Node> {
    let document = super::page::document()?;
    match node {
        Node::Text(text) => Some(document.create_text_node(text).into()),
        Node::Element(element) => {
            let created = match SVG_TAGS.contains(&element.tag) {
                true => document.create_element_ns(Some(SVG), element.tag),
                false => document.create_element(element.tag),
            };
            let created = created.ok()?;
            for (name, value) in &element.attributes {
                let _ = created.set_attribute(name, value);
            }
            fill_nodes(&created, &element.children, &[]);
            Some(created.into())
        }
    }
}

/// Brings a node up to date; `false` when it is of another kind.
fn update(present: &web_sys::Node, wanted: &Node, before: Option<&Node>) -> bool {
    match (present.dyn_ref::<web_sys::Element>(), wanted) {
        (None, Node::Text(text)) => {
            if present.text_content().as_ref() != Some(text) {
                present.set_text_content(Some(text));
            }
            true
        }
        (Some(present), Node::Element(wanted)) if present.local_name() == wanted.tag => {
            let before = match before {
                Some(Node::Element(before)) if before.tag == wanted.tag => Some(before),
                _ => None,
            };
            if before.is_none_or(|before| before.attributes != wanted.attributes) {
                update_attributes(present, &wanted.attributes);
            }
            let children = before.map_or(&[][..], |before| &before.children);
            fill_nodes(present, &wanted.children, children);
            true
        }
        _ => false,
    }
}

fn update_attributes(element: &web_sys::Element, wanted: &[(&'static str, String)]) {
    for name in element.get_attribute_names().iter() {
        let Some(name) = name.as_string() else {
            continue;
        };
        let is_wanted = wanted.iter().any(|(wanted, _)| *wanted == name);
        if !is_wanted && name != "style" && !SET_BY_OTHERS.contains(&name.as_str()) {
            let _ = element.remove_attribute(&name);
        }
    }
    for (name, value) in wanted {
        if element.get_attribute(name).as_ref() != Some(value) {
            let _ = element.set_attribute(name, value);
        }
    }
}

/// Lays the buttons in a part of the app over their places in a picture, one after the other.
pub fn place_buttons(class: &str, targets: &[Target]) {
    let Some(part) = part(class) else { return };
    let buttons = part.get_elements_by_tag_name("button");
    for (index, Target { rect, hit, .. }) in (0..).zip(targets) {
        let button = buttons
            .item(index)
            .and_then(|button| button.dyn_into().ok());
        let Some(button): Option<HtmlElement> = button else {
            return;
        };
        place(&button, rect);
        let style = button.style();
        let _ = match hit == rect {
            true => style.remove_property("clip-path").map(drop),
            false => style.set_property("clip-path", &inset(rect, hit)),
        };
    }
}

/// What of a box is outside of one in it, as CSS cuts it off (CSS Shapes, section 3.1).
fn inset(rect: &ScreenRect, inner: &ScreenRect) -> String {
    let sides = [
        inner.top_px - rect.top_px,
        rect.right_px() - inner.right_px(),
        rect.bottom_px() - inner.bottom_px(),
        inner.left_px - rect.left_px,
    ];
    let [top, right, bottom, left] = sides.map(super::number_text);
    format!("inset({top}px {right}px {bottom}px {left}px)")
}

/// Lays a note in a part of the app beside what it is on, inside of the element around it; hides it without an anchor.
pub fn place_note(class: &str, anchor: Option<&ScreenRect>) {
    let Some(note) = part(class) else { return };
    hide(&note, anchor.is_none());
    let (Some(anchor), Some(frame)) = (anchor, note.parent_element()) else {
        return;
    };
    let size_of = |element: &web_sys::Element| {
        let rect = element.get_bounding_client_rect();
        ScreenSize::new(rect.width(), rect.height())
    };
    let corner = note_corner(anchor, size_of(&note), size_of(&frame));
    let [x, y] = [corner.x_px, corner.y_px].map(|px| super::number_text(px.round()));
    let _ = note
        .style()
        .set_property("transform", &format!("translate({x}px, {y}px)"));
}

/// Lays a part of the app over a box of the element around it; hides it without one.
pub fn place_box(class: &str, rect: Option<&ScreenRect>) {
    let Some(part) = part(class) else { return };
    hide(&part, rect.is_none());
    if let Some(rect) = rect {
        place(&part, rect);
    }
}

/// Hides an element or shows it; as it is already, a browser would still look at its style again.
fn hide(element: &HtmlElement, is_hidden: bool) {
    if element.has_attribute("hidden") != is_hidden {
        element.set_hidden(is_hidden);
    }
}

fn place(element: &HtmlElement, rect: &ScreenRect) {
    let px = |length: f64| format!("{}px", super::number_text(length));
    let corner = format!("translate({},{})", px(rect.left_px), px(rect.top_px));
    let style = element.style();
    let _ = style.set_property("transform", &corner);
    let _ = style.set_property("width", &px(rect.width_px));
    let _ = style.set_property("height", &px(rect.height_px));
}

/// Makes the choice in a part of the app show what it stands at, whatever the reader chose before.
pub fn show_choice(class: &str, value: &str) {
    let select = part(class).and_then(|part| part.get_elements_by_tag_name("select").item(0));
    if let Some(select) = select.and_then(|select| select.dyn_into::<HtmlSelectElement>().ok()) {
        select.set_value(value);
    }
}

/// The value of the choice that an event comes from.
pub fn chosen_value(event: &web_sys::Event) -> Option<String> {
    let select: HtmlSelectElement = event.target()?.dyn_into().ok()?;
    Some(select.value())
}

/// Moves the slider of a name in a part of the app, whatever the reader did with it before.
pub fn set_slider(class: &str, name: &str, value: f64, least: f64, most: f64) {
    let found = part(class).and_then(|part| {
        let selector = format!("input[name={name}]");
        part.query_selector(&selector).ok().flatten()
    });
    if let Some(slider) = found.and_then(|found| found.dyn_into::<HtmlInputElement>().ok())
        && slider.value_as_number() != value
    {
        // Else a value beyond the ends that it has is taken for one of them.
        let _ = slider.set_attribute("min", &number_text(least));
        let _ = slider.set_attribute("max", &number_text(most));
        slider.set_value_as_number(value);
    }
}

/// The name and the value of the slider that an event comes from.
pub fn slider_value(event: &web_sys::Event) -> Option<(String, f64)> {
    let slider: HtmlInputElement = event.target()?.dyn_into().ok()?;
    Some((slider.name(), slider.value_as_number()))
}

/// The name and the value of the control that an event comes from: of a box that can be checked, whether it is.
pub fn control_value(event: &web_sys::Event) -> Option<(String, String)> {
    let target = event.target()?;
    if let Some(select) = target.dyn_ref::<HtmlSelectElement>() {
        return Some((select.name(), select.value()));
    }
    let input: HtmlInputElement = target.dyn_into().ok()?;
    let value = match input.type_() == "checkbox" {
        true => input.checked().to_string(),
        false => input.value(),
    };
    Some((input.name(), value))
}

/// Makes a control of a part of the app show a value, whatever the reader did with it before.
pub fn set_control(class: &str, name: &str, value: &str) {
    let found = part(class).and_then(|part| {
        let selector = format!("[name={name}]");
        part.query_selector(&selector).ok().flatten()
    });
    let Some(found) = found else { return };
    if let Some(select) = found.dyn_ref::<HtmlSelectElement>() {
        select.set_value(value);
    } else if let Some(input) = found.dyn_ref::<HtmlInputElement>()
        && input.value() != value
        // A date that is being typed is none until it is whole.
        && !(input.type_().starts_with("date") && matches!(found.matches(":focus"), Ok(true)))
    {
        input.set_value(value);
    }
}

/// Empties the control that an event comes from.
pub fn clear_control(event: &web_sys::Event) {
    let target = event.target();
    if let Some(input) = target.and_then(|target| target.dyn_into::<HtmlInputElement>().ok()) {
        input.set_value("");
    }
}

/// The key that an event is about, pressed without Ctrl, Alt or ⌘, and whether with Shift.
pub fn pressed(event: &web_sys::Event) -> Option<(String, bool)> {
    let key = event.dyn_ref::<web_sys::KeyboardEvent>()?;
    let with_other = key.ctrl_key() || key.meta_key() || key.alt_key();
    (!with_other).then(|| (key.key(), key.shift_key()))
}

/// The value of an attribute on the event's target or the nearest element around it.
pub fn closest_attribute(event: &web_sys::Event, name: &str) -> Option<String> {
    let target: web_sys::Element = event.target()?.dyn_into().ok()?;
    target
        .closest(&format!("[{name}]"))
        .ok()??
        .get_attribute(name)
}

/// Whether a click was made with a key held that makes the browser open another window or tab.
pub fn has_modifier_key(event: &web_sys::Event) -> bool {
    let mouse = event.dyn_ref::<web_sys::MouseEvent>();
    mouse.is_some_and(|mouse| mouse.ctrl_key() || mouse.meta_key() || mouse.shift_key())
}

/// Marks the card of one incident in a part of the app as the current one and no other.
pub fn mark_current(class: &str, id: Option<&str>) {
    let Some(part) = part(class) else { return };
    let cards = part.get_elements_by_tag_name("article");
    for card in (0..cards.length()).filter_map(|index| cards.item(index)) {
        let is_current = id.is_some() && card.get_attribute("data-incident").as_deref() == id;
        let link = card.query_selector("h3 a").ok().flatten();
        for element in [Some(card), link].into_iter().flatten() {
            let _ = match is_current {
                true => element.set_attribute("aria-current", "true"),
                false => element.remove_attribute("aria-current"),
            };
        }
    }
}

/// Scrolls until the element with this id is in view.
pub fn scroll_to(id: &str, smoothly: bool) {
    let Some(element) = super::page::document().and_then(|document| document.get_element_by_id(id))
    else {
        return;
    };
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Nearest);
    options.set_behavior(if smoothly {
        ScrollBehavior::Smooth
    } else {
        ScrollBehavior::Instant
    });
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

/// Focuses the element in a part of the app whose attribute has this value.
pub fn focus_in(class: &str, attribute: &str, value: &str) {
    let found =
        part(class).and_then(|part| part.query_selector_all(&format!("[{attribute}]")).ok());
    let Some(found) = found else { return };
    let elements = (0..found.length()).filter_map(|index| found.item(index));
    let mut elements = elements.filter_map(|element| element.dyn_into::<HtmlElement>().ok());
    let is_it = |element: &HtmlElement| element.get_attribute(attribute).as_deref() == Some(value);
    if let Some(element) = elements.find(is_it) {
        let _ = element.focus();
    }
}

/// Whether the event comes from an element whose focus is to be seen: one that came by a key.
pub fn is_focus_visible(event: &web_sys::Event) -> bool {
    let target = event.target().and_then(|target| target.dyn_into().ok());
    target.is_some_and(|target: web_sys::Element| {
        matches!(target.matches(":focus-visible"), Ok(true))
    })
}

/// Whether something in a part of the app has the focus.
pub fn has_focus(class: &str) -> bool {
    let focused = super::page::document().and_then(|document| document.active_element());
    part(class).is_some_and(|part| part.contains(focused.as_deref()))
}

//! Building a document in the page, and finding one's way in it.

use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, ScrollBehavior, ScrollIntoViewOptions, ScrollLogicalPosition};

use crate::document::{Element, Node};

/// Replaces what is in `container` by `children`. Text becomes text nodes, never markup.
pub fn fill(container: &web_sys::Element, children: &[Element]) {
    container.set_text_content(None);
    for child in children {
        append(container, child);
    }
}

fn append(parent: &web_sys::Element, element: &Element) {
    let Some(document) = super::page::document() else {
        return;
    };
    let Ok(created) = document.create_element(element.tag) else {
        return;
    };
    for (name, value) in &element.attributes {
        let _ = created.set_attribute(name, value);
    }
    for child in &element.children {
        match child {
            Node::Element(child) => append(&created, child),
            Node::Text(text) => {
                let _ = created.append_child(&document.create_text_node(text));
            }
        }
    }
    let _ = parent.append_child(&created);
}

/// The value of an attribute on the event's target or the nearest element around it.
pub fn closest_attribute(event: &web_sys::Event, name: &str) -> Option<String> {
    let target: web_sys::Element = event.target()?.dyn_into().ok()?;
    target
        .closest(&format!("[{name}]"))
        .ok()??
        .get_attribute(name)
}

/// Marks the card of one incident as the current one and no other.
pub fn mark_current(container: &web_sys::Element, id: Option<&str>) {
    let Ok(cards) = container.query_selector_all("[data-incident]") else {
        return;
    };
    for index in 0..cards.length() {
        let Some(card) = cards
            .item(index)
            .and_then(|node| node.dyn_into::<web_sys::Element>().ok())
        else {
            continue;
        };
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

/// Focuses the element inside `container` whose attribute has this value.
pub fn focus_in(container: &web_sys::Element, attribute: &str, value: &str) {
    let Ok(found) = container.query_selector_all(&format!("[{attribute}]")) else {
        return;
    };
    for index in 0..found.length() {
        let element = found
            .item(index)
            .and_then(|node| node.dyn_into::<HtmlElement>().ok());
        if let Some(element) =
            element.filter(|e| e.get_attribute(attribute).as_deref() == Some(value))
        {
            let _ = element.focus();
            return;
        }
    }
}

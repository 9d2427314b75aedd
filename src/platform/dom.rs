//! Building a document in the page, and finding one's way in it.

use wasm_bindgen::JsCast;
use web_sys::{
    HtmlElement, HtmlSelectElement, ScrollBehavior, ScrollIntoViewOptions, ScrollLogicalPosition,
};

use crate::document::{Element, Node};
use crate::scene::Target;

/// What somebody else than a document sets on an element, and a change of the document therefore leaves alone: the
/// reader opens details, the selection marks what is current.
const SET_BY_OTHERS: [&str; 2] = ["open", "aria-current"];

/// Makes what is in `container` the same as `children`. Elements that fit are kept and brought up to date, so that
/// focus, scroll and choices survive. Text becomes text nodes, never markup.
pub fn fill(container: &web_sys::Element, children: Vec<Element>) {
    let nodes: Vec<Node> = children.into_iter().map(Node::Element).collect();
    fill_nodes(container, &nodes);
}

fn fill_nodes(container: &web_sys::Node, wanted: &[Node]) {
    let mut present = container.first_child();
    for node in wanted {
        match present {
            Some(there) if update(&there, node) => present = there.next_sibling(),
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
            let created = document.create_element(element.tag).ok()?;
            for (name, value) in &element.attributes {
                let _ = created.set_attribute(name, value);
            }
            fill_nodes(&created, &element.children);
            Some(created.into())
        }
    }
}

/// Brings a node up to date; `false` when it is of another kind.
fn update(present: &web_sys::Node, wanted: &Node) -> bool {
    match (present.dyn_ref::<web_sys::Element>(), wanted) {
        (None, Node::Text(text)) => {
            if present.text_content().as_ref() != Some(text) {
                present.set_text_content(Some(text));
            }
            true
        }
        (Some(present), Node::Element(wanted)) if present.local_name() == wanted.tag => {
            update_attributes(present, &wanted.attributes);
            fill_nodes(present, &wanted.children);
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

/// Lays the buttons in `container` over their places in a picture, one after the other.
pub fn place_buttons(container: &web_sys::Element, targets: &[Target]) {
    let Ok(buttons) = container.query_selector_all("button") else {
        return;
    };
    let px = |length: f64| format!("{}px", super::number_text(length));
    for (index, Target { rect, .. }) in (0..).zip(targets) {
        let button = buttons.item(index).and_then(|node| node.dyn_into().ok());
        let Some(button): Option<HtmlElement> = button else {
            return;
        };
        let corner = format!("translate({},{})", px(rect.left_px), px(rect.top_px));
        let style = button.style();
        let _ = style.set_property("transform", &corner);
        let _ = style.set_property("width", &px(rect.width_px));
        let _ = style.set_property("height", &px(rect.height_px));
    }
}

/// Makes the choice in `container` show what it stands at, whatever the reader chose before.
pub fn show_choice(container: &web_sys::Element, value: &str) {
    let select = container.query_selector("select").ok().flatten();
    if let Some(select) = select.and_then(|select| select.dyn_into::<HtmlSelectElement>().ok()) {
        select.set_value(value);
    }
}

/// The value of the choice that an event comes from.
pub fn chosen_value(event: &web_sys::Event) -> Option<String> {
    let select: HtmlSelectElement = event.target()?.dyn_into().ok()?;
    Some(select.value())
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

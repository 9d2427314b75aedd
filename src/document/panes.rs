//! On a phone: the choice between map and list, each of which then has all of the window.

use super::{DocumentInput, Element};

/// The attribute of a button of the choice: one of [`PANES`].
pub const PANE_ATTRIBUTE: &str = "data-pane";
/// What can be chosen; without a choice both are there.
pub const PANES: [&str; 2] = ["map", "list"];

/// The choice; `chosen` is what fills the window now.
pub fn panes(input: &DocumentInput, chosen: Option<&str>) -> Element {
    let group = Element::new("div")
        .class("panes")
        .attribute("role", "group")
        .attribute("aria-label", input.locale.text("panes-label"));
    group.children(PANES.map(|pane| {
        Element::new("button")
            .attribute("type", "button")
            .attribute(PANE_ATTRIBUTE, pane)
            .attribute("aria-pressed", (chosen == Some(pane)).to_string())
            .text(input.locale.text(&format!("panes-{pane}")))
    }))
}

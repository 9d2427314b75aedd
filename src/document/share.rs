//! What is said of an address that was shared.

use super::action::{Action, button};
use super::{DocumentInput, Element};

/// The name of the field that has an address to copy.
pub const SHARED: &str = "shared-address";

/// The button that shares, once what carries it out has come, with its word.
pub(super) fn share_button(input: &DocumentInput) -> Option<Element> {
    let is_there = input.locale.messages.has("share");
    is_there.then(|| button(Action::Share).text(input.locale.text("share")))
}

/// That an address was copied; or, where the browser did not allow that, the address to be copied by hand.
pub fn shared(input: &DocumentInput, address: &str, is_copied: bool) -> Vec<Element> {
    let told = Element::new("p").attribute("role", "status");
    if is_copied {
        return vec![told.text(input.locale.text("share-copied"))];
    }
    let field = Element::new("input")
        .attribute("type", "text")
        .attribute("name", SHARED)
        .attribute("readonly", "")
        .attribute("value", address.to_owned());
    let label = Element::new("label")
        .child(Element::new("span").text(input.locale.text("share-by-hand")))
        .child(field);
    vec![told.child(label)]
}

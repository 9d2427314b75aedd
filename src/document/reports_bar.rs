//! In a frame: what opens the reports below the map.

use super::{DocumentInput, Element};

/// The button that opens the reports, or closes them, with how many there are.
pub fn reports_bar(input: &DocumentInput, are_open: bool) -> Element {
    let words = match are_open {
        true => input.locale.text("reports-close"),
        false => {
            let shown = input.overview.shown.total();
            input.locale.count("reports-open", shown)
        }
    };
    Element::new("button")
        .attribute("type", "button")
        .attribute("aria-expanded", are_open.to_string())
        .attribute("aria-controls", "cards")
        .text(words)
}

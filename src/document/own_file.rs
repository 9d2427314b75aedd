//! How a reader opens a file of their own.

use super::{DocumentInput, Element};

/// What the file dialogue offers; what is in a file decides, not its name.
const ACCEPTED: &str = ".geojson,.json,.ndjson,.geojsonl,.csv,.tsv,.txt,.gz";

/// The part of the page's foot that opens a file.
pub fn own_file(input: &DocumentInput) -> Element {
    let choice = Element::new("input")
        .attribute("type", "file")
        .attribute("accept", ACCEPTED)
        .attribute("aria-describedby", "own-file-note")
        .class("visually-hidden");
    let control = Element::new("label")
        .class("file-choice")
        .text(input.locale.text("own-file-open"))
        .child(choice);
    let way_in = Element::new("p")
        .child(control)
        .text(" ")
        .child(input.message("span", "own-file-drop"));
    Element::new("section")
        .class("own-file")
        .attribute("aria-labelledby", "own-file-title")
        .child(
            input
                .message("h2", "own-file-title")
                .attribute("id", "own-file-title"),
        )
        .child(way_in)
        .child(
            input
                .message("p", "own-file-note")
                .attribute("id", "own-file-note"),
        )
        // Shown over the page while a file is dragged across it.
        .child(
            input
                .message("p", "own-file-drop-here")
                .class("drop-here")
                .attribute("aria-hidden", "true"),
        )
}

//! What stands beside the map of very many incidents: how they are drawn, and what that means.

use super::counts::counts_text_of;
use super::{DocumentInput, Element};
use crate::query::Counts;
use crate::scene::{Display, hexagon_classes};

/// The attribute of a control that chooses how incidents are drawn: the word of a [`Display`], empty for the one that
/// suits their number.
pub const DISPLAY_ATTRIBUTE: &str = "data-display";

/// The choice of how incidents are drawn, and the meaning of what is drawn now; `most` is the number of them in the fullest
/// hexagon.
pub fn display_choice(
    input: &DocumentInput,
    chosen: Option<Display>,
    drawn: Display,
    most: u32,
) -> Vec<Element> {
    let option = |display: Option<Display>, key: &str| {
        let is_chosen = chosen == display;
        let button = Element::new("button")
            .attribute("type", "button")
            .attribute(DISPLAY_ATTRIBUTE, display.map_or("", Display::as_str))
            .attribute("aria-pressed", is_chosen.to_string())
            .text(input.locale.text(key));
        Element::new("li").child(button)
    };
    let mut options = vec![option(None, "display-auto")];
    for (word, display) in Display::ALL {
        options.push(option(Some(display), &format!("display-{word}")));
    }
    let list = Element::new("ul")
        .class("display-choice")
        .attribute("aria-label", input.locale.text("display-label"))
        .children(options);
    let mut found = vec![list];
    if drawn == Display::Hexagons && most > 0 {
        found.push(hexagon_legend(input, most));
    }
    found
}

/// "up to 12", "up to 50", … beside the colours of hexagons.
fn hexagon_legend(input: &DocumentInput, most: u32) -> Element {
    let mut list = Element::new("ul")
        .class("hexagon-legend")
        .attribute("aria-label", input.locale.text("hexagons-legend"));
    let mut from = 1;
    for (class, (_, upper)) in hexagon_classes(most).into_iter().enumerate() {
        let number = |count: u32| input.locale.format.number(f64::from(count));
        let words = match from == upper {
            true => number(upper),
            false => format!("{}–{}", number(from), number(upper)),
        };
        let sample = Element::new("span")
            .class(format!("hexagon hexagon-{}", class + 1))
            .attribute("aria-hidden", "true");
        list = list.child(Element::new("li").child(sample).text(words));
        from = upper + 1;
    }
    list
}

/// The note on several incidents: how many of each kind.
pub fn counts_note(input: &DocumentInput, counts: &Counts) -> Vec<Element> {
    vec![Element::new("strong").text(counts_text_of(input, counts))]
}

//! What stands below the map: the meaning of its marks, and whom to credit for its ground.

use super::{DocumentInput, Element, kind_name, mark_class};
use crate::query::Counts;

/// The kinds that occur, areas, and what an arrow means.
pub fn legend(input: &DocumentInput) -> Element {
    let lines = meanings(input).into_iter().map(|(class, words)| {
        let mark = Element::new("span")
            .class(class)
            .attribute("aria-hidden", "true");
        Element::new("li").child(mark).text(words)
    });
    Element::new("ul")
        .class("legend")
        .attribute("aria-label", input.locale.text("legend-label"))
        .children(lines)
}

/// The class of each mark that occurs, and its meaning.
fn meanings(input: &DocumentInput) -> Vec<(String, String)> {
    let counts = Counts::of(input.dataset, |_| true);
    let kinds = counts.by_kind.iter();
    let mut lines: Vec<(String, String)> = kinds
        .map(|(kind, _)| (mark_class(*kind), kind_name(input, *kind)))
        .collect();
    let mut incidents = input.dataset.incidents.iter();
    if incidents.any(|incident| incident.place.precision.is_area()) {
        lines.push(("mark mark-area".into(), input.locale.text("legend-area")));
    }
    let story = &input.dataset.story;
    if !story.connections.is_empty() {
        let words = match story.connection_meaning.is_empty() {
            true => input.locale.text("legend-connection"),
            false => input.locale.pick(&story.connection_meaning).to_owned(),
        };
        lines.push(("mark mark-arrow".into(), words));
    }
    lines
}

/// The attributions that the basemap's licences ask for on the map.
pub fn map_credits(input: &DocumentInput) -> Element {
    let credits = input.index.credits.iter();
    let links = credits.map(|credit| super::about::outward_link(&credit.url, &credit.text));
    Element::new("p").class("map-credits").children(links)
}

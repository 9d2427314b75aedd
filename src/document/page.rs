//! The whole page without the app: what stands in the site's HTML until the app takes over.

use super::card_list::static_card_list;
use super::{
    DocumentInput, Element, about, cards_heading, header, legend, map_credits, map_label,
    order_of_events, timeline_heading, unplaced,
};

/// A page of the site in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageLink {
    /// BCP 47 tag of its language.
    pub tag: String,
    /// The language's own name.
    pub name: String,
    /// Its address, relative to the page that links to it.
    pub address: String,
}

/// The story as a page, `#static-story`. It has the classes and the order of the app's page, so that the app takes
/// over without a jump. `posters` are pictures of the map, of which the style sheet shows one.
pub fn static_page(
    input: &DocumentInput,
    pages: &[PageLink],
    posters: impl IntoIterator<Item = Element>,
) -> Element {
    // There even with nothing in it: the app has tools.
    let tools = Element::new("div").class("page-tools");
    let tools = match pages.len() {
        0 | 1 => tools,
        _ => tools.child(languages(input, pages)),
    };
    let head = Element::new("div").class("page-head");
    let head = head
        .child(tools)
        .child(Element::new("div").child(header(input)));
    let mut picture = Element::new("div")
        .class("page-picture")
        .child(map_space(input, posters));
    if !input.dataset.story.phases.is_empty() {
        picture = picture.child(
            Element::new("section")
                .class("timeline")
                // It may be higher than its space, and is scrolled by keys too.
                .attribute("tabindex", "0")
                .attribute("aria-labelledby", "timeline-title")
                .children(timeline_heading(input, input.dataset.natural_axis()))
                .child(order_of_events(input)),
        );
    }
    let reports = Element::new("section")
        .class("reports")
        .attribute("id", "cards")
        .attribute("tabindex", "-1")
        .attribute("aria-labelledby", "cards-title")
        .child(cards_heading(input))
        // Its place, so that nothing moves when the app fills it.
        .child(Element::new("div").class("finding"))
        .child(Element::new("div").children(static_card_list(input)));
    let foot = Element::new("div").class("page-foot").child(about(input));
    let text = Element::new("div")
        .class("page-text")
        // Its place, too.
        .child(Element::new("div").class("reports-bar"))
        .child(reports)
        .child(foot);
    Element::new("main")
        .attribute("id", "static-story")
        .class("page")
        .child(head)
        .child(picture)
        .child(text)
}

fn languages(input: &DocumentInput, pages: &[PageLink]) -> Element {
    let links = pages.iter().map(|page| {
        let link = Element::new("a")
            .attribute("href", page.address.clone())
            .attribute("lang", page.tag.clone())
            .attribute("hreflang", page.tag.clone())
            .text(page.name.clone());
        let link = match page.tag == input.locale.tag {
            true => link.attribute("aria-current", "page"),
            false => link,
        };
        Element::new("li").child(link)
    });
    Element::new("nav")
        .class("languages")
        .attribute("aria-label", input.locale.text("language"))
        .child(Element::new("ul").children(links))
}

/// Where the app draws the map; until then a picture of it.
fn map_space(input: &DocumentInput, posters: impl IntoIterator<Item = Element>) -> Element {
    let strip = Element::new("div")
        .class("map-strip")
        .child(map_credits(input));
    let stage = Element::new("div").class("map-stage").children(posters);
    Element::new("section")
        .class("map")
        .attribute("aria-label", map_label(input))
        .child(stage.child(strip))
        .child(
            Element::new("div")
                .class("map-foot")
                .child(legend(input))
                .children(unplaced(input)),
        )
}

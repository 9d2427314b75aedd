//! What the map's marks mean, below it, and whom to credit for its ground, on its foot.

use super::counts::{MOST_COUNTED_KINDS, kind_and_count};
use super::{DocumentInput, Element, mark_class};

/// The most kinds in the legend; where there are more, the rest is folded away.
const MOST_KINDS: usize = 8;

/// The kinds that occur, areas, and what an arrow means. Of many kinds the most frequent come first, with their
/// numbers, which the head of the page then does not give.
pub fn legend(input: &DocumentInput) -> Element {
    let counts = &input.overview.counts;
    let are_many = counts.by_kind.len() > MOST_COUNTED_KINDS;
    let kinds = match are_many {
        true => counts.most_frequent_first(),
        false => counts.by_kind.clone(),
    };
    let mut list = Element::new("ul")
        .class("legend")
        .attribute("aria-label", input.locale.text("legend-label"));
    let mut rest = Element::new("ul");
    for (at, (kind, count)) in kinds.iter().enumerate() {
        let words = match are_many {
            true => kind_and_count(input, *kind, *count),
            false => input.kind(*kind),
        };
        let line = line(&mark_class(input, *kind), words);
        match at < MOST_KINDS {
            true => list = list.child(line),
            false => rest = rest.child(line),
        }
    }
    if input.overview.has_areas {
        list = list.child(line("mark mark-area", input.locale.text("legend-area")));
    }
    let story = &input.dataset.story;
    if !story.connections.is_empty() {
        let words = match story.connection_meaning.is_empty() {
            true => input.locale.text("legend-connection"),
            false => input.locale.pick(&story.connection_meaning).to_owned(),
        };
        list = list.child(line("mark mark-arrow", words));
    }
    if !rest.children.is_empty() {
        let more = input.locale.count("legend-more", rest.children.len());
        let summary = Element::new("summary").text(more);
        let details = Element::new("details").child(summary).child(rest);
        list = list.child(Element::new("li").child(details));
    }
    list
}

fn line(class: &str, words: String) -> Element {
    let mark = Element::new("span")
        .class(class)
        .attribute("aria-hidden", "true");
    Element::new("li").child(mark).text(words)
}

/// The attributions that the basemap's licences ask for on the map.
pub fn map_credits(input: &DocumentInput) -> Element {
    let credits = input.index.credits.iter();
    let links = credits.map(|credit| super::about::outward_link(&credit.url, &credit.text));
    Element::new("p").class("map-credits").children(links)
}

//! What stands below the map: the meaning of its marks, and whom to credit for its ground.

use super::counts::{MOST_COUNTED_KINDS, kind_and_count};
use super::{DocumentInput, Element, kind_name, mark_class};

/// The most kinds in the legend; where there are more, the rest is folded away.
const MOST_KINDS: usize = 8;

/// The kinds that occur, areas, and what an arrow means. Of many kinds the most frequent come first, with their
/// numbers, which the head of the page then does not give.
pub fn legend(input: &DocumentInput) -> Element {
    let mut kinds = kinds(input);
    let rest = kinds.split_off(kinds.len().min(MOST_KINDS));
    let lines = kinds.into_iter().chain(meanings(input));
    let list = Element::new("ul")
        .class("legend")
        .attribute("aria-label", input.locale.text("legend-label"))
        .children(lines.map(line));
    match rest.len() {
        0 => list,
        more => {
            let summary = Element::new("summary").text(input.locale.count("legend-more", more));
            let rest = Element::new("ul").children(rest.into_iter().map(line));
            let details = Element::new("details").child(summary).child(rest);
            list.child(Element::new("li").class("legend-more").child(details))
        }
    }
}

fn line((class, words): (String, String)) -> Element {
    let mark = Element::new("span")
        .class(class)
        .attribute("aria-hidden", "true");
    Element::new("li").child(mark).text(words)
}

/// The class of each kind's mark, and its name.
fn kinds(input: &DocumentInput) -> Vec<(String, String)> {
    let counts = &input.overview.counts;
    let are_many = counts.by_kind.len() > MOST_COUNTED_KINDS;
    let kinds = match are_many {
        true => counts.most_frequent_first(),
        false => counts.by_kind.clone(),
    };
    let words = |kind, count| match are_many {
        true => kind_and_count(input, kind, count),
        false => kind_name(input, kind),
    };
    let kinds = kinds.into_iter();
    kinds
        .map(|(kind, count)| (mark_class(input, kind), words(kind, count)))
        .collect()
}

/// The class of each other mark that occurs, and its meaning.
fn meanings(input: &DocumentInput) -> Vec<(String, String)> {
    let mut lines = Vec::new();
    if input.overview.has_areas {
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

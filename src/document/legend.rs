//! What stands below the map: the meaning of its marks, which is also what the app filters by, and whom to credit for
//! its ground.

use super::action::{Action, button};
use super::connection_legend::connection_lines;
use super::counts::{MOST_COUNTED_KINDS, kind_and_count, shown_of_all};
use super::precision_legend::precision_lines;
use super::size_legend::size_lines;
use super::{DocumentInput, Element, mark_class};
use crate::story::Kind;

/// The attribute of a button of the legend: the name of its kind in the file.
pub const KIND_ATTRIBUTE: &str = "data-kind";

/// The most kinds in the legend; where there are more, the rest is folded away.
const MOST_KINDS: usize = 8;
/// So many kinds can be hidden all at once, as the way to one of them.
const LEAST_TO_HIDE: usize = 3;

/// The kinds that occur, how well places are known, and what sizes and arrows mean. Of many kinds the most frequent come first, with their
/// numbers, which the head of the page then does not give.
pub fn legend(input: &DocumentInput) -> Element {
    let kind = |_: Kind, mark, words| entry(Element::new("span"), mark, words);
    list(input, &kind, true)
}

/// The legend as a filter: the kinds are buttons that hide them and show them again. Without marks of single incidents on
/// the map these have no meaning to be told.
pub fn filter_legend(input: &DocumentInput, has_marks: bool) -> Element {
    let kind = |kind: Kind, mark, words| {
        let is_shown = input.overview.filter.shows(kind);
        let button = button(Action::ToggleKind)
            .attribute(KIND_ATTRIBUTE, input.dataset.kind_id(kind))
            .attribute("aria-pressed", is_shown.to_string());
        entry(button, mark, words)
    };
    let list = list(input, &kind, has_marks);
    if input.overview.counts.by_kind.len() < LEAST_TO_HIDE {
        return list;
    }
    let hide = button(Action::HideKinds).text(input.locale.text("filter-hide-all"));
    list.child(Element::new("li").child(hide))
}

/// The lines of the legend; `of_kind` makes that of a kind from its mark and its words.
fn list(
    input: &DocumentInput,
    of_kind: &dyn Fn(Kind, Element, String) -> Element,
    has_marks: bool,
) -> Element {
    let counts = &input.overview.counts;
    let kinds = match counts.by_kind.len() > MOST_COUNTED_KINDS {
        true => counts.most_frequent_first(),
        false => counts.by_kind.clone(),
    };
    let mut list = Element::new("ul")
        .class("legend")
        .attribute("aria-label", input.locale.text("legend-label"));
    let mut rest = Element::new("ul");
    for (at, (kind, _)) in kinds.iter().enumerate() {
        let words = kind_and_count(input, *kind, input.overview.in_window.of_kind(*kind));
        let entry = of_kind(*kind, mark(&mark_class(input, *kind)), words);
        let line = Element::new("li").child(entry);
        match at < MOST_KINDS {
            true => list = list.child(line),
            false => rest = rest.child(line),
        }
    }
    if has_marks {
        let mut more = precision_lines(input);
        more.extend(size_lines(input));
        more.extend(connection_lines(input));
        list = list.children(more);
    }
    if !rest.children.is_empty() {
        let more = input.locale.count("legend-more", rest.children.len());
        let summary = Element::new("summary").text(more);
        let details = Element::new("details").child(summary).child(rest);
        list = list.child(Element::new("li").child(details));
    }
    list
}

fn mark(class: &str) -> Element {
    Element::new("span")
        .class(class)
        .attribute("aria-hidden", "true")
}

/// A mark and what it means, the same in size whether it is a button or not.
fn entry(element: Element, mark: Element, words: String) -> Element {
    element.class("legend-entry").child(mark).text(words)
}

/// A line of the legend: a mark and what it means.
pub(super) fn line(class: &str, words: String) -> Element {
    let entry = entry(Element::new("span"), mark(class), words);
    Element::new("li").child(entry)
}

/// Where the filter hides something, a button that shows all: small beside what is left, so that it covers little of
/// the map, and with a word of explanation where nothing is.
pub fn filter_note(input: &DocumentInput) -> Option<Element> {
    if !input.overview.hides_some() {
        return None;
    }
    let show = button(Action::ShowKinds);
    let words = input.locale.text("filter-show-all");
    if input.overview.shown.total() == 0 {
        let told = Element::new("p").text(input.locale.text("filter-none"));
        let note = Element::new("div").class("filter-note");
        return Some(note.child(told).child(show.text(words)));
    }
    let told = shown_of_all(input, "cards-shown");
    let sign = Element::new("span").attribute("aria-hidden", "true");
    Some(
        show.class("filter-note")
            .attribute("aria-label", format!("{told}. {words}"))
            .attribute("title", words)
            .text(told)
            .child(sign.text("×")),
    )
}

/// The attributions that the basemap's licences ask for on the map.
pub fn map_credits(input: &DocumentInput) -> Element {
    let credits = input.index.credits.iter();
    let links = credits.map(|credit| super::about::outward_link(&credit.url, &credit.text));
    Element::new("p").class("map-credits").children(links)
}

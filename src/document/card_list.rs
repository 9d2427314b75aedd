//! The list of cards: the first of them, how many there are, and a button for more.

use super::action::{Action, button};
use super::card::card;
use super::{DocumentInput, Element};
use crate::story::Connection;

/// Cards in the app's list at first, and how many more come at a time.
pub const CARDS_AT_ONCE: usize = 50;
/// The most cards in the static page; the story file may have many more.
pub const MOST_STATIC_CARDS: usize = 500;

/// The positions in the list, in its order: those `listed`, or all incidents; at most so many.
fn positions(input: &DocumentInput, listed: Option<&[usize]>, most: usize) -> Vec<usize> {
    match listed {
        Some(listed) => listed.iter().copied().take(most).collect(),
        None => (0..input.dataset.incidents.len().min(most)).collect(),
    }
}

/// How many cards the whole list has.
fn length(input: &DocumentInput, listed: Option<&[usize]>) -> usize {
    listed.map_or(input.dataset.incidents.len(), <[usize]>::len)
}

/// Whether the card of an incident is among the first `most` of the list.
pub fn is_listed(listed: Option<&[usize]>, most: usize, position: usize) -> bool {
    match listed {
        Some(listed) => listed.iter().take(most).any(|at| *at == position),
        None => position < most,
    }
}

/// The first `most` cards of the incidents that are `listed`, or of all, and a button for more.
pub fn card_list(input: &DocumentInput, listed: Option<&[usize]>, most: usize) -> Vec<Element> {
    let shown = positions(input, listed, most);
    let length = length(input, listed);
    let mut list = vec![cards(input, &shown)];
    if shown.len() < length {
        let number = |count: usize| input.locale.format.number(count as f64);
        let values = [number(shown.len()), number(length)];
        let [shown_text, all] = values.each_ref().map(String::as_str);
        let told = input
            .locale
            .fill("cards-shown", &[("shown", shown_text), ("all", all)]);
        let more = CARDS_AT_ONCE.min(length - shown.len());
        let more = button(Action::MoreCards).text(input.locale.count("cards-more", more));
        list.push(
            Element::new("div")
                .class("cards-more")
                .child(Element::new("p").text(told))
                .child(more),
        );
    }
    list
}

/// The first cards of a page that cannot show more, and how many more the app has.
pub(super) fn static_card_list(input: &DocumentInput) -> Vec<Element> {
    let shown = positions(input, None, MOST_STATIC_CARDS);
    let more = input.dataset.incidents.len() - shown.len();
    let mut list = vec![cards(input, &shown)];
    if more > 0 {
        let told = Element::new("p").text(input.locale.count("cards-in-app", more));
        list.push(Element::new("div").class("cards-more").child(told));
    }
    list
}

/// The card of one incident, apart from the list.
pub fn card_apart(input: &DocumentInput, position: usize) -> Element {
    cards(input, &[position])
}

/// What the list is of, when not of all incidents, and a button that lists them all.
pub fn list_heading(input: &DocumentInput, listed: &[usize]) -> Element {
    let told = input.locale.count("incidents-in-one-place", listed.len());
    Element::new("div")
        .class("cards-of-place")
        .child(Element::new("p").text(told))
        .child(button(Action::ListAll).text(input.locale.text("cards-all")))
}

/// The cards of incidents, whose positions ascend.
fn cards(input: &DocumentInput, shown: &[usize]) -> Element {
    let mut connections: Vec<Vec<&Connection>> = vec![Vec::new(); shown.len()];
    for connection in &input.dataset.story.connections {
        let (from, to) = (connection.from, connection.to);
        for end in [Some(from), Some(to).filter(|to| *to != from)]
            .into_iter()
            .flatten()
        {
            let place = shown.binary_search(&end).ok();
            if let Some(of_end) = place.and_then(|place| connections.get_mut(place)) {
                of_end.push(connection);
            }
        }
    }
    let cards = shown.iter().zip(&connections);
    let cards = cards.filter_map(|(position, connections)| card(input, *position, connections));
    Element::new("ul")
        .class("cards")
        .children(cards.map(|card| Element::new("li").child(card)))
}

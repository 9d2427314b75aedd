//! The list of cards: the first of them, how many there are, and a button for more.

use super::action::{Action, button};
use super::card::card;
use super::{DocumentInput, Element, filter_note};

/// Cards in the app's list at first, and how many more come at a time.
pub const CARDS_AT_ONCE: usize = 50;
/// The most cards in the static page; the story file may have many more.
pub const MOST_STATIC_CARDS: usize = 500;

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

/// The first `most` cards of the incidents that are `listed`, or of all, and a button for more; where the filter leaves
/// none, a button that shows all.
///
/// `length` is how many there are; the story may have an excerpt of them.
pub fn card_list(
    input: &DocumentInput,
    listed: Option<&[usize]>,
    most: usize,
    length: usize,
) -> Vec<Element> {
    let mut list = vec![cards(input, listed, most)];
    if length == 0 {
        list.extend(filter_note(input));
    }
    if most < length {
        let [shown, all] = [most, length].map(|count| input.locale.format.number(count as f64));
        let values = [("shown", shown.as_str()), ("all", all.as_str())];
        let told = input.locale.fill("cards-shown", &values);
        let more = CARDS_AT_ONCE.min(length - most);
        let more = button(Action::MoreCards).text(input.locale.count("cards-more", more));
        list.push(below(told).child(more));
    }
    list
}

/// What stands below the cards.
fn below(told: String) -> Element {
    let told = Element::new("p").text(told);
    Element::new("div").class("cards-more").child(told)
}

/// The first cards of a page that cannot show more, and how many more the app has.
pub(super) fn static_card_list(input: &DocumentInput) -> Vec<Element> {
    let mut list = vec![cards(input, None, MOST_STATIC_CARDS)];
    // The story may have an excerpt of them.
    let shown = input.dataset.incidents.len().min(MOST_STATIC_CARDS);
    let more = input.overview.counts.total().saturating_sub(shown);
    if more > 0 {
        list.push(below(input.locale.count("cards-in-app", more)));
    }
    list
}

/// The card of one incident, apart from the list.
pub fn card_apart(input: &DocumentInput, position: usize) -> Element {
    cards(input, Some(&[position]), 1)
}

/// What the list is of, when not of all incidents, and a button that lists them all.
pub fn list_heading(input: &DocumentInput, listed: &[usize]) -> Element {
    let told = input.locale.count("incidents-in-one-place", listed.len());
    Element::new("div")
        .class("cards-of-place")
        .child(Element::new("p").text(told))
        .child(button(Action::ListAll).text(input.locale.text("cards-all")))
}

fn cards(input: &DocumentInput, listed: Option<&[usize]>, most: usize) -> Element {
    let mut cards = Element::new("ul").class("cards");
    for at in 0..length(input, listed).min(most) {
        let position = listed.map_or(Some(at), |listed| listed.get(at).copied());
        if let Some(card) = position.and_then(|position| card(input, position)) {
            cards = cards.child(Element::new("li").child(card));
        }
    }
    cards
}

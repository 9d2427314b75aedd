//! The cards: the primary way through the story.

use std::cell::Cell;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use super::parts::{Timer, effect, story_content};
use super::signal::Derived;
use super::state::App;
use crate::document::{self, CARDS_AT_ONCE, Element};
use crate::platform;

/// The attribute of the link in a card's heading: the id of its incident.
const LINK_ATTRIBUTE: &str = "data-select";

/// What the list of cards is of: the positions that are listed and not filtered out, all when `None`, and how many of
/// them it shows.
type Listing = (Option<Arc<Vec<usize>>>, usize);

/// Keeps the list of cards, the same tree as in the static story, up to date.
pub fn keep_up(app: App) {
    let listing = Derived::new(move || listing(app));
    story_content(app, "cards-heading", move |input| {
        let is_of_place = app.view.get().listed.is_some();
        let listed = listing.get().0.filter(|_| is_of_place);
        let place = listed.map(|listed| document::list_heading(input, &listed));
        let heading = [document::cards_heading(input)].into_iter();
        heading.chain(place).collect()
    });
    // The card of a selected incident that is not in the list stands above it, so that the list stays as it is.
    story_content(app, "card-apart", move |input| {
        let ((listed, most), selected) = (listing.get(), app.selection.get());
        let listed = listed.as_ref().map(|listed| listed.as_slice());
        let apart = selected.filter(|selected| !document::is_listed(listed, most, *selected));
        let card = apart.map(|selected| document::card_apart(input, selected));
        marked(app, card.into_iter().collect())
    });
    story_content(app, "card-list", move |input| {
        let (listed, most) = listing.get();
        let listed = listed.as_ref().map(|listed| listed.as_slice());
        let of_many = app.many.get().and_then(|many| many.listed());
        let all = of_many.unwrap_or(input.overview.shown.total());
        let of_place = listed.filter(|_| app.view.get().listed.is_some());
        let length = of_place.map_or(all, <[usize]>::len);
        marked(app, document::card_list(input, listed, most, length))
    });
    follow(app, listing);
}

/// With marks where they say what is searched for.
fn marked(app: App, cards: Vec<Element>) -> Vec<Element> {
    match app.many.get() {
        Some(many) => many.marked(cards),
        None => cards,
    }
}

/// Marks the card of the selected incident, brings it into view, and leads the focus to new cards.
fn follow(app: App, listing: Derived<Listing>) {
    // How many cards there were, and the last incident that was brought into view.
    let done = Rc::new(Cell::new((usize::MAX, 0)));
    let timer = Timer::new();
    effect(move || {
        // New cards, once the story is loaded again or more are shown, need their mark too.
        let story = app.story.get();
        let (listed, most) = listing.get();
        let (selected, (number, _)) = (app.selection.get(), app.shown.get());
        let done = done.clone();
        // Once the cards themselves are up to date, whichever effect runs first.
        timer.start(Duration::ZERO, move || {
            let incident = |at: Option<usize>| story.as_ref()?.dataset.incident(at?);
            let selected = incident(selected);
            platform::mark_current("reports", selected.map(|incident| incident.id.as_str()));
            let (cards, last) = done.replace((most, number));
            if cards < most {
                // More cards were asked for. The first of them has the focus now: the button may be gone.
                let first = listed.map_or(Some(cards), |listed| listed.get(cards).copied());
                let id = incident(first).map_or("", |incident| incident.id.as_str());
                platform::focus_in("card-list", LINK_ATTRIBUTE, id);
            }
            if let Some(incident) = selected.filter(|_| last != number) {
                let smoothly = !platform::prefers_reduced_motion();
                platform::scroll_to(&document::card_id(incident), smoothly);
            }
        });
    });
}

fn listing(app: App) -> Listing {
    let (view, overview) = (app.view.get(), app.overview.get());
    let most = (view.more_cards + 1) * CARDS_AT_ONCE;
    let first = match &view.listed {
        None => app.many.get().and_then(|many| many.first_cards(most)),
        Some(_) => None,
    };
    if first.is_some() {
        return (first.map(Arc::new), most);
    }
    let listed = view.listed.as_ref().map(|listed| listed.as_slice());
    let listed = match overview.hides_some() {
        true => overview.shown_of(listed).map(Arc::new),
        false => view.listed,
    };
    (listed, most)
}

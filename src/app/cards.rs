//! The cards: the primary way through the story.

use std::cell::Cell;
use std::sync::Arc;

use super::parts::{effect, story_content};
use super::signal::Derived;
use super::state::App;
use crate::document::{self, CARDS_AT_ONCE};
use crate::platform;

/// The attribute of the link in a card's heading: the id of its incident.
const LINK_ATTRIBUTE: &str = "data-select";

/// What the list of cards is of: the positions that are listed, all when `None`, and how many of them it shows.
type Listing = (Option<Arc<Vec<usize>>>, usize);

/// Keeps the list of cards, the same tree as in the static story, and the sources below it up to date.
pub fn keep_up(app: App) {
    let listing = Derived::new(move || listing(app));
    story_content(app, "cards-heading", move |input| {
        let (listed, _) = listing.get();
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
        card.into_iter().collect()
    });
    story_content(app, "card-list", move |input| {
        let (listed, most) = listing.get();
        document::card_list(input, listed.as_ref().map(|listed| listed.as_slice()), most)
    });
    // In a frame a file of the reader's own could be taken for the article's.
    let offers_files = !platform::is_embedded();
    story_content(app, "page-foot", move |input| {
        let own_file = offers_files.then(|| document::own_file(input));
        [document::about(input)]
            .into_iter()
            .chain(own_file)
            .collect()
    });
    let shown_before = Cell::new(usize::MAX);
    effect(move || {
        // New cards, once the story is loaded again or more are shown, need their mark too.
        let story = app.story.get();
        let (listed, most) = listing.get();
        let selected = app.selection.get();
        let incident = story
            .as_ref()
            .and_then(|story| story.dataset.incident(selected?));
        let id = incident.map(|incident| incident.id.as_str());
        platform::mark_current("reports", id);
        let before = shown_before.replace(most);
        if before < most {
            // More cards were asked for. The first of them has the focus now: the button may be gone.
            let first = listed.map_or(Some(before), |listed| listed.get(before).copied());
            let first = story
                .as_ref()
                .and_then(|story| story.dataset.incident(first?));
            let id = first.map_or("", |incident| incident.id.as_str());
            platform::focus_in("card-list", LINK_ATTRIBUTE, id);
        }
    });
    effect(move || {
        let (_, shown) = app.shown.get();
        let Some(story) = app.story.get_untracked() else {
            return;
        };
        if let Some(incident) = shown.and_then(|position| story.dataset.incident(position)) {
            let smoothly = !platform::prefers_reduced_motion();
            platform::scroll_to(&document::card_id(incident), smoothly);
        }
    });
}

fn listing(app: App) -> Listing {
    let view = app.view.get();
    (view.listed, (view.more_cards + 1) * CARDS_AT_ONCE)
}

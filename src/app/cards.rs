//! The cards: the primary way through the story.

use super::parts::{effect, story_content};
use super::state::App;
use crate::document;
use crate::platform;

/// Keeps the list of cards, the same tree as in the static story, and the sources below it up to date.
pub fn keep_up(app: App) {
    story_content(app, "cards-heading", |input| {
        vec![document::cards_heading(input)]
    });
    story_content(app, "card-list", |input| vec![document::cards(input)]);
    // In a frame a file of the reader's own could be taken for the article's.
    let offers_files = !platform::is_embedded();
    story_content(app, "page-foot", move |input| {
        let own_file = offers_files.then(|| document::own_file(input));
        [document::about(input)]
            .into_iter()
            .chain(own_file)
            .collect()
    });
    effect(move || {
        // New cards, once the story is loaded again, need their mark too.
        let story = app.story.get();
        let selected = app.selection.get();
        let incident = story
            .as_ref()
            .and_then(|story| story.dataset.incident(selected?));
        let id = incident.map(|incident| incident.id.as_str());
        platform::mark_current("card-list", id);
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

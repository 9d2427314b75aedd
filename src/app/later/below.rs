//! What stands below the picture or after the cards: which records could not be shown, and what the story rests on.

use leptos::prelude::*;

use super::words::LATER;
use crate::app::parts::{content, keep, story_content};
use crate::app::signal::Slot;
use crate::app::state::App;
use crate::document::{self, PANE_ATTRIBUTE, PANES};
use crate::platform;

/// Keeps the list of issues and the foot of the page up to date.
pub fn keep_up(app: App) {
    content("issue-list", move || {
        let story = app.story.get()?;
        let list = app.with_document(|input| document::issues(input, &story.issues));
        list.filter(|_| !story.issues.is_empty())
            .map(|list| vec![list])
    });
    // In a frame a file of the reader's own could be taken for the article's.
    let offers_files = !platform::is_embedded();
    let pane = Slot::new(0_usize);
    story_content(app, "page-foot", move |input| {
        let has_words = LATER.are_known(input.locale);
        let own_file = (offers_files && has_words).then(|| document::own_file(input));
        // Where the page fills a frame, reports are opened below the map.
        let has_panes = has_words && !platform::fills_frame();
        let panes = has_panes.then(|| document::panes(input, chosen_pane(pane)));
        let parts = [Some(document::about(input)), own_file, panes];
        parts.into_iter().flatten().collect()
    });
    let click = platform::on_event("page-foot", "click", move |event| {
        let clicked = platform::closest_attribute(&event, PANE_ATTRIBUTE);
        let at = PANES
            .iter()
            .position(|known| Some(*known) == clicked.as_deref());
        let Some(at) = at else { return };
        // What fills the window already does so no more.
        pane.update(|pane| *pane = if *pane == at + 1 { 0 } else { at + 1 });
        let chosen = untrack(|| chosen_pane(pane));
        platform::set_attribute("page", PANE_ATTRIBUTE, chosen.unwrap_or_default());
        platform::scroll_to(
            if chosen == Some("map") {
                "map-help"
            } else {
                "cards"
            },
            false,
        );
    });
    keep().set_value(click.into_iter().collect());
}

/// What fills the window; tracked.
fn chosen_pane(pane: Slot<usize>) -> Option<&'static str> {
    PANES.get(pane.get().checked_sub(1)?).copied()
}

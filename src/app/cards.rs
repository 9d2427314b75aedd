//! The cards: the primary way through the story.

use leptos::html::Div;
use leptos::prelude::*;

use super::parts::{effect, story_content};
use super::state::App;
use crate::document;
use crate::platform;

/// The list of cards, the same tree as in the static story, and the sources below it.
#[component]
pub fn Cards(app: App) -> impl IntoView {
    let heading = NodeRef::<Div>::new();
    let list = NodeRef::<Div>::new();
    story_content(app, heading, |input| vec![document::cards_heading(input)]);
    story_content(app, list, |input| vec![document::cards(input)]);
    effect(move || {
        let Some(list) = list.get() else { return };
        // New cards, once the story is loaded again, need their mark too.
        let story = app.story.get();
        let selected = app.selection.get();
        let incident = story
            .as_ref()
            .and_then(|story| story.dataset.incident(selected?));
        platform::mark_current(&list, incident.map(|incident| incident.id.as_str()));
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
    view! {
        <section class="reports" id="cards" tabindex="-1" aria-labelledby="cards-title">
            <div node_ref=heading></div>
            <div node_ref=list></div>
        </section>
    }
}

/// The sources, disclaimers and licences.
#[component]
pub fn About(app: App) -> impl IntoView {
    let part = NodeRef::<Div>::new();
    story_content(app, part, |input| vec![document::about(input)]);
    view! { <div class="page-foot" node_ref=part></div> }
}

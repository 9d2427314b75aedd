//! The cards: the primary way through the story.

use leptos::prelude::*;

use super::parts::effect;
use super::state::App;
use crate::document;
use crate::platform;
use crate::view::Intent;

/// The list of cards, the same tree as in the static story, and the sources below it.
#[component]
pub fn Cards(app: App) -> impl IntoView {
    let list = NodeRef::<leptos::html::Div>::new();
    effect(move || {
        let Some(element) = list.get() else { return };
        if let Some(cards) = app.with_document(document::cards) {
            platform::fill(&element, &[cards]);
        }
    });
    effect(move || {
        let Some(element) = list.get() else { return };
        // New cards after a change of language need their mark again.
        app.locale.track();
        let selected = app.selection.get();
        let id = selected_id(app, selected);
        platform::mark_current(&element, id.as_deref());
    });
    effect(move || {
        let (_, shown) = app.shown.get();
        if let Some(id) = selected_card(app, shown) {
            platform::scroll_to(&id, !platform::prefers_reduced_motion());
        }
    });
    view! {
        <section class="reports" id="cards" tabindex="-1" aria-labelledby="cards-title">
            <h2 id="cards-title">{app.label("cards-label")}</h2>
            <div node_ref=list on:click=move |event| follow_link(app, &event)></div>
        </section>
    }
}

/// The sources, disclaimers and licences.
#[component]
pub fn About(app: App) -> impl IntoView {
    let element = NodeRef::<leptos::html::Div>::new();
    effect(move || {
        let Some(element) = element.get() else { return };
        if let Some(about) = app.with_document(document::about) {
            platform::fill(&element, &[about]);
        }
    });
    view! { <div class="page-foot" node_ref=element></div> }
}

/// A link inside a card that names an incident selects it; every other link is the browser's.
fn follow_link(app: App, event: &leptos::ev::MouseEvent) {
    let with_key = event.ctrl_key() || event.meta_key() || event.shift_key();
    let Some(id) = platform::closest_attribute(event, "data-select").filter(|_| !with_key) else {
        return;
    };
    let position = app
        .story
        .with_untracked(|story| story.as_ref()?.dataset.position_of(&id));
    if position.is_some() {
        event.prevent_default();
        app.dispatch(Intent::Select(position));
    }
}

fn selected_id(app: App, position: Option<usize>) -> Option<String> {
    let story = app.story.get()?;
    Some(story.dataset.incident(position?)?.id.clone())
}

fn selected_card(app: App, position: Option<usize>) -> Option<String> {
    let story = app.story.get_untracked()?;
    Some(document::card_id(story.dataset.incident(position?)?))
}

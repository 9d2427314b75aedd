//! What the controls and links of documents do: one listener for the whole page.

use leptos::prelude::*;

use super::boot;
use super::flight::fly;
use super::map::{ZOOM_STEP, open_group, show_selected};
use super::parts::keep;
use super::state::{App, Touch};
use crate::document::{ACTION_ATTRIBUTE, Action, KIND_ATTRIBUTE, TARGET_ATTRIBUTE};
use crate::platform::{self, Event};
use crate::view::{Intent, MapMove};

/// Listens to clicks and choices in the page, for as long as it lives.
pub fn listen(app: App) {
    let Some(root) = platform::app_root() else {
        return;
    };
    let clicks = platform::listen(&root, "click", true, move |event| click(app, &event));
    let choices = platform::listen(&root, "change", false, move |event| {
        if action_of(&event) == Some(Action::ChooseLanguage)
            && let Some(tag) = platform::chosen_value(&event)
        {
            app.dispatch(Intent::SetLanguage(tag));
        }
    });
    keep().set_value(vec![clicks, choices]);
}

fn action_of(event: &Event) -> Option<Action> {
    Action::from_word(&platform::closest_attribute(event, ACTION_ATTRIBUTE)?)
}

fn click(app: App, event: &Event) {
    let action = action_of(event);
    if let Some(position) = platform::closest_attribute(event, TARGET_ATTRIBUTE) {
        match (action, position.parse().ok()) {
            (Some(Action::OpenGroup), Some(first)) => open_group(app, first),
            (_, position) => {
                app.dispatch(Intent::Select(position));
                // The card says what the note does: Escape is to close the card then.
                app.touched.set(Touch::Moved);
            }
        }
        return;
    }
    let zoom = |factor| fly(app, MapMove::Zoom { at: None, factor });
    match action {
        Some(Action::Retry) => boot::retry(app),
        Some(Action::SwitchTheme) => {
            app.dispatch(Intent::SetTheme(app.theme.get_untracked().other()));
        }
        Some(Action::ZoomIn) => zoom(ZOOM_STEP),
        Some(Action::ZoomOut) => zoom(1.0 / ZOOM_STEP),
        Some(Action::ShowSelected) => show_selected(app),
        Some(Action::FullScreen) => platform::toggle_full_screen("map"),
        Some(Action::ShowAll) => fly(app, MapMove::Home),
        Some(Action::MoreCards) => app.dispatch(Intent::MoreCards),
        Some(Action::ListAll) => {
            app.dispatch(Intent::ListAll);
            // The button goes; the reader stays at the reports.
            platform::focus_in("page-text", "id", "cards");
        }
        Some(Action::ToggleKind) => toggle_kind(app, event),
        Some(Action::HideKinds) => app.dispatch(Intent::HideAllKinds),
        Some(Action::ShowKinds) => show_kinds(app, event),
        // The others are for `public/reader/open.js`, or are no clicks.
        Some(_) => {}
        None => follow_link(app, event),
    }
}

/// Hides a kind or shows it again; with a key held, shows no other.
fn toggle_kind(app: App, event: &Event) {
    let id = platform::closest_attribute(event, KIND_ATTRIBUTE);
    let story = app.story.get_untracked();
    let kind = id
        .zip(story)
        .and_then(|(id, story)| story.dataset.kind_with_id(&id));
    if let Some(kind) = kind {
        app.dispatch(match platform::has_modifier_key(event) {
            true => Intent::OnlyKind(kind),
            false => Intent::ToggleKind(kind),
        });
    }
}

/// Shows all kinds. The button goes; the reader stays where it was: at the reports, or at the legend below the map.
fn show_kinds(app: App, event: &Event) {
    let is_in_reports = platform::closest_attribute(event, "id").as_deref() == Some("cards");
    app.dispatch(Intent::ShowAll);
    match is_in_reports {
        true => platform::focus_in("page-text", "id", "cards"),
        false => platform::focus_in("map-foot", ACTION_ATTRIBUTE, "toggle-kind"),
    }
}

/// A link that names an incident selects it; every other link is the browser's.
fn follow_link(app: App, event: &Event) {
    let Some(id) = platform::closest_attribute(event, "data-select") else {
        return;
    };
    let story = app.story.get_untracked();
    let position = story.and_then(|story| story.dataset.position_of(&id));
    if position.is_some() && !platform::has_modifier_key(event) {
        event.prevent_default();
        app.dispatch(Intent::Select(position));
    }
}

//! Sharing: the address that opens the same view is copied, or shown to be copied by hand.

use std::time::Duration;

use leptos::prelude::*;

use crate::app::boot::spawn;
use crate::app::parts::{Timer, keep};
use crate::app::state::App;
use crate::document::{self, ACTION_ATTRIBUTE, Action, SHARED};
use crate::platform;

/// The part of the page that says what was shared.
const PART: &str = "page-share";
/// So long it is said that the address was copied.
const TOLD: Duration = Duration::from_secs(4);

/// Listens to the button, and to the page around this one, which may say where it is.
pub fn keep_up(app: App) {
    let told = Timer::new();
    let share = platform::on_event("page-tools", "click", move |event| {
        let action = platform::closest_attribute(&event, ACTION_ATTRIBUTE);
        if action.and_then(|word| Action::from_word(&word)) != Some(Action::Share) {
            return;
        }
        let address = platform::shared_address();
        spawn(async move {
            let is_copied = platform::copy_text(&address).await;
            let words = app.with_document(|input| document::shared(input, &address, is_copied));
            platform::fill(PART, words.unwrap_or_default());
            if is_copied {
                told.start(TOLD, || {
                    platform::fill(PART, Vec::new());
                });
            } else {
                told.stop();
                platform::select_control(PART, SHARED);
            }
        });
    });
    let close = platform::on_key(PART, move |key| {
        let is_closed = key == "Escape";
        if is_closed {
            platform::fill(PART, Vec::new());
            platform::focus_in("page-tools", ACTION_ATTRIBUTE, "share");
        }
        is_closed
    });
    let listens = [share, close, platform::listen_to_host()];
    keep().set_value(listens.into_iter().flatten().collect());
}

//! Buttons above a painted picture: one for each incident in it, with one stop for Tab and arrows between them.

use leptos::prelude::*;

use super::parts::{effect, keep};
use super::signal::{Derived, Slot};
use super::state::{App, Drawn};
use crate::document::{self, PictureTarget, TARGET_ATTRIBUTE};
use crate::platform::{self, Event};
use crate::scene::{Target, neighbour};

/// Keeps a button for each target of a picture in the part of the page with the class `part`; `label` is the key of
/// the message that names the group. A click on one is carried out by `super::actions`.
pub fn keep_up(
    app: App,
    part: &'static str,
    drawn: Derived<Drawn>,
    label: &'static str,
    note: Option<&'static str>,
) {
    let focused = Slot::new(None::<usize>);
    let marks = Derived::new(move || {
        let drawn = drawn.get();
        let targets = drawn.as_ref().map_or(&[][..], |drawn| &drawn.targets);
        let marks = targets.iter();
        marks
            .map(|target| (target.incident, target.group))
            .collect::<Vec<PictureTarget>>()
    });
    let stop = Derived::new(move || {
        let marks = marks.get();
        let has = |at: Option<usize>| at.filter(|at| marks.iter().any(|(mark, _)| mark == at));
        has(focused.get())
            .or(has(app.selection.get()))
            .or(marks.first().map(|(mark, _)| *mark))
    });
    let targets = Derived::new(move || drawn.get().map(|drawn| drawn.targets.clone()));
    let place_buttons = move |targets: Option<Vec<Target>>| {
        platform::place_buttons(part, &targets.unwrap_or_default());
    };
    effect(move || {
        let buttons = app.with_document(|input| {
            // The selection first: an effect that meets it only within the marks is not told that it has changed.
            let (selected, marks) = (app.selection.get(), marks.get());
            let many = app.many.get_untracked();
            let name = |target| many.as_ref()?.name(input, target);
            document::targets(input, &marks, selected, stop.get(), label, note, &name)
        });
        let has_focus = platform::has_focus(part);
        if !platform::fill(part, buttons.flatten().into_iter().collect()) {
            return;
        }
        // New buttons need their places.
        place_buttons(targets.get_untracked());
        // The focus stays with the mark, whichever button it has now.
        // Where no mark is left, it goes to the picture around them.
        match stop.get_untracked() {
            _ if !has_focus => {}
            Some(at) => platform::focus_in(part, TARGET_ATTRIBUTE, &at.to_string()),
            None => platform::focus_in("page-picture", "tabindex", "0"),
        }
    });
    effect(move || place_buttons(targets.get()));
    let press_key = move |key: &str| {
        let (Some(from), Some(drawn)) = (stop.get_untracked(), drawn.get_untracked()) else {
            return false;
        };
        let next = neighbour(&drawn.targets, from, key);
        if let Some(next) = next {
            focused.set(Some(next));
            platform::focus_in(part, TARGET_ATTRIBUTE, &next.to_string());
        }
        // An arrow belongs to the marks while one has the focus, even where there is none further on.
        next.is_some() || key.starts_with("Arrow")
    };
    let focus = move |event: Event| {
        let position = platform::closest_attribute(&event, TARGET_ATTRIBUTE);
        focused.set(position.and_then(|position| position.parse().ok()));
    };
    let listening = keep();
    effect(move || {
        let keys = platform::on_key(part, press_key);
        let focuses = platform::on_event(part, "focusin", focus);
        listening.set_value(keys.into_iter().chain(focuses).collect());
    });
}

//! Buttons above a painted picture: one for each incident in it, with one stop for Tab and arrows between them.

use leptos::prelude::*;

use super::parts::{effect, keep};
use super::signal::{Derived, Slot};
use super::state::{App, Drawn};
use crate::document::{self, PictureTarget, TARGET_ATTRIBUTE};
use crate::platform::{self, Event};
use crate::scene::Target;

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
    let place_buttons = move |drawn: Drawn| {
        if let Some(drawn) = drawn {
            platform::place_buttons(part, &drawn.targets);
        }
    };
    effect(move || {
        let buttons = app.with_document(|input| {
            let (marks, selected) = (marks.get(), app.selection.get());
            document::targets(input, &marks, selected, stop.get(), label, note)
        });
        let has_focus = platform::has_focus(part);
        platform::fill(part, buttons.flatten().into_iter().collect());
        // New buttons need their places.
        place_buttons(drawn.get_untracked());
        // The focus stays with the mark, whichever button it has now.
        if let Some(at) = stop.get_untracked().filter(|_| has_focus) {
            platform::focus_in(part, TARGET_ATTRIBUTE, &at.to_string());
        }
    });
    effect(move || place_buttons(drawn.get()));
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

/// The nearest target in the direction of an arrow key, or the first or last by Home and End.
fn neighbour(targets: &[Target], from: usize, key: &str) -> Option<usize> {
    let at = targets
        .iter()
        .find(|target| target.incident == from)?
        .rect
        .center();
    let (dx, dy) = match key {
        "ArrowRight" => (1.0, 0.0),
        "ArrowLeft" => (-1.0, 0.0),
        "ArrowDown" => (0.0, 1.0),
        "ArrowUp" => (0.0, -1.0),
        "Home" => return targets.first().map(|target| target.incident),
        "End" => return targets.last().map(|target| target.incident),
        _ => return None,
    };
    let cost = |target: &Target| {
        let to = target.rect.center();
        let (x, y) = (to.x_px - at.x_px, to.y_px - at.y_px);
        let along = x * dx + y * dy;
        let across = (x * dy - y * dx).abs();
        (along > 1.0).then_some(along + 2.0 * across)
    };
    let others = targets.iter().filter(|target| target.incident != from);
    let best = others.filter_map(|target| Some((cost(target)?, target.incident)));
    best.min_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, incident)| incident)
}

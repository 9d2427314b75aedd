//! Buttons above a painted picture: one for each incident in it, with one stop for Tab and arrows between them.

use leptos::ev::{FocusEvent, KeyboardEvent};
use leptos::html::Div;
use leptos::prelude::*;

use super::parts::effect;
use super::signal::{Derived, Slot};
use super::state::{App, Drawn};
use crate::document::{self, TARGET_ATTRIBUTE};
use crate::platform;
use crate::scene::Target;

/// A button for each target, named after its incident. A click on one is carried out by `super::actions`.
#[component]
pub fn Overlay(
    /// The page.
    app: App,
    /// The picture, and where the incidents are in it.
    drawn: Derived<Drawn>,
    /// The key of the message that names the group.
    label: &'static str,
) -> impl IntoView {
    let group = NodeRef::<Div>::new();
    let focused = Slot::new(None::<usize>);
    let incidents = Derived::new(move || {
        let drawn = drawn.get();
        let targets = drawn.as_ref().map_or(&[][..], |drawn| &drawn.1);
        targets
            .iter()
            .map(|target| target.incident)
            .collect::<Vec<_>>()
    });
    let stop = Derived::new(move || {
        let incidents = incidents.get();
        let has = |at: Option<usize>| at.filter(|at| incidents.contains(at));
        has(focused.get())
            .or(has(app.selection.get()))
            .or(incidents.first().copied())
    });
    effect(move || {
        let Some(group) = group.get() else { return };
        let buttons = app.with_document(|input| {
            let (incidents, selected) = (incidents.get(), app.selection.get());
            document::targets(input, &incidents, selected, stop.get(), label)
        });
        platform::fill(&group, buttons.into_iter().collect());
        // New buttons need their places.
        if let Some(drawn) = drawn.get_untracked() {
            platform::place_buttons(&group, &drawn.1);
        }
    });
    effect(move || {
        if let (Some(group), Some(drawn)) = (group.get(), drawn.get()) {
            platform::place_buttons(&group, &drawn.1);
        }
    });
    let press_key: Box<dyn FnMut(KeyboardEvent)> = Box::new(move |event| {
        let (Some(from), Some(drawn)) = (stop.get_untracked(), drawn.get_untracked()) else {
            return;
        };
        let next = neighbour(&drawn.1, from, &event.key());
        // An arrow belongs to the marks while one has the focus, even where there is none further on.
        if next.is_some() || event.key().starts_with("Arrow") {
            event.prevent_default();
            event.stop_propagation();
        }
        if let (Some(next), Some(group)) = (next, group.get_untracked()) {
            focused.set(Some(next));
            platform::focus_in(&group, TARGET_ATTRIBUTE, &next.to_string());
        }
    });
    let focus: Box<dyn FnMut(FocusEvent)> = Box::new(move |event| {
        let position = platform::closest_attribute(&event, TARGET_ATTRIBUTE);
        focused.set(position.and_then(|position| position.parse().ok()));
    });
    view! { <div class="overlay" node_ref=group on:keydown=press_key on:focusin=focus></div> }
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

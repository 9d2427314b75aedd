//! What the map shows, in words, for those who do not see it; and the focus on its marks, which stays in view.
//!
//! The words stand in the description of the map and follow every movement once it has settled. They are also said,
//! but only after a movement that was asked for by a key or a button: a drag would be told step by step.

use std::time::Duration;

use leptos::prelude::*;

use super::words::LATER;
use crate::app::flight::fly;
use crate::app::parts::{Timer, effect, keep};
use crate::app::signal::Derived;
use crate::app::state::{App, Drawn};
use crate::document::{self, DocumentInput, TARGET_ATTRIBUTE};
use crate::platform;
use crate::view::MapMove;

/// So long nothing has moved when the words are changed: longer than a flight, and than the time between two presses.
const SETTLED: Duration = Duration::from_millis(600);
/// Space kept around a mark that has the focus.
const FOCUS_PX: f64 = 8.0;

/// Keeps the description of the map up to date.
pub fn keep_up(app: App, drawn: Derived<Drawn>) {
    let timer = Timer::new();
    effect(move || {
        let drawn = drawn.get();
        if !LATER.are_known(&app.locale.get()) {
            return;
        }
        let help = app.with_document(document::map_help).unwrap_or_default();
        timer.start(SETTLED, move || {
            let view = untrack(|| app.with_document(|input| view_words(app, input, &drawn)));
            let view = view.unwrap_or_default();
            platform::set_words("map-help", &format!("{view} {help}"));
            let is_asked = app.is_view_asked.get_untracked();
            app.is_view_asked.set(false);
            platform::set_words("map-said", if is_asked { &view } else { "" });
        });
    });
    keep_focus_in_view(app, drawn);
}

fn view_words(app: App, input: &DocumentInput, drawn: &Drawn) -> String {
    let targets = drawn.as_ref().map_or(&[][..], |drawn| &drawn.targets);
    let count = |group: &Option<crate::scene::TargetGroup>| group.map_or(1, |group| group.count);
    let viewport = app.viewport.get_untracked();
    let many = app.many.get_untracked();
    let counted = many
        .zip(viewport)
        .and_then(|(many, view)| many.in_view(&view));
    let in_view =
        counted.unwrap_or_else(|| targets.iter().map(|target| count(&target.group)).sum());
    let single = targets.iter().filter(|target| target.group.is_none());
    let named: Vec<usize> = single.map(|target| target.incident).collect();
    let width_km = viewport.map_or(0.0, |view| view.plane_bounds().width_km());
    document::view_text(input, in_view, &named, width_km)
}

/// A mark that gets the focus by a key is brought into view, if only a part of it is there.
fn keep_focus_in_view(app: App, drawn: Derived<Drawn>) {
    let listening = keep();
    effect(move || {
        let focus = platform::on_event("map-targets", "focusin", move |event| {
            let at = platform::closest_attribute(&event, TARGET_ATTRIBUTE);
            let at: Option<usize> = at.and_then(|at| at.parse().ok());
            let drawn = drawn
                .get_untracked()
                .filter(|_| platform::is_focus_visible(&event));
            let target = drawn.and_then(|drawn| {
                let mut targets = drawn.targets.iter();
                targets.find(|target| Some(target.incident) == at).cloned()
            });
            if let Some(target) = target {
                fly(app, MapMove::Reveal(target.rect.inflated(FOCUS_PX)));
            }
        });
        listening.set_value(focus.into_iter().collect());
    });
}

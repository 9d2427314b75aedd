//! What the marks mean.

use leptos::prelude::*;

use super::parts::block;
use super::state::App;
use crate::document::{kind_name, mark_class};
use crate::query::Counts;

/// The kinds that occur, areas, and what an arrow means.
#[component]
pub fn Legend(app: App) -> impl IntoView {
    block(move || {
        let lines: Vec<AnyView> = lines(app)
            .into_iter()
            .map(|(class, words)| {
                view! { <li><span class=class aria-hidden="true"></span>{words}</li> }.into_any()
            })
            .collect();
        view! { <ul class="legend" aria-label=app.text("legend-label")>{lines}</ul> }.into_any()
    })
}

/// The class of each mark that occurs, and its meaning.
fn lines(app: App) -> Vec<(String, String)> {
    let lines = app.with_document(|input| {
        let counts = Counts::of(input.dataset, |_| true);
        let kinds = counts.by_kind.iter();
        let mut lines: Vec<(String, String)> = kinds
            .map(|(kind, _)| (mark_class(*kind), kind_name(input, *kind)))
            .collect();
        let mut incidents = input.dataset.incidents.iter();
        if incidents.any(|incident| incident.place.precision.is_area()) {
            lines.push(("mark mark-area".into(), input.locale.text("legend-area")));
        }
        let story = &input.dataset.story;
        if !story.connections.is_empty() {
            let words = match story.connection_meaning.is_empty() {
                true => input.locale.text("legend-connection"),
                false => input.locale.pick(&story.connection_meaning).to_owned(),
            };
            lines.push(("mark mark-arrow".into(), words));
        }
        lines
    });
    lines.unwrap_or_default()
}

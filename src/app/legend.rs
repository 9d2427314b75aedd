//! What the marks mean.

use leptos::prelude::*;

use super::state::App;
use crate::document::{kind_name, mark_class};
use crate::query::Counts;

/// The kinds that occur, areas, and what an arrow means.
#[component]
pub fn Legend(app: App) -> impl IntoView {
    let kinds = move || {
        app.with_document(|input| {
            let counts = Counts::of(input.dataset, |_| true);
            counts
                .by_kind
                .into_iter()
                .map(|(kind, _)| {
                    let name = kind_name(input, kind);
                    view! { <li><span class=mark_class(kind) aria-hidden="true"></span>{name}</li> }
                })
                .collect_view()
        })
    };
    let area = move || {
        let story = app.story.get()?;
        let has_area = story
            .dataset
            .incidents
            .iter()
            .any(|incident| incident.place.precision.is_area());
        has_area.then(|| {
            view! {
                <li><span class="mark mark-area" aria-hidden="true"></span>{app.text("legend-area")}</li>
            }
        })
    };
    let arrow = move || {
        let story = app.story.get()?;
        let meaning = app.locale.with(|locale| {
            locale
                .pick(&story.dataset.story.connection_meaning)
                .to_owned()
        });
        let words = if meaning.is_empty() {
            app.text("legend-connection")
        } else {
            meaning
        };
        (!story.dataset.story.connections.is_empty()).then(|| {
            view! {
                <li class="legend-arrow">
                    <span class="mark mark-arrow" aria-hidden="true"></span>{words}
                </li>
            }
        })
    };
    view! {
        <ul class="legend" aria-label=move || app.text("legend-label")>{kinds}{area}{arrow}</ul>
    }
}

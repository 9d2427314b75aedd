//! The page: head, map, timeline, cards, sources.

use leptos::prelude::*;

use super::cards::{About, Cards};
use super::header::Header;
use super::map::MapSection;
use super::parts::words;
use super::problem::Notices;
use super::state::App;
use super::timeline::Timeline;

/// The whole page, with the classes of the static one, so that one takes the other's place without a jump.
#[component]
pub fn Page(app: App) -> impl IntoView {
    let announced = words(move || selected_text(app).unwrap_or_default());
    view! {
        <main class="page">
            <Header app/>
            <div class="page-picture">
                <MapSection app/>
                <Timeline app/>
            </div>
            <div class="page-text">
                <Notices app/>
                <Cards app/>
                <About app/>
            </div>
            <p class="visually-hidden" role="status">{announced}</p>
        </main>
    }
}

fn selected_text(app: App) -> Option<String> {
    let story = app.story.get()?;
    let incident = story.dataset.incident(app.selection.get()?)?;
    let locale = app.locale.get();
    let title = locale.pick(&incident.title);
    Some(locale.fill("selected", &[("title", title)]))
}

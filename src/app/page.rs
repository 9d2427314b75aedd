//! The frame of the page: what is the same in every story and language, empty. The other modules fill it.

use std::cell::Cell;

use leptos::prelude::*;

use super::parts::{attribute_words, effect};
use super::state::App;
use super::{cards, header, map, problem};
use crate::platform;

/// The whole page, with the classes of the static one, so that one takes the other's place without a jump.
///
/// Without anything that changes in it, Leptos compiles it to a text, which is a fraction of what elements with
/// signals, references and listeners in them are. The parts that change are found by their classes.
#[component]
fn Page() -> impl IntoView {
    view! {
        <div class="file-banner"></div>
        <div class="file-found"></div>
        <div class="file-status" role="status"></div>
        <main class="page">
            <div class="page-head">
                <div class="page-tools"></div>
                <div class="page-share"></div>
                <div class="page-title"></div>
                <div class="missing-parts"></div>
            </div>
            <div class="page-picture">
                <section class="map">
                    <p class="visually-hidden map-help" id="map-help"></p>
                    <p class="visually-hidden map-said" aria-live="polite"></p>
                    <div class="map-stage" role="group" tabindex="0" aria-describedby="map-help">
                        <canvas class="map-ground" aria-hidden="true"></canvas>
                        <canvas class="map-marks" aria-hidden="true"></canvas>
                        <div class="overlay map-targets"></div>
                        <div class="map-buttons"></div>
                        <div class="map-hints"></div>
                        <div class="map-strip"></div>
                        <div class="map-band" aria-hidden="true" hidden></div>
                        <div class="map-note" id="map-note" role="tooltip" hidden></div>
                    </div>
                    <div class="map-foot"></div>
                </section>
                <section class="timeline" tabindex="0" aria-labelledby="timeline-title">
                    <div class="timeline-heading"></div>
                    <div class="timeline-stage">
                        <canvas class="timeline-picture" aria-hidden="true"></canvas>
                        <div class="overlay timeline-targets"></div>
                    </div>
                    <div class="timeline-window"></div>
                </section>
            </div>
            <div class="page-text">
                <div class="reports-bar"></div>
                <div class="issue-list"></div>
                <section class="reports" id="cards" tabindex="-1" aria-labelledby="cards-title">
                    <div class="cards-heading"></div>
                    <div class="finding"></div>
                    <div class="card-apart"></div>
                    <div class="card-list"></div>
                </section>
                <div class="page-foot"></div>
            </div>
            <p class="visually-hidden announcement" role="status"></p>
            <p class="visually-hidden filter-words" role="status"></p>
        </main>
    }
}

/// Puts the page below the place for problems, once there is a story to show, and keeps it up to date.
pub fn show(app: App) {
    let Some(root) = platform::app_root() else {
        return;
    };
    // Once per page: the app lives as long as the page does.
    mount_to(root, move || {
        header::keep_up(app);
        let marks = map::keep_up(app);
        problem::keep_notices_up(app);
        cards::keep_up(app);
        super::set_running(app, marks);
        effect(move || {
            platform::set_words("announcement", &selected_text(app).unwrap_or_default());
        });
        // Nothing is said of a filter before there has been one; then also that all are shown again.
        let was_said = Cell::new(false);
        effect(move || {
            let words = app.with_document(|input| {
                let is_news = was_said.get() || input.overview.hides_some();
                was_said.set(is_news);
                is_news.then(|| crate::document::filter_text(input))
            });
            platform::set_words("filter-words", &words.flatten().unwrap_or_default());
        });
        attribute_words(app, "map", "aria-label", crate::document::map_label);
        view! { <Page/> }
    })
    .forget();
}

fn selected_text(app: App) -> Option<String> {
    let story = app.story.get()?;
    let incident = story.dataset.incident(app.selection.get()?)?;
    let locale = app.locale.get();
    let title = locale.pick(&incident.title);
    Some(locale.fill("selected", &[("title", title)]))
}

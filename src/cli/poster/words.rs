//! What a poster says beside its map.

use std::fmt::Write;

use crate::document::{DocumentInput, counts_text};
use crate::story::Article;

/// The most sources that are named.
const MOST_SOURCES: usize = 6;
/// The most incidents without a place that are named.
const MOST_UNPLACED: usize = 4;
/// The most incidents in the description.
const MOST_TOLD: usize = 20;

/// "3 operations · reported in 2 regions. A place: what happened there. …"
pub(super) fn description(document: &DocumentInput) -> String {
    let locale = document.locale;
    let incidents = &document.dataset.incidents;
    let mut text = format!("{}.", counts_text(document));
    for incident in incidents.iter().take(MOST_TOLD) {
        let place = locale.pick(&incident.place.name);
        let title = locale.pick(&incident.title);
        let _ = match (place.is_empty(), title.is_empty()) {
            (true, true) => Ok(()),
            (false, false) => write!(text, " {place}: {title}."),
            _ => write!(text, " {place}{title}."),
        };
    }
    match incidents.len().saturating_sub(MOST_TOLD) {
        0 => text,
        more => format!("{text} {}", locale.count("more", more)),
    }
}

/// "2 without a place on the map: what happened; what else happened"
pub(super) fn unplaced(document: &DocumentInput) -> String {
    let (dataset, locale) = (document.dataset, document.locale);
    let unplaced = dataset.unplaced(document.index, &|_| true);
    let count = unplaced.len();
    if count == 0 {
        return String::new();
    }
    let named = unplaced.iter().take(MOST_UNPLACED);
    let titles = named.filter_map(|at| Some(locale.pick(&dataset.incident(*at)?.title)));
    let mut text = locale.count("unplaced", count);
    text.push_str(": ");
    text.push_str(&titles.collect::<Vec<_>>().join("; "));
    match count.saturating_sub(MOST_UNPLACED) {
        0 => text,
        more => format!("{text} {}", locale.count("more", more)),
    }
}

/// "Sources: The Herald, The Post and 3 more"
pub(super) fn sources(document: &DocumentInput) -> String {
    let locale = document.locale;
    let mut names: Vec<&str> = Vec::new();
    for article in &document.dataset.story.articles {
        let name = source_name(article, locale.pick(&article.title));
        if !name.is_empty() && !names.contains(&name) {
            names.push(name);
        }
    }
    let named = names.get(..MOST_SOURCES).unwrap_or(&names).join(", ");
    let label = locale.text("sources-label");
    match (names.len(), names.len().saturating_sub(MOST_SOURCES)) {
        (0, _) => String::new(),
        (_, 0) => format!("{label}: {named}"),
        (_, more) => format!("{label}: {named} {}", locale.count("more", more)),
    }
}

/// Under what terms the data may be used, and whom to credit for it.
pub(super) fn terms(document: &DocumentInput) -> String {
    let (story, locale) = (&document.dataset.story, document.locale);
    let licence = story.licence.as_ref().map(|licence| {
        let label = locale.text("data-licence");
        format!("{label} {}. ", licence.name)
    });
    let credit = locale.pick(&story.attribution);
    format!("{}{credit}", licence.unwrap_or_default())
        .trim()
        .to_owned()
}

/// "Map background: © OpenStreetMap contributors (ODbL 1.0), …"
pub(super) fn credits(document: &DocumentInput) -> String {
    let credits = document.index.credits.iter();
    let credits = credits.map(|credit| format!("{} ({})", credit.text, credit.licence));
    let credits: Vec<String> = credits.collect();
    match credits.is_empty() {
        true => String::new(),
        false => {
            let label = document.locale.text("basemap-licence");
            format!("{label} {}", credits.join(", "))
        }
    }
}

/// Who published an article; its title where that is not known.
fn source_name<'a>(article: &'a Article, title: &'a str) -> &'a str {
    match article.publisher.is_empty() {
        true => title,
        false => &article.publisher,
    }
}

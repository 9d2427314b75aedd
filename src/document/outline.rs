//! The head of the story and its order of events.

use super::{DocumentInput, Element, counts_text, mark_class};
use crate::locale::primary_subtag;
use crate::query::Axis;

/// The most phases in the order of events.
const MOST_PHASES: usize = 100;
/// The most incidents of a phase that are named in it.
const MOST_MEMBERS: usize = 20;

/// The story's title, as the window shows it.
pub fn title(input: &DocumentInput) -> String {
    match input.dataset.story.title.is_empty() {
        true => "Incident Map".to_owned(),
        false => input.locale.pick(&input.dataset.story.title).to_owned(),
    }
}

/// Title, summary and counts.
pub fn header(input: &DocumentInput) -> Element {
    let story = &input.dataset.story;
    let mut header = Element::new("header").class("story-header");
    header = header.child(match story.title.is_empty() {
        true => Element::new("h1").text("Incident Map"),
        false => input.text("h1", &story.title),
    });
    if !story.summary.is_empty() {
        header = header.child(input.text("p", &story.summary).class("story-summary"));
    }
    header = header.child(
        Element::new("p")
            .class("story-counts")
            .text(counts_text(input)),
    );
    let is_translated = |tag: &String| primary_subtag(tag) == primary_subtag(&input.locale.tag);
    match story.translated.iter().any(is_translated) {
        true => header.child(
            input
                .message("p", "translated-note")
                .class("story-translated"),
        ),
        false => header,
    }
}

/// The name of the map.
pub fn map_label(input: &DocumentInput) -> String {
    let title = title(input);
    input.locale.fill("map-label", &[("title", &title)])
}

/// The heading of the timeline, and what its axis means while its incidents are drawn one by one.
pub fn timeline_heading(input: &DocumentInput, axis: Axis) -> Vec<Element> {
    vec![
        timeline_title(input),
        Element::new("p")
            .class("timeline-note")
            .text(axis_note(input, axis)),
    ]
}

/// The heading alone.
pub(super) fn timeline_title(input: &DocumentInput) -> Element {
    heading(input, "timeline-title", "timeline-label")
}

/// What an axis means while its incidents are drawn one by one.
pub(super) fn axis_note(input: &DocumentInput, axis: Axis) -> String {
    input.locale.text(match axis {
        Axis::Sequence => "timeline-sequence-note",
        Axis::Calendar => "timeline-calendar-note",
    })
}

/// The heading of the cards.
pub fn cards_heading(input: &DocumentInput) -> Element {
    heading(input, "cards-title", "cards-label")
}

fn heading(input: &DocumentInput, id: &'static str, key: &str) -> Element {
    input.message("h2", key).attribute("id", id)
}

/// The phases in their reported order with the first incidents of each, for readers without the picture.
pub fn order_of_events(input: &DocumentInput) -> Element {
    let phases = &input.dataset.story.phases;
    let (members, _) = input.dataset.by_phase();
    let mut list = Element::new("ol").class("phases");
    for (phase, members) in phases.iter().zip(&members).take(MOST_PHASES) {
        let mut line = Element::new("li").child(input.text("strong", &phase.label));
        if !phase.note.is_empty() {
            line = line.text(" ").child(input.text("span", &phase.note));
        }
        let members = input.overview.shown_of(Some(members)).unwrap_or_default();
        if !members.is_empty() {
            line = line.child(members_list(input, &members));
        }
        list = list.child(line);
    }
    list
}

fn members_list(input: &DocumentInput, members: &[usize]) -> Element {
    let mut list = Element::new("ul");
    for position in members.iter().take(MOST_MEMBERS) {
        let Some(incident) = input.dataset.incident(*position) else {
            continue;
        };
        let mark = Element::new("span")
            .class(mark_class(input, incident.kind))
            .attribute("aria-hidden", "true");
        let line = Element::new("li")
            .child(mark)
            .child(input.text("span", &incident.place.name));
        list = list.child(match &incident.when {
            Some(when) => line.text(format!(": {}", input.locale.when(Some(when)))),
            None => line,
        });
    }
    match members.len().saturating_sub(MOST_MEMBERS) {
        0 => list,
        more => list.child(Element::new("li").text(input.locale.count("more", more))),
    }
}

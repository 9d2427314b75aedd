//! The head of the story and its order of events.

use super::{DocumentInput, Element, mark_class};
use crate::locale::primary_subtag;
use crate::query::{Axis, Counts};
use crate::story::Kind;

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

/// "3 operations, 2 leads in 4 regions"
pub fn counts_text(input: &DocumentInput) -> String {
    let counts = Counts::of(input.dataset, |_| true);
    let words = counts.by_kind.iter().map(|(kind, count)| match kind {
        Kind::Operation => input.locale.count("operation", *count),
        Kind::Lead => input.locale.count("lead", *count),
        Kind::Category(_) => {
            format!(
                "{}: {}",
                input.kind(*kind),
                input.locale.format.number(*count as f64)
            )
        }
    });
    let words: Vec<String> = words.collect();
    let text = words.join(", ");
    match counts.regions {
        0 => text,
        regions => format!("{text} {}", input.locale.count("regions", regions)),
    }
}

/// The name of the map.
pub fn map_label(input: &DocumentInput) -> String {
    let title = title(input);
    input.locale.fill("map-label", &[("title", &title)])
}

/// What the map shows and how it is moved, for those who do not see it.
pub fn map_help(input: &DocumentInput) -> String {
    let counts = counts_text(input);
    let summary = input.locale.fill("map-summary", &[("counts", &counts)]);
    format!("{summary} {}", input.locale.text("map-help"))
}

/// The heading of the timeline, and what its axis means.
pub fn timeline_heading(input: &DocumentInput, axis: Axis) -> Vec<Element> {
    let note = match axis {
        Axis::Sequence => "timeline-sequence-note",
        Axis::Calendar => "timeline-calendar-note",
    };
    vec![
        heading(input, "timeline-title", "timeline-label"),
        input.message("p", note).class("timeline-note"),
    ]
}

/// The heading of the cards.
pub fn cards_heading(input: &DocumentInput) -> Element {
    heading(input, "cards-title", "cards-label")
}

fn heading(input: &DocumentInput, id: &'static str, key: &str) -> Element {
    input.message("h2", key).attribute("id", id)
}

/// The phases in their reported order with the incidents of each, for readers without the picture.
pub fn order_of_events(input: &DocumentInput) -> Element {
    let phases = &input.dataset.story.phases;
    let mut list = Element::new("ol").class("phases");
    for (position, phase) in phases.iter().enumerate() {
        let mut line = Element::new("li").child(input.text("strong", &phase.label));
        if !phase.note.is_empty() {
            line = line.text(" ").child(input.text("span", &phase.note));
        }
        let members = input
            .dataset
            .incidents
            .iter()
            .filter(|incident| incident.phase == Some(position));
        let members: Vec<Element> = members
            .map(|incident| {
                let mark = Element::new("span")
                    .class(mark_class(incident.kind))
                    .attribute("aria-hidden", "true");
                let line = Element::new("li")
                    .child(mark)
                    .child(input.text("span", &incident.place.name));
                match &incident.when {
                    Some(when) => line.text(format!(": {}", input.locale.when(Some(when)))),
                    None => line,
                }
            })
            .collect();
        if !members.is_empty() {
            line = line.child(Element::new("ul").children(members));
        }
        list = list.child(line);
    }
    list
}

//! What the arrows on the map mean.

use super::legend::line;
use super::precision_legend::is_drawn;
use super::{DocumentInput, Element};
use crate::scene::MOST_CONNECTIONS;
use crate::story::Connection;

/// What an arrow means, each kind of arrow, and how to see them where they are too many to be drawn at once.
pub(super) fn connection_lines(input: &DocumentInput) -> Vec<Element> {
    let story = &input.dataset.story;
    // Those whose ends are on the map.
    let is_on_map = |at: usize| {
        let incident = input.dataset.incident(at);
        incident.is_some_and(|incident| is_drawn(input, incident))
    };
    let drawn = story.connections.iter();
    let drawn: Vec<&Connection> = drawn
        .filter(|it| is_on_map(it.from) && is_on_map(it.to))
        .collect();
    if drawn.is_empty() {
        return Vec::new();
    }
    let words = match story.connection_meaning.is_empty() {
        true => input.locale.text("legend-connection"),
        false => input.locale.pick(&story.connection_meaning).to_owned(),
    };
    let mut lines = Vec::new();
    match (
        story.connection_kinds.is_empty(),
        story.connection_meaning.is_empty(),
    ) {
        (true, _) => lines.push(line("mark mark-arrow", words)),
        // The arrows of each kind follow.
        (false, false) => lines.push(Element::new("li").text(words)),
        (false, true) => {}
    }
    for (position, kind) in story.connection_kinds.iter().enumerate() {
        if !drawn
            .iter()
            .any(|connection| connection.kind == Some(position))
        {
            continue;
        }
        let class = format!("mark mark-arrow mark-arrow-{}", position % 3 + 1);
        let words = match kind.label.is_empty() {
            true => kind.id.clone(),
            false => input.locale.pick(&kind.label).to_owned(),
        };
        lines.push(line(&class, words));
    }
    if story.connections.len() > MOST_CONNECTIONS {
        lines.push(input.message("li", "legend-connections-select"));
    }
    lines
}

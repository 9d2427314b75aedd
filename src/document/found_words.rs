//! What an incident says in words, to be searched, and the marks of what was found in its card.

use std::ops::Range;

use super::{DocumentInput, Element, Node, kind_name};
use crate::basemap::BasemapIndex;
use crate::locale::LocalizedText;
use crate::query::{Dataset, kind_at};
use crate::story::Kind;

/// Elements of a card in which nothing is marked: they are ours, and say the same in each card.
const UNMARKED: [&str; 4] = ["h4", "dt", "svg", "small"];
/// And their classes.
const UNMARKED_CLASSES: [&str; 3] = ["status", "card-precision", "card-when"];

/// All that is written of an incident, in all languages, one text a line: what its card says, and the names of its region,
/// kind and phase.
pub fn texts_of(dataset: &Dataset, areas: &BasemapIndex, position: usize) -> String {
    let mut all = String::new();
    let Some(incident) = dataset.incident(position) else {
        return all;
    };
    let story = &dataset.story;
    let mut texts: Vec<&LocalizedText> = vec![
        &incident.title,
        &incident.place.name,
        &incident.summary,
        &incident.source,
    ];
    let code = incident.place.region.as_deref();
    texts.extend(
        code.and_then(|code| areas.area(code))
            .map(|area| &area.name),
    );
    if let Kind::Category(at) = incident.kind {
        texts.extend(story.categories.get(at).map(|category| &category.label));
    }
    let phase = incident.phase.and_then(|at| story.phases.get(at));
    texts.extend(phase.map(|phase| &phase.label));
    for figure in &incident.figures {
        texts.push(&figure.label);
    }
    for account in &incident.accounts {
        texts.push(&account.topic);
        texts.extend(account.versions.iter().map(|version| &version.text));
    }
    texts.extend(
        incident
            .corrections
            .iter()
            .map(|correction| &correction.text),
    );
    let mut add = |text: &str| {
        all.push_str(text);
        all.push('\n');
    };
    for text in texts {
        text.texts().for_each(&mut add);
    }
    for article in incident
        .articles
        .iter()
        .filter_map(|at| story.articles.get(*at))
    {
        add(&article.publisher);
        article.title.texts().for_each(&mut add);
    }
    all
}

/// What each kind is called, by its place: in all languages that the story has for it, else as the reader is told.
pub fn kind_names(input: &DocumentInput) -> Vec<String> {
    let name = |place: usize| {
        let kind = kind_at(place);
        let category = match kind {
            Kind::Category(at) => input.dataset.story.categories.get(at),
            _ => None,
        };
        let labels = category
            .into_iter()
            .flat_map(|category| category.label.texts());
        let labels: Vec<&str> = labels.collect();
        match labels.is_empty() {
            true => kind_name(input, kind),
            false => labels.join("\n"),
        }
    };
    (0..2 + input.dataset.story.categories.len())
        .map(name)
        .collect()
}

/// Elements in whose texts what `ranges` finds is marked.
pub fn with_marks(
    elements: Vec<Element>,
    ranges: &dyn Fn(&str) -> Vec<Range<usize>>,
) -> Vec<Element> {
    elements
        .into_iter()
        .map(|element| marked(element, ranges))
        .collect()
}

fn marked(mut element: Element, ranges: &dyn Fn(&str) -> Vec<Range<usize>>) -> Element {
    let is_ours = UNMARKED_CLASSES
        .iter()
        .any(|class| element.has_class(class));
    if UNMARKED.contains(&element.tag) || is_ours || element.is_control() {
        return element;
    }
    let mut children = Vec::with_capacity(element.children.len());
    for child in element.children {
        match child {
            Node::Element(child) => children.push(Node::Element(marked(child, ranges))),
            Node::Text(text) => push_marked(&text, &ranges(&text), &mut children),
        }
    }
    element.children = children;
    element
}

fn push_marked(text: &str, ranges: &[Range<usize>], children: &mut Vec<Node>) {
    let mut end = 0;
    let push = |range: Range<usize>| {
        text.get(range)
            .filter(|part| !part.is_empty())
            .map(str::to_owned)
    };
    for range in ranges {
        children.extend(push(end..range.start).map(Node::Text));
        let part = push(range.clone());
        children.extend(part.map(|part| Node::Element(Element::new("mark").text(part))));
        end = range.end;
    }
    children.extend(push(end..text.len()).map(Node::Text));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_found_is_marked_and_nothing_is_lost() {
        let card = Element::new("article")
            .child(Element::new("h4").text("ab"))
            .child(
                Element::new("p")
                    .text("ab cd ab")
                    .child(Element::new("b").text("cd")),
            );
        let ranges = |text: &str| text.match_indices("ab").map(|(at, _)| at..at + 2).collect();
        let html: Vec<String> = with_marks(vec![card], &ranges)
            .iter()
            .map(Element::to_html)
            .collect();
        assert_eq!(
            html,
            ["<article><h4>ab</h4><p><mark>ab</mark> cd <mark>ab</mark><b>cd</b></p></article>"]
        );
    }
}

//! The facets: what the incidents have in common, and how many one would get by choosing each value.

use super::finding::{FACET_ATTRIBUTE, FindingInput, KIND_FACET, LIST_OF_MAP, VALUE_ATTRIBUTE};
use super::{DocumentInput, Element, Node};
use crate::query::facets::{FacetField, NOT_STATED};
use crate::story::PlacePrecision;

/// So many values of a facet are seen at once, and so many at most.
const FIRST_VALUES: usize = 8;
const MOST_VALUES: usize = 200;

/// The facets with their values.
pub(super) fn panel(input: &DocumentInput, of: &FindingInput) -> Element {
    let mut panel = Element::new("div")
        .class("find-facets")
        .child(list_of_map(input, of));
    panel
        .children
        .extend(kinds(input, of.kinds).map(Node::Element));
    let facets = of.facets.iter().zip(of.counts);
    panel.children(facets.map(|(facet, counts)| {
        let wanted = of.exploring.wanted(facet.field.name());
        let values = facet
            .values
            .iter()
            .zip(counts)
            .map(|(value, count)| Choice {
                facet: facet.field.name(),
                value,
                words: value_name(input, &facet.field, value),
                count: *count,
                is_chosen: wanted.contains(value),
            });
        group(input, facet_name(input, &facet.field), values.collect())
    }))
}

/// The switch that limits the list to what the map shows.
fn list_of_map(input: &DocumentInput, of: &FindingInput) -> Element {
    let check = Element::new("input")
        .attribute("type", "checkbox")
        .attribute("name", LIST_OF_MAP);
    let check = match of.exploring.is_list_of_map {
        true => check.attribute("checked", ""),
        false => check,
    };
    let words = input.locale.text("find-list-of-map");
    Element::new("label")
        .class("find-of-map")
        .child(check)
        .child(Element::new("span").text(words))
}

/// The kinds that occur, of which some are chosen by hiding the others.
fn kinds(input: &DocumentInput, counts: Option<&[usize]>) -> Option<Element> {
    let overview = input.overview;
    let kinds = overview.counts.most_frequent_first();
    let is_any_hidden = kinds.iter().any(|(kind, _)| !overview.filter.shows(*kind));
    let choices = kinds.iter().map(|(kind, _)| Choice {
        facet: KIND_FACET,
        value: input.dataset.kind_id(*kind),
        words: input.kind(*kind),
        count: match counts {
            Some(counts) => {
                let place = input.dataset.kinds().position(|known| known == *kind);
                let count = place.and_then(|place| counts.get(place));
                count.copied().unwrap_or_default()
            }
            None => overview.in_window.of_kind(*kind),
        },
        is_chosen: is_any_hidden && overview.filter.shows(*kind),
    });
    let choices: Vec<Choice> = choices.collect();
    (choices.len() > 1).then(|| group(input, input.locale.text("facet-kind"), choices))
}

/// A value of a facet.
struct Choice<'a> {
    facet: &'a str,
    value: &'a str,
    words: String,
    count: usize,
    is_chosen: bool,
}

/// The values of a facet: first those that most have, the others folded away.
fn group(input: &DocumentInput, name: String, choices: Vec<Choice>) -> Element {
    let locale = input.locale;
    let mut list = Element::new("ul");
    let mut rest = Element::new("ul");
    let all = choices.len();
    for (at, choice) in choices.into_iter().enumerate() {
        // What is chosen is always seen.
        if at >= MOST_VALUES && !choice.is_chosen {
            continue;
        }
        let count = locale.format.number(choice.count as f64);
        let button = Element::new("button")
            .attribute("type", "button")
            .attribute(FACET_ATTRIBUTE, choice.facet.to_owned())
            .attribute(VALUE_ATTRIBUTE, choice.value.to_owned())
            .attribute("aria-pressed", choice.is_chosen.to_string())
            .child(Element::new("span").text(choice.words))
            .text(" ")
            .child(Element::new("span").class("find-count").text(count));
        let button = match choice.count {
            0 => button.class("find-empty"),
            _ => button,
        };
        let line = Element::new("li").child(button);
        match at < FIRST_VALUES || choice.is_chosen {
            true => list = list.child(line),
            false => rest = rest.child(line),
        }
    }
    let mut group = Element::new("div")
        .class("find-facet")
        .attribute("role", "group")
        .attribute("aria-label", name.clone())
        .child(
            Element::new("p")
                .attribute("aria-hidden", "true")
                .text(name),
        )
        .child(list);
    if !rest.children.is_empty() {
        let more = locale.count("find-more", rest.children.len());
        let details = Element::new("details");
        group = group.child(
            details
                .child(Element::new("summary").text(more))
                .child(rest),
        );
    }
    match all.saturating_sub(MOST_VALUES) {
        0 => group,
        beyond => group.child(Element::new("p").text(locale.count("find-beyond", beyond))),
    }
}

/// What a facet is called.
pub fn facet_name(input: &DocumentInput, field: &FacetField) -> String {
    match field {
        FacetField::Named(name, label) if label.is_empty() => name.clone(),
        FacetField::Named(_, label) => input.locale.pick(label).to_owned(),
        own => input.locale.text(&format!("facet-{}", own.name())),
    }
}

/// What a value of a facet is called.
pub fn value_name(input: &DocumentInput, field: &FacetField, value: &str) -> String {
    let locale = input.locale;
    if value == NOT_STATED {
        return locale.text("facet-not-stated");
    }
    match field {
        FacetField::Region => match input.index.area(value) {
            Some(area) => locale.pick(&area.name).to_owned(),
            None => value.to_owned(),
        },
        FacetField::Status => locale.text(&format!("status-{value}")),
        FacetField::Precision => {
            let known = PlacePrecision::ALL.iter().find(|(word, _)| *word == value);
            known.map_or_else(String::new, |(_, precision)| {
                locale.text(super::precision_words_key(*precision))
            })
        }
        FacetField::Source => value.to_owned(),
        FacetField::Named(..) => match value {
            "true" => locale.text("facet-yes"),
            "false" => locale.text("facet-no"),
            _ => value.to_owned(),
        },
    }
}

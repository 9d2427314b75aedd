//! What the map says in words: what is in view, and the notes on its marks and regions.

use super::counts::{MOST_COUNTED_KINDS, counts_text_of, kind_and_count, region_totals};
use super::{DocumentInput, Element, mark_class};
use crate::query::Counts;

/// Kinds that are counted in the note on a group.
const MOST_NOTED_KINDS: usize = 3;

/// The note on a mark: kind, title, place, date, and what is reported in its region.
pub fn mark_note(input: &DocumentInput, position: usize) -> Vec<Element> {
    let Some(incident) = input.dataset.incident(position) else {
        return Vec::new();
    };
    let mark = Element::new("span")
        .class(mark_class(input, incident.kind))
        .attribute("aria-hidden", "true");
    let kind = Element::new("p").child(mark).text(" ");
    let mut lines = vec![
        kind.text(input.kind(incident.kind)),
        input.text("strong", &incident.title),
    ];
    if !incident.place.name.is_empty() {
        lines.push(input.text("p", &incident.place.name));
    }
    if incident.when.is_some() {
        let when = input.locale.when(incident.when.as_ref());
        lines.push(Element::new("p").text(when));
    }
    let region = incident.place.region.as_ref();
    if let Some(region) = region.filter(|code| input.index.has_area(code)) {
        lines.push(Element::new("small").text(region_totals(input, region)));
    }
    lines
}

/// The note on a mark that stands for `count` incidents; `members` are their positions, where they are known.
pub fn group_note(input: &DocumentInput, count: usize, members: Option<&[usize]>) -> Vec<Element> {
    let Some(members) = members else {
        let words = input.locale.count("incident", count);
        return vec![Element::new("strong").text(words)];
    };
    let mut is_member = vec![false; input.dataset.incidents.len()];
    for member in members {
        if let Some(is_member) = is_member.get_mut(*member) {
            *is_member = true;
        }
    }
    let counts = Counts::of(input.dataset, |at| is_member.get(at) == Some(&true));
    let mut lines = vec![Element::new("strong").text(counts_text_of(input, &counts))];
    if counts.by_kind.len() > MOST_COUNTED_KINDS {
        let frequent = counts.most_frequent_first().into_iter();
        lines.extend(frequent.take(MOST_NOTED_KINDS).map(|(kind, count)| {
            let mark = Element::new("span")
                .class(mark_class(input, kind))
                .attribute("aria-hidden", "true");
            let line = Element::new("p").child(mark).text(" ");
            line.text(kind_and_count(input, kind, count))
        }));
        let more = counts.by_kind.len() - MOST_NOTED_KINDS;
        lines.push(Element::new("small").text(input.locale.count("legend-more", more)));
    }
    lines
}

/// The note on a region: what is reported there.
pub fn region_note(input: &DocumentInput, code: &str) -> Vec<Element> {
    vec![Element::new("p").text(region_totals(input, code))]
}

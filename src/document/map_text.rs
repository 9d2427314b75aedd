//! What the map says in words: what is in view, and the notes on its marks and regions.

use super::counts::{MOST_COUNTED_KINDS, counts_text_of, kind_and_count, region_totals};
use super::{DocumentInput, Element, mark_class};
use crate::query::Counts;

/// Kinds that are counted in the note on a group.
const MOST_NOTED_KINDS: usize = 3;
/// The most incidents that are named when it is told what is in view.
const MOST_NAMED: usize = 5;
/// Wider views are of the whole world.
const WORLD_KM: f64 = 15_000.0;

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

/// "3 of 5 incidents in view: North Bridge; Mill Lane; Harbour. The map is about 300 km across." `named` are the positions
/// of those whose marks stand for themselves; `width_km` is how much of the world is in view from left to right.
pub fn view_text(input: &DocumentInput, in_view: usize, named: &[usize], width_km: f64) -> String {
    let locale = input.locale;
    let number = |value: f64| locale.format.number(value);
    let all = number(input.overview.shown.total() as f64);
    let shown = number(in_view as f64);
    let values = [("shown", shown.as_str()), ("all", all.as_str())];
    let mut text = locale.fill("map-in-view", &values);
    let mut names: Vec<&str> = Vec::new();
    for incident in named.iter().filter_map(|at| input.dataset.incident(*at)) {
        let place = locale.pick(&incident.place.name);
        let name = if place.is_empty() {
            locale.pick(&incident.title)
        } else {
            place
        };
        if !names.contains(&name) && names.len() < MOST_NAMED {
            names.push(name);
        }
    }
    if !names.is_empty() {
        text.push_str(": ");
        text.push_str(&names.join("; "));
    }
    // A map of the world is as wide as it is.
    if width_km > 0.0 && width_km < WORLD_KM {
        let (key, value) = match width_km < 1.0 {
            true => ("scale-m", 1000.0 * width_km),
            false => ("scale-km", width_km),
        };
        let width = locale.fill(key, &[("n", &number(rounded(value)))]);
        text.push_str(". ");
        text.push_str(&locale.fill("map-across", &[("width", &width)]));
    } else {
        text.push('.');
    }
    text
}

/// A number from 1 on with two digits that say something.
fn rounded(value: f64) -> f64 {
    let mut unit = 1.0;
    while value >= 100.0 * unit {
        unit *= 10.0;
    }
    (value / unit).round() * unit
}

#[cfg(test)]
mod tests {
    use super::rounded;

    #[test]
    fn widths_are_told_by_two_digits() {
        for (value, expected) in [
            (1.2, 1.0),
            (87.4, 87.0),
            (344.0, 340.0),
            (2963.0, 3000.0),
            (999.0, 1000.0),
        ] {
            assert_eq!(rounded(value), expected);
        }
    }
}

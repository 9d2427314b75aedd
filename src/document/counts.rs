//! How many incidents there are: of each kind, in each bar of the timeline, and without a place.

use super::card::select_link;
use super::{DocumentInput, Element, mark_class};
use crate::query::Counts;
use crate::story::Kind;

/// More kinds than these are counted together: their names would be longer than what they say.
pub(super) const MOST_COUNTED_KINDS: usize = 4;

/// Between statements that stand on their own.
const BETWEEN: &str = " · ";

/// "3 operations, 2 leads · reported in 4 regions", or "87,348 incidents of 14 kinds · reported in 4 regions"; of those that
/// are shown, and how many these are of all, where some are hidden.
pub fn counts_text(input: &DocumentInput) -> String {
    let overview = input.overview;
    match (overview.hides_some(), overview.shown.total()) {
        (false, _) => counts_of_shown(input),
        (true, 0) => filter_text(input),
        (true, _) => {
            let shown = shown_of_all(input, "cards-shown");
            [counts_of_shown(input), shown].join(BETWEEN)
        }
    }
}

/// "3 of 5 incidents shown"
pub fn filter_text(input: &DocumentInput) -> String {
    shown_of_all(input, "filter-shown")
}

/// A message on how many of all incidents are shown.
pub(super) fn shown_of_all(input: &DocumentInput, key: &str) -> String {
    let number = |count: usize| input.locale.format.number(count as f64);
    let (shown, all) = (input.overview.shown.total(), input.overview.counts.total());
    let (shown, all) = (number(shown), number(all));
    let values = [("shown", shown.as_str()), ("all", all.as_str())];
    input.locale.fill(key, &values)
}

fn counts_of_shown(input: &DocumentInput) -> String {
    counts_text_of(input, &input.overview.shown)
}

/// The same of some of the incidents, such as those in view.
pub fn counts_text_of(input: &DocumentInput, counts: &Counts) -> String {
    let text = match counts.by_kind.len() <= MOST_COUNTED_KINDS {
        true => by_kind(input, counts),
        false => {
            let incidents = input.locale.count("incident", counts.total());
            let kinds = input.locale.count("kinds", counts.by_kind.len());
            let values = [("incidents", incidents.as_str()), ("kinds", kinds.as_str())];
            input.locale.fill("incidents-of-kinds", &values)
        }
    };
    match counts.regions {
        0 => text,
        regions => [text, input.locale.count("regions", regions)].join(BETWEEN),
    }
}

/// "Abai Region: 3 operations, 2 leads", of a region or a whole country by its code; only the name where nothing is
/// reported there.
pub fn region_totals(input: &DocumentInput, code: &str) -> String {
    let named = input.index.area(code);
    let name = named.map_or(code, |area| input.locale.pick(&area.name));
    let lies_in = |region: &str| {
        let rest = region.strip_prefix(code);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
    };
    let incident_lies_in = |position| {
        let incident = input.dataset.incident(position);
        let region = incident.and_then(|incident| incident.place.region.as_deref());
        region.is_some_and(lies_in)
    };
    let mut counts = Counts::of(input.dataset, incident_lies_in);
    // The name says in which region.
    counts.regions = 0;
    match counts.total() {
        0 => name.to_owned(),
        _ => format!("{name}: {}", counts_text_of(input, &counts)),
    }
}

fn by_kind(input: &DocumentInput, counts: &Counts) -> String {
    let mut text = String::new();
    for (kind, count) in &counts.by_kind {
        if !text.is_empty() {
            text.push_str(", ");
        }
        text.push_str(&match kind {
            Kind::Operation => input.locale.count("operation", *count),
            Kind::Lead => input.locale.count("lead", *count),
            Kind::Category(_) => kind_and_count(input, *kind, *count),
        });
    }
    text
}

/// "Road closure: 12"
pub(super) fn kind_and_count(input: &DocumentInput, kind: Kind, count: usize) -> String {
    let count = input.locale.format.number(count as f64);
    format!("{}: {count}", input.kind(kind))
}

/// "12 without a place on the map", with what they are, when there are any.
pub fn unplaced(input: &DocumentInput) -> Option<Element> {
    let is_shown = |at: usize| input.overview.is_shown(at);
    let unplaced = input.dataset.unplaced(input.index, &is_shown);
    let told = input.locale.count("unplaced", unplaced.len());
    let list = named(input, &unplaced, unplaced.len());
    let details = Element::new("details").class("unplaced");
    let details = details
        .child(Element::new("summary").text(told))
        .child(list);
    (!unplaced.is_empty()).then_some(details)
}

/// Some incidents as links that select them, the first ones of so many.
pub(super) fn named(input: &DocumentInput, positions: &[usize], all: usize) -> Element {
    /// The most that are named.
    const MOST_NAMED: usize = 50;
    let mut list = Element::new("ul");
    for position in positions.iter().take(MOST_NAMED) {
        let Some(incident) = input.dataset.incident(*position) else {
            continue;
        };
        let mark = Element::new("span")
            .class(mark_class(input, incident.kind))
            .attribute("aria-hidden", "true");
        let title = input.text("a", &incident.title);
        let title = select_link(title, incident);
        list = list.child(Element::new("li").child(mark).child(title));
    }
    if let more @ 1.. = all.saturating_sub(positions.len().min(MOST_NAMED)) {
        list = list.child(Element::new("li").text(input.locale.count("more", more)));
    }
    list
}

//! What stands beside the map of regions: what they are compared by, what the colours mean, and all totals as a text.

use super::figure::amount;
use super::{DocumentInput, Element};
use crate::query::{Measure, Method, RegionChoice, RegionRow, RegionTable};
use crate::scene::{rounded_rate, rounded_share};
use crate::story::{Rate, SizeFigure};

/// The attribute of a control that chooses what regions are compared by: the word of a [`Measure`].
pub const MEASURE_ATTRIBUTE: &str = "data-measure";
/// The attribute of a control that chooses their classes: the word of a [`Method`].
pub const CLASSES_ATTRIBUTE: &str = "data-classes";
/// The most regions that are listed.
const MOST_LISTED: usize = 500;

/// What regions can be compared by beside their counts.
#[derive(Clone, Copy, Default)]
pub struct RegionFigures<'a> {
    /// What counts can be divided by.
    pub rate: Option<&'a Rate>,
    /// What can be summed.
    pub figure: Option<&'a SizeFigure>,
}

/// Choices, legend and totals of regions; while there is no table yet, that it is being made.
pub fn region_legend(
    input: &DocumentInput,
    choice: RegionChoice,
    figures: RegionFigures,
    table: Option<&RegionTable>,
) -> Vec<Element> {
    let mut measures = Vec::new();
    for (word, measure) in Measure::ALL {
        if let Some(label) = measure_label(input, measure, figures) {
            measures.push((word, label, measure == choice.measure));
        }
    }
    let methods = Method::ALL.map(|(word, method)| {
        let label = input.locale.text(&format!("classes-{word}"));
        (word, label.to_owned(), method == choice.method)
    });
    let mut found = vec![
        choices(input, "measure-label", MEASURE_ATTRIBUTE, measures),
        choices(input, "classes-label", CLASSES_ATTRIBUTE, methods.into()),
    ];
    let Some(table) = table else {
        let busy = Element::new("p").class("class-note");
        let busy = busy.attribute("role", "status");
        found.push(busy.text(input.locale.text("regions-busy")));
        return found;
    };
    let label = measure_label(input, choice.measure, figures).unwrap_or_default();
    found.push(classes(input, table, &label));
    let rate = figures.rate.filter(|_| choice.measure == Measure::Rate);
    found.extend(rate.and_then(source));
    let notes = notes(input, table);
    if !notes.is_empty() {
        let words = notes.join(". ") + ".";
        found.push(Element::new("p").class("class-note").text(words));
    }
    found.push(totals(input, table));
    found
}

/// What regions are compared by, in words; `None` for what the story has no figures for.
fn measure_label(
    input: &DocumentInput,
    measure: Measure,
    figures: RegionFigures,
) -> Option<String> {
    Some(match measure {
        Measure::Count => input.locale.text("measure-count").to_owned(),
        Measure::Share => input.locale.text("measure-share").to_owned(),
        Measure::Rate => input.locale.pick(&figures.rate?.label).to_owned(),
        Measure::Figure => {
            let figure = figures.figure?;
            let label = input.locale.pick(&figure.label).to_owned();
            match figure.unit.is_empty() {
                true => label,
                false => format!("{label}, {}", input.locale.pick(&figure.unit)),
            }
        }
    })
}

/// "12.5 kg", the sum of the figure that the story sizes its marks by.
fn sum_text(input: &DocumentInput, value: f64) -> String {
    let size = input.dataset.story.size.as_ref();
    size.map_or_else(String::new, |size| amount(input, value, &size.unit))
}

/// Where the figures of a rate come from.
fn source(rate: &Rate) -> Option<Element> {
    let address = rate.source.as_ref()?;
    let host = address.split('/').nth(2).unwrap_or(address);
    let link = Element::new("a").attribute("href", address.clone());
    let link = link.attribute("rel", "noopener").text(host);
    Some(Element::new("p").class("class-note").child(link))
}

fn choices(
    input: &DocumentInput,
    label: &str,
    attribute: &'static str,
    options: Vec<(&'static str, String, bool)>,
) -> Element {
    let options = options.into_iter().map(|(word, label, is_chosen)| {
        let button = Element::new("button")
            .attribute("type", "button")
            .attribute(attribute, word)
            .attribute("aria-pressed", is_chosen.to_string())
            .text(label);
        Element::new("li").child(button)
    });
    Element::new("ul")
        .class("display-choice")
        .attribute("aria-label", input.locale.text(label))
        .children(options)
}

fn number(input: &DocumentInput, value: f64) -> String {
    input.locale.format.number(value)
}

fn count(input: &DocumentInput, count: u32) -> String {
    number(input, f64::from(count))
}

fn percent(input: &DocumentInput, percent: f64) -> String {
    let share = number(input, rounded_share(percent));
    input.locale.fill("percent", &[("n", &share)])
}

/// "1–12 · 4 regions" beside each colour, and the regions without any.
fn classes(input: &DocumentInput, table: &RegionTable, label: &str) -> Element {
    let entry = |sample: String, words: String, regions: usize| {
        let sample = Element::new("span")
            .class(format!("region {sample}"))
            .attribute("aria-hidden", "true");
        let regions = input.locale.count("region-count", regions);
        let words = format!("{words} · {regions}");
        Element::new("li").child(sample).text(words)
    };
    let value = |value: f64| match table.choice.measure {
        Measure::Count => number(input, value),
        Measure::Share => percent(input, value),
        Measure::Rate | Measure::Figure => number(input, rounded_rate(value)),
    };
    let members = table.classes.members.iter().copied();
    let mut entries = Vec::new();
    for (class, ((from, upper), members)) in
        table.class_bounds().into_iter().zip(members).enumerate()
    {
        let words = match value(from) == value(upper) {
            true => value(upper),
            false => format!("{}–{}", value(from), value(upper)),
        };
        let step = table.step_of(class) + 1;
        entries.push(entry(format!("class-{step}"), words, members));
    }
    let (none_shown, no_data) = table.empty();
    for (sample, regions) in [("bare", none_shown), ("none", no_data)] {
        if regions > 0 {
            let words = input.locale.text(&format!("regions-{sample}"));
            entries.push(entry(format!("region-{sample}"), words.to_owned(), regions));
        }
    }
    Element::new("ul")
        .class("class-legend")
        .attribute("aria-label", label)
        .children(entries)
}

/// How many are in no region, and how many may lie in another one.
fn notes(input: &DocumentInput, table: &RegionTable) -> Vec<String> {
    let wholes = table.rows.iter().filter(|row| row.has_parts);
    let nowhere = table.nowhere.possible + wholes.map(|row| row.count.possible).sum::<u32>();
    let mut notes = Vec::new();
    if nowhere > 0 {
        let nowhere = count(input, nowhere);
        notes.push(input.locale.fill("regions-nowhere", &[("n", &nowhere)]));
    }
    if table.without_figure > 0 && table.choice.measure == Measure::Figure {
        let without = count(input, table.without_figure);
        notes.push(input.locale.fill("regions-no-figure", &[("n", &without)]));
    }
    if table.all.near > 0 {
        let (key, length) = match table.tolerance_km >= 1.0 {
            true => ("scale-km", table.tolerance_km),
            false => ("scale-m", 1000.0 * table.tolerance_km),
        };
        let length = input.locale.fill(key, &[("n", &number(input, length))]);
        let near = count(input, table.all.near);
        let values = [("length", length.as_str()), ("n", near.as_str())];
        notes.push(input.locale.fill("regions-near", &values));
    }
    notes
}

/// The totals of all regions that have some, the highest first.
fn totals(input: &DocumentInput, table: &RegionTable) -> Element {
    let order = table.most_first();
    let rows = order.iter().filter_map(|at| table.rows.get(*at));
    let lines = rows
        .take(MOST_LISTED)
        .map(|row| region_words(input, table, row));
    let mut list = Element::new("ul");
    for line in lines {
        list = list.child(Element::new("li").text(line));
    }
    if let more @ 1.. = order.len().saturating_sub(MOST_LISTED) {
        list = list.child(Element::new("li").text(input.locale.count("more", more)));
    }
    if table.nowhere.possible > 0 {
        let nowhere = count(input, table.nowhere.possible);
        let words = input.locale.fill("regions-elsewhere", &[("n", &nowhere)]);
        list = list.child(Element::new("li").text(words));
    }
    let summary = Element::new("summary").text(input.locale.text("regions-totals"));
    let details = Element::new("details").class("unplaced region-totals");
    details.child(summary).child(list)
}

/// "Abai Region: 1,234 incidents, 5 of them may lie outside", with their share or rate where that is asked for.
pub fn region_words(input: &DocumentInput, table: &RegionTable, row: &RegionRow) -> String {
    let named = input.index.area(&row.code);
    let name = named.map_or(row.code.as_str(), |area| input.locale.pick(&area.name));
    let possible = row.count.possible as usize;
    let mut words = input.locale.count("incident", possible);
    let value = row.value.and_then(|value| match table.choice.measure {
        Measure::Count => None,
        Measure::Share => Some(percent(input, value)),
        Measure::Rate => Some(number(input, rounded_rate(value))),
        Measure::Figure => Some(sum_text(input, value)),
    });
    if let Some(value) = value {
        words = format!("{words} ({value})");
    }
    if let outside @ 1.. = possible.saturating_sub(row.count.certain as usize) {
        words = format!(
            "{words}, {}",
            input.locale.count("regions-possible", outside)
        );
    }
    match row.has_parts {
        true => input
            .locale
            .fill("regions-whole", &[("name", name), ("n", &words)]),
        false => format!("{name}: {words}"),
    }
}

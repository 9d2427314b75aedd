//! Figures with their hedges, and who says so.

use super::{DocumentInput, Element};
use crate::locale::LocalizedText;
use crate::story::Figure;

/// "300 g"
pub(super) fn amount(input: &DocumentInput, value: f64, unit: &LocalizedText) -> String {
    let unit = input.locale.pick(unit);
    let number = input.locale.format.number(value);
    // A no-break space keeps number and unit together (SI brochure, section 5.4.3).
    match unit.is_empty() {
        true => number,
        false => format!("{number}\u{a0}{unit}"),
    }
}

/// "more than 300 g"
fn value_text(input: &DocumentInput, figure: &Figure) -> String {
    let locale = input.locale;
    let Some(value) = figure.value else {
        return locale.text("qualifier-not-stated");
    };
    let amount = amount(input, value, &figure.unit);
    locale.fill(
        &format!("qualifier-{}", figure.qualifier.as_str()),
        &[("value", &amount)],
    )
}

/// The figures of an incident as a list of terms and values.
pub(super) fn figures(input: &DocumentInput, figures: &[Figure]) -> Element {
    let mut list = Element::new("dl").class("figures");
    for figure in figures {
        let mut value = Element::new("dd").text(value_text(input, figure));
        if let Some(sources) = according_to(input, &figure.articles) {
            value = value.text(" ").child(Element::new("small").text(sources));
        }
        let term = input.text("dt", &figure.label);
        list = list.child(Element::new("div").child(term).child(value));
    }
    list
}

/// "according to The Herald", without an article nothing.
pub(super) fn according_to(input: &DocumentInput, articles: &[usize]) -> Option<String> {
    let found = articles
        .iter()
        .filter_map(|at| input.dataset.story.articles.get(*at));
    let publishers: Vec<&str> = found.map(|article| article.publisher.as_str()).collect();
    if publishers.is_empty() {
        return None;
    }
    Some(
        input
            .locale
            .fill("according-to", &[("publisher", &publishers.join(", "))]),
    )
}

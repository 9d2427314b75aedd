//! What the size of a mark says: circles of round values within each other, with their numbers beside them.

use super::figure::amount;
use super::legend::line;
use super::{DocumentInput, Element};
use crate::scene::{round_values, sized_radius_px};
use crate::story::Incident;

/// Height of a line of numbers; the style sheet has the same.
const LINE_PX: f64 = 16.0;
/// From the circles to the numbers.
const LEADER_PX: f64 = 14.0;

/// What the sizes of marks say.
pub struct SizeWords {
    /// What their area stands for: "Area: people killed".
    pub figure: String,
    /// Round values, the largest first: the radius of a mark in pixels, and the value in words.
    pub values: Vec<(f64, String)>,
    /// What a mark without a value means, where there is one.
    pub without: Option<String>,
}

/// What the sizes of marks say; `None` where all have one size.
pub fn size_words(input: &DocumentInput) -> Option<SizeWords> {
    let (size, largest) = (
        input.dataset.story.size.as_ref()?,
        input.dataset.largest_size()?,
    );
    let mut values = Vec::new();
    for value in round_values(largest) {
        let words = amount(input, value, &size.unit);
        values.push((sized_radius_px(value, largest), words));
    }
    let label = input.locale.pick(&size.label);
    let mut without = Vec::new();
    let are_zero: Vec<bool> = input
        .dataset
        .incidents
        .iter()
        .filter(|incident| is_mark(incident) && size.value_of(incident).is_none())
        .map(|incident| size.states_zero(incident))
        .collect();
    if are_zero.contains(&true) {
        without.push(amount(input, 0.0, &size.unit));
    }
    if are_zero.contains(&false) {
        without.push(input.locale.text("qualifier-not-stated"));
    }
    let without = (!without.is_empty()).then(|| format!("{label}: {}", without.join(", ")));
    Some(SizeWords {
        figure: input.locale.fill("legend-size", &[("figure", label)]),
        values,
        without,
    })
}

/// The figure that marks are sized by, and what a mark without one looks like; nothing where all have one size.
pub(super) fn size_lines(input: &DocumentInput) -> Vec<Element> {
    let Some(words) = size_words(input) else {
        return Vec::new();
    };
    let mut numbers = Element::new("ul");
    let mut radii_px = Vec::new();
    for (radius_px, value) in words.values {
        numbers = numbers.child(Element::new("li").text(value));
        radii_px.push(radius_px);
    }
    let sized = Element::new("li")
        .class("size-legend")
        .child(Element::new("span").text(words.figure))
        .child(circles(&radii_px))
        .child(numbers);
    let without = words
        .without
        .map(|words| line("mark mark-no-value of-others", words));
    [sized].into_iter().chain(without).collect()
}

/// Whether an incident is drawn as a mark that a value would size: no area, and no soft disc.
fn is_mark(incident: &Incident) -> bool {
    let shape = incident.shape.as_ref();
    let is_point = shape.is_some_and(|shape| shape.first_point().is_some() || !shape.has_areas());
    is_point && !incident.place.precision.is_area()
}

/// The circles on one foot, each with a line from its top to its number. Lengths in the picture are tenths of a pixel,
/// so that all numbers in it are whole.
fn circles(radii_px: &[f64]) -> Element {
    let tenths = |length_px: f64| ((length_px * 10.0).round() as i64).to_string();
    let largest_px = radii_px.first().copied().unwrap_or_default();
    let numbers_px = LINE_PX * radii_px.len() as f64;
    let height_px = numbers_px.max(2.0 * largest_px + 2.0);
    let middle_px = largest_px + 1.0;
    let width_px = 2.0 * middle_px + LEADER_PX;
    let foot_px = 0.5 * height_px + middle_px - 1.0;
    let mut picture = Element::new("svg")
        .class("size-circles")
        .attribute("aria-hidden", "true")
        .attribute("width", (width_px.round() as i64).to_string())
        .attribute("height", (height_px.round() as i64).to_string())
        .attribute(
            "viewBox",
            format!("0 0 {} {}", tenths(width_px), tenths(height_px)),
        );
    let first_px = 0.5 * (height_px - numbers_px + LINE_PX);
    for (at, radius_px) in radii_px.iter().enumerate() {
        let circle = Element::new("circle")
            .attribute("cx", tenths(middle_px))
            .attribute("cy", tenths(foot_px - radius_px))
            .attribute("r", tenths(*radius_px));
        let top = (tenths(middle_px), tenths(foot_px - 2.0 * radius_px));
        let number_px = first_px + LINE_PX * at as f64;
        let elbow = tenths(width_px - 0.5 * LEADER_PX);
        let (right, number) = (tenths(width_px - 3.0), tenths(number_px));
        let leader = format!("M{} {}L{elbow} {number}H{right}", top.0, top.1);
        picture = picture
            .child(circle)
            .child(Element::new("path").attribute("d", leader));
    }
    picture
}

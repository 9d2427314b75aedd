//! What stands beside the map of very many incidents: how they are drawn, and what that means.

use super::counts::counts_text_of;
use super::{DocumentInput, Element};
use crate::query::Counts;
use crate::scene::{CrowdScale, Display, density_classes, density_unit_km2, hexagon_classes};

/// The attribute of a control that chooses how incidents are drawn: the word of a [`Display`], empty for the one that
/// suits their number.
pub const DISPLAY_ATTRIBUTE: &str = "data-display";

/// The choice of how incidents are drawn: of a crowd by their number if nothing else is wanted, else by their marks.
pub fn display_choice(input: &DocumentInput, chosen: Option<Display>, is_crowd: bool) -> Element {
    let option = |display: Option<Display>, key: &str| {
        let is_chosen = chosen == display;
        let button = Element::new("button")
            .attribute("type", "button")
            .attribute(DISPLAY_ATTRIBUTE, display.map_or("", Display::as_str))
            .attribute("aria-pressed", is_chosen.to_string())
            .text(input.locale.text(key));
        Element::new("li").child(button)
    };
    let mut options = vec![match is_crowd {
        true => option(None, "display-auto"),
        false => option(None, "display-marks"),
    }];
    for (word, display) in Display::ALL {
        if display == Display::Clusters && !is_crowd {
            continue;
        }
        options.push(option(Some(display), &format!("display-{word}")));
    }
    Element::new("ul")
        .class("display-choice")
        .attribute("aria-label", input.locale.text("display-label"))
        .children(options)
}

/// The meaning of the colours that are drawn now, but for those of regions.
pub fn display_legend(input: &DocumentInput, drawn: &CrowdScale) -> Vec<Element> {
    match drawn.display {
        _ if drawn.reach <= 0.0 => Vec::new(),
        Display::Clusters | Display::Regions => Vec::new(),
        Display::Hexagons => vec![hexagon_legend(input, drawn.reach)],
        Display::Density => density_legend(input, drawn),
    }
}

/// That so many incidents are not drawn, as no more than their region or country is known.
pub fn areas_note(input: &DocumentInput, areas: usize) -> Element {
    let areas = input.locale.format.number(areas as f64);
    let words = input.locale.fill("display-areas", &[("n", &areas)]);
    Element::new("p").class("class-note").text(words)
}

/// "1–12", "13–50", … beside the colours of hexagons.
fn hexagon_legend(input: &DocumentInput, reach: f64) -> Element {
    let mut from = 1;
    let mut entries = Vec::new();
    for (class, upper) in hexagon_classes(reach) {
        let number = |count: u32| input.locale.format.number(f64::from(count));
        let words = match from == upper {
            true => number(upper),
            false => format!("{}–{}", number(from), number(upper)),
        };
        entries.push((class, words));
        from = upper + 1;
    }
    class_legend("hexagon", &input.locale.text("hexagons-legend"), entries)
}

/// "0.5–1", "1–2", … beside the colours of the bands, what that is, and how far incidents are spread.
fn density_legend(input: &DocumentInput, drawn: &CrowdScale) -> Vec<Element> {
    let number = |value: f64| input.locale.format.number(value);
    let unit_km2 = density_unit_km2(drawn.reach);
    let density = |per_km2: f64| number(per_km2 * unit_km2);
    let classes = density_classes(drawn.reach).into_iter();
    let words = |lower, upper| format!("{}–{}", density(lower), density(upper));
    let classes = classes.enumerate();
    let entries = classes.map(|(class, (_, lower, upper))| (class, words(lower, upper)));
    let words = match unit_km2 > 1.0 {
        true => {
            let area = number(unit_km2);
            input.locale.fill("density-legend-area", &[("n", &area)])
        }
        false => input.locale.text("density-legend"),
    };
    let legend = class_legend("band", &words, entries.collect());
    let (key, length) = match drawn.spread_km >= 1.0 {
        true => ("scale-km", drawn.spread_km),
        false => ("scale-m", 1000.0 * drawn.spread_km),
    };
    // No finer than it is meant.
    let mut digit = 1.0;
    while 10.0 * digit <= length {
        digit *= 10.0;
    }
    let length = number((length / digit).round() * digit);
    let length = input.locale.fill(key, &[("n", &length)]);
    let spread = input.locale.fill("density-spread", &[("length", &length)]);
    let note = Element::new("p")
        .class("class-note")
        .text(format!("{words}. {spread}"));
    vec![legend, note]
}

/// Words beside the colours of classes, from the lowest.
fn class_legend(shape: &str, label: &str, entries: Vec<(usize, String)>) -> Element {
    let mut list = Element::new("ul")
        .class("class-legend")
        .attribute("aria-label", label);
    for (class, words) in entries {
        let sample = Element::new("span")
            .class(format!("{shape} class-{}", class + 1))
            .attribute("aria-hidden", "true");
        list = list.child(Element::new("li").child(sample).text(words));
    }
    list
}

/// The note on several incidents: how many of each kind.
pub fn counts_note(input: &DocumentInput, counts: &Counts) -> Vec<Element> {
    vec![Element::new("strong").text(counts_text_of(input, counts))]
}

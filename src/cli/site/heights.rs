//! How high a frame with the story has to be at each width, so that it needs no scroll bar and nothing moves when the
//! story comes.
//!
//! The page fills whatever frame it gets, the map taking what the other parts leave (`public/style.css`, "In a frame"). So
//! this need not be exact: the heights of the texts are found with the bundled font, in the sizes of that style sheet, and
//! a difference to the reader's font makes the map a little higher or lower.

use crate::cli::measure::FontMeasure;
use crate::document::{DocumentInput, Element, Node, about, header, legend, title, unplaced};
use crate::scene::{TextMeasure, TextStyle};

/// The widths, in CSS pixels, from which on another height holds. The first stands for all narrower ones, which are at
/// least [`NARROWEST_PX`].
const WIDTHS_PX: [u32; 8] = [0, 320, 375, 440, 520, 600, 720, 960];
const NARROWEST_PX: f64 = 280.0;
/// From this width on, the controls stand beside the title.
const WIDE_PX: f64 = 600.0;

/// The map is at best of this ratio, within limits in CSS pixels.
const MAP_RATIO: f64 = 0.62;
const MAP_PX: [f64; 2] = [290.0, 520.0];
/// The row of controls, the timeline's row, the button that opens the reports, and what is around the parts.
const CONTROLS_PX: f64 = 40.0;
const TIMELINE_PX: f64 = 88.0;
const REPORTS_PX: f64 = 44.0;
const AROUND_PX: f64 = 44.0;
/// What stands on both sides of a text.
const MARGINS_PX: f64 = 32.0;
/// A line of an entry of the legend, and what an entry has beside its words.
const ENTRY_LINE_PX: f64 = 32.0;
const ENTRY_SIDES_PX: f64 = 52.0;
/// Readers' fonts are up to so much wider than the bundled one, and lines are broken at words.
const LOOSE: f64 = 1.08;
/// Heights are told in steps of so many CSS pixels.
const STEP_PX: f64 = 10.0;

/// Heights of a frame by its width: from so many CSS pixels on it needs this height, in CSS pixels. The first holds from
/// 0 on; widths rise.
pub fn embed_heights_px(input: &DocumentInput, measure: &FontMeasure) -> Vec<(u32, u32)> {
    let texts = Texts::of(input, measure);
    let mut rows: Vec<(u32, u32)> = Vec::new();
    for from_px in WIDTHS_PX {
        let height_px = texts.height_px(f64::from(from_px).max(NARROWEST_PX));
        let height_px = ((height_px / STEP_PX).ceil() * STEP_PX) as u32;
        if rows
            .last()
            .is_none_or(|(_, before_px)| *before_px != height_px)
        {
            rows.push((from_px, height_px));
        }
    }
    rows
}

/// The widths of what is on the page as lines of one pixel of letter size, in CSS pixels.
struct Texts {
    title: f64,
    paragraphs: Vec<f64>,
    entries: Vec<f64>,
    unplaced: bool,
    about: f64,
}

impl Texts {
    fn of(input: &DocumentInput, measure: &FontMeasure) -> Self {
        let width = |text: &str| {
            let style = TextStyle::Count;
            LOOSE * measure.width_px(text, style) / style.font().size_px
        };
        let header = header(input);
        let paragraphs = elements(&header).into_iter().filter(|part| part.tag == "p");
        let legend = legend(input);
        let entries = elements(&legend)
            .into_iter()
            .filter(|part| matches!(part.tag, "li" | "summary"));
        Self {
            title: width(&title(input)),
            paragraphs: paragraphs.map(|part| width(&words(part))).collect(),
            entries: entries.map(|part| width(&words(part))).collect(),
            unplaced: unplaced(input).is_some(),
            about: width(&words(&about(input))),
        }
    }

    /// The height at a width.
    fn height_px(&self, width_px: f64) -> f64 {
        let room_px = width_px - MARGINS_PX;
        let lines = |width: f64, size_px: f64| (width * size_px / room_px).ceil().max(1.0);
        let (title_px, controls_px, title_room) = match width_px {
            _ if width_px >= 960.0 => (30.0, 0.0, 0.6),
            _ if width_px >= WIDE_PX => (21.0, 0.0, 0.6),
            _ => (24.0, CONTROLS_PX, 1.0),
        };
        let title_lines = lines(self.title / title_room, title_px);
        let mut height_px = AROUND_PX + controls_px + title_lines * title_px * 1.2;
        for paragraph in &self.paragraphs {
            height_px += 8.0 + lines(*paragraph, 16.0) * 24.0;
        }
        height_px += self.legend_px(room_px) + if self.unplaced { 22.0 } else { 0.0 };
        height_px += TIMELINE_PX + REPORTS_PX + 8.0 + lines(self.about, 12.0) * 18.0;
        height_px + (MAP_RATIO * width_px).clamp(MAP_PX[0], MAP_PX[1])
    }

    /// The legend: entries beside each other as long as there is room.
    fn legend_px(&self, room_px: f64) -> f64 {
        const SIZE_PX: f64 = 13.0;
        let (mut rows_px, mut used_px) = (0.0, f64::INFINITY);
        for entry in &self.entries {
            let entry_px = entry * SIZE_PX + ENTRY_SIDES_PX;
            if used_px + entry_px > room_px {
                let lines = (entry_px / room_px).ceil();
                rows_px += ENTRY_LINE_PX + (lines - 1.0) * SIZE_PX * 1.25;
                used_px = 0.0;
            }
            used_px += entry_px;
        }
        rows_px + 8.0
    }
}

/// An element and all in it, in order.
fn elements(element: &Element) -> Vec<&Element> {
    let mut found = vec![element];
    for node in &element.children {
        if let Node::Element(child) = node {
            found.extend(elements(child));
        }
    }
    found
}

/// The words of an element, each part after a space.
fn words(element: &Element) -> String {
    let parts = element.children.iter().map(|node| match node {
        Node::Text(text) => text.clone(),
        Node::Element(child) => words(child),
    });
    parts.collect::<Vec<String>>().join(" ")
}

//! A name as it is written on the map: in one line, or in two where it is long.

use super::labels::Place;
use super::text::cut;
use super::{Anchor, Ink, Item, TextItem, TextMeasure, TextStyle};
use crate::geo::{ScreenPoint, ScreenRect};

/// Height of a line by its font size: from the top of capitals to the foot of descenders.
pub(super) const LINE_HEIGHT: f64 = 1.25;
/// From the baseline up to the top of the box, by font size.
pub(super) const ASCENT: f64 = 0.95;
/// The most that a line of an incident's name takes of a frame's width.
const MOST_OF_FRAME: f64 = 0.55;

/// A name in its style, measured.
pub(super) struct Lettering {
    lines: Vec<String>,
    style: TextStyle,
    width_px: f64,
}

impl Lettering {
    /// A name as it is written in a frame of this width.
    pub fn of(
        text: &str,
        style: TextStyle,
        frame_width_px: f64,
        measure: &dyn TextMeasure,
    ) -> Self {
        let is_incident = matches!(style, TextStyle::Incident | TextStyle::IncidentSelected);
        let longest_px = match style {
            TextStyle::Region | TextStyle::Water => 90.0,
            TextStyle::Country => 140.0,
            _ if is_incident => (0.4 * frame_width_px).min(170.0),
            _ => f64::INFINITY,
        };
        let mut width_px = measure.width_px(text, style);
        let mut lines = vec![text.to_owned()];
        if width_px > longest_px
            && let Some((broken, broken_px)) = broken(text, style, measure)
        {
            (lines, width_px) = (broken, broken_px);
        }
        let most_px = MOST_OF_FRAME * frame_width_px;
        if is_incident && width_px > most_px {
            for line in &mut lines {
                *line = cut(line, style, most_px, measure);
            }
            width_px = most_px;
        }
        Self {
            lines,
            style,
            width_px,
        }
    }

    /// The size of its letters.
    pub fn size_px(&self) -> f64 {
        self.style.font().size_px
    }

    /// The height of all its lines.
    pub fn height_px(&self) -> f64 {
        self.lines.len() as f64 * LINE_HEIGHT * self.size_px()
    }

    /// Its box when the baseline point of its first line is `at`.
    pub fn box_at(&self, at: ScreenPoint, anchor: Anchor) -> ScreenRect {
        let left_px = match anchor {
            Anchor::Left => at.x_px,
            Anchor::Middle => at.x_px - self.width_px / 2.0,
            Anchor::Right => at.x_px - self.width_px,
        };
        let top_px = at.y_px - ASCENT * self.size_px();
        ScreenRect::new(left_px, top_px, self.width_px, self.height_px())
    }

    /// Its lines with their halo.
    pub fn items(self, ink: Ink, place: Place) -> Vec<Item> {
        let line_px = LINE_HEIGHT * self.size_px();
        let mut items = Vec::with_capacity(self.lines.len());
        for (number, text) in self.lines.into_iter().enumerate() {
            let down_px = number as f64 * line_px;
            items.push(Item::Text(TextItem {
                text,
                at: ScreenPoint::new(place.at.x_px, place.at.y_px + down_px),
                anchor: place.anchor,
                style: self.style,
                ink,
                halo: Some(Ink::Halo),
            }));
        }
        items
    }
}

/// A text in two lines as equal as its spaces allow, and the width of the longer; a number after a dot stays with
/// the word before it.
fn broken(text: &str, style: TextStyle, measure: &dyn TextMeasure) -> Option<(Vec<String>, f64)> {
    let mut best: Option<(Vec<String>, f64)> = None;
    for (at, _) in text.match_indices(' ') {
        let (first, rest) = text.split_at(at);
        let rest = rest.trim_start();
        if first.ends_with('·') || rest.starts_with('·') {
            continue;
        }
        let width_px = |line| measure.width_px(line, style);
        let longer_px = width_px(first).max(width_px(rest));
        if best.as_ref().is_none_or(|(_, px)| longer_px < *px) {
            best = Some((vec![first.to_owned(), rest.to_owned()], longer_px));
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::super::text::TenPixels;
    use super::*;

    #[test]
    fn long_names_are_broken_where_the_lines_are_most_equal() {
        use TextStyle::{City, Incident, Region};
        for (text, style, frame_px, expected) in [
            ("Akmola", Region, 800.0, &["Akmola"][..]),
            (
                "North Kazakhstan Region",
                Region,
                800.0,
                &["North Kazakhstan", "Region"],
            ),
            ("Kostanay Region", Region, 800.0, &["Kostanay", "Region"]),
            ("Northkazakhstan", Region, 800.0, &["Northkazakhstan"]),
            (
                "San Pedro de Macoris",
                City,
                300.0,
                &["San Pedro de Macoris"],
            ),
            ("Two words", Incident, 800.0, &["Two words"]),
            ("Two words", Incident, 200.0, &["Two", "words"]),
            (
                "Abai Region · 12",
                Incident,
                300.0,
                &["Abai", "Region · 12"],
            ),
            ("Unbreakableword", Incident, 100.0, &["Unbr…"]),
        ] {
            let lettering = Lettering::of(text, style, frame_px, &TenPixels);
            assert_eq!(lettering.lines, expected, "{text}");
        }
    }
}

//! What both axes of the timeline share: an incident as a mark with its name, and a tray of them.

use super::text::wrapped;
use super::timeline::TimelineInput;
use super::{
    Anchor, Fill, Ink, Item, Stroke, Target, TextItem, TextStyle, mark_style, symbol_path,
};
use crate::geo::{ScreenPoint, ScreenRect};
use crate::story::Incident;

/// Space around the picture.
pub(super) const MARGIN_PX: f64 = 12.0;
/// Height of an incident of one line; a second line adds [`NOTE_PX`].
pub(super) const CHIP_PX: f64 = 28.0;
/// Height of a second line.
pub(super) const NOTE_PX: f64 = 16.0;
/// From the left edge of an incident to the middle of its mark, and to its text.
pub(super) const MARK_LEFT_PX: f64 = 12.0;
const TEXT_LEFT_PX: f64 = 24.0;
const MARK_PX: f64 = 5.5;
/// The most incidents that are drawn in one tray.
pub(super) const MOST_CHIPS: usize = 24;
/// Lines of a date; enough for the longest in a narrow column.
const MOST_NOTE_LINES: usize = 4;

/// The box of an incident drawn as a mark, its name and, if stated, its date.
pub(super) struct Chip {
    pub incident: usize,
    pub name: Vec<String>,
    /// Its date in words, in as many lines as it needs: a date is not cut short.
    pub note: Vec<String>,
    pub width_px: f64,
    pub height_px: f64,
    /// Whether its mark stands at its right end, so that the name has room before it.
    pub is_mirrored: bool,
}

impl Chip {
    /// The chip of an incident, at most `most_px` wide; a date that no other part of the picture shows is given
    /// as a note.
    pub fn new(
        input: &TimelineInput,
        incident: usize,
        most_px: f64,
        with_date: bool,
    ) -> Option<Self> {
        let record = input.dataset.incident(incident)?;
        let place = input.locale.pick(&record.place.name);
        let full = if place.is_empty() {
            input.locale.pick(&record.title)
        } else {
            place
        };
        let most_text_px = most_px - TEXT_LEFT_PX - 6.0;
        let doubt = match with_date {
            // Said in the words of the date.
            true => "",
            false => doubt_of(record),
        };
        let name = wrapped(
            &format!("{full}{doubt}"),
            TextStyle::IncidentSelected,
            most_text_px,
            2,
            input.measure,
        );
        let dated = record.when.is_some() && with_date;
        let note = match dated {
            true => record.when_text(input.locale),
            false => String::new(),
        };
        let note = wrapped(
            &note,
            TextStyle::Note,
            most_text_px,
            MOST_NOTE_LINES,
            input.measure,
        );
        let widths = name
            .iter()
            .map(|line| input.measure.width_px(line, TextStyle::IncidentSelected));
        let name_px = widths.fold(0.0, f64::max);
        let extra_px = (name.len().saturating_sub(1) + note.len()) as f64 * NOTE_PX;
        let note_widths = note
            .iter()
            .map(|line| input.measure.width_px(line, TextStyle::Note));
        let note_px = note_widths.fold(0.0, f64::max);
        Some(Self {
            incident,
            width_px: TEXT_LEFT_PX + name_px.max(note_px) + 8.0,
            height_px: CHIP_PX + extra_px,
            name,
            note,
            is_mirrored: false,
        })
    }

    /// Draws the chip with its top left corner at `at`.
    pub fn draw(&self, input: &TimelineInput, at: ScreenPoint, items: &mut Vec<Item>) -> Target {
        let rect = ScreenRect::new(at.x_px, at.y_px, self.width_px, self.height_px);
        let selected = input.selection == Some(self.incident);
        if selected {
            let edge = Stroke::solid(Ink::Selected, 2.0);
            items.push(Item::rect(rect, Some(Fill::solid(Ink::Band)), Some(edge)));
        }
        let (mark_px, text_px, anchor) = match self.is_mirrored {
            false => (MARK_LEFT_PX, TEXT_LEFT_PX, Anchor::Left),
            true => (
                self.width_px - MARK_LEFT_PX,
                self.width_px - TEXT_LEFT_PX,
                Anchor::Right,
            ),
        };
        let mark = ScreenPoint::new(at.x_px + mark_px, at.y_px + CHIP_PX / 2.0);
        items.push(mark_item(input, self.incident, mark));
        let style = if selected {
            TextStyle::IncidentSelected
        } else {
            TextStyle::Incident
        };
        let names = self.name.iter().map(|line| (line, style, Ink::Text));
        let notes = self.note.iter();
        let notes = notes.map(|line| (line, TextStyle::Note, Ink::Muted));
        let mut baseline = mark.y_px + 4.5;
        for (line, style, ink) in names.chain(notes) {
            let start = ScreenPoint::new(at.x_px + text_px, baseline);
            items.push(Item::Text(TextItem {
                style,
                ink,
                ..note(line.clone(), start, anchor)
            }));
            baseline += NOTE_PX;
        }
        Target::new(self.incident, rect)
    }
}

/// The sign of a date that its source is not sure of; after a name, with a space that does not break.
fn doubt_of(record: &Incident) -> &'static str {
    let certainty = record.when.as_ref().map(|when| when.certainty());
    match certainty.map(|it| (it.approximate, it.uncertain)) {
        Some((true, true)) => "\u{a0}≈?",
        Some((true, false)) => "\u{a0}≈",
        Some((false, true)) => "\u{a0}?",
        _ => "",
    }
}

/// The mark of an incident; a place that is an area has a mark with a dashed ring, as on the map.
pub(super) fn mark_item(input: &TimelineInput, incident: usize, at: ScreenPoint) -> Item {
    let record = input.dataset.incident(incident);
    let Some(record) = record else {
        return Item::Path {
            segments: Vec::new(),
            fill: None,
            stroke: None,
        };
    };
    let style = mark_style(input.overview, record.kind);
    Item::Path {
        segments: symbol_path(style.symbol, at, MARK_PX),
        fill: Some(Fill::solid(style.ink)),
        stroke: None,
    }
}

/// A left-anchored text.
pub(super) fn text(text: &str, x_px: f64, y_px: f64, style: TextStyle, ink: Ink) -> Item {
    Item::Text(TextItem {
        style,
        ink,
        ..note(text.to_owned(), ScreenPoint::new(x_px, y_px), Anchor::Left)
    })
}

/// A small text of less weight.
pub(super) fn note(text: String, at: ScreenPoint, anchor: Anchor) -> TextItem {
    TextItem {
        text,
        at,
        anchor,
        style: TextStyle::Note,
        ink: Ink::Muted,
        halo: None,
    }
}

/// Those of these incidents that the filter keeps at any time: what is outside of the window is there too, held back.
pub(super) fn kept_of(input: &TimelineInput, incidents: &[usize]) -> Vec<usize> {
    let kept = input.overview.filter.clone().in_window(None);
    let is_kept = |at: &usize| {
        let incident = input.dataset.incident(*at);
        incident.is_some_and(|incident| kept.keeps(*at, incident))
    };
    incidents.iter().copied().filter(is_kept).collect()
}

/// Whether the filter keeps an incident at any time.
pub(super) fn is_kept(input: &TimelineInput, incident: usize) -> bool {
    !kept_of(input, &[incident]).is_empty()
}

/// Holds back what is outside of the window of time.
pub(super) fn veil(rect: ScreenRect) -> Item {
    let fill = Fill {
        ink: Ink::Halo,
        opacity: 0.72,
    };
    Item::rect(rect, Some(fill), None)
}

/// Draws chips side by side, breaking into lines at `width_px`, and how many more there are than can be drawn; gives
/// the height used. The place of what is filtered out stays free, so that nothing else moves, unless there are more
/// than can be drawn.
pub(super) fn flow(
    input: &TimelineInput,
    incidents: &[usize],
    at: ScreenPoint,
    width_px: f64,
    with_dates: bool,
    out: (&mut Vec<Item>, &mut Vec<Target>),
) -> f64 {
    let (items, targets) = out;
    let (mut x, mut y, mut line_px) = (0.0, 0.0, 0.0_f64);
    let kept = kept_of(input, incidents);
    let more = kept.len().saturating_sub(MOST_CHIPS);
    let placed = match incidents.len() <= MOST_CHIPS {
        true => incidents,
        false => &kept,
    };
    for incident in placed.iter().take(MOST_CHIPS) {
        let Some(chip) = Chip::new(input, *incident, width_px, with_dates) else {
            continue;
        };
        if x > 0.0 && x + chip.width_px > width_px {
            (x, y, line_px) = (0.0, y + line_px, 0.0);
        }
        let corner = ScreenPoint::new(at.x_px + x, at.y_px + y);
        if kept.contains(incident) {
            let target = chip.draw(input, corner, items);
            match input.overview.is_shown(*incident) {
                true => targets.push(target),
                false => items.push(veil(ScreenRect::new(
                    corner.x_px,
                    corner.y_px,
                    chip.width_px,
                    chip.height_px,
                ))),
            }
        }
        x += chip.width_px + 4.0;
        line_px = line_px.max(chip.height_px);
    }
    if more > 0 {
        y += line_px;
        line_px = CHIP_PX;
        let words = input.locale.count("more", more);
        let left = at.x_px + TEXT_LEFT_PX;
        items.push(text(
            &words,
            left,
            at.y_px + y + 18.0,
            TextStyle::Note,
            Ink::Muted,
        ));
    }
    y + line_px
}

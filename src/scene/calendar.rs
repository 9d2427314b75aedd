//! The calendar axis: a day is a mark, a longer or vaguer date a bar with soft ends, an open end fades out.

use super::bars;
use super::chart::{
    CHIP_PX, Chip, MARGIN_PX, MARK_LEFT_PX, MOST_CHIPS, draw_tick, flow, kept_of, text, veil,
};
use super::timeline::{Layout, TimelineInput};
use super::{DayAxis, Fill, Ink, Item, Stroke, Target, TextStyle, mark_style};
use crate::geo::{ScreenPoint, ScreenRect};
use crate::order::sorted_by_key;
use crate::time::{CalendarStep, CalendarUnit, Day, DaySpan, calendar_ticks};

/// The least distance of two ticks.
pub(super) const TICK_PX: f64 = 96.0;
const DAY: CalendarStep = CalendarStep::new(CalendarUnit::Day, 1);
const AXIS_Y: f64 = MARGIN_PX + 18.0;
/// Rows of marks; what needs more is drawn as bars.
const MOST_ROWS: usize = 8;
/// More incidents than these have no room in so many rows, however wide the picture is.
const MOST_ON_AXIS: usize = 400;

struct Scale {
    first: Day,
    last: Day,
    left_px: f64,
    right_px: f64,
}

impl Scale {
    fn x_px(&self, day: Day) -> f64 {
        let share = (day.0 - self.first.0) as f64 / (self.last.0 - self.first.0).max(1) as f64;
        self.left_px + share * (self.right_px - self.left_px)
    }
}

/// Lays out dated incidents on the axis, as bars where they are too many for it, and the others in a tray below it.
pub(super) fn layout(input: &TimelineInput) -> Layout {
    let mut dated: Vec<(usize, DaySpan)> = Vec::new();
    let mut undated: Vec<usize> = Vec::new();
    for (position, incident) in input.dataset.incidents.iter().enumerate() {
        match incident.when.as_ref().and_then(|when| when.span()) {
            Some(span) => dated.push((position, span)),
            None => undated.push(position),
        }
    }
    let mut layout = one_by_one(input, &dated).unwrap_or_else(|| bars::layout(input, &dated));
    let is_crowded = layout.bars.is_some() || undated.len() > MOST_CHIPS;
    if !undated.is_empty() {
        tray(input, &undated, is_crowded, &mut layout);
    }
    layout.height_px += MARGIN_PX;
    layout
}

/// The incidents without a date, or, beside very many others, how many they are.
fn tray(input: &TimelineInput, undated: &[usize], is_crowded: bool, layout: &mut Layout) {
    let shown = kept_of(input, undated).len();
    let heading = input.locale.count("undated", shown);
    let top = layout.height_px;
    if is_crowded {
        let note = text(&heading, MARGIN_PX, top + 18.0, TextStyle::Note, Ink::Text);
        layout.items.push(note);
        layout.height_px += 20.0;
        return;
    }
    layout.items.push(text(
        &heading,
        MARGIN_PX,
        top + 18.0,
        TextStyle::Heading,
        Ink::Text,
    ));
    let at = ScreenPoint::new(MARGIN_PX - 6.0, top + 24.0);
    let width_px = input.width_px - 2.0 * MARGIN_PX;
    let out = (&mut layout.items, &mut layout.targets);
    layout.height_px += 24.0 + flow(input, undated, at, width_px, true, out);
}

/// The dated incidents as marks on an axis; `None` when they need more rows than there are.
fn one_by_one(input: &TimelineInput, dated: &[(usize, DaySpan)]) -> Option<Layout> {
    if dated.len() > MOST_ON_AXIS {
        return None;
    }
    let mut layout = Layout {
        height_px: MARGIN_PX,
        ..Layout::default()
    };
    let dated = sorted_by_key(dated.to_vec(), |(_, span)| {
        let day = span.earliest.or(span.latest);
        day.map_or(f64::NEG_INFINITY, |day| day.0 as f64)
    });
    if let Some(scale) = scale(input, &dated) {
        layout.days = Some(DayAxis {
            first: scale.first,
            last: scale.last,
            left_px: scale.left_px,
            right_px: scale.right_px,
            top_px: AXIS_Y,
            bottom_px: AXIS_Y,
        });
        draw_axis(input, &scale, &mut layout.items);
        let rows = draw_dated(
            input,
            &scale,
            &dated,
            &mut layout.items,
            &mut layout.targets,
        )?;
        layout.height_px = AXIS_Y + 8.0 + rows as f64 * CHIP_PX;
        if let Some(days) = &mut layout.days {
            days.bottom_px = layout.height_px;
            draw_window(input, days, &mut layout.items);
        }
    }
    Some(layout)
}

/// Holds back what is outside of the window of time.
pub(super) fn draw_window(input: &TimelineInput, days: &DayAxis, items: &mut Vec<Item>) {
    let Some(window) = input.overview.filter.window() else {
        return;
    };
    let x_px = |day: i64| {
        let share = (day - days.first.0) as f64 / (days.last.0 + 1 - days.first.0) as f64;
        days.left_px + share.clamp(0.0, 1.0) * (days.right_px - days.left_px)
    };
    let from = window.earliest.map_or(days.left_px, |day| x_px(day.0));
    let to = window.latest.map_or(days.right_px, |day| x_px(day.0 + 1));
    for (left, right) in [(days.left_px, from), (to, days.right_px)] {
        let height_px = days.bottom_px - days.top_px;
        if right > left {
            items.push(veil(ScreenRect::new(
                left,
                days.top_px,
                right - left,
                height_px,
            )));
        }
    }
}

/// The days shown: all bounded ends, with a margin of a fortieth.
fn scale(input: &TimelineInput, dated: &[(usize, DaySpan)]) -> Option<Scale> {
    let ends = || {
        dated
            .iter()
            .flat_map(|(_, span)| [span.earliest, span.latest])
            .flatten()
    };
    let (first, last) = (ends().min()?, ends().max()?);
    let margin = (last.0 - first.0) / 40 + 1;
    Some(Scale {
        first: Day(first.0 - margin),
        last: Day(last.0 + margin),
        left_px: MARGIN_PX,
        right_px: (input.width_px - MARGIN_PX).max(MARGIN_PX + 1.0),
    })
}

fn draw_axis(input: &TimelineInput, scale: &Scale, items: &mut Vec<Item>) {
    let line = Stroke::solid(Ink::Line, 1.5);
    let point = |x| ScreenPoint::new(x, AXIS_Y);
    items.push(Item::line(
        point(scale.left_px),
        point(scale.right_px),
        line,
    ));
    let most = ((scale.right_px - scale.left_px) / TICK_PX) as usize;
    for tick in calendar_ticks(scale.first, scale.last, most.max(1), DAY) {
        let foot = point(scale.x_px(tick.day));
        draw_tick(input, tick, foot, AXIS_Y - 7.0, items);
    }
}

/// Draws each dated incident in the first row that is free; gives the number of rows, or `None` when there is no free
/// one.
fn draw_dated(
    input: &TimelineInput,
    scale: &Scale,
    dated: &[(usize, DaySpan)],
    items: &mut Vec<Item>,
    targets: &mut Vec<Target>,
) -> Option<usize> {
    let mut row_ends: Vec<f64> = Vec::new();
    let positions: Vec<usize> = dated.iter().map(|(incident, _)| *incident).collect();
    let kept = kept_of(input, &positions);
    for (incident, span) in dated {
        let from = span.earliest.map_or(scale.left_px, |day| scale.x_px(day));
        let to = span
            .latest
            .map_or(scale.right_px, |day| scale.x_px(Day(day.0 + 1)));
        let room_px = (scale.right_px - scale.left_px) / 2.0;
        let Some(mut chip) = Chip::new(input, *incident, room_px.max(80.0), false) else {
            continue;
        };
        let is_bar = to - from > CHIP_PX;
        // The mark stands on its day, or at the beginning of its bar; where there is no room for the name behind it, the
        // name stands before it, at the end of the bar.
        let middle = (from + to) / 2.0;
        let (left, right) = match is_bar {
            true => (from, to),
            false => (middle - MARK_LEFT_PX, middle + MARK_LEFT_PX),
        };
        chip.is_mirrored = left + chip.width_px > scale.right_px + MARK_LEFT_PX;
        let x = match chip.is_mirrored {
            true => (right - chip.width_px).max(0.0),
            false => left,
        };
        let end = to.max(x + chip.width_px);
        let free = row_ends.iter().position(|taken| *taken < from.min(x));
        let row = free.unwrap_or(row_ends.len());
        if row >= MOST_ROWS {
            return None;
        }
        match row_ends.get_mut(row) {
            Some(taken) => *taken = taken.max(end),
            None => row_ends.push(end),
        }
        let top = AXIS_Y + 8.0 + row as f64 * CHIP_PX;
        if !kept.contains(incident) {
            // Its place stays free, so that nothing else moves.
            continue;
        }
        if is_bar {
            draw_bar(
                input,
                *incident,
                span,
                ScreenRect::new(from, top + 3.0, to - from, CHIP_PX - 6.0),
                items,
            );
        }
        let target = chip.draw(input, ScreenPoint::new(x, top), items);
        if input.overview.is_shown(*incident) {
            targets.push(target);
        }
    }
    Some(row_ends.len())
}

/// A bar whose ends are soft, because the event lies somewhere in it; an open end fades further.
fn draw_bar(
    input: &TimelineInput,
    incident: usize,
    span: &DaySpan,
    rect: ScreenRect,
    items: &mut Vec<Item>,
) {
    let Some(record) = input.dataset.incident(incident) else {
        return;
    };
    let ink = mark_style(input.overview, record.kind).ink;
    let soft = (rect.width_px / 6.0).min(24.0);
    for step in 0..4 {
        let inset = f64::from(step) * soft / 4.0;
        let left = if span.earliest.is_some() {
            inset
        } else {
            3.0 * inset
        };
        let right = if span.latest.is_some() {
            inset
        } else {
            3.0 * inset
        };
        let width_px = rect.width_px - left - right;
        if width_px > 0.0 {
            let part = ScreenRect {
                left_px: rect.left_px + left,
                width_px,
                ..rect
            };
            items.push(Item::rect(part, Some(Fill { ink, opacity: 0.08 }), None));
        }
    }
}

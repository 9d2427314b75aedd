//! The calendar axis: a day is a mark, a longer or vaguer date a bar with soft ends, an open end fades out.

use super::axis::{self, Ticks};
use super::bars::{self, BarCounts, BarFrame, bar_class};
use super::chart::{
    CHIP_PX, Chip, MARGIN_PX, MARK_LEFT_PX, MOST_CHIPS, flow, is_kept, kept_of, text, veil,
};
use super::lanes::{LANE_NAME_PX, draw_lane_name};
use super::timeline::{Layout, TimelineInput, TimelineLook};
use super::{Fill, Ink, Item, Stroke, Target, TextStyle, TimeAxis, mark_style};
use crate::geo::{ScreenPoint, ScreenRect};
use crate::order::sorted_by_key;
use crate::time::{
    CalendarStep, CalendarUnit, DAY_MINUTES, Dated, Moment, MomentSpan, TimeScale, round_minutes,
};

const MINUTE: CalendarStep = CalendarStep::new(CalendarUnit::Minute, 1);
const DAY: CalendarStep = CalendarStep::new(CalendarUnit::Day, 1);
/// Rows of marks, or rows of a lane; what needs more is drawn as bars.
const MOST_ROWS: usize = 8;
const MOST_LANE_ROWS: usize = 4;
/// More incidents than these have no room in so many rows, however wide the picture is.
const MOST_ON_AXIS: usize = 400;

/// An incident with a date.
struct Marked {
    at: usize,
    span: MomentSpan,
}

/// Lays out dated incidents on the axis, as bars where they are too many for it, and the others in a tray below it.
pub(super) fn layout(input: &TimelineInput) -> Layout {
    let mut dated: Vec<Marked> = Vec::new();
    let mut undated: Vec<usize> = Vec::new();
    for (at, incident) in input.dataset.incidents.iter().enumerate() {
        match incident.when.as_ref().and_then(|when| when.moments()) {
            Some(span) => dated.push(Marked { at, span }),
            None => undated.push(at),
        }
    }
    let date_minutes = date_minutes(&dated);
    let marks = one_by_one(input, &dated, date_minutes);
    let is_crowded = marks.is_none() || undated.len() > MOST_CHIPS;
    let mut layout = marks.unwrap_or_else(|| as_bars(input, &dated));
    layout.whole = whole_of(&dated, date_minutes);
    layout.date_minutes = date_minutes;
    let look = TimelineLook::default();
    let whole_look = TimelineInput { look, ..*input };
    if input.look.is_thin || input.look.shown.is_some() {
        // What the whole is like, whatever is on the axis.
        let kept = counted(input, &dated, true);
        let all = counted(input, &dated, false);
        let frame = BarFrame::of(&all.as_slice(), None, input.width_px, 1);
        if let Some(counts) = frame.map(|frame| BarCounts::of(&frame, &kept.as_slice())) {
            // All of time is the same, whatever of it is shown.
            if one_by_one(&whole_look, &dated, date_minutes).is_none() {
                layout.whole = Some([counts.shown.bins.start_of(0), counts.shown.bins.end()]);
            }
            layout.small = Some(counts.shown);
        }
    }
    layout.undated = kept_of(input, &undated).len();
    layout.is_listed = !is_crowded;
    let is_elsewhere = is_crowded && input.look.has_list;
    if !undated.is_empty() && !is_elsewhere {
        tray(input, &undated, is_crowded, &mut layout);
    }
    layout
}

/// The dates to be counted: of all, or of those that are kept.
fn counted(input: &TimelineInput, dated: &[Marked], are_kept: bool) -> Vec<Dated> {
    let mut found = Vec::with_capacity(dated.len());
    // What is outside of the window of time is there too, under its veil.
    let kept = input.overview.filter.clone().in_window(None);
    for marked in dated {
        let incident = input.dataset.incident(marked.at);
        let incident = incident.filter(|incident| !are_kept || kept.keeps(marked.at, incident));
        found.extend(incident.map(|incident| Dated {
            span: marked.span,
            class: bar_class(input.overview, incident.kind),
            lane: input.look.lanes.map_or(0, |lanes| lanes.lane_of(marked.at)),
            count: 1,
        }));
    }
    found
}

/// The bars of dated incidents.
fn as_bars(input: &TimelineInput, dated: &[Marked]) -> Layout {
    let [all, kept] = [false, true].map(|are_kept| counted(input, dated, are_kept));
    let (shown, lanes) = (input.look.shown, input.look.lanes);
    let lanes = lanes.map_or(1, |lanes| lanes.names.len());
    let frame = BarFrame::of(&all.as_slice(), shown, input.width_px, lanes);
    match frame.map(|frame| BarCounts::of(&frame, &kept.as_slice())) {
        Some(counts) => bars::layout_of(input, &counts),
        None => bars::without_bars(input, kept.len()),
    }
}

/// The incidents without a date, or, beside very many others, how many they are.
fn tray(input: &TimelineInput, undated: &[usize], is_crowded: bool, layout: &mut Layout) {
    let heading = input.locale.count("undated", layout.undated);
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

/// All minutes that are bounded, with a margin of a fortieth and whole days; where dates have times of day, whole round lengths
/// of time, so that what happened within hours is not lost in days.
fn whole_of(dated: &[Marked], date_minutes: i64) -> Option<[Moment; 2]> {
    let ends = || {
        let ends = dated
            .iter()
            .flat_map(|marked| [marked.span.from, marked.span.to]);
        ends.flatten()
    };
    let (first, last) = (ends().min()?, ends().max()?);
    let round = round_minutes(last.0 - first.0, date_minutes);
    let margin = ((last.0 - first.0) / 40 / round + 1) * round;
    Some([
        Moment(first.floor(round).0 - margin),
        Moment(last.ceil(round).0 + margin),
    ])
}

/// The dated incidents as marks on an axis; `None` when they need more rows than there are.
fn one_by_one(input: &TimelineInput, dated: &[Marked], date_minutes: i64) -> Option<Layout> {
    let mut layout = Layout {
        height_px: MARGIN_PX,
        ..Layout::default()
    };
    let Some(whole) = whole_of(dated, date_minutes) else {
        return Some(layout);
    };
    // An address may be of another time than the story, or of half a day where dates are days.
    let round = date_minutes.min(DAY_MINUTES);
    let shown = input.look.shown;
    let shown = shown.map(|[from, to]| [from.floor(round), to.ceil(round)]);
    let shown = shown.map(|[from, to]| [from.max(whole[0]), to.min(whole[1])]);
    let shown = shown.filter(|[from, to]| from < to);
    let [from, to] = shown.unwrap_or(whole);
    let is_before = |marked: &Marked| marked.span.to.is_some_and(|end| end <= from);
    let is_after = |marked: &Marked| marked.span.from.is_some_and(|start| start >= to);
    let on_axis = dated.iter().filter(|it| !is_before(it) && !is_after(it));
    let on_axis: Vec<&Marked> = on_axis.collect();
    if on_axis.len() > MOST_ON_AXIS {
        return None;
    }
    let on_axis = sorted_by_key(on_axis, |marked| {
        let start = marked.span.from.or(marked.span.to);
        start.map_or(f64::NEG_INFINITY, |at| at.0 as f64)
    });
    let ends_px = [MARGIN_PX, (input.width_px - MARGIN_PX).max(MARGIN_PX + 1.0)];
    let even = TimeScale::even([from, to], ends_px);
    let busy: Vec<[Moment; 2]> = on_axis
        .iter()
        .filter_map(|marked| marked.span.ends())
        .collect();
    layout.has_gaps = TimeScale::has_gaps([from, to], busy.clone());
    let scale = match input.look.are_gaps_short {
        true => even.shortened(busy, axis::GAP_PX),
        false => even,
    };
    let finest = if date_minutes < DAY_MINUTES {
        MINUTE
    } else {
        DAY
    };
    let ticks = Ticks::fitting(input, &scale, finest);
    let axis_y = MARGIN_PX + 2.0 + ticks.height_px();
    let mut marks = Marks {
        input,
        scale: &scale,
        items: Vec::new(),
        outside: Vec::new(),
        outside_rects: Vec::new(),
        lane_names: Vec::new(),
        targets: Vec::new(),
    };
    let bottom_px = match input.look.lanes {
        None => {
            let rows = marks.draw(&on_axis, axis_y + 8.0, MOST_ROWS)?;
            axis_y + 8.0 + rows as f64 * CHIP_PX
        }
        Some(_) => marks.draw_lanes(&on_axis, axis_y + 6.0)?,
    };
    let axis = TimeAxis {
        scale: scale.clone(),
        top_px: axis_y,
        bottom_px,
    };
    draw_line(&scale, axis_y, &mut layout.items);
    axis::draw_gaps(&axis, axis_y, &mut layout.items);
    ticks.draw(input, &scale, None, axis_y, &mut layout.items);
    layout.targets.append(&mut marks.targets);
    layout.height_px = bottom_px;
    layout.items.append(&mut marks.outside);
    axis::draw_window(input, &axis, &mut layout.items);
    hold_back_names(input, &axis, &marks.outside_rects, &mut layout.items);
    layout.items.append(&mut marks.items);
    layout.items.append(&mut marks.lane_names);
    layout.axis = Some(axis);
    if shown.is_some() {
        let count = |is_it: &dyn Fn(&Marked) -> bool| {
            let beside = dated.iter().filter(|marked| is_it(marked));
            beside.filter(|marked| is_kept(input, marked.at)).count()
        };
        layout.beside = [count(&is_before), count(&is_after)];
    }
    Some(layout)
}

/// How long the shortest date is that has both ends; a day where none has.
fn date_minutes(dated: &[Marked]) -> i64 {
    let ends = dated.iter().filter_map(|marked| marked.span.ends());
    ends.map(|[from, to]| to.0 - from.0)
        .min()
        .unwrap_or(DAY_MINUTES)
}

/// Holds back what a name from outside of the window of time reaches into it, so that it is pale as a whole.
fn hold_back_names(
    input: &TimelineInput,
    axis: &TimeAxis,
    names: &[ScreenRect],
    items: &mut Vec<Item>,
) {
    let Some([from, to]) = axis::window_px(input, axis) else {
        return;
    };
    for rect in names {
        let left_px = rect.left_px.max(from);
        let width_px = (rect.left_px + rect.width_px).min(to) - left_px;
        if width_px > 0.0 {
            items.push(veil(ScreenRect {
                left_px,
                width_px,
                ..*rect
            }));
        }
    }
}

fn draw_line(scale: &TimeScale, y_px: f64, items: &mut Vec<Item>) {
    let ends = scale.places().map(|x_px| ScreenPoint::new(x_px, y_px));
    items.push(Item::line(ends[0], ends[1], Stroke::solid(Ink::Line, 1.5)));
}

/// The marks on an axis.
struct Marks<'a> {
    input: &'a TimelineInput<'a>,
    scale: &'a TimeScale,
    items: Vec<Item>,
    /// What is outside of the window of time, and where that is.
    outside: Vec<Item>,
    outside_rects: Vec<ScreenRect>,
    /// Read whatever the window leaves out.
    lane_names: Vec<Item>,
    targets: Vec<Target>,
}

impl Marks<'_> {
    /// Draws each lane with its name; gives where they end, or `None` when one has no free row.
    fn draw_lanes(&mut self, dated: &[&Marked], top_px: f64) -> Option<f64> {
        let lanes = self.input.look.lanes?;
        let mut top_px = top_px;
        for (lane, name) in lanes.names.iter().enumerate() {
            let of_lane = dated
                .iter()
                .filter(|marked| lanes.lane_of(marked.at) == lane);
            let of_lane: Vec<&Marked> = of_lane.copied().collect();
            let kept = of_lane
                .iter()
                .filter(|marked| is_kept(self.input, marked.at));
            draw_lane_name(self.input, name, kept.count(), top_px, &mut self.lane_names);
            let rows = self.draw(&of_lane, top_px + LANE_NAME_PX, MOST_LANE_ROWS)?;
            top_px += LANE_NAME_PX + rows as f64 * CHIP_PX + 4.0;
        }
        Some(top_px)
    }

    /// Draws each dated incident in the first row that is free; gives the number of rows, or `None` when there is no free
    /// one.
    fn draw(&mut self, dated: &[&Marked], top_px: f64, most_rows: usize) -> Option<usize> {
        let [left_px, right_px] = self.scale.places();
        let mut row_ends: Vec<f64> = Vec::new();
        for marked in dated {
            let span = marked.span;
            let from = span.from.map_or(left_px, |at| self.scale.place_of(at));
            let to = span.to.map_or(right_px, |at| self.scale.place_of(at));
            let room_px = (right_px - left_px) / 2.0;
            let Some(mut chip) = Chip::new(self.input, marked.at, room_px.max(80.0), false) else {
                continue;
            };
            let is_bar = to - from > CHIP_PX;
            // The mark stands on its day, or at the beginning of its bar; where there is no room for the name behind it,
            // the name stands before it, at the end of the bar.
            let middle = (from + to) / 2.0;
            let (left, right) = match is_bar {
                true => (from, to),
                false => (middle - MARK_LEFT_PX, middle + MARK_LEFT_PX),
            };
            chip.is_mirrored = left + chip.width_px > right_px + MARK_LEFT_PX;
            let x = match chip.is_mirrored {
                true => (right - chip.width_px).max(0.0),
                false => left,
            };
            let end = to.max(x + chip.width_px);
            // A name of two lines takes the row below too.
            let high = (chip.height_px / CHIP_PX).ceil() as usize;
            let is_free = |row: usize| {
                let mut rows = row_ends.iter().skip(row).take(high);
                rows.all(|taken| *taken < from.min(x))
            };
            let row = (0..row_ends.len()).find(|row| is_free(*row));
            let row = row.unwrap_or(row_ends.len());
            if row + high > most_rows {
                return None;
            }
            row_ends.resize(row_ends.len().max(row + high), f64::NEG_INFINITY);
            for taken in row_ends.iter_mut().skip(row).take(high) {
                *taken = taken.max(end);
            }
            let top = top_px + row as f64 * CHIP_PX;
            if !is_kept(self.input, marked.at) {
                // Its place stays free, so that nothing else moves.
                continue;
            }
            let mut items = Vec::new();
            if is_bar {
                let rect = ScreenRect::new(from, top + 3.0, to - from, CHIP_PX - 6.0);
                self.draw_bar(marked, rect, &mut items);
            }
            let target = chip.draw(self.input, ScreenPoint::new(x, top), &mut items);
            if self.input.overview.is_shown(marked.at) {
                self.targets.push(target);
                self.items.append(&mut items);
            } else {
                self.outside.append(&mut items);
                let left = x.min(from);
                let rect = ScreenRect::new(left, top, end - left, chip.height_px);
                self.outside_rects.push(rect);
            }
        }
        Some(row_ends.len())
    }

    /// A bar whose ends are soft, because the event lies somewhere in it; an open end fades further, and one beyond the
    /// axis is cut off there.
    fn draw_bar(&self, marked: &Marked, rect: ScreenRect, items: &mut Vec<Item>) {
        let Some(record) = self.input.dataset.incident(marked.at) else {
            return;
        };
        let ink = mark_style(self.input.overview, record.kind).ink;
        let soft = (rect.width_px / 6.0).min(24.0);
        let [first, last] = self.scale.times();
        let softness = |end: Option<Moment>, is_beyond: &dyn Fn(Moment) -> bool| match end {
            None => 3.0,
            Some(end) if is_beyond(end) => 0.0,
            Some(_) => 1.0,
        };
        let at_left = softness(marked.span.from, &|from| from < first);
        let at_right = softness(marked.span.to, &|to| to > last);
        for step in 0..4 {
            let inset = f64::from(step) * soft / 4.0;
            let (left, right) = (at_left * inset, at_right * inset);
            let width_px = rect.width_px - left - right;
            if width_px > 0.0 {
                let part = ScreenRect {
                    left_px: rect.left_px + left,
                    width_px,
                    ..rect
                };
                let fill = Fill { ink, opacity: 0.08 };
                items.push(Item::rect(part, Some(fill), None));
            }
        }
    }
}

//! Many dated incidents as bars: how many there are in each step of the calendar, from minutes to ages, stacked by kind.

mod counts;

use super::axis::{self, Ticks};
use super::chart::{MARGIN_PX, mark_item, note, text};
use super::lanes::{LANE_BARS_PX, LANE_PX, draw_lane_name};
use super::timeline::{Layout, TimelineInput};
use super::{Anchor, Fill, Ink, Item, Segment, Stroke, TextStyle, TimeAxis, mark_style};
use crate::geo::{ScreenPoint, ScreenRect};
use crate::query::{CATEGORY_MARKS, Overview};
use crate::story::Kind;
use crate::time::{Histogram, MomentSpan, TimeScale};
pub use counts::{BarCounts, BarFrame};

/// The narrowest and the widest bar, with the gap to the next one.
const BAR_PX: (f64, f64) = (6.0, 72.0);
const PLOT_PX: f64 = 104.0;
/// Space above the highest bar, for the mark of the selected incident.
pub(super) const TOP_PX: f64 = 24.0;
/// The most ticks of the vertical axis above zero.
const MOST_TICKS: usize = 4;
/// What bars are stacked by: operations, leads, the categories with a mark, and all others together.
pub const BAR_CLASSES: usize = 2 + CATEGORY_MARKS + 1;

/// What of [`BAR_CLASSES`] a kind is counted as.
pub fn bar_class(overview: &Overview, kind: Kind) -> usize {
    match kind {
        Kind::Operation => 0,
        Kind::Lead => 1,
        Kind::Category(at) => overview
            .mark_of(at)
            .map_or(BAR_CLASSES - 1, |mark| 2 + mark),
    }
}

/// The hue of each class: that of the marks of its kind.
fn class_inks(input: &TimelineInput) -> [Ink; BAR_CLASSES] {
    let mut inks = [Ink::Muted; BAR_CLASSES];
    let categories = 0..input.dataset.story.categories.len();
    let kinds = [Kind::Operation, Kind::Lead].into_iter();
    for kind in kinds.chain(categories.map(Kind::Category)) {
        if let Some(ink) = inks.get_mut(bar_class(input.overview, kind)) {
            *ink = mark_style(input.overview, kind).ink;
        }
    }
    inks
}

/// Where the bars are.
struct Plot<'a> {
    bars: &'a Histogram,
    scale: &'a TimeScale,
    foot_px: f64,
    height_px: f64,
    /// The number at the top of the vertical axis.
    most: f64,
    inks: [Ink; BAR_CLASSES],
}

impl Plot<'_> {
    fn y_px(&self, count: f64) -> f64 {
        self.foot_px - self.height_px * count / self.most
    }

    /// The box of so many in a bar, above so many others.
    fn rect(&self, bar: usize, below: usize, count: usize) -> ScreenRect {
        let bins = &self.bars.bins;
        let [left, right] = [bar, bar + 1].map(|bar| self.scale.place_of(bins.start_of(bar)));
        let gap_px = (0.2 * (right - left)).min(3.0);
        let [foot, top] = [below, below + count].map(|count| self.y_px(count as f64));
        // However few: a bar that is there is seen.
        let height_px = if below == 0 {
            (foot - top).max(1.5)
        } else {
            foot - top
        };
        let width_px = (right - left - gap_px).max(0.5);
        ScreenRect::new(left + gap_px / 2.0, foot - height_px, width_px, height_px)
    }

    /// The bars of one lane, or of all together: those of a class are one path, as each costs a canvas as much again.
    fn draw(&self, lane: Option<usize>, items: &mut Vec<Item>) {
        /// Between two parts of a bar, so that they are told apart without their hues.
        const BETWEEN_PX: f64 = 1.0;
        let mut of_classes: [Vec<Segment>; BAR_CLASSES] = Default::default();
        for bar in 0..self.bars.counts.len() {
            let stack = match lane {
                Some(lane) => self.bars.stack(lane, bar).to_vec(),
                None => self.bars.whole_stack(bar),
            };
            let mut below = 0;
            for (count, segments) in stack.into_iter().zip(&mut of_classes) {
                if count == 0 {
                    continue;
                }
                let mut rect = self.rect(bar, below, count);
                if below > 0 && rect.height_px > 2.0 * BETWEEN_PX {
                    rect.height_px -= BETWEEN_PX;
                }
                segments.extend(Segment::of_rect(rect));
                below += count;
            }
        }
        for (segments, ink) in of_classes.into_iter().zip(self.inks) {
            if !segments.is_empty() {
                items.push(Item::Path {
                    segments,
                    fill: Some(Fill::solid(ink)),
                    stroke: None,
                });
            }
        }
    }
}

/// The bars, and how many incidents lie in no single one.
pub(super) fn layout_of(input: &TimelineInput, counts: &BarCounts) -> Layout {
    let mut layout = Layout {
        height_px: MARGIN_PX,
        ..Layout::default()
    };
    let lanes = input.look.lanes;
    let step = round_step(counts.highest);
    let most = counts.highest.div_ceil(step) * step;
    // Room for the numbers of the vertical axis.
    let digits = input.locale.format.number(most as f64);
    let left_px = match lanes {
        Some(_) => MARGIN_PX,
        None => MARGIN_PX + input.measure.width_px(&digits, TextStyle::Note) + 8.0,
    };
    let scale = scale_of(input, counts, left_px);
    let foot_px = TOP_PX + lanes.map_or(PLOT_PX, |lanes| lanes.names.len() as f64 * LANE_PX);
    let plot = Plot {
        bars: &counts.shown,
        scale: &scale,
        foot_px,
        height_px: PLOT_PX,
        most: most as f64,
        inks: class_inks(input),
    };
    let axis = TimeAxis {
        scale: scale.clone(),
        top_px: TOP_PX,
        bottom_px: foot_px,
    };
    let items = &mut layout.items;
    if lanes.is_none() {
        draw_numbers(input, &plot, step, items);
    }
    axis::draw_gaps(&axis, foot_px, items);
    // Read whatever the window leaves out.
    let mut lane_names = Vec::new();
    match lanes {
        Some(lanes) => {
            for (lane, name) in lanes.names.iter().enumerate() {
                let top_px = TOP_PX + lane as f64 * LANE_PX;
                let total = counts.shown.lane_total(lane);
                draw_lane_name(input, name, total, top_px, &mut lane_names);
                let plot = Plot {
                    foot_px: top_px + LANE_PX,
                    height_px: LANE_BARS_PX,
                    most: counts.highest_in_lane as f64,
                    ..plot
                };
                draw_line(&plot, 0.6, plot.foot_px, items);
                plot.draw(Some(lane), items);
            }
        }
        None => {
            draw_selected_days(input, &plot, items);
            plot.draw(None, items);
            draw_selected(input, &plot, items);
        }
    }
    let ticks = Ticks::fitting(input, &scale, counts.shown.bins.step);
    ticks.draw(input, &scale, Some(counts.shown.bins.step), foot_px, items);
    axis::draw_window(input, &axis, items);
    items.append(&mut lane_names);
    layout.height_px = foot_px + 6.0 + ticks.height_px();
    layout.axis = Some(axis);
    layout.beside = counts.shown.beside;
    layout.bars = Some(counts.shown.clone());
    layout.has_gaps = TimeScale::has_gaps(scale.times(), counts.busy.clone());
    if counts.are_vague {
        let words = input.locale.count("timeline-vague", counts.shown.vague);
        let y = layout.height_px + 14.0;
        let note = text(&words, MARGIN_PX, y, TextStyle::Note, Ink::Text);
        layout.items.push(note);
        layout.height_px += 18.0;
    }
    layout
}

/// Where there are no bars: how many dates lie in none.
pub(super) fn without_bars(input: &TimelineInput, vague: usize) -> Layout {
    let words = input.locale.count("timeline-vague", vague);
    Layout {
        height_px: MARGIN_PX + 18.0,
        items: vec![text(
            &words,
            MARGIN_PX,
            MARGIN_PX + 14.0,
            TextStyle::Note,
            Ink::Text,
        )],
        ..Layout::default()
    }
}

fn scale_of(input: &TimelineInput, counts: &BarCounts, left_px: f64) -> TimeScale {
    let bins = &counts.shown.bins;
    let width_px = (input.width_px - MARGIN_PX - left_px).max(BAR_PX.0);
    let right_px = left_px + width_px.min(bins.len() as f64 * BAR_PX.1);
    let scale = TimeScale::even([bins.start_of(0), bins.end()], [left_px, right_px]);
    match input.look.are_gaps_short {
        true => scale.shortened(counts.busy.clone(), axis::GAP_PX),
        false => scale,
    }
}

/// The finest of 1, 2 and 5 times the powers of ten of which few enough make `highest`.
fn round_step(highest: usize) -> usize {
    let makes = |step: usize| highest.div_ceil(step) <= MOST_TICKS;
    let mut power = 1;
    while !makes(5 * power) {
        power *= 10;
    }
    match (makes(power), makes(2 * power)) {
        (true, _) => power,
        (false, true) => 2 * power,
        (false, false) => 5 * power,
    }
}

/// The vertical axis: thin lines behind the bars, with their numbers.
fn draw_numbers(input: &TimelineInput, plot: &Plot, step: usize, items: &mut Vec<Item>) {
    let mut count = 0.0;
    let [left_px, _] = plot.scale.places();
    while count <= plot.most {
        let y = plot.y_px(count);
        draw_line(plot, if count == 0.0 { 1.0 } else { 0.35 }, y, items);
        let number = input.locale.format.number(count);
        let at = ScreenPoint::new(left_px - 6.0, y + 4.0);
        items.push(Item::Text(note(number, at, Anchor::Right)));
        count += step as f64;
    }
}

fn draw_line(plot: &Plot, opacity: f64, y_px: f64, items: &mut Vec<Item>) {
    let line = Stroke {
        opacity,
        ..Stroke::solid(Ink::Line, 1.0)
    };
    let ends = plot.scale.places().map(|x_px| ScreenPoint::new(x_px, y_px));
    items.push(Item::line(ends[0], ends[1], line));
}

fn selected_span(input: &TimelineInput) -> Option<(usize, MomentSpan)> {
    let at = input.selection?;
    Some((at, input.dataset.incident(at)?.when.as_ref()?.moments()?))
}

/// The bar of the selected incident has an edge and the mark of it above.
fn draw_selected(input: &TimelineInput, plot: &Plot, items: &mut Vec<Item>) {
    let Some((incident, span)) = selected_span(input) else {
        return;
    };
    let Some(bar) = plot.bars.bar_of(span) else {
        return;
    };
    let count = plot.bars.counts.get(bar).copied().unwrap_or(0);
    let rect = plot.rect(bar, 0, count);
    let edge = Some(Stroke::solid(Ink::Selected, 2.0));
    items.push(Item::rect(rect.inflated(1.0), None, edge));
    let above = ScreenPoint::new(rect.center().x_px, rect.top_px - 10.0);
    items.push(mark_item(input, incident, above));
}

/// A selected incident whose date may lie in several bars is shown as the band of days it may lie in.
fn draw_selected_days(input: &TimelineInput, plot: &Plot, items: &mut Vec<Item>) {
    let Some((_, span)) = selected_span(input) else {
        return;
    };
    let [left_px, right_px] = plot.scale.places();
    let from = span.from.map_or(left_px, |at| plot.scale.place_of(at));
    let to = span.to.map_or(right_px, |at| plot.scale.place_of(at));
    if plot.bars.bar_of(span).is_some() || to <= from {
        return;
    }
    let edge = Stroke {
        dash_px: Some([4.0, 4.0]),
        ..Stroke::solid(Ink::Selected, 1.5)
    };
    let rect = ScreenRect::new(from, TOP_PX, to - from, PLOT_PX);
    items.push(Item::rect(rect, Some(Fill::solid(Ink::Band)), Some(edge)));
}

/// All of time in small, for an overview: bars without numbers over a line.
pub(super) fn draw_small(
    input: &TimelineInput,
    bars: &Histogram,
    axis: &TimeAxis,
    items: &mut Vec<Item>,
) {
    let plot = Plot {
        bars,
        scale: &axis.scale,
        foot_px: axis.bottom_px,
        height_px: axis.bottom_px - axis.top_px,
        most: bars.counts.iter().copied().max().unwrap_or(1).max(1) as f64,
        inks: class_inks(input),
    };
    draw_line(&plot, 0.8, axis.bottom_px, items);
    plot.draw(None, items);
}

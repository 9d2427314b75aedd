//! Many dated incidents as bars: how many there are in each day, month, year or number of years.

use super::calendar::{TICK_PX, draw_window};
use super::chart::{MARGIN_PX, draw_tick, mark_item, note, text};
use super::timeline::{Layout, TimelineInput};
use super::{Anchor, DayAxis, Fill, Ink, Item, Stroke, TextStyle};
use crate::geo::{ScreenPoint, ScreenRect};
use crate::time::{DaySpan, Histogram, calendar_ticks};

/// The narrowest and the widest bar, with the gap to the next one.
const BAR_PX: (f64, f64) = (6.0, 72.0);
const PLOT_PX: f64 = 104.0;
/// Space above the highest bar, for the mark of the selected incident.
const TOP_PX: f64 = 24.0;
/// The most ticks of the vertical axis above zero.
const MOST_TICKS: usize = 4;

/// Where the bars are.
struct Plot<'a> {
    bars: &'a Histogram,
    left_px: f64,
    bar_px: f64,
    /// The number at the top of the vertical axis.
    most: f64,
}

impl Plot<'_> {
    fn x_px(&self, bar: usize) -> f64 {
        self.left_px + bar as f64 * self.bar_px
    }

    fn y_px(&self, count: f64) -> f64 {
        TOP_PX + PLOT_PX * (1.0 - count / self.most)
    }

    fn right_px(&self) -> f64 {
        self.x_px(self.bars.counts.len())
    }

    fn days(&self) -> DayAxis {
        DayAxis {
            first: self.bars.start_of(0),
            last: self.bars.days_of(self.bars.counts.len() - 1).1,
            left_px: self.left_px,
            right_px: self.right_px(),
            top_px: TOP_PX,
            bottom_px: self.y_px(0.0),
        }
    }

    fn bar_rect(&self, bar: usize) -> ScreenRect {
        let count = self.bars.counts.get(bar).copied().unwrap_or(0) as f64;
        // However few: a bar that is there is seen.
        let height_px = (self.y_px(0.0) - self.y_px(count)).max(1.5);
        let gap_px = (0.2 * self.bar_px).min(3.0);
        let foot_px = self.y_px(0.0);
        ScreenRect::new(
            self.x_px(bar) + gap_px / 2.0,
            foot_px - height_px,
            self.bar_px - gap_px,
            height_px,
        )
    }
}

/// The bars of dated incidents, and how many of these lie in no single bar.
pub(super) fn layout(input: &TimelineInput, dated: &[(usize, DaySpan)]) -> Layout {
    let mut spans = Vec::with_capacity(dated.len());
    let mut shown = Vec::with_capacity(dated.len());
    // What is outside of the window of time is there too, under its veil.
    let kept = input.overview.filter.clone().in_window(None);
    for (incident, span) in dated {
        spans.push((*span, 1));
        let record = input.dataset.incident(*incident);
        if record.is_some_and(|record| kept.keeps(*incident, record)) {
            shown.push((*span, 1));
        }
    }
    layout_of(input, &spans, &shown)
}

/// The bars of dates, each with how many there are of it: of all, and of those that are shown. What is filtered out is
/// not counted; the axes are those of all, so that nothing else moves.
pub(super) fn layout_of(
    input: &TimelineInput,
    spans: &[(DaySpan, usize)],
    shown: &[(DaySpan, usize)],
) -> Layout {
    let total = |spans: &[(DaySpan, usize)]| spans.iter().map(|(_, count)| count).sum::<usize>();
    // Room for the numbers of the vertical axis, which follow from the bars.
    let digits = input.locale.format.number(total(spans) as f64);
    let left_px = MARGIN_PX + input.measure.width_px(&digits, TextStyle::Note) + 8.0;
    let width_px = (input.width_px - MARGIN_PX - left_px).max(BAR_PX.0);
    let mut layout = Layout {
        height_px: MARGIN_PX,
        bars: Histogram::of(spans, (width_px / BAR_PX.0) as usize),
        ..Layout::default()
    };
    let (mut vague, mut are_vague) = (total(shown), true);
    if let Some(bars) = &mut layout.bars {
        let highest = bars.counts.iter().copied().max().unwrap_or(1);
        are_vague = bars.vague > 0;
        bars.count(shown);
        let step = round_step(highest);
        let plot = Plot {
            bars,
            left_px,
            bar_px: (width_px / bars.counts.len() as f64).min(BAR_PX.1),
            most: (highest.div_ceil(step) * step) as f64,
        };
        let items = &mut layout.items;
        draw_numbers(input, &plot, step, items);
        draw_bars(input, &plot, items);
        draw_dates(input, &plot, items);
        let days = plot.days();
        draw_window(input, &days, items);
        layout.days = Some(days);
        layout.height_px = plot.y_px(0.0) + 22.0;
        vague = bars.vague;
    }
    if are_vague {
        let words = input.locale.count("timeline-vague", vague);
        let y = layout.height_px + 14.0;
        let note = text(&words, MARGIN_PX, y, TextStyle::Note, Ink::Text);
        layout.items.push(note);
        layout.height_px += 18.0;
    }
    layout
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
    while count <= plot.most {
        let y = plot.y_px(count);
        let end = ScreenPoint::new(plot.right_px(), y);
        let line = Stroke {
            opacity: if count == 0.0 { 1.0 } else { 0.35 },
            ..Stroke::solid(Ink::Line, 1.0)
        };
        items.push(Item::line(ScreenPoint::new(plot.left_px, y), end, line));
        let number = input.locale.format.number(count);
        let at = ScreenPoint::new(plot.left_px - 6.0, y + 4.0);
        items.push(Item::Text(note(number, at, Anchor::Right)));
        count += step as f64;
    }
}

/// The bars; that of the selected incident stands out and has its mark. An incident whose date may lie in several bars
/// is shown as the band of days it may lie in.
fn draw_bars(input: &TimelineInput, plot: &Plot, items: &mut Vec<Item>) {
    let selected = input.selection;
    let when = selected.and_then(|at| input.dataset.incident(at)?.when.as_ref()?.span());
    let selected_bar = when.and_then(|span| plot.bars.bar_of(span));
    if let (Some(span), None) = (when, selected_bar) {
        draw_vague(plot, span, items);
    }
    for (bar, count) in plot.bars.counts.iter().enumerate() {
        let is_selected = selected_bar == Some(bar);
        let ink = if is_selected {
            Ink::Selected
        } else {
            Ink::Muted
        };
        if *count > 0 {
            items.push(Item::rect(plot.bar_rect(bar), Some(Fill::solid(ink)), None));
        }
    }
    if let (Some(incident), Some(bar)) = (selected, selected_bar) {
        let rect = plot.bar_rect(bar);
        let above = ScreenPoint::new(rect.center().x_px, rect.top_px - 10.0);
        items.push(mark_item(input, incident, above));
    }
}

fn draw_vague(plot: &Plot, span: DaySpan, items: &mut Vec<Item>) {
    let first = plot.bars.start_of(0).0;
    let days = plot.bars.start_of(plot.bars.counts.len()).0 - first;
    let x_px = |day: i64| {
        let share = (day - first) as f64 / days as f64;
        plot.left_px + share.clamp(0.0, 1.0) * (plot.right_px() - plot.left_px)
    };
    let from = span.earliest.map_or(plot.left_px, |day| x_px(day.0));
    let to = span.latest.map_or(plot.right_px(), |day| x_px(day.0 + 1));
    let edge = Stroke {
        dash_px: Some([4.0, 4.0]),
        ..Stroke::solid(Ink::Selected, 1.5)
    };
    let rect = ScreenRect::new(from, TOP_PX, to - from, PLOT_PX);
    if to > from {
        items.push(Item::rect(rect, Some(Fill::solid(Ink::Band)), Some(edge)));
    }
}

/// The dates below the bars: at the beginning of a bar, or in its middle where it is the very time that is named.
fn draw_dates(input: &TimelineInput, plot: &Plot, items: &mut Vec<Item>) {
    let (bars, foot_px) = (plot.bars, plot.y_px(0.0));
    let last = bars.days_of(bars.counts.len() - 1).1;
    let most = (plot.right_px() - plot.left_px) / TICK_PX;
    for tick in calendar_ticks(bars.start_of(0), last, (most as usize).max(1), bars.step) {
        let day = DaySpan {
            earliest: Some(tick.day),
            latest: Some(tick.day),
        };
        let is_bar = bars.step.count == 1 && tick.unit == bars.step.unit;
        let half_bar_px = if is_bar { 0.5 * plot.bar_px } else { 0.0 };
        let bar = bars.bar_of(day).unwrap_or(0);
        let foot = ScreenPoint::new(plot.x_px(bar) + half_bar_px, foot_px);
        draw_tick(input, tick, foot, foot_px + 17.0, items);
    }
}

//! Many dated incidents as bars: how many there are in each day, month, year or number of years.

use super::calendar::{TICK_PX, tick_label};
use super::chart::{MARGIN_PX, mark_item, text};
use super::timeline::{Layout, TimelineInput};
use super::{Anchor, Fill, Ink, Item, Segment, Stroke, TextItem, TextStyle};
use crate::geo::{ScreenPoint, ScreenRect};
use crate::time::{DaySpan, Histogram, Tick, calendar_ticks};

/// The narrowest and the widest bar, with the gap to the next one.
const BAR_PX: (f64, f64) = (6.0, 72.0);
const PLOT_PX: f64 = 112.0;
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
    let spans: Vec<DaySpan> = dated.iter().map(|(_, span)| *span).collect();
    // Room for the numbers of the vertical axis, which follow from the bars.
    let digits = input.locale.format.number(dated.len() as f64);
    let left_px = MARGIN_PX + input.measure.width_px(&digits, TextStyle::Note) + 8.0;
    let width_px = (input.width_px - MARGIN_PX - left_px).max(BAR_PX.0);
    let mut layout = Layout {
        height_px: MARGIN_PX,
        bars: Histogram::of(&spans, (width_px / BAR_PX.0) as usize),
        ..Layout::default()
    };
    let mut vague = dated.len();
    if let Some(bars) = &layout.bars {
        let highest = bars.counts.iter().copied().max().unwrap_or(1);
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
        layout.height_px = plot.y_px(0.0) + 22.0;
        vague = bars.vague;
    }
    if vague > 0 {
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
    let mut power = 1;
    loop {
        for times in [1, 2, 5] {
            if highest.div_ceil(times * power) <= MOST_TICKS {
                return times * power;
            }
        }
        power *= 10;
    }
}

/// The vertical axis: thin lines behind the bars, with their numbers.
fn draw_numbers(input: &TimelineInput, plot: &Plot, step: usize, items: &mut Vec<Item>) {
    let mut count = 0;
    while count as f64 <= plot.most {
        let y = plot.y_px(count as f64);
        let (from, to) = (plot.left_px, plot.right_px());
        let line = Stroke {
            opacity: if count == 0 { 1.0 } else { 0.35 },
            ..Stroke::solid(Ink::Line, 1.0)
        };
        items.push(Item::line(
            ScreenPoint::new(from, y),
            ScreenPoint::new(to, y),
            line,
        ));
        items.push(Item::Text(TextItem {
            text: input.locale.format.number(count as f64),
            at: ScreenPoint::new(from - 6.0, y + 4.0),
            anchor: Anchor::Right,
            style: TextStyle::Note,
            ink: Ink::Muted,
            halo: None,
        }));
        count += step;
    }
}

/// The bars; that of the selected incident stands out and has its mark. An incident whose date may lie in several bars
/// is shown as the band of days it may lie in.
fn draw_bars(input: &TimelineInput, plot: &Plot, items: &mut Vec<Item>) {
    let selected = input.selection;
    let when = selected.and_then(|at| input.dataset.incident(at)?.when.as_ref()?.span());
    let selected_bar = when.and_then(|span| plot.bars.bar_of(span));
    if let (Some(span), None) = (when, selected_bar) {
        items.extend(vague_band(plot, span));
    }
    let mut bars: Vec<Segment> = Vec::new();
    for (bar, count) in plot.bars.counts.iter().enumerate() {
        if *count == 0 {
            continue;
        }
        let rect = Item::rect(plot.bar_rect(bar), Some(Fill::solid(Ink::Selected)), None);
        match rect {
            rect if selected_bar == Some(bar) => items.push(rect),
            Item::Path { segments, .. } => bars.extend(segments),
            Item::Text(_) => {}
        }
    }
    items.push(Item::Path {
        segments: bars,
        fill: Some(Fill::solid(Ink::Muted)),
        stroke: None,
    });
    if let (Some(incident), Some(bar)) = (selected, selected_bar) {
        let rect = plot.bar_rect(bar);
        let above = ScreenPoint::new(rect.center().x_px, rect.top_px - 10.0);
        items.push(mark_item(input, incident, above));
    }
}

fn vague_band(plot: &Plot, span: DaySpan) -> Option<Item> {
    let (first, end) = (
        plot.bars.start_of(0),
        plot.bars.start_of(plot.bars.counts.len()),
    );
    let length = (end.0 - first.0).max(1) as f64;
    let x = |days: i64| {
        let share = (days - first.0) as f64 / length;
        plot.left_px + share.clamp(0.0, 1.0) * (plot.right_px() - plot.left_px)
    };
    let from = span.earliest.map_or(plot.left_px, |day| x(day.0));
    let to = span.latest.map_or(plot.right_px(), |day| x(day.0 + 1));
    let rect = ScreenRect::new(from, TOP_PX, to - from, PLOT_PX);
    let edge = Stroke {
        dash_px: Some([4.0, 4.0]),
        ..Stroke::solid(Ink::Selected, 1.5)
    };
    let is_in_plot = to - from > 1.0;
    is_in_plot.then(|| Item::rect(rect, Some(Fill::solid(Ink::Band)), Some(edge)))
}

/// The dates below the bars: at the beginning of a bar, or in its middle where it is the very time that is named.
fn draw_dates(input: &TimelineInput, plot: &Plot, items: &mut Vec<Item>) {
    let bars = plot.bars;
    let count = bars.counts.len();
    let (first, last) = (bars.start_of(0), bars.days_of(count.saturating_sub(1)).1);
    let most = (plot.right_px() - plot.left_px) / TICK_PX;
    for tick in calendar_ticks(first, last, (most as usize).max(1), bars.step) {
        let is_bar = bars.step.count == 1 && tick.unit == bars.step.unit;
        draw_date(input, plot, tick, is_bar, items);
    }
}

fn draw_date(input: &TimelineInput, plot: &Plot, tick: Tick, is_bar: bool, items: &mut Vec<Item>) {
    let day = DaySpan {
        earliest: Some(tick.day),
        latest: Some(tick.day),
    };
    let Some(bar) = plot.bars.bar_of(day) else {
        return;
    };
    let half_bar = if is_bar { 0.5 * plot.bar_px } else { 0.0 };
    let (x, foot) = (plot.x_px(bar) + half_bar, plot.y_px(0.0));
    items.push(Item::line(
        ScreenPoint::new(x, foot),
        ScreenPoint::new(x, foot + 5.0),
        Stroke::solid(Ink::Line, 1.0),
    ));
    let text = tick_label(input, tick);
    // The first and the last stay inside the picture.
    let half = input.measure.width_px(&text, TextStyle::Note) / 2.0;
    let middle = x.min(input.width_px - half).max(half);
    items.push(Item::Text(TextItem {
        text,
        at: ScreenPoint::new(middle, foot + 17.0),
        anchor: Anchor::Middle,
        style: TextStyle::Note,
        ink: Ink::Muted,
        halo: None,
    }));
}

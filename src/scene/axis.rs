//! The axis of a calendar: ticks with their names in two rows, breaks where a gap is drawn short, and a veil over what is
//! outside of the window of time.

use super::chart::{note, text, veil};
use super::timeline::TimelineInput;
use super::{Anchor, Fill, Ink, Item, Segment, Stroke, TextStyle, TimeAxis};
use crate::geo::{ScreenPoint, ScreenRect};
use crate::locale::{DateFields, Locale};
use crate::time::{CalendarStep, CalendarUnit, Moment, Tick, TimeGap, TimeScale};

/// The height of a row of names.
pub(super) const ROW_PX: f64 = 16.0;
/// The least distance of two names.
const APART_PX: f64 = 14.0;
/// The least distance of two ticks, however short their names.
const TICK_PX: f64 = 34.0;
/// How long a gap is that is drawn short.
pub(super) const GAP_PX: f64 = 40.0;

/// The names on an axis.
pub(super) struct Ticks {
    step: CalendarStep,
    /// The ticks with the names of what begins there.
    lower: Vec<(Tick, String)>,
    /// Where what stands above them begins, with its name; the first one may begin before the axis.
    upper: Vec<(Moment, String)>,
}

impl Ticks {
    /// The finest that fit on an axis, and are no finer than bars of one length on it.
    pub fn fitting(input: &TimelineInput, scale: &TimeScale, bar: CalendarStep) -> Self {
        let mut last = bar;
        for step in CalendarStep::of_ticks(bar) {
            last = step;
            // So as not to try thousands.
            if step.mean_minutes() * scale.rate() < TICK_PX {
                continue;
            }
            let found = Self::of(input, scale, step);
            if found.fits(input, scale) {
                return found;
            }
        }
        Self {
            lower: Vec::new(),
            ..Self::of(input, scale, last)
        }
    }

    fn of(input: &TimelineInput, scale: &TimeScale, step: CalendarStep) -> Self {
        let locale = input.locale;
        let tick = |at| Tick {
            at,
            unit: step.unit,
        };
        let stretches = scale.stretches().into_iter();
        let starts = stretches.flat_map(|[from, to]| step.starts(from, to));
        let lower = starts.map(|at| (tick(at), tick_label(locale, tick(at))));
        let upper = step.context().map_or_else(Vec::new, |above| {
            let [from, to] = scale.times();
            let first = above.start_at(above.number_at(from));
            let is_seen = |at: &Moment| {
                let mut stretches = scale.stretches().into_iter();
                *at == first || stretches.any(|[from, to]| (from..to).contains(at))
            };
            // As many as ticks at most, and one before them.
            let all = above.starts(first, to).filter(is_seen);
            all.map(|at| (at, context_label(locale, at, above.unit)))
                .collect()
        });
        Self {
            step,
            lower: lower.collect(),
            upper,
        }
    }

    /// Whether no two names of what follows each other meet, within a stretch of time.
    fn fits(&self, input: &TimelineInput, scale: &TimeScale) -> bool {
        let half = |words: &String| 0.5 * input.measure.width_px(words, TextStyle::Note);
        let stretches = scale.stretches();
        self.lower.windows(2).all(|pair| match pair {
            [(one, words), (other, others)] => {
                let is_same = stretches
                    .iter()
                    .any(|[from, to]| *from <= one.at && other.at < *to);
                let [left, right] = [one, other].map(|tick| scale.place_of(tick.at));
                !is_same || right - left >= half(words) + half(others) + APART_PX
            }
            _ => true,
        })
    }

    /// How high the names are.
    pub fn height_px(&self) -> f64 {
        match self.upper.is_empty() {
            true => ROW_PX,
            false => 2.0 * ROW_PX,
        }
    }

    /// Draws them at a line; the names of short times stand nearer to it than the longer ones that hold them. Where they
    /// stand below the line, a name is in the middle of the `bar` that it names.
    pub fn draw(
        &self,
        input: &TimelineInput,
        scale: &TimeScale,
        bar: Option<CalendarStep>,
        line_px: f64,
        items: &mut Vec<Item>,
    ) {
        let is_below = bar.is_some();
        let row_px = |row: f64| match is_below {
            true => line_px + 17.0 + row * ROW_PX,
            false => line_px - 7.0 - row * ROW_PX,
        };
        let is_bar = bar == Some(self.step) && self.step.count == 1;
        let mut taken_px = f64::NEG_INFINITY;
        for (tick, words) in &self.lower {
            let x = scale.place_of(tick.at);
            let next = self.step.start_at(self.step.number_at(tick.at) + 1);
            let end = scale.place_of(next);
            let foot = ScreenPoint::new(if is_bar { (x + end) / 2.0 } else { x }, line_px);
            let end = ScreenPoint::new(foot.x_px, foot.y_px + 5.0);
            items.push(Item::line(foot, end, Stroke::solid(Ink::Line, 1.5)));
            // The first and the last stay inside of the picture.
            let half = input.measure.width_px(words, TextStyle::Note) / 2.0;
            let middle = foot.x_px.min(input.width_px - half).max(half);
            if middle - half < taken_px {
                continue;
            }
            taken_px = middle + half + 4.0;
            let at = ScreenPoint::new(middle, row_px(0.0));
            items.push(Item::Text(note(words.clone(), at, Anchor::Middle)));
        }
        self.draw_upper(input, scale, row_px(1.0), items);
    }

    /// The names above: at their beginnings; that of what has begun before the axis sticks to its left end, as long as
    /// there is room for it.
    fn draw_upper(
        &self,
        input: &TimelineInput,
        scale: &TimeScale,
        text_y_px: f64,
        items: &mut Vec<Item>,
    ) {
        let mut taken_px = f64::NEG_INFINITY;
        for (number, (at, words)) in self.upper.iter().enumerate() {
            let width_px = input.measure.width_px(words, TextStyle::Note);
            let x = scale.place_of(*at);
            let next = self.upper.get(number + 1);
            let next_px = next.map_or(f64::INFINITY, |(next, _)| scale.place_of(*next));
            let is_begun = *at < scale.times()[0];
            let left_px = x.min(input.width_px - width_px - 2.0);
            // What follows tells where one is as well, and begins in the picture.
            let has_room = left_px >= taken_px && left_px + width_px + 8.0 <= next_px.max(left_px);
            let is_only = number == 0 && next.is_none();
            if has_room || is_only || (!is_begun && left_px >= taken_px) {
                taken_px = left_px + width_px + 8.0;
                items.push(text(words, left_px, text_y_px, TextStyle::Note, Ink::Text));
            }
        }
    }
}

/// The name of what begins at a tick, without what stands above it.
fn tick_label(locale: &Locale, tick: Tick) -> String {
    let fields = match tick.unit {
        CalendarUnit::Minute | CalendarUnit::Hour => {
            return locale.format.clock(tick.at.minute_of_day());
        }
        CalendarUnit::Day => DateFields::Day,
        CalendarUnit::Month => DateFields::Month,
        CalendarUnit::Year => DateFields::Year,
    };
    locale.format.date(tick.at.day().parts(), fields)
}

/// The whole name of what begins at a moment.
fn context_label(locale: &Locale, at: Moment, unit: CalendarUnit) -> String {
    let fields = match unit {
        CalendarUnit::Minute | CalendarUnit::Hour | CalendarUnit::Day => DateFields::YearMonthDay,
        CalendarUnit::Month => DateFields::YearMonth,
        CalendarUnit::Year => DateFields::Year,
    };
    locale.format.date(at.day().parts(), fields)
}

/// Where the window of time is on an axis, from left to right in pixels.
pub(super) fn window_px(input: &TimelineInput, axis: &TimeAxis) -> Option<[f64; 2]> {
    let window = input.overview.filter.window()?;
    let [left_px, right_px] = axis.scale.places();
    let place = |end: Option<Moment>, open: f64| end.map_or(open, |at| axis.scale.place_of(at));
    Some([place(window.from, left_px), place(window.to, right_px)])
}

/// Holds back what is outside of the window of time.
pub(super) fn draw_window(input: &TimelineInput, axis: &TimeAxis, items: &mut Vec<Item>) {
    let Some([from, to]) = window_px(input, axis) else {
        return;
    };
    let [left_px, right_px] = axis.scale.places();
    for (left, right) in [(left_px, from), (to, right_px)] {
        let height_px = axis.bottom_px - axis.top_px;
        if right > left {
            items.push(veil(ScreenRect::new(
                left,
                axis.top_px,
                right - left,
                height_px,
            )));
        }
    }
}

/// A break in an axis for each gap that is drawn short: a band, and a zigzag through the line.
pub(super) fn draw_gaps(axis: &TimeAxis, line_px: f64, items: &mut Vec<Item>) {
    for TimeGap {
        places: [left, right],
        ..
    } in axis.scale.gaps()
    {
        let rect = ScreenRect::new(
            left,
            axis.top_px,
            right - left,
            axis.bottom_px - axis.top_px,
        );
        let pale = Fill {
            ink: Ink::Line,
            opacity: 0.18,
        };
        items.push(Item::rect(rect, Some(pale), None));
        let width_px = right - left;
        let at =
            |share: f64, up_px: f64| ScreenPoint::new(left + share * width_px, line_px - up_px);
        let cover = ScreenRect::new(left + 0.2 * width_px, line_px - 1.5, 0.6 * width_px, 3.0);
        items.push(Item::rect(cover, Some(Fill::solid(Ink::Surface)), None));
        let zigzag = [
            (0.2, 0.0),
            (0.3, 5.0),
            (0.45, -5.0),
            (0.6, 5.0),
            (0.7, -5.0),
            (0.8, 0.0),
        ];
        let mut points = zigzag.into_iter().map(|(share, up)| at(share, up));
        let mut segments: Vec<Segment> = points.next().map(Segment::MoveTo).into_iter().collect();
        segments.extend(points.map(Segment::LineTo));
        items.push(Item::Path {
            segments,
            fill: None,
            stroke: Some(Stroke::solid(Ink::Muted, 1.5)),
        });
    }
}

/// How many there are before and after what is shown, below its ends.
pub(super) fn draw_beside(
    input: &TimelineInput,
    beside: [usize; 2],
    y_px: f64,
    items: &mut Vec<Item>,
) {
    let ends = [
        ("timeline-earlier", 12.0, Anchor::Left),
        ("timeline-later", input.width_px - 12.0, Anchor::Right),
    ];
    for (count, (key, x_px, anchor)) in beside.into_iter().zip(ends) {
        // The words come later than the picture may.
        if count > 0 && input.locale.messages.has(key) {
            let words = input.locale.count(key, count);
            items.push(Item::Text(note(
                words,
                ScreenPoint::new(x_px, y_px),
                anchor,
            )));
        }
    }
}

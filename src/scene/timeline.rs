//! The timeline: a calendar where the incidents carry dates, the reported order where they only carry that.

use std::sync::Arc;

use super::axis::draw_beside;
use super::bars::{self, BarCounts};
use super::chart::MARGIN_PX;
use super::lanes::Lanes;
use super::{
    Ink, Item, Picture, Scene, Target, TextMeasure, TextStyle, TimeAxis, calendar, sequence, strip,
};
use crate::geo::ScreenSize;
use crate::locale::Locale;
use crate::order::sorted_by_key;
use crate::query::{Axis, Dataset, Overview};
use crate::time::{DAY_MINUTES, Histogram, Moment};

/// The most incidents that can be pointed at.
const MOST_TARGETS: usize = 400;

/// All that the timeline is made from.
pub struct TimelineInput<'a> {
    /// What happened.
    pub dataset: &'a Dataset,
    /// What is counted of the story.
    pub overview: &'a Overview,
    /// The axis.
    pub axis: Axis,
    /// How a reader looks at it.
    pub look: TimelineLook<'a>,
    /// Width of the picture in pixels; its height follows from what is in it.
    pub width_px: f64,
    /// Position of the selected incident.
    pub selection: Option<usize>,
    /// The reader's language.
    pub locale: &'a Locale,
    /// How wide texts are.
    pub measure: &'a dyn TextMeasure,
}

/// How a reader looks at the timeline; all of it at once unless something is chosen.
#[derive(Clone, Copy, Debug, Default)]
pub struct TimelineLook<'a> {
    /// The time on the calendar, when not all of it is: its first minute, and the one after its last.
    pub shown: Option<[Moment; 2]>,
    /// What it is set apart by.
    pub lanes: Option<&'a Lanes>,
    /// Whether time in which nothing happened is drawn short.
    pub are_gaps_short: bool,
    /// Whether there is room for no more than a row.
    pub is_thin: bool,
    /// Whether many that have no place on the axis are listed elsewhere.
    pub has_list: bool,
}

/// What is known of a timeline beside its picture.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TimeParts {
    /// What its bars count, where it has bars.
    pub bars: Option<Histogram>,
    /// Its axis, where that is a calendar.
    pub axis: Option<TimeAxis>,
    /// The first minute of all of time, and the one after its last, whatever of it is on the axis.
    pub whole: Option<[Moment; 2]>,
    /// How long the shortest date is that has both ends; a day where none has.
    pub date_minutes: i64,
    /// The axis of its overview, where it has one.
    pub strip: Option<TimeAxis>,
    /// Whether it would help to draw empty time short.
    pub has_gaps: bool,
    /// How many have no place on the axis, and whether they are in the picture one by one.
    pub unplaced: usize,
    /// Likewise.
    pub are_unplaced_drawn: bool,
}

impl TimeParts {
    /// Whether there are dates with a time of day.
    pub fn has_times(&self) -> bool {
        self.date_minutes < DAY_MINUTES
    }
}

/// The timeline.
pub fn timeline_scene(input: &TimelineInput) -> Picture {
    let layout = match input.axis {
        Axis::Calendar => calendar::layout(input),
        Axis::Sequence => sequence::layout(input),
    };
    finished(input, layout)
}

/// The calendar of very many incidents, as bars: what is counted of them, how many are shown at any time, and how many of
/// these have no date.
pub fn crowd_timeline(
    input: &TimelineInput,
    counts: Option<&BarCounts>,
    shown: usize,
    undated: usize,
) -> Picture {
    let mut layout = match counts {
        Some(counts) => bars::layout_of(input, counts),
        None => bars::without_bars(input, shown),
    };
    let small = counts.map(|counts| counts.whole.as_ref().unwrap_or(&counts.shown));
    layout.whole = small.map(|bars| [bars.bins.start_of(0), bars.bins.end()]);
    layout.small = small.cloned();
    layout.date_minutes = counts.map_or(DAY_MINUTES, BarCounts::date_minutes);
    layout.undated = undated;
    if undated > 0 && !input.look.has_list {
        let words = input.locale.count("undated", undated);
        let at = (MARGIN_PX, layout.height_px + 18.0);
        let note = super::chart::text(&words, at.0, at.1, TextStyle::Note, Ink::Text);
        layout.items.push(note);
        layout.height_px += 20.0;
    }
    finished(input, layout)
}

/// The picture of a layout, with its overview and what is beside.
fn finished(input: &TimelineInput, mut layout: Layout) -> Picture {
    let whole = layout.whole;
    let small = layout.small.as_ref().filter(|_| input.look.is_thin);
    if let (Some(small), Some(whole)) = (small, whole) {
        let thin = strip::alone(input, small, whole);
        layout = Layout {
            whole: layout.whole,
            date_minutes: layout.date_minutes,
            undated: layout.undated,
            // Its counts are told all the same.
            bars: layout.small.clone(),
            ..thin
        };
    } else if let (Some(_), Some(axis)) = (input.look.shown, layout.axis.clone()) {
        if layout.beside != [0, 0] {
            draw_beside(
                input,
                layout.beside,
                layout.height_px + 14.0,
                &mut layout.items,
            );
            layout.height_px += 18.0;
        }
        strip::add(input, axis.scale.times(), &mut layout);
    }
    // All of time is what the axis has, while nothing less is chosen.
    let axis = layout.axis.as_ref().filter(|_| input.look.shown.is_none());
    let whole = axis.map(|axis| axis.scale.times()).or(whole);
    layout.height_px += if input.look.is_thin { 0.0 } else { MARGIN_PX };
    // More could not be told apart, and would not be reached.
    layout.targets.truncate(MOST_TARGETS);
    let parts = TimeParts {
        bars: layout.bars,
        axis: layout.axis,
        whole,
        date_minutes: layout.date_minutes,
        strip: layout.strip,
        has_gaps: layout.has_gaps,
        unplaced: layout.undated,
        are_unplaced_drawn: layout.is_listed,
    };
    Picture {
        scene: Scene {
            size: Some(ScreenSize::new(input.width_px, layout.height_px)),
            items: layout.items,
        },
        targets: sorted_by_key(layout.targets, |target| target.incident as f64),
        time: Some(Arc::new(parts)),
    }
}

/// What is on the timeline, and how high it is.
#[derive(Default)]
pub(super) struct Layout {
    pub items: Vec<Item>,
    pub targets: Vec<Target>,
    pub height_px: f64,
    pub bars: Option<Histogram>,
    pub axis: Option<TimeAxis>,
    /// All of time, and what happened in it, for an overview.
    pub whole: Option<[Moment; 2]>,
    pub date_minutes: i64,
    pub small: Option<Histogram>,
    pub strip: Option<TimeAxis>,
    /// How many that are kept are before and after the axis.
    pub beside: [usize; 2],
    pub has_gaps: bool,
    pub undated: usize,
    /// Whether what has no place on the axis is drawn one by one.
    pub is_listed: bool,
}

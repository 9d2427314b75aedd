//! The timeline: a calendar where the incidents carry dates, the reported order where they only carry that.

use super::{
    DayAxis, Ink, Item, Picture, Scene, Target, TextMeasure, TextStyle, bars, calendar, sequence,
};
use crate::geo::ScreenSize;
use crate::locale::Locale;
use crate::order::sorted_by_key;
use crate::query::{Axis, Dataset, Overview};
use crate::time::{DaySpan, Histogram};

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
    /// Width of the picture in pixels; its height follows from what is in it.
    pub width_px: f64,
    /// Position of the selected incident.
    pub selection: Option<usize>,
    /// The reader's language.
    pub locale: &'a Locale,
    /// How wide texts are.
    pub measure: &'a dyn TextMeasure,
}

/// The timeline.
pub fn timeline_scene(input: &TimelineInput) -> Picture {
    let mut layout = match input.axis {
        Axis::Calendar => calendar::layout(input),
        Axis::Sequence => sequence::layout(input),
    };
    // More could not be told apart, and would not be reached.
    layout.targets.truncate(MOST_TARGETS);
    Picture {
        scene: Scene {
            size: Some(ScreenSize::new(input.width_px, layout.height_px)),
            items: layout.items,
        },
        targets: sorted_by_key(layout.targets, |target| target.incident as f64),
        bars: layout.bars,
        days: layout.days,
    }
}

/// The calendar of very many incidents, as bars: dates with how many there are of each, of all and of those that are
/// shown, and how many of the latter have none.
pub fn crowd_timeline(
    input: &TimelineInput,
    all: &[(DaySpan, usize)],
    shown: &[(DaySpan, usize)],
    undated: usize,
) -> Picture {
    let mut layout = bars::layout_of(input, all, shown);
    if undated > 0 {
        let words = input.locale.count("undated", undated);
        let at = (super::chart::MARGIN_PX, layout.height_px + 18.0);
        let note = super::chart::text(&words, at.0, at.1, TextStyle::Note, Ink::Text);
        layout.items.push(note);
        layout.height_px += 20.0;
    }
    layout.height_px += super::chart::MARGIN_PX;
    Picture {
        scene: Scene {
            size: Some(ScreenSize::new(input.width_px, layout.height_px)),
            items: layout.items,
        },
        targets: Vec::new(),
        bars: layout.bars,
        days: layout.days,
    }
}

/// What is on the timeline, and how high it is.
#[derive(Default)]
pub(super) struct Layout {
    pub items: Vec<Item>,
    pub targets: Vec<Target>,
    pub height_px: f64,
    pub bars: Option<Histogram>,
    pub days: Option<DayAxis>,
}

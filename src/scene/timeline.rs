//! The timeline: a calendar where the incidents carry dates, the reported order where they only carry that.

use super::{Scene, Target, TextMeasure, calendar, sequence};
use crate::geo::ScreenSize;
use crate::locale::Locale;
use crate::order::sorted_by_key;
use crate::query::{Axis, Dataset};

/// All that the timeline is made from.
pub struct TimelineInput<'a> {
    /// What happened.
    pub dataset: &'a Dataset,
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

/// The timeline, and where incidents can be pointed at.
pub fn timeline_scene(input: &TimelineInput) -> (Scene, Vec<Target>) {
    let (items, targets, height_px) = match input.axis {
        Axis::Calendar => calendar::layout(input),
        Axis::Sequence => sequence::layout(input),
    };
    let targets = sorted_by_key(targets, |target| target.incident as f64);
    (
        Scene {
            size: Some(ScreenSize::new(input.width_px, height_px)),
            items,
        },
        targets,
    )
}

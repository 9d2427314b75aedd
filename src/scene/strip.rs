//! All of time in small: below an axis that shows a part of it, or alone where there is no room for more.

use super::bars::draw_small;
use super::chart::{MARGIN_PX, veil};
use super::timeline::{Layout, TimelineInput};
use super::{Ink, Item, Stroke, TimeAxis, axis};
use crate::geo::ScreenRect;
use crate::time::{Histogram, Moment, TimeScale};

/// The height of an overview, and of one that stands alone.
const HEIGHT_PX: f64 = 32.0;
const THIN_PX: f64 = 30.0;

/// Adds an overview below the axis of a layout, with the part of it that is shown.
pub(super) fn add(input: &TimelineInput, shown: [Moment; 2], layout: &mut Layout) {
    let (Some(small), Some(whole)) = (layout.small.take(), layout.whole) else {
        return;
    };
    let top_px = layout.height_px + 10.0;
    let strip = axis_of(input, whole, top_px, HEIGHT_PX);
    draw_small(input, &small, &strip, &mut layout.items);
    let [left, right] = strip.scale.places();
    let [from, to] = shown.map(|at| strip.scale.place_of(at));
    for (left, right) in [(left, from), (to, right)] {
        if right > left {
            let rect = ScreenRect::new(left, top_px, right - left, HEIGHT_PX);
            layout.items.push(veil(rect));
        }
    }
    let rect = ScreenRect::new(from, top_px, (to - from).max(2.0), HEIGHT_PX);
    let edge = Some(Stroke::solid(Ink::Muted, 1.0));
    layout.items.push(Item::rect(rect, None, edge));
    layout.height_px = top_px + HEIGHT_PX + 8.0;
    layout.strip = Some(strip);
}

/// All of time and nothing else.
pub(super) fn alone(input: &TimelineInput, small: &Histogram, whole: [Moment; 2]) -> Layout {
    let mut layout = Layout::default();
    let axis = axis_of(input, whole, 4.0, THIN_PX);
    draw_small(input, small, &axis, &mut layout.items);
    axis::draw_window(input, &axis, &mut layout.items);
    layout.height_px = THIN_PX + 8.0;
    layout
}

fn axis_of(input: &TimelineInput, whole: [Moment; 2], top_px: f64, height_px: f64) -> TimeAxis {
    let ends_px = [MARGIN_PX, (input.width_px - MARGIN_PX).max(MARGIN_PX + 1.0)];
    TimeAxis {
        scale: TimeScale::even(whole, ends_px),
        top_px,
        bottom_px: top_px + height_px,
    }
}

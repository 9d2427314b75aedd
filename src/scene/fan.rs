//! Incidents of one and the same place, spread out around it, so that each can be pointed at.

use super::focus::Focus;
use super::map::MapInput;
use super::marks::{PlacedMark, mark_radius_px, single_at};
use super::points::{point_items, ring_items};
use super::{Ink, Item, Picture, Stroke, Target};
use crate::geo::{ScreenPoint, ScreenRect, sin_cos};
use crate::order::sorted_by_key;

/// The most that are spread out; cards reach the others.
const MOST_FANNED: usize = 60;
/// So many stand in a ring; more stand in a spiral.
const MOST_IN_RING: usize = 9;
/// From the place to the ring, or to the start of the spiral: outside of the mark of any group.
const INNER_PX: f64 = 36.0;
/// From one to the next, and between turns of the spiral: each has a target of its own.
const STEP_PX: f64 = 28.0;
/// What is farther from the middle than this on the screen is not of one place: the largest mark of a group reaches so far.
const ONE_PLACE_PX: f64 = 40.0;

/// Spreads out incidents, when they lie in one place of the view, above what a picture of the marks has.
pub(super) fn push_fan(input: &MapInput, listed: &[usize], picture: &mut Picture) {
    let mark_px = mark_radius_px(input.viewport.size());
    let marks: Option<Vec<PlacedMark>> = listed
        .iter()
        .take(MOST_FANNED)
        .map(|incident| single_at(input, *incident, mark_px))
        .collect();
    let Some(marks) = marks.filter(|marks| marks.len() > 1) else {
        return;
    };
    let mean = |of: fn(ScreenPoint) -> f64| {
        marks.iter().map(|mark| of(mark.at)).sum::<f64>() / marks.len() as f64
    };
    let middle = ScreenPoint::new(mean(|at| at.x_px), mean(|at| at.y_px));
    let is_one_place = marks
        .iter()
        .all(|mark| mark.at.distance_px(middle) < ONE_PLACE_PX);
    if !is_one_place {
        return;
    }
    let (focus, count) = (Focus::of(input), marks.len());
    let (mut lines, mut symbols) = (Vec::new(), Vec::new());
    picture
        .targets
        .retain(|target| !listed.contains(&target.incident));
    for (mut mark, (x_px, y_px)) in marks.into_iter().zip(offsets_px(count)) {
        mark.at = ScreenPoint::new(middle.x_px + x_px, middle.y_px + y_px);
        for (ink, width_px) in [(Ink::Halo, 3.0), (Ink::Muted, 1.0)] {
            lines.push(Item::line(middle, mark.at, Stroke::solid(ink, width_px)));
        }
        if input.hovered == Some(mark.incident) {
            symbols.extend(ring_items(&mark, false));
        }
        if let Some(incident) = input.dataset.incident(mark.incident) {
            point_items(input, &focus, incident, &mark, 0.24, &mut symbols);
        }
        let rect = ScreenRect::at(mark.at).inflated(0.5 * STEP_PX);
        picture.targets.push(Target::new(mark.incident, rect));
    }
    // Below the mark of the place itself.
    picture.scene.items.splice(0..0, lines);
    picture.scene.items.append(&mut symbols);
    let targets = std::mem::take(&mut picture.targets);
    picture.targets = sorted_by_key(targets, |target| target.incident as f64);
}

/// Places around a middle, from the top clockwise.
fn offsets_px(count: usize) -> Vec<(f64, f64)> {
    let at = |radius_px: f64, turn: f64| {
        let (sin, cos) = sin_cos(turn);
        (radius_px * sin, -radius_px * cos)
    };
    if count <= MOST_IN_RING {
        let radius_px = INNER_PX.max(count as f64 * STEP_PX / std::f64::consts::TAU);
        let turn = std::f64::consts::TAU / count.max(1) as f64;
        return (0..count)
            .map(|number| at(radius_px, number as f64 * turn))
            .collect();
    }
    let mut turn = 0.0;
    let mut offsets = Vec::with_capacity(count);
    for _ in 0..count {
        let radius_px = INNER_PX + STEP_PX * turn / std::f64::consts::TAU;
        offsets.push(at(radius_px, turn));
        turn += STEP_PX / radius_px;
    }
    offsets
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_has_room() {
        for count in 2..=MOST_FANNED {
            let offsets = offsets_px(count);
            assert_eq!(offsets.len(), count);
            for (number, (x, y)) in offsets.iter().enumerate() {
                assert!(x.hypot(*y) >= INNER_PX - 1e-9);
                for (other_x, other_y) in offsets.iter().skip(number + 1) {
                    let distance_px = (x - other_x).hypot(y - other_y);
                    assert!(distance_px > 0.9 * 2.0 * 12.0, "{count}: {distance_px}");
                }
            }
        }
    }
}

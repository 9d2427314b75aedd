//! Where marks can be pointed at that stand close together.

use super::Target;
use crate::geo::{ScreenPoint, ScreenRect};

/// The least side of a target.
pub(super) const TARGET_PX: f64 = 28.0;
/// Marks nearer than this are in one place: the last one is met.
const ONE_PLACE_PX: f64 = 0.5;

/// Gives each target the part of its box that is nearer to its own mark than to any other, so that a click on a mark
/// meets that one; the boxes stay. `middles` are those of their marks, without one for targets that are met as they are.
///
/// Two of marks of one size share what they both cover at half the way. Where marks are sized by a figure, small ones
/// lie on large ones, and a target only leaves the middle of every other mark free.
pub(super) fn share_out(targets: &mut [Target], middles: &[Option<ScreenPoint>], are_sized: bool) {
    let share = if are_sized { 0.9 } else { 0.5 };
    for second in 1..targets.len() {
        let (before, from) = targets.split_at_mut(second);
        let Some((b, Some(to))) = from.first_mut().zip(middles.get(second).copied()) else {
            continue;
        };
        for (a, at) in before.iter_mut().zip(middles) {
            let near = at.filter(|_| a.rect.intersects(&b.rect));
            if let Some(at) = near.filter(|at| at.distance_px(to) > ONE_PLACE_PX) {
                cut(&mut a.hit, at, to, share);
                cut(&mut b.hit, to, at, share);
            }
        }
    }
}

/// Leaves of a box around `at` what is on this side of a line across the way to `other`, at a share of it.
fn cut(hit: &mut ScreenRect, at: ScreenPoint, other: ScreenPoint, share: f64) {
    let (dx, dy) = (other.x_px - at.x_px, other.y_px - at.y_px);
    let (way_px, start_px, side_px, middle_px) = match dx.abs() >= dy.abs() {
        true => (dx, &mut hit.left_px, &mut hit.width_px, at.x_px),
        false => (dy, &mut hit.top_px, &mut hit.height_px, at.y_px),
    };
    let (limit_px, end_px) = (middle_px + share * way_px, *start_px + *side_px);
    match way_px > 0.0 {
        true => *side_px = end_px.min(limit_px) - *start_px,
        false => {
            *start_px = start_px.max(limit_px);
            *side_px = end_px - *start_px;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shared(places: &[(f64, f64)], are_sized: bool) -> (Vec<ScreenPoint>, Vec<Target>) {
        let places = places.iter();
        let middles: Vec<ScreenPoint> = places.map(|(x, y)| ScreenPoint::new(*x, *y)).collect();
        let targets = middles.iter().enumerate().map(|(incident, at)| {
            let rect = ScreenRect::at(*at).inflated(TARGET_PX / 2.0);
            Target::new(incident, rect)
        });
        let mut targets: Vec<Target> = targets.collect();
        let some: Vec<Option<ScreenPoint>> = middles.iter().copied().map(Some).collect();
        share_out(&mut targets, &some, are_sized);
        (middles, targets)
    }

    /// What a click meets: the last target is on top.
    fn met(targets: &[Target], at: ScreenPoint) -> Option<usize> {
        let met = targets.iter().rfind(|target| target.hit.contains(at))?;
        Some(met.incident)
    }

    #[test]
    fn a_click_on_the_middle_of_a_mark_meets_its_target() {
        for places in [
            &[(50.0, 50.0), (55.0, 52.0)][..],
            &[(55.0, 52.0), (50.0, 50.0)],
            &[(50.0, 50.0), (50.5, 61.0)],
            &[(50.0, 50.0), (76.0, 50.0)],
            &[(50.0, 50.0), (60.0, 50.0), (70.0, 50.0)],
            &[(50.0, 50.0), (58.0, 51.0), (54.0, 62.0), (47.0, 56.0)],
        ] {
            for are_sized in [false, true] {
                let (middles, targets) = shared(places, are_sized);
                for (incident, at) in middles.iter().enumerate() {
                    let why = format!("{places:?} {targets:?}");
                    assert_eq!(met(&targets, *at), Some(incident), "{why}");
                    let rect = targets[incident].rect;
                    assert_eq!((rect.center(), rect.width_px), (*at, TARGET_PX), "{why}");
                }
            }
        }
    }

    #[test]
    fn what_two_cover_is_that_of_the_nearer() {
        let (_, targets) = shared(&[(50.0, 50.0), (60.0, 50.0)], false);
        for (x, expected) in [(40.0, 0), (54.0, 0), (56.0, 1), (70.0, 1)] {
            assert_eq!(met(&targets, ScreenPoint::new(x, 50.0)), Some(expected));
        }
    }

    #[test]
    fn in_one_place_the_last_is_met_and_what_stands_alone_is_met_everywhere() {
        let (middles, targets) = shared(&[(50.0, 50.0), (50.0, 50.0), (78.0, 50.0)], false);
        assert_eq!(met(&targets, middles[0]), Some(1));
        assert!(targets.iter().all(|target| target.hit == target.rect));
    }
}

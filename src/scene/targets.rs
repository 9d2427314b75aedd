//! Where marks can be pointed at that stand close together.

use super::Target;
use crate::geo::{ScreenPoint, ScreenRect};

/// The least side of a target.
pub(super) const TARGET_PX: f64 = 28.0;
/// So much of a target stays on each side of the middle of its mark.
const LEAST_BESIDE_PX: f64 = 1.0;
/// Pushing one away can push it onto the next.
const MOST_ROUNDS: usize = 4;

/// Moves targets that overlap away from each other, so that each has the middle of its mark for itself, where a few lie
/// together; none becomes smaller. `middles` are those of their marks, without one for targets that stay.
///
/// Two of marks of one size meet halfway between them. Where marks are sized by a figure, small ones lie on large ones,
/// and a target only leaves the middle of every other mark free.
pub(super) fn keep_apart(targets: &mut [Target], middles: &[Option<ScreenPoint>], are_sized: bool) {
    let share = if are_sized { 0.9 } else { 0.5 };
    for _ in 0..MOST_ROUNDS {
        let mut has_moved = false;
        for second in 1..targets.len() {
            let (before, from) = targets.split_at_mut(second);
            let Some((b, Some(to))) = from.first_mut().zip(middles.get(second).copied()) else {
                continue;
            };
            for (a, at) in before.iter_mut().zip(middles) {
                if let Some(at) = at.filter(|_| a.rect.intersects(&b.rect)) {
                    let from_a = push_away(&mut a.rect, at, to, share, -1.0);
                    has_moved |= push_away(&mut b.rect, to, at, share, 1.0) || from_a;
                }
            }
        }
        if !has_moved {
            return;
        }
    }
}

/// Moves the target of a mark at `at` back from that of one at `from`, as far as it can and keep its own mark, and says
/// whether that was any way; `side` is to which one it goes where both marks are in one place.
fn push_away(
    rect: &mut ScreenRect,
    at: ScreenPoint,
    from: ScreenPoint,
    share: f64,
    side: f64,
) -> bool {
    let (dx, dy) = (at.x_px - from.x_px, at.y_px - from.y_px);
    let is_across = dx.abs() >= dy.abs();
    let (away, start_px, side_px, middle_px) = match is_across {
        true => (dx, &mut rect.left_px, rect.width_px, at.x_px),
        false => (dy, &mut rect.top_px, rect.height_px, at.y_px),
    };
    let sign = if away == 0.0 { side } else { away.signum() };
    let limit_px = middle_px - share * away;
    let moved_px = match sign > 0.0 {
        true => limit_px.min(middle_px - LEAST_BESIDE_PX),
        false => limit_px.max(middle_px + LEAST_BESIDE_PX) - side_px,
    };
    let is_over = (moved_px - *start_px) * sign > 1e-6;
    if is_over {
        *start_px = moved_px;
    }
    is_over
}

#[cfg(test)]
mod tests {
    use super::*;

    fn apart(places: &[(f64, f64)], are_sized: bool) -> (Vec<ScreenPoint>, Vec<Target>) {
        let middles: Vec<ScreenPoint> = places
            .iter()
            .map(|(x, y)| ScreenPoint::new(*x, *y))
            .collect();
        let targets = middles.iter().enumerate().map(|(incident, at)| Target {
            incident,
            rect: ScreenRect::at(*at).inflated(TARGET_PX / 2.0),
            group: None,
        });
        let mut targets: Vec<Target> = targets.collect();
        let some: Vec<Option<ScreenPoint>> = middles.iter().copied().map(Some).collect();
        keep_apart(&mut targets, &some, are_sized);
        (middles, targets)
    }

    /// What a click meets: the last target is on top.
    fn hit(targets: &[Target], at: ScreenPoint) -> Option<usize> {
        let hit = targets.iter().rfind(|target| target.rect.contains(at))?;
        Some(hit.incident)
    }

    #[test]
    fn a_click_on_the_middle_of_a_mark_meets_its_target() {
        for places in [
            &[(50.0, 50.0), (55.0, 52.0)][..],
            &[(55.0, 52.0), (50.0, 50.0)],
            &[(50.0, 50.0), (50.5, 61.0)],
            &[(50.0, 50.0), (76.0, 50.0)],
            &[(50.0, 50.0), (70.0, 50.0), (60.0, 66.0)],
        ] {
            for are_sized in [false, true] {
                let (middles, targets) = apart(places, are_sized);
                for (incident, at) in middles.iter().enumerate() {
                    let (rect, why) = (targets[incident].rect, format!("{places:?} {targets:?}"));
                    assert_eq!(hit(&targets, *at), Some(incident), "{why}");
                    // The middle of a button is where tools click it.
                    assert_eq!(hit(&targets, rect.center()), Some(incident), "{why}");
                    assert_eq!((rect.width_px, rect.height_px), (TARGET_PX, TARGET_PX));
                }
            }
        }
    }

    #[test]
    fn both_of_two_in_one_place_can_be_met() {
        let (_, targets) = apart(&[(50.0, 50.0), (50.0, 50.0)], false);
        assert_eq!(hit(&targets, ScreenPoint::new(48.0, 50.0)), Some(0));
        assert_eq!(hit(&targets, ScreenPoint::new(52.0, 50.0)), Some(1));
    }

    #[test]
    fn a_target_that_has_room_stays_on_its_mark() {
        let (middles, targets) = apart(&[(50.0, 50.0), (78.0, 50.0), (50.0, 90.0)], false);
        for (at, target) in middles.iter().zip(&targets) {
            assert_eq!(target.rect.center(), *at);
        }
    }
}

//! Which mark an arrow key leads to.

use super::Target;
use crate::geo::ScreenPoint;

/// The target that a key leads to from that of the incident `from`: by an arrow the nearest in its direction, by Home
/// and End the first and the last. Every target can be reached by arrows from every other one.
///
/// The nearest is looked for in the quarter of the plane around the arrow, by the sum of distances along and across:
/// with that measure each step towards some target leads nearer to it, so that no target is passed by for ever. Only
/// where that quarter is empty, the half plane is looked at.
pub fn neighbour(targets: &[Target], from: usize, key: &str) -> Option<usize> {
    let (dx, dy) = match key {
        "ArrowRight" => (1.0, 0.0),
        "ArrowLeft" => (-1.0, 0.0),
        "ArrowDown" => (0.0, 1.0),
        "ArrowUp" => (0.0, -1.0),
        "Home" => return targets.first().map(|target| target.incident),
        "End" => return targets.last().map(|target| target.incident),
        _ => return None,
    };
    let start = targets.iter().position(|target| target.incident == from)?;
    let at = place(start, targets.get(start)?);
    let mut best: Option<(bool, f64, usize)> = None;
    for (index, target) in targets.iter().enumerate() {
        let to = place(index, target);
        let (x, y) = (to.x_px - at.x_px, to.y_px - at.y_px);
        let along = x * dx + y * dy;
        let across = (x * dy - y * dx).abs();
        if index == start || along <= 0.0 {
            continue;
        }
        let is_aside = across > along;
        let cost = along + across;
        if best.is_none_or(|best| (is_aside, cost) < (best.0, best.1)) {
            best = Some((is_aside, cost, target.incident));
        }
    }
    best.map(|(_, _, incident)| incident)
}

/// The middle of a target, moved by less than can be seen: those in one place stand in a row then.
fn place(index: usize, target: &Target) -> ScreenPoint {
    let middle = target.rect.center();
    let shift_px = 1e-6 * index as f64;
    ScreenPoint::new(middle.x_px + shift_px, middle.y_px + 0.37 * shift_px)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geo::ScreenRect;

    const ARROWS: [&str; 4] = ["ArrowRight", "ArrowLeft", "ArrowDown", "ArrowUp"];

    fn targets(places: &[(f64, f64)]) -> Vec<Target> {
        let target = |(incident, (x, y)): (usize, &(f64, f64))| {
            let rect = ScreenRect::at(ScreenPoint::new(*x, *y)).inflated(12.0);
            Target::new(incident, rect)
        };
        places.iter().enumerate().map(target).collect()
    }

    fn check_all_reached(places: &[(f64, f64)]) {
        let targets = targets(places);
        for start in 0..targets.len() {
            let mut is_reached = vec![false; targets.len()];
            let mut open = vec![start];
            while let Some(at) = open.pop() {
                if !std::mem::replace(&mut is_reached[at], true) {
                    open.extend(ARROWS.iter().filter_map(|key| neighbour(&targets, at, key)));
                }
            }
            assert!(!is_reached.contains(&false), "from {start}: {places:?}");
        }
    }

    /// A small generator of numbers that look random, so that the test is the same each time.
    fn numbers(seed: u64) -> impl FnMut() -> f64 {
        let mut state = seed;
        move || {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            (state >> 40) as f64 / (1_u64 << 24) as f64
        }
    }

    #[test]
    fn every_mark_is_reached_from_every_other() {
        for seed in 0..40 {
            let mut next = numbers(seed);
            let count = 2 + (next() * 40.0) as usize;
            // Scattered, on a grid with many ties, and crowded into one corner.
            let free: Vec<_> = (0..count)
                .map(|_| (900.0 * next(), 600.0 * next()))
                .collect();
            let tied: Vec<_> = (0..count)
                .map(|_| ((6.0 * next()).floor() * 40.0, (6.0 * next()).floor() * 40.0))
                .collect();
            let corner: Vec<_> = (0..count)
                .map(|at| (if at == 0 { 900.0 } else { 5.0 * next() }, 5.0 * next()))
                .collect();
            for places in [free, tied, corner] {
                check_all_reached(&places);
            }
        }
        check_all_reached(&[(10.0, 10.0); 12]);
    }

    #[test]
    fn an_arrow_leads_where_it_points() {
        let targets = targets(&[
            (0.0, 0.0),
            (100.0, 10.0),
            (60.0, 90.0),
            (0.0, 80.0),
            (-50.0, -10.0),
        ]);
        for (key, expected) in [
            ("ArrowRight", Some(1)),
            ("ArrowDown", Some(3)),
            ("ArrowLeft", Some(4)),
            ("ArrowUp", Some(4)),
            ("Home", Some(0)),
            ("End", Some(4)),
            ("Enter", None),
        ] {
            assert_eq!(neighbour(&targets, 0, key), expected, "{key}");
        }
        assert_eq!(neighbour(&targets, 9, "ArrowUp"), None);
    }
}

//! Lines on a grid that share parts: each part is made simpler once, so that neighbours still meet, and an outline of
//! several areas leaves out what lies between them.

use std::collections::{BTreeMap, BTreeSet};

/// A point of the grid, y down.
pub(super) type Point = (i32, i32);

/// A line, or the outline of an area.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Line {
    /// Its points; of an outline the first one is not repeated at its end.
    pub points: Vec<Point>,
    pub is_closed: bool,
}

/// A part of lines between two joints, in the direction that makes it the smaller one in the order of points: so two
/// lines that share it agree on it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Chain {
    points: Vec<Point>,
    is_reversed: bool,
}

/// The part of the grid that can be seen.
#[derive(Clone, Copy, Debug)]
pub(super) struct Window {
    pub left: i32,
    pub top: i32,
    pub right: i32,
    pub bottom: i32,
}

/// Where lines meet or end.
pub(super) struct Mesh {
    joints: BTreeSet<Point>,
    window: Window,
}

impl Line {
    /// The line without points that say nothing; `None` when nothing is left to see.
    pub fn new(mut points: Vec<Point>, is_closed: bool) -> Option<Self> {
        points.dedup();
        while is_closed && points.len() > 1 && points.first() == points.last() {
            points.pop();
        }
        let least = if is_closed { 3 } else { 2 };
        (points.len() >= least).then_some(Self { points, is_closed })
    }
}

impl Window {
    /// On which sides of the window a point lies outside, as bits.
    fn outside(&self, (x, y): Point) -> u8 {
        u8::from(x < self.left)
            | (u8::from(x > self.right) << 1)
            | (u8::from(y < self.top) << 2)
            | (u8::from(y > self.bottom) << 3)
    }

    /// Whether all of the points lie beyond one side.
    fn is_beyond(&self, points: &[Point]) -> bool {
        let sides = points.iter().map(|point| self.outside(*point));
        sides.fold(0b1111, |all, sides| all & sides) != 0
    }
}

impl Mesh {
    /// The joints of lines that are seen through a window.
    pub fn of<'a>(lines: impl Iterator<Item = &'a Line>, window: Window) -> Self {
        let mut joints = BTreeSet::new();
        // For each point the first two others beside it.
        let mut beside: BTreeMap<Point, (Point, Point)> = BTreeMap::new();
        for line in lines {
            let count = line.points.len();
            let point = |at: usize| line.points.get(at % count).copied();
            for at in 0..count {
                let is_end = !line.is_closed && (at == 0 || at + 1 == count);
                let (Some(here), Some(before), Some(after)) =
                    (point(at), point(at + count - 1), point(at + 1))
                else {
                    continue;
                };
                if is_end {
                    joints.insert(here);
                    continue;
                }
                let pair = (before.min(after), before.max(after));
                if *beside.entry(here).or_insert(pair) != pair {
                    joints.insert(here);
                }
            }
        }
        Self { joints, window }
    }

    /// The parts of a line, made simpler by up to `tolerance` units of the grid.
    fn chains(&self, line: &Line, tolerance: f64) -> Vec<Chain> {
        let mut points = line.points.clone();
        if line.is_closed {
            let is_joint = |point: &Point| self.joints.contains(point);
            let least = || points.iter().enumerate().min_by_key(|(_, point)| **point);
            let first = points.iter().position(is_joint);
            let first = first.or_else(|| least().map(|(at, _)| at));
            points.rotate_left(first.unwrap_or(0));
            points.extend(points.first().copied());
        }
        let mut chains = Vec::new();
        let mut chain: Vec<Point> = Vec::new();
        for point in points {
            chain.push(point);
            if chain.len() > 1 && self.joints.contains(&point) {
                chains.push(self.simpler(std::mem::replace(&mut chain, vec![point]), tolerance));
            }
        }
        if chain.len() > 1 {
            chains.push(self.simpler(chain, tolerance));
        }
        chains
    }

    fn simpler(&self, mut points: Vec<Point>, tolerance: f64) -> Chain {
        let is_reversed = points.iter().rev().lt(points.iter());
        if is_reversed {
            points.reverse();
        }
        let points = self.unseen_left_out(&simplified(&points, tolerance));
        Chain {
            points,
            is_reversed,
        }
    }

    /// Leaves out points between two others when all three lie beyond one side of the window: the line between the two
    /// does not come into view either.
    fn unseen_left_out(&self, points: &[Point]) -> Vec<Point> {
        let mut kept: Vec<Point> = Vec::new();
        for (at, point) in points.iter().enumerate() {
            let three = [kept.last(), Some(point), points.get(at + 1)];
            let [Some(before), Some(point), Some(after)] = three else {
                kept.push(*point);
                continue;
            };
            if !self.window.is_beyond(&[*before, *point, *after]) {
                kept.push(*point);
            }
        }
        kept
    }

    /// The points of a chain in the direction of its line.
    fn directed(chain: &Chain) -> Vec<Point> {
        let mut points = chain.points.clone();
        if chain.is_reversed {
            points.reverse();
        }
        points
    }

    /// A line, simpler.
    pub fn line(&self, line: &Line, tolerance: f64) -> Option<Line> {
        let mut points = Vec::new();
        for chain in self.chains(line, tolerance) {
            points.extend(Self::directed(&chain));
        }
        let is_seen = !self.window.is_beyond(&points);
        Line::new(points, line.is_closed).filter(|_| is_seen)
    }

    /// The parts of lines that come into view, each in its own direction.
    pub fn parts(&self, lines: &[Line], tolerance: f64) -> Vec<Line> {
        let chains = lines.iter().flat_map(|line| self.chains(line, tolerance));
        let seen = chains.filter(|chain| !self.window.is_beyond(&chain.points));
        seen.filter_map(|chain| Line::new(chain.points, false))
            .collect()
    }

    /// The outline of areas taken together: what lies between two of them is left out.
    pub fn outline(&self, areas: &[Line], tolerance: f64) -> Vec<Line> {
        let mut once: BTreeSet<Vec<Point>> = BTreeSet::new();
        for chain in areas.iter().flat_map(|area| self.chains(area, tolerance)) {
            if !once.remove(&chain.points) {
                once.insert(chain.points);
            }
        }
        // Walked from joint to joint in whatever direction: areas may run either way round.
        let mut at_joint: BTreeMap<Point, Vec<&Vec<Point>>> = BTreeMap::new();
        for chain in &once {
            for end in [chain.first(), chain.last()].into_iter().flatten() {
                at_joint.entry(*end).or_default().push(chain);
            }
        }
        let mut is_used: BTreeSet<&Vec<Point>> = BTreeSet::new();
        let mut rings = Vec::new();
        for start in &once {
            let mut ring: Vec<Point> = Vec::new();
            let mut next = Some(start).filter(|chain| !is_used.contains(chain));
            while let Some(chain) = next {
                is_used.insert(chain);
                match ring.is_empty() || ring.last() == chain.first() {
                    true => ring.extend(chain),
                    false => ring.extend(chain.iter().rev()),
                }
                let here = ring.last().and_then(|end| at_joint.get_mut(end));
                next = here.and_then(|chains| {
                    chains.retain(|chain| !is_used.contains(chain));
                    chains.pop()
                });
            }
            let is_seen = !self.window.is_beyond(&ring);
            rings.extend(Line::new(ring, true).filter(|_| is_seen));
        }
        rings
    }
}

/// The line with fewer points, none of the others farther from it than `tolerance` (Douglas and Peucker 1973).
fn simplified(points: &[Point], tolerance: f64) -> Vec<Point> {
    let mut keep = vec![false; points.len()];
    let mut spans = vec![(0, points.len().saturating_sub(1))];
    for end in [0, points.len().saturating_sub(1)] {
        keep.get_mut(end).into_iter().for_each(|keep| *keep = true);
    }
    while let Some((from, to)) = spans.pop() {
        let (Some(start), Some(end)) = (points.get(from), points.get(to)) else {
            continue;
        };
        let between = points.iter().enumerate().take(to).skip(from + 1);
        let far = between.map(|(at, point)| (at, distance(*point, *start, *end)));
        let farthest = far.reduce(|far, next| if next.1 > far.1 { next } else { far });
        if let Some((at, distance)) = farthest
            && distance > tolerance
        {
            keep.get_mut(at).into_iter().for_each(|keep| *keep = true);
            spans.extend([(from, at), (at, to)]);
        }
    }
    let kept = points.iter().zip(keep).filter(|(_, keep)| *keep);
    kept.map(|(point, _)| *point).collect()
}

/// The distance of a point from a piece of a line.
fn distance(point: Point, from: Point, to: Point) -> f64 {
    let sub = |a: Point, b: Point| {
        (
            f64::from(a.0) - f64::from(b.0),
            f64::from(a.1) - f64::from(b.1),
        )
    };
    let (along, off) = (sub(to, from), sub(point, from));
    let length = along.0 * along.0 + along.1 * along.1;
    let share = match length > 0.0 {
        true => ((off.0 * along.0 + off.1 * along.1) / length).clamp(0.0, 1.0),
        false => 0.0,
    };
    (off.0 - share * along.0).hypot(off.1 - share * along.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    const WINDOW: Window = Window {
        left: -100,
        top: -100,
        right: 100,
        bottom: 100,
    };

    fn closed(points: &[Point]) -> Line {
        Line::new(points.to_vec(), true).unwrap()
    }

    #[test]
    fn two_squares_side_by_side_are_one_rectangle() {
        let left = closed(&[(0, 0), (10, 0), (10, 5), (10, 10), (0, 10)]);
        let right = closed(&[(10, 10), (10, 5), (10, 0), (20, 0), (20, 10)]);
        let both = [left, right];
        let mesh = Mesh::of(both.iter(), WINDOW);
        let outline = mesh.outline(&both, 0.5);
        assert_eq!(outline.len(), 1, "{outline:?}");
        let corners: BTreeSet<Point> = outline[0].points.iter().copied().collect();
        assert_eq!(
            corners,
            BTreeSet::from([(0, 0), (10, 0), (20, 0), (20, 10), (10, 10), (0, 10)])
        );
    }

    #[test]
    fn neighbours_agree_on_the_border_between_them() {
        let border: Vec<Point> = (0..40).map(|y| ((y * 7) % 5, y)).collect();
        let left: Vec<Point> = border
            .iter()
            .copied()
            .chain([(-50, 39), (-50, 0)])
            .collect();
        let right: Vec<Point> = border
            .iter()
            .rev()
            .copied()
            .chain([(50, 0), (50, 39)])
            .collect();
        let both = [closed(&left), closed(&right)];
        let mesh = Mesh::of(both.iter(), WINDOW);
        let of = |line: &Line| -> BTreeSet<Vec<Point>> {
            mesh.chains(line, 2.0)
                .into_iter()
                .map(|chain| chain.points)
                .collect()
        };
        let shared: Vec<Vec<Point>> = of(&both[0]).intersection(&of(&both[1])).cloned().collect();
        assert_eq!(shared.len(), 1);
        assert!(shared[0].len() < border.len());
    }

    #[test]
    fn what_is_out_of_view_is_left_out() {
        let line = Line::new(vec![(0, 0), (200, 0), (300, 50), (400, 0), (0, 90)], false).unwrap();
        let mesh = Mesh::of([&line].into_iter(), WINDOW);
        let points = mesh.line(&line, 0.0).unwrap().points;
        assert_eq!(points, [(0, 0), (200, 0), (400, 0), (0, 90)]);
        let beyond = Line::new(vec![(200, 0), (300, 50)], false).unwrap();
        assert_eq!(mesh.line(&beyond, 0.0), None);
        assert!(mesh.parts(&[beyond], 0.0).is_empty());
    }
}

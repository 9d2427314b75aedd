//! The curves of connections.

use crate::geo::ScreenPoint;
use crate::story::Connection;

/// How far a curve bows out, by the distance of its ends.
const BOW: f64 = 0.16;

/// No curve bows farther than this from the line between its ends, or long ones would leave the view.
const MOST_BOW_PX: f64 = 64.0;

/// How each of some connections bows: the second of the same two incidents, in either direction, to the other side of
/// the first, further ones farther out.
pub(super) fn bows(connections: &[&Connection]) -> Vec<f64> {
    let pair = |connection: &Connection| {
        let (from, to) = (connection.from, connection.to);
        (from.min(to), from.max(to))
    };
    let mut bows = Vec::with_capacity(connections.len());
    for (at, connection) in connections.iter().enumerate() {
        let mut number = 0;
        for other in connections.get(..at).unwrap_or_default() {
            number += usize::from(pair(other) == pair(connection));
        }
        let size = BOW * (number / 2 + 1) as f64;
        bows.push(if number % 2 == 0 { size } else { -size });
    }
    bows
}

/// A quadratic Bézier curve.
#[derive(Clone, Copy)]
pub(super) struct Curve {
    pub from: ScreenPoint,
    pub control: ScreenPoint,
    pub to: ScreenPoint,
}

impl Curve {
    /// A curve that bows to the top of the screen, or with a negative `bow` to its foot; the bow is a share of the
    /// distance of the ends.
    pub fn between(from: ScreenPoint, to: ScreenPoint, bow: f64) -> Self {
        let (dx, dy) = (to.x_px - from.x_px, to.y_px - from.y_px);
        let most = MOST_BOW_PX / from.distance_px(to).max(f64::EPSILON);
        let bow = bow.clamp(-most, most);
        let side = if dx < 0.0 { -1.0 } else { 1.0 };
        let control = ScreenPoint::new(
            (from.x_px + to.x_px) / 2.0 + side * dy * 2.0 * bow,
            (from.y_px + to.y_px) / 2.0 - side * dx * 2.0 * bow,
        );
        Self { from, control, to }
    }

    /// The point of the curve at a parameter from 0 to 1.
    pub fn at(&self, t: f64) -> ScreenPoint {
        let s = 1.0 - t;
        let mix = |a: f64, b: f64, c: f64| s * s * a + 2.0 * s * t * b + t * t * c;
        ScreenPoint::new(
            mix(self.from.x_px, self.control.x_px, self.to.x_px),
            mix(self.from.y_px, self.control.y_px, self.to.y_px),
        )
    }

    /// The part between two parameters (de Casteljau's subdivision).
    pub fn part(&self, start: f64, end: f64) -> Self {
        let lerp = |a: ScreenPoint, b: ScreenPoint, t: f64| {
            ScreenPoint::new(
                a.x_px + (b.x_px - a.x_px) * t,
                a.y_px + (b.y_px - a.y_px) * t,
            )
        };
        let near_start = lerp(self.from, self.control, start);
        let near_end = lerp(self.control, self.to, start);
        Self {
            from: self.at(start),
            control: lerp(near_start, near_end, end),
            to: self.at(end),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn connections_of_one_pair_stay_apart_in_both_directions() {
        let connection = |from, to| Connection {
            from,
            to,
            kind: None,
            label: Default::default(),
            articles: Vec::new(),
        };
        let (there, back, more) = (connection(1, 2), connection(2, 1), connection(1, 2));
        let found = bows(&[&there, &connection(2, 3), &back, &more]);
        assert_eq!(found, [BOW, BOW, -BOW, 2.0 * BOW]);
        let ends = [ScreenPoint::new(10.0, 20.0), ScreenPoint::new(200.0, 90.0)];
        let up = Curve::between(ends[0], ends[1], BOW);
        let down = Curve::between(ends[1], ends[0], -BOW);
        assert!(up.at(0.5).distance_px(down.at(0.5)) > 20.0);
    }

    #[test]
    fn a_part_of_a_curve_lies_on_the_curve() {
        let curve = Curve::between(
            ScreenPoint::new(10.0, 20.0),
            ScreenPoint::new(200.0, 90.0),
            BOW,
        );
        let part = curve.part(0.2, 0.7);
        for step in 0..=10 {
            let t = f64::from(step) / 10.0;
            assert!(part.at(t).distance_px(curve.at(0.2 + 0.5 * t)) < 1e-9);
        }
    }
}

//! Cutting lines and areas where the map is cut: along the meridian opposite the central one.
//!
//! On the sphere, longitudes from the central meridian, the map is the rectangle of ±π by ±π/2. What crosses its left
//! or right edge goes on at the other one, and an area around a pole has the pole's edge as a border of its own. The
//! result is that of `d3-geo` (`clipAntimeridian`), to which `tests/geo_clipping.rs` holds it.

use super::AuthalicPoint;
use super::trig::{sin, sin_cos};
use std::f64::consts::{FRAC_PI_2, PI, TAU};

/// Points nearer to the cut than this, in radians (6 mm), are moved off it to their own side.
const NEAR_CUT_RAD: f64 = 1e-9;

/// The parts of a line, each on one side of the cut.
pub(super) fn cut_line(points: &[AuthalicPoint]) -> Vec<Vec<AuthalicPoint>> {
    let mut parts = Vec::new();
    let mut part: Vec<AuthalicPoint> = Vec::with_capacity(points.len());
    for to in points {
        if let Some(from) = part.last().filter(|from| crosses(**from, *to)) {
            let lat_rad = crossing_lat_rad(*from, *to);
            let side_rad = PI.copysign(from.lng_rad);
            part.push(point(side_rad, lat_rad));
            parts.push(std::mem::take(&mut part));
            part.push(point(-side_rad, lat_rad));
        }
        part.push(*to);
    }
    parts.push(part);
    parts
}

/// The closed rings that a polygon's rings, the outer one first, make on the cut map. Which way round they run does
/// not matter: the outer ring is taken to enclose the smaller part, and the nearer pole where it runs around one.
pub(super) fn cut_polygon(rings: Vec<Vec<AuthalicPoint>>) -> Vec<Vec<AuthalicPoint>> {
    let mut whole = Vec::new();
    let mut pieces = Vec::new();
    for (number, ring) in rings.into_iter().enumerate() {
        let ring = oriented(off_the_cut(closed(ring)), number == 0);
        let mut parts = cut_line(&ring);
        if parts.len() < 2 {
            whole.append(&mut parts);
            continue;
        }
        // The ring began in the middle of a part.
        let start = parts.remove(0);
        if let Some(last) = parts.last_mut() {
            last.extend(start.into_iter().skip(1));
        }
        pieces.append(&mut parts);
    }
    join(&pieces, &mut whole);
    whole
}

/// The border of the whole map, as a closed ring.
pub(super) fn map_border() -> Vec<AuthalicPoint> {
    let mut border = Vec::new();
    push_pole(&mut border, false);
    border.push(point(PI, 0.0));
    push_pole(&mut border, true);
    border.push(point(-PI, 0.0));
    closed(border)
}

fn point(lng_rad: f64, lat_rad: f64) -> AuthalicPoint {
    AuthalicPoint { lng_rad, lat_rad }
}

/// Whether the shorter way between two places leads across the cut.
fn crosses(from: AuthalicPoint, to: AuthalicPoint) -> bool {
    (from.lng_rad - to.lng_rad).abs() > PI
}

/// Where a great circle crosses the cut.
fn crossing_lat_rad(from: AuthalicPoint, to: AuthalicPoint) -> f64 {
    let sin_lng = sin(from.lng_rad - to.lng_rad);
    if sin_lng.abs() < NEAR_CUT_RAD {
        return (from.lat_rad + to.lat_rad) / 2.0;
    }
    let (sin_from, cos_from) = sin_cos(from.lat_rad);
    let (sin_to, cos_to) = sin_cos(to.lat_rad);
    let rise = sin_from * cos_to * sin(to.lng_rad) - sin_to * cos_from * sin(from.lng_rad);
    let level = cos_from * cos_to * sin_lng;
    // The tangent's own quarter: both signs turned, or none.
    (rise * level.signum()).atan2(level.abs())
}

/// The ring with its first point at the end.
fn closed(mut ring: Vec<AuthalicPoint>) -> Vec<AuthalicPoint> {
    if let Some(first) = ring
        .first()
        .copied()
        .filter(|first| ring.last() != Some(first))
    {
        ring.push(first);
    }
    ring
}

/// A ring whose points on the cut lie on the side that they are reached from.
fn off_the_cut(mut ring: Vec<AuthalicPoint>) -> Vec<AuthalicPoint> {
    const INSIDE_RAD: f64 = PI - NEAR_CUT_RAD;
    let is_off = |point: &&AuthalicPoint| point.lng_rad.abs() < INSIDE_RAD;
    let mut side = ring.iter().rfind(is_off).map_or(1.0, |point| point.lng_rad);
    for point in &mut ring {
        if point.lng_rad.abs() < INSIDE_RAD {
            side = point.lng_rad;
        } else {
            point.lng_rad = INSIDE_RAD.copysign(side);
        }
    }
    ring
}

/// The ring in the direction that has the area on its left.
fn oriented(mut ring: Vec<AuthalicPoint>, is_outer: bool) -> Vec<AuthalicPoint> {
    let (mut turn_rad, mut under, mut lat_sum_rad) = (0.0, 0.0, 0.0);
    for (from, to) in ring.iter().zip(ring.iter().skip(1)) {
        let mut step_rad = to.lng_rad - from.lng_rad;
        if crosses(*from, *to) {
            step_rad -= TAU.copysign(step_rad);
        }
        turn_rad += step_rad;
        under += step_rad * (from.lat_rad + to.lat_rad);
        lat_sum_rad += from.lat_rad;
    }
    let is_around_pole = turn_rad.abs() > PI;
    let is_left = match is_around_pole {
        true => (turn_rad > 0.0) == (lat_sum_rad > 0.0),
        false => under < 0.0,
    };
    if is_left != is_outer {
        ring.reverse();
    }
    ring
}

/// How far along the map's border a point of the left or right edge is: up the right edge from 0 to π, across the
/// north pole's edge, down the left one to 2π.
fn along_border_rad(point: AuthalicPoint) -> f64 {
    match point.lng_rad > 0.0 {
        true => FRAC_PI_2 + point.lat_rad,
        false => 3.0 * FRAC_PI_2 - point.lat_rad,
    }
}

/// Joins lines from edge to edge, areas on their left, to closed rings: along the border from the end of each to the
/// next start.
fn join(pieces: &[Vec<AuthalicPoint>], rings: &mut Vec<Vec<AuthalicPoint>>) {
    let ends = |piece: &Vec<AuthalicPoint>| piece.first().copied().zip(piece.last().copied());
    let mut waiting: Vec<usize> = (0..pieces.len()).collect();
    while let Some(seed) = waiting.pop() {
        let mut ring = Vec::new();
        let mut current = seed;
        let piece_of = |at: usize| pieces.get(at).and_then(|piece| Some((piece, ends(piece)?)));
        while let Some((piece, (_, end))) = piece_of(current) {
            ring.extend_from_slice(piece);
            let end_rad = along_border_rad(end);
            let mut next = (TAU * 2.0, seed);
            for candidate in waiting.iter().chain([&seed]) {
                let Some((_, (start, _))) = piece_of(*candidate) else {
                    continue;
                };
                let way_rad = along_border_rad(start) - end_rad;
                let way_rad = if way_rad < 0.0 {
                    way_rad + TAU
                } else {
                    way_rad
                };
                if way_rad < next.0 {
                    next = (way_rad, *candidate);
                }
            }
            for (corner_rad, is_north) in [(PI, true), (TAU, false), (PI + TAU, true)] {
                if end_rad <= corner_rad && corner_rad <= end_rad + next.0 {
                    push_pole(&mut ring, is_north);
                }
            }
            current = next.1;
            if current == seed {
                break;
            }
            waiting.retain(|piece| *piece != current);
        }
        rings.push(closed(ring));
    }
}

/// The edge that a pole is, with the map on its left.
fn push_pole(ring: &mut Vec<AuthalicPoint>, is_north: bool) {
    let side = if is_north { 1.0 } else { -1.0 };
    for lng_rad in [PI, 0.0, -PI] {
        ring.push(point(side * lng_rad, side * FRAC_PI_2));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ring(points: &[(f64, f64)]) -> Vec<AuthalicPoint> {
        let points = points.iter();
        points
            .map(|(lng, lat)| point(lng.to_radians(), lat.to_radians()))
            .collect()
    }

    /// The area on the plane of longitude and latitude in square degrees, positive for what lies on the left.
    fn areas(rings: &[Vec<AuthalicPoint>]) -> Vec<i64> {
        let area = |ring: &Vec<AuthalicPoint>| {
            let steps = ring.windows(2);
            let sum: f64 = steps
                .map(|w| w[0].lng_rad * w[1].lat_rad - w[1].lng_rad * w[0].lat_rad)
                .sum();
            (sum / 2.0 * 1f64.to_degrees().powi(2)).round() as i64
        };
        let mut areas: Vec<i64> = rings.iter().map(area).collect();
        areas.sort_unstable();
        areas
    }

    #[test]
    fn polygons_are_cut_and_closed_along_the_edges() {
        // Sides along meridians or the equator, which are straight here too.
        let near = |lat: f64| [(170.0, -lat), (-170.0, -lat), (-170.0, lat), (170.0, lat)];
        let pole = |lat: f64| [(-120.0, lat), (0.0, lat), (120.0, lat)];
        for (rings, expected) in [
            (
                vec![ring(&[(0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0)])],
                vec![100],
            ),
            // Either direction, any start.
            (vec![ring(&near(0.001))], vec![0, 0]),
            (
                vec![ring(&[
                    (175.0, 0.0),
                    (-175.0, 0.0),
                    (-175.0, 10.0),
                    (175.0, 10.0),
                ])],
                vec![50, 50],
            ),
            (
                vec![ring(&[
                    (175.0, 10.0),
                    (-175.0, 10.0),
                    (-175.0, 0.0),
                    (175.0, 0.0),
                ])],
                vec![50, 50],
            ),
            (
                vec![ring(&[
                    (-175.0, 0.0),
                    (-175.0, 10.0),
                    (175.0, 10.0),
                    (175.0, 0.0),
                ])],
                vec![50, 50],
            ),
            // A side on the cut itself.
            (
                vec![ring(&[
                    (170.0, 0.0),
                    (-180.0, 0.0),
                    (180.0, 10.0),
                    (170.0, 10.0),
                ])],
                vec![100],
            ),
            (
                vec![ring(&[
                    (-170.0, 0.0),
                    (180.0, 0.0),
                    (180.0, 10.0),
                    (-170.0, 10.0),
                ])],
                vec![100],
            ),
            // A hole on either side, and one across.
            (
                vec![
                    ring(&[(160.0, 0.0), (-160.0, 0.0), (-160.0, 10.0), (160.0, 10.0)]),
                    ring(&[(-177.0, 4.0), (-175.0, 4.0), (-175.0, 6.0), (-177.0, 6.0)]),
                ],
                vec![-4, 206, 206],
            ),
            // Caps around the poles reach the poles.
            (vec![ring(&pole(-89.9))], vec![33]),
            (vec![ring(&pole(89.9))], vec![33]),
        ] {
            let got = areas(&cut_polygon(rings.clone()));
            assert_eq!(got.len(), expected.len(), "{rings:?}: {got:?}");
            for (got, expected) in got.iter().zip(&expected) {
                // Great circles between the parallels' ends bulge a little.
                assert!((got - expected).abs() <= 2, "{rings:?}: {got}, {expected}");
            }
        }
    }

    #[test]
    fn lines_end_at_one_edge_and_go_on_at_the_other() {
        let line = ring(&[(150.0, 0.0), (-150.0, 0.0), (-100.0, 5.0)]);
        let parts = cut_line(&line);
        assert_eq!(parts.len(), 2);
        assert_eq!(parts[0].last(), Some(&point(PI, 0.0)));
        assert_eq!(parts[1].first(), Some(&point(-PI, 0.0)));
        assert_eq!(cut_line(&line[1..]).len(), 1);
    }

    #[test]
    fn nothing_odd_stops_it() {
        for odd in [
            vec![],
            vec![vec![]],
            vec![ring(&[(180.0, 0.0)])],
            vec![ring(&[(180.0, 90.0), (-180.0, -90.0), (0.0, f64::NAN)])],
            vec![ring(&[(-180.0, 0.0), (180.0, 0.0), (180.0, 5.0)])],
        ] {
            let rings = cut_polygon(odd.clone());
            assert!(rings.len() <= 3, "{odd:?}");
        }
    }
}

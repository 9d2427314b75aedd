//! Connections: curves with a direction.

use super::labels::LabelSpace;
use super::map::MapInput;
use super::marks::{PlacedMark, mark_of};
use super::{Fill, Ink, Item, Segment, Stroke};
use crate::geo::{ScreenPoint, ScreenRect};
use crate::story::Connection;

/// How far a curve bows out, by the distance of its ends.
const BOW: f64 = 0.16;
/// Length of an arrowhead.
const HEAD_PX: f64 = 9.0;
/// In a story with more connections than these, only those of the selected incident are drawn.
const MOST_CONNECTIONS: usize = 300;
/// Steps in which a curve is searched for the border it ends at.
const STEPS: usize = 64;

/// The arcs of all connections, those of the selected incident stronger than the rest.
pub(super) fn connection_items(input: &MapInput) -> Vec<Item> {
    let mut items = Vec::new();
    for (connection, from, to) in drawn(input) {
        items.extend(arc(input, connection, &from, &to));
    }
    items
}

/// Boxes along the arcs, for labels to keep clear of.
pub(super) fn avoid_connections(input: &MapInput, space: &mut LabelSpace) {
    const CLEAR_PX: f64 = 4.0;
    for (_, from, to) in drawn(input) {
        let curve = Curve::between(from.at, to.at);
        for step in 0..=STEPS {
            let at = curve.at(step as f64 / STEPS as f64);
            space.avoid(ScreenRect::at(at).inflated(CLEAR_PX));
        }
    }
}

/// The connections that are drawn, with the marks at their ends.
fn drawn<'a>(input: &MapInput<'a>) -> Vec<(&'a Connection, PlacedMark, PlacedMark)> {
    let connections = &input.dataset.story.connections;
    let are_few = connections.len() <= MOST_CONNECTIONS;
    let mut drawn = Vec::new();
    for connection in connections {
        let is_end = |selected| connection.from == selected || connection.to == selected;
        if !are_few && !input.selection.is_some_and(is_end) {
            continue;
        }
        let ends = (
            mark_of(input, connection.from),
            mark_of(input, connection.to),
        );
        if let (Some(from), Some(to)) = ends {
            drawn.push((connection, from, to));
        }
    }
    drawn.truncate(MOST_CONNECTIONS);
    drawn
}

fn arc(input: &MapInput, connection: &Connection, from: &PlacedMark, to: &PlacedMark) -> Vec<Item> {
    let distance = from.at.distance_px(to.at);
    if distance < from.radius_px + to.radius_px + HEAD_PX {
        return Vec::new();
    }
    let curve = Curve::between(from.at, to.at);
    let start = (from.radius_px + 3.0) / distance;
    let end = end_of(input, &curve, to).unwrap_or(1.0 - (to.radius_px + 4.0) / distance);
    if end - start < HEAD_PX / distance {
        return Vec::new();
    }
    let opacity = match input.selection {
        Some(selected) if selected != connection.from && selected != connection.to => 0.35,
        _ => 1.0,
    };
    let curve = curve.part(start, end);
    let tip = curve.at(1.0);
    let neck = curve.at(1.0 - 0.8 * HEAD_PX / distance);
    let line = |ink, width_px| Item::Path {
        segments: vec![
            Segment::MoveTo(curve.from),
            Segment::QuadTo(curve.control, neck),
        ],
        fill: None,
        stroke: Some(Stroke {
            ink,
            opacity,
            width_px,
            dash_px: None,
        }),
    };
    let head = Item::Path {
        segments: arrow_head(neck, tip),
        fill: Some(Fill {
            ink: Ink::Lead,
            opacity,
        }),
        stroke: None,
    };
    vec![line(Ink::Halo, 4.0), line(Ink::Lead, 1.75), head]
}

/// Where the curve enters the area it leads to: the arrow points at the area, not at a place in it.
fn end_of(input: &MapInput, curve: &Curve, to: &PlacedMark) -> Option<f64> {
    let basemap = input.basemap?;
    let area = basemap.area(&input.incidents.area_of(to.incident)?.code)?;
    let inside = |t: f64| {
        let place = input.viewport.lnglat_from_screen(curve.at(t));
        place.is_some_and(|place| basemap.topology().area_contains(area, place))
    };
    let step = |number: usize| number as f64 / STEPS as f64;
    (1..STEPS)
        .map(step)
        .find(|t| inside(*t))
        .map(|t| t - 0.5 / STEPS as f64)
}

fn arrow_head(neck: ScreenPoint, tip: ScreenPoint) -> Vec<Segment> {
    let length = neck.distance_px(tip).max(f64::EPSILON);
    let (along_x, along_y) = (
        (tip.x_px - neck.x_px) / length,
        (tip.y_px - neck.y_px) / length,
    );
    let half = 0.5 * HEAD_PX;
    let corner = |side: f64| {
        let back_x = tip.x_px - along_x * HEAD_PX - side * along_y * half;
        let back_y = tip.y_px - along_y * HEAD_PX + side * along_x * half;
        ScreenPoint::new(back_x, back_y)
    };
    vec![
        Segment::MoveTo(tip),
        Segment::LineTo(corner(1.0)),
        Segment::LineTo(corner(-1.0)),
        Segment::Close,
    ]
}

/// A quadratic Bézier curve.
#[derive(Clone, Copy)]
struct Curve {
    from: ScreenPoint,
    control: ScreenPoint,
    to: ScreenPoint,
}

impl Curve {
    /// A curve that bows to the top of the screen, so that both directions of a pair stay apart from the line.
    fn between(from: ScreenPoint, to: ScreenPoint) -> Self {
        let (dx, dy) = (to.x_px - from.x_px, to.y_px - from.y_px);
        let side = if dx < 0.0 { -1.0 } else { 1.0 };
        let control = ScreenPoint::new(
            (from.x_px + to.x_px) / 2.0 + side * dy * 2.0 * BOW,
            (from.y_px + to.y_px) / 2.0 - side * dx * 2.0 * BOW,
        );
        Self { from, control, to }
    }

    fn at(&self, t: f64) -> ScreenPoint {
        let s = 1.0 - t;
        let mix = |a: f64, b: f64, c: f64| s * s * a + 2.0 * s * t * b + t * t * c;
        ScreenPoint::new(
            mix(self.from.x_px, self.control.x_px, self.to.x_px),
            mix(self.from.y_px, self.control.y_px, self.to.y_px),
        )
    }

    /// The part between two parameters (de Casteljau's subdivision).
    fn part(&self, start: f64, end: f64) -> Self {
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
    fn a_part_of_a_curve_lies_on_the_curve() {
        let curve = Curve::between(ScreenPoint::new(10.0, 20.0), ScreenPoint::new(200.0, 90.0));
        let part = curve.part(0.2, 0.7);
        for step in 0..=10 {
            let t = f64::from(step) / 10.0;
            assert!(part.at(t).distance_px(curve.at(0.2 + 0.5 * t)) < 1e-9);
        }
    }
}

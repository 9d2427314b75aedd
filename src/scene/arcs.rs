//! Connections: curves with a direction.

use super::curve::{Curve, bows};
use super::focus::Focus;
use super::labels::LabelSpace;
use super::lettering::Lettering;
use super::map::MapInput;
use super::marks::{PlacedMark, mark_of};
use super::{Fill, Ink, Item, Segment, Stroke, TextStyle};
use crate::geo::{LngLat, PlanePoint, ScreenPoint, ScreenRect};
use crate::story::Connection;

/// Length of an arrowhead.
const HEAD_PX: f64 = 9.0;
/// In a story with more connections than these, only those of the incident that the reader looks at are drawn.
pub const MOST_CONNECTIONS: usize = 25;
/// The most that are drawn of one incident.
const MOST_OF_ONE: usize = 300;
/// In a story with more connections than these, only those the reader looks at have their labels.
const MOST_LABELS: usize = 8;
/// How strong the connections are that the reader does not look at.
const DIMMED: f64 = 0.45;
/// Lengths of dash and gap in pixels, by kind; further kinds begin anew.
const DASHES_PX: [Option<[f64; 2]>; 3] = [None, Some([8.0, 5.0]), Some([1.5, 5.0])];
/// Steps in which a curve is searched for the border it ends at.
const STEPS: usize = 64;

/// A connection as it is drawn: one curve, or two where the map is cut between its ends.
struct Arc<'a> {
    connection: &'a Connection,
    curves: Vec<Curve>,
}

impl Arc<'_> {
    /// Whether it runs through a box around a place; `half` are half the box's width and height.
    fn crosses(&self, at: ScreenPoint, half: (f64, f64)) -> bool {
        let is_inside = |point: ScreenPoint| {
            (point.x_px - at.x_px).abs() < half.0 && (point.y_px - at.y_px).abs() < half.1
        };
        let mut curves = self.curves.iter();
        curves.any(|curve| steps().any(|t| is_inside(curve.at(t))))
    }
}

/// The arcs of all connections; those that the reader looks at are stronger than the rest, and above it.
pub(super) fn connection_items(input: &MapInput) -> Vec<Item> {
    let focus = Focus::of(input);
    let mut items = Vec::new();
    let mut strong = Vec::new();
    for arc in arcs(input, &focus) {
        match focus.dims_connection(arc.connection) {
            true => push_arc(&arc, DIMMED, &mut items),
            false => push_arc(&arc, 1.0, &mut strong),
        }
    }
    items.extend(strong);
    items
}

/// Boxes along the arcs, for labels to keep clear of.
pub(super) fn avoid_connections(input: &MapInput, space: &mut LabelSpace) {
    const CLEAR_PX: f64 = 4.0;
    for curve in arcs(input, &Focus::chosen(input))
        .iter()
        .flat_map(|arc| &arc.curves)
    {
        for step in 0..=STEPS {
            let at = curve.at(step as f64 / STEPS as f64);
            space.avoid(ScreenRect::at(at).inflated(CLEAR_PX));
        }
    }
}

/// What is said of connections, beside their arcs: where there is room clear of all arcs, or the reader has chosen one of
/// their ends.
pub(super) fn connection_labels(input: &MapInput, space: &mut LabelSpace) -> Vec<Item> {
    // Upright, for names of waters are italic and blue too.
    const STYLE: TextStyle = TextStyle::City;
    let focus = Focus::chosen(input);
    let are_few = input.dataset.story.connections.len() <= MOST_LABELS;
    let arcs = arcs(input, &focus);
    let mut items = Vec::new();
    for arc in &arcs {
        let is_on = focus.has(arc.connection);
        let text = input.locale.pick(&arc.connection.label).to_owned();
        let is_told = is_on || are_few && !focus.dims_connection(arc.connection);
        let Some(curve) = arc.curves.first().filter(|_| is_told && !text.is_empty()) else {
            continue;
        };
        let width_px = input.measure.width_px(&text, STYLE);
        let half = (0.5 * width_px, 0.5 * STYLE.font().size_px);
        let mut places = Vec::new();
        for may_cross in [false, true] {
            for t in [0.5, 0.62, 0.38, 0.74, 0.26] {
                let at = beside(curve, t, half);
                if may_cross && is_on || !arcs.iter().any(|arc| arc.crosses(at, half)) {
                    places.push(at);
                }
            }
        }
        let room_px = 0.8 * curve.from.distance_px(curve.to);
        if !is_on && width_px > room_px {
            continue;
        }
        let lettering = Lettering::of(&text, STYLE, space.laid().width_px, input.measure);
        let place = space.place_centered(&lettering, places);
        if let Some(place) = place.filter(|place| place.is_shown) {
            items.extend(lettering.items(Ink::Lead, place));
        }
    }
    items
}

/// The middle of a text that touches a curve from outside with its edge; `half` are half its width and height.
fn beside(curve: &Curve, t: f64, half: (f64, f64)) -> ScreenPoint {
    const GAP_PX: f64 = 4.0;
    let at = curve.at(t);
    let chord_px = curve.from.distance_px(curve.to).max(f64::EPSILON);
    let normal_x = (curve.to.y_px - curve.from.y_px) / chord_px;
    let normal_y = (curve.from.x_px - curve.to.x_px) / chord_px;
    let middle_x = 0.5 * (curve.from.x_px + curve.to.x_px);
    let middle_y = 0.5 * (curve.from.y_px + curve.to.y_px);
    let outward =
        (curve.control.x_px - middle_x) * normal_x + (curve.control.y_px - middle_y) * normal_y;
    let off_px = normal_x.abs() * half.0 + normal_y.abs() * half.1 + GAP_PX;
    let off_px = if outward < 0.0 { -off_px } else { off_px };
    ScreenPoint::new(at.x_px + normal_x * off_px, at.y_px + normal_y * off_px)
}

/// The connections that are drawn.
fn arcs<'a>(input: &MapInput<'a>, focus: &Focus) -> Vec<Arc<'a>> {
    let connections = &input.dataset.story.connections;
    let are_few = connections.len() <= MOST_CONNECTIONS;
    let mut drawn: Vec<&Connection> = Vec::new();
    for connection in connections {
        if (are_few || focus.has(connection)) && drawn.len() < MOST_OF_ONE {
            drawn.push(connection);
        }
    }
    let mut arcs = Vec::new();
    for (connection, bow) in drawn.iter().zip(bows(&drawn)) {
        let (from, to) = (connection.from, connection.to);
        if let (Some(from), Some(to)) = (mark_of(input, from), mark_of(input, to)) {
            let curves = curves(input, &from, &to, bow);
            arcs.push(Arc { connection, curves });
        }
    }
    arcs
}

/// The curve from the edge of one mark to that of the other; nothing where there is no room for an arrow.
fn curves(input: &MapInput, from: &PlacedMark, to: &PlacedMark, bow: f64) -> Vec<Curve> {
    if let Some((beyond, before)) = around_the_cut(input, from.at, to.at) {
        let out = Curve::between(from.at, beyond, bow);
        let back = Curve::between(before, to.at, bow);
        let start = (from.radius_px + 3.0) / from.at.distance_px(beyond);
        let end = 1.0 - (to.radius_px + 4.0) / before.distance_px(to.at);
        let is_off =
            |curve: &Curve, t: f64| input.viewport.lnglat_from_screen(curve.at(t)).is_none();
        let leaves = steps().find(|t| is_off(&out, *t)).unwrap_or(1.0);
        let enters = steps().find(|t| !is_off(&back, *t)).unwrap_or(1.0);
        let mut curves = Vec::new();
        for (curve, start, end) in [(out, start, leaves), (back, enters, end)] {
            if start < end {
                curves.push(curve.part(start, end));
            }
        }
        return curves;
    }
    let distance = from.at.distance_px(to.at);
    if distance < from.radius_px + to.radius_px + HEAD_PX {
        return Vec::new();
    }
    let curve = Curve::between(from.at, to.at, bow);
    let start = (from.radius_px + 3.0) / distance;
    let end = end_of(input, &curve, to).unwrap_or(1.0 - (to.radius_px + 4.0) / distance);
    match end - start < HEAD_PX / distance {
        true => Vec::new(),
        false => vec![curve.part(start, end)],
    }
}

fn steps() -> impl Iterator<Item = f64> {
    (1..STEPS).map(|number| number as f64 / STEPS as f64)
}

/// Where the map is cut between two places that are nearer to each other around the back: where the second would be
/// if the map went on beyond the cut, and where the first would be before it.
fn around_the_cut(
    input: &MapInput,
    from: ScreenPoint,
    to: ScreenPoint,
) -> Option<(ScreenPoint, ScreenPoint)> {
    let (viewport, projection) = (input.viewport, input.viewport.projection());
    let place = |at| viewport.lnglat_from_screen(at);
    let (from_place, to_place) = (place(from)?, place(to)?);
    if !projection.cuts(from_place, to_place) {
        return None;
    }
    let is_eastward = viewport.plane_from_screen(from).x_km > 0.0;
    // A parallel is a straight line with its middle at 0.
    let moved = |at: ScreenPoint, place: LngLat, is_eastward: bool| {
        const ALMOST_HALF_DEG: f64 = 179.999;
        let edge = LngLat::new(
            projection.central_lng_deg() + ALMOST_HALF_DEG,
            place.lat_deg,
        );
        let length_km = 2.0 * projection.plane_from_lnglat(edge).x_km;
        let at = viewport.plane_from_screen(at);
        let by_km = if is_eastward { length_km } else { -length_km };
        viewport.screen_from_plane(PlanePoint::new(at.x_km + by_km, at.y_km))
    };
    Some((
        moved(to, to_place, is_eastward),
        moved(from, from_place, !is_eastward),
    ))
}

fn push_arc(arc: &Arc, opacity: f64, items: &mut Vec<Item>) {
    let kind = arc.connection.kind.unwrap_or_default();
    let dash_px = DASHES_PX.get(kind % DASHES_PX.len()).copied().flatten();
    for (at, curve) in arc.curves.iter().enumerate() {
        let has_head = at + 1 == arc.curves.len();
        let length = curve.from.distance_px(curve.to).max(f64::EPSILON);
        let neck = match has_head {
            true => curve.at((1.0 - 0.8 * HEAD_PX / length).max(0.0)),
            false => curve.to,
        };
        let line = |ink, width_px, dash_px| Item::Path {
            segments: vec![
                Segment::MoveTo(curve.from),
                Segment::QuadTo(curve.control, neck),
            ],
            fill: None,
            stroke: Some(Stroke {
                ink,
                opacity,
                width_px,
                dash_px,
            }),
        };
        items.extend([line(Ink::Halo, 4.0, None), line(Ink::Lead, 1.75, dash_px)]);
        if has_head {
            items.push(Item::Path {
                segments: arrow_head(neck, curve.to),
                fill: Some(Fill {
                    ink: Ink::Lead,
                    opacity,
                }),
                stroke: None,
            });
        }
    }
}

/// Where the curve enters the area it leads to: the arrow points at the area, not at a place in it.
fn end_of(input: &MapInput, curve: &Curve, to: &PlacedMark) -> Option<f64> {
    let basemap = input.basemap?;
    let area = basemap.area(&input.incidents.area_of(to.incident)?.code)?;
    let inside = |t: f64| {
        let place = input.viewport.lnglat_from_screen(curve.at(t));
        place.is_some_and(|place| basemap.topology().area_contains(area, place))
    };
    steps().find(|t| inside(*t)).map(|t| t - 0.5 / STEPS as f64)
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

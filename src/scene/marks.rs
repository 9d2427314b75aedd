//! The marks of incidents: points as symbols, areas as areas, never a pin for more than is known.

use super::labels::{LabelSpace, label};
use super::map::{MapInput, area_of};
use super::{Anchor, Fill, Ink, Item, Segment, Stroke, Target, TextStyle, mark_style, symbol_path};
use crate::geo::{LngLat, ScreenPoint, ScreenRect, rings_contain};
use crate::order::sorted_by_key;
use crate::query::Dataset;
use crate::story::{Incident, Shape};

/// Radius of a mark's disc on a large map; small maps use less.
const RADIUS_PX: f64 = 7.0;
/// Radius on maps narrower than [`SMALL_MAP_PX`].
const RADIUS_SMALL_PX: f64 = 5.5;
const SMALL_MAP_PX: f64 = 480.0;
/// The least side of a target.
const TARGET_PX: f64 = 28.0;
/// Radius of the disc that stands for a place known only roughly, where there is no area to draw.
const ROUGH_KM: f64 = 25.0;

/// Where an incident stands on the screen.
pub(super) struct PlacedMark {
    pub incident: usize,
    pub at: ScreenPoint,
    pub radius_px: f64,
    pub is_area: bool,
}

/// The incidents that have a place, in the order of the data.
pub(super) fn placed_marks(input: &MapInput) -> Vec<PlacedMark> {
    let small = input.viewport.size().width_px < SMALL_MAP_PX;
    let radius_px = if small { RADIUS_SMALL_PX } else { RADIUS_PX };
    let place = |(position, incident): (usize, &Incident)| {
        let at = anchor(input, position, incident)?;
        let is_area = area_of(input, position).is_some() || has_areas(incident);
        Some(PlacedMark {
            incident: position,
            at: input.viewport.screen_from_lnglat(at),
            radius_px: if is_area { 0.0 } else { radius_px },
            is_area,
        })
    };
    input
        .dataset
        .incidents
        .iter()
        .enumerate()
        .filter_map(place)
        .collect()
}

/// The place of an incident's mark or label.
fn anchor(input: &MapInput, position: usize, incident: &Incident) -> Option<LngLat> {
    if let Some(area) = area_of(input, position) {
        let named = input
            .index
            .region(&area.id)
            .and_then(|place| place.at.first().copied());
        return named.or_else(|| Some(input.basemap?.topology().area_bounds(area)?.center()));
    }
    let shape = incident.shape.as_ref()?;
    shape.first_point().or_else(|| {
        let mut points = Vec::new();
        shape.for_each_vertex(&mut |point| points.push(point));
        Some(crate::geo::LngLatBounds::of(points)?.center())
    })
}

/// Whether a place lies in the polygons of an incident.
pub(super) fn shape_contains(dataset: &Dataset, position: usize, place: LngLat) -> bool {
    let shape = dataset
        .incident(position)
        .and_then(|incident| incident.shape.as_ref());
    let Some(Shape::Areas(polygons)) = shape else {
        return false;
    };
    polygons
        .iter()
        .any(|rings| rings_contain(rings.iter().map(|ring| ring.iter().copied()), place))
}

fn has_areas(incident: &Incident) -> bool {
    matches!(incident.shape, Some(Shape::Areas(_)))
}

/// Areas of incidents, to be drawn below the borders.
pub(super) fn area_items(input: &MapInput) -> Vec<Item> {
    let mut items = Vec::new();
    for (position, incident) in input.dataset.incidents.iter().enumerate() {
        let path = match (area_of(input, position), input.basemap) {
            (Some(area), Some(basemap)) => basemap.area_path(area, input.viewport),
            _ => incident
                .shape
                .as_ref()
                .map_or_else(Vec::new, |shape| shape_areas(input, shape)),
        };
        if path.is_empty() {
            continue;
        }
        let selected = input.selection == Some(position);
        let ink = mark_style(incident.kind).ink;
        let opacity = if selected { 0.38 } else { 0.24 };
        let line = Stroke::solid(ink, if selected { 3.0 } else { 1.75 });
        items.push(Item::Path {
            segments: path,
            fill: Some(Fill { ink, opacity }),
            stroke: Some(Stroke {
                dash_px: Some([6.0, 4.0]),
                ..line
            }),
        });
    }
    items
}

fn shape_areas(input: &MapInput, shape: &Shape) -> Vec<Segment> {
    let mut path = Vec::new();
    match shape {
        Shape::Areas(polygons) => {
            for ring in polygons.iter().flatten() {
                push_points(input, ring, &mut path);
                path.push(Segment::Close);
            }
        }
        Shape::Collection(shapes) => {
            shapes
                .iter()
                .for_each(|shape| path.extend(shape_areas(input, shape)));
        }
        _ => {}
    }
    path
}

fn push_points(input: &MapInput, points: &[LngLat], path: &mut Vec<Segment>) {
    for (index, point) in points.iter().enumerate() {
        let at = input.viewport.screen_from_lnglat(*point);
        path.push(if index == 0 {
            Segment::MoveTo(at)
        } else {
            Segment::LineTo(at)
        });
    }
}

/// The ring around the selected mark, below all marks so that it hides no neighbour.
fn ring_items(mark: &PlacedMark) -> [Item; 2] {
    let ring = vec![Segment::Circle(mark.at, mark.radius_px + 6.0)];
    [(Ink::Halo, 5.0), (Ink::Selected, 2.5)].map(|(ink, width_px)| Item::Path {
        segments: ring.clone(),
        fill: None,
        stroke: Some(Stroke::solid(ink, width_px)),
    })
}

/// Lines and points of incidents, the selected one on top.
pub(super) fn mark_items(input: &MapInput, marks: &[PlacedMark]) -> Vec<Item> {
    let mut items = Vec::new();
    let is_selected = |mark: &&PlacedMark| input.selection == Some(mark.incident);
    for mark in marks
        .iter()
        .filter(is_selected)
        .filter(|mark| !mark.is_area)
    {
        items.extend(ring_items(mark));
    }
    let others = marks.iter().filter(|mark| !is_selected(mark));
    for mark in others.chain(marks.iter().filter(is_selected)) {
        let Some(incident) = input.dataset.incident(mark.incident) else {
            continue;
        };
        if let Some(shape) = &incident.shape {
            line_items(input, incident, shape, &mut items);
        }
        if !mark.is_area {
            point_items(input, incident, mark, &mut items);
        }
    }
    items
}

fn line_items(input: &MapInput, incident: &Incident, shape: &Shape, items: &mut Vec<Item>) {
    match shape {
        Shape::Lines(lines) => {
            let mut segments = Vec::new();
            lines
                .iter()
                .for_each(|line| push_points(input, line, &mut segments));
            let stroke = Some(Stroke::solid(mark_style(incident.kind).ink, 2.5));
            items.push(Item::Path {
                segments,
                fill: None,
                stroke,
            });
        }
        Shape::Collection(shapes) => {
            shapes
                .iter()
                .for_each(|shape| line_items(input, incident, shape, items));
        }
        _ => {}
    }
}

fn point_items(input: &MapInput, incident: &Incident, mark: &PlacedMark, items: &mut Vec<Item>) {
    let style = mark_style(incident.kind);
    if incident.place.precision.is_area() {
        let radius = (ROUGH_KM * input.viewport.px_per_km()).max(3.0 * mark.radius_px);
        items.push(Item::Path {
            segments: vec![Segment::Circle(mark.at, radius)],
            fill: Some(Fill {
                ink: style.ink,
                opacity: 0.24,
            }),
            stroke: Some(Stroke {
                dash_px: Some([6.0, 4.0]),
                ..Stroke::solid(style.ink, 1.5)
            }),
        });
        return;
    }
    items.push(Item::Path {
        segments: symbol_path(style.symbol, mark.at, mark.radius_px),
        fill: Some(Fill::solid(style.ink)),
        stroke: Some(Stroke::solid(Ink::Halo, 2.0)),
    });
}

/// Names beside the marks, the selected one first, and the boxes that can be pointed at. Names that find no room are
/// tried again before the others, and stand if that leaves fewer out.
pub(super) fn label_items(
    input: &MapInput,
    marks: &[PlacedMark],
    space: &mut LabelSpace,
) -> (Vec<Item>, Vec<Target>) {
    for mark in marks.iter().filter(|mark| !mark.is_area) {
        space.take(ScreenRect::at(mark.at).inflated(mark.radius_px));
    }
    let mut space_left = space.clone();
    let mut names = placed_names(input, marks, &[], &mut space_left);
    let missing = |names: &[Name]| -> Vec<usize> {
        let missing = names.iter().filter(|name| name.is_missing());
        missing.map(|name| name.incident).collect()
    };
    let urgent = missing(&names);
    if !urgent.is_empty() {
        let mut other_space_left = space.clone();
        let other = placed_names(input, marks, &urgent, &mut other_space_left);
        if missing(&other).len() < urgent.len() {
            (names, space_left) = (other, other_space_left);
        }
    }
    *space = space_left;
    let mut items = Vec::new();
    let mut targets = Vec::new();
    for name in names {
        if let Some(place) = name.place {
            items.push(label(name.text, name.style, Ink::LabelIncident, place));
        }
        targets.push(Target {
            incident: name.incident,
            rect: name.target,
        });
    }
    (
        items,
        sorted_by_key(targets, |target| target.incident as f64),
    )
}

/// The name of an incident on the map.
struct Name {
    incident: usize,
    text: String,
    style: TextStyle,
    /// Where it stands, if there is room for it.
    place: Option<(ScreenPoint, Anchor)>,
    /// The box of mark and name that can be pointed at.
    target: ScreenRect,
}

impl Name {
    fn is_missing(&self) -> bool {
        self.place.is_none() && !self.text.is_empty()
    }
}

/// Places the names of all marks: that of the selected incident, those of `urgent` ones, the others.
fn placed_names(
    input: &MapInput,
    marks: &[PlacedMark],
    urgent: &[usize],
    space: &mut LabelSpace,
) -> Vec<Name> {
    let turn = |mark: &PlacedMark| match input.selection == Some(mark.incident) {
        true => 0,
        false if urgent.contains(&mark.incident) => 1,
        false => 2,
    };
    let mut names = Vec::with_capacity(marks.len());
    for now in 0..3 {
        for mark in marks.iter().filter(|mark| turn(mark) == now) {
            names.extend(placed_name(input, mark, space));
        }
    }
    names
}

fn placed_name(input: &MapInput, mark: &PlacedMark, space: &mut LabelSpace) -> Option<Name> {
    let incident = input.dataset.incident(mark.incident)?;
    let style = match input.selection == Some(mark.incident) {
        true => TextStyle::IncidentSelected,
        false => TextStyle::Incident,
    };
    let text = input.locale.pick(&incident.place.name).to_owned();
    let place = match (text.is_empty(), mark.is_area) {
        (true, _) => None,
        (false, true) => space.place_centered(&text, style, area_places(mark)),
        (false, false) => space.place_beside(&text, style, mark.at, mark.radius_px),
    };
    let mut target = ScreenRect::at(mark.at).inflated(TARGET_PX / 2.0);
    if let (Some((at, anchor)), true) = (place, mark.is_area) {
        let name = space.box_of(&text, style, at, anchor);
        target = ScreenRect::at(name.center())
            .inflated(TARGET_PX / 2.0)
            .union(&name.inflated(4.0));
    }
    Some(Name {
        incident: mark.incident,
        text,
        style,
        place,
        target,
    })
}

/// Where the name of an area may stand: on its anchor, or a line or two off it.
fn area_places(mark: &PlacedMark) -> impl Iterator<Item = ScreenPoint> {
    let (x, y) = (mark.at.x_px, mark.at.y_px);
    [
        (0.0, 0.0),
        (0.0, 16.0),
        (0.0, -16.0),
        (0.0, 32.0),
        (-30.0, 0.0),
        (30.0, 0.0),
        (-60.0, 0.0),
    ]
    .into_iter()
    .map(move |(dx, dy)| ScreenPoint::new(x + dx, y + dy))
}

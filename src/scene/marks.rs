//! Where the marks of incidents stand on the screen: each by itself, or several as one where a map is crowded.

use super::clusters::{CLOSEST_PX_PER_KM, Cluster, Grid, clusters, radius_px};
use super::map::{MapInput, laid_out};
use super::places::{Form, Spot};
use super::size::{SizeMeaning, mark_size};
use crate::geo::{LngLat, PlaneBounds, ScreenPoint, ScreenRect, ScreenSize, rings_contain};
use crate::query::Dataset;
use crate::story::{Kind, Shape};

/// Radius of a mark's disc on a large map; small maps use less.
const RADIUS_PX: f64 = 7.0;
/// Radius on maps narrower than [`SMALL_MAP_PX`].
const RADIUS_SMALL_PX: f64 = 5.5;
const SMALL_MAP_PX: f64 = 480.0;
/// Radius of the disc that stands for a place known only roughly, where there is no area to draw.
pub(super) const ROUGH_KM: f64 = 25.0;
/// Least radius of that disc, by that of a mark: enough to be seen and met, no more, for it claims ground.
const SOFT: f64 = 1.4;
/// From the edge of the selected mark to the ring around it.
pub(super) const RING_PX: f64 = 6.0;
/// How far outside the view a mark may be and still reach into it.
const REACH_PX: f64 = 40.0;
/// The most incidents with polygons of their own that can be pointed at in a crowded map and around it.
const MOST_POLYGONS: usize = 300;
/// What is nearer together than this in the nearest view is one place.
const ONE_PLACE_PX: f64 = 12.0;

/// Where an incident, or several as one, stands on the screen.
pub(super) struct PlacedMark {
    /// The incident; of several the first one.
    pub incident: usize,
    pub at: ScreenPoint,
    pub radius_px: f64,
    pub is_area: bool,
    /// What its size says.
    pub size: SizeMeaning,
    /// What is known of several.
    pub group: Option<Group>,
}

/// Several incidents that are drawn as one.
pub(super) struct Group {
    pub count: usize,
    /// The kind, when all are of one.
    pub kind: Option<Kind>,
    /// Whether they are points that stand for somewhere around them.
    pub is_rough: bool,
    pub bounds: PlaneBounds,
    /// Whether no nearer view would part them.
    pub is_one_place: bool,
}

/// The marks of the incidents that have a place, in the order of the data; in a crowded map those in and around the
/// view that it is laid out for, so that they are the same ones while the map is moved.
pub(super) fn placed_marks(input: &MapInput) -> Vec<PlacedMark> {
    let spots = &input.incidents.spots;
    let size = input.viewport.size();
    let mark_px = mark_radius_px(size);
    let mut marks = Vec::new();
    if !input.incidents.is_crowded {
        for spot in spots {
            marks.push(single(input, spot, mark_px));
        }
        return marks;
    }
    let laid = laid_out(input);
    // All that a view which has a part in common with that one can show.
    let around = laid.resized(ScreenSize::new(
        3.0 * size.width_px + 2.0 * REACH_PX,
        3.0 * size.height_px + 2.0 * REACH_PX,
    ));
    let around = around.plane_bounds();
    let grid = Grid::for_view(size, laid.px_per_km(), mark_px);
    push_areas(input, &mut marks);
    // From near, what is known roughly must not be counted with what is known to be in a small cell.
    let layers: &[&[Form]] = match grid.is_coarser_than(ROUGH_KM) {
        true => &[&[Form::Disc, Form::Mark]],
        false => &[&[Form::Disc], &[Form::Mark]],
    };
    for forms in layers {
        for cluster in clusters(spots, forms, input.selection, &grid, &around) {
            if around.contains(cluster.at) {
                marks.push(cluster_mark(input, &cluster, mark_px));
            }
        }
    }
    push_others(input, mark_px, &around, &mut marks);
    marks
}

/// Leaves of the marks of a crowded map those that can be seen.
pub(super) fn keep_seen(input: &MapInput, marks: &mut Vec<PlacedMark>) {
    let in_view = input.viewport.screen_rect().inflated(REACH_PX);
    marks.retain(|mark| !input.incidents.is_crowded || mark.is_area || in_view.contains(mark.at));
}

/// Adds incidents with polygons of their own, first those in the view that names are laid out for, and the selected
/// one last.
fn push_others(input: &MapInput, mark_px: f64, around: &PlaneBounds, marks: &mut Vec<PlacedMark>) {
    let view = laid_out(input).plane_bounds();
    let mut left = MOST_POLYGONS;
    for is_first in [true, false] {
        for spot in &input.incidents.spots {
            let is_polygons = spot.form == Form::Polygons && around.contains(spot.at);
            if is_polygons && view.contains(spot.at) == is_first && left > 0 {
                left -= 1;
                marks.push(single(input, spot, mark_px));
            }
        }
    }
    let selected = input.selection.and_then(|at| input.incidents.spot(at));
    if let Some(spot) = selected.filter(|spot| matches!(spot.form, Form::Mark | Form::Disc)) {
        marks.push(single(input, spot, mark_px));
    }
}

pub(super) fn mark_radius_px(size: ScreenSize) -> f64 {
    match size.width_px < SMALL_MAP_PX {
        true => RADIUS_SMALL_PX,
        false => RADIUS_PX,
    }
}

/// The mark of an incident by itself, wherever it is.
pub(super) fn mark_of(input: &MapInput, incident: usize) -> Option<PlacedMark> {
    let radius_px = mark_radius_px(input.viewport.size());
    let spot = input.incidents.spot(incident)?;
    Some(single(input, spot, radius_px))
}

fn single(input: &MapInput, spot: &Spot, radius_px: f64) -> PlacedMark {
    let is_area = matches!(spot.form, Form::Area(_) | Form::Polygons);
    let (mut radius_px, size) = match is_area {
        true => (0.0, SizeMeaning::Nothing),
        false => mark_size(input, spot.incident, radius_px),
    };
    if spot.form == Form::Disc && size != SizeMeaning::Value {
        radius_px = SOFT * mark_radius_px(input.viewport.size());
    }
    PlacedMark {
        incident: spot.incident,
        at: input.viewport.screen_from_plane(spot.at),
        radius_px,
        is_area,
        size,
        group: None,
    }
}

fn cluster_mark(input: &MapInput, cluster: &Cluster, mark_px: f64) -> PlacedMark {
    let bounds = cluster.bounds;
    let side_km = bounds.width_km().max(bounds.height_km());
    let is_single = cluster.count == 1;
    let group = Group {
        count: cluster.count,
        kind: cluster.kind,
        is_rough: cluster.is_rough,
        bounds,
        is_one_place: side_km * CLOSEST_PX_PER_KM < ONE_PLACE_PX
            || input.viewport.px_per_km() >= CLOSEST_PX_PER_KM,
    };
    PlacedMark {
        incident: cluster.first,
        at: input.viewport.screen_from_plane(cluster.at),
        radius_px: match (is_single, cluster.is_rough) {
            (true, false) => mark_px,
            (true, true) => SOFT * mark_px,
            (false, _) => radius_px(cluster.count),
        },
        is_area: false,
        size: SizeMeaning::Nothing,
        group: (!is_single).then_some(group),
    }
}

/// Adds one for each area of the basemap, however many incidents are known to lie somewhere in it.
fn push_areas(input: &MapInput, marks: &mut Vec<PlacedMark>) {
    for area in &input.incidents.areas {
        let first = area.incidents.first();
        let Some(spot) = first.and_then(|first| input.incidents.spot(*first)) else {
            continue;
        };
        let mut mark = single(input, spot, 0.0);
        if area.incidents.len() > 1 {
            mark.group = Some(Group {
                count: area.incidents.len(),
                kind: None,
                is_rough: false,
                bounds: PlaneBounds::at(spot.at),
                is_one_place: true,
            });
        }
        marks.push(mark);
    }
}

/// What there is to see in several incidents that are drawn as one.
#[derive(Clone, Debug, PartialEq)]
pub enum Opened {
    /// A part of the plane in which they lie apart.
    Apart(PlaneBounds),
    /// The positions of incidents that lie in one place.
    OnePlace(Vec<usize>),
}

/// Opens the group whose first incident this is, as it is drawn now.
pub fn opened_group(input: &MapInput, first: usize) -> Option<Opened> {
    let group = group_of(input, first)?;
    Some(match group.is_one_place {
        true => Opened::OnePlace(members_of(input, first, &group)),
        false => Opened::Apart(group.bounds),
    })
}

/// The positions of the incidents of the group whose first one this is; `None` where marks beside it lie between them,
/// so that they cannot be told by their places.
pub fn group_members(input: &MapInput, first: usize) -> Option<Vec<usize>> {
    let group = group_of(input, first)?;
    let members = members_of(input, first, &group);
    (members.len() == group.count).then_some(members)
}

fn group_of(input: &MapInput, first: usize) -> Option<Group> {
    let marks = placed_marks(input);
    let is_it = |mark: &PlacedMark| mark.incident == first && mark.group.is_some();
    marks.into_iter().find(is_it)?.group
}

fn members_of(input: &MapInput, first: usize, group: &Group) -> Vec<usize> {
    if let Some(area) = input.incidents.area_of(first) {
        return area.incidents.clone();
    }
    let mut members = Vec::new();
    for spot in &input.incidents.spots {
        let is_point = matches!(spot.form, Form::Mark | Form::Disc);
        if is_point && group.bounds.contains(spot.at) {
            members.push(spot.incident);
        }
    }
    members
}

/// Whether a place lies in the polygons of an incident.
pub(super) fn shape_contains(dataset: &Dataset, position: usize, place: LngLat) -> bool {
    let incident = dataset.incident(position);
    let shape = incident.and_then(|incident| incident.shape.as_ref());
    shape.is_some_and(|shape| areas_contain(shape, place))
}

fn areas_contain(shape: &Shape, place: LngLat) -> bool {
    match shape {
        Shape::Areas(polygons) => polygons
            .iter()
            .any(|rings| rings_contain(rings.iter().map(|ring| ring.iter().copied()), place)),
        Shape::Collection(shapes) => shapes.iter().any(|shape| areas_contain(shape, place)),
        _ => false,
    }
}

impl PlacedMark {
    /// Whether another mark with its ring covers a part of the number in its middle.
    pub fn is_covered_by(&self, other: &Self) -> bool {
        self.at.distance_px(other.at) < other.radius_px + RING_PX + 0.6 * self.radius_px
    }

    /// The box of the mark.
    pub fn rect(&self) -> ScreenRect {
        ScreenRect::at(self.at).inflated(self.radius_px)
    }
}

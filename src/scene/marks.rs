//! Where the marks of incidents stand on the screen: each by itself, or several as one where a map is crowded.

use super::map::MapInput;
use super::places::{Form, Spot};
use super::size::{SizeMeaning, mark_size};
use super::{Item, Picture};
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
pub(super) const SOFT: f64 = 1.4;
/// From the edge of the selected mark to the ring around it.
pub(super) const RING_PX: f64 = 6.0;
/// How far outside the view a mark may be and still reach into it.
pub(super) const REACH_PX: f64 = 40.0;

/// Where an incident, or several as one, stands on the screen.
pub struct PlacedMark {
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
pub struct Group {
    pub count: usize,
    /// The kind, when all are of one.
    pub kind: Option<Kind>,
    /// Whether they are points that stand for somewhere around them.
    pub is_rough: bool,
    pub bounds: PlaneBounds,
    /// Whether no nearer view would part them.
    pub is_one_place: bool,
}

/// What there is to see in several incidents that are drawn as one.
#[derive(Clone, Debug, PartialEq)]
pub enum Opened {
    /// A part of the plane in which they lie apart.
    Apart(PlaneBounds),
    /// The positions of incidents that lie in one place.
    OnePlace(Vec<usize>),
}

/// What is asked of a map in which marks that fall together are drawn as one. It is apart from the rest, because the page
/// of a story with few marks does without it.
pub trait Crowding: Sync {
    /// The marks of a crowded map, in and around the view that it is laid out for.
    fn marks(&self, input: &MapInput) -> Vec<PlacedMark>;
    /// Draws several incidents as one; `opacity` is that of soft discs.
    fn draw(
        &self,
        input: &MapInput,
        mark: &PlacedMark,
        opacity: f64,
        selected: Option<&PlacedMark>,
        items: &mut Vec<Item>,
    );
    /// Spreads out incidents of one place, by their positions, above what a picture of the marks has.
    fn fan(&self, input: &MapInput, listed: &[usize], picture: &mut Picture);
    /// Opens the group whose first incident this is, as it is drawn now.
    fn open(&self, input: &MapInput, first: usize) -> Option<Opened>;
}

/// The marks of the incidents that have a place, in the order of the data; in a crowded map those in and around the
/// view that it is laid out for, so that they are the same ones while the map is moved.
pub(super) fn placed_marks(input: &MapInput) -> Vec<PlacedMark> {
    let mut marks = Vec::new();
    match (input.incidents.is_crowded, input.crowding) {
        // Those of very many incidents are drawn by whoever has them all.
        _ if input.dataset.extent.is_some() => {}
        (true, Some(crowding)) => return crowding.marks(input),
        (true, None) => {}
        (false, _) => {
            let mark_px = mark_radius_px(input.viewport.size());
            for spot in &input.incidents.spots {
                marks.push(single(input, spot, mark_px));
            }
        }
    }
    marks
}

/// Leaves of the marks of a crowded map those that can be seen.
pub(super) fn keep_seen(input: &MapInput, marks: &mut Vec<PlacedMark>) {
    let in_view = input.viewport.screen_rect().inflated(REACH_PX);
    marks.retain(|mark| !input.incidents.is_crowded || mark.is_area || in_view.contains(mark.at));
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

pub(super) fn single(input: &MapInput, spot: &Spot, radius_px: f64) -> PlacedMark {
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

/// The mark of an incident of the story by its coordinates, whether it is among the projected ones or not.
pub(super) fn single_at(input: &MapInput, incident: usize, radius_px: f64) -> Option<PlacedMark> {
    let shape = input.dataset.incident(incident)?.shape.as_ref()?;
    let mut place = shape.first_point();
    shape.for_each_vertex(&mut |vertex| place = place.or(Some(vertex)));
    let at = input.viewport.projection().plane_from_lnglat(place?);
    Some(PlacedMark {
        incident,
        at: input.viewport.screen_from_plane(at),
        radius_px,
        is_area: false,
        size: SizeMeaning::Nothing,
        group: None,
    })
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

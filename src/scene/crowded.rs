//! A map with so many marks that those which fall together are drawn as one.
//!
//! Only `app::later` and the command name it: the page of a story with few marks does without (see [`Crowding`]).

use super::clusters::{CLOSEST_PX_PER_KM, Cluster, Grid, clusters, radius_px};
use super::fan::push_fan;
use super::map::{MapInput, laid_out};
use super::marks::{
    Crowding, Group, Opened, PlacedMark, REACH_PX, ROUGH_KM, SOFT, mark_radius_px, placed_marks,
    single,
};
use super::places::Form;
use super::points::group_items;
use super::size::SizeMeaning;
use super::{Item, Picture};
use crate::geo::{PlaneBounds, ScreenSize};

/// The most incidents with polygons of their own that can be pointed at in a crowded map and around it.
const MOST_POLYGONS: usize = 300;
/// What is nearer together than this in the nearest view is one place.
const ONE_PLACE_PX: f64 = 12.0;

/// How crowded maps are drawn.
pub struct InCrowds;

/// The one there is.
pub static IN_CROWDS: InCrowds = InCrowds;

impl Crowding for InCrowds {
    fn marks(&self, input: &MapInput) -> Vec<PlacedMark> {
        crowded_marks(input)
    }

    fn draw(
        &self,
        input: &MapInput,
        mark: &PlacedMark,
        opacity: f64,
        selected: Option<&PlacedMark>,
        items: &mut Vec<Item>,
    ) {
        if let Some(group) = &mark.group {
            group_items(input, mark, group, opacity, selected, items);
        }
    }

    fn fan(&self, input: &MapInput, listed: &[usize], picture: &mut Picture) {
        push_fan(input, listed, picture);
    }

    fn open(&self, input: &MapInput, first: usize) -> Option<Opened> {
        opened_group(input, first)
    }
}

/// The marks in and around the view that the map is laid out for, so that they are the same ones while it is moved.
fn crowded_marks(input: &MapInput) -> Vec<PlacedMark> {
    let spots = &input.incidents.spots;
    let size = input.viewport.size();
    let mark_px = mark_radius_px(size);
    let mut marks = Vec::new();
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

pub(super) fn cluster_mark(input: &MapInput, cluster: &Cluster, mark_px: f64) -> PlacedMark {
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

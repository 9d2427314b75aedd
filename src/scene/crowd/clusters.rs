//! Very many incidents as clusters.

use super::{CROWD_TARGET, Crowd, CrowdPart, CrowdPicture, TARGET_PX};
use crate::geo::{PlaneBounds, ScreenPoint, ScreenRect, sin_cos};
use crate::query::kind_at;
use crate::query::store::{CellGrid, FixedPoint, KIND_SLOTS, Store};
use crate::scene::clusters::{Cell, Cluster, FEW, Grid, MARGIN_CELLS, Single, clusters_of};
use crate::scene::crowded::cluster_mark;
use crate::scene::marks::{PlacedMark, REACH_PX, mark_radius_px, single_at};
use crate::scene::points::{group_items, push_symbol};
use crate::scene::{Fill, Ink, Item, MapInput, Segment, Stroke, Target, TargetGroup, mark_style};

/// The ring that shows what a cluster is made of.
const SHARES_PX: f64 = 4.0;

/// The incidents as clusters; what they are made of is a ring around each.
pub fn crowd_clusters(input: &MapInput, crowd: &mut Crowd) -> CrowdPicture {
    let size = input.viewport.size();
    let mark_px = mark_radius_px(size);
    let grid = Grid::for_view(size, input.viewport.px_per_km(), mark_px);
    let view = input.viewport.plane_bounds();
    let Some(cells) = CellGrid::over(&view, grid.cell_km(), MARGIN_CELLS as u32) else {
        return CrowdPicture::default();
    };
    crowd.cells.count(crowd.store, crowd.criteria, &cells);
    let mut counted = Vec::with_capacity(cells.len());
    for (number, cell) in crowd.cells.cells().iter().enumerate() {
        counted.push(cell_of(crowd.store, cell, &cells.bounds(number)));
    }
    let clusters = clusters_of(&grid, cells.columns(), counted);
    let selected = input.selection.and_then(|at| single_at(input, at, mark_px));
    let in_view = input.viewport.screen_rect().inflated(REACH_PX);
    let mut found = CrowdPicture::default();
    let mut items = Vec::new();
    for cluster in &clusters {
        let mark = cluster_mark(input, cluster, mark_px);
        if in_view.contains(mark.at) {
            draw(input, crowd, cluster, &mark, selected.as_ref(), &mut items);
            found.add_target(crowd, cluster, &mark);
        }
    }
    found.finished(input, items)
}

/// A cell as clusters have it.
fn cell_of(
    store: &Store,
    counted: &crate::query::store::Cell,
    bounds: &PlaneBounds,
) -> Option<Cell> {
    let columns = store.columns();
    let single = |at: u32| {
        let index = at as usize;
        let at = FixedPoint {
            x: *columns.x.get(index)?,
            y: *columns.y.get(index)?,
        };
        Some(Single {
            id: index,
            kind: kind_at(usize::from(*columns.kind.get(index)?)),
            at: at.to_plane(),
            is_rough: false,
        })
    };
    let first = single(*counted.few.first().filter(|_| counted.count > 0)?)?;
    let mut few = [first; FEW];
    for (place, at) in few.iter_mut().zip(counted.singles()) {
        *place = single(*at)?;
    }
    let kinds = counted.kinds.iter().filter(|count| **count > 0).count();
    let is_of_rest = counted
        .kinds
        .get(KIND_SLOTS - 1)
        .is_some_and(|count| *count > 0);
    let (middle, count) = (counted.middle(), f64::from(counted.count));
    Some(Cell {
        count: counted.count as usize,
        sum_km: (middle.x_km * count, middle.y_km * count),
        bounds: *bounds,
        is_mixed: kinds > 1 || is_of_rest && counted.count > 1,
        kinds: counted.kinds,
        few,
        ..Cell::of(first)
    })
}

fn draw(
    input: &MapInput,
    crowd: &Crowd,
    cluster: &Cluster,
    mark: &PlacedMark,
    selected: Option<&PlacedMark>,
    items: &mut Vec<Item>,
) {
    match &mark.group {
        Some(group) => {
            if group.kind.is_none() {
                shares(input, crowd, cluster, mark, items);
            }
            group_items(input, mark, group, 0.24, selected, items);
        }
        None => {
            let columns = crowd.store.columns();
            let kind = columns.kind.get(cluster.first).copied().unwrap_or_default();
            let style = mark_style(input.overview, kind_at(usize::from(kind)));
            push_symbol(
                style,
                mark.at,
                mark.radius_px,
                Fill::solid(style.ink),
                items,
            );
        }
    }
}

/// The kinds of a cluster as parts of a ring around it, from the top on in the order of the legend.
fn shares(
    input: &MapInput,
    crowd: &Crowd,
    cluster: &Cluster,
    mark: &PlacedMark,
    items: &mut Vec<Item>,
) {
    let kinds = cluster.kinds;
    let total: u32 = kinds.iter().sum();
    let inner_px = mark.radius_px + 1.0;
    let mut from = 0.0;
    for (slot, count) in kinds.iter().enumerate().filter(|(_, count)| **count > 0) {
        let share = f64::from(*count) / f64::from(total.max(1));
        let ink = crowd.cells.kind_of(slot).map_or(Ink::Muted, |kind| {
            mark_style(input.overview, kind_at(kind)).ink
        });
        items.push(Item::Path {
            segments: ring_part(
                mark.at,
                (inner_px, inner_px + SHARES_PX),
                (from, from + share),
            ),
            fill: Some(Fill::solid(ink)),
            stroke: Some(Stroke::solid(Ink::Halo, 1.0)),
        });
        from += share;
    }
}

/// A part of a ring between two radii, from one share of the way around to another, clockwise from the top.
fn ring_part(
    at: ScreenPoint,
    (inner_px, outer_px): (f64, f64),
    (from, to): (f64, f64),
) -> Vec<Segment> {
    const STEP: f64 = 1.0 / 48.0;
    let steps = ((to - from) / STEP).ceil().max(1.0) as usize;
    let point = |radius_px: f64, step: usize| {
        let share = from + (to - from) * step as f64 / steps as f64;
        let (sin, cos) = sin_cos(share * std::f64::consts::TAU);
        ScreenPoint::new(at.x_px + radius_px * sin, at.y_px - radius_px * cos)
    };
    let outside = (0..=steps).map(|step| point(outer_px, step));
    let inside = (0..=steps).rev().map(|step| point(inner_px, step));
    let mut segments: Vec<Segment> = outside.chain(inside).map(Segment::LineTo).collect();
    if let Some(first) = segments.first_mut() {
        *first = Segment::MoveTo(point(outer_px, 0));
    }
    segments.push(Segment::Close);
    segments
}

impl CrowdPicture {
    fn add_target(&mut self, crowd: &Crowd, cluster: &Cluster, mark: &PlacedMark) {
        let half_px = mark.radius_px.max(TARGET_PX / 2.0);
        let rect = ScreenRect::at(mark.at).inflated(half_px);
        let known = (crowd.known)(cluster.first).filter(|_| mark.group.is_none());
        let number = known.unwrap_or(CROWD_TARGET + cluster.first);
        let group = TargetGroup {
            count: cluster.count,
            is_one_place: cluster.count == 1,
        };
        self.parts.push(CrowdPart {
            target: number,
            bounds: cluster.bounds,
            kinds: (cluster.count > 1).then_some(cluster.kinds),
        });
        self.picture.targets.push(Target {
            group: known.is_none().then_some(group),
            ..Target::new(number, rect)
        });
    }
}

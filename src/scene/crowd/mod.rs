//! Very many incidents on the map: as clusters, as hexagons with their counts, as bands of density, or by
//! regions.

mod contours;
mod density;
mod hexagons;
mod regions;
#[cfg(test)]
mod tests;

pub use density::{crowd_density, density_classes, density_unit_km2};
pub use hexagons::{crowd_hexagons, hexagon_classes};
pub use regions::{crowd_regions, rounded_rate, rounded_share};

use super::clusters::{Cell, Cluster, FEW, Grid, MARGIN_CELLS, Single, clusters_of};
use super::crowded::cluster_mark;
use super::focus::Focus;
use super::map::MapInput;
use super::marks::{PlacedMark, REACH_PX, mark_radius_px, single_at};
use super::points::{group_items, point_items, push_symbol};
use super::round::round_from;
use super::{
    Anchor, Fill, Ink, Item, Picture, Scene, Segment, Stroke, Target, TargetGroup, TextItem,
    TextStyle, mark_style,
};
use crate::geo::{PlaneBounds, ScreenPoint, ScreenRect, sin_cos};
use crate::query::store::{
    CellGrid, Cells, Criteria, Density, FixedPoint, Hexagons, KIND_SLOTS, Store,
};
use crate::query::{RegionTable, kind_at};

/// Targets of what is no incident of the story's excerpt have numbers from this one on.
pub const CROWD_TARGET: usize = 1 << 26;
/// The most that can be pointed at.
const MOST_TARGETS: usize = 400;
/// The least side of a target.
const TARGET_PX: f64 = 28.0;
/// The ring that shows what a cluster is made of.
const SHARES_PX: f64 = 4.0;

/// How full the colours of classes are, from the lowest: the same step to the eye on light and on dark ground.
const OPACITIES: [f64; RegionTable::MOST_CLASSES] = [0.16, 0.3, 0.44, 0.58, 0.74, 0.92];

/// How very many incidents are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Display {
    /// Those that fall together as one.
    Clusters,
    /// By how many lie in hexagons of equal area.
    Hexagons,
    /// By how many there are per square kilometre.
    Density,
    /// By how many lie in the regions of the basemap.
    Regions,
}

/// With more incidents in view than these, clusters say less than hexagons.
const MOST_CLUSTERED: usize = 20_000;
/// With more, hexagons are all so full that shapes say more than their counts.
const MOST_IN_HEXAGONS: usize = 200_000;

impl Display {
    /// The word of each.
    pub const ALL: [(&'static str, Self); 4] = [
        ("clusters", Self::Clusters),
        ("hexagons", Self::Hexagons),
        ("density", Self::Density),
        ("regions", Self::Regions),
    ];

    /// The one that suits so many incidents in view.
    pub fn of(count: usize) -> Self {
        match (count <= MOST_CLUSTERED, count <= MOST_IN_HEXAGONS) {
            (true, _) => Self::Clusters,
            (false, true) => Self::Hexagons,
            (false, false) => Self::Density,
        }
    }

    /// Its word.
    pub fn as_str(self) -> &'static str {
        let found = Self::ALL.iter().find(|(_, display)| *display == self);
        found.map_or("", |(word, _)| word)
    }

    /// The one that goes by a word.
    pub fn from_word(word: &str) -> Option<Self> {
        let found = Self::ALL.iter().find(|(known, _)| *known == word);
        found.map(|(_, display)| *display)
    }
}

/// Very many incidents, and what is known of them.
pub struct Crowd<'a> {
    /// All of them.
    pub store: &'a Store,
    /// Which of them are counted.
    pub criteria: &'a Criteria,
    /// Their counts, which are kept for their memory.
    pub cells: &'a mut Cells,
    /// Likewise.
    pub hexagons: &'a mut Hexagons,
    /// Likewise.
    pub density: &'a mut Density,
    /// How they were drawn before.
    pub before: CrowdScale,
    /// The position in the story's excerpt of a record, by its place in the store.
    pub known: &'a dyn Fn(usize) -> Option<usize>,
}

/// How very many incidents are drawn, and what the colours mean.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CrowdScale {
    /// How they are drawn.
    pub display: Display,
    /// What the scale of the colours reaches to, a round number: incidents in a hexagon, or per square kilometre; zero
    /// where there is no scale.
    pub reach: f64,
    /// The standard deviation of what each incident is spread by, in kilometres; zero where it is not.
    pub spread_km: f64,
}

impl CrowdScale {
    /// That of a way of drawing without a scale.
    pub fn none(display: Display) -> Self {
        Self {
            display,
            reach: 0.0,
            spread_km: 0.0,
        }
    }

    /// That of a way of drawing, for a largest value: what it reaches to stays while that fits, so that colours keep their
    /// meaning while one looks around; else it is the next round number.
    fn next(&self, display: Display, largest: f64) -> Self {
        let fits = self.display == display && (0.25 * self.reach..=self.reach).contains(&largest);
        let reach = match fits {
            true => self.reach,
            false => round_from(largest),
        };
        Self {
            reach,
            ..Self::none(display)
        }
    }
}

/// What a target stands for.
pub struct CrowdPart {
    /// Its number.
    pub target: usize,
    /// A part of the plane that holds all of it.
    pub bounds: PlaneBounds,
    /// How many incidents of each kind, in the places of [`Cells`], where that was counted.
    pub kinds: Option<[u32; KIND_SLOTS]>,
}

/// A picture of very many incidents, and what its targets stand for.
#[derive(Default)]
pub struct CrowdPicture {
    /// What to draw and to point at.
    pub picture: Picture,
    /// What each of its targets stands for.
    pub parts: Vec<CrowdPart>,
    /// What its colours mean, where they have a scale.
    pub scale: Option<CrowdScale>,
}

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

/// The count of a hexagon or a region, in the middle of it; on the two fullest classes in light.
fn count_item(text: String, at: ScreenPoint, is_full: bool) -> Item {
    Item::Text(TextItem {
        text,
        at: ScreenPoint::new(at.x_px, at.y_px + 4.3),
        anchor: Anchor::Middle,
        style: TextStyle::Count,
        ink: if is_full {
            Ink::Halo
        } else {
            Ink::LabelIncident
        },
        halo: None,
    })
}

impl CrowdPicture {
    /// Adds what can be pointed at of a hexagon or a region: so many pixels around a point, for a part of the plane.
    fn add_part(
        &mut self,
        number: usize,
        bounds: PlaneBounds,
        count: u32,
        (at, half_px): (ScreenPoint, f64),
    ) {
        let target = CROWD_TARGET + number;
        self.parts.push(CrowdPart {
            target,
            bounds,
            kinds: None,
        });
        let group = TargetGroup {
            count: count as usize,
            is_one_place: false,
        };
        self.picture.targets.push(Target {
            group: Some(group),
            ..Target::new(target, ScreenRect::at(at).inflated(half_px))
        });
    }

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

    /// Adds the mark of the selected incident, above all else.
    fn push_selected(&mut self, input: &MapInput, items: &mut Vec<Item>) {
        let mark_px = mark_radius_px(input.viewport.size());
        let selected = input.selection.and_then(|at| {
            let incident = input.dataset.incident(at)?;
            // What is known as an area is no point.
            let is_point = incident.area_code().is_none();
            let mark = single_at(input, at, mark_px).filter(|_| is_point)?;
            Some((mark, incident))
        });
        let Some((mark, incident)) = selected else {
            return;
        };
        point_items(input, &Focus::of(input), incident, &mark, 0.24, items);
        let rect = ScreenRect::at(mark.at).inflated(TARGET_PX / 2.0);
        let targets = &mut self.picture.targets;
        targets.retain(|other| other.incident != mark.incident);
        targets.push(Target::new(mark.incident, rect));
    }

    /// With its items; of too many targets those with the most incidents.
    fn finished(mut self, input: &MapInput, mut items: Vec<Item>) -> Self {
        self.push_selected(input, &mut items);
        let targets = &mut self.picture.targets;
        if targets.len() > MOST_TARGETS {
            let count = |target: &Target| target.group.map_or(usize::MAX, |group| group.count);
            targets.sort_by_key(|target| std::cmp::Reverse(count(target)));
            targets.truncate(MOST_TARGETS);
        }
        self.picture.scene = Scene {
            size: Some(input.viewport.size()),
            items,
        };
        self
    }
}

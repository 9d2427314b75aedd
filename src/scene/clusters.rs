//! Marks that fall together, as one.
//!
//! The plane is laid out in square cells whose side is a power of two of kilometres: the smallest that is wide enough
//! on the screen at the scale of the view. The marks in a cell are one cluster, at their mean. Cells are anchored to
//! the plane and not to the screen, so panning changes nothing, and each zoom step parts every cell into four. What
//! depends on distances on the screen (whether two of them would overlap) is decided for the smallest scale of the
//! step, so that it holds for all of it; and it depends on the nearest cells only, so that a margin of some cells
//! around the view makes it independent of where the view ends.

use super::places::{Form, Spot};
use crate::geo::{PlaneBounds, PlanePoint, ScreenSize};
use crate::query::store::KIND_SLOTS;
use crate::story::Kind;

/// The nearest view of a map with clusters: 1 m a pixel. What is together there cannot be told apart on the map.
pub const CLOSEST_PX_PER_KM: f64 = 1000.0;

/// The least side of a cell on the screen.
const CELL_PX: f64 = 44.0;
/// In large views cells are larger: there are about so many.
const MOST_CELLS: f64 = 150.0;
/// So few marks in a cell are drawn one by one where they do not overlap.
pub(super) const FEW: usize = 3;
/// Cells around the view that are looked at too.
pub(super) const MARGIN_CELLS: i64 = 4;
/// Space between marks that do not overlap.
const GAP_PX: f64 = 2.0;

/// The cells of a zoom step.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Grid {
    cell_km: f64,
    /// The smallest scale at which these cells are used.
    px_per_km: f64,
    /// Radius of a single mark.
    mark_px: f64,
}

/// Marks that are drawn as one, or a single one.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Cluster {
    /// The first of its incidents in the data.
    pub first: usize,
    pub count: usize,
    /// The mean of its places.
    pub at: PlanePoint,
    pub bounds: PlaneBounds,
    /// The kind, when all are of one.
    pub kind: Option<Kind>,
    /// Whether all are points that stand for somewhere around them.
    pub is_rough: bool,
    /// How many of each kind, where that was counted.
    pub kinds: [u32; KIND_SLOTS],
}

impl Grid {
    /// The cells for a view of this size and scale.
    pub fn for_view(size: ScreenSize, px_per_km: f64, mark_px: f64) -> Self {
        let area_px = size.width_px * size.height_px;
        let least_px = (area_px / MOST_CELLS).sqrt().max(CELL_PX);
        let mut cell_km = 1.0;
        while cell_km * px_per_km < least_px {
            cell_km *= 2.0;
        }
        while 0.5 * cell_km * px_per_km >= least_px {
            cell_km *= 0.5;
        }
        Self {
            cell_km,
            px_per_km: least_px / cell_km,
            mark_px,
        }
    }

    /// The side of a cell.
    pub fn cell_km(&self) -> f64 {
        self.cell_km
    }

    /// Whether a place that is only known to lie within `radius_km` is told well enough by its cell.
    pub fn is_coarser_than(&self, radius_km: f64) -> bool {
        self.cell_km >= 2.0 * radius_km
    }

    /// The cell that a coordinate lies in.
    fn cell(&self, km: f64) -> i64 {
        (km / self.cell_km).floor() as i64
    }

    fn distance_px(&self, a: PlanePoint, b: PlanePoint) -> f64 {
        let (x_km, y_km) = (a.x_km - b.x_km, a.y_km - b.y_km);
        (x_km * x_km + y_km * y_km).sqrt() * self.px_per_km
    }
}

/// Radius of the disc of a cluster: its area grows by the same amount with each doubling of the count (evenly in
/// between), because counts differ by more than areas on a map can; and the number has room in it.
pub(super) fn radius_px(count: usize) -> f64 {
    let count = count.max(1);
    let digits = count.ilog10() as usize + 1;
    let letters = (digits + (digits - 1) / 3) as f64;
    let whole = count.ilog2();
    let doublings = f64::from(whole) + count as f64 / (1_u64 << whole) as f64 - 1.0;
    (77.0 + 23.0 * doublings).sqrt().max(3.0 + 3.4 * letters)
}

/// The clusters and single marks in and around a view, of the spots of these forms; `left_out` is drawn by itself.
pub(super) fn clusters(
    spots: &[Spot],
    forms: &[Form],
    left_out: Option<usize>,
    grid: &Grid,
    view: &PlaneBounds,
) -> Vec<Cluster> {
    let mut cells = Cells::around(view, grid);
    for spot in spots {
        if forms.contains(&spot.form) && Some(spot.incident) != left_out {
            cells.add(spot);
        }
    }
    cells.merge_overlapping();
    cells.clusters()
}

/// A mark by itself.
#[derive(Clone, Copy)]
pub(super) struct Single {
    /// Its incident.
    pub id: usize,
    pub kind: Kind,
    pub at: PlanePoint,
    pub is_rough: bool,
}

/// The marks of one cell.
#[derive(Clone, Copy)]
pub(super) struct Cell {
    pub first: Single,
    pub count: usize,
    pub sum_km: (f64, f64),
    pub bounds: PlaneBounds,
    pub is_mixed: bool,
    pub is_rough: bool,
    /// How many of each kind, where that was counted.
    pub kinds: [u32; KIND_SLOTS],
    /// The marks, while they are few.
    pub few: [Single; FEW],
    /// Whether these are drawn one by one.
    pub is_apart: bool,
}

impl Single {
    fn of(spot: &Spot) -> Self {
        Self {
            id: spot.incident,
            kind: spot.kind,
            at: spot.at,
            is_rough: spot.form == Form::Disc,
        }
    }
}

impl Cell {
    /// A cell with one mark.
    pub fn of(single: Single) -> Self {
        Self {
            first: single,
            count: 1,
            sum_km: (single.at.x_km, single.at.y_km),
            bounds: PlaneBounds::at(single.at),
            is_mixed: false,
            is_rough: single.is_rough,
            kinds: [0; KIND_SLOTS],
            few: [single; FEW],
            is_apart: false,
        }
    }

    fn add(&mut self, other: &Self) {
        if let Some(next) = self.few.get_mut(self.count) {
            *next = other.first;
        }
        self.count += other.count;
        for (count, more) in self.kinds.iter_mut().zip(other.kinds) {
            *count += more;
        }
        self.sum_km.0 += other.sum_km.0;
        self.sum_km.1 += other.sum_km.1;
        self.bounds = self.bounds.union(&other.bounds);
        self.is_rough &= other.is_rough;
        self.is_mixed |= other.is_mixed || other.first.kind != self.first.kind;
        if other.first.id < self.first.id {
            self.first = other.first;
        }
    }

    /// The marks that are drawn one by one.
    fn singles(&self) -> &[Single] {
        let count = if self.is_apart { self.count } else { 0 };
        self.few.get(..count).unwrap_or_default()
    }

    fn cluster(&self) -> Cluster {
        let count = self.count as f64;
        Cluster {
            first: self.first.id,
            count: self.count,
            at: PlanePoint::new(self.sum_km.0 / count, self.sum_km.1 / count),
            bounds: self.bounds,
            kind: (!self.is_mixed).then_some(self.first.kind),
            is_rough: self.is_rough,
            kinds: self.kinds,
        }
    }

    /// Where its marks or its disc lie, and their radius.
    fn discs(&self, grid: &Grid) -> ([PlanePoint; FEW], usize, f64) {
        match self.is_apart {
            true => (self.few.map(|single| single.at), self.count, grid.mark_px),
            false => ([self.cluster().at; FEW], 1, radius_px(self.count)),
        }
    }
}

/// The cells in and around a view, row by row.
struct Cells {
    grid: Grid,
    first_column: i64,
    first_row: i64,
    columns: usize,
    cells: Vec<Option<Cell>>,
}

/// The clusters and single marks of cells that were counted elsewhere, row by row.
pub(super) fn clusters_of(grid: &Grid, columns: usize, cells: Vec<Option<Cell>>) -> Vec<Cluster> {
    let mut cells = Cells {
        grid: *grid,
        first_column: 0,
        first_row: 0,
        columns,
        cells,
    };
    cells.merge_overlapping();
    cells.clusters()
}

impl Cells {
    fn around(view: &PlaneBounds, grid: &Grid) -> Self {
        let (left, right) = (grid.cell(view.min_x_km), grid.cell(view.max_x_km));
        let (low, high) = (grid.cell(view.min_y_km), grid.cell(view.max_y_km));
        let length = |from: i64, to: i64| (to - from + 1 + 2 * MARGIN_CELLS).max(0) as usize;
        Self {
            grid: *grid,
            first_column: left - MARGIN_CELLS,
            first_row: low - MARGIN_CELLS,
            columns: length(left, right),
            cells: vec![None; length(left, right) * length(low, high)],
        }
    }

    fn add(&mut self, spot: &Spot) {
        let column = self.grid.cell(spot.at.x_km) - self.first_column;
        let row = self.grid.cell(spot.at.y_km) - self.first_row;
        if column < 0 || row < 0 || column as usize >= self.columns {
            return;
        }
        match self
            .cells
            .get_mut(row as usize * self.columns + column as usize)
        {
            Some(Some(cell)) => cell.add(&Cell::of(Single::of(spot))),
            Some(cell) => *cell = Some(Cell::of(Single::of(spot))),
            None => {}
        }
    }

    /// Gives the marks of each cell that would overlap with a larger neighbour to the largest of these, where that one
    /// stays itself.
    fn merge_overlapping(&mut self) {
        let grid = self.grid;
        for cell in self.cells.iter_mut().flatten() {
            let few = cell.few.get(..cell.count).unwrap_or_default();
            let overlaps = |(at, single): (usize, &Single)| {
                let near = |other: &Single| {
                    grid.distance_px(single.at, other.at) < 2.0 * grid.mark_px + GAP_PX
                };
                few.iter().skip(at + 1).any(near)
            };
            cell.is_apart = !few.is_empty() && !few.iter().enumerate().any(overlaps);
        }
        let larger: Vec<Option<usize>> = (0..self.cells.len())
            .map(|at| self.largest_overlapping(at))
            .collect();
        for (at, target) in larger.iter().enumerate() {
            let stays = |target: &usize| matches!(larger.get(*target), Some(None));
            let Some(target) = target.filter(stays) else {
                continue;
            };
            let given = self.cells.get_mut(at).and_then(Option::take);
            if let (Some(Some(cell)), Some(given)) = (self.cells.get_mut(target), given) {
                cell.add(&given);
                cell.is_apart = false;
            }
        }
    }

    /// The largest of the eight cells around one whose marks overlap with its own, if that is larger; of equals the
    /// later one.
    fn largest_overlapping(&self, at: usize) -> Option<usize> {
        let cell = self.cell(at)?;
        let (row, column) = ((at / self.columns) as i64, (at % self.columns) as i64);
        let mut largest = (cell.count, at);
        for near in 0..9 {
            let (row, column) = (row + near / 3 - 1, column + near % 3 - 1);
            if row < 0 || !(0..self.columns as i64).contains(&column) {
                continue;
            }
            let other_at = row as usize * self.columns + column as usize;
            let Some(other) = self.cell(other_at) else {
                continue;
            };
            let size = (other.count, other_at);
            if size > largest && self.overlap(cell, other) {
                largest = size;
            }
        }
        (largest.1 != at).then_some(largest.1)
    }

    fn cell(&self, at: usize) -> Option<&Cell> {
        self.cells.get(at)?.as_ref()
    }

    fn overlap(&self, one: &Cell, other: &Cell) -> bool {
        let (ones, ones_count, ones_px) = one.discs(&self.grid);
        let (others, others_count, others_px) = other.discs(&self.grid);
        let least_px = ones_px + others_px + GAP_PX;
        let near = |a: &PlanePoint| {
            let near_a = |b: &PlanePoint| self.grid.distance_px(*a, *b) < least_px;
            others.iter().take(others_count).any(near_a)
        };
        ones.iter().take(ones_count).any(near)
    }

    fn clusters(&self) -> Vec<Cluster> {
        let mut clusters = Vec::new();
        for cell in self.cells.iter().flatten() {
            match cell.singles() {
                [] => clusters.push(cell.cluster()),
                singles => {
                    clusters.extend(singles.iter().map(|single| Cell::of(*single).cluster()))
                }
            }
        }
        clusters
    }
}

#[cfg(test)]
mod tests;

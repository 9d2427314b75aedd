//! Records counted by square cells of the plane, whose sides are powers of two: what clusters are made of.

use super::plane::{km_of, units_of};
use super::{Criteria, Store};
use crate::geo::{PlaneBounds, PlanePoint};

/// Kinds are counted apart up to this one; the others share the last place.
pub const KIND_SLOTS: usize = 9;
/// So few records of a cell are known one by one.
pub const FEW: usize = 3;
/// The most cells; a finer grid over a larger part of the plane is not counted.
const MOST_CELLS: usize = 1 << 20;

/// The cells over a part of the plane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CellGrid {
    /// The side of a cell is two to the power of this, in units.
    shift: u32,
    first_column: u32,
    first_row: u32,
    columns: u32,
    rows: u32,
}

/// What is counted in a cell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// How many records may be counted here.
    pub count: u32,
    /// How many of them lie in the window for certain.
    pub certain: u32,
    /// How many of each kind, by [`Cells::kind_of`].
    pub kinds: [u32; KIND_SLOTS],
    /// The first of its records in the order of the store, while there are few.
    pub few: [u32; FEW],
    sum_x: u64,
    sum_y: u64,
}

/// The counts of all cells of a grid, row by row from the lowest.
#[derive(Clone, Debug, Default)]
pub struct Cells {
    grid: Option<CellGrid>,
    cells: Vec<Cell>,
    /// Which place of [`Cell::kinds`] each kind is counted in, by the places of kinds.
    slots: Vec<u8>,
}

impl CellGrid {
    /// The cells that cover a part of the plane and `margin` more on each side, as small as can be but with sides of at
    /// least `least_km`; `None` where they would be too many.
    pub fn over(bounds: &PlaneBounds, least_km: f64, margin: u32) -> Option<Self> {
        let units = least_km * super::UNITS_PER_KM;
        let shift = (0..31)
            .find(|shift| f64::from(1_u32 << shift) >= units)
            .unwrap_or(31);
        let side = |low_km: f64, high_km: f64| {
            let first = (units_of(low_km) >> shift).saturating_sub(margin);
            let last = (units_of(high_km) >> shift).saturating_add(margin);
            (first, last.min(u32::MAX >> shift) - first + 1)
        };
        let (first_column, columns) = side(bounds.min_x_km, bounds.max_x_km);
        let (first_row, rows) = side(bounds.min_y_km, bounds.max_y_km);
        let is_small = columns as usize * rows as usize <= MOST_CELLS;
        is_small.then_some(Self {
            shift,
            first_column,
            first_row,
            columns,
            rows,
        })
    }

    /// The side of a cell in kilometres.
    pub fn side_km(&self) -> f64 {
        (1_u64 << self.shift) as f64 / super::UNITS_PER_KM
    }

    /// How many cells are in a row.
    pub fn columns(&self) -> usize {
        self.columns as usize
    }

    /// How many cells there are.
    pub fn len(&self) -> usize {
        self.columns as usize * self.rows as usize
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The cell that a place lies in.
    #[inline(always)]
    fn cell_at(&self, x: u32, y: u32) -> Option<usize> {
        let column = (x >> self.shift).wrapping_sub(self.first_column);
        let row = (y >> self.shift).wrapping_sub(self.first_row);
        let is_here = column < self.columns && row < self.rows && x != u32::MAX;
        is_here.then(|| (row * self.columns + column) as usize)
    }

    /// The part of the plane that a cell covers.
    pub fn bounds(&self, cell: usize) -> PlaneBounds {
        let columns = self.columns().max(1);
        let km = |number: u32| km_of((u64::from(number) << self.shift) as f64 - 0.5);
        let (column, row) = ((cell % columns) as u32, (cell / columns) as u32);
        let (column, row) = (self.first_column + column, self.first_row + row);
        PlaneBounds {
            min_x_km: km(column),
            min_y_km: km(row),
            max_x_km: km(column.saturating_add(1)),
            max_y_km: km(row.saturating_add(1)),
        }
    }
}

impl Cell {
    /// The mean of the places of its records.
    pub fn middle(&self) -> PlanePoint {
        let count = f64::from(self.count.max(1));
        PlanePoint::new(
            km_of(self.sum_x as f64 / count),
            km_of(self.sum_y as f64 / count),
        )
    }

    /// Its records one by one, in the order of the store; none where they are many.
    pub fn singles(&self) -> &[u32] {
        let count = self.count as usize;
        let count = if count <= FEW { count } else { 0 };
        self.few.get(..count).unwrap_or_default()
    }

    /// Counts what is in another cell here too.
    pub fn add(&mut self, other: &Self) {
        for few in other.few.iter().take(other.count as usize) {
            if let Some(next) = self.few.get_mut(self.count as usize) {
                *next = *few;
            }
        }
        self.count += other.count;
        self.certain += other.certain;
        self.sum_x += other.sum_x;
        self.sum_y += other.sum_y;
        for (kind, more) in self.kinds.iter_mut().zip(other.kinds) {
            *kind += more;
        }
    }
}

impl Cells {
    /// Cells that count kinds in these places, by the places of kinds.
    pub fn new(slots: Vec<u8>) -> Self {
        Self {
            slots,
            ..Self::default()
        }
    }

    /// The first kind that is counted in a place of [`Cell::kinds`], by its place among kinds; `None` where others share it.
    pub fn kind_of(&self, slot: usize) -> Option<usize> {
        let is_shared = slot + 1 >= KIND_SLOTS;
        let slots = self.slots.iter();
        slots
            .filter(|_| !is_shared)
            .position(|found| usize::from(*found) == slot)
    }

    /// The grid that was counted by.
    pub fn grid(&self) -> Option<&CellGrid> {
        self.grid.as_ref()
    }

    /// What was counted, row by row.
    pub fn cells(&self) -> &[Cell] {
        &self.cells
    }

    /// Counts the records of a store anew. Those without coordinates are in no cell.
    pub fn count(&mut self, store: &Store, criteria: &Criteria, grid: &CellGrid) {
        self.grid = Some(*grid);
        self.cells.clear();
        self.cells.resize(grid.len(), Cell::default());
        let (cells, slots) = (&mut self.cells, &self.slots);
        store.for_each(criteria, |seen| {
            let cell = grid.cell_at(seen.x, seen.y);
            let Some(cell) = cell.and_then(|cell| cells.get_mut(cell)) else {
                return;
            };
            if let Some(few) = cell.few.get_mut(cell.count as usize) {
                *few = seen.at as u32;
            }
            cell.count += 1;
            cell.certain += seen.is_certain;
            cell.sum_x += u64::from(seen.x);
            cell.sum_y += u64::from(seen.y);
            let slot = slots.get(usize::from(seen.kind)).copied();
            let slot = slot.map_or(KIND_SLOTS - 1, usize::from);
            if let Some(kind) = cell.kinds.get_mut(slot) {
                *kind += 1;
            }
        });
    }
}

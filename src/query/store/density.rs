//! Records counted by small squares of equal area and smoothed: how many there are per square kilometre around a place.

use super::plane::km_of;
use super::{Criteria, Store};
use crate::geo::{PlaneBounds, PlanePoint};

/// The most squares.
const MOST_SQUARES: usize = 1 << 19;
/// A box filter is used so often that the result is next to a Gaussian.
const PASSES: usize = 3;

/// Squares over a part of the plane, anchored to it, so that none moves with the view.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DensityGrid {
    side_km: f64,
    first_column: i64,
    first_row: i64,
    columns: usize,
    rows: usize,
    filter: BoxFilter,
}

/// A mean over the `2 × reach + 1` squares around one, and over parts of the two beyond them.
///
/// Source: Gwosdek, Grewenig, Bruhn and Weickert, "Theoretical Foundations of Gaussian Convolution by Extended Box
/// Filtering" (SSVM 2011): with the parts a filter has any variance, not only those of whole numbers of squares.
#[derive(Clone, Copy, Debug, PartialEq)]
struct BoxFilter {
    reach: usize,
    part: f64,
}

/// The counts of the squares of a grid, row by row from the lowest, and the same spread out.
#[derive(Clone, Debug, Default)]
pub struct Density {
    /// How many records may be counted in each.
    pub counts: Vec<u32>,
    /// Records per square kilometre.
    pub per_km2: Vec<f64>,
    turned: Vec<f64>,
    /// The squares for which this is so.
    grid: Option<DensityGrid>,
}

/// A larger square of a grid with records in it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DensityPart {
    /// Its number.
    pub number: usize,
    /// Where it is.
    pub bounds: PlaneBounds,
    /// How many records may be counted in it.
    pub count: u32,
    /// The middle of its densest square.
    pub peak: PlanePoint,
    peak_per_km2: f64,
}

impl BoxFilter {
    /// The filter that makes a Gaussian of a standard deviation in squares when used [`PASSES`] times.
    fn for_deviation(squares: f64) -> Self {
        let variance = squares * squares / PASSES as f64;
        let reach = (0.5 * ((1.0 + 12.0 * variance).sqrt() - 1.0)).floor();
        let whole = 2.0 * reach + 1.0;
        let missing = variance * whole - reach * (reach + 1.0) * whole / 3.0;
        Self {
            reach: reach as usize,
            part: missing / (2.0 * ((reach + 1.0) * (reach + 1.0) - variance)),
        }
    }

    /// How many squares away a record is still felt.
    fn margin(&self) -> usize {
        PASSES * (self.reach + 1)
    }

    /// Filters a line once; beyond its ends is nothing.
    fn apply(&self, line: &[f64], out: &mut [f64]) {
        let scale = 1.0 / (2.0 * self.reach as f64 + 1.0 + 2.0 * self.part);
        let at = |place: usize, shift: usize| {
            let place = (place + shift).checked_sub(self.reach + 1);
            place
                .and_then(|place| line.get(place).copied())
                .unwrap_or(0.0)
        };
        let mut sum: f64 = line.iter().take(self.reach).sum();
        for (place, out) in out.iter_mut().enumerate() {
            // The one that comes into reach, and the one beyond.
            sum += at(place, 2 * self.reach + 1);
            let beyond = at(place, 0) + at(place, 2 * self.reach + 2);
            *out = (sum + self.part * beyond) * scale;
            sum -= at(place, 1);
        }
    }
}

impl DensityGrid {
    /// The squares that cover a part of the plane and all from where records are felt in it, when they are spread by a
    /// Gaussian of a standard deviation in kilometres. `None` where they would be too many.
    pub fn over(bounds: &PlaneBounds, side_km: f64, deviation_km: f64) -> Option<Self> {
        let filter = BoxFilter::for_deviation(deviation_km / side_km);
        let margin = filter.margin() as i64 + 1;
        let side = |low_km: f64, high_km: f64| {
            let first = (low_km / side_km).floor() as i64 - margin;
            let last = (high_km / side_km).floor() as i64 + margin;
            (first, (last - first + 1).max(0) as usize)
        };
        let (first_column, columns) = side(bounds.min_x_km, bounds.max_x_km);
        let (first_row, rows) = side(bounds.min_y_km, bounds.max_y_km);
        let is_small = side_km > 0.0 && columns.saturating_mul(rows) <= MOST_SQUARES;
        is_small.then_some(Self {
            side_km,
            first_column,
            first_row,
            columns,
            rows,
            filter,
        })
    }

    /// How many squares are on each side of those that were asked for: from where records are felt there, and one more,
    /// where nothing is, so that outlines close.
    fn margin(&self) -> usize {
        self.filter.margin() + 1
    }

    /// The side of a square in kilometres.
    pub fn side_km(&self) -> f64 {
        self.side_km
    }

    /// How many squares are in a row.
    pub fn columns(&self) -> usize {
        self.columns
    }

    /// How many rows there are.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// The place at so many squares to the right of the middle of the first, and up; these may be fractions.
    pub fn place(&self, column: f64, row: f64) -> PlanePoint {
        let km = |first: i64, squares: f64| (first as f64 + squares + 0.5) * self.side_km;
        PlanePoint::new(km(self.first_column, column), km(self.first_row, row))
    }

    /// The square that a place lies in.
    #[inline(always)]
    fn square_at(&self, x_km: f64, y_km: f64) -> Option<usize> {
        let column = x_km / self.side_km - self.first_column as f64;
        let row = y_km / self.side_km - self.first_row as f64;
        let is_in =
            column >= 0.0 && row >= 0.0 && column < self.columns as f64 && row < self.rows as f64;
        is_in.then_some(row as usize * self.columns + column as usize)
    }
}

impl Density {
    /// Counts the records of a store, unless these squares are what it has counted last. Once they are others, or
    /// criteria are, [`Self::forget`] has to be called.
    pub fn count_once(&mut self, store: &Store, criteria: &Criteria, grid: &DensityGrid) {
        if self.grid.as_ref() != Some(grid) {
            self.count(store, criteria, grid);
        }
    }

    /// Has everything counted anew when it is asked for again.
    pub fn forget(&mut self) {
        self.grid = None;
    }

    /// Counts the records of a store anew, and spreads them out. Those without coordinates are nowhere.
    pub fn count(&mut self, store: &Store, criteria: &Criteria, grid: &DensityGrid) {
        self.grid = Some(*grid);
        self.counts.clear();
        self.counts.resize(grid.columns * grid.rows, 0);
        let counts = &mut self.counts;
        store.for_each(criteria, |seen| {
            if seen.x == u32::MAX {
                return;
            }
            let square = grid.square_at(km_of(f64::from(seen.x)), km_of(f64::from(seen.y)));
            if let Some(count) = square.and_then(|square| counts.get_mut(square)) {
                *count += 1;
            }
        });
        let squares_per_km2 = 1.0 / (grid.side_km * grid.side_km);
        self.per_km2.clear();
        let densities = self
            .counts
            .iter()
            .map(|count| f64::from(*count) * squares_per_km2);
        self.per_km2.extend(densities);
        self.turned.clear();
        self.turned.resize(self.per_km2.len(), 0.0);
        // Along the rows, then along the columns.
        spread(&self.per_km2, &mut self.turned, grid.columns, &grid.filter);
        spread(&self.turned, &mut self.per_km2, grid.rows, &grid.filter);
    }

    /// The larger squares, so many squares wide and anchored to the plane like these, that have records in them. Together
    /// they have all that are counted.
    pub fn parts(&self, grid: &DensityGrid, width: usize) -> Vec<DensityPart> {
        let side = width.max(1) as i64;
        let part_of = |first: i64, place: usize| {
            let at = (first + place as i64).div_euclid(side);
            (at, (at - first.div_euclid(side)) as usize)
        };
        let per_row = part_of(grid.first_column, grid.columns).1 + 1;
        let most = per_row * (part_of(grid.first_row, grid.rows).1 + 1);
        let mut parts: Vec<Option<DensityPart>> = vec![None; most];
        let columns = grid.columns.max(1);
        for (square, (count, per_km2)) in self.counts.iter().zip(&self.per_km2).enumerate() {
            if *count == 0 {
                continue;
            }
            let (column, row) = (square % columns, square / columns);
            let (x, part_column) = part_of(grid.first_column, column);
            let (y, part_row) = part_of(grid.first_row, row);
            let number = part_row * per_row + part_column;
            let Some(part) = parts.get_mut(number) else {
                continue;
            };
            let km = |place: i64| (place * side) as f64 * grid.side_km;
            let part = part.get_or_insert(DensityPart {
                number,
                bounds: PlaneBounds {
                    min_x_km: km(x),
                    min_y_km: km(y),
                    max_x_km: km(x + 1),
                    max_y_km: km(y + 1),
                },
                count: 0,
                peak: grid.place(column as f64, row as f64),
                peak_per_km2: *per_km2,
            });
            part.count += count;
            if *per_km2 > part.peak_per_km2 {
                part.peak_per_km2 = *per_km2;
                part.peak = grid.place(column as f64, row as f64);
            }
        }
        parts.into_iter().flatten().collect()
    }

    /// The largest density in the part of the plane that the grid was made for.
    pub fn largest_per_km2(&self, grid: &DensityGrid) -> f64 {
        let margin = grid.margin();
        let inner = |values: &'_ [f64], count: usize| -> f64 {
            let inner = values
                .iter()
                .skip(margin)
                .take(count.saturating_sub(2 * margin));
            inner.copied().fold(0.0, f64::max)
        };
        let rows = self.per_km2.chunks_exact(grid.columns.max(1));
        let rows = rows.skip(margin).take(grid.rows.saturating_sub(2 * margin));
        rows.map(|row| inner(row, grid.columns)).fold(0.0, f64::max)
    }
}

/// Filters each row of so many values; rows of `from` become columns of `into`.
fn spread(from: &[f64], into: &mut [f64], columns: usize, filter: &BoxFilter) {
    into.fill(0.0);
    let columns = columns.max(1);
    let rows = from.len() / columns;
    let mut line = vec![0.0; columns];
    let mut filtered = vec![0.0; columns];
    for (number, row) in from.chunks_exact(columns).enumerate() {
        // Most rows of most maps are empty.
        if row.iter().all(|value| *value == 0.0) {
            continue;
        }
        line.copy_from_slice(row);
        for _ in 0..PASSES {
            filter.apply(&line, &mut filtered);
            std::mem::swap(&mut line, &mut filtered);
        }
        let column = into.iter_mut().skip(number).step_by(rows.max(1));
        for (out, value) in column.zip(&line) {
            *out = *value;
        }
    }
}

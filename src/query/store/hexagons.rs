//! Records counted by hexagons of equal area: of all tilings by one shape, the one whose pieces are nearest to discs.

use super::plane::km_of;
use super::{Criteria, Store};
use crate::geo::{PlaneBounds, PlanePoint};

/// The most hexagons.
const MOST_HEXAGONS: usize = 1 << 18;
/// `√3`.
const SQRT_3: f64 = 1.732_050_807_568_877_2;

/// Hexagons with a corner up, in rows; those of every other row are half a width to the right.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct HexagonGrid {
    /// From a hexagon's middle to a corner, in kilometres.
    radius_km: f64,
    first_column: i64,
    first_row: i64,
    columns: usize,
    rows: usize,
}

/// The counts of all hexagons of a grid, row by row from the lowest.
#[derive(Clone, Debug, Default)]
pub struct Hexagons {
    /// How many records may be counted in each.
    pub counts: Vec<u32>,
    /// The grid that was counted last.
    grid: Option<HexagonGrid>,
    /// The hexagon of each record in the order of the store, or [`NOWHERE`], once that grid was counted twice: as long as a
    /// window of time is moved, the same is asked of the same records.
    of_records: Vec<u32>,
}

/// The hexagon of what is in none.
const NOWHERE: u32 = u32::MAX;

impl HexagonGrid {
    /// The hexagons that cover a part of the plane; they are anchored to the plane, so that none moves with the view.
    /// `None` where they would be too many.
    pub fn over(bounds: &PlaneBounds, radius_km: f64) -> Option<Self> {
        let (width_km, row_km) = (SQRT_3 * radius_km, 1.5 * radius_km);
        let side = |low_km: f64, high_km: f64, step_km: f64| {
            let first = (low_km / step_km).floor() as i64 - 1;
            let last = (high_km / step_km).ceil() as i64 + 1;
            (first, (last - first + 1).max(0) as usize)
        };
        let (first_column, columns) = side(bounds.min_x_km, bounds.max_x_km, width_km);
        let (first_row, rows) = side(bounds.min_y_km, bounds.max_y_km, row_km);
        let is_small = radius_km > 0.0 && columns.saturating_mul(rows) <= MOST_HEXAGONS;
        is_small.then_some(Self {
            radius_km,
            first_column,
            first_row,
            columns,
            rows,
        })
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.columns * self.rows
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The area of each in square kilometres.
    pub fn area_km2(&self) -> f64 {
        1.5 * SQRT_3 * self.radius_km * self.radius_km
    }

    /// The middle of a hexagon.
    pub fn middle(&self, hexagon: usize) -> PlanePoint {
        let columns = self.columns.max(1);
        let row = self.first_row + (hexagon / columns) as i64;
        let column = self.first_column + (hexagon % columns) as i64;
        let shift = if row.rem_euclid(2) == 1 { 0.5 } else { 0.0 };
        PlanePoint::new(
            SQRT_3 * self.radius_km * (column as f64 + shift),
            1.5 * self.radius_km * row as f64,
        )
    }

    /// Its corners, from the one on top.
    pub fn corners(&self, hexagon: usize) -> [PlanePoint; 6] {
        let (middle, r) = (self.middle(hexagon), self.radius_km);
        let half_width = 0.5 * SQRT_3;
        [
            (0.0, 1.0),
            (half_width, 0.5),
            (half_width, -0.5),
            (0.0, -1.0),
            (-half_width, -0.5),
            (-half_width, 0.5),
        ]
        .map(|(x, y)| PlanePoint::new(middle.x_km + x * r, middle.y_km + y * r))
    }

    /// The hexagon that a place lies in: the one of the two rows around it whose middle is nearest.
    #[inline(always)]
    fn hexagon_at(&self, x_km: f64, y_km: f64) -> Option<usize> {
        // In widths and heights of the rows, from the first.
        let row = y_km / (1.5 * self.radius_km) - self.first_row as f64;
        let column = x_km / (SQRT_3 * self.radius_km) - self.first_column as f64;
        if row < 0.0 || column < 0.0 {
            return None;
        }
        let low = row as usize;
        let is_odd = |number: usize| (number as i64 + self.first_row) & 1 == 1;
        let near = |row_number: usize| {
            let shift = if is_odd(row_number) { 0.5 } else { 0.0 };
            let number = (column - shift + 0.5).max(0.0) as usize;
            // A row is as high as 0.866 of a width.
            let (dx, dy) = (
                column - shift - number as f64,
                0.75_f64.sqrt() * (row - row_number as f64),
            );
            (dx * dx + dy * dy, number)
        };
        let (lower, upper) = (near(low), near(low + 1));
        let (number, row) = match lower.0 <= upper.0 {
            true => (lower.1, low),
            false => (upper.1, low + 1),
        };
        (number < self.columns && row < self.rows).then_some(row * self.columns + number)
    }
}

impl Hexagons {
    /// Counts the records of a store anew, the same one each time. Those without coordinates are in none.
    pub fn count(&mut self, store: &Store, criteria: &Criteria, grid: &HexagonGrid) {
        let hexagon_of = |x: u32, y: u32| match x {
            u32::MAX => None,
            _ => grid.hexagon_at(km_of(f64::from(x)), km_of(f64::from(y))),
        };
        let is_known = self.grid == Some(*grid);
        if !is_known {
            self.grid = Some(*grid);
            self.of_records.clear();
        } else if self.of_records.is_empty() {
            let columns = store.columns();
            let places = columns.x.iter().zip(&columns.y);
            let found = places.map(|(x, y)| hexagon_of(*x, *y).map_or(NOWHERE, |at| at as u32));
            self.of_records = found.collect();
        }
        self.counts.clear();
        self.counts.resize(grid.len(), 0);
        let (counts, of_records) = (&mut self.counts, &self.of_records);
        let mut add = |hexagon: usize| {
            if let Some(count) = counts.get_mut(hexagon) {
                *count += 1;
            }
        };
        match is_known {
            true => store.for_each(criteria, |seen| {
                add(of_records
                    .get(seen.at)
                    .map_or(usize::MAX, |at| *at as usize));
            }),
            false => store.for_each(criteria, |seen| {
                add(hexagon_of(seen.x, seen.y).unwrap_or(usize::MAX));
            }),
        }
    }
}

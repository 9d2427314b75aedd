//! Outlines of where a grid of numbers is above a threshold, by marching squares.
//!
//! Source of the cases: Maple, "Geometric design and space planning using the marching squares and marching cube
//! algorithms" (GMAG 2003). Where opposite corners are above, they are taken as apart.

/// The place of a corner of an outline, in columns and rows from the first number.
pub(super) type Corner = (f64, f64);

/// Numbers in rows; outside of them is nothing, so that all outlines close.
pub(super) struct Field<'a> {
    pub values: &'a [f64],
    pub columns: usize,
}

/// No edge follows.
const NONE: u32 = u32::MAX;

/// Where an outline crosses the sides of a square of four numbers.
#[derive(Clone, Copy)]
enum Side {
    Below,
    Right,
    Above,
    Left,
}

impl Field<'_> {
    fn rows(&self) -> usize {
        self.values.len() / self.columns.max(1)
    }

    fn value(&self, column: usize, row: usize) -> f64 {
        let value = self.values.get(row * self.columns + column);
        value
            .copied()
            .filter(|_| column < self.columns)
            .unwrap_or(0.0)
    }

    /// Whether a number is above the threshold; those at the edge of the grid never are.
    fn is_above(&self, column: usize, row: usize, threshold: f64) -> bool {
        let is_inside = column > 0 && row > 0 && column + 1 < self.columns && row + 1 < self.rows();
        is_inside && self.value(column, row) >= threshold
    }

    /// The number of the edge on a side of a square: that to the right of a number, or that above it.
    fn edge(&self, column: usize, row: usize, side: Side) -> usize {
        let at = |column: usize, row: usize| 2 * (row * self.columns + column);
        match side {
            Side::Below => at(column, row),
            Side::Above => at(column, row + 1),
            Side::Left => at(column, row) + 1,
            Side::Right => at(column + 1, row) + 1,
        }
    }

    /// Where the threshold is on an edge.
    fn corner(&self, edge: usize, threshold: f64) -> Corner {
        let number = edge / 2;
        let columns = self.columns.max(1);
        let (column, row) = (number % columns, number / columns);
        let is_up = edge % 2 == 1;
        let other = if is_up {
            (column, row + 1)
        } else {
            (column + 1, row)
        };
        // A number at the edge of the grid counts as nothing there too.
        let height = |(column, row): (usize, usize)| {
            let is_edge =
                column == 0 || row == 0 || column + 1 >= self.columns || row + 1 >= self.rows();
            if is_edge {
                0.0
            } else {
                self.value(column, row)
            }
        };
        let (from, to) = (height((column, row)), height(other));
        let share = match (to - from).abs() > f64::EPSILON * threshold.abs() {
            true => ((threshold - from) / (to - from)).clamp(0.0, 1.0),
            false => 0.5,
        };
        match is_up {
            true => (column as f64, row as f64 + share),
            false => (column as f64 + share, row as f64),
        }
    }

    /// The outlines of what is at or above a threshold, each closed.
    pub fn outlines(&self, threshold: f64) -> Vec<Vec<Corner>> {
        // Each edge is crossed at most once, so that one place an edge is enough for what follows it.
        let mut next = vec![NONE; 2 * self.values.len()];
        let mut starts = Vec::new();
        for row in 0..self.rows().saturating_sub(1) {
            let mut left = (false, false);
            for column in 0..self.columns.saturating_sub(1) {
                let above = |row: usize| self.is_above(column + 1, row, threshold);
                let right = (above(row), above(row + 1));
                for (from, to) in crossings(left, right).into_iter().flatten() {
                    let from = self.edge(column, row, from);
                    if let Some(follower) = next.get_mut(from) {
                        *follower = self.edge(column, row, to) as u32;
                        starts.push(from);
                    }
                }
                left = right;
            }
        }
        let mut outlines = Vec::new();
        for start in starts {
            let mut outline = Vec::new();
            let mut edge = start;
            while let Some(follower) = next.get_mut(edge).filter(|follower| **follower != NONE) {
                outline.push(self.corner(edge, threshold));
                edge = std::mem::replace(follower, NONE) as usize;
            }
            if !outline.is_empty() {
                outlines.push(outline);
            }
        }
        outlines
    }
}

/// The lines through a square, each with what is above the threshold on its left; `left` and `right` are whether its lower
/// and its upper corners are.
fn crossings(left: (bool, bool), right: (bool, bool)) -> [Option<(Side, Side)>; 2] {
    use Side::{Above, Below, Left, Right};
    let one = |from, to| [Some((from, to)), None];
    match (left.0, right.0, right.1, left.1) {
        (false, false, false, false) | (true, true, true, true) => [None, None],
        (true, false, false, false) => one(Below, Left),
        (false, true, false, false) => one(Right, Below),
        (false, false, true, false) => one(Above, Right),
        (false, false, false, true) => one(Left, Above),
        (true, true, false, false) => one(Right, Left),
        (false, true, true, false) => one(Above, Below),
        (false, false, true, true) => one(Left, Right),
        (true, false, false, true) => one(Below, Above),
        (false, true, true, true) => one(Left, Below),
        (true, false, true, true) => one(Below, Right),
        (true, true, false, true) => one(Right, Above),
        (true, true, true, false) => one(Above, Left),
        (true, false, true, false) => [Some((Below, Left)), Some((Above, Right))],
        (false, true, false, true) => [Some((Right, Below)), Some((Left, Above))],
    }
}

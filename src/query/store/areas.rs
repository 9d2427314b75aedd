//! Which area of the basemap a place of the plane lies in, for a million places.
//!
//! Squares of the plane that no border comes near are known as a whole; elsewhere a place is tested against the borders in
//! its row of squares, by the rule of [`rings_contain`](crate::geo::rings_contain).

use crate::geo::{PlaneBounds, PlanePoint};

/// The most areas.
pub const MOST_AREAS: usize = (1 << 15) - 2;
/// Squares on the longer side of all areas.
const SQUARES: f64 = 512.0;

/// The outline of an area.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AreaOutline {
    /// Its rings, in any order and direction.
    pub rings: Vec<Vec<PlanePoint>>,
    /// The position of the area that it is a part of, such as the country of a region.
    pub part_of: Option<u16>,
}

/// Which areas count for a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Among {
    /// All of them.
    All,
    /// Those that are a part of none.
    Wholes,
    /// The parts of one.
    PartsOf(u16),
}

/// What is known of a place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// The position of its area.
    pub area: Option<u16>,
    /// Whether a border with another area is nearer than lines are exact.
    pub is_near: bool,
}

/// Areas that places are looked up in. Where areas overlap, those that come first count.
#[derive(Clone, Debug, Default)]
pub struct Areas {
    edges: Vec<Edge>,
    part_of: Vec<Option<u16>>,
    /// By how much lines may be off, in kilometres.
    tolerance_km: f64,
    left_km: f64,
    low_km: f64,
    side_km: f64,
    columns: usize,
    /// Row by row from the lowest.
    squares: Vec<Square>,
    /// The areas that cover squares as a whole, of one kind of squares after the other.
    covers: Vec<Vec<u16>>,
    /// The edges near squares with some.
    near: Vec<Vec<u32>>,
    /// The edges in each row.
    rows: Vec<Vec<u32>>,
}

/// A part of an outline, from its southern end to its northern one.
#[derive(Clone, Copy, Debug)]
struct Edge {
    area: u16,
    south: PlanePoint,
    north: PlanePoint,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Square {
    /// A position in `covers`.
    Covered(u32),
    /// A position in `near`.
    Border(u32),
}

impl Edge {
    /// Whether the ray from a place to the right crosses it.
    fn is_crossed_from(&self, at: PlanePoint) -> bool {
        let (south, north) = (self.south, self.north);
        if (south.y_km > at.y_km) == (north.y_km > at.y_km) {
            return false;
        }
        let share = (at.y_km - south.y_km) / (north.y_km - south.y_km);
        at.x_km < south.x_km + share * (north.x_km - south.x_km)
    }

    /// The square of its distance from a place.
    fn distance_km2(&self, at: PlanePoint) -> f64 {
        let (dx, dy) = (
            self.north.x_km - self.south.x_km,
            self.north.y_km - self.south.y_km,
        );
        let (x, y) = (at.x_km - self.south.x_km, at.y_km - self.south.y_km);
        let along = ((x * dx + y * dy) / (dx * dx + dy * dy)).clamp(0.0, 1.0);
        let (x, y) = (x - along * dx, y - along * dy);
        x * x + y * y
    }
}

impl Areas {
    /// Areas whose lines may be off by so many kilometres. Of more than [`MOST_AREAS`] only the first count.
    pub fn new(outlines: &[AreaOutline], tolerance_km: f64) -> Self {
        let outlines = outlines.get(..MOST_AREAS).unwrap_or(outlines);
        let edges = edges_of(outlines);
        let ends = edges.iter().flat_map(|edge| [edge.south, edge.north]);
        let mut areas = Self {
            part_of: outlines.iter().map(|outline| outline.part_of).collect(),
            tolerance_km,
            ..Self::default()
        };
        let Some(bounds) = PlaneBounds::of(ends) else {
            return areas;
        };
        let bounds = bounds.padded(tolerance_km);
        areas.side_km = bounds.width_km().max(bounds.height_km()).max(1e-9) / SQUARES;
        (areas.left_km, areas.low_km) = (bounds.min_x_km, bounds.min_y_km);
        let squares = |length_km: f64| (length_km / areas.side_km).floor() as usize + 1;
        areas.columns = squares(bounds.width_km());
        let rows = squares(bounds.height_km());
        areas.rows = vec![Vec::new(); rows];
        areas.squares = vec![Square::Covered(u32::MAX); areas.columns * rows];
        areas.edges = edges;
        for edge in 0..areas.edges.len() {
            areas.enter(edge);
        }
        areas.cover();
        areas
    }

    /// How many areas there are.
    pub fn len(&self) -> usize {
        self.part_of.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.part_of.is_empty()
    }

    /// The position of the area that an area is a part of.
    pub fn whole_of(&self, area: u16) -> Option<u16> {
        self.part_of.get(usize::from(area)).copied().flatten()
    }

    /// Whether an area has parts.
    pub fn has_parts(&self, area: u16) -> bool {
        self.part_of.contains(&Some(area))
    }

    /// Enters an edge into its rows, and into the squares that are near it.
    fn enter(&mut self, number: usize) {
        let Some(Edge { south, north, .. }) = self.edges.get(number).copied() else {
            return;
        };
        let row = |y_km: f64| ((y_km - self.low_km) / self.side_km) as usize;
        for row in self
            .rows
            .iter_mut()
            .take(row(north.y_km) + 1)
            .skip(row(south.y_km))
        {
            row.push(number as u32);
        }
        // In pieces, so that a long edge is not near all of the box around it.
        let (dx, dy) = (north.x_km - south.x_km, north.y_km - south.y_km);
        let pieces = (dx.abs().max(dy.abs()) / self.side_km).ceil().max(1.0);
        for piece in 0..pieces as usize {
            let end = |piece: usize| {
                let share = piece as f64 / pieces;
                PlanePoint::new(south.x_km + share * dx, south.y_km + share * dy)
            };
            if let Some(bounds) = PlaneBounds::of([end(piece), end(piece + 1)]) {
                self.enter_near(number as u32, &bounds.padded(self.tolerance_km));
            }
        }
    }

    fn enter_near(&mut self, edge: u32, bounds: &PlaneBounds) {
        // A hair more, for what rounding does.
        let bounds = bounds.padded(self.side_km * 1e-6);
        let place = |km: f64, from_km: f64| ((km - from_km) / self.side_km) as usize;
        let columns = place(bounds.min_x_km, self.left_km)
            ..=place(bounds.max_x_km, self.left_km).min(self.columns - 1);
        for row in place(bounds.min_y_km, self.low_km)..=place(bounds.max_y_km, self.low_km) {
            for column in columns.clone() {
                let Some(square) = self.squares.get_mut(row * self.columns + column) else {
                    continue;
                };
                let border = match *square {
                    Square::Border(border) => border as usize,
                    Square::Covered(_) => {
                        *square = Square::Border(self.near.len() as u32);
                        self.near.push(Vec::new());
                        self.near.len() - 1
                    }
                };
                if let Some(near) = self.near.get_mut(border)
                    && near.last() != Some(&edge)
                {
                    near.push(edge);
                }
            }
        }
    }

    /// Finds what covers each square without a border: the same as its neighbour, where that has none either.
    fn cover(&mut self) {
        let mut last = None;
        for number in 0..self.squares.len() {
            let (column, row) = (number % self.columns, number / self.columns);
            if column == 0 {
                last = None;
            }
            if matches!(self.squares.get(number), Some(Square::Border(_))) {
                last = None;
                continue;
            }
            let middle = |place: usize, from_km: f64| from_km + (place as f64 + 0.5) * self.side_km;
            let at = PlanePoint::new(middle(column, self.left_km), middle(row, self.low_km));
            let cover = last.unwrap_or_else(|| {
                let cover = self.tested(at, row);
                let known = self.covers.iter().position(|known| *known == cover);
                known.unwrap_or_else(|| {
                    self.covers.push(cover);
                    self.covers.len() - 1
                })
            });
            if let Some(square) = self.squares.get_mut(number) {
                *square = Square::Covered(cover as u32);
            }
            last = Some(cover);
        }
    }

    /// All areas that a place in a row lies in, in ascending order.
    fn tested(&self, at: PlanePoint, row: usize) -> Vec<u16> {
        let mut inside: Vec<u16> = Vec::new();
        for edge in self.rows.get(row).into_iter().flatten() {
            let Some(edge) = self.edges.get(*edge as usize) else {
                continue;
            };
            if edge.is_crossed_from(at) {
                match inside.binary_search(&edge.area) {
                    Ok(place) => {
                        inside.remove(place);
                    }
                    Err(place) => inside.insert(place, edge.area),
                }
            }
        }
        inside
    }

    fn counts(&self, area: u16, among: Among) -> bool {
        let whole = self.whole_of(area);
        match among {
            Among::All => true,
            Among::Wholes => whole.is_none(),
            Among::PartsOf(wanted) => whole == Some(wanted),
        }
    }

    /// The area of a place, of those that count; where lines are not exact enough to tell, the nearest one.
    pub fn at(&self, at: PlanePoint, among: Among) -> Found {
        let place = |km: f64, from_km: f64| ((km - from_km) / self.side_km).floor();
        let (column, row) = (place(at.x_km, self.left_km), place(at.y_km, self.low_km));
        let is_in = column >= 0.0 && column < self.columns as f64 && row >= 0.0;
        let (column, row) = (column as usize, row as usize);
        let square = self.squares.get(row * self.columns + column);
        match square.filter(|_| is_in) {
            None => Found::default(),
            Some(Square::Covered(cover)) => {
                let cover = self.covers.get(*cover as usize);
                let mut areas = cover.into_iter().flatten().copied();
                Found {
                    area: areas.find(|area| self.counts(*area, among)),
                    is_near: false,
                }
            }
            Some(Square::Border(border)) => {
                let inside = self.tested(at, row);
                let near = self.near.get(*border as usize);
                self.beside(at, &inside, near.map_or(&[], Vec::as_slice), among)
            }
        }
    }

    /// The same beside borders.
    fn beside(&self, at: PlanePoint, inside: &[u16], near: &[u32], among: Among) -> Found {
        let mut area = inside
            .iter()
            .copied()
            .find(|area| self.counts(*area, among));
        let tolerance_km2 = self.tolerance_km * self.tolerance_km;
        let mut nearest_km2 = tolerance_km2;
        let is_inside = area.is_some();
        let edges = || {
            near.iter()
                .filter_map(|edge| self.edges.get(*edge as usize))
        };
        for edge in edges() {
            if is_inside || !self.counts(edge.area, among) {
                continue;
            }
            let distance_km2 = edge.distance_km2(at);
            let is_nearer = distance_km2 < nearest_km2
                || distance_km2 == nearest_km2 && area.is_some_and(|area| edge.area < area);
            if is_nearer {
                (nearest_km2, area) = (distance_km2, Some(edge.area));
            }
        }
        let around = area.and_then(|area| self.whole_of(area));
        let is_near = edges().any(|edge| {
            let other = Some(edge.area);
            let is_other = other != area && other != around && !inside.contains(&edge.area);
            is_other && self.counts(edge.area, among) && edge.distance_km2(at) < tolerance_km2
        });
        Found {
            area,
            is_near: is_near && area.is_some(),
        }
    }
}

fn edges_of(outlines: &[AreaOutline]) -> Vec<Edge> {
    let mut edges = Vec::new();
    for (area, outline) in (0..).zip(outlines) {
        for ring in &outline.rings {
            let next = ring.iter().cycle().skip(1);
            for (from, to) in ring.iter().zip(next) {
                let (south, north) = match from.y_km < to.y_km {
                    true => (*from, *to),
                    false => (*to, *from),
                };
                let ends = [south.x_km, south.y_km, north.x_km, north.y_km];
                if south != north && ends.iter().all(|end| end.is_finite()) {
                    edges.push(Edge { area, south, north });
                }
            }
        }
    }
    edges
}

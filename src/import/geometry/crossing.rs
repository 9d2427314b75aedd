//! Where a ring touches or crosses itself.
//!
//! A tree of boxes over the edges in their order is walked against itself. Consecutive edges are neighbours, so their
//! boxes are small, and for rings as they occur the work is about n log n. A ring can be made for which it is n²;
//! there the search ends with [`MOST_COMPARISONS_PER_EDGE`] and the ring passes.

use crate::geo::LngLat;

/// How many boxes and edges are compared for a ring, for each of its edges. Coasts of any length need about 20.
pub const MOST_COMPARISONS_PER_EDGE: usize = 256;

/// Edges in a leaf of the tree.
const LEAF: usize = 8;

/// The index of a vertex where a closed ring touches itself, or where an edge begins that crosses another. Repeated
/// positions in a row are no touch; there and back on the same line is one.
pub(super) fn touch_in_ring(ring: &[LngLat]) -> Option<usize> {
    Edges::new(ring).touch()
}

/// A side of a ring.
#[derive(Clone, Copy, Debug)]
struct Edge {
    from: LngLat,
    to: LngLat,
    /// Of `from` in the ring.
    index: usize,
}

impl Edge {
    fn bounds(&self) -> Bounds {
        Bounds {
            west: self.from.lng_deg.min(self.to.lng_deg),
            east: self.from.lng_deg.max(self.to.lng_deg),
            south: self.from.lat_deg.min(self.to.lat_deg),
            north: self.from.lat_deg.max(self.to.lat_deg),
        }
    }
}

/// A box of plane longitudes and latitudes, in degrees.
#[derive(Clone, Copy, Debug)]
struct Bounds {
    west: f64,
    east: f64,
    south: f64,
    north: f64,
}

impl Bounds {
    /// Around nothing: meets no other.
    const NONE: Self = Self {
        west: f64::INFINITY,
        east: f64::NEG_INFINITY,
        south: f64::INFINITY,
        north: f64::NEG_INFINITY,
    };

    fn with(self, other: Self) -> Self {
        Self {
            west: self.west.min(other.west),
            east: self.east.max(other.east),
            south: self.south.min(other.south),
            north: self.north.max(other.north),
        }
    }

    fn holds(self, place: LngLat) -> bool {
        (self.west..=self.east).contains(&place.lng_deg)
            && (self.south..=self.north).contains(&place.lat_deg)
    }

    fn meets(self, other: Self) -> bool {
        self.west <= other.east
            && other.west <= self.east
            && self.south <= other.north
            && other.south <= self.north
    }
}

struct Edges {
    edges: Vec<Edge>,
    /// Vertices of the ring without the last, which is the first.
    vertices: usize,
}

impl Edges {
    fn new(ring: &[LngLat]) -> Self {
        let pairs = ring.windows(2).enumerate();
        let edges = pairs.filter_map(|(index, pair)| match *pair {
            [from, to] if from != to => Some(Edge { from, to, index }),
            _ => None,
        });
        Self {
            edges: edges.collect(),
            vertices: ring.len().saturating_sub(1).max(1),
        }
    }

    fn touch(&self) -> Option<usize> {
        /// A triangle: fewer edges enclose nothing.
        const LEAST: usize = 3;
        if self.edges.len() < LEAST {
            return Some(0);
        }
        self.turn_back().or_else(|| self.meeting().0)
    }

    /// Where the next edge leads back over this one.
    fn turn_back(&self) -> Option<usize> {
        let next = self.edges.iter().skip(1).chain(self.edges.first());
        let mut corners = self.edges.iter().zip(next);
        let corner = corners.find(|(edge, next)| {
            let (x, y) = (
                edge.to.lng_deg - edge.from.lng_deg,
                edge.to.lat_deg - edge.from.lat_deg,
            );
            let (next_x, next_y) = (
                next.to.lng_deg - next.from.lng_deg,
                next.to.lat_deg - next.from.lat_deg,
            );
            x * next_x + y * next_y < 0.0 && side(edge.from, edge.to, next.to) == 0
        });
        corner.map(|(_, next)| next.index)
    }

    /// Where two edges meet that are not neighbours, and how many comparisons were left when that was known.
    fn meeting(&self) -> (Option<usize>, usize) {
        let tree = Tree::new(&self.edges);
        let mut left = self.edges.len().saturating_mul(MOST_COMPARISONS_PER_EDGE);
        let mut waiting = vec![(Tree::ROOT, Tree::ROOT)];
        while let Some((one, other)) = waiting.pop() {
            if left == 0 {
                break;
            }
            left -= 1;
            if one != other && !tree.bounds(one).meets(tree.bounds(other)) {
                continue;
            }
            match (tree.leaf(one), tree.leaf(other)) {
                (Some(leaf), Some(other_leaf)) => {
                    left = left.saturating_sub(LEAF * LEAF);
                    if let Some(index) = self.meeting_in(leaf, other_leaf) {
                        return (Some(index), left);
                    }
                }
                _ if one == other => {
                    let (first, second) = (2 * one, 2 * one + 1);
                    waiting.extend([(first, first), (second, second), (first, second)]);
                }
                _ => {
                    for child in [2 * one, 2 * one + 1] {
                        waiting.extend([(child, 2 * other), (child, 2 * other + 1)]);
                    }
                }
            }
        }
        (None, left)
    }

    /// Where an edge of one leaf meets one of another, or of the same.
    fn meeting_in(&self, one: usize, other: usize) -> Option<usize> {
        let leaf = |leaf: usize| self.edges.iter().enumerate().skip(leaf * LEAF).take(LEAF);
        for (at, edge) in leaf(one) {
            for (other_at, other) in leaf(other) {
                let are_neighbours =
                    at + 1 == other_at || (at == 0 && other_at + 1 == self.edges.len());
                if at < other_at
                    && !are_neighbours
                    && let Some(index) = touch_of(edge, other)
                {
                    return Some(index % self.vertices);
                }
            }
        }
        None
    }
}

/// Boxes around ever more edges, in the order of a heap: node `i` holds `2 * i` and `2 * i + 1`.
struct Tree {
    nodes: Vec<Bounds>,
    /// The first node that is a leaf.
    width: usize,
}

impl Tree {
    const ROOT: usize = 1;

    fn new(edges: &[Edge]) -> Self {
        let leaves = edges.chunks(LEAF).map(|edges| {
            let bounds = edges.iter().map(Edge::bounds);
            bounds.fold(Bounds::NONE, Bounds::with)
        });
        // Filled from the leaves up, thus back to front: the root comes last and what stands for node 0 after it.
        let width = leaves.len().next_power_of_two();
        let mut level: Vec<Bounds> = leaves.collect();
        level.resize(width, Bounds::NONE);
        let mut levels = vec![level];
        while let Some(below) = levels.last().filter(|below| below.len() > 1) {
            let pairs = below.chunks(2);
            let level = pairs.map(|pair| pair.iter().copied().fold(Bounds::NONE, Bounds::with));
            levels.push(level.collect());
        }
        levels.push(vec![Bounds::NONE]);
        let nodes = levels.into_iter().rev().flatten().collect();
        Self { nodes, width }
    }

    fn bounds(&self, node: usize) -> Bounds {
        self.nodes.get(node).copied().unwrap_or(Bounds::NONE)
    }

    /// Its number among the leaves, if it is one.
    fn leaf(&self, node: usize) -> Option<usize> {
        node.checked_sub(self.width)
    }
}

/// The index of a vertex where two edges meet, or of the beginning of the second where they cross.
fn touch_of(one: &Edge, other: &Edge) -> Option<usize> {
    if !one.bounds().meets(other.bounds()) {
        return None;
    }
    let other_from = side(one.from, one.to, other.from);
    let other_to = side(one.from, one.to, other.to);
    let one_from = side(other.from, other.to, one.from);
    let one_to = side(other.from, other.to, one.to);
    // Each has its ends on different sides of the other, or on it. On one line, their boxes have told.
    if other_from * other_to > 0 || one_from * one_to > 0 {
        return None;
    }
    let ends = [
        (other_from, other.from, one, other.index),
        (other_to, other.to, one, other.index + 1),
        (one_from, one.from, other, one.index),
        (one_to, one.to, other, one.index + 1),
    ];
    let touch = ends
        .iter()
        .find(|(side, end, edge, _)| *side == 0 && edge.bounds().holds(*end));
    Some(touch.map_or(other.index, |(_, _, _, index)| *index))
}

/// On which side of the line from `from` to `to` a place is: 1 for left, -1 for right, 0 for on it, or so near that
/// rounding could have made the difference (J. R. Shewchuk, *Adaptive Precision Floating-Point Arithmetic and Fast
/// Robust Geometric Predicates*, 1997, error bound A of `orient2d`).
fn side(from: LngLat, to: LngLat, place: LngLat) -> i8 {
    /// (3 + 16 ε) ε with Shewchuk's ε = 2⁻⁵³.
    const ROUNDING: f64 = 3.330_669_073_875_471_6e-16;
    let left = (from.lng_deg - place.lng_deg) * (to.lat_deg - place.lat_deg);
    let right = (from.lat_deg - place.lat_deg) * (to.lng_deg - place.lng_deg);
    let difference = left - right;
    if difference.abs() <= ROUNDING * (left.abs() + right.abs()) {
        0
    } else if difference > 0.0 {
        1
    } else {
        -1
    }
}

#[cfg(test)]
mod tests;

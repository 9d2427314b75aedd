//! Very many incidents as columns of numbers: what is counted on every frame, for each window of time and each filter.
//!
//! Records are sorted by their first possible minute, those without a date last. A column is one number a record, so a
//! million records take 25 MB, and a question reads the few columns it is about from one end to the other. Nothing is
//! built for a window: each answer is counted anew, which takes some nanoseconds a record.

mod areas;
mod cells;
mod dated;
mod density;
mod filter;
mod hexagons;
mod minute;
mod order;
mod own;
mod plane;
#[cfg(test)]
mod region_tests;
mod regions;
#[cfg(test)]
mod tests;

pub use areas::{Among, AreaOutline, Areas, Found, MOST_AREAS};
pub use cells::{Cell, CellGrid, Cells, KIND_SLOTS};
pub use dated::StoreDates;
pub use density::{Density, DensityGrid, DensityPart};
pub use filter::{Criteria, TimeWindow};
pub use hexagons::{HexagonGrid, Hexagons};
pub use minute::Minute;
pub(crate) use order::Order;
pub use own::columns_of;
pub use plane::{FixedPoint, UNITS_PER_KM};
pub use regions::{Assignment, RegionCount, RegionCounts, Regions, areas_of_codes, wholes_of};

use crate::geo::PlanePoint;
use crate::story::{PlacePrecision, Status};

/// Records are looked at in blocks of so many: a block that ends before a window begins is passed over.
const BLOCK: usize = 1024;
/// The number that stands for no region.
pub const NO_REGION: u16 = 0;

/// One record, as numbers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Record {
    /// Its position in the file.
    pub position: u32,
    /// The first and the last minute that it may have been in; `None` without a date.
    pub span: Option<(Minute, Minute)>,
    /// The place of its kind: operations, leads, then the declared categories.
    pub kind: u16,
    /// The number of its region, [`NO_REGION`] for none.
    pub region: u16,
    /// How precisely its place is known.
    pub precision: PlacePrecision,
    /// How far it has come.
    pub status: Status,
    /// Where it is on the map's plane; `None` without coordinates.
    pub at: Option<PlanePoint>,
}

/// Columns of numbers, one entry a record each, in the order of the store.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Columns {
    /// Positions in the file.
    pub position: Vec<u32>,
    /// First possible minutes; [`Minute::NEVER`] without a date.
    pub earliest: Vec<i32>,
    /// Last possible minutes.
    pub latest: Vec<i32>,
    /// Places of kinds.
    pub kind: Vec<u16>,
    /// Numbers of regions.
    pub region: Vec<u16>,
    /// Precision of the place in the lower three bits, status in the next three.
    pub state: Vec<u8>,
    /// Where they are from left to right; see [`FixedPoint`].
    pub x: Vec<u32>,
    /// Where they are from bottom to top.
    pub y: Vec<u32>,
}

/// Very many incidents.
#[derive(Clone, Debug, Default)]
pub struct Store {
    columns: Columns,
    /// How many have a date; they come first.
    dated: usize,
    /// The last possible minute of each block of dated records.
    block_latest: Vec<i32>,
    /// How many there are of each kind, which is asked most often, and before anything is shown.
    by_kind: Vec<usize>,
}

impl Columns {
    /// How many records there are.
    pub fn len(&self) -> usize {
        self.position.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.position.is_empty()
    }

    /// Makes room for so many more records.
    pub fn reserve(&mut self, more: usize) {
        self.position.reserve_exact(more);
        self.earliest.reserve_exact(more);
        self.latest.reserve_exact(more);
        self.kind.reserve_exact(more);
        self.region.reserve_exact(more);
        self.state.reserve_exact(more);
        self.x.reserve_exact(more);
        self.y.reserve_exact(more);
    }

    /// Adds a record at the end.
    pub fn push(&mut self, record: &Record) {
        let (earliest, latest) = record.span.unwrap_or((Minute::NEVER, Minute::NEVER));
        let at = FixedPoint::of(record.at);
        self.position.push(record.position);
        self.earliest.push(earliest.0);
        self.latest.push(latest.0.max(earliest.0));
        self.kind.push(record.kind);
        self.region.push(record.region);
        self.state.push(state_of(record.precision, record.status));
        self.x.push(at.x);
        self.y.push(at.y);
    }

    /// Adds the records of others at the end.
    pub fn append(&mut self, mut others: Self) {
        self.position.append(&mut others.position);
        self.earliest.append(&mut others.earliest);
        self.latest.append(&mut others.latest);
        self.kind.append(&mut others.kind);
        self.region.append(&mut others.region);
        self.state.append(&mut others.state);
        self.x.append(&mut others.x);
        self.y.append(&mut others.y);
    }

    /// The same records in the order of a store: by first possible minute, without a date last, else as they are.
    #[must_use]
    pub fn sorted(self) -> Self {
        let order = Order::of(&self.earliest);
        Self {
            position: order.sorted(&self.position),
            earliest: order.sorted(&self.earliest),
            latest: order.sorted(&self.latest),
            kind: order.sorted(&self.kind),
            region: order.sorted(&self.region),
            state: order.sorted(&self.state),
            x: order.sorted(&self.x),
            y: order.sorted(&self.y),
        }
    }
}

impl Store {
    /// A store of columns; sorts them unless they are.
    pub fn new(columns: Columns) -> Self {
        let columns = match columns.earliest.is_sorted() {
            true => columns,
            false => columns.sorted(),
        };
        let dated = columns
            .earliest
            .partition_point(|at| *at != Minute::NEVER.0);
        let latest = columns.latest.get(..dated).unwrap_or_default();
        let blocks = latest.chunks(BLOCK);
        let block_latest = blocks.map(|block| block.iter().copied().max().unwrap_or(i32::MIN));
        Self {
            block_latest: block_latest.collect(),
            by_kind: count_of_each(&columns.kind),
            dated,
            columns,
        }
    }

    /// How many records there are.
    pub fn len(&self) -> usize {
        self.columns.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.columns.is_empty()
    }

    /// Its columns, in the order of the store.
    pub fn columns(&self) -> &Columns {
        &self.columns
    }

    /// Its columns alone.
    pub fn into_columns(self) -> Columns {
        self.columns
    }

    /// How many records have a date; they come first.
    pub fn dated(&self) -> usize {
        self.dated
    }
}

fn count_of_each(kinds: &[u16]) -> Vec<usize> {
    let mut counts = Vec::new();
    for kind in kinds.iter().map(|kind| usize::from(*kind)) {
        if kind >= counts.len() {
            counts.resize(kind + 1, 0);
        }
        if let Some(count) = counts.get_mut(kind) {
            *count += 1;
        }
    }
    counts
}

/// Precision and status in one byte, as [`Columns::state`] has them.
pub fn state_of(precision: PlacePrecision, status: Status) -> u8 {
    let place = |found: Option<usize>| found.unwrap_or_default() as u8;
    let precision = PlacePrecision::ALL.iter().position(|it| it.1 == precision);
    let status = Status::ALL.iter().position(|it| it.1 == status);
    place(precision) | place(status) << 3
}

//! Columns that come part by part, and what is counted of all of them.

use crate::geo::PlaneBounds;
use crate::query::store::{Columns, Criteria, Store};
use crate::time::Moment;

/// Columns, and what is counted of all of them.
#[derive(Default)]
pub(super) struct Whole {
    pub store: Store,
    /// Those that have come after it.
    more: Columns,
    /// The first minutes of the dates of all that have one.
    pub dates: Vec<Moment>,
    /// The part of the plane that holds all, and how many have no place on it.
    pub extent: (Option<PlaneBounds>, usize),
}

impl Whole {
    pub fn new(store: Store) -> Self {
        Self {
            dates: store.dates(&Criteria::default()).0,
            extent: store.extent(),
            more: Columns::default(),
            store,
        }
    }

    /// Adds what comes next in the order of a store.
    pub fn add(&mut self, next: Self) {
        self.dates.extend(next.dates);
        let (bounds, unplaced) = next.extent;
        self.extent.1 += unplaced;
        self.extent.0 = match (self.extent.0, bounds) {
            (Some(all), Some(next)) => Some(all.union(&next)),
            (all, next) => all.or(next),
        };
        self.more.append(next.store.into_columns());
    }

    /// All columns as one store.
    pub fn finish(&mut self) {
        if !self.more.is_empty() {
            let more = std::mem::take(&mut self.more);
            let columns = match std::mem::take(&mut self.store).into_columns() {
                columns if columns.is_empty() => more,
                mut columns => {
                    columns.append(more);
                    columns
                }
            };
            self.store = Store::new(columns);
        }
    }
}

//! Columns that come part by part, and what is counted of all of them.

use crate::geo::PlaneBounds;
use crate::query::store::{Columns, Criteria, Store};
use crate::time::DaySpan;

/// Columns, and what is counted of all of them.
#[derive(Default)]
pub(super) struct Whole {
    pub store: Store,
    /// Those that have come after it.
    more: Columns,
    /// The dates of all that have one.
    pub spans: Vec<(DaySpan, usize)>,
    /// The part of the plane that holds all, and how many have no place on it.
    pub extent: (Option<PlaneBounds>, usize),
}

impl Whole {
    pub fn new(store: Store) -> Self {
        Self {
            spans: store.spans(&Criteria::default()).0,
            extent: store.extent(),
            more: Columns::default(),
            store,
        }
    }

    /// Adds what comes next in the order of a store.
    pub fn add(&mut self, next: Self) {
        let mut spans = next.spans.into_iter();
        // Those of one date may be in both.
        if let (Some(last), Some(first)) = (self.spans.last_mut(), spans.as_slice().first())
            && last.0 == first.0
        {
            last.1 += first.1;
            spans.next();
        }
        self.spans.extend(spans);
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

//! Questions to a loaded story: the `Dataset` and what can be asked of it.

mod classes;
mod counts;
mod dataset;
mod excerpt;
mod filter;
mod overview;
mod region_table;
pub mod search;
pub mod store;
#[cfg(test)]
mod tests;

pub use classes::{Classes, Method};
pub use counts::{Counts, kind_at};
pub use dataset::{Axis, Dataset, MOST_MARKS};
pub use excerpt::{kind_slots, rename_kinds, take_kinds, with_address, with_own_id};
pub use filter::Filter;
pub use overview::{CATEGORY_MARKS, Overview};
pub use region_table::{Measure, RegionChoice, RegionList, RegionRow, RegionTable};

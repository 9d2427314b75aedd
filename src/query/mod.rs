//! Questions to a loaded story: the `Dataset` and what can be asked of it.

mod counts;
mod dataset;
mod filter;
mod overview;
pub mod store;
#[cfg(test)]
mod tests;

pub use counts::{Counts, kind_at};
pub use dataset::{Axis, Dataset, MOST_MARKS};
pub use filter::Filter;
pub use overview::{CATEGORY_MARKS, Overview};

//! Questions to a loaded story: the `Dataset` and what can be asked of it.

mod counts;
mod dataset;

pub use counts::Counts;
pub use dataset::{Axis, Dataset};

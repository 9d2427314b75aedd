//! What was found in a file: its issues, how its fields were recognised, how many records it has.
//!
//! Plain data. `load` and `import` fill it, `document` and `cli` put it into words.

mod detected;
mod issue;
mod problem;

pub use detected::{Detected, Reason, Report, Target};
pub use issue::{Effect, Expected, Issue};
pub use problem::{Problem, Severity};

//! Any incident file to the profile: reading what people have, finding its fields, judging its places and dates.
//!
//! What comes out is a GeoJSON FeatureCollection in the profile of `data/README.md`, which [`crate::load`] reads, and
//! a [`crate::report::Report`] of what was found. The app does not name this module, so that its weight stays out of
//! the first download: the command has it, and a second WebAssembly file that is fetched when a reader opens a file.

pub mod date;
pub mod fields;
pub mod geometry;
mod read;

pub use read::{DayOrder, Imported, Options, read_file, report_to_json};

//! Any incident file to the profile: reading what people have, finding its fields, judging its places and dates.
//!
//! What comes out is a GeoJSON FeatureCollection in the profile of `data/README.md`, which [`crate::load`] reads, and
//! a [`crate::report::Report`] of what was found. The app does not name this module, so that its weight stays out of
//! the first download: the command has it, and a second WebAssembly file that is fetched when a reader opens a file.
//!
//! [`publish`] is the other end: what of a story in the profile is for readers. Only the command names it.
//!
//! A file is read in three passes, so that it may be of any size: what its fields and dates look like as a whole
//! (`survey`), which way round the positions in its columns are (`plan`), and then record by record (`feature`).

mod areas;
mod category;
pub mod date;
mod excerpt;
mod feature;
pub mod fields;
pub mod geometry;
pub mod limits;
mod log;
mod options;
mod place;
mod plan;
mod profile;
pub mod publish;
mod read;
mod records;
mod size;
mod source;
mod status;
mod survey;
mod table;
mod when;

pub use crate::load::report_to_json;
pub use areas::{AREAS_LEVEL, AreasBasemap, AreasCredit, basemap_from_areas};
pub use excerpt::texts_at;
pub use options::Options;
pub use read::{GeoJsonSink, Imported, Read, Sink, read_file, read_source};
pub use source::Source;
pub use table::TableSink;

/// How far a long work has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// So many records have been looked at.
    Surveyed(usize),
    /// So many positions have been looked at.
    Placed(usize),
    /// So many of so many records have been made into features.
    Made(usize, usize),
}

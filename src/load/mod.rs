//! Bytes in, a checked `Dataset` and a list of issues out: good records are kept, each bad one is reported.
//!
//! The only place that knows `geojson` and `serde_json`.

mod article;
mod basemap;
mod collection;
mod error;
mod fields;
mod geometry;
mod incident;
mod messages;
mod named;
mod parts;
mod rate;
mod report;
mod report_json;
mod size;
mod story;
pub mod stream;

pub use basemap::{basemap_index_from_json, topology_from_topojson};
pub use collection::{Loaded, MAX_BYTES, MAX_RECORDS, story_from_geojson};
pub use error::LoadError;
pub(crate) use fields::is_web_address;
pub(crate) use incident::MOST_CATEGORIES;
pub use messages::{messages_from_json, messages_without};
pub use named::{facets_of_story, named_from_geojson};
pub use rate::rate_from_geojson;
pub use report::report_from_json;
pub use report_json::report_to_json;

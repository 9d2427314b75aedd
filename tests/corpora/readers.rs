//! The readers under test, by what they say of a file.

use incident_map::load::{LoadError, story_from_geojson};
use incident_map::report::Report;

/// What a reader says of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Not what the format allows, or cut short, or in another encoding.
    BadSyntax,
    /// Nothing in it can be shown, but not for its syntax.
    Unusable,
    /// So many records are shown.
    Shown(usize),
}

/// A reader under test.
#[derive(Clone, Copy)]
pub struct Reader {
    pub name: &'static str,
    pub read: fn(&[u8]) -> Verdict,
    /// Whether it takes only a FeatureCollection, not a Feature or a geometry alone.
    pub only_collections: bool,
}

/// Every reader of incident files.
pub const READERS: [Reader; 1] = [Reader {
    name: "load",
    read: load,
    only_collections: true,
}];

/// A reader of any file, by its bytes and name: the file in the profile, and what was found.
pub type ReadFile = fn(&[u8], &str) -> (Vec<u8>, Report);

/// The reader of any file, once there is one.
pub const READ_FILE: Option<ReadFile> = None;

fn load(bytes: &[u8]) -> Verdict {
    match story_from_geojson(bytes) {
        Ok(loaded) => Verdict::Shown(loaded.dataset.incidents.len()),
        Err(LoadError::NotJson { .. } | LoadError::CutShort) => Verdict::BadSyntax,
        Err(_) => Verdict::Unusable,
    }
}

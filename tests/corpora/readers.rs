//! The readers under test, by what they say of a file.

use incident_map::import::{Options, read_file};
use incident_map::load::{LoadError, story_from_geojson};
use incident_map::report::Problem;

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
pub const READERS: [Reader; 2] = [
    Reader {
        name: "load",
        read: load,
        only_collections: true,
    },
    Reader {
        name: "import",
        read: import,
        only_collections: false,
    },
];

fn import(bytes: &[u8]) -> Verdict {
    let report = read_file(bytes, "some.json", &Options::default()).report;
    // RFC 8259: no text at all is no JSON, a list without items is.
    let is_nothing = String::from_utf8_lossy(bytes)
        .trim_start_matches('\u{feff}')
        .trim()
        .is_empty();
    let is_syntax = |problem| match problem {
        Problem::Syntax | Problem::UnknownFormat | Problem::CutShort | Problem::Encoding => true,
        Problem::Empty => is_nothing,
        _ => false,
    };
    if report.issues.iter().any(|issue| is_syntax(issue.problem)) {
        return Verdict::BadSyntax;
    }
    match report.shown {
        0 => Verdict::Unusable,
        shown => Verdict::Shown(shown),
    }
}

fn load(bytes: &[u8]) -> Verdict {
    match story_from_geojson(bytes) {
        Ok(loaded) => Verdict::Shown(loaded.dataset.incidents.len()),
        Err(LoadError::NotJson { .. } | LoadError::CutShort) => Verdict::BadSyntax,
        Err(_) => Verdict::Unusable,
    }
}

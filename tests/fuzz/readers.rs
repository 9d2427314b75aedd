//! Every reader of bytes that come from somebody else, as a function of any bytes that panics when a promise is
//! broken: the fuzzer (`make fuzz`) calls them with what it makes up, `tests/corpora` with what was found before.
//!
//! A reader is added to [`READERS`], with seeds to begin from in `tests/corpora/seeds.rs`.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::unwrap_used)]

use std::collections::HashSet;

use edtf_core::Edtf;
use incident_map::geo::{Area, LngLat, Topology};
use incident_map::load::{
    Loaded, basemap_index_from_json, messages_from_json, story_from_geojson, topology_from_topojson,
};
use incident_map::time::{When, WhenForm};
use incident_map::view::Fragment;

/// Reads any bytes, and panics when a promise is broken.
pub type Read = fn(&[u8]);

/// The readers by the names that `FUZZ_TARGETS` takes.
pub const READERS: [(&str, Read); 5] = [
    ("load_story", load_story),
    ("load_basemap", load_basemap),
    ("load_messages", load_messages),
    ("edtf", edtf),
    ("fragment", fragment),
];

/// A story file: each record that is shown has an id of its own, and each issue a place in the file.
pub fn load_story(bytes: &[u8]) {
    let Ok(Loaded { dataset, issues }) = story_from_geojson(bytes) else {
        return;
    };
    assert!(!dataset.incidents.is_empty());
    let mut ids = HashSet::new();
    for incident in &dataset.incidents {
        assert!(ids.insert(&incident.id), "two records {:?}", incident.id);
    }
    let lines = 1 + bytes.iter().filter(|byte| **byte == b'\n').count();
    for issue in &issues {
        assert!(issue.line.is_none_or(|line| (1..=lines).contains(&line)));
    }
}

/// The basemap's files: what was read of them can be asked for.
pub fn load_basemap(bytes: &[u8]) {
    if let Ok(index) = basemap_index_from_json(bytes) {
        assert!(!index.levels.is_empty());
    }
    let Ok(topology) = topology_from_topojson(bytes) else {
        return;
    };
    ask(&topology, &topology.countries);
    ask(&topology, &topology.regions);
    ask(&topology, &topology.lakes);
    for river in &topology.rivers {
        for part in &river.parts {
            topology.points(part).count();
        }
    }
}

fn ask(topology: &Topology, areas: &[Area]) {
    topology.borders(areas);
    for area in areas {
        topology.area_bounds(area);
        topology.area_contains(area, LngLat::new(0.0, 0.0));
    }
}

/// A file of interface words: each key can be asked for.
pub fn load_messages(bytes: &[u8]) {
    let Ok(messages) = messages_from_json(bytes) else {
        return;
    };
    for key in messages.keys() {
        assert!(messages.has(key));
    }
}

/// A date: read or refused like by the reference, and its days are in order.
pub fn edtf(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    let reference = Edtf::parse(text);
    let when = match When::parse(text) {
        Ok(when) => when,
        Err(error) => {
            assert!(error.offset <= text.len());
            assert!(reference.is_err(), "the reference reads it");
            return;
        }
    };
    let reference = reference.expect("the reference refuses it");
    assert_eq!(when.as_edtf(), text);
    assert_eq!(when.certainty().approximate, reference.is_approximate());
    assert_eq!(when.certainty().uncertain, reference.is_uncertain());
    if let Some(span) = when.span()
        && let (Some(earliest), Some(latest)) = (span.earliest, span.latest)
    {
        assert!(earliest <= latest, "{earliest:?} to {latest:?}");
    }
    let parts = match when.form() {
        WhenForm::Date(parts) => [Some(parts), None],
        WhenForm::Interval(from, to) => [from, to],
        WhenForm::Other => [None, None],
    };
    for parts in parts.into_iter().flatten() {
        assert!(parts.month.is_none_or(|month| (1..=12).contains(&month)));
        assert!(parts.day.is_none_or(|day| (1..=31).contains(&day)));
    }
}

/// The reader's part of an address: what was understood of it is written so that it is understood again.
pub fn fragment(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    let read = Fragment::parse(text);
    let again = Fragment::parse(&read.fragment.to_text());
    assert_eq!(again.fragment, read.fragment);
    assert!(!again.has_unknown);
}

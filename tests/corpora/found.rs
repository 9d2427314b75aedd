//! What fuzzing found: each input that once broke a promise, kept under `found/`, by the name of its target.

use std::path::Path;
use std::time::{Duration, Instant};

use super::material::files;
use super::{edtf, geojson, json_test_suite};

#[path = "../fuzz/readers.rs"]
pub mod promises;
use promises::READERS;

/// An input found for its slowness took longer than this.
const MOST_TIME: Duration = Duration::from_secs(10);

#[test]
fn what_was_found_stays_mended() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpora/found");
    for (name, bytes) in files(&folder) {
        let (target, _) = name.split_once('/').expect("found/TARGET/NAME");
        let reader = READERS.iter().find(|(known, _)| *known == target);
        let (_, read) = reader.unwrap_or_else(|| panic!("{name} is of no target"));
        eprintln!("reading {name}");
        let start = Instant::now();
        read(&bytes);
        assert!(start.elapsed() < MOST_TIME, "{name}");
    }
}

#[test]
fn every_reader_keeps_its_promises_with_every_corpus() {
    let mut all = json_test_suite::files();
    all.extend(geojson::fixtures());
    all.extend(
        edtf::expressions()
            .into_iter()
            .map(|text| (text.clone(), text.into_bytes())),
    );
    for (name, bytes) in all {
        eprintln!("reading {name}");
        for (_, read) in READERS {
            read(&bytes);
        }
    }
}

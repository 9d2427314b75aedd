//! Bad files of each kind, in `tests/bad`, and what a person is told of each: the text beside it, as `incident-map
//! check` prints it. `UPDATE_SNAPSHOTS=1` writes these texts; then read them aloud.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::indexing_slicing, clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use incident_map::import::{Options, read_file};
use incident_map::report::{Effect, Problem};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bad")
}

/// The files, without the texts beside them.
fn files() -> Vec<PathBuf> {
    let entries = fs::read_dir(folder()).unwrap();
    let paths = entries.map(|entry| entry.unwrap().path());
    let mut files: Vec<PathBuf> = paths
        .filter(|path| path.extension().is_some_and(|ending| ending != "txt"))
        .collect();
    files.sort();
    files
}

/// What the command prints, and its exit code.
fn checked(path: &Path) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_incident-map"))
        .arg("check")
        .arg(path)
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let error = String::from_utf8(output.stderr).unwrap();
    assert_eq!(error, "", "{}", path.display());
    format!("{text}exit code {}\n", output.status.code().unwrap())
}

#[test]
fn every_bad_file_is_told_of_as_it_should_be() {
    let mut wrong = Vec::new();
    for path in files() {
        let text = checked(&path);
        let expected = PathBuf::from(format!("{}.txt", path.display()));
        if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
            fs::write(&expected, &text).unwrap();
        }
        if fs::read_to_string(&expected).unwrap_or_default() != text {
            wrong.push(format!("{}:\n{text}", path.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The kinds of mistake that every reader has to find each have a file.
#[test]
fn every_kind_of_mistake_has_a_file() {
    const ASKED: [Problem; 29] = [
        Problem::Syntax,
        Problem::WrongType,
        Problem::OutOfRange,
        Problem::SwappedAxes,
        Problem::Projected,
        Problem::NullIsland,
        Problem::NotFinite,
        Problem::UnclosedRing,
        Problem::SelfTouchingRing,
        Problem::TooFewPositions,
        Problem::Winding,
        Problem::Antimeridian,
        Problem::DuplicateId,
        Problem::BadDate,
        Problem::ImpossibleDate,
        Problem::AmbiguousDate,
        Problem::ContradictoryDate,
        Problem::EndBeforeStart,
        Problem::UnknownReference,
        Problem::UnsafeLink,
        Problem::UnknownRegion,
        Problem::Encoding,
        Problem::TooDeep,
        Problem::LongText,
        Problem::CutShort,
        Problem::UnknownCrs,
        Problem::RaggedRow,
        Problem::NoPlaces,
        Problem::Empty,
    ];
    let mut found = BTreeSet::new();
    for path in files() {
        let bytes = fs::read(&path).unwrap();
        let name = path.file_name().unwrap().to_string_lossy();
        let report = read_file(&bytes, &name, &Options::default()).report;
        found.extend(report.issues.iter().map(|issue| issue.problem.code()));
    }
    let missing = ASKED
        .iter()
        .filter(|problem| !found.contains(problem.code()));
    let missing: Vec<&str> = missing.map(|problem| problem.code()).collect();
    assert_eq!(missing, [""; 0]);
}

/// A place is moved only when the publisher says so.
#[test]
fn a_swap_is_suggested_and_carried_out_only_when_told() {
    let bytes = fs::read(folder().join("swapped-axes.geojson")).unwrap();
    let read = |swap| {
        let options = Options {
            swap,
            ..Options::default()
        };
        read_file(&bytes, "swapped-axes.geojson", &options).report
    };
    let report = read(false);
    assert_eq!(report.unplaced, report.records);
    assert_eq!(report.issues[0].effect, Effect::Unplaced);
    let report = read(true);
    assert_eq!((report.unplaced, report.issues.len()), (0, 0));
}

#[test]
fn a_region_that_the_basemap_does_not_know_is_named() {
    let options = Options {
        known_regions: vec!["KZ-39".into(), "KZ-63".into()],
        ..Options::default()
    };
    let bytes = fs::read(folder().join("unknown-region.csv")).unwrap();
    let report = read_file(&bytes, "unknown-region.csv", &options).report;
    let issue = &report.issues[0];
    assert_eq!(
        (issue.problem, issue.value.as_str()),
        (Problem::UnknownRegion, "KZ-99")
    );
}

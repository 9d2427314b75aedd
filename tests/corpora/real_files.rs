//! Files as people have them: a week of earthquakes (USGS, in npm `vega-datasets`) and three months of street crime
//! (police.uk, in PyPI `crime-sim-toolkit`). What a reader says of them is held against a plain count.

use std::fs;

use incident_map::import::{Options, read_file};
use incident_map::load::story_from_geojson;
use incident_map::report::Effect;
use serde_json::{Value, json};

use super::material::{corpus, files};

/// How many records a file has, and how many of them say where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Count {
    records: usize,
    placed: usize,
}

const EARTHQUAKES: Count = Count {
    records: 1707,
    placed: 1707,
};

const POLICE: [(&str, Count); 3] = [
    (
        "2016-07/2016-07-west-yorkshire-street.csv",
        count(27_176, 25_829),
    ),
    (
        "2017-07/2017-07-west-yorkshire-street.csv",
        count(28_537, 26_996),
    ),
    (
        "2018-07/2018-07-west-yorkshire-street.csv",
        count(31_635, 30_752),
    ),
];

const fn count(records: usize, placed: usize) -> Count {
    Count { records, placed }
}

fn earthquakes() -> Vec<u8> {
    fs::read(corpus("vega-datasets").join("earthquakes.json")).unwrap()
}

/// A file of the first few, for fuzzing.
pub fn first_earthquakes(most: usize) -> Value {
    let all: Value = serde_json::from_slice(&earthquakes()).unwrap();
    let first = &all["features"].as_array().unwrap()[..most];
    json!({"type": "FeatureCollection", "bbox": all["bbox"], "features": first})
}

pub fn police() -> Vec<(String, Vec<u8>)> {
    let mut found = files(&corpus("crime-sim-toolkit").join("test_policedata"));
    found.retain(|(name, _)| name.ends_with(".csv"));
    found
}

/// The first lines of a table, for fuzzing.
pub fn first_crimes(most: usize) -> Vec<u8> {
    let (_, bytes) = police().swap_remove(0);
    let lines = bytes.split_inclusive(|byte| *byte == b'\n');
    lines.take(1 + most).collect::<Vec<_>>().concat()
}

#[test]
fn a_plain_count_of_the_earthquakes() {
    let all: Value = serde_json::from_slice(&earthquakes()).unwrap();
    let features = all["features"].as_array().unwrap();
    let is_placed = |feature: &&Value| feature["geometry"]["coordinates"][1].is_number();
    let placed = features.iter().filter(is_placed).count();
    assert_eq!(count(features.len(), placed), EARTHQUAKES);
}

#[test]
fn a_plain_count_of_the_crimes() {
    let found = police();
    assert_eq!(found.len(), POLICE.len());
    let mut records = 0;
    for ((name, bytes), (expected_name, expected)) in found.iter().zip(POLICE) {
        let mut table = csv::Reader::from_reader(bytes.as_slice());
        let header = table.headers().unwrap().clone();
        let column = |name: &str| header.iter().position(|found| found == name).unwrap();
        let (longitude, latitude) = (column("Longitude"), column("Latitude"));
        let rows: Vec<csv::StringRecord> = table.records().map(Result::unwrap).collect();
        let is_placed =
            |row: &&csv::StringRecord| !row[longitude].is_empty() && !row[latitude].is_empty();
        let placed = rows.iter().filter(is_placed).count();
        assert_eq!(
            (name.as_str(), count(rows.len(), placed)),
            (expected_name, expected)
        );
        records += rows.len();
    }
    assert_eq!(records, 87_348);
}

/// Every record is shown, those with a place on the map, and each of the others is accounted for by an issue.
fn check(name: &str, bytes: &[u8], expected: Count) {
    let imported = read_file(bytes, name, &Options::default());
    let (geojson, report) = (imported.geojson, imported.report);
    let unplaced = expected.records - expected.placed;
    let told = report
        .issues
        .iter()
        .filter(|issue| issue.effect == Effect::Unplaced);
    assert_eq!(report.records, expected.records, "{name}");
    assert_eq!(report.shown, expected.records, "{name}");
    assert_eq!(report.unplaced, unplaced, "{name}");
    assert_eq!(
        told.map(|issue| issue.count).sum::<usize>(),
        unplaced,
        "{name}"
    );
    let loaded = story_from_geojson(&geojson).unwrap();
    let incidents = &loaded.dataset.incidents;
    let placed = incidents
        .iter()
        .filter(|incident| incident.shape.is_some())
        .count();
    assert_eq!(count(incidents.len(), placed), expected, "{name}");
}

#[test]
fn every_earthquake_is_shown() {
    check("earthquakes.json", &earthquakes(), EARTHQUAKES);
}

#[test]
fn every_crime_is_shown_or_accounted_for() {
    for ((name, bytes), (_, expected)) in police().iter().zip(POLICE) {
        check(name, bytes, expected);
    }
}

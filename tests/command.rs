//! The commands `check` and `convert`, as a person runs them.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::indexing_slicing, clippy::unwrap_used)]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use incident_map::load::story_from_geojson;
use serde_json::Value;
use tempfile::TempDir;

const TABLE: &str = "date,title,kind,longitude,latitude,victim name\n\
    14.09.2024,First,theft,14.4,50.1,Jane Doe\n\
    15.09.2024,Second,fire,16.6,49.2,John Roe\n";

/// A folder with files in it.
fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, content) in files {
        fs::write(folder.path().join(name), content).unwrap();
    }
    folder
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_incident-map"));
    command.current_dir(folder).args(arguments);
    command.output().unwrap()
}

fn said(output: &Output) -> String {
    let parts = [&output.stdout, &output.stderr];
    parts
        .map(|part| String::from_utf8_lossy(part).into_owned())
        .concat()
}

#[test]
fn the_exit_code_tells_clean_from_issues_from_unusable() {
    let clean = "date,title,longitude,latitude\n2024-09-14,First,14.4,50.1\n";
    let wrong = "date,title,longitude,latitude\n2024-02-31,First,14.4,50.1\n";
    let folder = folder(&[
        ("clean.csv", clean),
        ("wrong.csv", wrong),
        ("none.csv", "a\n1\n"),
    ]);
    for (files, code) in [
        (&["clean.csv"][..], 0),
        (&["wrong.csv"], 1),
        (&["none.csv"], 2),
        (&["clean.csv", "wrong.csv"], 1),
        (&["wrong.csv", "none.csv", "clean.csv"], 2),
        (&["missing.csv"], 2),
    ] {
        let output = run(folder.path(), &[&["check"], files].concat());
        assert_eq!(
            output.status.code(),
            Some(code),
            "{files:?}: {}",
            said(&output)
        );
    }
}

#[test]
fn the_report_is_there_for_programs_too() {
    let wrong = "date,title,longitude,latitude\n2024-02-31,First,14.4,50.1\n";
    let folder = folder(&[("wrong.csv", wrong)]);
    let output = run(folder.path(), &["check", "wrong.csv", "--format", "json"]);
    let reports: Value = serde_json::from_slice(&output.stdout).unwrap();
    let issue = &reports[0]["issues"][0];
    assert_eq!(reports[0]["records"], 1);
    assert_eq!(issue["problem"], "impossible-date");
    assert_eq!(
        (&issue["line"], &issue["value"]),
        (&2.into(), &"2024-02-31".into())
    );
    assert_eq!(reports[0]["detected"][0]["field"], "date");
}

#[test]
fn an_answer_changes_what_is_read() {
    let table = "wann,title,longitude,latitude\n03/04/2024,First,14.4,50.1\n";
    let folder = folder(&[("table.csv", table)]);
    let read = |options: &[&str]| {
        let arguments = [&["convert", "table.csv", "out.geojson", "--force"], options].concat();
        let output = run(folder.path(), &arguments);
        assert!(output.status.success(), "{}", said(&output));
        let bytes = fs::read(folder.path().join("out.geojson")).unwrap();
        let loaded = story_from_geojson(&bytes).unwrap();
        let when = loaded.dataset.incidents[0].when.clone();
        when.map(|when| when.as_edtf().to_owned())
            .unwrap_or_default()
    };
    let told = ["--field", "time=wann"];
    assert_eq!(read(&told), "[2024-03-04,2024-04-03]");
    assert_eq!(read(&[&told[..], &["--day-first"]].concat()), "2024-04-03");
    assert_eq!(
        read(&[&told[..], &["--month-first"]].concat()),
        "2024-03-04"
    );
    assert_eq!(read(&["--field", "time="]), "");
    let output = run(
        folder.path(),
        &["check", "table.csv", "--field", "time=wan"],
    );
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("wann"), "{}", said(&output));
}

#[test]
fn a_file_that_is_there_is_not_written_over() {
    let folder = folder(&[("in.csv", TABLE), ("out.geojson", "mine")]);
    let output = run(folder.path(), &["convert", "in.csv", "out.geojson"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("--force"), "{}", said(&output));
    assert_eq!(
        fs::read_to_string(folder.path().join("out.geojson")).unwrap(),
        "mine"
    );
    let output = run(
        folder.path(),
        &["convert", "in.csv", "out.geojson", "--force"],
    );
    assert!(output.status.success(), "{}", said(&output));
    let output = run(folder.path(), &["convert", "in.csv", "out.pdf"]);
    assert_eq!(output.status.code(), Some(2));
    // Nothing half-written is left.
    let names = fs::read_dir(folder.path()).unwrap();
    let names: Vec<_> = names.map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(names.len(), 2, "{names:?}");
}

#[test]
fn unknown_fields_are_kept_on_request_and_names_of_people_are_named() {
    let folder = folder(&[("in.csv", TABLE)]);
    let output = run(folder.path(), &["convert", "in.csv", "out.geojson"]);
    assert!(
        !said(&output).contains("personal data"),
        "{}",
        said(&output)
    );
    let out = || fs::read_to_string(folder.path().join("out.geojson")).unwrap();
    assert!(!out().contains("Jane Doe"));
    let arguments = [
        "convert",
        "in.csv",
        "out.geojson",
        "--force",
        "--keep-unknown",
    ];
    let output = run(folder.path(), &arguments);
    assert!(said(&output).contains("personal data"), "{}", said(&output));
    assert!(out().contains("Jane Doe"));
}

#[test]
fn a_table_there_and_back_is_the_same() {
    let folder = folder(&[("in.csv", TABLE)]);
    for (from, to) in [
        ("in.csv", "a.geojson"),
        ("a.geojson", "b.csv"),
        ("b.csv", "c.geojson"),
        ("c.geojson", "d.tsv"),
        ("d.tsv", "e.geojson"),
    ] {
        let output = run(folder.path(), &["convert", from, to]);
        assert!(output.status.success(), "{from}: {}", said(&output));
    }
    let incidents = |name: &str| {
        let bytes = fs::read(folder.path().join(name)).unwrap();
        story_from_geojson(&bytes).unwrap().dataset.incidents
    };
    assert_eq!(incidents("a.geojson"), incidents("c.geojson"));
    assert_eq!(incidents("a.geojson"), incidents("e.geojson"));
    let first = &incidents("a.geojson")[0];
    assert_eq!(first.when.as_ref().unwrap().as_edtf(), "2024-09-14");
}

#[test]
fn what_a_table_has_no_place_for_is_said() {
    let shipped = concat!(env!("CARGO_MANIFEST_DIR"), "/data/operations.geojson");
    let folder = folder(&[]);
    let output = run(folder.path(), &["convert", shipped, "out.csv"]);
    assert!(output.status.success(), "{}", said(&output));
    for part in ["figures", "articles", "story"] {
        assert!(said(&output).contains(part), "{part}: {}", said(&output));
    }
    let table = fs::read_to_string(folder.path().join("out.csv")).unwrap();
    assert!(
        table.starts_with("id,kind,status,title,title.ru,title.kk"),
        "{table}"
    );
    assert_eq!(
        csv::Reader::from_reader(table.as_bytes()).records().count(),
        5
    );
}

#[test]
fn a_site_of_very_many_incidents_has_the_first_of_them_on_its_page() {
    let record = |at: usize| {
        let (lng, lat) = (
            60.0 + (at % 100) as f64 / 10.0,
            45.0 + (at % 70) as f64 / 10.0,
        );
        format!(
            "{{\"type\":\"Feature\",\"id\":\"r{at}\",\"geometry\":{{\"type\":\"Point\",\"coordinates\":[{lng},{lat}]}},\
             \"properties\":{{\"kind\":\"{}\",\"title\":\"Report {at}\",\"when\":\"20{:02}-05-01\",\"summary\":\"{}\"}}}}",
            ["theft", "fire"][at % 2],
            10 + at % 12,
            "x".repeat(300),
        )
    };
    let count = 16_000;
    let features: Vec<String> = (0..count).map(record).collect();
    let story = format!(
        "{{\"type\":\"FeatureCollection\",\"story\":{{\"profile\":1,\"title\":\"Many\"}},\"features\":[{}]}}",
        features.join(",")
    );
    assert!(story.len() as u64 > incident_map::load::stream::LARGE_BYTES);
    let (whole, report) =
        incident_map::cli::whole::Whole::of(story.as_bytes(), Path::new("many.geojson"))
            .unwrap()
            .unwrap();
    assert_eq!((report.records, report.shown), (count, count));
    assert_eq!(whole.overview.counts.total(), count);
    // The first by date, and those at the edges of all.
    let first = story_from_geojson(&whole.first).unwrap().dataset;
    assert!(
        (50..=54).contains(&first.incidents.len()),
        "{}",
        first.incidents.len()
    );
    assert!(first.incidents.iter().take(50).all(|incident| {
        let when = incident.when.as_ref().and_then(|when| when.span());
        when.is_some_and(|span| {
            span.earliest
                == incident_map::time::When::parse("2010-05-01")
                    .unwrap()
                    .span()
                    .unwrap()
                    .earliest
        })
    }));
    assert_eq!(first.bounds([]), whole.dataset.bounds([]));
    // What is cut short is told as for any file.
    let cut = &story.as_bytes()[..story.len() - 10];
    let error = incident_map::cli::whole::Whole::of(cut, Path::new("many.geojson")).map(|_| ());
    assert!(error.unwrap_err().to_string().contains("many.geojson"));
}

#[test]
fn figures_that_nothing_can_be_divided_by_are_told() {
    let story = serde_json::json!({"type": "FeatureCollection", "features": [{"type": "Feature", "id": "a", "geometry": null,
        "properties": {"kind": "operation", "title": "Report", "summary": "What is reported."}}], "story": {"profile": 1,
        "title": "One report", "languages": ["en"], "rate": {"label": "per head", "regions": {"AA-1": 0, "AA-2": 7}}}});
    let folder = folder(&[("one.geojson", &story.to_string())]);
    let told = said(&run(folder.path(), &["check", "one.geojson"]));
    assert!(told.contains("rate.regions.AA-1"), "{told}");
    assert!(!told.contains("rate.regions.AA-2"), "{told}");
}

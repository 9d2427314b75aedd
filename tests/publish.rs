//! What `build` and `poster` make public of a story, and the commands that lead there.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::indexing_slicing, clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use incident_map::load::story_from_geojson;
use serde_json::{Value, json};
use tempfile::TempDir;

/// What must not be found in anything that is written.
const SECRET: &str = "Zanzibarov";

fn at(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().flatten() {
        match entry.path().is_dir() {
            true => copy(&entry.path(), &to.join(entry.file_name())),
            false => drop(fs::copy(entry.path(), to.join(entry.file_name())).unwrap()),
        }
    }
}

/// A folder with a shell in `shell`, as Trunk lays one out, and with these files.
fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let shell = folder.path().join("shell");
    copy(&at("public"), &shell);
    let made = [
        "app.js",
        "app_bg.wasm",
        "reader/reader.js",
        "reader/reader_bg.wasm",
    ];
    for path in made {
        fs::write(shell.join(path), "").unwrap();
    }
    for (name, content) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }
    folder
}

fn run(folder: &TempDir, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_incident-map"));
    command.current_dir(folder.path()).args(arguments);
    command.output().unwrap()
}

/// What a command says on standard error, if it ends with this exit code.
fn told(folder: &TempDir, arguments: &[&str], code: i32) -> String {
    let output = run(folder, arguments);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(code), "{arguments:?}: {said}");
    said
}

fn build(folder: &TempDir, story: &str, options: &[&str]) -> String {
    let arguments = ["build", story, "-o", "site", "--shell", "shell"];
    told(folder, &[&arguments, options].concat(), 0)
}

/// The files below a folder, as texts.
fn texts(folder: &Path) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        match path.is_dir() {
            true => found.extend(texts(&path)),
            false => {
                let text = String::from_utf8_lossy(&fs::read(&path).unwrap()).into_owned();
                found.push((path, text));
            }
        }
    }
    found
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap().flatten();
    let names = entries.map(|entry| entry.file_name().to_string_lossy().into_owned());
    let mut names: Vec<String> = names.collect();
    names.sort();
    names
}

fn feature(id: &str, properties: Value) -> Value {
    json!({"type": "Feature", "id": id, "geometry": {"type": "Point", "coordinates": [17.123456, 48.654321]},
        "properties": properties})
}

/// A story whose second record is withdrawn and whose first one has notes.
fn story() -> Value {
    let first = json!({"kind": "theft", "title": "A theft", "articles": ["herald"], "note": SECRET, "phone": SECRET,
        "place": {"name": "Town", "remark": SECRET}, "weapon": "knife", "// todo": SECRET});
    let second = json!({"kind": "assault", "status": "withdrawn", "title": format!("About {SECRET}"),
        "articles": ["gazette"], "place": {"name": SECRET}});
    json!({"type": "FeatureCollection", "editor": SECRET,
        "story": {"profile": 1, "title": "Two reports", "languages": ["en"], "draft": SECRET,
            "facets": [{"id": "weapon", "label": "Weapon"}],
            "categories": [{"id": "theft", "label": "Theft"}, {"id": "assault", "label": SECRET}],
            "articles": [{"id": "herald", "publisher": "The Herald", "url": "https://example.org/1"},
                {"id": "gazette", "publisher": SECRET, "url": "https://example.org/2"}],
            "connections": [{"from": "theft", "to": "assault", "label": SECRET}],
            "steps": [{"title": SECRET, "text": SECRET, "show": {"select": "assault"}}]},
        "features": [feature("theft", first), feature("assault", second)]})
}

#[test]
fn a_site_has_nothing_that_the_story_does_not_name() {
    let folder = folder(&[("my.geojson", &story().to_string())]);
    let said = build(&folder, "my.geojson", &[]);
    for part in [
        "my.geojson: left out: 1 withdrawn record",
        "4 columns that the story does not name (",
        "note",
        "phone",
        "place.remark",
        "story.draft",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
    assert!(!said.contains("personal data"), "{said}");
    let site = folder.path().join("site");
    for (path, text) in texts(&site) {
        for word in [SECRET, "withdrawn", "17.1234", "\"assault\"", "gazette"] {
            assert!(!text.contains(word), "{word}: {}", path.display());
        }
    }
    let page = fs::read_to_string(site.join("index.html")).unwrap();
    assert!(page.contains("A theft") && page.contains("The Herald"));
    let published = fs::read_to_string(site.join("data/my.geojson")).unwrap();
    assert!(published.contains("[17.12,48.65]") && published.contains("knife"));
}

#[test]
fn other_properties_are_kept_when_that_is_asked_for() {
    let mut story = story();
    story["features"][0]["properties"]["phone"] = "+44 20 7946 0000".into();
    let table = "date,title,longitude,latitude,victim name,status\n\
        2024-09-14,First,14.4378,50.0755,Jane Doe,reported\n\
        2024-09-15,Second,16.6,49.2,John Roe,Withdrawn\n";
    let folder = folder(&[("my.geojson", &story.to_string()), ("in.csv", table)]);
    let published =
        |name: &str| fs::read_to_string(folder.path().join("site/data").join(name)).unwrap();
    let said = build(&folder, "my.geojson", &["--keep-properties"]);
    for part in [
        "1 withdrawn record",
        "--> my.geojson, column phone",
        "“phone” looks like personal data",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
    let text = published("my.geojson");
    for part in ["7946", "remark", "[17.12,48.65]"] {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert!(
        !text.contains("withdrawn") && !text.contains("todo"),
        "{text}"
    );
    build(&folder, "in.csv", &[]);
    let text = published("in.geojson");
    assert!(text.contains("First") && text.contains("14.44"), "{text}");
    for word in ["Jane Doe", "Second", "John Roe"] {
        assert!(!text.contains(word), "{word}: {text}");
    }
    let said = build(&folder, "in.csv", &["--keep-properties"]);
    assert_eq!(said.matches("personal data").count(), 1, "{said}");
    let text = published("in.geojson");
    assert!(
        text.contains("Jane Doe") && !text.contains("John Roe"),
        "{text}"
    );
}

#[test]
fn a_column_of_a_table_is_a_facet_and_looked_at() {
    let table = "date,title,longitude,latitude,weapon,witness name\n\
        2024-09-14,First,14.4378,50.0755,knife,Jane Doe\n2024-09-15,Second,16.6,49.2,gun,John Roe\n";
    let member = r#"{"title": "T", "facets": [{"id": "weapon"}, {"id": "witness name"}]}"#;
    let folder = folder(&[("s/in.csv", table), ("s/story.json", member)]);
    let said = build(&folder, "s", &[]);
    assert_eq!(
        said.matches("“witness name” looks like personal data")
            .count(),
        1,
        "{said}"
    );
    assert!(!said.contains("“weapon” looks"), "{said}");
    let text = fs::read_to_string(folder.path().join("site/data/in.geojson")).unwrap();
    assert!(
        text.contains("knife") && text.contains("Jane Doe"),
        "{text}"
    );
}

#[test]
fn what_is_withdrawn_is_in_no_picture_and_counted_by_check() {
    let folder = folder(&[("my.geojson", &story().to_string())]);
    let arguments = ["poster", "my.geojson", "-o", "map.svg", "--shell", "shell"];
    told(&folder, &arguments, 0);
    let picture = fs::read_to_string(folder.path().join("map.svg")).unwrap();
    assert!(picture.contains("The Herald") && !picture.contains(SECRET));
    let output = run(&folder, &["check", "my.geojson", "--shell", "shell"]);
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(said.contains("2 records, 1 shown, 1 withdrawn"), "{said}");
    assert_eq!(output.status.code(), Some(0), "{said}");
    told(&folder, &["convert", "my.geojson", "out.geojson"], 0);
    let converted = fs::read_to_string(folder.path().join("out.geojson")).unwrap();
    assert!(converted.contains("\"withdrawn\"") && converted.contains(SECRET));
    // A page that opens the file itself does not show it either.
    let loaded = story_from_geojson(converted.as_bytes()).unwrap();
    assert_eq!(loaded.dataset.incidents.len(), 1);
    let mut all = story();
    all["features"].as_array_mut().unwrap().remove(0);
    fs::write(folder.path().join("my.geojson"), all.to_string()).unwrap();
    let arguments = ["build", "my.geojson", "-o", "new", "--shell", "shell"];
    let said = told(&folder, &arguments, 2);
    assert!(said.contains("not withdrawn"), "{said}");
    assert!(!folder.path().join("new").exists());
}

#[test]
fn a_very_large_story_is_filtered_too() {
    const RECORDS: usize = 16_000;
    let record = |at: usize| {
        let is_gone = at.is_multiple_of(100);
        let (lng, lat) = (
            60.123456 + (at % 100) as f64 / 10.0,
            45.0 + (at % 70) as f64 / 10.0,
        );
        json!({"type": "Feature", "id": format!("r{at}"), "geometry": {"type": "Point", "coordinates": [lng, lat]},
            "properties": {"kind": if is_gone { SECRET } else { "theft" }, "note": SECRET.repeat(40), "when": "2014-05-01",
                "title": if is_gone { SECRET } else { "A theft" }, "phone": "+44 20 7946 0000", "summary": "x".repeat(450),
                "status": if is_gone { "withdrawn" } else { "reported" }}})
    };
    let features: Vec<Value> = (0..RECORDS).map(record).collect();
    let story = json!({"profile": 1, "title": "Many", "categories": [{"id": "theft"}], "facets": [{"id": "phone"}]});
    let file = format!(
        "{{\"type\":\"FeatureCollection\",\"story\":{story},\"features\":{}}}",
        Value::from(features)
    );
    let folder = folder(&[("many.geojson", &file)]);
    let said = build(&folder, "many.geojson", &[]);
    for part in [
        "160 withdrawn records",
        "(note)",
        "“phone” looks like personal data",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
    let site = folder.path().join("site");
    for (path, text) in texts(&site) {
        for word in [SECRET, "withdrawn", ".123456"] {
            assert!(!text.contains(word), "{word}: {}", path.display());
        }
    }
    assert!(site.join("data/many.first.geojson").exists());
    let page = fs::read_to_string(site.join("index.html")).unwrap();
    assert!(page.contains("15,840"), "the count of all that are left");
}

#[test]
fn a_new_story_has_nothing_to_put_right_and_builds() {
    let folder = folder(&[]);
    let schema = fs::read(at("data/story.schema.json")).unwrap();
    let schema: Value = serde_json::from_slice(&schema).unwrap();
    let schema = jsonschema::validator_for(&schema).unwrap();
    for (options, files, story) in [
        (&["demo"][..], &["README.md", "story.geojson"][..], "story"),
        (
            &["table", "--spreadsheet"],
            &["README.md", "incidents.csv", "story.json"],
            "incidents",
        ),
    ] {
        told(&folder, &[&["new"], options].concat(), 0);
        let name = options[0];
        let place = folder.path().join(name);
        assert_eq!(names(&place), files);
        let output = run(&folder, &["check", name, "--shell", "shell"]);
        let said = String::from_utf8(output.stdout).unwrap();
        assert!(said.contains("nothing to put right"), "{said}");
        assert_eq!(output.status.code(), Some(0), "{said}");
        let said = build(&folder, name, &["--force"]);
        assert!(
            !said.contains("warning") && !said.contains("personal"),
            "{said}"
        );
        let published = folder.path().join(format!("site/data/{story}.geojson"));
        let published = fs::read_to_string(published).unwrap();
        assert!(!published.contains("\"//"), "{published}");
        let published: Value = serde_json::from_str(&published).unwrap();
        let errors = schema.iter_errors(&published);
        let errors: Vec<String> = errors
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert_eq!(errors, [""; 0], "{name}");
        // What is there is not written over.
        let said = told(&folder, &[&["new"], options].concat(), 2);
        assert!(said.contains("is not empty"), "{said}");
    }
    let table = fs::read(folder.path().join("table/incidents.csv")).unwrap();
    assert!(table.starts_with(b"\xEF\xBB\xBFid,"));
    let story: Value =
        serde_json::from_slice(&fs::read(folder.path().join("demo/story.geojson")).unwrap())
            .unwrap();
    assert!(schema.is_valid(&story));
}

#[test]
fn a_folder_without_one_story_says_what_is_in_it() {
    let table = "date,title,longitude,latitude\n2024-09-14,First,14.4,50.1\n";
    let folder = folder(&[
        ("several/a.csv", table),
        ("several/b.csv", table),
        ("none/x.txt", ""),
    ]);
    for (arguments, part) in [
        (
            &["build", "several", "-o", "site", "--shell", "shell"][..],
            "a.csv, b.csv",
        ),
        (&["check", "several"], "a.csv, b.csv"),
        (
            &["poster", "several", "-o", "map.svg", "--shell", "shell"],
            "a.csv, b.csv",
        ),
        (&["check", "none"], "incident-map new"),
    ] {
        let said = told(&folder, arguments, 2);
        assert!(said.contains(part), "{arguments:?}: {said}");
    }
}

#[test]
fn a_broken_story_is_told_of_and_nothing_is_written() {
    let nothing = r#"{"type": "FeatureCollection", "story": {"title": "T"}, "features": [5]}"#;
    let cut = "{\"type\": \"FeatureCollection\", \"features\": [";
    let folder = folder(&[
        ("nothing.geojson", nothing),
        ("cut.geojson", cut),
        ("none.csv", "a\n1\n"),
    ]);
    for name in ["nothing.geojson", "cut.geojson", "none.csv"] {
        let arguments = ["build", name, "-o", "site/deep", "--shell", "shell"];
        let said = told(&folder, &arguments, 2);
        let output = run(&folder, &["check", name, "--shell", "shell"]);
        let report = String::from_utf8(output.stdout).unwrap();
        let issues = report.lines().filter(|line| line.starts_with("error:"));
        assert!(issues.clone().count() > 0, "{report}");
        for issue in issues {
            assert!(said.contains(issue), "{issue}: {said}");
        }
        assert!(!folder.path().join("site").exists(), "{name}");
    }
    // One with something good in it is shown, and what is wrong is told.
    let mut story = story();
    story["features"][0]["properties"]["when"] = "yesterday".into();
    fs::write(folder.path().join("issue.geojson"), story.to_string()).unwrap();
    let said = build(&folder, "issue.geojson", &[]);
    assert!(said.contains("yesterday"), "{said}");
}

#[test]
fn a_table_says_how_far_a_matter_has_come_and_who_reports_it() {
    let table = "date,title,longitude,latitude,STATUS,source,link\n\
        2024-09-14,First,14.4378,50.0755,Convicted,The Gazette,https://example.org/first\n\
        2024-09-15,Second,16.6,49.2, WITHDRAWN ,The Gazette,https://example.org/second\n\
        2024-09-16,Third,16.7,49.3,pending,,https://example.org/third\n\
        2024-09-17,Fourth,16.8,49.4,,,\n";
    let folder = folder(&[("in.csv", table)]);
    let said = build(&folder, "in.csv", &[]);
    for part in [
        "1 withdrawn record",
        "line 4: “STATUS”",
        "“pending”",
        "convicted, acquitted",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
    assert!(!said.contains("left out: 1 column"), "{said}");
    let page = fs::read_to_string(folder.path().join("site/index.html")).unwrap();
    for part in [
        "status-convicted",
        "Reported by The Gazette",
        "href=\"https://example.org/first\"",
        "href=\"https://example.org/third\"",
        "No source is stated",
    ] {
        assert!(page.contains(part), "{part}");
    }
    for (path, text) in texts(&folder.path().join("site")) {
        assert!(!text.contains("Second"), "{}", path.display());
    }
}

#[test]
fn a_file_that_ends_in_the_middle_is_not_published() {
    let whole = story().to_string();
    let cut = &whole[..whole.rfind("\"type\":\"Feature\"").unwrap()];
    let folder = folder(&[("cut.geojson", cut)]);
    let said = told(
        &folder,
        &["build", "cut.geojson", "-o", "site", "--shell", "shell"],
        2,
    );
    assert!(said.contains("ends in the middle, so"), "{said}");
    assert!(!folder.path().join("site").exists());
}

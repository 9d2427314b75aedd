//! Files in the profile, read again: what a person has said changes them, and nothing of them is lost.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::indexing_slicing, clippy::unwrap_used)]

use incident_map::import::{Imported, Options, read_file};
use incident_map::report::{Problem, Target};
use serde_json::{Value, json};

fn story() -> Value {
    json!({
        "type": "FeatureCollection",
        "story": {
            "profile": 1, "title": {"en": "T", "ru": "Т"}, "languages": ["en", "ru"],
            "articles": [{"id": "a", "publisher": "P", "url": "https://example.org"}],
            "categories": [{"id": "fire", "label": "Fire"}],
        },
        "features": [
            {"type": "Feature", "id": "one", "geometry": {"type": "Point", "coordinates": [14.4, 50.1]},
             "properties": {"kind": "lead", "title": {"en": "One", "ru": "Один"}, "tag": "14.09.2024", "articles": ["a"],
                 "place": {"name": "Here", "region": "CZ-10", "precision": "district"}}},
            {"type": "Feature", "id": "two", "geometry": null,
             "properties": {"kind": "fire", "title": "Two", "status": "charged"}},
        ],
    })
}

fn read(file: &Value, options: &Options) -> (Imported, Value) {
    let imported = read_file(file.to_string().as_bytes(), "story.geojson", options);
    let made = serde_json::from_slice(&imported.geojson).unwrap();
    (imported, made)
}

#[test]
fn a_file_in_the_profile_is_shown_as_it_is() {
    let (imported, made) = read(&story(), &Options::default());
    assert!(imported.is_as_given);
    assert_eq!(imported.report.issues, [], "an unknown place is no mistake");
    assert_eq!(imported.report.unplaced, 1);
    assert_eq!(made["features"], story()["features"]);
}

#[test]
fn what_a_person_says_of_it_is_done() {
    let swap = Options {
        swap: true,
        ..Options::default()
    };
    let (imported, made) = read(&story(), &swap);
    assert!(!imported.is_as_given);
    let position = &made["features"][0]["geometry"]["coordinates"];
    assert_eq!(position, &json!([50.1, 14.4]));
    let mut other = Options::default();
    assert!(other.take_story(br#"{"profile": 1, "title": "Another"}"#));
    let (imported, made) = read(&story(), &other);
    assert!(!imported.is_as_given);
    assert_eq!(made["story"]["title"], "Another");
}

/// A field that is told for one thing leaves all else of the record and of the story.
#[test]
fn a_told_field_costs_a_story_nothing() {
    let told = Options {
        fields: vec![(Target::Time, Some("tag".to_owned()))],
        ..Options::default()
    };
    let mut by_member = story();
    by_member["story"]["fields"] = json!({"time": "tag"});
    for (file, options) in [(story(), told), (by_member, Options::default())] {
        let (imported, made) = read(&file, &options);
        let one = &made["features"][0]["properties"];
        assert_eq!(one["when"], "2024-09-14");
        for name in ["kind", "title", "articles", "place"] {
            assert_eq!(one[name], file["features"][0]["properties"][name], "{name}");
        }
        let two = &made["features"][1]["properties"];
        assert_eq!(
            (&two["kind"], &two["status"]),
            (&json!("fire"), &json!("charged"))
        );
        assert_eq!(made["story"]["categories"], file["story"]["categories"]);
        let problems: Vec<Problem> = imported
            .report
            .issues
            .iter()
            .map(|issue| issue.problem)
            .collect();
        assert_eq!(problems, [Problem::NoPlace]);
    }
}

#[test]
fn a_story_is_judged_however_its_fields_are_found() {
    let mut file = story();
    file["story"]["fields"] = json!({"time": "tag"});
    file["features"][0]["properties"]["articles"] = json!(["nowhere"]);
    let (imported, _) = read(&file, &Options::default());
    let found = |problem| {
        imported
            .report
            .issues
            .iter()
            .any(|issue| issue.problem == problem)
    };
    assert!(
        found(Problem::UnknownReference),
        "{:?}",
        imported.report.issues
    );
}

/// A small file may unpack to a large one: a page reads no more of it than of one that is not packed.
#[test]
fn a_packed_file_has_the_limit_of_an_unpacked_one() {
    let mut table = b"date,title,longitude,latitude\n2024-09-14,First,14.4,50.1\n".to_vec();
    table.resize(70 << 20, b' ');
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    std::io::Write::write_all(&mut packed, &table).unwrap();
    let packed = packed.finish().unwrap();
    assert!(packed.len() < 1 << 20);
    let report = read_file(&packed, "table.csv.gz", &Options::default()).report;
    let found = report
        .issues
        .iter()
        .find(|issue| issue.problem == Problem::OverLimit);
    assert!(found.is_some(), "{:?}", report.issues);
    assert_eq!(report.shown, 1);
}

/// A column of numbers sizes the marks when a person says so, and only then.
#[test]
fn a_told_column_sizes_the_marks() {
    let table =
        "title,longitude,latitude,mag\nOne,14.4,50.1,5.5\nTwo,15,50,\nThree,16,50,\"1,200\"\n";
    let told = Options {
        fields: vec![(Target::Size, Some("mag".to_owned()))],
        ..Options::default()
    };
    for (options, size) in [
        (Options::default(), Value::Null),
        (told, json!({"figure": "mag"})),
    ] {
        let imported = read_file(table.as_bytes(), "table.csv", &options);
        let made: Value = serde_json::from_slice(&imported.geojson).unwrap();
        assert_eq!(made["story"]["size"], size);
        let figures = |at: usize| &made["features"][at]["properties"]["figures"];
        let issues = &imported.report.issues;
        let odd = issues
            .iter()
            .filter(|issue| issue.problem == Problem::WrongType);
        if size.is_null() {
            assert_eq!((figures(0), odd.count()), (&Value::Null, 0));
            continue;
        }
        assert_eq!(figures(0), &json!([{"label": "mag", "value": 5.5}]));
        assert_eq!(figures(1), &Value::Null, "not stated");
        // A comma is a decimal sign here and stands between thousands there.
        let odd: Vec<_> = odd
            .map(|issue| (issue.record, issue.value.as_str()))
            .collect();
        assert_eq!((figures(2), odd), (&Value::Null, vec![(Some(3), "1,200")]));
    }
}

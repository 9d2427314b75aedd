mod properties;

use serde_json::{Value, json};

use super::*;
use crate::load::story_from_geojson;

/// What no published file may have.
const SECRET: &str = "secret";

fn published(file: &Value) -> Value {
    let published = publish(file.to_string().as_bytes(), false).unwrap();
    serde_json::from_slice(&published.geojson).unwrap()
}

fn feature(id: &str, properties: Value) -> Value {
    json!({"type": "Feature", "id": id, "geometry": null, "properties": properties})
}

fn collection(story: Value, features: &[Value]) -> Value {
    json!({"type": "FeatureCollection", "story": story, "features": features})
}

#[test]
fn a_clean_file_keeps_its_bytes() {
    for file in [
        include_str!("../../../data/README.md")
            .split("```json\n")
            .nth(1)
            .unwrap()
            .split("```")
            .next()
            .unwrap()
            .replace("\"exact\"", "\"settlement\""),
        "{ \"features\" : [] ,\"type\":\"FeatureCollection\"} \n".to_owned(),
    ] {
        let published = publish(file.as_bytes(), false).unwrap();
        assert_eq!(String::from_utf8(published.geojson).unwrap(), file);
        assert_eq!(published.left_out, [""; 0]);
    }
}

#[test]
fn what_is_not_named_goes_and_is_told() {
    let file = r#"{ "note": 1, "type": "FeatureCollection", "bbox": [1, 2, 3, 4],
  "story": {"title": {"en": "T", "//": "why"}, "facets": [{"id": "weapon", "hint": 1}], "fields": {"time": "x"}, "todo": []},
  "features": [
    {"type": "Feature", "bbox": [1], "id": "a", "geometry": {"type": "Point", "coordinates": [1.23456, 2.5, 300], "crs": 1},
      "properties": {"//": "ask her", "title": "A", "phone": "1", "weapon": ["knife", {"x": 1}],
        "figures": [{"label": "L", "note": "n", "value": {"x": 1}}, "n"], "when": {"edtf": "2024", "who": 1}
      }}
  ]
}"#;
    let expected = r#"{ "type": "FeatureCollection",
  "story": {"title": {"en": "T"}, "facets": [{"id": "weapon"}]},
  "features": [
    {"type": "Feature", "id": "a", "geometry": {"type": "Point", "coordinates": [1.23, 2.5]},
      "properties": { "title": "A", "weapon": ["knife", null],
        "figures": [{"label": "L", "value": false}], "when": {"edtf": "2024"}
      }}
  ]
}"#;
    let published = publish(file.as_bytes(), false).unwrap();
    assert_eq!(String::from_utf8(published.geojson).unwrap(), expected);
    assert_eq!(
        published.left_out,
        [
            "phone",
            "figures.note",
            "when.who",
            "story.facets.hint",
            "story.todo"
        ]
    );
    let kept = publish(file.as_bytes(), true).unwrap();
    let text = String::from_utf8(kept.geojson).unwrap();
    for part in [
        "\"phone\": \"1\"",
        "\"note\": \"n\"",
        "\"todo\"",
        "1.23, 2.5]",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    for part in ["ask her", "bbox", "fields"] {
        assert!(!text.contains(part), "{part}: {text}");
    }
}

#[test]
fn points_are_no_finer_than_their_place_is_known() {
    for (precision, expected) in [
        (json!("exact"), json!([17.12346, 48.98765])),
        (json!("approximate"), json!([17.123, 48.988])),
        (json!("settlement"), json!([17.12, 48.99])),
        (json!("district"), json!([17.1, 49])),
        (json!("region"), json!([17.1, 49])),
        (json!("country"), json!([17.1, 49])),
        (json!("house"), json!([17.1, 49])),
        (json!(null), json!([17.12, 48.99])),
    ] {
        let at = json!([17.123456789, 48.987654321]);
        let line = json!({"type": "LineString", "coordinates": [at, at]});
        let file = collection(
            json!({}),
            &[
                json!({"type": "Feature", "geometry": {"type": "GeometryCollection", "geometries": [
                {"type": "MultiPoint", "coordinates": [at, at]}, line]},
                "properties": {"place": {"name": "X", "precision": precision}}}),
            ],
        );
        let published = published(&file);
        let geometries = &published["features"][0]["geometry"]["geometries"];
        assert_eq!(
            geometries[0]["coordinates"],
            json!([expected, expected]),
            "{precision}"
        );
        let outline = json!([17.123457, 48.987654]);
        assert_eq!(geometries[1]["coordinates"], json!([outline, outline]));
    }
}

#[test]
fn a_record_that_is_withdrawn_takes_along_what_only_it_used() {
    let story = json!({
        "articles": [{"id": "both", "publisher": "P"}, {"id": "gone", "publisher": SECRET},
            {"id": "arrow", "publisher": SECRET}, {"id": "idle", "publisher": "P"}],
        "categories": [{"id": "fire"}, {"id": "secret-kind", "label": SECRET}],
        "phases": [{"id": "one", "rank": 1}, {"id": "secret-phase", "rank": 2, "label": SECRET},
            {"id": "told", "rank": 3}],
        "connectionKinds": [{"id": "kept"}, {"id": "secret-arrow", "label": SECRET}],
        "connections": [{"from": "a", "to": "c", "kind": "kept", "articles": ["both"]},
            {"from": "a", "to": "b", "kind": "secret-arrow", "label": SECRET, "articles": ["arrow"]}],
        "steps": [{"title": SECRET, "text": SECRET, "show": {"select": "b"}},
            {"title": SECRET, "text": SECRET, "show": {"fit": ["b"]}},
            {"title": "T", "text": "T", "show": {"fit": ["a", "b", "record-4"]}},
            {"title": "T", "text": "T", "show": {"phase": "told"}}, {"title": "T", "text": "T"}],
    });
    let features = [
        feature(
            "a",
            json!({"kind": "fire", "phase": "one", "articles": ["both"]}),
        ),
        feature(
            "b",
            json!({"kind": "secret-kind", "phase": "secret-phase", "Status": "Withdrawn ", "title": SECRET,
                "articles": ["both"], "figures": [{"label": SECRET, "value": 1, "articles": ["gone"]}], "secret": 1}),
        ),
        feature("c", json!({"kind": "fire"})),
        json!({"type": "Feature", "geometry": null, "properties": {"kind": "fire"}}),
    ];
    let features = Value::from(features.to_vec());
    for text in [
        format!("{{\"type\":\"FeatureCollection\",\"story\":{story},\"features\":{features}}}"),
        format!("{{\"features\":{features},\"story\":{story},\"type\":\"FeatureCollection\"}}"),
    ] {
        let published = publish(text.as_bytes(), false).unwrap();
        assert_eq!(published.withdrawn, 1);
        assert_eq!(published.left_out, [""; 0]);
        let text = String::from_utf8(published.geojson).unwrap();
        assert!(!text.contains(SECRET), "{text}");
        let loaded = story_from_geojson(text.as_bytes()).unwrap();
        assert_eq!(loaded.issues.len(), 3, "titles: {:?}", loaded.issues);
        let story = &loaded.dataset.story;
        assert_eq!(
            [
                story.articles.len(),
                story.categories.len(),
                story.phases.len(),
                story.connections.len(),
                story.steps.len()
            ],
            [2, 1, 2, 1, 3]
        );
        assert_eq!(story.steps[0].show.fit, [0, 2]);
        assert_eq!(loaded.dataset.incidents[2].id, "record-4");
    }
}

#[test]
fn published_columns_that_tell_of_people_are_known() {
    let names = ["Jane Doe", "John Roe", "Anna Low"];
    let features = names.map(|name| {
        feature(
            "a",
            json!({"title": "T", "victim name": name, "reporter name": name, "weapon": "gun"}),
        )
    });
    let facets = json!({"facets": [{"id": "victim name"}, {"id": "weapon"}]});
    let file = collection(facets, &features).to_string();
    for (keeps, expected) in [(false, 1), (true, 2)] {
        let mut personal = publish(file.as_bytes(), keeps).unwrap().personal;
        personal.sort_by(|(one, _), (other, _)| other.cmp(one));
        let names = ["victim name", "reporter name"].map(|name| (name.to_owned(), Personal::Name));
        assert_eq!(personal, names[..expected]);
    }
}

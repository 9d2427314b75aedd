//! Files that are wrong: what of them is still shown, and what is said of the rest.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::unwrap_used)]

use incident_map::load::{LoadError, Loaded, story_from_geojson};
use incident_map::report::{Effect, Expected, Issue, Problem};
use incident_map::story::{Kind, PlacePrecision, Qualifier, Status};
use serde_json::{Value, json};

fn load(file: &Value) -> Loaded {
    story_from_geojson(file.to_string().as_bytes()).unwrap()
}

fn good() -> Value {
    json!({
        "type": "Feature", "id": "good", "geometry": {"type": "Point", "coordinates": [63.1, 53.0]},
        "properties": {"kind": "operation", "title": "Good"},
    })
}

/// The good record with one field of its properties changed.
fn with(field: &str, value: Value) -> Value {
    let mut feature = good();
    feature["id"] = json!("odd");
    feature["properties"][field] = value;
    feature
}

fn collection(features: &[Value]) -> Value {
    json!({"type": "FeatureCollection", "story": {"title": "T"}, "features": features})
}

/// Loads an odd record beside a good one: how many incidents are shown, and what is said of the odd one.
fn beside_a_good_one(odd: Value) -> (Loaded, Vec<Issue>) {
    let loaded = load(&collection(&[good(), odd]));
    assert_eq!(loaded.dataset.incidents[0].id, "good");
    let issues = loaded.issues.clone();
    assert!(
        issues.iter().all(|issue| issue.record == Some(2)),
        "{issues:?}"
    );
    (loaded, issues)
}

#[test]
fn a_record_that_cannot_be_read_costs_only_itself() {
    for (odd, field) in [
        (
            json!({"type": "Feature", "id": "odd", "geometry": null}),
            "properties",
        ),
        (json!({"type": "Incident"}), "type"),
        (json!([]), ""),
        (json!(7), ""),
    ] {
        let (loaded, issues) = beside_a_good_one(odd.clone());
        assert_eq!(loaded.dataset.incidents.len(), 1, "{odd}");
        assert_eq!(issues.len(), 1, "{odd}: {issues:?}");
        assert_eq!(
            (issues[0].field.as_str(), issues[0].effect),
            (field, Effect::Skipped),
            "{odd}"
        );
    }
}

#[test]
fn a_record_whose_place_cannot_be_read_is_listed_without_one() {
    let geometry = |geometry: Value| json!({"type": "Feature", "id": "odd", "geometry": geometry, "properties": {"title": "x"}});
    for (odd, field) in [
        (
            geometry(json!({"type": "Point", "coordinates": ["x"]})),
            "geometry.coordinates",
        ),
        (
            geometry(json!({"type": "Point", "coordinates": [91]})),
            "geometry.coordinates",
        ),
        (
            geometry(json!({"type": "Point", "coordinates": [0, 91]})),
            "geometry.coordinates",
        ),
        (
            geometry(json!({"type": "Ellipse", "coordinates": [0, 1]})),
            "geometry.type",
        ),
        (geometry(json!("here")), "geometry"),
    ] {
        let (loaded, issues) = beside_a_good_one(odd.clone());
        assert!(loaded.dataset.incidents[1].shape.is_none(), "{odd}");
        assert_eq!(issues.len(), 1, "{odd}: {issues:?}");
        assert_eq!(
            (issues[0].field.as_str(), issues[0].effect),
            (field, Effect::Unplaced),
            "{odd}"
        );
    }
}

#[test]
fn a_wrong_value_is_named_and_the_record_is_shown_without_it() {
    for (odd, field) in [
        (with("status", json!("guilty")), "status"),
        (with("status", json!(3)), "status"),
        (with("title", json!(["x"])), "title"),
        (with("summary", json!({"en": 7})), "summary.en"),
        (with("when", json!("in May")), "when"),
        (with("when", json!({"edtf": "2023-13"})), "when.edtf"),
        (with("phase", json!("nowhere")), "phase"),
        (with("place", json!("Rudnyi")), "place"),
        (
            with("place", json!({"precision": "street"})),
            "place.precision",
        ),
        (
            with("figures", json!([{"value": "many"}])),
            "figures[0].value",
        ),
        (
            with("figures", json!([{"value": 3, "qualifier": "roughly"}])),
            "figures[0].qualifier",
        ),
        (with("articles", json!(["none"])), "articles"),
        (with("corrections", json!({})), "corrections"),
    ] {
        let (loaded, issues) = beside_a_good_one(odd.clone());
        assert_eq!(loaded.dataset.incidents.len(), 2, "{odd}");
        let named: Vec<&str> = issues.iter().map(|issue| issue.field.as_str()).collect();
        assert!(named.contains(&field), "{odd}: {named:?}");
        assert!(
            issues.iter().all(|issue| issue.effect == Effect::Kept),
            "{odd}: {issues:?}"
        );
    }
}

/// What is not understood is never shown as more than it may be.
#[test]
fn a_word_that_is_not_understood_claims_nothing() {
    let (loaded, _) = beside_a_good_one(with("place", json!({"precision": "street"})));
    let precision = loaded.dataset.incidents[1].place.precision;
    assert_eq!(precision, PlacePrecision::Country, "not a pin");
    let (loaded, _) = beside_a_good_one(with("status", json!("guilty")));
    assert_eq!(loaded.dataset.incidents[1].status, Status::Reported);
    let figure = json!([{"value": 3, "qualifier": "roughly"}]);
    let (loaded, _) = beside_a_good_one(with("figures", figure));
    assert_eq!(
        loaded.dataset.incidents[1].figures[0].qualifier,
        Qualifier::About
    );
}

#[test]
fn a_kind_that_nobody_declared_is_a_category_of_its_own() {
    let (loaded, issues) = beside_a_good_one(with("kind", json!("raid")));
    assert_eq!(loaded.dataset.incidents[1].kind, Kind::Category(0));
    assert_eq!(loaded.dataset.story.categories[0].id, "raid");
    assert_eq!(issues[0].effect, Effect::Shown);
    let (problem, value) = (issues[0].problem, issues[0].value.as_str());
    assert_eq!((problem, value), (Problem::UndeclaredKind, "raid"));
    // Again the same, again one category; and not without end.
    let kinds = |kinds: Vec<String>| {
        let features: Vec<Value> = kinds
            .into_iter()
            .map(|kind| with("kind", json!(kind)))
            .collect();
        load(&collection(&features))
    };
    let loaded = kinds(vec!["raid".into(), "search".into(), "raid".into()]);
    assert_eq!(loaded.dataset.story.categories.len(), 2);
    let loaded = kinds((0..60).map(|number| format!("kind {number}")).collect());
    assert_eq!(loaded.dataset.story.categories.len(), 50);
    assert_eq!(loaded.dataset.incidents.len(), 50);
}

#[test]
fn a_story_declares_no_more_kinds_than_can_be_told_apart() {
    let declared = |count: usize| {
        let mut file = collection(&[
            good(),
            with("kind", json!("kind 49")),
            with("kind", json!("kind 70")),
        ]);
        let kinds = (0..count).map(|number| json!({"id": format!("kind {number}")}));
        file["story"]["categories"] = kinds.collect();
        load(&file)
    };
    let loaded = declared(300);
    assert_eq!(loaded.dataset.story.categories.len(), 50);
    assert_eq!(loaded.dataset.incidents.len(), 2);
    let told = |issue: &Issue| (issue.problem, issue.value.clone());
    let issues: Vec<_> = loaded.issues.iter().map(told).collect();
    assert_eq!(issues, [(Problem::UnknownValue, "kind 70".to_owned())]);
}

#[test]
fn a_connection_without_an_end_is_told_of_once() {
    for (connection, field) in [
        (
            json!({"from": "good", "to": "nowhere"}),
            "connections[0].to",
        ),
        (json!({"from": "good"}), "connections[0].to"),
        (json!({"from": 7, "to": "good"}), "connections[0].from"),
    ] {
        let mut file = collection(&[good()]);
        file["story"]["connections"] = json!([connection]);
        let loaded = load(&file);
        assert!(loaded.dataset.story.connections.is_empty());
        let skipped: Vec<&Issue> = loaded
            .issues
            .iter()
            .filter(|issue| issue.effect == Effect::Skipped)
            .collect();
        assert_eq!(skipped.len(), 1, "{connection}: {:?}", loaded.issues);
        assert_eq!(skipped[0].field, field);
    }
}

#[test]
fn every_record_has_an_id_of_its_own() {
    let records: Vec<Value> = ["a", "a-3", "a", "a-3-3", "a"]
        .iter()
        .map(|id| {
            let mut feature = good();
            feature["id"] = json!(id);
            feature
        })
        .collect();
    let loaded = load(&collection(&records));
    let incidents = loaded.dataset.incidents.iter();
    let ids: Vec<&str> = incidents.map(|incident| incident.id.as_str()).collect();
    assert_eq!(ids, ["a", "a-3", "a-3-3", "a-3-3-4", "a-5"]);
    let duplicates = loaded.issues.iter().filter(|issue| issue.field == "id");
    let told: Vec<_> = duplicates.map(|issue| issue.record.unwrap()).collect();
    assert_eq!(told, [3, 4, 5]);
}

#[test]
fn an_issue_names_record_id_and_line() {
    let text = "{\"type\": \"FeatureCollection\",\n \"features\": [\n  {\"type\": \"Feature\", \"id\": \"a\", \"geometry\": null,\n   \"properties\": {\"kind\": \"lead\", \"title\": \"A\"}},\n\n  {\"type\": \"Feature\", \"id\": 7, \"geometry\": null, \"properties\": {\"kind\": \"lead\", \"title\": 3}}]}";
    let loaded = story_from_geojson(text.as_bytes()).unwrap();
    let issue = &loaded.issues[0];
    assert_eq!(
        (issue.record, issue.id.as_deref(), issue.line),
        (Some(2), Some("7"), Some(6))
    );
    assert_eq!(issue.field, "title");
}

#[test]
fn a_file_that_is_no_use_says_why() {
    let check = |text: &str, expected: LoadError| {
        assert_eq!(story_from_geojson(text.as_bytes()), Err(expected), "{text}");
    };
    let found = |text: &str| LoadError::NotGeoJson { found: text.into() };
    check("", LoadError::CutShort);
    check(
        "{\"type\": \"FeatureCollection\", \"features\": [{",
        LoadError::CutShort,
    );
    check("<!doctype html>", LoadError::NotJson { line: 1, column: 1 });
    check(
        "{\n  \"type\": 'x'}",
        LoadError::NotJson {
            line: 2,
            column: 11,
        },
    );
    check("{} {}", LoadError::NotJson { line: 1, column: 4 });
    check("[1, 2]", found("[1, 2]"));
    check("\"text\"", found("\"text\""));
    check("{\"type\": \"Topology\"}", found("\"Topology\""));
    check(
        "{\"type\": \"FeatureCollection\", \"features\": {}}",
        found("\"FeatureCollection\""),
    );
    check(
        "{\"type\": \"FeatureCollection\", \"features\": []}",
        LoadError::NoFeatures { skipped: 0 },
    );
    check(
        "{\"type\": \"FeatureCollection\", \"features\": [1, 2]}",
        LoadError::NoFeatures { skipped: 2 },
    );
}

/// Neither deep nesting nor an impossible number ends the program.
#[test]
fn a_hostile_record_is_skipped() {
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    for odd in [deep.as_str(), "{\"type\": \"Feature\", \"id\": 1e999}"] {
        let text = format!(
            "{{\"type\": \"FeatureCollection\", \"features\": [{}, {odd}]}}",
            good()
        );
        let loaded = story_from_geojson(text.as_bytes()).unwrap();
        assert_eq!(loaded.dataset.incidents.len(), 1);
        assert_eq!(loaded.issues[0].problem, Problem::Unreadable);
    }
}

#[test]
fn members_may_stand_in_any_order_and_twice() {
    let text = format!(
        "\u{feff}{{\"features\": [{}], \"bbox\": [1, 2, 3, 4], \"name\": \"[{{\", \"type\": \"FeatureCollection\"}}",
        good()
    );
    assert_eq!(
        story_from_geojson(text.as_bytes())
            .unwrap()
            .dataset
            .incidents
            .len(),
        1
    );
}

#[test]
fn a_size_that_no_record_has_is_named_with_those_there_are() {
    let figures = json!([{"label": "Seized", "value": 5}, {"label": "Detained", "value": 2}]);
    for (size, field, expected) in [
        (
            json!({"figure": "Siezed"}),
            "size.figure",
            Expected::Words("Seized, Detained".into()),
        ),
        (
            json!({}),
            "size.figure",
            Expected::Message("type-text".into()),
        ),
        (
            json!("Seized"),
            "size",
            Expected::Message("type-object".into()),
        ),
        (
            json!({"figure": 7}),
            "size.figure",
            Expected::Message("type-localized-text".into()),
        ),
    ] {
        let mut file = collection(&[with("figures", figures.clone())]);
        file["story"]["size"] = size.clone();
        let loaded = load(&file);
        assert_eq!(loaded.dataset.story.size, None, "{size}");
        let first = &loaded.issues[0];
        assert_eq!(
            (first.field.as_str(), &first.expected),
            (field, &expected),
            "{size}"
        );
        assert_eq!(first.effect, Effect::Kept);
    }
}

#[test]
fn a_connection_of_an_unknown_kind_is_drawn_all_the_same() {
    let mut file = collection(&[good(), with("title", json!("Odd"))]);
    file["story"]["connectionKinds"] = json!([{"id": "money"}]);
    let connection = |kind: &str| json!({"from": "good", "to": "odd", "kind": kind});
    file["story"]["connections"] = json!([connection("money"), connection("gold")]);
    let loaded = load(&file);
    let kinds = loaded.dataset.story.connections.iter();
    assert_eq!(
        kinds.map(|connection| connection.kind).collect::<Vec<_>>(),
        [Some(0), None]
    );
    let fields: Vec<_> = loaded
        .issues
        .iter()
        .map(|issue| issue.field.as_str())
        .collect();
    assert_eq!(fields, ["connections[1].kind"]);
}

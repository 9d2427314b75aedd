#![allow(clippy::indexing_slicing, clippy::unwrap_used, clippy::panic)]

use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::geo::{LngLatBounds, Projection};
use crate::load::{Loaded, story_from_geojson};
use crate::query::store::{Columns, Minute};
use crate::story::Kind;

/// Reads a file in pieces of these sizes, over and over.
fn streamed(bytes: &[u8], sizes: &[usize]) -> Result<Streamed, StreamError> {
    let mut stream = Stream::default();
    let mut pieces = Pieces::of_file(bytes.len() as u64);
    let mut at = 0;
    for size in sizes.iter().cycle() {
        let end = (at + size).min(bytes.len());
        pieces.room(end - at).copy_from_slice(&bytes[at..end]);
        pieces.read(&mut stream)?;
        at = end;
        if at == bytes.len() {
            break;
        }
    }
    pieces.read_rest(&mut stream)?;
    stream.finish()
}

/// The columns in the order of the file.
fn columns(streamed: &Streamed) -> Columns {
    let projection = Projection::fitted_to(LngLatBounds::WORLD);
    let mut columns = streamed.table.columns(&projection);
    let mut order: Vec<u32> = (0..columns.len() as u32).collect();
    order.sort_by_key(|at| columns.position[*at as usize]);
    let pick = |column: &[u32]| order.iter().map(|at| column[*at as usize]).collect();
    (columns.x, columns.y) = (pick(&columns.x), pick(&columns.y));
    let times = |column: &[i32]| order.iter().map(|at| column[*at as usize]).collect();
    (columns.earliest, columns.latest) = (times(&columns.earliest), times(&columns.latest));
    let codes = |column: &[u16]| order.iter().map(|at| column[*at as usize]).collect();
    (columns.kind, columns.region) = (codes(&columns.kind), codes(&columns.region));
    columns.position.sort_unstable();
    columns
}

/// What the reader of small files finds is what the columns have.
fn check_same(streamed: &Streamed, loaded: &Loaded) -> Result<(), TestCaseError> {
    let columns = columns(streamed);
    let incidents = &loaded.dataset.incidents;
    prop_assert_eq!(columns.len(), incidents.len());
    let regions = streamed.table.regions();
    for (at, incident) in incidents.iter().enumerate() {
        let kind = match incident.kind {
            Kind::Operation => 0,
            Kind::Lead => 1,
            Kind::Category(position) => 2 + position,
        };
        prop_assert_eq!(usize::from(columns.kind[at]), kind);
        let span = incident.when.as_ref().and_then(Minute::of_date);
        let span = span.unwrap_or((Minute::NEVER, Minute::NEVER));
        prop_assert_eq!(
            (columns.earliest[at], columns.latest[at]),
            (span.0.0, span.1.0)
        );
        let region = usize::from(columns.region[at]);
        let region = region.checked_sub(1).map(|at| regions[at].as_str());
        prop_assert_eq!(region, incident.place.region.as_deref());
        prop_assert_eq!(columns.x[at] == u32::MAX, incident.shape.is_none());
    }
    let ids = loaded
        .dataset
        .story
        .categories
        .iter()
        .map(|it| it.id.clone());
    let ids: Vec<String> = ids.collect();
    prop_assert!(ids.ends_with(&streamed.undeclared));
    Ok(())
}

fn feature() -> impl Strategy<Value = Value> {
    let geometry = prop_oneof![
        8 => (-180.0..180.0_f64, -90.0..90.0_f64)
            .prop_map(|(lng, lat)| json!({"type": "Point", "coordinates": [lng, lat]})),
        1 => Just(json!(null)),
        1 => Just(json!({"coordinates": [70.5, 48, 1200], "type": "Point"})),
        1 => Just(json!({"type": "Point", "coordinates": ["70", "48"]})),
        1 => Just(json!({"type": "Point", "coordinates": [999, 48]})),
        1 => Just(json!({"type": "MultiPoint", "coordinates": [[70, 48], [71, 49]]})),
        1 => Just(json!({"type": "LineString", "coordinates": [[70, 48], [71, 49]]})),
        1 => Just(json!({"type": "Nothing"})),
    ];
    let word = |words: &[&'static str]| {
        let words: Vec<Value> = words.iter().map(|word| json!(word)).collect();
        prop_oneof![6 => prop::sample::select(words), 1 => Just(json!(null)), 1 => Just(json!(7))]
    };
    let when = word(&[
        "2023",
        "2023-05",
        "2023-05-14",
        "2023-02-30",
        "XXXX-05",
        "2023-05/..",
        "2023-05-14T10:00:00Z",
        "soon",
    ]);
    let place = (word(&["KZ-19", "FR-75", "JP"]), word(&["exact", "settlement", "region", "near"]))
        .prop_map(|(region, precision)| json!({"name": "a \"b\" \\ é", "region": region, "precision": precision}));
    let place = prop_oneof![8 => place, 1 => Just(json!(null)), 1 => Just(json!("Rome"))];
    let id = prop_oneof![
        Just(json!("a")),
        Just(json!(5)),
        Just(json!(null)),
        "[a-z]{1,8}".prop_map(Value::from)
    ];
    let more = prop_oneof![
        Just(json!([1, {"x": [true, false, null]}, "]}"])),
        Just(json!(-1.5e3))
    ];
    let kind = word(&[
        "operation",
        "lead",
        "fire",
        "flood",
        "theft",
        "st\u{0}range",
    ]);
    let parts = (
        id,
        geometry,
        kind,
        when,
        place,
        word(&["reported", "charged", "guessed"]),
        more,
    );
    parts.prop_map(|(id, geometry, kind, when, place, status, more)| {
        json!({"type": "Feature", "id": id, "geometry": geometry, "bbox": [1, 2, 3, 4], "properties":
            {"kind": kind, "when": when, "title": {"en": "A {title}"}, "place": place, "status": status, "other": more}})
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn a_file_in_pieces_says_what_the_whole_file_says(
        features in prop::collection::vec(feature(), 1..30),
        sizes in prop::collection::vec(1..300_usize, 1..5),
        is_pretty: bool,
        is_story_first: bool,
    ) {
        let story = json!({"title": "T", "categories": [{"id": "fire", "label": "Fire"}, {"id": "unused"}]});
        let features = serde_json::to_string(&features).unwrap();
        let members = match is_story_first {
            true => format!("\"story\":{story},\"features\":{features}"),
            false => format!("\"features\":{features},\"story\":{story}"),
        };
        let mut text = format!("{{\"type\":\"FeatureCollection\",\"name\":[],{members}}}");
        if is_pretty {
            let value: Value = serde_json::from_str(&text).unwrap();
            text = serde_json::to_string_pretty(&value).unwrap() + " \n";
        }
        let loaded = story_from_geojson(text.as_bytes());
        let streamed = streamed(text.as_bytes(), &sizes);
        match (&loaded, &streamed) {
            (Ok(loaded), Ok(streamed)) => check_same(streamed, loaded)?,
            (Err(error), Err(StreamError::Load(other))) => prop_assert_eq!(error, other),
            _ => prop_assert!(false, "{:?} {:?}", loaded, streamed),
        }
        if let (Ok(loaded), Ok(streamed)) = (loaded, streamed) {
            for at in 0..streamed.table.len() {
                let (offset, length) = streamed.table.extent(at).unwrap();
                let text = &text[offset as usize..offset as usize + length];
                let value: Value = serde_json::from_str(text).unwrap();
                prop_assert_eq!(value["type"].as_str(), Some("Feature"));
            }
            // Faults that change what is shown of a record are said of the same ones.
            let said = |issues: &[Issue]| -> Vec<(Option<usize>, String, String)> {
                let issues = issues.iter().filter(|issue| {
                    ["geometry", "when", "kind", "place.precision", "status"].iter().any(|field| issue.field.starts_with(field))
                });
                issues.map(|issue| (issue.record, issue.field.clone(), issue.value.clone())).collect()
            };
            prop_assert_eq!(said(&streamed.issues), said(&loaded.issues));
        }
    }

    /// Whatever the bytes are, and wherever they are cut.
    #[test]
    fn no_file_breaks_the_reader(
        mut bytes in prop::collection::vec(any::<u8>(), 0..40),
        feature in feature(),
        cut in 0..400_usize,
        sizes in prop::collection::vec(1..100_usize, 1..4),
    ) {
        let text = format!("{{\"type\":\"FeatureCollection\",\"features\":[{feature}]}}");
        let cut = cut.min(text.len());
        let mut file = text.as_bytes()[..cut].to_vec();
        file.append(&mut bytes);
        let is_json = serde_json::from_slice::<serde::de::IgnoredAny>(&file).is_ok();
        if let Ok(streamed) = streamed(&file, &sizes) {
            prop_assert!(is_json, "{:?}", streamed);
        }
    }
}

#[test]
fn what_is_no_story_is_refused_with_the_reason() {
    let refused = |text: &str| streamed(text.as_bytes(), &[1000]).unwrap_err();
    let fail = StreamError::Load;
    assert_eq!(
        refused(r#"{"type":"FeatureCollection","features":[{"#),
        fail(LoadError::CutShort)
    );
    assert_eq!(
        refused(r#"{"type":"FeatureCollection","features":[]}"#),
        fail(LoadError::NoFeatures { skipped: 0 })
    );
    assert_eq!(
        refused(r#"{"type":"FeatureCollection","features":[5]}"#),
        fail(LoadError::NoFeatures { skipped: 1 })
    );
    assert_eq!(
        refused(r#"{"type":"FeatureCollection","features":[1}"#),
        StreamError::NotJson(41)
    );
    assert!(matches!(
        refused("{\"type\":\"Feature\"}"),
        StreamError::Load(LoadError::NotGeoJson { .. })
    ));
}

#[test]
fn a_file_of_points_is_read_as_columns_from_two_thousand_records_on() {
    let file = |story: &str, last: &str, count: usize| {
        let point = r#"{"type":"Feature","geometry":{"type":"Point","coordinates":[1,2]},"properties":{"title":"A"}}"#;
        let records = [&vec![point; count - 1].join(","), ",", last].concat();
        let file =
            format!(r#"{{"type":"FeatureCollection","story":{story},"features":[{records}]}}"#);
        streamed(file.as_bytes(), &[100_000]).unwrap()
    };
    let feature = |geometry: &str| {
        format!(r#"{{"type":"Feature","geometry":{geometry},"properties":{{"title":"B"}}}}"#)
    };
    let point = feature(r#"{"type":"Point","coordinates":[1,2]}"#);
    let two = feature(r#"{"type":"MultiPoint","coordinates":[[1,2],[3,4]]}"#);
    let line = feature(r#"{"type":"LineString","coordinates":[[1,2],[3,4]]}"#);
    let none = feature("null");
    let plain = r#"{"profile":1,"title":"A","connections":[]}"#;
    let sized = r#"{"size":"deaths"}"#;
    let connected = r#"{"connections":[{"from":"a","to":"b"}]}"#;
    let suits = |story, last, count| file(story, last, count).suits_columns(MEDIUM_BYTES);
    assert!(suits(plain, &point, LEAST_PLAIN));
    assert!(suits(plain, &none, LEAST_PLAIN));
    assert!(!suits(plain, &point, LEAST_PLAIN - 1));
    for last in [&two, &line] {
        assert!(!suits(plain, last, LEAST_PLAIN));
    }
    for story in [sized, connected] {
        assert!(!suits(story, &point, LEAST_PLAIN));
        assert!(file(story, &point, LEAST_PLAIN).suits_columns(LARGE_BYTES + 1));
    }
}

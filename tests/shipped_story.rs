//! The shipped story says what its sources say: its places, precisions, hedges, order and connections, in every
//! language, without a year.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)]

use std::path::Path;

use incident_map::load::{Loaded, story_from_geojson};
use incident_map::query::{Axis, Counts};
use incident_map::story::{Incident, Kind, PlacePrecision, Qualifier, Status};
use serde_json::{Value, json};

const LANGUAGES: [&str; 3] = ["en", "ru", "kk"];

fn read(path: &str) -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

fn json(path: &str) -> Value {
    serde_json::from_slice(&read(path)).unwrap()
}

fn loaded() -> Loaded {
    story_from_geojson(&read("data/operations.geojson")).unwrap()
}

fn incident<'a>(loaded: &'a Loaded, id: &str) -> &'a Incident {
    let position = loaded.dataset.position_of(id).unwrap();
    loaded.dataset.incident(position).unwrap()
}

/// Calls `visit` with the path and value of everything in a JSON document.
fn walk(path: &str, value: &Value, visit: &mut impl FnMut(&str, &Value)) {
    visit(path, value);
    match value {
        Value::Array(list) => {
            for (at, item) in list.iter().enumerate() {
                walk(&format!("{path}/{at}"), item, visit);
            }
        }
        Value::Object(members) => {
            for (name, member) in members {
                walk(&format!("{path}/{name}"), member, visit);
            }
        }
        _ => {}
    }
}

/// Whether a text names a year from 1900 to 2099.
fn names_a_year(text: &str) -> bool {
    let words = text.split(|c: char| !c.is_alphanumeric());
    let mut words =
        words.filter(|word| word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit()));
    words.any(|word| word.starts_with("19") || word.starts_with("20"))
}

#[test]
fn it_follows_the_schema() {
    let validator = jsonschema::validator_for(&json("data/story.schema.json")).unwrap();
    let story = json("data/operations.geojson");
    let errors = validator.iter_errors(&story);
    let errors: Vec<String> = errors
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert_eq!(errors, [""; 0]);
    let mut more = story.clone();
    more["story"]["size"] = json!({"figure": {"en": "Seized"}, "unit": "kg"});
    more["story"]["connectionKinds"] = json!([{"id": "money", "label": "Money"}]);
    more["story"]["connections"][0]["kind"] = "money".into();
    assert!(validator.is_valid(&more));
    more["story"]["size"] = json!({"unit": "kg"});
    assert!(!validator.is_valid(&more), "a size without a figure");
    let mut broken = story;
    broken["features"][0]["properties"]["status"] = "guilty".into();
    assert!(!validator.is_valid(&broken));
}

#[test]
fn it_loads_without_an_issue() {
    assert_eq!(loaded().issues, []);
}

#[test]
fn there_are_three_operations_and_two_leads_in_four_regions() {
    let loaded = loaded();
    let counts = Counts::of(&loaded.dataset, |_| true);
    assert_eq!(counts.by_kind, [(Kind::Operation, 3), (Kind::Lead, 2)]);
    assert_eq!(counts.regions, 4);
    assert_eq!(loaded.dataset.natural_axis(), Axis::Sequence);
}

#[test]
fn each_place_is_as_precise_as_its_source() {
    let loaded = loaded();
    for (id, kind, region, coordinates, phase) in [
        (
            "ust-kamenogorsk",
            Kind::Operation,
            "KZ-63",
            Some((82.60586, 49.97143)),
            "first",
        ),
        (
            "kostanay",
            Kind::Lead,
            "KZ-39",
            Some((63.62463, 53.21435)),
            "traced",
        ),
        (
            "petropavl",
            Kind::Lead,
            "KZ-59",
            Some((69.15065, 54.87343)),
            "traced",
        ),
        (
            "rudnyi",
            Kind::Operation,
            "KZ-39",
            Some((63.11055, 52.97244)),
            "simultaneous",
        ),
        (
            "almaty-region",
            Kind::Operation,
            "KZ-19",
            None,
            "simultaneous",
        ),
    ] {
        let incident = incident(&loaded, id);
        let point = incident
            .shape
            .as_ref()
            .and_then(|shape| shape.first_point());
        let precision = match coordinates {
            Some(_) => PlacePrecision::Settlement,
            None => PlacePrecision::Region,
        };
        assert_eq!(incident.kind, kind, "{id}");
        assert_eq!(incident.status, Status::Reported, "{id}");
        assert_eq!(incident.place.region.as_deref(), Some(region), "{id}");
        assert_eq!(incident.place.precision, precision, "{id}");
        assert_eq!(
            point.map(|point| (point.lng_deg, point.lat_deg)),
            coordinates,
            "{id}"
        );
        let phase_of_incident = &loaded.dataset.story.phases[incident.phase.unwrap()];
        assert_eq!(phase_of_incident.id, phase, "{id}");
    }
}

#[test]
fn may_stays_may_and_no_other_date_is_given() {
    let loaded = loaded();
    for incident in &loaded.dataset.incidents {
        let expected = (incident.id == "ust-kamenogorsk").then_some("XXXX-05");
        let found = incident.when.as_ref().map(|when| when.as_edtf());
        assert_eq!(found, expected, "{}", incident.id);
    }
    let ranks: Vec<i64> = loaded
        .dataset
        .story
        .phases
        .iter()
        .map(|phase| phase.rank)
        .collect();
    assert_eq!(ranks, [1, 2, 3, 4]);
}

#[test]
fn figures_keep_their_hedges() {
    let loaded = loaded();
    let figures = |id| -> Vec<(Option<f64>, String, Qualifier)> {
        let figures = incident(&loaded, id).figures.iter();
        let unit =
            |figure: &incident_map::story::Figure| figure.unit.in_language("en").1.to_owned();
        figures
            .map(|figure| (figure.value, unit(figure), figure.qualifier))
            .collect()
    };
    use Qualifier::{Exactly, MoreThan};
    let of = |value: f64, unit: &str, qualifier| (Some(value), unit.to_owned(), qualifier);
    let first = [
        of(1.0, "", Exactly),
        of(1.5, "kg", Exactly),
        of(1.5, "tonnes", Exactly),
    ];
    assert_eq!(figures("ust-kamenogorsk"), first);
    assert_eq!(
        figures("rudnyi"),
        [of(2.0, "", Exactly), of(300.0, "g", MoreThan)]
    );
    let almaty = figures("almaty-region");
    for figure in [
        of(2.0, "", Exactly),
        of(10.0, "", Exactly),
        of(3.0, "kg", MoreThan),
    ] {
        assert!(almaty.contains(&figure), "{figure:?} in {almaty:?}");
    }
    assert_eq!(figures("kostanay"), []);
    assert_eq!(figures("petropavl"), []);
}

#[test]
fn connections_lead_from_the_first_operation() {
    let loaded = loaded();
    let id = |position: usize| loaded.dataset.incident(position).unwrap().id.as_str();
    let connections = loaded.dataset.story.connections.iter();
    let found: Vec<(&str, &str)> = connections.map(|c| (id(c.from), id(c.to))).collect();
    let expected = ["kostanay", "petropavl", "almaty-region"].map(|to| ("ust-kamenogorsk", to));
    assert_eq!(found, expected);
    assert!(!loaded.dataset.story.connection_meaning.is_empty());
}

#[test]
fn every_claim_names_its_article() {
    let Loaded { dataset, .. } = loaded();
    for connection in &dataset.story.connections {
        assert!(!connection.articles.is_empty());
    }
    for incident in &dataset.incidents {
        let id = &incident.id;
        assert!(!incident.articles.is_empty(), "{id}");
        for figure in &incident.figures {
            assert!(!figure.articles.is_empty(), "{id}: {figure:?}");
        }
        for account in &incident.accounts {
            let told: Vec<&[usize]> = account
                .versions
                .iter()
                .map(|v| v.articles.as_slice())
                .collect();
            assert!(
                told.len() >= 2 && told.iter().all(|articles| !articles.is_empty()),
                "{id}"
            );
            assert!(
                told.windows(2).all(|pair| pair[0] != pair[1]),
                "{id}: one source against itself"
            );
        }
    }
    for article in &dataset.story.articles {
        let url = article.url.as_deref().unwrap_or_default();
        assert!(url.starts_with("https://"), "{}", article.id);
    }
}

#[test]
fn no_text_names_a_year() {
    // Days of editing are not about the story.
    const NOT_TEXT: [&str; 3] = ["/url", "/updated", "/date"];
    walk("", &json("data/operations.geojson"), &mut |path, value| {
        if let Value::String(text) = value
            && !NOT_TEXT.iter().any(|end| path.ends_with(end))
        {
            assert!(!names_a_year(text), "{path}: {text}");
        }
    });
    assert!(names_a_year("in May 2023.") && !names_a_year("20234 g, 300 g, ten"));
}

#[test]
fn every_text_is_there_in_every_language() {
    const TEXTS: [&str; 10] = [
        "title",
        "summary",
        "label",
        "note",
        "text",
        "topic",
        "attribution",
        "attributed",
        "disclaimer",
        "unit",
    ];
    let story = json("data/operations.geojson");
    assert_eq!(story["story"]["languages"], serde_json::json!(LANGUAGES));
    let mut texts = 0;
    walk("", &story, &mut |path, value| {
        let name = path.rsplit('/').next().unwrap_or_default();
        let is_headline = path.starts_with("/story/articles/") && name == "title";
        if let Some(members) = value
            .as_object()
            .filter(|members| members.contains_key("en"))
        {
            let mut found: Vec<&str> = members.keys().map(String::as_str).collect();
            found.sort_unstable();
            assert_eq!(found, ["en", "kk", "ru"], "{path}");
            for (language, text) in members {
                let filled = text.as_str().is_some_and(|text| !text.trim().is_empty());
                assert!(filled, "{path}/{language}");
            }
            texts += 1;
        } else if TEXTS.contains(&name) && !is_headline {
            assert!(value.is_null(), "{path} is in one language: {value}");
        }
    });
    assert!(texts > 50, "{texts} texts found: has the profile changed?");
}

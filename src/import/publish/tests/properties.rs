//! What holds for every story.

use proptest::prelude::*;
use serde_json::{Map, Value, json};

use super::super::publish;
use super::{SECRET, collection, published};
use crate::load::{named_from_geojson, rate_from_geojson, story_from_geojson};
use crate::query::Dataset;
use crate::story::{Kind, Rate, Shape};

fn secret() -> Value {
    json!({"secret": [SECRET, {"secret": SECRET}]})
}

/// Adds members that nothing names to every object, and items of the wrong kind to every list.
fn with_secrets(value: &Value, places: u64, at: &mut u32) -> Value {
    let mut here = || {
        *at += 1;
        places >> (*at % 64) & 1 == 1
    };
    match value {
        Value::Object(members) => {
            let mut with: Map<String, Value> = Map::new();
            let is_marked = here();
            for (name, value) in members {
                with.insert(name.clone(), with_secrets(value, places, at));
            }
            if is_marked {
                for name in ["0secret", "zz-secret", "// secret", "title.secret"] {
                    with.insert(name.to_owned(), secret());
                }
            }
            Value::Object(with)
        }
        Value::Array(items) => {
            let is_marked = here() && items.iter().any(Value::is_object);
            let items = items.iter().map(|item| with_secrets(item, places, at));
            let mut items: Vec<Value> = items.collect();
            // A feature keeps its place, and coordinates are numbers.
            if is_marked && items.iter().all(|item| item.get("type").is_none()) {
                items.push(json!(SECRET));
            }
            Value::Array(items)
        }
        other => other.clone(),
    }
}

fn text() -> impl Strategy<Value = Value> {
    prop_oneof![
        "[a-zA-Z \"\\\\\u{e9}\u{1F600}]{0,12}".prop_map(Value::from),
        ("[a-z]{1,8}", "[а-я]{1,8}").prop_map(|(en, ru)| json!({"en": en, "ru": ru})),
        Just(Value::Null),
    ]
}

fn geometry() -> impl Strategy<Value = Value> {
    let position =
        || ((-180.0..180.0_f64), (-90.0..90.0_f64)).prop_map(|(lng, lat)| json!([lng, lat, 7]));
    let positions = || prop::collection::vec(position(), 2..5).prop_map(Value::from);
    prop_oneof![
        Just(Value::Null),
        position().prop_map(|at| json!({"type": "Point", "coordinates": at})),
        positions().prop_map(|at| json!({"type": "LineString", "coordinates": at})),
        positions().prop_map(|at| json!({"type": "Polygon", "coordinates": [at]})),
    ]
}

fn incident() -> impl Strategy<Value = Value> {
    let words = (
        prop::sample::select(vec!["operation", "lead", "fire", "flood"]),
        prop::sample::select(vec!["reported", "charged", "withdrawn", "else"]),
        prop::sample::select(vec![
            "exact",
            "approximate",
            "settlement",
            "district",
            "region",
            "country",
        ]),
        prop::sample::select(vec![
            json!("2024-05"),
            json!({"edtf": "2023~"}),
            json!(7),
            json!(null),
        ]),
    );
    let articles = || prop::collection::vec(prop::sample::select(vec!["a", "b", "c"]), 0..3);
    let rest = (
        text(),
        text(),
        geometry(),
        articles(),
        articles(),
        prop::option::of(0..4_i32),
    );
    (words, rest).prop_map(|((kind, status, precision, when), (title, other, geometry, first, second, number))| {
        json!({"type": "Feature", "geometry": geometry, "properties": {
            "kind": kind, "status": status, "title": title, "summary": other, "when": when, "source": other,
            "place": {"name": title, "region": "AA-1", "precision": precision}, "phase": "p",
            "figures": [{"label": other, "value": number, "unit": title, "articles": second}],
            "accounts": [{"topic": title, "versions": [{"text": other, "articles": first}]}],
            "articles": first, "link": "https://example.org/", "updated": "2024-01-01",
            "corrections": [{"date": "2024-01-01", "text": other}], "weapon": [kind, number, status]}})
    })
}

fn story() -> impl Strategy<Value = Value> {
    let ends = prop::collection::vec((1..6_usize, 1..6_usize), 0..4);
    (text(), ends, prop::collection::vec(incident(), 1..6)).prop_map(|(title, ends, features)| {
        let id = |at: usize| format!("r{at}");
        let connections: Vec<Value> = ends.iter().map(|(from, to)| {
            json!({"from": id(*from), "to": id(*to), "kind": "k", "label": title, "articles": ["a"]})
        }).collect();
        let features: Vec<Value> = features.into_iter().enumerate().map(|(at, mut feature)| {
            feature["id"] = id(at + 1).into();
            feature
        }).collect();
        collection(json!({"profile": 1, "title": title, "summary": title, "languages": ["en", "ru"], "translated": "ru",
            "licence": {"name": "L", "url": "https://example.org/"}, "legend": {"connections": title},
            "articles": [{"id": "a", "publisher": "A", "title": title, "url": "https://example.org/", "published": "2024"},
                {"id": "b", "publisher": "B"}, {"id": "c", "publisher": "C"}],
            "categories": [{"id": "fire", "label": title}], "facets": [{"id": "weapon", "label": title}],
            "phases": [{"id": "p", "rank": 2, "label": title, "note": title}], "connectionKinds": [{"id": "k", "label": title}],
            "rate": {"label": "per head", "per": 2, "regions": {"AA-1": 7}}, "connections": connections,
            "steps": [{"title": title, "text": title, "show": {"select": "r1"}}, {"title": title, "text": title}]}), &features)
    })
}

/// A story, the values of its facets, and its rate.
type Shown = (Dataset, Vec<Vec<Vec<String>>>, Option<Rate>);

/// What is shown of a file, but for its coordinates.
fn shown(file: &[u8]) -> Option<Shown> {
    let mut dataset = story_from_geojson(file).ok()?.dataset;
    let named = named_from_geojson(file, &dataset);
    for incident in &mut dataset.incidents {
        let has_place = |shape: &Shape| shape.first_point().is_some();
        let keeps_place = incident.shape.as_ref().is_some_and(has_place);
        incident.shape = incident
            .shape
            .take()
            .filter(|_| keeps_place)
            .map(|_| Shape::Points(Vec::new()));
    }
    Some((dataset, named, rate_from_geojson(file).0))
}

/// The file as its publisher would take records that are withdrawn out of it.
fn without_withdrawn(file: &Value) -> Value {
    let mut file = file.clone();
    let is_gone = |feature: &Value| feature["properties"]["status"] == "withdrawn";
    let features = file["features"].as_array_mut().unwrap();
    let gone: Vec<Value> = features
        .iter()
        .filter(|it| is_gone(it))
        .map(|it| it["id"].clone())
        .collect();
    features.retain(|feature| !is_gone(feature));
    let is_kept = |id: &Value| !gone.contains(id);
    let connections = file["story"]["connections"].as_array_mut().unwrap();
    connections.retain(|it| is_kept(&it["from"]) && is_kept(&it["to"]));
    let steps = file["story"]["steps"].as_array_mut().unwrap();
    steps.retain(|it| is_kept(&it["show"]["select"]));
    file
}

/// Puts positions of what a story declares by their ids, as what only records that are withdrawn used is gone.
fn by_id(dataset: &mut Dataset) {
    let story = &mut dataset.story;
    let places = |ids: Vec<&str>, known: &[&str]| -> Vec<usize> {
        let place = |id: &str| known.iter().position(|known| *known == id).unwrap();
        ids.into_iter().map(place).collect()
    };
    let articles = story.articles.iter().map(|article| article.id.as_str());
    let articles = places(articles.collect(), &["a", "b", "c"]);
    let categories = story.categories.iter().map(|category| category.id.as_str());
    let categories = places(categories.collect(), &["fire", "flood"]);
    let put = |positions: &mut Vec<usize>| {
        positions.iter_mut().for_each(|at| *at = articles[*at]);
    };
    for incident in &mut dataset.incidents {
        if let Kind::Category(position) = &mut incident.kind {
            *position = categories[*position];
        }
        put(&mut incident.articles);
        let versions = incident.accounts.iter_mut().flat_map(|it| &mut it.versions);
        versions.for_each(|version| put(&mut version.articles));
        let figures = incident.figures.iter_mut();
        figures.for_each(|figure| put(&mut figure.articles));
    }
    story
        .connections
        .iter_mut()
        .for_each(|it| put(&mut it.articles));
    story.articles.clear();
    story.categories.clear();
    story.connection_kinds.clear();
    story.phases.clear();
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..Default::default() })]

    #[test]
    fn nothing_that_is_not_named_survives(story in story(), places: u64, pretty: bool) {
        let file = with_secrets(&story, places, &mut 0);
        let text = match pretty {
            true => serde_json::to_string_pretty(&file).unwrap(),
            false => file.to_string(),
        };
        let first = publish(text.as_bytes(), false).unwrap().geojson;
        let found = String::from_utf8(first.clone()).unwrap();
        prop_assert!(!found.contains(SECRET), "{}", found);
        let again = publish(&first, false).unwrap();
        prop_assert_eq!(String::from_utf8(again.geojson).unwrap(), found.clone());
        prop_assert_eq!((again.withdrawn, again.left_out.len()), (0, 0));
        let clean: Value = serde_json::from_str(&found).unwrap();
        prop_assert_eq!(clean, published(&story));
    }

    #[test]
    fn the_page_shows_the_same(story in story()) {
        let kept = without_withdrawn(&story);
        let file = publish(story.to_string().as_bytes(), false).unwrap().geojson;
        let (found, expected) = (shown(&file), shown(kept.to_string().as_bytes()));
        match (found, expected) {
            (Some(mut found), Some(mut expected)) => {
                by_id(&mut found.0);
                by_id(&mut expected.0);
                prop_assert_eq!(found, expected);
            }
            (found, expected) => prop_assert_eq!(found.is_some(), expected.is_some()),
        }
    }

    #[test]
    fn what_is_no_story_does_no_harm(text in "[\\[\\]{}\",:a0 \\\\]{0,40}") {
        let _ = publish(text.as_bytes(), false);
    }
}

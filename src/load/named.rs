//! The fields of records that a story names as facets.
//!
//! Read on their own, as only what searches and chooses asks for them.

use serde_json::Value;

use super::collection::utf8;
use super::error::shown;
use super::fields::{Fields, Object, Record};
use super::parts::{member, parts};
use super::story::story_from_member;
use crate::query::Dataset;
use crate::story::Category;

/// The most values that one record has of a field, and the most characters of one.
const MOST_VALUES: usize = 20;
const MOST_CHARACTERS: usize = 80;

/// The values that each incident of a story has of its [`facets`](crate::story::Story::facets), by the position of the
/// incident and the place of the facet. `bytes` are the GeoJSON FeatureCollection that the story was read from.
pub fn named_from_geojson(bytes: &[u8], dataset: &Dataset) -> Vec<Vec<Vec<String>>> {
    let text = utf8(bytes).unwrap_or_default();
    let features = member(&parts(text), "features").map(parts);
    let mut incidents = dataset.incidents.iter().peekable();
    let mut values = Vec::with_capacity(dataset.incidents.len());
    for (index, raw) in features.into_iter().flatten().enumerate() {
        let Ok(Value::Object(feature)) = serde_json::from_str(raw) else {
            continue;
        };
        // Records that could not be shown are passed over; one whose id another has goes by a longer one.
        let id = id_of(&feature, index);
        if incidents
            .next_if(|incident| is_id_of(&incident.id, &id))
            .is_some()
        {
            values.push(named(&feature, dataset));
        }
    }
    values.resize(dataset.incidents.len(), Vec::new());
    values
}

/// The fields that the bytes of a `story` member name.
pub fn facets_of_story(story: &[u8]) -> Vec<Category> {
    let Ok(Value::Object(member)) = serde_json::from_slice(story) else {
        return Vec::new();
    };
    // What is wrong with them has been said.
    let mut issues = Vec::new();
    let mut record = Record {
        position: None,
        id: None,
        line: None,
        issues: &mut issues,
    };
    story_from_member(&mut record, &Fields::of(&member)).facets
}

/// The values of one record, by the place of the facet.
fn named(feature: &Object, dataset: &Dataset) -> Vec<Vec<String>> {
    let properties = feature.get("properties");
    let facets = dataset.story.facets.iter();
    let values = facets.map(|facet| match properties.and_then(|of| of.get(&facet.id)) {
        Some(Value::Array(values)) => values
            .iter()
            .take(MOST_VALUES)
            .filter_map(text_of)
            .collect(),
        Some(value) => text_of(value).into_iter().collect(),
        None => Vec::new(),
    });
    values.collect()
}

/// What a value says in short; nothing of what is no text, number or truth.
pub(super) fn text_of(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text.trim().to_owned(),
        Value::Number(_) | Value::Bool(_) => shown(value),
        _ => return None,
    };
    let end = text.char_indices().nth(MOST_CHARACTERS);
    let short = text.get(..end.map_or(text.len(), |(at, _)| at));
    short.map(str::to_owned).filter(|text| !text.is_empty())
}

fn id_of(feature: &Object, index: usize) -> String {
    match feature.get("id") {
        Some(Value::String(id)) if !id.is_empty() => id.clone(),
        Some(id @ Value::Number(_)) => shown(id),
        _ => format!("record-{}", index + 1),
    }
}

/// Whether an incident goes by an id of the file, or by one that was made of it.
fn is_id_of(own: &str, id: &str) -> bool {
    let rest = own.strip_prefix(id);
    rest.is_some_and(|rest| {
        rest.bytes()
            .all(|byte| byte == b'-' || byte.is_ascii_digit())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::story_from_geojson;

    #[test]
    fn values_are_those_of_the_incident_that_is_shown() {
        let file = r#"{"type":"FeatureCollection","story":{"facets":[{"id":"weapon"},{"id":"injured","label":"Injured"}]},
            "features":[
            {"type":"Feature","id":"a","geometry":null,"properties":{"title":"A","weapon":["knife"," gun ",{}],"injured":3}},
            {"type":"Feature","id":"b","geometry":null},
            {"type":"Feature","id":"a","geometry":null,"properties":{"title":"C","weapon":"","injured":true}},
            {"type":"Feature","geometry":null,"properties":{"title":"D","weapon":"gun"}}]}"#;
        let dataset = story_from_geojson(file.as_bytes()).unwrap().dataset;
        assert_eq!(dataset.incidents.len(), 3);
        let named = named_from_geojson(file.as_bytes(), &dataset);
        assert_eq!(named[0], [vec!["knife", "gun"], vec!["3"]]);
        assert_eq!(named[1], [vec![], vec!["true"]]);
        assert_eq!(named[2], [vec!["gun"], vec![]]);
        assert_eq!(
            named_from_geojson(b"[]", &dataset),
            vec![Vec::<Vec<String>>::new(); 3]
        );
    }
}

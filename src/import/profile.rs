//! Files in the profile: what the page's own reader finds wrong, and what it does not look for, since that would weigh
//! on every reader and concerns only who publishes.

use serde_json::{Map, Value};

use super::log::{Fault, Log};
use super::options::Options;
use super::place::{is_region_code, is_unknown_region};
use crate::load::story_from_geojson;
use crate::report::{Effect, Expected, Issue, Problem, Report};
use crate::time::When;

/// The version of the profile.
const PROFILE: u64 = 1;

/// Adds to a report what is wrong with a file in the profile, by its text as it was written again: `positions` are the
/// position and line of the record that each feature was made of.
pub(super) fn add_issues(
    geojson: &[u8],
    positions: &[(usize, usize)],
    options: &Options,
    report: &mut Report,
) {
    let Ok(loaded) = story_from_geojson(geojson) else {
        return;
    };
    let mut log = Log::default();
    report.issues.drain(..).for_each(|issue| log.push(issue));
    let at = |issue: Issue| {
        let place = issue
            .record
            .and_then(|record| positions.get(record.saturating_sub(1)));
        Issue {
            line: place.map(|(_, line)| *line),
            record: place.map(|(position, _)| *position).or(issue.record),
            ..issue
        }
    };
    // The geometry has been judged before.
    let is_new = |issue: &Issue| !issue.field.starts_with("geometry");
    for issue in loaded.issues.into_iter().filter(is_new) {
        log.push(at(issue));
    }
    if let Ok(Value::Object(collection)) = serde_json::from_str(&String::from_utf8_lossy(geojson)) {
        for issue in strict_issues(&collection, options) {
            log.push(at(issue));
        }
    }
    report.issues = log.into_issues();
}

/// What the profile asks for and the page's reader does not look at.
fn strict_issues(collection: &Map<String, Value>, options: &Options) -> Vec<Issue> {
    let mut issues = Vec::new();
    if let Some(Value::Object(story)) = collection.get("story") {
        let faults = story_faults(story);
        issues.extend(faults.into_iter().map(|fault| fault.in_file(None, None)));
    }
    let features = collection.get("features").and_then(Value::as_array);
    for (index, feature) in features.into_iter().flatten().enumerate() {
        let id = feature.get("id").and_then(Value::as_str);
        let faults = feature_faults(feature, options);
        issues.extend(faults.into_iter().map(|fault| Issue {
            record: Some(index + 1),
            id: id.map(str::to_owned),
            ..fault.in_file(None, None)
        }));
    }
    issues
}

fn story_faults(story: &Map<String, Value>) -> Vec<Fault> {
    let mut faults = Vec::new();
    let profile = story.get("profile");
    if profile.and_then(Value::as_u64) != Some(PROFILE) {
        let found = profile.map_or_else(String::new, Value::to_string);
        let problem = match profile {
            None => Problem::Missing,
            Some(_) => Problem::UnknownValue,
        };
        let fault = Fault::new(problem, "profile", &found, Effect::Shown);
        faults.push(fault.expecting(PROFILE.to_string()));
    }
    day(story, "updated", &mut faults);
    for (list, name) in [
        ("articles", "article"),
        ("phases", "phase"),
        ("categories", "category"),
    ] {
        let mut known: Vec<&str> = Vec::new();
        for (index, item) in items(story, list).enumerate() {
            let id = item.get("id").and_then(Value::as_str).unwrap_or_default();
            let field = format!("{list}[{index}].id");
            if known.contains(&id) {
                faults.push(Fault::new(Problem::DuplicateId, &field, id, Effect::Kept));
            } else if !id.is_empty() && !is_id(id) {
                faults.push(bad_id(&field, id));
            }
            known.push(id);
            if name == "phase"
                && item
                    .get("rank")
                    .is_none_or(|rank| !rank.is_u64() || rank == 0)
            {
                let field = format!("{list}[{index}].rank");
                let found = item.get("rank").map_or_else(String::new, Value::to_string);
                let fault = Fault::new(Problem::WrongType, &field, &found, Effect::Shown);
                faults.push(fault.expecting("1, 2, 3 …"));
            }
        }
    }
    for (index, connection) in items(story, "connections").enumerate() {
        let (from, to) = (connection.get("from"), connection.get("to"));
        if let (Some(Value::String(from)), Some(Value::String(to))) = (from, to)
            && from == to
        {
            let field = format!("connections[{index}]");
            faults.push(Fault::new(
                Problem::SelfConnection,
                &field,
                from,
                Effect::Shown,
            ));
        }
    }
    faults
}

fn feature_faults(feature: &Value, options: &Options) -> Vec<Fault> {
    let mut faults = Vec::new();
    match feature.get("id") {
        None | Some(Value::Null) => {
            let fault = Fault::new(Problem::Missing, "id", "", Effect::Shown);
            let expected = Expected::Message("type-id".into());
            faults.push(Fault { expected, ..fault });
        }
        Some(Value::String(id)) if !is_id(id) => faults.push(bad_id("id", id)),
        Some(_) => {}
    }
    let Some(Value::Object(properties)) = feature.get("properties") else {
        return faults;
    };
    day(properties, "updated", &mut faults);
    for (index, correction) in items(properties, "corrections").enumerate() {
        let mut inner = Vec::new();
        day(correction, "date", &mut inner);
        faults.extend(inner.into_iter().map(|fault| Fault {
            field: format!("corrections[{index}].{}", fault.field),
            ..fault
        }));
    }
    if let Some(Value::String(code)) = properties
        .get("place")
        .and_then(|place| place.get("region"))
        && (!is_region_code(code) || is_unknown_region(&options.known_regions, code))
    {
        faults.push(Fault::new(
            Problem::UnknownRegion,
            "place.region",
            code,
            Effect::Shown,
        ));
    }
    for (index, figure) in items(properties, "figures").enumerate() {
        let field = |name: &str| format!("figures[{index}].{name}");
        if figure.get("label").is_none_or(Value::is_null) {
            let fault = Fault::new(Problem::Missing, &field("label"), "", Effect::Shown);
            let expected = Expected::Message("type-text".into());
            faults.push(Fault { expected, ..fault });
        }
        let is_stated = figure
            .get("qualifier")
            .is_some_and(|word| word == "not-stated");
        if figure.get("value").is_none_or(Value::is_null) && !is_stated {
            let fault = Fault::new(Problem::Missing, &field("qualifier"), "", Effect::Shown);
            faults.push(fault.expecting("not-stated"));
        }
    }
    for (index, account) in items(properties, "accounts").enumerate() {
        let versions = account.get("versions").and_then(Value::as_array);
        let count = versions.map_or(0, Vec::len);
        if count < 2 {
            let field = format!("accounts[{index}].versions");
            let fault = Fault::new(Problem::Missing, &field, &count.to_string(), Effect::Shown);
            faults.push(fault.expecting("2"));
        }
    }
    faults
}

fn items<'v>(
    object: &'v Map<String, Value>,
    name: &str,
) -> impl Iterator<Item = &'v Map<String, Value>> {
    let list = object.get(name).and_then(Value::as_array);
    list.into_iter().flatten().filter_map(Value::as_object)
}

/// Whether a text has the form of an id: small Latin letters, digits and hyphens, at most 64.
fn is_id(text: &str) -> bool {
    let is_part = |part: &str| {
        let is_plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
        !part.is_empty() && part.bytes().all(is_plain)
    };
    text.len() <= 64 && text.split('-').all(is_part)
}

fn bad_id(field: &str, id: &str) -> Fault {
    let fault = Fault::new(Problem::WrongType, field, id, Effect::Shown);
    fault.expecting("a-z, 0-9, -")
}

/// A field that is a day, `YYYY-MM-DD`, where it is there.
fn day(object: &Map<String, Value>, name: &str, faults: &mut Vec<Fault>) {
    let value = match object.get(name) {
        None | Some(Value::Null) => return,
        Some(Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
    };
    let is_day = value.len() == 10 && When::parse(&value).is_ok();
    if !is_day {
        faults.push(Fault::new(Problem::BadDate, name, &value, Effect::Shown));
    }
}

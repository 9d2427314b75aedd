//! Files in the profile: what the page's own reader finds wrong, and what it does not look for, since that would weigh
//! on every reader and concerns only who publishes.

use std::collections::HashSet;

use serde_json::{Map, Value};

use super::log::{Fault, Log, shortened};
use super::place::{is_region_code, is_unknown_region};
use crate::load::{rate_from_geojson, story_from_geojson};
use crate::report::{Effect, Expected, Issue, Problem, Report};
use crate::time::When;

/// The version of the profile.
const PROFILE: u64 = 1;

/// Adds to a report what the page's reader finds wrong with a story as it was written: `positions` are the position and
/// line of the record that each feature was made of. What refers to a record that is `withdrawn` goes with it, and is right.
pub(super) fn add_issues(
    geojson: &[u8],
    positions: &[(usize, usize)],
    withdrawn: &[String],
    report: &mut Report,
) {
    let Ok(loaded) = story_from_geojson(geojson) else {
        return;
    };
    let mut log = Log::default();
    report.issues.drain(..).for_each(|issue| log.push(issue));
    // The geometry has been judged before.
    let withdrawn: HashSet<String> = withdrawn.iter().map(|id| shortened(id)).collect();
    let is_new = |issue: &Issue| {
        let is_story = issue.record.is_none() && issue.problem == Problem::UnknownReference;
        let goes_too = is_story && withdrawn.contains(&issue.value);
        !issue.field.starts_with("geometry") && !goes_too
    };
    let of_rate = rate_from_geojson(geojson).1;
    for issue in loaded.issues.into_iter().chain(of_rate).filter(is_new) {
        let place = issue
            .record
            .and_then(|record| positions.get(record.saturating_sub(1)));
        log.push(Issue {
            line: place.map(|(_, line)| *line),
            record: place.map(|(position, _)| *position).or(issue.record),
            ..issue
        });
    }
    report.issues = log.into_issues();
}

/// What the profile asks of a `story` member and the page's reader does not look at.
pub(super) fn story_faults(story: &Map<String, Value>) -> Vec<Fault> {
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
    day(story, "updated", "updated", &mut |fault| faults.push(fault));
    for list in ["articles", "phases", "categories"] {
        let mut known: HashSet<&str> = HashSet::new();
        for (index, item) in items(story, list).enumerate() {
            let id = item.get("id").and_then(Value::as_str).unwrap_or_default();
            let field = format!("{list}[{index}].id");
            if !known.insert(id) {
                faults.push(Fault::new(Problem::DuplicateId, &field, id, Effect::Kept));
            } else if !id.is_empty() && !is_id(id) {
                faults.push(bad_id(&field, id));
            }
        }
    }
    for (index, phase) in items(story, "phases").enumerate() {
        let rank = phase.get("rank");
        if rank.and_then(Value::as_u64).is_none_or(|rank| rank == 0) {
            let field = format!("phases[{index}].rank");
            let found = rank.map_or_else(String::new, Value::to_string);
            let fault = Fault::new(Problem::WrongType, &field, &found, Effect::Shown);
            faults.push(fault.expecting("1, 2, 3 …"));
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

/// What the profile asks of a record and the page's reader does not look at; each fault is given to `say`.
pub(super) fn feature_faults(
    id: Option<&Value>,
    properties: &Map<String, Value>,
    known_regions: &[String],
    say: &mut dyn FnMut(Fault),
) {
    match id {
        None | Some(Value::Null) => say(missing("id", "type-id")),
        Some(Value::String(id)) if !is_id(id) => say(bad_id("id", id)),
        Some(_) => {}
    }
    day(properties, "updated", "updated", say);
    for (index, correction) in items(properties, "corrections").enumerate() {
        day(
            correction,
            "date",
            &format!("corrections[{index}].date"),
            say,
        );
    }
    let region = properties
        .get("place")
        .and_then(|place| place.get("region"));
    if let Some(Value::String(code)) = region
        && (!is_region_code(code) || is_unknown_region(known_regions, code))
    {
        say(Fault::new(
            Problem::UnknownRegion,
            "place.region",
            code,
            Effect::Shown,
        ));
    }
    for (index, figure) in items(properties, "figures").enumerate() {
        figure_faults(figure, &format!("figures[{index}]"), say);
    }
    for (index, account) in items(properties, "accounts").enumerate() {
        let versions = account.get("versions").and_then(Value::as_array);
        let count = versions.map_or(0, Vec::len);
        if count < 2 {
            let field = format!("accounts[{index}].versions");
            let fault = Fault::new(Problem::Missing, &field, &count.to_string(), Effect::Shown);
            say(fault.expecting("2"));
        }
    }
}

fn figure_faults(figure: &Map<String, Value>, path: &str, say: &mut dyn FnMut(Fault)) {
    if figure.get("label").is_none_or(Value::is_null) {
        say(missing(&format!("{path}.label"), "type-text"));
    }
    let is_stated = figure
        .get("qualifier")
        .is_some_and(|word| word == "not-stated");
    if figure.get("value").is_none_or(Value::is_null) && !is_stated {
        let field = format!("{path}.qualifier");
        let fault = Fault::new(Problem::Missing, &field, "", Effect::Shown);
        say(fault.expecting("not-stated"));
    }
}

/// A field that is missing; `expected` is the key of the message that says what to add.
fn missing(field: &str, expected: &'static str) -> Fault {
    let fault = Fault::new(Problem::Missing, field, "", Effect::Shown);
    let expected = Expected::Message(expected.into());
    Fault { expected, ..fault }
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

/// A field that is a day, `YYYY-MM-DD`, where it is there; `path` is its path in the record.
fn day(object: &Map<String, Value>, name: &str, path: &str, say: &mut dyn FnMut(Fault)) {
    let value = match object.get(name) {
        None | Some(Value::Null) => return,
        Some(Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
    };
    let is_day = value.len() == 10 && When::parse(&value).is_ok();
    if !is_day {
        say(Fault::new(Problem::BadDate, path, &value, Effect::Shown));
    }
}

//! What a value is as a geometry, before its positions are looked at.

use serde_json::{Map, Value};

use super::json::shown;
use super::judging::MOST_NESTED;
use super::kind::{Kind, TYPES};
use crate::import::log::shortened;
use crate::report::{Expected, Problem};

/// A geometry of a known type, with a list that may hold what that type needs.
pub(super) enum Form<'a> {
    Simple(Kind, &'a Value),
    Collection(&'a [Value]),
}

/// Why a value is no geometry with a place.
pub(super) struct Refusal {
    pub(super) problem: Problem,
    /// The member that is at fault; `None` for the value itself.
    pub(super) member: Option<&'static str>,
    pub(super) value: String,
    pub(super) expected: Expected,
}

impl Refusal {
    fn new(
        problem: Problem,
        member: impl Into<Option<&'static str>>,
        value: String,
        expected: Expected,
    ) -> Self {
        let member = member.into();
        Self {
            problem,
            member,
            value,
            expected,
        }
    }
}

/// What a value is; `depth` is the number of collections around it.
pub(super) fn form_of(geometry: &Value, depth: usize) -> Result<Form<'_>, Refusal> {
    let Some(members) = geometry.as_object() else {
        let expected = Expected::Message("type-object".into());
        return Err(Refusal::new(
            Problem::WrongType,
            None,
            shown(geometry),
            expected,
        ));
    };
    let types = || Expected::Words(TYPES.to_owned());
    let name = match members.get("type") {
        Some(Value::String(name)) => name,
        Some(other) => {
            let expected = Expected::Message("type-text".into());
            return Err(Refusal::new(
                Problem::WrongType,
                "type",
                shown(other),
                expected,
            ));
        }
        None => {
            return Err(Refusal::new(
                Problem::Missing,
                "type",
                shown(geometry),
                types(),
            ));
        }
    };
    if name == "GeometryCollection" {
        return collection(members.get("geometries"), depth);
    }
    match Kind::from_name(name) {
        Some(kind) => simple(kind, members),
        None => Err(Refusal::new(
            Problem::UnknownValue,
            "type",
            shortened(name),
            types(),
        )),
    }
}

fn collection(members: Option<&Value>, depth: usize) -> Result<Form<'_>, Refusal> {
    let list = || Expected::Message("type-list".into());
    let (problem, expected) = match members {
        None => (Problem::Missing, list()),
        Some(Value::Array(items)) if items.is_empty() => (Problem::NoPlace, Expected::Nothing),
        Some(Value::Array(_)) if depth >= MOST_NESTED => {
            (Problem::OverLimit, Expected::Words(MOST_NESTED.to_string()))
        }
        Some(Value::Array(items)) => return Ok(Form::Collection(items)),
        Some(_) => (Problem::WrongType, list()),
    };
    let value = members.map(shown).unwrap_or_default();
    Err(Refusal::new(problem, "geometries", value, expected))
}

fn simple(kind: Kind, members: &Map<String, Value>) -> Result<Form<'_>, Refusal> {
    let refusal = |problem, value| {
        let expected = Expected::Words(kind.template().to_owned());
        Err(Refusal::new(problem, "coordinates", value, expected))
    };
    let Some(coordinates) = members.get("coordinates") else {
        return refusal(Problem::Missing, String::new());
    };
    if is_empty(coordinates, kind.depth()) {
        return refusal(Problem::NoPlace, shown(coordinates));
    }
    // Where something else than a number stands first, the position that it should be is found wrong.
    let depth = depth_of_numbers(coordinates);
    if !coordinates.is_array() || depth.is_some_and(|depth| depth != kind.depth()) {
        return refusal(Problem::BadCoordinates, shown(coordinates));
    }
    Ok(Form::Simple(kind, coordinates))
}

/// How deep the first number is nested; `None` if what stands first is no number.
fn depth_of_numbers(coordinates: &Value) -> Option<usize> {
    let mut depth = 0;
    let mut first = coordinates;
    while let Value::Array(items) = first {
        depth += 1;
        first = items.first()?;
    }
    first.is_number().then_some(depth)
}

/// Whether there is nothing but empty lists and `null` in the lists of `depth` levels.
fn is_empty(coordinates: &Value, depth: usize) -> bool {
    match coordinates {
        Value::Null => true,
        Value::Array(items) => items
            .iter()
            .all(|item| depth > 0 && is_empty(item, depth - 1)),
        _ => false,
    }
}

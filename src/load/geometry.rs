//! GeoJSON geometry (RFC 7946) to the domain's shapes.
//!
//! The types are those of the `geojson` crate. The reader is our own: it names the value that is wrong, in the
//! reader's language, and the crate's would weigh three times as much in the first download. A test holds the two to
//! the same answers.

use geojson::{GeometryValue, Position};
use serde_json::Value;

use super::error::{shortened, shown};
use super::fields::Fault;
use crate::geo::LngLat;
use crate::report::Problem;
use crate::story::Shape;

/// The types of geometry, as a message lists them.
const TYPES: &str =
    "Point, MultiPoint, LineString, MultiLineString, Polygon, MultiPolygon, GeometryCollection";

/// The shape of a geometry, checked.
///
/// # Errors
/// The first thing that is wrong, with the path of its field: a broken geometry is not shown in part.
pub(super) fn shape_from_json(value: &Value) -> Result<Shape, (&'static str, Fault)> {
    Ok(shape_of(&geometry_from_json(value)?))
}

fn geometry_from_json(value: &Value) -> Result<GeometryValue, (&'static str, Fault)> {
    let Some(geometry) = value.as_object() else {
        return Err(("geometry", wrong_type("type-object", value)));
    };
    let kind = geometry
        .get("type")
        .and_then(Value::as_str)
        .unwrap_or_default();
    if kind == "GeometryCollection" {
        let members = geometry.get("geometries").unwrap_or(&Value::Null);
        let members = members.as_array().ok_or_else(|| {
            let problem = wrong_type("type-list", members);
            ("geometry.geometries", problem)
        })?;
        let mut geometries = Vec::with_capacity(members.len());
        for member in members {
            geometries.push(geojson::Geometry::new(geometry_from_json(member)?));
        }
        return Ok(GeometryValue::GeometryCollection { geometries });
    }
    let coordinates = geometry.get("coordinates").unwrap_or(&Value::Null);
    simple_geometry(kind, coordinates).map_err(|fault| match fault.problem() {
        Problem::UnknownValue => ("geometry.type", fault),
        _ => ("geometry.coordinates", fault),
    })
}

fn simple_geometry(kind: &str, coordinates: &Value) -> Result<GeometryValue, Fault> {
    Ok(match kind {
        "Point" => GeometryValue::Point {
            coordinates: position(coordinates)?,
        },
        "MultiPoint" => GeometryValue::MultiPoint {
            coordinates: positions(coordinates)?,
        },
        "LineString" => GeometryValue::LineString {
            coordinates: positions(coordinates)?,
        },
        "MultiLineString" => GeometryValue::MultiLineString {
            coordinates: chains(coordinates)?,
        },
        "Polygon" => GeometryValue::Polygon {
            coordinates: chains(coordinates)?,
        },
        "MultiPolygon" => GeometryValue::MultiPolygon {
            coordinates: list(coordinates, chains)?,
        },
        _ => {
            let fault = Fault::of(Problem::UnknownValue, shortened(kind));
            return Err(fault.allowing(TYPES.to_owned()));
        }
    })
}

fn chains(value: &Value) -> Result<Vec<Vec<Position>>, Fault> {
    list(value, positions)
}

fn positions(value: &Value) -> Result<Vec<Position>, Fault> {
    list(value, position)
}

fn list<T>(value: &Value, item: fn(&Value) -> Result<T, Fault>) -> Result<Vec<T>, Fault> {
    let Some(values) = value.as_array() else {
        return Err(wrong_type("type-list", value));
    };
    let mut items = Vec::with_capacity(values.len());
    for value in values {
        items.push(item(value)?);
    }
    Ok(items)
}

/// Longitude and latitude in degrees; an altitude may follow.
fn position(value: &Value) -> Result<Position, Fault> {
    let bad = || Fault::of(Problem::BadCoordinates, shown(value));
    let [lng_deg, lat_deg, ..] = value.as_array().map(Vec::as_slice).unwrap_or_default() else {
        return Err(bad());
    };
    match (lng_deg.as_f64(), lat_deg.as_f64()) {
        (Some(lng_deg), Some(lat_deg)) if LngLat::new(lng_deg, lat_deg).is_valid() => {
            Ok(Position::from([lng_deg, lat_deg]))
        }
        _ => Err(bad()),
    }
}

fn wrong_type(expected: &'static str, found: &Value) -> Fault {
    Fault::of(Problem::WrongType, shown(found)).expecting(expected)
}

fn shape_of(geometry: &GeometryValue) -> Shape {
    match geometry {
        GeometryValue::Point { coordinates } => {
            Shape::Points(places(std::slice::from_ref(coordinates)))
        }
        GeometryValue::MultiPoint { coordinates } => Shape::Points(places(coordinates)),
        GeometryValue::LineString { coordinates } => Shape::Lines(vec![places(coordinates)]),
        GeometryValue::MultiLineString { coordinates } => Shape::Lines(rings(coordinates)),
        GeometryValue::Polygon { coordinates } => Shape::Areas(vec![rings(coordinates)]),
        GeometryValue::MultiPolygon { coordinates } => {
            Shape::Areas(coordinates.iter().map(|polygon| rings(polygon)).collect())
        }
        GeometryValue::GeometryCollection { geometries } => {
            let members = geometries.iter().map(|member| shape_of(&member.value));
            Shape::Collection(members.collect())
        }
    }
}

fn rings(rings: &[Vec<Position>]) -> Vec<Vec<LngLat>> {
    rings.iter().map(|ring| places(ring)).collect()
}

/// [`position`] has checked that each has two numbers.
fn places(positions: &[Position]) -> Vec<LngLat> {
    let place = |position: &Position| match position.as_slice() {
        [lng_deg, lat_deg, ..] => Some(LngLat::new(*lng_deg, *lat_deg)),
        _ => None,
    };
    positions.iter().filter_map(place).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    /// A position in degrees, with or without an altitude.
    fn position_json() -> impl Strategy<Value = serde_json::Value> {
        let altitude = prop::option::of(-100.0..9000.0);
        ((-180.0..=180.0), (-90.0..=90.0), altitude).prop_map(|(lng, lat, altitude)| match altitude
        {
            Some(altitude) => json!([lng, lat, altitude]),
            None => json!([lng, lat]),
        })
    }

    /// Never empty: the reference reader cannot tell how deep an empty list is.
    fn nested(
        item: impl Strategy<Value = serde_json::Value>,
    ) -> impl Strategy<Value = serde_json::Value> {
        prop::collection::vec(item, 1..4).prop_map(serde_json::Value::Array)
    }

    fn geometry_json() -> impl Strategy<Value = serde_json::Value> {
        let simple = prop_oneof![
            position_json().prop_map(|at| json!({"type": "Point", "coordinates": at})),
            nested(position_json()).prop_map(|at| json!({"type": "MultiPoint", "coordinates": at})),
            nested(position_json()).prop_map(|at| json!({"coordinates": at, "type": "LineString"})),
            nested(nested(position_json()))
                .prop_map(|at| json!({"type": "MultiLineString", "coordinates": at})),
            nested(nested(position_json()))
                .prop_map(|at| json!({"type": "Polygon", "coordinates": at, "note": "x"})),
            nested(nested(nested(position_json())))
                .prop_map(|at| json!({"type": "MultiPolygon", "coordinates": at})),
        ];
        simple.prop_recursive(3, 12, 3, |inner| {
            nested(inner).prop_map(|all| json!({"type": "GeometryCollection", "geometries": all}))
        })
    }

    proptest! {
        #[test]
        fn what_the_reference_reader_takes_is_read_alike(value in geometry_json()) {
            let reference: geojson::Geometry = serde_json::from_value(value.clone()).unwrap();
            prop_assert_eq!(shape_from_json(&value).unwrap(), shape_of(&reference.value));
        }
    }

    #[test]
    fn what_is_wrong_is_named_with_its_field_and_value() {
        for (value, field, found) in [
            (json!("Point"), "geometry", "\"Point\""),
            (
                json!({"type": "Circle", "coordinates": [1, 2]}),
                "geometry.type",
                "Circle",
            ),
            (json!({"type": "Point"}), "geometry.coordinates", "null"),
            (
                json!({"type": "Point", "coordinates": ["x"]}),
                "geometry.coordinates",
                "[\"x\"]",
            ),
            (
                json!({"type": "Point", "coordinates": [181, 2]}),
                "geometry.coordinates",
                "[181,2]",
            ),
            (
                json!({"type": "Point", "coordinates": [1]}),
                "geometry.coordinates",
                "[1]",
            ),
            (
                json!({"type": "LineString", "coordinates": 7}),
                "geometry.coordinates",
                "7",
            ),
            (
                json!({"type": "Polygon", "coordinates": [[[1, 2], null]]}),
                "geometry.coordinates",
                "null",
            ),
            (
                json!({"type": "GeometryCollection"}),
                "geometry.geometries",
                "null",
            ),
            (
                json!({"type": "GeometryCollection", "geometries": [{"type": "Point", "coordinates": [9e9, 2]}]}),
                "geometry.coordinates",
                "[9000000000,2]",
            ),
        ] {
            let (at, fault) = shape_from_json(&value).err().unwrap();
            assert_eq!((at, fault.value()), (field, found), "{value}");
        }
    }
}

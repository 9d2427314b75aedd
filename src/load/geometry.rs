//! GeoJSON geometry (RFC 7946) to the domain's shapes.

use geojson::{Geometry, GeometryValue, Position};

use super::error::shortened;
use super::issue::Problem;
use crate::geo::LngLat;
use crate::story::Shape;

/// The shape of a geometry, checked.
///
/// # Errors
/// The first thing that is wrong: a broken geometry is not shown in part.
pub(super) fn shape_from_json(value: serde_json::Value) -> Result<Shape, Problem> {
    let geometry: Geometry =
        serde_json::from_value(value).map_err(|error| Problem::BadGeometry {
            reason: shortened(&error.to_string()),
        })?;
    shape_of(&geometry)
}

fn shape_of(geometry: &Geometry) -> Result<Shape, Problem> {
    let shape = match &geometry.value {
        GeometryValue::Point { coordinates } => Shape::Points(vec![point(coordinates)?]),
        GeometryValue::MultiPoint { coordinates } => Shape::Points(points(coordinates)?),
        GeometryValue::LineString { coordinates } => Shape::Lines(vec![points(coordinates)?]),
        GeometryValue::MultiLineString { coordinates } => Shape::Lines(rings(coordinates)?),
        GeometryValue::Polygon { coordinates } => Shape::Areas(vec![rings(coordinates)?]),
        GeometryValue::MultiPolygon { coordinates } => Shape::Areas(
            coordinates
                .iter()
                .map(|polygon| rings(polygon))
                .collect::<Result<_, _>>()?,
        ),
        GeometryValue::GeometryCollection { geometries } => {
            Shape::Collection(geometries.iter().map(shape_of).collect::<Result<_, _>>()?)
        }
    };
    Ok(shape)
}

fn rings(rings: &[Vec<Position>]) -> Result<Vec<Vec<LngLat>>, Problem> {
    rings.iter().map(|ring| points(ring)).collect()
}

fn points(positions: &[Position]) -> Result<Vec<LngLat>, Problem> {
    positions.iter().map(point).collect()
}

fn point(position: &Position) -> Result<LngLat, Problem> {
    let bad = || Problem::BadCoordinates {
        value: shortened(&format!("{:?}", position.as_slice())),
    };
    let [lng_deg, lat_deg, ..] = position.as_slice() else {
        return Err(bad());
    };
    let place = LngLat::new(*lng_deg, *lat_deg);
    place.is_valid().then_some(place).ok_or_else(bad)
}

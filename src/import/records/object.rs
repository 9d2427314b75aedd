//! What an object of a JSON text is: a feature, a geometry, a collection, or a record whose members are fields.

use serde_json::{Map, Value};

use super::json::{JsonRecords, State};
use super::parse::not_a_feature;
use super::{Feature, Record};
use crate::import::log::{Fault, Log};
use crate::report::{Effect, Expected, Problem};

impl<R> JsonRecords<R> {
    /// A record of the members of an object that was a value of the text by itself.
    pub(super) fn object_ended(&mut self, log: &mut Log, is_whole: bool) -> Option<Record> {
        if !is_whole {
            self.state = State::Done;
        }
        let mut members = std::mem::take(&mut self.members);
        let kind = members
            .get("type")
            .and_then(Value::as_str)
            .map(str::to_owned);
        if self.has_features || kind.as_deref() == Some("FeatureCollection") {
            for (name, place) in [("story", &mut self.head.story), ("crs", &mut self.head.crs)] {
                if let Some(value) = members.remove(name) {
                    *place = Some(value);
                }
            }
            let fault = match (self.has_features, kind.as_deref()) {
                (false, _) => Some(Fault::new(
                    Problem::Missing,
                    "features",
                    "",
                    Effect::Skipped,
                )),
                (true, Some("FeatureCollection")) => None,
                (true, kind) => {
                    let kind = kind.unwrap_or_default();
                    let fault = Fault::new(Problem::UnknownValue, "type", kind, Effect::Shown);
                    Some(fault.expecting("FeatureCollection"))
                }
            };
            if let Some(fault) = fault.filter(|_| is_whole) {
                let place = self.object_at;
                log.push(fault.in_file(Some(place.line), Some(place.column)));
            }
            return None;
        }
        if !is_whole {
            return None;
        }
        if let Some(crs) = members.get("crs") {
            self.head.crs = Some(crs.clone());
        }
        self.position += 1;
        Some(Record {
            position: self.position,
            line: self.object_at.line,
            column: self.object_at.column,
            body: self.feature(members),
        })
    }

    /// A feature, a geometry, or an object whose members are fields.
    pub(super) fn feature(&mut self, mut object: Map<String, Value>) -> Result<Feature, Fault> {
        const GEOMETRIES: [&str; 7] = [
            "Point",
            "MultiPoint",
            "LineString",
            "MultiLineString",
            "Polygon",
            "MultiPolygon",
            "GeometryCollection",
        ];
        let kind = object
            .get("type")
            .and_then(Value::as_str)
            .unwrap_or_default();
        if kind == "Feature" {
            self.head.is_geojson = true;
            let geometry = object
                .remove("geometry")
                .filter(|geometry| !geometry.is_null());
            let properties = match object.remove("properties") {
                Some(Value::Object(properties)) => properties,
                None | Some(Value::Null) => Map::new(),
                Some(other) => {
                    let found = other.to_string();
                    let fault =
                        Fault::new(Problem::WrongType, "properties", &found, Effect::Skipped);
                    let expected = Expected::Message("type-object".into());
                    return Err(Fault { expected, ..fault });
                }
            };
            return Ok(Feature {
                id: object.remove("id"),
                geometry,
                properties: self.names.properties(properties),
            });
        }
        if GEOMETRIES.contains(&kind)
            && (object.contains_key("coordinates") || object.contains_key("geometries"))
        {
            self.head.is_geojson = true;
            return Ok(Feature {
                geometry: Some(Value::Object(object)),
                ..Feature::default()
            });
        }
        if self.state == State::InFeatures || kind == "Topology" {
            return Err(not_a_feature(&Value::Object(object).to_string()));
        }
        Ok(Feature {
            properties: self.names.properties(object),
            ..Feature::default()
        })
    }
}

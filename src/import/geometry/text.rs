//! Whole places in one value: a cell of a table, or a member of a JSON record.

use serde_json::{Map, Value};

use super::crs::CrsVerdict;
use super::kind::geometry_json;
use super::number::{Angle, Axis, angle_from_text, is_missing, number_from_text};
use super::place::json_from_place;
use super::wkt::{geometry_from_wkt, is_wkt};
use crate::geo::LngLat;
use crate::report::Problem;

/// The longest text that is read as a place, in bytes: an outline of some 100,000 vertices.
pub const MOST_TEXT_BYTES: usize = 4 << 20;

/// The longest text that is read as two numbers, in bytes.
const MOST_PAIR_BYTES: usize = 200;

/// How it is known which number of a place is which.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AxisOrder {
    /// By a format that puts longitude first: well-known text, GeoJSON and other lists of JSON.
    LongitudeFirst,
    /// By the custom to put latitude first in running text, `41.88, -87.62`: a person should be told. Socrata's
    /// *Location* columns, GeoRSS and ISO 6709 have it so.
    LatitudeFirst,
    /// By names or letters of hemispheres beside the numbers.
    Named,
}

/// A place that was read from a value, not yet judged.
#[derive(Clone, Debug, PartialEq)]
pub struct PlaceText {
    /// Its geometry as GeoJSON, for [`super::judge`].
    pub geometry: Value,
    /// How it is known which number is which.
    pub order: AxisOrder,
    /// The reference system it names.
    pub crs: CrsVerdict,
}

impl PlaceText {
    fn point(lng_deg: f64, lat_deg: f64, order: AxisOrder) -> Self {
        let position = json_from_place(LngLat::new(lng_deg, lat_deg));
        Self {
            geometry: geometry_json("Point", "coordinates", position),
            order,
            crs: CrsVerdict::Wgs84,
        }
    }

    fn geojson(geometry: Value) -> Self {
        Self {
            geometry,
            order: AxisOrder::LongitudeFirst,
            crs: CrsVerdict::Wgs84,
        }
    }
}

/// A place from the text of a cell: well-known text (also with an SRID), a GeoJSON geometry or another object of JSON,
/// two numbers with latitude first, in brackets or not and also after an address as Socrata writes them, or two angles
/// with their hemispheres.
///
/// # Errors
/// [`Problem::NoPlace`] for an empty text, [`Problem::NotFinite`], [`Problem::OverLimit`] beyond [`MOST_TEXT_BYTES`]
/// and for collections nested too deep, [`Problem::BadCoordinates`] for anything else.
pub fn position_from_text(text: &str) -> Result<PlaceText, Problem> {
    if text.len() > MOST_TEXT_BYTES {
        return Err(Problem::OverLimit);
    }
    let text = text.trim();
    if is_missing(text) {
        return Err(Problem::NoPlace);
    }
    if text.starts_with(['{', '[']) {
        let value = serde_json::from_str(text).map_err(|_| Problem::BadCoordinates)?;
        return position_from_json(&value);
    }
    if is_wkt(text) {
        let (geometry, crs) = geometry_from_wkt(text)?;
        return Ok(PlaceText {
            crs,
            ..PlaceText::geojson(geometry)
        });
    }
    pair_from_text(in_brackets(text).unwrap_or(text))
}

/// A place from a member of a JSON record: a GeoJSON geometry, an object with a latitude and a longitude (numbers or
/// texts, as in Socrata's *Location*), a list with longitude first, or a text as in [`position_from_text`].
///
/// # Errors
/// As [`position_from_text`].
pub fn position_from_json(value: &Value) -> Result<PlaceText, Problem> {
    match value {
        Value::Null => Err(Problem::NoPlace),
        Value::String(text) => position_from_text(text),
        Value::Array(_) => {
            let geometry = geometry_json("Point", "coordinates", value.clone());
            Ok(PlaceText::geojson(geometry))
        }
        Value::Object(members) if is_geometry(members) => Ok(PlaceText::geojson(value.clone())),
        Value::Object(members) => named_pair(members),
        _ => Err(Problem::BadCoordinates),
    }
}

fn is_geometry(members: &Map<String, Value>) -> bool {
    members.contains_key("coordinates") || members.contains_key("geometries")
}

/// Latitude and longitude by their names.
fn named_pair(members: &Map<String, Value>) -> Result<PlaceText, Problem> {
    const LATITUDE: [&str; 3] = ["latitude", "lat", "y"];
    const LONGITUDE: [&str; 5] = ["longitude", "lng", "lon", "long", "x"];
    let number = |names: &[&str]| {
        let known = |name: &str| {
            members
                .iter()
                .find(|(key, _)| key.eq_ignore_ascii_case(name))
        };
        match names.iter().find_map(|name| known(name)) {
            None | Some((_, Value::Null)) => Err(Problem::NoPlace),
            Some((_, Value::Number(number))) => number.as_f64().ok_or(Problem::NotFinite),
            Some((_, Value::String(text))) => number_from_text(text),
            Some(_) => Err(Problem::BadCoordinates),
        }
    };
    let (lng_deg, lat_deg) = both(number(&LONGITUDE), number(&LATITUDE))?;
    Ok(PlaceText::point(lng_deg, lat_deg, AxisOrder::Named))
}

/// Both numbers, or why not: one that is missing beside one that is there is more than no place.
fn both<T>(one: Result<T, Problem>, other: Result<T, Problem>) -> Result<(T, T), Problem> {
    match (one, other) {
        (Ok(one), Ok(other)) => Ok((one, other)),
        (Err(Problem::NoPlace), Err(Problem::NoPlace)) => Err(Problem::NoPlace),
        (Err(Problem::NotFinite), _) | (_, Err(Problem::NotFinite)) => Err(Problem::NotFinite),
        _ => Err(Problem::BadCoordinates),
    }
}

/// What stands in brackets at the end, alone or in a line of its own below an address.
fn in_brackets(text: &str) -> Option<&str> {
    let (before, inside) = text.strip_suffix(')')?.rsplit_once('(')?;
    let before = before.trim_end_matches([' ', '\t']);
    (before.is_empty() || before.ends_with('\n')).then_some(inside)
}

fn pair_from_text(text: &str) -> Result<PlaceText, Problem> {
    if text.len() > MOST_PAIR_BYTES {
        return Err(Problem::BadCoordinates);
    }
    if let Some(place) = pair_with_hemispheres(text) {
        return Ok(place);
    }
    let mut problem = Problem::BadCoordinates;
    for (first, second) in splits(text) {
        // A letter beside one of the numbers only, or beside both the same, is a contradiction.
        let plain = |text| match angle_from_text(text) {
            Ok(Angle { deg, axis: None }) => Ok(deg),
            Ok(_) => Err(Problem::BadCoordinates),
            Err(problem) => Err(problem),
        };
        match both(plain(first), plain(second)) {
            Ok((lat_deg, lng_deg)) => {
                return Ok(PlaceText::point(lng_deg, lat_deg, AxisOrder::LatitudeFirst));
            }
            Err(Problem::BadCoordinates) => {}
            Err(other) => problem = other,
        }
    }
    Err(problem)
}

/// Two angles, one of which is north or south and the other east or west, in either order.
fn pair_with_hemispheres(text: &str) -> Option<PlaceText> {
    if !text.chars().any(char::is_alphabetic) {
        return None;
    }
    let is_between = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | '/');
    text.char_indices().skip(1).find_map(|(at, _)| {
        let (first, second) = text.split_at_checked(at)?;
        let first = angle_from_text(first.trim_end_matches(is_between)).ok()?;
        let second = angle_from_text(second.trim_start_matches(is_between)).ok()?;
        let (lng, lat) = match (first.axis?, second.axis?) {
            (Axis::Latitude, Axis::Longitude) => (second, first),
            (Axis::Longitude, Axis::Latitude) => (first, second),
            _ => return None,
        };
        Some(PlaceText::point(lng.deg, lat.deg, AxisOrder::Named))
    })
}

/// The ways to cut a text into two numbers, the surest first. Commas may separate the numbers, their decimals or both;
/// `52,97` alone is one number, and three numbers are none of our places (KML puts longitude first there).
fn splits(text: &str) -> Vec<(&str, &str)> {
    let mut splits = Vec::new();
    let commas: Vec<usize> = text.match_indices(',').map(|(at, _)| at).collect();
    if let Some(split) = text.split_once(';') {
        splits.push(split);
    } else if let [at] = commas.as_slice() {
        let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        splits.extend(cut(text, *at).filter(|(one, other)| !is_digits(one) || !is_digits(other)));
    } else if let [_, at, _] = commas.as_slice() {
        splits.extend(cut(text, *at));
    }
    let mut words = text.split_whitespace();
    if let (Some(one), Some(other), None) = (words.next(), words.next(), words.next()) {
        splits.push((one, other));
    }
    splits
}

/// The text before and after the comma at `at`.
fn cut(text: &str, at: usize) -> Option<(&str, &str)> {
    let (before, after) = text.split_at_checked(at)?;
    Some((before, after.strip_prefix(',')?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    fn check(text: &str, lng_deg: f64, lat_deg: f64, order: AxisOrder) {
        let place = position_from_text(text).unwrap();
        assert_eq!(place, PlaceText::point(lng_deg, lat_deg, order), "{text}");
    }

    #[test]
    fn a_place_is_read_from_one_cell() {
        use AxisOrder::{LatitudeFirst, LongitudeFirst, Named};
        for text in [
            "POINT (-87.62 41.88)",
            "SRID=4326;POINT(-87.62 41.88)",
            "POINT Z (-87.62 41.88 180)",
            r#"{"type":"Point","coordinates":[-87.62,41.88]}"#,
            "[-87.62, 41.88]",
        ] {
            check(text, -87.62, 41.88, LongitudeFirst);
        }
        for text in [
            "(41.88, -87.62)",
            "41.88, -87.62",
            "41.88,-87.62",
            "41.88 -87.62",
            "41.88; -87.62",
            "41,88; -87,62",
            "41,88, -87,62",
            "41,88 −87,62",
            "233 S Wacker Dr\nChicago, IL 60606\n(41.88, -87.62)",
        ] {
            check(text, -87.62, 41.88, LatitudeFirst);
        }
        for text in [
            "41.88N 87.62W",
            "41.88° N, 87.62° W",
            "W 87.62 / N 41.88",
            "41.88N87.62W",
            "87°37'12\"W 41°52'48\"N",
            "41 52 48 N 87 37 12 W",
            "N 41 52 48 W 87 37 12",
            "41,88 с. ш. 87,62 з. д.",
            r#"{"latitude": "41.88", "longitude": "-87.62", "human_address": "{}"}"#,
            r#"{"Lat": 41.88, "Lng": -87.62}"#,
        ] {
            check(text, -87.62, 41.88, Named);
        }
        check("52, 63.5", 63.5, 52.0, LatitudeFirst);
    }

    #[test]
    fn what_is_no_place_says_why() {
        use Problem::{BadCoordinates, NoPlace, NotFinite, OverLimit};
        let long = " 1".repeat(MOST_TEXT_BYTES);
        for (text, expected) in [
            ("", NoPlace),
            ("NULL", NoPlace),
            ("(, )", NoPlace),
            (r#"{"latitude": null, "longitude": null}"#, NoPlace),
            (r#"{"human_address": "{}"}"#, NoPlace),
            (r#"{"latitude": "41.88"}"#, BadCoordinates),
            (r#"{"latitude": true, "longitude": 1}"#, BadCoordinates),
            ("(NaN, NaN)", NotFinite),
            ("inf, 5", NotFinite),
            ("POINT (nan nan)", NotFinite),
            ("52,97", BadCoordinates),
            ("41.88", BadCoordinates),
            ("41.88, -87.62, 180", BadCoordinates),
            ("41.88 N, -87.62", BadCoordinates),
            ("41.88 N, 87.62 N", BadCoordinates),
            ("Main Street (41.88, -87.62)", BadCoordinates),
            ("Chicago", BadCoordinates),
            ("{", BadCoordinates),
            (&"[".repeat(1_000_000), BadCoordinates),
            (&long, OverLimit),
        ] {
            let found = position_from_text(text);
            assert_eq!(
                found.map(|place| place.geometry),
                Err(expected),
                "{text:.60}"
            );
        }
        assert_eq!(position_from_json(&json!(7)), Err(BadCoordinates));
        assert_eq!(position_from_json(&Value::Null), Err(NoPlace));
    }

    #[test]
    fn an_empty_geometry_is_left_to_the_judge() {
        let place = position_from_text("POINT EMPTY").unwrap();
        assert_eq!(place.geometry, json!({"type": "Point", "coordinates": []}));
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "\\PC{0,60}") {
            let _ = position_from_text(&text);
        }

        #[test]
        fn any_text_of_the_alphabet_is_read_or_refused(text in "[(]?[-0-9.,;/°'\"NSEWe ()−сшд]{0,40}") {
            let _ = position_from_text(&text);
        }

        #[test]
        fn a_written_pair_is_read_back(lng in -180.0..180.0_f64, lat in -90.0..90.0_f64) {
            let place = position_from_text(&format!("({lat}, {lng})")).unwrap();
            let expected = PlaceText::point(lng, lat, AxisOrder::LatitudeFirst);
            prop_assert_eq!(place, expected);
            let place = position_from_text(&format!("POINT ({lng} {lat})")).unwrap();
            prop_assert_eq!(&place.geometry["coordinates"][0].as_f64(), &Some(lng));
        }
    }
}

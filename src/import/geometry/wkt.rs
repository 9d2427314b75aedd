//! Well-known text of geometries to GeoJSON.
//!
//! The format is that of OGC 06-103r4 (*Simple feature access*, section 7), with the SRID that PostGIS puts before it
//! (EWKT). Longitude comes first, as in the data of all who write it; numbers after the second are left out.

use serde_json::{Number, Value};

use super::crs::{CrsVerdict, crs_from_epsg};
use super::judging::MOST_NESTED;
use super::kind::{Kind, geometry_json};
use crate::report::Problem;

/// The types by the words of the format.
const KINDS: [(&str, Kind); 6] = [
    ("POINT", Kind::Point),
    ("LINESTRING", Kind::LineString),
    ("POLYGON", Kind::Polygon),
    ("MULTIPOINT", Kind::MultiPoint),
    ("MULTILINESTRING", Kind::MultiLineString),
    ("MULTIPOLYGON", Kind::MultiPolygon),
];

const COLLECTION: &str = "GEOMETRYCOLLECTION";

/// Whether a text begins like well-known text.
pub(super) fn is_wkt(text: &str) -> bool {
    let word = Reader { rest: text }.word();
    word == "SRID" || word == COLLECTION || KINDS.iter().any(|(known, _)| word.starts_with(known))
}

/// The geometry of a text, and the reference system that its SRID names.
///
/// # Errors
/// [`Problem::BadCoordinates`] for anything that is not well-known text, [`Problem::NotFinite`],
/// [`Problem::OverLimit`] for collections nested deeper than [`MOST_NESTED`].
pub(super) fn geometry_from_wkt(text: &str) -> Result<(Value, CrsVerdict), Problem> {
    let mut reader = Reader { rest: text };
    let crs = reader.srid()?;
    let geometry = reader.geometry(0)?;
    reader.skip_spaces();
    if reader.rest.is_empty() {
        Ok((geometry, crs))
    } else {
        Err(Problem::BadCoordinates)
    }
}

struct Reader<'a> {
    rest: &'a str,
}

impl<'a> Reader<'a> {
    fn skip_spaces(&mut self) {
        self.rest = self.rest.trim_start();
    }

    /// The next word, in upper case; empty if something else follows.
    fn word(&mut self) -> String {
        self.skip_spaces();
        let end = self.rest.find(|c: char| !c.is_ascii_alphabetic());
        self.take(end).to_ascii_uppercase()
    }

    /// The text up to `end`, or to the end of all.
    fn take(&mut self, end: Option<usize>) -> &'a str {
        let end = end.unwrap_or(self.rest.len());
        let (taken, rest) = self.rest.split_at_checked(end).unwrap_or((self.rest, ""));
        self.rest = rest;
        taken
    }

    fn takes(&mut self, sign: char) -> bool {
        self.skip_spaces();
        let rest = self.rest.strip_prefix(sign);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn expect(&mut self, sign: char) -> Result<(), Problem> {
        if self.takes(sign) {
            Ok(())
        } else {
            Err(Problem::BadCoordinates)
        }
    }

    /// `SRID=4326;`, which may be left out.
    fn srid(&mut self) -> Result<CrsVerdict, Problem> {
        let start = self.rest;
        if self.word() != "SRID" {
            self.rest = start;
            return Ok(CrsVerdict::Wgs84);
        }
        self.expect('=')?;
        let end = self.rest.find(';').ok_or(Problem::BadCoordinates)?;
        let code = self.take(Some(end)).trim().parse();
        self.expect(';')?;
        match code {
            // PostGIS: not known.
            Ok(0) => Ok(CrsVerdict::Wgs84),
            Ok(code) => Ok(crs_from_epsg(code)),
            Err(_) => Err(Problem::BadCoordinates),
        }
    }

    fn geometry(&mut self, depth: usize) -> Result<Value, Problem> {
        let mut name = self.word();
        for dimensions in ["ZM", "Z", "M"] {
            if let Some(bare) = name.strip_suffix(dimensions) {
                name.truncate(bare.len());
                break;
            }
        }
        if name == COLLECTION {
            if depth >= MOST_NESTED {
                return Err(Problem::OverLimit);
            }
            let members = self.list(|reader| reader.geometry(depth + 1))?;
            return Ok(geometry_json("GeometryCollection", "geometries", members));
        }
        let kind = KINDS.iter().find(|(known, _)| *known == name);
        let (_, kind) = kind.ok_or(Problem::BadCoordinates)?;
        let coordinates = match kind {
            Kind::Point => match self.list(Self::position)? {
                Value::Array(mut items) if items.len() == 1 => items.pop().unwrap_or_default(),
                Value::Array(items) if items.is_empty() => Value::Array(items),
                _ => return Err(Problem::BadCoordinates),
            },
            Kind::MultiPoint => self.list(Self::position_in_brackets_or_not)?,
            Kind::LineString => self.positions()?,
            Kind::Polygon | Kind::MultiLineString => self.list(Self::positions)?,
            Kind::MultiPolygon => self.list(|reader| reader.list(Self::positions))?,
        };
        Ok(geometry_json(kind.name(), "coordinates", coordinates))
    }

    /// Items in brackets, with commas between them; or `EMPTY`, after the word for more dimensions.
    fn list(
        &mut self,
        mut item: impl FnMut(&mut Self) -> Result<Value, Problem>,
    ) -> Result<Value, Problem> {
        let mut items = Vec::new();
        let mut word = self.word();
        if matches!(word.as_str(), "Z" | "M" | "ZM") {
            word = self.word();
        }
        match word.as_str() {
            "EMPTY" => return Ok(Value::Array(items)),
            "" => self.expect('(')?,
            _ => return Err(Problem::BadCoordinates),
        }
        loop {
            items.push(item(self)?);
            if !self.takes(',') {
                break;
            }
        }
        self.expect(')')?;
        Ok(Value::Array(items))
    }

    fn positions(&mut self) -> Result<Value, Problem> {
        self.list(Self::position)
    }

    /// A MultiPoint has each of its positions in brackets; older writers leave them out.
    fn position_in_brackets_or_not(&mut self) -> Result<Value, Problem> {
        let has_bracket = self.takes('(');
        let position = self.position()?;
        if has_bracket {
            self.expect(')')?;
        }
        Ok(position)
    }

    /// Two to four numbers, the first two of which are longitude and latitude.
    fn position(&mut self) -> Result<Value, Problem> {
        let x = self.number()?;
        let y = self.number()?;
        for _ in 2..4 {
            self.skip_spaces();
            if self.rest.starts_with([',', ')']) {
                break;
            }
            self.number()?;
        }
        Ok(Value::Array(vec![Value::Number(x), Value::Number(y)]))
    }

    fn number(&mut self) -> Result<Number, Problem> {
        self.skip_spaces();
        let is_end = |c: char| c.is_whitespace() || matches!(c, ',' | '(' | ')');
        let text = self.take(self.rest.find(is_end));
        let number: f64 = text.parse().map_err(|_| Problem::BadCoordinates)?;
        Number::from_f64(number).ok_or(Problem::NotFinite)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    #[test]
    fn each_type_becomes_that_of_geojson() {
        for (text, expected) in [
            (
                "POINT (63.1 52.9)",
                json!({"type": "Point", "coordinates": [63.1, 52.9]}),
            ),
            (
                "point(63.1  52.9)",
                json!({"type": "Point", "coordinates": [63.1, 52.9]}),
            ),
            (
                "POINT Z (63.1 52.9 200)",
                json!({"type": "Point", "coordinates": [63.1, 52.9]}),
            ),
            (
                "POINTZM(63.1 52.9 200 7)",
                json!({"type": "Point", "coordinates": [63.1, 52.9]}),
            ),
            ("POINT EMPTY", json!({"type": "Point", "coordinates": []})),
            ("POINT Z EMPTY", json!({"type": "Point", "coordinates": []})),
            (
                "LINESTRING (1.5 2.5, 3.5 4.5)",
                json!({"type": "LineString", "coordinates": [[1.5, 2.5], [3.5, 4.5]]}),
            ),
            (
                "MULTIPOINT (1.5 2.5, 3.5 4.5)",
                json!({"type": "MultiPoint", "coordinates": [[1.5, 2.5], [3.5, 4.5]]}),
            ),
            (
                "MULTIPOINT ((1.5 2.5), (3.5 4.5))",
                json!({"type": "MultiPoint", "coordinates": [[1.5, 2.5], [3.5, 4.5]]}),
            ),
            (
                "POLYGON ((1.5 2.5, 3.5 4.5, 0.5 6.5, 1.5 2.5))",
                json!({"type": "Polygon", "coordinates": [[[1.5, 2.5], [3.5, 4.5], [0.5, 6.5], [1.5, 2.5]]]}),
            ),
            (
                "MULTILINESTRING ((1.5 2.5, 3.5 4.5), (5.5 6.5, 7.5 8.5))",
                json!({"type": "MultiLineString", "coordinates": [[[1.5, 2.5], [3.5, 4.5]], [[5.5, 6.5], [7.5, 8.5]]]}),
            ),
            (
                "MULTIPOLYGON (((1.5 2.5, 3.5 4.5, 0.5 6.5, 1.5 2.5)))",
                json!({"type": "MultiPolygon", "coordinates": [[[[1.5, 2.5], [3.5, 4.5], [0.5, 6.5], [1.5, 2.5]]]]}),
            ),
            (
                "GEOMETRYCOLLECTION (POINT (1.5 2.5), GEOMETRYCOLLECTION EMPTY)",
                json!({"type": "GeometryCollection", "geometries": [
                    {"type": "Point", "coordinates": [1.5, 2.5]},
                    {"type": "GeometryCollection", "geometries": []},
                ]}),
            ),
        ] {
            assert!(is_wkt(text), "{text}");
            assert_eq!(
                geometry_from_wkt(text),
                Ok((expected, CrsVerdict::Wgs84)),
                "{text}"
            );
        }
    }

    #[test]
    fn an_srid_names_the_reference_system() {
        for (srid, expected) in [
            ("0", CrsVerdict::Wgs84),
            ("4326", CrsVerdict::Wgs84),
            (
                "4258",
                CrsVerdict::NearlyWgs84("EPSG:4258 (ETRS89)".to_owned()),
            ),
            ("3857", CrsVerdict::Other("EPSG:3857".to_owned())),
        ] {
            let (_, crs) = geometry_from_wkt(&format!("SRID={srid};POINT(1 2)")).unwrap();
            assert_eq!(crs, expected);
        }
    }

    #[test]
    fn what_is_broken_is_refused() {
        use Problem::{BadCoordinates, NotFinite, OverLimit};
        let deep = "GEOMETRYCOLLECTION (".repeat(100_000);
        for (text, expected) in [
            ("", BadCoordinates),
            ("POINT", BadCoordinates),
            ("POINT (63.1)", BadCoordinates),
            ("POINT (63.1 52.9", BadCoordinates),
            ("POINT (63.1 52.9) x", BadCoordinates),
            ("POINT (63.1 52.9, 1 2)", BadCoordinates),
            ("POINT (1 2 3 4 5)", BadCoordinates),
            ("POINT (63,1 52,9)", BadCoordinates),
            ("CIRCULARSTRING (1 2, 3 4, 5 6)", BadCoordinates),
            ("SRID=x;POINT (1 2)", BadCoordinates),
            ("SRID=4326 POINT (1 2)", BadCoordinates),
            ("POINT (nan nan)", NotFinite),
            ("POINT (1e999 0)", NotFinite),
            (deep.as_str(), OverLimit),
        ] {
            assert_eq!(geometry_from_wkt(text), Err(expected), "{text:.40}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(
            text in "(SRID=[0-9]{0,6};)?(POINT|MULTIPOINT|POLYGON|GEOMETRYCOLLECTION)? ?[ZM]?[-(), 0-9.eé]{0,40}"
        ) {
            let _ = geometry_from_wkt(&text);
        }
    }
}

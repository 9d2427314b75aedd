//! The reference system of old files.
//!
//! GeoJSON of 2008 had a member `crs`; RFC 7946 has not, and all its positions are WGS 84. Both put longitude first
//! whatever the reference system says of its axes (2008: section 2.1.1, "x, y, z order").

use serde_json::Value;

use super::json::shown;
use crate::import::log::shortened;

/// What a message calls the reference system that is expected.
pub(super) const WGS84_NAME: &str = "EPSG:4326";

/// The reference system of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum CrsVerdict {
    /// WGS 84, by name or by default.
    #[default]
    Wgs84,
    /// One whose positions may be taken for WGS 84 on a map: named.
    NearlyWgs84(String),
    /// Any other: named, at most 80 characters.
    Other(String),
}

/// Codes of WGS 84 with two axes and with three.
const WGS84_CODES: [u64; 2] = [4326, 4979];

/// Systems whose positions may be taken for WGS 84 on a map, by EPSG code.
///
/// The EPSG Dataset (v11.022) has for each but the last an identity as its transformation to WGS 84, with the accuracy
/// given here in metres; WGS 84 itself is defined to 2 m only (ensemble accuracy of EPSG:6326). CGCS2000 is ITRF97 at
/// epoch 2000.0 and thus away from the current frame by what its plate has moved since, less than 1 m.
const NEARLY_WGS84: [(u64, &str, u8); 11] = [
    (4258, "ETRS89", 1),
    (4269, "NAD83", 4),
    (6318, "NAD83(2011)", 2),
    (4617, "NAD83(CSRS)", 2),
    (4283, "GDA94", 3),
    (7844, "GDA2020", 3),
    (4167, "NZGD2000", 1),
    (4674, "SIRGAS 2000", 1),
    (4612, "JGD2000", 1),
    (6668, "JGD2011", 1),
    (4490, "CGCS2000", 1),
];

/// The reference system that the member `crs` of a file names. `null` is taken for WGS 84, which is what the file would
/// be without it.
pub fn crs_of(crs: &Value) -> CrsVerdict {
    if crs.is_null() {
        return CrsVerdict::Wgs84;
    }
    let property = |name: &str| crs.get("properties").and_then(|all| all.get(name));
    let kind = crs.get("type").and_then(Value::as_str).unwrap_or_default();
    let name = match (kind, crs) {
        (_, Value::String(name)) => Some(name.as_str()),
        ("link", _) => property("href").and_then(Value::as_str),
        _ => property("name").and_then(Value::as_str),
    };
    if let Some(name) = name {
        return crs_from_name(name);
    }
    match property("code") {
        Some(Value::Number(code)) if kind.eq_ignore_ascii_case("epsg") => {
            code.as_u64().map_or_else(
                || CrsVerdict::Other(shortened(&code.to_string())),
                crs_from_epsg,
            )
        }
        Some(Value::String(code)) => crs_from_name(&format!("{kind}:{code}")),
        _ => CrsVerdict::Other(shown(crs)),
    }
}

/// The reference system of an EPSG code.
pub(super) fn crs_from_epsg(code: u64) -> CrsVerdict {
    let nearly = NEARLY_WGS84.iter().find(|(known, _, _)| *known == code);
    match nearly {
        _ if WGS84_CODES.contains(&code) => CrsVerdict::Wgs84,
        Some((_, name, _)) => CrsVerdict::NearlyWgs84(format!("EPSG:{code} ({name})")),
        None => CrsVerdict::Other(format!("EPSG:{code}")),
    }
}

/// The reference system of a name: a URN or address of the OGC, an authority and a code, a usual name, or a PROJ
/// string of WGS 84.
fn crs_from_name(name: &str) -> CrsVerdict {
    /// No name that is known is longer.
    const MOST_BYTES: usize = 200;
    let other = || CrsVerdict::Other(shortened(name));
    if name.len() > MOST_BYTES {
        return other();
    }
    let lower = name.trim().to_ascii_lowercase();
    let compact: String = lower
        .chars()
        .filter(|c| !matches!(c, ' ' | '_' | '-'))
        .collect();
    if matches!(
        compact.as_str(),
        "wgs84" | "crs84" | "wgs1984" | "gcswgs1984"
    ) {
        return CrsVerdict::Wgs84;
    }
    if lower.starts_with("+proj=") {
        return if is_wgs84_proj(&lower) {
            CrsVerdict::Wgs84
        } else {
            other()
        };
    }
    let parts: Vec<&str> = lower
        .split([':', '/', '#', '=', '.'])
        .filter(|part| !part.is_empty())
        .collect();
    let has = |wanted: &str| parts.contains(&wanted);
    match parts.last().copied().unwrap_or_default() {
        "crs84" | "crs84h" if has("ogc") => CrsVerdict::Wgs84,
        "crs83" if has("ogc") => CrsVerdict::NearlyWgs84("OGC:CRS83 (NAD83)".to_owned()),
        code if has("epsg") => match code.parse() {
            Ok(code) => crs_from_epsg(code),
            Err(_) => other(),
        },
        _ => other(),
    }
}

/// Whether a PROJ string says longitude and latitude of WGS 84 in degrees, and nothing more.
fn is_wgs84_proj(lower: &str) -> bool {
    let mut has_datum = false;
    for part in lower.split_ascii_whitespace() {
        match part {
            "+datum=wgs84" => has_datum = true,
            "+proj=longlat" | "+proj=latlong" | "+ellps=wgs84" | "+no_defs" | "+type=crs" => {}
            "+towgs84=0,0,0" | "+towgs84=0,0,0,0,0,0,0" => {}
            _ => return false,
        }
    }
    has_datum
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn named(name: &str) -> Value {
        json!({"type": "name", "properties": {"name": name}})
    }

    #[test]
    fn wgs84_is_known_by_all_its_names() {
        for name in [
            "urn:ogc:def:crs:OGC:1.3:CRS84",
            "urn:ogc:def:crs:OGC::CRS84",
            "urn:ogc:def:crs:OGC::CRS84h",
            "OGC:CRS84",
            "http://www.opengis.net/def/crs/OGC/1.3/CRS84",
            "https://www.opengis.net/def/crs/OGC/0/CRS84",
            "urn:ogc:def:crs:EPSG::4326",
            "urn:ogc:def:crs:EPSG:6.9:4326",
            "urn:x-ogc:def:crs:EPSG:4326",
            "urn:ogc:def:crs:EPSG::4979",
            "http://www.opengis.net/def/crs/EPSG/0/4326",
            "http://www.opengis.net/gml/srs/epsg.xml#4326",
            "EPSG:4326",
            "epsg:4326",
            "+init=epsg:4326",
            "WGS84",
            "WGS 84",
            "GCS_WGS_1984",
            "+proj=longlat +datum=WGS84 +no_defs",
        ] {
            assert_eq!(crs_of(&named(name)), CrsVerdict::Wgs84, "{name}");
        }
        for crs in [
            json!(null),
            json!("EPSG:4326"),
            json!({"type": "EPSG", "properties": {"code": 4326}}),
            json!({"type": "EPSG", "properties": {"code": "4326"}}),
            json!({"type": "link", "properties": {"href": "http://spatialreference.org/ref/epsg/4326/", "type": "proj4"}}),
        ] {
            assert_eq!(crs_of(&crs), CrsVerdict::Wgs84, "{crs}");
        }
    }

    #[test]
    fn systems_that_differ_by_metres_are_named() {
        for (crs, name) in [
            (named("urn:ogc:def:crs:EPSG::4269"), "EPSG:4269 (NAD83)"),
            (named("EPSG:4258"), "EPSG:4258 (ETRS89)"),
            (named("urn:ogc:def:crs:OGC:1.3:CRS83"), "OGC:CRS83 (NAD83)"),
            (
                json!({"type": "EPSG", "properties": {"code": 7844}}),
                "EPSG:7844 (GDA2020)",
            ),
        ] {
            assert_eq!(crs_of(&crs), CrsVerdict::NearlyWgs84(name.to_owned()));
        }
    }

    #[test]
    fn any_other_is_named_as_the_file_names_it() {
        for (crs, name) in [
            (named("EPSG:3857"), "EPSG:3857"),
            (named("urn:ogc:def:crs:EPSG::27700"), "EPSG:27700"),
            (
                named("urn:ogc:def:crs:OGC:1.3:CRS27"),
                "urn:ogc:def:crs:OGC:1.3:CRS27",
            ),
            (named("Pulkovo 1942"), "Pulkovo 1942"),
            (named(""), ""),
            (named("4326"), "4326"),
            (named("EPSG:4326x"), "EPSG:4326x"),
            (
                named("+proj=utm +zone=32 +datum=WGS84"),
                "+proj=utm +zone=32 +datum=WGS84",
            ),
            (
                json!({"type": "EPSG", "properties": {"code": 3857}}),
                "EPSG:3857",
            ),
            (json!({"type": "EPSG", "properties": {"code": -1}}), "-1"),
            (json!({"type": "name"}), "{\"type\":\"name\"}"),
            (json!([4326]), "[4326]"),
        ] {
            assert_eq!(crs_of(&crs), CrsVerdict::Other(name.to_owned()), "{crs}");
        }
        let CrsVerdict::Other(name) = crs_of(&named(&"x".repeat(10_000))) else {
            panic!("a name of ten thousand letters is known");
        };
        assert_eq!(name.chars().count(), 81);
    }
}

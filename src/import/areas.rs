//! A publisher's file of areas as a basemap: TopoJSON or GeoJSON to an index and one level.

use serde_json::{Map, Value, json};

use crate::geo::{Area, LngLat, LngLatBounds, Topology, rings_contain};
use crate::load::topology_from_topojson;

/// Whom the map credits for a file that does not say so itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AreasCredit {
    /// The attribution.
    pub text: String,
    /// Its page, or nothing.
    pub url: String,
    /// The licence's name, or nothing.
    pub licence: String,
}

/// A basemap made of one file.
pub struct AreasBasemap {
    /// `index.json`.
    pub index: Vec<u8>,
    /// `areas.topo.json`, which that names.
    pub level: Vec<u8>,
}

/// The name of the one level.
pub const AREAS_LEVEL: &str = "areas.topo.json";
/// Properties that may hold the code of an area, the first that does wins.
const CODE_KEYS: [&str; 7] = [
    "iso_3166_2",
    "ISO_3166_2",
    "code",
    "iso_3166_1",
    "iso_a2",
    "ISO_A2",
    "id",
];
/// A window wider than this is the world.
const WORLD_DEG: f64 = 300.0;
/// By how much its lines may be off, in kilometres: nobody knows, and there is no finer level.
const TOLERANCE_KM: f64 = 1.0;

/// Where the areas of a file lie as they are collected: TopoJSON's geometries by layer, and what they are called.
#[derive(Default)]
struct Layers {
    countries: Vec<Value>,
    regions: Vec<Value>,
    /// Code and name; no code where the area has none.
    names: Vec<(String, Map<String, Value>)>,
    /// Rings of GeoJSON, each an arc of its own.
    arcs: Vec<Value>,
}

/// Makes a basemap of a file; `beyond` is the index for what lies outside it.
///
/// # Errors
/// What is wrong with the file, and what to do.
pub fn basemap_from_areas(
    bytes: &[u8],
    credit: &AreasCredit,
    beyond: Option<&str>,
) -> Result<AreasBasemap, String> {
    let value: Value = serde_json::from_slice(bytes).map_err(|error| {
        format!("it is not JSON ({error}); give TopoJSON, GeoJSON, or a folder with index.json")
    })?;
    let mut layers = Layers::default();
    let mut level = match value.get("type").and_then(Value::as_str) {
        Some("Topology") => {
            let objects = value.get("objects").and_then(Value::as_object);
            for object in objects.into_iter().flat_map(Map::values) {
                layers.take_topojson(object);
            }
            let mut level = Map::new();
            for key in ["type", "transform", "arcs"] {
                level.extend(value.get(key).map(|part| (key.to_owned(), part.clone())));
            }
            level
        }
        _ => {
            layers.take_geojson(&value);
            let arcs = std::mem::take(&mut layers.arcs);
            let mut level = Map::new();
            level.insert("type".to_owned(), json!("Topology"));
            level.insert("arcs".to_owned(), Value::Array(arcs));
            level
        }
    };
    if layers.countries.is_empty() && layers.regions.is_empty() {
        return Err(
            "it has no areas; the map needs polygons or multipolygons with \
             positions in degrees of longitude and latitude"
                .to_owned(),
        );
    }
    let collection =
        |geometries: &[Value]| json!({"type": "GeometryCollection", "geometries": geometries});
    let objects = json!({
        "countries": collection(&layers.countries),
        "adm1": collection(&layers.regions),
    });
    level.insert("objects".to_owned(), objects);
    let topology = read(&level)?;
    // Borders that are not shared arcs, and those around regions without countries, would otherwise be coasts or none.
    let is_topojson = value.get("arcs").is_some();
    let mut lone = topology.borders(&topology.regions).outer;
    if !is_topojson {
        lone.extend(topology.borders(&topology.countries).outer);
    }
    let lone: Vec<Value> = lone.iter().map(|arc| json!([arc.0])).collect();
    let borders = collection(&[json!({"type": "MultiLineString", "arcs": lone})]);
    if let Some(Value::Object(objects)) = level.get_mut("objects") {
        objects.insert("borders".to_owned(), borders);
    }
    let points = || topology.arcs.iter().flatten().copied();
    if let Some(wrong) = points().find(|point| !point.is_valid()) {
        return Err(format!(
            "it has the position {}, {}, which is no longitude and latitude in degrees; convert it to WGS 84 (EPSG:4326)",
            wrong.lng_deg, wrong.lat_deg
        ));
    }
    let window = LngLatBounds::of(points()).unwrap_or(LngLatBounds::WORLD);
    let window = match window.width_deg() > WORLD_DEG {
        true => LngLatBounds::WORLD,
        false => window,
    };
    let mut index = json!({
        "bounds": [window.west_deg, window.south_deg, window.east_deg, window.north_deg],
        "credits": [{"text": credit.text, "url": credit.url, "licence": credit.licence}],
        "levels": [{"file": AREAS_LEVEL, "toleranceKm": TOLERANCE_KM}],
        "countries": named(&topology, &topology.countries, &layers.names),
        "regions": named(&topology, &topology.regions, &layers.names),
        "cities": [],
        "waters": [],
    });
    if let (Some(beyond), Value::Object(index)) = (beyond, &mut index) {
        index.insert("beyond".to_owned(), json!(beyond));
    }
    Ok(AreasBasemap {
        index: index.to_string().into_bytes(),
        level: Value::Object(level).to_string().into_bytes(),
    })
}

fn read(level: &Map<String, Value>) -> Result<Topology, String> {
    let bytes = Value::Object(level.clone()).to_string();
    topology_from_topojson(bytes.as_bytes())
        .map_err(|error| format!("its arcs cannot be read: {error}; write it again as TopoJSON"))
}

impl Layers {
    fn take_topojson(&mut self, object: &Value) {
        match object.get("type").and_then(Value::as_str) {
            Some("GeometryCollection") => {
                let geometries = object.get("geometries").and_then(Value::as_array);
                for geometry in geometries.into_iter().flatten() {
                    self.take_topojson(geometry);
                }
            }
            Some(kind @ ("Polygon" | "MultiPolygon")) => {
                let arcs = object.get("arcs").cloned().unwrap_or_default();
                self.add(object, kind, arcs);
            }
            _ => {}
        }
    }

    fn take_geojson(&mut self, value: &Value) {
        if let Some(features) = value.get("features").and_then(Value::as_array) {
            for feature in features {
                self.take_geojson(feature);
            }
            return;
        }
        let geometry = value.get("geometry").unwrap_or(value);
        let (Some(kind), Some(coordinates)) = (
            geometry.get("type").and_then(Value::as_str),
            geometry.get("coordinates"),
        ) else {
            return;
        };
        let arcs = match kind {
            "Polygon" => self.rings(coordinates),
            "MultiPolygon" => {
                let polygons = coordinates.as_array().into_iter().flatten();
                let polygons: Vec<Value> = polygons.map(|polygon| self.rings(polygon)).collect();
                Value::Array(polygons)
            }
            _ => return,
        };
        self.add(value, kind, arcs);
    }

    /// The rings of a polygon as references to new arcs.
    fn rings(&mut self, polygon: &Value) -> Value {
        let mut chains = Vec::new();
        for ring in polygon.as_array().into_iter().flatten() {
            chains.push(json!([self.arcs.len()]));
            self.arcs.push(ring.clone());
        }
        Value::Array(chains)
    }

    /// Adds an area: a country when its code has two letters, a region otherwise.
    fn add(&mut self, described: &Value, kind: &str, arcs: Value) {
        let none = Map::new();
        let properties = described.get("properties").and_then(Value::as_object);
        let properties = properties.unwrap_or(&none);
        let code = described.get("id").and_then(text);
        let code = CODE_KEYS
            .iter()
            .filter_map(|key| properties.get(*key).and_then(text))
            .find(|code| is_code(code))
            .or(code)
            .unwrap_or_default();
        let is_country = code.len() == 2 && is_code(&code);
        let geometry = json!({"type": kind, "id": code, "arcs": arcs});
        match is_country {
            true => self.countries.push(geometry),
            false => self.regions.push(geometry),
        }
        let mut name = Map::new();
        for (key, value) in properties {
            let tag = match key.to_ascii_lowercase().as_str() {
                "name" => Some(String::new()),
                other => other.strip_prefix("name").and_then(|rest| {
                    let tag = rest.strip_prefix(['_', ':', '-'])?;
                    (2..=3).contains(&tag.len()).then(|| tag.to_owned())
                }),
            };
            if let (Some(tag), Some(value)) = (tag, value.as_str()) {
                name.insert(tag, json!(value));
            }
        }
        self.names.push((code, name));
    }
}

/// A text, or a whole number as one.
fn text(value: &Value) -> Option<String> {
    let number = || value.as_i64().map(|number| number.to_string());
    value.as_str().map(str::to_owned).or_else(number)
}

/// Whether a text looks like a code of ISO 3166-1 or 3166-2.
fn is_code(text: &str) -> bool {
    let (country, rest) = text.split_once('-').unwrap_or((text, "0"));
    country.len() == 2
        && country.bytes().all(|byte| byte.is_ascii_uppercase())
        && (1..=3).contains(&rest.len())
        && rest.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// The names of areas with a place for each.
fn named(
    topology: &Topology,
    areas: &[Area],
    names: &[(String, Map<String, Value>)],
) -> Vec<Value> {
    let mut out = Vec::new();
    for area in areas.iter().filter(|area| !area.id.is_empty()) {
        let name = names.iter().find(|(code, _)| *code == area.id);
        if let Some(((_, name), at)) = name.zip(label_place(topology, area)) {
            out.push(json!({"id": area.id, "name": name, "at": [[at.lng_deg, at.lat_deg]]}));
        }
    }
    out
}

/// A place well inside the largest part of an area: of a grid, the one farthest from its border.
fn label_place(topology: &Topology, area: &Area) -> Option<LngLat> {
    const STEPS: u32 = 24;
    let rings = area.polygons.iter().filter_map(|part| part.rings.first());
    let rings = rings.map(|ring| topology.points(ring).collect::<Vec<LngLat>>());
    let size = |ring: &Vec<LngLat>| {
        let bounds = LngLatBounds::of(ring.iter().copied());
        bounds.map_or(0.0, |bounds| bounds.width_deg() * bounds.height_deg())
    };
    let ring = rings.max_by(|one, other| size(one).total_cmp(&size(other)))?;
    let bounds = LngLatBounds::of(ring.iter().copied())?;
    let (mut best, mut farthest) = (bounds.center(), 0.0);
    for east in 1..STEPS {
        for north in 1..STEPS {
            let share = |step: u32| f64::from(step) / f64::from(STEPS);
            let place = LngLat::new(
                bounds.west_deg + share(east) * bounds.width_deg(),
                bounds.south_deg + share(north) * bounds.height_deg(),
            );
            let narrow = place.lat_deg.to_radians().cos();
            let distance = |point: &LngLat| {
                ((point.lng_deg - place.lng_deg) * narrow).hypot(point.lat_deg - place.lat_deg)
            };
            let far = ring.iter().map(distance).fold(f64::INFINITY, f64::min);
            if far > farthest && rings_contain([ring.iter().copied()], place) {
                (best, farthest) = (place, far);
            }
        }
    }
    Some(best)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::basemap_index_from_json;

    fn credit() -> AreasCredit {
        AreasCredit {
            text: "A survey".to_owned(),
            ..AreasCredit::default()
        }
    }

    const SQUARES: &str = r#"{"type": "FeatureCollection", "features": [
        {"type": "Feature", "properties": {"iso_3166_2": "XX-01", "name": "Left", "name_ru": "Левый"},
         "geometry": {"type": "Polygon", "coordinates": [[[0,0],[10,0],[10,10],[0,10],[0,0]]]}},
        {"type": "Feature", "id": "YY", "properties": {"name": "Right"},
         "geometry": {"type": "MultiPolygon", "coordinates": [[[[10,0],[20,0],[20,10],[10,10],[10,0]]]]}},
        {"type": "Feature", "properties": {}, "geometry": {"type": "Point", "coordinates": [1, 1]}}]}"#;

    #[test]
    fn geojson_becomes_an_index_and_a_level() {
        let made = basemap_from_areas(SQUARES.as_bytes(), &credit(), Some("world/index.json"));
        let made = made.unwrap();
        let index = basemap_index_from_json(&made.index).unwrap();
        assert_eq!(index.beyond.as_deref(), Some("world/index.json"));
        assert_eq!(index.credits[0].text, "A survey");
        assert_eq!(index.bounds.unwrap().east_deg, 20.0);
        assert_eq!(
            (index.countries[0].id.as_str(), index.regions[0].id.as_str()),
            ("YY", "XX-01")
        );
        for (tag, expected) in [("ru", "Левый"), ("en", "Left"), ("kk", "Left")] {
            assert_eq!(index.regions[0].name.in_language(tag).1, expected, "{tag}");
        }
        let topology = topology_from_topojson(&made.level).unwrap();
        let at = index.regions[0].at[0];
        assert!(topology.area_contains(&topology.regions[0], at), "{at:?}");
        // All its lines are drawn, as borders.
        assert_eq!(topology.borders(&topology.regions).inner.len(), 1);
        assert_eq!(topology.borders(&topology.countries).inner.len(), 1);
    }

    #[test]
    fn topojson_keeps_its_arcs() {
        let topojson = r#"{"type": "Topology", "transform": {"scale": [1, 1], "translate": [0, 0]},
            "arcs": [[[0,0],[10,0],[0,10],[-10,0],[0,-10]]], "objects": {"anything":
            {"type": "GeometryCollection", "geometries": [{"type": "Polygon", "arcs": [[0]], "properties": {"code": "ZZ"}}]}}}"#;
        let made = basemap_from_areas(topojson.as_bytes(), &credit(), None).unwrap();
        let topology = topology_from_topojson(&made.level).unwrap();
        assert_eq!(
            (topology.arcs.len(), topology.countries[0].id.as_str()),
            (1, "ZZ")
        );
        assert_eq!(topology.borders(&topology.countries).outer.len(), 1);
    }

    #[test]
    fn what_cannot_be_used_is_said_with_what_to_do() {
        for (file, expected) in [
            ("{", "give TopoJSON, GeoJSON, or a folder"),
            ("[]", "no areas"),
            (
                r#"{"type": "FeatureCollection", "features": []}"#,
                "no areas",
            ),
            (
                r#"{"type": "Polygon", "coordinates": [[[500000, 4000000], [500100, 4000000], [500100, 4000100]]]}"#,
                "convert it to WGS 84",
            ),
            (
                r#"{"type": "Topology", "objects": {"a": {"type": "Polygon", "arcs": [[0]]}}}"#,
                "arcs cannot be read",
            ),
        ] {
            let error = basemap_from_areas(file.as_bytes(), &credit(), None)
                .err()
                .unwrap();
            assert!(error.contains(expected), "{file}: {error}");
        }
    }
}

//! The basemap's files: an index of names and levels, and TopoJSON for the geometry.
//!
//! Read from untyped JSON: derived readers of these few shapes would weigh more than the shapes.

use serde_json::Value;

use super::collection::utf8;
use super::error::{LoadError, shown};
use crate::basemap::{BasemapIndex, Credit, Level, NamedPlace, Part};
use crate::geo::{ArcRef, Area, Line, LngLat, LngLatBounds, Polygon, Topology};
use crate::locale::LocalizedText;

/// Reads `basemap/index.json`, which `public/basemap/README.md` specifies. What does not fit is left out.
///
/// # Errors
/// [`LoadError`] when it is not JSON, or lists no levels.
pub fn basemap_index_from_json(bytes: &[u8]) -> Result<BasemapIndex, LoadError> {
    let value: Value = serde_json::from_str(utf8(bytes)?)?;
    let levels: Vec<Level> = items(&value, "levels").iter().filter_map(level).collect();
    if levels.is_empty() {
        return Err(unexpected(&value));
    }
    let places = |key: &str| items(&value, key).iter().map(named_place).collect();
    Ok(BasemapIndex {
        bounds: bounds(items(&value, "bounds")),
        beyond: text(&value, "beyond"),
        credits: items(&value, "credits").iter().filter_map(credit).collect(),
        levels,
        globe: text(&value, "globe"),
        countries: places("countries"),
        regions: places("regions"),
        cities: places("cities"),
        waters: places("waters"),
    })
}

fn unexpected(value: &Value) -> LoadError {
    LoadError::NotGeoJson {
        found: shown(value),
    }
}

/// The items of the list at `key`; none when there is no list.
fn items<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    list(value.get(key))
}

fn list(value: Option<&Value>) -> &[Value] {
    value.and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

fn text(value: &Value, key: &str) -> Option<String> {
    value.get(key)?.as_str().map(str::to_owned)
}

fn rank(value: &Value) -> u8 {
    let rank = value.get("rank").and_then(Value::as_u64).unwrap_or(0);
    u8::try_from(rank).unwrap_or(u8::MAX)
}

/// West, south, east, north.
fn bounds(edges: &[Value]) -> Option<LngLatBounds> {
    let mut edges = edges.iter().filter_map(Value::as_f64);
    Some(LngLatBounds {
        west_deg: edges.next()?,
        south_deg: edges.next()?,
        east_deg: edges.next()?,
        north_deg: edges.next()?,
    })
}

fn credit(value: &Value) -> Option<Credit> {
    let is_page = |url: &String| url.starts_with("https://") || url.starts_with("http://");
    Some(Credit {
        text: text(value, "text")?,
        url: text(value, "url").filter(is_page).unwrap_or_default(),
        licence: text(value, "licence").unwrap_or_default(),
    })
}

fn level(value: &Value) -> Option<Level> {
    let level = Level {
        file: text(value, "file").unwrap_or_default(),
        tolerance_km: value.get("toleranceKm")?.as_f64()?,
        parts: items(value, "parts").iter().filter_map(part).collect(),
    };
    (level.file.is_empty() != level.parts.is_empty()).then_some(level)
}

fn part(value: &Value) -> Option<Part> {
    let boxes = items(value, "bounds").iter();
    Some(Part {
        file: text(value, "file")?,
        bounds: boxes
            .filter_map(|edges| bounds(list(Some(edges))))
            .collect(),
    })
}

fn named_place(value: &Value) -> NamedPlace {
    let names = value.get("name").and_then(Value::as_object);
    let names = names.into_iter().flatten();
    let names = names.filter_map(|(tag, name)| Some((tag.clone(), name.as_str()?.to_owned())));
    NamedPlace {
        id: text(value, "id").unwrap_or_default(),
        name: LocalizedText::by_language(names.collect()),
        at: items(value, "at")
            .iter()
            .filter_map(pair)
            .map(place)
            .collect(),
        rank: rank(value),
    }
}

fn pair(value: &Value) -> Option<(f64, f64)> {
    let mut numbers = value.as_array()?.iter().map_while(Value::as_f64);
    Some((numbers.next()?, numbers.next()?))
}

fn place((lng_deg, lat_deg): (f64, f64)) -> LngLat {
    LngLat::new(lng_deg, lat_deg)
}

/// Reads a basemap level: TopoJSON with the objects `countries`, `adm1`, `lakes`, `rivers` and `borders` (with the
/// countries of other files), any of which may be missing; `id` and `rank` stand on each geometry.
///
/// # Errors
/// [`LoadError`] when it is not JSON, or has no arcs. References to arcs that do not exist draw nothing.
pub fn topology_from_topojson(bytes: &[u8]) -> Result<Topology, LoadError> {
    let value: Value = serde_json::from_str(utf8(bytes)?)?;
    let transform = value.get("transform").and_then(transform);
    let arcs: Vec<Vec<LngLat>> = items(&value, "arcs")
        .iter()
        .map(|arc| decoded(arc, transform))
        .collect();
    if arcs.is_empty() {
        return Err(unexpected(&value));
    }
    let layer = |name: &str| {
        let layer = value.get("objects").and_then(|objects| objects.get(name));
        list(layer.and_then(|layer| layer.get("geometries")))
    };
    let areas = |name: &str| layer(name).iter().filter_map(area).collect();
    Ok(Topology {
        arcs,
        countries: areas("countries"),
        regions: areas("adm1"),
        lakes: areas("lakes"),
        rivers: layer("rivers").iter().filter_map(line).collect(),
        far_borders: layer("borders")
            .iter()
            .filter_map(line)
            .flat_map(|line| line.parts.concat())
            .collect(),
    })
}

/// Scale and translation of quantised positions.
type Transform = ((f64, f64), (f64, f64));

fn transform(value: &Value) -> Option<Transform> {
    Some((pair(value.get("scale")?)?, pair(value.get("translate")?)?))
}

/// The points of an arc: with a transform they are integer steps (TopoJSON specification, section 2.1.1).
fn decoded(arc: &Value, transform: Option<Transform>) -> Vec<LngLat> {
    let positions = list(Some(arc)).iter().filter_map(pair);
    let Some(((scale_x, scale_y), (move_x, move_y))) = transform else {
        return positions.map(place).collect();
    };
    let (mut x, mut y) = (0.0, 0.0);
    let step = |(dx, dy): (f64, f64)| {
        x += dx;
        y += dy;
        LngLat::new(x * scale_x + move_x, y * scale_y + move_y)
    };
    positions.map(step).collect()
}

fn chain(value: &Value) -> Vec<ArcRef> {
    let arcs = list(Some(value)).iter().filter_map(Value::as_i64);
    arcs.filter_map(|arc| i32::try_from(arc).ok())
        .map(ArcRef)
        .collect()
}

fn polygon(value: &Value) -> Polygon {
    Polygon {
        rings: list(Some(value)).iter().map(chain).collect(),
    }
}

fn area(value: &Value) -> Option<Area> {
    let arcs = value.get("arcs")?;
    let polygons = match value.get("type")?.as_str()? {
        "Polygon" => vec![polygon(arcs)],
        "MultiPolygon" => list(Some(arcs)).iter().map(polygon).collect(),
        _ => return None,
    };
    Some(Area {
        id: text(value, "id").unwrap_or_default(),
        polygons,
    })
}

fn line(value: &Value) -> Option<Line> {
    let arcs = value.get("arcs")?;
    let parts = match value.get("type")?.as_str()? {
        "LineString" => vec![chain(arcs)],
        "MultiLineString" => list(Some(arcs)).iter().map(chain).collect(),
        _ => return None,
    };
    Some(Line {
        id: text(value, "id").unwrap_or_default(),
        rank: rank(value),
        parts,
    })
}

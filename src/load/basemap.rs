//! The basemap's files: an index of names and levels, and TopoJSON for the geometry.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::error::LoadError;
use crate::basemap::{BasemapIndex, Credit, Level, NamedPlace};
use crate::geo::{ArcRef, Area, Line, LngLat, LngLatBounds, Polygon, Topology};
use crate::locale::LocalizedText;

#[derive(Deserialize)]
struct WireIndex {
    bounds: Option<[f64; 4]>,
    #[serde(default)]
    credits: Vec<WireCredit>,
    levels: Vec<WireLevel>,
    #[serde(default)]
    countries: Vec<WirePlace>,
    #[serde(default)]
    regions: Vec<WirePlace>,
    #[serde(default)]
    cities: Vec<WirePlace>,
    #[serde(default)]
    waters: Vec<WirePlace>,
}

#[derive(Deserialize)]
struct WireCredit {
    text: String,
    url: String,
    licence: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct WireLevel {
    file: String,
    tolerance_km: f64,
}

#[derive(Deserialize)]
struct WirePlace {
    #[serde(default)]
    id: String,
    name: BTreeMap<String, String>,
    at: Vec<[f64; 2]>,
    #[serde(default)]
    rank: u8,
}

/// Reads `basemap/index.json`, which `public/basemap/README.md` specifies.
///
/// # Errors
/// [`LoadError`] when it is not such an index.
pub fn basemap_index_from_json(bytes: &[u8]) -> Result<BasemapIndex, LoadError> {
    let wire: WireIndex = serde_json::from_slice(bytes)?;
    let places = |list: Vec<WirePlace>| list.into_iter().map(named_place).collect();
    Ok(BasemapIndex {
        bounds: wire.bounds.and_then(|[west, south, east, north]| {
            LngLatBounds::of([LngLat::new(west, south), LngLat::new(east, north)])
        }),
        credits: wire.credits.into_iter().map(credit).collect(),
        levels: wire.levels.into_iter().map(level).collect(),
        countries: places(wire.countries),
        regions: places(wire.regions),
        cities: places(wire.cities),
        waters: places(wire.waters),
    })
}

fn credit(wire: WireCredit) -> Credit {
    Credit {
        text: wire.text,
        url: wire.url,
        licence: wire.licence,
    }
}

fn level(wire: WireLevel) -> Level {
    Level {
        file: wire.file,
        tolerance_km: wire.tolerance_km,
    }
}

fn named_place(wire: WirePlace) -> NamedPlace {
    NamedPlace {
        id: wire.id,
        name: LocalizedText::by_language(wire.name.into_iter().collect()),
        at: wire
            .at
            .into_iter()
            .map(|[lng, lat]| LngLat::new(lng, lat))
            .collect(),
        rank: wire.rank,
    }
}

#[derive(Deserialize)]
struct WireTopology {
    transform: Option<WireTransform>,
    arcs: Vec<Vec<Vec<f64>>>,
    objects: WireObjects,
}

#[derive(Deserialize)]
struct WireTransform {
    scale: [f64; 2],
    translate: [f64; 2],
}

#[derive(Deserialize)]
struct WireObjects {
    #[serde(default)]
    countries: WireLayer,
    #[serde(default)]
    adm1: WireLayer,
    #[serde(default)]
    lakes: WireLayer,
    #[serde(default)]
    rivers: WireLayer,
}

#[derive(Default, Deserialize)]
struct WireLayer {
    #[serde(default)]
    geometries: Vec<WireGeometry>,
}

#[derive(Deserialize)]
struct WireGeometry {
    #[serde(default)]
    id: String,
    #[serde(default)]
    rank: u8,
    #[serde(flatten)]
    arcs: WireArcs,
}

#[derive(Deserialize)]
#[serde(tag = "type", content = "arcs")]
enum WireArcs {
    Polygon(Vec<Vec<i32>>),
    MultiPolygon(Vec<Vec<Vec<i32>>>),
    LineString(Vec<i32>),
    MultiLineString(Vec<Vec<i32>>),
}

/// Reads a basemap level: TopoJSON with the objects `countries`, `adm1`, `lakes` and `rivers`, any of which may
/// be missing; `id` and `rank` stand on each geometry.
///
/// # Errors
/// [`LoadError`] when it is not such a topology. References to arcs that do not exist draw nothing.
pub fn topology_from_topojson(bytes: &[u8]) -> Result<Topology, LoadError> {
    let wire: WireTopology = serde_json::from_slice(bytes)?;
    let arcs = wire
        .arcs
        .iter()
        .map(|arc| decoded(arc, wire.transform.as_ref()))
        .collect();
    let areas = |layer: WireLayer| layer.geometries.into_iter().filter_map(area).collect();
    Ok(Topology {
        arcs,
        countries: areas(wire.objects.countries),
        regions: areas(wire.objects.adm1),
        lakes: areas(wire.objects.lakes),
        rivers: wire
            .objects
            .rivers
            .geometries
            .into_iter()
            .filter_map(line)
            .collect(),
    })
}

/// The points of an arc: with a transform they are integer steps (TopoJSON specification, section 2.1.1).
fn decoded(arc: &[Vec<f64>], transform: Option<&WireTransform>) -> Vec<LngLat> {
    let (mut x, mut y) = (0.0, 0.0);
    let positions = arc.iter().filter_map(|position| match position.as_slice() {
        [first, second, ..] => Some((*first, *second)),
        _ => None,
    });
    let place = |(first, second): (f64, f64)| {
        let Some(transform) = transform else {
            return LngLat::new(first, second);
        };
        x += first;
        y += second;
        let ([scale_x, scale_y], [move_x, move_y]) = (transform.scale, transform.translate);
        LngLat::new(x * scale_x + move_x, y * scale_y + move_y)
    };
    positions.map(place).collect()
}

fn chain(arcs: Vec<i32>) -> Vec<ArcRef> {
    arcs.into_iter().map(ArcRef).collect()
}

fn polygon(rings: Vec<Vec<i32>>) -> Polygon {
    Polygon {
        rings: rings.into_iter().map(chain).collect(),
    }
}

fn area(wire: WireGeometry) -> Option<Area> {
    let polygons = match wire.arcs {
        WireArcs::Polygon(rings) => vec![polygon(rings)],
        WireArcs::MultiPolygon(polygons) => polygons.into_iter().map(polygon).collect(),
        _ => return None,
    };
    Some(Area {
        id: wire.id,
        polygons,
    })
}

fn line(wire: WireGeometry) -> Option<Line> {
    let parts = match wire.arcs {
        WireArcs::LineString(arcs) => vec![chain(arcs)],
        WireArcs::MultiLineString(parts) => parts.into_iter().map(chain).collect(),
        _ => return None,
    };
    Some(Line {
        id: wire.id,
        rank: wire.rank,
        parts,
    })
}

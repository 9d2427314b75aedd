//! Records looked up in the regions of the shipped basemaps.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::indexing_slicing, clippy::unwrap_used)]

use std::fs;
use std::path::Path;
use std::sync::Arc;

use incident_map::cli::format::IcuFormat;
use incident_map::cli::measure::FontMeasure;
use incident_map::document::{self, DocumentInput, Element, Node};
use incident_map::geo::{LngLat, LngLatBounds, Projection, ScreenSize, Topology};
use incident_map::load::{
    basemap_index_from_json, messages_from_json, story_from_geojson, topology_from_topojson,
};
use incident_map::locale::{Locale, LocalizedText};
use incident_map::query::store::{
    Among, AreaOutline, Areas, Assignment, Columns, Criteria, Minute, Record, RegionCount,
    RegionCounts, Store, areas_of_codes, wholes_of,
};
use incident_map::query::{Measure, Overview, RegionChoice, RegionList, RegionTable};
use incident_map::scene::{
    Ink, Item, MapInput, Palette, Picture, ProjectedBasemap, ProjectedIncidents, SvgText, Theme,
    base_scene, crowd_regions, svg_document,
};
use incident_map::story::{PlacePrecision, Rate, Status};
use incident_map::view::MapHome;

/// The shipped window and the level of it that comes last.
const WINDOW: LngLatBounds = LngLatBounds {
    west_deg: 40.0,
    south_deg: 35.0,
    east_deg: 95.0,
    north_deg: 60.0,
};

/// What the maps show of it.
const SEEN: LngLatBounds = LngLatBounds {
    west_deg: 47.0,
    south_deg: 41.0,
    east_deg: 87.0,
    north_deg: 55.0,
};

fn topology(file: &str) -> Topology {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("public/basemap");
    topology_from_topojson(&fs::read(folder.join(file)).unwrap()).unwrap()
}

/// The ids of all areas, and their outlines on the plane.
fn ground(basemap: &ProjectedBasemap) -> (Vec<String>, Vec<AreaOutline>) {
    let topology = basemap.topology();
    let areas = topology.regions.iter().chain(&topology.countries);
    let ids: Vec<String> = areas.clone().map(|area| area.id.clone()).collect();
    let outlines = areas
        .zip(wholes_of(&ids))
        .map(|(area, part_of)| AreaOutline {
            rings: basemap.rings(area),
            part_of,
        });
    let outlines = outlines.collect();
    (ids, outlines)
}

/// Places that look like chance and are always the same: the plastic sequence (M. Roberts, "The Unreasonable
/// Effectiveness of Quasirandom Sequences", 2018).
fn places(bounds: LngLatBounds, count: usize) -> impl Iterator<Item = LngLat> {
    let fraction = |at: usize, step: f64| (0.5 + step * at as f64).fract();
    (0..count).map(move |at| {
        LngLat::new(
            bounds.west_deg + bounds.width_deg() * fraction(at, 0.754_877_666_246_693),
            bounds.south_deg
                + (bounds.north_deg - bounds.south_deg) * fraction(at, 0.569_840_290_998_053),
        )
    })
}

/// The area that a place lies in by its degrees, regions before countries.
fn by_degrees(topology: &Topology, at: LngLat) -> Option<usize> {
    let mut areas = topology.regions.iter().chain(&topology.countries);
    areas.position(|area| topology.area_contains(area, at))
}

/// Whether an area reaches over the antimeridian, where a place in it cannot be told by its degrees.
fn is_cut(topology: &Topology, number: usize) -> bool {
    let area = topology
        .regions
        .iter()
        .chain(&topology.countries)
        .nth(number);
    let outline = area.map(|area| topology.outline(&area.id));
    let has = |is_there: fn(&LngLat) -> bool| outline.iter().flatten().any(is_there);
    has(|at| at.lng_deg > 179.0) && has(|at| at.lng_deg < -179.0)
}

/// Looks up places away from the edge of a window, along which lines from corner to corner are great circles.
fn check(file: &str, window: LngLatBounds, tolerance_km: f64, count: usize) {
    let projection = Projection::fitted_to(window);
    let basemap = ProjectedBasemap::new(topology(file), Some(window), projection);
    let topology = basemap.topology();
    let (_, outlines) = ground(&basemap);
    let areas = Areas::new(&outlines, tolerance_km);
    let bounds = LngLatBounds {
        south_deg: window.south_deg + 0.5,
        ..window
    };
    let (mut near, mut inside) = (0, 0);
    for place in places(bounds, count) {
        let found = areas.at(projection.plane_from_lnglat(place), Among::All);
        let area = found.area.map(usize::from);
        let expected = by_degrees(topology, place);
        if [area, expected]
            .iter()
            .flatten()
            .any(|area| is_cut(topology, *area))
        {
            continue;
        }
        if found.is_near || expected.is_none() {
            // Lines are straight in degrees there and great circles here; off a coast the nearest area counts.
            near += usize::from(found.is_near);
            continue;
        }
        inside += 1;
        assert_eq!(area, expected, "{place:?}");
    }
    assert!(inside > count / 8, "{inside}");
    assert!(near < count / 20, "{near}");
}

#[test]
fn places_lie_in_the_areas_that_hold_them_in_degrees() {
    check("fine.topo.json", WINDOW, 0.5, 4000);
}

#[test]
fn places_all_round_the_world_lie_in_their_countries() {
    check("world/medium.topo.json", LngLatBounds::WORLD, 12.0, 1500);
}

#[test]
fn a_country_by_its_code_counts_for_none_of_its_regions() {
    let projection = Projection::fitted_to(WINDOW);
    let basemap = ProjectedBasemap::new(topology("coarse.topo.json"), Some(WINDOW), projection);
    let (ids, outlines) = ground(&basemap);
    let region = ids[0].clone();
    let country = region[..2].to_owned();
    let codes = areas_of_codes(&[region, country.clone(), format!("{country}-none")], &ids);
    assert_eq!(codes[0], Some(0));
    assert_eq!(codes[1], codes[2]);
    let country = usize::from(codes[1].unwrap());
    let inside = places(WINDOW, 500).find(|at| by_degrees(basemap.topology(), *at) == Some(3));
    let mut columns = Columns::default();
    for (precision, region, is_placed, _) in cases(country) {
        columns.push(&Record {
            position: columns.len() as u32,
            span: Some((Minute(columns.len() as i32), Minute(columns.len() as i32))),
            kind: 0,
            region,
            precision,
            status: Status::Reported,
            at: inside
                .filter(|_| is_placed)
                .map(|at| projection.plane_from_lnglat(at)),
        });
    }
    let store = Store::new(columns);
    let mut assignment = Assignment::new(Areas::new(&outlines, 8.0), codes);
    while !assignment.go_on(&store, 3) {}
    let counts = store.count_by_region(&Criteria::default(), &assignment.finish().0, &[]);
    for (area, count) in counts.areas.iter().enumerate() {
        let expected = cases(country)
            .iter()
            .filter(|case| case.3 == Some(area))
            .count();
        assert_eq!(count.possible as usize, expected, "{}", ids[area]);
    }
    assert_eq!(counts.nowhere.possible, 1);
}

/// Precision, number of a code, whether there is a place (which lies in the fourth region), and the area it counts for.
fn cases(country: usize) -> [(PlacePrecision, u16, bool, Option<usize>); 8] {
    use PlacePrecision::{Country, District, Region, Settlement};
    [
        (Region, 1, false, Some(0)),
        // A code counts before a place.
        (Settlement, 1, true, Some(0)),
        (Country, 1, true, Some(country)),
        // A country's code says nothing against a finer place in it.
        (District, 2, true, Some(3)),
        (Region, 2, true, Some(country)),
        (Settlement, 3, false, Some(country)),
        (Country, 0, true, Some(country)),
        (Settlement, 0, false, None),
    ]
}

/// What the map and its foot say of counts by region, in English, for the shipped window.
struct Told {
    table: RegionTable,
    picture: Picture,
    foot: String,
    svg: String,
}

fn text_of(element: &Element) -> String {
    let parts = element.children.iter().map(|node| match node {
        Node::Text(text) => text.clone(),
        Node::Element(element) => text_of(element) + "\n",
    });
    parts.collect()
}

/// Counts that grow from region to region, the first two without any, and some that lie in none.
fn told(choice: RegionChoice, rate: Option<&Rate>) -> Told {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("public");
    let read = |file: &str| fs::read(folder.join(file)).unwrap();
    let index = basemap_index_from_json(&read("basemap/index.json")).unwrap();
    let messages = |file: &str| messages_from_json(&read(file)).unwrap();
    let locale = Locale {
        tag: "en".to_owned(),
        messages: Arc::new(messages("i18n/en.json").and(messages("i18n/many/en.json"))),
        format: Arc::new(IcuFormat::new("en")),
    };
    let file = br#"{"type":"FeatureCollection","features":[{"type":"Feature","geometry":{"type":"Point","coordinates":[66,48]},
        "properties":{"title":"A","place":{"name":"B"}}}]}"#;
    let mut dataset = story_from_geojson(file).unwrap().dataset;
    dataset.extent = Some(SEEN);
    let (overview, topology) = (Overview::of(&dataset), topology("medium.topo.json"));
    let home = MapHome::of(&dataset, &index, Some(&topology));
    let basemap = ProjectedBasemap::new(topology, index.bounds, home.projection());
    let (codes, outlines) = ground(&basemap);
    let regions = basemap.topology().regions.len();
    let count = |area: usize| RegionCount {
        possible: if area < 2 || area >= regions {
            0
        } else {
            (area * area * 40 + 3) as u32
        },
        certain: if area < 2 || area >= regions {
            0
        } else {
            (area * area * 40) as u32
        },
        near: u32::from(area == 2) * 2,
    };
    let whole = wholes_of(&codes)[0].unwrap();
    let mut counts = RegionCounts {
        areas: (0..codes.len()).map(count).collect(),
        nowhere: RegionCount {
            possible: 5,
            certain: 5,
            near: 0,
        },
        ..RegionCounts::default()
    };
    counts.areas[usize::from(whole)] = RegionCount {
        possible: 7,
        certain: 7,
        near: 0,
    };
    let mut in_file = counts.clone();
    in_file.areas[0].possible = 12;
    let list = RegionList {
        has_parts: (0..codes.len())
            .map(|area| {
                outlines
                    .iter()
                    .any(|other| other.part_of == Some(area as u16))
            })
            .collect(),
        factors: rate.map_or_else(Vec::new, |rate| rate.factors(&codes)),
        codes,
    };
    let mut table = RegionTable::new(choice, &list, &counts, &in_file);
    table.tolerance_km = 0.5;
    let viewport = home.viewport(ScreenSize::new(1000.0, 600.0));
    let incidents = ProjectedIncidents::new(&dataset, &index, Some(&basemap), home.projection());
    let input = MapInput {
        dataset: &dataset,
        basemap: Some(&basemap),
        index: &index,
        globe: None,
        viewport: &viewport,
        crowding: None,
        laid_out_for: None,
        incidents: &incidents,
        overview: &overview,
        selection: None,
        hovered: None,
        locale: &locale,
        measure: &FontMeasure::new(),
    };
    let picture = crowd_regions(&input, &table).picture;
    let mut scene = base_scene(&input, 0.0);
    scene.items.extend(picture.scene.items.clone());
    let css = String::from_utf8(read("style.css")).unwrap();
    let palette = Palette::from_style_sheet(&css, Theme::Light);
    let document = DocumentInput {
        dataset: &dataset,
        index: &index,
        overview: &overview,
        locale: &locale,
    };
    let foot = document::region_legend(
        &document,
        choice,
        document::RegionFigures { rate, figure: None },
        Some(&table),
    );
    Told {
        table,
        picture,
        foot: foot.iter().map(text_of).collect::<Vec<_>>().join("\n"),
        svg: svg_document(
            &scene,
            &palette,
            &SvgText {
                language: "en",
                title: "",
                description: "",
            },
        ),
    }
}

#[test]
fn a_map_of_regions_fills_them_by_their_classes() {
    let told = told(RegionChoice::default(), None);
    if let Ok(file) = std::env::var("REGIONS_SVG") {
        fs::write(file, &told.svg).unwrap();
    }
    let opacities: Vec<f64> = told
        .picture
        .scene
        .items
        .iter()
        .filter_map(|item| match item {
            Item::Path {
                segments,
                fill: Some(fill),
                ..
            } if fill.ink == Ink::Operation && !segments.is_empty() => Some(fill.opacity),
            _ => None,
        })
        .collect();
    assert_eq!(opacities, [0.16, 0.3, 0.44, 0.58, 0.74, 0.92]);
    let with_data = told
        .table
        .rows
        .iter()
        .filter(|row| row.has_data && !row.has_parts)
        .count();
    assert_eq!(
        told.picture.targets.len(),
        with_data,
        "all of them are in view"
    );
    let texts = told
        .picture
        .scene
        .items
        .iter()
        .filter(|item| matches!(item, Item::Text(_)))
        .count();
    assert!(texts > 8, "{texts}");
}

#[test]
fn a_legend_of_regions_says_all_of_them() {
    let Told { foot, table, .. } = told(RegionChoice::default(), None);
    let lines: Vec<&str> = foot.lines().filter(|line| !line.is_empty()).collect();
    for expected in [
        "163–1,443 · 5 regions",
        "None of those shown · 1 region",
        "In no single region: 12. Within 500 m of a border, so perhaps beyond it: 2.",
        "Totals of the regions",
        "Kazakhstan, region not stated: 7 incidents",
        "Elsewhere, or place unknown: 5",
    ] {
        assert!(lines.contains(&expected), "{expected}: {foot}");
    }
    assert!(foot.contains("3 of them may lie outside"), "{foot}");
    let members: usize = table.classes.members.iter().sum();
    assert_eq!(
        members,
        table
            .rows
            .iter()
            .filter(|row| row.count.possible > 0 && !row.has_parts)
            .count()
    );
}

#[test]
fn rates_and_shares_are_offered_where_there_are_figures() {
    let choice = |measure| RegionChoice {
        measure,
        ..RegionChoice::default()
    };
    assert!(!told(choice(Measure::Count), None).foot.contains("per 100"));
    let share = told(choice(Measure::Share), None).foot;
    assert!(share.contains('%'), "{share}");
    let codes = topology("medium.topo.json").regions;
    let rate = Rate {
        label: LocalizedText::plain("per 100 people"),
        per: 100.0,
        source: Some("https://example.org/census".to_owned()),
        regions: vec![(codes[2].id.clone(), 40_000.0), (codes[3].id.clone(), 1e6)],
    };
    let told = told(choice(Measure::Rate), Some(&rate));
    assert!(told.foot.contains("163 incidents (0.408)"), "{}", told.foot);
    assert!(told.foot.contains("example.org"), "{}", told.foot);
    assert_eq!(told.table.classes.members, [1, 1]);
}

//! What the marks of a map show: sizes, precisions, what the reader looks at, connections, shapes; and what the legend
//! and the lists say of it.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)]

use std::path::Path;
use std::sync::Arc;

use incident_map::basemap::{BasemapIndex, NamedPlace};
use incident_map::cli::format::IcuFormat;
use incident_map::cli::measure::FontMeasure;
use incident_map::document::{self, DocumentInput};
use incident_map::geo::{ScreenPoint, ScreenSize};
use incident_map::load::{messages_from_json, story_from_geojson};
use incident_map::locale::{Locale, LocalizedText};
use incident_map::query::{Counts, Dataset, Overview};
use incident_map::scene::{Ink, Item, MapInput, Picture, ProjectedIncidents, Segment, mark_scene};
use incident_map::story::PlacePrecision;
use incident_map::view::MapHome;
use serde_json::{Value, json};

const SIZE: ScreenSize = ScreenSize::new(850.0, 520.0);

fn dataset(story: Value, features: &[Value]) -> Dataset {
    let mut file = json!({"type": "FeatureCollection", "story": story, "features": features});
    file["story"]["profile"] = json!(1);
    file["story"]["title"] = json!("T");
    let loaded = story_from_geojson(file.to_string().as_bytes()).unwrap();
    assert_eq!(loaded.issues, []);
    loaded.dataset
}

fn feature(id: &str, geometry: Value) -> Value {
    json!({"type": "Feature", "id": id, "geometry": geometry,
        "properties": {"kind": "operation", "title": format!("Title of {id}"), "place": {"name": id}}})
}

fn point(id: &str, lng_deg: f64, lat_deg: f64) -> Value {
    feature(
        id,
        json!({"type": "Point", "coordinates": [lng_deg, lat_deg]}),
    )
}

fn english() -> Locale {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("public/i18n/en.json");
    Locale {
        tag: "en".to_owned(),
        messages: Arc::new(messages_from_json(&std::fs::read(path).unwrap()).unwrap()),
        format: Arc::new(IcuFormat::new("en")),
    }
}

/// The marks of a story on plain ground.
fn drawn(dataset: &Dataset, selection: Option<usize>, hovered: Option<usize>) -> Picture {
    let index = BasemapIndex::default();
    let home = MapHome::of(dataset, &index, None);
    mark_scene(&MapInput {
        globe: None,
        crowding: Some(&incident_map::scene::IN_CROWDS),
        laid_out_for: None,
        dataset,
        basemap: None,
        index: &index,
        viewport: &home.viewport(SIZE),
        incidents: &ProjectedIncidents::new(dataset, &index, None, home.projection()),
        overview: &Overview::of(dataset),
        selection,
        hovered,
        locale: &english(),
        measure: &FontMeasure::new(),
    })
}

/// The circles that are filled with a colour: centre, radius and opacity, bottom to top.
fn discs(picture: &Picture, wanted: Ink) -> Vec<(ScreenPoint, f64, f64)> {
    let items = picture.scene.items.iter();
    let discs = items.filter_map(|item| match item {
        Item::Path {
            segments,
            fill: Some(fill),
            ..
        } if fill.ink == wanted => match segments[..] {
            [Segment::Circle(at, radius_px)] => Some((at, radius_px, fill.opacity)),
            _ => None,
        },
        _ => None,
    });
    discs.collect()
}

/// The lines of a colour: segments, opacity, width and whether they are dashed, bottom to top.
fn lines(picture: &Picture, wanted: Ink) -> Vec<(Vec<Segment>, f64, f64, bool)> {
    let items = picture.scene.items.iter();
    let lines = items.filter_map(|item| match item {
        Item::Path {
            segments,
            stroke: Some(stroke),
            ..
        } if stroke.ink == wanted => Some((
            segments.clone(),
            stroke.opacity,
            stroke.width_px,
            stroke.dash_px.is_some(),
        )),
        _ => None,
    });
    lines.collect()
}

fn curves(picture: &Picture) -> Vec<(Vec<Segment>, f64, f64, bool)> {
    let mut lines = lines(picture, Ink::Lead);
    lines.retain(|(segments, ..)| matches!(segments[..], [_, Segment::QuadTo(..)]));
    lines
}

fn texts(picture: &Picture) -> Vec<&str> {
    let items = picture.scene.items.iter();
    let texts = items.filter_map(|item| match item {
        Item::Text(text) => Some(text.text.as_str()),
        Item::Path { .. } => None,
    });
    texts.collect()
}

fn html(dataset: &Dataset, index: &BasemapIndex, of: fn(&DocumentInput) -> String) -> String {
    of(&DocumentInput {
        dataset,
        index,
        overview: &Overview::of(dataset),
        locale: &english(),
    })
}

fn legend(dataset: &Dataset) -> String {
    html(dataset, &BasemapIndex::default(), |input| {
        document::legend(input).to_html()
    })
}

/// Points in a row with values in kilograms.
fn sized(values: &[Value]) -> Dataset {
    let mut features = Vec::new();
    for (at, value) in values.iter().enumerate() {
        let mut feature = point(&format!("p{at}"), 60.0 + 2.0 * at as f64, 50.0);
        feature["properties"]["figures"] =
            json!([{"label": {"en": "Seized", "ru": "Изъято"}, "value": value, "unit": "kg"}]);
        features.push(feature);
    }
    dataset(json!({"size": {"figure": "Изъято"}}), &features)
}

#[test]
fn areas_of_marks_are_to_each_other_as_their_figures_are() {
    let values = [100.0, 900.0, 400.0];
    let dataset = sized(&values.map(Value::from));
    let picture = drawn(&dataset, None, None);
    let discs = discs(&picture, Ink::Operation);
    assert_eq!(discs.len(), 3);
    let radii: Vec<f64> = discs.iter().map(|(_, radius_px, _)| *radius_px).collect();
    assert!(
        radii.is_sorted_by(|a, b| a >= b),
        "the larger lie below: {radii:?}"
    );
    for (radius_px, value) in radii.iter().zip([900.0, 400.0, 100.0]) {
        let ratio = radius_px * radius_px / value;
        assert!((ratio - radii[0] * radii[0] / 900.0).abs() < 1e-9);
    }
    for target in &picture.targets {
        assert!(target.rect.width_px >= 24.0 && target.rect.height_px >= 24.0);
    }
}

#[test]
fn a_mark_without_a_figure_is_hollow_and_small_and_the_legend_says_so() {
    for missing in [json!(null), json!(0), json!(-3)] {
        let dataset = sized(&[json!(830), missing.clone()]);
        let picture = drawn(&dataset, None, None);
        let hollow = discs(&picture, Ink::Halo);
        assert_eq!(hollow.len(), 1, "{missing}");
        assert!(hollow[0].1 < 7.0, "{missing}");
        let legend = legend(&dataset);
        for words in [
            "Area: Seized",
            "500\u{a0}kg",
            "100\u{a0}kg",
            "20\u{a0}kg",
            match missing == json!(0) {
                true => "Seized: 0\u{a0}kg",
                false => "Seized: not stated",
            },
        ] {
            assert!(legend.contains(words), "{words}: {legend}");
        }
    }
    let legend = legend(&sized(&[json!(830)]));
    assert!(!legend.contains("not stated"));
    assert!(!legend.contains("style="), "the page's policy forbids it");
}

#[test]
fn only_figures_of_one_unit_are_compared() {
    let mut features = [point("a", 60.0, 50.0), point("b", 65.0, 50.0)];
    for (feature, unit) in features.iter_mut().zip(["kg", "g"]) {
        feature["properties"]["figures"] = json!([{"label": "Seized", "value": 5, "unit": unit}]);
    }
    let file = json!({"type": "FeatureCollection", "features": features,
        "story": {"title": "T", "size": {"figure": "Seized", "unit": "kg"}}});
    let loaded = story_from_geojson(file.to_string().as_bytes()).unwrap();
    assert_eq!(loaded.issues.len(), 1, "{:?}", loaded.issues);
    assert_eq!(loaded.issues[0].field, "size.unit");
    assert_eq!(
        discs(&drawn(&loaded.dataset, None, None), Ink::Halo).len(),
        1
    );
}

#[test]
fn how_well_a_place_is_known_can_be_seen_and_is_explained() {
    let with = |id: &str, lng_deg, precision: &str| {
        let mut feature = point(id, lng_deg, 50.0);
        feature["properties"]["place"]["precision"] = json!(precision);
        feature
    };
    let story = |precision| {
        dataset(
            json!({}),
            &[with("a", 60.0, precision), point("b", 70.0, 50.0)],
        )
    };
    let dots = |precision| discs(&drawn(&story(precision), None, None), Ink::Halo).len();
    assert_eq!(
        (dots("exact"), dots("settlement")),
        (1, 0),
        "a point in the mark"
    );
    let soft = |precision| {
        let discs = discs(&drawn(&story(precision), None, None), Ink::Operation);
        discs.iter().filter(|(.., opacity)| *opacity < 0.5).count()
    };
    assert!(soft("approximate") > 1, "an edge that fades");
    assert_eq!((soft("district"), soft("settlement")), (1, 0));
    for (precision, words) in [
        ("exact", "The very place"),
        ("approximate", "Near here, moved on purpose"),
        ("district", "Somewhere in the district"),
        ("region", "Region as a whole"),
        ("country", "Somewhere in the country"),
    ] {
        let legend = legend(&story(precision));
        assert!(legend.contains(words) && legend.contains("Somewhere in the town"));
        assert!(legend.contains("of-operation"), "in their colour: {legend}");
    }
    assert!(
        !legend(&story("settlement")).contains("Somewhere"),
        "nothing to tell apart"
    );
}

fn known_as(mut feature: Value, precision: &str) -> Value {
    feature["properties"]["place"]["precision"] = json!(precision);
    feature
}

/// A disc that is wider than what is known claims ground where nothing is known.
#[test]
fn a_soft_disc_is_no_wider_than_its_ground_or_than_a_mark() {
    let radius_px = |lng_deg: f64| {
        let features = [
            known_as(point("a", 60.0, 50.0), "district"),
            point("b", 60.0 + lng_deg, 50.0),
        ];
        let dataset = dataset(json!({}), &features);
        let discs = discs(&drawn(&dataset, None, None), Ink::Operation);
        let (soft, marks): (Vec<_>, Vec<_>) = discs.into_iter().partition(|(.., full)| *full < 0.5);
        assert_eq!((soft.len(), marks.len()), (1, 1));
        (soft[0].1, marks[0].1)
    };
    let (of_world, mark) = radius_px(100.0);
    assert!(
        of_world > mark && of_world < 1.6 * mark,
        "{of_world} {mark}"
    );
    // Two degrees of longitude are 143 km here; the map is some 700 px wide.
    let (from_near, mark) = radius_px(2.0);
    assert!(from_near > 10.0 * mark, "{from_near} {mark}");
}

#[test]
fn a_sized_mark_shows_how_well_its_place_is_known() {
    let with = |mut dataset: Dataset, position: usize, precision: &str| {
        let mut known = PlacePrecision::ALL.into_iter();
        let found = known.find(|(word, _)| *word == precision);
        dataset.incidents[position].place.precision = found.unwrap().1;
        dataset
    };
    let story = |precision: &str| with(sized(&[json!(900), json!(100)]), 0, precision);
    let fullest = |precision: &str| {
        let discs = discs(&drawn(&story(precision), None, None), Ink::Operation);
        let large = discs
            .into_iter()
            .filter(|(_, radius_px, _)| *radius_px > 20.0);
        large.map(|(.., opacity)| opacity).fold(0.0, f64::max)
    };
    assert!(fullest("settlement") > 0.6 && fullest("district") < 0.3);
    let points = |precision| discs(&drawn(&story(precision), None, None), Ink::Halo).len();
    assert_eq!((points("exact"), points("settlement")), (1, 0));
    let without = |precision: &str| legend(&with(sized(&[json!(900), json!(null)]), 1, precision));
    assert!(without("settlement").contains("Seized: not stated"));
    assert!(
        !without("district").contains("not stated"),
        "no mark looks like it"
    );
}

/// From near, a mark in the middle of the ground where something was would seem to be the place.
#[test]
fn from_near_a_sized_and_vague_place_is_its_ground_alone() {
    let features: Vec<Value> = [60.0, 60.5]
        .iter()
        .map(|lng_deg| {
            let mut feature = known_as(point(&format!("p{lng_deg}"), *lng_deg, 50.0), "district");
            feature["properties"]["figures"] =
                json!([{"label": "Seized", "value": 9, "unit": "kg"}]);
            feature
        })
        .collect();
    let dataset = dataset(json!({"size": {"figure": "Seized"}}), &features);
    let picture = drawn(&dataset, None, None);
    let discs = discs(&picture, Ink::Operation);
    assert_eq!(discs.len(), 2, "one for each: {discs:?}");
    assert!(
        discs
            .iter()
            .all(|(_, radius_px, full)| *radius_px > 100.0 && *full < 0.3)
    );
}

/// a → b, b → a, c → d.
fn connected() -> Dataset {
    let story = json!({
        "connectionKinds": [{"id": "money", "label": "Money"}, {"id": "goods"}],
        "connections": [
            {"from": "a", "to": "b", "label": "Sent", "kind": "money"},
            {"from": "b", "to": "a", "kind": "goods"},
            {"from": "c", "to": "d"},
        ],
    });
    let places = [
        ("a", 60.0, 50.0),
        ("b", 75.0, 50.0),
        ("c", 60.0, 44.0),
        ("d", 75.0, 44.0),
    ];
    dataset(
        story,
        &places.map(|(id, lng_deg, lat_deg)| point(id, lng_deg, lat_deg)),
    )
}

#[test]
fn what_is_looked_at_is_ringed_and_all_else_stands_back() {
    let dataset = connected();
    let faint = |picture: &Picture| {
        let discs = discs(picture, Ink::Operation);
        discs.iter().filter(|(.., opacity)| *opacity < 1.0).count()
    };
    let weak = |picture: &Picture| curves(picture).iter().filter(|curve| curve.1 < 1.0).count();
    let plain = drawn(&dataset, None, None);
    assert_eq!((faint(&plain), weak(&plain)), (0, 0));
    let (selected, hovered) = (
        drawn(&dataset, Some(0), None),
        drawn(&dataset, None, Some(0)),
    );
    for picture in [&selected, &hovered] {
        assert_eq!((faint(picture), weak(picture)), (2, 1));
    }
    // A dimmed mark keeps its outline in full strength.
    assert_eq!(lines(&selected, Ink::Operation).len(), 2);
    let ring_px = |picture: &Picture| lines(picture, Ink::Selected)[0].2;
    assert!(ring_px(&hovered) < ring_px(&selected));
    assert_eq!(
        lines(&drawn(&dataset, Some(0), Some(1)), Ink::Selected).len(),
        2
    );
}

#[test]
fn connections_have_direction_kind_and_label() {
    let dataset = connected();
    let picture = drawn(&dataset, None, None);
    let curves = curves(&picture);
    assert_eq!(
        curves.iter().map(|curve| curve.3).collect::<Vec<_>>(),
        [false, true, false]
    );
    let control = |at: usize| match curves[at].0[1] {
        Segment::QuadTo(control, _) => control,
        _ => panic!("no curve"),
    };
    assert!(
        control(0).distance_px(control(1)) > 40.0,
        "both ways stay apart"
    );
    assert!(texts(&picture).contains(&"Sent"));
    let legend = legend(&dataset);
    for words in ["mark-arrow-1\" aria-hidden=\"true\"></span>Money", "goods"] {
        assert!(legend.contains(words), "{legend}");
    }
}

/// The ground with its names is not painted again for what is pointed at: a name that came then would cover one of these.
#[test]
fn names_come_and_go_with_what_is_selected_and_not_with_what_is_pointed_at() {
    let label = "Contacts that police say were traced to this place";
    let story = json!({ "connections": [{"from": "a", "to": "b", "label": label}] });
    let features = [
        point("a", 66.0, 50.0),
        point("b", 69.0, 50.0),
        point("c", 60.0, 44.0),
        point("d", 78.0, 44.0),
    ];
    let dataset = dataset(story, &features);
    let plain = drawn(&dataset, None, None);
    assert!(!texts(&plain).contains(&label), "there is no room for it");
    assert!(
        texts(&drawn(&dataset, Some(0), None))
            .iter()
            .any(|text| text.starts_with("Contacts"))
    );
    assert_eq!(texts(&plain), texts(&drawn(&dataset, None, Some(0))));
}

#[test]
fn of_many_connections_those_of_the_selected_mark_are_drawn() {
    let features: Vec<Value> = (0..30)
        .map(|at| point(&format!("p{at}"), 50.0 + f64::from(at), 50.0))
        .collect();
    let connections: Vec<Value> = (0..29)
        .map(|at| json!({"from": format!("p{at}"), "to": format!("p{}", (at + 7) % 30)}))
        .collect();
    let dataset = dataset(json!({"connections": connections}), &features);
    assert_eq!(curves(&drawn(&dataset, None, None)).len(), 0);
    assert_eq!(curves(&drawn(&dataset, Some(3), None)).len(), 2);
    assert_eq!(curves(&drawn(&dataset, None, Some(0))).len(), 2);
    assert!(legend(&dataset).contains("Select a mark to see its links."));
}

#[test]
fn an_arrow_across_the_cut_of_the_map_leaves_on_one_side_and_comes_in_on_the_other() {
    let places = [-150.0, -118.0, -74.0, 0.0, 77.0, 150.0];
    let features: Vec<Value> = places
        .iter()
        .enumerate()
        .map(|(at, lng_deg)| point(&format!("p{at}"), *lng_deg, 20.0))
        .collect();
    let connections = json!([{"from": "p5", "to": "p0"}]);
    let dataset = dataset(json!({"connections": connections}), &features);
    let picture = drawn(&dataset, None, None);
    let curves = curves(&picture);
    assert_eq!(curves.len(), 2);
    let ends = curves.iter().map(|curve| match curve.0[..] {
        [Segment::MoveTo(from), Segment::QuadTo(_, to)] => (from, to),
        _ => panic!("no curve"),
    });
    let ends: Vec<_> = ends.collect();
    for (from, to) in &ends {
        assert!(
            from.x_px < to.x_px && to.x_px - from.x_px < 0.25 * SIZE.width_px,
            "{ends:?}"
        );
    }
    assert!(ends[0].0.x_px > 0.7 * SIZE.width_px && ends[1].1.x_px < 0.3 * SIZE.width_px);
}

#[test]
fn shapes_of_the_data_are_drawn_as_they_are() {
    let square = |at: f64| json!([[at, 44], [at + 4.0, 44], [at + 4.0, 48], [at, 48], [at, 44]]);
    let hole = json!([[61, 45], [61, 47], [63, 47], [63, 45], [61, 45]]);
    let shapes = [
        json!({"type": "MultiPoint", "coordinates": [[60, 50], [62, 51], [64, 50]]}),
        json!({"type": "MultiPolygon", "coordinates": [[square(60.0), hole], [square(70.0)]]}),
        json!({"type": "GeometryCollection", "geometries": [
            {"type": "Point", "coordinates": [80, 50]},
            {"type": "LineString", "coordinates": [[80, 50], [84, 51], [86, 50]]}]}),
        json!({"type": "LineString", "coordinates": [[50, 53], [55, 54], [60, 53]]}),
    ];
    let names = ["points", "areas", "both", "line"];
    let features: Vec<Value> = names
        .iter()
        .zip(shapes)
        .map(|(name, shape)| feature(name, shape))
        .collect();
    let dataset = dataset(json!({}), &features);
    let picture = drawn(&dataset, None, Some(1));
    let incidents: Vec<usize> = picture
        .targets
        .iter()
        .map(|target| target.incident)
        .collect();
    assert_eq!(incidents, [0, 1, 2, 3], "one target each");
    assert_eq!(discs(&picture, Ink::Operation).len(), 3 + 1 + 1);
    let lines = lines(&picture, Ink::Operation);
    let parts = |segments: &[Segment]| {
        let starts = segments
            .iter()
            .filter(|segment| matches!(segment, Segment::MoveTo(_)));
        starts.count()
    };
    let drawn: Vec<usize> = lines.iter().map(|(segments, ..)| parts(segments)).collect();
    assert_eq!(
        drawn,
        [3, 1, 1],
        "two rings and a hole that is pointed at, two lines"
    );
    // The mark of a line stands on it.
    let line = &lines[2].0;
    let at = picture.targets[3].rect.center();
    let is_near = |segment: &Segment| match segment {
        Segment::MoveTo(point) | Segment::LineTo(point) => point.distance_px(at) < 0.1,
        _ => false,
    };
    assert!(line.iter().any(is_near));
}

#[test]
fn incidents_without_a_place_are_listed_with_links_to_their_cards() {
    let features: Vec<Value> = (0..53)
        .map(|at| feature(&format!("p{at}"), Value::Null))
        .collect();
    let dataset = dataset(json!({}), &features);
    let tray = html(&dataset, &BasemapIndex::default(), |input| {
        document::unplaced(input).unwrap().to_html()
    });
    assert!(tray.starts_with("<details class=\"unplaced\"><summary>53 without a place"));
    assert_eq!(tray.matches("data-select=").count(), 50);
    assert!(tray.contains("Title of p49") && tray.contains("and 3 more"));
    let placed = self::dataset(json!({}), &[point("a", 60.0, 50.0)]);
    let none = html(&placed, &BasemapIndex::default(), |input| {
        document::unplaced(input).is_none().to_string()
    });
    assert_eq!(none, "true");
}

#[test]
fn a_region_and_any_part_of_the_incidents_say_their_totals() {
    let mut features = Vec::new();
    for (at, (kind, region)) in [
        ("operation", "KZ-10"),
        ("operation", "KZ-10"),
        ("lead", "KZ-10"),
        ("lead", "KZ-11"),
        ("operation", "UZ"),
    ]
    .into_iter()
    .enumerate()
    {
        let mut feature = feature(&format!("p{at}"), Value::Null);
        feature["properties"]["kind"] = json!(kind);
        feature["properties"]["place"]["region"] = json!(region);
        features.push(feature);
    }
    let dataset = dataset(json!({}), &features);
    let place = |id: &str, name: &str| NamedPlace {
        id: id.to_owned(),
        name: LocalizedText::plain(name),
        at: Vec::new(),
        rank: 0,
    };
    let index = BasemapIndex {
        regions: vec![
            place("KZ-10", "Abai Region"),
            place("KZ-23", "Atyrau Region"),
        ],
        countries: vec![place("KZ", "Kazakhstan")],
        ..BasemapIndex::default()
    };
    let totals = |code: &str| {
        document::region_totals(
            &DocumentInput {
                dataset: &dataset,
                index: &index,
                overview: &Overview::of(&dataset),
                locale: &english(),
            },
            code,
        )
    };
    for (code, expected) in [
        ("KZ-10", "Abai Region: 2 operations, 1 lead"),
        ("KZ-23", "Atyrau Region"),
        ("KZ", "Kazakhstan: 2 operations, 2 leads"),
    ] {
        assert_eq!(totals(code), expected);
    }
    let some = html(&dataset, &index, |input| {
        let counts = Counts::of(input.dataset, |position| position > 1);
        document::counts_text_of(input, &counts)
    });
    assert_eq!(some, "1 operation, 2 leads · reported in 3 regions");
}

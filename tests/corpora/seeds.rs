//! What fuzzing begins from: small files of each kind, for each reader of `tests/fuzz/readers.rs`.

use std::path::Path;
use std::{env, fs};

use serde_json::{Value, json};

use super::found::promises::READERS;
use super::{edtf, geojson, json_test_suite, real_files};

/// Larger files slow the fuzzer down more than they show it.
const MOST_BYTES: usize = 32 << 10;

const FRAGMENTS: [&str; 6] = [
    "#v=1&sel=north-bridge&lang=ru&theme=dark",
    "v=2&theme=light&utm=x",
    "#cards",
    "#?secret=abc#v=1",
    "#sel=%D0%A0%20%41&lang=",
    "#v=1&sel=%zz&sel=b",
];

const DATES: [&str; 14] = [
    "14.09.2024",
    "09/14/2024 03:15:00 PM",
    "14/09/24",
    "2024-09-14T10:00:00+05:00",
    "2024-09-14 10:00:00.123",
    "Sat, 14 Sep 2024 10:00:00 GMT",
    "14 September 2024",
    "14 сентября 2024 г.",
    "Sep 2024",
    "2024-09",
    "20240914",
    "1517966773840",
    "1517966773",
    "Q3 2024",
];

const PLACES: [&str; 6] = [
    "POINT (63.1 52.9)",
    "SRID=4326;POINT Z(63.1 52.9 5)",
    "POLYGON ((0 0, 1 0, 1 1, 0 0), (.1 .1, .2 .1, .2 .2, .1 .1))",
    "GEOMETRYCOLLECTION (POINT EMPTY, LINESTRING (0 0, 1e2 -1))",
    "52.9, 63.1",
    "52°58′N 63°7′E",
];

const TABLES: [&str; 4] = [
    "id,date,lat,lon,title\r\n1,2024-09-14,52.9,63.1,\"a, \"\"b\"\"\nc\"\r\n2,,,,\r\n",
    "\u{FEFF}Datum;Breite;Länge\n14.09.2024;52,9;63,1\n",
    "event_date\tgeo_precision\tlatitude\tlongitude\n14 September 2024\t2\t52.9\t63.1\n",
    "a|b\n1|2|3\n",
];

const TOPOLOGY: &str = r#"{"type":"Topology","transform":{"scale":[0.01,0.01],"translate":[40,35]},
"arcs":[[[0,0],[100,0],[0,100]],[[100,100],[-100,0],[0,-100]]],"objects":{
"countries":{"type":"GeometryCollection","geometries":[{"type":"Polygon","id":"XX","arcs":[[0,1]]}]},
"adm1":{"geometries":[{"type":"MultiPolygon","id":"XX-1","arcs":[[[0,-1]],[[-2]]]}]},
"lakes":{"geometries":[]},
"rivers":{"geometries":[{"type":"LineString","rank":2,"arcs":[0]},{"type":"MultiLineString","arcs":[[1],[-1]]}]}}}"#;

const WORDS: &str = r#"{"a":"one","b":{"one":"{count} day","other":"{count} days"},"c":{"few":"","many":"x","zero":"y"}}"#;

/// The seeds of a reader.
fn seeds(reader: &str) -> Vec<Vec<u8>> {
    let mut seeds: Vec<Vec<u8>> = match reader {
        "load_story" => [stories(), contents(geojson::fixtures())].concat(),
        "load_basemap" => {
            let ours = [
                "public/basemap/index.json",
                "public/basemap/coarse.topo.json",
            ];
            [vec![TOPOLOGY.into()], ours.map(ours_at).to_vec()].concat()
        }
        "load_messages" => {
            let ours = ["public/i18n/en.json", "public/i18n/ru.json"];
            [vec![WORDS.into()], ours.map(ours_at).to_vec()].concat()
        }
        "edtf" => edtf::expressions()
            .into_iter()
            .map(String::into_bytes)
            .collect(),
        "fragment" => texts(&FRAGMENTS),
        "import_date" => [texts(&DATES), seeds("edtf")].concat(),
        "import_geometry" => [texts(&PLACES), contents(geojson::fixtures())].concat(),
        "import_csv" => [texts(&TABLES), vec![real_files::first_crimes(5)]].concat(),
        "import_file" => [seeds("load_story"), seeds("import_csv")].concat(),
        _ => panic!("{reader} has no seeds here"),
    };
    if reader.starts_with("load") {
        seeds.extend(contents(json_test_suite::files()));
    }
    seeds.retain(|seed| seed.len() <= MOST_BYTES);
    seeds
}

fn texts(texts: &[&str]) -> Vec<Vec<u8>> {
    texts.iter().map(|text| text.as_bytes().to_vec()).collect()
}

fn contents(files: Vec<(String, Vec<u8>)>) -> Vec<Vec<u8>> {
    files.into_iter().map(|(_, bytes)| bytes).collect()
}

fn ours_at(path: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

/// The shipped story, whole and each record alone, and two earthquakes.
fn stories() -> Vec<Vec<u8>> {
    let bytes = ours_at("data/operations.geojson");
    let whole: Value = serde_json::from_slice(&bytes).unwrap();
    let features = whole["features"].as_array().unwrap();
    let alone = |feature: &Value| {
        let story = json!({"title": {"en": "T"}, "articles": whole["story"]["articles"][0]});
        json!({"type": "FeatureCollection", "story": story, "features": [feature]})
    };
    let mut stories: Vec<Value> = features.iter().map(alone).collect();
    stories.push(
        json!({"type": "FeatureCollection", "story": whole["story"], "features": [features[0]]}),
    );
    stories.push(real_files::first_earthquakes(2));
    let mut seeds: Vec<Vec<u8>> = stories
        .iter()
        .map(|story| story.to_string().into_bytes())
        .collect();
    seeds.push(bytes);
    seeds
}

#[test]
fn every_reader_has_seeds() {
    for (reader, _) in READERS {
        assert!(seeds(reader).len() > 3, "{reader}");
    }
}

/// Run by `make fuzz`.
#[test]
#[ignore = "writes files"]
fn write_fuzz_seeds() {
    let all = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/fuzz/seeds");
    if all.exists() {
        fs::remove_dir_all(&all).unwrap();
    }
    for (reader, _) in READERS {
        let folder = all.join(reader);
        fs::create_dir_all(&folder).unwrap();
        for (number, seed) in seeds(reader).iter().enumerate() {
            fs::write(folder.join(format!("{number:04}")), seed).unwrap();
        }
    }
}

//! `incident-map poster` as a person runs it, and the pictures of the map in a site's pages.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::unwrap_used)]

mod crowd;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use incident_map::cli::shell::Shell;
use incident_map::cli::site::{Site, SiteInput};
use incident_map::load::story_from_geojson;
use incident_map::scene::Palette;
use serde_json::{Value, json};
use tempfile::TempDir;

const STORY: &str = "data/operations.geojson";

fn at(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The parts of a shell that a poster needs, as Trunk lays them out.
fn shell_files() -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    for folder in ["basemap", "basemap/world", "i18n", "reader"] {
        for entry in fs::read_dir(at("public").join(folder)).unwrap().flatten() {
            let path = format!("{folder}/{}", entry.file_name().to_string_lossy());
            if let Ok(content) = fs::read(entry.path()) {
                files.insert(path, content);
            }
        }
    }
    for (path, source) in [
        ("boot.js", "public/boot.js"),
        ("early.js", "public/early.js"),
        ("embed.js", "public/embed.js"),
        ("style.css", "public/style.css"),
        ("favicon.svg", "public/favicon.svg"),
    ] {
        files.insert(path.to_owned(), fs::read(at(source)).unwrap());
    }
    for path in [
        "app.js",
        "app_bg.wasm",
        "reader/reader.js",
        "reader/reader_bg.wasm",
    ] {
        files.insert(path.to_owned(), Vec::new());
    }
    files
}

fn shell_folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, content) in shell_files() {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }
    folder
}

/// Runs the command in a folder that has the shell, and for what is written.
fn poster(folder: &TempDir, story: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_incident-map"));
    command.current_dir(folder.path());
    command.arg("poster").arg(story).args(["--shell", "."]);
    command.args(arguments).output().unwrap()
}

fn drawn(folder: &TempDir, arguments: &[&str]) -> String {
    let arguments = [&["-o", "-"], arguments].concat();
    let output = poster(folder, &at(STORY), &arguments);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{arguments:?}: {said}");
    String::from_utf8(output.stdout).unwrap()
}

/// Checks that tags are closed in order, attributes quoted and once each, and text escaped (XML 1.0, section 2.1), and
/// gives the names of all elements.
fn elements(xml: &str) -> Vec<String> {
    let mut open: Vec<String> = Vec::new();
    let mut names = Vec::new();
    for (number, part) in xml.trim().split('<').skip(1).enumerate() {
        let (tag, text) = part.split_once('>').expect("a tag ends");
        assert!(
            number == 0 || !open.is_empty() || tag.starts_with('/'),
            "one root"
        );
        for entity in text.split('&').skip(1).chain(tag.split('&').skip(1)) {
            let name = entity.split_once(';').expect("an entity ends").0;
            assert!(["amp", "lt", "gt", "quot"].contains(&name), "&{name};");
        }
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop().as_deref(), Some(name));
            continue;
        }
        let (tag, is_empty) = match tag.strip_suffix('/') {
            Some(tag) => (tag, true),
            None => (tag, false),
        };
        let (name, rest) = tag.split_once(char::is_whitespace).unwrap_or((tag, ""));
        let mut seen: Vec<&str> = Vec::new();
        let mut rest = rest.trim();
        while !rest.is_empty() {
            let (attribute, value) = rest.split_once("=\"").expect("an attribute has a value");
            let (_, after) = value.split_once('"').expect("a value ends");
            assert!(!seen.contains(&attribute), "{attribute} twice in {tag}");
            seen.push(attribute);
            rest = after.trim_start();
        }
        names.push(name.to_owned());
        if !is_empty {
            open.push(name.to_owned());
        }
    }
    assert_eq!(open, Vec::<String>::new(), "left open");
    names
}

/// The words of all texts.
fn words(svg: &str) -> String {
    let texts = svg.split("<text ").skip(1);
    let texts = texts.filter_map(|text| text.split_once('>')?.1.split_once("</text>"));
    texts.map(|(words, _)| words).collect::<Vec<_>>().join(" ")
}

#[test]
fn a_poster_says_what_it_is_of_and_where_it_comes_from() {
    let folder = shell_folder();
    let svg = drawn(&folder, &[]);
    let words = words(&svg);
    for part in [
        "Drug laboratories in four regions of Kazakhstan: what police report",
        "3 operations, 2 leads · reported in 4 regions",
        "Rudnyi",
        "Operation",
        "Region as a whole",
        "An arrow shows the direction in which police traced contacts.",
        "Sources: altn.news, azerbaycan24.com",
        "Text and data: CC BY 4.0",
        "© OpenStreetMap contributors (ODbL 1.0)",
    ] {
        assert!(words.contains(part), "{part}: {words}");
    }
    assert!(svg.contains("<title id=\"title\">Drug laboratories in four regions"));
    let (_, described) = svg.split_once("<desc id=\"desc\">").unwrap();
    let (described, _) = described.split_once("</desc>").unwrap();
    assert!(described.starts_with("3 operations, 2 leads · reported in 4 regions."));
    assert!(
        described.contains("Rudnyi: Laboratory at a rented home."),
        "{described}"
    );
}

#[test]
fn a_poster_is_well_formed_and_stands_alone() {
    let folder = shell_folder();
    for arguments in [
        &[][..],
        &[
            "--lang", "kk", "--theme", "dark", "--width", "320", "--height", "700",
        ],
        &[
            "--lang", "ru", "--select", "rudnyi", "--width", "2000", "--height", "1400",
        ],
    ] {
        let svg = drawn(&folder, arguments);
        let names = elements(&svg);
        let known = ["svg", "title", "desc", "rect", "g", "path", "text"];
        assert!(names.iter().all(|name| known.contains(&name.as_str())));
        assert!(
            !svg.contains("href") && !svg.contains("url("),
            "{arguments:?}"
        );
        assert!(
            !svg.contains("NaN") && !svg.contains("inf"),
            "{arguments:?}"
        );
    }
}

#[test]
fn options_change_what_is_drawn() {
    let folder = shell_folder();
    let plain = drawn(&folder, &[]);
    let russian = drawn(&folder, &["--lang", "RU"]);
    assert!(russian.contains("lang=\"ru\"") && words(&russian).contains("Источники"));
    let dark = drawn(&folder, &["--theme", "dark"]);
    assert!(plain.contains("fill=\"#ffffff\"/>") && dark.contains("fill=\"#15191d\"/>"));
    let selected = drawn(&folder, &["--select", "rudnyi"]);
    assert!(selected.contains("font-weight=\"700\" fill=\"#14181b\" stroke"));
    let small = drawn(&folder, &["--width", "360", "--height", "640"]);
    assert!(small.contains("viewBox=\"0 0 360 640\" width=\"360\" height=\"640\""));
}

#[test]
fn what_cannot_be_drawn_is_said() {
    let folder = shell_folder();
    for (arguments, said) in [
        (
            &["--lang", "xx"][..],
            "no language \"xx\"; name one of en, ru, kk",
        ),
        (
            &["--select", "nowhere"],
            "no incident \"nowhere\"; name one of ust-kamenogorsk",
        ),
        (&["--width", "7"], "7 is not in 240..=10000"),
        (&["--width", "320", "--height", "240"], "write --height 4"),
    ] {
        let arguments = [&["-o", "-"], arguments].concat();
        let output = poster(&folder, &at(STORY), &arguments);
        let told = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {told}");
        assert!(told.contains(said), "{arguments:?}: {told}");
        assert!(output.stdout.is_empty());
    }
}

#[test]
fn a_picture_is_written_over_and_any_other_file_is_not() {
    let folder = shell_folder();
    let file = folder.path().join("poster.svg");
    let write = |force: &[&str]| {
        let arguments = [&["-o", "poster.svg"], force].concat();
        poster(&folder, &at(STORY), &arguments).status.success()
    };
    assert!(write(&[]) && write(&[]));
    fs::write(&file, "my notes").unwrap();
    assert!(!write(&[]));
    assert_eq!(fs::read_to_string(&file).unwrap(), "my notes");
    assert!(write(&["--force"]));
}

#[test]
fn a_poster_explains_its_marks_and_names_what_has_no_place() {
    let folder = shell_folder();
    let feature = |id: &str, geometry: Value, precision: &str, value: Value| {
        json!({ "type": "Feature", "id": id, "geometry": geometry, "properties": {
            "kind": "flood", "title": format!("What happened: {id}"),
            "place": { "name": id, "precision": precision, "region": "JP-01" },
            "figures": [{ "label": "Displaced", "value": value, "unit": "people" }] } })
    };
    let point = |lng: f64| json!({ "type": "Point", "coordinates": [lng, 48] });
    let story = json!({ "type": "FeatureCollection",
        "story": { "profile": 1, "title": "T", "languages": ["en"], "size": { "figure": "Displaced" },
            "categories": [{ "id": "flood", "label": "Flood" }] },
        "features": [
            feature("a", point(62.0), "exact", json!(900)),
            feature("b", point(66.0), "approximate", json!(80)),
            feature("c", point(70.0), "settlement", json!(null)),
            feature("d", point(74.0), "district", json!(30)),
            feature("e", Value::Null, "region", json!(5)),
        ] });
    let file = folder.path().join("story.geojson");
    fs::write(&file, story.to_string()).unwrap();
    let output = poster(&folder, &file, &["-o", "-"]);
    let words = words(&String::from_utf8(output.stdout).unwrap());
    for part in [
        "Flood",
        "The very place",
        "Near here, moved on purpose",
        "Somewhere in the town",
        "Somewhere in the district",
        "Area: Displaced 500\u{a0}people 100\u{a0}people 20\u{a0}people Displaced: not stated",
        "1 without a place on the map: What happened: e",
    ] {
        assert!(words.contains(part), "{part}: {words}");
    }
    assert!(
        !words.contains("Region as a whole"),
        "none is drawn: {words}"
    );
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(
        said.contains(
            "Record 5 (e): “place.region”: the map has no area for “JP-01”. Give coordinates"
        ),
        "{said}"
    );
}

/// What `check` says of a file is what the page will show.
#[test]
fn a_check_counts_what_the_map_has_no_place_for() {
    let folder = shell_folder();
    let feature = |id: &str, region: &str| {
        json!({ "type": "Feature", "id": id, "geometry": null, "properties": { "kind": "lead", "title": id,
            "place": { "name": id, "precision": "region", "region": region } } })
    };
    let check = |regions: &[&str]| {
        let names = ["a", "b", "c"].into_iter().zip(regions);
        let features: Vec<Value> = names.map(|(id, region)| feature(id, region)).collect();
        let story = json!({ "type": "FeatureCollection", "features": features,
            "story": { "profile": 1, "title": "T", "languages": ["en"] } });
        fs::write(folder.path().join("story.geojson"), story.to_string()).unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_incident-map"));
        command.current_dir(folder.path());
        let output = command
            .args(["check", "story.geojson", "--shell", "."])
            .output()
            .unwrap();
        (
            String::from_utf8(output.stdout).unwrap(),
            output.status.code(),
        )
    };
    let (said, code) = check(&["KZ-19", "KZ-10"]);
    assert!(
        said.contains("2 records, 2 shown\n") && code == Some(0),
        "{said}"
    );
    let (said, code) = check(&["KZ-19", "JP-01", "JP-01"]);
    assert!(
        said.contains("3 records, 3 shown, 2 without a place on the map"),
        "{said}"
    );
    assert!(
        said.contains("Record 2 (b), and 1 more like it: “place.region”: the map has no area"),
        "{said}"
    );
    assert_eq!(code, Some(1));
    // A country outside the shipped window is on the basemap of the world.
    let (said, _) = check(&["FR", "JP"]);
    assert!(said.contains("2 records, 2 shown\n"), "{said}");
}

#[test]
fn hostile_words_stay_words() {
    let folder = shell_folder();
    let story = json!({ "type": "FeatureCollection",
        "story": { "title": "</title><script>\u{1}\u{ffff}alert(1)</script>", "languages": ["en"],
            "articles": [{ "id": "a", "publisher": "<b>\"The\" Herald</b>", "url": "https://herald.example/" }] },
        "features": [{ "type": "Feature", "id": "x", "geometry": { "type": "Point", "coordinates": [70, 48] },
            "properties": { "kind": "operation", "title": "<i>", "place": { "name": "A & B <c>" } } }] });
    let file = folder.path().join("story.geojson");
    fs::write(&file, story.to_string()).unwrap();
    let output = poster(&folder, &file, &["-o", "-"]);
    let svg = String::from_utf8(output.stdout).unwrap();
    assert!(!elements(&svg).contains(&"script".to_owned()));
    assert!(words(&svg).contains("&lt;b&gt;&quot;The&quot; Herald"));
    assert!(!svg.contains('\u{ffff}') && !svg.contains('\u{1}'));
}

/// The pictures in the start page of a story's site, the narrow one first.
fn pictures(story: &[u8]) -> Vec<String> {
    let dataset = story_from_geojson(story).unwrap().dataset;
    let site = Site::new(&SiteInput {
        shell: &Shell::new(shell_files()),
        story_name: "story.geojson",
        story,
        dataset: &dataset,
        whole: None,
        interface: &BTreeMap::new(),
        light: &Palette::from_properties(|_| String::new()),
        data_from: None,
        base_url: None,
        embed_on: &[],
    });
    let site = site.unwrap();
    let page = String::from_utf8(site.files["index.html"].clone()).unwrap();
    let (_, stage) = page.split_once("<div class=\"map-stage\">").unwrap();
    let (stage, _) = stage.split_once("<div").unwrap();
    let parts = stage.split("<svg class=\"map-poster ").skip(1);
    parts
        .map(|part| format!("<svg class=\"map-poster {part}"))
        .collect()
}

fn check_pictures(story: &Value, most_bytes: usize) -> Vec<String> {
    let pictures = pictures(story.to_string().as_bytes());
    assert_eq!(pictures.len(), 2);
    for picture in &pictures {
        elements(picture);
        assert!(!picture.contains("NaN") && !picture.contains("inf"));
        assert!(!picture.contains(" style=") && !picture.contains(" id="));
        assert!(picture.len() < most_bytes, "{} bytes", picture.len());
    }
    pictures
}

#[test]
fn a_page_has_the_map_in_it() {
    let story: Value = serde_json::from_slice(&fs::read(at(STORY)).unwrap()).unwrap();
    let pictures = check_pictures(&story, 46_000);
    for picture in pictures {
        assert!(picture.contains("role=\"img\" aria-label=\"Map: Drug laboratories"));
        for name in ["Rudnyi", "Petropavl", "Almaty region", "KAZAKHSTAN"] {
            assert!(picture.contains(&format!(">{name}</text>")), "{name}");
        }
        assert!(picture.contains("var(--im-land-involved)"));
    }
}

#[test]
fn any_story_has_pictures_of_bounded_size() {
    let nowhere = json!({ "type": "FeatureCollection", "story": { "title": "Nowhere", "languages": ["en"] },
        "features": [{ "type": "Feature", "id": "a", "geometry": null,
            "properties": { "kind": "operation", "title": "Somewhere" } }] });
    check_pictures(&nowhere, 60_000);
    let one = json!({ "type": "FeatureCollection", "story": { "title": "One", "languages": ["en"] },
        "features": [{ "type": "Feature", "id": "a", "geometry": { "type": "Point", "coordinates": [70, 48] },
            "properties": { "kind": "operation", "title": "Somewhere", "place": { "name": "A place" } } }] });
    for picture in check_pictures(&one, 60_000) {
        assert!(picture.contains(">A place</text>"));
    }
    let far = |lng: f64, id: &str| {
        json!({ "type": "Feature", "id": id, "geometry": { "type": "Point", "coordinates": [lng, 20] },
            "properties": { "kind": "lead", "title": id } })
    };
    let world = json!({ "type": "FeatureCollection", "story": { "title": "World", "languages": ["en"] },
        "features": [far(-120.0, "west"), far(20.0, "middle"), far(140.0, "east")] });
    check_pictures(&world, 60_000);
    let many = crowd::story(3_000, |_| Value::Null);
    check_pictures(&many, 60_000);
}

#[test]
fn a_story_elsewhere_has_its_own_ground() {
    let folder = shell_folder();
    let story = folder.path().join("elsewhere.geojson");
    let text = json!({ "type": "FeatureCollection", "story": { "title": "A storm", "languages": ["en"] },
        "features": [{ "type": "Feature", "id": "a", "geometry": { "type": "Point", "coordinates": [-3.2, 51.5] },
            "properties": { "kind": "operation", "title": "A bridge" } },
        { "type": "Feature", "id": "b", "geometry": { "type": "Point", "coordinates": [-4.2, 55.9] },
            "properties": { "kind": "operation", "title": "A ferry" } },
        { "type": "Feature", "id": "c", "geometry": null, "properties": { "kind": "operation", "title": "A port",
            "place": { "name": "Ireland", "region": "IE", "precision": "country" } } }] });
    fs::write(&story, text.to_string()).unwrap();
    let output = poster(&folder, &story, &["-o", "-"]);
    let svg = String::from_utf8(output.stdout).unwrap();
    let (words, key) = (words(&svg), "Somewhere in the country");
    assert!(words.contains("UNITED"), "countries are named: {words}");
    assert!(words.contains("Ireland") && words.contains(key), "{words}");
    assert!(
        !words.contains("IRELAND"),
        "what is drawn as a country names it: {words}"
    );
    assert!(
        !svg.contains("OpenStreetMap"),
        "only whose map it is is credited"
    );
}

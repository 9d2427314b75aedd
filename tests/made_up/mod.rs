//! A web app that is not one: all the files that the command asks for, so that tests need not build it.
#![allow(dead_code)]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

/// One level with a square of land.
const BASEMAP: &str = r#"{"credits":[{"text":"Sample credits","url":"https://maps.example/","licence":"ODbL 1.0"}],
  "levels":[{"file":"coarse.topo.json","toleranceKm":8}]}"#;
const TOPOLOGY: &str = r#"{"type":"Topology","arcs":[[[10,40],[20,40],[20,50],[10,50],[10,40]]],
  "objects":{"countries":{"type":"GeometryCollection","geometries":[{"type":"Polygon","id":"AA","arcs":[[0]]}]}}}"#;

/// Writes the web app into a folder.
pub fn write_shell(folder: &Path) {
    let words = |file: &str| {
        let path = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("public/i18n")
            .join(file);
        fs::read_to_string(path).unwrap()
    };
    let code = "// What a browser runs.\n".repeat(100);
    for (path, content) in [
        ("index.html", "<html></html>".to_owned()),
        ("boot.js", code.clone()),
        ("embed.js", code.clone()),
        ("early.js", "document.documentElement".to_owned()),
        ("style.css", ":root { --im-land: #fff }".to_owned()),
        ("favicon.svg", "<svg/>".to_owned()),
        ("app.js", code.clone()),
        ("app_bg.wasm", format!("\0asm {code}")),
        (
            "reader/open.js",
            "new URL('worker.js', import.meta.url)".to_owned(),
        ),
        ("reader/open.css", ".file-banner {}".to_owned()),
        ("reader/worker.js", "import './reader.js'".to_owned()),
        ("reader/reader.js", "fetch('reader_bg.wasm')".to_owned()),
        ("reader/reader_bg.wasm", "\0asm reader".to_owned()),
        ("basemap/index.json", BASEMAP.to_owned()),
        ("basemap/coarse.topo.json", TOPOLOGY.to_owned()),
        ("i18n/en.json", words("en.json")),
        ("i18n/ru.json", words("ru.json")),
    ] {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }
}

/// A story in these languages, with records of these titles.
pub fn story(title: &str, languages: &[&str], records: &[&str]) -> String {
    let features: Vec<serde_json::Value> = records
        .iter()
        .enumerate()
        .map(|(at, title)| {
            serde_json::json!({"type": "Feature", "id": format!("r{at}"),
                "geometry": {"type": "Point", "coordinates": [12 + at, 45]},
                "properties": {"kind": "operation", "title": title, "summary": "What is reported."}})
        })
        .collect();
    serde_json::json!({"type": "FeatureCollection",
        "story": {"profile": 1, "title": title, "summary": "A short summary.", "languages": languages,
            "updated": "2026-11-23"},
        "features": features})
    .to_string()
}

/// The command in a folder that has the web app in `shell`.
pub fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_incident-map"));
    command.current_dir(folder).args(arguments);
    command.args(["--shell", "shell"]);
    command
}

/// Runs it to its end.
pub fn run(folder: &Path, arguments: &[&str]) -> Output {
    command(folder, arguments).output().unwrap()
}

/// What it said on standard error.
pub fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

//! The folder that `build` writes, as a person uploads it.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)]

mod made_up;

use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::Path;

use made_up::{run, said, story, write_shell};
use serde_json::Value;
use tempfile::TempDir;

const BASE: [&str; 2] = ["--base-url", "https://example.org/map"];

/// A folder with the web app and a story.
fn folder(story: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    write_shell(&folder.path().join("shell"));
    fs::write(folder.path().join("story.geojson"), story).unwrap();
    folder
}

/// Builds a story into `site` and gives what was said.
fn build(folder: &TempDir, story: &str, arguments: &[&str]) -> String {
    let arguments = [&["build", story, "-o", "site"], arguments].concat();
    let output = run(folder.path(), &arguments);
    assert!(output.status.success(), "{arguments:?}: {}", said(&output));
    said(&output)
}

/// All files below a folder.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let (mut found, mut waiting) = (BTreeMap::new(), vec![folder.to_owned()]);
    while let Some(next) = waiting.pop() {
        for entry in fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            match path.is_dir() {
                true => waiting.push(path),
                false => {
                    let name = path.strip_prefix(folder).unwrap().to_string_lossy();
                    found.insert(name.replace('\\', "/"), fs::read(&path).unwrap());
                }
            }
        }
    }
    found
}

fn text(folder: &TempDir, path: &str) -> String {
    fs::read_to_string(folder.path().join("site").join(path)).unwrap()
}

/// The width and height of a PNG picture (its specification, section 11.2.2).
fn png_size(png: &[u8]) -> (u32, u32) {
    assert!(png.starts_with(b"\x89PNG\r\n\x1a\n"));
    let number = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().unwrap());
    (number(16), number(20))
}

#[test]
fn the_same_story_makes_the_same_folder_with_all_that_hosts_and_others_want() {
    let folder = folder(&story("A storm", &["en", "ru"], &["A bridge", "A road"]));
    for output in ["one", "two"] {
        let arguments = [&["build", "story.geojson", "-o", output], &BASE[..]].concat();
        assert!(run(folder.path(), &arguments).status.success());
    }
    let found = files(&folder.path().join("one"));
    let other = files(&folder.path().join("two"));
    let names = |files: &BTreeMap<String, Vec<u8>>| files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&found), names(&other));
    for (path, content) in &found {
        assert!(*content == other[path], "{path} differs");
    }
    for path in [
        ".htaccess",
        "assets/.htaccess",
        ".nojekyll",
        "_headers",
        "vercel.json",
        "nginx.conf.example",
    ] {
        assert!(found.contains_key(path), "{path}");
    }
    for page in ["", "ru/"] {
        let file = |name: &str| &found[&format!("{page}{name}")];
        assert_eq!(png_size(file("card.png")), (1200, 630));
        assert_eq!(png_size(file("poster.png")), (2400, 1800));
        assert!(file("poster.svg").starts_with(b"<svg"));
    }
    assert_ne!(found["card.png"], found["ru/card.png"]);
}

#[test]
fn compressed_files_stand_beside_what_gains_and_say_the_same() {
    let folder = folder(&story("A storm", &["en"], &["A bridge"; 9]));
    build(&folder, "story.geojson", &[]);
    let found = files(&folder.path().join("site"));
    let mut compressed = 0;
    for (path, content) in &found {
        let plain = |ending: &str| path.strip_suffix(ending).and_then(|plain| found.get(plain));
        let mut unpacked = Vec::new();
        if let Some(plain) = plain(".br") {
            brotli::BrotliDecompress(&mut &content[..], &mut unpacked).unwrap();
            assert!(unpacked == *plain, "{path}");
            compressed += 1;
        } else if let Some(plain) = plain(".gz") {
            flate2::read::GzDecoder::new(&content[..])
                .read_to_end(&mut unpacked)
                .unwrap();
            assert!(unpacked == *plain, "{path}");
        }
    }
    assert!(compressed >= 5, "{compressed} files");
    for (path, expected) in [
        ("index.html.br", true),
        ("data/story.geojson.gz", true),
        ("i18n/en.json.br", true),
        ("poster.svg.gz", true),
        ("card.png.br", false),
        ("LICENSES.txt.br", false),
        ("vercel.json.br", false),
    ] {
        assert_eq!(found.contains_key(path), expected, "{path}");
    }
}

#[test]
fn nothing_of_an_earlier_site_is_left_to_be_uploaded() {
    let two = story("A storm", &["en", "ru"], &["A bridge"; 9]);
    let folder = folder(&two);
    fs::write(folder.path().join("old.geojson"), &two).unwrap();
    build(&folder, "old.geojson", &BASE);
    let site = folder.path().join("site");
    let one = story("Calm", &["en"], &["A bridge"; 9]);
    fs::write(folder.path().join("story.geojson"), one).unwrap();
    fs::write(site.join("ru/own.txt"), "").unwrap();
    build(&folder, "story.geojson", &[]);
    let found = files(&site);
    let gone = |path: &str| path.contains("old.geojson") || path.ends_with("oembed.json");
    let left: Vec<&String> = found.keys().filter(|path| gone(path)).collect();
    assert_eq!(left, [""; 0]);
    let in_ru: Vec<&String> = found
        .keys()
        .filter(|path| path.starts_with("ru/"))
        .collect();
    assert_eq!(in_ru, ["ru/own.txt"]);
    assert!(found.contains_key("data/story.geojson.br"));
    // A host would send these in place of the files beside them.
    build(&folder, "story.geojson", &["--no-precompress"]);
    let is_compressed = |path: &&String| path.ends_with(".br") || path.ends_with(".gz");
    let left = files(&site);
    let left: Vec<&String> = left.keys().filter(is_compressed).collect();
    assert_eq!(left, [""; 0]);
}

/// The content of the element that begins so, in a page.
fn content<'p>(page: &'p str, start: &str) -> &'p str {
    let (_, rest) = page
        .split_once(start)
        .unwrap_or_else(|| panic!("no {start}"));
    rest.split_once('"').unwrap().0
}

#[test]
fn what_others_show_of_a_page_needs_its_address() {
    let folder = folder(&story(
        "\"A <b>storm</b>\" & more",
        &["en", "ru"],
        &["A bridge"],
    ));
    let told = build(&folder, "story.geojson", &["--no-precompress"]);
    assert_eq!(told.matches("--base-url").count(), 1, "{told}");
    let without = [text(&folder, "index.html"), text(&folder, "ru/index.html")];
    for page in &without {
        for word in ["og:", "canonical", "oembed", "twitter"] {
            assert!(!page.contains(word), "{word}");
        }
    }
    let told = build(
        &folder,
        "story.geojson",
        &[&BASE[..], &["--no-precompress"]].concat(),
    );
    assert!(!told.contains("--base-url"), "{told}");
    for (path, here, locale, without) in [
        (
            "index.html",
            "https://example.org/map/",
            "en_US",
            &without[0],
        ),
        (
            "ru/index.html",
            "https://example.org/map/ru/",
            "ru_RU",
            &without[1],
        ),
    ] {
        let page = text(&folder, path);
        for (start, expected) in [
            ("rel=\"canonical\" href=\"", here.to_owned()),
            ("property=\"og:url\" content=\"", here.to_owned()),
            ("property=\"og:type\" content=\"", "article".to_owned()),
            ("property=\"og:locale\" content=\"", locale.to_owned()),
            (
                "property=\"og:image\" content=\"",
                format!("{here}card.png"),
            ),
            ("property=\"og:image:width\" content=\"", "1200".to_owned()),
            ("property=\"og:image:height\" content=\"", "630".to_owned()),
            (
                "name=\"twitter:card\" content=\"",
                "summary_large_image".to_owned(),
            ),
            ("property=\"og:title\" content=\"", "&quot;A ".to_owned()),
        ] {
            let found = content(&page, start);
            assert!(found.starts_with(&expected), "{path}: {start}{found}");
        }
        let policy = content(&page, "http-equiv=\"Content-Security-Policy\" content=\"");
        assert!(
            policy.contains("script-src 'self' https://example.org ")
                && policy.contains("connect-src 'self' https://example.org;"),
            "in a frame without an origin Safari knows no 'self': {policy}"
        );
        assert!(page.contains("content=\"A short summary.\" property=\"og:description\""));
        assert!(!content(&page, "property=\"og:image:alt\" content=\"").is_empty());
        assert!(!page.contains("<b>"), "{path}");
        for (language, address) in [("x-default", ""), ("ru", "ru/")] {
            let link =
                format!("href=\"https://example.org/map/{address}\" hreflang=\"{language}\"");
            assert_eq!(
                page.contains(&link),
                path == "index.html" || address.is_empty(),
                "{link}"
            );
        }
        assert!(
            page.len() - without.len() < 960,
            "{} bytes more",
            page.len() - without.len()
        );
        let oembed = content(&page, "<link rel=\"alternate\" href=\"");
        assert_eq!(oembed, format!("{here}oembed.json"));
        let oembed: Value =
            serde_json::from_str(&text(&folder, &path.replace("index.html", "oembed.json")))
                .unwrap();
        assert_eq!(
            (&oembed["type"], &oembed["version"]),
            (&"rich".into(), &"1.0".into())
        );
        assert_eq!(oembed["title"], "\"A <b>storm</b>\" & more");
        assert_eq!(oembed["thumbnail_url"], format!("{here}card.png"));
        assert_eq!(oembed["provider_name"], "example.org");
        let html = oembed["html"].as_str().unwrap();
        assert!(
            html.starts_with(&format!("<iframe src=\"{here}\" title=\"&quot;A &lt;b")),
            "{html}"
        );
        assert!(
            html.contains("allow=\"fullscreen; clipboard-write\"")
                && html.contains("loading=\"lazy\"")
        );
        assert!(
            html.contains(&format!("height=\"{}\"", oembed["height"])),
            "{html}"
        );
    }
}

#[test]
fn addresses_that_cannot_be_meant_are_refused_before_anything_is_written() {
    let folder = folder(&story("A storm", &["en"], &["A bridge"]));
    for (option, value, told) in [
        ("--base-url", "example.org", "https://example.org/map/"),
        ("--base-url", "https://example.org/?a", "leave out"),
        ("--embed-on", "http://example.org", "https://"),
        ("--embed-on", "https://example.org/path", "path"),
    ] {
        let output = run(
            folder.path(),
            &["build", "story.geojson", "-o", "site", option, value],
        );
        assert_eq!(output.status.code(), Some(2), "{value}");
        assert!(said(&output).contains(told), "{value}: {}", said(&output));
    }
    assert!(!folder.path().join("site").exists());
}

#[test]
fn only_those_named_may_show_the_map_in_a_frame() {
    let folder = folder(&story("A storm", &["en"], &["A bridge"]));
    for (options, expected) in [
        (&[][..], "frame-ancestors *"),
        (
            &[
                "--embed-on",
                "https://a.example",
                "--embed-on",
                "https://b.example",
            ],
            "frame-ancestors 'self' https://a.example https://b.example",
        ),
    ] {
        build(
            &folder,
            "story.geojson",
            &[options, &["--no-precompress"]].concat(),
        );
        for file in ["_headers", ".htaccess", "vercel.json", "nginx.conf.example"] {
            let found = text(&folder, file);
            let (_, found) = found.split_once("frame-ancestors").unwrap();
            let (found, _) = found.split_once(['"', '\n']).unwrap();
            assert_eq!(format!("frame-ancestors{found}"), expected, "{file}");
        }
    }
}

#[test]
fn letters_that_pictures_lack_are_told_with_their_language() {
    let folder = folder(&story("A storm", &["en", "zh"], &["A bridge"]));
    let titled = story("x", &["en", "zh"], &["A bridge"]).replace(
        "\"title\":\"x\"",
        "\"title\":{\"en\":\"A storm\",\"zh\":\"暴風\"}",
    );
    fs::write(folder.path().join("story.geojson"), titled).unwrap();
    let told = build(&folder, "story.geojson", &["--no-precompress"]);
    let lines: Vec<&str> = told
        .lines()
        .filter(|line| line.contains("letters"))
        .collect();
    assert_eq!(lines.len(), 1, "{told}");
    assert!(
        lines[0].starts_with("pictures in zh:") && lines[0].contains('暴'),
        "{told}"
    );
    assert!(text(&folder, "zh/poster.svg").contains("暴風"));
}

#[test]
fn a_poster_is_a_png_where_its_name_says_so() {
    let folder = folder(&story("A storm", &["en"], &["A bridge"]));
    let draw = |arguments: &[&str]| {
        let size = [
            "poster",
            "story.geojson",
            "--width",
            "600",
            "--height",
            "500",
        ];
        run(folder.path(), &[&size, arguments].concat())
    };
    for (scale, expected) in [(&[][..], (1200, 1000)), (&["--scale", "0.5"], (300, 250))] {
        let output = draw(&[&["-o", "map.png"], scale].concat());
        assert!(output.status.success(), "{}", said(&output));
        let png = fs::read(folder.path().join("map.png")).unwrap();
        assert_eq!(png_size(&png), expected);
    }
    fs::write(folder.path().join("notes.png"), "mine").unwrap();
    assert_eq!(draw(&["-o", "notes.png"]).status.code(), Some(2));
    assert_eq!(
        draw(&["-o", "map.png", "--scale", "9"]).status.code(),
        Some(2)
    );
    let wide = ["--width", "10000", "--height", "10000"];
    let wide = [&["poster", "story.geojson", "-o", "map.png"], &wide[..]].concat();
    let output = run(folder.path(), &wide);
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("--scale"), "{}", said(&output));
}

#[test]
fn colours_of_ones_own_are_in_pages_and_pictures_and_no_other_rule_is_taken() {
    let folder = folder(&story("A storm", &["en"], &["First"]));
    let style = |css: &str| fs::write(folder.path().join("house.css"), css).unwrap();
    style(
        ":root { --im-operation: #7a1020; --im-font: Georgia, serif } [data-theme=dark] { --im-operation: #ff9d8a }",
    );
    build(&folder, "story.geojson", &["--style", "house.css"]);
    for part in [
        "--im-operation:#7a1020",
        "--im-operation:#ff9d8a",
        "--im-font:Georgia, serif",
    ] {
        assert!(text(&folder, "index.html").contains(part), "{part}");
    }
    assert!(text(&folder, "poster.svg").contains("#7a1020"));
    for (css, expected) in [
        (
            "\n.map-credits { display: none }",
            "house.css, line 2: \".map-credits\"",
        ),
        (":root { --im-text: #eee }", "--im-text on --im-surface"),
    ] {
        style(css);
        let output = run(
            folder.path(),
            &[
                "build",
                "story.geojson",
                "-o",
                "other",
                "--style",
                "house.css",
            ],
        );
        assert!(said(&output).contains(expected), "{}", said(&output));
        assert_eq!(output.status.code(), Some(2));
        assert!(!folder.path().join("other").exists(), "nothing is written");
    }
}

//! The order of the modules, and what must not stand where: `src/lib.rs` says why.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::indexing_slicing, clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};

/// A module names only those before it.
const ORDER: [&str; 16] = [
    "order", "geo", "time", "locale", "basemap", "story", "query", "report", "load", "import",
    "scene", "view", "document", "platform", "app", "cli",
];
/// Modules of the web, which the command does not name.
const WEB: [&str; 2] = ["platform", "app"];
/// What may name the reader of any file, which has no place in the first download.
const IMPORTERS: [&str; 1] = ["cli"];
/// The longest a source file may be, in lines.
const MOST_LINES: usize = 420;

/// Words of the first story. Its basemap (`public/basemap`) may have them, the code may not.
const STORY_WORDS: [&str; 14] = [
    "kazakh",
    "rudn",
    "kostan",
    "almaty",
    "ust-kamen",
    "oskemen",
    "petropavl",
    "astana",
    "altn",
    "azerbaycan",
    "drug",
    "mephedrone",
    "laborator",
    "казахстан",
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The files below a folder that end in `extension`, with their paths from the top of the project.
fn files(folder: &str, extension: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut waiting: Vec<PathBuf> = vec![root().join(folder)];
    while let Some(next) = waiting.pop() {
        for entry in fs::read_dir(&next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                waiting.push(path);
            } else if path.extension().is_some_and(|found| found == extension) {
                let name = path.strip_prefix(root()).unwrap();
                let name = name.to_string_lossy().replace('\\', "/");
                found.push((name, fs::read_to_string(&path).unwrap()));
            }
        }
    }
    found.sort();
    found
}

/// The module that a source file belongs to: `scene` for `src/scene/map.rs`; `None` for the crate's own files.
fn module_of(path: &str) -> Option<&str> {
    let rest = path.strip_prefix("src/")?;
    let (module, _) = rest.split_once('/').or_else(|| rest.split_once(".rs"))?;
    (!matches!(module, "lib" | "main" | "bin")).then_some(module)
}

/// Rust source without comments and the contents of texts.
fn code(source: &str) -> String {
    let mut out = String::with_capacity(source.len());
    let mut rest = source;
    while let Some(c) = rest.chars().next() {
        let skipped = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |at| at + 2)
        } else if let Some(length) = raw_text_length(rest) {
            length
        } else if rest.starts_with("'\"'") || rest.starts_with("'\\\"'") {
            rest.find('"').unwrap() + 2
        } else if c == '"' {
            text_length(rest)
        } else {
            out.push(c);
            rest = &rest[c.len_utf8()..];
            continue;
        };
        out.push(' ');
        rest = &rest[skipped..];
    }
    out
}

fn text_length(rest: &str) -> usize {
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

fn raw_text_length(rest: &str) -> Option<usize> {
    let body = rest.strip_prefix('r')?;
    let hashes = body.len() - body.trim_start_matches('#').len();
    body[hashes..].starts_with('"').then_some(())?;
    let end = format!("\"{}", "#".repeat(hashes));
    let start = 1 + hashes + 1;
    Some(
        rest[start..]
            .find(&end)
            .map_or(rest.len(), |at| start + at + end.len()),
    )
}

/// The modules of this crate that a source file names, in whichever way: `crate::a`, `crate::{a, b::c}`,
/// `super::super::a` beyond its own module, `incident_map::a`.
fn named_modules(path: &str, source: &str) -> Vec<String> {
    let code = code(source);
    // `src/scene/map.rs` is two modules deep: `super::super` is the crate.
    let depth = path.matches('/').count() - usize::from(path.ends_with("/mod.rs"));
    let mut named = Vec::new();
    let mut collect = |start: &str| {
        for (at, _) in code.match_indices(start) {
            let before = code[..at].chars().next_back();
            if before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':') {
                continue;
            }
            named.extend(first_names(&code[at + start.len()..]));
        }
    };
    collect("crate::");
    collect("incident_map::");
    // Inside `mod tests` one more `super` leads as far.
    for levels in [depth, depth + 1] {
        collect(&"super::".repeat(levels));
    }
    named.retain(|name| ORDER.contains(&name.as_str()));
    named.sort();
    named.dedup();
    named
}

/// The first name of a path, or of each path in a group.
fn first_names(rest: &str) -> Vec<String> {
    let name = |text: &str| -> String {
        let text = text.trim_start();
        text.chars()
            .take_while(|c| c.is_alphanumeric() || *c == '_')
            .collect()
    };
    let Some(group) = rest.trim_start().strip_prefix('{') else {
        return vec![name(rest)];
    };
    let mut names = vec![name(group)];
    let mut open = 1;
    for (at, c) in group.char_indices() {
        match c {
            '{' => open += 1,
            '}' => open -= 1,
            ',' if open == 1 => names.push(name(&group[at + 1..])),
            _ => {}
        }
        if open == 0 {
            break;
        }
    }
    names
}

/// The modules that this one names and must not.
fn wrong_names(path: &str, source: &str) -> Vec<String> {
    let Some(module) = module_of(path) else {
        return Vec::new();
    };
    let Some(place) = ORDER.iter().position(|found| *found == module) else {
        return vec![format!("{module} itself: it has no place in the order")];
    };
    let is_right = |name: &String| {
        let before = ORDER[..=place].contains(&name.as_str());
        let is_web = module == "cli" && WEB.contains(&name.as_str());
        let is_heavy = name == "import" && module != "import" && !IMPORTERS.contains(&module);
        before && !is_web && !is_heavy
    };
    let mut named = named_modules(path, source);
    named.retain(|name| !is_right(name));
    named
}

/// What only one module may name, and whether a file of another does.
fn wrong_packages(path: &str, source: &str) -> Vec<&'static str> {
    const ONLY: [(&[&str], &[&str]); 4] = [
        (&["load", "import"], &["geojson", "serde_json"]),
        (&["import"], &["csv", "yore"]),
        (&["import", "cli"], &["flate2"]),
        (&["platform"], &["web_sys", "js_sys", "gloo", "gloo_net"]),
    ];
    const CLOCKS: [&str; 3] = ["std::time", "Instant", "SystemTime"];
    let code = code(source);
    let module = module_of(path).unwrap_or_default();
    let mut wrong = Vec::new();
    for (owners, packages) in ONLY {
        let named = packages
            .iter()
            .filter(|package| names_package(&code, package));
        wrong.extend(named.filter(|_| !owners.contains(&module)));
    }
    let is_pure = !matches!(module, "platform" | "app" | "cli" | "");
    wrong.extend(
        CLOCKS
            .iter()
            .filter(|word| is_pure && has_word(&code, word)),
    );
    wrong
}

/// Whether code names a package: `web_sys::…` or `use web_sys`, but not a variable or a module of that name.
fn names_package(code: &str, package: &str) -> bool {
    has_word(code, &format!("use {package}")) || {
        let start = format!("{package}::");
        code.match_indices(&start).any(|(at, _)| {
            let before = code[..at].chars().next_back();
            !before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':')
        })
    }
}

fn has_word(code: &str, word: &str) -> bool {
    let is_part = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
    code.match_indices(word).any(|(at, _)| {
        !is_part(code[..at].chars().next_back()) && !is_part(code[at + word.len()..].chars().next())
    })
}

/// The story's words in a text.
fn story_words(text: &str) -> Vec<&'static str> {
    let text = text.to_lowercase();
    STORY_WORDS
        .into_iter()
        .filter(|word| text.contains(word))
        .collect()
}

/// Source without its tests, whose examples may be of the first story.
fn without_tests(source: &str) -> &str {
    source.split("\n#[cfg(test)]\n").next().unwrap_or(source)
}

#[test]
fn a_module_names_only_those_before_it() {
    for (path, source) in files("src", "rs") {
        assert_eq!(
            wrong_names(&path, without_tests(&source)),
            [""; 0],
            "{path}"
        );
    }
}

#[test]
fn packages_and_clocks_stay_where_they_belong() {
    for (path, source) in files("src", "rs") {
        assert_eq!(
            wrong_packages(&path, without_tests(&source)),
            [""; 0],
            "{path}"
        );
    }
}

/// Whether a file names what comes later (`app::later`), although it may have to do without: only the module itself does,
/// and `app`, for what the page's scripts call.
fn names_later(path: &str, source: &str) -> bool {
    let may = path.starts_with("src/app/later/") || path == "src/app/mod.rs";
    !may && module_of(path) == Some("app") && has_word(&code(source), "later")
}

#[test]
fn nothing_reaches_for_what_comes_later() {
    for (path, source) in files("src", "rs") {
        assert!(!names_later(&path, &source), "{path}");
    }
}

#[test]
fn no_source_file_is_long() {
    for (path, source) in files("src", "rs") {
        let lines = source.lines().count();
        assert!(lines <= MOST_LINES, "{path} has {lines} lines; make it two");
    }
}

#[test]
fn the_code_knows_no_story() {
    for (path, source) in files("src", "rs") {
        assert_eq!(story_words(without_tests(&source)), [""; 0], "{path}");
    }
    let mut texts = files("public/i18n", "json");
    for path in ["index.html", "public/boot.js", "public/style.css"] {
        texts.push((
            path.to_owned(),
            fs::read_to_string(root().join(path)).unwrap(),
        ));
    }
    for (path, text) in texts {
        assert_eq!(story_words(&text), [""; 0], "{path}");
    }
}

/// The checks above can fail.
mod the_checks {
    use super::*;

    fn check(path: &str, source: &str, expected: &[&str]) {
        assert_eq!(wrong_names(path, source), expected, "{path}: {source}");
    }

    #[test]
    fn see_every_way_to_name_a_module() {
        check("src/geo/plane.rs", "use crate::geo::LngLat;", &[]);
        check("src/geo/plane.rs", "use crate::time::Day;", &["time"]);
        check(
            "src/scene/map.rs",
            "use crate::{geo::A, view::{B, C}, document};",
            &["document", "view"],
        );
        check("src/scene/map.rs", "use super::super::view::A;", &["view"]);
        check("src/scene/mod.rs", "use super::view::A;", &["view"]);
        check("src/scene/map.rs", "use super::view::A;", &[]);
        check(
            "src/scene/marks/soft.rs",
            "use super::super::super::app::A;",
            &["app"],
        );
        check(
            "src/scene/map.rs",
            "let a = crate :: geo::A; crate::app::start();",
            &["app"],
        );
        check("src/scene/map.rs", "incident_map::cli::run()", &["cli"]);
        check(
            "src/cli/mod.rs",
            "use crate::{document::A, platform::B, app};",
            &["app", "platform"],
        );
        check("src/app/mod.rs", "use crate::cli::A;", &["cli"]);
        check("src/app/mod.rs", "use crate::import::A;", &["import"]);
        check("src/cli/mod.rs", "use crate::import::A;", &[]);
        check(
            "src/new/mod.rs",
            "",
            &["new itself: it has no place in the order"],
        );
        check("src/lib.rs", "pub mod app; use crate::cli;", &[]);
    }

    #[test]
    fn do_not_see_comments_and_texts() {
        check(
            "src/geo/a.rs",
            "// crate::app\n/* crate::app */ let a = \"crate::app \\\" crate::cli\";",
            &[],
        );
        check(
            "src/geo/a.rs",
            "let a = r#\"\"crate::app\"#; let b = '\"'; crate::cli::run(); // \"",
            &["cli"],
        );
    }

    #[test]
    fn see_packages_and_clocks() {
        let check = |path: &str, source: &str, expected: &[&str]| {
            assert_eq!(wrong_packages(path, source), expected, "{path}: {source}");
        };
        check("src/load/a.rs", "use serde_json::Value;", &[]);
        check("src/story/a.rs", "use serde_json::Value;", &["serde_json"]);
        check(
            "src/story/a.rs",
            "fn story_from_geojson(geojson: &str) { crate::load::csv::x }",
            &[],
        );
        check("src/app/a.rs", "web_sys::window()", &["web_sys"]);
        check("src/platform/a.rs", "web_sys::window()", &[]);
        check(
            "src/scene/a.rs",
            "std::time::Instant::now()",
            &["std::time", "Instant"],
        );
        check("src/cli/a.rs", "std::time::Instant::now()", &[]);
    }

    #[test]
    fn see_what_comes_later() {
        let source = "use super::later::tooltip; // later";
        assert!(names_later("src/app/map.rs", source));
        assert!(!names_later("src/app/later/print.rs", source));
        assert!(!names_later("src/app/map.rs", "// Later, and later."));
    }

    #[test]
    fn see_the_words_of_the_story() {
        assert_eq!(story_words("Rudnyi, says ALTN"), ["rudn", "altn"]);
        assert_eq!(story_words("a river, a road"), [""; 0]);
    }
}

//! The interface texts: the same keys and placeholders in every language, all of them used, none missing.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::indexing_slicing, clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use incident_map::report::{Effect, Problem, Reason, Target};
use serde_json::Value;

type Texts = BTreeMap<String, Value>;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The words that every page loads.
fn languages() -> BTreeMap<String, Texts> {
    texts_in("public/i18n")
}

/// The words for opened files, which are loaded with one.
fn report_languages() -> BTreeMap<String, Texts> {
    texts_in("public/i18n/reports")
}

/// The words for very many incidents, which are loaded with them.
fn many_languages() -> BTreeMap<String, Texts> {
    texts_in("public/i18n/many")
}

/// The words for what a page gets once it is interactive.
fn later_languages() -> BTreeMap<String, Texts> {
    texts_in("public/i18n/later")
}

fn texts_in(folder: &str) -> BTreeMap<String, Texts> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(root().join(folder)).unwrap() {
        let path = entry.unwrap().path();
        if path
            .extension()
            .is_some_and(|extension| extension == "json")
        {
            let tag = path.file_stem().unwrap().to_string_lossy().into_owned();
            found.insert(
                tag,
                serde_json::from_slice(&fs::read(&path).unwrap()).unwrap(),
            );
        }
    }
    found
}

/// The files that put into words what was found in an opened file, and what becomes of one.
const OF_REPORTS: [&str; 8] = [
    "src/cli/check.rs",
    "src/cli/convert.rs",
    "src/cli/findings.rs",
    "src/document/found.rs",
    "src/document/issue_item.rs",
    "src/document/opened.rs",
    "public/reader/open.js",
    "public/reader/worker.js",
];

/// The files that put very many incidents into words.
const OF_MANY: [&str; 3] = [
    "src/document/crowd.rs",
    "src/document/regions.rs",
    "src/scene/crowd/regions.rs",
];

/// The files that put into words what a page gets once it is interactive.
const OF_LATER: [&str; 13] = [
    "src/app/later/large/time.rs",
    "src/app/later/timeline/choices.rs",
    "src/document/facets.rs",
    "src/document/finding.rs",
    "src/document/reports_bar.rs",
    "src/document/lanes.rs",
    "src/document/own_file.rs",
    "src/document/panes.rs",
    "src/document/share.rs",
    "src/document/timeline.rs",
    "src/document/view_text.rs",
    "src/document/window.rs",
    "src/document/window/words.rs",
];

/// The sources without their tests, in one text; those of [`OF_REPORTS`] are left out, or come alone.
fn sources(of_reports: bool) -> String {
    let read = |path: &Path| fs::read_to_string(path).unwrap();
    if of_reports {
        return OF_REPORTS
            .map(|path| code(&read(&root().join(path))))
            .join("\n");
    }
    let others = OF_REPORTS.map(|path| root().join(path));
    let mut all = String::new();
    let mut waiting: Vec<PathBuf> = vec![root().join("src")];
    while let Some(folder) = waiting.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                waiting.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs")
                && !others.contains(&path)
            {
                all.push_str(&code(&read(&path)));
                all.push('\n');
            }
        }
    }
    all
}

fn code(source: &str) -> String {
    source.split("\n#[cfg(test)]\n").next().unwrap().to_owned()
}

/// The names in braces in a text, or in any of its plural forms.
fn placeholders(value: &Value) -> BTreeSet<String> {
    let texts: Vec<&str> = match value {
        Value::Object(forms) => forms.values().filter_map(Value::as_str).collect(),
        other => other.as_str().into_iter().collect(),
    };
    let names = texts.into_iter().flat_map(|text| text.split('{').skip(1));
    names
        .filter_map(|rest| Some(rest.split_once('}')?.0.to_owned()))
        .collect()
}

fn is_key(text: &str) -> bool {
    !text.is_empty()
        && text
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

/// What stands between double quotes; good enough for keys, which have neither quotes nor escapes.
fn quoted(source: &str) -> impl Iterator<Item = &str> {
    source
        .lines()
        .flat_map(|line| line.split('"').skip(1).step_by(2))
}

/// Keys that are written out in a call that looks one up.
fn looked_up(source: &str) -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    for call in [".text(", ".fill(", ".count(", ".message(", ".own_text("] {
        for (at, _) in source.match_indices(call) {
            let rest = &source[at + call.len()..];
            // `message` has the element first.
            let argument = match call {
                ".message(" => rest.split_once(',').map_or("", |(_, rest)| rest),
                _ => rest,
            };
            let Some(argument) = argument.trim_start().strip_prefix('"') else {
                continue;
            };
            let Some((key, after)) = argument.split_once('"') else {
                continue;
            };
            // `text("h1", …)` makes an element; `text("close")` looks a text up.
            if is_key(key) && (call != ".text(" || after.trim_start().starts_with(')')) {
                keys.insert(key.to_owned());
            }
        }
    }
    keys
}

/// Whether a text in the sources is the key, or begins it and has a gap behind: `"status-{}"`. A single word may
/// be anything, so it has to be looked up.
fn is_used(key: &str, source: &str) -> bool {
    if !key.contains('-') {
        return looked_up(source).contains(key);
    }
    quoted(source).any(|text| {
        let start = text.split_once('{').map(|(start, _)| start);
        text == key || start.is_some_and(|start| start.ends_with('-') && key.starts_with(start))
    })
}

#[test]
fn the_app_knows_how_many_there_are() {
    use incident_map::locale::{MESSAGE_COUNT, PAGE_MESSAGES};
    let languages = languages();
    let english = &languages["en"];
    assert!(PAGE_MESSAGES.iter().all(|key| english.contains_key(*key)));
    assert_eq!(english.len(), MESSAGE_COUNT + PAGE_MESSAGES.len());
}

#[test]
fn every_language_has_the_same_keys_and_placeholders() {
    for languages in [
        languages(),
        report_languages(),
        many_languages(),
        later_languages(),
    ] {
        check_languages(&languages);
    }
}

fn check_languages(languages: &BTreeMap<String, Texts>) {
    let english = &languages["en"];
    assert!(languages.len() >= 3, "{:?}", languages.keys());
    for (tag, texts) in languages {
        let keys = |texts: &Texts| texts.keys().cloned().collect::<BTreeSet<_>>();
        let (own, expected) = (keys(texts), keys(english));
        let differing: Vec<_> = own.symmetric_difference(&expected).collect();
        assert!(differing.is_empty(), "{tag}: {differing:?}");
        for (key, value) in texts {
            assert_eq!(
                placeholders(value),
                placeholders(&english[key]),
                "{tag}: {key}"
            );
            assert_eq!(value.is_object(), english[key].is_object(), "{tag}: {key}");
            if let Some(forms) = value.as_object() {
                assert!(forms.contains_key("other"), "{tag}: {key} has no `other`");
            }
        }
    }
}

#[test]
fn every_text_that_is_looked_up_is_there() {
    let (pages, reports) = (&languages()["en"], &report_languages()["en"]);
    let (many, later) = (&many_languages()["en"], &later_languages()["en"]);
    let check = |of_reports, is_there: &dyn Fn(&String) -> bool| {
        let keys = looked_up(&sources(of_reports));
        assert!(keys.len() > 10, "{keys:?}");
        let missing: Vec<_> = keys.iter().filter(|key| !is_there(key)).collect();
        assert!(missing.is_empty(), "{missing:?}");
    };
    check(false, &|key| {
        [pages, many, later]
            .iter()
            .any(|texts| texts.contains_key(key))
    });
    // What the page has without them, it shows without them.
    check_apart(&OF_MANY, many);
    check_apart(&OF_LATER, later);
    check(true, &|key| {
        pages.contains_key(key) || reports.contains_key(key)
    });
}

/// Texts that come later are looked up in these files, and nowhere else.
fn check_apart(files: &[&str], texts: &Texts) {
    let sources_of = files
        .iter()
        .map(|path| code(&fs::read_to_string(root().join(path)).unwrap()));
    let mut others = sources(false);
    for source in sources_of {
        assert!(looked_up(&source).iter().any(|key| texts.contains_key(key)));
        others = others.replace(&source, "");
    }
    let early: Vec<_> = looked_up(&others)
        .into_iter()
        .filter(|key| texts.contains_key(key))
        .collect();
    assert!(
        early.is_empty(),
        "looked up before they are loaded: {early:?}"
    );
}

#[test]
fn every_text_is_used() {
    let all = sources(false) + &sources(true);
    for languages in [
        languages(),
        report_languages(),
        many_languages(),
        later_languages(),
    ] {
        let source = &all;
        let unused = languages["en"].keys().filter(|key| !is_used(key, source));
        let unused: Vec<_> = unused.collect();
        assert!(
            unused.is_empty(),
            "not used in src, remove them from every language: {unused:?}"
        );
    }
}

/// Whatever can be said of a file has its words.
#[test]
fn every_code_of_a_report_has_its_text() {
    let mut keys: BTreeSet<String> = BTreeSet::new();
    for (code, _, severity) in Problem::ALL {
        keys.insert(format!("issue-{code}"));
        keys.insert(format!("severity-{}", severity.as_str()));
    }
    keys.extend(Effect::ALL.map(|(word, _)| format!("issue-{word}")));
    keys.extend(Target::ALL.map(|(word, _)| format!("field-{word}")));
    keys.extend(Reason::ALL.map(|(word, _)| format!("reason-{word}")));
    for (tag, texts) in report_languages() {
        let missing: Vec<_> = keys
            .iter()
            .filter(|key| !texts.contains_key(*key))
            .collect();
        assert!(missing.is_empty(), "{tag}: {missing:?}");
        for (code, _, _) in Problem::ALL {
            let known = ["count", "expected", "field", "value"].map(str::to_owned);
            let used = placeholders(&texts[&format!("issue-{code}")]);
            assert!(used.is_subset(&known.into()), "{tag}: {code}: {used:?}");
        }
    }
}

/// Every message that the page's scripts name is there.
#[test]
fn every_message_of_the_scripts_is_there() {
    let texts = &report_languages()["en"];
    let scripts = sources(true);
    let named: Vec<&str> = quoted(&scripts)
        .filter(|text| text.starts_with("open-") && is_key(text))
        .collect();
    assert!(named.len() > 10, "{named:?}");
    for key in named {
        assert!(texts.contains_key(key), "{key}");
    }
}

#[test]
fn the_script_that_opens_files_has_the_limit_of_the_program() {
    let script = fs::read_to_string(root().join("public/reader/open.js")).unwrap();
    let limit = format!(
        "const MAX_BYTES = {} * 2 ** 20;",
        incident_map::load::MAX_BYTES >> 20
    );
    assert!(script.contains(&limit), "{limit}");
    assert_eq!(incident_map::load::stream::MEDIUM_BYTES, 1 << 20);
    assert!(script.contains("const MEDIUM_BYTES = 2 ** 20;"));
}

#[test]
fn the_checks_can_fail() {
    let source = r#"a.text("close"); input.message("h2", "cards-label"); format!("status-{}", x); "step-next"; ("place", x)"#;
    let keys: Vec<_> = looked_up(source).into_iter().collect();
    assert_eq!(keys, ["cards-label", "close"]);
    for (key, expected) in [
        ("status-reported", true),
        ("step-next", true),
        ("step-last", false),
        ("close", true),
        ("place", false),
        ("status", false),
    ] {
        assert_eq!(is_used(key, source), expected, "{key}");
    }
    assert_eq!(
        placeholders(&"{a} and {b}".into()),
        ["a", "b"].map(str::to_owned).into()
    );
}

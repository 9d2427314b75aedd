//! The site as a value, made from a tiny shell and from hostile data.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::unwrap_used)]

use std::collections::BTreeMap;

use incident_map::cli::shell::Shell;
use incident_map::cli::site::{Origin, Site, SiteError, SiteInput};
use incident_map::load::{Loaded, story_from_geojson};
use incident_map::scene::Palette;

const GLUE: &str = "incident-map-0123456789abcdef.js";
const WASM: &str = "incident-map-0123456789abcdef_bg.wasm";

const BASEMAP: &str = r#"{"credits":[{"text":"Sample <credits>","url":"https://maps.example/","licence":"ODbL 1.0"}],
  "levels":[{"file":"coarse.topo.json","toleranceKm":8},{"file":"fine.topo.json","toleranceKm":1}]}"#;

const TOPOLOGY: &str = r#"{"type":"Topology","arcs":[[[0,0],[1,1]]],"objects":{}}"#;

const ENGLISH: &str = r#"{"language-name":"English","direction":"ltr","cards-label":"Reports",
  "skip-to-cards":"Skip to the reports","timeline-label":"Timeline","language":"Language"}"#;
const ARABIC: &str = r#"{"language-name":"العربية","direction":"rtl","cards-label":"التقارير"}"#;

/// Text that tries to become markup, and links that try to run.
const HOSTILE: &str = r#"{"type":"FeatureCollection",
  "story":{"profile":1,"title":"</title><script>alert(1)</script>","summary":"\"><img src=x onerror=alert(2)>",
    "languages":["en","ar","../etc","EN"],
    "licence":{"name":"<b>free</b>","url":"javascript:alert(3)"},
    "articles":[{"id":"a","publisher":"<i>The Herald</i>","url":"javascript:alert(4)"},
                {"id":"b","publisher":"The Post","url":"https://post.example/storm?a=1&b=\"2"}],
    "phases":[{"id":"p","rank":1,"label":"<script>alert(5)</script>"}]},
  "features":[{"type":"Feature","id":"x\" onclick=\"alert(6)","geometry":null,
    "properties":{"kind":"operation","phase":"p","title":{"en":"<script>alert(7)</script>","ar":"جسر"},
      "summary":"{title} & <style>","articles":["a","b"]}}]}"#;

const PLAIN: &str = r#"{"type":"FeatureCollection",
  "story":{"title":"A storm","languages":["en","ar","uz"]},
  "features":[{"type":"Feature","id":"bridge","geometry":{"type":"Point","coordinates":[17,48]},
    "properties":{"kind":"operation","title":"A bridge"}}]}"#;

fn shell_files() -> BTreeMap<String, Vec<u8>> {
    [
        ("index.html", "<html></html>"),
        ("boot-0123456789abcdef.js", "import './snippets';"),
        ("early-0123456789abcdef.js", "document.documentElement"),
        ("style-0123456789abcdef.css", ":root { --im-land: #fff }"),
        ("favicon-0123456789abcdef.svg", "<svg/>"),
        (GLUE, "import './snippets/part-1/inline0.js'"),
        (WASM, "\0asm"),
        ("snippets/part-1/inline0.js", "export const one = 1"),
        ("embed.js", "customElements.define"),
        ("reader/open.js", "new URL('worker.js', import.meta.url)"),
        ("reader/open.css", ".file-banner {}"),
        ("reader/worker.js", "import './reader.js'"),
        ("reader/reader.js", "fetch('reader_bg.wasm')"),
        ("reader/reader_bg.wasm", "\0asm reader"),
        ("basemap/index.json", BASEMAP),
        ("basemap/coarse.topo.json", TOPOLOGY),
        ("basemap/fine.topo.json", TOPOLOGY),
        ("i18n/en.json", ENGLISH),
        ("i18n/ar.json", ARABIC),
        ("i18n/README.md", "not a language"),
        ("data/operations.geojson", "of the shell, not of the site"),
    ]
    .map(|(path, content)| (path.to_owned(), content.as_bytes().to_vec()))
    .into()
}

fn site_of(
    files: BTreeMap<String, Vec<u8>>,
    story: &str,
    more: &[(&str, &str)],
) -> Result<Site, SiteError> {
    let Loaded { dataset, .. } = story_from_geojson(story.as_bytes()).unwrap();
    let more = more
        .iter()
        .map(|(tag, text)| ((*tag).to_owned(), text.as_bytes().to_vec()));
    Site::new(&SiteInput {
        shell: &Shell::new(files),
        story_name: "my story.geojson",
        story: story.as_bytes(),
        dataset: &dataset,
        whole: None,
        interface: &more.collect(),
        light: &Palette::from_properties(|_| String::new()),
        data_from: None,
        base_url: None,
        embed_on: &[],
    })
}

fn site(story: &str) -> Site {
    site_of(shell_files(), story, &[]).unwrap()
}

fn page<'a>(site: &'a Site, path: &str) -> &'a str {
    std::str::from_utf8(&site.files[path]).unwrap()
}

fn pages(site: &Site) -> impl Iterator<Item = (&str, &str)> {
    let pages = site
        .files
        .iter()
        .filter(|(path, _)| path.ends_with(".html"));
    pages.map(|(path, content)| (path.as_str(), std::str::from_utf8(content).unwrap()))
}

/// The values of an attribute in a page.
fn attributes<'a>(page: &'a str, name: &str) -> Vec<&'a str> {
    let start = format!(" {name}=\"");
    let parts = page.split(&start).skip(1);
    parts.map(|rest| rest.split_once('"').unwrap().0).collect()
}

/// The path in the site that an address on a page leads to.
fn resolved(page_path: &str, address: &str) -> String {
    let mut folders: Vec<&str> = page_path.split('/').collect();
    folders.pop();
    for part in address.split('/') {
        match part {
            ".." => assert!(
                folders.pop().is_some(),
                "{address} on {page_path} leaves the site"
            ),
            part => folders.push(part),
        }
    }
    folders.join("/").replace("%20", " ")
}

#[test]
fn there_is_a_page_for_each_language_that_can_name_a_folder() {
    let site = site(HOSTILE);
    assert_eq!(site.languages, ["en", "ar"]);
    assert_eq!(site.refused_languages, ["../etc", "EN"]);
    let paths: Vec<&str> = pages(&site).map(|(path, _)| path).collect();
    assert_eq!(paths, ["ar/index.html", "index.html"]);
    let arabic = page(&site, "ar/index.html");
    assert!(arabic.contains("<html lang=\"ar\" dir=\"rtl\" data-page-language=\"ar\">"));
    assert!(arabic.contains(">التقارير</h2>"));
    assert!(arabic.contains(">Timeline</h2>"), "English stands in");
    assert!(arabic.contains("<link rel=\"alternate\" href=\"../index.html\" hreflang=\"en\">"));
    assert!(
        arabic.contains("<link rel=\"alternate\" href=\"../index.html\" hreflang=\"x-default\">")
    );
    let english = page(&site, "index.html");
    assert!(english.contains("<a href=\"ar/index.html\" lang=\"ar\" hreflang=\"ar\">العربية</a>"));
}

/// To ask for them in vain would be an error in the console, and a notice to the reader.
#[test]
fn a_language_without_interface_texts_gets_the_english_ones() {
    let site = site(PLAIN);
    assert_eq!(site.untranslated_languages, ["uz"]);
    let words: serde_json::Value = serde_json::from_slice(&site.files["i18n/uz.json"]).unwrap();
    assert_eq!(words["language"], "Language");
    assert_eq!(words.get("language-name"), None);
}

#[test]
fn text_from_data_is_only_ever_text() {
    for (path, page) in pages(&site(HOSTILE)) {
        assert_eq!(
            page.matches("<script").count(),
            1,
            "{path}: only that of the app"
        );
        assert_eq!(
            page.matches("<style").count(),
            1,
            "{path}: only that of the app"
        );
        for markup in [
            "<img",
            "<b>",
            "<i>",
            "</title><script",
            "onclick=\"",
            "onerror=\"",
        ] {
            assert!(!page.contains(markup), "{path}: {markup}");
        }
        assert!(!page.to_lowercase().contains("\"javascript:"), "{path}");
        assert!(
            page.contains("<title>&lt;/title&gt;&lt;script&gt;alert(1)"),
            "{path}"
        );
        assert!(
            !page.contains(" style=\""),
            "{path}: the policy would refuse it"
        );
    }
}

#[test]
fn every_address_is_in_the_site_or_is_a_source() {
    let site = site(HOSTILE);
    let sources = [
        "https://post.example/storm?a=1&amp;b=&quot;2",
        "https://maps.example/",
    ];
    for (path, page) in pages(&site) {
        let addresses = [attributes(page, "href"), attributes(page, "src")].concat();
        assert!(addresses.len() > 10, "{addresses:?}");
        for address in addresses {
            if sources.contains(&address) || address.starts_with('#') {
                continue;
            }
            let target = resolved(path, address);
            assert!(
                site.files.contains_key(&target),
                "{path}: {address} is {target}"
            );
        }
        for name in ["story", "basemap", "reader", "style"] {
            let start = format!("<meta name=\"incident-map:{name}\" content=\"");
            let address = page
                .split_once(&start)
                .unwrap()
                .1
                .split_once('"')
                .unwrap()
                .0;
            assert!(
                site.files.contains_key(&resolved(path, address)),
                "{path}: {address}"
            );
        }
    }
}

#[test]
fn pages_have_the_policy_and_what_boot_js_looks_for() {
    let site = site(PLAIN);
    for (path, page) in pages(&site) {
        let policy = format!(
            "<meta http-equiv=\"Content-Security-Policy\" content=\"{}\">",
            site.policy
        );
        let (before, _) = page.split_once(&policy).expect(path);
        assert!(
            !before.contains("<link") && !before.contains("<script"),
            "{path}: the policy comes first"
        );
        assert_eq!(page.matches("<link rel=\"modulepreload\"").count(), 1);
        let wasm = page
            .split("<link rel=\"preload\"")
            .find(|link| link.contains("type=\"application/wasm\""));
        assert!(
            wasm.expect(path)
                .contains("as=\"fetch\" crossorigin=\"anonymous\"")
        );
        for id in ["boot-problem", "app", "static-story", "cards"] {
            assert_eq!(
                page.matches(&format!(" id=\"{id}\"")).count(),
                1,
                "{path}: {id}"
            );
        }
    }
}

#[test]
fn files_that_an_address_names_are_opened_only_where_the_publisher_allows_it() {
    let site_with = |origins: Option<&[Origin]>| {
        let Loaded { dataset, .. } = story_from_geojson(PLAIN.as_bytes()).unwrap();
        Site::new(&SiteInput {
            shell: &Shell::new(shell_files()),
            story_name: "story.geojson",
            story: PLAIN.as_bytes(),
            dataset: &dataset,
            whole: None,
            interface: &BTreeMap::new(),
            light: &Palette::from_properties(|_| String::new()),
            data_from: origins,
            base_url: None,
            embed_on: &[],
        })
        .unwrap()
    };
    let others = ["https://a.example".parse().unwrap()];
    for (origins, setting, connect) in [
        (None, None, "connect-src 'self';"),
        (Some(&[][..]), Some(""), "connect-src 'self';"),
        (
            Some(&others[..]),
            Some("https://a.example"),
            "connect-src 'self' https://a.example;",
        ),
    ] {
        let site = site_with(origins);
        let headers = page(&site, "_headers");
        assert!(
            headers.contains(connect) && site.policy.contains(connect),
            "{headers}"
        );
        for (path, page) in pages(&site) {
            let found = page.split_once("<meta name=\"incident-map:data\" content=\"");
            let found = found.map(|(_, rest)| rest.split_once('"').unwrap().0);
            assert_eq!(found, setting, "{path}");
            assert!(page.contains(connect), "{path}");
        }
    }
}

#[test]
fn the_same_parts_make_the_same_site_and_a_changed_part_another_name() {
    assert_eq!(site(PLAIN), site(PLAIN));
    let assets = |site: &Site| -> Vec<String> {
        site.files
            .keys()
            .filter(|path| path.starts_with("assets/"))
            .cloned()
            .collect()
    };
    let before = assets(&site(PLAIN));
    for (changed, names) in [
        ("basemap/fine.topo.json", 3),
        ("reader/reader_bg.wasm", 5),
        (WASM, 1),
        (GLUE, 1),
    ] {
        let mut files = shell_files();
        files.insert(
            changed.to_owned(),
            b"{\"new\":1,\"arcs\":[[[0,0],[1,1]]]}".to_vec(),
        );
        let after = assets(&site_of(files, PLAIN, &[]).unwrap());
        let renamed = after.iter().filter(|path| !before.contains(path)).count();
        assert_eq!((after.len(), renamed), (before.len(), names), "{changed}");
    }
}

#[test]
fn the_story_and_the_snippets_keep_their_names() {
    let site = site(PLAIN);
    assert_eq!(site.files["data/my story.geojson"], PLAIN.as_bytes());
    assert!(!site.files.contains_key("data/operations.geojson"));
    assert!(site.files.contains_key("assets/snippets/part-1/inline0.js"));
    assert!(!site.files.contains_key("i18n/README.md"));
    assert!(page(&site, "index.html").contains("content=\"data/my%20story.geojson\""));
}

#[test]
fn a_publisher_can_add_a_language() {
    assert_eq!(site(PLAIN).untranslated_languages, ["uz"]);
    let uzbek = r#"{"language-name":"O‘zbekcha","cards-label":"Xabarlar"}"#;
    let site = site_of(shell_files(), PLAIN, &[("uz", uzbek)]).unwrap();
    assert_eq!(site.untranslated_languages, [""; 0]);
    // What only the page says, it has.
    let for_app = br#"{"cards-label":"Xabarlar"}"#;
    assert_eq!(site.files["i18n/uz.json"], for_app);
    assert!(page(&site, "uz/index.html").contains(">Xabarlar</h2>"));
    assert!(page(&site, "index.html").contains(">O‘zbekcha</a>"));
    let broken = site_of(shell_files(), PLAIN, &[("uz", "[]")])
        .unwrap_err()
        .to_string();
    assert!(broken.contains("uz.json"), "{broken}");
}

#[test]
fn terms_and_headers_come_with_the_site() {
    let hostile = site(HOSTILE);
    let licences = page(&hostile, "LICENSES.txt");
    for part in [
        "MIT OR Apache-2.0",
        "ODbL",
        "Sample <credits> (ODbL 1.0), https://maps.example/",
        "<b>free</b>\n",
    ] {
        assert!(licences.contains(part), "{part}: {licences}");
    }
    let headers = page(&hostile, "_headers");
    assert!(headers.contains(&format!("{}; frame-ancestors *", hostile.policy)));
    assert!(headers.contains("/ar/*\n  Cache-Control: no-cache"));
}

#[test]
fn a_missing_part_of_the_shell_is_named() {
    for (missing, named) in [
        ("boot-0123456789abcdef.js", "boot-*.js"),
        (WASM, "*_bg.wasm"),
        (GLUE, "JavaScript"),
        ("embed.js", "embed.js"),
        ("reader/open.js", "reader/open.js"),
        ("reader/reader_bg.wasm", "reader/reader_bg.wasm"),
        ("basemap/index.json", "basemap/index.json"),
        ("i18n/en.json", "i18n/en.json"),
    ] {
        let mut files = shell_files();
        files.remove(missing);
        let error = site_of(files, PLAIN, &[]).unwrap_err().to_string();
        assert!(error.contains(named), "{missing}: {error}");
    }
}

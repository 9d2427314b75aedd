//! Very many incidents by region: totals, classes and legend follow what is shown, and say what lies in no region.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::drivers::in_chromium;
use super::large::COUNT;
use super::open::choose_files;
use super::page::Page;

const NAME: &str = "by-region.geojson";
const KINDS: [&str; 2] = ["theft", "fire"];

/// A file of the site's basemap.
fn basemap(file: &str) -> Value {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/public/basemap");
    let bytes = std::fs::read(std::path::Path::new(folder).join(file)).unwrap();
    serde_json::from_slice(&bytes).unwrap()
}

/// The regions of that basemap: code, name, and a place in each.
fn regions() -> Vec<(String, String, Value)> {
    let index = basemap("index.json");
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let regions = index["regions"].as_array().unwrap().iter();
    regions
        .map(|region| {
            (
                text(&region["id"]),
                text(&region["name"]["en"]),
                region["at"][0].clone(),
            )
        })
        .collect()
}

/// The region of a record: more of them in the first ones.
fn region_of(at: usize, regions: usize) -> usize {
    let share = ((at * 7919) % 1009) as f64 / 1009.0;
    (share * share * (regions - 2) as f64) as usize
}

/// Of every four records the first is known by its code alone, the second and third by their places, the fourth by its
/// country. The last two regions have none.
fn file() -> String {
    let regions = regions();
    let country = regions[0].0[..2].to_owned();
    let features = (0..COUNT).map(|at| {
        let (code, _, place) = &regions[region_of(at, regions.len())];
        let point = json!({"type": "Point", "coordinates": place});
        let (geometry, place) = match at % 4 {
            0 => (Value::Null, json!({"region": code, "precision": "region"})),
            3 => (Value::Null, json!({"region": country, "precision": "country"})),
            _ => (point, json!({"precision": "settlement"})),
        };
        json!({"type": "Feature", "geometry": geometry, "properties": {"kind": KINDS[at / 4 % 2], "place": place,
            "title": format!("Report {at}"), "summary": "x".repeat(90)}})
        .to_string()
    });
    format!(
        "{{\"type\":\"FeatureCollection\",\"story\":{{\"profile\":1,\"title\":\"By region\",\"languages\":[\"en\"],\
         \"categories\":[{{\"id\":\"fire\",\"label\":\"Fire\"}}]}},\"features\":[{}]}}",
        features.collect::<Vec<_>>().join(",")
    )
}

/// How many records there are by region, of those that are kept.
fn expected(keeps: impl Fn(usize) -> bool) -> BTreeMap<String, u64> {
    let regions = regions();
    let mut totals = BTreeMap::new();
    for at in (0..COUNT).filter(|at| at % 4 != 3 && keeps(*at)) {
        let name = regions[region_of(at, regions.len())].1.clone();
        *totals.entry(name).or_default() += 1;
    }
    totals
}

/// What the list of totals says, by the names of regions.
async fn totals(page: &Page) -> BTreeMap<String, u64> {
    let script = "return [...document.querySelectorAll('.region-totals li')].map((line) => line.textContent)";
    let lines = page.js(script, json!([])).await;
    let lines = lines.as_array().unwrap().iter();
    let read = |line: &Value| {
        let (name, count) = line.as_str()?.split_once(": ")?;
        let count = count
            .strip_suffix(" incidents")
            .or(count.strip_suffix(" incident"))?;
        let is_region = !name.contains("not stated");
        Some((name.to_owned(), count.replace(',', "").parse().ok()?)).filter(|_| is_region)
    };
    lines.filter_map(read).collect()
}

#[test]
fn very_many_incidents_are_counted_by_region() {
    in_chromium(async |page| {
        page.open("").await;
        let _folder = choose_files(page, &[(NAME, file().as_bytes())]).await;
        page.find(&[("list", "Show as"), ("button", "Regions")])
            .await;
        page.click(&[("list", "Show as"), ("button", "Regions")])
            .await;
        let listed = "return document.querySelectorAll('.region-totals li').length > 0";
        page.until("the totals", listed, json!([])).await;
        assert_eq!(totals(page).await, expected(|_| true));
        let foot = "return text(document.querySelector('.map-foot'))";
        let words = page.js(foot, json!([])).await;
        let words = words.as_str().unwrap();
        assert!(words.contains("In no single region: 9,000"), "{words}");
        assert!(words.contains("None in the file"), "{words}");
        // The marks are named after their regions.
        page.still_marks().await;
        let names = "return [...document.querySelectorAll('.map-targets button')].map((button) => button.getAttribute('aria-label'))";
        let names = page.js(names, json!([])).await;
        let (name, count) = expected(|_| true)
            .into_iter()
            .max_by_key(|total| total.1)
            .unwrap();
        let count = page
            .js("return arguments[0].toLocaleString('en')", json!([count]))
            .await;
        let wanted = json!(format!("{name}: {} incidents", count.as_str().unwrap()));
        assert!(
            names.as_array().unwrap().contains(&wanted),
            "{names} {wanted}"
        );
        let areas = basemap("fine.topo.json")["objects"]["countries"]["geometries"].clone();
        let areas = areas.as_array().unwrap().len();
        // Every classification has all regions with something, and the others apart.
        for classes in ["Natural breaks", "Equal numbers", "Equal steps"] {
            page.click(&[("list", "Classes"), ("button", classes)])
                .await;
            let pressed = [("list", "Classes"), ("button", classes)];
            page.until_attribute(&pressed, "aria-pressed", "true").await;
            let members =
                "return [...document.querySelectorAll('.class-legend li')].reduce((sum, entry) =>
                sum + Number(/· (\\d+) region/.exec(entry.textContent)[1]), 0)";
            let members = page.js(members, json!([])).await.as_u64().unwrap();
            // Countries are regions too, but for the one whose regions these are.
            assert_eq!(members as usize, regions().len() + areas - 1);
        }
        page.click(&[("list", "Compare by"), ("button", "Share of all shown")])
            .await;
        let shares = "return /\\d%/.test(text(document.querySelector('.class-legend')))";
        page.until("shares", shares, json!([])).await;
        page.click(&[("list", "Compare by"), ("button", "Incidents in a region")])
            .await;
        // What is hidden is not counted.
        page.click(&[("list", "Legend"), ("button", "Fire: 18,000")])
            .await;
        let hidden = "return text(document.querySelector('.map-foot')).includes('In no single region: 4,500')";
        page.until("the totals without fires", hidden, json!([]))
            .await;
        assert_eq!(totals(page).await, expected(|at| at / 4 % 2 == 0));
        page.assert_quiet().await;
    });
}

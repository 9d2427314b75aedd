//! A story in other pictures than marks: as hexagons, as density, by regions.

use serde_json::{Value, json};

use super::accessibility::assert_no_violation;
use super::drivers::in_chromium;
use super::page::Page;
use super::server::Answer;

const OTHER: &str = "Show in another way";

/// Seven reports at two places in one region, and one of which only another region is known. Two state no figure.
fn story() -> Value {
    let record = |number: usize| {
        let (lng, lat) = [(82.6, 49.95), (80.3, 50.4)][number % 2];
        let figures = match number {
            0 | 1 => json!([]),
            _ => json!([{"label": "Seized", "value": number, "unit": "kg"}]),
        };
        json!({"type": "Feature", "id": format!("r-{number}"),
            "geometry": {"type": "Point", "coordinates": [lng, lat]},
            "properties": {"kind": "operation", "title": format!("Report {number}"), "summary": "What is reported.",
                "when": format!("2024-0{}-10", 1 + number), "figures": figures,
                "place": {"region": "KZ-63", "precision": "settlement"}}})
    };
    let mut features: Vec<Value> = (0..7).map(record).collect();
    features.push(json!({"type": "Feature", "id": "area", "geometry": null, "properties": {"kind": "operation",
        "title": "Somewhere there", "summary": "What is reported.", "when": "2024-08-01",
        "place": {"region": "KZ-19", "precision": "region"}}}));
    json!({"type": "FeatureCollection", "features": features, "story": {"profile": 1, "title": "Eight reports",
        "languages": ["en"], "size": {"figure": "Seized", "unit": "kg"},
        "rate": {"label": "Reports for a million inhabitants", "per": 1_000_000, "regions": {"KZ-63": 700_000}}}})
}

/// Opens the story, and the choice of pictures.
async fn open(page: &Page) {
    let bytes = serde_json::to_vec(&story()).unwrap();
    page.server
        .answer(&page.server.story_path(), Answer::Bytes(bytes));
    page.open("").await;
    page.find(&[("button", OTHER)]).await;
    page.click(&[("button", OTHER)]).await;
    page.until_attribute(&[("button", OTHER)], "aria-expanded", "true")
        .await;
    page.find(&[("list", "Show as")]).await;
}

async fn foot_says(page: &Page, words: &str) {
    let script = "return text(document.querySelector('.map-foot')).includes(arguments[0])";
    page.until(words, script, json!([words])).await;
}

async fn names_of_marks(page: &Page) -> Vec<String> {
    page.still_marks().await;
    page.names("button", &[("list", "Reports on the map")])
        .await
}

#[test]
fn a_story_is_shown_as_hexagons_and_as_density() {
    in_chromium(async |page| {
        open(page).await;
        let before = names_of_marks(page).await;
        page.click(&[("list", "Show as"), ("button", "Hexagons")])
            .await;
        foot_says(page, "so not counted here: 1").await;
        // Three and four of at most five: the tones beside the numbers are those on the map, not the palest ones.
        let classes = "return [...document.querySelectorAll('.class-legend .hexagon')].map((sample) => sample.className).join()";
        assert_eq!(
            page.js(classes, json!([])).await,
            "hexagon class-3,hexagon class-4,hexagon class-5,hexagon class-6"
        );
        let mut names = names_of_marks(page).await;
        names.sort();
        assert_eq!(names, ["3 incidents, zoom in", "4 incidents, zoom in"]);
        // The window of time holds for hexagons too.
        page.js(
            "const to = document.querySelector('.timeline-window [name=to]');
            to.value = Math.round((Number(to.min) + Number(to.max)) / 2);
            to.dispatchEvent(new Event('input', { bubbles: true }));
            to.dispatchEvent(new Event('change', { bubbles: true }))",
            json!([]),
        )
        .await;
        let fewer = "const sum = [...document.querySelectorAll('.map-targets button')]
            .reduce((sum, mark) => sum + parseInt(mark.ariaLabel), 0); return sum > 0 && sum < 7";
        page.until("fewer incidents in the hexagons", fewer, json!([]))
            .await;
        page.click(&[("button", "All dates")]).await;
        // A hexagon leads nearer, down to the reports of one place.
        page.click(&[("list", "Show as"), ("button", "Density")])
            .await;
        foot_says(page, "km²").await;
        foot_says(page, "Each spread over").await;
        assert_no_violation(page, "density").await;
        page.click(&[("list", "Show as"), ("button", "Marks")])
            .await;
        let back = "return !text(document.querySelector('.map-foot')).includes('km²')";
        page.until("marks again", back, json!([])).await;
        assert_eq!(names_of_marks(page).await, before);
        // Closed again, the choice is gone.
        page.click(&[("button", OTHER)]).await;
        page.until_attribute(&[("button", OTHER)], "aria-expanded", "false")
            .await;
        assert!(!page.has(&[("list", "Show as")]).await);
        page.assert_quiet().await;
    });
}

#[test]
fn a_story_is_shown_by_regions_with_its_figures() {
    in_chromium(async |page| {
        open(page).await;
        page.click(&[("list", "Show as"), ("button", "Regions")])
            .await;
        let listed = "return [...document.querySelectorAll('.region-totals li')].map((line) => line.textContent).join('|')";
        let says = |words: &str| json!([words]);
        let total = format!("{listed} === arguments[0]");
        page.until(
            "totals",
            &total,
            says("East Kazakhstan Region: 7 incidents|Almaty Region: 1 incident"),
        )
        .await;
        page.click(&[("list", "Compare by"), ("button", "Seized, kg")])
            .await;
        page.until(
            "sums",
            &total,
            says("East Kazakhstan Region: 7 incidents (20\u{a0}kg)|Almaty Region: 1 incident"),
        )
        .await;
        foot_says(page, "Without this figure: 3").await;
        let rate = "Reports for a million inhabitants";
        page.click(&[("list", "Compare by"), ("button", rate)])
            .await;
        page.until(
            "rates",
            &total,
            says("East Kazakhstan Region: 7 incidents (10)|Almaty Region: 1 incident"),
        )
        .await;
        // The marks are named after their regions.
        let names = names_of_marks(page).await;
        assert!(
            names.contains(&"East Kazakhstan Region: 7 incidents (10)".to_owned()),
            "{names:?}"
        );
        assert_no_violation(page, "regions").await;
        page.assert_quiet().await;
    });
}

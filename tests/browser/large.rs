//! A file of very many incidents, opened by a reader: columns from a worker, clusters, hexagons, counts.

use serde_json::{Value, json};

use super::drivers::in_chromium;
use super::open::choose_files;
use super::page::Page;

const NAME: &str = "very-many.geojson";
const KINDS: [&str; 3] = ["theft", "fire", "fraud"];
pub const COUNT: usize = 36_000;

/// So many records lie in one place, all of them on the last day of the file.
const IN_ONE_PLACE: usize = 30;

fn is_in_one_place(at: usize) -> bool {
    at % 40 == 7 && at / 40 < IN_ONE_PLACE
}

/// The month of a record, such as 201203; each twelfth has none.
pub fn month_of(at: usize) -> Option<usize> {
    match is_in_one_place(at) {
        true => Some(202_101),
        false => (at % 12 != 11).then_some((2010 + at % 9) * 100 + 1 + at % 12),
    }
}

/// Records in some towns and between them: of every three the first is a theft, the second a fire, the third a fraud; each
/// twelfth has no date, each thousandth no place.
pub fn file() -> String {
    let mut features = Vec::with_capacity(COUNT);
    for at in 0..COUNT {
        let town = at % 40;
        let spread = |step: usize| ((at / 40 * step) % 997) as f64 / 997.0 - 0.5;
        let (lng, lat) = (
            50.0 + town as f64 * 0.7 + spread(31),
            42.0 + (town % 7) as f64 * 2.0 + spread(53),
        );
        let (lng, lat) = match is_in_one_place(at) {
            true => (60.25, 47.75),
            false => (lng, lat),
        };
        let geometry = match at % 1000 {
            999 => Value::Null,
            _ => json!({"type": "Point", "coordinates": [lng, lat]}),
        };
        let when = match at % 12 {
            _ if is_in_one_place(at) => json!("2021-01-01"),
            11 => Value::Null,
            _ => json!(format!(
                "20{:02}-{:02}-{:02}",
                10 + at % 9,
                1 + at % 12,
                1 + at % 28
            )),
        };
        features.push(json!({"type": "Feature", "id": format!("r-{at}"), "geometry": geometry, "properties":
            {"kind": KINDS[at % 3], "title": format!("Report {at}"), "when": when, "summary": "x".repeat(60)}}).to_string());
    }
    format!(
        "{{\"type\":\"FeatureCollection\",\"story\":{{\"profile\":1,\"title\":\"Very many\",\"languages\":[\"en\"],\
         \"categories\":[{{\"id\":\"fire\",\"label\":\"Fire\"}}]}},\"features\":[{}]}}",
        features.join(",")
    )
}

pub async fn open_many(page: &Page) -> tempfile::TempDir {
    page.open("").await;
    let folder = choose_files(page, &[(NAME, file().as_bytes())]).await;
    let script = "return document.querySelector('#file-banner') && text(document.querySelector('.page-title')).includes('fraud: 12,000')";
    page.until("the counts of the file", script, json!([]))
        .await;
    folder
}

/// How many incidents the marks on the map stand for, by their names.
pub async fn on_map_of_many(page: &Page) -> u64 {
    page.still_marks().await;
    let script = "return [...document.querySelectorAll('.map-targets button')].reduce((sum, button) =>
        sum + (Number(/^([\\d,]+) incidents?/.exec(button.getAttribute('aria-label'))?.[1].replaceAll(',', '')) || 1), 0)";
    page.js(script, json!([])).await.as_u64().unwrap()
}

#[test]
fn very_many_incidents_are_counted_shown_and_filtered() {
    in_chromium(async |page| {
        let _folder = open_many(page).await;
        // Every record with a place is in one of the hexagons, of which none is left out.
        let placed = COUNT - COUNT / 1000;
        page.find(&[("list", "Show as"), ("button", "Hexagons")])
            .await;
        assert_eq!(on_map_of_many(page).await, placed as u64);
        page.click(&[("list", "Show as"), ("button", "Clusters")])
            .await;
        page.until(
            "the clusters",
            "return !document.querySelector('.class-legend')",
            json!([]),
        )
        .await;
        assert_eq!(on_map_of_many(page).await, placed as u64);
        page.click(&[("list", "Show as"), ("button", "Density")])
            .await;
        page.until(
            "the bands",
            "return document.querySelectorAll('.class-legend .band').length === 6",
            json!([]),
        )
        .await;
        assert_eq!(on_map_of_many(page).await, placed as u64);
        page.until(
            "how many are in view",
            "return text(document.querySelector('.map-help')).includes(`${arguments[0]} of 36,000 incidents in view`)",
            json!([format!("{},{:03}", placed / 1000, placed % 1000)]),
        )
        .await;
        page.click(&[("list", "Show as"), ("button", "Clusters")])
            .await;
        // The legend hides a kind everywhere.
        page.click(&[("list", "Legend"), ("button", "Fire: 12,000")])
            .await;
        let hidden = "return text(document.querySelector('.page-title')).includes('Showing 24,000 of 36,000')";
        page.until("the counts without fires", hidden, json!([]))
            .await;
        let fires = (0..COUNT)
            .filter(|at| at % 3 == 1 && at % 1000 != 999)
            .count();
        assert_eq!(on_map_of_many(page).await, (placed - fires) as u64);
        page.assert_quiet().await;
    });
}

#[test]
fn a_record_is_found_from_its_cluster_to_its_card() {
    in_chromium(async |page| {
        let _folder = open_many(page).await;
        page.click(&[("list", "Show as"), ("button", "Clusters")])
            .await;
        for _ in 0..40 {
            page.still_marks().await;
            let script =
                "const single = document.querySelector('.map-targets button[aria-pressed]');
                const largest = single ?? document.querySelector('.map-targets button');
                largest?.click();
                return Boolean(single)";
            if page.js(script, json!([])).await == json!(true) {
                break;
            }
        }
        let selected = "return /^Report \\d+$/.test(text(document.querySelector('.card[aria-current] h3, .card[aria-current] h4')) ?? '')";
        page.until("the card of the record", selected, json!([]))
            .await;
        page.click(&[("button", "Back to the story")]).await;
        page.until(
            "the story",
            "return document.querySelectorAll('.map-targets button').length === 5",
            json!([]),
        )
        .await;
        page.assert_quiet().await;
    });
}

#[test]
fn records_of_one_place_are_listed_and_spread_out() {
    in_chromium(async |page| {
        let _folder = open_many(page).await;
        let script = "const slider = document.querySelector('.timeline-window input[name=from]');
            slider.value = arguments[0];
            slider.dispatchEvent(new Event('input', { bubbles: true }))";
        let new_year = incident_map::time::When::parse("2021-01-01").unwrap();
        let new_year = new_year.span().unwrap().earliest.unwrap();
        page.js(script, json!([new_year.0])).await;
        let one = "const buttons = document.querySelectorAll('.map-targets button');
            return buttons.length === 1 && buttons[0].getAttribute('aria-label').startsWith('30 incidents')";
        page.until("the mark of the place", one, json!([])).await;
        page.js(
            "document.querySelector('.map-targets button').click()",
            json!([]),
        )
        .await;
        let listed = "return document.querySelectorAll('.card-list .card').length === arguments[0]
            && text(document.querySelector('.cards-of-place')).startsWith(`${arguments[0]} incidents at this place`)";
        page.until("their cards", listed, json!([IN_ONE_PLACE]))
            .await;
        let spread = "return new Set([...document.querySelectorAll('.map-targets button')]
            .map((button) => /Report \\d+/.exec(button.getAttribute('aria-label'))?.[0])
            .filter(Boolean)).size === arguments[0]";
        page.until("their marks", spread, json!([IN_ONE_PLACE]))
            .await;
        let choose = "const { x, y, width, height } = [...document.querySelectorAll('.map-targets button')]
            .find((button) => /Report 287\\b/.test(button.getAttribute('aria-label'))).getBoundingClientRect();
            document.elementFromPoint(x + width / 2, y + height / 2).click()";
        page.js(choose, json!([])).await;
        let chosen = "return text(document.querySelector('.card[aria-current] h3, .card[aria-current] h4')) === 'Report 287'";
        page.until("the card of one of them", chosen, json!([]))
            .await;
        page.assert_quiet().await;
    });
}

#[test]
fn cards_of_very_many_come_as_they_are_asked_for() {
    in_chromium(async |page| {
        let _folder = open_many(page).await;
        let cards = "return document.querySelectorAll('.card-list .card').length === arguments[0]";
        page.until("the first cards", cards, json!([50])).await;
        page.click(&[("button", "Show 50 more")]).await;
        page.until("more cards", cards, json!([100])).await;
        page.assert_quiet().await;
    });
}

/// What is wrong is said, and the good records still show.
#[test]
fn a_large_file_that_is_cut_short_shows_what_it_has() {
    in_chromium(async |page| {
        page.open("").await;
        let file = file();
        let cut = &file.as_bytes()[..file.len() * 9 / 10];
        let _folder = choose_files(page, &[(NAME, cut)]).await;
        let script = "return document.querySelector('#file-banner') && /fraud: 10,\\d{3}/.test(text(document.querySelector('.page-title')))";
        page.until("the records before the cut", script, json!([]))
            .await;
        let found = "return text(document.querySelector('.file-found'))";
        let found = page.js(found, json!([])).await;
        assert!(found.as_str().unwrap().contains("to look at"), "{found}");
        page.assert_quiet().await;
    });
}

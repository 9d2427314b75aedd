//! Files as people have them, opened in the page: a week of earthquakes (USGS) and a month of street crime (police.uk).

use serde_json::json;

use super::drivers::in_chromium;
use super::material::corpus;
use super::open::choose_files;
use super::page::Page;

const CRIMES: &str = "test_policedata/2018-07/2018-07-west-yorkshire-street.csv";

/// The file is open, all of its records are counted, and they are on the map and on the timeline.
async fn assert_is_shown(page: &Page, name: &str, counts: &[&str]) {
    let banner = page.text(&[("region", "")]).await;
    assert!(banner.contains(name), "{banner}");
    let summary = "return text(document.querySelector('.found summary'))";
    let summary = page.js(summary, json!([])).await;
    for count in counts {
        assert!(
            summary.as_str().unwrap().contains(count),
            "{count}: {summary}"
        );
    }
    let marks = "return document.querySelectorAll('.map-stage .target').length > 3
        && document.querySelector('.timeline-picture').height > 40";
    page.until("marks and a timeline", marks, json!([])).await;
    let cards = "return document.querySelectorAll('article').length";
    let cards = page.js(cards, json!([])).await.as_u64().unwrap();
    assert!((1..=60).contains(&cards), "{cards} cards at once");
}

/// Nothing is cut off at the side of a phone.
async fn assert_fits(page: &Page) {
    let fits = "return document.documentElement.scrollWidth <= innerWidth";
    assert_eq!(page.js(fits, json!([])).await, json!(true));
}

#[test]
fn a_week_of_earthquakes_is_shown() {
    let content = std::fs::read(corpus("vega-datasets").join("earthquakes.json")).unwrap();
    in_chromium(async |page| {
        page.open("").await;
        let _file = choose_files(page, &[("earthquakes.json", &content)]).await;
        assert_is_shown(page, "earthquakes.json", &["1,707 records"]).await;
        page.resize(360, 740).await;
        assert_fits(page).await;
    });
}

#[test]
fn a_month_of_street_crime_is_shown() {
    let content = std::fs::read(corpus("crime-sim-toolkit").join(CRIMES)).unwrap();
    in_chromium(async |page| {
        page.open("").await;
        let _file = choose_files(page, &[("crimes.csv", &content)]).await;
        let counts = ["31,635 records", "883 without a place"];
        assert_is_shown(page, "crimes.csv", &counts).await;
        page.resize(360, 740).await;
        assert_fits(page).await;
    });
}

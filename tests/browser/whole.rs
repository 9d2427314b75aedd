//! A site of a story that is too large to be read at once: its page has the story at once, and the app all of it.

use std::path::Path;
use std::process::Command;

use serde_json::json;

use super::drivers::in_chromium;
use super::large::{COUNT, file, on_map_of_many};
use super::open::choose_files;
use super::page::Page;
use super::server::Answer;

const STORY: &str = "data/very-many.geojson";
const COUNTS: &str = "return text(document.querySelector(arguments[0])).includes('fraud: 12,000')";

/// Has the server answer as that site: the app is the one under test.
fn serve_site(page: &Page) {
    let folder = tempfile::tempdir().unwrap();
    let story = folder.path().join("very-many.geojson");
    std::fs::write(&story, file()).unwrap();
    let shell = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/shell");
    let site = folder.path().join("site");
    let built = Command::new(env!("CARGO_BIN_EXE_incident-map"))
        .args([Path::new("build"), &story, Path::new("-o"), &site])
        .args([Path::new("--shell"), &shell])
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&built.stderr);
    assert!(built.status.success(), "{said}");
    for path in ["index.html", STORY, "data/very-many.first.geojson"] {
        let bytes = std::fs::read(site.join(path)).unwrap();
        page.server.answer(path, Answer::Bytes(bytes));
    }
}

async fn until_whole(page: &Page) {
    let script = "return !document.querySelector('#static-story') && document.querySelector('.display-choice') !== null";
    page.until("all incidents", script, json!([])).await;
    page.until(
        "their counts",
        COUNTS,
        json!([".page-title, .story-counts"]),
    )
    .await;
}

#[test]
fn a_very_large_story_has_a_site() {
    in_chromium(async |page| {
        serve_site(page);
        let placed = (COUNT - COUNT / 1000) as u64;
        page.open_unready("index.html").await;
        // The static page has all counts, and stays until the app has all incidents.
        let first = "return text(document.body).includes('fraud: 12,000')";
        page.until("the static story", first, json!([])).await;
        until_whole(page).await;
        assert_eq!(on_map_of_many(page).await, placed);
        assert!(!page.has(&[("button", "Back to the story")]).await);
        // A card leads to its report, and so does its address.
        let script = "document.querySelector('.card [data-select]').click()";
        page.js(script, json!([])).await;
        page.until_fragment_has("sel=record-1").await;
        let number = COUNT / 2;
        page.open_unready(&format!("index.html#v=1&sel=record-{number}"))
            .await;
        until_whole(page).await;
        let chosen = "return text(document.querySelector('.card-apart')).includes(arguments[0])";
        let title = format!("Report {}", number - 1);
        page.until("the report that the address names", chosen, json!([title]))
            .await;
        // The map has it too, with all others that its view holds.
        let seen = "return /^[1-9][\\d,]* of 36,000 incidents in view/.test(document.querySelector('#map-help').textContent)";
        page.until("the words of the map", seen, json!([])).await;
        page.assert_quiet().await;
    });
}

#[test]
fn a_file_gives_a_very_large_story_back() {
    in_chromium(async |page| {
        serve_site(page);
        page.open_unready("index.html").await;
        until_whole(page).await;
        let own = "date,title,longitude,latitude\n2024-09-14,My own report,70.1,50.1\n";
        let _folder = choose_files(page, &[("own.csv", own.as_bytes())]).await;
        page.find(&[("button", "Back to the story")]).await;
        let shown = "return text(document.querySelector('.cards')).includes('My own report')";
        page.until("the file", shown, json!([])).await;
        page.click(&[("button", "Back to the story")]).await;
        until_whole(page).await;
        assert_eq!(on_map_of_many(page).await, (COUNT - COUNT / 1000) as u64);
        let sliders = "return [...document.querySelectorAll('.timeline-window input[type=range]')].every((slider) => slider.value === slider.getAttribute('value'))";
        page.until("the sliders at the ends of all dates", sliders, json!([]))
            .await;
        page.assert_quiet().await;
    });
}

#[test]
fn the_static_story_stays_where_not_all_of_it_comes() {
    in_chromium(async |page| {
        serve_site(page);
        page.server.answer(STORY, Answer::Status(503));
        page.expect_in_console("could not load all of the story");
        page.expect_in_console("503");
        page.open_unready("index.html").await;
        let told = "return document.querySelector('#whole-problem:not([hidden])') && document.querySelector('#static-story .card')";
        page.until("the notice", told, json!([])).await;
    });
}

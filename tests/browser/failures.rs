//! What goes wrong is said plainly, and can be tried again.

use serde_json::{Value, json};

use super::drivers::in_chromium;
use super::page::{Page, UST_KAMENOGORSK, message};
use super::server::Answer;
use super::settings::{RUSSIAN, choose_language};

/// Whether a text is a message with its places filled in.
fn is_message(text: &str, template: &str) -> bool {
    let mut rest = text;
    for piece in template.split('{') {
        let piece = piece.split_once('}').map_or(piece, |(_, after)| after);
        let Some((_, after)) = rest.split_once(piece) else {
            return false;
        };
        rest = after;
    }
    true
}

/// A reader meets the failure, reads what it is, tries again in vain, and then with success.
fn check(answer: impl FnOnce(&Page) -> Answer, key: &str) {
    in_chromium(async |page| {
        let story = page.server.story_path();
        page.expect_in_console(&story);
        page.server.answer(&story, answer(page));
        page.open_unready("").await;
        let alert = page.text(&[("alert", "")]).await;
        assert!(is_message(&alert, &message(key)), "not {key}: {alert}");
        assert!(alert.contains("The story could not be loaded"), "{alert}");
        if page.server.has_static_story() {
            page.find(&[("article", UST_KAMENOGORSK)]).await;
        }
        let asked = requests(page);
        page.click(&[("alert", ""), ("button", "Try again")]).await;
        page.until_server("a second request", || requests(page) > asked)
            .await;
        page.find(&[("alert", "")]).await;
        page.server.heal();
        page.click(&[("alert", ""), ("button", "Try again")]).await;
        page.ready().await;
        assert!(!page.has(&[("alert", "")]).await, "the message goes away");
        assert_eq!(
            page.names("article", &[]).await.len(),
            5,
            "every report once"
        );
    });
}

/// How often the story was asked for.
fn requests(page: &Page) -> usize {
    let story = page.server.story_path();
    page.server
        .log()
        .iter()
        .filter(|request| request.path == story)
        .count()
}

fn bytes(value: &Value) -> Answer {
    Answer::Bytes(serde_json::to_vec(value).unwrap())
}

#[test]
fn the_story_is_missing() {
    check(|_| Answer::Status(404), "error-missing");
}

#[test]
fn the_server_fails() {
    check(|_| Answer::Status(500), "error-server");
}

#[test]
fn the_server_cannot_be_reached() {
    check(|_| Answer::Drop, "error-unreachable");
}

#[test]
fn the_connection_breaks_off() {
    check(|_| Answer::CutShort, "error-cut-short");
}

#[test]
fn the_file_ends_in_the_middle() {
    let half = |page: &Page| {
        let bytes = page.server.file(&page.server.story_path());
        Answer::Bytes(bytes[..bytes.len() / 2].to_vec())
    };
    check(half, "error-cut-short");
}

#[test]
fn the_file_is_not_json() {
    check(
        |_| Answer::Bytes(b"<!doctype html><p>Sign in</p>".to_vec()),
        "error-not-json",
    );
}

#[test]
fn the_file_is_not_geojson() {
    check(|_| bytes(&json!({ "stories": [] })), "error-not-geojson");
}

#[test]
fn the_file_has_no_features() {
    check(
        |_| bytes(&json!({ "type": "FeatureCollection", "features": [] })),
        "error-no-features",
    );
}

#[test]
fn a_bad_record_among_good_ones_is_skipped_counted_and_listed() {
    in_chromium(async |page| {
        let mut story = page.server.story();
        let bad = json!({
            "type": "Feature", "id": "bad", "geometry": null, "properties": "none",
        });
        let misplaced = json!({
            "type": "Feature", "id": "misplaced", "geometry": { "type": "Point", "coordinates": ["x"] },
            "properties": { "kind": "operation", "title": "Misplaced" },
        });
        let features = story["features"].as_array_mut().unwrap();
        features.extend([bad, misplaced]);
        page.server.answer(&page.server.story_path(), bytes(&story));
        page.open("").await;
        assert_eq!(
            page.names("article", &[]).await.len(),
            6,
            "the others are there, also the one without a place"
        );
        let script = "const details = [...document.querySelectorAll('details')]
            .find((details) => text(details.querySelector('summary')).startsWith(arguments[0]));
            details?.querySelector('summary').click();
            return details?.open && text(details)";
        let listed = page
            .until("the count", script, json!(["1 record could not be shown"]))
            .await;
        for id in ["(bad)", "(misplaced)"] {
            assert!(listed.as_str().unwrap().contains(id), "{listed}");
        }
    });
}

/// The paths that the page has asked for and that contain a text.
fn asked_for(page: &Page, part: &str) -> Vec<String> {
    let log = page.server.log();
    let mut paths: Vec<String> = log.into_iter().map(|request| request.path).collect();
    paths.retain(|path| path.contains(part));
    paths
}

/// Has the server answer 404 to these paths.
fn take_away(page: &Page, paths: &[String]) {
    assert!(!paths.is_empty());
    for path in paths {
        page.expect_in_console(path);
        page.server.answer(path, Answer::Status(404));
    }
}

/// Without a basemap the settlements are in their places; a region as a whole has none then.
#[test]
fn the_story_is_there_without_a_basemap() {
    in_chromium(async |page| {
        page.open("").await;
        take_away(page, &asked_for(page, ".topo."));
        page.open_unready("").await;
        let told = json!([message("error-basemap")]);
        let all = "return (marks()?.length ?? 0) >= 4 && all('article').length === 5
            && text(document.body).split(arguments[0]).length === 2";
        page.until("the story, and once what is missing", all, told.clone())
            .await;
        page.server.heal();
        page.click(&[("button", "Try again")]).await;
        page.ready().await;
        let script = "return !text(document.body).includes(arguments[0])";
        page.until("the notice goes away", script, told).await;
    });
}

/// A language whose file does not come has English words around its own story, and that is said.
#[test]
fn the_words_of_another_language_stand_in() {
    in_chromium(async |page| {
        page.open("").await;
        take_away(page, &["i18n/ru.json".to_owned()]);
        choose_language(page, "Language", "ru").await;
        page.find(&[("heading", RUSSIAN)]).await;
        page.find(&[("button", "Zoom in")]).await;
        let script = "return text(document.body).includes(arguments[0])";
        page.until(
            "what is missing",
            script,
            json!([message("error-interface")]),
        )
        .await;
    });
}

/// Without any words there is no map to show; the story stays readable, and the page says so.
#[test]
fn the_story_stays_readable_without_words() {
    in_chromium(async |page| {
        page.open("").await;
        take_away(page, &asked_for(page, "i18n/"));
        page.open_unready("").await;
        let script = "const told = document.getElementById('texts-problem');
            return told.checkVisibility() && text(told)";
        page.until("the notice", script, json!([])).await;
        if page.server.has_static_story() {
            page.find(&[("article", UST_KAMENOGORSK)]).await;
        }
        assert!(!page.has(&[("button", "Zoom in")]).await);
    });
}

/// The map, its marks and the cards are in the first part of the app; what is missing without the second is said.
#[test]
fn the_map_is_there_without_the_rest_of_the_app() {
    in_chromium(async |page| {
        page.open("").await;
        take_away(page, &asked_for(page, "-later-"));
        page.open_unready("").await;
        let script = "const told = document.getElementById('later-problem');
            return told.checkVisibility() && text(told)";
        let told = page.until("the notice", script, json!([])).await;
        assert!(
            is_message(told.as_str().unwrap(), &message("error-later")),
            "{told}"
        );
        page.click(&[("button", "Zoom in")]).await;
        page.click(&[("article", UST_KAMENOGORSK), ("link", "")])
            .await;
        let script = "return location.hash.includes('sel=ust-kamenogorsk') && marks().length > 0";
        page.until("an incident is selected", script, json!([]))
            .await;
        page.server.heal();
        page.open("").await;
        page.find(&[("region", "Timeline")]).await;
    });
}

/// A defect in the app ends it; whoever reads the page learns that, and keeps what is on it.
#[test]
fn an_app_that_has_stopped_says_so() {
    in_chromium(async |page| {
        page.open("").await;
        page.expect_in_console("unreachable");
        let script = "const bytes = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0,
                7, 5, 1, 1, 102, 0, 0, 10, 5, 1, 3, 0, 0, 11);
            const { f } = new WebAssembly.Instance(new WebAssembly.Module(bytes)).exports;
            setTimeout(f)";
        page.js(script, json!([])).await;
        let alert = page.text(&[("alert", "")]).await;
        assert!(is_message(&alert, &message("error-stopped")), "{alert}");
        page.find(&[("article", UST_KAMENOGORSK)]).await;
    });
}

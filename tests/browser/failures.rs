//! What goes wrong is said plainly, and can be tried again.

use serde_json::{Value, json};

use super::drivers::in_chromium;
use super::page::{Page, UST_KAMENOGORSK, message};
use super::server::Answer;

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
            "type": "Feature", "id": "bad", "geometry": { "type": "Point", "coordinates": ["x"] },
            "properties": { "kind": "operation", "title": "Bad" },
        });
        story["features"].as_array_mut().unwrap().push(bad);
        page.server.answer(&page.server.story_path(), bytes(&story));
        page.open("").await;
        assert_eq!(
            page.names("article", &[]).await.len(),
            5,
            "the others are there"
        );
        let script = "const details = [...document.querySelectorAll('details')]
            .find((details) => text(details.querySelector('summary')) === arguments[0]);
            details?.querySelector('summary').click();
            return details?.open && text(details)";
        let listed = page
            .until("the count", script, json!(["1 record could not be shown"]))
            .await;
        assert!(listed.as_str().unwrap().contains("(bad)"), "{listed}");
    });
}

/// Without a basemap the settlements are in their places (a region as a whole has none then), and without texts the
/// page is in English; each is said once.
#[test]
fn the_story_is_there_without_basemap_and_texts() {
    in_chromium(async |page| {
        page.open("").await;
        let log = page.server.log();
        let others: Vec<&str> = log
            .iter()
            .map(|request| request.path.as_str())
            .filter(|path| path.contains("i18n/") || path.contains(".topo."))
            .collect();
        assert!(others.len() >= 2, "{others:?}");
        for path in others {
            page.expect_in_console(path);
            page.server.answer(path, Answer::Status(404));
        }
        page.open_unready("").await;
        let told = json!([message("error-basemap"), message("error-interface")]);
        let script =
            "return [...arguments].map((told) => text(document.body).split(told).length - 1)";
        let all = "return (marks()?.length ?? 0) >= 4 && all('article').length === 5
            && [...arguments].every((told) => text(document.body).includes(told))";
        page.until("the story and what is missing", all, told.clone())
            .await;
        assert_eq!(
            page.js(script, told).await,
            json!([1, 1]),
            "each is said once"
        );
        page.server.heal();
        page.click(&[("button", "Try again")]).await;
        page.ready().await;
        let script = "return !text(document.body).includes(arguments[0])";
        page.until(
            "the notices go away",
            script,
            json!([message("error-basemap")]),
        )
        .await;
    });
}

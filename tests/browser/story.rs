//! The story is all there, and its moments are marked.

use serde_json::json;

use super::drivers::in_chromium;
use super::page::{ALMATY_REGION, KOSTANAY, Page, RUDNYI, UST_KAMENOGORSK};

const TITLE: &str = "Drug laboratories in four regions of Kazakhstan: what police report";

#[test]
fn the_story_is_told_in_words() {
    in_chromium(async |page| {
        page.open("").await;
        assert_eq!(page.names("heading", &[]).await[0], TITLE);
        let titles = [
            UST_KAMENOGORSK,
            KOSTANAY,
            "Reported link to a laboratory in Petropavl",
            RUDNYI,
            ALMATY_REGION,
        ];
        assert_eq!(page.names("article", &[]).await, titles);
        let words = page.js("return text(document.body)", json!([])).await;
        let words = words.as_str().unwrap();
        assert!(
            words.contains("3 operations, 2 leads · reported in 4 regions"),
            "{words}"
        );
        let card = page.text(&[("article", UST_KAMENOGORSK)]).await;
        assert!(card.contains("in May, year not stated"), "{card}");
        let script = "return document.querySelectorAll('h1').length === 1
            && document.querySelectorAll('[id]').length === new Set([...document.querySelectorAll('[id]')].map(e => e.id)).size
            && document.title === arguments[0]";
        assert_eq!(page.js(script, json!([TITLE])).await, json!(true));
    });
}

#[test]
fn every_incident_is_a_button_on_map_and_timeline() {
    in_chromium(async |page| {
        page.open("").await;
        for list in ["Reports on the map", "Timeline"] {
            let mut names = page.names("button", &[("list", list)]).await;
            names.sort();
            let expected = [
                "Lead: Reported link to a laboratory in Kostanay. Kostanay",
                "Lead: Reported link to a laboratory in Petropavl. Petropavl",
                "Operation: Laboratory at a rented home. Rudnyi",
                "Operation: Laboratory behind a furniture business. Ust-Kamenogorsk (Öskemen)",
                "Operation: Reported mephedrone production. Almaty region",
            ];
            assert_eq!(names, expected, "{list}");
        }
        assert!(page.has(&[("region", &format!("Map: {TITLE}"))]).await);
        let note = page.text(&[("region", "Timeline")]).await;
        assert!(
            note.contains("In the reported order; no calendar dates are implied."),
            "{note}"
        );
    });
}

/// The two moments come once, in this order or at once, and survive a change of view.
#[test]
fn its_moments_are_marked() {
    in_chromium(async |page| {
        page.open("").await;
        page.click(&[("button", "Zoom in")]).await;
        page.still_marks().await;
        let script = "return performance.getEntriesByType('mark').map((mark) => mark.name).sort()";
        let marks = page.js(script, json!([])).await;
        assert_eq!(
            marks,
            json!([
                "incident-map:interactive",
                "incident-map:painted",
                "incident-map:settled"
            ])
        );
    });
}

#[test]
fn the_pictures_are_painted_sharply() {
    in_chromium(async |page| {
        let size = json!({ "width": 800, "height": 700, "deviceScaleFactor": 2, "mobile": false });
        page.cdp("Emulation.setDeviceMetricsOverride", size).await;
        page.open("").await;
        for canvas in [".map-ground", ".map-marks", ".timeline-stage canvas"] {
            let (_, colours) = page.picture(canvas).await;
            assert!(colours > 3, "{canvas} is blank: {colours} colours");
            let script = "const c = document.querySelector(arguments[0]);
                return c.width / c.getBoundingClientRect().width";
            let ratio = page.js(script, json!([canvas])).await.as_f64().unwrap();
            assert!(
                (ratio - 2.0).abs() < 0.02,
                "{canvas}: {ratio} pixels to a CSS pixel"
            );
        }
    });
}

/// Markup in a story is shown as it is written.
#[test]
fn text_of_the_story_is_only_ever_text() {
    in_chromium(async |page: &Page| {
        let mut story = page.server.story();
        story["story"]["title"] = json!("<img src=x onerror=alert(1)>");
        story["features"][0]["properties"]["title"] = json!("</script><b>bold</b>");
        let bytes = serde_json::to_vec(&story).unwrap();
        let path = page.server.story_path();
        page.server
            .answer(&path, super::server::Answer::Bytes(bytes));
        page.open("").await;
        page.find(&[("heading", "<img src=x onerror=alert(1)>")])
            .await;
        page.find(&[("article", "</script><b>bold</b>")]).await;
        let injected = "return document.querySelector('#app img, #app b') === null";
        assert_eq!(page.js(injected, json!([])).await, json!(true));
    });
}

/// What the picture of the timeline says is there in words too.
#[test]
fn the_order_of_events_is_told_in_words() {
    in_chromium(async |page| {
        page.open("").await;
        let script = "const list = document.querySelector('section.timeline ol');
            return [...list.children].map((phase) => text(phase.querySelector('strong')))";
        let phases = page.js(script, json!([])).await;
        assert_eq!(phases.as_array().unwrap().len(), 4, "{phases}");
        assert_eq!(phases[0], json!("First operation"));
    });
}

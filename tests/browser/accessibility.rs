//! axe-core finds nothing.

use std::path::Path;

use serde_json::json;

use super::drivers::in_chromium;
use super::page::Page;
use super::server::Answer;

pub async fn assert_no_violation(page: &Page, what: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/node_modules/axe-core/axe.min.js");
    let axe =
        std::fs::read_to_string(file).expect("axe-core is not there; `make test` installs it");
    page.driver.execute(axe.as_str(), vec![]).await.unwrap();
    let script = r"return axe.run(document, { resultTypes: ['violations'] }).then(({ violations, passes }) => ({
        passes: passes.length,
        violations: violations.map(({ id, help, nodes }) => `${id}: ${help}\n${nodes.map((node) =>
            `${node.html}\n${node.failureSummary}`).join('\n')}`),
    }))";
    let result = page.js(script, json!([])).await;
    assert!(
        result["passes"].as_u64().unwrap() > 10,
        "axe has looked: {result}"
    );
    let violations = result["violations"].as_array().unwrap();
    let violations: Vec<&str> = violations.iter().filter_map(|text| text.as_str()).collect();
    assert!(
        violations.is_empty(),
        "{what}:\n{}",
        violations.join("\n\n")
    );
}

#[test]
fn axe_finds_nothing_in_light() {
    in_chromium(async |page| {
        page.open("#v=1&sel=rudnyi&theme=light").await;
        assert_no_violation(page, "light").await;
    });
}

#[test]
fn axe_finds_nothing_in_dark() {
    in_chromium(async |page| {
        page.open("#v=1&sel=almaty-region&theme=dark").await;
        assert_no_violation(page, "dark").await;
    });
}

#[test]
fn axe_finds_nothing_on_a_phone() {
    in_chromium(async |page| {
        page.resize(360, 740).await;
        page.open("").await;
        assert_no_violation(page, "on a phone").await;
    });
}

#[test]
fn axe_finds_nothing_in_a_failure() {
    in_chromium(async |page| {
        let story = page.server.story_path();
        page.expect_in_console(&story);
        page.server.answer(&story, Answer::Status(404));
        page.open_unready("").await;
        page.find(&[("alert", "")]).await;
        assert_no_violation(page, "a failure").await;
    });
}

/// The colours of a painted picture that are on at least a hundredth of it, the commonest first, as `r,g,b`.
const COMMON_COLOURS: &str = r"
    const canvas = document.querySelector(arguments[0]);
    const data = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
    const counts = new Map();
    for (let at = 0; at < data.length; at += 4) {
        const colour = data.slice(at, at + 3).join();
        counts.set(colour, (counts.get(colour) ?? 0) + 1);
    }
    return [...counts].filter(([, count]) => count * 400 > data.length).sort((a, b) => b[1] - a[1]).map(([colour]) => colour);";

#[test]
fn the_map_takes_the_colours_that_the_system_forces() {
    in_chromium(async |page| {
        page.open("#v=1&sel=rudnyi&theme=light").await;
        let own = page.picture(".map-ground").await;
        page.prefer("forced-colors", "active").await;
        let is_painted_anew = "return picture('.map-ground').hash !== arguments[0]";
        page.until(
            "the map is in other colours",
            is_painted_anew,
            json!([own.0]),
        )
        .await;
        let system = r"const probe = document.body.appendChild(document.createElement('i'));
            probe.style.color = 'Canvas'; probe.style.forcedColorAdjust = 'none';
            const colour = getComputedStyle(probe).color.match(/\d+/g).join(); probe.remove(); return colour;";
        let canvas = page.js(system, json!([])).await;
        let common = page.js(COMMON_COLOURS, json!([".map-ground"])).await;
        assert_eq!(common[0], canvas, "water and land are the system's ground");
        for colour in common.as_array().unwrap() {
            let parts: Vec<&str> = colour.as_str().unwrap().split(',').collect();
            assert!(
                parts.iter().all(|part| *part == parts[0]),
                "{colour} is none of the system's: {common}"
            );
        }
        assert_no_violation(page, "in forced colours").await;
        page.prefer("forced-colors", "none").await;
        let is_as_before = "return picture('.map-ground').hash === arguments[0]";
        page.until("the map is as before", is_as_before, json!([own.0]))
            .await;
    });
}

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

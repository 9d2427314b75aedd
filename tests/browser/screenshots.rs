//! Pictures for people to look at.

use std::path::Path;

use serde_json::json;

use super::drivers::in_chromium;

/// Run by `make screenshots`: the window in every size, theme and language, and with a report selected.
#[test]
#[ignore = "makes pictures and tests nothing; `make screenshots` runs it"]
fn screenshots() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/screenshots");
    std::fs::create_dir_all(&folder).unwrap();
    in_chromium(async |page| {
        page.prefer("prefers-reduced-motion", "reduce").await;
        for (width, height) in [(360, 740), (640, 480), (1280, 800)] {
            page.resize(width, height).await;
            for theme in ["light", "dark"] {
                for (language, selection) in [("en", ""), ("ru", ""), ("kk", ""), ("en", "rudnyi")]
                {
                    let fragment = format!("#v=1&lang={language}&theme={theme}&sel={selection}");
                    page.open_unready(&fragment).await;
                    let script = "return document.documentElement.lang === arguments[0]
                        && document.querySelectorAll('.map-stage .target').length > 0
                        && performance.getEntriesByName('incident-map:settled').length === 1";
                    page.until("the page is there", script, json!([language]))
                        .await;
                    let idle = "return document.fonts.ready.then(() => new Promise((done) =>
                        requestIdleCallback(() => requestAnimationFrame(() => done(true)), { timeout: 1000 })))";
                    page.js(idle, json!([])).await;
                    let name = [&format!("{width}x{height}"), theme, language, selection].join("-");
                    let name = name.trim_end_matches('-');
                    page.driver
                        .screenshot(&folder.join(format!("{name}.png")))
                        .await
                        .unwrap();
                }
            }
        }
    });
}

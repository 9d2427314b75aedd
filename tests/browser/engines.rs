//! The page as a whole in the other engines: pictures, selection, language. Movement, notes, filter and the page's own
//! picture of the map are tested in them where they are tested in Chromium, see [`super::drivers::in_engines`].

use serde_json::json;

use super::drivers::{Engine, in_engine};
use super::page::{RUDNYI, on_map};
use super::settings::choose_language;

fn smoke(engine: Engine) {
    in_engine(engine, async |page| {
        page.open("").await;
        assert_eq!(page.names("article", &[]).await.len(), 5);
        for canvas in [".map-ground", ".map-marks", ".timeline-stage canvas"] {
            let (_, colours) = page.picture(canvas).await;
            assert!(colours > 3, "{canvas} is blank: {colours} colours");
        }
        page.click(&[("article", RUDNYI), ("link", RUDNYI)]).await;
        page.until_fragment_has("sel=rudnyi").await;
        let mark = on_map("Operation: Laboratory at a rented home. Rudnyi");
        page.until_attribute(&mark, "aria-pressed", "true").await;
        choose_language(page, "Language", "ru").await;
        page.find(&[(
            "heading",
            "Нарколаборатории в четырёх регионах Казахстана: что сообщает полиция",
        )])
        .await;
        page.until_fragment_has("lang=ru").await;
        let script = "return document.documentElement.lang === 'ru'";
        page.until("the page is in Russian", script, json!([]))
            .await;
    });
}

#[test]
fn the_page_works_in_firefox() {
    smoke(Engine::Firefox);
}

#[test]
fn the_page_works_in_webkit() {
    smoke(Engine::WebKit);
}

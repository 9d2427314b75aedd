//! The app takes over from the static story without a jump.

use serde_json::json;

use super::drivers::{Engine, in_chromium, in_engine};
use super::server::Answer;

fn check(width: u32, height: u32) {
    in_chromium(async |page| {
        page.resize(width, height).await;
        let story = page.server.story_path();
        page.server.answer(&story, Answer::Hold);
        page.open_unready("").await;
        // What the reader has before the app takes over has been painted.
        if page.server.has_static_story() {
            let painted =
                "return performance.getEntriesByName('first-contentful-paint').length === 1";
            page.until("the static story is painted", painted, json!([]))
                .await;
        }
        let began = "return performance.getEntriesByType('resource').some((entry) => entry.name.endsWith('.wasm'))";
        page.until("the app is there", began, json!([])).await;
        page.server.heal();
        page.ready().await;
        let script = "return new Promise((done) => {
            const shifts = [];
            const take = (entries) => entries.forEach((entry) => shifts.push({
                value: entry.value,
                sources: entry.sources.map(({ node, previousRect: a, currentRect: b }) =>
                    `${node?.nodeName} ${node?.className ?? ''}: ${a.x},${a.y} ${a.width}x${a.height} → ${b.x},${b.y} ${b.width}x${b.height}`),
            }));
            const observer = new PerformanceObserver((list) => take(list.getEntries()));
            observer.observe({ type: 'layout-shift', buffered: true });
            requestAnimationFrame(() => requestAnimationFrame(() => {
                take(observer.takeRecords());
                done(shifts);
            }));
        })";
        let shifts = page.js(script, json!([])).await;
        let total = shifts
            .as_array()
            .unwrap()
            .iter()
            .map(|shift| shift["value"].as_f64().unwrap())
            .fold(0.0, |total, value| total + value);
        println!("layout shift at {width} × {height}: {total:.4}");
        assert!(
            total < 0.001,
            "layout shift {total} at {width} × {height}: {shifts:#}"
        );
    });
}

#[test]
fn the_page_does_not_jump_on_a_wide_screen() {
    check(1280, 800);
}

#[test]
fn the_page_does_not_jump_on_a_phone() {
    check(360, 740);
}

/// The timeline comes later than the cards, above them: whoever reads these already does not see them move.
fn check_cards_stay(engine: Engine) {
    in_engine(engine, async |page| {
        page.driver.set_window_rect(0, 0, 500, 740).await.unwrap();
        page.open("").await;
        let paths = page.server.log().into_iter().map(|request| request.path);
        let later: Vec<String> = paths.filter(|path| path.contains("-later-")).collect();
        page.server.answer(&later[0], Answer::Hold);
        page.open_unready("").await;
        let script = "const [card] = all('article').slice(2);
            if (!card || performance.getEntriesByName('incident-map:painted').length !== 1) return false;
            card.scrollIntoView();
            return true";
        page.until("the cards are there", script, json!([])).await;
        let top = "return [Math.round(all('article')[2].getBoundingClientRect().top),
            document.querySelector('.timeline').offsetHeight]";
        let before = page.js(top, json!([])).await;
        page.server.heal();
        page.ready().await;
        let script = format!(
            "const [top, height] = (() => {{ {top} }})();
            return height > arguments[0][1] && Math.abs(top - arguments[0][0]) <= 1"
        );
        page.until("the timeline above the same card", &script, json!([before]))
            .await;
    });
}

#[test]
fn cards_stay_when_the_timeline_comes() {
    check_cards_stay(Engine::Chromium);
}

#[test]
fn cards_stay_when_the_timeline_comes_in_webkit() {
    check_cards_stay(Engine::WebKit);
}

/// Nothing is wider than the window.
#[test]
fn the_page_fits_narrow_screens() {
    in_chromium(async |page| {
        for (width, height) in [(320, 640), (360, 740), (640, 480)] {
            page.resize(width, height).await;
            for language in ["en", "ru", "kk"] {
                page.open_unready(&format!("#v=1&lang={language}")).await;
                let script = "return document.documentElement.lang === arguments[0]
                    && performance.getEntriesByName('incident-map:painted').length === 1";
                page.until("the page is there", script, json!([language]))
                    .await;
                let script = "return [...document.querySelectorAll('body *')]
                    .filter((e) => e.checkVisibility() && !e.closest('.map-stage, .timeline-stage, .visually-hidden')
                        && e.getBoundingClientRect().right > innerWidth + 1)
                    .map((e) => `${e.localName}.${e.className}`)";
                let wide = page.js(script, json!([])).await;
                assert_eq!(wide, json!([]), "at {width} × {height} in {language}");
            }
        }
    });
}

//! The window of time: map, timeline, cards and counts follow two sliders, by keys and from the address.

use serde_json::json;

use super::accessibility::assert_no_violation;
use super::drivers::{ALL, in_chromium, in_engines};
use super::large::{COUNT, month_of, on_map_of_many, open_many};
use super::many::open_crowd;
use super::page::Page;

const HOME: char = '\u{E011}';
const ARROW_RIGHT: char = '\u{E014}';

async fn until_counts_have(page: &Page, words: &str) {
    let script = "return text(document.querySelector('.story-counts')).includes(arguments[0])";
    page.until(words, script, json!([words])).await;
}

async fn focus_slider(page: &Page, name: &str) {
    let script = "document.querySelector(`.timeline-window input[name=${arguments[0]}]`).focus()";
    page.js(script, json!([name])).await;
}

fn in_english(number: usize) -> String {
    match number {
        0..1000 => number.to_string(),
        _ => format!("{},{:03}", number / 1000, number % 1000),
    }
}

/// How many of the crowd's incidents are of months from one to another, as numbers such as 201203.
fn of_months(from: usize, to: usize) -> usize {
    let month = |number: usize| (2010 + number % 9) * 100 + 1 + number % 7;
    let months = (0..super::many::COUNT).map(month);
    months.filter(|month| (from..=to).contains(month)).count()
}

#[test]
fn all_views_follow_the_window() {
    in_engines(&ALL, async |page| {
        open_crowd(page, "#when=2012-03-10/2014-05-31").await;
        // March may be in it.
        let shown = of_months(201_203, 201_405);
        until_counts_have(page, &format!("Showing {} of 3,000", in_english(shown))).await;
        let script = "return text(document.querySelector('.window-readout'))";
        let readout = page.js(script, json!([])).await;
        let march = of_months(201_203, 201_203);
        let expected = format!("March 10, 2012 – May 31, 2014 · {march} of them may lie outside");
        let readout = readout.as_str().unwrap().to_lowercase();
        assert!(readout.contains(&expected.to_lowercase()), "{readout}");
        assert_no_violation(page, "a window of time").await;
        // By keys, each of which is a decision that the address has.
        focus_slider(page, "from").await;
        page.press(HOME).await;
        page.until_fragment_has("when=../2014-05-31").await;
        let shown = of_months(0, 201_405);
        until_counts_have(page, &format!("Showing {} of 3,000", in_english(shown))).await;
        page.press(ARROW_RIGHT).await;
        page.until_fragment_has("when=2010-01-02/2014-05-31").await;
        page.js("history.back()", json!([])).await;
        page.until_fragment_has("when=../2014-05-31").await;
        until_counts_have(page, &format!("Showing {} of 3,000", in_english(shown))).await;
        let script = "return document.querySelector('.timeline-window input[name=from]').value
            === document.querySelector('.timeline-window input[name=from]').min";
        page.until("the slider at its end", script, json!([])).await;
        page.click(&[("group", "Time window"), ("button", "All dates")])
            .await;
        let script = "return !text(document.querySelector('.story-counts')).includes('Showing')
            && !location.hash.includes('when=') && document.activeElement.name === 'from'";
        page.until("all of time", script, json!([])).await;
    });
}

#[test]
fn very_many_incidents_follow_the_window() {
    in_chromium(async |page| {
        let _folder = open_many(page).await;
        let script =
            "const slider = document.querySelector(`.timeline-window input[name=${arguments[0]}]`);
            slider.value = arguments[1];
            slider.dispatchEvent(new Event('input', { bubbles: true }));
            return slider.getAttribute('aria-valuetext')";
        let day = |text: &str| {
            let day = incident_map::time::When::parse(text)
                .unwrap()
                .span()
                .unwrap();
            day.earliest.unwrap().0
        };
        page.js(script, json!(["from", day("2012-02-01")])).await;
        page.js(script, json!(["to", day("2015-06-30")])).await;
        let is_in =
            |at: &usize| month_of(*at).is_some_and(|month| (201_202..=201_506).contains(&month));
        let shown = (0..COUNT).filter(is_in).count();
        until_counts_have(page, &format!("Showing {} of 36,000", in_english(shown))).await;
        let placed = (0..COUNT).filter(is_in).filter(|at| at % 1000 != 999);
        let placed = placed.count() as u64;
        for display in ["Hexagons", "Clusters"] {
            page.click(&[("list", "Show as"), ("button", display)])
                .await;
            page.until_attribute(
                &[("list", "Show as"), ("button", display)],
                "aria-pressed",
                "true",
            )
            .await;
            assert_eq!(on_map_of_many(page).await, placed, "{display}");
        }
        page.assert_quiet().await;
    });
}

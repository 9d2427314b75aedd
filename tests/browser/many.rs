//! A story with thousands of incidents can be used: on the map, in the timeline, in the cards and by keys.

use serde_json::{Value, json};

use super::accessibility::assert_no_violation;
use super::crowd;
use super::drivers::in_chromium;
use super::page::{Page, on_map};
use super::server::Answer;

const ENTER: char = '\u{E007}';
pub const COUNT: usize = 3_000;

/// Opens the site with a story of many incidents in place of its own.
pub async fn open_crowd(page: &Page, fragment: &str) {
    let story = crowd::story(COUNT, |number| {
        json!(format!("20{:02}-{:02}", 10 + number % 9, 1 + number % 7))
    });
    let bytes = serde_json::to_vec(&story).unwrap();
    page.server
        .answer(&page.server.story_path(), Answer::Bytes(bytes));
    page.open(fragment).await;
}

async fn count(page: &Page, selector: &str) -> u64 {
    let script = "return document.querySelectorAll(arguments[0]).length";
    page.js(script, json!([selector])).await.as_u64().unwrap()
}

async fn words(page: &Page, selector: &str) -> String {
    let script = "return text(document.querySelector(arguments[0]))";
    page.js(script, json!([selector]))
        .await
        .as_str()
        .unwrap()
        .to_owned()
}

/// The numbers in the names of the marks, one for each mark that stands for a single incident.
async fn counted_on_map(page: &Page) -> u64 {
    let names = page
        .names("button", &[("list", "Reports on the map")])
        .await;
    let number = |name: &String| {
        let count = name
            .split_once(" incidents")
            .map(|(count, _)| count.replace(',', ""));
        count.map_or(1, |count| count.parse().unwrap())
    };
    names.iter().map(number).sum()
}

#[test]
fn all_is_counted_and_little_is_drawn() {
    in_chromium(async |page| {
        for (width, height) in [(360, 740), (640, 480), (1280, 800)] {
            page.resize(width, height).await;
            open_crowd(page, "").await;
            assert_eq!(
                words(page, ".story-counts").await,
                "3,000 incidents of 14 kinds"
            );
            assert_eq!(counted_on_map(page).await, (COUNT - crowd::UNPLACED) as u64);
            assert!(count(page, ".target").await <= 400);
            assert_eq!(count(page, ".card").await, 50);
            assert_eq!(count(page, ".legend > li").await, 10);
            assert_eq!(
                words(page, ".unplaced summary").await,
                "3 without a place on the map"
            );
            let bars = words(page, ".timeline-heading .visually-hidden").await;
            assert!(
                bars.starts_with("January 2010") || bars.starts_with("2010: "),
                "{bars}"
            );
            for canvas in [".map-marks", ".timeline-stage canvas"] {
                assert!(page.picture(canvas).await.1 > 3, "{canvas} is blank");
            }
            let script = "return [...document.querySelectorAll('body *')]
                .filter((e) => e.checkVisibility() && !e.closest('.map-stage, .timeline-stage, .window-range, .visually-hidden')
                    && e.getBoundingClientRect().right > innerWidth + 1)
                .map((e) => `${e.localName}.${e.className}`)";
            assert_eq!(
                page.js(script, json!([])).await,
                json!([]),
                "at {width} × {height}"
            );
        }
    });
}

#[test]
fn more_cards_come_when_asked_for_and_the_focus_goes_to_them() {
    in_chromium(async |page| {
        open_crowd(page, "").await;
        assert!(
            words(page, ".cards-more")
                .await
                .starts_with("Showing 50 of 3,000")
        );
        page.click(&[("button", "Show 50 more")]).await;
        let script = "return document.querySelectorAll('.card').length === 100
            && document.activeElement.dataset.select === 'c50'";
        page.until(
            "fifty more cards, the first of them in focus",
            script,
            json!([]),
        )
        .await;
        assert!(
            words(page, ".cards-more")
                .await
                .starts_with("Showing 100 of 3,000")
        );
    });
}

#[test]
fn the_card_of_a_selected_incident_is_shown_wherever_it_is_in_the_list() {
    in_chromium(async |page| {
        open_crowd(page, "#v=1&sel=c2000").await;
        let in_view = "const card = document.querySelector('article[aria-current]');
            const box = card?.getBoundingClientRect();
            return card?.id === arguments[0] && box.top < innerHeight && box.bottom > 0
                && document.querySelectorAll('.card').length === arguments[1]";
        page.until("its card", in_view, json!(["incident-c2000", 51]))
            .await;
        // Its mark stands by itself.
        let pressed = page.js(
            "return name(document.querySelector('.map-targets [aria-pressed=true]'))",
            json!([]),
        );
        assert!(pressed.await.as_str().unwrap().contains("Incident 2000"));
        page.click(&[("article", "Incident 7"), ("link", "Incident 7")])
            .await;
        page.until("a card of the list", in_view, json!(["incident-c7", 50]))
            .await;
        page.driver.back().await.unwrap();
        page.until("its card again", in_view, json!(["incident-c2000", 51]))
            .await;
    });
}

/// The name of the largest mark, and of the one in which many incidents lie in one place.
async fn name_of_largest(page: &Page) -> String {
    let names = page
        .names("button", &[("list", "Reports on the map")])
        .await;
    let count = |name: &str| -> usize {
        let count = name.split(' ').next().unwrap().replace(',', "");
        count.parse().unwrap_or(0)
    };
    names.into_iter().max_by_key(|name| count(name)).unwrap()
}

#[test]
fn a_cluster_is_opened_by_keys_and_keeps_the_focus() {
    in_chromium(async |page| {
        page.prefer("prefers-reduced-motion", "reduce").await;
        open_crowd(page, "").await;
        let mut before = counted_on_map(page).await;
        for _ in 0..3 {
            let name = name_of_largest(page).await;
            assert!(name.ends_with(" incidents, zoom in"), "{name}");
            let script = "find(arguments[0]).focus()";
            page.js(script, json!([on_map(&name)])).await;
            let marks = page.still_marks().await;
            page.press(ENTER).await;
            page.moved_marks(&marks).await;
            let now = counted_on_map(page).await;
            assert!(now < before, "fewer are in view: {now}, before {before}");
            before = now;
            let focused = "return document.activeElement.matches('.map-targets .target')";
            page.until("the focus is on a mark", focused, json!([]))
                .await;
        }
        assert!(
            !page.fragment().await.contains("sel="),
            "nothing is selected"
        );
    });
}

#[test]
fn incidents_in_one_place_are_listed() {
    in_chromium(async |page| {
        page.prefer("prefers-reduced-motion", "reduce").await;
        open_crowd(page, "").await;
        let name = format!("{} incidents at this place", crowd::IN_ONE_PLACE);
        page.click(&on_map(&name)).await;
        page.until_fragment_has("sel=c0").await;
        let script = "return document.querySelectorAll('.card').length === arguments[0]
            && text(document.querySelector('.cards-of-place')).startsWith(arguments[1])
            && document.querySelector('article[aria-current]').id === 'incident-c0'";
        page.until("their cards", script, json!([crowd::IN_ONE_PLACE, name]))
            .await;
        // On the map they are spread out, each to be pointed at.
        let script = "return new Set([...document.querySelectorAll('.map-targets button')]
            .map((button) => /Incident (\\d+)/.exec(button.getAttribute('aria-label'))?.[1])
            .filter((number) => number !== undefined && Number(number) < arguments[0])).size === arguments[0]";
        page.until("their marks", script, json!([crowd::IN_ONE_PLACE]))
            .await;
        let script = "const { x, y, width, height } = [...document.querySelectorAll('.map-targets button')]
            .find((button) => button.getAttribute('aria-label').includes('Incident 7')).getBoundingClientRect();
            document.elementFromPoint(x + width / 2, y + height / 2).click()";
        page.js(script, json!([])).await;
        page.until_fragment_has("sel=c7").await;
        // Another of them is selected and they stay listed; all are listed again when that is asked for.
        page.click(&[("article", "Incident 5"), ("link", "Incident 5")])
            .await;
        page.until_fragment_has("sel=c5").await;
        assert_eq!(count(page, ".card").await, crowd::IN_ONE_PLACE as u64);
        page.click(&[("button", "Show all reports")]).await;
        let all = "return document.querySelectorAll('.card').length === 50
            && document.querySelector('.cards-of-place') === null
            && document.activeElement.id === 'cards'";
        page.until("all are listed", all, json!([])).await;
    });
}

/// Neither the numbers nor the places of the marks jump while the map is dragged.
#[test]
fn clusters_stay_what_they_are_while_the_map_moves() {
    in_chromium(async |page| {
        page.prefer("prefers-reduced-motion", "reduce").await;
        open_crowd(page, "").await;
        page.click(&[("button", "Zoom in")]).await;
        let before = page.still_marks().await;
        let script = "document.querySelector('.map-stage').dispatchEvent(
            new KeyboardEvent('keydown', { key: 'ArrowLeft', bubbles: true }))";
        page.js(script, json!([])).await;
        let after = page.moved_marks(&before).await;
        let mut stayed = 0;
        for mark in &before {
            // Names may repeat; the same number at the expected place is the same mark.
            let is_it = |other: &&super::page::Mark| {
                other.name == mark.name
                    && (other.x - mark.x - 60.0).abs() < 1.0
                    && (other.y - mark.y).abs() < 1.0
            };
            stayed += usize::from(after.iter().any(|other| is_it(&other)));
        }
        assert!(
            stayed + 12 >= before.len(),
            "{stayed} of {} stayed",
            before.len()
        );
    });
}

#[test]
fn axe_finds_nothing_among_many() {
    in_chromium(async |page| {
        open_crowd(page, "#v=1&sel=c2000&theme=light").await;
        assert_no_violation(page, "light").await;
        page.resize(360, 740).await;
        open_crowd(page, "#v=1&theme=dark").await;
        assert_no_violation(page, "on a phone in the dark").await;
    });
}

/// How long 100,000 incidents take, for people to look at.
#[test]
#[ignore = "measures and tests little; run it with --nocapture"]
fn a_hundred_thousand() {
    in_chromium(async |page| {
        let story = crowd::story(100_000, |_| json!("2018-07"));
        let bytes = serde_json::to_vec(&story).unwrap();
        page.server
            .answer(&page.server.story_path(), Answer::Bytes(bytes));
        page.open("").await;
        let times = page.js(
            "return performance.getEntriesByType('mark').map((m) => [m.name, m.startTime])",
            json!([]),
        );
        println!("{}", times.await);
        let script = "return new Promise((done) => {
            const stage = document.querySelector('.map-stage'); const frames = []; let last = performance.now(); let n = 0;
            const step = () => {
                const now = performance.now(); frames.push(now - last); last = now;
                stage.dispatchEvent(new WheelEvent('wheel', { deltaY: n % 40 < 20 ? -40 : 40, clientX: 900, clientY: 300, bubbles: true, cancelable: true }));
                if (n++ < 80) requestAnimationFrame(step); else done(frames.sort((a, b) => a - b));
            };
            requestAnimationFrame(step);
        })";
        let frames: Value = page.js(script, json!([])).await;
        let frames: Vec<f64> = frames
            .as_array()
            .unwrap()
            .iter()
            .map(|ms| ms.as_f64().unwrap())
            .collect();
        println!(
            "frames: median {:.1} ms, worst {:.1} ms",
            frames[frames.len() / 2],
            frames[frames.len() - 1]
        );
        assert!(count(page, ".target").await <= 400);
    });
}

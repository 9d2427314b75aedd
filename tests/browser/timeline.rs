//! How the timeline is looked at: zoomed, in lanes, on another axis, with a tray, with short gaps, and on a phone.

use serde_json::{Value, json};

use super::accessibility::assert_no_violation;
use super::drivers::{ALL, in_chromium, in_engines};
use super::page::Page;
use super::server::Answer;

pub(super) const WINDOW: (&str, &str) = ("group", "Time window");
pub(super) const ZOOM: (&str, &str) = ("group", "Part of time shown");
const STRIP: (&str, &str) = ("group", "Overview of all dates");

/// So many reports, two a month in two years; every fifth has no date, and every second a phase.
pub(super) fn story(count: usize) -> Value {
    let features = (0..count).map(|at| {
        let (year, month, day) = (2022 + at / 24 % 2, 1 + at / 2 % 12, 1 + 14 * (at % 2));
        let when = (at % 5 != 4).then(|| format!("{year}-{month:02}-{day:02}"));
        let phase = (at % 2 == 0).then_some("first");
        json!({"type": "Feature", "id": format!("r-{at}"), "geometry": {"type": "Point", "coordinates": [76.9, 43.2]},
            "properties": {"kind": if at % 3 == 0 { "lead" } else { "operation" }, "title": format!("Report {at}"),
                "when": when, "phase": phase}})
    });
    json!({"type": "FeatureCollection", "features": features.collect::<Vec<Value>>(),
        "story": {"profile": 1, "title": "Two years", "languages": ["en"],
            "phases": [{"id": "first", "rank": 1, "label": "First"}]}})
}

/// Opens a story at a fragment, once its timeline can be zoomed.
async fn open(page: &Page, count: usize, fragment: &str) {
    let bytes = serde_json::to_vec(&story(count)).unwrap();
    page.server
        .answer(&page.server.story_path(), Answer::Bytes(bytes));
    page.open(fragment).await;
    page.find(&[ZOOM]).await;
}

/// How many the bars count, as a screen reader is told.
const COUNTED: &str =
    "const counted = [...document.querySelectorAll('.timeline-heading .visually-hidden li')]
    .reduce((sum, line) => sum + Number(/: (\\d+)$/.exec(text(line))[1]), 0);";

pub(super) async fn counted(page: &Page) -> u64 {
    let count = page
        .js(&format!("{COUNTED} return counted"), json!([]))
        .await;
    count.as_u64().unwrap()
}

pub(super) async fn until_counted(page: &Page, what: &str, is_it: &str, than: u64) {
    page.until(
        what,
        &format!("{COUNTED} return counted {is_it} arguments[0]"),
        json!([than]),
    )
    .await;
}

#[test]
fn the_timeline_is_zoomed_by_buttons_and_keys_and_back_comes_back() {
    in_engines(&ALL, async |page| {
        open(page, 480, "").await;
        let all = counted(page).await;
        assert_eq!(all, 384);
        page.click(&[ZOOM, ("button", "Zoom in on time")]).await;
        page.find(&[STRIP]).await;
        let in_address = "return location.hash.includes('&time=2022-')";
        page.until("a part of time", in_address, json!([])).await;
        until_counted(page, "fewer in the bars", "<", all).await;
        let some = counted(page).await;
        assert!(some > 0);
        page.js(
            "document.querySelector('section.timeline').focus()",
            json!([]),
        )
        .await;
        page.press('+').await;
        until_counted(page, "fewer still", "<", some).await;
        page.press('−').await;
        page.press('0').await;
        until_counted(page, "all of them", "===", all).await;
        assert!(!page.has(&[STRIP]).await);
        page.until(
            "no part of time",
            "return !location.hash.includes('time=')",
            json!([]),
        )
        .await;
        page.js("history.back()", json!([])).await;
        until_counted(page, "the part before", "<", all).await;
        page.find(&[ZOOM, ("button", "Show all of time")]).await;
        page.assert_quiet().await;
    });
}

#[test]
fn the_overview_has_sliders_with_dates() {
    in_engines(&ALL, async |page| {
        open(page, 480, "#v=1&time=2022-03-01/2022-12-31").await;
        page.find(&[STRIP]).await;
        let script = "return [...document.querySelectorAll('.strip-range input')]
            .map((slider) => [slider.ariaLabel, slider.ariaValueText])";
        let expected = json!([
            ["Timeline shows from", "March 1, 2022"],
            ["Timeline shows to", "December 31, 2022"],
        ]);
        assert_eq!(page.js(script, json!([])).await, expected);
        let focus = "document.querySelector('[name=shown-from]').focus()";
        page.js(focus, json!([])).await;
        // The right arrow.
        page.press('\u{E014}').await;
        page.until_fragment_has("time=2022-03-02/2022-12-31").await;
        let touch = "const box = document.querySelector('.strip-range').getBoundingClientRect(); return box.height";
        assert!(page.js(touch, json!([])).await.as_f64().unwrap() >= 44.0);
        assert_no_violation(page, "an overview").await;
    });
}

/// Of a few days one sees where each begins and ends, and so do the handles; a key still moves them by a day.
#[test]
fn handles_of_a_few_days_stand_at_their_ends() {
    in_engines(&ALL, async |page| {
        let mut week = story(14);
        for at in 0..14 {
            let when = format!("2023-05-{:02}", 1 + at / 2);
            week["features"][at]["properties"]["when"] = json!(when);
        }
        let bytes = serde_json::to_vec(&week).unwrap();
        page.server
            .answer(&page.server.story_path(), Answer::Bytes(bytes));
        page.open("#v=1&when=2023-05-03/2023-05-04&time=2023-05-02/2023-05-05")
            .await;
        page.find(&[STRIP]).await;
        // As parts of the axis: of four days the window has the middle ones, of all seven these have four.
        let script = "return ['from', 'to', 'shown-from', 'shown-to'].map((name) => {
            const { min, max, value, ariaValueText } = document.querySelector(`[name=${name}]`);
            return [Math.round(100 * (value - min) / (max - min)), ariaValueText]; })";
        let [from, to, shown_from, shown_to] = [
            json!([25, "May 3, 2023"]),
            json!([75, "May 4, 2023"]),
            json!("May 2, 2023"),
            json!("May 5, 2023"),
        ];
        let handles = page.js(script, json!([])).await;
        assert_eq!(handles[0], from);
        assert_eq!(handles[1], to);
        assert_eq!([&handles[2][1], &handles[3][1]], [&shown_from, &shown_to]);
        for (name, key, expected) in [
            ("from", '\u{E012}', "when=2023-05-02/2023-05-04"),
            ("to", '\u{E014}', "when=2023-05-02/2023-05-05"),
            ("shown-to", '\u{E014}', "time=2023-05-02/2023-05-06"),
        ] {
            page.js(
                &format!("document.querySelector('[name={name}]').focus()"),
                json!([]),
            )
            .await;
            page.press(key).await;
            page.until_fragment_has(expected).await;
        }
    });
}

/// A link may be of another time than the story that it is opened with.
#[test]
fn a_link_of_another_time_shows_all_and_says_what_is_asked_for() {
    in_chromium(async |page| {
        let bytes = serde_json::to_vec(&story(480)).unwrap();
        page.server
            .answer(&page.server.story_path(), Answer::Bytes(bytes));
        // No mark is on the map.
        page.open_unready("#v=1&when=1990-01-01/1990-12-31&time=1991-01-01/1991-12-31")
            .await;
        page.find(&[WINDOW]).await;
        let readout = "return text(document.querySelector('.window-readout')) === '1990'";
        page.until("the year that is asked for", readout, json!([]))
            .await;
        // All bars are there, under the veil of the window.
        assert_eq!(counted(page).await, 384);
    });
}

#[test]
fn lanes_are_chosen_and_ordered_and_links_keep_them() {
    in_engines(&ALL, async |page| {
        open(page, 480, "").await;
        choose(page, "lanes", "kind").await;
        page.until_fragment_has("lanes=kind").await;
        choose(page, "order", "name").await;
        page.until_fragment_has("order=name").await;
        let link = page.fragment().await;
        open(page, 480, &link).await;
        let chosen = "return document.querySelector('.timeline-head [name=order]').value";
        assert_eq!(page.js(chosen, json!([])).await, "name");
        assert_eq!(counted(page).await, 384);
    });
}

/// Chooses an option of a control above the timeline by its value.
async fn choose(page: &Page, name: &str, value: &str) {
    let found = "return document.querySelector(`.timeline-head [name=${arguments[0]}]`) !== null";
    page.until(name, found, json!([name])).await;
    let script = "const control = document.querySelector(`.timeline-head [name=${arguments[0]}]`);
        control.value = arguments[1];
        control.dispatchEvent(new Event('change', { bubbles: true }))";
    page.js(script, json!([name, value])).await;
}

#[test]
fn what_has_no_place_on_the_axis_is_listed() {
    in_chromium(async |page| {
        open(page, 480, "").await;
        let tray = "const tray = document.querySelector('.timeline-tray');
            return tray && [text(tray.querySelector('summary')), tray.querySelectorAll('a').length,
                text(tray.querySelector('li:last-child'))]";
        let told = page.until("a tray", tray, json!([])).await;
        assert_eq!(told, json!(["96 without a date", 50, "and 46 more"]));
        let select = "const tray = document.querySelector('.timeline-tray'); tray.open = true;
            tray.querySelector('a').click()";
        page.js(select, json!([])).await;
        page.until_fragment_has("sel=r-4").await;
        // On the other axis it is the phase that is missing.
        choose(page, "axis", "sequence").await;
        page.until_fragment_has("axis=sequence").await;
        let script =
            "return text(document.querySelector('.timeline-tray summary') ?? document.body)
            === '240 without a place in the order'";
        page.until("those without a phase", script, json!([])).await;
        assert!(!page.has(&[ZOOM]).await && !page.has(&[WINDOW]).await);
        page.js("history.back()", json!([])).await;
        page.find(&[ZOOM]).await;
    });
}

#[test]
fn the_timeline_is_a_row_on_a_phone_and_opens() {
    in_chromium(async |page| {
        page.resize(390, 844).await;
        let bytes = serde_json::to_vec(&story(480)).unwrap();
        page.server
            .answer(&page.server.story_path(), Answer::Bytes(bytes));
        page.open("").await;
        let button = [("button", "Open the timeline")];
        page.until_attribute(&button, "aria-expanded", "false")
            .await;
        let height =
            "return document.querySelector('section.timeline').getBoundingClientRect().height";
        let closed = page.js(height, json!([])).await.as_f64().unwrap();
        assert!(closed < 96.0, "{closed}");
        let size = "const box = find(arguments[0]).getBoundingClientRect(); return Math.min(box.width, box.height)";
        let size = page.js(size, json!([button])).await.as_f64().unwrap();
        assert!(size >= 44.0, "{size}");
        assert_no_violation(page, "a closed timeline").await;
        page.click(&button).await;
        page.find(&[WINDOW]).await;
        page.find(&[("button", "Close the timeline")]).await;
        let opened = page.js(height, json!([])).await.as_f64().unwrap();
        assert!(opened > 96.0, "{opened}");
    });
}

#[test]
fn gaps_are_short_where_that_helps() {
    in_chromium(async |page| {
        let mut story = story(4);
        for (at, when) in ["1950-03-01", "1950-04-01", "2023-05-01", "2023-06-01"]
            .iter()
            .enumerate()
        {
            story["features"][at]["properties"]["when"] = json!(when);
        }
        let bytes = serde_json::to_vec(&story).unwrap();
        page.server
            .answer(&page.server.story_path(), Answer::Bytes(bytes));
        page.open("").await;
        let script = "const gaps = document.querySelector('[name=gaps]'); gaps?.click(); return gaps !== null";
        page.until("a switch", script, json!([])).await;
        page.until_fragment_has("gaps=short").await;
        let told = "return [...document.querySelectorAll('.timeline-heading .visually-hidden p')].map(text).join()";
        page.until(
            "a gap in words",
            &format!("{told}.startsWith('Drawn short, nothing reported: ')"),
            json!([]),
        )
        .await;
        // The handles of the window follow the scale, and an arrow key still moves by a day.
        page.js("document.querySelector('[name=from]').focus()", json!([]))
            .await;
        let before = "return document.querySelector('[name=from-date]').value";
        let before = page.js(before, json!([])).await;
        page.press('\u{E014}').await;
        let script = "const now = document.querySelector('[name=from-date]').value;
            return Date.parse(now) - Date.parse(arguments[0]) === 864e5";
        page.until("a day later", script, json!([before])).await;
    });
}

//! The window of time by hand and as it plays: drawn, dragged, typed, chosen, stepped, in its four modes, and in links.

use serde_json::{Value, json};

use super::accessibility::assert_no_violation;
use super::drivers::{ALL, in_chromium, in_engines};
use super::page::Page;
use super::pointer::{down, move_to, pointer, up};
use super::server::Answer;

const WINDOW: (&str, &str) = ("group", "Time window");
const ARROW_LEFT: char = '\u{E012}';
const SHIFT: char = '\u{E008}';
const PAGE_UP: char = '\u{E00E}';

/// One report on the first of each month of 2023, and one of April that does not say which day.
fn story() -> Value {
    let record = |id: String, when: String| {
        json!({"type": "Feature", "id": id, "geometry": {"type": "Point", "coordinates": [76.9, 43.2]},
            "properties": {"kind": "operation", "title": format!("Report of {when}"), "when": when}})
    };
    let months = 1..=12;
    let mut features: Vec<Value> = months
        .map(|month| record(format!("r-{month}"), format!("2023-{month:02}-01")))
        .collect();
    features.push(record("april".to_owned(), "2023-04".to_owned()));
    json!({"type": "FeatureCollection", "features": features,
        "story": {"profile": 1, "title": "A year", "languages": ["en"]}})
}

/// Opens the story at a fragment, once its window is there.
async fn open(page: &Page, fragment: &str) {
    let bytes = serde_json::to_vec(&story()).unwrap();
    page.server
        .answer(&page.server.story_path(), Answer::Bytes(bytes));
    page.open(fragment).await;
    page.find(&[WINDOW]).await;
}

async fn until_readout(page: &Page, words: &str) {
    let script = "return text(document.querySelector('.window-readout')).includes(arguments[0])";
    page.until(words, script, json!([words])).await;
}

async fn until_cards(page: &Page, count: usize) {
    let script = "return document.querySelectorAll('.card-list article').length === arguments[0]";
    page.until(&format!("{count} cards"), script, json!([count]))
        .await;
}

/// Chooses an option of a control by its value.
async fn choose(page: &Page, name: &str, value: &str) {
    let script =
        "const control = document.querySelector(`.window-settings [name=${arguments[0]}]`);
        control.closest('details').open = true;
        control.value = arguments[1];
        control.dispatchEvent(new Event('change', { bubbles: true }))";
    page.js(script, json!([name, value])).await;
}

async fn sliders(page: &Page) -> Vec<String> {
    let script = "return [...document.querySelectorAll('.timeline-window input[type=range]')]
        .map((slider) => slider.ariaLabel ?? slider.getAttribute('aria-label'))";
    let names = page.js(script, json!([])).await;
    serde_json::from_value(names).unwrap()
}

#[test]
fn the_window_has_four_modes_which_links_keep() {
    in_engines(&ALL, async |page| {
        open(page, "#when=2023-03-01/2023-04-15").await;
        // The first of March and of April, and what is only known to be of April.
        until_readout(
            page,
            "March 1, 2023 – April 15, 2023 · 1 of them may lie outside",
        )
        .await;
        until_cards(page, 3).await;
        assert_eq!(sliders(page).await, ["From", "To"]);
        choose(page, "mode", "from-start").await;
        page.until_fragment_has("when=../2023-04-15").await;
        page.until_fragment_has("mode=from-start").await;
        until_readout(page, "until April 15, 2023").await;
        assert_eq!(sliders(page).await, ["To"]);
        until_cards(page, 5).await;
        choose(page, "mode", "to-end").await;
        page.until_fragment_has("mode=to-end").await;
        assert_eq!(sliders(page).await, ["From"]);
        page.js("history.back()", json!([])).await;
        page.until_fragment_has("mode=from-start").await;
        until_readout(page, "until April 15, 2023").await;
        choose(page, "step", "month").await;
        page.until_fragment_has("step=month").await;
        page.until_fragment_has("mode=from-start").await;
        choose(page, "mode", "instant").await;
        page.until_fragment_has("mode=instant").await;
        assert_eq!(sliders(page).await, ["Date"]);
        page.click(&[WINDOW, ("button", "One step later")]).await;
        page.click(&[WINDOW, ("button", "One step later")]).await;
        // A whole month is told by its name.
        until_readout(page, "February 2023").await;
        until_cards(page, 1).await;
        assert_no_violation(page, "an instant").await;
        page.js(
            "document.querySelector('.timeline-window input[name=from]').focus()",
            json!([]),
        )
        .await;
        page.press(ARROW_LEFT).await;
        until_readout(page, "January 2023").await;
        page.press(PAGE_UP).await;
        until_readout(page, "February 2023").await;
        page.until_fragment_has("when=2023-02-01/2023-02-28").await;
        let link = page.fragment().await;
        open(page, &link).await;
        until_readout(page, "February 2023").await;
        let step = "return document.querySelector('.window-settings [name=step]').value";
        assert_eq!(page.js(step, json!([])).await, "month");
        page.assert_quiet().await;
    });
}

#[test]
fn a_link_with_a_mode_that_there_is_not_says_so() {
    in_chromium(async |page| {
        open(page, "#v=1&mode=sideways&when=2023-03-01/2023-04-15").await;
        until_readout(page, "March 1, 2023 – April 15, 2023").await;
        let script = "return text(document.querySelector('.missing-parts')).length > 0";
        page.until("a notice", script, json!([])).await;
    });
}

#[test]
fn the_window_is_typed_and_chosen() {
    in_engines(&ALL, async |page| {
        open(page, "").await;
        choose(page, "from-date", "2023-05-02").await;
        page.until_fragment_has("when=2023-05-02/..").await;
        choose(page, "to-date", "2023-08-01").await;
        page.until_fragment_has("when=2023-05-02/2023-08-01").await;
        until_readout(page, "May 2, 2023 – August 1, 2023").await;
        until_cards(page, 3).await;
        // An end before the other takes it along; no date is none.
        choose(page, "to-date", "2023-03-01").await;
        page.until_fragment_has("when=2023-03-01/2023-03-01").await;
        choose(page, "to-date", "").await;
        until_readout(page, "March 1, 2023").await;
        // The last thirty days of the data, of which the last is the first of December.
        choose(page, "preset", "1").await;
        page.until_fragment_has("when=2023-11-02/..").await;
        until_cards(page, 1).await;
        choose(page, "preset", "all").await;
        until_cards(page, 13).await;
        assert!(!page.fragment().await.contains("when="));
    });
}

#[test]
fn the_window_moves_as_a_whole_by_keys() {
    in_engines(&ALL, async |page| {
        open(page, "#when=2023-05-01/2023-05-31&step=month").await;
        until_readout(page, "May 2023").await;
        page.js(
            "document.querySelector('.timeline-window input[name=from]').focus()",
            json!([]),
        )
        .await;
        page.press(PAGE_UP).await;
        page.until_fragment_has("when=2023-06-01/2023-06-30").await;
        let key = |kind: &str, key: char| json!({"type": kind, "value": key.to_string()});
        page.act(json!([{"type": "key", "id": "keys", "actions": [
            key("keyDown", SHIFT), key("keyDown", ARROW_LEFT), key("keyUp", ARROW_LEFT), key("keyUp", SHIFT)]}]))
            .await;
        page.until_fragment_has("when=2023-05-31/2023-06-29").await;
        until_cards(page, 1).await;
        assert_eq!(page.focused().await, "From");
    });
}

#[test]
fn the_window_is_drawn_and_dragged() {
    in_chromium(async |page| {
        open(page, "").await;
        let script = "const r = document.querySelector('.window-range').getBoundingClientRect();
            document.querySelector('.window-range').scrollIntoView({ block: 'center' });
            const now = document.querySelector('.window-range').getBoundingClientRect();
            return [now.x, now.y + 4, now.width]";
        let range = page.js(script, json!([])).await;
        let at = |share: f64| {
            let number = |index: usize| range[index].as_f64().unwrap();
            ((number(0) + share * number(2)) as i64, number(1) as i64)
        };
        let drag = async |from: f64, to: f64, kind: &str| {
            let ((x, y), (to_x, _)) = (at(from), at(to));
            let actions = json!([
                move_to(x, y, 0),
                down(),
                move_to((x + to_x) / 2, y, 50),
                move_to(to_x, y, 50),
                up()
            ]);
            page.act(json!([pointer(kind, kind, actions)])).await;
        };
        drag(0.3, 0.6, "mouse").await;
        page.until(
            "a window",
            "return location.hash.includes('when=2023-')",
            json!([]),
        )
        .await;
        let days = "const [from, to] = /when=([^&]*)/.exec(location.hash)[1].split('/');
            return [Date.parse(from) / 864e5, Date.parse(to) / 864e5]";
        let drawn = page.js(days, json!([])).await;
        let length = |days: &Value| days[1].as_f64().unwrap() - days[0].as_f64().unwrap();
        // About a third of the year.
        assert!((90.0..120.0).contains(&length(&drawn)), "{drawn}");
        drag(0.45, 0.55, "touch").await;
        let script = "const [from] = /when=([^&]*)/.exec(location.hash)[1].split('/');
            return Date.parse(from) / 864e5 > arguments[0] + 20";
        page.until("a later window", script, json!([drawn[0]]))
            .await;
        let moved = page.js(days, json!([])).await;
        assert_eq!(length(&moved), length(&drawn), "{moved}");
    });
}

#[test]
fn the_window_plays_only_when_asked_and_pauses() {
    in_chromium(async |page| {
        open(page, "#when=2023-02-01/2023-02-28&step=month").await;
        until_readout(page, "February 2023").await;
        // Two steps a second: there is time to look.
        choose(page, "pace", "2").await;
        let before = page.js("return history.length", json!([])).await;
        page.click(&[WINDOW, ("button", "Play")]).await;
        let has_moved = "return document.querySelector('[name=from-date]').value >= '2023-04-01'";
        page.until("two steps", has_moved, json!([])).await;
        // What plays is no decision, and is not said.
        let script = "return document.querySelector('.filter-words').getAttribute('aria-live')";
        assert_eq!(page.js(script, json!([])).await, "off");
        assert!(page.fragment().await.contains("2023-02-01"));
        page.click(&[WINDOW, ("button", "Pause")]).await;
        let script_of_address = "return !location.hash.includes('2023-02-01')";
        page.until("a decision", script_of_address, json!([])).await;
        let after = page.js("return history.length", json!([])).await;
        assert_eq!(after.as_u64().unwrap(), before.as_u64().unwrap() + 1);
        assert_eq!(page.js(script, json!([])).await, "polite");
        // To the end, and no further.
        choose(page, "pace", "5").await;
        page.click(&[WINDOW, ("button", "Play")]).await;
        page.find(&[WINDOW, ("button", "Play")]).await;
        let script = "return !location.hash.includes('2023-02-01') && document.querySelector('[name=to]').value
            === document.querySelector('[name=to]').max";
        page.until("the end", script, json!([])).await;
    });
}

#[test]
fn a_link_keeps_how_incidents_are_drawn() {
    in_chromium(async |page| {
        open(page, "#v=1&display=density").await;
        let chosen = [("list", "Show as"), ("button", "Density")];
        let button = [("button", "Show in another way")];
        page.click(&button).await;
        page.until_attribute(&chosen, "aria-pressed", "true").await;
        page.click(&[("list", "Show as"), ("button", "Hexagons")])
            .await;
        page.until_fragment_has("display=hexagons").await;
        page.js("history.back()", json!([])).await;
        page.until_attribute(&chosen, "aria-pressed", "true").await;
    });
}

#[test]
fn days_are_the_same_in_every_time_zone() {
    in_chromium(async |page| {
        for zone in ["Asia/Almaty", "Europe/Lisbon", "Pacific/Honolulu"] {
            page.cdp(
                "Emulation.setTimezoneOverride",
                json!({ "timezoneId": zone }),
            )
            .await;
            open(page, "#when=2023-03-01/2023-03-31").await;
            let script = "return Intl.DateTimeFormat().resolvedOptions().timeZone";
            assert_eq!(page.js(script, json!([])).await, zone);
            until_readout(page, "March 2023").await;
            until_cards(page, 1).await;
            let card = page.text(&[("article", "Report of 2023-03-01")]).await;
            assert!(card.contains("March 1, 2023"), "{zone}: {card}");
            let typed = "return document.querySelector('[name=from-date]').value";
            assert_eq!(page.js(typed, json!([])).await, "2023-03-01", "{zone}");
        }
    });
}

//! The timeline and the window of time of reports whose times of day are known.

use serde_json::json;

use super::accessibility::assert_no_violation;
use super::drivers::{ALL, in_engines};
use super::page::Page;
use super::server::Answer;
use super::timeline::{WINDOW, ZOOM, counted, story, until_counted};

/// So many reports of a day, each at a minute, at the fragment.
async fn open_day(page: &Page, count: usize, minute_of: impl Fn(usize) -> usize, fragment: &str) {
    let mut day = story(count);
    for at in 0..count {
        let minute = minute_of(at);
        let when = format!("2023-05-03T{:02}:{:02}:00Z", minute / 60, minute % 60);
        day["features"][at]["properties"]["when"] = json!(when);
    }
    let bytes = serde_json::to_vec(&day).unwrap();
    page.server
        .answer(&page.server.story_path(), Answer::Bytes(bytes));
    page.open(fragment).await;
    page.find(&[ZOOM]).await;
}

#[test]
fn where_reports_have_times_one_zooms_in_to_minutes() {
    in_engines(&ALL, async |page| {
        // Six a minute, in four hours.
        let open_hours = async |fragment| open_day(page, 1440, |at| at / 6, fragment).await;
        open_hours("").await;
        assert_eq!(counted(page).await, 1440);
        page.js(
            "document.querySelector('section.timeline').focus()",
            json!([]),
        )
        .await;
        for _ in 0..3 {
            let before = page.fragment().await;
            page.press('+').await;
            let moved = "return location.hash !== arguments[0] && location.hash.includes('time=')";
            page.until("another part of time", moved, json!([before]))
                .await;
        }
        // Half an hour is left, minute by minute.
        let note = "return text(document.querySelector('.timeline-note')).includes('per minute')";
        page.until("bars of minutes", note, json!([])).await;
        until_counted(page, "a few of them", "<=", 180).await;
        let length = "const [from, to] = /time=([^&]*)/.exec(location.hash)[1].split('/');
            return (Date.parse(to) - Date.parse(from)) / 60000";
        let minutes = page.js(length, json!([])).await.as_f64().unwrap();
        assert_eq!(minutes, 30.0);
        let link = page.fragment().await;
        let sliders = "return [...document.querySelectorAll('.strip-range input')]
            .every((slider) => /^May 3, 2023, \\d+:\\d\\d/.test(slider.ariaValueText))";
        page.until("sliders with a clock", sliders, json!([])).await;
        assert_eq!(counted(page).await, 180);
        open_hours(&link).await;
        assert_eq!(counted(page).await, 180);
        page.assert_quiet().await;
    });
}

#[test]
fn where_reports_have_times_the_window_has_them_too() {
    in_engines(&ALL, async |page| {
        // One every three minutes.
        let link = "#v=1&when=2023-05-03T06:00/2023-05-03T09:00&step=hour";
        open_day(page, 480, |at| 3 * at, link).await;
        let until_shown = async |count: usize| {
            let told = format!("Showing {count} of 480");
            let script =
                "return text(document.querySelector('.story-counts')).includes(arguments[0])";
            page.until(&told, script, json!([told])).await;
        };
        until_shown(60).await;
        let words =
            "const slider = (name) => document.querySelector(`[name=${name}]`).ariaValueText;
            return [slider('from'), slider('to'), text(document.querySelector('.window-readout'))]
                .map((words) => words.replace(/\\s/g, ' '))";
        let expected = json!([
            "May 3, 2023, 6:00 AM",
            "May 3, 2023, 9:00 AM",
            "May 3, 2023, 6:00 AM – 9:00 AM"
        ]);
        assert_eq!(page.js(words, json!([])).await, expected);
        page.click(&[WINDOW, ("button", "One step later")]).await;
        page.until_fragment_has("when=2023-05-03T07:00/2023-05-03T10:00")
            .await;
        until_shown(60).await;
        // The right arrow: by what can be seen.
        page.js("document.querySelector('[name=from]').focus()", json!([]))
            .await;
        page.press('\u{E014}').await;
        let moved =
            "const [, hour, minute] = /when=2023-05-03T(\\d\\d):(\\d\\d)/.exec(location.hash);
            return hour === '07' && [5, 15].includes(Number(minute))";
        page.until("minutes in the address", moved, json!([])).await;
        let typed = "const control = document.querySelector('[name=from-date]');
            control.value = '2023-05-03T09:00';
            control.dispatchEvent(new Event('change', { bubbles: true }))";
        page.js(typed, json!([])).await;
        page.until_fragment_has("when=2023-05-03T09:00/2023-05-03T10:00")
            .await;
        until_shown(20).await;
        let preset = "const control = document.querySelector('[name=preset]');
            control.value = [...control.options].find((option) => option.text === 'Last 1 hour of the data').value;
            control.dispatchEvent(new Event('change', { bubbles: true }))";
        page.js(preset, json!([])).await;
        page.until_fragment_has("when=2023-05-03T22:58/..").await;
        until_shown(20).await;
        assert_no_violation(page, "a window within a day").await;
        page.assert_quiet().await;
    });
}

/// A browser tells of each digit of a date that is typed: a year such as 0002 stands there on the way.
#[test]
fn a_date_on_the_way_to_the_typed_one_changes_nothing_else() {
    in_engines(&ALL, async |page| {
        let link = "#v=1&when=2023-05-03T06:00/2023-05-03T09:00";
        open_day(page, 480, |at| 3 * at, link).await;
        page.find(&[WINDOW]).await;
        let typed = "const control = document.querySelector('[name=to-date]');
            for (const value of ['0002-05-03T07:45', '2023-05-03T05:45', '2023-05-03T07:45']) {
                control.value = value;
                control.dispatchEvent(new Event('change', { bubbles: true }));
            }";
        page.js(typed, json!([])).await;
        page.until_fragment_has("when=2023-05-03T06:00/2023-05-03T07:45")
            .await;
    });
}

#[test]
fn what_is_open_stays_open_and_what_has_the_focus_keeps_it() {
    in_engines(&ALL, async |page| {
        open_day(
            page,
            480,
            |at| if at < 240 { at } else { 1200 + at / 2 },
            "",
        )
        .await;
        page.find(&[WINDOW]).await;
        let preset = "document.querySelector('.window-more').open = true;
            const control = document.querySelector('[name=preset]');
            control.focus();
            control.value = [...control.options].find((option) => option.text.startsWith('Last 1 hour')).value;
            control.dispatchEvent(new Event('change', { bubbles: true }))";
        page.js(preset, json!([])).await;
        page.until_fragment_has("when=2023-05-03T23:00/..").await;
        page.find(&[WINDOW, ("button", "All dates")]).await;
        let kept = "return document.querySelector('.window-more').open
            && document.activeElement.name === 'preset'";
        assert_eq!(page.js(kept, json!([])).await, true);
        // Other choices come and go beside the button.
        for _ in 0..4 {
            let before = page.fragment().await;
            page.click(&[ZOOM, ("button", "Zoom in on time")]).await;
            let moved = "return location.hash !== arguments[0]";
            page.until("another part of time", moved, json!([before]))
                .await;
            let kept = "return document.activeElement.dataset.timeline === 'nearer'";
            assert_eq!(page.js(kept, json!([])).await, true);
        }
    });
}

#[test]
fn the_wheel_zooms_where_the_window_lies_on_the_picture_too() {
    in_engines(&ALL, async |page| {
        open_day(page, 480, |at| 3 * at, "").await;
        page.find(&[WINDOW]).await;
        let turned = "const body = document.querySelector('.window-span');
            const box = body.getBoundingClientRect();
            const turn = new WheelEvent('wheel', { deltaY: -60, ctrlKey: true, bubbles: true, cancelable: true,
                clientX: box.left + box.width / 2, clientY: box.top + box.height / 2 });
            body.dispatchEvent(turn);
            return turn.defaultPrevented";
        assert_eq!(page.js(turned, json!([])).await, true);
        let zoomed = "return location.hash.includes('time=2023-05-03T')";
        page.until("a part of time", zoomed, json!([])).await;
    });
}

//! What the map says and how it is moved beside dragging: notes, words, double clicks, boxes, the full screen.

use serde_json::{Value, json};

use super::accessibility::assert_no_violation;
use super::drivers::{ALL, WITH_FINGERS, in_chromium, in_engines};
use super::keyboard::tab_to;
use super::page::{Page, RUDNYI, movement, on_map};
use super::pointer::{bare_ground, down, move_to, pointer, up};

const ESCAPE: char = '\u{E00C}';
const ON_MARK: &str =
    "return find([['list', 'Reports on the map']]).contains(document.activeElement)";
const NOTE: &str = "const note = document.querySelector('[role=tooltip]');
    return note.checkVisibility() ? text(note) : ''";

async fn until_note(page: &Page, parts: &[&str]) {
    let script = "const note = document.querySelector('[role=tooltip]');
        return note.checkVisibility() && arguments[0].every((part) => text(note).includes(part))";
    page.until(&format!("a note with {parts:?}"), script, json!([parts]))
        .await;
}

async fn until_no_note(page: &Page) {
    let script = "return !document.querySelector('[role=tooltip]').checkVisibility()";
    page.until("the note goes", script, json!([])).await;
}

async fn mouse(page: &Page, actions: Value) {
    page.act(json!([pointer("mouse", "mouse", actions)])).await;
}

#[test]
fn a_mark_says_what_it_is_when_it_is_pointed_at() {
    in_engines(&ALL, async |page| {
        page.open("").await;
        let mark = on_map("Operation: Laboratory at a rented home. Rudnyi");
        let (x, y) = page.middle(&mark).await;
        mouse(page, json!([move_to(x, y, 0), move_to(x + 1, y, 50)])).await;
        let parts = [RUDNYI, "Operation", "Kostanay Region: 1 operation, 1 lead"];
        until_note(page, &parts).await;
        let script = "const note = document.querySelector('[role=tooltip]').getBoundingClientRect();
            const stage = document.querySelector('.map-stage').getBoundingClientRect();
            const mark = find(arguments[0]).getBoundingClientRect();
            return [note.x >= stage.x && note.right <= stage.right && note.y >= stage.y && note.bottom <= stage.bottom,
                note.bottom <= mark.y || note.y >= mark.bottom || note.right <= mark.x || note.x >= mark.right,
                note.x + note.width / 2, note.y + note.height / 2]";
        let there = page.js(script, json!([mark])).await;
        assert_eq!(there[0], json!(true), "the note lies on the map");
        assert_eq!(there[1], json!(true), "the note does not cover its mark");
        let at = |index: usize| there[index].as_f64().unwrap().round() as i64;
        mouse(
            page,
            json!([move_to(at(2), at(3), 60), move_to(at(2) + 3, at(3), 500)]),
        )
        .await;
        assert_ne!(
            page.js(NOTE, json!([])).await,
            json!(""),
            "the pointer may go onto the note"
        );
        page.press(ESCAPE).await;
        until_no_note(page).await;
    });
}

#[test]
fn a_mark_with_the_focus_says_what_it_is() {
    in_engines(&ALL, async |page| {
        page.open("").await;
        tab_to(page, "the marks", ON_MARK).await;
        until_note(page, &["Region: "]).await;
        assert_no_violation(page, "with a note").await;
        let described = "return document.getElementById(document.activeElement.getAttribute('aria-describedby')).getAttribute('role')";
        assert_eq!(page.js(described, json!([])).await, json!("tooltip"));
        page.press(ESCAPE).await;
        until_no_note(page).await;
        assert_eq!(
            page.js(ON_MARK, json!([])).await,
            json!(true),
            "the focus stays"
        );
    });
}

/// A point in the region, away from its marks and their names.
async fn in_kostanay_region(page: &Page) -> (i64, i64) {
    let (x, y) = page
        .middle(&on_map("Operation: Laboratory at a rented home. Rudnyi"))
        .await;
    (x + 5, y + 85)
}

#[test]
fn a_region_says_what_is_reported_in_it() {
    in_engines(&ALL, async |page| {
        page.open("").await;
        let (x, y) = in_kostanay_region(page).await;
        mouse(page, json!([move_to(x - 3, y, 0), move_to(x, y, 50)])).await;
        until_note(page, &["Kostanay Region: 1 operation, 1 lead"]).await;
    });
    in_engines(&WITH_FINGERS, async |page| {
        page.open("").await;
        let (x, y) = in_kostanay_region(page).await;
        let tap = json!([move_to(x, y, 0), down(), up()]);
        page.act(json!([pointer("finger", "touch", tap)])).await;
        until_note(page, &["Kostanay Region: 1 operation, 1 lead"]).await;
    });
}

#[test]
fn the_map_is_described_and_tells_of_what_keys_do() {
    in_engines(&ALL, async |page| {
        page.open("").await;
        let said = "return text(document.querySelector('.map-said'))";
        let described = "return text(document.querySelector('.map-help')).includes(arguments[0])";
        page.until(
            "5 of 5 are in view",
            described,
            json!(["5 of 5 incidents in view"]),
        )
        .await;
        assert_eq!(
            page.js(said, json!([])).await,
            json!(""),
            "nothing is said unasked"
        );

        let before = page.still_marks().await;
        let (x, y) = bare_ground(page).await;
        mouse(
            page,
            json!([move_to(x, y, 0), down(), move_to(x - 60, y - 40, 100), up()]),
        )
        .await;
        page.moved_marks(&before).await;
        page.until(
            "it is described anew",
            "return !text(document.querySelector('.map-help')).includes('5 of 5')
            || document.querySelector('.map-said').textContent === ''",
            json!([]),
        )
        .await;
        assert_eq!(
            page.js(said, json!([])).await,
            json!(""),
            "nothing is said of a drag"
        );

        let near = page.still_marks().await;
        page.click(&[("button", "Zoom in")]).await;
        page.moved_marks(&near).await;
        let told = "const said = text(document.querySelector('.map-said'));
            return /^\\d of 5 incidents in view.* about [\\d,.]+ km across\\.$/.test(said)";
        page.until("what is in view is said", told, json!([])).await;
    });
}

async fn double(page: &Page, kind: &str) {
    page.open("").await;
    let (x, y) = bare_ground(page).await;
    let before = page.still_marks().await;
    let pause = json!({ "type": "pause", "duration": 60 });
    let actions = json!([move_to(x, y, 0), down(), up(), pause, down(), up()]);
    page.act(json!([pointer("pointer", kind, actions)])).await;
    let zoom = movement(&before, &page.moved_marks(&before).await).2;
    assert!(
        (1.8..2.2).contains(&zoom),
        "a double click of a {kind} zooms by {zoom}"
    );
}

#[test]
fn a_double_click_and_a_double_tap_come_nearer() {
    in_engines(&ALL, async |page| double(page, "mouse").await);
    in_engines(&WITH_FINGERS, async |page| double(page, "touch").await);
}

#[test]
fn a_tap_with_two_fingers_goes_away() {
    in_engines(&WITH_FINGERS, async |page| {
        page.open("").await;
        let home = page.still_marks().await;
        page.click(&[("button", "Zoom in")]).await;
        let before = page.moved_marks(&home).await;
        let (x, y) = bare_ground(page).await;
        let finger =
            |id: &str, x: i64| pointer(id, "touch", json!([move_to(x, y, 0), down(), up()]));
        page.act(json!([finger("thumb", x - 30), finger("index", x + 30)]))
            .await;
        let zoom = movement(&before, &page.moved_marks(&before).await).2;
        assert!(zoom < 0.8, "zooms by {zoom}");
    });
}

#[test]
fn a_box_drawn_with_shift_fills_the_map_unless_escape_is_pressed() {
    in_engines(&ALL, async |page| {
        page.open("").await;
        let (x, y) = bare_ground(page).await;
        let before = page.still_marks().await;
        let shift = |actions: Value| json!({ "type": "key", "id": "keys", "actions": actions });
        let press = json!({ "type": "keyDown", "value": "\u{E008}" });
        page.act(json!([shift(json!([press]))])).await;
        mouse(
            page,
            json!([move_to(x - 90, y - 60, 0), down(), move_to(x, y, 60)]),
        )
        .await;
        let band = "return document.querySelector('.map-band').checkVisibility()";
        page.until("the box is seen", band, json!([])).await;
        page.press(ESCAPE).await;
        page.until(
            "the box goes",
            "return !document.querySelector('.map-band').checkVisibility()",
            json!([]),
        )
        .await;
        mouse(page, json!([up()])).await;
        assert_eq!(
            page.still_marks().await,
            before,
            "Escape leaves the map where it is"
        );

        let draw = json!([
            move_to(x - 90, y - 60, 0),
            down(),
            move_to(x + 90, y + 60, 60),
            up()
        ]);
        let again = json!([{ "type": "keyDown", "value": "\u{E008}" }]);
        page.act(json!([shift(again), pointer("mouse", "mouse", draw)]))
            .await;
        page.until("the map has come nearer", "const width = /about ([\\d,]+) km/.exec(document.querySelector('.map-help').textContent)?.[1];
            return Number(width?.replace(',', '')) < 1800", json!([])).await;
        let release = json!({ "type": "keyUp", "value": "\u{E008}" });
        page.act(json!([shift(json!([release]))])).await;
    });
}

#[test]
fn the_selection_is_shown_with_what_it_is_connected_with() {
    in_engines(&ALL, async |page| {
        page.open("").await;
        assert!(!page.has(&[("button", "Show the selected report")]).await);
        page.open("#v=1&sel=rudnyi").await;
        let before = page.still_marks().await;
        page.click(&[("button", "Show the selected report")]).await;
        let after = page.moved_marks(&before).await;
        assert!(
            after.iter().any(|mark| mark.name.contains("Rudnyi")),
            "{after:?}"
        );
        assert!(after.len() < before.len(), "{after:?}");
    });
}

#[test]
fn the_map_fills_the_screen_and_leaves_it() {
    in_engines(&ALL, async |page| {
        page.open("").await;
        page.click(&[("button", "Full screen")]).await;
        let fills = "return document.fullscreenElement?.matches('.map')
            && document.querySelector('.map-stage').getBoundingClientRect().width === innerWidth
            && document.querySelector('.map-credits').checkVisibility()";
        page.until("the map fills the screen", fills, json!([]))
            .await;
        page.click(&[("button", "Leave full screen")]).await;
        let is_back = "return document.fullscreenElement === null";
        page.until("the page is back", is_back, json!([])).await;
        page.find(&[("button", "Full screen")]).await;
    });
}

#[test]
fn the_readers_own_colours_are_those_of_the_map() {
    in_chromium(async |page| {
        page.open("").await;
        let (before, _) = page.picture(".map-ground").await;
        page.prefer("forced-colors", "active").await;
        let painted = "const canvas = document.querySelector('.map-ground');
            const [r, g, b] = canvas.getContext('2d').getImageData(200, 200, 1, 1).data;
            const probe = document.createElement('i');
            probe.style.color = 'Canvas';
            document.body.append(probe);
            const wanted = getComputedStyle(probe).color;
            probe.remove();
            return picture('.map-ground').hash !== arguments[0] && wanted === `rgb(${r}, ${g}, ${b})`";
        page.until(
            "the map takes the system's colours",
            painted,
            json!([before]),
        )
        .await;
        assert_no_violation(page, "in forced colours").await;
    });
}

/// On a phone the map stays in view and is dragged by one finger; the text below it is what scrolls.
#[test]
fn on_a_phone_the_text_scrolls_below_the_map() {
    in_chromium(async |page| {
        page.resize(360, 740).await;
        page.open("").await;
        page.js("scrollTo({ top: 600, behavior: 'instant' })", json!([]))
            .await;
        let script = "const map = document.querySelector('.map-stage');
            const r = map.getBoundingClientRect();
            return r.top === 0 && innerHeight - r.bottom > 240
                && getComputedStyle(map).touchAction === 'none'
                && getComputedStyle(document.querySelector('.page-text')).touchAction === 'auto'";
        page.until(
            "the map is at the top, with room to scroll below",
            script,
            json!([]),
        )
        .await;
        page.resize(480, 320).await;
        let passes = "scrollTo({ top: 900, behavior: 'instant' });
            return document.querySelector('.map-stage').getBoundingClientRect().bottom < innerHeight * 0.75";
        page.until(
            "on a low screen the map passes with the text",
            passes,
            json!([]),
        )
        .await;
    });
}

/// A key moves the map at once where less motion is wanted.
#[test]
fn with_less_motion_the_map_does_not_fly() {
    in_chromium(async |page| {
        page.prefer("prefers-reduced-motion", "reduce").await;
        page.open("").await;
        let script = "const before = JSON.stringify(marks());
            const frames = [];
            find([['button', 'Zoom in']]).click();
            return new Promise((done) => {
                const look = () => {
                    const now = JSON.stringify(marks());
                    if (now !== (frames.at(-1) ?? before)) frames.push(now);
                    performance.now() - began > 700 ? done(frames.length) : requestAnimationFrame(look);
                };
                const began = performance.now();
                look();
            })";
        assert_eq!(page.js(script, json!([])).await, json!(1));
    });
}

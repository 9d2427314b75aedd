//! Mouse, wheel and fingers on the map.

use serde_json::{Value, json};

use super::drivers::{ALL, Engine, WITH_FINGERS, in_chromium, in_engines};
use super::page::{Page, movement};

/// A point of the map with no mark under it, near the middle.
pub async fn bare_ground(page: &Page) -> (i64, i64) {
    page.middle(&[("region", ""), ("group", "")]).await;
    page.still_marks().await;
    let script = "const r = find([['region', ''], ['group', '']]).getBoundingClientRect();
        for (let i = 0; i < 400; i++) {
            const x = Math.round(r.x + r.width * (0.3 + 0.4 * (i % 20) / 20));
            const y = Math.round(r.y + r.height * (0.3 + 0.4 * Math.floor(i / 20) / 20));
            const around = [[0, 0], [-40, 0], [40, 0], [0, -40], [0, 40]];
            if (around.every(([dx, dy]) => document.elementFromPoint(x + dx, y + dy)?.localName === 'canvas'
                || document.elementFromPoint(x + dx, y + dy)?.matches('.map-stage, .overlay'))) return [x, y];
        }
        return null";
    let point = page.js(script, json!([])).await;
    let at = |index: usize| point[index].as_i64().expect("no bare ground on the map");
    (at(0), at(1))
}

pub fn move_to(x: i64, y: i64, duration: u32) -> Value {
    json!({ "type": "pointerMove", "origin": "viewport", "x": x, "y": y, "duration": duration })
}

pub fn pointer(id: &str, kind: &str, actions: Value) -> Value {
    json!({ "type": "pointer", "id": id, "parameters": { "pointerType": kind }, "actions": actions })
}

pub fn down() -> Value {
    json!({ "type": "pointerDown", "button": 0 })
}

pub fn up() -> Value {
    json!({ "type": "pointerUp", "button": 0 })
}

/// Turns the wheel over a point of the window by so many pixels, towards the reader where that is more than nothing.
pub async fn wheel(page: &Page, (x, y): (i64, i64), delta_y: i64) {
    // WebKit's driver turns the wheel by what is more than the time before.
    let before = page.turned.get();
    page.turned.set(before + delta_y);
    let asked = match page.engine {
        Engine::WebKit => before + delta_y,
        _ => delta_y,
    };
    let scroll = json!({ "type": "scroll", "origin": "viewport", "x": x, "y": y, "deltaX": 0, "deltaY": asked });
    page.act(json!([{ "type": "wheel", "id": "wheel", "actions": [scroll] }]))
        .await;
}

#[test]
fn two_fingers_zoom_the_map_and_not_the_page() {
    in_engines(&WITH_FINGERS, async |page| {
        page.open("").await;
        let (x, y) = bare_ground(page).await;
        let before = page.still_marks().await;
        let kinds = "window.kinds = new Set(); addEventListener('pointerdown', (e) => kinds.add(`${e.pointerType} ${e.pointerId}`), true)";
        page.js(kinds, json!([])).await;
        let finger = |id: &str, side: i64| {
            let actions = json!([
                move_to(x + 30 * side, y, 0),
                down(),
                move_to(x + 60 * side, y, 100),
                up()
            ]);
            pointer(id, "touch", actions)
        };
        page.act(json!([finger("thumb", -1), finger("index", 1)]))
            .await;
        let kinds = page.js("return [...kinds]", json!([])).await;
        let kinds = kinds.as_array().unwrap();
        assert!(
            kinds.len() == 2
                && kinds
                    .iter()
                    .all(|kind| kind.as_str().unwrap().starts_with("touch")),
            "two fingers touched: {kinds:?}"
        );
        let after = page.moved_marks(&before).await;
        let zoom = movement(&before, &after).2;
        assert!(
            (1.8..2.2).contains(&zoom),
            "fingers twice as far apart zoom by two, not {zoom}"
        );
        let scale = page.js("return visualViewport.scale", json!([])).await;
        assert_eq!(scale.as_f64(), Some(1.0), "the page itself is not zoomed");
        assert!(
            !page.fragment().await.contains("sel="),
            "a pinch selects nothing"
        );
    });
}

#[test]
fn a_finger_drags_the_map() {
    in_engines(&WITH_FINGERS, async |page| {
        page.open("").await;
        page.click(&[("button", "Zoom in")]).await;
        let (x, y) = bare_ground(page).await;
        let before = page.still_marks().await;
        let actions = json!([move_to(x, y, 0), down(), move_to(x + 30, y + 10, 100), up()]);
        page.act(json!([pointer("finger", "touch", actions)])).await;
        let after = page.moved_marks(&before).await;
        let (dx, dy, _) = movement(&before, &after);
        assert!(
            (dx - 30.0).abs() < 3.0 && (dy - 10.0).abs() < 3.0,
            "moved by {dx} {dy}"
        );
    });
}

#[test]
fn a_mouse_drags_the_map_and_selects_nothing() {
    in_engines(&ALL, async |page| {
        page.open("").await;
        page.click(&[("button", "Zoom in")]).await;
        let (x, y) = bare_ground(page).await;
        let before = page.still_marks().await;
        let actions = json!([
            move_to(x, y, 0),
            down(),
            move_to(x - 10, y - 5, 50),
            move_to(x - 40, y - 25, 100),
            up()
        ]);
        page.act(json!([pointer("mouse", "mouse", actions)])).await;
        let after = page.moved_marks(&before).await;
        let (dx, dy, _) = movement(&before, &after);
        assert!(
            (dx + 40.0).abs() < 2.0 && (dy + 25.0).abs() < 2.0,
            "moved by {dx} {dy}"
        );
        assert!(!page.fragment().await.contains("sel="));
    });
}

#[test]
fn the_wheel_zooms_about_the_pointer() {
    in_engines(&ALL, async |page| {
        page.open("").await;
        bare_ground(page).await;
        let before = page.still_marks().await;
        let anchor = before[0].clone();
        let at = (anchor.x.round() as i64, anchor.y.round() as i64);
        let scrolled = page.js("return scrollY", json!([])).await;
        wheel(page, at, -200).await;
        let near = page.moved_marks(&before).await;
        assert!(
            movement(&before, &near).2 > 1.2,
            "away from the reader zooms in"
        );
        let same = near.iter().find(|mark| mark.name == anchor.name).unwrap();
        let shift = (same.x - anchor.x).hypot(same.y - anchor.y);
        assert!(
            shift < 3.0,
            "what is under the pointer stays there: {shift}"
        );
        wheel(page, at, 100).await;
        let far = page.moved_marks(&near).await;
        assert!(
            movement(&near, &far).2 < 0.99,
            "towards the reader zooms out"
        );
        assert_eq!(
            page.js("return scrollY", json!([])).await,
            scrolled,
            "the page stays"
        );
    });
}

/// On a phone Kostanay and Rudnyi are a few pixels apart.
#[test]
fn a_click_on_a_mark_opens_that_one() {
    in_chromium(async |page| {
        page.resize(360, 740).await;
        page.open("").await;
        let marks = page.still_marks().await;
        for mark in &marks {
            // What is selected may have been brought into view.
            let now = page.still_marks().await;
            let mark = now.iter().find(|now| now.name == mark.name).unwrap();
            let (x, y) = (mark.x.round() as i64, mark.y.round() as i64);
            let actions = json!([move_to(x, y, 0), down(), up()]);
            page.act(json!([pointer("mouse", "mouse", actions)])).await;
            let script = "const list = find([['list', 'Reports on the map']]);
                return list.querySelector('[aria-pressed=true]')?.getAttribute('aria-label') === arguments[0]";
            page.until(&mark.name, script, json!([mark.name])).await;
        }
        assert_eq!(marks.len(), 5);
    });
}

#[test]
fn buttons_zoom() {
    in_engines(&ALL, async |page| {
        page.open("").await;
        let home = page.still_marks().await;
        page.click(&[("button", "Zoom in")]).await;
        let near = page.moved_marks(&home).await;
        assert!(movement(&home, &near).2 > 1.2);
        page.click(&[("button", "Zoom out")]).await;
        let far = page.moved_marks(&near).await;
        assert!(movement(&near, &far).2 < 0.99);
        page.click(&[("button", "Zoom in")]).await;
        let near = page.moved_marks(&far).await;
        page.click(&[("button", "Show all")]).await;
        let all = page.moved_marks(&near).await;
        assert!((movement(&home, &all).2 - 1.0).abs() < 0.01);
    });
}

/// The corner of the map is far from every report.
#[test]
fn a_click_on_bare_ground_ends_the_selection() {
    in_engines(&ALL, async |page| {
        page.open("#v=1&sel=almaty-region").await;
        let script = "const r = find([['region', ''], ['group', '']]).getBoundingClientRect(); return [r.x + 6, r.y + 6]";
        page.middle(&[("region", ""), ("group", "")]).await;
        let corner = page.js(script, json!([])).await;
        let at = |index: usize| corner[index].as_f64().unwrap().round() as i64;
        let actions = json!([move_to(at(0), at(1), 0), down(), up()]);
        page.act(json!([pointer("mouse", "mouse", actions)])).await;
        page.until(
            "nothing is selected",
            "return !location.hash.includes('sel=')",
            json!([]),
        )
        .await;
    });
}

//! Everything works without a mouse.

use serde_json::json;

use super::drivers::{ALL, in_engines};
use super::page::{Page, movement};

pub const TAB: char = '\u{E004}';
pub const ENTER: char = '\u{E007}';
const ESCAPE: char = '\u{E00C}';
const LEFT: char = '\u{E012}';
const UP: char = '\u{E013}';
const RIGHT: char = '\u{E014}';
const DOWN: char = '\u{E015}';

/// Presses Tab until `is_there`, a script, is true.
pub async fn tab_to(page: &Page, what: &str, is_there: &str) {
    for _ in 0..60 {
        page.press(TAB).await;
        if page.js(is_there, json!([])).await == json!(true) {
            return;
        }
    }
    panic!("Tab does not lead to {what}");
}

async fn tab_to_map(page: &Page) {
    let is_there = "return document.activeElement === find([['region', ''], ['group', '']])";
    tab_to(page, "the map", is_there).await;
}

#[test]
fn arrows_plus_minus_and_zero_move_the_map() {
    in_engines(&ALL, async |page| {
        page.open("").await;
        tab_to_map(page).await;
        let name = page.focused().await;
        assert!(
            name.contains(' '),
            "the map is named {name}, which is not for people"
        );
        let home = page.still_marks().await;

        page.press('+').await;
        let near = page.moved_marks(&home).await;
        assert!(movement(&home, &near).2 > 1.2, "+ zooms in");

        page.press(RIGHT).await;
        let east = page.moved_marks(&near).await;
        let (dx, dy, spread) = movement(&near, &east);
        assert!(
            dx < -20.0 && dy.abs() < 1.0 && (spread - 1.0).abs() < 0.01,
            "→ {dx} {dy} {spread}"
        );
        page.press(LEFT).await;
        let back = page.moved_marks(&east).await;
        assert!(movement(&east, &back).0 > 20.0, "←");
        page.press(DOWN).await;
        let south = page.moved_marks(&back).await;
        assert!(movement(&back, &south).1 < -20.0, "↓");
        page.press(UP).await;
        let north = page.moved_marks(&south).await;
        assert!(movement(&south, &north).1 > 20.0, "↑");

        page.press('-').await;
        let far = page.moved_marks(&north).await;
        assert!(movement(&north, &far).2 < 0.9, "− zooms out");
        page.press('+').await;
        let near = page.moved_marks(&far).await;
        page.press('0').await;
        let all = page.moved_marks(&near).await;
        assert!(
            all.iter()
                .zip(&home)
                .all(|(a, b)| (a.x - b.x).hypot(a.y - b.y) < 1.5),
            "0 shows all: {home:?} {all:?}"
        );
    });
}

#[test]
fn marks_are_reached_and_selected() {
    in_engines(&ALL, async |page| {
        page.open("").await;
        tab_to_map(page).await;
        let on_mark =
            "return find([['list', 'Reports on the map']]).contains(document.activeElement)";
        tab_to(page, "the marks", on_mark).await;
        let marks = page.still_marks().await;
        let mut focused = page.focused().await;
        let mut reached = vec![focused.clone()];
        for key in [RIGHT, DOWN, LEFT, UP, LEFT, UP, RIGHT, DOWN] {
            let before = page.still_marks().await;
            page.press(key).await;
            let next = page.focused().await;
            assert!(
                marks.iter().any(|mark| mark.name == next),
                "{next} is no mark"
            );
            if next != focused {
                assert_eq!(
                    before,
                    page.still_marks().await,
                    "an arrow to another mark leaves the map alone"
                );
            }
            focused = next;
            reached.push(focused.clone());
        }
        reached.sort();
        reached.dedup();
        assert!(
            reached.len() >= 3,
            "arrows lead from mark to mark: {reached:?}"
        );

        let name = page.focused().await;
        page.press(ENTER).await;
        let path = [("list", "Reports on the map"), ("button", name.as_str())];
        page.until_attribute(&path, "aria-pressed", "true").await;
        assert_eq!(page.focused().await, name, "the focus stays");
        // The card says what the note on the mark did.
        page.press(ESCAPE).await;
        page.until_attribute(&path, "aria-pressed", "false").await;
    });
}

/// The group of marks is one stop, and so is the timeline's.
#[test]
fn tab_leads_through_the_whole_page() {
    in_engines(&ALL, async |page| {
        page.open("").await;
        let mut seen = Vec::new();
        for _ in 0..80 {
            page.press(TAB).await;
            let script = "const e = document.activeElement; return e === document.body ? '' : `${e.localName} ${name(e)}`";
            let focused = page
                .js(script, json!([]))
                .await
                .as_str()
                .unwrap()
                .to_owned();
            if focused.is_empty() || seen.first() == Some(&focused) {
                break;
            }
            seen.push(focused);
        }
        let count = |part: &str| seen.iter().filter(|name| name.contains(part)).count();
        assert_eq!(count("select Language"), 1, "{seen:#?}");
        let marks = count("button Operation: Lab") + count("button Lead: Rep");
        assert_eq!(marks, 2, "one of the map, one of the timeline: {seen:#?}");
        for part in [
            "button Operation: 3",
            "button Lead: 2",
            "button Dark",
            "button Zoom in",
            "a Laboratory at a rented home",
        ] {
            assert_eq!(count(part), 1, "{part}: {seen:#?}");
        }
    });
}

/// The skip link leads to the reports and leaves what the reader has chosen.
#[test]
fn the_skip_link_keeps_the_readers_choices() {
    in_engines(&ALL, async |page| {
        page.open("#v=1&sel=rudnyi&theme=dark").await;
        let script = "document.querySelector('.skip-link').click()";
        page.js(script, json!([])).await;
        page.until("the jump", "return location.hash === '#cards'", json!([]))
            .await;
        page.still_marks().await;
        let kept = "return document.documentElement.dataset.theme === 'dark'
            && document.querySelector('article[aria-current]')?.id === 'incident-rudnyi'";
        page.until("the choices are kept", kept, json!([])).await;
    });
}

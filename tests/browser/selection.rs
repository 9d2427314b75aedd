//! Map, timeline, cards and address follow each other.

use serde_json::json;

use super::drivers::{ALL, in_chromium, in_engines};
use super::page::{KOSTANAY, Page, RUDNYI, UST_KAMENOGORSK, message, on_map, on_timeline};
use super::pointer::{move_to, pointer};

const RUDNYI_MARK: &str = "Operation: Laboratory at a rented home. Rudnyi";
const KOSTANAY_MARK: &str = "Lead: Reported link to a laboratory in Kostanay. Kostanay";
const UST_KAMENOGORSK_MARK: &str =
    "Operation: Laboratory behind a furniture business. Ust-Kamenogorsk (Öskemen)";

/// Waits until exactly this incident is selected, everywhere.
async fn until_selected(page: &Page, card: &str, mark: &str, id: &str) {
    page.until_fragment_has(&format!("sel={id}")).await;
    page.until_attribute(&on_map(mark), "aria-pressed", "true")
        .await;
    page.until_attribute(&on_timeline(mark), "aria-pressed", "true")
        .await;
    page.until_attribute(&[("article", card)], "aria-current", "true")
        .await;
    let script = "const r = find([['article', arguments[0]]]).getBoundingClientRect();
        return r.top < innerHeight && r.bottom > 0";
    page.until("the card is in view", script, json!([card]))
        .await;
    let script = "return document.querySelectorAll('.target[aria-pressed=true]').length === 2
        && document.querySelectorAll('article[aria-current]').length === 1";
    assert_eq!(
        page.js(script, json!([])).await,
        json!(true),
        "only {id} is selected"
    );
}

#[test]
fn a_mark_on_the_map_selects() {
    in_engines(&ALL, async |page| {
        page.open("").await;
        page.click(&on_map(UST_KAMENOGORSK_MARK)).await;
        until_selected(
            page,
            UST_KAMENOGORSK,
            UST_KAMENOGORSK_MARK,
            "ust-kamenogorsk",
        )
        .await;
        let status = page.js("return text(document.querySelector('[role=status].visually-hidden') ?? document.body)", json!([])).await;
        let status = status.as_str().unwrap();
        assert!(status.contains("Selected: Laboratory behind a furniture business"));
    });
}

/// Focus and click at once, as an extension or a driver does it: nothing is drawn between the two.
#[test]
fn a_mark_that_is_focused_and_clicked_at_once_is_shown_as_selected() {
    in_engines(&ALL, async |page| {
        page.open("").await;
        let mark = on_map(UST_KAMENOGORSK_MARK);
        let (x, y) = page.middle(&mark).await;
        let hover = json!([move_to(x - 3, y, 0), move_to(x, y, 50)]);
        page.act(json!([pointer("mouse", "mouse", hover)])).await;
        let note = "return document.querySelector('[role=tooltip]').checkVisibility()";
        page.until("the note", note, json!([])).await;
        let script = "const mark = find(arguments[0]); mark.focus(); mark.click()";
        page.js(script, json!([mark])).await;
        let id = "ust-kamenogorsk";
        until_selected(page, UST_KAMENOGORSK, UST_KAMENOGORSK_MARK, id).await;
    });
}

#[test]
fn a_card_selects() {
    in_engines(&ALL, async |page| {
        page.open("").await;
        page.click(&[("article", RUDNYI), ("link", RUDNYI)]).await;
        until_selected(page, RUDNYI, RUDNYI_MARK, "rudnyi").await;
    });
}

#[test]
fn the_timeline_selects() {
    in_engines(&ALL, async |page| {
        page.open("").await;
        page.click(&on_timeline(KOSTANAY_MARK)).await;
        until_selected(page, KOSTANAY, KOSTANAY_MARK, "kostanay").await;
    });
}

#[test]
fn back_returns_to_the_former_selection() {
    in_engines(&ALL, async |page| {
        page.open("").await;
        page.click(&[("article", RUDNYI), ("link", RUDNYI)]).await;
        until_selected(page, RUDNYI, RUDNYI_MARK, "rudnyi").await;
        page.click(&on_timeline(KOSTANAY_MARK)).await;
        until_selected(page, KOSTANAY, KOSTANAY_MARK, "kostanay").await;
        page.driver.back().await.unwrap();
        until_selected(page, RUDNYI, RUDNYI_MARK, "rudnyi").await;
        page.driver.back().await.unwrap();
        let script = "return location.hash === '' && !document.querySelector('.target[aria-pressed=true], article[aria-current]')";
        page.until("nothing is selected", script, json!([])).await;
        page.driver.forward().await.unwrap();
        until_selected(page, RUDNYI, RUDNYI_MARK, "rudnyi").await;
    });
}

#[test]
fn a_link_to_an_incident_selects_it() {
    in_engines(&ALL, async |page| {
        page.open("#v=1&sel=rudnyi").await;
        until_selected(page, RUDNYI, RUDNYI_MARK, "rudnyi").await;
    });
}

#[test]
fn a_link_to_an_unknown_incident_selects_nothing_and_says_so() {
    in_chromium(async |page| {
        page.open("#v=1&sel=nowhere&utm=x").await;
        let script = "return document.querySelectorAll('.target[aria-pressed=true], article[aria-current]').length";
        assert_eq!(page.js(script, json!([])).await, json!(0));
        let says_so = "return text(document.body).includes(arguments[0])";
        let told = json!([message("notice-fragment")]);
        page.until("the notice", says_so, told.clone()).await;
        // What only hosts have put there is none of the reader's business.
        page.open("#?secret=x&utm=y&sel=").await;
        assert_eq!(page.js(says_so, told).await, json!(false));
    });
}

/// Whoever zooms out of sight of an incident sees it again by selecting it.
#[test]
fn the_map_brings_the_selected_place_into_view() {
    in_chromium(async |page| {
        page.prefer("prefers-reduced-motion", "reduce").await;
        page.open("").await;
        for _ in 0..6 {
            page.click(&[("button", "Zoom in")]).await;
        }
        page.click(&[("article", RUDNYI), ("link", RUDNYI)]).await;
        until_in_picture(page).await;
    });
}

/// The later of two flights is the one that counts.
#[test]
fn a_selection_during_a_flight_is_brought_into_view() {
    in_chromium(async |page| {
        page.prefer("prefers-reduced-motion", "reduce").await;
        page.open("").await;
        for _ in 0..6 {
            page.click(&[("button", "Zoom in")]).await;
        }
        page.prefer("prefers-reduced-motion", "no-preference").await;
        let script = "find([['button', 'Zoom in']]).click(); find(arguments[0]).click()";
        page.js(script, json!([[("article", RUDNYI), ("link", RUDNYI)]]))
            .await;
        until_in_picture(page).await;
    });
}

async fn until_in_picture(page: &Page) {
    let script = "const stage = find([['region', ''], ['group', '']]).getBoundingClientRect();
            const mark = find(arguments[0])?.getBoundingClientRect();
            return mark && mark.left > stage.left && mark.right < stage.right
                && mark.top > stage.top && mark.bottom < stage.bottom";
    page.until(
        "Rudnyi is in the picture",
        script,
        json!([on_map(RUDNYI_MARK)]),
    )
    .await;
}

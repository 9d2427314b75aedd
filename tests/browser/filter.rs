//! The legend filters by kind: map, timeline, cards, counts and address follow, by mouse, finger and keys.

use serde_json::{Value, json};

use super::accessibility::assert_no_violation;
use super::drivers::{ALL, Engine, WITH_FINGERS, in_chromium, in_engines};
use super::keyboard::{ENTER, TAB};
use super::many::open_crowd;
use super::page::{Page, on_map};

const SPACE: char = ' ';
const LEADS: [(&str, &str); 2] = [("list", "Legend"), ("button", "Lead: 2")];
const OPERATIONS: [(&str, &str); 2] = [("list", "Legend"), ("button", "Operation: 3")];
const SHOW_ALL: [(&str, &str); 1] = [("button", "Show all incidents")];

/// Waits until so many incidents are on the map, on the timeline and among the cards, and the page says so.
async fn until_shown(page: &Page, shown: usize, counts: &str) {
    let script = "const [shown, counts] = arguments;
        const of = (selector) => document.querySelectorAll(selector).length;
        // On a phone the timeline is a row without buttons.
        const isClosed = document.querySelector('section.timeline').dataset.state === 'closed';
        return of('.map-targets button') === shown && (isClosed || of('.timeline-targets button') === shown)
            && of('.card') === shown && text(document.querySelector('.story-counts')) === counts
            && text(document.querySelector('.map-help')).includes(counts)";
    page.until(counts, script, json!([shown, counts])).await;
}

async fn until_all_shown(page: &Page) {
    until_shown(page, 5, "3 operations, 2 leads · reported in 4 regions").await;
}

async fn until_leads_hidden(page: &Page) {
    until_shown(
        page,
        3,
        "3 operations · reported in 3 regions · Showing 3 of 5",
    )
    .await;
}

async fn said(page: &Page) -> Value {
    page.js(
        "return text(document.querySelector('.filter-words'))",
        json!([]),
    )
    .await
}

/// Hides the leads by the legend, and shows them again.
async fn hide_and_show_leads(page: &Page) {
    page.open("").await;
    until_all_shown(page).await;
    assert_eq!(said(page).await, json!(""));
    let operations = "Operation: Laboratory at a rented home. Rudnyi";
    let place = page.middle(&on_map(operations)).await;
    let pictures = [".map-ground", ".map-marks", ".timeline-picture"];
    let mut before = Vec::new();
    for canvas in pictures {
        before.push(page.picture(canvas).await);
    }
    page.click(&LEADS).await;
    until_leads_hidden(page).await;
    page.until_fragment_has("hide=lead").await;
    page.until_attribute(&LEADS, "aria-pressed", "false").await;
    page.until_attribute(&OPERATIONS, "aria-pressed", "true")
        .await;
    assert_eq!(page.middle(&on_map(operations)).await, place);
    for (canvas, before) in pictures.iter().zip(before) {
        assert_ne!(page.picture(canvas).await, before, "{canvas}");
    }
    assert_eq!(said(page).await, json!("3 of 5 incidents shown"));
    page.click(&LEADS).await;
    until_all_shown(page).await;
    assert_eq!(page.fragment().await, "");
    assert_eq!(said(page).await, json!("5 of 5 incidents shown"));
}

#[test]
fn a_click_on_the_legend_hides_a_kind_everywhere_and_the_map_stays() {
    in_engines(&ALL, hide_and_show_leads);
    in_chromium(async |page| {
        page.resize(360, 740).await;
        hide_and_show_leads(page).await;
    });
}

#[test]
fn a_finger_hides_a_kind_and_targets_are_large_enough() {
    in_engines(&WITH_FINGERS, async |page| {
        // Firefox has no window so narrow.
        if page.engine == Engine::Chromium {
            page.resize(360, 740).await;
        }
        page.open("").await;
        page.tap(&LEADS).await;
        until_leads_hidden(page).await;
        let script = "return all('button').filter((it) => it.matches('.legend *, .filter-note *'))
            .map((it) => it.getBoundingClientRect()).filter((it) => it.height < 24 || it.width < 24).length";
        assert_eq!(page.js(script, json!([])).await, json!(0));
    });
}

#[test]
fn all_can_be_hidden_and_shown_again_by_keys() {
    in_engines(&ALL, async |page| {
        page.open("").await;
        page.js("find(arguments[0]).focus()", json!([OPERATIONS]))
            .await;
        page.press(SPACE).await;
        until_shown(page, 2, "2 leads · reported in 2 regions · Showing 2 of 5").await;
        assert_eq!(page.focused().await, "Operation: 3", "the focus stays");
        page.press(TAB).await;
        assert_eq!(page.focused().await, "Lead: 2");
        page.press(ENTER).await;
        until_shown(page, 0, "0 of 5 incidents shown").await;
        let script = "return [...document.querySelectorAll('.filter-note p')].filter((it) => it.checkVisibility()).map(text)";
        let told = "Everything is filtered out";
        assert_eq!(
            page.js(script, json!([])).await,
            json!([told, told]),
            "on the map and among the cards"
        );
        // The button above the map leads to the legend, the one in place of the cards to the cards.
        for (part, focused) in [("map", "Operation: 3"), ("reports", "Reports")] {
            let script = "document.querySelector(`.${arguments[0]} .filter-note button`).focus()";
            page.js(script, json!([part])).await;
            page.press(ENTER).await;
            until_all_shown(page).await;
            assert_eq!(page.focused().await, focused);
            assert!(!page.has(&SHOW_ALL).await);
            page.driver.back().await.unwrap();
            until_shown(page, 0, "0 of 5 incidents shown").await;
        }
    });
}

#[test]
fn an_address_brings_the_filter_back_and_back_steps_through_it() {
    in_engines(&ALL, async |page| {
        page.open("#v=1&hide=lead").await;
        until_leads_hidden(page).await;
        page.click(&[("button", "Showing 3 of 5. Show all incidents")])
            .await;
        until_all_shown(page).await;
        page.click(&OPERATIONS).await;
        let no_operations = "2 leads · reported in 2 regions · Showing 2 of 5";
        until_shown(page, 2, no_operations).await;
        page.driver.refresh().await.unwrap();
        page.ready().await;
        until_shown(page, 2, no_operations).await;
        page.driver.back().await.unwrap();
        until_all_shown(page).await;
        page.driver.back().await.unwrap();
        until_leads_hidden(page).await;
        page.driver.forward().await.unwrap();
        until_all_shown(page).await;
        // A kind that the story does not have is ignored, and said.
        page.open("#v=1&hide=lead,flood").await;
        until_leads_hidden(page).await;
        assert!(page.has(&[("list", "Legend")]).await);
        let script = "return text(document.querySelector('.missing-parts'))";
        let told = page.js(script, json!([])).await;
        assert!(told.as_str().unwrap().contains("not understood"), "{told}");
    });
}

#[test]
fn what_is_selected_is_shown_and_what_is_hidden_is_not_selected() {
    in_engines(&ALL, async |page| {
        page.open("#v=1&sel=kostanay").await;
        page.click(&LEADS).await;
        until_leads_hidden(page).await;
        assert_eq!(page.fragment().await, "#v=1&hide=lead");
        // A card of what is shown leads to what is hidden: that is shown again.
        let link = "return !!document.querySelector('.card-connections a[data-select=kostanay]')";
        page.until("a link to Kostanay", link, json!([])).await;
        let click = "document.querySelector('.card-connections a[data-select=kostanay]').click()";
        page.js(click, json!([])).await;
        until_all_shown(page).await;
        page.until_fragment_has("sel=kostanay").await;
        // So it is when an address names both.
        page.open("#v=1&sel=kostanay&hide=lead").await;
        until_all_shown(page).await;
    });
}

#[test]
fn axe_finds_nothing_in_a_filtered_page() {
    in_chromium(async |page| {
        for theme in ["light", "dark"] {
            page.open(&format!("#v=1&hide=lead&theme={theme}")).await;
            assert_no_violation(page, theme).await;
        }
        page.resize(360, 740).await;
        page.open("#v=1&hide=lead").await;
        page.click(&OPERATIONS).await;
        until_shown(page, 0, "0 of 5 incidents shown").await;
        assert_no_violation(page, "with nothing shown").await;
    });
}

/// One kind of many is chosen by a key held, or by hiding all and showing it.
#[test]
fn one_kind_of_thousands_of_incidents_can_be_looked_at() {
    in_chromium(async |page| {
        open_crowd(page, "").await;
        let script = "return text(document.querySelector('.story-counts'))";
        let all = page.js(script, json!([])).await;
        let name = "return text(document.querySelector('.legend button'))";
        let first = page.js(name, json!([])).await;
        let first = first.as_str().unwrap();
        let count = first.split(": ").nth(1).unwrap();
        let expected = format!("{first} · Showing {count} of 3,000");
        let until_only_first = async || {
            let is_so = "return text(document.querySelector('.story-counts')) === arguments[0]
                && document.querySelectorAll('.legend [aria-pressed=true]').length === 1
                && new Set([...document.querySelectorAll('.card-kicker')].map((it) => text(it).split(' ·')[0])).size === 1";
            page.until("only the first kind", is_so, json!([expected]))
                .await;
        };
        page.click(&[("button", "Hide all kinds")]).await;
        page.find(&SHOW_ALL).await;
        page.click(&[("list", "Legend"), ("button", first)]).await;
        until_only_first().await;
        let show_all = format!("Showing {count} of 3,000. Show all incidents");
        page.click(&[("button", show_all.as_str())]).await;
        page.until(
            "all",
            "return text(document.querySelector('.story-counts')) === arguments[0]",
            json!([all]),
        )
        .await;
        let held = "document.querySelector('.legend button').dispatchEvent(new MouseEvent('click', { bubbles: true, shiftKey: true }))";
        page.js(held, json!([])).await;
        until_only_first().await;
        assert_no_violation(page, "one kind of many").await;
    });
}

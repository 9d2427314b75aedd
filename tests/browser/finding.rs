//! Searching and choosing by facets: the same in every view and in the address, by mouse, finger and keys, in a story and in a
//! large file.

use serde_json::{Value, json};

use super::accessibility::assert_no_violation;
use super::drivers::{ALL, Engine, WITH_FINGERS, in_chromium, in_engines};
use super::keyboard::{ENTER, tab_to};
use super::open::choose_files;
use super::page::Page;

const ESCAPE: char = '\u{E00C}';
const FILTERS: [(&str, &str); 1] = [("button", "Filters")];
const IN_USE: (&str, &str) = ("list", "Filters in use");

/// Puts words into the field, as somebody who types does.
async fn search(page: &Page, words: &str) {
    let field = page.find(&[("searchbox", "Search")]).await;
    field.send_keys(words).await.unwrap();
}

/// Waits until these cards are listed, by the beginnings of their titles, in this order.
async fn until_listed(page: &Page, titles: &[&str]) {
    let script = "const titles = all('heading', document.querySelector('.card-list')).filter((it) => it.tagName === 'H3').map(text);
        return titles.length === arguments[0].length && titles.every((title, at) => title.startsWith(arguments[0][at])) || null";
    page.until(&format!("{titles:?}"), script, json!([titles]))
        .await;
}

async fn told(page: &Page, part: &str) {
    let script = "const told = document.querySelector('.find-told'); return told && text(told).includes(arguments[0])";
    page.until(part, script, json!([part])).await;
}

/// The values of a facet with their counts: "Lead 2".
async fn values(page: &Page, facet: &str) -> Value {
    let script = "return all('button', find([['group', arguments[0]]])).map((it) => text(it))";
    page.js(script, json!([facet])).await
}

async fn marks(page: &Page) -> Value {
    let script = "return [...new Set([...document.querySelectorAll('.reports mark')].map(text))]";
    page.js(script, json!([])).await
}

async fn shown_on_map(page: &Page, count: usize) {
    let script =
        "return all('button', find([['list', 'Reports on the map']])).length === arguments[0]";
    page.until("the marks", script, json!([count])).await;
}

#[test]
fn a_word_with_an_error_finds_its_report_in_every_view_and_is_marked() {
    in_engines(&ALL, async |page| {
        page.open("").await;
        search(page, "petropvl").await;
        until_listed(page, &["Reported link to a laboratory in Petropavl"]).await;
        shown_on_map(page, 1).await;
        told(page, "1 incident found. Nothing is spelled exactly so").await;
        let marked = marks(page).await;
        assert_eq!(marked[0], json!("Petropavl"), "{marked}");
        page.until_fragment_has("q=petropvl").await;
        // Back comes to where nothing was searched for, and forward again.
        page.js("history.back()", json!([])).await;
        shown_on_map(page, 5).await;
        page.until(
            "an empty field",
            "return find([['searchbox', 'Search']]).value === ''",
            json!([]),
        )
        .await;
        page.js("history.forward()", json!([])).await;
        until_listed(page, &["Reported link to a laboratory in Petropavl"]).await;
        // Each filter in use can be taken away.
        page.click(&[IN_USE, ("button", "Remove “Search: petropvl”")])
            .await;
        shown_on_map(page, 5).await;
        assert_eq!(page.fragment().await, "");
        assert_eq!(page.focused().await, "Search", "the reader stays there");
    });
}

#[test]
fn words_are_found_in_any_language_without_accents_and_by_their_beginning() {
    in_chromium(async |page| {
        page.open("").await;
        for (words, expected) in [
            ("УСТЬ каменог", 3),
            ("оскемен", 3),
            ("kostan", 2),
            ("\"furniture business\"", 1),
            ("laboratory -kostanay", 2),
        ] {
            search(page, words).await;
            let script = "return document.querySelectorAll('.card-list .card').length === arguments[0] && document.querySelector('.find-active')";
            page.until(words, script, json!([expected])).await;
            page.press(ESCAPE).await;
            shown_on_map(page, 5).await;
        }
    });
}

#[test]
fn facets_tell_what_one_would_get() {
    in_chromium(async |page| {
        page.open("").await;
        page.click(&FILTERS).await;
        page.until_attribute(&FILTERS, "aria-expanded", "true")
            .await;
        assert_eq!(values(page, "Kind").await, json!(["Operation 3", "Lead 2"]));
        let region = values(page, "Region").await;
        assert_eq!(region[0], json!("Kostanay Region 2"), "{region}");
        let kostanay = [("group", "Region"), ("button", "Kostanay Region 2")];
        page.click(&kostanay).await;
        shown_on_map(page, 2).await;
        // The others of the same facet are what one would get by choosing them too, those of others what is left.
        assert_eq!(values(page, "Region").await, region);
        let kinds = "return all('button', find([['group', 'Kind']])).map((it) => text(it)).join() === 'Operation 1,Lead 1'";
        page.until("the kinds in the region", kinds, json!([]))
            .await;
        page.until_fragment_has("only.region=KZ-39").await;
        page.click(&[("group", "Kind"), ("button", "Lead 1")]).await;
        until_listed(page, &["Reported link to a laboratory in Kostanay"]).await;
        page.until_fragment_has("hide=operation").await;
        assert_no_violation(page, "facets").await;
        page.click(&[IN_USE, ("button", "Remove all filters")])
            .await;
        shown_on_map(page, 5).await;
        assert_eq!(page.fragment().await, "");
    });
}

#[test]
fn where_nothing_is_found_it_is_said_which_filter_to_take_away() {
    in_chromium(async |page| {
        page.open_unready("#v=1&q=mephedrone&only.region=KZ-39&hide=lead")
            .await;
        told(page, "Nothing matches all of these filters.").await;
        let without = [("button", "Without “Region: Kostanay Region”: 1 incident")];
        page.find(&without).await;
        page.find(&[("button", "Without “Search: mephedrone”: 1 incident")])
            .await;
        assert!(
            !page
                .has(&[("button", "Without “Hidden: Lead”: 1 incident")])
                .await
        );
        assert_no_violation(page, "nothing found").await;
        page.click(&without).await;
        until_listed(page, &["Reported mephedrone production"]).await;
        page.until_fragment_has("q=mephedrone").await;
        assert!(!page.fragment().await.contains("region"));
    });
}

#[test]
fn cards_stand_in_the_order_that_was_chosen_and_are_of_the_map_where_that_is_wanted() {
    in_chromium(async |page| {
        page.open("#v=1&sort=title").await;
        let by_title = [
            "Laboratory at",
            "Laboratory behind",
            "Reported link to a laboratory in K",
            "Reported link to a laboratory in P",
            "Reported meph",
        ];
        until_listed(page, &by_title).await;
        // A town from near: only its report is listed, and all again without the switch.
        page.open("#v=1&map=49.95,82.6,60km&list=map").await;
        until_listed(page, &["Laboratory behind"]).await;
        told(page, "1 incident found.").await;
        page.click(&FILTERS).await;
        let operations = "return all('button', find([['group', 'Kind']])).map((it) => text(it))[0]";
        page.until("the kinds in view", operations, json!([])).await;
        page.js(
            "document.querySelector('[name=\"list-of-map\"]').click()",
            json!([]),
        )
        .await;
        let all = "return document.querySelectorAll('.card-list .card').length === 5";
        page.until("all cards", all, json!([])).await;
        assert!(page.fragment().await.contains("map="), "the map stays");
    });
}

#[test]
fn a_link_opens_the_map_where_it_stood() {
    in_chromium(async |page| {
        page.open("").await;
        page.click(&[("button", "Zoom in")]).await;
        let has_place = "return location.hash.includes('map=')";
        page.until("the place", has_place, json!([])).await;
        let marks = page.still_marks().await;
        let fragment = page.fragment().await;
        page.open(&format!("#{}", fragment.trim_start_matches('#')))
            .await;
        let again = page.still_marks().await;
        for (before, after) in marks.iter().zip(&again) {
            assert_eq!(before.name, after.name);
            assert!(
                (before.x - after.x).abs() < 3.0 && (before.y - after.y).abs() < 3.0,
                "{before:?} {after:?}"
            );
        }
        // The whole story again, which an address need not say.
        page.click(&[("button", "Show all")]).await;
        let is_short = "return !location.hash.includes('map=')";
        page.until("a short address", is_short, json!([])).await;
    });
}

#[test]
fn what_an_address_says_of_facets_that_there_are_not_is_ignored_and_told() {
    in_chromium(async |page| {
        page.open("#v=1&only.region=XX-1&only.weapon=knife&sort=best")
            .await;
        shown_on_map(page, 5).await;
        let script = "return text(document.body).includes(arguments[0])";
        let notice = super::page::message("notice-fragment");
        page.until("the notice", script, json!([notice])).await;
    });
}

#[test]
fn all_of_it_works_by_keys_alone() {
    in_engines(&ALL, async |page| {
        page.open("").await;
        tab_to(
            page,
            "the field",
            "return document.activeElement.name === 'q'",
        )
        .await;
        for key in "rented".chars() {
            page.press(key).await;
        }
        until_listed(page, &["Laboratory at a rented home"]).await;
        page.press(ESCAPE).await;
        shown_on_map(page, 5).await;
        tab_to(
            page,
            "the filters",
            "return text(document.activeElement) === 'Filters'",
        )
        .await;
        page.press(ENTER).await;
        tab_to(
            page,
            "a region",
            "return document.activeElement.dataset.value === 'KZ-19'",
        )
        .await;
        page.press(' ').await;
        until_listed(page, &["Reported mephedrone production"]).await;
        assert_eq!(page.focused().await, "Almaty Region 1", "the focus stays");
        page.press(' ').await;
        shown_on_map(page, 5).await;
    });
}

#[test]
fn all_of_it_works_by_touch_alone_on_a_phone() {
    in_engines(&WITH_FINGERS, async |page| {
        // Firefox has no window so narrow.
        if page.engine == Engine::Chromium {
            page.resize(390, 844).await;
        }
        page.open("").await;
        for path in [
            &FILTERS[..],
            &[("group", "Region"), ("button", "Almaty Region 1")],
        ] {
            page.tap(path).await;
        }
        until_listed(page, &["Reported mephedrone production"]).await;
        let script = "return all('button', document.querySelector('.finding')).concat(all('searchbox'))
            .map((it) => it.getBoundingClientRect()).filter((it) => it.height < 36 || it.width < 24).length";
        assert_eq!(page.js(script, json!([])).await, json!(0));
        let is_wide = "return document.documentElement.scrollWidth > innerWidth";
        assert_eq!(page.js(is_wide, json!([])).await, json!(false));
    });
}

/// A story with fields that its publisher names.
fn story_with_fields() -> Value {
    let record = |at: usize, weapon: Value| {
        json!({
            "type": "Feature", "id": format!("r{at}"),
            "geometry": { "type": "Point", "coordinates": [60.0 + at as f64, 48.0] },
            "properties": { "title": format!("Record {at}"), "weapon": weapon, "injured": at.is_multiple_of(2) },
        })
    };
    json!({
        "type": "FeatureCollection",
        "story": {
            "title": "Fields", "languages": ["en"],
            "facets": [{ "id": "weapon", "label": "Weapon" }, { "id": "injured", "label": "Somebody injured" }],
        },
        "features": [record(0, json!("knife")), record(1, json!(["knife", "rope"])), record(2, json!(null))],
    })
}

#[test]
fn fields_that_the_publisher_names_are_facets() {
    in_chromium(async |page| {
        page.open("").await;
        let content = serde_json::to_vec(&story_with_fields()).unwrap();
        let _folder = choose_files(page, &[("fields.geojson", &content)]).await;
        page.click(&FILTERS).await;
        page.find(&[("group", "Weapon")]).await;
        assert_eq!(
            values(page, "Weapon").await,
            json!(["knife 2", "rope 1", "Not stated 1"])
        );
        assert_eq!(
            values(page, "Somebody injured").await,
            json!(["Yes 2", "No 1"])
        );
        page.click(&[("group", "Weapon"), ("button", "rope 1")])
            .await;
        until_listed(page, &["Record 1"]).await;
        let injured = "return all('button', find([['group', 'Somebody injured']])).map((it) => text(it)).join() === 'Yes 0,No 1'";
        page.until("what is left", injured, json!([])).await;
    });
}

/// Twenty thousand records with fields that the publisher names.
fn large_file() -> String {
    let records = (0..20_000).map(|at| {
        format!(
            r#"{{"type":"Feature","id":"r{at}","geometry":{{"type":"Point","coordinates":[{},{}]}},"properties":{{"kind":"{}","title":"Report number {at}","summary":"{}","source":"{}","weapon":"{}","when":"20{:02}-01-01"}}}}"#,
            60.0 + (at % 100) as f64 / 10.0,
            45.0 + (at / 100) as f64 / 50.0,
            ["theft", "fraud"][at % 2],
            if at == 4321 { "Пожар в Өскемене" } else { "Nothing more" },
            ["Gazette", "Herald"][at % 5 / 4],
            ["knife", "rope", "gun"][at % 3],
            at % 20,
        )
    });
    let records: Vec<String> = records.collect();
    format!(
        r#"{{"type":"FeatureCollection","story":{{"title":"Large","languages":["en"],"facets":[{{"id":"weapon","label":"Weapon"}}]}},"features":[{}]}}"#,
        records.join(",")
    )
}

#[test]
fn a_large_file_is_searched_and_chosen_from_where_it_is_read() {
    in_chromium(async |page| {
        page.open("").await;
        let _folder = choose_files(page, &[("large.geojson", large_file().as_bytes())]).await;
        page.click(&FILTERS).await;
        let has = |facet: &str, expected: Value| (facet.to_owned(), expected);
        for (facet, expected) in [
            has("Source", json!(["Gazette 16,000", "Herald 4,000"])),
            has("Weapon", json!(["knife 6,667", "rope 6,667", "gun 6,666"])),
        ] {
            page.find(&[("group", &facet)]).await;
            assert_eq!(values(page, &facet).await, expected);
        }
        page.click(&[("group", "Weapon"), ("button", "gun 6,666")])
            .await;
        told(page, "6,666 incidents found.").await;
        search(page, "оскемен пожра").await;
        told(page, "Nothing matches").await;
        // Record 4321 has a rope.
        page.click(&[("button", "Without “Weapon: gun”: 1 incident")])
            .await;
        until_listed(page, &["Report number 4321"]).await;
        assert_eq!(marks(page).await, json!(["Пожар", "Өскемен"]));
        assert_no_violation(page, "a large file that is searched").await;
        let lanes = "return [...document.querySelectorAll('.timeline-head [name=lanes] option')].map((it) => it.value)";
        let offered = json!(["", "kind", "source", "weapon"]);
        assert_eq!(page.js(lanes, json!([])).await, offered);
    });
}

#[test]
fn the_address_is_copied_or_shown_to_be_copied() {
    in_chromium(async |page| {
        page.open("#v=1&hide=lead").await;
        page.cdp(
            "Browser.setPermission",
            json!({ "permission": { "name": "clipboard-write" }, "setting": "granted" }),
        )
        .await;
        page.click(&[("button", "Share")]).await;
        let told = "return text(document.querySelector('.page-share p')) === 'Link copied'";
        page.until("that it was copied", told, json!([])).await;
        page.cdp(
            "Browser.setPermission",
            json!({ "permission": { "name": "clipboard-write" }, "setting": "denied" }),
        )
        .await;
        page.js(
            "navigator.clipboard.writeText = () => Promise.reject(new Error('refused'))",
            json!([]),
        )
        .await;
        // Pressed again, it takes away what it said.
        page.click(&[("button", "Share")]).await;
        let gone = "return text(document.querySelector('.page-share')) === ''";
        page.until("that nothing is said", gone, json!([])).await;
        page.click(&[("button", "Share")]).await;
        let by_hand = "const field = document.querySelector('.page-share input');
            return field === document.activeElement && field.value === location.href && field.selectionEnd === field.value.length";
        page.until("the address to copy", by_hand, json!([])).await;
        assert_no_violation(page, "an address to copy").await;
        page.press(ESCAPE).await;
        assert_eq!(page.focused().await, "Share");
    });
}

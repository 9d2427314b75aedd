//! A file of the reader's own, opened or dropped onto the page.

use std::path::Path;

use serde_json::{Value, json};
use tempfile::TempDir;

use super::accessibility::assert_no_violation;
use super::drivers::{Engine, in_chromium, in_engine};
use super::keyboard::{ENTER, tab_to};
use super::page::{Page, RUDNYI};
use super::server::Answer;

const NAME: &str = "incidents.geojson";
const STORY: &str = "Drug laboratories in four regions of Kazakhstan: what police report";

/// Two incidents far from the publisher's.
fn own_file() -> Value {
    let incident = |id: &str, title: &str, longitude: f64| {
        json!({
            "type": "Feature", "id": id, "geometry": { "type": "Point", "coordinates": [longitude, 48.1] },
            "properties": { "kind": "operation", "title": title, "when": "2023-04-03", "place": { "name": title } },
        })
    };
    json!({ "type": "FeatureCollection", "features": [
        incident("north-bridge", "North bridge closed", 17.1),
        incident("old-road", "Old road flooded", 17.9),
    ]})
}

/// Chooses files by the page's control, as a person does in the dialogue, and waits for what becomes of them. They are
/// there for as long as the folder is.
pub async fn choose_files(page: &Page, files: &[(&str, &[u8])]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let paths: Vec<String> = files
        .iter()
        .map(|(name, content)| {
            let path = folder.path().join(name);
            std::fs::write(&path, content).unwrap();
            path.to_str().unwrap().to_owned()
        })
        .collect();
    if files.len() > 1 {
        // The control takes one; a browser's own dialogue would not offer more.
        page.js(
            "document.querySelector('input[type=file]').multiple = true",
            json!([]),
        )
        .await;
    }
    let input = page.find(&[("file", "Open a file…")]).await;
    input.send_keys(paths.join("\n")).await.unwrap();
    // The reader may take a moment to come for it.
    let done = "return document.querySelector('.file-banner section, .file-status button:last-child') !== null
        && !text(document.querySelector('.file-status')).startsWith('Reading')";
    page.until("the file has been read", done, json!([])).await;
    folder
}

pub async fn choose_own_file(page: &Page) -> TempDir {
    let content = serde_json::to_vec(&own_file()).unwrap();
    choose_files(page, &[(NAME, &content)]).await
}

/// What is said of a file that is not open.
async fn told(page: &Page) -> String {
    let status = "return text(document.querySelector('.file-status'))";
    page.js(status, json!([]))
        .await
        .as_str()
        .unwrap()
        .to_owned()
}

/// The cards are those of the file, and so is all else.
async fn assert_shows_own_file(page: &Page) {
    let titles = ["North bridge closed", "Old road flooded"];
    assert_eq!(page.names("article", &[]).await, titles);
    let banner = page.text(&[("region", "")]).await;
    for part in [
        NAME,
        "your own file",
        "not left this device",
        "not from the publisher",
    ] {
        assert!(banner.contains(part), "{part}: {banner}");
    }
    let marks = "return document.querySelectorAll('.map-stage .target').length === 2";
    page.until("the marks of the file", marks, json!([])).await;
    let title = page.js("return document.title", json!([])).await;
    assert!(title.as_str().unwrap().starts_with(NAME), "{title}");
}

async fn assert_shows_story(page: &Page) {
    page.find(&[("heading", STORY)]).await;
    page.find(&[("article", RUDNYI)]).await;
    let script = "return document.title === arguments[0] && document.querySelector('.file-banner').childElementCount === 0
        && document.querySelectorAll('.map-stage .target').length === 5";
    page.until("the publisher's story", script, json!([STORY]))
        .await;
}

#[test]
fn a_file_is_opened_and_left_again() {
    in_chromium(async |page| {
        page.open("#v=1&sel=rudnyi&theme=dark&hide=lead").await;
        choose_own_file(page).await;
        assert_shows_own_file(page).await;
        let is_filtered = "return !!document.querySelector('.filter-note')";
        assert_eq!(page.js(is_filtered, json!([])).await, json!(false));
        assert_eq!(
            page.fragment().await,
            "#v=1&theme=dark",
            "nothing of the story"
        );
        let focused = page.focused().await;
        assert!(
            focused.contains(NAME),
            "the banner has the focus: {focused}"
        );
        page.click(&[
            ("article", "Old road flooded"),
            ("link", "Old road flooded"),
        ])
        .await;
        page.until_attribute(&[("article", "Old road flooded")], "aria-current", "true")
            .await;
        assert_eq!(
            page.fragment().await,
            "#v=1&theme=dark",
            "nothing of the file"
        );
        page.click(&[("list", "Legend"), ("button", "Operation: 2")])
            .await;
        page.until("the filter", is_filtered, json!([])).await;
        assert_eq!(
            page.fragment().await,
            "#v=1&theme=dark",
            "nor how it is filtered"
        );
        page.click(&[("button", "Show all incidents")]).await;
        page.click(&[("button", "Back to the story")]).await;
        page.until("the story's filter", is_filtered, json!([]))
            .await;
        page.click(&[("button", "Showing 3 of 5. Show all incidents")])
            .await;
        assert_shows_story(page).await;
        page.until_fragment_has("sel=rudnyi").await;
        page.until_attribute(&[("article", RUDNYI)], "aria-current", "true")
            .await;
    });
}

#[test]
fn the_browsers_back_leads_out_of_the_file() {
    in_chromium(async |page| {
        page.open("#v=1&sel=rudnyi").await;
        choose_own_file(page).await;
        assert_shows_own_file(page).await;
        page.driver.back().await.unwrap();
        assert_shows_story(page).await;
        page.until_fragment_has("sel=rudnyi").await;
    });
}

/// Nothing is asked of any server but the parts of the page itself, and nothing is kept.
#[test]
fn a_file_stays_on_the_device() {
    in_chromium(async |page| {
        page.open("").await;
        let before = page.server.log().len();
        choose_own_file(page).await;
        assert_shows_own_file(page).await;
        for request in &page.server.log()[before..] {
            let path = request.path.as_str();
            // Of a built site, or of the shell as Trunk leaves it.
            let path = path.strip_prefix("assets/").unwrap_or(path);
            let is_part = ["reader", "basemap", "i18n/reports/"]
                .iter()
                .any(|part| path.starts_with(part));
            assert!(is_part && request.method == "GET", "{request:?}");
        }
        let kept = "return indexedDB.databases().then((databases) =>
            localStorage.length + sessionStorage.length + databases.length + document.cookie.length)";
        assert_eq!(page.js(kept, json!([])).await, json!(0));
    });
}

/// With keys alone: the report is unfolded, the story comes back.
#[test]
fn a_file_is_looked_at_and_left_by_keyboard() {
    const ON_BACK: &str = "return document.activeElement.dataset.action === 'leave-file'";
    const ON_REPORT: &str = "return document.activeElement.matches('.found summary')";
    in_chromium(async |page| {
        page.open("").await;
        choose_own_file(page).await;
        tab_to(page, "the report", ON_REPORT).await;
        page.press(ENTER).await;
        let unfolded = "return document.querySelector('.found details').open";
        page.until("the report", unfolded, json!([])).await;
        page.js("document.querySelector('#file-banner').focus()", json!([]))
            .await;
        tab_to(page, "the way back", ON_BACK).await;
        page.press(ENTER).await;
        assert_shows_story(page).await;
    });
}

#[test]
fn what_was_found_is_told_and_a_question_can_be_answered() {
    const TABLE: &[u8] = b"date,title,longitude,latitude\n\
        03/04/2023,North bridge closed,48.1,117.1\n\
        05/04/2023,Old road flooded,48.2,117.9\n";
    in_chromium(async |page| {
        page.open("").await;
        let _file = choose_files(page, &[("incidents.csv", TABLE)]).await;
        let summary = "const details = document.querySelector('details');
            details.querySelector('summary').click();
            return text(details.querySelector('summary'))";
        let summary = page.js(summary, json!([])).await;
        for part in ["2 records", "2 without a place", "2 things to look at"] {
            assert!(summary.as_str().unwrap().contains(part), "{summary}");
        }
        let rows = page.names("row", &[]).await;
        let is_found = |row: &String| row.contains("date") && row.contains("By its name");
        assert!(rows.iter().any(is_found), "{rows:?}");
        page.click(&[("button", "Day first")]).await;
        let fewer =
            "return text(document.querySelector('details summary')).includes('1 thing to look at')";
        page.until("the question is answered", fewer, json!([]))
            .await;
        page.click(&[("button", "Swap longitude and latitude")])
            .await;
        let none = "return text(document.querySelector('details summary')).includes('nothing to put right')";
        page.until("both are", none, json!([])).await;
        let marks = "return document.querySelectorAll('.map-stage .target').length === 2";
        page.until("the marks of the file", marks, json!([])).await;
    });
}

#[test]
fn a_file_that_cannot_be_shown_says_why_and_leaves_the_story() {
    in_chromium(async |page| {
        page.open("#v=1&sel=rudnyi").await;
        choose_files(page, &[("letter.txt", b"Dear editor,")]).await;
        let banner = page.text(&[("region", "")]).await;
        assert!(
            banner.contains("Nothing in letter.txt can be shown"),
            "{banner}"
        );
        let open = "return document.querySelector('details').open";
        assert_eq!(page.js(open, json!([])).await, json!(true));
        page.find(&[("article", RUDNYI)]).await;
        // Also after a file that could be shown.
        choose_own_file(page).await;
        assert_shows_own_file(page).await;
        choose_files(page, &[("letter.txt", b"Dear editor,")]).await;
        page.find(&[("article", RUDNYI)]).await;
        page.until_fragment_has("sel=rudnyi").await;
        page.click(&[("button", "Close")]).await;
        assert_shows_story(page).await;
    });
}

#[test]
fn of_several_files_the_first_is_opened_and_it_is_said() {
    in_chromium(async |page| {
        page.open("").await;
        let content = serde_json::to_vec(&own_file()).unwrap();
        let files: [(&str, &[u8]); 3] = [(NAME, &content), ("b.csv", b"x"), ("c.csv", b"x")];
        choose_files(page, &files).await;
        let banner = page.text(&[("region", "")]).await;
        assert!(banner.contains("2 more were left alone"), "{banner}");
    });
}

/// Drags something over the page and lets it go there; whether the browser was kept from doing anything with it.
async fn drop_on_page(page: &Page, make: &str) -> Value {
    let script = format!(
        "const carried = new DataTransfer();
        {make}
        const send = (type) => {{
            const event = new DragEvent(type, {{ bubbles: true, cancelable: true, dataTransfer: carried }});
            document.querySelector('.map').dispatchEvent(event);
            return event.defaultPrevented;
        }};
        send('dragenter');
        const over = send('dragover');
        const hint = document.querySelector('.drop-here').checkVisibility();
        const dropped = send('drop');
        return {{ over, hint, dropped, after: document.querySelector('.drop-here').checkVisibility() }}"
    );
    page.js(&script, json!([own_file().to_string(), NAME]))
        .await
}

#[test]
fn a_file_can_be_dropped_anywhere() {
    in_chromium(async |page| {
        page.open("").await;
        let make = "carried.items.add(new File([arguments[0]], arguments[1]));";
        let seen = drop_on_page(page, make).await;
        assert_eq!(
            seen,
            json!({ "over": true, "hint": true, "dropped": true, "after": false })
        );
        page.find(&[("article", "Old road flooded")]).await;
        assert_shows_own_file(page).await;
    });
}

#[test]
fn what_is_no_file_is_left_alone() {
    in_chromium(async |page| {
        page.open("").await;
        let seen = drop_on_page(page, "carried.setData('text/plain', 'words');").await;
        assert_eq!(
            seen,
            json!({ "over": false, "hint": false, "dropped": false, "after": false })
        );
    });
}

/// An article's reader must not take a file's content for the publisher's.
#[test]
fn in_a_frame_no_file_is_taken() {
    in_chromium(async |page| {
        page.open("").await;
        let script = "const frame = document.createElement('iframe');
            frame.src = location.href.replace(/#.*/, '');
            document.body.append(frame)";
        // The page's own policy has no frames.
        page.cdp("Page.setBypassCSP", json!({ "enabled": true }))
            .await;
        page.open("").await;
        page.js(script, json!([])).await;
        let ready = "const inside = document.querySelector('iframe').contentDocument;
            return inside?.querySelectorAll('#app article').length === 5";
        page.until("the frame is there", ready, json!([])).await;
        let script = "const inside = document.querySelector('iframe').contentWindow;
            const carried = new inside.DataTransfer();
            carried.items.add(new inside.File(['x'], 'x.csv'));
            const event = new inside.DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: carried });
            inside.document.body.dispatchEvent(event);
            return [event.defaultPrevented, inside.document.querySelector('input[type=file]') !== null]";
        assert_eq!(page.js(script, json!([])).await, json!([false, false]));
    });
}

#[test]
fn a_file_can_be_opened_by_keyboard() {
    in_chromium(async |page| {
        page.open("").await;
        let script = "const input = document.querySelector('input[type=file]');
            input.focus();
            const ring = getComputedStyle(input.closest('label')).outlineStyle;
            return [document.activeElement === input, ring, input.tabIndex]";
        assert_eq!(page.js(script, json!([])).await, json!([true, "solid", 0]));
    });
}

/// The parts of the reader that the page asks for, by the end of their names.
fn part(page: &Page, end: &str) -> String {
    let index = page.server.index();
    let value = index
        .split("incident-map:reader\" content=\"")
        .nth(1)
        .unwrap();
    let opener = value.split('"').next().unwrap();
    format!("{}/{end}", opener.rsplit_once('/').unwrap().0)
}

#[test]
fn a_reader_that_does_not_come_is_said_and_can_be_asked_again() {
    in_chromium(async |page| {
        page.open("").await;
        let wasm = part(page, "reader_bg.wasm");
        page.expect_in_console("reader_bg.wasm");
        page.expect_in_console("Incident Map could not");
        page.server.answer(&wasm, Answer::Drop);
        let content = serde_json::to_vec(&own_file()).unwrap();
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(NAME);
        std::fs::write(&path, content).unwrap();
        let input = page.find(&[("file", "Open a file…")]).await;
        input.send_keys(path.to_str().unwrap()).await.unwrap();
        let told = "return document.getElementById('reader-problem').checkVisibility()";
        page.until("it is said", told, json!([])).await;
        page.server.heal();
        choose_own_file(page).await;
        assert_shows_own_file(page).await;
        let told = page.js(told, json!([])).await;
        assert_eq!(told, json!(false), "it is no longer true");
    });
}

#[test]
fn a_worker_that_dies_is_said() {
    in_chromium(async |page| {
        page.open("").await;
        let dies =
            "postMessage('ready'); onmessage = () => { throw new Error('as the test asked'); }";
        page.server
            .answer(&part(page, "worker.js"), Answer::Bytes(dies.into()));
        page.expect_in_console("as the test asked");
        choose_own_file(page).await;
        let status = told(page).await;
        assert!(status.contains("has stopped"), "{status}");
        page.find(&[("article", RUDNYI)]).await;
        page.click(&[("button", "Close")]).await;
        assert_shows_story(page).await;
    });
}

/// Where no worker can be made, the page reads the file itself.
#[test]
fn without_workers_the_page_reads() {
    in_chromium(async |page| {
        page.open("").await;
        page.js("delete globalThis.Worker", json!([])).await;
        choose_own_file(page).await;
        assert_shows_own_file(page).await;
    });
}

#[test]
fn another_file_takes_the_place_of_the_one_being_read() {
    in_chromium(async |page| {
        page.open("").await;
        // The first one never comes to an end.
        let hangs = "postMessage('ready')";
        page.server
            .answer(&part(page, "worker.js"), Answer::Bytes(hangs.into()));
        let script = "const carried = new DataTransfer();
            carried.items.add(new File(['x'], 'slow.csv'));
            document.body.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: carried }))";
        page.js(script, json!([])).await;
        let reading =
            "return text(document.querySelector('.file-status')).startsWith('Reading slow.csv')";
        page.until("it is being read", reading, json!([])).await;
        page.server.heal();
        choose_own_file(page).await;
        assert_shows_own_file(page).await;
        // And one that is being read can be stopped.
        page.server
            .answer(&part(page, "worker.js"), Answer::Bytes(hangs.into()));
        page.js(script, json!([])).await;
        page.until("it is being read", reading, json!([])).await;
        page.click(&[("button", "Cancel")]).await;
        let empty = "return document.querySelector('.file-status').childElementCount === 0";
        page.until("nothing is being read", empty, json!([])).await;
        assert_shows_own_file(page).await;
    });
}

#[test]
fn the_words_follow_the_language() {
    in_chromium(async |page| {
        page.open("").await;
        choose_own_file(page).await;
        super::settings::choose_language(page, "Language", "ru").await;
        page.find(&[("button", "К материалу")]).await;
        super::settings::choose_language(page, "Язык", "kk").await;
        page.find(&[("button", "Материалға оралу")]).await;
        assert_eq!(page.names("article", &[]).await.len(), 2);
    });
}

#[test]
fn axe_finds_nothing_with_a_file_open() {
    in_chromium(async |page| {
        for (width, theme) in [(1280, "light"), (1280, "dark"), (360, "light")] {
            page.resize(width, 800).await;
            page.open(&format!("#v=1&theme={theme}")).await;
            choose_own_file(page).await;
            page.js("document.querySelector('details').open = true", json!([]))
                .await;
            assert_no_violation(page, &format!("{width}, {theme}")).await;
        }
        page.open("").await;
        choose_files(page, &[("letter.txt", b"Dear editor,")]).await;
        assert_no_violation(page, "not shown").await;
    });
}

/// The banner stays in view, and nothing that stays in view lies below it.
#[test]
fn the_banner_stays_in_view() {
    in_chromium(async |page| {
        for (width, height) in [(360, 740), (640, 480), (1280, 800)] {
            page.resize(width, height).await;
            page.open("").await;
            choose_own_file(page).await;
            let script = "scrollTo(0, 1e6);
                return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => {
                    const banner = document.querySelector('.file-banner').getBoundingClientRect();
                    const stage = document.querySelector('.map-stage').getBoundingClientRect();
                    done([banner.top, stage.top >= banner.bottom - 1 || stage.bottom <= banner.bottom, banner.height < innerHeight / 5,
                        document.documentElement.scrollWidth <= innerWidth]);
                })))";
            let seen = page.js(script, json!([])).await;
            assert_eq!(seen, json!([0, true, true, true]), "{width} × {height}");
        }
    });
}

/// The start page with the publisher's permission, and `?data=` in its address.
async fn open_address(page: &Page, allowed: Option<&str>, data: &str) {
    let mut index = page.server.index();
    if let Some(origins) = allowed {
        let setting = format!("<meta name=\"incident-map:data\" content=\"{origins}\"></head>");
        index = index.replace("</head>", &setting);
        let connect = format!("connect-src 'self' {origins}");
        index = index.replace("connect-src 'self'", &connect);
        page.server.allow(origins);
    }
    page.server
        .answer("index.html", Answer::Bytes(index.into()));
    page.open_unready(&format!("index.html?data={data}#v=1&theme=light"))
        .await;
    let told = "return document.querySelector('.file-banner section, .file-status button') !== null
        && !text(document.querySelector('.file-status')).startsWith('Reading')";
    page.until("what becomes of the file", told, json!([]))
        .await;
    let address = page.js("return location.search", json!([])).await;
    assert_eq!(address, json!(format!("?data={data}")), "the query stays");
}

#[test]
fn a_file_named_by_the_address_is_opened_where_it_is_allowed() {
    in_chromium(async |page| {
        let content = own_file().to_string().into_bytes();
        page.server
            .answer("data/more.geojson", Answer::Bytes(content));
        open_address(page, Some(""), "data/more.geojson").await;
        assert_eq!(page.names("article", &[]).await.len(), 2);
        let banner = page.text(&[("region", "")]).await;
        let origin = page.server.origin();
        let host = origin.trim_start_matches("http://");
        let expected = format!(
            "This is the file more.geojson from {host}, chosen by the address. It is not the publisher’s story."
        );
        assert!(banner.contains(&expected), "{banner}");
        page.click(&[("button", "Back to the story")]).await;
        assert_shows_story(page).await;
    });
}

/// A link to exactly this is one to a file that it names, too.
#[test]
fn a_file_named_by_the_address_is_shown_as_the_rest_of_the_address_says() {
    in_chromium(async |page| {
        let content = own_file().to_string().into_bytes();
        page.server
            .answer("data/more.geojson", Answer::Bytes(content));
        open_address(page, Some(""), "data/more.geojson").await;
        page.click(&[
            ("article", "North bridge closed"),
            ("link", "North bridge closed"),
        ])
        .await;
        page.until_fragment_has("sel=north-bridge").await;
        let field = page.find(&[("searchbox", "Search")]).await;
        field.send_keys("bridge").await.unwrap();
        page.until_fragment_has("q=bridge").await;
        let link = page.js("return location.search + location.hash", json!([]));
        let link = link.await.as_str().unwrap().to_owned();
        page.open_unready(&format!("index.html{link}")).await;
        let listed = "const titles = [...document.querySelectorAll('.card-list h3')].map(text);
            return document.querySelector('.file-banner section') !== null && titles.join() === 'North bridge closed'";
        page.until("only what the link is of", listed, json!([]))
            .await;
        page.until_attribute(
            &[("article", "North bridge closed")],
            "aria-current",
            "true",
        )
        .await;
        let notice = "return document.body.innerText.includes('understood')";
        assert_eq!(page.js(notice, json!([])).await, json!(false));
        page.js(
            "document.querySelector('.find-active button').click()",
            json!([]),
        )
        .await;
        let both = "return document.querySelectorAll('.card-list article').length === 2";
        page.until("both again", both, json!([])).await;
        // Back leads from one decision to the one before, and not out of the file.
        page.driver.back().await.unwrap();
        page.until("only one again", listed, json!([])).await;
        page.click(&[("button", "Back to the story")]).await;
        assert_shows_story(page).await;
        let address = page.js("return location.search + location.hash", json!([]));
        assert_eq!(address.await, json!(""), "what is shared now is the story");
    });
}

/// It waits for the publisher's story, whose place it takes.
#[test]
fn a_file_named_by_the_address_comes_after_the_story() {
    in_chromium(async |page| {
        let story = page.server.story_path();
        let index = page.server.index();
        let setting = "<meta name=\"incident-map:data\" content=\"\"></head>";
        let index = index.replace("</head>", setting);
        page.server
            .answer("index.html", Answer::Bytes(index.into()));
        page.server.answer("i18n/en.json", Answer::Hold);
        page.open_unready(&format!("index.html?data={story}")).await;
        let is_asked = |path: &str| page.server.log().iter().any(|request| request.path == path);
        page.until_server("the words are waited for", || is_asked("i18n/en.json"))
            .await;
        let has_banner = "return document.querySelector('.file-banner section') !== null";
        assert_eq!(page.js(has_banner, json!([])).await, json!(false));
        assert!(
            !is_asked(&part(page, "reader.js")),
            "the story comes before"
        );
        page.server.heal();
        let opened = "const banner = document.querySelector('.file-banner');
            return banner !== null && text(banner).includes('chosen by the address')";
        page.until("the file is open", opened, json!([])).await;
        assert_eq!(page.names("article", &[]).await.len(), 5);
    });
}

#[test]
fn a_file_named_by_the_address_is_not_opened_elsewhere() {
    in_chromium(async |page| {
        open_address(page, None, "data/more.geojson").await;
        let status = told(page).await;
        assert!(status.contains("does not open files that way"), "{status}");
        page.find(&[("article", RUDNYI)]).await;
        for (data, expected) in [
            (
                "https://example.org/a.csv",
                "may not read a.csv from example.org",
            ),
            ("//example.org/a.csv", "may not read a.csv from example.org"),
            ("data:text/csv,a", "may not read"),
            ("javascript:alert(1)", "may not read"),
        ] {
            open_address(page, Some(""), data).await;
            let status = told(page).await;
            assert!(status.contains(expected), "{data}: {status}");
            page.find(&[("article", RUDNYI)]).await;
        }
        let asked = page.server.log();
        assert!(
            asked
                .iter()
                .all(|request| !request.path.contains("more.geojson"))
        );
    });
}

#[test]
fn a_file_of_a_listed_site_is_opened_and_one_behind_a_redirect_is_not() {
    in_engine(Engine::Chromium, async |page| {
        let other = super::server::Server::start();
        let content = own_file().to_string().into_bytes();
        other.answer("more.geojson", Answer::Shared(content));
        let address = format!("{}/more.geojson", other.origin());
        open_address(page, Some(&other.origin()), &address).await;
        assert_eq!(page.names("article", &[]).await.len(), 2);
        // The other site sends on to a third, which the policy does not let the page ask.
        let third = super::server::Server::start();
        other.answer(
            "away.csv",
            Answer::Redirect(format!("{}/more.geojson", third.origin())),
        );
        let address = format!("{}/away.csv", other.origin());
        open_address(page, Some(&other.origin()), &address).await;
        let status = told(page).await;
        assert!(status.contains("could not be fetched"), "{status}");
        assert!(third.log().is_empty(), "{:?}", third.log());
    });
}

#[test]
fn a_file_from_the_network_that_fails_says_what_to_do() {
    in_chromium(async |page| {
        for (answer, expected) in [
            (Answer::Status(404), "There is no file more.csv"),
            (Answer::Status(500), "error 500"),
            (Answer::Drop, "could not be fetched"),
        ] {
            page.expect_in_console("more.csv");
            page.server.answer("data/more.csv", answer);
            open_address(page, Some(""), "data/more.csv").await;
            let status = told(page).await;
            assert!(status.contains(expected), "{status}");
            page.find(&[("article", RUDNYI)]).await;
        }
    });
}

/// Written from right to left, nothing leaves the page either.
#[test]
fn the_report_fits_a_phone_in_both_directions() {
    in_chromium(async |page| {
        page.resize(360, 740).await;
        page.open("").await;
        choose_own_file(page).await;
        for direction in ["ltr", "rtl"] {
            let script = "document.documentElement.dir = arguments[0];
                document.querySelector('details').open = true;
                return [...document.querySelectorAll('.file-banner *, .file-found *')].filter((element) => {
                    const { left, right } = element.getBoundingClientRect();
                    return left < -1 || right > innerWidth + 1;
                }).map((element) => element.outerHTML)";
            let outside = page.js(script, json!([direction])).await;
            assert_eq!(outside, json!([]), "{direction}");
        }
    });
}

fn smoke(engine: Engine) {
    in_engine(engine, async |page| {
        page.open("").await;
        choose_own_file(page).await;
        assert_shows_own_file(page).await;
        page.click(&[("button", "Back to the story")]).await;
        assert_shows_story(page).await;
    });
}

#[test]
fn a_file_is_opened_in_firefox() {
    smoke(Engine::Firefox);
}

#[test]
fn a_file_is_opened_in_webkit() {
    smoke(Engine::WebKit);
}

/// Run by `make screenshots`.
#[test]
#[ignore = "makes pictures and tests nothing; `make screenshots` runs it"]
fn screenshots() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/screenshots");
    std::fs::create_dir_all(&folder).unwrap();
    in_chromium(async |page| {
        page.prefer("prefers-reduced-motion", "reduce").await;
        for (width, height) in [(360, 740), (640, 480), (1280, 800)] {
            page.resize(width, height).await;
            for (theme, language) in [("light", "en"), ("dark", "ru"), ("light", "kk")] {
                page.open(&format!("#v=1&theme={theme}")).await;
                let take = async |what: &str| {
                    page.still_marks().await;
                    let name = format!("{width}x{height}-{theme}-{language}-{what}.png");
                    page.driver.screenshot(&folder.join(name)).await.unwrap();
                };
                page.js(
                    "document.querySelector('.own-file').scrollIntoView()",
                    json!([]),
                )
                .await;
                take("own-file").await;
                page.js(
                    "document.documentElement.toggleAttribute('data-dropping', true)",
                    json!([]),
                )
                .await;
                take("drop").await;
                page.js(
                    "document.documentElement.toggleAttribute('data-dropping', false)",
                    json!([]),
                )
                .await;
                let table = "date,title,kind,place,longitude,latitude,link\n\
                    03/04/2023,North bridge closed,closure,Riverside,17.1,48.1,https://example.org/1\n\
                    05/04/2023,Old road flooded,flood,Old Town,17.9,48.2,javascript:alert(1)\n\
                    31/02/2023,Cellar under water,flood,New Town,17.5,98.2,\n";
                let _file = choose_files(page, &[("incidents.csv", table.as_bytes())]).await;
                super::settings::choose_language(page, "Language", language).await;
                let script = "return document.documentElement.lang === arguments[0]";
                page.until("the language", script, json!([language])).await;
                take("opened").await;
                page.js("document.querySelector('details').open = true", json!([]))
                    .await;
                take("found").await;
                page.js("scrollTo(0, 1e6)", json!([])).await;
                take("end").await;
            }
            page.open("").await;
            choose_files(page, &[("letter.txt", b"Dear editor,")]).await;
            page.still_marks().await;
            let name = format!("{width}x{height}-refused.png");
            page.driver.screenshot(&folder.join(name)).await.unwrap();
        }
    });
}

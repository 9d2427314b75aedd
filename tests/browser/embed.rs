//! The page as a part of another one. There the map is cooperative: an article that is scrolled keeps scrolling.

use serde_json::json;

use super::drivers::{ALL, Engine, in_engines};
use super::page::{Page, message, movement};
use super::pointer::{bare_ground, wheel};
use super::server::Answer;

const CONTROL: char = '\u{E009}';

/// Opens an article with the page in a frame at its top left, so that a place in the frame is one in the window.
/// `attributes` are those of the frame, its address too where it is another one. The article tells the page in it what that has it `say`.
pub async fn open_article(page: &Page, attributes: &str) {
    let article = format!(
        "<!doctype html><title>Article</title><link rel=icon href=data:,><body style='margin:0;height:4000px'>
        <iframe {attributes} src='index.html' style='border:0;display:block;width:900px;height:600px'></iframe>
        <script>onmessage = ({{ data }}) => data.say && frames[0].postMessage(data.say, '*')</script>"
    );
    let article = Answer::OfAnotherSite(article.into_bytes());
    page.server.answer("article.html", article);
    page.open_unready("article.html").await;
}

#[test]
fn the_plain_wheel_scrolls_the_text_and_with_a_key_it_zooms_the_map() {
    in_engines(&ALL, async |page| {
        open_article(page, "").await;
        page.driver.enter_frame(0).await.unwrap();
        page.ready().await;
        let at = bare_ground(page).await;
        let before = page.still_marks().await;
        wheel(page, at, 120).await;
        let hint = "const hint = document.querySelector('.map-hint-shown');
            return hint && text(hint) === arguments[0]";
        let told = json!([message("cooperative-wheel")]);
        page.until("it is said how to zoom", hint, told).await;
        let has_moved = "return scrollY + parent.scrollY > 0";
        page.until("the text has moved", has_moved, json!([])).await;
        let after = page.still_marks().await;
        let spread = movement(&before, &after).2;
        assert!((spread - 1.0).abs() < 0.01, "the map is zoomed by {spread}");
        // The wheel of WebKit's driver does not know which keys are held.
        if page.engine != Engine::WebKit {
            assert_zooms_with_control(page, at).await;
        }
    });
}

/// What is shared is the article, once it has said where it is; nobody else is believed.
#[test]
fn the_address_of_the_page_around_is_shared_once_that_has_said_it() {
    in_engines(&ALL, async |page| {
        open_article(page, "").await;
        page.driver.enter_frame(0).await.unwrap();
        page.ready().await;
        page.find(&[("button", "Share")]).await;
        let refuse = "navigator.clipboard.writeText = () => Promise.reject(new Error('refused'))";
        page.js(refuse, json!([])).await;
        let tell = "const [host, isParent] = arguments;
            const heard = new Promise((done) => addEventListener('message', () => setTimeout(done), { once: true }));
            const told = { 'incident-map': 1, host };
            if (isParent) parent.postMessage({ say: told }, '*');
            else postMessage(told, '*');
            return heard";
        let shared = async |expected: &str| {
            page.click(&[("button", "Share")]).await;
            let script = "const field = document.querySelector('.page-share input'); return field?.value === (arguments[0] || location.href)";
            page.until(expected, script, json!([expected])).await;
        };
        for (host, is_parent, expected) in [
            ("https://other.example/", false, ""),
            ("javascript:alert(1)", true, ""),
            (
                "https://news.example/story#part",
                true,
                "https://news.example/story",
            ),
        ] {
            page.js(tell, json!([host, is_parent])).await;
            shared(expected).await;
        }
    });
}

async fn assert_zooms_with_control(page: &Page, at: (i64, i64)) {
    let before = page.still_marks().await;
    let scrolled = page.js("return [scrollY, parent.scrollY]", json!([])).await;
    let control = async |kind: &str| {
        let keys = json!([{ "type": kind, "value": CONTROL }]);
        page.act(json!([{ "type": "key", "id": "keys", "actions": keys }]))
            .await;
    };
    control("keyDown").await;
    wheel(page, at, 120).await;
    control("keyUp").await;
    let spread = movement(&before, &page.moved_marks(&before).await).2;
    assert!(
        spread < 0.99,
        "with Ctrl the wheel zooms out, not by {spread}"
    );
    let now = page.js("return [scrollY, parent.scrollY]", json!([])).await;
    assert_eq!(now, scrolled, "the text stays");
}

//! How a publisher fits a story into an article: by attributes of the element, and by flags in the address.

use serde_json::json;

use super::article::Article;
use super::drivers::{ALL, in_engines};

/// What a publisher leaves out is gone, but for what says who reports, and on what terms.
#[test]
fn parts_can_be_left_out_but_not_what_is_reported_by_whom() {
    in_engines(&ALL, async |page| {
        let site = page.server.origin();
        let visible = "const seen = (selector) => { const e = document.querySelector(selector); return Boolean(e) && e.checkVisibility() && getComputedStyle(e).clipPath === 'none'; };
            return ['h1', '.page-tools', '.map-buttons', '.timeline', '.reports-bar', '.story-counts', '.about', '.map-credits'].map(seen)";
        for (query, expected) in [
            ("", [true; 8]),
            (
                "?plain",
                [false, false, false, true, false, true, true, true],
            ),
            (
                "?without=header",
                [false, true, true, true, true, true, true, true],
            ),
            (
                "?without=timeline,cards",
                [true, true, true, false, false, true, true, true],
            ),
            (
                "?without=controls",
                [true, false, false, true, true, true, true, true],
            ),
            ("?without=about,sources,credits", [true; 8]),
        ] {
            let frame = format!("<iframe src='{site}/{query}' width='600' height='900'></iframe>");
            let article = Article::open(page, 640, &frame).await;
            article.enter(0).await;
            page.ready().await;
            page.until(
                query,
                &format!("{visible}.join() === arguments[0].join()"),
                json!([expected]),
            )
            .await;
        }
        let frame = format!(
            "<iframe src='{site}/?plain#v=1&sel=rudnyi' width='600' height='900'></iframe>"
        );
        let article = Article::open(page, 640, &frame).await;
        article.enter(0).await;
        page.ready().await;
        let card = "const seen = [...document.querySelectorAll('.card')].filter((e) => e.checkVisibility());
            return seen.length === 1 && seen[0].dataset.incident === 'rudnyi' && Boolean(seen[0].querySelector('.card-sources a'))
                && seen[0].innerText.includes('Reported')";
        page.until("a report that is selected has its sources", card, json!([]))
            .await;
    });
}

#[test]
fn the_query_says_how_a_story_begins_and_the_reader_goes_on() {
    in_engines(&ALL, async |page| {
        let shown = "const root = document.documentElement;
            return [root.lang, root.dataset.theme, document.querySelector('.card[aria-current]')?.dataset.incident ?? null]";
        let land = "return getComputedStyle(document.documentElement).getPropertyValue('--im-land').trim()";
        for (address, expected) in [
            (
                "?lang=ru&dark&state=v%3D1%26sel%3Drudnyi",
                json!(["ru", "dark", "rudnyi"]),
            ),
            (
                "?lang=ru&dark#v=1&sel=kostanay&lang=kk&theme=light",
                json!(["kk", "light", "kostanay"]),
            ),
            (
                "?lang=ru&fixed#v=1&sel=kostanay&lang=kk&theme=light",
                json!(["ru", "light", "kostanay"]),
            ),
        ] {
            page.open(address).await;
            page.until(
                address,
                &format!("{shown}.join() === arguments[0].join()"),
                json!([expected]),
            )
            .await;
        }
        let script = "return document.querySelector('.language-switch').checkVisibility() && getComputedStyle(document.querySelector('.language-switch')).clipPath === 'none'";
        assert_eq!(
            page.js(script, json!([])).await,
            json!(false),
            "a fixed language has no choice"
        );
        page.open("?colors=land:102030,operation:url(x),line:zz,surface:222222,text:222222")
            .await;
        assert_eq!(page.js(land, json!([])).await, json!("#102030"));
        let text = "return document.documentElement.style.cssText.includes('--im-text') || document.documentElement.style.cssText.includes('--im-surface')";
        assert_eq!(
            page.js(text, json!([])).await,
            json!(false),
            "text can be read"
        );
    });
}

#[test]
fn each_attribute_of_the_element_is_heeded_and_may_change() {
    in_engines(&ALL, async |page| {
        let site = page.server.origin();
        let parts = format!(
            "<script src='{site}/embed.js'></script>
            <incident-map src='{site}/' title='Laboratories' height='500' theme='dark' lang='ru' fixed-language without='timeline'
                transparent colors='land: #102030; line: #445566' state='v=1&amp;sel=rudnyi' data='data/more.csv' loading='eager'></incident-map>
            <incident-map src='{site}/' plain loading='eager'></incident-map>"
        );
        let article = Article::open(page, 640, &parts).await;
        let frame = "const frame = document.querySelector('iframe');
            return [frame.title, frame.offsetHeight, new URL(frame.src).searchParams.get('data')].join()";
        page.until(
            "the frame",
            &format!("{frame} === 'Laboratories,500,data/more.csv'"),
            json!([]),
        )
        .await;
        article.told(0, "ready").await;
        article.enter(0).await;
        page.ready().await;
        let inside = "const root = document.documentElement, color = (name) => getComputedStyle(root).getPropertyValue(name).trim();
            return [root.lang, root.dataset.theme, document.querySelector('.card[aria-current]')?.dataset.incident,
                document.querySelector('.timeline').checkVisibility(), getComputedStyle(document.querySelector('.language-switch')).clipPath === 'none',
                color('--im-land'), color('--im-line'), getComputedStyle(root).backgroundColor].join()";
        let wanted = "ru,dark,rudnyi,false,false,#102030,#445566,rgba(0, 0, 0, 0)";
        page.until(
            "all of it",
            &format!("{inside} === arguments[0]"),
            json!([wanted]),
        )
        .await;
        article.leave().await;
        page.js(
            "const map = document.querySelector('incident-map');
            map.setAttribute('theme', 'light'); map.setAttribute('title', 'Other'); map.setAttribute('height', '620')",
            json!([]),
        )
        .await;
        page.until(
            "the frame is changed",
            &format!("{frame} === 'Other,620,data/more.csv'"),
            json!([]),
        )
        .await;
        article.enter(0).await;
        page.until(
            "so is the page",
            "return document.documentElement.dataset.theme === 'light'",
            json!([]),
        )
        .await;
        article.leave().await;
        article.enter(1).await;
        page.ready().await;
        page.until(
            "plain",
            "return getComputedStyle(document.querySelector('h1')).clipPath !== 'none'",
            json!([]),
        )
        .await;
    });
}

//! The story in articles of another origin: by the script, as a frame, by oEmbed's frame; and that nothing in the article
//! moves or is trapped.

use incident_map::document::{Snippet, heights_from};
use serde_json::{Value, json};
use thirtyfour::By;

use super::drivers::{ALL, Engine, in_chromium, in_engines};
use super::page::{Page, message};
use super::server::{Answer, Server};

/// The widths of columns that articles have, in CSS pixels.
const COLUMNS_PX: [u32; 4] = [280, 320, 375, 640];
/// What a browser calls good is a layout shift of no more than a tenth; this is stricter.
const LEAST_SHIFT: f64 = 0.02;

/// Keeps what an article is told, and how far what is in it moves.
const KEEP: &str = "<script>
    Object.assign(window, { told: [], said: [], shift: 0 });
    onmessage = ({ data }) => said.push(data);
    if (PerformanceObserver.supportedEntryTypes.includes('layout-shift')) {
        new PerformanceObserver((list) => list.getEntries().forEach(({ value }) => (window.shift += value)))
            .observe({ type: 'layout-shift', buffered: true });
    }
    addEventListener('DOMContentLoaded', () => document.querySelectorAll('incident-map').forEach((map, at) => {
        for (const name of ['ready', 'select', 'window', 'language', 'state', 'error']) {
            map.addEventListener(name, ({ detail }) => told.push({ at, name, detail }));
        }
    }));
</script>";

/// An article at a host of its own.
pub struct Article<'p> {
    pub page: &'p Page,
    pub host: Server,
}

impl<'p> Article<'p> {
    /// Opens an article with these parts in a column of this width.
    pub async fn open(page: &'p Page, column_px: u32, parts: &str) -> Self {
        let article = Self {
            page,
            host: Server::start(),
        };
        article.goto(&article_html(column_px, parts), "").await;
        article
    }

    pub async fn goto(&self, html: &str, fragment: &str) {
        let answer = Answer::OfAnotherSite(html.as_bytes().to_vec());
        self.host.answer("article.html", answer);
        let address = format!("{}/article.html{fragment}", self.host.origin());
        self.page.driver.goto(&address).await.unwrap();
    }

    /// Goes into the frame at a place in the article.
    pub async fn enter(&self, at: usize) {
        // A frame that is not in view is not painted, and may not have been fetched.
        let there = "const frame = document.querySelectorAll('iframe')[arguments[0]];
            frame?.scrollIntoView({ block: 'nearest' });
            return frame && (!window.said || said.filter((data) => data?.event === 'loading').length > arguments[0])";
        self.page
            .until("the frame has come", there, json!([at]))
            .await;
        // By its element: where a script has put one in, WebKit's numbers of frames are not those of their places.
        let frames = self.page.driver.find_all(By::Css("iframe")).await.unwrap();
        frames[at].clone().enter_frame().await.unwrap();
    }

    pub async fn leave(&self) {
        self.page.driver.enter_default_frame().await.unwrap();
    }

    /// Waits for an event of the element at a place, and gives its detail.
    pub async fn told(&self, at: usize, name: &str) -> Value {
        let script = "const found = told.findLast(({ at, name }) => at === arguments[0] && name === arguments[1]);
            return found && JSON.parse(JSON.stringify(found.detail))";
        self.page.until(name, script, json!([at, name])).await
    }

    /// Waits until all frames of the article are as high as asked for, and gives their heights.
    pub async fn heights_px(&self) -> Vec<f64> {
        let script = "const heights = [...document.querySelectorAll('iframe')].map((e) => e.getBoundingClientRect().height);
            const same = String(heights) === String(window.before);
            window.before = heights;
            return same && heights";
        let heights = self
            .page
            .until("the frames keep their heights", script, json!([]))
            .await;
        let heights = heights.as_array().unwrap().iter();
        heights.map(|height| height.as_f64().unwrap()).collect()
    }
}

pub fn article_html(column_px: u32, parts: &str) -> String {
    format!(
        "<!doctype html><meta charset='utf-8'><meta name='viewport' content='width=device-width'><title>Article</title>
        <link rel='icon' href='data:,'>{KEEP}
        <body style='margin:0;min-height:6000px'><p>Before it.</p><div style='width:{column_px}px'>{parts}</div><p id='after'>After it.</p>"
    )
}

/// What the page of the site at `path` has articles copy.
pub struct Copied {
    pub script: String,
    pub frame: String,
    pub bare: String,
}

pub fn copied(server: &Server, path: &str, query: &str) -> Copied {
    let html = String::from_utf8(server.file(&format!("{path}index.html"))).unwrap();
    let table = html
        .split_once("incident-map:heights\" content=\"")
        .unwrap()
        .1;
    let origin = server.origin();
    let snippet = Snippet {
        page: &format!("{origin}/{path}{query}"),
        script: &format!("{origin}/embed.js"),
        poster: &format!("{origin}/{path}poster.svg"),
        title: "The story",
        heights_px: &heights_from(table.split_once('"').unwrap().0),
    };
    Copied {
        script: snippet.by_script(),
        frame: snippet.frame(),
        bare: snippet.frame_of(640),
    }
}

/// In a frame: whether all of the page is in view.
const NEEDS_NO_SCROLL_BAR: &str = "return document.documentElement.scrollHeight <= innerHeight && document.documentElement.scrollWidth <= innerWidth";

#[test]
fn each_way_shows_the_story_and_two_may_stand_in_one_article() {
    in_engines(&ALL, async |page| {
        let parts = copied(&page.server, "", "");
        let article = Article::open(page, 640, &format!("{}{}", parts.script, parts.frame)).await;
        for at in [0, 1] {
            article.enter(at).await;
            page.ready().await;
            article.leave().await;
        }
        article.goto(&article_html(640, &parts.bare), "").await;
        article.enter(0).await;
        page.ready().await;
    });
}

#[test]
fn the_frame_is_as_high_as_the_story_needs_at_every_width() {
    in_chromium(async |page| {
        for path in ["", "kk/"] {
            for column_px in COLUMNS_PX {
                let parts = copied(&page.server, path, "");
                let article = Article::open(page, column_px, &parts.script).await;
                article.told(0, "ready").await;
                let before = article.heights_px().await;
                let look = async |when: &str| {
                    article.enter(0).await;
                    page.ready().await;
                    let what = format!("{path} {column_px} {when}");
                    page.until(&what, NEEDS_NO_SCROLL_BAR, json!([])).await;
                };
                look("at first").await;
                article.leave().await;
                let shift = page.js("return shift", json!([])).await;
                assert!(
                    shift.as_f64() < Some(LEAST_SHIFT),
                    "{path} {column_px}: {shift}"
                );
                article.enter(0).await;
                let button = "document.querySelector('.reports-bar button').click()";
                page.until(
                    "the button",
                    "return document.querySelector('.reports-bar button')",
                    json!([]),
                )
                .await;
                page.js(button, json!([])).await;
                article.leave().await;
                let script = "return document.querySelector('iframe').getBoundingClientRect().height > arguments[0] + 300";
                page.until("there is room for the reports", script, json!([before[0]]))
                    .await;
                look("opened").await;
                page.js(button, json!([])).await;
                article.leave().await;
                let script = "return document.querySelector('incident-map').getBoundingClientRect().height === arguments[0]";
                page.until("closed it is as before", script, json!([before[0]]))
                    .await;
                look("closed").await;
                article.leave().await;
            }
        }
    });
}

/// Nothing is fetched before it comes near; what is in the element stands there until then.
#[test]
fn a_story_far_below_is_not_fetched_before_it_comes_near() {
    in_engines(&ALL, async |page| {
        let parts = copied(&page.server, "", "");
        let far = format!("<div style='height:8000px'></div>{}", parts.script);
        let article = Article::open(page, 640, &far).await;
        page.until(
            "the script is there",
            "return customElements.get('incident-map') !== undefined",
            json!([]),
        )
        .await;
        page.until(
            "the article is there",
            "return document.readyState === 'complete'",
            json!([]),
        )
        .await;
        let paths = || {
            page.server
                .log()
                .into_iter()
                .map(|request| request.path)
                .collect::<Vec<_>>()
        };
        assert_eq!(paths(), ["embed.js"]);
        page.js(
            "document.querySelector('incident-map').scrollIntoView()",
            json!([]),
        )
        .await;
        article.enter(0).await;
        page.ready().await;
    });
}

/// Without cookies, storage and an origin, as content systems embed what they do not know.
#[test]
fn a_sandboxed_frame_shows_the_map_where_the_host_sends_our_headers_and_else_the_list() {
    in_engines(&ALL, async |page| {
        let frame = format!(
            "<iframe sandbox='allow-scripts' src='{}/' width='600' height='700'></iframe>",
            page.server.origin()
        );
        let article = Article::open(page, 640, &frame).await;
        article.enter(0).await;
        let alone = "const link = document.querySelector('.alone a');
            return link?.checkVisibility() && document.querySelectorAll('.card').length > 0 && Boolean(document.querySelector('.map-poster'))";
        page.until("list, picture and a link", alone, json!([]))
            .await;
        assert_eq!(
            page.text(&[("link", &message("open-alone"))]).await,
            message("open-alone")
        );
        article.leave().await;
        page.server.send_all_headers();
        if page.engine == Engine::WebKit {
            // It takes 'self' for nobody in such a frame.
            page.server.name_itself_in_policy();
        }
        article.goto(&article_html(640, &frame), "").await;
        article.enter(0).await;
        page.ready().await;
    });
}

/// An article whose own policy allows only what the snippet needs.
#[test]
fn an_article_with_a_strict_policy_shows_the_story() {
    in_chromium(async |page| {
        let parts = copied(&page.server, "", "");
        let site = page.server.origin();
        let policy = format!(
            "<meta http-equiv='Content-Security-Policy' content=\"default-src 'none'; script-src {site}; frame-src {site}; img-src {site} data:\">"
        );
        let article = Article {
            page,
            host: Server::start(),
        };
        let html = format!(
            "<!doctype html>{policy}<title>Article</title><link rel='icon' href='data:,'>{}",
            parts.script
        );
        // The policy refuses inline styles; the script then gives a height that fits.
        page.expect_in_console("inline style");
        article.goto(&html, "").await;
        article.enter(0).await;
        page.ready().await;
        page.until("it has room", "return innerHeight >= 600", json!([]))
            .await;
    });
}

#[test]
fn a_fixed_height_is_kept_and_nothing_in_the_article_moves() {
    in_chromium(async |page| {
        let site = page.server.origin();
        let parts = format!(
            "<script src='{site}/embed.js'></script><incident-map src='{site}/' height='480' style='display:block;height:480px'></incident-map>"
        );
        let article = Article::open(page, 640, &parts).await;
        article.told(0, "ready").await;
        page.js(
            "document.querySelector('incident-map').select('rudnyi')",
            json!([]),
        )
        .await;
        article.told(0, "select").await;
        article.enter(0).await;
        page.ready().await;
        page.until(
            "the card is reached by scrolling in the frame",
            "return document.documentElement.scrollHeight > innerHeight && innerHeight === 480",
            json!([]),
        )
        .await;
        article.leave().await;
        assert_eq!(article.heights_px().await, [480.0]);
        assert_eq!(page.js("return shift", json!([])).await, json!(0));
    });
}

/// Under the site's own headers, nothing whose name tells its content is asked for twice.
#[test]
fn a_second_visit_asks_for_no_hashed_file_again() {
    in_engines(&[Engine::Chromium, Engine::Firefox], async |page| {
        page.server.send_all_headers();
        page.open("").await;
        let asked = || {
            page.server
                .log()
                .iter()
                .filter(|request| request.path.starts_with("assets/"))
                .count()
        };
        let first = asked();
        assert!(first > 5, "{first}");
        page.open("").await;
        assert_eq!(asked(), first);
    });
}

//! What a story in an article tells it and is asked by it; that nobody else is heard; and what the README has people paste.

use serde_json::{Value, json};

use super::article::{Article, article_html, copied};
use super::drivers::{ALL, in_chromium, in_engines};
use super::server::{Answer, Server};

#[test]
fn the_article_is_told_what_happens_and_may_ask() {
    in_engines(&ALL, async |page| {
        let parts = copied(&page.server, "", "");
        let article = Article::open(page, 640, &parts.script).await;
        // What is asked before the story is there is done then.
        page.js(
            "document.querySelector('incident-map').select('rudnyi')",
            json!([]),
        )
        .await;
        let ready = article.told(0, "ready").await;
        let story = page.server.story();
        let count = story["features"].as_array().unwrap().len();
        assert_eq!(ready["incidents"].as_f64(), Some(count as f64));
        assert_eq!(ready["languages"], story["story"]["languages"]);
        let ask = async |call: &str| {
            let script = format!("document.querySelector('incident-map').{call}");
            page.js(&script, json!([])).await;
        };
        let until_told = async |name: &str, member: &str, expected: Value| {
            let script = "const found = told.findLast(({ name }) => name === arguments[0]);
                return found && JSON.stringify(found.detail[arguments[1]]) === JSON.stringify(arguments[2])";
            page.until(
                &format!("{name} {expected}"),
                script,
                json!([name, member, expected]),
            )
            .await;
        };
        until_told("select", "id", json!("rudnyi")).await;
        article.enter(0).await;
        page.until(
            "the card is shown below the map",
            "return document.querySelector('.card[aria-current]')?.getBoundingClientRect().height > 100",
            json!([]),
        )
        .await;
        article.leave().await;
        ask("select()").await;
        until_told("select", "id", Value::Null).await;
        ask("setWindow('2023-05-01/2023-08-31')").await;
        until_told("window", "interval", json!("2023-05-01/2023-08-31")).await;
        until_told("state", "state", json!("v=1&when=2023-05-01/2023-08-31")).await;
        ask("setWindow()").await;
        until_told("window", "interval", Value::Null).await;
        ask("setLanguage('kk')").await;
        until_told("language", "language", json!("kk")).await;
        ask("setTheme('dark')").await;
        until_told("state", "state", json!("v=1&lang=kk&theme=dark")).await;
        ask("setState('v=1&sel=rudnyi')").await;
        until_told("select", "id", json!("rudnyi")).await;
        // What makes no sense for the story changes nothing, and is said.
        for (call, command) in [
            ("select('nowhere')", "select"),
            ("setWindow('yesterday')", "setWindow"),
            ("setLanguage('xx')", "setLanguage"),
            ("play()", "play"),
        ] {
            ask(call).await;
            until_told("error", "command", json!(command)).await;
        }
        until_told("select", "id", json!("rudnyi")).await;
        let entries = page.js("return history.length", json!([])).await;
        ask("select()").await;
        until_told("select", "id", Value::Null).await;
        let after = page.js("return history.length", json!([])).await;
        assert_eq!(entries, after, "Back leaves the article");
    });
}

/// A frame beside the story, and the article with messages that are none, neither move nor change it.
#[test]
fn what_others_say_is_not_heard() {
    in_chromium(async |page| {
        let parts = copied(&page.server, "", "");
        let other = "<iframe srcdoc='<script>setInterval(() => {
            parent.postMessage({ &quot;incident-map&quot;: 1, event: &quot;height&quot;, detail: { height: 5000 } }, &quot;*&quot;);
            parent.frames[0].postMessage({ &quot;incident-map&quot;: 1, command: &quot;select&quot;, value: &quot;rudnyi&quot; }, &quot;*&quot;);
        }, 20)</script>'></iframe>";
        let article = Article::open(page, 640, &format!("{}{other}", parts.script)).await;
        article.told(0, "ready").await;
        let before = article.heights_px().await;
        let hostile = "const frame = document.querySelector('incident-map').querySelector('iframe').contentWindow;
            const ours = (rest) => ({ 'incident-map': 1, ...rest });
            for (const message of ['select', null, 7, [], { command: 'select', value: 'rudnyi' }, { 'incident-map': 2, command: 'select', value: 'rudnyi' },
                ours({ command: 'constructor' }), ours({ command: 'select', value: { id: 'rudnyi' } }), ours({ command: ['select'], value: 'rudnyi' }),
                ours({ command: 'setState', value: 'v=9&sel=rudnyi' }), ours({ command: 'setTheme', value: '<img src=x>' }),
                ours({ host: 'javascript:alert(1)' }), ours({ command: 'select', value: 'x'.repeat(1e6) })]) frame.postMessage(message, '*');";
        page.js(hostile, json!([])).await;
        // What is asked after all these is the first thing that happens.
        page.js(
            "document.querySelector('incident-map').setTheme('dark')",
            json!([]),
        )
        .await;
        let state = article.told(0, "state").await;
        assert_eq!(state["state"], json!("v=1&theme=dark"));
        assert_eq!(article.heights_px().await[0], before[0]);
        let selected = "return told.some(({ name }) => name === 'select')";
        assert_eq!(page.js(selected, json!([])).await, json!(false));
    });
}

/// The words of other hosts for a frame that wants another height.
#[test]
fn other_hosts_are_asked_for_a_height_in_their_own_words() {
    in_chromium(async |page| {
        let site = page.server.origin();
        let frame = format!(
            "<iframe src='{site}/?childId=story-1#?secret=a1B2c3' width='600' height='150'></iframe>"
        );
        let article = Article::open(page, 640, &frame).await;
        article.enter(0).await;
        page.until(
            "it is laid out",
            "return document.querySelector('.reports-bar button')",
            json!([]),
        )
        .await;
        article.leave().await;
        let asked = "const height = said.findLast((data) => data?.event === 'height')?.detail.height;
            const has = (wanted) => said.some((data) => JSON.stringify(data) === JSON.stringify(wanted));
            return height > 600 && said.some((data) => data?.['datawrapper-height'] && Object.values(data['datawrapper-height'])[0] === height)
                && has(`pymxPYMxstory-1xPYMxheightxPYMx${height}`) && has({ sentinel: 'amp', type: 'embed-size', height })
                && has({ message: 'height', value: height, secret: 'a1B2c3' })";
        page.until("each is asked", asked, json!([])).await;
    });
}

/// A link to the article shows what its reader saw, and the address follows what one does without steps for Back.
#[test]
fn the_article_can_carry_the_state_in_its_own_address() {
    in_chromium(async |page| {
        let site = page.server.origin();
        let parts = format!(
            "<script src='{site}/embed.js'></script><incident-map src='{site}/' mirror></incident-map>"
        );
        let article = Article {
            page,
            host: Server::start(),
        };
        article
            .goto(&article_html(640, &parts), "#v=1&sel=rudnyi")
            .await;
        let ready = article.told(0, "ready").await;
        assert_eq!(ready["state"], json!("v=1&sel=rudnyi"));
        page.js(
            "document.querySelector('incident-map').select('kostanay')",
            json!([]),
        )
        .await;
        page.until(
            "the address follows",
            "return location.hash === '#v=1&sel=kostanay'",
            json!([]),
        )
        .await;
        article.enter(0).await;
        let refuse = "navigator.clipboard.writeText = () => Promise.reject(new Error('refused'))";
        page.js(refuse, json!([])).await;
        page.click(&[("button", "Share")]).await;
        let host = format!("{}/article.html#v=1&sel=kostanay", article.host.origin());
        page.until(
            "what is shared is the article",
            "return document.querySelector('.page-share input')?.value === arguments[0]",
            json!([host]),
        )
        .await;
    });
}

/// The pieces of HTML or of script in the README, for the site under test and its story.
fn pasted(language: &str, site: &str) -> Vec<String> {
    let readme = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let readme = std::fs::read_to_string(readme).unwrap();
    let fence = format!("\n```{language}\n");
    let blocks = readme.split(&fence).skip(1);
    let blocks = blocks.map(|rest| rest.split("\n```").next().unwrap());
    blocks
        .map(|block| {
            block
                .replace("https://maps.example/storm", site)
                .replace("https://maps.example", site)
                .replace("example-bridge", "rudnyi")
                .replace("2024-01-21/2024-01-22", "2023-05-01/2023-08-31")
        })
        .collect()
}

#[test]
fn what_the_readme_has_people_paste_works() {
    in_engines(&ALL, async |page| {
        let site = page.server.origin();
        let html = pasted("html", &site);
        let scripts = pasted("js", &site);
        assert_eq!((html.len(), scripts.len()), (2, 2));
        let article = Article::open(page, 640, &html[0]).await;
        article.told(0, "ready").await;
        page.js(&scripts[0], json!([])).await;
        let state =
            "return told.findLast(({ name }) => name === 'state')?.detail.state === arguments[0]";
        let wanted = "v=1&sel=rudnyi&theme=dark&when=2023-05-01/2023-08-31";
        page.until("what is asked for is shown", state, json!([wanted]))
            .await;
        article.goto(&article_html(640, &html[1]), "").await;
        page.js(&scripts[1], json!([])).await;
        page.until(
            "a frame alone is asked too, and grows",
            "return said.some((data) => data?.event === 'select' && data.detail.id === 'rudnyi')
                && document.querySelector('iframe').height > 1200",
            json!([]),
        )
        .await;
        article.enter(0).await;
        page.ready().await;
    });
}

/// Whoever embeds a story learns of what a reader sees go wrong.
#[test]
fn an_article_is_told_when_there_is_no_story() {
    in_engines(&ALL, async |page| {
        let site = page.server.origin();
        let parts = format!(
            "<script src='{site}/embed.js'></script><incident-map src='{site}/'>Instead</incident-map>
            <incident-map src='javascript:alert(1)'>Nothing there</incident-map>"
        );
        page.server
            .answer("data/operations.geojson", Answer::Status(404));
        page.expect_in_console("operations.geojson");
        let article = Article::open(page, 640, &parts).await;
        let problem = article.told(0, "error").await;
        assert_eq!(problem["reason"], json!("app-problem"));
        assert!(
            problem["message"]
                .as_str()
                .unwrap()
                .contains("operations.geojson"),
            "{problem}"
        );
        let problem = article.told(1, "error").await;
        assert_eq!(problem["reason"], json!("no-address"));
        let shown = page
            .js(
                "return document.querySelectorAll('incident-map')[1].textContent",
                json!([]),
            )
            .await;
        assert_eq!(shown, json!("Nothing there"));
    });
}

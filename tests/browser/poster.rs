//! The picture of the map in the page: there before any script, where the app's map is, and gone when that is there.

use serde_json::{Value, json};

use super::drivers::{ALL, in_chromium, in_engines};
use super::embed::open_article;
use super::page::{Mark, Page};
use super::server::Answer;

/// The picture that the style sheet shows, and what is in it, in pixels of the window: lines by colour, marks by colour.
const PICTURE: &str = "
    const shown = [...document.querySelectorAll('.map-poster')].filter((svg) => svg.checkVisibility());
    if (shown.length !== 1) return { count: shown.length };
    const [svg] = shown;
    const color = (value) => getComputedStyle(document.documentElement).getPropertyValue(value.slice(4, -1)).trim();
    const lines = [], symbols = [];
    for (const path of svg.querySelectorAll('svg[viewBox] > path[stroke]:not([fill])')) {
        const matrix = path.getScreenCTM();
        const points = [];
        for (const [, part] of path.getAttribute('d').matchAll(/M([^M]*)/g)) {
            const numbers = part.match(/-?[0-9.]+/g).map(Number);
            let x = 0, y = 0;
            for (let at = 0; at + 1 < numbers.length; at += 2) {
                x += numbers[at]; y += numbers[at + 1];
                const point = new DOMPoint(x, y).matrixTransform(matrix);
                points.push({ x: point.x, y: point.y, starts: at === 0 });
            }
        }
        lines.push({ stroke: color(path.getAttribute('stroke')), points });
    }
    for (const mark of svg.querySelectorAll(':scope > circle, :scope > svg:not([viewBox]) > path')) {
        // An arrow's head has no edge, and stands off the mark by pixels.
        if (!mark.closest('[fill]').hasAttribute('stroke')) continue;
        const box = mark.getBBox(), matrix = mark.getScreenCTM();
        const middle = new DOMPoint(box.x + box.width / 2, box.y + box.height / 2).matrixTransform(matrix);
        symbols.push({ fill: color(mark.closest('[fill]').getAttribute('fill')), x: middle.x, y: middle.y });
    }
    return { count: 1, lines, symbols };
";

/// How far the lines and marks of a picture are from those that the app has painted, both ways, in pixels.
const FARTHEST: &str = "
    const poster = arguments[0];
    const stage = document.querySelector('.map-stage').getBoundingClientRect();
    const shapes = ['map-ground', 'map-marks'].flatMap((name) => {
        const box = document.querySelector(`.${name}`).getBoundingClientRect();
        return painted[name].shapes.map((shape) => ({ ...shape,
            points: shape.points.map(({ x, y, starts }) => ({ x: x + box.x, y: y + box.y, starts })) }));
    });
    const isIn = ({ x, y }) => x > stage.left && x < stage.right && y > stage.top && y < stage.bottom;
    const sampled = (points) => points.flatMap((to, at) => {
        const from = points[at - 1];
        if (to.starts || !from) return [to];
        const steps = Math.ceil(Math.hypot(to.x - from.x, to.y - from.y) / 4);
        if (steps > 4000) return [];
        return Array.from({ length: steps }, (_, step) => ({
            x: from.x + (to.x - from.x) * (step + 1) / steps, y: from.y + (to.y - from.y) * (step + 1) / steps }));
    }).filter(isIn);
    const toPieces = (points) => points.flatMap((to, at) => (to.starts || !at ? [] : [[points[at - 1], to]]));
    const distance = (point, [a, b]) => {
        const [dx, dy] = [b.x - a.x, b.y - a.y];
        const t = Math.max(0, Math.min(1, ((point.x - a.x) * dx + (point.y - a.y) * dy) / (dx * dx + dy * dy || 1)));
        return Math.hypot(point.x - a.x - t * dx, point.y - a.y - t * dy);
    };
    const farthest = (points, pieces) => Math.max(0, ...points.map((point) =>
        pieces.reduce((near, piece) => Math.min(near, distance(point, piece)), Infinity)));
    let line = 0, compared = 0, where = null;
    for (const stroke of new Set(poster.lines.map(({ stroke }) => stroke))) {
        const ofStroke = (shapes) => shapes.filter((shape) => shape.stroke === stroke).map(({ points }) => points);
        const [ours, live] = [ofStroke(poster.lines), ofStroke(shapes)];
        // Rivers have the colour of lakes' edges, and connections stand off marks by pixels.
        if (!['--im-coast', '--im-border-country', '--im-border-region'].some((name) =>
            getComputedStyle(document.documentElement).getPropertyValue(name).trim() === stroke)) continue;
        const near = (from, to) => farthest(from.flatMap(sampled), to.flatMap(toPieces));
        compared += ours.flatMap(sampled).length;
        const gap = near(ours, live);
        if (gap > line) {
            line = gap;
            const pieces = live.flatMap(toPieces);
            where = [stroke, ours.flatMap(sampled).find((point) => farthest([point], pieces) === gap)];
        }
    }
    const middles = shapes.filter(({ fill }) => fill).map(({ fill, points }) => ({ fill,
        x: (Math.min(...points.map(({ x }) => x)) + Math.max(...points.map(({ x }) => x))) / 2,
        y: (Math.min(...points.map(({ y }) => y)) + Math.max(...points.map(({ y }) => y))) / 2 }));
    const hues = ['--im-operation', '--im-lead'].map((name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim());
    const symbols = poster.symbols.filter(({ fill }) => hues.includes(fill));
    const mark = Math.max(...symbols.map((mark) => Math.min(...middles.filter(({ fill }) => fill === mark.fill)
        .map(({ x, y }) => Math.hypot(x - mark.x, y - mark.y)))));
    return { line, mark, where, compared, marks: symbols.length };
";

/// The place of the map's stage in the window.
const STAGE: &str = "const { x, y, width, height } = [...document.querySelectorAll('.map-stage')]
    .find((stage) => stage.checkVisibility()).getBoundingClientRect(); return [x, y, width, height]";

/// Opens the page and waits before the app has its story.
async fn open_without_story(page: &Page, fragment: &str) {
    let story = page.server.story_path();
    page.server.answer(&story, Answer::Hold);
    page.open_unready(fragment).await;
    let loaded = "return document.readyState === 'complete'";
    page.until("the page is there", loaded, json!([])).await;
}

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap_or(f64::INFINITY)
}

#[test]
fn the_picture_lies_where_the_map_will_be() {
    in_chromium(async |page| {
        let recorder = json!({ "source": include_str!("recorder.js") });
        page.cdp("Page.addScriptToEvaluateOnNewDocument", recorder)
            .await;
        for (width, height) in [
            (360, 740),
            (640, 480),
            (1280, 800),
            (777, 555),
            (1600, 1000),
        ] {
            page.resize(width, height).await;
            open_without_story(page, "").await;
            let picture = page.js(PICTURE, json!([])).await;
            assert_eq!(picture["count"], json!(1), "pictures at {width} × {height}");
            let place = page.js(STAGE, json!([])).await;
            page.server.heal();
            page.ready().await;
            assert_eq!(
                place,
                page.js(STAGE, json!([])).await,
                "the stage at {width} × {height}"
            );
            let gone = "return document.querySelectorAll('.map-poster').length === 0";
            page.until("the picture has gone", gone, json!([])).await;
            let far = page.js(FARTHEST, json!([picture])).await;
            println!("{width} × {height}: {far}");
            assert!(number(&far["compared"]) > 200.0, "{far}");
            assert!(number(&far["marks"]) >= 4.0, "{far}");
            assert!(number(&far["line"]) <= 1.0, "{width} × {height}: {far}");
            assert!(number(&far["mark"]) <= 1.0, "{width} × {height}: {far}");
        }
    });
}

/// How many pictures are seen.
async fn seen(page: &Page) -> Value {
    let script = "return [...document.querySelectorAll('.map-poster')].filter((svg) => svg.checkVisibility()).length";
    page.js(script, json!([])).await
}

#[test]
fn a_state_in_the_address_takes_its_place_at_once() {
    in_engines(&ALL, async |page| {
        for (fragment, pictures, theme) in [
            ("", 1, Value::Null),
            ("#cards", 1, Value::Null),
            ("#?secret=abc", 1, Value::Null),
            ("#v=1&sel=rudnyi", 0, Value::Null),
            ("#v=1&theme=dark", 0, json!("dark")),
            ("#theme=light&v=1", 0, json!("light")),
            ("#v=1&theme=purple", 0, Value::Null),
        ] {
            // With nothing that starts the app only the early script can have seen the address.
            let boot = "return document.querySelector('script[type=module]').getAttribute('src')";
            page.open_unready("").await;
            let boot = page.js(boot, json!([])).await;
            let boot = boot.as_str().unwrap().trim_start_matches("./");
            page.server.answer(boot, Answer::Bytes(Vec::new()));
            page.open_unready(fragment).await;
            let there = "return document.querySelector('.map-poster') !== null";
            page.until("the page is there", there, json!([])).await;
            assert_eq!(seen(page).await, json!(pictures), "{fragment}");
            let script = "return document.documentElement.dataset.theme ?? null";
            assert_eq!(page.js(script, json!([])).await, theme, "{fragment}");
            page.server.heal();
        }
    });
}

/// Notes in each document whether map and text are shown in the first frame that could have both.
const FIRST_FRAME: &str = "
    const note = () => {
        const [map, text] = ['.map-poster-narrow, .map-poster-wide', '.page-foot'].map((parts) => document.querySelectorAll(parts));
        if (!map.length || !text.length) return requestAnimationFrame(note);
        window.firstFrame = [map, text].map((parts) => [...parts].some((part) => part.checkVisibility()));
    };
    requestAnimationFrame(note);
";

#[test]
fn the_map_comes_before_the_text_below_it_only_to_who_starts_at_the_top() {
    in_chromium(async |page| {
        let boot = "return document.querySelector('script[type=module]').getAttribute('src')";
        page.open_unready("").await;
        let boot = page.js(boot, json!([])).await;
        let boot = boot.as_str().unwrap().trim_start_matches("./");
        page.server.answer(boot, Answer::Bytes(Vec::new()));
        let add = "Page.addScriptToEvaluateOnNewDocument";
        let script = page.cdp(add, json!({ "source": FIRST_FRAME })).await;
        for (fragment, has_text) in [("", false), ("#cards", true)] {
            page.open_unready(fragment).await;
            let first = page
                .until("a frame", "return window.firstFrame", json!([]))
                .await;
            assert_eq!(first, json!([true, has_text]), "{fragment}");
            let text = "return ['.legend', '.phases', '.card', '.page-foot'].every(
                (part) => document.querySelector(part).checkVisibility())";
            page.until("all the text is shown", text, json!([])).await;
        }
        let remove = "Page.removeScriptToEvaluateOnNewDocument";
        page.cdp(remove, json!({ "identifier": script["identifier"] }))
            .await;
        page.server.heal();
    });
}

#[test]
fn what_is_fetched_ahead_is_fetched_once() {
    in_chromium(async |page| {
        page.open("").await;
        let counts = "
            const names = performance.getEntriesByType('resource').map(({ name }) => name);
            const ahead = [...document.querySelectorAll('link[rel=preload], link[rel=modulepreload]')];
            return ahead.map(({ href }) => names.filter((name) => name === href).length)";
        let counts = page.js(counts, json!([])).await;
        let counts = counts.as_array().unwrap();
        assert!(counts.len() >= 5, "{counts:?}");
        assert!(counts.iter().all(|count| *count == json!(1)), "{counts:?}");
    });
}

#[test]
fn the_picture_stays_where_the_app_does_not_start() {
    in_chromium(async |page| {
        page.expect_in_console("could not start");
        page.expect_in_console(".wasm");
        page.open_unready("").await;
        let wasm =
            "return document.querySelector('link[type=\"application/wasm\"]').getAttribute('href')";
        let wasm = page.js(wasm, json!([])).await;
        page.server.answer(
            wasm.as_str().unwrap().trim_start_matches("./"),
            Answer::Status(404),
        );
        page.open_unready("").await;
        let told = "return !document.getElementById('boot-problem').hidden";
        page.until("the page says that there is no app", told, json!([]))
            .await;
        assert_eq!(seen(page).await, json!(1));
        let name = page
            .js(
                "return document.querySelector('.map-poster').getAttribute('aria-label')",
                json!([]),
            )
            .await;
        assert!(
            name.as_str()
                .unwrap()
                .ends_with("3 operations, 2 leads · reported in 4 regions")
        );
    });
}

/// Until the finer ground has come the picture lies above the map; it goes when the map shows something else.
#[test]
fn the_picture_goes_as_soon_as_the_map_shows_something_else() {
    in_chromium(async |page| {
        page.resize(1280, 800).await;
        let index = "return document.querySelector('meta[name=\"incident-map:basemap\"]').content.replace('index.json', 'medium.topo.json')";
        page.open_unready("").await;
        let medium = page.js(index, json!([])).await;
        let medium = medium.as_str().unwrap().trim_start_matches("./").to_owned();
        for change in ["zoom", "select", "language"] {
            page.server.answer(&medium, Answer::Hold);
            page.open_unready("").await;
            let painted =
                "return performance.getEntriesByName('incident-map:painted').length === 1";
            page.until("the map is painted", painted, json!([])).await;
            assert_eq!(seen(page).await, json!(1), "before {change}");
            let script = match change {
                "zoom" => "find([['button', 'Zoom in']]).click()",
                "select" => "all('button', find([['list', 'Reports on the map']]))[0].click()",
                _ => "const choice = document.querySelector('.language-switch select');
                    choice.value = 'ru'; choice.dispatchEvent(new Event('change', { bubbles: true }))",
            };
            page.js(script, json!([])).await;
            let gone = "return document.querySelectorAll('.map-poster').length === 0";
            page.until(&format!("{change} takes the picture away"), gone, json!([]))
                .await;
            page.server.heal();
        }
    });
}

/// Holds the marks of a picture against the buttons above the app's marks.
async fn assert_marks_in_place(page: &Page, picture: &Value, live: &[Mark]) {
    assert_eq!(picture["count"], json!(1), "one picture is seen");
    // The dots of cities are no marks.
    let hues = page
        .js("return ['--im-operation', '--im-lead'].map((name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim())", json!([]))
        .await;
    let hues = hues.as_array().unwrap();
    let marks = picture["symbols"].as_array().unwrap();
    let mut count = 0;
    for mark in marks.iter().filter(|mark| hues.contains(&mark["fill"])) {
        let (x, y) = (number(&mark["x"]), number(&mark["y"]));
        let gaps = live.iter().map(|live| (live.x - x).hypot(live.y - y));
        let gap = gaps.fold(f64::INFINITY, f64::min);
        assert!(gap <= 1.0, "{mark} is {gap} px off");
        count += 1;
    }
    assert_eq!(count, 4, "marks of places");
}

#[test]
fn the_picture_has_its_marks_in_place() {
    in_engines(&ALL, async |page| {
        open_without_story(page, "").await;
        let picture = page.js(PICTURE, json!([])).await;
        page.server.heal();
        page.ready().await;
        let live = page.still_marks().await;
        assert_marks_in_place(page, &picture, &live).await;
        assert_eq!(seen(page).await, json!(0));
    });
}

/// In a frame that may run no script: what is in it can be looked at from outside in every engine.
#[test]
fn the_picture_is_there_without_any_script() {
    in_engines(&ALL, async |page| {
        page.expect_in_console("frame is sandboxed");
        open_article(page, "sandbox='allow-same-origin'").await;
        let inside = "const document = frames[0].document;";
        let told = format!(
            "{inside} return all('article').length === 5 && text(all('main')[0]).length > 0
            && [...document.querySelectorAll('noscript')].some((it) => it.checkVisibility())"
        );
        page.until("the story, and a word on the map", &told, json!([]))
            .await;
        let picture = page.js(&format!("{inside} {PICTURE}"), json!([])).await;
        let place = page.js(&format!("{inside} {STAGE}"), json!([])).await;
        // The same with script, which would have the page fill the frame.
        open_article(page, "src='index.html?layout=page'").await;
        page.driver.enter_frame(0).await.unwrap();
        page.ready().await;
        // The word on the map stands above the page.
        let now = page.js(STAGE, json!([])).await;
        assert_eq!(
            (&place[2], &place[3]),
            (&now[2], &now[3]),
            "the stage's size"
        );
        let mut live = page.still_marks().await;
        for mark in &mut live {
            mark.x += number(&place[0]) - number(&now[0]);
            mark.y += number(&place[1]) - number(&now[1]);
        }
        assert_marks_in_place(page, &picture, &live).await;
    });
}

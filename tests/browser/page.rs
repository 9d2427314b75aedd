//! A page in a browser, used as a person would use it.

use std::cell::{Cell, RefCell};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use thirtyfour::common::command::{Actions, Command};
use thirtyfour::error::WebDriverResult;
use thirtyfour::{WebDriver, WebElement};

use super::drivers::Engine;
use super::server::Server;

/// How long anything may take.
const PATIENCE: Duration = Duration::from_secs(20);
/// Between two looks at the page.
const LOOK_AGAIN: Duration = Duration::from_millis(40);

/// Roles and names, each within the one before.
pub type Path<'a> = &'a [(&'a str, &'a str)];

/// The story's incidents.
pub const UST_KAMENOGORSK: &str = "Laboratory behind a furniture business";
pub const KOSTANAY: &str = "Reported link to a laboratory in Kostanay";
pub const RUDNYI: &str = "Laboratory at a rented home";
pub const ALMATY_REGION: &str = "Reported mephedrone production";

/// Where a mark stands in the window.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    pub name: String,
    pub x: f64,
    pub y: f64,
}

/// How far the marks have moved, and by how much they have spread (no number where only one is in view). Areas do not count: theirs is the part in view.
pub fn movement(before: &[Mark], after: &[Mark]) -> (f64, f64, f64) {
    let both: Vec<(&Mark, &Mark)> = before
        .iter()
        .filter(|mark| !mark.name.contains(ALMATY_REGION))
        .filter_map(|mark| Some((mark, after.iter().find(|after| after.name == mark.name)?)))
        .collect();
    let (Some(first), Some(last)) = (both.first(), both.last()) else {
        panic!("no mark to compare: {before:?} {after:?}");
    };
    let length = |a: &Mark, b: &Mark| (a.x - b.x).hypot(a.y - b.y);
    let spread = length(first.1, last.1) / length(first.0, last.0);
    (first.1.x - first.0.x, first.1.y - first.0.y, spread)
}

/// A page, with the server it comes from.
pub struct Page {
    pub driver: WebDriver,
    pub server: Server,
    pub engine: Engine,
    /// How far the wheel has been turned since the browser was started, in pixels.
    pub turned: Cell<i64>,
    expected_in_console: RefCell<Vec<String>>,
}

impl Page {
    pub fn new(driver: WebDriver, server: Server, engine: Engine) -> Self {
        Self {
            driver,
            server,
            engine,
            turned: Cell::default(),
            expected_in_console: RefCell::default(),
        }
    }

    /// Opens the site and waits until the map is painted and everything reacts.
    pub async fn open(&self, fragment: &str) {
        self.open_unready(fragment).await;
        self.ready().await;
    }

    /// Opens the site.
    pub async fn open_unready(&self, fragment: &str) {
        // A change of the fragment alone would not load the page anew.
        self.driver.goto("about:blank").await.unwrap();
        let address = format!("{}/{fragment}", self.server.origin());
        self.driver.goto(address).await.unwrap();
    }

    /// Waits until the map is painted and everything reacts.
    pub async fn ready(&self) {
        let script = "return ['painted', 'interactive', 'settled'].every(
            (name) => performance.getEntriesByName(`incident-map:${name}`, 'mark').length === 1
        ) && document.querySelectorAll('.map-stage .target').length > 0";
        self.until("the map is painted", script, json!([])).await;
        self.still_marks().await;
    }

    /// The result of a script that may use the functions of page.js.
    pub async fn js(&self, script: &str, arguments: Value) -> Value {
        let script = format!("{}\n{script}", include_str!("page.js"));
        let Value::Array(arguments) = arguments else {
            panic!("arguments are a list")
        };
        let result = self.driver.execute(script.as_str(), arguments).await;
        result
            .unwrap_or_else(|error| panic!("{error}\n{script}"))
            .json()
            .clone()
    }

    /// Waits until a script returns something true, and returns it.
    pub async fn until(&self, what: &str, script: &str, arguments: Value) -> Value {
        let began = Instant::now();
        loop {
            let value = self.js(script, arguments.clone()).await;
            if !matches!(value, Value::Null | Value::Bool(false)) {
                return value;
            }
            assert!(began.elapsed() < PATIENCE, "waited in vain: {what}");
            tokio::time::sleep(LOOK_AGAIN).await;
        }
    }

    /// Waits until something is true of the server.
    pub async fn until_server(&self, what: &str, is_true: impl Fn() -> bool) {
        let began = Instant::now();
        while !is_true() {
            assert!(began.elapsed() < PATIENCE, "waited in vain: {what}");
            tokio::time::sleep(LOOK_AGAIN).await;
        }
    }

    /// The element with this role and name, once it is there.
    pub async fn find(&self, path: Path<'_>) -> WebElement {
        self.until(
            &format!("{path:?}"),
            "return find(arguments[0]) !== null",
            json!([path]),
        )
        .await;
        let script = format!("{}\nreturn find(arguments[0])", include_str!("page.js"));
        let result = self
            .driver
            .execute(script.as_str(), vec![json!(path)])
            .await;
        result.unwrap().element().unwrap()
    }

    /// Whether there is an element with this role and name.
    pub async fn has(&self, path: Path<'_>) -> bool {
        self.js("return find(arguments[0]) !== null", json!([path]))
            .await
            == json!(true)
    }

    pub async fn click(&self, path: Path<'_>) {
        let element = self.find(path).await;
        let result = element.click().await;
        result.unwrap_or_else(|error| panic!("{path:?} cannot be clicked: {error}"));
    }

    /// The text of an element, as a screen reader has it.
    pub async fn text(&self, path: Path<'_>) -> String {
        self.find(path).await;
        let text = self
            .js("return text(find(arguments[0]))", json!([path]))
            .await;
        text.as_str().unwrap().to_owned()
    }

    /// Waits until an attribute of an element has a value.
    pub async fn until_attribute(&self, path: Path<'_>, attribute: &str, value: &str) {
        let script = "return find(arguments[0])?.getAttribute(arguments[1]) === arguments[2]";
        self.until(
            &format!("{path:?} has {attribute}={value}"),
            script,
            json!([path, attribute, value]),
        )
        .await;
    }

    /// The names of all elements with a role.
    pub async fn names(&self, role: &str, within: Path<'_>) -> Vec<String> {
        let script = "return all(arguments[0], arguments[1].length ? find(arguments[1]) : document).map(name)";
        let names = self.js(script, json!([role, within])).await;
        serde_json::from_value(names).unwrap()
    }

    pub async fn fragment(&self) -> String {
        self.js("return location.hash", json!([]))
            .await
            .as_str()
            .unwrap()
            .to_owned()
    }

    pub async fn until_fragment_has(&self, part: &str) {
        let script = "return location.hash.slice(1).split('&').includes(arguments[0])";
        self.until(&format!("the address has {part}"), script, json!([part]))
            .await;
    }

    /// Where the marks are, once they stand still.
    pub async fn still_marks(&self) -> Vec<Mark> {
        let mut before = Vec::new();
        let mut since = Instant::now();
        let began = Instant::now();
        loop {
            let now = self.marks().await;
            if now != before {
                before = now;
                since = Instant::now();
            } else if since.elapsed() > 4 * LOOK_AGAIN {
                // A busy browser may not have painted for longer than that.
                self.js("return afterFrames(3)", json!([])).await;
                if self.marks().await == now {
                    return now;
                }
            }
            assert!(began.elapsed() < PATIENCE, "the marks do not come to rest");
            tokio::time::sleep(LOOK_AGAIN).await;
        }
    }

    /// Where the marks are, once they have left `before` and stand still again.
    pub async fn moved_marks(&self, before: &[Mark]) -> Vec<Mark> {
        let began = Instant::now();
        while self.marks().await == before {
            assert!(began.elapsed() < PATIENCE, "the marks do not move");
            tokio::time::sleep(LOOK_AGAIN).await;
        }
        self.still_marks().await
    }

    async fn marks(&self) -> Vec<Mark> {
        let marks = self.js("return marks() ?? []", json!([])).await;
        let mark = |mark: &Value| Mark {
            name: mark["name"].as_str().unwrap().to_owned(),
            x: mark["x"].as_f64().unwrap(),
            y: mark["y"].as_f64().unwrap(),
        };
        marks.as_array().unwrap().iter().map(mark).collect()
    }

    /// The pixels of a canvas: a number that stands for them, and how many colours there are.
    pub async fn picture(&self, selector: &str) -> (i64, u64) {
        let picture = self
            .js("return picture(arguments[0])", json!([selector]))
            .await;
        (
            picture["hash"].as_i64().unwrap(),
            picture["colours"].as_u64().unwrap(),
        )
    }

    /// Performs WebDriver actions.
    pub async fn act(&self, sources: Value) {
        let actions = Actions::from(sources);
        self.driver
            .handle()
            .cmd(Command::PerformActions(actions))
            .await
            .unwrap();
    }

    /// Presses and releases a key.
    pub async fn press(&self, key: char) {
        let down = json!({ "type": "keyDown", "value": key });
        let up = json!({ "type": "keyUp", "value": key });
        self.act(json!([{ "type": "key", "id": "keys", "actions": [down, up] }]))
            .await;
    }

    /// What has the focus: its name.
    pub async fn focused(&self) -> String {
        let focused = self
            .js("return name(document.activeElement)", json!([]))
            .await;
        focused.as_str().unwrap().to_owned()
    }

    /// The middle of an element in the window.
    pub async fn middle(&self, path: Path<'_>) -> (i64, i64) {
        let element = self.find(path).await;
        element.scroll_into_view().await.unwrap();
        let script = "const r = find(arguments[0]).getBoundingClientRect(); return [r.x + r.width / 2, r.y + r.height / 2]";
        let middle = self.js(script, json!([path])).await;
        let at = |index: usize| middle[index].as_f64().unwrap().round() as i64;
        (at(0), at(1))
    }

    /// Touches an element with a finger.
    pub async fn tap(&self, path: Path<'_>) {
        let (x, y) = self.middle(path).await;
        let actions = json!([
            { "type": "pointerMove", "origin": "viewport", "x": x, "y": y, "duration": 0 },
            { "type": "pointerDown", "button": 0 },
            { "type": "pointerUp", "button": 0 },
        ]);
        let finger = json!([{ "type": "pointer", "id": "finger", "parameters": { "pointerType": "touch" }, "actions": actions }]);
        self.act(finger).await;
    }

    /// Gives the page an exact size. Chromium only.
    pub async fn resize(&self, width: u32, height: u32) {
        let size =
            json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.cdp("Emulation.setDeviceMetricsOverride", size).await;
    }

    /// Sets what the reader prefers, such as `("prefers-color-scheme", "dark")`. Chromium only.
    pub async fn prefer(&self, feature: &str, value: &str) {
        let media = json!({ "features": [{ "name": feature, "value": value }] });
        self.cdp("Emulation.setEmulatedMedia", media).await;
    }

    /// A command of Chromium's own protocol.
    pub async fn cdp(&self, method: &str, parameters: Value) -> Value {
        self.driver
            .cdp()
            .send_raw(method, parameters)
            .await
            .unwrap()
    }

    /// Lines with this in them may stand in the console.
    pub fn expect_in_console(&self, part: &str) {
        self.expected_in_console.borrow_mut().push(part.to_owned());
    }

    /// No errors, nothing that the policy blocked, no request to another host.
    pub async fn assert_quiet(&self) {
        let loud = self.console().await;
        let expected = self.expected_in_console.take();
        let loud: Vec<&String> = loud
            .iter()
            .filter(|line| !expected.iter().any(|part| line.contains(part)))
            .collect();
        assert!(loud.is_empty(), "the console says: {loud:#?}");
        let script = "return performance.getEntriesByType('resource').map((entry) => entry.name)";
        let addresses = self.js(script, json!([])).await;
        let origin = self.server.origin();
        for address in addresses.as_array().unwrap() {
            let address = address.as_str().unwrap();
            assert!(
                address.starts_with(&origin)
                    || address.starts_with("data:")
                    || address.starts_with("blob:"),
                "a request to another host: {address}"
            );
        }
        let log = self.server.log();
        assert!(!log.is_empty());
        assert!(
            log.iter().all(|request| origin.ends_with(&request.host)),
            "{log:?}"
        );
    }

    /// Errors in the console, and all that speaks of the policy. The drivers of other engines keep no such log: there it
    /// is what the page itself says, which tells of a defect that has ended the app.
    async fn console(&self) -> Vec<String> {
        if self.engine != Engine::Chromium {
            return self.names("alert", &[]).await;
        }
        let entries = self.driver.handle().browser_log().await.unwrap();
        let is_error = |level: &str, message: &str| {
            (level == "SEVERE" || message.contains("Content Security Policy"))
                // Chromium does not check the integrity of a preload, and says so; the page loses nothing by it.
                && !(message.contains("integrity") && message.contains("preload"))
        };
        entries
            .into_iter()
            .filter(|entry| is_error(&entry.level, &entry.message))
            .map(|entry| format!("{} {}", entry.level, entry.message))
            .collect()
    }

    /// Tells what the page looked like when a test failed.
    pub async fn report(&self) {
        let script = "return `${location.href}\n${document.body.innerText.slice(0, 600)}`";
        if let Ok(page) = self.driver.execute(script, vec![]).await {
            eprintln!("The page: {}", page.json().as_str().unwrap_or_default());
        }
        if self.engine == Engine::Chromium
            && let Ok(log) = self.driver.handle().browser_log().await
        {
            eprintln!("The console: {log:#?}");
        }
    }

    pub async fn quit(self) -> WebDriverResult<()> {
        self.driver.quit().await
    }
}

/// A message of the interface in English.
pub fn message(key: &str) -> String {
    let texts: Value = serde_json::from_str(include_str!("../../public/i18n/en.json")).unwrap();
    let text = texts[key].as_str();
    text.unwrap_or_else(|| panic!("there is no message {key}"))
        .to_owned()
}

/// Path of an incident's button on the map.
pub fn on_map(button: &str) -> [(&str, &str); 2] {
    [("list", "Reports on the map"), ("button", button)]
}

/// Path of an incident's button on the timeline.
pub fn on_timeline(button: &str) -> [(&str, &str); 2] {
    [("list", "Timeline"), ("button", button)]
}

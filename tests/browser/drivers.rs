//! Starts browsers through their drivers, and ends them whatever the test did.

use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::pin::pin;
use std::process::{Child, Command, Stdio};
use std::sync::{Mutex, PoisonError};
use std::task::Poll;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use thirtyfour::{Capabilities, WebDriver};

use super::page::Page;
use super::server::Server;

/// The engines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    Chromium,
    Firefox,
    WebKit,
}

/// Every engine.
pub const ALL: [Engine; 3] = [Engine::Chromium, Engine::Firefox, Engine::WebKit];

/// The engines whose drivers have fingers. WebKit's answers a touch with success, but what the page hears of is a mouse.
pub const WITH_FINGERS: [Engine; 2] = [Engine::Chromium, Engine::Firefox];

/// Runs a test in Chromium. At the end the page must be quiet, as [`Page::assert_quiet`] has it.
pub fn in_chromium(test: impl AsyncFnOnce(&Page)) {
    in_engine(Engine::Chromium, async |page| {
        test(page).await;
        page.assert_quiet().await;
    });
}

/// The same with another site than that under test.
pub fn in_chromium_at(site: &Path, test: impl AsyncFnOnce(&Page)) {
    in_engine_at(Engine::Chromium, Server::of(site), async |page| {
        test(page).await;
        page.assert_quiet().await;
    });
}

/// Runs a test in each of these engines, also where it has failed in one before. At the end the page must be quiet.
pub fn in_engines(engines: &[Engine], test: impl AsyncFn(&Page)) {
    let fails = |engine: &&Engine| {
        let run = || {
            in_engine(**engine, async |page| {
                test(page).await;
                page.assert_quiet().await;
            });
        };
        std::panic::catch_unwind(std::panic::AssertUnwindSafe(run)).is_err()
    };
    let failed: Vec<&Engine> = engines.iter().filter(fails).collect();
    assert!(failed.is_empty(), "failed in {failed:?}");
}

/// WebKit has no headless mode: its windows are on one screen, and where one opens, another loses the keyboard.
static WEBKIT: Mutex<()> = Mutex::new(());

/// Runs a test in a browser of its own, on a server of its own.
pub fn in_engine(engine: Engine, test: impl AsyncFnOnce(&Page)) {
    in_engine_at(engine, Server::start(), test);
}

fn in_engine_at(engine: Engine, server: Server, test: impl AsyncFnOnce(&Page)) {
    let _alone =
        (engine == Engine::WebKit).then(|| WEBKIT.lock().unwrap_or_else(PoisonError::into_inner));
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async {
        let profile = tempfile::tempdir().unwrap();
        let (driver_process, driver) = start_browser(engine, profile.path()).await;
        let page = Page::new(driver, server, engine);
        let result = {
            let mut test = pin!(test(&page));
            std::future::poll_fn(|context| {
                let poll = || test.as_mut().poll(context);
                match std::panic::catch_unwind(std::panic::AssertUnwindSafe(poll)) {
                    Ok(Poll::Pending) => Poll::Pending,
                    Ok(Poll::Ready(())) => Poll::Ready(Ok(())),
                    Err(panic) => Poll::Ready(Err(panic)),
                }
            })
            .await
        };
        if result.is_err() {
            eprintln!("In {engine:?}:");
            page.report().await;
        }
        let quit = page.quit().await;
        drop(driver_process);
        match result {
            Err(panic) => std::panic::resume_unwind(panic),
            Ok(()) => quit.expect("the browser did not quit"),
        }
    });
}

/// Starts a browser and its driver. A port that was free may be another driver's a moment later, so that one of them
/// ends at once: whoever loses tries again.
async fn start_browser(engine: Engine, profiles: &Path) -> (Driver, WebDriver) {
    const TRIES: usize = 4;
    let mut errors = Vec::new();
    for number in 0..TRIES {
        let Some((driver_process, port)) = start_driver(engine) else {
            errors.push("the driver ended".to_owned());
            continue;
        };
        let profile = profiles.join(number.to_string());
        let capabilities = capabilities(engine, profile.to_str().unwrap());
        match WebDriver::new(format!("http://127.0.0.1:{port}"), capabilities).await {
            Ok(driver) => {
                if engine == Engine::WebKit {
                    // No option says so.
                    driver.set_window_rect(0, 0, 1280, 800).await.unwrap();
                }
                return (driver_process, driver);
            }
            Err(error) => errors.push(error.to_string()),
        }
    }
    panic!("{engine:?} did not start: {}", errors.join("; "));
}

/// A driver; it ends with this.
struct Driver(Child);

impl Driver {
    fn is_running(&mut self) -> bool {
        matches!(self.0.try_wait(), Ok(None))
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        drop(self.0.kill());
        drop(self.0.wait());
    }
}

fn free_port() -> u16 {
    let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    listener.local_addr().unwrap().port()
}

fn start_driver(engine: Engine) -> Option<(Driver, u16)> {
    let port = free_port();
    let mut command = match engine {
        Engine::Chromium => Command::new("chromedriver"),
        Engine::Firefox => Command::new("geckodriver"),
        Engine::WebKit => Command::new("WebKitWebDriver"),
    };
    command.arg(format!("--port={port}"));
    if engine == Engine::Firefox {
        command.arg(format!("--websocket-port={}", free_port()));
    }
    let child = command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap_or_else(|error| {
            panic!("the driver of {engine:?} is not there ({error}); `make test` installs it")
        });
    let mut driver = Driver(child);
    let began = Instant::now();
    while TcpStream::connect(("127.0.0.1", port)).is_err() {
        assert!(
            began.elapsed() < Duration::from_secs(20),
            "the driver of {engine:?} does not answer"
        );
        if !driver.is_running() {
            return None;
        }
        std::thread::yield_now();
    }
    // Who answers may be another test's driver.
    driver.is_running().then_some((driver, port))
}

fn capabilities(engine: Engine, profile: &str) -> Capabilities {
    let value = match engine {
        Engine::Chromium => json!({
            "browserName": "chrome",
            "goog:loggingPrefs": { "browser": "ALL" },
            "goog:chromeOptions": with_binary(&["chromium", "chromium-browser", "google-chrome"], json!({
                "args": [
                    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                    "--disable-background-networking", "--disable-component-update", "--disable-sync",
                    "--hide-scrollbars", "--accept-lang=en-US,en", "--window-size=1280,800",
                    format!("--user-data-dir={profile}"),
                ],
            })),
        }),
        Engine::Firefox => json!({
            "browserName": "firefox",
            "moz:firefoxOptions": with_binary(&["firefox-esr", "firefox"], json!({
                "args": ["-headless", "--width=1280", "--height=800"],
                "prefs": { "intl.accept_languages": "en-US, en" },
            })),
        }),
        Engine::WebKit => json!({
            "browserName": "MiniBrowser",
            "webkitgtk:browserOptions": { "binary": mini_browser(), "args": ["--automation"] },
        }),
    };
    serde_json::from_value(value).unwrap()
}

fn with_binary(names: &[&str], mut options: Value) -> Value {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    let found = names
        .iter()
        .flat_map(|name| folders.iter().map(move |folder| folder.join(name)))
        .find(|file| file.is_file());
    if let Some(file) = found {
        options["binary"] = json!(file);
    }
    options
}

/// WebKit's test browser lies beside the library, not on `PATH`.
fn mini_browser() -> PathBuf {
    let folders = std::fs::read_dir("/usr/lib")
        .into_iter()
        .flatten()
        .flatten();
    let libraries = folders
        .map(|entry| entry.path())
        .chain(["/usr/lib".into(), "/usr/libexec".into()]);
    libraries
        .flat_map(|folder| {
            ["webkit2gtk-4.1", "webkitgtk-6.0"]
                .map(|version| folder.join(version).join("MiniBrowser"))
        })
        .find(|file| file.is_file())
        .expect("WebKit's MiniBrowser is not there; `make test` installs it")
}

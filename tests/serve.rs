//! `incident-map serve` as a person uses it: a real server, asked as a browser asks.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used
)]

mod made_up;

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, ChildStdout, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use made_up::{command, run, said, story, write_shell};
use reqwest::blocking::{Client, Response};
use serde_json::Value;
use tempfile::TempDir;

/// Nothing takes so long; a test that waits for what does not come fails then.
const AT_MOST: Duration = Duration::from_secs(60);

/// A served story.
struct Preview {
    folder: TempDir,
    server: Child,
    said: BufReader<ChildStdout>,
    address: String,
    client: Client,
}

impl Preview {
    fn of(story: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        write_shell(&folder.path().join("shell"));
        fs::create_dir(folder.path().join("words")).unwrap();
        fs::write(folder.path().join("story.geojson"), story).unwrap();
        let arguments = [
            "serve",
            "story.geojson",
            "--port",
            "0",
            "--interface",
            "words",
        ];
        let mut command = command(folder.path(), &arguments);
        let mut server = command
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut said = BufReader::new(server.stdout.take().unwrap());
        let mut line = String::new();
        said.read_line(&mut line).unwrap();
        let address = line.split_whitespace().next().unwrap().to_owned();
        assert!(address.starts_with("http://127.0.0.1:"), "{line}");
        let client = Client::builder().timeout(AT_MOST);
        let client = client
            .redirect(reqwest::redirect::Policy::none())
            .build()
            .unwrap();
        Self {
            folder,
            server,
            said,
            address,
            client,
        }
    }

    fn get(&self, path: &str) -> Response {
        self.client
            .get(format!("{}{path}", self.address))
            .send()
            .unwrap()
    }

    fn text(&self, path: &str) -> String {
        let answer = self.get(path);
        assert_eq!(answer.status().as_u16(), 200, "{path}");
        answer.text().unwrap()
    }

    fn save(&self, file: &str, content: &str) {
        fs::write(self.folder.path().join(file), content).unwrap();
    }

    /// What pages are told from now on.
    fn events(&self) -> Receiver<Value> {
        let answer = BufReader::new(self.get("__preview/events"));
        let (sender, receiver) = channel();
        thread::spawn(move || {
            let mut data = String::new();
            for line in answer.lines().map_while(Result::ok) {
                match line.strip_prefix("data:") {
                    Some(more) => data.push_str(more),
                    None if line.is_empty() && !data.is_empty() => {
                        let event = serde_json::from_str(&data).unwrap();
                        data.clear();
                        if sender.send(event).is_err() {
                            return;
                        }
                    }
                    None => {}
                }
            }
        });
        receiver
    }

    fn next_line(&mut self) -> String {
        let mut line = String::new();
        self.said.read_line(&mut line).unwrap();
        line.trim().to_owned()
    }

    /// The answer to a request as it is written here: a client would mend its path and host.
    fn raw(&self, request: &str) -> String {
        let address = self
            .address
            .trim_start_matches("http://")
            .trim_end_matches('/');
        let mut stream = TcpStream::connect(address).unwrap();
        stream.set_read_timeout(Some(AT_MOST)).unwrap();
        write!(stream, "{request}").unwrap();
        let mut answer = String::new();
        let _ = stream.read_to_string(&mut answer);
        answer
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

/// The next event for which this holds.
fn wait_for(events: &Receiver<Value>, holds: impl Fn(&Value) -> bool) -> Value {
    loop {
        let event = events.recv_timeout(AT_MOST).expect("an event");
        if holds(&event) {
            return event;
        }
    }
}

#[test]
fn a_page_is_told_of_every_save() {
    let mut preview = Preview::of(&story("A storm", &["en"], &["A bridge"]));
    let page = preview.text("");
    let script = "<script type=\"module\" src=\"/__preview/preview.js?site=";
    let (_, site) = page.split_once(script).unwrap();
    let site = site.split_once('"').unwrap().0.to_owned();
    let events = preview.events();
    let first = wait_for(&events, |_| true);
    assert_eq!(
        (&first["site"], &first["issues"]),
        (&site.clone().into(), &0.into())
    );
    assert_eq!(first["problem"], Value::Null);
    assert!(preview.text("__preview/preview.js").contains("EventSource"));

    // A change of the story, and one that an editor makes by putting another file in its place.
    preview.save(
        "story.geojson",
        &story("A flood", &["en"], &["A bridge", "A road"]),
    );
    let flood = wait_for(&events, |event| event["site"] != first["site"]);
    let page = preview.text("");
    assert!(page.contains("A flood") && page.contains(flood["site"].as_str().unwrap()));
    assert_eq!(preview.next_line(), "rebuilt: 2 records, 0 issues");
    preview.save("other", &story("Calm", &["en"], &["A bridge"]));
    let at = |file: &str| preview.folder.path().join(file);
    fs::rename(at("other"), at("story.geojson")).unwrap();
    wait_for(&events, |event| event["site"] != flood["site"]);
    assert!(preview.text("").contains("Calm"));
    assert_eq!(preview.next_line(), "rebuilt: 1 records, 0 issues");

    // Interface texts belong to it too.
    let words = r#"{"language-name":"English","cards-label":"Our own heading"}"#;
    preview.save("words/en.json", words);
    wait_for(&events, |_| preview.text("").contains("Our own heading"));
}

#[test]
fn issues_are_told_and_an_unusable_file_leaves_the_last_site() {
    let preview = Preview::of(&story("A storm", &["en"], &["A bridge"]));
    let events = preview.events();
    let first = wait_for(&events, |_| true);
    preview.save("story.geojson", "{\"type\": \"FeatureCollection\", ");
    let told = wait_for(&events, |event| event["problem"] != Value::Null);
    assert_eq!(told["site"], first["site"]);
    assert!(
        told["problem"].as_str().unwrap().contains("story.geojson"),
        "{told}"
    );
    assert!(preview.text("").contains("A storm"));

    let wrong = story("A storm", &["en"], &["A bridge"]).replace(
        "\"summary\":\"What",
        "\"when\":\"2024-02-31\",\"summary\":\"What",
    );
    preview.save("story.geojson", &wrong);
    let told = wait_for(&events, |event| event["problem"] == Value::Null);
    assert_eq!(told["issues"], 1);
    assert!(
        told["text"].as_str().unwrap().contains("2024-02-31"),
        "{told}"
    );

    preview.save("story.geojson", &story("A storm", &["en"], &["A bridge"]));
    let told = wait_for(&events, |event| event["issues"] == 0);
    assert_eq!(
        (&told["problem"], &told["text"]),
        (&Value::Null, &"".into())
    );
    assert_eq!(
        told["site"], first["site"],
        "the same story is the same site"
    );
}

#[test]
fn what_is_built_has_nothing_of_the_preview() {
    let preview = Preview::of(&story("A storm", &["en"], &["A bridge"]));
    let output = run(
        preview.folder.path(),
        &["build", "story.geojson", "-o", "site", "--no-precompress"],
    );
    assert!(output.status.success(), "{}", said(&output));
    let built = fs::read_to_string(preview.folder.path().join("site/index.html")).unwrap();
    let served = preview.text("");
    let (before, rest) = served
        .split_once("<script type=\"module\" src=\"/__preview/")
        .unwrap();
    let (_, after) = rest.split_once("</script>").unwrap();
    assert!(built == format!("{before}{after}"));
    // The page's own policy lets the script run and ask.
    let policy = preview.get("").headers()["content-security-policy"]
        .to_str()
        .unwrap()
        .to_owned();
    assert!(policy.contains("script-src 'self'") && policy.contains("connect-src 'self'"));
}

#[test]
fn a_repeated_visit_costs_little() {
    let preview = Preview::of(&story("A storm", &["en"], &["A bridge"]));
    for path in ["", "data/story.geojson"] {
        let first = preview.get(path);
        let etag = first.headers()["etag"].to_str().unwrap().to_owned();
        let length = first.text().unwrap().len();
        let address = format!("{}{path}", preview.address);
        let again = preview
            .client
            .get(&address)
            .header("if-none-match", &etag)
            .send()
            .unwrap();
        assert_eq!(again.status().as_u16(), 304, "{path}");
        assert_eq!(again.text().unwrap(), "");
        let head = preview.client.head(&address).send().unwrap();
        assert_eq!(head.status().as_u16(), 200);
        assert_eq!(
            head.headers()["content-length"],
            length.to_string(),
            "{path}"
        );
        assert_eq!(head.text().unwrap(), "");
    }
}

#[test]
fn nothing_but_the_site_is_served_and_only_to_this_machine() {
    let preview = Preview::of(&story("A storm", &["en"], &["A bridge"]));
    for path in [
        "/../story.geojson",
        "/%2e%2e/story.geojson",
        "/data/..%2f..%2fstory.geojson",
        "/..%5cstory.geojson",
        "//etc/passwd",
        "/%2fetc%2fpasswd",
        "/story.geojson",
        "/shell/app.js",
    ] {
        let request =
            format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        let answer = preview.raw(&request);
        assert!(answer.starts_with("HTTP/1.1 404 "), "{path}: {answer}");
    }
    for (host, status) in [
        ("Host: localhost:80\r\n", "200"),
        ("Host: evil.example\r\n", "403"),
        ("Host: 127.0.0.1.evil.example\r\n", "403"),
        ("", "403"),
    ] {
        let answer = preview.raw(&format!(
            "GET / HTTP/1.1\r\n{host}Connection: close\r\n\r\n"
        ));
        assert!(
            answer.starts_with(&format!("HTTP/1.1 {status} ")),
            "{host}: {answer}"
        );
    }
}

#[test]
fn a_port_that_is_taken_is_named() {
    let preview = Preview::of(&story("A storm", &["en"], &["A bridge"]));
    let port = preview
        .address
        .trim_end_matches('/')
        .rsplit(':')
        .next()
        .unwrap();
    let output = run(
        preview.folder.path(),
        &["serve", "story.geojson", "--port", port],
    );
    assert_eq!(output.status.code(), Some(1));
    assert!(
        said(&output).contains(port) && said(&output).contains("--port"),
        "{}",
        said(&output)
    );
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_it_although_a_page_listens() {
    let mut preview = Preview::of(&story("A storm", &["en"], &["A bridge"]));
    let events = preview.events();
    wait_for(&events, |_| true);
    let id = preview.server.id().to_string();
    let sent = std::process::Command::new("kill")
        .args(["-INT", &id])
        .status()
        .unwrap();
    assert!(sent.success());
    assert_eq!(preview.server.wait().unwrap().code(), Some(0));
}

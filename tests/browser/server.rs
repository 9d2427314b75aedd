//! A web server for one folder, that can be told to fail. It speaks HTTP itself, because the failures are below what
//! a server library allows: answers that break off, and connections that close without one.

use std::collections::HashMap;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex};
use std::thread;

/// What a policy has for the site itself.
const SELF: &str = "'self'";

/// What the server does instead of sending the file.
#[derive(Clone, Debug)]
pub enum Answer {
    /// Answers with this status and a short page.
    Status(u16),
    /// Sends other bytes.
    Bytes(Vec<u8>),
    /// Sends other bytes, which any site may read (CORS).
    Shared(Vec<u8>),
    /// Sends a page as another site has it, without this one's policy.
    OfAnotherSite(Vec<u8>),
    /// Sends on to another address.
    Redirect(String),
    /// Promises the whole file and closes the connection after half of it.
    CutShort,
    /// Closes the connection without an answer.
    Drop,
    /// Sends the file, but only once [`Server::heal`] has been called.
    Hold,
}

/// A request that came in.
#[derive(Clone, Debug)]
pub struct Request {
    pub method: String,
    pub path: String,
    pub host: String,
}

#[derive(Default)]
struct State {
    answers: HashMap<String, Answer>,
    /// Origins that the policy lets the page ask.
    connect_to: String,
    /// Whether all the headers come that `_headers` asks for; otherwise only the policy does, and nothing is kept.
    has_all_headers: bool,
    /// What the policy has for the site itself, where it is as `build --base-url` makes it.
    own: Option<String>,
    log: Vec<Request>,
}

struct Shared {
    folder: PathBuf,
    /// The Content-Security-Policy that comes with every file.
    policy: String,
    /// What `_headers` says: headers by pattern.
    rules: Vec<(String, Vec<(String, String)>)>,
    state: Mutex<State>,
    healed: Condvar,
    is_over: AtomicBool,
}

/// A running server; it stops when it is dropped.
pub struct Server {
    address: SocketAddr,
    shared: Arc<Shared>,
}

impl Server {
    /// Serves the site under test.
    pub fn start() -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let folder = match std::env::var_os("INCIDENT_MAP_SITE") {
            Some(folder) => PathBuf::from(folder),
            None => root.join("dist"),
        };
        Self::of(&folder)
    }

    /// Serves the site in a folder.
    pub fn of(folder: &Path) -> Self {
        assert!(
            folder.join("index.html").is_file(),
            "there is no site to test: run `make build` first"
        );
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let address = listener.local_addr().unwrap();
        // As a host sends it that reads the site's `_headers`.
        let headers = fs::read_to_string(folder.join("_headers")).unwrap();
        let policy = headers.split_once("Content-Security-Policy: ").unwrap().1;
        let policy = policy.lines().next().unwrap().to_owned();
        let rules = rules(&headers);
        let shared = Arc::new(Shared {
            folder: folder.to_owned(),
            policy,
            rules,
            state: Mutex::default(),
            healed: Condvar::new(),
            is_over: AtomicBool::new(false),
        });
        let of_thread = shared.clone();
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                if of_thread.is_over.load(Ordering::SeqCst) {
                    return;
                }
                let shared = of_thread.clone();
                // A browser may go away at any time: what cannot be sent is not missed.
                thread::spawn(move || drop(shared.serve(&stream)));
            }
        });
        Self { address, shared }
    }

    /// Where it listens, without a slash at the end.
    pub fn origin(&self) -> String {
        format!("http://{}", self.address)
    }

    /// From now on, requests for `path` get this answer.
    pub fn answer(&self, path: &str, answer: Answer) {
        let mut state = self.shared.state.lock().unwrap();
        state.answers.insert(path.to_owned(), answer);
    }

    /// From now on, the policy lets the page ask another origin too.
    pub fn allow(&self, origin: &str) {
        self.shared.state.lock().unwrap().connect_to = format!(" {origin}");
    }

    /// From now on, files come with all the headers that the site's `_headers` asks for.
    pub fn send_all_headers(&self) {
        self.shared.state.lock().unwrap().has_all_headers = true;
    }

    /// From now on, the policy names this very site too, in pages and headers, as that of a site built with `--base-url`.
    pub fn name_itself_in_policy(&self) {
        self.shared.state.lock().unwrap().own = Some(format!("'self' {}", self.origin()));
    }

    /// From now on, all is well.
    pub fn heal(&self) {
        self.shared.state.lock().unwrap().answers.clear();
        self.shared.healed.notify_all();
    }

    /// The requests until now.
    pub fn log(&self) -> Vec<Request> {
        self.shared.state.lock().unwrap().log.clone()
    }

    /// The file at a path of the site.
    pub fn file(&self, path: &str) -> Vec<u8> {
        fs::read(self.shared.folder.join(path)).unwrap()
    }

    /// The start page.
    pub fn index(&self) -> String {
        String::from_utf8(self.file("index.html")).unwrap()
    }

    /// Whether the start page holds the story itself; the bare shell does not.
    pub fn has_static_story(&self) -> bool {
        self.index().contains("data-incident")
    }

    /// Path of the story file, as the start page names it.
    pub fn story_path(&self) -> String {
        let index = self.index();
        let at = index
            .find("incident-map:story")
            .expect("the page names no story");
        let value = index[at..].split("content=\"").nth(1).unwrap();
        value.split('"').next().unwrap().to_owned()
    }

    /// The story file.
    pub fn story(&self) -> serde_json::Value {
        serde_json::from_slice(&self.file(&self.story_path())).unwrap()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.shared.is_over.store(true, Ordering::SeqCst);
        self.heal();
        // Wakes the thread that waits for connections.
        drop(TcpStream::connect(self.address));
    }
}

impl Shared {
    fn serve(&self, stream: &TcpStream) -> std::io::Result<()> {
        let mut lines = BufReader::new(stream).lines();
        let first = lines.next().unwrap_or(Ok(String::new()))?;
        let mut host = String::new();
        for line in lines {
            let line = line?;
            if line.is_empty() {
                break;
            }
            if let Some((name, value)) = line.split_once(':')
                && name.eq_ignore_ascii_case("host")
            {
                host = value.trim().to_owned();
            }
        }
        let Some(target) = first.split(' ').nth(1) else {
            return Ok(());
        };
        let path = target.split('?').next().unwrap_or(target);
        let path = path.trim_start_matches('/').to_owned();
        let answer = {
            let mut state = self.state.lock().unwrap();
            let request = Request {
                method: first.split(' ').next().unwrap_or_default().to_owned(),
                path: path.clone(),
                host,
            };
            state.log.push(request);
            state.answers.get(&path).cloned()
        };
        match answer {
            None => self.send_file(stream, &path),
            Some(Answer::Status(status)) => {
                let body = b"as the test asked";
                self.send(
                    stream,
                    status,
                    &[("Content-Type", "text/plain")],
                    body,
                    None,
                )
            }
            Some(Answer::Bytes(bytes)) => self.send_as(stream, &path, &bytes, None),
            Some(Answer::Shared(bytes)) => {
                let headers = [("Access-Control-Allow-Origin", "*")];
                self.send(stream, 200, &headers, &bytes, None)
            }
            Some(Answer::OfAnotherSite(bytes)) => {
                let headers = [("Content-Type", "text/html; charset=utf-8")];
                write_answer(stream, 200, &headers, &bytes, None)
            }
            Some(Answer::Redirect(address)) => {
                self.send(stream, 302, &[("Location", &address)], b"", None)
            }
            Some(Answer::CutShort) => {
                let bytes = fs::read(self.folder.join(&path))?;
                let half = &bytes[..bytes.len() / 2];
                self.send_as(stream, &path, half, Some(bytes.len()))
            }
            Some(Answer::Drop) => Ok(()),
            Some(Answer::Hold) => {
                let is_held =
                    |state: &mut State| matches!(state.answers.get(&path), Some(Answer::Hold));
                let state = self.state.lock().unwrap();
                drop(self.healed.wait_while(state, is_held));
                self.send_file(stream, &path)
            }
        }
    }

    fn send_file(&self, stream: &TcpStream, path: &str) -> std::io::Result<()> {
        let path = match path.is_empty() || path.ends_with('/') {
            true => format!("{path}index.html"),
            false => path.to_owned(),
        };
        match fs::read(self.folder.join(&path)) {
            Ok(bytes) if !path.contains("..") => self.send_as(stream, &path, &bytes, None),
            _ => {
                let headers = [("Content-Type", "text/plain")];
                self.send(stream, 404, &headers, b"not found", None)
            }
        }
    }

    /// Sends bytes as the file at a path.
    fn send_as(
        &self,
        stream: &TcpStream,
        path: &str,
        body: &[u8],
        promised: Option<usize>,
    ) -> std::io::Result<()> {
        let headers = [("Content-Type", content_type(path))];
        let (has_all_headers, own) = {
            let state = self.state.lock().unwrap();
            (state.has_all_headers, state.own.clone())
        };
        if has_all_headers {
            let own = own.unwrap_or_else(|| SELF.to_owned());
            let with_own = |text: &str| text.replace(SELF, &own);
            let page = String::from_utf8_lossy(body);
            let page = path
                .ends_with(".html")
                .then(|| with_own(&page).into_bytes());
            let ours = self.headers_of(path).into_iter();
            let ours: Vec<(&str, String)> =
                ours.map(|(name, value)| (name, with_own(value))).collect();
            let ours = ours.iter().map(|(name, value)| (*name, value.as_str()));
            let all: Vec<(&str, &str)> = ours.chain(headers).collect();
            return write_answer(stream, 200, &all, page.as_deref().unwrap_or(body), promised);
        }
        self.send(stream, 200, &headers, body, promised)
    }

    /// The headers that `_headers` asks for, as a host reads it: those of every pattern that fits.
    fn headers_of(&self, path: &str) -> Vec<(&str, &str)> {
        let path = format!("/{path}");
        let fits = |pattern: &str| match pattern.strip_suffix('*') {
            Some(start) => path.starts_with(start),
            None => pattern == path,
        };
        let rules = self.rules.iter().filter(|(pattern, _)| fits(pattern));
        let headers = rules.flat_map(|(_, headers)| headers);
        headers
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect()
    }

    fn send(
        &self,
        stream: &TcpStream,
        status: u16,
        headers: &[(&str, &str)],
        body: &[u8],
        promised: Option<usize>,
    ) -> std::io::Result<()> {
        // The policy comes with every file, as `_headers` asks: a worker has the one that its script came with.
        let connect_to = self.state.lock().unwrap().connect_to.clone();
        let policy = self.policy.replace(
            "connect-src 'self'",
            &format!("connect-src 'self'{connect_to}"),
        );
        let ours = [
            ("Content-Security-Policy", policy.as_str()),
            ("X-Content-Type-Options", "nosniff"),
            ("Cache-Control", "no-cache"),
        ];
        let headers = [headers, &ours].concat();
        write_answer(stream, status, &headers, body, promised)
    }
}

/// Reads `_headers`: patterns, each with its headers below it.
fn rules(text: &str) -> Vec<(String, Vec<(String, String)>)> {
    let mut rules: Vec<(String, Vec<(String, String)>)> = Vec::new();
    for line in text.lines() {
        match line.trim_start().split_once(": ") {
            Some((name, value)) if line.starts_with(' ') => {
                let (_, headers) = rules.last_mut().expect("a pattern comes first");
                headers.push((name.to_owned(), value.to_owned()));
            }
            _ if line.starts_with('/') => rules.push((line.to_owned(), Vec::new())),
            _ => {}
        }
    }
    rules
}

/// Writes an answer that promises so many bytes, or those that there are, and has no headers but these.
fn write_answer(
    mut stream: &TcpStream,
    status: u16,
    headers: &[(&str, &str)],
    body: &[u8],
    promised: Option<usize>,
) -> std::io::Result<()> {
    let length = promised.unwrap_or(body.len());
    let headers: String = headers
        .iter()
        .map(|(name, value)| format!("{name}: {value}\r\n"))
        .collect();
    let head = format!(
        "HTTP/1.1 {status} Answer\r\n{headers}Content-Length: {length}\r\nConnection: close\r\n\r\n"
    );
    stream.write_all(head.as_bytes())?;
    stream.write_all(body)?;
    stream.flush()
}

fn content_type(path: &str) -> &'static str {
    match path.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript",
        "css" => "text/css",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "json" => "application/json",
        "geojson" => "application/geo+json",
        _ => "application/octet-stream",
    }
}

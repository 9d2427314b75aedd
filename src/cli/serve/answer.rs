//! Answers to requests, as a plain host of files gives them.

use std::convert::Infallible;
use std::sync::Arc;

use axum::body::Body;
use axum::http::{HeaderMap, Method, Request, Response, StatusCode, header};
use axum::response::IntoResponse;
use axum::response::sse::{Event, Sse};
use futures_util::stream::unfold;
use tokio::sync::watch::Receiver;

use super::shown::{PREVIEW, Shown};
use crate::view::percent_decoded;

/// Headers that a draft is not sent with: what is not published yet is for nobody else's pages to read.
const ONLY_PUBLISHED: [&str; 2] = [
    "Access-Control-Allow-Origin",
    "Cross-Origin-Resource-Policy",
];

/// The answer to a request.
pub(super) fn answer(shown: &Receiver<Arc<Shown>>, request: &Request<Body>) -> Response<Body> {
    if !is_for_this_machine(request) {
        return plain(
            StatusCode::FORBIDDEN,
            "This preview answers only at 127.0.0.1 and localhost.\n",
        );
    }
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return plain(StatusCode::METHOD_NOT_ALLOWED, "Only GET and HEAD.\n");
    }
    let path = request.uri().path().trim_start_matches('/');
    if path.strip_prefix(PREVIEW) == Some("events") {
        return events(shown.clone());
    }
    let now = Arc::clone(&shown.borrow());
    file(&now, path, request.headers())
}

/// Whether a request names this machine as its host. A page of another site whose name has been made to lead here (DNS
/// rebinding) names that.
fn is_for_this_machine(request: &Request<Body>) -> bool {
    let host = request.headers().get(header::HOST);
    let host = host.and_then(|host| host.to_str().ok()).unwrap_or_default();
    let is_this = |host: &str| {
        let names = ["127.0.0.1", "localhost", "[::1]"];
        names.iter().any(|own| {
            let start = host.get(..own.len()).unwrap_or_default();
            let port = host.get(own.len()..).unwrap_or_default();
            let is_port = |port: &str| port.bytes().all(|byte| byte.is_ascii_digit());
            start.eq_ignore_ascii_case(own)
                && (port.is_empty() || port.strip_prefix(':').is_some_and(is_port))
        })
    };
    is_this(host) && request.uri().host().is_none_or(is_this)
}

/// What the pages are told, now and whenever it changes.
fn events(shown: Receiver<Arc<Shown>>) -> Response<Body> {
    let told = unfold((shown, true), |(mut shown, is_first)| async move {
        if !is_first {
            shown.changed().await.ok()?;
        }
        let state = shown.borrow_and_update().state.clone();
        Some((
            Ok::<_, Infallible>(Event::default().data(state)),
            (shown, false),
        ))
    });
    Sse::new(told).into_response()
}

/// The file of a site at a path, percent-encoded.
fn file(shown: &Shown, path: &str, asked: &HeaderMap) -> Response<Body> {
    let Some(path) = percent_decoded(path) else {
        return plain(StatusCode::BAD_REQUEST, "The address cannot be read.\n");
    };
    let name = match path.is_empty() || path.ends_with('/') {
        true => format!("{path}index.html"),
        false => path,
    };
    if let Some(file) = shown.files.get(&name) {
        let mut response = Response::builder().header(header::ETAG, &file.etag);
        let headers = shown.headers.of(&name).into_iter();
        for (name, value) in headers.filter(|(name, _)| !ONLY_PUBLISHED.contains(name)) {
            response = response.header(name, value);
        }
        // The server leaves the body out of an answer to HEAD, but not its length.
        return finished(match knows(asked, &file.etag) {
            true => response
                .status(StatusCode::NOT_MODIFIED)
                .body(Body::empty()),
            false => response.body(Body::from(file.content.clone())),
        });
    }
    match shown.files.contains_key(&format!("{name}/index.html")) {
        true => {
            let last = name.rsplit('/').next().unwrap_or_default();
            let response = Response::builder()
                .status(StatusCode::MOVED_PERMANENTLY)
                .header(header::LOCATION, format!("{last}/"));
            finished(response.body(Body::empty()))
        }
        false => plain(StatusCode::NOT_FOUND, "There is no such file.\n"),
    }
}

/// Whether whoever asks has a file already (RFC 9110, section 13.1.2).
fn knows(asked: &HeaderMap, etag: &str) -> bool {
    let mut known = asked.get_all(header::IF_NONE_MATCH).into_iter();
    known.any(|known| {
        let known = known.to_str().unwrap_or_default();
        known.split(',').any(|known| {
            let known = known.trim();
            known == "*" || known.strip_prefix("W/").unwrap_or(known) == etag
        })
    })
}

fn plain(status: StatusCode, text: &'static str) -> Response<Body> {
    let response = Response::builder()
        .status(status)
        .header(header::CONTENT_TYPE, "text/plain; charset=utf-8");
    finished(response.body(Body::from(text)))
}

/// A header that cannot be sent is a fault of ours, and said as one.
fn finished(response: Result<Response<Body>, axum::http::Error>) -> Response<Body> {
    response.unwrap_or_else(|_| {
        let mut response = Response::new(Body::empty());
        *response.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
        response
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::serve::Told;
    use crate::cli::site::{CONTENT_SECURITY_POLICY, Site, SiteHeaders};

    fn shown() -> Receiver<Arc<Shown>> {
        let paths = ["index.html", "ru/index.html", "data/a b.geojson"];
        let files = paths.map(|path| (path.to_owned(), path.as_bytes().to_vec()));
        let site = Site {
            files: files.into(),
            languages: Vec::new(),
            refused_languages: Vec::new(),
            untranslated_languages: Vec::new(),
            policy: String::new(),
            headers: SiteHeaders::new(CONTENT_SECURITY_POLICY, &[]),
            snippet: None,
        };
        tokio::sync::watch::channel(Arc::new(Shown::new(site, Told::default()))).1
    }

    fn asked(method: &str, address: &str, headers: &[(&str, &str)]) -> Response<Body> {
        let mut request = Request::builder().method(method).uri(address);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        answer(&shown(), &request.body(Body::empty()).unwrap())
    }

    const HERE: (&str, &str) = ("host", "127.0.0.1:8080");

    #[test]
    fn files_are_found_as_on_a_host_of_files_and_nothing_else_is() {
        for (path, status) in [
            ("/", 200),
            ("/ru/", 200),
            ("/ru", 301),
            ("/data/a%20b.geojson", 200),
            ("/data/a%2", 400),
            ("/kk/", 404),
            ("/../index.html", 404),
            ("/%2e%2e/index.html", 404),
            ("/ru/..%2findex.html", 404),
            ("/ru/%2e%2e%5cindex.html", 404),
            ("//etc/passwd", 404),
            ("/%2fetc/passwd", 404),
            ("/C:%5cindex.html", 404),
            ("/Cargo.toml", 404),
        ] {
            let response = asked("GET", path, &[HERE]);
            assert_eq!(response.status().as_u16(), status, "{path}");
        }
        assert_eq!(asked("POST", "/", &[HERE]).status().as_u16(), 405);
        let page = asked("GET", "/", &[HERE]);
        let policy = page.headers().get("content-security-policy").unwrap();
        assert!(policy.to_str().unwrap().contains("frame-ancestors"));
        // A draft is for nobody else to read.
        assert!(!page.headers().contains_key("access-control-allow-origin"));
    }

    #[test]
    fn only_this_machine_is_answered() {
        for (host, status) in [
            ("127.0.0.1:8080", 200),
            ("127.0.0.1", 200),
            ("LOCALHOST:1", 200),
            ("[::1]:8080", 200),
            ("[::1]", 200),
            ("", 403),
            ("evil.example", 403),
            ("evil.example:8080", 403),
            ("127.0.0.1.evil.example:8080", 403),
            ("localhost:8080@evil.example", 403),
            ("[::1].evil.example", 403),
            ("0.0.0.0:8080", 403),
        ] {
            for path in ["/", "/__preview/events"] {
                let status_found = asked("GET", path, &[("host", host)]).status();
                assert_eq!(status_found.as_u16(), status, "{host}{path}");
            }
        }
        assert_eq!(asked("GET", "/", &[]).status().as_u16(), 403);
        let elsewhere = asked("GET", "http://evil.example/", &[HERE]);
        assert_eq!(elsewhere.status().as_u16(), 403);
    }

    #[test]
    fn what_is_known_is_not_sent_again() {
        let first = asked("GET", "/", &[HERE]);
        let etag = first.headers().get("etag").unwrap().to_str().unwrap();
        for (known, status) in [
            (etag.to_owned(), 304),
            (format!("W/{etag}"), 304),
            (format!("\"other\", {etag}"), 304),
            ("*".to_owned(), 304),
            ("\"other\"".to_owned(), 200),
        ] {
            let again = asked("GET", "/", &[HERE, ("if-none-match", &known)]);
            assert_eq!(again.status().as_u16(), status, "{known}");
            assert_eq!(again.headers().get("etag"), first.headers().get("etag"));
            assert_eq!(again.headers().get("cache-control").unwrap(), "no-cache");
        }
    }
}

//! Serving a site from memory, to this machine only.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::http::{Method, Response, StatusCode, Uri, header};

use super::CliError;
use super::site::{Site, SiteHeaders};
use crate::view::percent_decoded;

/// Serves a site on 127.0.0.1 until the process ends; `started` is given the address. Port 0 takes any free one.
///
/// # Errors
/// [`CliError::PortTaken`] when another program has the port, [`CliError::Serve`] when the system refuses.
pub fn serve(site: Site, port: u16, started: impl FnOnce(&str)) -> Result<(), CliError> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_io()
        .build()
        .map_err(CliError::Serve)?;
    runtime.block_on(async move {
        let listener = tokio::net::TcpListener::bind(("127.0.0.1", port))
            .await
            .map_err(|error| match error.kind() {
                std::io::ErrorKind::AddrInUse => CliError::PortTaken { port },
                _ => CliError::Serve(error),
            })?;
        let address = listener.local_addr().map_err(CliError::Serve)?;
        started(&format!("http://{address}/"));
        let site = Arc::new(site);
        let router = Router::new().fallback(move |method: Method, uri: Uri| {
            let site = Arc::clone(&site);
            async move { answer(&site.files, &site.headers, &method, uri.path()) }
        });
        axum::serve(listener, router).await.map_err(CliError::Serve)
    })
}

/// The answer to a request, as a plain host of files gives it.
fn answer(
    files: &BTreeMap<String, Vec<u8>>,
    headers: &SiteHeaders,
    method: &Method,
    path: &str,
) -> Response<Body> {
    if !matches!(*method, Method::GET | Method::HEAD) {
        return plain(StatusCode::METHOD_NOT_ALLOWED, "Only GET and HEAD.\n");
    }
    let Some(path) = percent_decoded(path.trim_start_matches('/')) else {
        return plain(StatusCode::BAD_REQUEST, "The address cannot be read.\n");
    };
    let file = match path.is_empty() || path.ends_with('/') {
        true => format!("{path}index.html"),
        false => path,
    };
    if let Some(content) = files.get(&file) {
        let mut response = Response::builder();
        for (name, value) in headers.of(&file) {
            response = response.header(name, value);
        }
        // The server leaves the body out of an answer to HEAD, but not its length.
        return finished(response.body(Body::from(content.clone())));
    }
    match files.contains_key(&format!("{file}/index.html")) {
        true => {
            let last = file.rsplit('/').next().unwrap_or_default();
            let response = Response::builder()
                .status(StatusCode::MOVED_PERMANENTLY)
                .header(header::LOCATION, format!("{last}/"));
            finished(response.body(Body::empty()))
        }
        false => plain(StatusCode::NOT_FOUND, "There is no such file.\n"),
    }
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
    use crate::cli::site::CONTENT_SECURITY_POLICY;

    #[test]
    fn files_are_found_as_on_a_host_of_files() {
        let paths = ["index.html", "ru/index.html", "data/a b.geojson"];
        let files: BTreeMap<String, Vec<u8>> = paths
            .iter()
            .map(|path| ((*path).to_owned(), path.as_bytes().to_vec()))
            .collect();
        for (path, status) in [
            ("/", 200),
            ("/ru/", 200),
            ("/ru", 301),
            ("/data/a%20b.geojson", 200),
            ("/data/a%2", 400),
            ("/kk/", 404),
            ("/../index.html", 404),
        ] {
            let response = answer(&files, CONTENT_SECURITY_POLICY, &Method::GET, path);
            assert_eq!(response.status().as_u16(), status, "{path}");
        }
        let page = answer(&files, CONTENT_SECURITY_POLICY, &Method::GET, "/");
        let policy = page.headers().get("content-security-policy").unwrap();
        assert!(policy.to_str().unwrap().contains("frame-ancestors"));
        assert_eq!(
            answer(&files, CONTENT_SECURITY_POLICY, &Method::POST, "/")
                .status()
                .as_u16(),
            405
        );
    }
}

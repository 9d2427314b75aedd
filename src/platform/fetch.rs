//! Loading bytes from the site's own origin.

use std::pin::Pin;

use gloo_net::http::Request;

/// Why bytes could not be loaded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FetchError {
    /// There is nothing at the address (HTTP 404 or 410).
    Missing,
    /// No answer: no connection, a blocked request, a refused origin.
    Unreachable,
    /// The server answered with another status than success.
    Server(u16),
    /// The answer broke off.
    CutShort,
}

/// A value that comes later. Boxed, so that whoever waits for it does not compile its steps again.
pub type Coming<T> = Pin<Box<dyn Future<Output = T>>>;

/// The bytes at an address, relative to the page.
///
/// # Errors
/// [`FetchError`] by what a person can do about it.
pub fn fetch_bytes(address: &str) -> Coming<Result<Vec<u8>, FetchError>> {
    Box::pin(fetch(address.to_owned()))
}

async fn fetch(address: String) -> Result<Vec<u8>, FetchError> {
    let answer = Request::get(&address)
        .send()
        .await
        .map_err(|_| FetchError::Unreachable)?;
    match answer.status() {
        404 | 410 => Err(FetchError::Missing),
        _ if answer.ok() => answer.binary().await.map_err(|_| FetchError::CutShort),
        status => Err(FetchError::Server(status)),
    }
}

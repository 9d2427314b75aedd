//! The address that a site will have.

use std::fmt;
use std::str::FromStr;

use url::Url;

/// The address of the top folder of a site, such as `https://example.org/map/`: `http` or `https`, without a query or
/// a fragment, with a slash at its end, as a browser writes it (URL Living Standard).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BaseUrl(Url);

/// Why a text is not the address of a folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BaseUrlError {
    /// It is no address.
    NotAnAddress,
    /// It is neither `http` nor `https`.
    NotWeb,
    /// The name of a user or a password stands in it.
    HasUser,
    /// It has a query or a fragment.
    NotAFolder,
    /// It names a page.
    IsAPage,
}

impl fmt::Display for BaseUrlError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotAnAddress => "write the whole address, such as https://example.org/map/",
            Self::NotWeb => "begin it with https:// or http://",
            Self::HasUser => "leave out the user's name and password",
            Self::NotAFolder => "leave out what begins with ? or #",
            Self::IsAPage => "name the folder, without the page in it",
        })
    }
}

impl std::error::Error for BaseUrlError {}

impl FromStr for BaseUrl {
    type Err = BaseUrlError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut url = Url::parse(text).map_err(|_| BaseUrlError::NotAnAddress)?;
        if !matches!(url.scheme(), "http" | "https") {
            return Err(BaseUrlError::NotWeb);
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(BaseUrlError::HasUser);
        }
        if url.query().is_some() || url.fragment().is_some() {
            return Err(BaseUrlError::NotAFolder);
        }
        if url.path().ends_with(".html") {
            return Err(BaseUrlError::IsAPage);
        }
        if !url.path().ends_with('/') {
            let path = format!("{}/", url.path());
            url.set_path(&path);
        }
        Ok(Self(url))
    }
}

impl BaseUrl {
    /// The address of something in the site, given by its path from the top folder, percent-encoded.
    pub fn of(&self, path: &str) -> String {
        format!("{}{path}", self.0)
    }

    /// Its origin, as a browser writes it.
    pub fn origin(&self) -> String {
        self.0.origin().ascii_serialization()
    }

    /// The name of the host.
    pub fn host(&self) -> &str {
        self.0.host_str().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Result<&str, BaseUrlError>) {
        let found = text.parse::<BaseUrl>().map(|url| url.of(""));
        assert_eq!(found, expected.map(str::to_owned), "{text}");
    }

    #[test]
    fn an_address_of_a_folder_ends_in_a_slash() {
        check("https://example.org", Ok("https://example.org/"));
        check("https://example.org/map", Ok("https://example.org/map/"));
        check("HTTP://Example.org:80/a/", Ok("http://example.org/a/"));
        check("http://127.0.0.1:8080/", Ok("http://127.0.0.1:8080/"));
        check(
            "https://müller.example/a b",
            Ok("https://xn--mller-kva.example/a%20b/"),
        );
        check(
            "https://example.org/\"><script>",
            Ok("https://example.org/%22%3E%3Cscript%3E/"),
        );
    }

    #[test]
    fn what_is_no_folder_on_the_web_is_refused() {
        use BaseUrlError::{HasUser, IsAPage, NotAFolder, NotAnAddress, NotWeb};
        for (text, error) in [
            ("", NotAnAddress),
            ("example.org", NotAnAddress),
            ("https://", NotAnAddress),
            ("ftp://example.org/", NotWeb),
            ("javascript:alert(1)", NotWeb),
            ("https://me:secret@example.org/", HasUser),
            ("https://example.org/?a=1", NotAFolder),
            ("https://example.org/?", NotAFolder),
            ("https://example.org/#", NotAFolder),
            ("https://example.org/index.html", IsAPage),
        ] {
            check(text, Err(error));
        }
    }
}

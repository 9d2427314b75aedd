//! Whose files a page may open when its address names them.

use std::fmt;
use std::str::FromStr;

/// The origin of another site, such as `https://example.org:8443`, as a browser writes it (HTML Living Standard,
/// "Origin", serialization).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin(String);

impl Origin {
    /// Its text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Why a text is not an origin that may be listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OriginError {
    /// Neither `https` nor this machine.
    NotSecure,
    /// A path, a query or a name of a user stands with it.
    NotAlone,
    /// The host is not one name in ASCII.
    BadHost,
    /// The port is not a number from 1 to 65535.
    BadPort,
}

impl fmt::Display for OriginError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotSecure => {
                "begin it with https://, or http://localhost for a site on this machine"
            }
            Self::NotAlone => "give the origin alone, such as https://example.org, without a path",
            Self::BadHost => {
                "the host is to be one name such as example.org; write other letters in their xn-- form"
            }
            Self::BadPort => "the port is to be a number from 1 to 65535",
        })
    }
}

impl std::error::Error for OriginError {}

impl FromStr for Origin {
    type Err = OriginError;

    fn from_str(text: &str) -> Result<Self, OriginError> {
        let text = text.to_ascii_lowercase();
        let (scheme, rest) = text.split_once("://").ok_or(OriginError::NotSecure)?;
        let rest = rest.strip_suffix('/').unwrap_or(rest);
        if rest.contains(['/', '?', '#', '@', '\\']) {
            return Err(OriginError::NotAlone);
        }
        let (host, port) = match rest.split_once(':') {
            Some((host, port)) => (host, Some(port)),
            None => (rest, None),
        };
        let port = port.map(str::parse::<u16>).transpose();
        let port = port.map_err(|_| OriginError::BadPort)?;
        // A browser leaves out the port that the scheme has anyway (URL Living Standard, "default port").
        let default_port = match (scheme, host) {
            ("https", _) => 443,
            ("http", "localhost") => 80,
            _ => return Err(OriginError::NotSecure),
        };
        let is_label = |label: &str| {
            let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
            !label.is_empty() && label.bytes().all(is_plain)
        };
        if !host.split('.').all(is_label) {
            return Err(OriginError::BadHost);
        }
        match port {
            Some(0) => Err(OriginError::BadPort),
            Some(port) if port != default_port => Ok(Self(format!("{scheme}://{host}:{port}"))),
            _ => Ok(Self(format!("{scheme}://{host}"))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Result<&str, OriginError>) {
        let origin = text.parse::<Origin>();
        let origin = origin.as_ref().map(Origin::as_str).map_err(|error| *error);
        assert_eq!(origin, expected, "{text}");
    }

    #[test]
    fn an_origin_is_written_as_a_browser_does() {
        check("https://example.org", Ok("https://example.org"));
        check("HTTPS://Example.ORG/", Ok("https://example.org"));
        check("https://example.org:443", Ok("https://example.org"));
        check(
            "https://a.b-c.example:8443",
            Ok("https://a.b-c.example:8443"),
        );
        check("http://localhost:8080", Ok("http://localhost:8080"));
        check("http://localhost:80", Ok("http://localhost"));
    }

    #[test]
    fn what_would_say_more_than_an_origin_is_refused() {
        for text in [
            "example.org",
            "http://example.org",
            "ftp://example.org",
            "",
            "data:x",
            "*",
        ] {
            check(text, Err(OriginError::NotSecure));
        }
        for text in [
            "https://example.org/data",
            "https://a@example.org",
            "https://example.org?x",
        ] {
            check(text, Err(OriginError::NotAlone));
        }
        for text in [
            "https://",
            "https://*.example.org",
            "https://example.org; script-src *",
            "https://example.org *",
            "https://..",
            "https://müller.example",
        ] {
            check(text, Err(OriginError::BadHost));
        }
        for text in [
            "https://example.org:",
            "https://example.org:0",
            "https://example.org:65536",
            "https://[::1]",
        ] {
            check(text, Err(OriginError::BadPort));
        }
    }
}

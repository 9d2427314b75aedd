//! The HTTP headers of a site: what `serve` sends and [`super::hosts`] asks hosts to send.
//!
//! | files | header | value |
//! |---|---|---|
//! | all | `Content-Security-Policy` | the page's own policy and `frame-ancestors`, which only a header can carry: `*`, or the page's own origin and those that the publisher names |
//! | all | `X-Content-Type-Options` | `nosniff` |
//! | all | `Referrer-Policy` | `same-origin`: no site that a reader goes on to is told where the reader comes from |
//! | all | `Access-Control-Allow-Origin` | `*` |
//! | all | `Cross-Origin-Resource-Policy` | `cross-origin` |
//! | all | `Timing-Allow-Origin` | `*`: how `public/early.js` finds out in a sandboxed frame that a host sends these headers |
//! | `assets/` | `Cache-Control` | `public, max-age=31536000, immutable`: a changed file has another name |
//! | all others | `Cache-Control` | `no-cache`: kept, but asked for again, so that a correction arrives at once |
//!
//! Besides, a host must send `.wasm` as `application/wasm`, or the browser compiles it later and slower.
//!
//! # Why any origin may read the files
//!
//! In a frame with `sandbox="allow-scripts"`, as content systems make for embeds of others, the page has an opaque
//! origin: its own scripts, WebAssembly and data are then another's, which a browser lets it read only with
//! `Access-Control-Allow-Origin` (and `null` cannot be listed safely). `*` gives nothing away: all files are public, no
//! answer depends on who asks, there are no cookies, and with `*` a browser sends none. What is to be kept from others must
//! not be uploaded at all.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest, Sha256};

use super::Origin;

/// What every policy has: scripts, styles, pictures and data from the site itself, WebAssembly, nothing else.
/// `index.html` has just this.
pub const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; \
     style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; font-src 'self'; base-uri 'none'; \
     form-action 'none'";

/// The policy of a site whose pages have this style sheet and this script in them, and nothing else of that kind, and
/// may also fetch files from these origins.
///
/// `own` is the origin that the site will have. In a frame without one, Safari takes `'self'` for nobody, where others go by
/// the page's address (CSP Level 3, section 2.2.1, "self-origin"), so there it has to be written out.
pub fn content_security_policy(
    own: Option<&str>,
    data_from: &[Origin],
    style: &str,
    script: &str,
) -> String {
    const SELF: &str = "'self'";
    const CONNECT: &str = "connect-src 'self'";
    const STYLE: &str = "style-src 'self'";
    const SCRIPT: &str = "script-src 'self'";
    let mut connect = CONNECT.to_owned();
    for origin in data_from {
        connect.push(' ');
        connect.push_str(origin.as_str());
    }
    let policy = CONTENT_SECURITY_POLICY
        .replace(CONNECT, &connect)
        .replace(STYLE, &format!("{STYLE} {}", hash_source(style)))
        .replace(SCRIPT, &format!("{SCRIPT} {}", hash_source(script)));
    match own {
        Some(own) => policy.replace(SELF, &format!("{SELF} {own}")),
        None => policy,
    }
}

/// The source expression that allows this very text (CSP Level 3, section 2.3.1, `hash-source`).
fn hash_source(text: &str) -> String {
    format!("'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(text)))
}

const IMMUTABLE: &str = "public, max-age=31536000, immutable";
const REVALIDATED: &str = "no-cache";

/// The folder whose files have other names once they change.
pub(super) const HASHED_FOLDER: &str = "assets/";

/// Endings of file names and their media types; with `true` those that are texts in UTF-8 and say so.
pub(super) const TYPES: [(&str, &str, bool); 11] = [
    ("html", "text/html", true),
    ("js", "text/javascript", true),
    ("css", "text/css", true),
    ("txt", "text/plain", true),
    ("csv", "text/csv", true),
    ("md", "text/markdown", true),
    ("json", "application/json", false),
    ("geojson", "application/geo+json", false),
    ("wasm", "application/wasm", false),
    ("svg", "image/svg+xml", false),
    ("png", "image/png", false),
];

/// Which files a rule is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Files {
    /// Every one.
    All,
    /// Those in [`HASHED_FOLDER`].
    Hashed,
    /// All others.
    Named,
}

impl Files {
    fn has(self, path: &str) -> bool {
        match self {
            Self::All => true,
            Self::Hashed => path.starts_with(HASHED_FOLDER),
            Self::Named => !path.starts_with(HASHED_FOLDER),
        }
    }
}

/// Headers that a host sends with some files.
pub(super) struct Rule {
    pub files: Files,
    pub headers: Vec<(&'static str, String)>,
}

/// The headers of a site's files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SiteHeaders {
    policy: String,
}

impl SiteHeaders {
    /// Those of a site whose pages have this policy and may stand in frames of these origins beside their own; of any
    /// where none is named.
    pub fn new(policy: &str, embed_on: &[Origin]) -> Self {
        let ancestors: Vec<&str> = match embed_on.is_empty() {
            true => vec!["*"],
            false => std::iter::once("'self'")
                .chain(embed_on.iter().map(Origin::as_str))
                .collect(),
        };
        Self {
            policy: format!("{policy}; frame-ancestors {}", ancestors.join(" ")),
        }
    }

    /// The table above: what `serve` sends and all the files for hosts are made from.
    pub(super) fn rules(&self) -> [Rule; 3] {
        let common = [
            ("Content-Security-Policy", self.policy.as_str()),
            ("X-Content-Type-Options", "nosniff"),
            ("Referrer-Policy", "same-origin"),
            ("Access-Control-Allow-Origin", "*"),
            ("Cross-Origin-Resource-Policy", "cross-origin"),
            ("Timing-Allow-Origin", "*"),
        ];
        let rule = |files, headers: &[(&'static str, &str)]| Rule {
            files,
            headers: headers
                .iter()
                .map(|(name, value)| (*name, (*value).to_owned()))
                .collect(),
        };
        [
            rule(Files::All, &common),
            rule(Files::Hashed, &[("Cache-Control", IMMUTABLE)]),
            rule(Files::Named, &[("Cache-Control", REVALIDATED)]),
        ]
    }

    /// The headers of the file at `path`, such as `assets/app.js`; `Content-Type` among them.
    pub fn of(&self, path: &str) -> Vec<(&'static str, String)> {
        let rules = self.rules().into_iter().filter(|rule| rule.files.has(path));
        let mut headers: Vec<_> = rules.flat_map(|rule| rule.headers).collect();
        headers.push(("Content-Type", content_type(path)));
        headers
    }
}

fn content_type(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or_default();
    let extension = match name.rsplit_once('.') {
        Some((_, extension)) => extension,
        None if name == "_headers" || name.ends_with("LICENSE") => "txt",
        None => "",
    };
    let found = TYPES.iter().find(|(known, ..)| *known == extension);
    match found {
        Some((_, media, true)) => format!("{media}; charset=utf-8"),
        Some((_, media, false)) => (*media).to_owned(),
        None => "application/octet-stream".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_policy_is_that_of_the_shell() {
        let shell = include_str!("../../../index.html");
        assert!(shell.contains(&format!("content=\"{CONTENT_SECURITY_POLICY}\"")));
    }

    #[test]
    fn other_origins_may_be_asked_for_files_and_for_nothing_else() {
        let origins = ["https://a.example", "https://b.example:8443"];
        let origins = origins.map(|origin| origin.parse().unwrap());
        let policy = content_security_policy(None, &origins, "", "");
        let expected = "connect-src 'self' https://a.example https://b.example:8443;";
        assert!(policy.contains(expected), "{policy}");
        assert_eq!(policy.matches("https:").count(), 2, "{policy}");
    }

    #[test]
    fn only_the_very_style_and_script_of_the_pages_may_stand_in_them() {
        // The hash of "a" as `openssl dgst -sha256 -binary | base64` has it.
        let hash = "'sha256-ypeBEsobvcr6wjGzmiPcTaeG7/gUfE5yuYB3ha/uSLs='";
        let policy = content_security_policy(None, &[], "a", "");
        assert!(
            policy.contains(&format!("style-src 'self' {hash};")),
            "{policy}"
        );
        assert!(!policy.contains("unsafe-inline"), "{policy}");
    }

    #[test]
    fn each_file_has_its_type_and_one_cache_rule() {
        let headers = SiteHeaders::new(CONTENT_SECURITY_POLICY, &[]);
        let value = |path, name| {
            let found: Vec<_> = headers
                .of(path)
                .into_iter()
                .filter(|(header, _)| *header == name)
                .collect();
            assert_eq!(found.len(), 1, "{path}: {found:?}");
            found[0].1.clone()
        };
        assert_eq!(value("assets/a.wasm", "Content-Type"), "application/wasm");
        assert_eq!(value("assets/a.wasm", "Cache-Control"), IMMUTABLE);
        assert_eq!(
            value("data/a.geojson", "Content-Type"),
            "application/geo+json"
        );
        assert_eq!(value("data/a.geojson", "Cache-Control"), REVALIDATED);
    }
    #[test]
    fn frames_are_for_all_or_for_those_named() {
        let named = ["https://a.example", "https://b.example"].map(|text| text.parse().unwrap());
        for (origins, expected) in [
            (&[][..], "; frame-ancestors *"),
            (
                &named[..],
                "; frame-ancestors 'self' https://a.example https://b.example",
            ),
        ] {
            let headers = SiteHeaders::new("default-src 'none'", origins).of("index.html");
            let (name, policy) = &headers[0];
            assert_eq!(*name, "Content-Security-Policy");
            assert!(policy.ends_with(expected), "{policy}");
        }
    }
}

//! The HTTP headers of a site: what `serve` sends and the file `_headers` asks a host to send.
//!
//! | files | header | value |
//! |---|---|---|
//! | all | `Content-Security-Policy` | the page's own policy and `frame-ancestors *`, which only a header can carry |
//! | all | `X-Content-Type-Options` | `nosniff` |
//! | all | `Referrer-Policy` | `strict-origin-when-cross-origin` |
//! | `assets/` | `Cache-Control` | `public, max-age=31536000, immutable`: a changed file has another name |
//! | all others | `Cache-Control` | `no-cache`: kept, but asked for again, so that a correction arrives at once |
//!
//! Besides, a host must send `.wasm` as `application/wasm`, or the browser compiles it later and slower.

use std::fmt::Write;

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
pub fn content_security_policy(data_from: &[Origin], style: &str, script: &str) -> String {
    const CONNECT: &str = "connect-src 'self'";
    const STYLE: &str = "style-src 'self'";
    const SCRIPT: &str = "script-src 'self'";
    let mut connect = CONNECT.to_owned();
    for origin in data_from {
        connect.push(' ');
        connect.push_str(origin.as_str());
    }
    CONTENT_SECURITY_POLICY
        .replace(CONNECT, &connect)
        .replace(STYLE, &format!("{STYLE} {}", hash_source(style)))
        .replace(SCRIPT, &format!("{SCRIPT} {}", hash_source(script)))
}

/// The source expression that allows this very text (CSP Level 3, section 2.3.1, `hash-source`).
fn hash_source(text: &str) -> String {
    format!("'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(text)))
}

/// Any page may embed the site; a publisher who wants otherwise names the hosts here.
const FRAME_ANCESTORS: &str = "; frame-ancestors *";

const IMMUTABLE: &str = "public, max-age=31536000, immutable";
const REVALIDATED: &str = "no-cache";

/// The headers of the file at `path`, such as `assets/app.js`, in a site with this policy; `Content-Type` among them.
pub fn headers_of(path: &str, policy: &str) -> Vec<(&'static str, String)> {
    let mut headers = common_headers(policy);
    headers.push(("Cache-Control", cache_control(path).to_owned()));
    headers.push(("Content-Type", content_type(path).to_owned()));
    headers
}

/// The file `_headers`, which several hosts read, for a site at the top of its host. Each file matches one rule
/// with `Cache-Control`, because hosts join the values of several.
pub fn headers_file(languages: &[String], policy: &str) -> String {
    let mut out = String::new();
    let mut rule = |pattern: &str, headers: &[(&str, String)]| {
        let _ = writeln!(out, "{pattern}");
        for (name, value) in headers {
            let _ = writeln!(out, "  {name}: {value}");
        }
    };
    rule("/*", &common_headers(policy));
    rule("/assets/*", &[("Cache-Control", IMMUTABLE.to_owned())]);
    let fresh = [("Cache-Control", REVALIDATED.to_owned())];
    for pattern in ["/", "/index.html", "/data/*", "/i18n/*"] {
        rule(pattern, &fresh);
    }
    for tag in languages.iter().skip(1) {
        rule(&format!("/{tag}/*"), &fresh);
    }
    out
}

fn common_headers(policy: &str) -> Vec<(&'static str, String)> {
    vec![
        (
            "Content-Security-Policy",
            format!("{policy}{FRAME_ANCESTORS}"),
        ),
        ("X-Content-Type-Options", "nosniff".to_owned()),
        (
            "Referrer-Policy",
            "strict-origin-when-cross-origin".to_owned(),
        ),
    ]
}

fn cache_control(path: &str) -> &'static str {
    match path.starts_with("assets/") {
        true => IMMUTABLE,
        false => REVALIDATED,
    }
}

fn content_type(path: &str) -> &'static str {
    match path.rsplit_once('.').map_or("", |(_, extension)| extension) {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" => "application/json",
        "geojson" => "application/geo+json",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "csv" => "text/csv; charset=utf-8",
        "txt" => "text/plain; charset=utf-8",
        _ if path == "_headers" || path.ends_with("LICENSE") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
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
        let policy = content_security_policy(&origins, "", "");
        let expected = "connect-src 'self' https://a.example https://b.example:8443;";
        assert!(policy.contains(expected), "{policy}");
        assert_eq!(policy.matches("https:").count(), 2, "{policy}");
    }

    #[test]
    fn only_the_very_style_and_script_of_the_pages_may_stand_in_them() {
        // The hash of "a" as `openssl dgst -sha256 -binary | base64` has it.
        let hash = "'sha256-ypeBEsobvcr6wjGzmiPcTaeG7/gUfE5yuYB3ha/uSLs='";
        let policy = content_security_policy(&[], "a", "");
        assert!(
            policy.contains(&format!("style-src 'self' {hash};")),
            "{policy}"
        );
        assert!(!policy.contains("unsafe-inline"), "{policy}");
    }

    #[test]
    fn each_file_has_one_cache_rule() {
        let file = headers_file(&["en".into(), "kk".into()], CONTENT_SECURITY_POLICY);
        assert_eq!(file.matches("/kk/*\n").count(), 1);
        assert_eq!(file.matches("/en/*\n").count(), 0);
        let value = |path, name| {
            let found = headers_of(path, CONTENT_SECURITY_POLICY)
                .into_iter()
                .find(|(header, _)| *header == name);
            found.unwrap().1
        };
        assert_eq!(value("assets/a.wasm", "Content-Type"), "application/wasm");
        assert_eq!(value("assets/a.wasm", "Cache-Control"), IMMUTABLE);
        assert_eq!(
            value("data/a.geojson", "Content-Type"),
            "application/geo+json"
        );
        assert_eq!(value("data/a.geojson", "Cache-Control"), REVALIDATED);
    }
}

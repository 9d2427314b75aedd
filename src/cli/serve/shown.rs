//! What is served at a moment: the last site that could be made, and what there is to say of the files as they are now.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use crate::cli::CliError;
use crate::cli::site::{Site, SiteHeaders, json};

/// Where what belongs to the preview stands.
pub(super) const PREVIEW: &str = "__preview/";

/// What was found in a story.
#[derive(Clone, Debug, Default)]
pub(in crate::cli) struct Told {
    /// The records in it.
    pub records: usize,
    /// How many issues there are.
    pub issues: usize,
    /// These issues, as `check` says them.
    pub text: String,
}

/// A file and the tag that changes with its content (RFC 9110, section 8.8.3).
pub(super) struct File {
    pub content: Vec<u8>,
    pub etag: String,
}

/// What is served.
pub(super) struct Shown {
    pub files: std::sync::Arc<BTreeMap<String, File>>,
    pub headers: SiteHeaders,
    /// What changes with the site.
    version: String,
    /// What open pages are told, as JSON.
    pub state: String,
}

impl Shown {
    /// A site that could be made, with the script of the preview in its pages.
    pub fn new(site: Site, told: Told) -> Self {
        let mut all = Sha256::new();
        for (path, content) in &site.files {
            all.update(path);
            all.update([0]);
            all.update(Sha256::digest(content));
        }
        let version = hex(&all.finalize());
        let script = format!(
            "<script type=\"module\" src=\"/{PREVIEW}preview.js?site={version}\"></script></head>"
        );
        let own = [
            ("preview.js", include_str!("preview.js")),
            ("preview.css", include_str!("preview.css")),
        ];
        let own = own.map(|(name, text)| (format!("{PREVIEW}{name}"), text.as_bytes().to_vec()));
        let files = site.files.into_iter().chain(own).map(|(path, content)| {
            let content = match path.ends_with(".html") {
                true => with_script(content, &script),
                false => content,
            };
            let etag = format!("\"{}\"", hex(&Sha256::digest(&content)));
            (path, File { content, etag })
        });
        Self {
            files: std::sync::Arc::new(files.collect()),
            headers: site.headers,
            state: state(&version, None, &told),
            version,
        }
    }

    /// The same site, while the files as they are make none.
    pub fn with_problem(&self, problem: &CliError, told: Told) -> Self {
        Self {
            files: std::sync::Arc::clone(&self.files),
            headers: self.headers.clone(),
            version: self.version.clone(),
            state: state(&self.version, Some(&problem.to_string()), &told),
        }
    }
}

/// What pages are told.
fn state(version: &str, problem: Option<&str>, told: &Told) -> String {
    json::object(&[
        ("site", json::text(version)),
        ("problem", problem.map_or("null".to_owned(), json::text)),
        ("issues", told.issues.to_string()),
        ("text", json::text(&told.text)),
    ])
}

/// The page with a script at the end of its head.
fn with_script(page: Vec<u8>, script: &str) -> Vec<u8> {
    match String::from_utf8(page) {
        Ok(page) => page.replacen("</head>", script, 1).into_bytes(),
        Err(other) => other.into_bytes(),
    }
}

/// The first 16 bytes as hexadecimal digits.
fn hex(digest: &[u8]) -> String {
    let bytes = digest.iter().take(16);
    bytes.map(|byte| format!("{byte:02x}")).collect()
}

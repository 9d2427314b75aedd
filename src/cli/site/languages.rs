//! The languages of a site: their pages and their words.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::SiteError;
use crate::cli::format::IcuFormat;
use crate::cli::shell::{Shell, ShellError};
use crate::document::PageLink;
use crate::load::{messages_from_json, messages_without};
use crate::locale::{Locale, Messages, PluralCategory};

/// Folders of the site, which no language may be called.
const TAKEN: [&str; 3] = ["assets", "data", "i18n"];
/// The longest tag that RFC 5646, section 4.4.1, asks software to support.
const LONGEST_TAG: usize = 35;

/// The tags that can name a folder, in order, and those that cannot.
pub(super) fn sorted_tags(wanted: &[String]) -> (Vec<String>, Vec<String>) {
    let mut good: Vec<String> = Vec::new();
    let mut refused = Vec::new();
    for tag in wanted {
        let is_plain = |tag: &str| {
            tag.bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        };
        let fits = !tag.is_empty()
            && tag.len() <= LONGEST_TAG
            && is_plain(tag)
            && !TAKEN.iter().any(|taken| tag.eq_ignore_ascii_case(taken));
        let is_new = !good.iter().any(|other| other.eq_ignore_ascii_case(tag));
        match fits && is_new {
            true => good.push(tag.clone()),
            false => refused.push(tag.clone()),
        }
    }
    if good.is_empty() {
        good.push("en".to_owned());
    }
    (good, refused)
}

/// The interface texts by language, as files and as messages.
pub(in crate::cli) struct Interface {
    /// The files by tag.
    pub files: BTreeMap<String, Vec<u8>>,
    messages: BTreeMap<String, Messages>,
    english: Arc<Messages>,
}

impl Interface {
    /// The shell's files with others added or in their place.
    pub fn of(shell: &Shell, more: &BTreeMap<String, Vec<u8>>) -> Result<Self, SiteError> {
        let of_shell = shell.folder("i18n").filter_map(|(path, content)| {
            let tag = path.strip_suffix(".json")?;
            Some((tag.to_owned(), content.to_vec()))
        });
        let mut files: BTreeMap<String, Vec<u8>> = of_shell.collect();
        files.extend(more.clone());
        let mut messages = BTreeMap::new();
        for (tag, content) in &files {
            let read = messages_from_json(content).map_err(|source| SiteError::Interface {
                file: format!("{tag}.json"),
                source,
            })?;
            messages.insert(tag.clone(), read);
        }
        let missing = ShellError::Missing {
            file: "i18n/en.json",
        };
        let english = messages.get("en").cloned().ok_or(missing)?;
        Ok(Self {
            files,
            messages,
            english: Arc::new(english),
        })
    }

    /// The words and conventions of a language; English words where there are no others.
    pub fn locale(&self, tag: &str) -> Locale {
        let messages = match self.messages.get(tag) {
            Some(own) => Arc::new(own.clone().with_fallback(Arc::clone(&self.english))),
            None => Arc::clone(&self.english),
        };
        Locale {
            tag: tag.to_owned(),
            messages,
            format: Arc::new(IcuFormat::new(tag)),
        }
    }

    /// All files, and for these languages the English ones: the app asks for the words of each language that has a page.
    pub(super) fn with_english_for(mut self, tags: &[String]) -> BTreeMap<String, Vec<u8>> {
        // What each language has of its own.
        const OWN: [&str; 2] = ["language-name", "format-like"];
        for folder in ["", "later/", "many/", "reports/"] {
            let english = self.files.get(&format!("{folder}en")).cloned();
            for (tag, english) in tags.iter().zip(std::iter::repeat(english)) {
                let words = english.map(|words| messages_without(words, &OWN));
                let words = words.map(|words| (format!("{folder}{tag}"), words));
                self.files.extend(words);
            }
        }
        self.files
    }

    /// The language's own name, or its tag.
    pub fn name(&self, tag: &str) -> String {
        const KEY: &str = "language-name";
        let own = self.messages.get(tag).filter(|own| own.has(KEY));
        own.map_or_else(
            || tag.to_owned(),
            |own| own.fill(KEY, PluralCategory::Other, &[]),
        )
    }
}

/// The folder of the page in a language of this position among all: empty, or with a slash at its end.
pub(in crate::cli) fn page_folder(position: usize, tag: &str) -> String {
    match position {
        0 => String::new(),
        _ => format!("{tag}/"),
    }
}

/// How the page of the language `from` reaches that of each language.
pub(super) fn page_links(tags: &[String], from: usize, interface: &Interface) -> Vec<PageLink> {
    let links = tags.iter().enumerate().map(|(to, tag)| PageLink {
        tag: tag.clone(),
        name: interface.name(tag),
        address: match (from, to) {
            (0, 0) => "index.html".to_owned(),
            (_, 0) => "../index.html".to_owned(),
            (0, _) => format!("{tag}/index.html"),
            _ => format!("../{tag}/index.html"),
        },
    });
    links.collect()
}

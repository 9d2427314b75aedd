//! A site as a value: every file by its path, a pure function of the shell, the story and the interface texts.
//!
//! | path | what | its name changes with its content |
//! |---|---|---|
//! | `index.html`, `<tag>/index.html` | the story in the default language and in each other one, with its map | no |
//! | `assets/…` | script, WebAssembly, style sheet, icon, basemap | yes |
//! | `i18n/<tag>.json` | interface texts; a publisher may add some later | no |
//! | `embed.js` | what an article loads to have the story in it | no |
//! | `data/<story>` | the story file as it is | no |
//! | `data/<story>.first.geojson` | the first incidents of a story of very many | no |
//! | `oembed.json`, `<tag>/oembed.json` | how the page stands in a frame; only where the site's address is known | no |
//! | `LICENSES.txt` | terms of use | no |
//! | `_headers`, `.htaccess` and so on | headers for hosts that read such files, see `hosts.rs` | no |
//!
//! Its addresses are relative, so that it works from any folder of any host; only what others show of a page needs the
//! address that the site will have (`share.rs`). What takes long to make, pictures and compressed files, is added when a
//! folder is written.

mod assets;
mod base_url;
mod headers;
mod heights;
mod hosts;
pub(super) mod json;
mod languages;
mod licences;
mod origin;
mod page;
mod poster;
mod share;

use std::collections::BTreeMap;
use std::fmt;

use super::shell::{Shell, ShellError};
use crate::cli::measure::FontMeasure;
use crate::cli::render::Pictures;
use crate::cli::whole::Whole;
use crate::document::{DocumentInput, Element, counts_text, map_label};
use crate::load::{LoadError, messages_without};
use crate::locale::PAGE_MESSAGES;
use crate::query::{Dataset, Overview};
use crate::scene::Palette;
use assets::Assets;
use poster::{FORMATS, Ground};

pub(super) use languages::Interface;

pub(super) use hosts::TOP_FILES;
pub(super) use languages::page_folder;

pub use base_url::{BaseUrl, BaseUrlError};
pub use headers::{CONTENT_SECURITY_POLICY, SiteHeaders, content_security_policy};
pub use origin::{Origin, OriginError};
pub use page::GENERATOR;
pub use share::CARD_PX;

/// The script that articles load, in the shell and in a site.
const EMBED_SCRIPT: &str = "embed.js";

/// What a site is made from.
#[derive(Clone, Copy)]
pub struct SiteInput<'a> {
    /// The web app.
    pub shell: &'a Shell,
    /// Name of the story file, without folders.
    pub story_name: &'a str,
    /// The story file.
    pub story: &'a [u8],
    /// What is in it; of a story of very many incidents, what is on its page.
    pub dataset: &'a Dataset,
    /// That story.
    pub whole: Option<&'a Whole>,
    /// Interface texts by language tag, beside or in place of the shell's.
    pub interface: &'a BTreeMap<String, Vec<u8>>,
    /// The colours of pictures that have no theme of their own.
    pub light: &'a Palette,
    /// Whose files the address of a page may name with `?data=`, beside the site's own; `None` when it may name none.
    pub data_from: Option<&'a [Origin]>,
    /// The address that the site will have; without it the pages name no card and no address of their own.
    pub base_url: Option<&'a BaseUrl>,
    /// Whose pages may show the site in a frame; all where none is named.
    pub embed_on: &'a [Origin],
}

/// A site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Site {
    /// Every file by its path.
    pub files: BTreeMap<String, Vec<u8>>,
    /// The languages with a page, the default first.
    pub languages: Vec<String>,
    /// Languages of the story that have no page because their tag cannot name a folder.
    pub refused_languages: Vec<String>,
    /// Languages with a page whose interface is in English, for want of texts.
    pub untranslated_languages: Vec<String>,
    /// The Content-Security-Policy of its pages.
    pub policy: String,
    /// The headers of its files.
    pub headers: SiteHeaders,
    /// What is copied into an article to have the page in the default language there; none without the site's address.
    pub snippet: Option<String>,
}

/// Why the parts do not make a site.
#[derive(Debug)]
pub enum SiteError {
    /// The web app is incomplete.
    Shell(ShellError),
    /// The basemap's index cannot be read.
    Basemap {
        /// Which file.
        file: String,
        /// Why.
        source: LoadError,
    },
    /// A file of interface texts cannot be read.
    Interface {
        /// Which file.
        file: String,
        /// Why.
        source: LoadError,
    },
}

impl fmt::Display for SiteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Shell(error) => error.fmt(f),
            Self::Basemap { file, source } => {
                write!(
                    f,
                    "the web app's {file} cannot be read: {source}; build the web app again"
                )
            }
            Self::Interface { file, source } => write!(
                f,
                "the interface texts in {file} cannot be read: {source}; public/i18n/README.md says how they are written"
            ),
        }
    }
}

impl std::error::Error for SiteError {}

impl From<ShellError> for SiteError {
    fn from(error: ShellError) -> Self {
        Self::Shell(error)
    }
}

impl Site {
    /// Makes the site.
    ///
    /// # Errors
    /// [`SiteError`] when a part of the shell is missing or a file of interface texts is broken.
    pub fn new(input: &SiteInput) -> Result<Self, SiteError> {
        let assets = Assets::of(input.shell, input.dataset)?;
        let interface = Interface::of(input.shell, input.interface)?;
        let (languages, refused_languages) = languages::sorted_tags(&input.dataset.story.languages);
        let overview = match input.whole {
            Some(whole) => whole.overview.clone(),
            None => Overview::of(input.dataset),
        };
        let first_name = input.whole.map(|_| first_name(input.story_name));
        let own = input.base_url.map(BaseUrl::origin);
        let policy = content_security_policy(
            own.as_deref(),
            input.data_from.unwrap_or_default(),
            &assets.style_text,
            &assets.early,
        );
        let level = |file: &str| assets.level(file);
        let palette = Palette::from_properties(|_| String::new());
        let measure = FontMeasure::new();
        let any_locale = interface.locale("en");
        let pictures = Pictures {
            dataset: input.dataset,
            whole: input.whole,
            index: &assets.index,
            level: &level,
            locale: &any_locale,
            palette: &palette,
            measure: &measure,
            selection: None,
        };
        let grounds = FORMATS.map(|format| Ground::new(&pictures, format));
        let mut files = assets.files.clone();
        let mut snippet = None;
        for (position, tag) in languages.iter().enumerate() {
            let locale = interface.locale(tag);
            let document = DocumentInput {
                dataset: input.dataset,
                index: &assets.index,
                overview: &overview,
                locale: &locale,
            };
            let folder = page_folder(position, tag);
            let heights_px = heights::embed_heights_px(&document, &measure);
            let shared = input.base_url.map(|base| share::Shared {
                document: &document,
                base,
                folder: &folder,
                heights_px: &heights_px,
            });
            let page = page::Page {
                document,
                assets: &assets,
                policy: &policy,
                data_from: input.data_from,
                story_name: first_name.as_deref().unwrap_or(input.story_name),
                whole_name: first_name.as_ref().map(|_| input.story_name),
                languages: &languages,
                posters: posters(
                    &grounds,
                    &Pictures {
                        locale: &locale,
                        ..pictures
                    },
                    &document,
                )?,
                links: &languages::page_links(&languages, position, &interface),
                root: if position == 0 { "" } else { "../" },
                heights_px: &heights_px,
                shared,
            };
            files.insert(format!("{folder}index.html"), page.html().into_bytes());
            if let Some(shared) = shared {
                snippet.get_or_insert_with(|| shared.by_script());
                files.insert(format!("{folder}oembed.json"), shared.oembed().into_bytes());
            }
        }
        let untranslated = languages
            .iter()
            .filter(|tag| !interface.files.contains_key(*tag));
        let untranslated_languages: Vec<String> = untranslated.cloned().collect();
        for (tag, content) in interface.with_english_for(&untranslated_languages) {
            files.insert(
                format!("i18n/{tag}.json"),
                messages_without(content, &PAGE_MESSAGES),
            );
        }
        files.insert(format!("data/{}", input.story_name), input.story.to_vec());
        if let (Some(whole), Some(name)) = (input.whole, first_name) {
            files.insert(format!("data/{name}"), whole.first.clone());
        }
        let script = input.shell.files().get(EMBED_SCRIPT);
        let missing = ShellError::Missing { file: EMBED_SCRIPT };
        files.insert(EMBED_SCRIPT.to_owned(), script.ok_or(missing)?.clone());
        let licences = licences::licences_text(&assets.credits, &input.dataset.story, &languages);
        files.insert("LICENSES.txt".to_owned(), licences.into_bytes());
        let headers = SiteHeaders::new(&policy, input.embed_on);
        files.extend(hosts::host_files(&headers, &languages));
        Ok(Self {
            files,
            languages,
            refused_languages,
            untranslated_languages,
            policy,
            headers,
            snippet,
        })
    }
}

/// The name of the file with the first incidents of a story.
fn first_name(story_name: &str) -> String {
    let stem = story_name.strip_suffix(".geojson").unwrap_or(story_name);
    format!("{stem}.first.geojson")
}

/// The pictures of the map in one language.
fn posters(
    grounds: &[Result<Ground, LoadError>],
    pictures: &Pictures,
    document: &DocumentInput,
) -> Result<Vec<Element>, SiteError> {
    let label = format!("{}. {}", map_label(document), counts_text(document));
    let picture = |ground: &Result<Ground, LoadError>| match ground {
        Ok(ground) => Ok(ground.picture(pictures, &label)),
        Err(source) => Err(SiteError::Basemap {
            file: "basemap".to_owned(),
            source: source.clone(),
        }),
    };
    grounds.iter().map(picture).collect()
}

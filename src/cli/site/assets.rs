//! The parts of the shell under `assets/`, named by their content.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use super::SiteError;
use crate::basemap::{BasemapIndex, Credit};
use crate::cli::basemap::StoryBasemap;
use crate::cli::shell::{Shell, ShellError, without_hash};
use crate::load::{LoadError, basemap_index_from_json};
use crate::query::Dataset;

/// The renamed parts of the shell, and where each is.
pub(super) struct Assets {
    /// All files by path.
    pub files: BTreeMap<String, Vec<u8>>,
    /// The script that runs before the page is painted, to stand in it.
    pub early: String,
    /// The style sheet, to stand in the page: nothing is painted before it is there.
    pub style_text: String,
    /// Path of the script that starts the app.
    pub boot: String,
    /// Path of the app's JavaScript.
    pub glue: String,
    /// Path of the app's WebAssembly.
    pub wasm: String,
    /// Path of the part of it that comes later, where it is in two.
    pub later: Option<String>,
    /// Path of the style sheet.
    pub style: String,
    /// Path of the icon.
    pub icon: String,
    /// Path of the publisher's basemap's index, from which the app goes on.
    pub basemap: String,
    /// What the app will fetch of the story's basemap at once, beside that: its index, when it is another one, and its
    /// coarsest level.
    pub basemap_first: Vec<String>,
    /// What the index of the story's basemap says.
    pub index: BasemapIndex,
    /// Whom the basemaps in the site credit.
    pub credits: Vec<Credit>,
    /// Path of the script that opens files; it finds the rest of the reader beside it.
    pub opener: String,
}

impl Assets {
    /// Renames the parts of a shell.
    pub fn of(shell: &Shell, dataset: &Dataset) -> Result<Self, SiteError> {
        let mut files = BTreeMap::new();
        let mut add = |stem: &str, extension: &str, content: &[u8]| {
            let path = format!("assets/{stem}-{}.{extension}", short_hash([content]));
            files.insert(path.clone(), content.to_vec());
            path
        };
        let boot = add("boot", "js", shell.top_file("boot-*.js", "boot", "js")?);
        let early = shell.top_file("early-*.js", "early", "js")?;
        let style = shell.top_file("style-*.css", "style", "css")?;
        let style_text = String::from_utf8_lossy(style).trim().to_owned();
        let early = String::from_utf8_lossy(early).trim().to_owned();
        let style = add("style", "css", style);
        let icon = add(
            "favicon",
            "svg",
            shell.top_file("favicon-*.svg", "favicon", "svg")?,
        );
        let wasm_path = shell.wasm_path()?;
        let stem = wasm_path.strip_suffix("_bg.wasm").unwrap_or(wasm_path);
        let content = |path: &str| {
            let missing = ShellError::Missing {
                file: "the JavaScript beside *_bg.wasm",
            };
            shell.files().get(path).ok_or(missing)
        };
        let glue_path = format!("{stem}.js");
        let glue = add(without_hash(stem), "js", content(&glue_path)?);
        let wasm = add(without_hash(stem), "wasm", content(wasm_path)?);
        let later = shell.files().get(&format!("{stem}_later.wasm"));
        let later =
            later.map(|content| add(&format!("{}-later", without_hash(stem)), "wasm", content));
        // The glue imports its snippets relatively, from folders that wasm-bindgen names by their content.
        for (path, content) in shell.folder("snippets") {
            files.insert(format!("assets/snippets/{path}"), content.to_vec());
        }
        let opener = add_reader(shell, &mut files)?;
        let folder = add_folder(shell, "basemap", &mut files);
        let basemap = format!("{folder}/index.json");
        let chosen = StoryBasemap::of(&files, &basemap, dataset).map_err(unreadable)?;
        let mut basemap_first = Vec::new();
        if chosen.path != basemap {
            basemap_first.push(chosen.path.clone());
        }
        let coarsest = chosen.index.levels.first();
        basemap_first.extend(coarsest.map(|level| chosen.level_path(&level.file)));
        basemap_first.retain(|path| files.contains_key(path));
        let index = chosen.index;
        let mut credits = Vec::new();
        for path in files.keys().filter(|path| path.starts_with(&folder)) {
            let of_index = path
                .ends_with("index.json")
                .then(|| files.get(path))
                .flatten();
            let of_index = of_index.and_then(|bytes| basemap_index_from_json(bytes).ok());
            credits.extend(of_index.into_iter().flat_map(|index| index.credits));
        }
        let mut seen: Vec<Credit> = Vec::new();
        credits.retain(|credit| {
            let is_new = !seen.contains(credit);
            seen.push(credit.clone());
            is_new
        });
        Ok(Self {
            basemap_first,
            credits,
            boot,
            early,
            style_text,
            glue,
            wasm,
            later,
            style,
            icon,
            basemap,
            index,
            opener,
            files,
        })
    }
}

/// Why a basemap's index cannot be used.
fn unreadable((path, source): (String, Option<LoadError>)) -> SiteError {
    // The folder's own name has a hash.
    let file = path.splitn(3, '/').nth(2).unwrap_or_default();
    match source {
        Some(source) => SiteError::Basemap {
            file: format!("basemap/{file}"),
            source,
        },
        None => SiteError::Shell(ShellError::Missing {
            file: "basemap/index.json",
        }),
    }
}

impl Assets {
    /// The content of a level of the basemap, by the name that the basemap's index has for it.
    pub fn level(&self, file: &str) -> Option<Vec<u8>> {
        let folder = self.basemap.strip_suffix("index.json")?;
        self.files.get(&format!("{folder}{file}")).cloned()
    }
}

/// Adds what reads files and gives the path of the script that opens them.
fn add_reader(shell: &Shell, files: &mut BTreeMap<String, Vec<u8>>) -> Result<String, ShellError> {
    let folder = add_folder(shell, "reader", files);
    for (name, file) in [
        ("open.js", "reader/open.js"),
        ("open.css", "reader/open.css"),
        ("worker.js", "reader/worker.js"),
        ("reader.js", "reader/reader.js"),
        ("reader_bg.wasm", "reader/reader_bg.wasm"),
    ] {
        if !files.contains_key(&format!("{folder}/{name}")) {
            return Err(ShellError::Missing { file });
        }
    }
    Ok(format!("{folder}/open.js"))
}

/// Adds the files of a folder whose name tells of all of them, because they name each other, and gives its path.
fn add_folder(shell: &Shell, name: &'static str, files: &mut BTreeMap<String, Vec<u8>>) -> String {
    let parts: Vec<(&str, &[u8])> = shell.folder(name).collect();
    let content = parts
        .iter()
        .flat_map(|(path, content)| [path.as_bytes(), content]);
    let folder = format!("assets/{name}-{}", short_hash(content));
    for (path, content) in parts {
        files.insert(format!("{folder}/{path}"), content.to_vec());
    }
    folder
}

/// The first 16 hexadecimal digits of the SHA-256 of the parts, each with its length before it.
fn short_hash<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> String {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update((part.len() as u64).to_le_bytes());
        hasher.update(part);
    }
    let digest = hasher.finalize();
    digest
        .iter()
        .take(8)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

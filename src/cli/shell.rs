//! The shell: the built web app without a story, as Trunk leaves it.

use std::collections::BTreeMap;
use std::fmt;
use std::io::Read;
use std::path::{Path, PathBuf};

/// The built web app's files by path, such as `basemap/index.json`; without the folder `data`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shell {
    files: BTreeMap<String, Vec<u8>>,
}

/// Why there is no usable shell.
#[derive(Debug)]
pub enum ShellError {
    /// This command was built without one, and no folder was named.
    None,
    /// The folder or archive cannot be read.
    Unreadable {
        /// Where it was read from.
        place: String,
        /// What the system says.
        source: std::io::Error,
    },
    /// A part of the web app is missing.
    Missing {
        /// Which, as a file name pattern.
        file: &'static str,
    },
}

impl fmt::Display for ShellError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::None => write!(
                f,
                "this command was built without the web app; use the one that `make build` makes \
                 (target/release/incident-map), or run `trunk build --release` and add --shell target/shell"
            ),
            Self::Unreadable { place, source } => {
                write!(
                    f,
                    "cannot read the web app in {place}: {source}; build it with `trunk build --release`"
                )
            }
            Self::Missing { file } => write!(
                f,
                "the web app lacks {file}; build it again with `trunk build --release` and give its folder with --shell"
            ),
        }
    }
}

impl std::error::Error for ShellError {}

impl Shell {
    /// A shell of these files.
    pub fn new(files: BTreeMap<String, Vec<u8>>) -> Self {
        let mut files = files;
        files.retain(|path, _| !path.starts_with("data/"));
        Self { files }
    }

    /// The shell in `folder`, or the one that this command carries.
    ///
    /// # Errors
    /// [`ShellError`] when there is none or it cannot be read.
    pub fn find(folder: Option<&Path>) -> Result<Self, ShellError> {
        match folder {
            Some(folder) => Self::from_folder(folder),
            None => Self::embedded(),
        }
    }

    #[cfg(feature = "embedded-shell")]
    fn embedded() -> Result<Self, ShellError> {
        Self::from_tar(include_bytes!(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/target/shell.tar"
        )))
    }

    #[cfg(not(feature = "embedded-shell"))]
    fn embedded() -> Result<Self, ShellError> {
        Err(ShellError::None)
    }

    /// The shell in a tar archive.
    ///
    /// # Errors
    /// [`ShellError::Unreadable`] when it is not one.
    pub fn from_tar(bytes: &[u8]) -> Result<Self, ShellError> {
        let unreadable = |source| ShellError::Unreadable {
            place: "the archive".to_owned(),
            source,
        };
        let mut files = BTreeMap::new();
        let mut archive = tar::Archive::new(bytes);
        for entry in archive.entries().map_err(unreadable)? {
            let mut entry = entry.map_err(unreadable)?;
            if !entry.header().entry_type().is_file() {
                continue;
            }
            let path = slashed(&entry.path().map_err(unreadable)?);
            let mut content = Vec::new();
            entry.read_to_end(&mut content).map_err(unreadable)?;
            files.insert(path, content);
        }
        Ok(Self::new(files))
    }

    /// The shell in a folder.
    ///
    /// # Errors
    /// [`ShellError::Unreadable`] when the folder or a file in it cannot be read.
    pub fn from_folder(folder: &Path) -> Result<Self, ShellError> {
        let unreadable = |path: &Path| {
            let place = path.display().to_string();
            move |source| ShellError::Unreadable { place, source }
        };
        let mut files = BTreeMap::new();
        let mut waiting: Vec<PathBuf> = vec![folder.to_owned()];
        while let Some(next) = waiting.pop() {
            for entry in std::fs::read_dir(&next).map_err(unreadable(&next))? {
                let path = entry.map_err(unreadable(&next))?.path();
                let name = slashed(path.strip_prefix(folder).unwrap_or(&path));
                if name == "data" {
                    continue;
                }
                if path.is_dir() {
                    waiting.push(path);
                } else {
                    let content = std::fs::read(&path).map_err(unreadable(&path))?;
                    files.insert(name, content);
                }
            }
        }
        Ok(Self::new(files))
    }

    /// All files by path.
    pub fn files(&self) -> &BTreeMap<String, Vec<u8>> {
        &self.files
    }

    /// The files of a folder by their path in it.
    pub fn folder<'a>(
        &'a self,
        folder: &'static str,
    ) -> impl Iterator<Item = (&'a str, &'a [u8])> + 'a {
        self.files.iter().filter_map(move |(path, content)| {
            let rest = path.strip_prefix(folder)?.strip_prefix('/')?;
            Some((rest, content.as_slice()))
        })
    }

    /// The shell with other files in a folder.
    pub(super) fn with_folder(mut self, folder: &str, files: BTreeMap<String, Vec<u8>>) -> Self {
        let inside = format!("{folder}/");
        self.files.retain(|path, _| !path.starts_with(&inside));
        for (name, content) in files {
            self.files.insert(format!("{inside}{name}"), content);
        }
        self
    }

    /// The shell with more rules after those of its style sheet.
    pub(super) fn with_style(mut self, css: &str) -> Self {
        let sheets = self
            .files
            .iter_mut()
            .filter(|(path, _)| is_top_file(path, "style", "css"));
        for (_, content) in sheets {
            content.extend_from_slice(css.as_bytes());
        }
        self
    }

    /// The one file at the top that is `stem.extension`, or `stem-<hash>.extension`.
    ///
    /// # Errors
    /// [`ShellError::Missing`] with `pattern` when there is none.
    pub fn top_file(
        &self,
        pattern: &'static str,
        stem: &str,
        extension: &str,
    ) -> Result<&[u8], ShellError> {
        let mut files = self.files.iter();
        let found = files.find(|(path, _)| is_top_file(path, stem, extension));
        found
            .map(|(_, content)| content.as_slice())
            .ok_or(ShellError::Missing { file: pattern })
    }

    /// Path of the app's WebAssembly.
    ///
    /// # Errors
    /// [`ShellError::Missing`] when there is none.
    pub fn wasm_path(&self) -> Result<&str, ShellError> {
        let is_it = |path: &&String| path.ends_with("_bg.wasm") && !path.contains('/');
        let missing = ShellError::Missing { file: "*_bg.wasm" };
        self.files
            .keys()
            .find(is_it)
            .map(String::as_str)
            .ok_or(missing)
    }
}

/// Whether a path is that of `stem.extension`, or `stem-<hash>.extension`, at the top.
fn is_top_file(path: &str, stem: &str, extension: &str) -> bool {
    let name = path
        .strip_suffix(extension)
        .and_then(|name| name.strip_suffix('.'));
    name.is_some_and(|name| without_hash(name) == stem)
}

/// The name without the hash that Trunk puts behind it.
pub(super) fn without_hash(name: &str) -> &str {
    /// Trunk writes 16 digits; anything shorter than 8 may be a word such as `cafe`.
    const LEAST_DIGITS: usize = 8;
    match name.rsplit_once('-') {
        Some((stem, hash))
            if hash.len() >= LEAST_DIGITS && hash.bytes().all(|byte| byte.is_ascii_hexdigit()) =>
        {
            stem
        }
        _ => name,
    }
}

/// A relative path with slashes on every system, without a leading `./`.
fn slashed(path: &Path) -> String {
    let parts = path.components().filter_map(|part| match part {
        std::path::Component::Normal(part) => Some(part.to_string_lossy()),
        _ => None,
    });
    parts.collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shell(paths: &[&str]) -> Shell {
        let files = paths
            .iter()
            .map(|path| ((*path).to_owned(), path.as_bytes().to_vec()));
        Shell::new(files.collect())
    }

    #[test]
    fn files_are_found_with_and_without_a_hash() {
        for name in ["boot.js", "boot-0123456789abcdef.js"] {
            let shell = shell(&[name, "boot-camp.js"]);
            assert_eq!(
                shell.top_file("boot-*.js", "boot", "js").unwrap(),
                name.as_bytes()
            );
        }
        let missing = shell(&["booty.js", "sub/boot.js"]);
        assert!(missing.top_file("boot-*.js", "boot", "js").is_err());
    }

    #[test]
    fn an_archive_and_a_folder_give_the_same_shell_without_data() {
        let folder = tempfile::tempdir().unwrap();
        let files = ["index.html", "i18n/en.json", "data/story.geojson"];
        let mut archive = tar::Builder::new(Vec::new());
        for path in files {
            let full = folder.path().join(path);
            std::fs::create_dir_all(full.parent().unwrap()).unwrap();
            std::fs::write(&full, path).unwrap();
            archive
                .append_path_with_name(&full, format!("./{path}"))
                .unwrap();
        }
        let from_tar = Shell::from_tar(&archive.into_inner().unwrap()).unwrap();
        assert_eq!(from_tar, Shell::from_folder(folder.path()).unwrap());
        assert_eq!(from_tar, shell(&["index.html", "i18n/en.json"]));
    }
}

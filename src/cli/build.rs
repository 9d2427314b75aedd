//! Writing a site into a folder.

use std::fs;
use std::path::{Path, PathBuf};

use super::CliError;
use super::precompress::ENDINGS;
use super::site::{Site, TOP_FILES};

/// What begins the `generator` of a page made by any version of this command.
const GENERATOR_MARK: &str = "<meta name=\"generator\" content=\"Incident Map ";

/// Writes a site. Assets come before the pages that name them and each file replaces the old one at once, so that
/// a folder that is being served works all the time; then what is left of an earlier site is taken away.
///
/// # Errors
/// [`CliError::NotASite`] when the folder holds something else and `force` is not set; [`CliError::Read`] and
/// [`CliError::Write`] when the system refuses.
pub fn write_site(site: &Site, folder: &Path, force: bool) -> Result<(), CliError> {
    refuse_to_mix(folder, force)?;
    let is_ours = is_site(folder);
    let old_stories = match is_ours {
        true => old_stories(folder),
        false => Vec::new(),
    };
    let is_page = |path: &str| plain_path(path).ends_with(".html");
    let assets = site.files.iter().filter(|(path, _)| !is_page(path));
    let pages = site.files.iter().filter(|(path, _)| is_page(path));
    for (path, content) in assets.chain(pages) {
        replace(&folder.join(path), content)?;
        // A host would send an old compressed file in place of this.
        for compressed in compressed_paths(path) {
            remove_unless_written(site, folder, &compressed)?;
        }
    }
    // A story that has been withdrawn or renamed must not stay to be uploaded again.
    for old in &old_stories {
        remove_with_compressed(site, folder, old)?;
    }
    match is_ours {
        true => remove_leftovers(site, folder),
        false => Ok(()),
    }
}

/// Refuses a folder with something else in it, unless `force` is set.
///
/// # Errors
/// [`CliError::NotASite`], and [`CliError::Read`] when the system refuses.
pub fn refuse_to_mix(folder: &Path, force: bool) -> Result<(), CliError> {
    match force || is_site(folder) || is_empty(folder)? {
        true => Ok(()),
        false => Err(CliError::NotASite {
            folder: folder.to_owned(),
        }),
    }
}

/// The path of the file that a compressed one stands for; that of any other file.
fn plain_path(path: &str) -> &str {
    match path.rsplit_once('.') {
        Some((plain, ending)) if ENDINGS.contains(&ending) => plain,
        _ => path,
    }
}

/// The paths of what a file may be compressed to.
fn compressed_paths(path: &str) -> [String; 2] {
    ENDINGS.map(|ending| format!("{path}.{ending}"))
}

/// Takes away a file of an earlier site, and what it was compressed to.
fn remove_with_compressed(site: &Site, folder: &Path, path: &str) -> Result<(), CliError> {
    remove_unless_written(site, folder, path)?;
    for compressed in compressed_paths(path) {
        remove_unless_written(site, folder, &compressed)?;
    }
    Ok(())
}

/// Takes away a file of an earlier site.
fn remove_unless_written(site: &Site, folder: &Path, path: &str) -> Result<(), CliError> {
    let file = folder.join(path);
    match !site.files.contains_key(path) && file.is_file() {
        true => remove(&file),
        false => Ok(()),
    }
}

/// The story file that the page in a folder names, and the one with all of a very large story.
fn old_stories(folder: &Path) -> Vec<String> {
    let page = fs::read_to_string(folder.join("index.html")).unwrap_or_default();
    let settings = ["story", "whole"];
    settings
        .into_iter()
        .filter_map(|name| named_story(&page, name))
        .collect()
}

/// The story file that a setting of a page names: a plain name in the folder `data`.
fn named_story(page: &str, setting: &str) -> Option<String> {
    let start = format!("<meta name=\"incident-map:{setting}\" content=\"");
    let (_, rest) = page.split_once(&start)?;
    let (address, _) = rest.split_once('"')?;
    let path = crate::view::percent_decoded(address)?;
    let name = path.strip_prefix("data/")?;
    let is_plain = !name.is_empty() && !name.contains(['/', '\\']) && name != "..";
    is_plain.then_some(path)
}

/// Whether a folder has a page made by this command.
fn is_site(folder: &Path) -> bool {
    let page = fs::read_to_string(folder.join("index.html"));
    page.is_ok_and(|page| page.contains(GENERATOR_MARK))
}

fn is_empty(folder: &Path) -> Result<bool, CliError> {
    match fs::read_dir(folder) {
        Ok(mut entries) => Ok(entries.next().is_none()),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(true),
        Err(error) => Err(CliError::read(folder)(error)),
    }
}

/// Writes a file beside its place and moves it there.
fn replace(path: &Path, content: &[u8]) -> Result<(), CliError> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(CliError::write(folder))?;
    }
    let mut new = path.as_os_str().to_owned();
    new.push(".new");
    let new = PathBuf::from(new);
    fs::write(&new, content).map_err(CliError::write(&new))?;
    fs::rename(&new, path).map_err(CliError::write(path))
}

/// Takes away assets with hashed names and pages of languages that the site no longer has. All else in the folder
/// may be the publisher's own.
fn remove_leftovers(site: &Site, folder: &Path) -> Result<(), CliError> {
    let assets = folder.join("assets");
    for path in entries(&assets)? {
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let file = format!("assets/{name}");
        let inside = format!("{file}/");
        let is_used = site
            .files
            .keys()
            .any(|path| *path == file || path.starts_with(&inside));
        if !is_used && has_hash(plain_path(&name)) {
            remove(&path)?;
        }
    }
    for file in TOP_FILES {
        remove_with_compressed(site, folder, file)?;
    }
    for path in entries(folder)? {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let has_page = site.files.contains_key(&format!("{name}/index.html"));
        if path.is_dir() && !has_page && is_site(&path) {
            for file in TOP_FILES.into_iter().chain(["index.html"]) {
                remove_with_compressed(site, folder, &format!("{name}/{file}"))?;
            }
            // Only an empty folder goes; what else is in it is not ours.
            let _ = fs::remove_dir(&path);
        }
    }
    Ok(())
}

fn entries(folder: &Path) -> Result<Vec<PathBuf>, CliError> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries.map_err(CliError::read(folder))?,
    };
    let paths: Result<Vec<PathBuf>, _> = entries.map(|entry| entry.map(|e| e.path())).collect();
    paths.map_err(CliError::read(folder))
}

fn remove(path: &Path) -> Result<(), CliError> {
    let removed = match path.is_dir() {
        true => fs::remove_dir_all(path),
        false => fs::remove_file(path),
    };
    removed.map_err(CliError::write(path))
}

/// Whether a name ends in `-` and 16 hexadecimal digits, an extension aside.
fn has_hash(name: &str) -> bool {
    const DIGITS: usize = 16;
    let stem = name.split_once('.').map_or(name, |(stem, _)| stem);
    stem.rsplit_once('-').is_some_and(|(_, hash)| {
        hash.len() == DIGITS && hash.bytes().all(|byte| byte.is_ascii_hexdigit())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site(files: &[&str]) -> Site {
        let page = format!("<html><head>{GENERATOR_MARK}1\"></head></html>");
        let content = |path: &str| match path.ends_with(".html") {
            true => page.clone().into_bytes(),
            false => path.as_bytes().to_vec(),
        };
        Site {
            files: files
                .iter()
                .map(|path| ((*path).to_owned(), content(path)))
                .collect(),
            languages: Vec::new(),
            refused_languages: Vec::new(),
            untranslated_languages: Vec::new(),
            policy: String::new(),
            headers: crate::cli::site::SiteHeaders::new("", &[]),
            snippet: None,
        }
    }

    #[test]
    fn a_new_site_takes_the_place_of_the_old_one_and_leaves_the_rest() {
        let folder = tempfile::tempdir().unwrap();
        let at = |path: &str| folder.path().join(path);
        let old = "assets/app-0123456789abcdef.js";
        write_site(
            &site(&["index.html", "kk/index.html", old]),
            folder.path(),
            false,
        )
        .unwrap();
        fs::write(at("CNAME"), "example.org").unwrap();
        fs::write(at("assets/own.png"), "").unwrap();
        let new = "assets/app-fedcba9876543210.js";
        write_site(
            &site(&["index.html", "ru/index.html", new]),
            folder.path(),
            false,
        )
        .unwrap();
        for (path, expected) in [
            (new, true),
            ("ru/index.html", true),
            ("CNAME", true),
            ("assets/own.png", true),
            (old, false),
            ("kk", false),
            ("index.html.new", false),
        ] {
            assert_eq!(at(path).exists(), expected, "{path}");
        }
    }

    #[test]
    fn the_earlier_story_goes_and_other_data_stay() {
        let folder = tempfile::tempdir().unwrap();
        let at = |path: &str| folder.path().join(path);
        let with_story = |name: &str| {
            let (first, all) = (format!("data/{name}"), format!("data/all-{name}"));
            let mut site = site(&["index.html", &first, &all]);
            let page = site.files.get_mut("index.html").unwrap();
            let meta = format!(
                "<meta name=\"incident-map:story\" content=\"data/{name}\">\
                 <meta name=\"incident-map:whole\" content=\"data/all-{name}\">"
            );
            page.extend(meta.into_bytes());
            site
        };
        write_site(&with_story("old.geojson"), folder.path(), false).unwrap();
        fs::write(at("data/own.csv"), "").unwrap();
        write_site(&with_story("new.geojson"), folder.path(), false).unwrap();
        assert!(!at("data/old.geojson").exists() && !at("data/all-old.geojson").exists());
        assert!(at("data/new.geojson").exists() && at("data/own.csv").exists());
    }

    #[test]
    fn a_folder_with_other_things_is_left_alone_unless_forced() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("index.html"), "<h1>mine</h1>").unwrap();
        let error = write_site(&site(&["index.html"]), folder.path(), false).unwrap_err();
        assert!(matches!(error, CliError::NotASite { .. }), "{error}");
        write_site(&site(&["index.html"]), folder.path(), true).unwrap();
        write_site(&site(&["index.html"]), folder.path(), false).unwrap();
    }
}

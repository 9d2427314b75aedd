//! Where a story is: a file, or a folder with one in it.

use std::path::{Path, PathBuf};

use clap::Args;

use super::CliError;
use super::answers::{Answers, file_name};
use super::own_basemap::OwnBasemap;
use super::own_style::OwnStyle;
use super::site::Origin;
use crate::import::Options;

/// The story of a folder.
const STORY: &str = "story.geojson";
/// The story of a folder, where it is a table.
const TABLE: &str = "incidents.csv";
/// What a table has no place for: title, languages, sources.
const MEMBER: &str = "story.json";
/// How the names of files end that are read, beside those of [`PACKED`].
const ENDINGS: [&str; 7] = [
    ".geojson",
    ".json",
    ".geojsonl",
    ".ndjson",
    ".jsonl",
    ".csv",
    ".tsv",
];
/// How they end in addition when they are packed.
const PACKED: &str = ".gz";

/// What a site is made from.
#[derive(Args)]
pub(super) struct Source {
    /// The story: a GeoJSON file, any other file of incidents (CSV, TSV, also packed with gzip), or a folder with one.
    pub story: PathBuf,
    #[command(flatten)]
    pub answers: Answers,
    #[command(flatten)]
    pub own_basemap: OwnBasemap,
    #[command(flatten)]
    pub own_style: OwnStyle,
    /// A folder with more interface texts, such as uz.json for Uzbek; may be repeated, the last one wins.
    #[arg(long, value_name = "DIR")]
    pub interface: Vec<PathBuf>,
    /// Publish also what neither the profile nor the story's facets name: notes, columns of your own. Points are rounded
    /// and withdrawn records left out all the same.
    #[arg(long)]
    pub keep_properties: bool,
    /// Let the address of a page name a file of the site, as in ?data=data/more.csv; without this it is ignored.
    #[arg(long)]
    allow_data: bool,
    /// Let it also name a file of this other site, such as `https://example.org`; may be repeated.
    #[arg(long, value_name = "ORIGIN")]
    allow_data_from: Vec<Origin>,
    /// The folder of a web app built by Trunk, in place of the one inside this command.
    #[arg(long, value_name = "DIR")]
    pub shell: Option<PathBuf>,
}

impl Source {
    /// Whose files the address of a page may name, beside the site's own; `None` when it may name none.
    pub fn data_from(&self) -> Option<&[Origin]> {
        let is_allowed = self.allow_data || !self.allow_data_from.is_empty();
        is_allowed.then_some(self.allow_data_from.as_slice())
    }

    /// All that the site is made from beside the web app, in the order of their names: files, and the folders in which
    /// another file would count. What is not there is not in it, but for the story as it was named.
    pub fn input_files(&self) -> Vec<PathBuf> {
        let mut files = vec![self.story.clone()];
        if let Ok(found) = StoryFiles::find(&self.story, &self.answers) {
            files.push(found.story);
            files.extend(found.member);
        }
        let folders = self.interface.iter().map(PathBuf::as_path);
        for path in folders
            .chain(self.own_basemap.path())
            .chain(self.own_style.path())
        {
            add_with_content(path, &mut files);
        }
        files.sort();
        files.dedup();
        files
    }
}

/// Adds a file, or a folder and all in it.
fn add_with_content(path: &Path, files: &mut Vec<PathBuf>) {
    files.push(path.to_owned());
    let entries = std::fs::read_dir(path).into_iter().flatten().flatten();
    for entry in entries {
        add_with_content(&entry.path(), files);
    }
}

/// The files of a story.
#[derive(Debug, PartialEq)]
pub(super) struct StoryFiles {
    /// The file of incidents.
    pub story: PathBuf,
    /// The file with the `story` member, where it stands apart.
    pub member: Option<PathBuf>,
}

impl StoryFiles {
    /// The files that are meant by a path. In a folder these are `story.geojson`; else `incidents.csv`, or the only file
    /// that can be read as incidents, with `story.json` beside it unless an option names another.
    ///
    /// # Errors
    /// [`CliError::NoStory`] when a folder has none or several, [`CliError::Read`] when it cannot be read.
    pub fn find(path: &Path, answers: &Answers) -> Result<Self, CliError> {
        let told = answers.story_member().map(Path::to_owned);
        if !path.is_dir() {
            return Ok(Self {
                story: path.to_owned(),
                member: told,
            });
        }
        let own = path.join(STORY);
        if own.is_file() {
            return Ok(Self {
                story: own,
                member: told,
            });
        }
        let story = match path.join(TABLE) {
            table if table.is_file() => table,
            _ => only_story(path)?,
        };
        // A GeoJSON file has a place for it.
        let is_table = !file_name(&story).to_ascii_lowercase().contains(".geojson");
        let beside = Some(path.join(MEMBER)).filter(|file| is_table && file.is_file());
        Ok(Self {
            story,
            member: told.or(beside),
        })
    }

    /// What is said about how to read the story.
    ///
    /// # Errors
    /// [`CliError::Read`] and [`CliError::NotAStory`] when the file with the `story` member cannot be used.
    pub fn options(&self, answers: &Answers) -> Result<Options, CliError> {
        answers.options(self.member.as_deref())
    }
}

/// The only file of a folder that can be read as incidents.
fn only_story(folder: &Path) -> Result<PathBuf, CliError> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(CliError::read(folder))? {
        let path = entry.map_err(CliError::read(folder))?.path();
        let name = file_name(&path).to_ascii_lowercase();
        let plain = name.strip_suffix(PACKED).unwrap_or(&name);
        let is_story = ENDINGS.iter().any(|ending| plain.ends_with(ending)) && name != MEMBER;
        if is_story && path.is_file() {
            found.push(path);
        }
    }
    found.sort();
    match found.as_slice() {
        [only] => Ok(only.clone()),
        _ => Err(CliError::NoStory {
            folder: folder.to_owned(),
            found: found.iter().map(|path| file_name(path)).collect(),
        }),
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;

    #[derive(Parser)]
    struct Command {
        #[command(flatten)]
        source: Source,
    }

    fn source(arguments: &[&str]) -> Source {
        Command::parse_from([&["build"], arguments].concat()).source
    }

    fn folder(files: &[&str]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for file in files {
            let path = folder.path().join(file);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, "").unwrap();
        }
        folder
    }

    #[test]
    fn a_folder_has_one_story() {
        for (files, expected) in [
            (
                &["story.geojson", "incidents.csv", "story.json"][..],
                Ok(("story.geojson", None)),
            ),
            (
                &["a.csv", "incidents.csv", "story.json"],
                Ok(("incidents.csv", Some("story.json"))),
            ),
            (&["A.CSV.gz", "README.md"], Ok(("A.CSV.gz", None))),
            (&["a.tsv", "story.json"], Ok(("a.tsv", Some("story.json")))),
            (&["a.geojson", "story.json"], Ok(("a.geojson", None))),
            (&["b.csv", "a.geojson", "c.txt"], Err("a.geojson, b.csv")),
            (&["story.json"], Err("incident-map new")),
        ] {
            let folder = folder(files);
            let source = source(&[folder.path().to_str().unwrap()]);
            let found = StoryFiles::find(&source.story, &source.answers);
            match (found, expected) {
                (Ok(found), Ok((story, member))) => {
                    assert_eq!(file_name(&found.story), story, "{files:?}");
                    let found = found.member.as_deref().map(file_name);
                    assert_eq!(found.as_deref(), member, "{files:?}");
                }
                (Err(error), Err(part)) => {
                    assert!(error.to_string().contains(part), "{files:?}: {error}");
                }
                (found, _) => panic!("{files:?}: {found:?}"),
            }
        }
    }

    #[test]
    fn all_that_a_site_is_made_from_is_listed() {
        let folder = folder(&[
            "s/incidents.csv",
            "s/story.json",
            "i/uz.json",
            "i/later/uz.json",
            "b/index.json",
            "t.json",
        ]);
        let at = |name: &str| folder.path().join(name);
        let path = |name: &str| at(name).to_str().unwrap().to_owned();
        let (story, interface, basemap) = (path("s"), path("i"), path("b"));
        let options = [&story, "--interface", &interface, "--basemap", &basemap];
        let mut expected = [
            "b",
            "b/index.json",
            "i",
            "i/later",
            "i/later/uz.json",
            "i/uz.json",
            "s",
            "s/incidents.csv",
            "s/story.json",
        ]
        .map(at)
        .to_vec();
        assert_eq!(source(&options).input_files(), expected);
        let other = path("t.json");
        let told = [&options[..], &["--story", &other]].concat();
        expected.pop();
        expected.push(at("t.json"));
        assert_eq!(source(&told).input_files(), expected);
        assert_eq!(source(&["none.csv"]).input_files(), [Path::new("none.csv")]);
    }
}

//! A publisher's own basemap: a folder of the documented shape, or one file of areas, in place of the shell's.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use clap::Args;

use super::CliError;
use super::shell::Shell;
use crate::import::{AREAS_LEVEL, AreasCredit, basemap_from_areas};
use crate::load::{basemap_index_from_json, topology_from_topojson};

/// The basemap for what lies beyond another, in the shell.
const WORLD: &str = "world/index.json";

/// Which basemap a site has.
#[derive(Args)]
pub(super) struct OwnBasemap {
    /// Your own basemap: a folder with index.json and TopoJSON, or one TopoJSON or GeoJSON file of areas.
    #[arg(long, value_name = "PATH")]
    basemap: Option<PathBuf>,
    /// Whom the map credits for such a file, as its licence asks.
    #[arg(long, value_name = "TEXT", requires = "basemap")]
    basemap_credit: Option<String>,
    /// The page that this credit leads to.
    #[arg(long, value_name = "URL", requires = "basemap_credit")]
    basemap_credit_url: Option<String>,
    /// The name of the file's licence.
    #[arg(long, value_name = "NAME", requires = "basemap_credit")]
    basemap_licence: Option<String>,
}

impl OwnBasemap {
    /// The file or folder that it is read from, where it is not the shell's.
    pub(super) fn path(&self) -> Option<&Path> {
        self.basemap.as_deref()
    }

    /// The shell with this basemap in place of its own, which stays for what lies beyond.
    ///
    /// # Errors
    /// [`CliError::Basemap`] when it cannot be used, [`CliError::Read`] when it cannot be read.
    pub(super) fn put_into(&self, shell: Shell) -> Result<Shell, CliError> {
        let Some(path) = &self.basemap else {
            return Ok(shell);
        };
        let mut files: BTreeMap<String, Vec<u8>> = BTreeMap::new();
        let world = shell
            .folder("basemap")
            .filter(|(name, _)| name.starts_with("world/"));
        for (name, content) in world {
            files.insert(name.to_owned(), content.to_vec());
        }
        match path.is_dir() {
            true => read_folder(path, &mut files)?,
            false => self.read_file(path, &mut files)?,
        }
        // What nothing names would only be copied about.
        let index = files
            .get("index.json")
            .and_then(|bytes| basemap_index_from_json(bytes).ok());
        if index.is_none_or(|index| index.beyond.as_deref() != Some(WORLD)) {
            files.retain(|name, _| !name.starts_with("world/"));
        }
        Ok(shell.with_folder("basemap", files))
    }

    fn read_file(
        &self,
        path: &Path,
        files: &mut BTreeMap<String, Vec<u8>>,
    ) -> Result<(), CliError> {
        let bytes = std::fs::read(path).map_err(CliError::read(path))?;
        let url = self.basemap_credit_url.clone().unwrap_or_default();
        if !url.is_empty() && !url.starts_with("https://") && !url.starts_with("http://") {
            let what =
                "the page of its credit is no http or https address; correct --basemap-credit-url";
            return Err(unusable(path, what));
        }
        let Some(text) = self
            .basemap_credit
            .clone()
            .filter(|text| !text.trim().is_empty())
        else {
            let what = "the map has to say whose it is; add --basemap-credit, such as \"© Survey of Land\"";
            return Err(unusable(path, what));
        };
        let credit = AreasCredit {
            text,
            url,
            licence: self.basemap_licence.clone().unwrap_or_default(),
        };
        let beyond = files.contains_key(WORLD).then_some(WORLD);
        let made =
            basemap_from_areas(&bytes, &credit, beyond).map_err(|what| unusable(path, &what))?;
        files.insert("index.json".to_owned(), made.index);
        files.insert(AREAS_LEVEL.to_owned(), made.level);
        Ok(())
    }
}

/// Reads a folder, and looks at all that its index names.
fn read_folder(folder: &Path, files: &mut BTreeMap<String, Vec<u8>>) -> Result<(), CliError> {
    let found = Shell::from_folder(folder)?;
    let path = folder.join("index.json");
    let Some(bytes) = found.files().get("index.json") else {
        let what = "index.json is missing; public/basemap/README.md says what it holds";
        return Err(unusable(folder, what));
    };
    let index = basemap_index_from_json(bytes).map_err(|error| {
        let what = format!(
            "it is no index of a basemap: {error}; public/basemap/README.md says what it holds"
        );
        unusable(&path, &what)
    })?;
    if index.credits.is_empty() {
        let what =
            "it credits nobody; add \"credits\": [{\"text\": …, \"url\": …, \"licence\": …}]";
        return Err(unusable(&path, what));
    }
    let levels = index.levels.iter().map(|level| &level.file);
    let parts = index.levels.iter().flat_map(|level| &level.parts);
    let named = levels.chain(parts.map(|part| &part.file));
    for file in named.filter(|file| !file.is_empty()) {
        let Some(bytes) = found.files().get(file) else {
            let what = format!(
                "it names {file}, which is not in the folder; add that file or take it out of \"levels\""
            );
            return Err(unusable(&path, &what));
        };
        topology_from_topojson(bytes).map_err(|error| {
            let what = format!("it cannot be read as TopoJSON: {error}; write it again");
            unusable(&folder.join(file), &what)
        })?;
    }
    let beyond = index.beyond.as_ref();
    if let Some(file) =
        beyond.filter(|file| !found.files().contains_key(*file) && !files.contains_key(*file))
    {
        let what =
            format!("its \"beyond\" names {file}, which is not there; {WORLD} is, or take it out");
        return Err(unusable(&path, &what));
    }
    let known = found.files().iter();
    files.extend(known.map(|(name, content)| (name.clone(), content.clone())));
    Ok(())
}

fn unusable(path: &Path, what: &str) -> CliError {
    CliError::Basemap {
        path: path.to_owned(),
        what: what.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SQUARE: &str = r#"{"type": "Feature", "id": "YY", "properties": {"name": "Square"},
        "geometry": {"type": "Polygon", "coordinates": [[[0,0],[10,0],[10,10],[0,10],[0,0]]]}}"#;

    fn shell() -> Shell {
        let names = [
            "basemap/index.json",
            "basemap/world/index.json",
            "style.css",
        ];
        Shell::new(names.map(|name| (name.to_owned(), b"{}".to_vec())).into())
    }

    fn own(path: &Path, credit: Option<&str>) -> OwnBasemap {
        OwnBasemap {
            basemap: Some(path.to_owned()),
            basemap_credit: credit.map(str::to_owned),
            basemap_credit_url: None,
            basemap_licence: None,
        }
    }

    #[test]
    fn a_file_takes_the_place_of_the_shells_window_and_keeps_the_world() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("square.geojson");
        std::fs::write(&path, SQUARE).unwrap();
        let shell = own(&path, Some("A survey")).put_into(shell()).unwrap();
        let names: Vec<&str> = shell.folder("basemap").map(|(name, _)| name).collect();
        assert_eq!(names, [AREAS_LEVEL, "index.json", WORLD]);
        assert!(shell.files().contains_key("style.css"));
    }

    #[test]
    fn what_is_wrong_is_named_with_the_file_and_what_to_do() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("square.geojson");
        std::fs::write(&path, SQUARE).unwrap();
        let error = own(&path, None)
            .put_into(shell())
            .err()
            .unwrap()
            .to_string();
        assert!(
            error.contains("square.geojson") && error.contains("--basemap-credit"),
            "{error}"
        );
        let credits = r#""credits": [{"text": "Me"}]"#;
        for (index, expected) in [
            (None, "index.json is missing"),
            (Some("{}".to_owned()), "no index"),
            (
                Some(r#"{"levels": [{"file": "a.json", "toleranceKm": 1}]}"#.to_owned()),
                "credits nobody",
            ),
            (
                Some(format!(
                    r#"{{{credits}, "levels": [{{"file": "a.json", "toleranceKm": 1}}]}}"#
                )),
                "names a.json",
            ),
            (
                Some(format!(
                    r#"{{{credits}, "levels": [{{"file": "square.geojson", "toleranceKm": 1}}]}}"#
                )),
                "TopoJSON",
            ),
        ] {
            if let Some(index) = index {
                std::fs::write(folder.path().join("index.json"), index).unwrap();
            }
            let error = own(folder.path(), None)
                .put_into(shell())
                .err()
                .unwrap()
                .to_string();
            assert!(error.contains(expected), "{expected}: {error}");
        }
    }
}

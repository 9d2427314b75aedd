//! Which basemap lies under a story.

use std::collections::BTreeMap;

use crate::basemap::BasemapIndex;
use crate::load::{LoadError, basemap_index_from_json};
use crate::query::Dataset;

/// The basemap for a story: the publisher's, or the one that this names for what lies beyond its window. The app
/// chooses in the same way.
pub struct StoryBasemap<'f> {
    /// Names, credits and levels; the files of the levels are those that [`Self::level`] knows.
    pub index: BasemapIndex,
    /// The path of that index among the files.
    pub path: String,
    files: &'f BTreeMap<String, Vec<u8>>,
    folder: &'f str,
}

impl<'f> StoryBasemap<'f> {
    /// Chooses among files by path, of which the one at `own_path` is the publisher's index.
    ///
    /// # Errors
    /// The path of an index that is not there or cannot be read, and why.
    pub fn of(
        files: &'f BTreeMap<String, Vec<u8>>,
        own_path: &'f str,
        dataset: &Dataset,
    ) -> Result<Self, (String, Option<LoadError>)> {
        let folder = own_path
            .rfind('/')
            .and_then(|slash| own_path.get(..=slash))
            .unwrap_or_default();
        let own = read_index(files, own_path)?;
        let (index, path) = match own.beyond.clone().filter(|_| !dataset.lies_within(&own)) {
            None => (own, own_path.to_owned()),
            Some(beyond) => {
                let path = format!("{folder}{beyond}");
                let inner = beyond
                    .rfind('/')
                    .and_then(|slash| beyond.get(..=slash))
                    .unwrap_or_default();
                let mut index = read_index(files, &path)?.seen_from(inner);
                // There is one globe for all the earth.
                index.globe = index.globe.or(own.globe);
                (index, path)
            }
        };
        Ok(Self {
            index,
            path,
            files,
            folder,
        })
    }

    /// The bytes of a level or a part of one, by its name in the index.
    pub fn level(&self, file: &str) -> Option<Vec<u8>> {
        self.files.get(&self.level_path(file)).cloned()
    }

    /// The path of that file.
    pub fn level_path(&self, file: &str) -> String {
        format!("{}{file}", self.folder)
    }
}

fn read_index(
    files: &BTreeMap<String, Vec<u8>>,
    path: &str,
) -> Result<BasemapIndex, (String, Option<LoadError>)> {
    let bytes = files.get(path).ok_or_else(|| (path.to_owned(), None))?;
    basemap_index_from_json(bytes).map_err(|error| (path.to_owned(), Some(error)))
}

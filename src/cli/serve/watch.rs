//! Whether files have changed.

use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// What tells a file from what it was: when it was changed, and its length in bytes. `None` where there is none.
pub(super) type Look = Vec<(PathBuf, Option<(SystemTime, u64)>)>;

/// Looks at files; a folder stands for all that is in it. Editors that replace a file give it another time.
pub(super) fn look(paths: &[PathBuf]) -> Look {
    let mut found = Vec::new();
    for path in paths {
        look_at(path, &mut found);
    }
    found.sort();
    found
}

fn look_at(path: &Path, found: &mut Look) {
    if path.is_dir() {
        let entries = std::fs::read_dir(path).into_iter().flatten().flatten();
        for entry in entries {
            look_at(&entry.path(), found);
        }
        return;
    }
    let metadata = std::fs::metadata(path).ok();
    let state = metadata.and_then(|file| Some((file.modified().ok()?, file.len())));
    found.push((path.to_owned(), state));
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn every_way_to_change_a_file_is_seen() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::create_dir(at("words")).unwrap();
        fs::write(at("story.geojson"), "one").unwrap();
        let paths = [at("story.geojson"), at("words")];
        let mut before = look(&paths);
        assert_eq!(before, look(&paths));
        let steps: [(&str, &dyn Fn()); 5] = [
            ("longer", &|| {
                fs::write(at("story.geojson"), "three").unwrap()
            }),
            ("replaced", &|| {
                fs::write(at("new"), "two").unwrap();
                fs::rename(at("new"), at("story.geojson")).unwrap();
            }),
            ("gone", &|| fs::remove_file(at("story.geojson")).unwrap()),
            ("back", &|| fs::write(at("story.geojson"), "two").unwrap()),
            ("another one", &|| {
                fs::write(at("words/uz.json"), "{}").unwrap()
            }),
        ];
        for (name, step) in steps {
            step();
            let after = look(&paths);
            assert_ne!(before, after, "{name}");
            before = after;
        }
    }
}

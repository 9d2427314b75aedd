//! What was not published, and what of it that was looks like personal data.

use serde_json::Value;

use crate::import::fields::{FieldStats, Personal, looks_personal};
use crate::import::limits::MOST_FIELDS;

/// The names of what was left out, and how the columns look that only the publisher's words let through.
#[derive(Default)]
pub(super) struct LeftOut {
    names: Vec<String>,
    published: Vec<(String, FieldStats)>,
}

impl LeftOut {
    /// Notes a member by its path, once.
    pub fn note(&mut self, path: &str) {
        if self.names.len() < MOST_FIELDS && !self.names.iter().any(|known| known == path) {
            self.names.push(path.to_owned());
        }
    }

    /// Looks at a value of a property that is published though the profile does not know it.
    pub fn see_published(&mut self, name: &str, value: &str) {
        let known = self.published.iter().position(|(known, _)| known == name);
        let at = match known {
            Some(at) => at,
            None if self.published.len() >= MOST_FIELDS => return,
            None => {
                self.published.push((name.to_owned(), FieldStats::new()));
                self.published.len() - 1
            }
        };
        if let (Some((_, stats)), Ok(value)) = (
            self.published.get_mut(at),
            serde_json::from_str::<Value>(value),
        ) {
            stats.add(&value);
        }
    }

    /// The names in the order of the file, and the published columns that look like personal data.
    pub fn finish(self) -> (Vec<String>, Vec<(String, Personal)>) {
        let published = self.published.into_iter();
        let personal = published.filter_map(|(name, stats)| {
            let kind = looks_personal(&name, &stats)?;
            Some((name, kind))
        });
        (self.names, personal.collect())
    }
}

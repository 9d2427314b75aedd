//! A GeoJSON FeatureCollection with a `story` member.
//!
//! The collection is read in two steps: first into the texts of its records, then record by record, so that a bad one
//! costs only itself and each knows its line in the file.

use serde::de::IgnoredAny;
use serde_json::Value;

use super::error::{LoadError, shortened};
use super::fields::{Fault, Fields, Object, Record};
use super::incident::{Known, incident_from_feature};
use super::parts::{member, parts};
use super::size::size_figure;
use super::story::{add_references, story_from_member};
use crate::order::TextIndex;
use crate::query::Dataset;
use crate::report::{Effect, Issue, Problem};
use crate::story::{Category, Incident, Story};

/// The largest file read, in bytes.
pub const MAX_BYTES: usize = 64 << 20;
/// The most features read from a file.
pub const MAX_RECORDS: usize = 100_000;
/// The most issues kept; a file with more is wrong in the same way everywhere.
const MAX_ISSUES: usize = 1000;

/// A loaded file: what can be shown, and what is wrong with it.
#[derive(Clone, Debug, PartialEq)]
pub struct Loaded {
    /// The story with its good records.
    pub dataset: Dataset,
    /// What is wrong, in the order of the file.
    pub issues: Vec<Issue>,
}

/// Reads a story from the bytes of a GeoJSON FeatureCollection (RFC 7946, UTF-8, a byte-order mark is allowed).
///
/// # Errors
/// [`LoadError`] when nothing of the file can be shown.
pub fn story_from_geojson(bytes: &[u8]) -> Result<Loaded, LoadError> {
    if bytes.len() > MAX_BYTES {
        return Err(LoadError::TooLarge { limit: MAX_BYTES });
    }
    let text = utf8(bytes)?;
    // The syntax of the whole file, before anything of it is looked at.
    serde_json::from_str::<IgnoredAny>(text)?;
    let members = parts(text);
    let features = features(text, &members)?;
    if features.len() > MAX_RECORDS {
        return Err(LoadError::TooLarge { limit: MAX_RECORDS });
    }
    let mut issues = Vec::new();
    let member = story_member(text, member(&members, "story"), &mut issues);
    let mut record = Record {
        position: None,
        id: None,
        line: None,
        issues: &mut issues,
    };
    let member = Fields::of(&member);
    let mut story = story_from_member(&mut record, &member);
    let incidents = incidents(text, &features, &mut story, &mut issues);
    if incidents.is_empty() {
        return Err(LoadError::NoFeatures {
            skipped: features.len(),
        });
    }
    let ids = incidents.iter().map(|incident| incident.id.as_str());
    let ids = TextIndex::of(ids.collect());
    let mut record = Record {
        position: None,
        id: None,
        line: None,
        issues: &mut issues,
    };
    add_references(&mut record, &member, &mut story, &ids);
    story.size = size_figure(&mut record, &member, &incidents);
    if story.languages.is_empty() {
        story.languages.push(languages_default(&story));
    }
    issues.truncate(MAX_ISSUES);
    Ok(Loaded {
        dataset: Dataset {
            story,
            incidents,
            extent: None,
        },
        issues,
    })
}

/// The text of a file: UTF-8, a byte-order mark is allowed.
pub(super) fn utf8(bytes: &[u8]) -> Result<&str, LoadError> {
    const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";
    let bytes = bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(bytes);
    std::str::from_utf8(bytes).map_err(|error| {
        let good = bytes.get(..error.valid_up_to()).unwrap_or_default();
        let line_start = good
            .iter()
            .rposition(|byte| *byte == b'\n')
            .map_or(0, |at| at + 1);
        LoadError::NotJson {
            line: newlines(good) + 1,
            column: good.len() - line_start + 1,
        }
    })
}

/// The texts of the features of a FeatureCollection.
fn features<'t>(text: &'t str, members: &[&'t str]) -> Result<Vec<&'t str>, LoadError> {
    let kind = member(members, "type");
    let features = member(members, "features").filter(|features| features.starts_with('['));
    match features {
        Some(features) if kind == Some("\"FeatureCollection\"") => Ok(parts(features)),
        _ => Err(LoadError::NotGeoJson {
            found: shortened(kind.unwrap_or(text.trim())),
        }),
    }
}

/// The `story` member, empty when it is missing or not an object.
pub(super) fn story_member(text: &str, raw: Option<&str>, issues: &mut Vec<Issue>) -> Object {
    let Some(raw) = raw else {
        return Object::new();
    };
    match serde_json::from_str(raw) {
        Ok(Value::Object(member)) => member,
        Ok(Value::Null) => Object::new(),
        _ => {
            let line = Some(LineCounter::new(text).line_of(raw));
            let mut record = Record {
                position: None,
                id: None,
                line,
                issues,
            };
            let fault = Fault::of(Problem::WrongType, shortened(raw)).expecting("type-object");
            record.report("story", fault, Effect::Kept);
            Object::new()
        }
    }
}

fn incidents(
    text: &str,
    features: &[&str],
    story: &mut Story,
    issues: &mut Vec<Issue>,
) -> Vec<Incident> {
    let mut known = Known::of(story);
    let mut incidents: Vec<Incident> = Vec::with_capacity(features.len());
    // The ids taken so far; a map of this type is compiled anyway, a set would not be.
    let mut taken = Object::new();
    let mut lines = LineCounter::new(text);
    for (index, raw) in features.iter().enumerate() {
        let mut record = Record {
            position: Some(index + 1),
            id: None,
            line: Some(lines.line_of(raw)),
            issues,
        };
        let Ok(value) = serde_json::from_str(raw) else {
            record.report(
                "",
                Fault::of(Problem::Unreadable, String::new()),
                Effect::Skipped,
            );
            continue;
        };
        let Some(mut incident) = incident_from_feature(&mut record, value, &mut known) else {
            continue;
        };
        let mut is_taken = taken.insert(incident.id.clone(), Value::Null).is_some();
        if is_taken {
            let fault = Fault::of(Problem::DuplicateId, shortened(&incident.id));
            record.report("id", fault, Effect::Kept);
        }
        // The made-up id may be taken too.
        while is_taken {
            incident.id = format!("{}-{}", incident.id, index + 1);
            is_taken = taken.insert(incident.id.clone(), Value::Null).is_some();
        }
        incidents.push(incident);
    }
    let undeclared = known.undeclared;
    story
        .categories
        .extend(undeclared.into_iter().map(Category::unnamed));
    incidents
}

/// A story that names no languages has the one its title is in, or English.
fn languages_default(story: &Story) -> String {
    match story.title.in_language("en").0 {
        "" => "en".to_owned(),
        tag => tag.to_owned(),
    }
}

/// Finds the lines of records in one pass over the file, as long as they are asked for in their order.
struct LineCounter<'a> {
    text: &'a str,
    counted_to: usize,
    line: usize,
}

impl<'a> LineCounter<'a> {
    fn new(text: &'a str) -> Self {
        Self {
            text,
            counted_to: 0,
            line: 1,
        }
    }

    /// 1-based line of a record, whose text is a slice of the file's.
    fn line_of(&mut self, raw: &str) -> usize {
        let offset = (raw.as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize);
        let passed = self.text.as_bytes().get(self.counted_to..offset);
        self.line += newlines(passed.unwrap_or_default());
        self.counted_to = offset;
        self.line
    }
}

fn newlines(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte == b'\n').count()
}

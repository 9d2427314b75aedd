//! Features that are not written as most are: read as those of a small file.

use serde_json::Value;

use super::quick::{Quick, UNITS_PER_DEGREE};
use super::table::Table;
use crate::geo::LngLat;
use crate::load::fields::{Fault, Fields, Object, Record};
use crate::load::incident::{Known, incident_from_feature};
use crate::load::story::story_from_member;
use crate::query::store::Minute;
use crate::report::{Effect, Issue, Problem};
use crate::story::{Incident, Kind, Shape, Story};

/// The most issues kept; a file with more is wrong in the same way everywhere.
const MAX_ISSUES: usize = 1000;

/// What is known of features that are odd.
#[derive(Default)]
pub(super) struct Odd {
    /// How many features have been passed, odd or not.
    pub passed: usize,
    /// What the story declares, once it is known.
    story: Option<Story>,
    undeclared: Vec<String>,
    issues: Vec<Issue>,
    skipped: usize,
    /// Whether one of them is more than a point.
    has_outlines: bool,
}

impl Odd {
    /// Reads a feature, adds it to the table unless it cannot be shown, and notes what is wrong with it. `story` is the
    /// text of the story, where it stands before the features.
    pub fn read(&mut self, text: &[u8], offset: u64, story: Option<&[u8]>, table: &mut Table) {
        if self.story.is_none()
            && let Some(story) = story
        {
            self.story = Some(story_of(story));
        }
        let none = Story::default();
        let story = self.story.as_ref().unwrap_or(&none);
        let mut known = Known::of(story);
        known.undeclared = std::mem::take(&mut self.undeclared);
        let mut record = Record {
            position: Some(self.passed + 1),
            id: None,
            line: None,
            issues: &mut self.issues,
        };
        let incident = match serde_json::from_slice::<Value>(text) {
            Ok(value) => incident_from_feature(&mut record, value, &mut known),
            Err(_) => {
                let fault = Fault::of(Problem::Unreadable, String::new());
                record.report("", fault, Effect::Skipped);
                None
            }
        };
        self.undeclared = known.undeclared;
        self.issues.truncate(MAX_ISSUES);
        match incident {
            None => self.skipped += 1,
            Some(incident) => {
                self.has_outlines |= incident.shape.as_ref().is_some_and(has_outline);
                let kind = kind_word(&incident, story, &self.undeclared);
                table.know_kind(kind.as_bytes());
                table.push(&quick_of(&incident, kind), offset, text.len());
            }
        }
    }

    /// Whether the features and their story have nothing that only a small story draws.
    pub fn is_plain(&self, story: &[u8]) -> bool {
        const OF_SMALL_STORIES: [&str; 4] = ["connections", "phases", "steps", "size"];
        let story: Object = serde_json::from_slice(story).unwrap_or_default();
        let has = |name: &str| match story.get(name) {
            None | Some(Value::Null) => false,
            Some(Value::Array(items)) => !items.is_empty(),
            Some(_) => true,
        };
        !self.has_outlines && !OF_SMALL_STORIES.into_iter().any(has)
    }

    /// The kinds that the story does not declare, what is wrong with the features, and how many are not shown.
    pub fn finish(self, story: &[u8]) -> (Vec<String>, Vec<Issue>, usize) {
        let (mut undeclared, mut issues) = (self.undeclared, self.issues);
        if self.story.is_none() {
            // The story stood behind the features: what they refer to was not known yet.
            let declared = declared(story);
            undeclared.retain(|kind| !declared.contains(kind));
            issues.retain(|issue| match issue.problem {
                Problem::UndeclaredKind => undeclared.contains(&issue.value),
                Problem::UnknownReference => false,
                _ => true,
            });
        }
        (undeclared, issues, self.skipped)
    }
}

/// The ids of the categories that a story declares.
pub(super) fn declared(story: &[u8]) -> Vec<String> {
    let categories = story_of(story).categories.into_iter();
    categories.map(|category| category.id).collect()
}

/// What a story says of its categories and sources. What is wrong with it is said elsewhere.
fn story_of(text: &[u8]) -> Story {
    let object: Object = serde_json::from_slice(text).unwrap_or_default();
    let mut record = Record {
        position: None,
        id: None,
        line: None,
        issues: &mut Vec::new(),
    };
    story_from_member(&mut record, &Fields::of(&object))
}

fn has_outline(shape: &Shape) -> bool {
    match shape {
        Shape::Points(points) => points.len() > 1,
        Shape::Collection(shapes) => shapes.len() > 1 || shapes.iter().any(has_outline),
        Shape::Lines(_) | Shape::Areas(_) => true,
    }
}

fn kind_word<'s>(incident: &Incident, story: &'s Story, undeclared: &'s [String]) -> &'s str {
    let Kind::Category(position) = incident.kind else {
        return if incident.kind == Kind::Lead {
            "lead"
        } else {
            "operation"
        };
    };
    let declared = story.categories.get(position).map(|category| &category.id);
    let other = || undeclared.get(position.checked_sub(story.categories.len())?);
    declared.or_else(other).map_or("operation", String::as_str)
}

fn quick_of<'k>(incident: &'k Incident, kind: &'k str) -> Quick<'k> {
    let span = incident.when.as_ref().and_then(Minute::of_date);
    let shape = incident.shape.as_ref();
    // Of lines and polygons one place stands for all of them.
    let at = shape.and_then(|shape| {
        let mut first = None;
        shape.for_each_vertex(&mut |vertex| first = first.or(Some(vertex)));
        shape.first_point().or(first)
    });
    Quick {
        kind: Some(kind.as_bytes()),
        region: incident.place.region.as_ref().map(String::as_bytes),
        precision: incident.place.precision,
        status: incident.status,
        span,
        at: at.map(units_of),
    }
}

fn units_of(at: LngLat) -> (i32, i32) {
    let units = |degrees: f64| (degrees * UNITS_PER_DEGREE as f64).round() as i32;
    (units(at.lng_deg), units(at.lat_deg))
}

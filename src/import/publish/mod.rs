//! A story as it is published: what the profile and the story's facets name, no finer than it says, and nothing of records
//! that are withdrawn.
//!
//! The text is filtered where it stands, record by record: what is kept keeps its bytes and its order, a clean file all of
//! them but for the decimals of its coordinates, and no record is held as a value.

mod filter;
mod left_out;
mod position;
mod record;
mod rules;
#[cfg(test)]
mod tests;
mod text;

use std::ops::Range;

use super::fields::Personal;
use filter::Filter;
pub(super) use record::{is_status_name, is_withdrawn};
use rules::{INCIDENT, READING, Rule, STORY, rule_of};
use text::{JsonText, Kind};

/// A story as it is published, and what became of the rest.
pub struct Published {
    /// A FeatureCollection in the profile.
    pub geojson: Vec<u8>,
    /// How many records are withdrawn.
    pub withdrawn: usize,
    /// The paths of the members that nothing names, in the order of the file, each once.
    pub left_out: Vec<String>,
    /// The columns that look like personal data and are published, as the story or a person names them.
    pub personal: Vec<(String, Personal)>,
}

/// What is published of a story: a FeatureCollection in the profile that has been read. `keeps_properties` publishes
/// properties that nothing names as well.
///
/// # Errors
/// The bytes, where they are no UTF-8.
pub fn publish(bytes: &[u8], keeps_properties: bool) -> Result<Published, std::str::Utf8Error> {
    let text = std::str::from_utf8(bytes)?;
    let text = JsonText(text.strip_prefix('\u{feff}').unwrap_or(text));
    let root = text.root();
    let members = text.members(&root);
    let member = |name: &str| {
        let found = members.iter().find(|member| member.name == name);
        found.map(|member| member.value.clone())
    };
    let story = member("story");
    let mut filter = Filter {
        text,
        out: Vec::with_capacity(bytes.len()),
        facets: facets(text, story.as_ref()),
        keeps_properties,
        used: filter::Used::default(),
        used_by_gone: filter::Used::default(),
        gone: Default::default(),
        left_out: left_out::LeftOut::default(),
        path: String::new(),
    };
    let (mut withdrawn, mut story_at) = (0, None);
    filter.some_members(text.members(&root), &mut |filter, name, value| {
        match name {
            "type" => filter.copy(value),
            // It is written last: what it says of records depends on which are withdrawn.
            "story" => story_at = Some(filter.out.len()),
            "features" => match filter.text.kind(value) {
                Kind::Array => withdrawn = filter.features(value),
                _ => filter.out.extend(b"[]"),
            },
            _ => return false,
        }
        true
    });
    let end = text.0.get(root.end..).unwrap_or_default();
    filter.out.extend(end.as_bytes());
    if let (Some(at), Some(story)) = (story_at, story) {
        let written = filter.out.len();
        filter.story(&story);
        let rest = filter.out.split_off(written);
        filter.out.splice(at..at, rest);
    }
    let (left_out, personal) = filter.left_out.finish();
    Ok(Published {
        geojson: filter.out,
        withdrawn,
        left_out,
        personal,
    })
}

/// Whether a property of a record is one of the profile.
pub(super) fn is_of_profile(property: &str) -> bool {
    rule_of(INCIDENT, property).is_some()
}

/// The ids of the properties that a story names.
fn facets(text: JsonText, story: Option<&Range<usize>>) -> Vec<String> {
    let member = |object: &Range<usize>, name: &str| {
        let members = text.members(object).into_iter();
        let mut found = members.filter(|member| member.name == name);
        found.next().map(|member| member.value)
    };
    let facets = story.and_then(|story| member(story, "facets"));
    let items = facets.iter().flat_map(|facets| text.items(facets));
    let ids = items.filter_map(|item| text.string(&member(&item.value, "id")?));
    ids.map(|id| id.into_owned()).collect()
}

impl Filter<'_> {
    /// Writes the `story` member.
    fn story(&mut self, story: &Range<usize>) {
        if self.text.kind(story) != Kind::Object {
            return self.out.extend(b"null");
        }
        if !self.gone.is_empty() {
            for member in self.text.members(story) {
                let rule = rule_of(STORY, &member.name);
                if let Some(rule @ (Rule::Connections(members) | Rule::Steps(members))) = rule {
                    self.survey(&member.value, rule, members);
                }
            }
        }
        self.path.push_str("story");
        let members = self.text.members(story);
        self.some_members(members, &mut |filter, name, value| {
            !READING.contains(&name) && filter.member(name, value, rule_of(STORY, name))
        });
        self.path.clear();
    }
}

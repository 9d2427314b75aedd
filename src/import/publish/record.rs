//! Records: those that are withdrawn are left out, the others have points no finer than they say.

use std::borrow::Cow;
use std::ops::Range;

use super::filter::Filter;
use super::position::{OUTLINE_DECIMALS, point_decimals, rounded};
use super::rules::Rule;
use super::text::{JsonText, Kind, Member};
use crate::geo::LngLat;
use crate::import::limits::MOST_NESTING;
use crate::story::PlacePrecision;

/// The status of a record that its publisher has taken back.
pub(in crate::import) fn is_withdrawn(status: &str) -> bool {
    status.trim().eq_ignore_ascii_case("withdrawn")
}

/// Whether a member or a column says how far the matter has come. Spreadsheets begin names with a capital, and what has been
/// taken back must not be published for that.
pub(in crate::import) fn is_status_name(name: &str) -> bool {
    name.trim().eq_ignore_ascii_case("status")
}

/// What has to be known of a record before it is written.
struct Facts<'t> {
    members: Vec<Member<'t>>,
    /// The members of its properties; `None` where it has none.
    properties: Option<Vec<Member<'t>>>,
    id: Option<String>,
    is_withdrawn: bool,
    decimals: usize,
}

impl<'t> Facts<'t> {
    fn of(text: JsonText<'t>, feature: &Range<usize>) -> Self {
        let mut facts = Self {
            members: text.members(feature),
            properties: None,
            id: None,
            is_withdrawn: false,
            decimals: point_decimals(PlacePrecision::default()),
        };
        for member in &facts.members {
            match member.name.as_ref() {
                "id" => facts.id = id_of(text, &member.value),
                "properties" if text.kind(&member.value) == Kind::Object => {
                    facts.properties = Some(text.members(&member.value));
                }
                _ => {}
            }
        }
        facts.look_at_properties(text);
        facts
    }

    fn look_at_properties(&mut self, text: JsonText) {
        for member in self.properties.iter().flatten() {
            match member.name.as_ref() {
                name if is_status_name(name) => {
                    let status = text.string(&member.value);
                    self.is_withdrawn |= status.is_some_and(|status| is_withdrawn(&status));
                }
                "place" => {
                    let place = text.members(&member.value);
                    let precision = place.iter().find(|member| member.name == "precision");
                    let word = precision.and_then(|member| text.string(&member.value));
                    self.decimals = point_decimals(precision_of(word));
                }
                _ => {}
            }
        }
    }
}

/// As the page reads it: a word that is none of the profile's may mean anything.
fn precision_of(word: Option<Cow<str>>) -> PlacePrecision {
    let Some(word) = word else {
        return PlacePrecision::default();
    };
    let found = PlacePrecision::ALL.iter().find(|(known, _)| *known == word);
    found.map_or(PlacePrecision::Country, |(_, precision)| *precision)
}

/// What a record goes by (RFC 7946, section 3.2); `None` where that is no id.
fn id_of(text: JsonText, value: &Range<usize>) -> Option<String> {
    match text.kind(value) {
        Kind::Number => Some(text.part(value).to_owned()),
        _ => {
            let id = text.string(value)?.into_owned();
            (!id.is_empty()).then_some(id)
        }
    }
}

impl<'t> Filter<'t> {
    /// Writes the records; how many are withdrawn.
    pub fn features(&mut self, features: &Range<usize>) -> usize {
        let (mut position, mut withdrawn) = (0_usize, 0_usize);
        self.some_items(features, &mut |filter, item| {
            position += 1;
            let facts = Facts::of(filter.text, item);
            if facts.is_withdrawn {
                withdrawn += 1;
                filter.withdraw(item, facts, position);
                return false;
            }
            // A record that goes by its position keeps that name, which links may have.
            let name = (withdrawn > 0 && facts.id.is_none()).then(|| made_up_id(position));
            filter.feature(item, facts, name);
            true
        });
        withdrawn
    }

    /// Notes what a record that is withdrawn refers to.
    fn withdraw(&mut self, feature: &Range<usize>, facts: Facts<'t>, position: usize) {
        let id = facts.id.clone();
        self.gone.insert(id.unwrap_or_else(|| made_up_id(position)));
        let length = self.out.len();
        // Nothing of it is named, not even as left out.
        let left_out = std::mem::take(&mut self.left_out);
        std::mem::swap(&mut self.used, &mut self.used_by_gone);
        self.feature(feature, facts, None);
        std::mem::swap(&mut self.used, &mut self.used_by_gone);
        self.left_out = left_out;
        self.out.truncate(length);
    }

    /// Writes a record, with an id in place of its own where one is given. What is no Feature is not shown and keeps its place
    /// only.
    fn feature(
        &mut self,
        feature: &Range<usize>,
        mut facts: Facts<'t>,
        made_up_id: Option<String>,
    ) {
        if self.text.kind(feature) != Kind::Object {
            self.out.extend(b"null");
            return;
        }
        let start = self.out.len();
        self.some_members(facts.members, &mut |filter, name, value| match name {
            "id" if made_up_id.is_some() => false,
            "type" | "id" => filter.value(value, Rule::Scalar),
            "geometry" => {
                filter.geometry(value, facts.decimals, 0);
                true
            }
            "properties" => {
                match facts.properties.take() {
                    Some(properties) => filter.properties(properties),
                    None => filter.out.extend(b"null"),
                }
                true
            }
            _ => false,
        });
        if let Some(id) = made_up_id {
            let is_only = self.out.len() == start + "{}".len();
            let member = format!("\"id\":\"{id}\"{}", if is_only { "" } else { "," });
            self.out.splice(start + 1..start + 1, member.into_bytes());
        }
    }

    /// Writes a geometry: its points with so many decimals, its lines and areas with theirs. What is none becomes `null`.
    fn geometry(&mut self, geometry: &Range<usize>, decimals: usize, depth: usize) {
        let members = self.text.members(geometry);
        let kind = members.iter().find(|member| member.name == "type");
        let kind = kind.and_then(|member| self.text.string(&member.value));
        let kind = kind.as_deref().unwrap_or_default();
        let (wanted, decimals) = match kind {
            "Point" | "MultiPoint" => ("coordinates", decimals),
            "LineString" | "MultiLineString" | "Polygon" | "MultiPolygon" => {
                ("coordinates", OUTLINE_DECIMALS)
            }
            "GeometryCollection" if depth < MOST_NESTING => ("geometries", decimals),
            _ => return self.out.extend(b"null"),
        };
        self.some_members(members, &mut |filter, name, value| {
            match name {
                "type" => filter.copy(value),
                "coordinates" if wanted == name => filter.coordinates(value, decimals, 0),
                "geometries" if wanted == name => {
                    if filter.text.kind(value) != Kind::Array {
                        return false;
                    }
                    filter.some_items(value, &mut |filter, item| {
                        filter.geometry(item, decimals, depth + 1);
                        true
                    });
                }
                _ => return false,
            }
            true
        });
    }

    /// Writes a position, or lists of them within each other; anything else becomes `null`.
    fn coordinates(&mut self, value: &Range<usize>, decimals: usize, depth: usize) {
        // A MultiPolygon has lists of lists of lists of positions (RFC 7946, section 3.1.7).
        const MOST_DEPTH: usize = 3;
        let is_list = self.text.kind(value) == Kind::Array;
        let first = self.text.items(value).next();
        let first = first.map(|item| self.text.kind(&item.value));
        match first {
            Some(Kind::Number) => self.position(value, decimals),
            _ if is_list && depth < MOST_DEPTH => {
                self.some_items(value, &mut |filter, item| {
                    filter.coordinates(item, decimals, depth + 1);
                    true
                });
            }
            _ => self.out.extend(b"null"),
        }
    }

    /// Writes longitude and latitude. A height is not shown, and may tell the floor of a house. What is no place on the
    /// globe becomes `null`, before rounding makes one of it.
    fn position(&mut self, value: &Range<usize>, decimals: usize) {
        let items = self.text.items(value).take(2);
        let numbers = items.map(|item| self.text.part(&item.value).parse::<f64>().ok());
        let numbers: Vec<Option<f64>> = numbers.collect();
        let is_place = match numbers.as_slice() {
            [Some(lng_deg), Some(lat_deg)] => LngLat::new(*lng_deg, *lat_deg).is_valid(),
            _ => false,
        };
        if !is_place {
            return self.out.extend(b"null");
        }
        let mut count = 0;
        self.some_items(value, &mut |filter, item| {
            count += 1;
            let number = rounded(filter.text.part(item), decimals);
            filter.out.extend(number.as_bytes());
            count <= 2
        });
    }
}

/// What a record goes by that has no id, as the page names it.
fn made_up_id(position: usize) -> String {
    format!("record-{position}")
}

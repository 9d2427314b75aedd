//! What a person has said about a file before it is read.

use serde_json::{Map, Value};

use super::date::DayOrder;
use crate::report::Target;

/// The farthest that a clock is from UTC: 14 hours (IANA Time Zone Database, Pacific/Kiritimati).
const MOST_OFFSET_MINUTES: i64 = 14 * 60;

/// What a person has said about a file before it is read: the answers to what it leaves open.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Options {
    /// Which comes first in dates in figures, where the file leaves it open.
    pub day_order: Option<DayOrder>,
    /// Whether latitude stands before longitude, against the format.
    pub swap: bool,
    /// The offset from UTC in which instants are shown, in minutes.
    pub utc_offset_minutes: i32,
    /// ISO 3166-2 codes of the regions that the basemap knows.
    pub known_regions: Vec<String>,
    /// Which field is what; no field for what is to be left empty.
    pub fields: Vec<(Target, Option<String>)>,
    /// What the values of the precision field mean, in the words of the profile, such as `2` and `district`.
    pub precision_codes: Vec<(String, String)>,
    /// A `story` member, in place of the file's own.
    pub story: Option<Map<String, Value>>,
    /// Whether fields that nothing is made of are kept in the records.
    pub keeps_unknown: bool,
    /// Whether there is no limit to the number of records.
    pub is_unlimited: bool,
}

impl Options {
    /// Reads `{"dayOrder", "swap", "utcOffsetMinutes", "knownRegions", "fields": {…}, "precisionCodes":
    /// {…}}`; what does not fit is left out.
    pub fn from_json(text: &str) -> Self {
        let value: Value = serde_json::from_str(text).unwrap_or_default();
        let mut options = Self::default();
        options.take(value.as_object().unwrap_or(&Map::new()));
        let regions = value.get("knownRegions").and_then(Value::as_array);
        let regions = regions.into_iter().flatten().filter_map(Value::as_str);
        options.known_regions = regions.map(str::to_owned).collect();
        options
    }

    /// Takes the bytes of a `story` member for the file; whether they are a JSON object.
    pub fn take_story(&mut self, bytes: &[u8]) -> bool {
        match serde_json::from_slice(bytes) {
            Ok(Value::Object(mut story)) => {
                // A whole collection is taken for its story.
                let own = story.remove("story");
                self.story = Some(match own {
                    Some(Value::Object(own)) => own,
                    _ => story,
                });
                true
            }
            _ => false,
        }
    }

    /// Takes what the `story` member says about its file, where nothing else was said: `fields`, `precisionCodes`,
    /// `dayOrder`, `swap`, `utcOffsetMinutes`.
    pub fn take(&mut self, story: &Map<String, Value>) {
        let told = match story.get("dayOrder").and_then(Value::as_str) {
            Some("day-first") => Some(DayOrder::DayFirst),
            Some("month-first") => Some(DayOrder::MonthFirst),
            _ => None,
        };
        self.day_order = self.day_order.or(told);
        self.swap |= story.get("swap").and_then(Value::as_bool) == Some(true);
        if self.utc_offset_minutes == 0 {
            let offset = story.get("utcOffsetMinutes").and_then(Value::as_i64);
            let offset = offset.filter(|offset| offset.abs() <= MOST_OFFSET_MINUTES);
            self.utc_offset_minutes = offset.map_or(0, |offset| offset as i32);
        }
        let members = |key: &str| {
            let members = story.get(key).and_then(Value::as_object);
            members.into_iter().flatten()
        };
        for (word, field) in members("fields") {
            let Some(target) = Target::from_word(word) else {
                continue;
            };
            if !self.fields.iter().any(|(told, _)| *told == target) {
                self.fields
                    .push((target, field.as_str().map(str::to_owned)));
            }
        }
        for (code, word) in members("precisionCodes") {
            if let Some(word) = word.as_str() {
                self.precision_codes.push((code.clone(), word.to_owned()));
            }
        }
    }
}

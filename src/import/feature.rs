//! One record of a file to a feature of the profile.

use std::collections::HashSet;

use serde_json::{Map, Value, json};

use super::category::{Categories, slug};
use super::fields::KnownFormat;
use super::geometry::{Finding, Judged, judge, judge_numbers, position_from_json};
use super::limits::{MOST_TEXT_CHARS, MOST_TITLE_CHARS};
use super::log::{Fault, Log, shortened};
use super::options::Options;
use super::plan::{Plan, coordinate};
use super::publish::is_of_profile;
use super::records::{Feature, Record};
use super::{place, profile, size, status, when};
use crate::load::is_web_address;
use crate::report::{Effect, Problem, Target};

/// Makes features of records, one after the other.
pub(super) struct FeatureMaker<'p> {
    pub plan: &'p Plan,
    pub options: &'p Options,
    pub categories: Categories,
    /// The ids of the features so far.
    ids: HashSet<String>,
    /// How many records are listed without a place on the map.
    pub unplaced: usize,
    /// The ids of the records that are withdrawn.
    pub withdrawn: Vec<String>,
}

/// A record that is being read, and what is wrong with it.
pub(super) struct Reading<'r> {
    pub feature: &'r Feature,
    faults: Vec<Fault>,
}

impl Reading<'_> {
    /// Adds something that is wrong.
    pub fn fault(&mut self, fault: Fault) {
        self.faults.push(fault);
    }
}

impl<'p> FeatureMaker<'p> {
    /// For records by a plan.
    pub fn new(plan: &'p Plan, options: &'p Options) -> Self {
        Self {
            plan,
            options,
            categories: Categories::new(plan),
            ids: HashSet::new(),
            unplaced: 0,
            withdrawn: Vec::new(),
        }
    }

    /// The feature of a record; `None` when it cannot be shown. What is wrong with it goes into the log, unless it is
    /// withdrawn.
    pub fn feature(&mut self, record: &Record, log: &mut Log) -> Option<Value> {
        let feature = match &record.body {
            Ok(feature) => feature,
            Err(fault) => {
                log.push(record.issue(None, fault.clone()));
                return None;
            }
        };
        let mut reading = Reading {
            feature,
            faults: Vec::new(),
        };
        let unplaced = self.unplaced;
        let made = match self.plan.is_profile {
            true => self.profile_feature(&mut reading),
            false => self.mapped_feature(&mut reading, record.position),
        };
        if status::says_withdrawn(feature) {
            self.unplaced = unplaced;
            return Some(self.withdrawn(made, record.position));
        }
        let id = made.get("id").map(|id| match id {
            Value::String(id) => shortened(id),
            other => shortened(&other.to_string()),
        });
        for fault in reading.faults {
            log.push(record.issue(id.clone(), fault));
        }
        Some(made)
    }

    /// The feature of a record that is withdrawn: it says so in the word of the profile.
    fn withdrawn(&mut self, mut feature: Value, position: usize) -> Value {
        let id = feature.get("id").and_then(text_of);
        self.withdrawn
            .push(id.unwrap_or_else(|| format!("record-{position}")));
        let properties = feature.get_mut("properties");
        if let Some(properties) = properties.and_then(Value::as_object_mut) {
            properties.insert("status".to_owned(), "withdrawn".into());
        }
        feature
    }

    /// A feature that is in the profile: only its geometry is judged here.
    fn profile_feature(&mut self, reading: &mut Reading) -> Value {
        let feature = reading.feature;
        let geometry = feature.geometry.as_ref();
        let geometry =
            geometry.and_then(|geometry| self.judged(reading, judge(geometry, &self.plan.places)));
        let has_region = feature
            .properties
            .get("place.region")
            .is_some_and(|region| !region.is_null());
        // A geometry that is `null` says that the place is not known, which the profile provides for.
        self.unplaced += usize::from(geometry.is_none() && !has_region);
        let properties = feature
            .properties
            .iter()
            .filter(|(name, _)| !feature.properties.is_inner(name));
        let properties: Map<String, Value> = properties
            .map(|(name, value)| (name.to_string(), value.clone()))
            .collect();
        let id = feature.id.as_ref();
        let known_regions = &self.options.known_regions;
        profile::feature_faults(id, &properties, known_regions, &mut |fault| {
            reading.fault(fault);
        });
        let mut made = json!({"type": "Feature", "geometry": geometry, "properties": properties});
        if let (Some(id), Some(made)) = (id, made.as_object_mut()) {
            made.insert("id".to_owned(), id.clone());
        }
        made
    }

    fn mapped_feature(&mut self, reading: &mut Reading, position: usize) -> Value {
        let id = self.id(reading, position);
        let geometry = self.geometry(reading);
        let (place, is_region) = place::place_of(self, reading, geometry.as_ref());
        self.count_place(reading, geometry.is_some() || is_region);
        let mut properties = Map::new();
        let mut put = |name: &str, value: Option<String>| {
            if let Some(value) = value {
                properties.insert(name.to_owned(), Value::String(value));
            }
        };
        let category = self.plan.value(reading.feature, Target::Category);
        let kind = self.categories.kind_of(category);
        put("kind", Some(kind.id));
        let title = self.text(reading, Target::Title, MOST_TITLE_CHARS);
        let title = title.or_else(|| made_title(kind.label.as_deref(), place.get("name")));
        put("title", Some(title.unwrap_or_else(|| id.clone())));
        put(
            "summary",
            self.text(reading, Target::Summary, MOST_TEXT_CHARS),
        );
        let field = self.plan.status.as_deref();
        put(
            "status",
            field.and_then(|field| status::status_of(reading, field)),
        );
        put("when", when::when_of(self.plan, reading));
        put("link", self.link(reading));
        put(
            "source",
            self.text(reading, Target::Source, MOST_TITLE_CHARS),
        );
        if !place.is_empty() {
            properties.insert("place".to_owned(), Value::Object(place));
        }
        if self.plan.has_story {
            keep_profile(reading, &mut properties);
        }
        size::add_size(self.plan, reading, &mut properties);
        self.keep_facets(reading, &mut properties);
        if self.options.keeps_unknown {
            self.keep_unknown(reading, &mut properties);
        }
        json!({"type": "Feature", "id": id, "geometry": geometry, "properties": properties})
    }

    /// The id of a record: its own, or one made from its position. One that is taken gets its position added.
    fn id(&mut self, reading: &mut Reading, position: usize) -> String {
        let own = reading.feature.id.as_ref();
        let own = own.or_else(|| self.plan.value(reading.feature, Target::Id));
        let own = own.and_then(text_of).map(|id| slug(&id));
        let own = own.filter(|id| !id.is_empty());
        let Some(own) = own else {
            return self.free_id(format!("record-{position}"), position);
        };
        if !self.ids.contains(&own) {
            return self.free_id(own, position);
        }
        // One crime has a row for each of its outcomes.
        if self.plan.known_format() != Some(KnownFormat::PoliceUk) {
            reading.fault(Fault::new(Problem::DuplicateId, "id", &own, Effect::Mended));
        }
        self.free_id(own, position)
    }

    /// An id that no earlier record has; the made-up one may be taken too.
    fn free_id(&mut self, mut id: String, position: usize) -> String {
        while !self.ids.insert(id.clone()) {
            id = format!("{id}-{position}");
        }
        id
    }

    /// The geometry of a record, judged: its own, that of its columns, or of the text in one.
    fn geometry(&mut self, reading: &mut Reading) -> Option<Value> {
        let (plan, feature) = (self.plan, reading.feature);
        if let Some(geometry) = &feature.geometry {
            return self.judged(reading, judge(geometry, &plan.places));
        }
        let lng = plan.value(feature, Target::Longitude);
        let lat = plan.value(feature, Target::Latitude);
        if let (Some(lng), Some(lat)) = (lng, lat) {
            return match (coordinate(lng), coordinate(lat)) {
                (Ok(lng), Ok(lat)) => {
                    let mut judged = judge_numbers(lng, lat, &plan.places);
                    let names =
                        [Target::Longitude, Target::Latitude].map(|target| plan.field(target));
                    let names = names.map(Option::unwrap_or_default).join(", ");
                    for finding in &mut judged.findings {
                        finding.path.clone_from(&names);
                    }
                    self.judged(reading, judged)
                }
                (Err(problem), _) => self.bad_coordinate(reading, Target::Longitude, lng, problem),
                (_, Err(problem)) => self.bad_coordinate(reading, Target::Latitude, lat, problem),
            };
        }
        let position = plan.value(feature, Target::Position)?;
        match position_from_json(position) {
            Ok(place) => {
                let context = super::geometry::Context {
                    crs: match place.crs {
                        super::geometry::CrsVerdict::Wgs84 => plan.places.crs.clone(),
                        crs => crs,
                    },
                    ..plan.places.clone()
                };
                self.judged(reading, judge(&place.geometry, &context))
            }
            Err(problem) => self.bad_coordinate(reading, Target::Position, position, problem),
        }
    }

    fn bad_coordinate(
        &self,
        reading: &mut Reading,
        target: Target,
        value: &Value,
        problem: Problem,
    ) -> Option<Value> {
        if problem != Problem::NoPlace {
            let field = self.plan.field(target).unwrap_or_default();
            let value = text_of(value).unwrap_or_else(|| value.to_string());
            reading.fault(Fault::new(problem, field, &value, Effect::Unplaced));
        }
        None
    }

    /// The geometry that can be shown; what is wrong with it is said.
    fn judged(&self, reading: &mut Reading, judged: Judged) -> Option<Value> {
        for finding in judged.findings {
            reading.fault(fault_of(finding));
        }
        judged.geometry
    }

    /// Counts a record without a place, and says so unless it is said why already.
    fn count_place(&mut self, reading: &mut Reading, has_place: bool) {
        if has_place {
            return;
        }
        self.unplaced += 1;
        let is_explained = reading
            .faults
            .iter()
            .any(|fault| fault.effect == Effect::Unplaced);
        if !is_explained {
            reading.fault(Fault::new(Problem::NoPlace, "", "", Effect::Unplaced));
        }
    }

    /// The text of a record for a target, shortened to the limit.
    pub fn text(&self, reading: &mut Reading, target: Target, most_chars: usize) -> Option<String> {
        let field = self.plan.field(target)?;
        let text = text_of(self.plan.value(reading.feature, target)?)?;
        let text = text.trim();
        match text.char_indices().nth(most_chars) {
            None => Some(text.to_owned()).filter(|text| !text.is_empty()),
            Some((cut, _)) => {
                let fault = Fault::new(Problem::LongText, field, text, Effect::Mended);
                reading.fault(fault.expecting(most_chars.to_string()));
                Some(format!("{}…", text.get(..cut).unwrap_or_default()))
            }
        }
    }

    fn link(&self, reading: &mut Reading) -> Option<String> {
        let link = self.text(reading, Target::Link, MOST_TEXT_CHARS)?;
        if is_web_address(&link) {
            return Some(link);
        }
        let field = self.plan.field(Target::Link).unwrap_or_default();
        reading.fault(Fault::new(Problem::UnsafeLink, field, &link, Effect::Kept));
        None
    }

    /// Keeps the fields that the story names as facets.
    fn keep_facets(&self, reading: &Reading, properties: &mut Map<String, Value>) {
        for name in &self.plan.facets {
            let value = reading.feature.properties.get(name);
            if let Some(value) = value.filter(|value| !value.is_null() && !is_of_profile(name)) {
                properties.insert(name.clone(), value.clone());
            }
        }
    }

    fn keep_unknown(&self, reading: &Reading, properties: &mut Map<String, Value>) {
        for (name, value) in reading.feature.properties.iter() {
            let is_unknown = self.plan.unused.iter().any(|unused| **unused == **name);
            let is_inner = reading.feature.properties.is_inner(name);
            if is_unknown && !is_inner && !value.is_null() && !properties.contains_key(&**name) {
                properties.insert(name.to_string(), value.clone());
            }
        }
    }
}

/// Keeps what a record of a story says in the words of the profile, beside what fields were told for: texts in several
/// languages, the members of its place, and all that only the profile has.
fn keep_profile(reading: &Reading, properties: &mut Map<String, Value>) {
    const KEPT: [&str; 10] = [
        "status",
        "phase",
        "figures",
        "accounts",
        "articles",
        "updated",
        "corrections",
        "title",
        "summary",
        "when",
    ];
    let own = |name: &str| {
        reading
            .feature
            .properties
            .get(name)
            .filter(|value| !value.is_null())
    };
    for name in KEPT {
        if let Some(value) = own(name)
            && (value.is_object() || !properties.contains_key(name))
        {
            properties.insert(name.to_owned(), value.clone());
        }
    }
    if let Some(Value::Object(own)) = own("place") {
        let mut place = own.clone();
        if let Some(Value::Object(told)) = properties.remove("place") {
            place.extend(told);
        }
        properties.insert("place".to_owned(), Value::Object(place));
    }
}

/// A headline for a record without one: what it is, and where.
fn made_title(kind: Option<&str>, place: Option<&Value>) -> Option<String> {
    let place = place.and_then(Value::as_str);
    let words: Vec<&str> = [kind, place]
        .into_iter()
        .flatten()
        .filter(|word| !word.is_empty())
        .collect();
    (!words.is_empty()).then(|| words.join(", "))
}

/// A value as a text; lists of texts with commas between them.
pub(super) fn text_of(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.trim().to_owned()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(is_so) => Some(is_so.to_string()),
        Value::Array(items) => {
            let texts: Option<Vec<String>> = items
                .iter()
                .map(|item| match item {
                    Value::Array(_) | Value::Object(_) => None,
                    item => text_of(item),
                })
                .collect();
            Some(texts?.join(", "))
        }
        Value::Null | Value::Object(_) => None,
    }
}

fn fault_of(finding: Finding) -> Fault {
    Fault {
        problem: finding.problem,
        field: finding.path,
        value: finding.value,
        expected: finding.expected,
        effect: finding.effect,
    }
}

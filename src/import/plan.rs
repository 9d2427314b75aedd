//! What is made of the records of a file, decided from the file as a whole.

use std::io;

use serde_json::{Map, Value};

use super::Progress;
use super::date::{DateOptions, DatePlan};
use super::fields::{self, KnownFormat, Mapping, TellError, Told, detect};
use super::geometry::{
    AxisEvidence, Context, CrsVerdict, crs_of, number_from_text, position_from_json,
};
use super::log::{Fault, Log};
use super::options::Options;
use super::publish::is_of_profile;
use super::records::{Feature, Format, Records};
use super::source::{Sniffed, Source};
use super::status::is_status;
use super::survey::Survey;
use crate::report::{Detected, Effect, Problem, Target};

/// What is made of the records of a file.
pub(super) struct Plan {
    /// Whether the records are in the profile already; then their properties stay as they are.
    pub is_profile: bool,
    /// Whether they belong to a story, so that their properties may be those of the profile.
    pub has_story: bool,
    /// The `story` member; empty where there is none.
    pub story: Map<String, Value>,
    /// Which field is what.
    pub mapping: Mapping,
    /// How positions are judged.
    pub places: Context,
    /// How dates are read.
    pub time: Option<DatePlan>,
    /// How ends are read.
    pub end_time: Option<DatePlan>,
    /// How the fields were recognised.
    pub detected: Vec<Detected>,
    /// Fields that nothing is made of.
    pub unused: Vec<String>,
    /// The fields that the story names as facets.
    pub facets: Vec<String>,
    /// The field that says how far the matter has come.
    pub status: Option<String>,
}

impl Plan {
    /// Decides from a survey of the file and what a person has said. `None` when what was said cannot be followed; why
    /// is in the log.
    pub fn new(survey: Survey, options: &mut Options, log: &mut Log) -> Option<Self> {
        let own = survey.head.story.as_ref().and_then(Value::as_object);
        let story = options
            .story
            .clone()
            .or_else(|| own.cloned())
            .unwrap_or_default();
        options.take(&story);
        let has_story = own.is_some();
        let is_profile = options.fields.is_empty() && (has_story || looks_like_profile(&survey));
        let places = Context {
            verdict: survey.evidence.verdict(),
            swap: options.swap,
            crs: crs(&survey, log),
        };
        let mut plan = Self {
            is_profile,
            has_story,
            story,
            mapping: Mapping::default(),
            places,
            time: None,
            end_time: None,
            detected: Vec::new(),
            unused: Vec::new(),
            facets: Vec::new(),
            status: None,
        };
        plan.facets = facets(&plan.story);
        match is_profile {
            true => plan.warn_of_published(&survey, log),
            false => plan.map_fields(survey, options, log)?,
        }
        Some(plan)
    }

    fn map_fields(&mut self, survey: Survey, options: &Options, log: &mut Log) -> Option<()> {
        let mut told = Told::new();
        for (target, field) in &options.fields {
            told.tell(*target, field.clone());
        }
        let has_geometry = survey.has_geometry;
        if has_geometry {
            for target in [Target::Longitude, Target::Latitude, Target::Position] {
                if !told.says(target) {
                    told.tell(target, None);
                }
            }
        }
        let mut dates = Vec::with_capacity(survey.fields.len());
        let columns = survey.fields.into_iter().map(|field| {
            let share = field.dates.share_of_dates();
            dates.push(field.dates);
            (field.name.to_string(), field.stats, share)
        });
        let columns: Vec<_> = columns.collect();
        self.mapping = match detect(&columns, &told) {
            Ok(mapping) => mapping,
            Err(errors) => {
                errors
                    .iter()
                    .for_each(|error| log.push(tell_fault(error, &columns).in_file(None, None)));
                return None;
            }
        };
        let date_options = DateOptions {
            day_order: options.day_order,
            utc_offset_minutes: options.utc_offset_minutes,
        };
        for (index, (name, stats, share)) in columns.iter().enumerate() {
            let found = self
                .mapping
                .fields
                .iter()
                .filter(|found| found.field == *name);
            let found: Vec<_> = found.cloned().collect();
            if found.is_empty() && !self.facets.contains(name) {
                match self.status.is_none() && is_status(name, stats) {
                    true => self.status = Some(name.clone()),
                    false => self.unused.push(name.clone()),
                }
            }
            for found in found {
                let mut detected = Detected {
                    target: found.target,
                    field: found.field,
                    reason: found.reason,
                    form: found.form.to_owned(),
                    fitting: (fitting(stats, found.target), stats.present),
                };
                if matches!(found.target, Target::Time | Target::EndTime) {
                    let plan = dates.get(index).map(|dates| dates.plan(&date_options));
                    detected.form = plan.as_ref().map_or("", DatePlan::form).to_owned();
                    detected.fitting = *share;
                    match found.target {
                        Target::Time => self.time = plan,
                        _ => self.end_time = plan,
                    }
                }
                self.detected.push(detected);
            }
        }
        self.warn_of_personal_data(&columns, options.keeps_unknown, log);
        let order = |detected: &Detected| {
            Target::ALL
                .iter()
                .position(|(_, target)| *target == detected.target)
        };
        self.detected.sort_by_key(order);
        Some(())
    }

    /// Names the columns that look like personal data and would be published.
    fn warn_of_personal_data(
        &self,
        columns: &[fields::Column],
        keeps_unknown: bool,
        log: &mut Log,
    ) {
        let looked_at = columns
            .iter()
            .map(|(name, stats, _)| (name.as_str(), stats));
        for (name, personal) in fields::personal_fields(looked_at, &self.mapping) {
            let is_published = keeps_unknown || !self.unused.iter().any(|unused| unused == name);
            if is_published {
                log.push(personal.issue_of(name));
            }
        }
    }

    /// Names the fields of a file in the profile that look like personal data and would be published.
    fn warn_of_published(&self, survey: &Survey, log: &mut Log) {
        let is_published =
            |name: &str| is_of_profile(name) || self.facets.iter().any(|facet| facet == name);
        let fields = survey.fields.iter();
        let fields = fields.filter(|field| is_published(&field.name));
        let fields = fields.map(|field| (&*field.name, &field.stats));
        for (name, personal) in fields::personal_fields(fields, &self.mapping) {
            log.push(personal.issue_of(name));
        }
    }

    /// The name of the field for a target.
    pub fn field(&self, target: Target) -> Option<&str> {
        self.mapping.field(target).map(|found| found.field.as_str())
    }

    /// The value of a record for a target, unless it is missing.
    pub fn value<'f>(&self, feature: &'f Feature, target: Target) -> Option<&'f Value> {
        let value = feature.properties.get(self.field(target)?)?;
        (!value.is_null()).then_some(value)
    }

    /// The kind of file it is.
    pub fn known_format(&self) -> Option<KnownFormat> {
        self.mapping.known_format
    }

    /// Whether anything says where or when something happened. A GeoJSON feature says where by what it is, and be it
    /// that nobody knows.
    pub fn knows_anything(&self, is_geojson: bool) -> bool {
        let has = |target| self.field(target).is_some();
        let has_position = has(Target::Position) || has(Target::Longitude) && has(Target::Latitude);
        self.is_profile || is_geojson || has_position || has(Target::Time) || has(Target::Region)
    }

    /// Looks at the positions of columns as a whole, in a pass of its own: which columns they are is known only now.
    ///
    /// # Errors
    /// What the system says when the file cannot be read.
    pub fn look_at_columns(
        &mut self,
        source: &dyn Source,
        sniffed: &Sniffed,
        format: Format,
        progress: &mut dyn FnMut(Progress),
    ) -> io::Result<()> {
        let has_columns =
            self.field(Target::Longitude).is_some() || self.field(Target::Position).is_some();
        if !has_columns {
            return Ok(());
        }
        let mut evidence = AxisEvidence::default();
        let mut records = Records::open(source, sniffed, format)?;
        // What is wrong with the file was said in the first pass.
        let mut unheard = Log::default();
        let mut count = 0;
        while let Some(record) = records.next(&mut unheard)? {
            count += 1;
            progress(Progress::Placed(count));
            let Ok(feature) = &record.body else { continue };
            if let (Some(lng), Some(lat)) = (
                self.number(feature, Target::Longitude),
                self.number(feature, Target::Latitude),
            ) {
                evidence.add(lng, lat);
            } else if let Some(Ok(place)) = self
                .value(feature, Target::Position)
                .map(position_from_json)
            {
                evidence.add_geometry(&place.geometry);
            }
        }
        self.places.verdict = evidence.verdict();
        Ok(())
    }

    /// A coordinate of a record, if it is one.
    fn number(&self, feature: &Feature, target: Target) -> Option<f64> {
        coordinate(self.value(feature, target)?).ok()
    }
}

/// The ids of the properties that a story names as facets.
fn facets(story: &Map<String, Value>) -> Vec<String> {
    let facets = story.get("facets").and_then(Value::as_array);
    let ids = facets
        .into_iter()
        .flatten()
        .filter_map(|facet| facet.get("id"));
    ids.filter_map(Value::as_str).map(str::to_owned).collect()
}

/// How many values of a field can be what it was taken for.
fn fitting(stats: &fields::FieldStats, target: Target) -> usize {
    match target {
        Target::Latitude => stats.latitudes + stats.marked_degrees,
        Target::Longitude => stats.longitudes + stats.marked_degrees,
        Target::Link => stats.links,
        Target::Position => stats.positions,
        _ => stats.present,
    }
    .min(stats.present)
}

/// A coordinate, as a number or a text.
///
/// # Errors
/// What is wrong with it.
pub(super) fn coordinate(value: &Value) -> Result<f64, Problem> {
    match value {
        Value::Number(number) => number.as_f64().ok_or(Problem::BadCoordinates),
        Value::String(text) => number_from_text(text),
        _ => Err(Problem::BadCoordinates),
    }
}

/// Records without a story that have a place as the profile has it, an object with a name or a precision.
fn looks_like_profile(survey: &Survey) -> bool {
    let has = |name: &str| survey.field(name).is_some();
    survey.head.is_geojson
        && has("title")
        && (has("place.name") || has("place.precision") || has("place.region"))
}

/// The reference system of the file; one that is not WGS 84 is named.
fn crs(survey: &Survey, log: &mut Log) -> CrsVerdict {
    let crs = survey.head.crs.as_ref().map_or(CrsVerdict::Wgs84, crs_of);
    if let CrsVerdict::NearlyWgs84(name) = &crs {
        log.push(Fault::new(Problem::NearlyWgs84, "crs", name, Effect::Shown).in_file(None, None));
    }
    crs
}

fn tell_fault<S, T>(error: &TellError, columns: &[(String, S, T)]) -> Fault {
    let fault =
        |field: &str, value: &str| Fault::new(Problem::UnknownValue, field, value, Effect::Skipped);
    match error {
        TellError::NotAPair { said } => fault("fields", said),
        TellError::UnknownTarget { word, nearest } => {
            fault("fields", word).expecting(nearest.unwrap_or_default())
        }
        TellError::UnknownField {
            target,
            field,
            nearest,
        } => {
            let names = || {
                let names: Vec<&str> = columns
                    .iter()
                    .take(40)
                    .map(|(name, _, _)| name.as_str())
                    .collect();
                names.join(", ")
            };
            let expected = nearest.clone().unwrap_or_else(names);
            Fault::new(
                Problem::UnknownReference,
                target.as_str(),
                field,
                Effect::Skipped,
            )
            .expecting(expected)
        }
    }
}

//! Any file to the profile.

use crate::load::MAX_BYTES;
use crate::report::{
    Detected, Effect, Expected, Issue, Problem, Reason, Report, Target, group_issues,
};
use serde_json::{Map, Value};

/// What a person has said about a file before it is read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// How dates in figures are written, where the file leaves it open.
    pub day_order: Option<DayOrder>,
    /// Whether longitude and latitude change places.
    pub swap: bool,
    /// The offset from UTC that instants are shown in, in minutes.
    pub utc_offset_minutes: i32,
    /// Codes of the regions that the basemap can draw.
    pub known_regions: Vec<String>,
    /// Which field of the file is which.
    pub fields: Vec<(Target, String)>,
}

/// Which comes first in a date in figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayOrder {
    /// 31/12
    DayFirst,
    /// 12/31
    MonthFirst,
}

/// A file in the profile, and what was found in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// A FeatureCollection in the profile; empty when nothing can be shown.
    pub geojson: Vec<u8>,
    /// What was found.
    pub report: Report,
}

impl Options {
    /// Reads `{"dayOrder", "swap", "utcOffsetMinutes", "knownRegions", "fields"}`; what does not fit is left out.
    pub fn from_json(text: &str) -> Self {
        let value: Value = serde_json::from_str(text).unwrap_or_default();
        let texts = |key: &str| value.get(key).and_then(Value::as_array);
        let text = |value: &Value| value.as_str().map(str::to_owned);
        let field = |value: &Value| {
            let target = Target::from_word(value.get(0)?.as_str()?)?;
            Some((target, text(value.get(1)?)?))
        };
        let offset = value.get("utcOffsetMinutes").and_then(Value::as_i64);
        Self {
            day_order: match value.get("dayOrder").and_then(Value::as_str) {
                Some("day-first") => Some(DayOrder::DayFirst),
                Some("month-first") => Some(DayOrder::MonthFirst),
                _ => None,
            },
            swap: value.get("swap").and_then(Value::as_bool) == Some(true),
            utc_offset_minutes: offset.and_then(|at| at.try_into().ok()).unwrap_or_default(),
            known_regions: texts("knownRegions")
                .into_iter()
                .flatten()
                .filter_map(text)
                .collect(),
            fields: texts("fields")
                .into_iter()
                .flatten()
                .filter_map(field)
                .collect(),
        }
    }
}

/// Reads a file; a stand-in that passes GeoJSON through and makes up a report with one of everything.
pub fn read_file(bytes: &[u8], name: &str, options: &Options) -> Imported {
    let mut report = Report {
        name: name.to_owned(),
        format: "GeoJSON".to_owned(),
        ..Report::default()
    };
    if bytes.len() > MAX_BYTES {
        report
            .issues
            .push(Issue::of_file(Problem::OverLimit, Effect::Skipped));
        return Imported {
            geojson: Vec::new(),
            report,
        };
    }
    let value: Value = serde_json::from_slice(bytes).unwrap_or_default();
    let Some(features) = value.get("features").and_then(Value::as_array) else {
        let mut issue = Issue::of_file(Problem::Syntax, Effect::Skipped);
        issue.line = Some(1);
        issue.expected = Expected::Words("GeoJSON".to_owned());
        report.issues.push(issue);
        return Imported {
            geojson: Vec::new(),
            report,
        };
    };
    report.records = features.len();
    report.shown = features.len();
    report.detected.push(Detected {
        target: Target::Time,
        field: "when".to_owned(),
        reason: Reason::Name,
        form: "edtf".to_owned(),
        fitting: (features.len(), features.len()),
    });
    report.unused.push("remark".to_owned());
    if options.day_order.is_none() {
        let mut issue = Issue::of_file(Problem::AmbiguousDate, Effect::Kept);
        issue.field = "when".to_owned();
        issue.value = "03.04.2023".to_owned();
        report.issues.push(issue);
    }
    if !options.swap {
        let mut issue = Issue::of_file(Problem::SwappedAxes, Effect::Shown);
        issue.record = Some(1);
        issue.line = Some(2);
        issue.count = features.len();
        issue.value = "[48.1, 17.1]".to_owned();
        issue.expected = Expected::Words("[17.1, 48.1]".to_owned());
        report.issues.push(issue);
    }
    report.issues = group_issues(std::mem::take(&mut report.issues));
    Imported {
        geojson: bytes.to_vec(),
        report,
    }
}

/// The report as JSON, which `load::report_from_json` reads.
pub fn report_to_json(report: &Report) -> String {
    let mut out = Map::new();
    let mut put = |key: &str, value: Value| out.insert(key.to_owned(), value);
    put("name", report.name.clone().into());
    put("format", report.format.clone().into());
    put("knownFormat", report.known_format.clone().into());
    put("records", report.records.into());
    put("shown", report.shown.into());
    put("unplaced", report.unplaced.into());
    put(
        "detected",
        report.detected.iter().map(detected_to_json).collect(),
    );
    put("unused", report.unused.clone().into());
    put("issues", report.issues.iter().map(issue_to_json).collect());
    Value::Object(out).to_string()
}

fn detected_to_json(detected: &Detected) -> Value {
    serde_json::json!({
        "target": detected.target.as_str(),
        "field": detected.field,
        "reason": detected.reason.as_str(),
        "form": detected.form,
        "fitting": [detected.fitting.0, detected.fitting.1],
    })
}

fn issue_to_json(issue: &Issue) -> Value {
    let expected = match &issue.expected {
        Expected::Nothing => Value::Null,
        Expected::Message(key) => serde_json::json!({ "message": key }),
        Expected::Words(words) => serde_json::json!({ "words": words }),
    };
    serde_json::json!({
        "problem": issue.problem.code(),
        "severity": issue.severity().as_str(),
        "record": issue.record,
        "id": issue.id,
        "line": issue.line,
        "column": issue.column,
        "field": issue.field,
        "value": issue.value,
        "expected": expected,
        "effect": issue.effect.as_str(),
        "count": issue.count,
    })
}

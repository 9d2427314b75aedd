//! The report as JSON: what the page gets from the reader, and what `check --format json` prints.

use serde_json::{Map, Value};

use crate::report::{Detected, Expected, Issue, Report};

/// The report as JSON, which [`super::report_from_json`] reads.
pub fn report_to_json(report: &Report) -> String {
    let mut out = Map::new();
    let mut put = |key: &str, value: Value| out.insert(key.to_owned(), value);
    put("name", report.name.clone().into());
    put("format", report.format.clone().into());
    put("knownFormat", report.known_format.clone().into());
    put("records", report.records.into());
    put("shown", report.shown.into());
    put("unplaced", report.unplaced.into());
    put("withdrawn", report.withdrawn.into());
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

//! What was found in a file, as the reader of files (`crate::import`) hands it over.

use serde_json::Value;

use crate::report::{Detected, Effect, Expected, Issue, Problem, Reason, Report, Target};

/// Reads a report from JSON. What does not fit is left out: nobody but the reader of files writes one.
pub fn report_from_json(text: &str) -> Report {
    let value: Value = serde_json::from_str(text).unwrap_or_default();
    Report {
        name: string(&value, "name"),
        format: string(&value, "format"),
        known_format: string(&value, "knownFormat"),
        records: number(value.get("records")).unwrap_or_default(),
        shown: number(value.get("shown")).unwrap_or_default(),
        unplaced: number(value.get("unplaced")).unwrap_or_default(),
        withdrawn: number(value.get("withdrawn")).unwrap_or_default(),
        detected: items(&value, "detected")
            .iter()
            .filter_map(detected)
            .collect(),
        unused: items(&value, "unused")
            .iter()
            .filter_map(|name| text_of(Some(name)))
            .collect(),
        issues: items(&value, "issues").iter().filter_map(issue).collect(),
    }
}

fn items<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    let list = value.get(key).and_then(Value::as_array);
    list.map_or(&[], Vec::as_slice)
}

fn text_of(value: Option<&Value>) -> Option<String> {
    value?.as_str().map(str::to_owned)
}

fn string(value: &Value, key: &str) -> String {
    text_of(value.get(key)).unwrap_or_default()
}

fn number(value: Option<&Value>) -> Option<usize> {
    value?.as_u64()?.try_into().ok()
}

fn detected(value: &Value) -> Option<Detected> {
    let fitting = items(value, "fitting");
    let fitting = |at| number(fitting.get(at)).unwrap_or_default();
    Some(Detected {
        target: Target::from_word(&string(value, "target"))?,
        field: string(value, "field"),
        reason: Reason::from_word(&string(value, "reason"))?,
        form: string(value, "form"),
        fitting: (fitting(0), fitting(1)),
    })
}

fn issue(value: &Value) -> Option<Issue> {
    let expected = |kind| text_of(value.get("expected")?.get(kind));
    let expected = match (expected("message"), expected("words")) {
        (Some(key), _) => Expected::Message(key.into()),
        (None, Some(words)) => Expected::Words(words),
        (None, None) => Expected::Nothing,
    };
    Some(Issue {
        problem: Problem::from_code(&string(value, "problem"))?,
        record: number(value.get("record")),
        id: text_of(value.get("id")),
        line: number(value.get("line")),
        column: number(value.get("column")),
        field: string(value, "field"),
        value: string(value, "value"),
        expected,
        effect: Effect::from_word(&string(value, "effect"))?,
        count: number(value.get("count")).unwrap_or(1),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_does_not_fit_is_left_out() {
        for text in ["", "[]", "7", "{\"issues\": [{}], \"detected\": [7]}"] {
            assert_eq!(report_from_json(text), Report::default(), "{text}");
        }
    }

    #[test]
    fn every_word_comes_back() {
        for (code, problem, _) in Problem::ALL {
            for (word, effect) in Effect::ALL {
                let issues = json!({"issues": [{"problem": code, "effect": word, "record": 3, "id": "x",
                    "expected": {"message": "type-date"}, "count": 2}]});
                let report = report_from_json(&issues.to_string());
                let mut expected = Issue::of_file(problem, effect);
                expected.record = Some(3);
                expected.id = Some("x".into());
                expected.expected = Expected::Message("type-date".into());
                expected.count = 2;
                assert_eq!(report.issues, [expected]);
            }
        }
        for (word, target) in Target::ALL {
            for (why, reason) in Reason::ALL {
                let detected = json!({"detected": [{"target": word, "reason": why, "field": "f", "fitting": [1, 2]}]});
                let report = report_from_json(&detected.to_string());
                let found = &report.detected[0];
                assert_eq!(
                    (found.target, found.reason, found.fitting),
                    (target, reason, (1, 2))
                );
            }
        }
    }
}

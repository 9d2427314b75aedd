//! The `rate` of the `story` member: figures of regions that their counts are divided by.
//!
//! Read on its own, as only a map of regions asks for it.

use serde_json::Value;

use super::collection::{story_member, utf8};
use super::error::shown;
use super::fields::{Fault, Fields, Record};
use super::parts::{member, parts};
use crate::report::{Effect, Issue, Problem};
use crate::story::Rate;

/// The most regions with a figure.
const MOST_REGIONS: usize = 10_000;

/// The rate of a GeoJSON FeatureCollection that has been read, and what is wrong with it. A figure that cannot be divided
/// by is reported and left out; what is no rate without it is none.
pub fn rate_from_geojson(bytes: &[u8]) -> (Option<Rate>, Vec<Issue>) {
    let mut issues = Vec::new();
    let text = utf8(bytes).unwrap_or_default();
    let raw = member(&parts(text), "story");
    // What is wrong with the member itself has been said.
    let story = story_member(text, raw, &mut Vec::new());
    let mut record = Record {
        position: None,
        id: None,
        line: None,
        issues: &mut issues,
    };
    let rate = rate(&mut record, &Fields::of(&story));
    (rate, issues)
}

/// The same of the bytes of a `story` member.
pub(super) fn issues_of_rate(story: &[u8]) -> Vec<Issue> {
    let mut issues = Vec::new();
    let Ok(Value::Object(story)) = serde_json::from_slice(story) else {
        return issues;
    };
    let mut record = Record {
        position: None,
        id: None,
        line: None,
        issues: &mut issues,
    };
    rate(&mut record, &Fields::of(&story));
    issues
}

fn rate(record: &mut Record, story: &Fields) -> Option<Rate> {
    let object = record.object(story, "rate")?;
    let label = record.text(&object, "label");
    if label.is_empty() {
        let fault = Fault::missing("type-text");
        record.report(object.path_of("label"), fault, Effect::Kept);
    }
    let per = match object.has("per") {
        true => positive(record, &object, "per"),
        false => Some(1.0),
    };
    let source = record.link(&object, "source");
    let figures = record.object(&object, "regions")?;
    let mut regions = Vec::new();
    for code in figures.object.keys().take(MOST_REGIONS) {
        if let Some(figure) = positive(record, &figures, code) {
            regions.push((code.clone(), figure));
        }
    }
    // Only now, so that all that is wrong has been said.
    let is_whole = !label.is_empty() && !regions.is_empty();
    let per = per.filter(|_| is_whole)?;
    Some(Rate {
        label,
        per,
        source,
        regions,
    })
}

/// A number above zero; anything else is reported.
fn positive(record: &mut Record, fields: &Fields, name: &str) -> Option<f64> {
    let value = fields.object.get(name)?;
    let number = value
        .as_f64()
        .filter(|number| *number > 0.0 && number.is_finite());
    if number.is_none() {
        let fault = Fault::of(Problem::WrongType, shown(value)).expecting("type-positive");
        record.report(fields.path_of(name), fault, Effect::Kept);
    }
    number
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn check(rate: Value, expected: Option<(f64, usize)>, fields: &[&str]) {
        let story = json!({"rate": rate});
        let file = json!({"type": "FeatureCollection", "story": story, "features": []});
        let (found, issues) = rate_from_geojson(file.to_string().as_bytes());
        let found = found.map(|rate| (rate.per, rate.regions.len()));
        assert_eq!(found, expected, "{story}");
        let found: Vec<&str> = issues.iter().map(|issue| issue.field.as_str()).collect();
        assert_eq!(found, fields, "{story}");
        assert_eq!(issues_of_rate(story.to_string().as_bytes()), issues);
    }

    #[test]
    fn figures_that_can_be_divided_by_are_taken() {
        let figures = json!({"AA-1": 20, "AA-2": 1e6});
        let good = json!({"label": "per 10", "per": 10, "regions": figures, "source": "https://example.org/"});
        check(good, Some((10.0, 2)), &[]);
        check(
            json!({"label": "each", "regions": figures}),
            Some((1.0, 2)),
            &[],
        );
        check(Value::Null, None, &[]);
        check(json!([]), None, &["rate"]);
        check(json!({"regions": figures}), None, &["rate.label"]);
        check(
            json!({"label": "x", "per": 0, "regions": figures}),
            None,
            &["rate.per"],
        );
        check(
            json!({"label": "x", "regions": [1]}),
            None,
            &["rate.regions"],
        );
        check(json!({"label": "x"}), None, &[]);
        check(
            json!({"per": -1, "source": "x", "regions": {"AA-1": "many"}}),
            None,
            &["rate.label", "rate.per", "rate.source", "rate.regions.AA-1"],
        );
        let bad = json!({"AA-1": 0, "AA-2": "many", "AA-3": -4, "AA-4": null, "AA-5": 7});
        let fields = [
            "rate.regions.AA-1",
            "rate.regions.AA-2",
            "rate.regions.AA-3",
            "rate.regions.AA-4",
        ];
        check(
            json!({"label": "x", "regions": bad}),
            Some((1.0, 1)),
            &fields,
        );
        let link = json!({"label": "x", "regions": figures, "source": "javascript:alert(1)"});
        check(link, Some((1.0, 2)), &["rate.source"]);
    }

    #[test]
    fn files_of_any_kind_have_none() {
        for file in [
            "",
            "{",
            "[]",
            "{\"story\":7}",
            "\u{feff}{\"story\":{\"rate\":",
            "\"story\"",
        ] {
            assert_eq!(
                rate_from_geojson(file.as_bytes()),
                (None, Vec::new()),
                "{file}"
            );
        }
        assert_eq!(rate_from_geojson(&[0xFF, 0x7B]), (None, Vec::new()));
    }

    #[test]
    fn a_rate_is_a_count_for_so_many() {
        let rate = Rate {
            per: 100_000.0,
            regions: vec![("AA-1".to_owned(), 50_000.0)],
            ..Rate::default()
        };
        let codes = ["AA", "AA-1"].map(str::to_owned);
        assert_eq!(rate.factors(&codes), [None, Some(2.0)]);
    }
}

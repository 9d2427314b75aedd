//! One GeoJSON Feature to one incident.

use serde_json::Value;

use super::error::shortened;
use super::fields::{Object, Record};
use super::geometry::shape_from_json;
use super::issue::{Effect, Problem};
use crate::locale::LocalizedText;
use crate::story::{
    Account, Correction, Figure, Incident, Kind, Place, PlacePrecision, Qualifier, Status, Story,
    Version,
};

/// What features may refer to, by id.
pub(super) struct Known {
    articles: Vec<String>,
    phases: Vec<String>,
    categories: Vec<String>,
}

impl Known {
    /// The ids that a story declares.
    pub fn of(story: &Story) -> Self {
        Self {
            articles: story
                .articles
                .iter()
                .map(|article| article.id.clone())
                .collect(),
            phases: story.phases.iter().map(|phase| phase.id.clone()).collect(),
            categories: story
                .categories
                .iter()
                .map(|category| category.id.clone())
                .collect(),
        }
    }
}

/// Reads a feature. `None` when it cannot be shown; why is in the record's issues.
pub(super) fn incident_from_feature(
    record: &mut Record,
    feature: Value,
    known: &Known,
) -> Option<Incident> {
    let Value::Object(feature) = feature else {
        let found = shortened(&feature.to_string());
        record.report("", Problem::NotAFeature { found }, Effect::Skipped);
        return None;
    };
    record.id = feature_id(&feature);
    if feature.get("type").and_then(Value::as_str) != Some("Feature") {
        let found = feature
            .get("type")
            .map_or_else(|| "no type".into(), |found| shortened(&found.to_string()));
        record.report("type", Problem::NotAFeature { found }, Effect::Skipped);
        return None;
    }
    let shape = match feature.get("geometry") {
        None | Some(Value::Null) => None,
        Some(geometry) => match shape_from_json(geometry) {
            Ok(shape) => Some(shape),
            Err((field, problem)) => {
                record.report(field, problem, Effect::Skipped);
                return None;
            }
        },
    };
    let Some(Value::Object(properties)) = feature.get("properties") else {
        record.report(
            "properties",
            Problem::Missing {
                expected: "type-object",
            },
            Effect::Skipped,
        );
        return None;
    };
    let id = record
        .id
        .clone()
        .unwrap_or_else(|| format!("record-{}", record.position.unwrap_or(0)));
    Some(incident(record, id, shape, properties, known))
}

fn incident(
    record: &mut Record,
    id: String,
    shape: Option<crate::story::Shape>,
    properties: &Object,
    known: &Known,
) -> Incident {
    let place = place(record, properties);
    let mut title = record.text(properties, "title");
    if title.is_empty() {
        record.report(
            "title",
            Problem::Missing {
                expected: "type-text",
            },
            Effect::Kept,
        );
        title = if place.name.is_empty() {
            LocalizedText::plain(id.clone())
        } else {
            place.name.clone()
        };
    }
    Incident {
        kind: kind(record, properties, known),
        status: record.word::<Status>(properties, "status", &Status::ALL),
        title,
        summary: record.text(properties, "summary"),
        when: record.when(properties, "when"),
        phase: record.reference(properties, "phase", &known.phases),
        place,
        shape,
        figures: figures(record, properties, known),
        accounts: accounts(record, properties, known),
        articles: record.references(properties, "articles", &known.articles),
        updated: record.string(properties, "updated"),
        corrections: corrections(record, properties),
        id,
    }
}

/// RFC 7946 allows an id to be a string or a number.
fn feature_id(feature: &Object) -> Option<String> {
    match feature.get("id") {
        Some(Value::String(id)) if !id.is_empty() => Some(id.clone()),
        Some(Value::Number(id)) => Some(id.to_string()),
        _ => None,
    }
}

fn kind(record: &mut Record, properties: &Object, known: &Known) -> Kind {
    let word = record
        .string(properties, "kind")
        .unwrap_or_else(|| "operation".to_owned());
    match word.as_str() {
        "operation" => Kind::Operation,
        "lead" => Kind::Lead,
        other => match known.categories.iter().position(|id| id == other) {
            Some(position) => Kind::Category(position),
            None => {
                let mut allowed = vec!["operation", "lead"];
                allowed.extend(known.categories.iter().map(String::as_str));
                let problem = Problem::UnknownValue {
                    value: shortened(other),
                    allowed: allowed.join(", "),
                };
                record.report("kind", problem, Effect::Kept);
                Kind::Operation
            }
        },
    }
}

fn place(record: &mut Record, properties: &Object) -> Place {
    let Some(object) = record.object(properties, "place") else {
        return Place::default();
    };
    Place {
        name: record.text(object, "place.name"),
        region: record.string(object, "place.region"),
        precision: record.word::<PlacePrecision>(object, "place.precision", &PlacePrecision::ALL),
    }
}

fn figures(record: &mut Record, properties: &Object, known: &Known) -> Vec<Figure> {
    let mut figures = Vec::new();
    for (path, object) in record.objects(properties, "figures") {
        let field = |name: &str| format!("{path}.{name}");
        figures.push(Figure {
            label: record.text(object, &field("label")),
            value: record.number(object, &field("value")),
            unit: record.text(object, &field("unit")),
            qualifier: record.word::<Qualifier>(object, &field("qualifier"), &Qualifier::ALL),
            articles: record.references(object, &field("articles"), &known.articles),
        });
    }
    figures
}

fn accounts(record: &mut Record, properties: &Object, known: &Known) -> Vec<Account> {
    let mut accounts = Vec::new();
    for (path, object) in record.objects(properties, "accounts") {
        let mut versions = Vec::new();
        for (path, version) in record.objects(object, &format!("{path}.versions")) {
            versions.push(Version {
                text: record.text(version, &format!("{path}.text")),
                articles: record.references(version, &format!("{path}.articles"), &known.articles),
            });
        }
        accounts.push(Account {
            topic: record.text(object, &format!("{path}.topic")),
            versions,
        });
    }
    accounts
}

fn corrections(record: &mut Record, properties: &Object) -> Vec<Correction> {
    let mut corrections = Vec::new();
    for (path, object) in record.objects(properties, "corrections") {
        corrections.push(Correction {
            date: record.string(object, &format!("{path}.date")),
            text: record.text(object, &format!("{path}.text")),
        });
    }
    corrections
}

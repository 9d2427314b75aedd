//! One GeoJSON Feature to one incident.

use serde_json::Value;

use super::error::{shortened, shown};
use super::fields::{Fault, Fields, Object, Record};
use super::geometry::shape_from_json;
use crate::locale::LocalizedText;
use crate::order::TextIndex;
use crate::query::Filter;
use crate::report::{Effect, Problem};
use crate::story::{
    Account, Category, Correction, Figure, Incident, Kind, Place, PlacePrecision, Qualifier,
    Status, Story, Version,
};

/// The most kinds of incident in a story: more than a legend can tell apart are no kinds.
pub(crate) const MOST_CATEGORIES: usize = 50;
const _: () = assert!(MOST_CATEGORIES + 2 <= Filter::MOST_KINDS);

/// What features may refer to, by id.
pub(super) struct Known<'t> {
    articles: TextIndex<'t>,
    phases: TextIndex<'t>,
    declared: TextIndex<'t>,
    categories: &'t [Category],
    /// The categories that only features name; their positions follow those of the declared ones.
    pub undeclared: Vec<String>,
}

impl<'t> Known<'t> {
    /// The ids that a story declares.
    pub fn of(story: &'t Story) -> Self {
        let articles = story.articles.iter().map(|article| article.id.as_str());
        let phases = story.phases.iter().map(|phase| phase.id.as_str());
        let categories = story.categories.iter().map(|category| category.id.as_str());
        Self {
            articles: TextIndex::of(articles.collect()),
            phases: TextIndex::of(phases.collect()),
            declared: TextIndex::of(categories.collect()),
            categories: &story.categories,
            undeclared: Vec::new(),
        }
    }

    /// The position of a category.
    fn category(&self, word: &str) -> Option<usize> {
        let undeclared = || self.undeclared.iter().position(|id| id == word);
        let declared = self.declared.position_of(word);
        declared.or_else(|| Some(self.categories.len() + undeclared()?))
    }
}

/// Reads a feature. `None` when it cannot be shown, why is in the record's issues; or when it is withdrawn.
pub(super) fn incident_from_feature(
    record: &mut Record,
    feature: Value,
    known: &mut Known,
) -> Option<Incident> {
    let Value::Object(feature) = feature else {
        let fault = Fault::of(Problem::NotAFeature, shown(&feature));
        record.report("", fault, Effect::Skipped);
        return None;
    };
    record.id = feature_id(&feature);
    if feature.get("type").and_then(Value::as_str) != Some("Feature") {
        let found = feature.get("type").map_or_else(|| "no type".into(), shown);
        let fault = Fault::of(Problem::NotAFeature, found);
        record.report("type", fault, Effect::Skipped);
        return None;
    }
    let shape = match feature.get("geometry") {
        None | Some(Value::Null) => None,
        Some(geometry) => match shape_from_json(geometry) {
            Ok(shape) => Some(shape),
            Err((field, fault)) => {
                record.report(field, fault, Effect::Unplaced);
                None
            }
        },
    };
    let Some(Value::Object(properties)) = feature.get("properties") else {
        record.report("properties", Fault::missing("type-object"), Effect::Skipped);
        return None;
    };
    let id = record
        .id
        .clone()
        .unwrap_or_else(|| format!("record-{}", record.position.unwrap_or(0)));
    incident(record, id, shape, &Fields::of(properties), known)
}

fn incident(
    record: &mut Record,
    id: String,
    shape: Option<crate::story::Shape>,
    properties: &Fields,
    known: &mut Known,
) -> Option<Incident> {
    let status = properties.object.get("status");
    if status.and_then(Value::as_str) == Some("withdrawn") {
        return None;
    }
    let place = place(record, properties);
    let mut title = record.text(properties, "title");
    if title.is_empty() {
        record.report("title", Fault::missing("type-text"), Effect::Kept);
        title = if place.name.is_empty() {
            LocalizedText::plain(id.clone())
        } else {
            place.name.clone()
        };
    }
    let when = record.when(properties, "when");
    Some(Incident {
        kind: kind(record, properties, known)?,
        status: record.word(properties, "status", &Status::ALL, Status::Reported),
        title,
        summary: record.text(properties, "summary"),
        has_unread_date: when.is_none() && properties.has("when"),
        when,
        link: record.link(properties, "link"),
        source: record.text(properties, "source"),
        phase: record.reference(properties, "phase", &known.phases),
        place,
        shape,
        figures: figures(record, properties, known),
        accounts: accounts(record, properties, known),
        articles: record.references(properties, "articles", &known.articles),
        updated: record.string(properties, "updated"),
        corrections: corrections(record, properties),
        id,
    })
}

/// RFC 7946 allows an id to be a string or a number.
fn feature_id(feature: &Object) -> Option<String> {
    match feature.get("id") {
        Some(Value::String(id)) if !id.is_empty() => Some(id.clone()),
        Some(id @ Value::Number(_)) => Some(shown(id)),
        _ => None,
    }
}

/// The kind of an incident. A word that nobody has declared becomes a category of its own, by that word: to count the
/// incident as an operation would claim more than the file does.
fn kind(record: &mut Record, properties: &Fields, known: &mut Known) -> Option<Kind> {
    let word = record.string(properties, "kind");
    let word = match word.as_deref() {
        None | Some("operation") => return Some(Kind::Operation),
        Some("lead") => return Some(Kind::Lead),
        Some(word) => word,
    };
    if let Some(position) = known.category(word) {
        return Some(Kind::Category(position));
    }
    let value = shortened(word);
    let position = known.categories.len() + known.undeclared.len();
    if position >= MOST_CATEGORIES {
        let declared = known.categories.iter().map(|category| &category.id);
        let allowed = declared.chain(&known.undeclared).take(MOST_CATEGORIES);
        let allowed: Vec<&str> = allowed.map(String::as_str).collect();
        let fault = Fault::of(Problem::UnknownValue, value).allowing(allowed.join(", "));
        record.report("kind", fault, Effect::Skipped);
        return None;
    }
    let fault = Fault::of(Problem::UndeclaredKind, value);
    record.report("kind", fault, Effect::Shown);
    known.undeclared.push(word.to_owned());
    Some(Kind::Category(position))
}

fn place(record: &mut Record, properties: &Fields) -> Place {
    let Some(place) = record.object(properties, "place") else {
        return Place::default();
    };
    Place {
        name: record.text(&place, "name"),
        region: record.string(&place, "region"),
        precision: {
            // A word that is not understood may mean anything: nothing is drawn finer than is known.
            let unknown = PlacePrecision::Country;
            record.word(&place, "precision", &PlacePrecision::ALL, unknown)
        },
    }
}

fn figures(record: &mut Record, properties: &Fields, known: &Known) -> Vec<Figure> {
    let mut figures = Vec::new();
    for object in record.objects(properties, "figures") {
        let value = record.number(&object, "value");
        if value.is_none() && object.has("value") {
            // The file states a number; to say that none is stated would be false.
            continue;
        }
        figures.push(Figure {
            label: record.text(&object, "label"),
            value,
            unit: record.text(&object, "unit"),
            // A hedge that is not understood is a hedge all the same.
            qualifier: record.word(&object, "qualifier", &Qualifier::ALL, Qualifier::About),
            articles: record.references(&object, "articles", &known.articles),
        });
    }
    figures
}

fn accounts(record: &mut Record, properties: &Fields, known: &Known) -> Vec<Account> {
    let mut accounts = Vec::new();
    for object in record.objects(properties, "accounts") {
        let mut versions = Vec::new();
        for version in record.objects(&object, "versions") {
            versions.push(Version {
                text: record.text(&version, "text"),
                articles: record.references(&version, "articles", &known.articles),
            });
        }
        accounts.push(Account {
            topic: record.text(&object, "topic"),
            versions,
        });
    }
    accounts
}

fn corrections(record: &mut Record, properties: &Fields) -> Vec<Correction> {
    let mut corrections = Vec::new();
    for object in record.objects(properties, "corrections") {
        corrections.push(Correction {
            date: record.string(&object, "date"),
            text: record.text(&object, "text"),
        });
    }
    corrections
}

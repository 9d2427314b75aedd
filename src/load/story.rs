//! The `story` member: what it says before the incidents are known, and what refers to them.

use super::article::articles;
use super::error::shortened;
use super::fields::{Fault, Fields, Record};
use super::incident::MOST_CATEGORIES;
use crate::locale::LocalizedText;
use crate::order::{TextIndex, sorted_by_key};
use crate::report::{Effect, Problem};
use crate::story::{Category, Connection, Licence, Phase, Step, StepView, Story};

/// What the story says of itself, its sources, categories and phases. Phases are put in their reported order.
pub(super) fn story_from_member(record: &mut Record, member: &Fields) -> Story {
    let phases = sorted_by_key(phases(record, member), |phase| phase.rank as f64);
    let legend = record.object(member, "legend");
    let mut kinds = categories(record, member, "categories");
    // Records of those beyond are told of, like all of a kind that there is not.
    kinds.truncate(MOST_CATEGORIES);
    Story {
        title: record.text(member, "title"),
        summary: record.text(member, "summary"),
        languages: record.strings(member, "languages"),
        translated: record.strings(member, "translated"),
        updated: record.string(member, "updated"),
        licence: licence(record, member),
        attribution: record.text(member, "attribution"),
        connection_meaning: legend.map_or_else(LocalizedText::default, |legend| {
            record.text(&legend, "connections")
        }),
        size: None,
        categories: kinds,
        connection_kinds: categories(record, member, "connectionKinds"),
        facets: categories(record, member, "facets"),
        articles: articles(record, member),
        phases,
        connections: Vec::new(),
        steps: Vec::new(),
    }
}

/// Adds what refers to incidents by id: connections and steps.
pub(super) fn add_references(
    record: &mut Record,
    member: &Fields,
    story: &mut Story,
    incidents: &TextIndex,
) {
    let articles = story.articles.iter().map(|article| article.id.as_str());
    let articles = TextIndex::of(articles.collect());
    let phases = story.phases.iter().map(|phase| phase.id.as_str());
    let phases = TextIndex::of(phases.collect());
    let kinds = story.connection_kinds.iter().map(|kind| kind.id.as_str());
    let kinds = TextIndex::of(kinds.collect());
    let connections = connections(record, member, incidents, &articles, &kinds);
    let steps = steps(record, member, incidents, &phases);
    (story.connections, story.steps) = (connections, steps);
}

fn licence(record: &mut Record, member: &Fields) -> Option<Licence> {
    let licence = record.object(member, "licence")?;
    let name = record.string(&licence, "name")?;
    Some(Licence {
        name,
        url: record.link(&licence, "url"),
    })
}

/// Things with an id and a label.
fn categories(record: &mut Record, member: &Fields, name: &str) -> Vec<Category> {
    let mut categories = Vec::new();
    for object in record.objects(member, name) {
        match record.string(&object, "id") {
            Some(id) => categories.push(Category {
                id,
                label: record.text(&object, "label"),
            }),
            None => record.report(object.path, Fault::missing("type-id"), Effect::Skipped),
        }
    }
    categories
}

fn phases(record: &mut Record, member: &Fields) -> Vec<Phase> {
    let mut phases = Vec::new();
    for (index, object) in record.objects(member, "phases").into_iter().enumerate() {
        let Some(id) = record.string(&object, "id") else {
            record.report(object.path, Fault::missing("type-id"), Effect::Skipped);
            continue;
        };
        let rank = record.number(&object, "rank");
        phases.push(Phase {
            id,
            rank: rank.map_or(index as i64 + 1, |rank| rank as i64),
            label: record.text(&object, "label"),
            note: record.text(&object, "note"),
        });
    }
    phases
}

fn connections(
    record: &mut Record,
    member: &Fields,
    incidents: &TextIndex,
    articles: &TextIndex,
    kinds: &TextIndex,
) -> Vec<Connection> {
    let mut connections = Vec::new();
    for object in record.objects(member, "connections") {
        let (Some(from), Some(to)) = (
            end(record, &object, "from", incidents),
            end(record, &object, "to", incidents),
        ) else {
            continue;
        };
        connections.push(Connection {
            from,
            to,
            kind: record.reference(&object, "kind", kinds),
            label: record.text(&object, "label"),
            articles: record.references(&object, "articles", articles),
        });
    }
    connections
}

/// The incident at an end of a connection, without which there is no connection.
fn end(record: &mut Record, object: &Fields, name: &str, incidents: &TextIndex) -> Option<usize> {
    let id = record.string(object, name);
    let found = id.as_deref().and_then(|id| incidents.position_of(id));
    if found.is_none() {
        let fault = match id {
            Some(id) => Fault::of(Problem::UnknownReference, shortened(&id)),
            None => Fault::missing("type-id"),
        };
        record.report(object.path_of(name), fault, Effect::Skipped);
    }
    found
}

fn steps(
    record: &mut Record,
    member: &Fields,
    incidents: &TextIndex,
    phases: &TextIndex,
) -> Vec<Step> {
    let mut steps = Vec::new();
    for object in record.objects(member, "steps") {
        let show = record.object(&object, "show").map(|show| StepView {
            select: record.reference(&show, "select", incidents),
            fit: record.references(&show, "fit", incidents),
            phase: record.reference(&show, "phase", phases),
        });
        steps.push(Step {
            title: record.text(&object, "title"),
            text: record.text(&object, "text"),
            show: show.unwrap_or_default(),
        });
    }
    steps
}

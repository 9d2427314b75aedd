//! The `story` member: what it says before the incidents are known, and what refers to them.

use super::article::articles;
use super::fields::{Object, Record};
use super::issue::{Effect, Problem};
use crate::order::sorted_by_key;
use crate::story::{Category, Connection, Licence, Phase, Step, StepView, Story};

/// What the story says of itself, its sources, categories and phases. Phases are put in their reported order.
pub(super) fn story_from_member(record: &mut Record, member: &Object) -> Story {
    let phases = sorted_by_key(phases(record, member), |phase| phase.rank as f64);
    let legend = record.object(member, "legend").cloned().unwrap_or_default();
    Story {
        title: record.text(member, "title"),
        summary: record.text(member, "summary"),
        languages: record.strings(member, "languages"),
        translated: record.strings(member, "translated"),
        updated: record.string(member, "updated"),
        licence: licence(record, member),
        attribution: record.text(member, "attribution"),
        connection_meaning: record.text(&legend, "legend.connections"),
        categories: categories(record, member),
        articles: articles(record, member),
        phases,
        connections: Vec::new(),
        steps: Vec::new(),
    }
}

/// Adds what refers to incidents by id: connections and steps.
pub(super) fn add_references(
    record: &mut Record,
    member: &Object,
    story: &mut Story,
    incidents: &[String],
) {
    let articles: Vec<String> = story
        .articles
        .iter()
        .map(|article| article.id.clone())
        .collect();
    let phases: Vec<String> = story.phases.iter().map(|phase| phase.id.clone()).collect();
    story.connections = connections(record, member, incidents, &articles);
    story.steps = steps(record, member, incidents, &phases);
}

fn licence(record: &mut Record, member: &Object) -> Option<Licence> {
    let object = record.object(member, "licence")?;
    let name = record.string(object, "licence.name")?;
    Some(Licence {
        name,
        url: record.link(object, "licence.url"),
    })
}

fn categories(record: &mut Record, member: &Object) -> Vec<Category> {
    let mut categories = Vec::new();
    for (path, object) in record.objects(member, "categories") {
        match record.string(object, &format!("{path}.id")) {
            Some(id) => categories.push(Category {
                id,
                label: record.text(object, &format!("{path}.label")),
            }),
            None => record.report(path, Problem::Missing { expected: "id" }, Effect::Skipped),
        }
    }
    categories
}

fn phases(record: &mut Record, member: &Object) -> Vec<Phase> {
    let mut phases = Vec::new();
    for (index, (path, object)) in record.objects(member, "phases").into_iter().enumerate() {
        let Some(id) = record.string(object, &format!("{path}.id")) else {
            record.report(path, Problem::Missing { expected: "id" }, Effect::Skipped);
            continue;
        };
        let rank = record.number(object, &format!("{path}.rank"));
        phases.push(Phase {
            id,
            rank: rank.map_or(index as i64 + 1, |rank| rank as i64),
            label: record.text(object, &format!("{path}.label")),
            note: record.text(object, &format!("{path}.note")),
        });
    }
    phases
}

fn connections(
    record: &mut Record,
    member: &Object,
    incidents: &[String],
    articles: &[String],
) -> Vec<Connection> {
    let mut connections = Vec::new();
    for (path, object) in record.objects(member, "connections") {
        let mut end = |name: &str| record.reference(object, &format!("{path}.{name}"), incidents);
        let (Some(from), Some(to)) = (end("from"), end("to")) else {
            record.report(
                path,
                Problem::Missing {
                    expected: "from, to",
                },
                Effect::Skipped,
            );
            continue;
        };
        connections.push(Connection {
            from,
            to,
            label: record.text(object, &format!("{path}.label")),
            articles: record.references(object, &format!("{path}.articles"), articles),
        });
    }
    connections
}

fn steps(
    record: &mut Record,
    member: &Object,
    incidents: &[String],
    phases: &[String],
) -> Vec<Step> {
    let mut steps = Vec::new();
    for (path, object) in record.objects(member, "steps") {
        let show = record
            .object(object, &format!("{path}.show"))
            .cloned()
            .unwrap_or_default();
        steps.push(Step {
            title: record.text(object, &format!("{path}.title")),
            text: record.text(object, &format!("{path}.text")),
            show: StepView {
                select: record.reference(&show, &format!("{path}.show.select"), incidents),
                fit: record.references(&show, &format!("{path}.show.fit"), incidents),
                phase: record.reference(&show, &format!("{path}.show.phase"), phases),
            },
        });
    }
    steps
}

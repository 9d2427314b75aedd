//! The sources of a story.

use super::fields::{Object, Record};
use super::issue::{Effect, Problem};
use crate::story::Article;

/// The articles of the `story` member; one without an id or a publisher cannot be cited and is left out.
pub(super) fn articles(record: &mut Record, story: &Object) -> Vec<Article> {
    let mut articles = Vec::new();
    for (path, object) in record.objects(story, "articles") {
        let field = |name: &str| format!("{path}.{name}");
        let id = record.string(object, &field("id"));
        let publisher = record.string(object, &field("publisher"));
        let (Some(id), Some(publisher)) = (id, publisher) else {
            let problem = Problem::Missing {
                expected: "id, publisher",
            };
            record.report(path, problem, Effect::Skipped);
            continue;
        };
        articles.push(Article {
            id,
            publisher,
            title: record.text(object, &field("title")),
            url: record.link(object, &field("url")),
            language: record.string(object, &field("language")),
            published: record.when(object, &field("published")),
            attributed: record.text(object, &field("attributed")),
            disclaimer: record.text(object, &field("disclaimer")),
        });
    }
    articles
}

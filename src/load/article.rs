//! The sources of a story.

use super::fields::{Fault, Fields, Record};
use crate::report::Effect;
use crate::story::Article;

/// The articles of the `story` member; one without an id or a publisher cannot be cited and is left out.
pub(super) fn articles(record: &mut Record, story: &Fields) -> Vec<Article> {
    let mut articles = Vec::new();
    for object in record.objects(story, "articles") {
        let id = record.string(&object, "id");
        let publisher = record.string(&object, "publisher");
        let (Some(id), Some(publisher)) = (id, publisher) else {
            record.report(object.path, Fault::missing("type-article"), Effect::Skipped);
            continue;
        };
        articles.push(Article {
            id,
            publisher,
            title: record.text(&object, "title"),
            url: record.link(&object, "url"),
            language: record.string(&object, "language"),
            published: record.when(&object, "published"),
            attributed: record.text(&object, "attributed"),
            disclaimer: record.text(&object, "disclaimer"),
        });
    }
    articles
}

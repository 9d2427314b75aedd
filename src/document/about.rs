//! Sources, disclaimers and licences.

use super::card::article_link;
use super::{DocumentInput, Element};
use crate::story::Article;

/// The sources with their disclaimers, and under what terms data and basemap may be used.
pub fn about(input: &DocumentInput) -> Element {
    let story = &input.dataset.story;
    let mut footer = Element::new("footer").class("about");
    if !story.articles.is_empty() {
        let sources = story.articles.iter().map(|article| source(input, article));
        footer = footer
            .child(input.message("h2", "sources-label"))
            .child(Element::new("ul").class("sources").children(sources));
    }
    if let Some(licence) = &story.licence {
        let name = match &licence.url {
            Some(url) => outward_link(url, &licence.name),
            None => Element::new("span").text(licence.name.clone()),
        };
        footer = footer.child(
            input
                .message("p", "data-licence")
                .class("licence")
                .text(" ")
                .child(name),
        );
    }
    if !story.attribution.is_empty() {
        footer = footer.child(input.text("p", &story.attribution).class("licence"));
    }
    footer.child(credits(input))
}

fn source(input: &DocumentInput, article: &Article) -> Element {
    let mut line = Element::new("li").child(article_link(input, article));
    let date = match &article.published {
        Some(when) => input.locale.when(Some(when)),
        None => input.locale.text("source-undated"),
    };
    line = line.text(" ").child(Element::new("small").text(date));
    for text in [&article.attributed, &article.disclaimer] {
        if !text.is_empty() {
            line = line.child(input.text("p", text));
        }
    }
    line
}

/// "Map data: © OpenStreetMap contributors (ODbL 1.0) …"
fn credits(input: &DocumentInput) -> Element {
    let mut line = input.message("p", "basemap-licence").class("licence");
    for credit in &input.index.credits {
        line = line
            .text(" ")
            .child(outward_link(&credit.url, &credit.text));
        if !credit.licence.is_empty() {
            line = line.text(format!(" ({})", credit.licence));
        }
    }
    line
}

/// A link to another site; only the words when there is no address.
pub(super) fn outward_link(url: &str, words: &str) -> Element {
    if url.is_empty() {
        return Element::new("span").text(words);
    }
    Element::new("a")
        .attribute("href", url)
        .attribute("target", "_blank")
        .attribute("rel", "noopener external")
        .text(words)
}

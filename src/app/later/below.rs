//! What stands below the picture or after the cards: which records could not be shown, and what the story rests on.

use super::words::LATER;
use crate::app::parts::{content, story_content};
use crate::app::state::App;
use crate::document;
use crate::platform;

/// Keeps the list of issues and the foot of the page up to date.
pub fn keep_up(app: App) {
    content("issue-list", move || {
        let story = app.story.get()?;
        let list = app.with_document(|input| document::issues(input, &story.issues));
        list.filter(|_| !story.issues.is_empty())
            .map(|list| vec![list])
    });
    // In a frame a file of the reader's own could be taken for the article's.
    let offers_files = !platform::is_embedded();
    story_content(app, "page-foot", move |input| {
        let offers_files = offers_files && LATER.are_known(input.locale);
        let own_file = offers_files.then(|| document::own_file(input));
        [document::about(input)]
            .into_iter()
            .chain(own_file)
            .collect()
    });
}

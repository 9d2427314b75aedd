//! Title, summary, language and theme.

use super::parts::{effect, story_content};
use super::state::App;
use crate::document;
use crate::platform;

/// Keeps the head of the page up to date. Its text is the same tree as in the static story.
pub fn keep_up(app: App) {
    story_content(app, "page-tools", move |input| {
        document::page_tools(input, app.theme.get(), &platform::language_name)
    });
    effect(move || {
        let tag = app.locale.get().tag.clone();
        platform::show_choice("page-tools", &tag);
    });
    story_content(app, "page-title", move |input| {
        platform::set_title(&window_title(app, document::title(input)));
        vec![document::header(input)]
    });
}

/// The title of the window: it begins with the name of an open file.
fn window_title(app: App, title: String) -> String {
    match app.file.get() {
        Some(file) if file.name != title => format!("{}: {title}", file.name),
        _ => title,
    }
}

//! Title, summary, language and theme.

use leptos::html::Div;
use leptos::prelude::*;

use super::parts::{effect, story_content};
use super::state::App;
use crate::document;
use crate::platform;

/// The head of the page. Its text is the same tree as in the static story.
#[component]
pub fn Header(app: App) -> impl IntoView {
    let tools = NodeRef::<Div>::new();
    let text = NodeRef::<Div>::new();
    story_content(app, tools, move |input| {
        document::page_tools(input, app.theme.get(), &platform::language_name)
    });
    effect(move || {
        let tag = app.locale.get().tag.clone();
        if let Some(tools) = tools.get() {
            platform::show_choice(&tools, &tag);
        }
    });
    story_content(app, text, |input| {
        platform::set_title(&document::title(input));
        vec![document::header(input)]
    });
    view! {
        <div class="page-head">
            <div class="page-tools" node_ref=tools></div>
            <div node_ref=text></div>
        </div>
    }
}

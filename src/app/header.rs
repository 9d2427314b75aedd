//! Title, summary, language and theme.

use leptos::prelude::*;

use super::parts::{block, click, effect, words};
use super::state::App;
use crate::document;
use crate::platform;
use crate::scene::Theme;
use crate::view::Intent;

/// The head of the page. Its text is the same tree as in the static story.
#[component]
pub fn Header(app: App) -> impl IntoView {
    let text = NodeRef::<leptos::html::Div>::new();
    effect(move || {
        let Some(element) = text.get() else { return };
        let tree = app.with_document(|input| (document::header(input), document::title(input)));
        if let Some((header, title)) = tree {
            platform::fill(&element, &[header]);
            platform::set_title(&title);
        }
    });
    view! {
        <div class="page-head">
            <div class="page-tools">
                <LanguageSwitch app/>
                <ThemeSwitch app/>
            </div>
            <div node_ref=text></div>
        </div>
    }
}

#[component]
fn LanguageSwitch(app: App) -> impl IntoView {
    let choose = move |tag: String| app.dispatch(Intent::SetLanguage(tag));
    block(move || {
        let Some(story) = app.story.get() else {
            return ().into_any();
        };
        let languages = &story.dataset.story.languages;
        if languages.len() < 2 {
            return ().into_any();
        }
        let current = app.locale.with(|locale| locale.tag.clone());
        let options: Vec<AnyView> = languages
            .iter()
            .map(|tag| {
                let selected = *tag == current;
                let name = platform::language_name(tag);
                view! { <option value=tag.clone() lang=tag.clone() selected=selected>{name}</option> }
                    .into_any()
            })
            .collect();
        view! {
            <label class="language-switch">
                <span class="visually-hidden">{app.text("language")}</span>
                <select on:change:target=move |event| choose(event.target().value())>
                    {options}
                </select>
            </label>
        }
        .into_any()
    })
}

#[component]
fn ThemeSwitch(app: App) -> impl IntoView {
    let label = words(move || match app.theme.get().other() {
        Theme::Dark => app.text("theme-dark"),
        Theme::Light => app.text("theme-light"),
    });
    let switch = click(move || app.dispatch(Intent::SetTheme(app.theme.get_untracked().other())));
    view! { <button type="button" class="theme-switch" on:click=switch>{label}</button> }
}

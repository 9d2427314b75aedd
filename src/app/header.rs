//! Title, summary, language and theme.

use leptos::prelude::*;

use super::state::App;
use crate::document;
use crate::platform;
use crate::view::Intent;

/// The head of the page. Its text is the same tree as in the static story.
#[component]
pub fn Header(app: App) -> impl IntoView {
    let text = NodeRef::<leptos::html::Div>::new();
    Effect::new(move |_| {
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
    let languages = move || {
        let story = app.story.get();
        story
            .map(|story| story.dataset.story.languages.clone())
            .unwrap_or_default()
    };
    let current = move || app.locale.with(|locale| locale.tag.clone());
    let choose = move |tag: String| app.dispatch(Intent::SetLanguage(tag));
    let options = move || {
        languages().into_iter().map(|tag| {
            let name = platform::language_name(&tag);
            let selected = { let tag = tag.clone(); move || current() == tag };
            view! { <option value=tag.clone() lang=tag.clone() prop:selected=selected>{name}</option> }
        }).collect_view()
    };
    view! {
        <label class="language-switch" hidden=move || languages().len() < 2>
            <span class="visually-hidden">{move || app.text("language")}</span>
            <select on:change:target=move |event| choose(event.target().value())>{options}</select>
        </label>
    }
}

#[component]
fn ThemeSwitch(app: App) -> impl IntoView {
    let other = move || app.theme.get().other();
    let label = move || match other() {
        crate::scene::Theme::Dark => app.text("theme-dark"),
        crate::scene::Theme::Light => app.text("theme-light"),
    };
    view! {
        <button type="button" class="theme-switch" on:click=move |_| app.dispatch(Intent::SetTheme(other()))>
            {label}
        </button>
    }
}

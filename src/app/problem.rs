//! What went wrong, where the reader sees it, with what to do.

use leptos::html::Div;
use leptos::prelude::*;

use super::parts::content;
use super::state::{self, App};
use crate::document::{self, load_error_text};
use crate::locale::Locale;
use crate::platform::FetchError;

/// Why there is no map, with a retry. The static story below stays.
#[component]
pub fn Problem(app: App) -> impl IntoView {
    let part = NodeRef::<Div>::new();
    content(part, move || {
        let Some(problem) = app.problem.get() else {
            return Vec::new();
        };
        let locale = app.locale.get();
        let why = problem_text(&locale, &problem);
        vec![document::problem(&locale, why)]
    });
    view! { <div node_ref=part></div> }
}

fn problem_text(locale: &Locale, problem: &state::Problem) -> String {
    match problem {
        state::Problem::Load(error) => load_error_text(locale, error),
        state::Problem::Fetch { address, error } => match error {
            FetchError::Missing => locale.fill("error-missing", &[("address", address)]),
            FetchError::Unreachable => locale.fill("error-unreachable", &[("address", address)]),
            FetchError::CutShort => locale.text("error-cut-short"),
            FetchError::Server(status) => {
                locale.fill("error-server", &[("status", &status.to_string())])
            }
        },
    }
}

/// What is missing although the story is there, and the records that could not be shown.
#[component]
pub fn Notices(app: App) -> impl IntoView {
    let missing = NodeRef::<Div>::new();
    let issues = NodeRef::<Div>::new();
    content(missing, move || {
        let keys = app.notices.get();
        if keys.is_empty() {
            return Vec::new();
        }
        let can_retry = keys.iter().any(|key| *key != "notice-fragment");
        vec![document::missing_parts(&app.locale.get(), &keys, can_retry)]
    });
    content(issues, move || {
        let story = app.story.get().filter(|story| !story.issues.is_empty());
        let list = story
            .and_then(|story| app.with_document(|input| document::issues(input, &story.issues)));
        list.into_iter().collect()
    });
    view! {
        <div node_ref=missing></div>
        <div node_ref=issues></div>
    }
}

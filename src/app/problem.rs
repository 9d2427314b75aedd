//! What went wrong, where the reader sees it, with what to do.

use leptos::prelude::*;

use super::boot;
use super::state::{self, App};
use crate::document::load_error_text;
use crate::locale::Locale;
use crate::platform::FetchError;

/// Why there is no map, with a retry. The static story below stays.
#[component]
pub fn Problem(app: App) -> impl IntoView {
    let retry = move |_| boot::load(app);
    move || {
        let problem = app.problem.get()?;
        let locale = app.locale.get();
        let words = problem_text(&locale, &problem);
        Some(view! {
            <section class="problem" role="alert">
                <h2>{locale.text("problem-title")}</h2>
                <p>{words}</p>
                <p>{locale.text("problem-static-note")}</p>
                <button type="button" on:click=retry>{locale.text("retry")}</button>
            </section>
        })
    }
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
    let retry = move |_| boot::load(app);
    let notices = move || {
        let locale = app.locale.get();
        let keys = app.notices.get();
        let can_retry = keys.iter().any(|key| *key != "notice-fragment");
        (!keys.is_empty()).then(|| {
            view! {
                <div class="notice" role="status">
                    {keys.into_iter().map(|key| view! { <p>{locale.text(key)}</p> }).collect_view()}
                    {can_retry.then(|| view! {
                        <button type="button" on:click=retry>{locale.text("retry")}</button>
                    })}
                </div>
            }
        })
    };
    view! {
        {notices}
        <Issues app/>
    }
}

/// The records that could not be shown, counted and listed.
#[component]
fn Issues(app: App) -> impl IntoView {
    move || {
        let story = app.story.get()?;
        let locale = app.locale.get();
        if story.issues.is_empty() {
            return None;
        }
        let lines = crate::document::issue_lines(&locale, &story.issues);
        let title = crate::document::issues_title(&locale, &story.issues);
        Some(view! {
            <details class="notice issues">
                <summary>{title}</summary>
                <ul>{lines.into_iter().map(|line| view! { <li>{line}</li> }).collect_view()}</ul>
            </details>
        })
    }
}

//! What went wrong, where the reader sees it, with what to do.

use leptos::prelude::*;

use super::boot;
use super::parts::{block, click};
use super::state::{self, App};
use crate::document::{self, load_error_text};
use crate::locale::Locale;
use crate::platform::FetchError;

/// Why there is no map, with a retry. The static story below stays.
#[component]
pub fn Problem(app: App) -> impl IntoView {
    block(move || {
        let Some(problem) = app.problem.get() else {
            return ().into_any();
        };
        let locale = app.locale.get();
        view! {
            <section class="problem" role="alert">
                <h2>{locale.text("problem-title")}</h2>
                <p>{problem_text(&locale, &problem)}</p>
                <p>{locale.text("problem-static-note")}</p>
                <button type="button" on:click=click(move || boot::load(app))>
                    {locale.text("retry")}
                </button>
            </section>
        }
        .into_any()
    })
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
    view! {
        {block(move || missing_parts(app))}
        {block(move || issues(app))}
    }
}

fn missing_parts(app: App) -> AnyView {
    let locale = app.locale.get();
    let keys = app.notices.get();
    if keys.is_empty() {
        return ().into_any();
    }
    let can_retry = keys.iter().any(|key| *key != "notice-fragment");
    let lines: Vec<AnyView> = keys
        .iter()
        .map(|key| view! { <p>{locale.text(key)}</p> }.into_any())
        .collect();
    let retry = match can_retry {
        true => view! {
            <button type="button" on:click=click(move || boot::load(app))>
                {locale.text("retry")}
            </button>
        }
        .into_any(),
        false => ().into_any(),
    };
    view! { <div class="notice" role="status">{lines}{retry}</div> }.into_any()
}

/// The records that could not be shown, counted and listed.
fn issues(app: App) -> AnyView {
    let Some(story) = app.story.get().filter(|story| !story.issues.is_empty()) else {
        return ().into_any();
    };
    let locale = app.locale.get();
    let lines: Vec<AnyView> = document::issue_lines(&locale, &story.issues)
        .into_iter()
        .map(|line| view! { <li>{line}</li> }.into_any())
        .collect();
    let title = document::issues_title(&locale, &story.issues);
    view! {
        <details class="notice issues">
            <summary>{title}</summary>
            <ul>{lines}</ul>
        </details>
    }
    .into_any()
}

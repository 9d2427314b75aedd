//! What went wrong, where the reader sees it, with what to do.

use super::parts::content;
use super::state::{self, App};
use crate::document::{self, load_error_text};
use crate::locale::Locale;
use crate::platform::FetchError;

/// Says why there is no map, with a retry. The static story below stays.
pub fn keep_up(app: App) {
    content("app-problem", move || {
        let problem = app.problem.get()?;
        let locale = app.locale.get();
        let why = problem_text(&locale, &problem);
        Some(vec![document::problem(&locale, why)])
    });
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

/// Says what is missing although the story is there.
pub fn keep_notices_up(app: App) {
    content("missing-parts", move || {
        let keys = app.notices.get();
        let can_retry = keys.iter().any(|key| *key != "notice-fragment");
        let locale = app.locale.get();
        (!keys.is_empty()).then(|| vec![document::missing_parts(&locale, &keys, can_retry)])
    });
}

//! What of a story goes into a site: what it names, no finer than it says, without what is withdrawn; and what is said of
//! the rest.

use std::path::Path;

use super::CliError;
use super::answers::file_name;
use super::check;
use crate::import::publish::{Published, publish};
use crate::report::{Problem, Report};

/// The most names of what is left out that are told.
const MOST_NAMED: usize = 8;

/// What is published of a story in the profile. Says on standard error what is not, and what had better not be; `report` is
/// what has been said of the file.
///
/// # Errors
/// [`CliError::Unusable`] when nothing is left.
pub(super) fn published(
    story: &[u8],
    path: &Path,
    keeps_properties: bool,
    report: &Report,
) -> Result<Vec<u8>, CliError> {
    let unusable = || CliError::Unusable {
        path: path.to_owned(),
    };
    let published = publish(story, keeps_properties).map_err(|_| unusable())?;
    let name = file_name(path);
    eprint!("{}", words(&name, &published));
    let is_told = |column: &str| {
        let mut issues = report.issues.iter();
        issues.any(|issue| issue.problem == Problem::PersonalData && issue.field == column)
    };
    let untold = published.personal.iter();
    let untold = untold.filter(|(column, _)| !is_told(column));
    let issues = untold.map(|(column, personal)| personal.issue_of(column));
    let more = Report {
        name,
        issues: issues.collect(),
        ..Report::default()
    };
    check::say_issues(path, &more, story)?;
    Ok(published.geojson)
}

/// What is not published, in a line for each reason.
fn words(name: &str, published: &Published) -> String {
    let mut words = String::new();
    if published.withdrawn > 0 {
        let records = match published.withdrawn {
            1 => "1 withdrawn record".to_owned(),
            count => format!("{count} withdrawn records"),
        };
        words += &format!("{name}: left out: {records}, and what only such records used\n");
    }
    let named = published.left_out.get(..MOST_NAMED);
    let named = named.unwrap_or(&published.left_out).join(", ");
    let more = if published.left_out.len() > MOST_NAMED {
        " …"
    } else {
        ""
    };
    let columns = match published.left_out.len() {
        0 => return words,
        1 => "1 column that the story does not name".to_owned(),
        count => format!("{count} columns that the story does not name"),
    };
    words
        + &format!(
            "{name}: left out: {columns} ({named}{more}); --keep-properties publishes them\n"
        )
}

//! Files in the profile: what the page's own reader finds wrong, and what it does not look for.

use super::options::Options;
use crate::load::story_from_geojson;
use crate::report::{Issue, Problem, Report};

/// Adds to a report what is wrong with a file in the profile, by its text as it was written again.
pub(super) fn add_issues(
    geojson: &[u8],
    positions: &[(usize, usize)],
    _options: &Options,
    report: &mut Report,
) {
    let Ok(loaded) = story_from_geojson(geojson) else {
        return;
    };
    let is_new =
        |issue: &Issue| !issue.field.starts_with("geometry") && issue.problem != Problem::NoPlace;
    for mut issue in loaded.issues.into_iter().filter(is_new) {
        let at = issue.record.and_then(|record| positions.get(record - 1));
        issue.line = at.map(|(_, line)| *line);
        issue.record = at.map(|(position, _)| *position).or(issue.record);
        report.issues.push(issue);
    }
}

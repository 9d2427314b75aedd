//! Which records the map of a site has no place for: that depends on the basemap, which depends on all records.

use super::basemap::StoryBasemap;
use super::shell::Shell;
use crate::load::story_from_geojson;
use crate::report::{Effect, Issue, Problem, Report};

/// Counts the records without a place as the page will, and adds an issue for each region or country that its basemap
/// has no area for. `story` is what was read from the file; where that cannot be shown, nothing is added.
pub(super) fn add_unplaced(report: &mut Report, story: &[u8], shell: &Shell) {
    let Ok(loaded) = story_from_geojson(story) else {
        return;
    };
    let dataset = &loaded.dataset;
    let Ok(basemap) = StoryBasemap::of(shell.files(), super::INDEX, dataset) else {
        return;
    };
    let unplaced = dataset.unplaced(&basemap.index, &|_| true);
    report.unplaced = unplaced.len();
    for position in unplaced {
        let incident = dataset.incident(position);
        let Some((incident, code)) = incident.and_then(|it| Some((it, it.area_code()?))) else {
            continue;
        };
        let mut known = report.issues.iter_mut();
        let known = known.find(|issue| {
            issue.value == code && matches!(issue.problem, Problem::NoArea | Problem::UnknownRegion)
        });
        match known {
            // That the code is none is why there is no area.
            Some(issue) if issue.problem == Problem::UnknownRegion => {
                issue.effect = Effect::Unplaced;
            }
            Some(issue) => issue.count += 1,
            None => report.issues.push(Issue {
                // Where records are left out, the others have moved up.
                record: (report.records == report.shown).then_some(position + 1),
                id: Some(incident.id.clone()),
                field: "place.region".to_owned(),
                value: code.to_owned(),
                ..Issue::of_file(Problem::NoArea, Effect::Unplaced)
            }),
        }
    }
}

//! The order of the cards, and whether these are only of what the map shows.

use std::cmp::Ordering;

use super::{FINDING, Finding, Records};
use crate::app::state::App;
use crate::geo::Viewport;
use crate::order::ascending_by;
use crate::platform;
use crate::query::search::folded;
use crate::query::{Filter, Overview};
use crate::story::Incident;
use crate::time::Moment;
use crate::view::{Exploring, SortOrder};

/// The positions of the first cards of a story that the page has all of, where they are in another order than that of the
/// story, or only of what the map shows; tracked.
pub(in crate::app::later) fn first_listed(app: App, most: usize) -> Option<Vec<usize>> {
    let finding = FINDING.get()?;
    let exploring = finding.exploring();
    if exploring.sort == SortOrder::Story && !exploring.is_list_of_map {
        return None;
    }
    let (story, overview) = (app.story.get()?, app.overview.get());
    let seen = finding.seen(&exploring);
    let incidents = &story.dataset.incidents;
    let is_listed = |at: &usize| overview.is_shown(*at) && is_seen(seen.as_deref(), *at);
    let listed: Vec<usize> = (0..incidents.len()).filter(is_listed).collect();
    let locale = app.locale.get();
    let incident = |at: usize| listed.get(at).and_then(|at| incidents.get(*at));
    let texts: Vec<String> = match exploring.sort {
        SortOrder::Place | SortOrder::Title => (0..listed.len())
            .filter_map(incident)
            .map(|incident| {
                let text = match exploring.sort {
                    SortOrder::Place => &incident.place.name,
                    _ => &incident.title,
                };
                folded(&platform::decomposed(locale.pick(text)))
            })
            .collect(),
        _ => Vec::new(),
    };
    let order = ascending_by(listed.len(), &|a, b| {
        let days = (incident(a).and_then(date_of), incident(b).and_then(date_of));
        match exploring.sort {
            SortOrder::Story => Ordering::Equal,
            SortOrder::Oldest => known_first(days, |a, b| a.cmp(&b)),
            SortOrder::Newest => known_first(days, |a, b| b.cmp(&a)),
            // What has no name comes last.
            SortOrder::Place | SortOrder::Title => {
                let text = |at: usize| texts.get(at).filter(|text| !text.is_empty());
                known_first((text(a), text(b)), |a, b| a.cmp(b))
            }
        }
    });
    let positions = order.iter().take(most).filter_map(|at| listed.get(*at));
    Some(positions.copied().collect())
}

fn date_of(incident: &Incident) -> Option<Moment> {
    let span = incident.when.as_ref()?.moments()?;
    span.from.or(span.to)
}

/// What is not known comes last.
fn known_first<T>(both: (Option<T>, Option<T>), compare: impl Fn(T, T) -> Ordering) -> Ordering {
    match both {
        (Some(a), Some(b)) => compare(a, b),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => Ordering::Equal,
    }
}

/// How many are listed, where these are only what the map shows; tracked.
pub(in crate::app::later) fn number_listed(app: App) -> Option<usize> {
    let finding = FINDING.get()?;
    let exploring = finding.exploring();
    let seen = finding.seen(&exploring)?;
    if let Records::File(file) = Records::of(app)? {
        return file.in_view(&finding.still.get()?);
    }
    let overview = app.overview.get();
    let seen = (0..seen.len()).filter(|at| is_seen(Some(&seen), *at));
    Some(seen.filter(|at| overview.is_shown(*at)).count())
}

/// What is counted of the story beside the map, where that is only what the map shows; a large file counts by itself. Tracked.
pub(in crate::app::later) fn counted(app: App, filter: &Filter) -> Option<Overview> {
    let finding = FINDING.get()?;
    if matches!(Records::of(app)?, Records::File(_)) {
        return None;
    }
    let seen = finding.seen(&finding.exploring())?;
    let story = app.story.get()?;
    let chosen = (0..story.dataset.incidents.len())
        .map(|at| filter.is_chosen(at) && is_seen(Some(&seen), at));
    let filter = filter
        .clone()
        .choosing(Some(chosen.collect::<Vec<bool>>().into()));
    Some(app.whole.get().under(&story.dataset, &filter))
}

/// Whether the latest records are listed first; tracked.
pub(in crate::app::later) fn is_newest_first() -> bool {
    FINDING
        .get()
        .is_some_and(|finding| finding.exploring().sort == SortOrder::Newest)
}

/// The view of the map of which only is listed what lies in it; tracked.
pub(in crate::app::later) fn view_of_list() -> Option<Viewport> {
    let finding = FINDING.get()?;
    let is_of_map = finding.exploring().is_list_of_map;
    finding.still.get().filter(|_| is_of_map)
}

/// Lets only what is listed be kept, where that is only what the map shows; tracked.
pub(super) fn keep_listed(
    finding: Finding,
    records: &Records,
    exploring: &Exploring,
    kept: &mut [u8],
) {
    if let (Records::File(file), true, Some(view)) =
        (records, exploring.is_list_of_map, finding.still.get())
    {
        file.keep_in_view(&view, kept);
    } else if let Some(seen) = finding.seen(exploring) {
        for (at, kept) in kept.iter_mut().enumerate() {
            *kept &= u8::from(is_seen(Some(&seen), at));
        }
    }
}

fn is_seen(seen: Option<&[bool]>, at: usize) -> bool {
    seen.is_none_or(|seen| seen.get(at).copied().unwrap_or(false))
}

impl Finding {
    /// Whether the map shows each incident, where only those are listed; tracked.
    fn seen(self, exploring: &Exploring) -> Option<Vec<bool>> {
        let view: Viewport = self.still.get().filter(|_| exploring.is_list_of_map)?;
        let (story, incidents) = (self.app.story.get()?, self.app.incidents.get()?);
        let (basemap, count) = (self.app.basemap.get(), story.dataset.incidents.len());
        Some(incidents.within(&view.plane_bounds(), basemap.as_deref(), count))
    }
}

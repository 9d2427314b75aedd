//! What the reader has chosen, how it changes, and how an address carries it.
//!
//! The only way to change it is an [`Intent`], whatever it came from: a pointer, a key, a card, the timeline, a
//! message or the address. Pure functions; the web app stores the results.

mod exploring;
mod fragment;
mod host;
mod map_view;
#[cfg(test)]
mod tests;

pub use exploring::{Exploring, MapPlace, Only, SortOrder};
pub use fragment::{Fragment, ParsedFragment, percent_decoded, percent_encoded};
pub use host::{FrameFit, HostCommand, HostValue};
pub use map_view::{MapHome, MapMove};

use std::sync::Arc;

use crate::query::{Dataset, Filter};
use crate::scene::Theme;
use crate::story::Kind;
use crate::time::MomentSpan;

/// What the reader has chosen, beside where the map stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ViewState {
    /// Position of the selected incident.
    pub selection: Option<usize>,
    /// BCP 47 tag, when the reader chose one.
    pub language: Option<String>,
    /// The theme, when the reader chose one.
    pub theme: Option<Theme>,
    /// Which incidents the reader wants to see; the selected one is always among them.
    pub filter: Filter,
    /// Positions of the incidents whose cards are listed, when the reader asked for those of one place. No address
    /// carries it.
    pub listed: Option<Arc<Vec<usize>>>,
    /// How many times the reader asked for more cards. No address carries it.
    pub more_cards: usize,
}

/// Something a reader wants.
#[derive(Clone, Debug, PartialEq)]
pub enum Intent {
    /// Select the incident at a position, or nothing.
    Select(Option<usize>),
    /// List these incidents only, by their positions, and select the first.
    List(Vec<usize>),
    /// List all incidents again.
    ListAll,
    /// See more cards than now.
    MoreCards,
    /// Hide the incidents of a kind, or show them again.
    ToggleKind(Kind),
    /// Show the incidents of one kind and no other; where it is so already, all again.
    OnlyKind(Kind),
    /// Show all incidents.
    ShowAll,
    /// Hide the incidents of all kinds.
    HideAllKinds,
    /// Show what may lie in a window of time, or in all of it.
    SetWindow(Option<MomentSpan>),
    /// Show only these incidents, by their positions, or all that nothing else hides.
    Choose(Option<Arc<Vec<bool>>>),
    /// Select the next or the previous of the incidents that are shown, round and round.
    SelectBeside(Direction),
    /// Read in another language, by its BCP 47 tag.
    SetLanguage(String),
    /// Change between light and dark.
    SetTheme(Theme),
    /// Go to what an address says.
    Restore(Fragment),
}

/// Forwards or backwards in a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// To the next one.
    Next,
    /// To the one before.
    Previous,
}

/// The state after an intent. An intent that makes no sense for the data changes nothing.
pub fn apply(state: &ViewState, intent: &Intent, dataset: &Dataset) -> ViewState {
    let mut next = state.clone();
    match intent {
        Intent::Select(selection) => {
            next.selection = selection.filter(|at| dataset.incident(*at).is_some());
            // Whatever is elsewhere, or nothing, is seen among all.
            let is_listed = |listed: &Arc<Vec<usize>>| {
                next.selection
                    .is_some_and(|selected| listed.contains(&selected))
            };
            next.listed = next.listed.filter(is_listed);
        }
        Intent::List(positions) => {
            let is_there = |at: &usize| dataset.incident(*at).is_some();
            let listed: Vec<usize> = positions.iter().copied().filter(is_there).collect();
            next.selection = listed.first().copied().or(state.selection);
            next.listed = Some(Arc::new(listed)).filter(|listed| !listed.is_empty());
            next.more_cards = 0;
        }
        Intent::ListAll => {
            next.listed = None;
            next.more_cards = 0;
        }
        Intent::MoreCards => next.more_cards += 1,
        Intent::SelectBeside(direction) => {
            next.selection = beside(state, *direction, dataset);
        }
        Intent::ToggleKind(kind) => {
            let mut filter = state.filter.clone();
            filter.set_hidden(*kind, filter.shows(*kind));
            set_filter(&mut next, dataset, filter);
        }
        Intent::OnlyKind(kind) => {
            let mut only = dataset.hiding_all(&state.filter);
            only.set_hidden(*kind, false);
            let is_so = only == state.filter;
            let all = state.filter.clone().hiding_none();
            set_filter(&mut next, dataset, if is_so { all } else { only });
        }
        Intent::ShowAll => next.filter = Filter::default(),
        Intent::HideAllKinds => {
            set_filter(&mut next, dataset, dataset.hiding_all(&state.filter));
        }
        Intent::SetWindow(window) => {
            set_filter(&mut next, dataset, state.filter.clone().in_window(*window));
        }
        Intent::Choose(chosen) => {
            let filter = state.filter.clone().choosing(chosen.clone());
            set_filter(&mut next, dataset, filter);
        }
        Intent::SetLanguage(tag) => {
            if dataset.story.languages.contains(tag) {
                next.language = Some(tag.clone());
            }
        }
        Intent::SetTheme(theme) => next.theme = Some(*theme),
        Intent::Restore(fragment) => {
            let language = fragment.language.clone();
            next.selection = fragment
                .selection
                .as_deref()
                .and_then(|id| dataset.position_of(id));
            next.language = language.filter(|tag| dataset.story.languages.contains(tag));
            next.theme = fragment.theme;
            next.filter = next.filter.hiding_none().in_window(fragment.window);
            for id in &fragment.hidden {
                if let Some(kind) = dataset.kind_with_id(id) {
                    next.filter.set_hidden(kind, true);
                }
            }
            next.listed = None;
        }
    }
    // Whoever selects an incident, by a link or an address, wants to see it.
    let selected = next
        .selection
        .and_then(|at| Some((at, dataset.incident(at)?)));
    if let Some((at, selected)) = selected.filter(|(at, it)| !next.filter.keeps(*at, it)) {
        next.filter.set_hidden(selected.kind, false);
        if !next.filter.is_chosen(at) {
            next.filter = next.filter.choosing(None);
        }
        if !next.filter.may_hold(selected) {
            next.filter = next.filter.in_window(None);
        }
    }
    next
}

/// Sets the filter; what it hides is no longer selected, nor listed by itself.
fn set_filter(state: &mut ViewState, dataset: &Dataset, filter: Filter) {
    let is_kept = |at: &usize| {
        dataset
            .incident(*at)
            .is_some_and(|it| filter.keeps(*at, it))
    };
    state.selection = state.selection.filter(is_kept);
    let listed = state.listed.take();
    state.listed = listed.filter(|listed| listed.iter().any(is_kept));
    state.filter = filter;
}

fn beside(state: &ViewState, direction: Direction, dataset: &Dataset) -> Option<usize> {
    let count = dataset.incidents.len();
    let mut at = state.selection;
    for _ in 0..count {
        let next = match (at, direction) {
            (None, Direction::Next) => 0,
            (None, Direction::Previous) => count - 1,
            (Some(at), Direction::Next) => (at + 1) % count,
            (Some(at), Direction::Previous) => (at + count - 1) % count,
        };
        if dataset
            .incident(next)
            .is_some_and(|it| state.filter.keeps(next, it))
        {
            return Some(next);
        }
        at = Some(next);
    }
    None
}

impl ViewState {
    /// What an address says of this state, beside how the story is explored.
    pub fn to_fragment(&self, dataset: &Dataset) -> Fragment {
        let selected = self.selection.and_then(|at| dataset.incident(at));
        let hidden = dataset.kinds().filter(|kind| !self.filter.shows(*kind));
        Fragment {
            selection: selected.map(|incident| incident.id.clone()),
            language: self.language.clone(),
            theme: self.theme,
            exploring: String::new(),
            window: self.filter.window(),
            hidden: hidden
                .map(|kind| dataset.kind_id(kind).to_owned())
                .collect(),
        }
    }
}

//! What the reader has chosen, how it changes, and how an address carries it.
//!
//! The only way to change it is an [`Intent`], whatever it came from: a pointer, a key, a card, the timeline, a
//! message or the address. Pure functions; the web app stores the results.

mod fragment;
mod map_view;

pub use fragment::{Fragment, ParsedFragment, percent_decoded};
pub use map_view::{MapHome, MapMove};

use std::sync::Arc;

use crate::query::{Dataset, Filter};
use crate::scene::Theme;
use crate::story::Kind;
use crate::time::DaySpan;

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
    SetWindow(Option<DaySpan>),
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
            let window = state.filter.window();
            let mut only = dataset.hiding_all().in_window(window);
            only.set_hidden(*kind, false);
            let is_so = only == state.filter;
            set_filter(
                &mut next,
                dataset,
                if is_so {
                    Filter::default().in_window(window)
                } else {
                    only
                },
            );
        }
        Intent::ShowAll => next.filter = Filter::default(),
        Intent::HideAllKinds => {
            let window = state.filter.window();
            set_filter(&mut next, dataset, dataset.hiding_all().in_window(window));
        }
        Intent::SetWindow(window) => {
            set_filter(&mut next, dataset, state.filter.clone().in_window(*window));
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
            next.filter = Filter::default().in_window(fragment.window);
            for id in &fragment.hidden {
                if let Some(kind) = dataset.kind_with_id(id) {
                    next.filter.set_hidden(kind, true);
                }
            }
            next.listed = None;
        }
    }
    // Whoever selects an incident, by a link or an address, wants to see it.
    let selected = next.selection.and_then(|at| dataset.incident(at));
    if let Some(selected) = selected.filter(|selected| !next.filter.keeps(selected)) {
        next.filter.set_hidden(selected.kind, false);
        if !next.filter.keeps(selected) {
            next.filter = next.filter.in_window(None);
        }
    }
    next
}

/// Sets the filter; what it hides is no longer selected, nor listed by itself.
fn set_filter(state: &mut ViewState, dataset: &Dataset, filter: Filter) {
    let is_kept = |at: &usize| dataset.incident(*at).is_some_and(|it| filter.keeps(it));
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
            .is_some_and(|it| state.filter.keeps(it))
        {
            return Some(next);
        }
        at = Some(next);
    }
    None
}

impl ViewState {
    /// What an address says of this state.
    pub fn to_fragment(&self, dataset: &Dataset) -> Fragment {
        let selected = self.selection.and_then(|at| dataset.incident(at));
        let hidden = dataset.kinds().filter(|kind| !self.filter.shows(*kind));
        Fragment {
            selection: selected.map(|incident| incident.id.clone()),
            language: self.language.clone(),
            theme: self.theme,
            window: self.filter.window(),
            hidden: hidden
                .map(|kind| dataset.kind_id(kind).to_owned())
                .collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::story_from_geojson;
    use crate::time::Day;

    fn dataset() -> Dataset {
        let feature = |id: &str, kind: &str| {
            format!(
                r#"{{"type":"Feature","id":"{id}","geometry":null,"properties":{{"title":"{id}","kind":"{kind}"}}}}"#
            )
        };
        let text = format!(
            r#"{{"type":"FeatureCollection","story":{{"languages":["en","kk"],"categories":[{{"id":"road closure"}}]}},
            "features":[{},{}]}}"#,
            feature("a", "operation"),
            feature("b", "road closure"),
        );
        story_from_geojson(text.as_bytes()).unwrap().dataset
    }

    #[test]
    fn what_is_outside_of_the_window_is_hidden_until_it_is_selected() {
        let feature = |id: &str, when: &str| {
            format!(
                r#"{{"type":"Feature","id":"{id}","geometry":null,"properties":{{"title":"{id}"{when}}}}}"#
            )
        };
        let text = format!(
            r#"{{"type":"FeatureCollection","features":[{},{},{}]}}"#,
            feature("may", r#","when":"2023-05""#),
            feature("july", r#","when":"2023-07-20""#),
            feature("undated", ""),
        );
        let dataset = story_from_geojson(text.as_bytes()).unwrap().dataset;
        let shown = |state: &ViewState| -> Vec<&str> {
            let incidents = dataset.incidents.iter();
            let kept = incidents.filter(|incident| state.filter.keeps(incident));
            kept.map(|incident| incident.id.as_str()).collect()
        };
        let window = |text: &str| {
            let fragment = Fragment::parse(&format!("when={text}")).fragment;
            apply(&ViewState::default(), &Intent::Restore(fragment), &dataset)
        };
        assert_eq!(shown(&ViewState::default()), ["may", "july", "undated"]);
        // What may lie in it is in it.
        let state = window("2023-05-31/2023-07-19");
        assert_eq!(shown(&state), ["may"]);
        assert_eq!(shown(&window("2023-07-20/..")), ["july"]);
        let selected = apply(&state, &Intent::Select(Some(2)), &dataset);
        assert_eq!(shown(&selected), ["may", "july", "undated"]);
        // Kinds are chosen within the window.
        let only = apply(&state, &Intent::OnlyKind(Kind::Operation), &dataset);
        assert_eq!(only.filter.window(), state.filter.window());
        let all = apply(&state, &Intent::ShowAll, &dataset);
        assert_eq!(all, ViewState::default());
    }

    #[test]
    fn an_intent_that_makes_no_sense_changes_nothing() {
        let dataset = dataset();
        let state = ViewState {
            selection: Some(1),
            ..ViewState::default()
        };
        let after = |intent| apply(&state, &intent, &dataset);
        assert_eq!(after(Intent::Select(Some(7))).selection, None);
        assert_eq!(after(Intent::SetLanguage("fr".into())), state);
        assert_eq!(
            after(Intent::SelectBeside(Direction::Next)).selection,
            Some(0)
        );
        assert_eq!(
            after(Intent::SetLanguage("kk".into())).language.as_deref(),
            Some("kk")
        );
    }

    #[test]
    fn an_address_brings_back_the_state_it_was_made_from() {
        let dataset = dataset();
        let to_1_may = DaySpan {
            earliest: None,
            latest: Some(Day(19_478)),
        };
        // Neither incident has a date, so that none is selected within a window.
        for (selection, window) in [(Some(1), None), (None, Some(to_1_may))] {
            let state = ViewState {
                selection,
                language: Some("kk".into()),
                theme: Some(Theme::Dark),
                filter: Filter::hiding(&[Kind::Operation, Kind::Lead]).in_window(window),
                ..ViewState::default()
            };
            let restore = Intent::Restore(state.to_fragment(&dataset));
            assert_eq!(apply(&ViewState::default(), &restore, &dataset), state);
        }
    }

    #[test]
    fn what_is_listed_is_left_by_selecting_something_else() {
        let dataset = dataset();
        let listed = |state: &ViewState| state.listed.as_deref().cloned();
        let after = |state: &ViewState, intent| apply(state, &intent, &dataset);
        let state = after(&ViewState::default(), Intent::List(vec![1, 7]));
        assert_eq!((state.selection, listed(&state)), (Some(1), Some(vec![1])));
        for (intent, expected) in [
            (Intent::Select(Some(1)), Some(vec![1])),
            (Intent::Select(Some(0)), None),
            (Intent::Select(None), None),
            (Intent::ListAll, None),
            (Intent::Restore(Fragment::default()), None),
            (Intent::MoreCards, Some(vec![1])),
            (Intent::List(vec![9]), None),
        ] {
            assert_eq!(
                listed(&after(&state, intent.clone())),
                expected,
                "{intent:?}"
            );
        }
        let more = after(&state, Intent::MoreCards);
        assert_eq!(
            (more.more_cards, after(&more, Intent::ListAll).more_cards),
            (1, 0)
        );
    }

    #[test]
    fn the_selected_incident_is_never_a_hidden_one() {
        let dataset = dataset();
        let (of_b, all) = (Kind::Category(0), Filter::default());
        let hiding = |kinds: &[Kind]| Filter::hiding(kinds);
        let (no_a, no_b) = (hiding(&[Kind::Operation]), hiding(&[of_b]));
        let none = hiding(&[Kind::Operation, of_b]);
        let from_address = |text: &str| Intent::Restore(Fragment::parse(text).fragment);
        // Before: selection and filter; after the intent: the same.
        for (selection, filter, intent, expected) in [
            // What is hidden is no longer selected; what is not, is.
            (Some(1), &all, Intent::ToggleKind(of_b), (None, &no_b)),
            (Some(0), &all, Intent::ToggleKind(of_b), (Some(0), &no_b)),
            (Some(0), &no_b, Intent::ToggleKind(of_b), (Some(0), &all)),
            (Some(0), &all, Intent::OnlyKind(of_b), (None, &no_a)),
            (None, &no_b, Intent::OnlyKind(of_b), (None, &no_a)),
            (None, &no_a, Intent::OnlyKind(of_b), (None, &all)),
            (Some(0), &no_b, Intent::HideAllKinds, (None, &none)),
            (None, &none, Intent::ShowAll, (None, &all)),
            // What is selected is shown.
            (None, &none, Intent::Select(Some(1)), (Some(1), &no_a)),
            (None, &none, Intent::List(vec![0]), (Some(0), &no_b)),
            (
                None,
                &all,
                from_address("sel=b&hide=operation,road%20closure,else"),
                (Some(1), &no_a),
            ),
            (Some(0), &no_b, from_address(""), (None, &all)),
            // The next one is the next of those that are shown.
            (
                Some(1),
                &no_a,
                Intent::SelectBeside(Direction::Next),
                (Some(1), &no_a),
            ),
            (
                None,
                &none,
                Intent::SelectBeside(Direction::Previous),
                (None, &none),
            ),
        ] {
            let state = ViewState {
                selection,
                filter: filter.clone(),
                ..ViewState::default()
            };
            let after = apply(&state, &intent, &dataset);
            let found = (after.selection, &after.filter);
            assert_eq!(found, expected, "{intent:?}");
        }
    }

    #[test]
    fn what_is_listed_stays_so_while_some_of_it_is_shown() {
        let dataset = dataset();
        let listed = |positions: &[usize], hidden: Kind| {
            let state = apply(
                &ViewState::default(),
                &Intent::List(positions.to_vec()),
                &dataset,
            );
            apply(&state, &Intent::ToggleKind(hidden), &dataset).listed
        };
        assert!(listed(&[0, 1], Kind::Operation).is_some());
        assert!(listed(&[0], Kind::Operation).is_none());
    }
}

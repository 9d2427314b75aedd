//! Searching and choosing: what is searched for and which values of facets are wanted, kept in the address, become a choice
//! of incidents that all views follow.

mod hand;
mod lanes;
mod listed;
mod named;
mod records;
mod search;

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use leptos::prelude::*;

use super::words::LATER;
use crate::app::parts::{Timer, after_painting, effect, keep};
use crate::app::signal::{Derived, Slot};
use crate::app::state::App;
use crate::document::Element;
use crate::document::finding::{self, FindingInput, active_filters};
use crate::geo::Viewport;
use crate::platform;
use crate::query::Filter;
use crate::query::facets::{Facet, Wanted};
use crate::view::{Exploring, Intent, Only, SortOrder, apply};
pub(super) use lanes::{lanes_of, number_read};
pub(super) use listed::{counted, first_listed, is_newest_first, number_listed, view_of_list};
pub(super) use named::keep_named;
pub(super) use records::Records;
pub(super) use search::marked;

/// The part of the page that is filled.
const PART: &str = "finding";
/// For so long the map stands before the list follows it.
const STILL: Duration = Duration::from_millis(200);
/// The orders that the list can have: a large file has that of time.
const ORDERS: [SortOrder; 5] = [
    SortOrder::Story,
    SortOrder::Newest,
    SortOrder::Oldest,
    SortOrder::Place,
    SortOrder::Title,
];
const ORDERS_OF_FILE: [SortOrder; 2] = [SortOrder::Oldest, SortOrder::Newest];

/// What is searched for and which values are wanted.
type Asked = (String, Vec<Only>);

/// Searching and choosing.
#[derive(Clone, Copy)]
pub(super) struct Finding {
    app: App,
    exploring: Derived<String>,
    is_open: Slot<bool>,
    /// Counts what comes by and by: answers of searches, and values of fields.
    answered: Slot<u32>,
    read: Slot<u32>,
    /// What the map shows, once it stands still.
    still: Slot<Option<Viewport>>,
    decided: Timer,
    /// Whether the last decision was what is being typed.
    is_typing: Slot<bool>,
}

#[derive(Default)]
struct State {
    /// What is found among, its facets, and whether these are all.
    facets: Option<(Records, Rc<Vec<Facet>>, bool)>,
    /// The last choice that was made, and what it was made of.
    chosen: Option<(Records, Asked, Vec<u8>)>,
}

thread_local! {
    static FINDING: Cell<Option<Finding>> = const { Cell::new(None) };
    static STATE: RefCell<State> = RefCell::default();
}

/// Keeps the field and the facets up to date, and the choice of incidents.
pub fn keep_up(app: App) {
    let of = Finding {
        app,
        exploring: Derived::new(move || app.exploring.get()),
        is_open: Slot::new(false),
        answered: Slot::new(0),
        read: Slot::new(0),
        still: Slot::new(None),
        decided: Timer::new(),
        is_typing: Slot::new(false),
    };
    FINDING.set(Some(of));
    effect(move || of.choose());
    effect(move || of.give_way());
    let moving = Timer::new();
    effect(move || {
        let view = app.viewport.get();
        moving.start(STILL, move || of.still.set(view));
    });
    effect(move || {
        let (content, exploring) = (of.content().unwrap_or_default(), of.exploring());
        let sort = of.sort(&exploring);
        after_painting(move || {
            platform::fill(PART, content);
            platform::set_control(PART, finding::SEARCH, &exploring.search);
            platform::set_control(PART, finding::SORT, sort.as_str());
        });
    });
    keep().set_value(hand::listen(of));
}

impl Finding {
    /// How the story is explored; tracked.
    fn exploring(self) -> Exploring {
        Exploring::parse(&self.exploring.get()).0
    }

    /// The facets of what is found among, and whether these are all: of a large file some come by and by. Nothing while they
    /// are not known yet. Tracked.
    fn facets(self, records: &Records) -> Option<(Rc<Vec<Facet>>, bool)> {
        self.read.get();
        let known = STATE.with_borrow(|state| {
            let known = state.facets.as_ref().filter(|(of, ..)| of == records);
            known.map(|(_, facets, are_all)| (facets.clone(), *are_all))
        });
        if let Some((facets, true)) = known {
            return Some((facets, true));
        }
        let more = match records {
            Records::Story(_) => Some(Vec::new()),
            Records::File(file) => named::of_file(self, file),
        };
        let are_all = more.is_some();
        if let Some((facets, false)) = known.filter(|_| !are_all) {
            return Some((facets, false));
        }
        let mut facets = records.facets(&named::of(self, records)?);
        facets.extend(more.into_iter().flatten());
        let facets = Rc::new(facets);
        STATE.with_borrow_mut(|state| {
            state.facets = Some((records.clone(), facets.clone(), are_all));
        });
        Some((facets, are_all))
    }

    /// Makes the choice of incidents follow what is searched for and wanted; tracked.
    fn choose(self) {
        let Some(records) = Records::of(self.app) else {
            return;
        };
        let exploring = self.exploring();
        if !exploring.narrows() {
            STATE.with_borrow_mut(|state| state.chosen = None);
            self.apply(&records, None);
            return;
        }
        let asked = (exploring.search.clone(), exploring.only.clone());
        let known = STATE.with_borrow(|state| {
            let chosen = state.chosen.as_ref();
            let known = chosen.filter(|(of, by, _)| *of == records && *by == asked);
            known.map(|(_, _, kept)| kept.clone())
        });
        let Some(kept) = known.or_else(|| self.kept(&records, &exploring)) else {
            return;
        };
        STATE.with_borrow_mut(|state| state.chosen = Some((records.clone(), asked, kept.clone())));
        self.apply(&records, Some(kept));
    }

    /// Which records are searched and chosen, 1 or 0 for each; nothing while that is not known yet. Tracked.
    fn kept(self, records: &Records, exploring: &Exploring) -> Option<Vec<u8>> {
        let mut kept = match exploring.words() {
            "" => vec![1; records.len()],
            words => search::searched(self, records, words)?,
        };
        if !exploring.only.is_empty() {
            let (facets, are_all) = self.facets(records)?;
            match exploring.only.iter().all(|only| has_any(&facets, only)) {
                true => {}
                false if are_all => self.forget_unknown(&facets),
                false => return None,
            }
            wanted(&facets, exploring).keep(&facets, &mut kept);
        }
        Some(kept)
    }

    fn apply(self, records: &Records, kept: Option<Vec<u8>>) {
        let chosen = match records {
            Records::Story(_) => kept.map(|kept| kept.iter().map(|kept| *kept == 1).collect()),
            Records::File(file) => untrack(|| file.choose_records(kept)),
        };
        let app = self.app;
        let (view, chosen) = (app.view.get_untracked(), chosen.map(Arc::new));
        if view.filter != view.filter.clone().choosing(chosen.clone())
            && let Some(story) = app.story.get_untracked()
        {
            platform::drop_poster();
            let next = apply(&view, &Intent::Choose(chosen), &story.dataset);
            app.view.set(next);
        }
    }

    /// Whoever selects an incident that was not searched for, or shows all, searches no more; tracked.
    fn give_way(self) {
        let filter = self.app.view.get().filter;
        let exploring = untrack(|| self.exploring());
        let asked = (exploring.search.clone(), exploring.only.clone());
        let is_done = STATE.with_borrow(|state| {
            let chosen = state.chosen.as_ref();
            chosen.is_some_and(|(_, by, _)| *by == asked)
        });
        if is_done && !filter.is_narrowed() {
            STATE.with_borrow_mut(|state| state.chosen = None);
            self.app.exploring.set(exploring.widened().to_text());
            // What the address says of it goes too.
            self.app.dispatch(Intent::Choose(None));
        }
    }

    /// Takes what no facet has out of what is wanted, and tells that.
    fn forget_unknown(self, facets: &[Facet]) {
        let mut exploring = untrack(|| self.exploring());
        exploring.only.retain(|only| has_any(facets, only));
        let app = self.app;
        // Not while it is being read.
        set_timeout(
            move || {
                app.exploring.set(exploring.to_text());
                super::note_exploring(app);
            },
            Duration::ZERO,
        );
        const KEY: &str = "notice-fragment";
        if !self.app.notices.get_untracked().contains(&KEY) {
            self.app.notices.update(|keys| keys.push(KEY));
        }
    }

    /// The order of the list: a large file has that of time.
    fn sort(self, exploring: &Exploring) -> SortOrder {
        match (exploring.sort, untrack(|| Records::of(self.app))) {
            (SortOrder::Newest, Some(Records::File(_))) => SortOrder::Newest,
            (_, Some(Records::File(_))) => SortOrder::Oldest,
            (order, _) => order,
        }
    }

    /// What stands in its part of the page; tracked.
    fn content(self) -> Option<Vec<Element>> {
        let app = self.app;
        if !LATER.are_known(&app.locale.get()) {
            return None;
        }
        let (records, exploring) = (Records::of(app)?, self.exploring());
        let filter = app.view.get().filter;
        let is_open = self.is_open.get();
        let needs_facets = is_open || !exploring.only.is_empty();
        let facets = match needs_facets {
            true => self
                .facets(&records)
                .map_or_else(Rc::default, |(facets, _)| facets),
            false => Rc::default(),
        };
        let counts = match is_open {
            true => self.counts(&records, &facets, &exploring, &filter),
            false => Vec::new(),
        };
        let kinds = (is_open && exploring.is_list_of_map)
            .then(|| self.count_kinds(&records, &exploring, &filter))
            .flatten();
        let listed = number_listed(app).unwrap_or_else(|| app.overview.get().shown.total());
        let is_searching = search::is_waiting(self, &records, &exploring);
        app.with_document(|input| {
            let active = active_filters(input, &exploring);
            let is_empty = listed == 0 && !is_searching;
            let tried = active.iter().filter(|_| is_empty);
            let without = tried.map(|active| {
                let (exploring, filter) = active.dropped(&exploring, &filter);
                self.number_of(&records, &exploring, &filter)
            });
            let without: Vec<usize> = without.collect();
            let input_of = FindingInput {
                exploring: &exploring,
                facets: &facets,
                counts: &counts,
                kinds: kinds.as_deref(),
                is_open,
                orders: match records {
                    Records::File(_) => &ORDERS_OF_FILE,
                    Records::Story(_) => &ORDERS,
                },
                order: self.sort(&exploring),
                listed,
                without: &without,
                is_by_typo: search::is_by_typo(),
                is_searching,
                has_failed: search::has_failed(&exploring),
            };
            finding::finding(input, &input_of)
        })
    }

    /// How many of each value one would get; tracked.
    fn counts(
        self,
        records: &Records,
        facets: &[Facet],
        exploring: &Exploring,
        filter: &Filter,
    ) -> Vec<Vec<usize>> {
        let mut kept = records.kept_by(filter);
        if let Some(found) = search::searched_now(records, exploring) {
            both(&mut kept, &found);
        }
        listed::keep_listed(self, records, exploring, &mut kept);
        wanted(facets, exploring).counts(facets, &kept)
    }

    /// How many would be listed; tracked.
    fn number_of(self, records: &Records, exploring: &Exploring, filter: &Filter) -> usize {
        let kept = self.listed_by(records, exploring, filter);
        let kept = kept.iter().flatten();
        kept.filter(|kept| **kept == 1).count()
    }

    /// How many of each kind would be listed, by their places; tracked.
    fn count_kinds(
        self,
        records: &Records,
        exploring: &Exploring,
        filter: &Filter,
    ) -> Option<Vec<usize>> {
        let filter = filter.clone().hiding_none();
        let kept = self.listed_by(records, exploring, &filter)?;
        Some(records.count_kinds(&kept))
    }

    /// Which records would be listed, 1 or 0 for each; nothing while that is not known. Tracked.
    fn listed_by(
        self,
        records: &Records,
        exploring: &Exploring,
        filter: &Filter,
    ) -> Option<Vec<u8>> {
        let mut kept = records.kept_by(filter);
        if exploring.narrows() {
            both(&mut kept, &self.kept(records, exploring)?);
        }
        listed::keep_listed(self, records, exploring, &mut kept);
        Some(kept)
    }
}

/// Keeps what both keep.
fn both(kept: &mut [u8], others: &[u8]) {
    for (kept, other) in kept.iter_mut().zip(others) {
        *kept &= other;
    }
}

/// The values that are wanted of each facet; what no facet has is not asked for.
fn wanted(facets: &[Facet], exploring: &Exploring) -> Wanted {
    Wanted::of(facets, &|name| {
        let only = exploring.only.iter().find(|only| only.facet == name);
        only.filter(|only| has_any(facets, only))
            .map_or(&[], |only| only.values.as_slice())
    })
}

/// Whether a facet has any of the values that are wanted of it.
fn has_any(facets: &[Facet], only: &Only) -> bool {
    let facet = facets.iter().find(|facet| facet.field.name() == only.facet);
    facet.is_some_and(|facet| only.values.iter().any(|value| facet.values.contains(value)))
}

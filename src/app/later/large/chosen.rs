//! What a reader searches and chooses among the records of a large file.

use send_wrapper::SendWrapper;

use super::super::finding;
use super::{Large, SHOWN};
use crate::app::shared::Shared;
use crate::geo::Viewport;
use crate::platform::{Coming, JsValue};
use crate::query::facets::{Facet, FacetField};
use crate::query::store::{Criteria, NO_REGION, Store, TimeWindow};
use crate::story::{PlacePrecision, Status};

/// The large file on the page, where it is one.
pub(in crate::app::later) fn file_shown() -> Option<Shared<SendWrapper<Large>>> {
    let shown = SHOWN.with_borrow(Clone::clone);
    shown.filter(|large| large.file.is_some())
}

impl Large {
    /// All records.
    pub(in crate::app::later) fn store(&self) -> &Store {
        &self.store
    }

    /// The codes of regions in the file, by their numbers less one.
    pub(in crate::app::later) fn region_codes(&self) -> &[String] {
        self.by_region.codes()
    }

    /// What the file answers to a question about all of its records; nothing where it does not.
    pub(in crate::app::later) fn ask_file(&self, question: &JsValue) -> Coming<Option<JsValue>> {
        match &self.file {
            Some(file) => file.describe.ask(question),
            None => Box::pin(async { None }),
        }
    }

    /// What the columns tell the records apart by.
    pub(in crate::app::later) fn facets(&self) -> Vec<Facet> {
        let columns = self.store.columns();
        let regions = columns.region.iter();
        let regions = regions.map(|region| match *region {
            NO_REGION => u16::MAX,
            number => number - 1,
        });
        let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
        let statuses = columns.state.iter().map(|state| u16::from(state >> 3 & 7));
        let precisions = columns.state.iter().map(|state| u16::from(state & 7));
        let mut facets = vec![
            Facet::of_codes(
                FacetField::Region,
                self.by_region.codes().to_vec(),
                regions.collect(),
            ),
            Facet::of_codes(
                FacetField::Status,
                words(&Status::ALL.map(|(word, _)| word)),
                statuses.collect(),
            ),
            Facet::of_codes(
                FacetField::Precision,
                words(&PlacePrecision::ALL.map(|(word, _)| word)),
                precisions.collect(),
            ),
        ];
        facets.retain_mut(|facet| {
            facet.forget_unused();
            facet.values.len() > 1
        });
        facets
    }

    /// The places in the store of the first records that are listed, in their order; tracked.
    pub(super) fn first_listed(&self, most: usize) -> Vec<usize> {
        let counted = self.counted.borrow();
        let criteria = &counted.criteria;
        match (finding::is_newest_first(), finding::view_of_list()) {
            (true, None) => self.store.last(criteria, most),
            (false, None) => self.store.first(criteria, most),
            (false, Some(view)) => self.store.within(criteria, &view.plane_bounds(), most).0,
            (true, Some(view)) => {
                let mut kept = criteria.marked(&self.store);
                self.keep_in_view(&view, &mut kept);
                let dated = self.store.dated();
                let newest = (0..dated).rev().chain(dated..self.store.len());
                newest
                    .filter(|at| kept.get(*at) == Some(&1))
                    .take(most)
                    .collect()
            }
        }
    }

    /// Keeps only what lies in a view, 1 or 0 in the order of the store.
    pub(in crate::app::later) fn keep_in_view(&self, view: &Viewport, kept: &mut [u8]) {
        let all = Criteria::default();
        let (seen, _) = self.store.within(&all, &view.plane_bounds(), usize::MAX);
        let mut seen = seen.into_iter().peekable();
        for (at, kept) in kept.iter_mut().enumerate() {
            *kept &= u8::from(seen.next_if_eq(&at).is_some());
        }
    }

    /// Whether each incident of the story on the page is chosen.
    fn chosen_of_page(&self, chosen: &[u8]) -> Vec<bool> {
        let Some(file) = &self.file else {
            return Vec::new();
        };
        // Which are known by their positions in the file: to look each of very many up takes longer.
        const UNKNOWN: u32 = u32::MAX;
        let known = &file.excerpt.borrow().known;
        let mut on_page = vec![UNKNOWN; chosen.len()];
        for (position, at) in known {
            if let Some(place) = on_page.get_mut(*position as usize) {
                *place = *at as u32;
            }
        }
        let mut of_page = vec![true; known.len()];
        for (position, is_chosen) in self.store.columns().position.iter().zip(chosen) {
            let at = on_page.get(*position as usize).copied().unwrap_or(UNKNOWN);
            if let Some(of) = of_page.get_mut(at as usize) {
                *of = *is_chosen == 1;
            }
        }
        of_page
    }

    /// Whether each record is of such a kind and may lie in a window of time, 1 or 0.
    pub(in crate::app::later) fn kept_by(
        &self,
        keeps: &dyn Fn(u16) -> bool,
        window: Option<TimeWindow>,
    ) -> Vec<u8> {
        let mut criteria = Criteria::default();
        criteria.keep(&self.store, keeps, None);
        criteria.set_window(window);
        criteria.marked(&self.store)
    }

    /// Counts only these records, 1 or 0 in the order of the store, or all; gives the same of those that the story on the
    /// page has, by their positions in it.
    pub(in crate::app::later) fn choose_records(
        &self,
        chosen: Option<Vec<u8>>,
    ) -> Option<Vec<bool>> {
        let of_page = chosen.as_ref().map(|chosen| self.chosen_of_page(chosen));
        if *self.chosen.borrow() != chosen {
            self.chosen.replace(chosen);
            self.choice.update(|choice| *choice += 1);
        }
        of_page
    }
}

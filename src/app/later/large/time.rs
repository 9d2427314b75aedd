//! The timeline of very many: counted when filter, width or what is shown of time change, and not with the window.

use leptos::prelude::*;

use super::super::finding;
use super::super::words::LATER;
use super::Large;
use crate::document::{self, DocumentInput};
use crate::geo::Viewport;
use crate::query::store::{Criteria, StoreDates};
use crate::query::{Filter, kind_at};
use crate::scene::{
    BarCounts, LaneOrder, Lanes, Picture, TimelineInput, TimelineLook, bar_class, crowd_timeline,
};
use crate::time::DaySpan;
use crate::view::Exploring;

/// What bars are made of.
#[derive(Clone, PartialEq)]
struct Made {
    kept: Filter,
    /// Which choice of records, and the view of the map of which only is counted what lies in it.
    choice: u32,
    view: Option<Viewport>,
    shown: Option<DaySpan>,
    width_px: f64,
    lanes: Option<(String, LaneOrder, String)>,
    /// How much of the records has been read.
    read: u32,
    kinds: usize,
}

/// Bars, and what they are made of.
pub(super) struct Bars {
    of: Made,
    counts: Option<BarCounts>,
    lanes: Option<Lanes>,
}

impl Large {
    /// The picture of the timeline; what is counted is up to date.
    pub(super) fn timeline(&self, input: &TimelineInput) -> Picture {
        let exploring = Exploring::parse(&self.app.exploring.get_untracked()).0;
        let are_named = LATER.are_known(input.locale) && !input.look.is_thin;
        let facet = exploring.lanes.filter(|_| are_named);
        let of = Made {
            kept: self.app.view.get_untracked().filter.in_window(None),
            choice: self.choice.get_untracked(),
            view: finding::view_of_list(),
            shown: input.look.shown,
            width_px: input.width_px,
            lanes: facet.map(|facet| (facet, exploring.lane_order, input.locale.tag.clone())),
            read: finding::number_read(),
            kinds: input.dataset.story.categories.len(),
        };
        let counted = &mut *self.counted.borrow_mut();
        if counted.bars.as_ref().is_none_or(|bars| bars.of != of) {
            let in_view = of.view.map(|view| self.kept_in_view(&counted.kept, &view));
            let kept = in_view.as_ref().unwrap_or(&counted.kept);
            let (counts, lanes) = self.count_bars(input, &of, kept);
            counted.bars = Some(Bars { of, counts, lanes });
        }
        let undated = match &counted.kept_spans {
            Some((_, undated)) => *undated,
            None => self.store.len() - self.store.dated(),
        };
        let bars = counted.bars.as_ref();
        let look = TimelineLook {
            lanes: bars.and_then(|bars| bars.lanes.as_ref()),
            ..input.look
        };
        let counts = bars.and_then(|bars| bars.counts.as_ref());
        let dated = self.store.dated();
        crowd_timeline(&TimelineInput { look, ..*input }, counts, dated, undated)
    }

    /// What of some records lies in a view.
    fn kept_in_view(&self, kept: &Criteria, view: &Viewport) -> Criteria {
        let mut marked = kept.marked(&self.store);
        self.keep_in_view(view, &mut marked);
        let mut in_view = Criteria::default();
        in_view.keep(&self.store, &|_| true, Some(&marked));
        in_view
    }

    fn count_bars(
        &self,
        input: &TimelineInput,
        of: &Made,
        kept: &Criteria,
    ) -> (Option<BarCounts>, Option<Lanes>) {
        let lanes = of.lanes.as_ref();
        let lanes = lanes.and_then(|(facet, order, _)| self.lanes(facet, *order));
        let kinds = (0..of.kinds + 2).map(|kind| bar_class(input.overview, kind_at(kind)));
        let classes: Vec<usize> = kinds.collect();
        let everything = Criteria::default();
        let [all, kept] = [&everything, kept].map(|criteria| StoreDates {
            store: &self.store,
            criteria,
            classes: &classes,
            lanes: lanes.as_ref().map(|lanes| lanes.of.as_slice()),
        });
        let count = lanes.as_ref().map_or(1, |lanes| lanes.names.len());
        let counts = BarCounts::of(&all, &kept, of.shown, of.width_px, count);
        (counts, lanes)
    }

    /// What the records are set apart by.
    fn lanes(&self, facet: &str, order: LaneOrder) -> Option<Lanes> {
        let codes = self.by_region.codes();
        let columns = self.store.columns();
        let named = |input: &DocumentInput| {
            let lanes = match document::lane_names(input, facet, codes) {
                Some(names) => Lanes {
                    names,
                    of: Lanes::numbers(columns, facet, codes.len()),
                },
                // What is read of the records comes by and by.
                None => finding::lanes_of(input, facet)?,
            };
            Some((lanes, input.locale.text("lanes-others")))
        };
        let (lanes, others) = untrack(|| self.app.with_document(named)).flatten()?;
        let first = |at: usize| columns.earliest.get(at).map(|minute| i64::from(*minute));
        Some(lanes.arranged(order, &first, others))
    }
}

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
    BarCounts, BarFrame, LaneOrder, Lanes, Picture, TimelineInput, TimelineLook, bar_class,
    crowd_timeline,
};
use crate::time::Moment;
use crate::view::Exploring;

/// What is counted in bars.
#[derive(Clone, PartialEq)]
struct Kept {
    filter: Filter,
    /// Which choice of records, and the view of the map of which only is counted what lies in it.
    choice: u32,
    view: Option<Viewport>,
}

/// What bars are made of, whatever is counted in them.
#[derive(Clone, PartialEq)]
struct Axis {
    shown: Option<[Moment; 2]>,
    width_px: f64,
    lanes: Option<(String, LaneOrder, String)>,
    /// How much of the records has been read.
    read: u32,
    kinds: usize,
}

/// Bars, and what they are made of.
pub(super) struct Bars {
    axis: Axis,
    frame: Option<BarFrame>,
    lanes: Option<Lanes>,
    kept: Option<Kept>,
    counts: Option<BarCounts>,
}

impl Large {
    /// The picture of the timeline; what is counted is up to date.
    pub(super) fn timeline(&self, input: &TimelineInput) -> Picture {
        let exploring = Exploring::parse(&self.app.exploring.get_untracked()).0;
        let are_named = LATER.are_known(input.locale) && !input.look.is_thin;
        let facet = exploring.lanes.filter(|_| are_named);
        let kept = Kept {
            filter: self.app.view.get_untracked().filter.in_window(None),
            choice: self.choice.get_untracked(),
            view: finding::view_of_list(),
        };
        let axis = Axis {
            shown: input.look.shown,
            width_px: input.width_px,
            lanes: facet.map(|facet| (facet, exploring.lane_order, input.locale.tag.clone())),
            read: finding::number_read(),
            kinds: input.dataset.story.categories.len(),
        };
        let counted = &mut *self.counted.borrow_mut();
        if counted.bars.as_ref().is_none_or(|bars| bars.axis != axis) {
            counted.bars = Some(self.framed(input, axis));
        }
        if let Some(bars) = &mut counted.bars
            && bars.kept.as_ref() != Some(&kept)
        {
            let in_view = kept
                .view
                .map(|view| self.kept_in_view(&counted.kept, &view));
            let criteria = in_view.as_ref().unwrap_or(&counted.kept);
            let classes = classes(input, bars.axis.kinds);
            let dates = self.dates(criteria, &classes, bars.lanes.as_ref());
            let frame = bars.frame.as_ref();
            bars.counts = frame.map(|frame| BarCounts::of(frame, &dates));
            bars.kept = Some(kept);
        }
        let undated = match &counted.kept_dates {
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

    /// Bars in which nothing is counted yet.
    fn framed(&self, input: &TimelineInput, axis: Axis) -> Bars {
        let lanes = axis.lanes.as_ref();
        let lanes = lanes.and_then(|(facet, order, _)| self.lanes(facet, *order));
        let everything = Criteria::default();
        let classes = classes(input, axis.kinds);
        let all = self.dates(&everything, &classes, lanes.as_ref());
        let count = lanes.as_ref().map_or(1, |lanes| lanes.names.len());
        Bars {
            frame: BarFrame::of(&all, axis.shown, axis.width_px, count),
            axis,
            lanes,
            kept: None,
            counts: None,
        }
    }

    fn dates<'a>(
        &'a self,
        criteria: &'a Criteria,
        classes: &'a [usize],
        lanes: Option<&'a Lanes>,
    ) -> StoreDates<'a> {
        StoreDates {
            store: &self.store,
            criteria,
            classes,
            lanes: lanes.map(|lanes| lanes.of.as_slice()),
        }
    }

    /// What of some records lies in a view.
    fn kept_in_view(&self, kept: &Criteria, view: &Viewport) -> Criteria {
        let mut marked = kept.marked(&self.store);
        self.keep_in_view(view, &mut marked);
        let mut in_view = Criteria::default();
        in_view.keep(&self.store, &|_| true, Some(&marked));
        in_view
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

/// What each kind is stacked as, by its place.
fn classes(input: &TimelineInput, kinds: usize) -> Vec<usize> {
    let kinds = (0..kinds + 2).map(|kind| bar_class(input.overview, kind_at(kind)));
    kinds.collect()
}

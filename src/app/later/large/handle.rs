//! The file as the page asks it.

use leptos::prelude::*;
use send_wrapper::SendWrapper;

use super::{Large, MOST_LISTED, MOST_NAMED, ONE_PLACE_KM, Then, regions, words};
use crate::app::flight::fly;
use crate::app::many::Many;
use crate::app::shared::Shared;
use crate::document::{self, DocumentInput, Element};
use crate::geo::{PlaneBounds, ScreenPoint, Viewport};
use crate::query::{Counts, Overview};
use crate::scene::{
    CLOSEST_PX_PER_KM, CROWD_TARGET, CrowdScale, Display, Picture, TimelineInput, crowd_timeline,
};
use crate::view::MapMove;

/// The file as the page asks it.
pub(super) struct Handle(pub Shared<SendWrapper<Large>>);

impl Many for Handle {
    fn marks(&self, viewport: &Viewport) -> Picture {
        let large = &self.0;
        let (found, display) = large.picture(viewport);
        if display == Display::Regions {
            regions::begin(large);
        }
        let drawn = found.scale.unwrap_or(CrowdScale::none(display));
        if large.drawn.get_untracked() != drawn {
            let large = large.clone();
            // Not while the picture is made.
            request_animation_frame(move || large.drawn.set(drawn));
        }
        let singles = found.picture.targets.iter().filter(|target| {
            target.incident >= CROWD_TARGET && target.group.is_some_and(|group| group.count == 1)
        });
        let singles = singles.map(|target| target.incident - CROWD_TARGET);
        let singles: Vec<usize> = singles.take(MOST_NAMED + 1).collect();
        if singles.len() <= MOST_NAMED {
            let asked = large.clone();
            large.naming.start(move || asked.ask(&singles, None));
        }
        found.picture
    }

    fn overview(&self, of_excerpt: &Overview) -> Overview {
        let large = &self.0;
        large.refresh();
        let counted = large.counted.borrow();
        let in_window = Counts::new(large.store.count_by_kind(&counted.in_window), 0);
        let mut shown = in_window.clone();
        let filter = large.app.view.get_untracked().filter;
        shown.by_kind.retain(|(kind, _)| filter.shows(*kind));
        of_excerpt
            .clone()
            .counting(counted.all.clone(), in_window, shown)
    }

    fn first_cards(&self, most: usize) -> Vec<usize> {
        let large = &self.0;
        large.refresh();
        large.app.story.track();
        if !large.is_settled() {
            return large.seen.borrow().cards.clone();
        }
        let first = large.store.first(&large.counted.borrow().criteria, most);
        let known = |at: &usize| {
            let position = large.position(*at)?;
            large.excerpt.borrow().known.get(&position).copied()
        };
        let found: Vec<usize> = first.iter().filter_map(known).collect();
        if found.len() < first.len() {
            let asked = large.clone();
            large.listing.start(move || asked.ask(&first, None));
        }
        large.seen.borrow_mut().cards.clone_from(&found);
        found
    }

    fn open(&self, target: usize) {
        let large = &self.0;
        if large.is_by_region() {
            if let Some(bounds) = large.bounds_of(target) {
                fly(large.app, MapMove::Fit(bounds));
            }
            return;
        }
        let (members, bounds) = large.members(target, MOST_LISTED);
        let viewport = large.app.viewport.get_untracked();
        let is_nearest = viewport.is_some_and(|view| view.px_per_km() >= CLOSEST_PX_PER_KM);
        let is_small =
            |bounds: PlaneBounds| bounds.width_km().max(bounds.height_km()) < ONE_PLACE_KM;
        let is_one_place = is_nearest || bounds.is_some_and(is_small);
        match (members.len(), bounds) {
            (0, _) | (_, None) => {}
            (1, _) => large.ask(&members, Some(Then::Select)),
            _ if is_one_place => large.ask(&members, Some(Then::List)),
            (_, Some(bounds)) => fly(large.app, MapMove::Fit(bounds)),
        }
    }

    fn in_view(&self, viewport: &Viewport) -> Option<usize> {
        let large = &self.0;
        large.refresh();
        let criteria = &large.counted.borrow().criteria;
        let bounds = viewport.plane_bounds();
        // What is known by its region alone is in no view but that of the regions.
        (!large.is_by_region()).then(|| large.store.count_within(criteria, &bounds))
    }

    fn possible(&self) -> usize {
        let large = &self.0;
        large.refresh();
        let (possible, certain) = large.store.count(&large.counted.borrow().criteria);
        possible - certain
    }

    fn timeline(&self, input: &TimelineInput) -> Picture {
        let large = &self.0;
        large.refresh();
        let counted = large.counted.borrow();
        let (kept, undated) = &counted.kept_spans;
        crowd_timeline(input, &counted.all_spans, kept, *undated)
    }

    fn map_foot(&self, input: &DocumentInput) -> Vec<Element> {
        let large = &self.0;
        if !words::are_known(input.locale) {
            return Vec::new();
        }
        let drawn = large.drawn.get();
        let mut foot = document::display_choice(input, large.display.get(), &drawn);
        if drawn.display == Display::Regions {
            foot.extend(large.region_foot(input));
        }
        foot
    }

    fn kinds(&self, target: usize) -> Option<Counts> {
        let counted = self.0.counted.borrow();
        let part = counted.parts.iter().find(|part| part.target == target)?;
        let mut by_kind = Vec::new();
        for (slot, count) in part
            .kinds?
            .into_iter()
            .enumerate()
            .filter(|(_, count)| *count > 0)
        {
            let kind = counted.cells.kind_of(slot)?;
            by_kind.resize(by_kind.len().max(kind + 1), 0);
            if let Some(of_kind) = by_kind.get_mut(kind) {
                *of_kind = count as usize;
            }
        }
        Some(Counts::new(by_kind, 0))
    }

    fn name(&self, input: &DocumentInput, target: usize) -> Option<String> {
        let large = &self.0;
        if !large.is_by_region() {
            return None;
        }
        large.words_of_region(input, &large.region_of(target)?)
    }

    fn region_at(&self, at: ScreenPoint) -> Option<String> {
        let large = &self.0;
        if !large.is_by_region() {
            return None;
        }
        large.region_under(at)
    }

    fn region_words(&self, input: &DocumentInput, code: &str) -> Option<String> {
        self.0.words_of_region(input, code)
    }
}

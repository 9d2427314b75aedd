//! What is counted of incidents that are drawn otherwise, kept for what is asked again.

use super::Large;
use super::time::Bars;
use crate::geo::{PlaneBounds, PlanePoint, Viewport};
use crate::query::store::{Cells, Criteria, Density, Hexagons, TimeWindow};
use crate::query::{Counts, Filter, kind_at};
use crate::scene::{CrowdPart, Display, count_density};
use crate::time::Moment;

/// What is counted, kept for its memory and for what is asked again.
pub(super) struct Counted {
    pub criteria: Criteria,
    /// What the criteria were made of, and which choice of records.
    pub made_of: Option<Filter>,
    pub made_of_choice: u32,
    /// The same without a window of time, and the dates of what they keep, with how many have none; nothing where they
    /// keep all.
    pub kept: Criteria,
    pub kept_dates: Option<(Vec<Moment>, usize)>,
    /// How many of each kind may lie in the window, hidden ones too, and how many of these do for certain.
    pub in_window: Vec<(usize, usize)>,
    /// The part of the plane that holds all, and how many have no place on it.
    pub extent: (Option<PlaneBounds>, usize),
    /// The counts and the dates of all.
    pub all: Counts,
    pub all_dates: Vec<Moment>,
    pub cells: Cells,
    pub hexagons: Hexagons,
    pub density: Density,
    /// What the targets of the last picture stand for.
    pub parts: Vec<CrowdPart>,
    /// What the timeline shows.
    pub bars: Option<Bars>,
}

impl Large {
    /// Brings what is counted up to date with the filter; tracked.
    pub(super) fn refresh(&self) {
        let (now, choice) = (self.app.view.get().filter, self.choice.get());
        let counted = &mut *self.counted.borrow_mut();
        let is_same_choice = counted.made_of_choice == choice;
        if counted.made_of.as_ref() == Some(&now) && is_same_choice {
            return;
        }
        let made_of = counted.made_of.as_ref();
        let before_window = made_of.map(|filter| filter.window().map(TimeWindow::from));
        let shows = |kind: u16| now.shows(kind_at(usize::from(kind)));
        let kinds = |filter: &Filter| filter.clone().in_window(None).choosing(None);
        let searched = |filter: &Filter| filter.clone().hiding_none().in_window(None);
        let is_same_choice =
            is_same_choice && counted.made_of.as_ref().map(searched) == Some(searched(&now));
        let of_file = self.chosen.borrow();
        let of_story = self.chosen_of_story(&now);
        let chosen = of_story.as_deref().or(of_file.as_deref());
        if !is_same_choice || counted.made_of.as_ref().map(kinds) != Some(kinds(&now)) {
            counted.criteria.keep(&self.store, &shows, chosen);
            counted.kept.keep(&self.store, &shows, chosen);
            let is_all = counted.kept.is_everything();
            counted.kept_dates = (!is_all).then(|| self.store.dates(&counted.kept));
        }
        let window = now.window().map(TimeWindow::from);
        counted.criteria.set_window(window);
        if before_window != Some(window) || !is_same_choice {
            let mut of_all_kinds = Criteria::default();
            of_all_kinds.keep(&self.store, &|_| true, chosen);
            of_all_kinds.set_window(window);
            counted.in_window = self.store.tally(&of_all_kinds);
        }
        let settled = self.settled;
        let filter = now.clone();
        counted.made_of = Some(now);
        counted.made_of_choice = choice;
        self.settling.start(move || settled.set(filter));
        counted.density.forget();
        self.by_region.forget();
    }

    /// Whether each record was searched and chosen, of a story that the page has all of.
    fn chosen_of_story(&self, filter: &Filter) -> Option<Vec<u8>> {
        let is_its_own = self.file.is_none() && filter.is_narrowed();
        is_its_own.then(|| {
            let positions = self.store.columns().position.iter();
            let chosen = positions.map(|at| u8::from(filter.is_chosen(*at as usize)));
            chosen.collect()
        })
    }

    /// Counts for the picture of a view, so that this is not made in the same task.
    pub(super) fn count_ahead(&self, viewport: &Viewport) {
        self.refresh();
        if self.display_in(viewport) == Display::Density {
            let counted = &mut *self.counted.borrow_mut();
            count_density(
                viewport,
                &self.store,
                &counted.criteria,
                &mut counted.density,
            );
        }
    }

    /// Whether the filter has stood for a while; tracked.
    pub(super) fn is_settled(&self) -> bool {
        self.settled.get() == self.app.view.get().filter
    }

    /// How they are drawn in a view: as the reader chose, or by how many there are.
    pub(super) fn display_in(&self, viewport: &Viewport) -> Display {
        self.display.get().unwrap_or_else(|| {
            if self.by_region.is_coded {
                // Most of them are nowhere else on the map.
                return Display::Regions;
            }
            self.display_by_number(viewport)
        })
    }

    /// How they are drawn in a view by how many of them there are.
    pub(super) fn display_by_number(&self, viewport: &Viewport) -> Display {
        let (all, view) = (self.shown().0, viewport.plane_bounds());
        let (bounds, unplaced) = self.counted.borrow().extent;
        let corners = bounds.map(|of| {
            (
                PlanePoint::new(of.min_x_km, of.min_y_km),
                PlanePoint::new(of.max_x_km, of.max_y_km),
            )
        });
        // As the view of the whole story does, in which a window of time is moved most.
        let holds_all =
            corners.is_some_and(|(low, high)| view.contains(low) && view.contains(high));
        let least = if holds_all {
            all.saturating_sub(unplaced)
        } else {
            0
        };
        let (least, most) = (Display::of(least), Display::of(all));
        match least == most {
            true => most,
            false => Display::of(self.count_in(viewport)),
        }
    }

    /// How many of those shown may lie in the window of time, and how many of these do for certain.
    pub(super) fn shown(&self) -> (usize, usize) {
        let counted = self.counted.borrow();
        let filter = counted.made_of.as_ref();
        let shows = |kind: usize| filter.is_none_or(|filter| filter.shows(kind_at(kind)));
        let kinds = counted.in_window.iter().enumerate();
        let shown = kinds.filter(|(kind, _)| shows(*kind));
        shown.fold((0, 0), |(possible, certain), (_, counts)| {
            (possible + counts.0, certain + counts.1)
        })
    }

    /// How many of those shown lie in a view.
    pub(super) fn count_in(&self, viewport: &Viewport) -> usize {
        let criteria = &self.counted.borrow().criteria;
        self.store.count_within(criteria, &viewport.plane_bounds())
    }

    /// The records that a target stands for, at most so many, and the box around all of them.
    pub(super) fn members(&self, target: usize, most: usize) -> (Vec<usize>, Option<PlaneBounds>) {
        let counted = self.counted.borrow();
        let mut parts = counted.parts.iter();
        match parts.find(|part| part.target == target) {
            Some(part) => self.store.within(&counted.criteria, &part.bounds, most),
            None => (Vec::new(), None),
        }
    }
}

//! The file as the page asks it.

use std::time::Duration;

use leptos::prelude::*;
use send_wrapper::SendWrapper;

use super::super::finding;
use super::super::words::MANY;
use super::{Large, MOST_NAMED, asked};
use crate::app::many::Many;
use crate::app::shared::Shared;
use crate::document::{self, DocumentInput, Element};
use crate::geo::{ScreenPoint, Viewport};
use crate::query::{Counts, Overview};
use crate::scene::{CROWD_TARGET, Display, Picture, Scene, TimelineInput};
use crate::time::Moment;

/// The file as the page asks it.
pub(super) struct Handle(pub Shared<SendWrapper<Large>>);

impl Many for Handle {
    fn marks(&self, viewport: &Viewport) -> Option<Picture> {
        let large = &self.0;
        let home = large.app.home.get();
        if large.due_home.get() != home {
            let (large, view) = (large.clone(), *viewport);
            let count = move || {
                untrack(|| large.count_ahead(&view));
                let due = large.due_home;
                set_timeout(move || due.set(home), Duration::ZERO);
            };
            set_timeout(count, Duration::ZERO);
            return Some(Picture::empty(viewport.size()));
        }
        let picture = asked::draw(large, viewport);
        let singles = picture.targets.iter().filter(|target| {
            target.incident >= CROWD_TARGET && target.group.is_some_and(|group| group.count == 1)
        });
        let singles = singles.map(|target| target.incident - CROWD_TARGET);
        let singles: Vec<usize> = singles.take(MOST_NAMED + 1).collect();
        if singles.len() <= MOST_NAMED {
            asked::ask_later(large, |file| &file.naming, singles);
        }
        Some(picture)
    }

    fn has_bare_ground(&self) -> bool {
        true
    }

    fn bare_ground(&self, viewport: &Viewport, overhang_px: f64) -> Option<Scene> {
        asked::bare_ground(self.0.app, viewport, overhang_px)
    }

    fn overview(&self, of_excerpt: &Overview) -> Option<Overview> {
        let large = &self.0;
        large.refresh();
        let counted = large.counted.borrow();
        let in_window = counted.in_window.iter().map(|(possible, _)| *possible);
        let in_window = Counts::new(in_window.collect(), 0);
        let mut shown = in_window.clone();
        let filter = large.app.view.get_untracked().filter;
        shown.by_kind.retain(|(kind, _)| filter.shows(*kind));
        let of_excerpt = of_excerpt.clone();
        Some(of_excerpt.counting(counted.all.clone(), in_window, shown))
    }

    fn first_cards(&self, most: usize) -> Option<Vec<usize>> {
        let large = &self.0;
        large.refresh();
        large.app.story.track();
        if !large.is_due.get() {
            return Some(Vec::new());
        }
        if !large.is_settled() {
            return Some(large.seen.borrow().cards.clone());
        }
        let first = large.first_listed(most);
        let found: Vec<usize> = first.iter().filter_map(|at| large.known(*at)).collect();
        if found.len() < first.len() {
            asked::ask_later(large, |file| &file.listing, first);
        }
        large.seen.borrow_mut().cards.clone_from(&found);
        Some(found)
    }

    fn listed(&self) -> Option<usize> {
        finding::number_listed(self.0.app)
    }

    fn marked(&self, cards: Vec<Element>) -> Vec<Element> {
        finding::marked(self.0.app, cards)
    }

    fn open(&self, target: usize) -> bool {
        self.0.open(target);
        true
    }

    fn in_view(&self, viewport: &Viewport) -> Option<usize> {
        self.0.in_view(viewport)
    }

    fn possible(&self) -> Option<usize> {
        let large = &self.0;
        large.refresh();
        let (possible, certain) = large.shown();
        Some(possible - certain)
    }

    fn timeline(&self, input: &TimelineInput) -> Option<Picture> {
        let large = &self.0;
        large.refresh();
        Some(large.timeline(input))
    }

    fn dates(&self) -> Option<Vec<Moment>> {
        let large = &self.0;
        large.refresh();
        let counted = large.counted.borrow();
        let kept = counted.kept_dates.as_ref().map(|(kept, _)| kept);
        Some(kept.unwrap_or(&counted.all_dates).clone())
    }

    fn choose(&self, display: Option<Display>) {
        self.0.display.set(display);
    }

    fn needs_words(&self) -> bool {
        true
    }

    fn map_foot(&self, input: &DocumentInput) -> Vec<Element> {
        let large = &self.0;
        if !MANY.are_known(input.locale) {
            return Vec::new();
        }
        let mut foot = vec![document::display_choice(input, large.display.get(), true)];
        foot.extend(large.legend(input));
        foot
    }

    fn kinds(&self, target: usize) -> Option<Counts> {
        self.0.kinds(target)
    }

    fn name(&self, input: &DocumentInput, target: usize) -> Option<String> {
        self.0.name(input, target)
    }

    fn has_own_areas(&self) -> bool {
        // The story is only an excerpt of what lies there.
        true
    }

    fn region_at(&self, at: ScreenPoint) -> Option<String> {
        let large = &self.0;
        large.is_by_region().then(|| large.region_under(at))?
    }

    fn region_words(&self, input: &DocumentInput, code: &str) -> Option<String> {
        self.0.words_of_region(input, code)
    }
}

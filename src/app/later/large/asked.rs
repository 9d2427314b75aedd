//! What the page asks of incidents that are drawn otherwise, wherever they are from.

use leptos::prelude::*;
use send_wrapper::SendWrapper;

use super::{Large, LargeFile, MOST_LISTED, ONE_PLACE_KM, Then, Waiting, regions};
use crate::app::flight::fly;
use crate::app::shared::Shared;
use crate::app::state::App;
use crate::document::{self, DocumentInput, Element};
use crate::geo::{PlaneBounds, Viewport};
use crate::query::Counts;
use crate::scene::{CLOSEST_PX_PER_KM, CrowdScale, Display, Picture, Scene, bare, base_scene};
use crate::view::MapMove;

/// Their marks; takes note of how they are drawn now.
pub(super) fn draw(large: &Shared<SendWrapper<Large>>, viewport: &Viewport) -> Picture {
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
    found.picture
}

/// The ground of the map in a view, without anything of single incidents.
pub(super) fn bare_ground(app: App, viewport: &Viewport, overhang_px: f64) -> Option<Scene> {
    app.with_map_input(viewport, |input| {
        bare(input, |input| base_scene(input, overhang_px))
    })
}

/// Asks for records of a large file once nothing moves.
pub(super) fn ask_later(
    large: &Shared<SendWrapper<Large>>,
    waiting: fn(&LargeFile) -> &Waiting,
    wanted: Vec<usize>,
) {
    if let Some(file) = &large.file {
        let asked = large.clone();
        waiting(file).start(move || asked.ask(&wanted, None));
    }
}

impl Large {
    /// Opens what a target of the map stands for, by its number.
    pub(super) fn open(&self, target: usize) {
        if self.is_by_region() {
            if let Some(bounds) = self.bounds_of(target) {
                fly(self.app, MapMove::Fit(bounds));
            }
            return;
        }
        let (members, bounds) = self.members(target, MOST_LISTED);
        let viewport = self.app.viewport.get_untracked();
        let is_nearest = viewport.is_some_and(|view| view.px_per_km() >= CLOSEST_PX_PER_KM);
        let is_small =
            |bounds: PlaneBounds| bounds.width_km().max(bounds.height_km()) < ONE_PLACE_KM;
        let is_one_place = is_nearest || bounds.is_some_and(is_small);
        match (members.len(), bounds) {
            (0, _) | (_, None) => {}
            (1, _) => self.ask(&members, Some(Then::Select)),
            _ if is_one_place => self.ask(&members, Some(Then::List)),
            (_, Some(bounds)) => fly(self.app, MapMove::Fit(bounds)),
        }
    }

    /// How many of those shown lie in a view, where that is not by region: what is known by its region alone is in no
    /// other.
    pub(in crate::app::later) fn in_view(&self, viewport: &Viewport) -> Option<usize> {
        self.refresh();
        (!self.is_by_region()).then(|| self.count_in(viewport))
    }

    /// The meaning of what is drawn now.
    pub(super) fn legend(&self, input: &DocumentInput) -> Vec<Element> {
        let drawn = self.drawn.get();
        match drawn.display {
            Display::Regions => self.region_foot(input),
            _ => document::display_legend(input, &drawn),
        }
    }

    /// How many there are of each kind in what a target of the map stands for, by its number, where that is known.
    pub(super) fn kinds(&self, target: usize) -> Option<Counts> {
        let counted = self.counted.borrow();
        let part = counted.parts.iter().find(|part| part.target == target)?;
        let mut by_kind = Vec::new();
        let slots = part.kinds?.into_iter().enumerate();
        for (slot, count) in slots.filter(|(_, count)| *count > 0) {
            let kind = counted.cells.kind_of(slot)?;
            by_kind.resize(by_kind.len().max(kind + 1), 0);
            if let Some(of_kind) = by_kind.get_mut(kind) {
                *of_kind = count as usize;
            }
        }
        Some(Counts::new(by_kind, 0))
    }

    /// The name of the region that a target of the map stands for, by its number, where they are drawn by region.
    pub(super) fn name(&self, input: &DocumentInput, target: usize) -> Option<String> {
        let code = self.is_by_region().then(|| self.region_of(target))?;
        self.words_of_region(input, &code?)
    }
}

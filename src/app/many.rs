//! What draws and counts the incidents otherwise than the page by itself: as a reader chose, or because the story is an
//! excerpt of very many.

use send_wrapper::SendWrapper;

use super::shared::Shared;
use crate::document::{DocumentInput, Element};
use crate::geo::{ScreenPoint, Viewport};
use crate::query::{Counts, Overview};
use crate::scene::{Display, Picture, Scene, TimelineInput};
use crate::time::Moment;

/// All incidents, drawn and counted otherwise; where it gives nothing, as the page does it. What is asked here follows
/// signals.
pub trait Many {
    /// Their marks on the map.
    fn marks(&self, viewport: &Viewport) -> Option<Picture>;
    /// Whether these are all that is drawn of them, so that the ground below has nothing of single incidents.
    fn has_bare_ground(&self) -> bool;
    /// That ground in a view, with so much around it.
    fn bare_ground(&self, viewport: &Viewport, overhang_px: f64) -> Option<Scene>;
    /// The counts of all of them, in place of those of the excerpt.
    fn overview(&self, _of_excerpt: &Overview) -> Option<Overview> {
        None
    }
    /// The positions in the story of the first ones whose cards are listed, in their order.
    fn first_cards(&self, _most: usize) -> Option<Vec<usize>> {
        None
    }
    /// How many are listed, where these are not all that are shown.
    fn listed(&self) -> Option<usize> {
        None
    }
    /// Their cards, with marks where they say what is searched for.
    fn marked(&self, cards: Vec<Element>) -> Vec<Element> {
        cards
    }
    /// Opens what a target of the map stands for, by its number. Whether that is one of its own.
    fn open(&self, target: usize) -> bool;
    /// How many of those shown lie in a view, where not only its marks tell.
    fn in_view(&self, viewport: &Viewport) -> Option<usize>;
    /// How many of those shown may also lie outside of the window of time.
    fn possible(&self) -> Option<usize> {
        None
    }
    /// The first minutes of the dates of those shown at any time.
    fn dates(&self) -> Option<Vec<Moment>> {
        None
    }
    /// Their timeline.
    fn timeline(&self, _input: &TimelineInput) -> Option<Picture> {
        None
    }
    /// Whether the choice of how they are drawn is open, where it can be closed.
    fn is_choosing(&self) -> Option<bool> {
        None
    }
    /// Opens or closes that choice.
    fn toggle_choosing(&self) {}
    /// Has them drawn as a reader wants, or as suits their number.
    fn choose(&self, display: Option<Display>);
    /// Whether the words for such ways of drawing are needed.
    fn needs_words(&self) -> bool;
    /// What stands below the map beside the legend.
    fn map_foot(&self, input: &DocumentInput) -> Vec<Element>;
    /// How many there are of each kind in what a target of the map stands for, by its number, where that is known.
    fn kinds(&self, target: usize) -> Option<Counts>;
    /// The name of what a target of the map stands for, by its number, where that has one.
    fn name(&self, input: &DocumentInput, target: usize) -> Option<String>;
    /// Whether the areas on the map are others than those of the page.
    fn has_own_areas(&self) -> bool;
    /// The code of the region at a point of the screen whose incidents are counted.
    fn region_at(&self, at: ScreenPoint) -> Option<String>;
    /// What is counted in a region, by its code.
    fn region_words(&self, input: &DocumentInput, code: &str) -> Option<String>;
}

/// A shared one.
pub type ManyIncidents = Shared<SendWrapper<Box<dyn Many>>>;

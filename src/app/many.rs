//! Very many incidents, of which the story on the page has an excerpt: what the page asks of whoever has all of them.

use send_wrapper::SendWrapper;

use super::shared::Shared;
use crate::document::{DocumentInput, Element};
use crate::geo::{ScreenPoint, Viewport};
use crate::query::{Counts, Overview};
use crate::scene::{Picture, TimelineInput};

/// All of very many incidents. What is asked here follows signals.
pub trait Many {
    /// Their marks on the map.
    fn marks(&self, viewport: &Viewport) -> Picture;
    /// The counts of all of them, in place of those of the excerpt.
    fn overview(&self, of_excerpt: &Overview) -> Overview;
    /// The positions in the excerpt of the first ones whose cards are listed.
    fn first_cards(&self, most: usize) -> Vec<usize>;
    /// Opens what a target of the map stands for, by its number.
    fn open(&self, target: usize);
    /// How many of those shown lie in a view, where not only its marks tell.
    fn in_view(&self, viewport: &Viewport) -> Option<usize>;
    /// How many of those shown may also lie outside of the window of time.
    fn possible(&self) -> usize;
    /// Their timeline.
    fn timeline(&self, input: &TimelineInput) -> Picture;
    /// What stands below the map beside the legend.
    fn map_foot(&self, input: &DocumentInput) -> Vec<Element>;
    /// How many there are of each kind in what a target of the map stands for, by its number, where that is known.
    fn kinds(&self, target: usize) -> Option<Counts>;
    /// The name of what a target of the map stands for, by its number, where that has one.
    fn name(&self, input: &DocumentInput, target: usize) -> Option<String>;
    /// The code of the region at a point of the screen whose incidents are counted.
    fn region_at(&self, at: ScreenPoint) -> Option<String>;
    /// What is counted in a region, by its code.
    fn region_words(&self, input: &DocumentInput, code: &str) -> Option<String>;
}

/// A shared one.
pub type ManyIncidents = Shared<SendWrapper<Box<dyn Many>>>;

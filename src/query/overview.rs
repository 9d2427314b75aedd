//! What is asked of a story again and again, counted once.

use super::counts::place_of;
use super::{Counts, Dataset, Filter};
use crate::story::Kind;

/// How many categories have a mark of their own.
pub const CATEGORY_MARKS: usize = 6;

/// What is asked of a story again and again, counted once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Overview {
    /// All its incidents by kind, and its regions.
    pub counts: Counts,
    /// Those that the reader's filter keeps; the same where it keeps all.
    pub shown: Counts,
    /// Those of all kinds, hidden ones too, that the filter keeps otherwise: what may lie in the window of time, and was
    /// searched and chosen.
    pub in_window: Counts,
    /// What the reader wants to see.
    pub filter: Filter,
    /// All regions in ascending order, and whether an incident that is shown lies in each.
    region_codes: Vec<String>,
    are_involved: Vec<bool>,
    /// Which incidents are shown, when not all are.
    are_shown: Option<Vec<bool>>,
    /// Which of the marks each category has.
    marks: Vec<Option<usize>>,
}

impl Overview {
    /// Looks at all incidents.
    pub fn of(dataset: &Dataset) -> Self {
        let counts = Counts::of(dataset, |_| true);
        let codes = dataset.region_codes().into_iter();
        let region_codes: Vec<String> = codes.map(str::to_owned).collect();
        Self {
            marks: marks(dataset.story.categories.len(), &counts),
            are_involved: vec![true; region_codes.len()],
            are_shown: None,
            filter: Filter::default(),
            region_codes,
            shown: counts.clone(),
            in_window: counts.clone(),
            counts,
        }
    }

    /// The same story, seen through a filter: what all of it has, such as the marks of its kinds, stays as it is.
    pub fn under(&self, dataset: &Dataset, filter: &Filter) -> Self {
        let mut seen = Self {
            filter: filter.clone(),
            shown: self.counts.clone(),
            in_window: self.counts.clone(),
            are_shown: None,
            ..self.clone()
        };
        seen.are_involved.fill(filter.is_all());
        if filter.is_all() {
            return seen;
        }
        let mut are_shown = Vec::with_capacity(dataset.incidents.len());
        let mut in_window = vec![0; 2 + dataset.story.categories.len()];
        let mut are_all_in_regions = true;
        for (position, incident) in dataset.incidents.iter().enumerate() {
            let is_in_window = filter.may_hold(incident) && filter.is_chosen(position);
            if let Some(count) = in_window.get_mut(place_of(incident.kind)) {
                *count += usize::from(is_in_window);
            }
            let is_shown = is_in_window && filter.shows(incident.kind);
            are_shown.push(is_shown);
            if !is_shown {
                continue;
            }
            let region = incident.place.region.as_deref();
            are_all_in_regions &= region.is_some();
            let region = region.and_then(|code| self.region(code));
            if let Some(is_involved) = region.and_then(|at| seen.are_involved.get_mut(at)) {
                *is_involved = true;
            }
        }
        let regions = seen.are_involved.iter().filter(|is| **is).count();
        let regions = if are_all_in_regions { regions } else { 0 };
        seen.in_window = Counts::new(in_window, regions);
        let is_of_shown = |(kind, _): &(Kind, usize)| filter.shows(*kind);
        seen.shown = seen.in_window.clone();
        seen.shown.by_kind.retain(is_of_shown);
        seen.are_shown = Some(are_shown);
        seen
    }

    /// The same of an excerpt of very many incidents, with the counts of all of them.
    #[must_use]
    pub fn counting(mut self, counts: Counts, in_window: Counts, shown: Counts) -> Self {
        self.marks = marks(self.marks.len(), &counts);
        (self.counts, self.in_window, self.shown) = (counts, in_window, shown);
        self
    }

    /// Whether the filter hides any incident.
    pub fn hides_some(&self) -> bool {
        self.shown.total() < self.counts.total()
    }

    /// Whether the incident at a position is shown.
    pub fn is_shown(&self, position: usize) -> bool {
        let are_shown = self.are_shown.as_ref();
        are_shown.is_none_or(|are_shown| are_shown.get(position).copied().unwrap_or(false))
    }

    /// Those of some positions, or of all, whose incidents are shown, in their order; `None` for all there are.
    pub fn shown_of(&self, positions: Option<&[usize]>) -> Option<Vec<usize>> {
        let shown = |position: &usize| self.is_shown(*position);
        match (positions, &self.are_shown) {
            (Some(positions), _) => Some(positions.iter().copied().filter(shown).collect()),
            (None, Some(are_shown)) => Some((0..are_shown.len()).filter(shown).collect()),
            (None, None) => None,
        }
    }

    /// Whether an incident that is shown lies in the region with this code.
    pub fn involves(&self, code: &str) -> bool {
        let is_involved = self.region(code).and_then(|at| self.are_involved.get(at));
        is_involved.copied().unwrap_or(false)
    }

    fn region(&self, code: &str) -> Option<usize> {
        let codes = &self.region_codes;
        let found = codes.binary_search_by(|known| known.as_str().cmp(code));
        found.ok()
    }

    /// Which of the [`CATEGORY_MARKS`] marks a category has, 0 the first; `None` for one that shares the neutral mark.
    pub fn mark_of(&self, category: usize) -> Option<usize> {
        self.marks.get(category).copied().flatten()
    }
}

/// A mark for each category, so that no two share one by accident: in the order in which they are declared, or, when
/// there are more categories than marks, for the most frequent ones.
fn marks(categories: usize, counts: &Counts) -> Vec<Option<usize>> {
    if categories <= CATEGORY_MARKS {
        return (0..categories).map(Some).collect();
    }
    let mut marks = vec![None; categories];
    let kinds = counts.most_frequent_first().into_iter();
    let frequent = kinds.filter_map(|(kind, _)| match kind {
        Kind::Category(position) => Some(position),
        _ => None,
    });
    for (mark, category) in frequent.take(CATEGORY_MARKS).enumerate() {
        if let Some(of_category) = marks.get_mut(category) {
            *of_category = Some(mark);
        }
    }
    marks
}

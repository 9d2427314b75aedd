//! What is asked of a story again and again, counted once.

use super::{Counts, Dataset};
use crate::story::Kind;

/// How many categories have a mark of their own.
pub const CATEGORY_MARKS: usize = 6;

/// What is asked of a story again and again, counted once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Overview {
    /// Its incidents by kind, and its regions.
    pub counts: Counts,
    region_codes: Vec<String>,
    /// Which of the marks each category has.
    marks: Vec<Option<usize>>,
}

impl Overview {
    /// Looks at all incidents.
    pub fn of(dataset: &Dataset) -> Self {
        let counts = Counts::of(dataset, |_| true);
        let codes = dataset.region_codes().into_iter();
        Self {
            marks: marks(dataset.story.categories.len(), &counts),
            region_codes: codes.map(str::to_owned).collect(),
            counts,
        }
    }

    /// Whether an incident lies in the region with this code.
    pub fn involves(&self, code: &str) -> bool {
        let codes = &self.region_codes;
        codes
            .binary_search_by(|known| known.as_str().cmp(code))
            .is_ok()
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

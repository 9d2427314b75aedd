//! What is counted by region, as a map and a list of regions show it.

use super::classes::{Classes, Method};
use super::store::{RegionCount, RegionCounts};
use crate::order::ascending;

/// What regions are compared by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Measure {
    /// How many incidents are shown.
    #[default]
    Count,
    /// Which share of all that are shown.
    Share,
    /// How many for so many of what the story's figures count.
    Rate,
    /// The sum of a figure of those that are shown.
    Figure,
}

impl Measure {
    /// The word of each.
    pub const ALL: [(&'static str, Self); 4] = [
        ("count", Self::Count),
        ("share", Self::Share),
        ("rate", Self::Rate),
        ("figure", Self::Figure),
    ];

    /// The one that goes by a word.
    pub fn from_word(word: &str) -> Option<Self> {
        let found = Self::ALL.iter().find(|(known, _)| *known == word);
        found.map(|(_, measure)| *measure)
    }
}

/// How regions are compared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RegionChoice {
    /// By what.
    pub measure: Measure,
    /// In which classes.
    pub method: Method,
}

/// The regions that are compared, by their positions.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RegionList {
    /// Their codes.
    pub codes: Vec<String>,
    /// Whether each is a country whose regions are counted apart.
    pub has_parts: Vec<bool>,
    /// By what the count of each is multiplied for a rate; `None` where nobody says.
    pub factors: Vec<Option<f64>>,
}

/// A region, and what is counted there.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RegionRow {
    /// Its code.
    pub code: String,
    /// Whether it is a country whose regions are counted apart: what is counted here is in none of them for certain.
    pub has_parts: bool,
    /// What is counted of those shown.
    pub count: RegionCount,
    /// Whether it can be compared: the file has something there, and for a rate or a sum there is a figure.
    pub has_data: bool,
    /// What it is compared by; `None` where none are shown.
    pub value: Option<f64>,
    /// The class of that.
    pub class: Option<usize>,
}

/// All regions, and what is counted there.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RegionTable {
    /// How they are compared.
    pub choice: RegionChoice,
    /// In the order of the basemap: regions, then countries.
    pub rows: Vec<RegionRow>,
    /// Those that lie in none of them.
    pub nowhere: RegionCount,
    /// The classes of what they are compared by.
    pub classes: Classes,
    /// Those that the time window may not hold, of all that are counted.
    pub all: RegionCount,
    /// How many of all that are counted do not state the figure that is summed.
    pub without_figure: u32,
    /// By how much the lines may be off that incidents were looked up in, in kilometres.
    pub tolerance_km: f64,
}

fn sum_of(counts: &RegionCounts, area: usize) -> f64 {
    counts.sums.get(area).copied().unwrap_or_default()
}

impl RegionTable {
    /// The most classes.
    pub const MOST_CLASSES: usize = 6;

    /// A table of regions; `in_file` are the counts of all incidents of the file.
    pub fn new(
        choice: RegionChoice,
        list: &RegionList,
        counts: &RegionCounts,
        in_file: &RegionCounts,
    ) -> Self {
        let mut all = counts.nowhere;
        for count in &counts.areas {
            all.possible += count.possible;
            all.certain += count.certain;
            all.near += count.near;
        }
        let mut rows = Vec::with_capacity(list.codes.len());
        for (area, code) in list.codes.iter().enumerate() {
            let count = counts.areas.get(area).copied().unwrap_or_default();
            let has_parts = list.has_parts.get(area) == Some(&true);
            let factor = match choice.measure {
                Measure::Count => Some(1.0),
                Measure::Share => Some(100.0 / f64::from(all.possible.max(1))),
                Measure::Rate => list.factors.get(area).copied().flatten(),
                Measure::Figure => Some(1.0).filter(|_| sum_of(in_file, area) > 0.0),
            };
            let amount = match choice.measure {
                Measure::Figure => sum_of(counts, area),
                _ => f64::from(count.possible),
            };
            let is_in_file = in_file
                .areas
                .get(area)
                .is_some_and(|count| count.possible > 0);
            let is_compared = amount > 0.0 && !has_parts;
            rows.push(RegionRow {
                code: code.clone(),
                has_parts,
                count,
                has_data: is_in_file && factor.is_some(),
                value: factor.filter(|_| is_compared).map(|factor| factor * amount),
                class: None,
            });
        }
        let values: Vec<f64> = rows.iter().filter_map(|row| row.value).collect();
        let classes = Classes::of(&values, choice.method, Self::MOST_CLASSES);
        for row in &mut rows {
            row.class = row.value.and_then(|value| classes.class_of(value));
        }
        Self {
            choice,
            rows,
            nowhere: counts.nowhere,
            classes,
            all,
            without_figure: counts.without_figure,
            tolerance_km: 0.0,
        }
    }

    /// The region with this code.
    pub fn row(&self, code: &str) -> Option<&RegionRow> {
        self.rows.iter().find(|row| row.code == code)
    }

    /// The positions of the regions that have some: those with the highest values first, those without one last.
    pub fn most_first(&self) -> Vec<usize> {
        let count = |at: usize| self.rows.get(at).map_or(0, |row| row.count.possible);
        let value = |at: usize| self.rows.get(at).and_then(|row| row.value).unwrap_or(-1.0);
        let counts: Vec<f64> = (0..self.rows.len())
            .map(|at| -f64::from(count(at)))
            .collect();
        let by_count = ascending(&counts);
        let values: Vec<f64> = by_count.iter().map(|at| -value(*at)).collect();
        let order = ascending(&values);
        let mut order: Vec<usize> = order
            .iter()
            .filter_map(|at| by_count.get(*at).copied())
            .collect();
        order.retain(|at| count(*at) > 0);
        order
    }

    /// How many regions could be compared but have none that are shown, and how many cannot be compared.
    pub fn empty(&self) -> (usize, usize) {
        let (mut none_shown, mut no_data) = (0, 0);
        for row in self
            .rows
            .iter()
            .filter(|row| !row.has_parts && row.value.is_none())
        {
            match row.has_data {
                false => no_data += 1,
                true => none_shown += 1,
            }
        }
        (none_shown, no_data)
    }

    /// From where to where classes go, as a legend names them: whole numbers do not meet.
    pub fn class_bounds(&self) -> Vec<(f64, f64)> {
        let mut from = self.classes.least;
        let mut bounds = Vec::with_capacity(self.classes.len());
        for upper in &self.classes.uppers {
            match self.choice.measure {
                Measure::Count => {
                    bounds.push((from, upper.floor()));
                    from = upper.floor() + 1.0;
                }
                Measure::Share | Measure::Rate | Measure::Figure => {
                    bounds.push((from, *upper));
                    from = *upper;
                }
            }
        }
        bounds
    }

    /// Which of [`Self::MOST_CLASSES`] steps of colour a class has: the highest one the last, the others evenly below it.
    pub fn step_of(&self, class: usize) -> usize {
        let (last, steps) = (self.classes.len().saturating_sub(1), Self::MOST_CLASSES - 1);
        match last {
            0 => steps / 2,
            _ => (class.min(last) * steps + last / 2) / last,
        }
    }
}

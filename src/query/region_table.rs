//! What is counted by region, as a map and a list of regions show it.

use super::classes::{Classes, Method};
use super::store::{RegionCount, RegionCounts};
use crate::order::ascending_by;

/// What regions are compared by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Measure {
    /// How many incidents are shown.
    #[default]
    Count,
    /// Which share of all that are shown.
    Share,
}

impl Measure {
    /// The word of each.
    pub const ALL: [(&'static str, Self); 2] = [("count", Self::Count), ("share", Self::Share)];

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

/// A region, and what is counted there.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RegionRow {
    /// Its code.
    pub code: String,
    /// Whether it is a country whose regions are counted apart: what is counted here is in none of them for certain.
    pub has_parts: bool,
    /// What is counted of those shown.
    pub count: RegionCount,
    /// How many incidents the file has there at all: without any, nothing can be said of the region.
    pub in_file: u32,
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
    /// By how much the lines may be off that incidents were looked up in, in kilometres.
    pub tolerance_km: f64,
}

impl RegionTable {
    /// The most classes.
    pub const MOST_CLASSES: usize = 6;

    /// A table of regions with these codes; `has_parts` are the countries whose regions are counted apart, `in_file` the
    /// counts of all incidents.
    pub fn new(
        choice: RegionChoice,
        codes: &[String],
        has_parts: &[bool],
        counts: &RegionCounts,
        in_file: &RegionCounts,
    ) -> Self {
        let mut all = counts.nowhere;
        for count in &counts.areas {
            all.possible += count.possible;
            all.certain += count.certain;
            all.near += count.near;
        }
        let value = |count: u32| match choice.measure {
            Measure::Count => f64::from(count),
            Measure::Share => 100.0 * f64::from(count) / f64::from(all.possible.max(1)),
        };
        let mut rows = Vec::with_capacity(codes.len());
        for (area, code) in codes.iter().enumerate() {
            let count = counts.areas.get(area).copied().unwrap_or_default();
            let in_file = in_file.areas.get(area).map_or(0, |count| count.possible);
            let has_parts = has_parts.get(area) == Some(&true);
            rows.push(RegionRow {
                code: code.clone(),
                has_parts,
                count,
                in_file,
                value: (count.possible > 0 && !has_parts).then(|| value(count.possible)),
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
            tolerance_km: 0.0,
        }
    }

    /// The region with this code.
    pub fn row(&self, code: &str) -> Option<&RegionRow> {
        self.rows.iter().find(|row| row.code == code)
    }

    /// The positions of the regions that have some, those with the most first.
    pub fn most_first(&self) -> Vec<usize> {
        let count = |at: usize| self.rows.get(at).map_or(0, |row| row.count.possible);
        let mut order = ascending_by(self.rows.len(), &|a, b| count(b).cmp(&count(a)));
        order.retain(|at| count(*at) > 0);
        order
    }

    /// How many regions have none of those shown but some in the file, and how many have none in the file.
    pub fn empty(&self) -> (usize, usize) {
        let (mut none_shown, mut no_data) = (0, 0);
        for row in self
            .rows
            .iter()
            .filter(|row| !row.has_parts && row.value.is_none())
        {
            match row.in_file {
                0 => no_data += 1,
                _ => none_shown += 1,
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
                Measure::Share => {
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

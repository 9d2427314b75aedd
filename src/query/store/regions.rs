//! Which region each record lies in, and how many each region has.
//!
//! The code that a record gives counts first; then its place, as far as that is known finely enough. A record that is only
//! known by its country counts for the country, and for none of its regions.

use super::areas::{Among, Areas, Found, MOST_AREAS};
use super::{Criteria, FixedPoint, NO_REGION, Store};
use crate::story::PlacePrecision;

/// The bit of a number of a region that says that a border is nearer than the map's lines are exact.
const NEAR: u16 = 1 << 15;

/// The area of each record: its position among all areas, and one more; 0 for none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Regions {
    numbers: Vec<u16>,
    areas: usize,
}

/// How many records a region has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RegionCount {
    /// Those that may be counted.
    pub possible: u32,
    /// How many of them lie in the window of time for certain.
    pub certain: u32,
    /// How many of them lie so near to a border that the map cannot tell for certain on which side.
    pub near: u32,
}

/// The counts of all regions.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RegionCounts {
    /// By the positions of areas.
    pub areas: Vec<RegionCount>,
    /// Those that lie in none.
    pub nowhere: RegionCount,
    /// The sums of a figure of those that may be counted, by the positions of areas; empty where there is no figure.
    pub sums: Vec<f64>,
    /// How many of all that may be counted do not state that figure.
    pub without_figure: u32,
}

/// Looks up the regions of the records of a store, part by part.
pub struct Assignment {
    areas: Areas,
    /// By the numbers of codes in the store less one: the area of each.
    codes: Vec<Option<u16>>,
    has_parts: Vec<bool>,
    regions: Regions,
}

/// The area of each of these codes: the one that has it, else the country it begins with; `None` for codes of neither.
pub fn areas_of_codes(codes: &[String], ids: &[String]) -> Vec<Option<u16>> {
    let texts: Vec<&str> = ids.iter().map(String::as_str).collect();
    let index = crate::order::TextIndex::of(texts);
    let area = |code: &str| {
        let at = index
            .position_of(code)
            .filter(|at| *at < MOST_AREAS && !code.is_empty());
        at.map(|at| at as u16)
    };
    let codes = codes.iter();
    codes
        .map(|code| area(code).or_else(|| area(country_of(code)?)))
        .collect()
}

/// The areas that areas are parts of: the country that the code of a region begins with.
pub fn wholes_of(ids: &[String]) -> Vec<Option<u16>> {
    let countries = ids.iter().map(|id| country_of(id).unwrap_or_default());
    areas_of_codes(&countries.map(str::to_owned).collect::<Vec<_>>(), ids)
}

/// `KZ` of `KZ-39`.
fn country_of(code: &str) -> Option<&str> {
    code.split_once('-').map(|(country, _)| country)
}

impl Assignment {
    /// A look-up in areas; `codes` are the areas of the codes of a store, by their numbers less one.
    pub fn new(areas: Areas, codes: Vec<Option<u16>>) -> Self {
        let has_parts = (0..areas.len()).map(|area| areas.has_parts(area as u16));
        Self {
            codes,
            has_parts: has_parts.collect(),
            regions: Regions {
                numbers: Vec::new(),
                areas: areas.len(),
            },
            areas,
        }
    }

    /// Looks up at most so many more records; whether all are done.
    pub fn go_on(&mut self, store: &Store, most: usize) -> bool {
        let from = self.regions.numbers.len();
        let to = store.len().min(from.saturating_add(most));
        self.regions.numbers.reserve_exact(store.len() - from);
        for at in from..to {
            let found = self.region_of(store, at);
            let near = if found.is_near { NEAR } else { 0 };
            let number = found.area.map_or(0, |area| (area + 1) | near);
            self.regions.numbers.push(number);
        }
        to == store.len()
    }

    /// What was found, and the areas it was found in.
    pub fn finish(self) -> (Regions, Areas) {
        (self.regions, self.areas)
    }

    fn has_parts(&self, area: u16) -> bool {
        self.has_parts.get(usize::from(area)) == Some(&true)
    }

    fn region_of(&self, store: &Store, at: usize) -> Found {
        let columns = store.columns();
        let number = columns.region.get(at).copied().unwrap_or(NO_REGION);
        let code = usize::from(number).checked_sub(1);
        let given = code.and_then(|code| self.codes.get(code).copied().flatten());
        let precision = precision_of(columns.state.get(at).copied().unwrap_or_default());
        let is_fine = precision <= PlacePrecision::District;
        let place = columns.x.get(at).zip(columns.y.get(at));
        let place = place.map(|(x, y)| FixedPoint { x: *x, y: *y });
        let place = place.filter(|at| *at != FixedPoint::NOWHERE);
        let place = place.map(FixedPoint::to_plane);
        let by_place = |among| place.map_or(Found::default(), |at| self.areas.at(at, among));
        let sure = |area: u16| Found {
            area: Some(area),
            is_near: false,
        };
        match given {
            Some(area) if precision == PlacePrecision::Country => {
                sure(self.areas.whole_of(area).unwrap_or(area))
            }
            // A country's code says nothing against a finer place in it.
            Some(area) if is_fine && self.has_parts(area) => {
                let found = by_place(Among::PartsOf(area));
                if found.area.is_some() {
                    found
                } else {
                    sure(area)
                }
            }
            Some(area) => sure(area),
            None if is_fine => by_place(Among::All),
            // The point stands for something that need not be one of these regions, but is in one country.
            None => by_place(Among::Wholes),
        }
    }
}

fn precision_of(state: u8) -> PlacePrecision {
    let found = PlacePrecision::ALL.get(usize::from(state & 7));
    found.map_or(PlacePrecision::Country, |(_, precision)| *precision)
}

impl RegionCount {
    fn add(&mut self, is_certain: u32, is_near: u32) {
        self.possible += 1;
        self.certain += is_certain;
        self.near += is_near;
    }
}

impl Store {
    /// How many records are counted in each region, and the sums of a figure there: `figures` are those of the records in
    /// the order of the store, not a number where a record states none, and empty where no figure is summed.
    pub fn count_by_region(
        &self,
        criteria: &Criteria,
        regions: &Regions,
        figures: &[f64],
    ) -> RegionCounts {
        let mut counts = vec![RegionCount::default(); regions.areas + 1];
        let mut sums = vec![0.0; if figures.is_empty() { 0 } else { counts.len() }];
        let mut without_figure = 0;
        self.for_each(criteria, |seen| {
            let number = regions.numbers.get(seen.at).copied().unwrap_or_default();
            let area = usize::from(number & !NEAR);
            if let Some(count) = counts.get_mut(area) {
                count.add(seen.is_certain, u32::from(number / NEAR));
            }
            if let (Some(sum), Some(figure)) = (sums.get_mut(area), figures.get(seen.at)) {
                match figure.is_nan() {
                    true => without_figure += 1,
                    false => *sum += figure,
                }
            }
        });
        let areas = counts.split_off(1);
        RegionCounts {
            areas,
            nowhere: counts.first().copied().unwrap_or_default(),
            sums: sums.split_off(sums.len().min(1)),
            without_figure,
        }
    }

    /// How many records have no coordinates but the code of a region or a country.
    pub fn known_by_code(&self) -> usize {
        let columns = self.columns();
        let rows = columns.region.iter().zip(&columns.x).zip(&columns.y);
        let is_coded = |((region, x), y): &((&u16, &u32), &u32)| {
            **region != NO_REGION && FixedPoint { x: **x, y: **y } == FixedPoint::NOWHERE
        };
        rows.filter(is_coded).count()
    }
}

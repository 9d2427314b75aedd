//! Longitude and latitude in two fields, or both in one.

use super::super::names::Match;
use super::{Field, Finder};
use crate::report::{Reason, Target};

/// The share of numbers that make a field one of numbers, where its name says so: some values may be missing or bad.
const MOSTLY: f64 = 0.5;
/// The share of values that must look like it where the name does not say so.
const NEARLY_ALL: f64 = 0.9;

impl Finder<'_> {
    /// Finds a pair of fields for latitude and longitude, or else one for both.
    pub(super) fn find_coordinates(&mut self) {
        self.find_pair();
        let is_open = |target| !self.is_settled(target);
        let has_pair = !is_open(Target::Latitude) || !is_open(Target::Longitude);
        if has_pair || !is_open(Target::Position) {
            return;
        }
        self.take_named(Target::Position, &|field, _| {
            field.stats.has(field.stats.positions, MOSTLY)
        });
        // A half of a pair whose other half was not found is no place of two numbers.
        let halves = [Target::Latitude, Target::Longitude];
        let halves = halves.map(|target| self.named(target, &|_, _| true));
        let halves: Vec<&str> = halves
            .iter()
            .flatten()
            .filter_map(|(at, _)| Some(self.fields.get(*at)?.name))
            .collect();
        let is_position = |field: &Field| {
            field.stats.has(field.stats.positions, NEARLY_ALL) && !halves.contains(&field.name)
        };
        if let Some(at) = self
            .only(is_position)
            .filter(|_| !self.is_settled(Target::Position))
        {
            self.take(Target::Position, at, Reason::Values);
        }
    }

    /// Finds latitude and longitude: of several pairs the one whose names differ in that word alone (`start_lat` and
    /// `start_lng`). One without the other is no place, unless the publisher names the other.
    fn find_pair(&mut self) {
        let latitudes = whole_first(self.named(Target::Latitude, &is_latitude));
        let longitudes = whole_first(self.named(Target::Longitude, &is_longitude));
        let first = |named: &[(usize, &Match)]| named.first().map(|(at, _)| *at);
        let has_told = |target| self.told.fields().any(|(told, _)| told == target);
        let is_open = |target| !self.told.says(target);
        let pair = if is_open(Target::Latitude) && is_open(Target::Longitude) {
            let is_alike = |a: &Match, b: &Match| (a.is_weak, &a.beside) == (b.is_weak, &b.beside);
            let alike = latitudes.iter().find_map(|(lat, a)| {
                let (lng, _) = longitudes.iter().find(|(_, b)| is_alike(a, b))?;
                Some((*lat, *lng))
            });
            let pair = alike.or_else(|| Some((first(&latitudes)?, first(&longitudes)?)));
            pair.map_or((None, None), |(lat, lng)| (Some(lat), Some(lng)))
        } else if has_told(Target::Latitude) && is_open(Target::Longitude) {
            (None, first(&longitudes))
        } else if has_told(Target::Longitude) && is_open(Target::Latitude) {
            (first(&latitudes), None)
        } else {
            (None, None)
        };
        if let Some(lng) = pair.1 {
            self.take(Target::Longitude, lng, Reason::Name);
        }
        if let Some(lat) = pair.0 {
            self.take(Target::Latitude, lat, Reason::Name);
        }
    }
}

/// Puts a whole name before one with words beside it, then the better before the worse.
fn whole_first(mut named: Vec<(usize, &Match)>) -> Vec<(usize, &Match)> {
    named.sort_by_key(|(_, name)| (name.is_weak, !name.beside.is_empty(), name.rank));
    named
}

/// A column named latitude is one even if its values are out of range: swapped or projected coordinates are then named
/// as what they are. One named `y` has to look like degrees.
fn is_latitude(field: &Field, name: &Match) -> bool {
    is_coordinate(field, name, field.stats.latitudes)
}

fn is_longitude(field: &Field, name: &Match) -> bool {
    is_coordinate(field, name, field.stats.longitudes)
}

fn is_coordinate(field: &Field, name: &Match, in_range: usize) -> bool {
    let stats = field.stats;
    if name.is_weak {
        let has_decimals = stats.has(stats.numbers - stats.integers, MOSTLY);
        has_decimals && stats.has(in_range, NEARLY_ALL)
    } else {
        field.is_numeric() || stats.has(stats.marked_degrees, MOSTLY)
    }
}

/// How a field of positions is written. Two numbers whose values allow either order are read as their name says, and
/// latitude first if it does not: people write it so, and registers export it so.
pub(super) fn form(field: &Field) -> &'static str {
    let pairs = field.stats.pairs;
    let is_first = |words: &[&str]| {
        let first = field
            .words
            .iter()
            .find(|word| word.starts_with("lat") || word.starts_with("lon") || *word == "lng");
        first.is_some_and(|first| words.iter().any(|word| first.starts_with(word)))
    };
    if pairs.either + pairs.latitude_first + pairs.longitude_first == 0 {
        "well-known-text"
    } else if pairs.longitude_first > pairs.latitude_first {
        "longitude-latitude"
    } else if pairs.latitude_first > 0 || !is_first(&["lon", "lng"]) {
        "latitude-longitude"
    } else {
        "longitude-latitude"
    }
}

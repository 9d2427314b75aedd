//! The records of a file as columns, in its order, and sorted for a store.

use super::quick::{Quick, UNITS_PER_DEGREE};
use super::word::is_equal;
use crate::geo::{LngLat, LngLatBounds, ManyPoints, Projection};
use crate::query::store::{Columns, FixedPoint, Minute, Order, state_of};
use crate::story::{PlacePrecision, Status};

/// The longitude of a record without coordinates.
const NOWHERE: i32 = i32::MIN;
/// The most kinds and the most regions that are told apart.
const MOST_KINDS: usize = 250;
const MOST_REGIONS: usize = 60_000;
/// Operations and leads.
const OWN_KINDS: [&str; 2] = ["operation", "lead"];

/// The records of a file, in its order: some 30 bytes for each.
#[derive(Clone, Debug)]
pub struct Table {
    offset: Vec<u64>,
    length: Vec<u32>,
    kind: Vec<u8>,
    region: Vec<u16>,
    state: Vec<(PlacePrecision, Status)>,
    earliest: Vec<i32>,
    latest: Vec<i32>,
    /// In ten-millionths of a degree.
    lng: Vec<i32>,
    lat: Vec<i32>,
    kinds: Words,
    regions: Words,
    /// The place of each of `kinds` among all kinds of the story.
    kind_places: Vec<u16>,
}

/// Words that come again and again, as numbers.
#[derive(Clone, Debug, Default)]
struct Words {
    words: Vec<Box<[u8]>>,
    /// The number that was found last: records of one kind often follow each other.
    last: usize,
}

impl Default for Table {
    fn default() -> Self {
        let mut kinds = Words::default();
        for kind in OWN_KINDS {
            kinds.add(kind.as_bytes());
        }
        Self {
            offset: Vec::new(),
            length: Vec::new(),
            kind: Vec::new(),
            region: Vec::new(),
            state: Vec::new(),
            earliest: Vec::new(),
            latest: Vec::new(),
            lng: Vec::new(),
            lat: Vec::new(),
            kinds,
            regions: Words::default(),
            kind_places: Vec::new(),
        }
    }
}

impl Words {
    #[inline(always)]
    fn number_of(&mut self, word: &[u8]) -> Option<usize> {
        let is_word = |known: &[u8]| is_equal(known, word);
        if self
            .words
            .get(self.last)
            .is_some_and(|known| is_word(known))
        {
            return Some(self.last);
        }
        self.last = self.words.iter().position(|known| is_word(known))?;
        Some(self.last)
    }

    fn add(&mut self, word: &[u8]) -> usize {
        self.words.push(word.into());
        self.words.len() - 1
    }

    fn texts(&self) -> Vec<String> {
        let words = self.words.iter();
        words
            .map(|word| String::from_utf8_lossy(word).into_owned())
            .collect()
    }
}

impl Table {
    /// How many records there are.
    pub fn len(&self) -> usize {
        self.kind.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.kind.is_empty()
    }

    /// Where a record stands in the file: the bytes before it, and how many it has.
    pub fn extent(&self, position: usize) -> Option<(u64, usize)> {
        let length = self.length.get(position)?;
        Some((*self.offset.get(position)?, *length as usize))
    }

    /// Up to which record a piece of the file reaches that begins with one and has at most so many bytes, but for a single
    /// record that has more; and where in the file it stands: the bytes before it, and how many it has.
    pub fn piece(&self, from: usize, most_bytes: usize) -> Option<(usize, u64, usize)> {
        let (start, mut length) = self.extent(from)?;
        let mut to = from + 1;
        while let Some((offset, more)) = self.extent(to) {
            let reaches = (offset + more as u64).saturating_sub(start) as usize;
            if reaches > most_bytes {
                break;
            }
            (to, length) = (to + 1, reaches);
        }
        Some((to, start, length))
    }

    /// The place of the kind and the number of the region of a record; see [`Columns`].
    pub fn kind_and_region(&self, position: usize) -> Option<(usize, usize)> {
        let kind = usize::from(*self.kind.get(position)?);
        let place = self.kind_places.get(kind).copied();
        let region = self.region.get(position).copied().unwrap_or_default();
        Some((place.map_or(kind, usize::from), usize::from(region)))
    }

    /// How many records have no coordinates.
    pub fn unplaced(&self) -> usize {
        self.lng.iter().filter(|lng| **lng == NOWHERE).count()
    }

    /// The codes of regions: the first one has the number 1.
    pub fn regions(&self) -> Vec<String> {
        self.regions.texts()
    }

    /// The window around all coordinates; `None` without any.
    pub fn bounds(&self) -> Option<LngLatBounds> {
        /// A tenth of a degree: the window is found by the gaps between longitudes, of which the finest do not count.
        const STRIP: i32 = UNITS_PER_DEGREE as i32 / 10;
        let mut strips: Vec<Option<[i32; 4]>> = vec![None; 3601];
        for (lng, lat) in self
            .lng
            .iter()
            .zip(&self.lat)
            .filter(|(lng, _)| **lng != NOWHERE)
        {
            let strip = (lng / STRIP + 1800).clamp(0, 3600) as usize;
            if let Some(strip) = strips.get_mut(strip) {
                let [west, south, east, north] = strip.unwrap_or([*lng, *lat, *lng, *lat]);
                *strip = Some([
                    west.min(*lng),
                    south.min(*lat),
                    east.max(*lng),
                    north.max(*lat),
                ]);
            }
        }
        let ends = strips.into_iter().flatten();
        LngLatBounds::of(
            ends.flat_map(|[west, south, east, north]| {
                [degrees(west, south), degrees(east, north)]
            }),
        )
    }

    /// Makes room for so many more records.
    pub(super) fn reserve(&mut self, more: usize) {
        self.offset.reserve_exact(more);
        self.length.reserve_exact(more);
        self.kind.reserve_exact(more);
        self.region.reserve_exact(more);
        self.state.reserve_exact(more);
        self.earliest.reserve_exact(more);
        self.latest.reserve_exact(more);
        self.lng.reserve_exact(more);
        self.lat.reserve_exact(more);
    }

    /// Adds a record; whether it could be: not where its kind is a new one.
    pub(super) fn push(&mut self, quick: &Quick, offset: u64, length: usize) -> bool {
        let kind = match quick.kind {
            None => Some(0),
            Some(word) => self.kinds.number_of(word),
        };
        let (Some(kind), Some(region)) = (kind, self.region_number(quick.region)) else {
            return false;
        };
        let (earliest, latest) = quick.span.unwrap_or((Minute::NEVER, Minute::NEVER));
        let (lng, lat) = quick.at.unwrap_or((NOWHERE, 0));
        self.offset.push(offset);
        self.length.push(length as u32);
        self.kind.push(kind as u8);
        self.region.push(region);
        self.state.push((quick.precision, quick.status));
        self.earliest.push(earliest.0);
        self.latest.push(latest.0);
        self.lng.push(lng);
        self.lat.push(lat);
        true
    }

    /// Makes the records of a kind known by its word.
    pub(super) fn know_kind(&mut self, word: &[u8]) {
        if self.kinds.number_of(word).is_none() && self.kinds.words.len() < MOST_KINDS {
            self.kinds.add(word);
        }
    }

    fn region_number(&mut self, code: Option<&[u8]>) -> Option<u16> {
        let Some(code) = code else { return Some(0) };
        let number = match self.regions.number_of(code) {
            Some(number) => number,
            None if self.regions.words.len() < MOST_REGIONS => self.regions.add(code),
            None => return Some(0),
        };
        u16::try_from(number + 1).ok()
    }

    /// The same, with kinds in their places: operations, leads, those that the story declares, the others.
    pub(super) fn with_kinds_of(mut self, declared: &[String], undeclared: &[String]) -> Self {
        let own = OWN_KINDS.map(str::to_owned);
        let places: Vec<&String> = own.iter().chain(declared).chain(undeclared).collect();
        let place_of = |word: String| places.iter().position(|known| **known == word);
        let words = self.kinds.texts().into_iter();
        let found = words.map(|word| place_of(word).unwrap_or_default() as u16);
        self.kind_places = found.collect();
        self
    }

    /// The records on the plane of a projection, in the order of a store.
    pub fn columns(&self, projection: &Projection) -> Columns {
        let order = Order::of(&self.earliest);
        let many = ManyPoints::of(*projection);
        let places = self.lng.iter().zip(&self.lat).map(|(lng, lat)| {
            let is_placed = *lng != NOWHERE;
            FixedPoint::of(is_placed.then(|| many.plane_from_lnglat(degrees(*lng, *lat))))
        });
        let places: Vec<FixedPoint> = places.collect();
        let place_of = |kind: &u8| self.kind_places.get(usize::from(*kind)).copied();
        let kinds = self
            .kind
            .iter()
            .map(|kind| place_of(kind).unwrap_or_default());
        let state_of = |(precision, status): &(_, _)| state_of(*precision, *status);
        let states: Vec<u8> = self.state.iter().map(state_of).collect();
        Columns {
            position: order.placed(0..self.len() as u32),
            earliest: order.sorted(&self.earliest),
            latest: order.sorted(&self.latest),
            kind: order.placed(kinds),
            region: order.sorted(&self.region),
            state: order.sorted(&states),
            x: order.placed(places.iter().map(|place| place.x)),
            y: order.placed(places.iter().map(|place| place.y)),
        }
    }
}

fn degrees(lng: i32, lat: i32) -> LngLat {
    let degrees = |units: i32| f64::from(units) / UNITS_PER_DEGREE as f64;
    LngLat::new(degrees(lng), degrees(lat))
}

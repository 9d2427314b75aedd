//! A story of very many incidents: its page has the first of them, and the app reads its file piece by piece.

use super::CliError;
use crate::geo::{LngLatBounds, Projection};
use crate::load::stream::{MEDIUM_BYTES, Stream, Streamed};
use crate::load::{LoadError, story_from_geojson};
use crate::query::store::{Cells, Criteria, Density, Hexagons, Store};
use crate::query::{Counts, Dataset, Overview, kind_slots, take_kinds};
use crate::report::Report;
use crate::scene::{
    Crowd, CrowdScale, Display, MapInput, Picture, crowd_clusters, crowd_density, crowd_hexagons,
};
use std::path::Path;

/// So many incidents are on the page itself.
const FIRST_RECORDS: usize = 50;

/// A story of very many incidents.
pub struct Whole {
    /// The first incidents, and those at the edges of all, as a file.
    pub first: Vec<u8>,
    /// What is in that, on the map of all.
    pub dataset: Dataset,
    /// All incidents, counted.
    pub overview: Overview,
    /// All incidents, as columns.
    store: Store,
}

/// Whether a file is so large that it may be read as columns, and says in its first part, where stories have it, that it is in the profile.
pub fn is_large_in_profile(bytes: &[u8]) -> bool {
    const HEAD: usize = 1 << 16;
    if bytes.len() as u64 <= MEDIUM_BYTES {
        return false;
    }
    let head = String::from_utf8_lossy(bytes.get(..HEAD).unwrap_or(bytes));
    let has_profile = head.split("\"profile\"").skip(1).any(|rest| {
        let value = rest.trim_start().strip_prefix(':');
        value.is_some_and(|value| value.trim_start().starts_with('1'))
    });
    has_profile && head.trim_start().starts_with('{') && head.contains("\"FeatureCollection\"")
}

/// What is found in a file in the profile; `None` for one that is shown as a small story.
///
/// # Errors
/// Where it is no such file.
pub fn report_of(geojson: &[u8], path: &Path) -> Result<Option<Report>, LoadError> {
    let streamed = streamed(geojson)?;
    let is_large = streamed.suits_columns(geojson.len() as u64);
    Ok(is_large.then(|| streamed.report(&super::file_name(path))))
}

impl Whole {
    /// Reads a file in the profile; also what was found in it. `None` for one that is shown as a small story.
    ///
    /// # Errors
    /// [`CliError::Story`] where it is no such file.
    pub fn of(geojson: &[u8], path: &Path) -> Result<Option<(Self, Report)>, CliError> {
        let fail = |source| CliError::Story {
            path: path.to_owned(),
            source,
        };
        let streamed = streamed(geojson).map_err(fail)?;
        if !streamed.suits_columns(geojson.len() as u64) {
            return Ok(None);
        }
        let bounds = streamed.table.bounds().unwrap_or(LngLatBounds::WORLD);
        let store = Store::new(streamed.table.columns(&Projection::fitted_to(bounds)));
        let first = first_of(geojson, &streamed, &store);
        let mut dataset = story_from_geojson(&first).map_err(fail)?.dataset;
        take_kinds(&mut dataset, &streamed.undeclared);
        dataset.extent = Some(bounds);
        let counts = Counts::new(store.count_by_kind(&Criteria::default()), 0);
        let overview = Overview::of(&dataset);
        let overview = overview.counting(counts.clone(), counts.clone(), counts);
        let report = streamed.report(&super::file_name(path));
        let whole = Self {
            first,
            dataset,
            overview,
            store,
        };
        Ok(Some((whole, report)))
    }

    /// All incidents on a map, as the app draws them there.
    pub fn picture(&self, input: &MapInput) -> Picture {
        let everything = Criteria::default();
        let view = input.viewport.plane_bounds();
        let categories = self.dataset.story.categories.len();
        let mut crowd = Crowd {
            store: &self.store,
            criteria: &everything,
            cells: &mut Cells::new(kind_slots(&self.overview, categories)),
            hexagons: &mut Hexagons::default(),
            density: &mut Density::default(),
            before: CrowdScale::none(Display::Clusters),
            known: &|_| None,
        };
        let found = match Display::of(self.store.count_within(&everything, &view)) {
            Display::Clusters | Display::Regions => crowd_clusters(input, &mut crowd),
            Display::Hexagons => crowd_hexagons(input, &mut crowd),
            Display::Density => crowd_density(input, &mut crowd),
        };
        found.picture
    }
}

fn streamed(geojson: &[u8]) -> Result<Streamed, LoadError> {
    use crate::load::stream::StreamError;
    let read = || {
        let mut stream = Stream::default();
        let mut rest = geojson;
        loop {
            let read = stream.feed(rest)?;
            rest = rest.get(read..).unwrap_or_default();
            if read == 0 || rest.is_empty() {
                return stream.finish();
            }
        }
    };
    read().map_err(|error| match error {
        StreamError::Load(error) => error,
        // Read as a small file, it says where.
        StreamError::NotJson(_) => match story_from_geojson(geojson) {
            Err(error) => error,
            Ok(_) => LoadError::CutShort,
        },
    })
}

/// The first incidents in the order of the store, and those at the edges of all, so that both have one map.
fn first_of(geojson: &[u8], streamed: &Streamed, store: &Store) -> Vec<u8> {
    let columns = store.columns();
    let mut places: Vec<usize> = (0..store.len().min(FIRST_RECORDS)).collect();
    for axis in [&columns.x, &columns.y] {
        // The largest number is that of no place.
        let placed = || (0..axis.len()).filter(|at| axis.get(*at) != Some(&u32::MAX));
        let place = |at: &usize| axis.get(*at).copied();
        places.extend(placed().min_by_key(place));
        places.extend(placed().max_by_key(place));
    }
    let mut first = b"{\"type\":\"FeatureCollection\",\"story\":".to_vec();
    match streamed.story.is_empty() {
        true => first.extend(b"{}"),
        false => first.extend(&streamed.story),
    }
    first.extend(b",\"features\":[");
    let mut known: Vec<u32> = Vec::new();
    for position in places.iter().filter_map(|at| columns.position.get(*at)) {
        let extent = streamed.table.extent(*position as usize);
        let text = extent.and_then(|(offset, length)| {
            let start = usize::try_from(offset).ok()?;
            geojson.get(start..start.checked_add(length)?)
        });
        if let Some(text) = text.filter(|_| !known.contains(position)) {
            if !known.is_empty() {
                first.push(b',');
            }
            first.extend(text);
            known.push(*position);
        }
    }
    first.extend(b"]}");
    first
}

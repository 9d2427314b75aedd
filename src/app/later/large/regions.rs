//! The file by regions: its records are looked up once in the finest whole level of the basemap that there is, in slices,
//! so that no frame waits for them.

use std::cell::{Cell, RefCell};

use leptos::prelude::*;
use send_wrapper::SendWrapper;

use super::{Large, SHOWN, own};
use crate::app::boot::{spawn, with_notice};
use crate::app::levels::{FAILED, load_level};
use crate::app::shared::Shared;
use crate::app::signal::Slot;
use crate::app::state::App;
use crate::basemap::BasemapIndex;
use crate::document::{self, DocumentInput, Element, RegionFigures};
use crate::geo::{Area, PlaneBounds, ScreenPoint};
use crate::platform::{self, Event};
use crate::query::store::{
    Among, AreaOutline, Areas, Assignment, Criteria, MOST_AREAS, RegionCounts, Regions, Store,
    areas_of_codes, wholes_of,
};
use crate::query::{Measure, Method, RegionChoice, RegionList, RegionTable};
use crate::scene::{CROWD_TARGET, Display, ProjectedBasemap};
use crate::story::Rate;

/// So many records are looked up in one go: some milliseconds.
const SLICE: usize = 40_000;

/// The file by regions.
pub(super) struct ByRegion {
    /// The codes of regions in the file, by their numbers less one.
    codes: Vec<String>,
    /// Whether most of it is known by such codes and by no place.
    pub is_coded: bool,
    /// What counts can be divided by; nothing until that is known.
    rate: Slot<Option<Shared<Rate>>>,
    /// The figures of the records that are summed, in the order of the store; none where there is no such figure.
    figures: Vec<f64>,
    choice: Slot<RegionChoice>,
    sorted: Slot<Sorted>,
    is_begun: Cell<bool>,
    /// The table of what is counted now, until that changes.
    table: RefCell<Option<Shared<RegionTable>>>,
}

/// How far the records are looked up.
#[derive(Clone)]
enum Sorted {
    Waiting,
    /// There are no regions to look them up in.
    Failed,
    Done(Shared<SortedRecords>),
}

/// Where all records lie.
struct SortedRecords {
    list: RegionList,
    areas: Areas,
    regions: Regions,
    in_file: RegionCounts,
    tolerance_km: f64,
}

/// Areas to look records up in.
struct Ground {
    ids: Vec<String>,
    outlines: Vec<AreaOutline>,
    tolerance_km: f64,
}

impl ByRegion {
    /// The codes of regions in the file, by their numbers less one.
    pub fn codes(&self) -> &[String] {
        &self.codes
    }

    pub fn new(store: &Store, codes: Vec<String>, figures: Vec<f64>) -> Self {
        Self {
            codes,
            rate: Slot::new(None),
            figures,
            is_coded: 2 * store.known_by_code() > store.len(),
            choice: Slot::new(RegionChoice::default()),
            sorted: Slot::new(Sorted::Waiting),
            is_begun: Cell::new(false),
            table: RefCell::default(),
        }
    }

    /// What counts can be divided by is known.
    pub fn set_rate(&self, rate: Option<Rate>) {
        self.rate.set(rate.map(Shared::new));
    }

    /// What is counted has changed.
    pub fn forget(&self) {
        self.table.replace(None);
    }

    /// Chooses how regions are compared, where an event says so.
    pub fn choose(&self, event: &Event) {
        let word = |attribute| platform::closest_attribute(event, attribute);
        let measure = word(document::MEASURE_ATTRIBUTE).and_then(|word| Measure::from_word(&word));
        let method = word(document::CLASSES_ATTRIBUTE).and_then(|word| Method::from_word(&word));
        let before = self.choice.get_untracked();
        let choice = RegionChoice {
            measure: measure.unwrap_or(before.measure),
            method: method.unwrap_or(before.method),
        };
        if choice != before {
            self.forget();
            self.choice.set(choice);
        }
    }
}

impl Large {
    /// Whether they are drawn by region now.
    pub(super) fn is_by_region(&self) -> bool {
        self.drawn.get_untracked().display == Display::Regions
    }

    /// The part of the plane that holds what a target stands for.
    pub(super) fn bounds_of(&self, target: usize) -> Option<PlaneBounds> {
        let counted = self.counted.borrow();
        let part = counted.parts.iter().find(|part| part.target == target);
        part.map(|part| part.bounds)
    }

    /// What is counted by region; `None` until all records are looked up. Tracked.
    pub(super) fn region_table(&self) -> Option<Shared<RegionTable>> {
        self.refresh();
        let by_region = &self.by_region;
        let choice = by_region.choice.get();
        let Sorted::Done(sorted) = by_region.sorted.get() else {
            return None;
        };
        if let Some(table) = by_region.table.borrow().clone() {
            return Some(table);
        }
        let criteria = &self.counted.borrow().criteria;
        let counts = self
            .store
            .count_by_region(criteria, &sorted.regions, &by_region.figures);
        let table = RegionTable {
            tolerance_km: sorted.tolerance_km,
            ..RegionTable::new(choice, &sorted.list, &counts, &sorted.in_file)
        };
        let table = Shared::new(table);
        by_region.table.replace(Some(table.clone()));
        Some(table)
    }

    /// What stands below the map of regions.
    pub(super) fn region_foot(&self, input: &DocumentInput) -> Vec<Element> {
        if let Sorted::Failed = self.by_region.sorted.get() {
            return Vec::new();
        }
        let (table, rate) = (self.region_table(), self.by_region.rate.get());
        let size = input.dataset.story.size.as_ref();
        let figures = RegionFigures {
            rate: rate.as_deref(),
            figure: size.filter(|_| !self.by_region.figures.is_empty()),
        };
        document::region_legend(
            input,
            self.by_region.choice.get(),
            figures,
            table.as_deref(),
        )
    }

    /// "North Region: 12 incidents", of a region by its code.
    pub(super) fn words_of_region(&self, input: &DocumentInput, code: &str) -> Option<String> {
        let table = self.region_table()?;
        Some(document::region_words(input, &table, table.row(code)?))
    }

    /// The code of the region that a target of the map stands for.
    pub(super) fn region_of(&self, target: usize) -> Option<String> {
        let table = self.region_table()?;
        let row = table.rows.get(target.checked_sub(CROWD_TARGET)?)?;
        Some(row.code.clone())
    }

    /// The code of the region at a point of the screen.
    pub(super) fn region_under(&self, at: ScreenPoint) -> Option<String> {
        let viewport = self.app.viewport.get_untracked()?;
        let Sorted::Done(sorted) = self.by_region.sorted.get_untracked() else {
            return None;
        };
        let found = sorted.areas.at(viewport.plane_from_screen(at), Among::All);
        sorted.list.codes.get(usize::from(found.area?)).cloned()
    }
}

/// Has the records looked up, once.
pub(super) fn begin(large: &Shared<SendWrapper<Large>>) {
    if large.by_region.is_begun.replace(true) {
        return;
    }
    let large = large.clone();
    spawn(async move {
        if large.file.is_none() {
            large.by_region.set_rate(own::rate().await);
        }
        let ground = ground(large.app).await;
        let Some(ground) = ground else {
            large.by_region.sorted.set(Sorted::Failed);
            return;
        };
        let codes = areas_of_codes(&large.by_region.codes, &ground.ids);
        let areas = Areas::new(&ground.outlines, ground.tolerance_km);
        let rate = large.by_region.rate.get_untracked();
        let factors = rate.as_deref().map(|rate| rate.factors(&ground.ids));
        let has_parts = (0..areas.len()).map(|area| areas.has_parts(area as u16));
        let sorted = SortedRecords {
            list: RegionList {
                has_parts: has_parts.collect(),
                factors: factors.unwrap_or_default(),
                codes: ground.ids,
            },
            areas: Areas::default(),
            regions: Regions::default(),
            in_file: RegionCounts::default(),
            tolerance_km: ground.tolerance_km,
        };
        go_on(large, Assignment::new(areas, codes), sorted);
    });
}

/// Looks up a slice of the records, and the others after the next frame; shows them when all are done.
fn go_on(large: Shared<SendWrapper<Large>>, mut assignment: Assignment, mut sorted: SortedRecords) {
    let is_shown = SHOWN.with_borrow(|shown| shown.as_ref() == Some(&large));
    if !is_shown {
        return;
    }
    if !assignment.go_on(&large.store, SLICE) {
        request_animation_frame(move || go_on(large, assignment, sorted));
        return;
    }
    (sorted.regions, sorted.areas) = assignment.finish();
    let everything = Criteria::default();
    sorted.in_file =
        large
            .store
            .count_by_region(&everything, &sorted.regions, &large.by_region.figures);
    large.by_region.forget();
    large
        .by_region
        .sorted
        .set(Sorted::Done(Shared::new(sorted)));
}

/// The areas of the finest level that comes whole: the one on the map where that is it, or where that does not come.
async fn ground(app: App) -> Option<Ground> {
    let index = app.index.get_untracked();
    let whole = index
        .levels
        .iter()
        .rposition(|level| level.parts.is_empty());
    let shown = app.level.get_untracked();
    if let Some(level) = whole.filter(|level| *level > shown) {
        let file = index.levels.get(level).map(|level| level.file.clone());
        let topology = load_level(file.unwrap_or_default()).await;
        if let Some(topology) = with_notice(app, topology, FAILED) {
            let home = app.home.get_untracked()?;
            let basemap = ProjectedBasemap::new(topology, index.bounds, home.projection());
            return Some(ground_of(&basemap, &index, level));
        }
    }
    let basemap = app.basemap.get_untracked()?;
    Some(ground_of(&basemap, &index, app.level.get_untracked()))
}

fn ground_of(basemap: &ProjectedBasemap, index: &BasemapIndex, level: usize) -> Ground {
    let topology = basemap.topology();
    let areas = topology.regions.iter().chain(&topology.countries);
    let areas: Vec<&Area> = areas.take(MOST_AREAS).collect();
    let ids: Vec<String> = areas.iter().map(|area| area.id.clone()).collect();
    let outlines = areas
        .iter()
        .zip(wholes_of(&ids))
        .map(|(area, part_of)| AreaOutline {
            rings: basemap.rings(area),
            part_of,
        });
    Ground {
        outlines: outlines.collect(),
        ids,
        tolerance_km: index
            .levels
            .get(level)
            .map_or(0.0, |level| level.tolerance_km),
    }
}

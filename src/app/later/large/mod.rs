//! Incidents as columns of numbers, drawn as clusters, hexagons, density or by regions: a file of very many in place of the
//! publisher's story, or a story of which the reader wants another picture.
//!
//! `public/reader/large/open.js` has a large file read and keeps it; the story on the page is an excerpt of records that
//! grows with what the reader looks at. What is counted here is counted anew whenever the view or the filter change.

mod asked;
mod chosen;
mod counted;
mod excerpt;
mod handle;
mod own;
mod regions;
mod settle;
mod time;
mod whole;

use std::cell::RefCell;
use std::time::Duration;

use leptos::prelude::*;
use send_wrapper::SendWrapper;

use super::words::MANY;
use super::{explore_in, finding, opened};
use crate::app::many::{Many, ManyIncidents};
use crate::app::parts::{effect, keep};
use crate::app::running;
use crate::app::shared::Shared;
use crate::app::signal::{Derived, Slot};
use crate::app::state::App;
use crate::document::{self, Action, load_error_text};
use crate::geo::{LngLatBounds, Viewport};
use crate::load::{rate_from_geojson, story_from_geojson};
use crate::platform::{self, Callback, JsValue};
use crate::query::store::{Cells, Criteria, Density, Hexagons, Store};
use crate::query::{Counts, Filter, Overview, kind_slots, take_kinds, with_address, with_own_id};
use crate::scene::{
    Crowd, CrowdPicture, CrowdScale, Crowding, Display, IN_CROWDS, crowd_clusters, crowd_density,
    crowd_hexagons, crowd_regions, with_furniture,
};
use crate::view::{Exploring, MapHome};
pub(super) use chosen::file_shown;
use counted::Counted;
use excerpt::{Excerpt, Then};
use handle::Handle;
use regions::ByRegion;
use settle::{Seen, Waiting};
use whole::Whole;

/// The most incidents of one place whose cards are listed.
const MOST_LISTED: usize = 200;
/// The most single marks in a view that are asked for, so that they have names.
const MOST_NAMED: usize = 60;
/// What is nearer together than this at the nearest scale is one place.
const ONE_PLACE_KM: f64 = 0.012;

thread_local! {
    /// What has come of the file that is being read.
    static STAGED: RefCell<Whole> = RefCell::default();
    /// What the signals of what is drawn belong to: they last as long as the page, as what waits for records may ask them.
    static OWNER: RefCell<Owner> = RefCell::default();
    /// The publisher's own file, in whose place another one may be on the page.
    static PUBLISHERS: RefCell<Option<Shared<SendWrapper<Large>>>> = const { RefCell::new(None) };
    /// The file that is on the page.
    static SHOWN: RefCell<Option<Shared<SendWrapper<Large>>>> = const { RefCell::new(None) };
}

/// All incidents of a large file, or of the story on the page.
pub(super) struct Large {
    app: App,
    store: Store,
    /// How they are drawn, when the reader chose that.
    display: Slot<Option<Display>>,
    /// How they are drawn now.
    drawn: Slot<CrowdScale>,
    counted: RefCell<Counted>,
    /// Whether each record was searched and chosen, 1 or 0 in the order of the store, when only some are; and the number of
    /// that choice.
    chosen: RefCell<Option<Vec<u8>>>,
    choice: Slot<u32>,
    /// The large file of which the story on the page is an excerpt; without it the page has all.
    file: Option<LargeFile>,
    /// Whether its cards are to be shown, and the map whose marks are to be drawn: not in the same task as all else of a
    /// large file.
    is_due: Slot<bool>,
    due_home: Slot<Option<Shared<MapHome>>>,
    by_region: ByRegion,
    /// The filter that has stood for a while, the last that is set by and by, and what the page had under it: while a window
    /// is moved, counts and pictures follow, and what is clicked and read once it stands.
    settled: Slot<Filter>,
    settling: Waiting,
    seen: RefCell<Seen>,
}

/// What gives records of a large file.
struct LargeFile {
    /// Whether others have it too, so that an address may name its records.
    has_addresses: bool,
    excerpt: RefCell<Excerpt>,
    /// Wait until view and window stand still, before the records of single marks and those of the first cards are asked
    /// for: each answer changes the whole page.
    naming: Waiting,
    listing: Waiting,
    /// Asks for records by their positions; they come to [`take_records`].
    describe: Callback,
}

/// Takes a part of the columns of a file that is being read, in the order of a store, and counts it: a frame has no time for
/// all of them. Nothing once it has taken all.
pub fn add_columns(columns: &JsValue, is_first: bool) {
    if is_first {
        STAGED.take();
    }
    STAGED.with_borrow_mut(|staged| match platform::columns_from(columns) {
        Some(columns) => staged.add(Whole::new(Store::new(columns))),
        None => staged.finish(),
    });
}

/// Shows the file whose columns have been taken; one without a name is the publisher's, one that the address names is shown as
/// the rest of the address says. Why it cannot be shown, or nothing.
pub fn show_large(
    name: &str,
    records: &[u8],
    told: &JsValue,
    describe: &JsValue,
    is_in_address: bool,
) -> String {
    let Some((app, _)) = running() else {
        return String::new();
    };
    let mut whole = STAGED.take();
    whole.finish();
    let store = &whole.store;
    let mut loaded = match story_from_geojson(records) {
        Ok(loaded) => loaded,
        Err(error) => return load_error_text(&app.locale.get_untracked(), &error),
    };
    let undeclared = platform::texts_in(told, "undeclared");
    let dataset = &mut loaded.dataset;
    take_kinds(dataset, &undeclared);
    dataset.extent = bounds_of(&platform::numbers_in(told, "bounds"));
    let is_publishers = name.is_empty();
    let has_addresses = is_publishers || is_in_address;
    let mut excerpt = Excerpt::default();
    let first = std::mem::take(&mut dataset.incidents);
    for (position, incident) in store.columns().position.iter().zip(first) {
        excerpt.known.insert(*position, dataset.incidents.len());
        let incident = match has_addresses {
            true => with_address(incident, *position),
            false => with_own_id(incident, *position, dataset),
        };
        dataset.incidents.push(incident);
    }
    let counts = Counts::new(store.count_by_kind(&Criteria::default()), 0);
    let overview = Overview::of(dataset).counting(counts.clone(), counts.clone(), counts.clone());
    let codes = platform::texts_in(told, "regions");
    let kinds = kind_slots(&overview, dataset.story.categories.len());
    let by_region = ByRegion::new(store, codes, Vec::new());
    by_region.set_rate(rate_from_geojson(records).0);
    let mut large = Large::new(app, whole, Cells::new(kinds), by_region);
    large.counted.get_mut().all = counts;
    large.file = Some(LargeFile {
        has_addresses,
        excerpt: RefCell::new(excerpt),
        naming: Waiting::default(),
        listing: Waiting::default(),
        describe: Callback::of(describe),
    });
    let large = shown(large);
    let is_due = large.is_due;
    set_timeout(move || is_due.set(true), Duration::ZERO);
    own::forget_rate();
    finding::keep_named(None);
    app.many.set(Some(many(Handle(large.clone()))));
    match is_publishers {
        true => {
            PUBLISHERS.set(Some(large));
            opened::show_all(app, loaded);
        }
        false => opened::open(app, name, loaded, is_in_address),
    }
    String::new()
}

/// The incidents as what is on the page.
fn shown(large: Large) -> Shared<SendWrapper<Large>> {
    let large = Shared::new(SendWrapper::new(large));
    SHOWN.set(Some(large.clone()));
    large
}

fn many(handle: impl Many + 'static) -> ManyIncidents {
    let handle: Box<dyn Many> = Box::new(handle);
    Shared::new(SendWrapper::new(handle))
}

/// Lets go of what is drawn, before another story is shown, a small one of which these are the bytes, or the publisher's.
pub(super) fn forget(app: App, geojson: Option<&[u8]>) {
    SHOWN.set(None);
    match geojson {
        Some(geojson) => own::keep_rate(rate_from_geojson(geojson).0),
        None => own::forget_rate(),
    }
    let own = OWNER.with_borrow(|owner| own::Own::new(app, owner.clone()));
    app.many.set(Some(many(own)));
}

/// Shows the publisher's own file again, before its story is; whether there is one.
pub(super) fn show_publishers(app: App) -> bool {
    let Some(large) = PUBLISHERS.with_borrow(Clone::clone) else {
        return false;
    };
    SHOWN.set(Some(large.clone()));
    app.many.set(Some(many(Handle(large))));
    true
}

/// Takes records of the publisher's file or of another one that were asked for, by their positions.
pub fn take_records(positions: &[u32], records: &[u8], is_publishers: bool) {
    let shown = SHOWN.with_borrow(Clone::clone);
    let publishers = PUBLISHERS.with_borrow(Clone::clone);
    let asked = match is_publishers {
        true => publishers,
        false => shown.clone(),
    };
    match (asked, story_from_geojson(records)) {
        (Some(asked), Ok(loaded)) if Some(&asked) == shown.as_ref() => {
            asked.add(positions, loaded.dataset);
        }
        // Another file has come in its place: they are asked for again when it is back.
        (Some(asked), _) => asked.forget_asked(positions),
        (None, _) => {}
    }
}

fn bounds_of(degrees: &[f64]) -> Option<LngLatBounds> {
    match *degrees {
        [west_deg, south_deg, east_deg, north_deg] => Some(LngLatBounds {
            west_deg,
            south_deg,
            east_deg,
            north_deg,
        }),
        _ => None,
    }
}

impl Large {
    fn new(app: App, whole: Whole, cells: Cells, by_region: ByRegion) -> Self {
        Self {
            app,
            display: Slot::new(None),
            drawn: Slot::new(CrowdScale::none(Display::Clusters)),
            counted: RefCell::new(Counted {
                criteria: Criteria::default(),
                made_of: None,
                made_of_choice: 0,
                kept: Criteria::default(),
                in_window: Vec::new(),
                extent: whole.extent,
                kept_dates: None,
                all_dates: whole.dates,
                all: Counts::default(),
                cells,
                hexagons: Hexagons::default(),
                density: Density::default(),
                parts: Vec::new(),
                bars: None,
            }),
            chosen: RefCell::default(),
            choice: Slot::new(0),
            by_region,
            store: whole.store,
            file: None,
            is_due: Slot::new(false),
            due_home: Slot::new(None),
            settled: Slot::new(Filter::default()),
            settling: Waiting::default(),
            seen: RefCell::default(),
        }
    }

    fn position(&self, at: usize) -> Option<u32> {
        self.store.columns().position.get(at).copied()
    }

    /// The position in the story on the page of a record, by its place in the store.
    fn known(&self, at: usize) -> Option<usize> {
        let position = self.position(at)?;
        match &self.file {
            Some(file) => file.excerpt.borrow().known.get(&position).copied(),
            None => Some(position as usize),
        }
    }

    /// Follows what a picture is made from: each of very many takes its time.
    fn track(&self, display: Display, has_fan: bool) {
        let app = self.app;
        app.story.track();
        app.locale.track();
        app.globe.track();
        app.selection.get();
        app.overview.get();
        if display == Display::Regions {
            app.basemap.track();
        }
        if display == Display::Clusters || has_fan {
            app.hovered.track();
        }
    }

    fn picture(&self, viewport: &Viewport) -> (CrowdPicture, Display) {
        self.refresh();
        let display = self.display_in(viewport);
        let table = (display == Display::Regions).then(|| self.region_table());
        let table = table.flatten();
        let known = |at: usize| self.known(at);
        let counted = &mut *self.counted.borrow_mut();
        let mut crowd = Crowd {
            store: &self.store,
            criteria: &counted.criteria,
            cells: &mut counted.cells,
            hexagons: &mut counted.hexagons,
            density: &mut counted.density,
            before: self.drawn.get_untracked(),
            known: &known,
        };
        let listed = self.app.view.get_untracked().listed;
        self.track(display, listed.is_some());
        let found = untrack(|| {
            self.app.with_map_input(viewport, |input| {
                let mut found = match (display, &table) {
                    (Display::Clusters, _) => crowd_clusters(input, &mut crowd),
                    (Display::Hexagons, _) => crowd_hexagons(input, &mut crowd),
                    (Display::Density, _) => crowd_density(input, &mut crowd),
                    (Display::Regions, Some(table)) => crowd_regions(input, table),
                    (Display::Regions, None) => CrowdPicture::default(),
                };
                if let Some(listed) = listed {
                    IN_CROWDS.fan(input, &listed, &mut found.picture);
                }
                let items = std::mem::take(&mut found.picture.scene.items);
                found.picture.scene.items = match display {
                    // These cover all of the map.
                    Display::Regions => [items, with_furniture(input, Vec::new())].concat(),
                    _ => with_furniture(input, items),
                };
                found
            })
        });
        let mut found = found.unwrap_or_default();
        let mut seen = self.seen.borrow_mut();
        if self.is_settled() {
            seen.targets.clone_from(&found.picture.targets);
            counted.parts = std::mem::take(&mut found.parts);
        } else {
            found.picture.targets.clone_from(&seen.targets);
        }
        (found, display)
    }
}

/// Listens to the choice of how incidents are drawn, and has the words for them.
pub fn keep_up(app: App) {
    MANY.keep_up(app, move || {
        app.many.get().is_some_and(|many| many.needs_words())
    });
    OWNER.set(Owner::current().unwrap_or_default());
    if app.many.get_untracked().is_none() {
        forget(app, None);
    }
    let chosen = Derived::new(move || Exploring::parse(&app.exploring.get()).0.display);
    effect(move || {
        if let (Some(many), chosen) = (app.many.get(), chosen.get()) {
            many.choose(chosen);
        }
    });
    let choose = platform::on_event("map-foot", "click", move |event| {
        if let Some(word) = platform::closest_attribute(&event, document::DISPLAY_ATTRIBUTE) {
            let view = app.view.get_untracked();
            let mut exploring = Exploring::parse(&app.exploring.get_untracked()).0;
            exploring.display = Display::from_word(&word);
            explore_in(app, &exploring, view.filter.window());
        }
        if let Some(large) = SHOWN.with_borrow(Clone::clone) {
            large.by_region.choose(&event);
        }
    });
    let open = platform::on_event("map-buttons", "click", move |event| {
        let action = platform::closest_attribute(&event, document::ACTION_ATTRIBUTE);
        let is_it = action.and_then(|word| Action::from_word(&word)) == Some(Action::ChooseDisplay);
        if let Some(many) = app.many.get_untracked().filter(|_| is_it) {
            many.toggle_choosing();
        }
    });
    let close = platform::on_key("map-foot", move |key| {
        let many = app.many.get_untracked().filter(|_| key == "Escape");
        let Some(many) = many.filter(|many| untrack(|| many.is_choosing()) == Some(true)) else {
            return false;
        };
        many.toggle_choosing();
        platform::focus_in("map-buttons", document::ACTION_ATTRIBUTE, "choose-display");
        true
    });
    let listens = [choose, open, close];
    keep().set_value(listens.into_iter().flatten().collect());
}

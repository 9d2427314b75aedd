//! The incidents of the story on the page, drawn otherwise than by their marks: as its reader chose, or because there are
//! very many.

use std::cell::{Cell, RefCell};

use leptos::prelude::*;
use send_wrapper::SendWrapper;

use super::super::finding;
use super::super::words::MANY;
use super::regions::ByRegion;
use super::whole::Whole;
use super::{Large, asked, shown};
use crate::app::many::Many;
use crate::app::shared::Shared;
use crate::app::signal::Slot;
use crate::app::state::App;
use crate::document::{self, DocumentInput, Element};
use crate::geo::{ScreenPoint, Viewport};
use crate::load::{Loaded, rate_from_geojson};
use crate::platform;
use crate::query::store::{Cells, Store, columns_of};
use crate::query::{Counts, kind_slots};
use crate::scene::{Display, Picture, Scene};
use crate::story::Rate;
use crate::view::MapHome;

thread_local! {
    /// What counts can be divided by, of a story that was opened; `None` of the publisher's, which is asked for.
    static RATE: RefCell<Option<Option<Rate>>> = const { RefCell::new(None) };
}

/// The story on the page.
pub(super) struct Own {
    app: App,
    /// What the signals of its columns belong to: not the marks, although these are what they are made for.
    owner: Owner,
    /// How the reader wants it drawn.
    display: Slot<Option<Display>>,
    is_choosing: Slot<bool>,
    /// Whether it is drawn otherwise now.
    is_drawn: Cell<bool>,
    /// Its columns, and what they were made of.
    made: RefCell<Option<Made>>,
}

struct Made {
    story: Shared<Loaded>,
    home: Shared<MapHome>,
    large: Shared<SendWrapper<Large>>,
}

/// Keeps what counts can be divided by, of a story that is opened.
pub(super) fn keep_rate(rate: Option<Rate>) {
    RATE.set(Some(rate));
}

/// The next story is the publisher's, or a large file, which has its own.
pub(super) fn forget_rate() {
    RATE.set(None);
}

/// What the counts of the story on the page can be divided by: of an opened one it is known, of the publisher's it is
/// read when it is first asked for.
pub(super) async fn rate() -> Option<Rate> {
    if let Some(known) = RATE.with_borrow(Clone::clone) {
        return known;
    }
    let bytes = platform::fetch_bytes(&platform::meta("story")?).await;
    rate_from_geojson(&bytes.ok()?).0
}

impl Own {
    /// The story on the page, whose signals belong to `owner`.
    pub fn new(app: App, owner: Owner) -> Self {
        Self {
            app,
            owner,
            display: Slot::new(None),
            is_choosing: Slot::new(false),
            is_drawn: Cell::new(false),
            made: RefCell::default(),
        }
    }

    /// Whether the story has so many incidents that they are drawn by their number; tracked.
    fn is_crowd(&self) -> bool {
        let story = self.app.story.get();
        story.is_some_and(|story| Display::of(story.dataset.incidents.len()) != Display::Clusters)
    }

    /// Its columns; tracked.
    fn large(&self) -> Option<Shared<SendWrapper<Large>>> {
        let (story, home) = (self.app.story.get()?, self.app.home.get()?);
        let made = &mut *self.made.borrow_mut();
        if let Some(made) = made
            .as_ref()
            .filter(|it| it.story == story && it.home == home)
        {
            return Some(made.large.clone());
        }
        let dataset = &story.dataset;
        let (columns, codes) = columns_of(dataset, &home.projection());
        let store = Store::new(columns);
        let mut figures = Vec::new();
        if let Some(size) = &dataset.story.size {
            for position in &store.columns().position {
                let incident = dataset.incident(*position as usize);
                let value = incident.and_then(|incident| match size.states_zero(incident) {
                    true => Some(0.0),
                    false => size.value_of(incident),
                });
                figures.push(value.unwrap_or(f64::NAN));
            }
        }
        let kinds = kind_slots(&self.app.whole.get(), dataset.story.categories.len());
        let large = self.owner.with(|| {
            let by_region = ByRegion::new(&store, codes, figures);
            Large::new(self.app, Whole::new(store), Cells::new(kinds), by_region)
        });
        let large = shown(Large {
            display: self.display,
            ..large
        });
        *made = Some(Made {
            story,
            home,
            large: large.clone(),
        });
        Some(large)
    }

    /// Its columns, where it is to be drawn by them; `view` is asked for only where it depends on that. Tracked.
    fn to_draw(
        &self,
        view: impl FnOnce() -> Option<Viewport>,
    ) -> Option<Shared<SendWrapper<Large>>> {
        // The page has clusters of its own.
        match self.display.get() {
            Some(Display::Clusters) => None,
            Some(_) => self.large(),
            None if self.is_crowd() => {
                let (large, view) = (self.large()?, view()?);
                large.refresh();
                (large.display_in(&view) != Display::Clusters).then_some(large)
            }
            None => None,
        }
    }

    /// Its columns, where it is drawn by them now.
    fn drawn(&self) -> Option<Shared<SendWrapper<Large>>> {
        let made = self.made.borrow();
        let made = made.as_ref().filter(|_| self.is_drawn.get());
        made.map(|made| made.large.clone())
    }

    /// How many of those shown are known as a region or a country, and no finer.
    fn shown_areas(&self, input: &DocumentInput) -> usize {
        let incidents = input.dataset.incidents.iter().enumerate();
        let areas = incidents.filter(|(_, incident)| incident.area_code().is_some());
        areas.filter(|(at, _)| input.overview.is_shown(*at)).count()
    }
}

impl Many for Own {
    fn marks(&self, viewport: &Viewport) -> Option<Picture> {
        let large = self.to_draw(|| Some(*viewport));
        self.is_drawn.set(large.is_some());
        Some(asked::draw(&large?, viewport))
    }

    fn has_bare_ground(&self) -> bool {
        let display = self.display.get();
        display.is_some_and(|display| display != Display::Clusters)
    }

    fn bare_ground(&self, viewport: &Viewport, overhang_px: f64) -> Option<Scene> {
        let ground = || asked::bare_ground(self.app, viewport, overhang_px);
        self.has_bare_ground().then(ground)?
    }

    fn first_cards(&self, most: usize) -> Option<Vec<usize>> {
        finding::first_listed(self.app, most)
    }

    fn listed(&self) -> Option<usize> {
        finding::number_listed(self.app)
    }

    fn marked(&self, cards: Vec<Element>) -> Vec<Element> {
        finding::marked(self.app, cards)
    }

    fn open(&self, target: usize) -> bool {
        let large = self.drawn();
        if let Some(large) = &large {
            large.open(target);
        }
        large.is_some()
    }

    fn in_view(&self, viewport: &Viewport) -> Option<usize> {
        self.drawn()?.in_view(viewport)
    }

    fn is_choosing(&self) -> Option<bool> {
        Some(self.is_choosing.get())
    }

    fn toggle_choosing(&self) {
        self.is_choosing
            .update(|is_choosing| *is_choosing = !*is_choosing);
    }

    fn choose(&self, display: Option<Display>) {
        self.display.set(display);
    }

    fn needs_words(&self) -> bool {
        let is_drawn = self.display.get().is_some() || self.is_crowd();
        self.is_choosing.get() || is_drawn
    }

    fn map_foot(&self, input: &DocumentInput) -> Vec<Element> {
        if !self.needs_words() || !MANY.are_known(input.locale) {
            return Vec::new();
        }
        let chosen = self.display.get();
        let mut foot = Vec::new();
        if self.is_choosing.get() {
            foot.push(document::display_choice(input, chosen, self.is_crowd()));
        }
        let Some(large) = self.to_draw(|| self.app.viewport.get()) else {
            return foot;
        };
        foot.extend(large.legend(input));
        if let (Display::Hexagons | Display::Density, areas @ 1..) =
            (large.drawn.get().display, self.shown_areas(input))
        {
            foot.push(document::areas_note(input, areas));
        }
        foot
    }

    fn kinds(&self, target: usize) -> Option<Counts> {
        self.drawn()?.kinds(target)
    }

    fn name(&self, input: &DocumentInput, target: usize) -> Option<String> {
        self.drawn()?.name(input, target)
    }

    fn has_own_areas(&self) -> bool {
        self.drawn().is_some_and(|large| large.is_by_region())
    }

    fn region_at(&self, at: ScreenPoint) -> Option<String> {
        self.drawn()?.region_under(at)
    }

    fn region_words(&self, input: &DocumentInput, code: &str) -> Option<String> {
        self.drawn()?.words_of_region(input, code)
    }
}

//! The state of the page, and the only ways to change it.

use super::many::ManyIncidents;
use super::shared::Shared;
use super::signal::{Derived, Slot};
use crate::basemap::BasemapIndex;
use crate::document::DocumentInput;
use crate::geo::{ScreenPoint, Topology, Viewport};
use crate::load::{LoadError, Loaded};
use crate::locale::Locale;
use crate::platform::{self, CanvasMeasure, FetchError};
use crate::query::{Axis, Overview};
use crate::scene::{
    Crowding, MapInput, Palette, Picture, ProjectedBasemap, ProjectedIncidents, Theme,
    stays_laid_out,
};
use crate::view::{Fragment, Intent, MapHome, MapMove, ViewState, apply};

/// A painted picture.
pub type Drawn = Option<Shared<Picture>>;

/// Why the story or a part of it could not be loaded.
#[derive(Clone, Debug, PartialEq)]
pub enum Problem {
    /// The bytes did not come.
    Fetch {
        /// Their address.
        address: String,
        /// Why.
        error: FetchError,
    },
    /// The bytes make no story.
    Load(LoadError),
}

/// What was last done on the map by hand.
#[derive(Clone, Copy)]
pub enum Touch {
    /// It was moved.
    Moved,
    /// It was tapped or clicked where no mark is.
    Tapped(ScreenPoint),
}

/// What the note on the map is on.
#[derive(Clone, PartialEq)]
pub enum Noted {
    /// The mark of an incident, or of several of which it is the first.
    Mark(usize),
    /// A region by its code, and where the pointer is in it.
    Region(String, ScreenPoint),
}

/// A file that is on the page in place of the publisher's story.
pub struct OpenFile {
    /// Its name.
    pub name: String,
    /// The story that it stands in place of.
    pub publisher: Shared<Loaded>,
    /// The reader's part of the address with that story.
    pub fragment: String,
    /// Whether the address names it, and says what of it is shown.
    pub is_in_address: bool,
}

/// The state of the page: signals by rate of change.
#[derive(Clone, Copy)]
pub struct App {
    /// The story; set once it is loaded.
    pub story: Slot<Option<Shared<Loaded>>>,
    /// Why there is no story.
    pub problem: Slot<Option<Problem>>,
    /// Whether the basemap or the interface texts could not be loaded: keys of the messages that say so.
    pub notices: Slot<Vec<&'static str>>,
    /// Names and credits of the basemap.
    pub index: Slot<Shared<BasemapIndex>>,
    /// Those of the publisher's basemap, in whose place another may stand for a story beyond its window.
    pub own_index: Slot<Shared<BasemapIndex>>,
    /// The geometry of the basemap at the level that fits the view.
    pub basemap: Slot<Option<Shared<ProjectedBasemap>>>,
    /// The level of that basemap.
    pub level: Slot<usize>,
    /// The finest level that has been asked for.
    pub asked_level: Slot<usize>,
    /// The level that parts of the finest one are laid on, once there are some, and those parts.
    pub pieces: Slot<Vec<Shared<Topology>>>,
    /// The parts that have been asked for, and how many of them have not come yet.
    pub asked_parts: Slot<(Vec<usize>, usize)>,
    /// Where all incidents lie on the map's plane.
    pub incidents: Slot<Option<Shared<ProjectedIncidents>>>,
    /// Where those lie that are shown.
    pub shown_incidents: Derived<Option<Shared<ProjectedIncidents>>>,
    /// Where the whole story lies.
    pub home: Slot<Option<Shared<MapHome>>>,
    /// What the map shows.
    pub viewport: Slot<Option<Viewport>>,
    /// The view that the ground of the map was last painted for; set each time it is.
    pub painted: Slot<Option<Viewport>>,
    /// The view that the names on the map are laid out for.
    pub laid_out_for: Slot<Option<Viewport>>,
    /// The land of the locator globe.
    pub globe: Slot<Option<Shared<Topology>>>,
    /// Whether that land has been asked for.
    pub globe_asked: Slot<bool>,
    /// What the reader has chosen.
    pub view: Slot<ViewState>,
    /// How the reader explores the story, as `view::Exploring` writes it; an address carries it with the view.
    pub exploring: Slot<String>,
    /// The reader's language.
    pub locale: Slot<Shared<Locale>>,
    /// Light or dark, as the page has it now.
    pub theme: Slot<Theme>,
    /// The colours of that theme.
    pub palette: Slot<Shared<Palette>>,
    /// How a crowded map is drawn; it comes later.
    pub crowding: Slot<Option<&'static dyn Crowding>>,
    /// What draws and counts the incidents otherwise; it comes later.
    pub many: Slot<Option<ManyIncidents>>,
    /// What is counted of the whole story.
    pub whole: Slot<Shared<Overview>>,
    /// The same under the reader's filter.
    pub overview: Derived<Shared<Overview>>,
    /// The axis of the timeline.
    pub axis: Derived<Axis>,
    /// Position of the selected incident.
    pub selection: Derived<Option<usize>>,
    /// Position of the incident that is pointed at, or whose mark or card has the focus.
    pub hovered: Slot<Option<usize>>,
    /// What was last done on the map by hand; set each time something is.
    pub touched: Slot<Touch>,
    /// What the note on the map is on.
    pub noted: Slot<Option<Noted>>,
    /// Whether the reader moved the map by a key or a button and has not been told yet what it shows now.
    pub is_view_asked: Slot<bool>,
    /// The number of the latest flight of the map.
    pub flight: Slot<u32>,
    /// The file that is on the page in place of the publisher's story.
    pub file: Slot<Option<Shared<OpenFile>>>,
    /// Position of the incident that the map is to bring into view, counted so that it can be asked for again.
    pub shown: Slot<(u32, Option<usize>)>,
}

impl App {
    /// The state of a page that has loaded nothing yet.
    pub fn new() -> Self {
        let story: Slot<Option<Shared<Loaded>>> = Slot::new(None);
        let view = Slot::new(ViewState::default());
        let (whole, incidents) = (Slot::new(Shared::new(Overview::default())), Slot::new(None));
        let many = Slot::new(None::<ManyIncidents>);
        let of_excerpt = overview(story, view, whole);
        let overview = Derived::new(move || {
            let of_excerpt = of_excerpt.get();
            let of_all = many.get().and_then(|many| many.overview(&of_excerpt));
            of_all.map_or(of_excerpt, Shared::new)
        });
        let theme = if platform::prefers_dark() {
            Theme::Dark
        } else {
            Theme::Light
        };
        let natural = move || {
            story
                .get()
                .map_or(Axis::Sequence, |story| story.dataset.natural_axis())
        };
        Self {
            story,
            problem: Slot::new(None),
            notices: Slot::new(Vec::new()),
            index: Slot::new(Shared::new(BasemapIndex::default())),
            own_index: Slot::new(Shared::new(BasemapIndex::default())),
            basemap: Slot::new(None),
            level: Slot::new(0),
            asked_level: Slot::new(0),
            pieces: Slot::new(Vec::new()),
            asked_parts: Slot::new((Vec::new(), 0)),
            incidents,
            shown_incidents: Derived::new(move || {
                shown_incidents(incidents.get()?, overview.get())
            }),
            home: Slot::new(None),
            viewport: Slot::new(None),
            painted: Slot::new(None),
            laid_out_for: Slot::new(None),
            globe: Slot::new(None),
            globe_asked: Slot::new(false),
            view,
            exploring: Slot::new(String::new()),
            locale: Slot::new(Shared::new(super::boot::silent_locale())),
            theme: Slot::new(theme),
            palette: Slot::new(Shared::new(platform::read_palette())),
            crowding: Slot::new(None),
            many,
            whole,
            overview,
            axis: Derived::new(natural),
            selection: Derived::new(move || view.get().selection),
            hovered: Slot::new(None),
            touched: Slot::new(Touch::Moved),
            noted: Slot::new(None),
            is_view_asked: Slot::new(false),
            flight: Slot::new(0),
            file: Slot::new(None),
            shown: Slot::new((0, None)),
        }
    }

    /// Carries out what the reader wants and puts it into the address.
    pub fn dispatch(self, intent: Intent) {
        let Some(story) = self.story.get_untracked() else {
            return;
        };
        let before = self.view.get_untracked();
        let after = apply(&before, &intent, &story.dataset);
        let from_address = matches!(intent, Intent::Restore(_));
        let is_window = matches!(intent, Intent::SetWindow(_));
        if before != after {
            // It shows the story as nobody has chosen anything.
            platform::drop_poster();
        }
        self.follow(&before, &after);
        if !from_address {
            let is_decision = before.selection != after.selection
                || before.language != after.language
                || before.filter != after.filter
                // It was shown already while it was moved.
                || is_window;
            let mut fragment = after.to_fragment(&story.dataset);
            let is_own_file = self.has_own_file();
            if is_own_file {
                fragment.selection = None;
                fragment.hidden = Vec::new();
                fragment.window = None;
            } else {
                fragment.exploring = self.exploring.get_untracked();
            }
            platform::set_fragment(&fragment.to_text(), is_decision && !is_own_file);
        }
        self.view.set(after);
    }

    /// Whether a file of the reader's own is on the page. Nobody else has it: an address cannot name what is in it.
    pub fn has_own_file(self) -> bool {
        let file = self.file.get_untracked();
        file.is_some_and(|file| !file.is_in_address)
    }

    /// What changes with the state: theme, language, and the place that is brought into view.
    fn follow(self, before: &ViewState, after: &ViewState) {
        if before.theme != after.theme {
            self.show_theme(after.theme);
        }
        if before.language != after.language {
            super::boot::show_language(self, after.language.clone());
        }
        if after.selection.is_some() && before.selection != after.selection {
            self.shown.update(|(count, shown)| {
                *count += 1;
                *shown = after.selection;
            });
        }
    }

    /// Shows the chosen theme, or the one the reader's system prefers.
    pub fn show_theme(self, chosen: Option<Theme>) {
        let preferred = if platform::prefers_dark() {
            Theme::Dark
        } else {
            Theme::Light
        };
        let theme = chosen.unwrap_or(preferred);
        platform::set_theme(theme);
        self.theme.set(theme);
        self.palette.set(Shared::new(platform::read_palette()));
    }

    /// Goes to what the address says, at the start and after Back or Forward, and tells when a part of it makes no
    /// sense for the story.
    pub fn restore_from_address(self) {
        let parsed = Fragment::parse(&platform::fragment());
        let story = self.story.get_untracked();
        let fits = story.is_none_or(|story| parsed.fragment.fits(&story.dataset));
        self.notices.update(|notices| {
            notices.retain(|key| *key != "notice-fragment");
            if parsed.has_unknown || !fits {
                notices.push("notice-fragment");
            }
        });
        self.exploring.set(parsed.fragment.exploring.clone());
        self.dispatch(Intent::Restore(parsed.fragment));
    }

    /// Whether the ground of the map has nothing of single incidents; tracked.
    pub fn has_bare_ground(self) -> bool {
        let many = self.many.get();
        many.is_some_and(|many| many.has_bare_ground())
    }

    /// Moves the map.
    pub fn move_map(self, movement: MapMove) {
        let after = self.moved(movement);
        if after.is_some() && after != self.viewport.get_untracked() {
            self.viewport.set(after);
        }
    }

    /// Where a movement would bring the map.
    pub fn moved(self, movement: MapMove) -> Option<Viewport> {
        let story = self.story.get_untracked()?;
        let home = self.home.get_untracked()?;
        let basemap = self.basemap.get_untracked();
        let viewport = match (self.viewport.get_untracked(), movement) {
            (Some(viewport), _) => viewport,
            (None, MapMove::Resize(size)) => home.viewport(size),
            (None, _) => return None,
        };
        Some(home.moved(&viewport, movement, &story.dataset, basemap.as_deref()))
    }

    /// Calls `make` with all that a document needs, once there is a story; tracked.
    pub fn with_document<T>(self, make: impl FnOnce(&DocumentInput) -> T) -> Option<T> {
        let (mut make, mut made) = (Some(make), None);
        self.see_document(&mut |input| made = make.take().map(|make| make(input)));
        made
    }

    /// The part of it that is compiled once.
    fn see_document(self, see: &mut dyn FnMut(&DocumentInput)) {
        let Some(story) = self.story.get() else {
            return;
        };
        let (index, locale) = (self.index.get(), self.locale.get());
        see(&DocumentInput {
            dataset: &story.dataset,
            index: &index,
            overview: &self.overview.get(),
            locale: &locale,
        });
    }

    /// Calls `make` with all that a map scene needs, once there is a story; tracked.
    pub fn with_map_input<T>(
        self,
        viewport: &Viewport,
        make: impl FnOnce(&MapInput) -> T,
    ) -> Option<T> {
        let (mut make, mut made) = (Some(make), None);
        self.see_map_input(viewport, &mut |input| {
            made = make.take().map(|make| make(input));
        });
        made
    }

    /// The part of it that is compiled once.
    fn see_map_input(self, viewport: &Viewport, see: &mut dyn FnMut(&MapInput)) {
        let (Some(story), Some(incidents)) = (self.story.get(), self.shown_incidents.get()) else {
            return;
        };
        let (basemap, index, locale) = (self.basemap.get(), self.index.get(), self.locale.get());
        let (laid_out_for, globe) = (self.laid_out_for(viewport, &incidents), self.globe.get());
        see(&MapInput {
            dataset: &story.dataset,
            incidents: &incidents,
            overview: &self.overview.get(),
            basemap: basemap.as_deref(),
            index: &index,
            globe: globe.as_deref(),
            viewport,
            crowding: self.crowding.get(),
            laid_out_for: Some(&laid_out_for),
            selection: self.selection.get(),
            hovered: self.hovered.get(),
            locale: &locale,
            measure: &CanvasMeasure,
        });
    }

    /// The first view whose names this one shows.
    fn laid_out_for(self, viewport: &Viewport, incidents: &ProjectedIncidents) -> Viewport {
        let laid = self.laid_out_for.get_untracked();
        match laid.filter(|laid| stays_laid_out(laid, viewport, incidents)) {
            Some(laid) => laid,
            None => {
                self.laid_out_for.set(Some(*viewport));
                *viewport
            }
        }
    }
}

/// What is counted of the story under the filter, which changes less often than the rest of the view.
fn overview(
    story: Slot<Option<Shared<Loaded>>>,
    view: Slot<ViewState>,
    whole: Slot<Shared<Overview>>,
) -> Derived<Shared<Overview>> {
    let filter = Derived::new(move || view.get().filter);
    Derived::new(move || match (story.get(), filter.get()) {
        (Some(story), filter) if !filter.is_all() => {
            Shared::new(whole.get().under(&story.dataset, &filter))
        }
        _ => whole.get(),
    })
}

fn shown_incidents(
    all: Shared<ProjectedIncidents>,
    overview: Shared<Overview>,
) -> Option<Shared<ProjectedIncidents>> {
    Some(match overview.hides_some() {
        true => Shared::new(all.shown(&overview)),
        false => all,
    })
}

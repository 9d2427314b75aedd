//! The window of time, which all views of the story follow while it is moved.

mod hand;
mod play;

use std::cell::RefCell;

use leptos::prelude::*;

use super::timeline::Zoom;
use super::words::LATER;
use crate::app::parts::{Timer, after_painting, effect, keep};
use crate::app::shared::Shared;
use crate::app::signal::{Derived, Slot};
use crate::app::state::{App, Drawn};
use crate::document::Element;
use crate::document::window::{WindowInput, control, settings, time_window};
use crate::geo::ScreenRect;
use crate::locale::Locale;
use crate::platform;
use crate::query::Filter;
use crate::scene::{DayAxis, handles};
use crate::time::{Brush, Day, DaySpan, WindowEnd, WindowStep};
use crate::view::{Exploring, Intent, apply};

/// The part of the page that has the sliders.
const PART: &str = "timeline-window";
/// The least height of the handles.
const LEAST_PX: f64 = 44.0;
/// Where in [`crate::document::window::PACES`] it begins to play.
const FIRST_PACE: usize = 2;

/// The settings of the window, and what they were made of.
type Made = ((WindowInput, Shared<Locale>), Element);

/// The window of time, and what moves it.
#[derive(Clone, Copy)]
struct TimeControl {
    app: App,
    drawn: Derived<Drawn>,
    /// The axis of the picture, and the first and the last day of all of time.
    axis: Derived<Option<(DayAxis, [Day; 2])>>,
    exploring: Derived<Exploring>,
    /// The first days of what is shown at any time, in order.
    dates: Derived<Shared<Vec<Day>>>,
    is_playing: Slot<bool>,
    pace: Slot<usize>,
    is_looping: Slot<bool>,
    playing: Timer,
    decided: Timer,
    /// Whether there is an axis, and the words for what stands on it.
    is_there: Derived<bool>,
}

/// Keeps the sliders over the days of a timeline up to date, and the window as they are moved.
pub fn keep_up(app: App, drawn: Derived<Drawn>, zoom: Zoom) {
    let axis = Derived::new(move || {
        let drawn = drawn.get()?;
        let parts = drawn.time.as_ref()?;
        let [first, last] = parts.whole?;
        Some((parts.axis.clone()?, [first, last])).filter(|_| first < last)
    });
    let kept = Derived::new(move || app.view.get().filter.in_window(None));
    let exploring = Derived::new(move || Exploring::parse(&app.exploring.get()).0);
    let control = TimeControl {
        app,
        drawn,
        axis,
        exploring,
        dates: Derived::new(move || Shared::new(dates(app, kept.get()))),
        is_playing: Slot::new(false),
        pace: Slot::new(FIRST_PACE),
        is_looping: Slot::new(false),
        playing: Timer::new(),
        decided: Timer::new(),
        is_there: Derived::new(move || axis.get().is_some() && LATER.are_known(&app.locale.get())),
    };
    let made = RefCell::default();
    effect(move || {
        let mut content = control.content(&made).unwrap_or_default();
        content.extend(zoom.content());
        // Where the picture is, too.
        drawn.get();
        after_painting(move || {
            platform::fill(PART, content);
            untrack(|| {
                control.place();
                zoom.place();
            });
        });
    });
    effect(move || notice(app));
    effect(move || {
        app.story.track();
        control.stop();
    });
    keep().set_value(hand::listen(control));
}

impl TimeControl {
    /// What stands in its part of the page; tracked. Its settings are made once and not at each step.
    fn content(self, made: &RefCell<Option<Made>>) -> Option<Vec<Element>> {
        let key = (self.still()?, self.app.locale.get());
        let before = made.take().filter(|made| made.0 == key);
        let (key, settings) = before.unwrap_or_else(|| {
            let settings = settings(&key.1, &key.0);
            (key, settings)
        });
        made.replace(Some((key.clone(), settings.clone())));
        let window = self.app.view.get().filter.window();
        let axis = self.axis.get()?.0;
        let days = key.0.brush.days(window);
        let shown = WindowInput {
            window,
            handles: handles::values(&axis, days),
            possible: window.map_or(0, |window| possible(self.app, window)),
            is_playing: self.is_playing.get(),
            ..key.0
        };
        self.app
            .with_document(|input| time_window(input, &shown, settings))
    }

    /// What does not move with the window; tracked.
    fn still(self) -> Option<WindowInput> {
        let axis = self.axis.get()?.0;
        Some(WindowInput {
            brush: self.brush().filter(|_| self.is_there.get())?,
            range: handles::range(&axis),
            handles: [0; 2],
            window: None,
            last_date: self.last_date(),
            possible: 0,
            is_playing: false,
            pace: self.pace.get(),
            is_looping: self.is_looping.get(),
        })
    }

    /// The last date that there is; tracked.
    fn last_date(self) -> Option<Day> {
        self.dates.get().last().copied()
    }

    /// The axis, and how the window follows its handles; tracked.
    fn brush(self) -> Option<Brush> {
        let ((_, [first, last]), exploring) = (self.axis.get()?, self.exploring.get());
        let step = exploring.step;
        Some(Brush {
            first,
            last,
            mode: exploring.mode,
            step: step.unwrap_or_else(|| WindowStep::suiting(first, last, self.dates.get().len())),
        })
    }

    /// The same as it is now, and where the window is.
    fn now(self) -> Option<(Brush, Option<DaySpan>)> {
        let window = self.app.view.get_untracked().filter.window();
        untrack(|| self.brush()).map(|brush| (brush, window))
    }

    /// Brings sliders and controls to where the window is.
    fn place(self) {
        let (Some(brush), Some((axis, _))) = (self.brush(), self.axis.get()) else {
            return;
        };
        let window = self.app.view.get().filter.window();
        let days = brush.days(window);
        let [first, last] = handles::range(&axis).map(|end| end as f64);
        let handles = handles::values(&axis, days).map(|at| at as f64);
        for (end, at) in [WindowEnd::From, WindowEnd::To].into_iter().zip(handles) {
            platform::set_slider(PART, end.name(), at, first, last);
        }
        let presets = brush.presets(self.last_date());
        let preset = presets.iter().position(|(_, of)| Some(*of) == window);
        let preset = match (window, preset) {
            (None, _) => crate::document::window::ALL_TIME.to_owned(),
            (_, Some(at)) => at.to_string(),
            (_, None) => String::new(),
        };
        let [from, to] = days.map(Day::to_edtf);
        for (name, value) in [
            (control::PRESET, preset.as_str()),
            (control::MODE, brush.mode.as_str()),
            (control::STEP, brush.step.as_str()),
            (control::FROM_DATE, &from),
            (control::TO_DATE, &to),
        ] {
            platform::set_control(PART, name, value);
        }
        let [left_px, right_px] = axis.scale.places();
        let width_px = right_px - left_px;
        let [from_px, to_px] = handles.map(|at| (at - first) / (last - first).max(1.0) * width_px);
        // Over what happened, which stands above.
        let drawn = self.drawn.get();
        let picture_px = drawn.and_then(|drawn| Some(drawn.scene.size?.height_px));
        let height_px = (axis.bottom_px - axis.top_px).max(LEAST_PX);
        let top_px = axis.bottom_px - height_px - picture_px.unwrap_or(0.0);
        let range = ScreenRect::new(left_px, top_px, width_px, height_px);
        let span = ScreenRect::new(from_px, 0.0, to_px - from_px, height_px);
        platform::place_box("window-range", Some(&range));
        platform::place_box("window-span", Some(&span));
    }

    /// Shows a window while it is moved: not yet in the address, which browsers let change but rarely.
    fn show(self, window: Option<DaySpan>) {
        if let Some(story) = self.app.story.get_untracked() {
            platform::drop_poster();
            let intent = Intent::SetWindow(window);
            let view = self.app.view;
            view.update(|view| *view = apply(view, &intent, &story.dataset));
        }
    }

    /// Makes where the window is a decision, which Back comes back from.
    fn decide(self) {
        self.decide_on(self.app.view.get_untracked().filter.window());
    }

    /// The same for another window.
    fn decide_on(self, window: Option<DaySpan>) {
        self.decided.stop();
        self.app.dispatch(Intent::SetWindow(window));
    }
}

/// The first days of what is shown at any time, in order; tracked.
fn dates(app: App, kept: Filter) -> Vec<Day> {
    let Some(story) = app.story.get() else {
        return Vec::new();
    };
    let first_of = |span: DaySpan| span.earliest.or(span.latest);
    let of_all = app.many.get().and_then(|many| untrack(|| many.dates()));
    let mut dates: Vec<Day> = match of_all {
        Some(spans) => spans.into_iter().filter_map(first_of).collect(),
        None => {
            let incidents = story.dataset.incidents.iter().enumerate();
            let shown = incidents.filter(|(at, incident)| kept.keeps(*at, incident));
            let spans = shown.filter_map(|(_, incident)| incident.when.as_ref()?.span());
            spans.filter_map(first_of).collect()
        }
    };
    dates.sort_unstable();
    dates.dedup();
    dates
}

/// How many of the incidents shown may also lie outside of the window.
fn possible(app: App, window: DaySpan) -> usize {
    if let Some(possible) = app.many.get().and_then(|many| many.possible()) {
        return possible;
    }
    let (Some(story), overview) = (app.story.get(), app.overview.get()) else {
        return 0;
    };
    let incidents = story.dataset.incidents.iter().enumerate();
    let shown = incidents.filter(|(at, _)| overview.is_shown(*at));
    let spans = shown.filter_map(|(_, incident)| incident.when.as_ref()?.span());
    spans.filter(|span| !window.surely_holds(*span)).count()
}

/// Tells where a part of the address makes no sense.
fn notice(app: App) {
    const KEY: &str = "notice-fragment";
    let is_understood = Exploring::parse(&app.exploring.get()).1;
    let is_told = app.notices.get_untracked().contains(&KEY);
    if !is_understood && !is_told {
        app.notices.update(|notices| notices.push(KEY));
    }
}

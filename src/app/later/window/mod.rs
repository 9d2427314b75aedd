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
use crate::document::window::{WindowInput, control, settings, time_window, typed};
use crate::geo::ScreenRect;
use crate::locale::Locale;
use crate::platform;
use crate::query::Filter;
use crate::scene::{TimeAxis, handles};
use crate::time::{Brush, DAY_MINUTES, Moment, MomentSpan, WindowEnd, WindowStep};
use crate::view::{Exploring, Intent, apply};

/// The part of the page that has the sliders.
const PART: &str = "timeline-window";
/// The least height of the handles.
const LEAST_PX: f64 = 44.0;
/// Where in [`crate::document::window::PACES`] it begins to play.
const FIRST_PACE: usize = 2;

/// The settings of the window, and what they were made of.
type Made = ((WindowInput, Shared<Locale>), Element);

/// What the window stands on.
#[derive(Clone, PartialEq)]
struct Stage {
    /// The axis of the picture.
    axis: TimeAxis,
    /// The first minute of all of time, and the one after its last.
    whole: [Moment; 2],
    /// How long the shortest date is.
    date_minutes: i64,
}

/// The first minutes of what is shown at any time, in order.
#[derive(PartialEq)]
struct Dates(Vec<Moment>);

/// The window of time, and what moves it.
#[derive(Clone, Copy)]
pub(super) struct TimeControl {
    app: App,
    drawn: Derived<Drawn>,
    stage: Derived<Option<Stage>>,
    exploring: Derived<Exploring>,
    dates: Derived<Shared<Dates>>,
    is_playing: Slot<bool>,
    pace: Slot<usize>,
    is_looping: Slot<bool>,
    playing: Timer,
    decided: Timer,
    /// Whether there is an axis, and the words for what stands on it.
    is_there: Derived<bool>,
}

/// Keeps the sliders over a timeline up to date, and the window as they are moved; gives what moves it.
pub(super) fn keep_up(app: App, drawn: Derived<Drawn>, zoom: Zoom) -> TimeControl {
    let stage = Derived::new(move || {
        let drawn = drawn.get()?;
        let parts = drawn.time.as_ref()?;
        let (whole, date_minutes) = (parts.whole?, parts.date_minutes);
        let stage = Stage {
            axis: parts.axis.clone()?,
            whole,
            date_minutes,
        };
        // Of a single day there is no part.
        let has_parts = parts.has_times() || whole[1].0 - whole[0].0 > DAY_MINUTES;
        has_parts.then_some(stage)
    });
    let kept = Derived::new(move || app.view.get().filter.in_window(None));
    let exploring = Derived::new(move || Exploring::parse(&app.exploring.get()).0);
    let control = TimeControl {
        app,
        drawn,
        stage,
        exploring,
        dates: Derived::new(move || Shared::new(Dates(dates(app, kept.get())))),
        is_playing: Slot::new(false),
        pace: Slot::new(FIRST_PACE),
        is_looping: Slot::new(false),
        playing: Timer::new(),
        decided: Timer::new(),
        is_there: Derived::new(move || stage.get().is_some() && LATER.are_known(&app.locale.get())),
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
    control
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
        let axis = self.stage.get()?.axis;
        let (ends, shown) = (key.0.brush.ends(window), axis.scale.times());
        let input_now = WindowInput {
            window,
            handles: handles::values(&axis, ends),
            are_beyond: ends.map(|end| end < shown[0] || end > shown[1]),
            possible: window.map_or(0, |window| possible(self.app, window)),
            is_playing: self.is_playing.get(),
            ..key.0
        };
        self.app
            .with_document(|input| time_window(input, &input_now, settings))
    }

    /// What does not move with the window; tracked.
    fn still(self) -> Option<WindowInput> {
        let axis = self.stage.get()?.axis;
        Some(WindowInput {
            brush: self.brush().filter(|_| self.is_there.get())?,
            range: handles::range(&axis),
            handles: [0; 2],
            are_beyond: [false; 2],
            window: None,
            last_date: self.last_date(),
            possible: 0,
            is_playing: false,
            pace: self.pace.get(),
            is_looping: self.is_looping.get(),
        })
    }

    /// The last date that there is; tracked.
    fn last_date(self) -> Option<Moment> {
        self.dates.get().0.last().copied()
    }

    /// The axis, and how the window follows its handles; tracked.
    fn brush(self) -> Option<Brush> {
        let (stage, exploring) = (self.stage.get()?, self.exploring.get());
        let (whole, has_times) = (stage.whole, stage.date_minutes < DAY_MINUTES);
        let step = exploring.step.filter(|step| step.suits(has_times));
        let suiting = || WindowStep::suiting(whole, has_times, self.dates.get().0.len());
        Some(Brush {
            axis: whole,
            date_minutes: stage.date_minutes,
            handle_minutes: handles::minutes(&stage.axis, has_times),
            mode: exploring.mode,
            step: step.unwrap_or_else(suiting),
        })
    }

    /// The same as it is now, and where the window is.
    fn now(self) -> Option<(Brush, Option<MomentSpan>)> {
        let window = self.app.view.get_untracked().filter.window();
        untrack(|| self.brush()).map(|brush| (brush, window))
    }

    /// Brings sliders and controls to where the window is.
    fn place(self) {
        let (Some(brush), Some(Stage { axis, .. })) = (self.brush(), self.stage.get()) else {
            return;
        };
        let window = self.app.view.get().filter.window();
        let ends = brush.ends(window);
        let [first, last] = handles::range(&axis).map(|end| end as f64);
        let handles = handles::values(&axis, ends).map(|at| at as f64);
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
        let [from, to] = ends;
        let from = typed(&brush, WindowEnd::From, from);
        let to = typed(&brush, WindowEnd::To, to);
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
    fn show(self, window: Option<MomentSpan>) {
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
    fn decide_on(self, window: Option<MomentSpan>) {
        self.decided.stop();
        self.app.dispatch(Intent::SetWindow(window));
    }
}

/// The first minutes of what is shown at any time, in order; tracked.
fn dates(app: App, kept: Filter) -> Vec<Moment> {
    let Some(story) = app.story.get() else {
        return Vec::new();
    };
    let of_all = app.many.get().and_then(|many| untrack(|| many.dates()));
    let mut dates = match of_all {
        Some(dates) => dates,
        None => {
            let incidents = story.dataset.incidents.iter().enumerate();
            let shown = incidents.filter(|(at, incident)| kept.keeps(*at, incident));
            let spans = shown.filter_map(|(_, incident)| incident.when.as_ref()?.moments());
            let first = |span: MomentSpan| span.from.or(Some(Moment(span.to?.0 - 1)));
            spans.filter_map(first).collect()
        }
    };
    dates.sort_unstable();
    dates.dedup();
    dates
}

/// How many of the incidents shown may also lie outside of the window.
fn possible(app: App, window: MomentSpan) -> usize {
    if let Some(possible) = app.many.get().and_then(|many| many.possible()) {
        return possible;
    }
    let (Some(story), overview) = (app.story.get(), app.overview.get()) else {
        return 0;
    };
    let incidents = story.dataset.incidents.iter().enumerate();
    let shown = incidents.filter(|(at, _)| overview.is_shown(*at));
    let spans = shown.filter_map(|(_, incident)| incident.when.as_ref()?.moments());
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

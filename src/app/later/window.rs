//! The window of time, which all views of the story follow while it is moved.

use std::time::Duration;

use leptos::prelude::*;

use super::styles;
use crate::app::boot::spawn;
use crate::app::parts::{Timer, effect, keep, story_content};
use crate::app::signal::{Derived, Slot};
use crate::app::state::{App, Drawn};
use crate::document::{self, ALL_TIME_ATTRIBUTE, WINDOW_ENDS};
use crate::geo::ScreenRect;
use crate::platform::{self, Event};
use crate::scene::DayAxis;
use crate::time::{Day, DaySpan};
use crate::view::{Intent, apply};

/// The part of the page that has the sliders.
const PART: &str = "timeline-window";
/// The heights of the sliders and of their track.
const HEIGHT_PX: f64 = 44.0;
const TRACK_PX: f64 = 4.0;
/// For so long a window stands before it is a decision.
const DECIDED: Duration = Duration::from_millis(300);

/// Keeps the sliders over the days of a timeline up to date, and the window as they are moved.
pub fn keep_up(app: App, drawn: Derived<Drawn>) {
    let axis = Derived::new(move || drawn.get()?.days);
    let is_styled = Slot::new(None);
    effect(move || {
        if axis.get().is_some() && is_styled.get_untracked().is_none() {
            is_styled.set(Some(false));
            spawn(async move {
                styles::add("window.css").await;
                is_styled.set(Some(true));
            });
        }
    });
    story_content(app, PART, move |input| {
        let axis = axis.get().filter(|axis| axis.first < axis.last);
        let Some(axis) = axis.filter(|_| is_styled.get() == Some(true)) else {
            return Vec::new();
        };
        let window = input.overview.filter.window();
        let possible = window.map_or(0, |window| possible(app, window));
        document::time_window(input, &axis, window, possible)
    });
    effect(move || {
        is_styled.track();
        let (Some(axis), view) = (axis.get(), app.view.get()) else {
            return;
        };
        let days = document::window_days(&axis, view.filter.window());
        for (name, day) in WINDOW_ENDS.into_iter().zip(days) {
            let [day, first, last] = [day, axis.first, axis.last].map(|day| day.0 as f64);
            platform::set_slider(PART, name, day, first, last);
        }
        let width_px = axis.right_px - axis.left_px;
        let all_days = (axis.last.0 - axis.first.0) as f64;
        let [from_px, to_px] = days.map(|day| (day.0 - axis.first.0) as f64 / all_days * width_px);
        let range = ScreenRect::new(axis.left_px, 0.0, width_px, HEIGHT_PX);
        let track_top_px = (HEIGHT_PX - TRACK_PX) / 2.0;
        let span = ScreenRect::new(from_px, track_top_px, to_px - from_px, TRACK_PX);
        platform::place_box("window-range", Some(&range));
        platform::place_box("window-span", Some(&span));
    });
    let moved = move |event: &Event| {
        let axis = axis.get_untracked()?;
        let before = app.view.get_untracked().filter.window();
        let (name, value) = platform::slider_value(event)?;
        let [mut from, mut to] = document::window_days(&axis, before);
        let day = Day(value as i64);
        // An end that is moved beyond the other one takes it along.
        match name == "from" {
            true => (from, to) = (day, to.max(day)),
            false => (from, to) = (from.min(day), day),
        }
        Some(Intent::SetWindow(window_of(&axis, from, to)))
    };
    let slide = platform::on_event(PART, "input", move |event| {
        let story = app.story.get_untracked();
        if let (Some(intent), Some(story)) = (moved(&event), story) {
            // Not yet into the address: browsers allow few changes of it in a second.
            platform::drop_poster();
            app.view
                .update(|view| *view = apply(view, &intent, &story.dataset));
        }
    });
    let decided = Timer::new();
    let let_go = platform::on_event(PART, "change", move |_| {
        // A key that is held is let go many times in a second: one decision, for Back to come back from.
        decided.start(DECIDED, move || {
            let window = app.view.get_untracked().filter.window();
            app.dispatch(Intent::SetWindow(window));
        });
    });
    let all = platform::on_event(PART, "click", move |event| {
        if platform::closest_attribute(&event, ALL_TIME_ATTRIBUTE).is_some() {
            decided.stop();
            app.dispatch(Intent::SetWindow(None));
            // The button goes; the reader stays at the window.
            platform::focus_in(PART, "name", "from");
        }
    });
    keep().set_value([slide, let_go, all].into_iter().flatten().collect());
}

/// The window between two days; what is at the end of the axis is open, so that it leaves out nothing.
fn window_of(axis: &DayAxis, from: Day, to: Day) -> Option<DaySpan> {
    let window = DaySpan {
        earliest: Some(from).filter(|day| *day > axis.first),
        latest: Some(to).filter(|day| *day < axis.last),
    };
    (window.earliest.is_some() || window.latest.is_some()).then_some(window)
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

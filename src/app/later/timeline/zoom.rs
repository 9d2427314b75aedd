//! The part of time that is shown: by buttons, keys, wheel and fingers, and by the handles of an overview of all of it.

use std::cell::Cell;
use std::time::Duration;

use leptos::prelude::*;

use super::super::explore_in;
use super::super::words::LATER;
use super::Timeline;
use crate::app::parts::{Timer, keep};
use crate::app::signal::Derived;
use crate::app::state::{App, Drawn};
use crate::document::Element;
use crate::document::timeline::{
    FARTHER, NEARER, STRIP_ATTRIBUTE, STRIP_SLIDERS, TIMELINE_ATTRIBUTE, WHOLE,
    strip as strip_handles, tray,
};
use crate::geo::ScreenRect;
use crate::platform::{self, Drag, Event, Span};
use crate::query::Axis;
use crate::scene::{DayAxis, handles};
use crate::time::{Brush, Day, DaySpan, Moment, WindowEnd, WindowMode, WindowStep, panned, zoomed};
use crate::view::Exploring;

/// The part of the page that has the sliders.
const PART: &str = "timeline-window";
/// For so long it stands before it is a decision.
const DECIDED: Duration = Duration::from_millis(300);
/// One step nearer, or as far away.
const STEP: f64 = 2.0;
/// One step along the axis, as a part of what is shown.
const PAN: f64 = 0.25;
/// The least height of handles.
const LEAST_PX: f64 = 44.0;

/// The part of time that is shown, and what changes it.
#[derive(Clone, Copy)]
pub(in super::super) struct Zoom {
    app: App,
    of: Timeline,
    drawn: Derived<Drawn>,
    decided: Timer,
}

thread_local! {
    /// Whether two fingers hold the timeline, of which the first one began to draw a window.
    static IS_HELD: Cell<bool> = const { Cell::new(false) };
}

/// Whether two fingers hold the timeline.
pub(in super::super) fn is_held() -> bool {
    IS_HELD.get()
}

/// Listens to what changes it.
pub(super) fn keep_up(of: Timeline, drawn: Derived<Drawn>) -> Zoom {
    let zoom = Zoom {
        app: of.app,
        of,
        drawn,
        decided: Timer::new(),
    };
    let click = platform::on_event("timeline-heading", "click", move |event| {
        let word = platform::closest_attribute(&event, TIMELINE_ATTRIBUTE);
        match word.as_deref() {
            Some(NEARER) => {
                zoom.by(1.0 / STEP, None);
                platform::focus_in("timeline-heading", TIMELINE_ATTRIBUTE, NEARER);
            }
            Some(FARTHER) => {
                zoom.by(STEP, None);
                platform::focus_in("timeline-heading", TIMELINE_ATTRIBUTE, FARTHER);
            }
            Some(WHOLE) => {
                zoom.show(None);
                // The button goes; the reader stays beside it.
                platform::focus_in("timeline-heading", TIMELINE_ATTRIBUTE, NEARER);
            }
            _ => {}
        }
    });
    let key = platform::on_event("timeline", "keydown", move |event| {
        if zoom.press_handle(&event) || zoom.press(&event) {
            event.prevent_default();
            event.stop_propagation();
        }
    });
    let slide = platform::on_event(PART, "input", move |event| zoom.slide(&event));
    let mut listeners: Vec<_> = [click, key, slide].into_iter().flatten().collect();
    listeners.extend(platform::on_span("timeline-stage", move |span| {
        zoom.follow(span)
    }));
    let held = Cell::new(None);
    let drag = move |drag| zoom.drag(drag, &held);
    listeners.extend(platform::on_drag(PART, Some(STRIP_ATTRIBUTE), drag));
    keep().set_value(listeners);
    zoom
}

impl Zoom {
    /// All of time, and the part of it that is shown.
    fn now(self) -> Option<(Brush, [Day; 2], DayAxis)> {
        let drawn = self.drawn.get_untracked()?;
        let parts = drawn.time.as_ref()?;
        let brush = brush_of(parts.whole?);
        let shown = brush.days(self.exploring().time);
        Some((brush, shown, parts.axis.clone()?))
    }

    fn exploring(self) -> Exploring {
        Exploring::parse(&self.app.exploring.get_untracked()).0
    }

    /// Shows a part of time, not yet in the address, and makes that a decision once it stands.
    fn show(self, time: Option<DaySpan>) {
        let mut exploring = self.exploring();
        if exploring.time != time {
            exploring.time = time;
            self.app.exploring.set(exploring.to_text());
            self.decided.start(DECIDED, move || {
                let window = self.app.view.get_untracked().filter.window();
                explore_in(self.app, &self.exploring(), window);
            });
        }
    }

    /// Comes nearer to a moment by a factor below 1, or goes away; to the middle of what is shown without one.
    fn by(self, factor: f64, about: Option<Moment>) {
        let Some((brush, shown, _)) = self.now() else {
            return;
        };
        let ends = [shown[0], Day(shown[1].0 + 1)].map(|day| Moment::first_of(day).0);
        let middle = |[from, to]: [i64; 2]| Moment(from + (to - from) / 2);
        // About the window of time, where that is seen.
        let window = self.app.view.get_untracked().filter.window();
        let window = window.and_then(|window| {
            let from = Moment::first_of(window.earliest?).0.max(ends[0]);
            let to = Moment::first_of(Day(window.latest?.0 + 1)).0.min(ends[1]);
            (from < to).then_some([from, to])
        });
        let about = about.unwrap_or(middle(window.unwrap_or(ends)));
        self.show(zoomed(shown, [brush.first, brush.last], factor, about));
    }

    /// Goes on, or back, by a part of what is shown.
    fn pan(self, part: f64) {
        if let Some((brush, shown, _)) = self.now() {
            self.show(panned(shown, [brush.first, brush.last], part));
        }
    }

    /// A key in the timeline; whether it is used.
    fn press(self, event: &Event) -> bool {
        let is_calendar = self.now().is_some();
        if let Some(key) = platform::pressed_with_alt(event).filter(|_| is_calendar) {
            match key.as_str() {
                "ArrowLeft" => self.pan(-PAN),
                "ArrowRight" => self.pan(PAN),
                "ArrowUp" => self.by(1.0 / STEP, None),
                "ArrowDown" => self.by(STEP, None),
                _ => return false,
            }
            return true;
        }
        let key = platform::pressed(event).filter(|_| is_calendar && !platform::is_typing(event));
        match key.as_ref().map(|(key, _)| key.as_str()) {
            Some("+" | "=") => self.by(1.0 / STEP, None),
            Some("-" | "−") => self.by(STEP, None),
            Some("0") => self.show(None),
            _ => return false,
        }
        true
    }

    /// What wheel and fingers do.
    fn follow(self, span: Span) {
        IS_HELD.set(match span {
            Span::Start => true,
            Span::Move { .. } => IS_HELD.get(),
            Span::End => false,
        });
        let Span::Move {
            from_px,
            to_px,
            factor,
        } = span
        else {
            return;
        };
        let Some((_, shown, axis)) = self.now() else {
            return;
        };
        if (factor - 1.0).abs() > 0.01 {
            self.by(1.0 / factor, Some(axis.scale.moment_at(to_px)));
        }
        let [from, to] = [from_px, to_px].map(|px| axis.scale.moment_at(px).0 as f64);
        let length = Moment::first_of(Day(shown[1].0 - shown[0].0 + 1)).0 as f64;
        // A part of a day is none yet.
        let part = (from - to) / length;
        if part.abs() * (shown[1].0 - shown[0].0 + 1) as f64 >= 1.0 {
            self.pan(part);
        }
    }

    /// The overview, where there is one.
    fn strip(self) -> Option<DayAxis> {
        let drawn = self.drawn.get_untracked()?;
        drawn.time.as_ref()?.strip.clone()
    }

    /// A handle of the overview is moved.
    fn slide(self, event: &Event) {
        let handle =
            platform::slider_value(event).and_then(|(name, at)| Some((end_of(&name)?, at)));
        if let (Some((end, at)), Some(strip), Some((brush, shown, _))) =
            (handle, self.strip(), self.now())
        {
            let day = handles::day(&strip, end, at as i64);
            let wanted = brush.with_end(Some(span_of(shown)), end, day);
            self.show(bounded(&brush, wanted));
        }
    }

    /// An arrow key on a handle of the overview that does not count days; whether it is used.
    fn press_handle(self, event: &Event) -> bool {
        let end = platform::slider_value(event).and_then(|(name, _)| end_of(&name));
        let days = platform::pressed(event).and_then(|(key, _)| handles::arrow(&key));
        let strip = self.strip().filter(handles::count_px);
        let (Some(end), Some(days), Some(_), Some((brush, shown, _))) =
            (end, days, strip, self.now())
        else {
            return false;
        };
        let wanted = brush.with_end_moved(Some(span_of(shown)), end, days);
        self.show(bounded(&brush, wanted));
        true
    }

    /// What is shown is dragged along the overview.
    fn drag(self, drag: Drag, held: &Cell<Option<(f64, [Day; 2])>>) {
        let Some((brush, shown, _)) = self.now() else {
            return;
        };
        match (drag, held.get(), self.strip()) {
            (Drag::Start(x_px), ..) => held.set(Some((x_px, shown))),
            (Drag::To(x_px) | Drag::End(x_px), Some((start_px, before)), Some(strip)) => {
                let [from, to] = [start_px, x_px].map(|px| strip.scale.moment_at(px).day().0);
                let moved = brush.moved(Some(span_of(before)), to - from);
                self.show(bounded(&brush, moved));
            }
            (Drag::Cancel, Some((_, before)), _) => {
                held.set(None);
                self.show(bounded(&brush, Some(span_of(before))));
            }
            _ => {}
        }
    }

    /// What stands below the picture: the handles of the overview, and what has no place on the axis; tracked.
    pub(in super::super) fn content(self) -> Vec<Element> {
        let drawn = self.drawn.get();
        let Some(parts) = drawn.and_then(|drawn| drawn.time.clone()) else {
            return Vec::new();
        };
        let time = self.of.exploring.get().time;
        let is_closed = self.of.is_closed();
        let found = self.app.with_document(|input| {
            if is_closed || !LATER.are_known(input.locale) {
                return Vec::new();
            }
            let strip = parts.strip.as_ref().zip(parts.whole).zip(time);
            let strip = strip.map(|((axis, whole), time)| {
                let shown = brush_of(whole).days(Some(time));
                let (range, handles) = (handles::range(axis), handles::values(axis, shown));
                strip_handles(input.locale, shown, range, handles)
            });
            let axis = match parts.whole {
                Some(_) => Axis::Calendar,
                None => self.of.axis(input),
            };
            strip.into_iter().chain(tray(input, axis, &parts)).collect()
        });
        found.unwrap_or_default()
    }

    /// Brings the handles to where they are.
    pub(in super::super) fn place(self) {
        let (Some(drawn), Some(time)) = (self.drawn.get(), self.of.exploring.get().time) else {
            return;
        };
        let Some(parts) = drawn.time.as_ref() else {
            return;
        };
        let (Some(strip), Some(whole), Some(size)) = (&parts.strip, parts.whole, drawn.scene.size)
        else {
            return;
        };
        let [first, last] = handles::range(strip).map(|end| end as f64);
        let handles = handles::values(strip, brush_of(whole).days(Some(time)));
        let handles = handles.map(|at| at as f64);
        for ((_, name), at) in STRIP_SLIDERS.into_iter().zip(handles) {
            platform::set_slider(PART, name, at, first, last);
        }
        let [left_px, right_px] = strip.scale.places();
        let width_px = right_px - left_px;
        let middle_px = 0.5 * (strip.top_px + strip.bottom_px) - size.height_px;
        let range = ScreenRect::new(left_px, middle_px - LEAST_PX / 2.0, width_px, LEAST_PX);
        let [from_px, to_px] = handles.map(|at| (at - first) / (last - first).max(1.0) * width_px);
        let height_px = strip.bottom_px - strip.top_px;
        let top_px = (LEAST_PX - height_px) / 2.0;
        let span = ScreenRect::new(from_px, top_px, to_px - from_px, height_px);
        platform::place_box("strip-range", Some(&range));
        platform::place_box("strip-span", Some(&span));
    }
}

/// All of time as an axis.
fn brush_of([first, last]: [Day; 2]) -> Brush {
    Brush {
        first,
        last,
        mode: WindowMode::Window,
        step: WindowStep::Incident,
    }
}

fn end_of(name: &str) -> Option<WindowEnd> {
    let found = STRIP_SLIDERS.iter().find(|(_, known)| *known == name);
    found.map(|(end, _)| *end)
}

fn span_of([from, to]: [Day; 2]) -> DaySpan {
    DaySpan {
        earliest: Some(from),
        latest: Some(to),
    }
}

/// A part of time with both its ends; nothing for all of it.
fn bounded(brush: &Brush, span: Option<DaySpan>) -> Option<DaySpan> {
    let span = span?;
    let days = brush.days(Some(span));
    let is_all = days == [brush.first, brush.last];
    (!is_all).then(|| span_of(days))
}

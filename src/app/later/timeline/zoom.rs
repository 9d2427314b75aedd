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
use crate::scene::{TimeAxis, handles};
use crate::time::{
    Brush, DAY_MINUTES, Moment, MomentSpan, WindowEnd, WindowMode, WindowStep, panned,
    round_minutes, zoomed,
};
use crate::view::Exploring;

/// The part of the page that has the sliders.
const PART: &str = "timeline-window";
/// What of the timeline wheel and fingers zoom: the picture, and what lies on it.
const STAGE: &str = ".timeline-stage, .window-range, .strip-range";
/// For so long it stands before it is a decision.
const DECIDED: Duration = Duration::from_millis(300);
/// One step nearer, or as far away.
const STEP: f64 = 2.0;
/// One step along the axis, as a part of what is shown.
const PAN: f64 = 0.25;
/// The least height of handles.
const LEAST_PX: f64 = 44.0;
/// A part that is narrower on the overview is moved as a whole only.
const NARROW_PX: f64 = 24.0;

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
    listeners.extend(platform::on_span(
        "timeline",
        "timeline-stage",
        STAGE,
        move |span| zoom.follow(span),
    ));
    let held = Cell::new(None);
    let drag = move |drag| zoom.drag(drag, &held);
    listeners.extend(platform::on_drag(PART, Some(STRIP_ATTRIBUTE), drag));
    keep().set_value(listeners);
    zoom
}

impl Zoom {
    /// All of time, and the part of it that is shown.
    fn now(self) -> Option<(Brush, [Moment; 2], TimeAxis)> {
        let drawn = self.drawn.get_untracked()?;
        let parts = drawn.time.as_ref()?;
        let brush = brush_of(parts.whole?, parts.date_minutes);
        let shown = shown_of(&brush, self.exploring().time);
        Some((brush, shown, parts.axis.clone()?))
    }

    fn exploring(self) -> Exploring {
        Exploring::parse(&self.app.exploring.get_untracked()).0
    }

    /// Shows a part of time, not yet in the address, and makes that a decision once it stands.
    fn show(self, time: Option<[Moment; 2]>) {
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
        let middle = |[from, to]: [Moment; 2]| Moment(from.0 + (to.0 - from.0) / 2);
        // About the window of time, where that is seen.
        let window = self.app.view.get_untracked().filter.window();
        let window = window.and_then(|window| {
            let [from, to] = window.ends()?;
            let [from, to] = [from.max(shown[0]), to.min(shown[1])];
            (from < to).then_some([from, to])
        });
        let about = about.unwrap_or(middle(window.unwrap_or(shown)));
        self.show(zoomed(shown, brush.axis, factor, about, brush.date_minutes));
    }

    /// Goes on, or back, by a part of what is shown.
    fn pan(self, part: f64) {
        if let Some((brush, shown, _)) = self.now() {
            self.show(panned(shown, brush.axis, part, brush.date_minutes));
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
        let Some((brush, [start, end], axis)) = self.now() else {
            return;
        };
        if (factor - 1.0).abs() > 0.01 {
            self.by(1.0 / factor, Some(axis.scale.moment_at(to_px)));
        }
        let [from, to] = [from_px, to_px].map(|px| axis.scale.moment_at(px).0 as f64);
        // Less than it moves by is nothing yet.
        let least = round_minutes(end.0 - start.0, brush.date_minutes);
        if (from - to).abs() >= least as f64 {
            self.pan((from - to) / (end.0 - start.0) as f64);
        }
    }

    /// The overview, where there is one.
    fn strip(self) -> Option<TimeAxis> {
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
            let brush = on_axis(brush, &strip);
            let at = handles::moment(&strip, end, at as i64, brush.handle_minutes);
            let wanted = brush.with_end(Some(shown.into()), end, at);
            self.show(bounded(&brush, wanted));
        }
    }

    /// An arrow key on a handle of the overview that does not count days; whether it is used.
    fn press_handle(self, event: &Event) -> bool {
        let end = platform::slider_value(event).and_then(|(name, _)| end_of(&name));
        let steps = platform::pressed(event).and_then(|(key, _)| handles::arrow(&key));
        let strip = self.strip().filter(handles::count_px);
        let (Some(end), Some(steps), Some(strip), Some((brush, shown, _))) =
            (end, steps, strip, self.now())
        else {
            return false;
        };
        let brush = on_axis(brush, &strip);
        let wanted = brush.with_end_moved(Some(shown.into()), end, steps, brush.axis);
        self.show(bounded(&brush, wanted));
        true
    }

    /// What is shown is dragged along the overview.
    fn drag(self, drag: Drag, held: &Cell<Option<(f64, [Moment; 2])>>) {
        let Some((brush, shown, _)) = self.now() else {
            return;
        };
        match (drag, held.get(), self.strip()) {
            (Drag::Start(x_px), ..) => held.set(Some((x_px, shown))),
            (Drag::To(x_px) | Drag::End(x_px), Some((start_px, before)), Some(strip)) => {
                let minutes = handles::minutes(&strip, brush.has_times());
                let minutes = handles::dragged(&strip, start_px, x_px, minutes);
                let moved = brush.moved(Some(before.into()), minutes);
                self.show(bounded(&brush, moved));
            }
            (Drag::Cancel, Some((_, before)), _) => {
                held.set(None);
                self.show(bounded(&brush, Some(before.into())));
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
                let shown = shown_of(&brush_of(whole, parts.date_minutes), Some(time));
                let (range, handles) = (handles::range(axis), handles::values(axis, shown));
                strip_handles(input.locale, (shown, parts.has_times()), range, handles)
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
        let shown = shown_of(&brush_of(whole, parts.date_minutes), Some(time));
        let handles = handles::values(strip, shown);
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
        // No finger and no pointer tells handles that touch apart: it moves both.
        let is_narrow = to_px - from_px < NARROW_PX;
        platform::set_attribute(
            "strip-range",
            "data-narrow",
            if is_narrow { "true" } else { "false" },
        );
    }
}

/// All of time as an axis.
pub(super) fn brush_of(axis: [Moment; 2], date_minutes: i64) -> Brush {
    Brush {
        axis,
        date_minutes,
        handle_minutes: date_minutes.min(DAY_MINUTES),
        mode: WindowMode::Window,
        step: WindowStep::Incident,
    }
}

/// The part of all of time that is shown: all of it where an address names another time.
fn shown_of(brush: &Brush, time: Option<[Moment; 2]>) -> [Moment; 2] {
    let [from, to] = brush.ends(time.map(MomentSpan::from));
    match from < to {
        true => [from, to],
        false => brush.axis,
    }
}

/// The same, whose handles stand on an overview.
fn on_axis(brush: Brush, strip: &TimeAxis) -> Brush {
    Brush {
        handle_minutes: handles::minutes(strip, brush.has_times()),
        ..brush
    }
}

fn end_of(name: &str) -> Option<WindowEnd> {
    let found = STRIP_SLIDERS.iter().find(|(_, known)| *known == name);
    found.map(|(end, _)| *end)
}

/// A part of time with both its ends; nothing for all of it.
fn bounded(brush: &Brush, span: Option<MomentSpan>) -> Option<[Moment; 2]> {
    let ends = brush.ends(Some(span?));
    (ends != brush.axis).then_some(ends)
}

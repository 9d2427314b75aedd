//! What a reader does with the window of time, by pointer, touch and keyboard.

use std::cell::Cell;
use std::time::Duration;

use leptos::prelude::*;

use super::super::explore_in;
use super::super::timeline::is_held;
use super::{PART, TimeControl};
use crate::document::window::{
    ALL_TIME, DRAGGED_ATTRIBUTE, EARLIER, LATER, PACES, PLAY, WINDOW_ATTRIBUTE, control,
};
use crate::platform::{self, Drag, Event, Subscription};
use crate::scene::handles;
use crate::time::{DaySpan, When, WindowEnd, WindowMode, WindowStep};

/// For so long a window stands before it is a decision: a key that is held is let go many times in a second.
const DECIDED: Duration = Duration::from_millis(300);
/// A drag shorter than this is a click.
const LEAST_DRAG_PX: f64 = 4.0;
/// The picture on which a window can be drawn.
const PICTURE: &str = "timeline-picture";

/// Listens to all of it.
pub(super) fn listen(of: TimeControl) -> Vec<Subscription> {
    let slide = platform::on_event(PART, "input", move |event| of.slide(&event));
    let change = platform::on_event(PART, "change", move |event| {
        let control = platform::control_value(&event);
        match control.filter(|(name, _)| end_of(name).is_none()) {
            Some((name, value)) => of.choose(&name, &value),
            None => of.decided.start(DECIDED, move || of.decide()),
        }
    });
    let click = platform::on_event(PART, "click", move |event| {
        let word = platform::closest_attribute(&event, WINDOW_ATTRIBUTE);
        match word.as_deref() {
            Some(PLAY) => of.toggle_playing(),
            Some(EARLIER) => of.step(false),
            Some(LATER) => of.step(true),
            Some(ALL_TIME) => {
                of.pause();
                of.decide_on(None);
                // The button goes; the reader stays at the window.
                let end = of.exploring.get_untracked().mode.ends().first();
                platform::focus_in(PART, "name", end.map_or("", |end| end.name()));
            }
            _ => {}
        }
    });
    let key = platform::on_event(PART, "keydown", move |event| {
        let end = platform::slider_value(&event).and_then(|(name, _)| end_of(&name));
        if end.is_some_and(|end| of.press(end, &event)) {
            event.prevent_default();
        }
    });
    let mut listeners: Vec<Subscription> =
        [slide, change, click, key].into_iter().flatten().collect();
    listeners.extend(drag_body(of));
    listeners.extend(draw(of));
    listeners
}

fn end_of(name: &str) -> Option<WindowEnd> {
    let ends = [WindowEnd::From, WindowEnd::To];
    ends.into_iter().find(|end| end.name() == name)
}

impl TimeControl {
    /// A slider is moved.
    fn slide(self, event: &Event) {
        let moved = platform::slider_value(event).and_then(|(name, at)| Some((end_of(&name)?, at)));
        if let (Some((end, at)), Some((brush, before))) = (moved, self.now()) {
            self.pause();
            let Some((axis, _)) = self.axis.get_untracked() else {
                return;
            };
            self.show(brush.with_end(before, end, handles::day(&axis, end, at as i64)));
        }
    }

    /// A key on a slider; whether it is used. Arrows alone are the slider's own.
    fn press(self, end: WindowEnd, event: &Event) -> bool {
        let Some(((key, with_shift), (brush, window))) = platform::pressed(event).zip(self.now())
        else {
            return false;
        };
        let is_moment = brush.mode == WindowMode::Moment;
        let counts_px = self.axis.get_untracked();
        let counts_px = counts_px.is_some_and(|(axis, _)| handles::count_px(&axis));
        if let Some(days) = handles::arrow(&key).filter(|_| counts_px && !with_shift && !is_moment)
        {
            self.move_end(end, days);
            return true;
        }
        // By a day, or a step.
        let days = match (key.as_str(), with_shift) {
            ("ArrowLeft" | "ArrowDown", true) if !is_moment => Some(-1),
            ("ArrowRight" | "ArrowUp", true) if !is_moment => Some(1),
            ("PageDown" | "PageUp", _) => None,
            // A day on is the same moment.
            ("ArrowLeft" | "ArrowDown" | "ArrowRight" | "ArrowUp", _) if is_moment => None,
            _ => return false,
        };
        self.pause();
        match days {
            Some(days) => self.show(brush.moved(window, days)),
            None => self.show_step(matches!(key.as_str(), "PageUp" | "ArrowRight" | "ArrowUp")),
        }
        self.decided.start(DECIDED, move || self.decide());
        true
    }

    /// Moves a handle by days, where its slider does not count these.
    fn move_end(self, end: WindowEnd, days: i64) {
        let Some((brush, window)) = self.now() else {
            return;
        };
        self.pause();
        self.show(brush.with_end_moved(window, end, days));
        self.decided.start(DECIDED, move || self.decide());
    }

    /// A setting is chosen.
    fn choose(self, name: &str, value: &str) {
        match name {
            control::PACE => {
                let pace = value.parse().unwrap_or(0);
                self.pace.set(usize::min(pace, PACES.len() - 1));
            }
            control::LOOP => self.is_looping.set(value == "true"),
            control::MODE | control::STEP => self.explore(name, value),
            control::PRESET => self.choose_preset(value),
            _ => self.type_date(name, value),
        }
    }

    fn explore(self, name: &str, value: &str) {
        self.pause();
        let Some((mut brush, window)) = self.now() else {
            return;
        };
        let mut exploring = self.exploring.get_untracked();
        if name == control::STEP {
            exploring.step = WindowStep::from_word(value);
        } else {
            exploring.mode = WindowMode::from_word(value).unwrap_or_default();
        }
        brush.mode = exploring.mode;
        brush.step = exploring.step.unwrap_or(brush.step);
        // All of time stays all of time, but for one moment.
        let is_kept = window.is_none() && brush.mode != WindowMode::Moment;
        let window = if is_kept { None } else { brush.adopted(window) };
        explore_in(self.app, &exploring, window);
    }

    fn choose_preset(self, value: &str) {
        self.pause();
        let Some((brush, window)) = self.now() else {
            return;
        };
        let preset = value.parse::<usize>().ok();
        let preset =
            preset.and_then(|at| brush.presets(untrack(|| self.last_date())).get(at).copied());
        let chosen = match (preset, value) {
            (Some((_, chosen)), _) => Some(chosen),
            (None, ALL_TIME) => None,
            (None, _) => window,
        };
        // What is named is a window, however it was moved before.
        let mut exploring = self.exploring.get_untracked();
        exploring.mode = WindowMode::Window;
        explore_in(self.app, &exploring, chosen);
    }

    /// A date is typed; one that is none changes nothing.
    fn type_date(self, name: &str, value: &str) {
        let end = match name {
            control::FROM_DATE => WindowEnd::From,
            control::TO_DATE => WindowEnd::To,
            _ => return,
        };
        let span = When::parse(value).ok().and_then(|when| when.span());
        let day = span.and_then(|span| span.earliest);
        if let (Some(day), Some((brush, window))) = (day, self.now()) {
            self.pause();
            let day = day.clamp(brush.first, brush.last);
            self.decide_on(brush.with_end(window, end, day));
        }
    }
}

/// What a pointer holds: the window as it was, and where it took hold; without a window one is drawn.
type Held = Cell<Option<(f64, Option<DaySpan>)>>;

/// The window is dragged as a whole.
fn drag_body(of: TimeControl) -> Vec<Subscription> {
    let held = Held::default();
    platform::on_drag(PART, Some(DRAGGED_ATTRIBUTE), move |drag| {
        of.follow(drag, &held, false)
    })
}

/// A window is drawn on the picture of the timeline.
fn draw(of: TimeControl) -> Vec<Subscription> {
    let held = Held::default();
    platform::on_drag(PICTURE, None, move |drag| of.follow(drag, &held, true))
}

impl TimeControl {
    /// Follows a pointer that draws a window, or moves the one that it took hold of.
    fn follow(self, drag: Drag, held: &Held, is_drawn: bool) {
        let Some((brush, now)) = self.now() else {
            return;
        };
        match drag {
            Drag::Start(x_px) => held.set(Some((x_px, now))),
            Drag::To(x_px) | Drag::End(x_px) => {
                let (Some((start_px, before)), Some((axis, _))) =
                    (held.get(), self.axis.get_untracked())
                else {
                    return;
                };
                if is_held() {
                    // A second finger has come: nothing is drawn.
                    held.set(None);
                    self.show(before);
                    return;
                }
                if (x_px - start_px).abs() < LEAST_DRAG_PX && now == before {
                    return;
                }
                let day_at = |x_px: f64| axis.scale.moment_at(x_px).day();
                self.pause();
                self.show(match before.filter(|_| !is_drawn) {
                    None => brush.over(day_at(start_px), day_at(x_px)),
                    Some(_) => brush.moved(before, day_at(x_px).0 - day_at(start_px).0),
                });
                if matches!(drag, Drag::End(_)) {
                    self.decide();
                }
            }
            // A finger that scrolls the page has moved nothing.
            Drag::Cancel => {
                if let Some((_, before)) = held.take() {
                    self.show(before);
                }
            }
        }
    }
}

//! What a reader does with the window of time, by pointer, touch and keyboard.

use std::cell::Cell;
use std::time::Duration;

use leptos::prelude::*;

use super::super::explore_in;
use super::super::timeline::is_held;
use super::{PART, Stage, TimeControl};
use crate::document::window::{
    ALL_TIME, DRAGGED_ATTRIBUTE, EARLIER, LATER, PACES, PLAY, SETTINGS, SETTINGS_ID,
    WINDOW_ATTRIBUTE, control,
};
use crate::platform::{self, Drag, Event, Subscription};
use crate::scene::handles;
use crate::time::{MomentSpan, WindowEnd, WindowMode, WindowStep};

/// For so long a window stands before it is a decision: a key that is held is let go many times in a second.
const DECIDED: Duration = Duration::from_millis(300);
/// The same for a date, of which the next digit follows.
const TYPED_IN: Duration = Duration::from_millis(1000);
/// A drag shorter than this is a click.
const LEAST_DRAG_PX: f64 = 4.0;
/// The picture on which a window can be drawn.
const PICTURE: &str = "timeline-picture";

thread_local! {
    /// The end of which a date is being typed, and the window before.
    static TYPED: Cell<Option<(WindowEnd, Option<MomentSpan>)>> = const { Cell::new(None) };
}

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
            // They open below, perhaps out of sight.
            Some(SETTINGS) => set_timeout(
                || platform::scroll_to(SETTINGS_ID, !platform::prefers_reduced_motion()),
                Duration::ZERO,
            ),
            _ => {}
        }
    });
    let key = platform::on_event(PART, "keydown", move |event| {
        let end = platform::slider_value(&event).and_then(|(name, _)| end_of(&name));
        if end.is_some_and(|end| of.press(end, &event)) {
            event.prevent_default();
        }
    });
    let left = platform::on_event(PART, "focusout", move |_| of.leave_date());
    let mut listeners: Vec<Subscription> = [slide, change, click, key, left]
        .into_iter()
        .flatten()
        .collect();
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
            let Some(Stage { axis, .. }) = self.stage.get_untracked() else {
                return;
            };
            let at = handles::moment(&axis, end, at as i64, brush.handle_minutes);
            self.show(brush.with_end(before, end, at));
        }
    }

    /// A key on a slider; whether it is used. Arrows alone are the slider's own.
    fn press(self, end: WindowEnd, event: &Event) -> bool {
        let Some(((key, with_shift), (brush, window))) = platform::pressed(event).zip(self.now())
        else {
            return false;
        };
        let is_moment = brush.mode == WindowMode::Moment;
        let counts_px = self.stage.get_untracked();
        let counts_px = counts_px.is_some_and(|stage| handles::count_px(&stage.axis));
        if let Some(steps) = handles::arrow(&key).filter(|_| counts_px && !with_shift && !is_moment)
        {
            self.move_end(end, steps);
            return true;
        }
        // By what handles move by, or a step.
        let moves = match (key.as_str(), with_shift) {
            ("ArrowLeft" | "ArrowDown", true) if !is_moment => Some(-1),
            ("ArrowRight" | "ArrowUp", true) if !is_moment => Some(1),
            ("PageDown" | "PageUp", _) => None,
            // A day on may be the same instant.
            ("ArrowLeft" | "ArrowDown" | "ArrowRight" | "ArrowUp", _) if is_moment => None,
            _ => return false,
        };
        self.pause();
        match moves {
            Some(moves) => self.show(brush.moved(window, moves * brush.handle_minutes)),
            None => self.show_step(matches!(key.as_str(), "PageUp" | "ArrowRight" | "ArrowUp")),
        }
        self.decided.start(DECIDED, move || self.decide());
        true
    }

    /// Moves a handle by steps, where its slider does not count these.
    fn move_end(self, end: WindowEnd, steps: i64) {
        let Some((brush, window)) = self.now() else {
            return;
        };
        let Some(Stage { axis, .. }) = self.stage.get_untracked() else {
            return;
        };
        self.pause();
        self.show(brush.with_end_moved(window, end, steps, axis.scale.times()));
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

    /// A date is typed. Browsers tell of each digit: what these make of the window on the way to the whole date is taken back
    /// by the next, and what is not on the axis changes nothing.
    fn type_date(self, name: &str, value: &str) {
        let end = match name {
            control::FROM_DATE => WindowEnd::From,
            control::TO_DATE => WindowEnd::To,
            _ => return,
        };
        let span = MomentSpan::parse_end(value);
        let at = span.and_then(|span| match end {
            WindowEnd::From => span.from,
            WindowEnd::To => span.to,
        });
        let Some((brush, window)) = self.now() else {
            return;
        };
        self.pause();
        let before = TYPED.get().filter(|(typed, _)| *typed == end);
        let (_, window) = before.unwrap_or((end, window));
        TYPED.set(Some((end, window)));
        let [first, last] = brush.axis;
        if let Some(at) = at.filter(|at| (first..=last).contains(at)) {
            self.show(brush.with_end(window, end, at));
            self.decided.start(TYPED_IN, move || self.decide());
        }
    }

    /// The control is left in which a date was typed.
    fn leave_date(self) {
        if TYPED.take().is_some() {
            self.decide();
            // Where what was typed is on no axis it shows again what there is.
            untrack(|| self.place());
        }
    }
}

/// What a pointer holds: the window as it was, and where it took hold; without a window one is drawn.
type Held = Cell<Option<(f64, Option<MomentSpan>)>>;

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
                let (Some((start_px, before)), Some(Stage { axis, .. })) =
                    (held.get(), self.stage.get_untracked())
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
                let minutes = brush.handle_minutes;
                self.pause();
                self.show(match before.filter(|_| !is_drawn) {
                    None => brush.over(handles::drawn(&axis, start_px, x_px, minutes)),
                    Some(_) => {
                        let moved = handles::dragged(&axis, start_px, x_px, minutes);
                        brush.moved(before, moved)
                    }
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

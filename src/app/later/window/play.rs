//! The window of time as it plays: a step after the other, never by itself.

use std::time::Duration;

use leptos::prelude::*;

use super::TimeControl;
use crate::document::window::PACES;
use crate::platform;
use crate::time::{DaySpan, Stepped};

/// So many steps a second are played at most where a reader prefers less motion.
const LEAST_MOTION: f64 = 1.0;

impl TimeControl {
    /// Plays, or pauses.
    pub(super) fn toggle_playing(self) {
        match self.is_playing.get_untracked() {
            true => self.pause(),
            false => {
                self.say_counts(false);
                self.is_playing.set(true);
                self.play_on(true);
            }
        }
    }

    /// Ends playing, where it is a decision now.
    pub(super) fn pause(self) {
        if self.is_playing.get_untracked() {
            self.playing.stop();
            self.is_playing.set(false);
            self.say_counts(true);
            self.decide();
        }
    }

    /// Goes a step, and on after a while.
    fn play_on(self, is_first: bool) {
        let Some((brush, window)) = self.now() else {
            return self.pause();
        };
        let dates = untrack(|| self.dates.get());
        match brush.stepped(window, true, &dates) {
            Stepped::To(next) => {
                self.show(next);
                // All of time is shown: the end of what grows.
                if next.is_none() && !self.is_looping.get_untracked() {
                    return self.pause();
                }
            }
            Stepped::End if is_first || self.is_looping.get_untracked() => {
                self.show(brush.rewound(window));
            }
            Stepped::End => return self.pause(),
        }
        let pace = PACES.get(self.pace.get_untracked()).copied().unwrap_or(1.0);
        let pace = match platform::prefers_reduced_motion() {
            true => pace.min(LEAST_MOTION),
            false => pace,
        };
        let after = Duration::from_millis((1000.0 / pace) as u64);
        self.playing.start(after, move || self.play_on(false));
    }

    /// Stops without a decision: the story is another one.
    pub(super) fn stop(self) {
        if self.is_playing.get_untracked() {
            self.playing.stop();
            self.is_playing.set(false);
            self.say_counts(true);
        }
    }

    /// Goes a step by hand.
    pub(super) fn step(self, is_later: bool) {
        self.pause();
        if let Some(next) = self.next(is_later) {
            self.decide_on(next);
        }
    }

    /// Shows the next step, which is no decision yet.
    pub(super) fn show_step(self, is_later: bool) {
        if let Some(next) = self.next(is_later) {
            self.show(next);
        }
    }

    fn next(self, is_later: bool) -> Option<Option<DaySpan>> {
        let (brush, window) = self.now()?;
        let dates = untrack(|| self.dates.get());
        match brush.stepped(window, is_later, &dates) {
            Stepped::To(next) => Some(next),
            Stepped::End => None,
        }
    }

    /// Has a screen reader say how many are shown, or not at each step that plays.
    fn say_counts(self, are_said: bool) {
        let live = if are_said { "polite" } else { "off" };
        platform::set_attribute("filter-words", "aria-live", live);
    }
}

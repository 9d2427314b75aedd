//! The window of time as it plays: a step after the other, never by itself.

use std::time::Duration;

use leptos::prelude::*;

use super::TimeControl;
use crate::document::window::PACES;
use crate::platform;
use crate::time::Stepped;

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

    /// Plays or pauses as the page around asks; whether there is a window to play.
    pub fn set_playing(self, is_wanted: bool) -> bool {
        if self.is_playing.get_untracked() != is_wanted {
            self.toggle_playing();
        }
        untrack(|| self.is_there.get())
    }

    /// Ends playing, where it is a decision now.
    pub(super) fn pause(self) {
        if self.stop() {
            self.decide();
        }
    }

    /// Goes a step, and on after a while.
    fn play_on(self, is_first: bool) {
        let is_looping = self.is_looping.get_untracked();
        match (self.next(true), self.now()) {
            (Stepped::To(next), _) => {
                self.show(next);
                // All of time is shown: the end of what grows.
                if next.is_none() && !is_looping {
                    return self.pause();
                }
            }
            (Stepped::End, Some((brush, window))) if is_first || is_looping => {
                self.show(brush.rewound(window));
            }
            (Stepped::End, _) => return self.pause(),
        }
        let pace = PACES.get(self.pace.get_untracked()).copied().unwrap_or(1.0);
        let pace = match platform::prefers_reduced_motion() {
            true => pace.min(LEAST_MOTION),
            false => pace,
        };
        let after = Duration::from_millis((1000.0 / pace) as u64);
        self.playing.start(after, move || self.play_on(false));
    }

    /// Stops without a decision; whether it played.
    pub(super) fn stop(self) -> bool {
        let has_played = self.is_playing.get_untracked();
        if has_played {
            self.playing.stop();
            self.is_playing.set(false);
            self.say_counts(true);
        }
        has_played
    }

    /// Goes a step by hand.
    pub(super) fn step(self, is_later: bool) {
        self.pause();
        if let Stepped::To(next) = self.next(is_later) {
            self.decide_on(next);
        }
    }

    /// Shows the next step, which is no decision yet.
    pub(super) fn show_step(self, is_later: bool) {
        if let Stepped::To(next) = self.next(is_later) {
            self.show(next);
        }
    }

    fn next(self, is_later: bool) -> Stepped {
        let dates = untrack(|| self.dates.get());
        self.now().map_or(Stepped::End, |(brush, window)| {
            brush.stepped(window, is_later, &dates.0)
        })
    }

    /// Has a screen reader say how many are shown, or not at each step that plays.
    fn say_counts(self, are_said: bool) {
        let live = if are_said { "polite" } else { "off" };
        platform::set_attribute("filter-words", "aria-live", live);
    }
}

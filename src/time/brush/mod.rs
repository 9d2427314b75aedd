//! The window of time on an axis of days: what its handles do, how it moves as a whole, and how it steps.
//!
//! Nothing here leaves the axis. An end of the window at an end of the axis is open, so that it leaves out nothing.

mod step;
#[cfg(test)]
mod tests;

use super::{CivilDate, Day, DaySpan};
pub use step::WindowStep;
use step::{end_after, next_date};

/// How a window follows its handles; their words are those of Esri's time sliders.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum WindowMode {
    /// From one handle to the other.
    #[default]
    Window,
    /// One unit of the calendar, such as a month.
    Moment,
    /// Everything up to the handle.
    FromStart,
    /// Everything from the handle on.
    ToEnd,
}

/// A handle of the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WindowEnd {
    /// Where it begins.
    From,
    /// Where it ends.
    To,
}

/// The axis of a window, and how the window follows its handles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Brush {
    /// The first day of the axis.
    pub first: Day,
    /// The last one.
    pub last: Day,
    /// What its handles mean.
    pub mode: WindowMode,
    /// How far it goes at once.
    pub step: WindowStep,
}

/// A window that is to play and has no ends begins as such a part of the axis.
const PLAYED_PART: f64 = 10.0;

impl WindowMode {
    /// All, each with its word.
    pub const ALL: [(&'static str, Self); 4] = [
        ("window", Self::Window),
        ("instant", Self::Moment),
        ("from-start", Self::FromStart),
        ("to-end", Self::ToEnd),
    ];

    /// Its word.
    pub fn as_str(self) -> &'static str {
        let found = Self::ALL.iter().find(|(_, mode)| *mode == self);
        found.map_or("", |(word, _)| word)
    }

    /// The one that goes by a word.
    pub fn from_word(word: &str) -> Option<Self> {
        let found = Self::ALL.iter().find(|(known, _)| *known == word);
        found.map(|(_, mode)| *mode)
    }

    /// The handles that there are.
    pub fn ends(self) -> &'static [WindowEnd] {
        match self {
            Self::Window => &[WindowEnd::From, WindowEnd::To],
            Self::Moment | Self::ToEnd => &[WindowEnd::From],
            Self::FromStart => &[WindowEnd::To],
        }
    }
}

impl Brush {
    /// The days that a window goes from and to on the axis.
    pub fn days(&self, window: Option<DaySpan>) -> [Day; 2] {
        let within = |day: Option<Day>, open: Day| day.unwrap_or(open).clamp(self.first, self.last);
        [
            within(window.and_then(|window| window.earliest), self.first),
            within(window.and_then(|window| window.latest), self.last),
        ]
    }

    /// The window between two days.
    fn between(&self, from: Day, to: Day) -> Option<DaySpan> {
        let [from, to] = [from, to].map(|day| day.clamp(self.first, self.last));
        let is_instant = self.mode == WindowMode::Moment;
        let window = DaySpan {
            earliest: Some(from).filter(|day| is_instant || *day > self.first),
            latest: Some(to).filter(|day| is_instant || *day < self.last),
        };
        (window.earliest.is_some() || window.latest.is_some()).then_some(window)
    }

    /// The window when one of its handles is put on a day. A handle that is moved beyond the other one takes it along.
    pub fn with_end(&self, window: Option<DaySpan>, end: WindowEnd, day: Day) -> Option<DaySpan> {
        let [from, to] = self.days(window);
        match (self.mode, end) {
            (WindowMode::Moment, _) => self.instant(day),
            (WindowMode::FromStart, _) => self.between(self.first, day),
            (WindowMode::ToEnd, _) => self.between(day, self.last),
            (WindowMode::Window, WindowEnd::From) => self.between(day, to.max(day)),
            (WindowMode::Window, WindowEnd::To) => self.between(from.min(day), day),
        }
    }

    /// The window when one of its handles is moved by days.
    pub fn with_end_moved(
        &self,
        window: Option<DaySpan>,
        end: WindowEnd,
        days: i64,
    ) -> Option<DaySpan> {
        let [from, to] = self.days(window);
        let day = match end {
            WindowEnd::From => from,
            WindowEnd::To => to,
        };
        self.with_end(window, end, Day(day.0 + days))
    }

    /// The unit of the calendar that a day is in.
    fn instant(&self, day: Day) -> Option<DaySpan> {
        let step = self.step.unit(self.first, self.last);
        let number = step.number_of(day.clamp(self.first, self.last));
        let last = Day(step.start_of(number + 1).0 - 1);
        self.between(step.start_of(number), last)
    }

    /// The window that a mode makes of the one before.
    pub fn adopted(&self, window: Option<DaySpan>) -> Option<DaySpan> {
        let [from, to] = self.days(window);
        self.over(from, to)
    }

    /// The window between two days that somebody drew, typed or chose, as the mode has it.
    pub fn over(&self, one: Day, other: Day) -> Option<DaySpan> {
        let (from, to) = (one.min(other), one.max(other));
        match self.mode {
            WindowMode::FromStart => self.between(self.first, to),
            WindowMode::ToEnd => self.between(from, self.last),
            WindowMode::Moment => self.instant(from),
            WindowMode::Window => self.between(from, to),
        }
    }

    /// The window moved as a whole by so many days, as far as the axis goes: it keeps its length.
    pub fn moved(&self, window: Option<DaySpan>, days: i64) -> Option<DaySpan> {
        let [from, to] = self.days(window);
        if self.mode != WindowMode::Window {
            let end = match self.mode {
                WindowMode::FromStart => to,
                _ => from,
            };
            return self.with_end(window, WindowEnd::From, Day(end.0.saturating_add(days)));
        }
        let days = days.clamp(self.first.0 - from.0, self.last.0 - to.0);
        self.between(Day(from.0 + days), Day(to.0 + days))
    }

    /// The window a step later, or earlier. `dates` are the first days of what is shown at any time, in order.
    pub fn stepped(&self, window: Option<DaySpan>, is_later: bool, dates: &[Day]) -> Stepped {
        if window.is_none() {
            return Stepped::To(self.begun(is_later));
        }
        let [from, to] = self.days(window);
        match self.mode {
            WindowMode::Window => self.slid(from, to, is_later, dates),
            WindowMode::Moment => self.next_instant(from, to, is_later, dates),
            WindowMode::FromStart | WindowMode::ToEnd => {
                let is_start = self.mode == WindowMode::FromStart;
                let end = if is_start { to } else { from };
                let next = match (self.step, is_start) {
                    (WindowStep::Incident, _) => next_date(dates, end, is_later),
                    (WindowStep::Calendar(step), true) => Some(end_after(end, step, is_later)),
                    (WindowStep::Calendar(step), false) => Some(step.after(end, is_later)),
                };
                let next = next.map(|day| day.clamp(self.first, self.last));
                match next.filter(|next| *next != end) {
                    Some(next) => Stepped::To(self.with_end(None, WindowEnd::From, next)),
                    None => Stepped::End,
                }
            }
        }
    }

    fn next_instant(&self, from: Day, to: Day, is_later: bool, dates: &[Day]) -> Stepped {
        let unit = self.step.unit(self.first, self.last);
        let next = match self.step {
            // What is in the unit that is shown has been seen.
            WindowStep::Incident if is_later => next_date(dates, to, true),
            WindowStep::Incident => next_date(dates, from, false),
            WindowStep::Calendar(_) if is_later => Some(Day(to.0 + 1)),
            WindowStep::Calendar(_) => Some(Day(unit.start_of(unit.number_of(from)).0 - 1)),
        };
        match next.filter(|day| (self.first..=self.last).contains(day)) {
            Some(day) => Stepped::To(self.instant(day)),
            None => Stepped::End,
        }
    }

    /// The window moved until it ends a step on, with its length, or with its whole units of the calendar.
    fn slid(&self, from: Day, to: Day, is_later: bool, dates: &[Day]) -> Stepped {
        let [start, end] = match self.step {
            WindowStep::Calendar(step) => {
                [step.after(from, is_later), end_after(to, step, is_later)]
            }
            WindowStep::Incident => match next_date(dates, to, is_later) {
                Some(next) => [Day(from.0 + next.0 - to.0), next],
                None => return Stepped::End,
            },
        };
        let window = DaySpan {
            earliest: Some(from),
            latest: Some(to),
        };
        if start < self.first || end > self.last {
            let rest = if is_later {
                self.last.0 - to.0
            } else {
                self.first.0 - from.0
            };
            return match rest {
                0 => Stepped::End,
                rest => Stepped::To(self.moved(Some(window), rest)),
            };
        }
        // A short window may turn over where a month has fewer days.
        Stepped::To(self.between(start.min(end), end))
    }

    /// The window that steps begin with where there is none: the first one, or the last.
    fn begun(&self, is_later: bool) -> Option<DaySpan> {
        let unit = self.step.unit(self.first, self.last);
        let [first, last] = [self.first, self.last].map(|day| unit.number_of(day));
        let part = ((last - first + 1) as f64 / PLAYED_PART).round() as i64;
        let count = match self.mode {
            WindowMode::Window => part.max(1),
            _ => 1,
        };
        let number = if is_later { first } else { last + 1 - count };
        let end = Day(unit.start_of(number + count).0 - 1);
        match self.mode {
            WindowMode::FromStart => self.with_end(None, WindowEnd::To, end),
            _ => self.over(unit.start_of(number), end),
        }
    }

    /// The window at the beginning of the axis: the same once more.
    pub fn rewound(&self, window: Option<DaySpan>) -> Option<DaySpan> {
        match (self.mode, window) {
            (WindowMode::Window, Some(_)) => {
                self.moved(window, self.first.0 - self.days(window)[0].0)
            }
            _ => self.begun(true),
        }
    }

    /// The windows that are one choice away: the last days of the data up to a last date, by how many they are, and the year
    /// of that.
    pub fn presets(&self, last_date: Option<Day>) -> Vec<(Preset, DaySpan)> {
        let last = last_date.unwrap_or(self.last).min(self.last);
        let lasts = [7, 30, 365].map(|days| (Preset::LastDays(days), Day(last.0 - days + 1)));
        let year = last.civil().year;
        let new_year = Day::from_civil(CivilDate {
            year,
            month: 1,
            day: 1,
        });
        let all = lasts.into_iter().chain([(Preset::Year(year), new_year)]);
        let there = all.filter(|(_, from)| *from > self.first);
        there
            .map(|(preset, from)| {
                let window = DaySpan {
                    earliest: Some(from),
                    latest: None,
                };
                (preset, window)
            })
            .collect()
    }
}

/// What becomes of a window by a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stepped {
    /// Another window, or all of time.
    To(Option<DaySpan>),
    /// Nothing: the axis ends.
    End,
}

/// A window that can be chosen by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Preset {
    /// So many days up to the last one of the data.
    LastDays(i64),
    /// The year of the last day.
    Year(i64),
}

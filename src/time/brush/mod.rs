//! The window of time on an axis: what its handles do, how it moves as a whole, and how it steps.
//!
//! Nothing here leaves the axis. An end of the window at an end of the axis is open, so that it leaves out nothing.

mod step;
#[cfg(test)]
mod tests;

use super::moment::DAY_MINUTES;
use super::{CivilDate, Day, Moment, MomentSpan};
pub use step::WindowStep;
use step::next_date;

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
    /// The first minute of the axis, and the one after its last.
    pub axis: [Moment; 2],
    /// How long the shortest date is: where that is a day or longer, all goes by whole days.
    pub date_minutes: i64,
    /// How far a handle goes at once, in minutes; it divides a day.
    pub handle_minutes: i64,
    /// What its handles mean.
    pub mode: WindowMode,
    /// How far it goes at once.
    pub step: WindowStep,
}

/// A window that is to play and has no ends begins as such a part of the axis.
const PLAYED_PART: f64 = 10.0;
/// A preset is no smaller part of the axis than one of so many.
const MOST_PRESETS: i64 = 5000;

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
    /// The first minute of a window on the axis, and the one after its last.
    pub fn ends(&self, window: Option<MomentSpan>) -> [Moment; 2] {
        let [first, last] = self.axis;
        let within = |end: Option<Moment>, open: Moment| end.unwrap_or(open).clamp(first, last);
        [
            within(window.and_then(|window| window.from), first),
            within(window.and_then(|window| window.to), last),
        ]
    }

    /// Whether there are dates with a time of day.
    pub fn has_times(&self) -> bool {
        self.date_minutes < DAY_MINUTES
    }

    /// The minutes of the shortest window.
    fn least_minutes(&self) -> i64 {
        let shortest = if self.has_times() { 1 } else { DAY_MINUTES };
        shortest.min(self.axis[1].0 - self.axis[0].0)
    }

    /// The window from one moment to another.
    fn between(&self, from: Moment, to: Moment) -> Option<MomentSpan> {
        let ([first, last], least) = (self.axis, self.least_minutes());
        let from = from.clamp(first, Moment(last.0 - least));
        let to = to.clamp(Moment(from.0 + least), last);
        let is_instant = self.mode == WindowMode::Moment;
        let window = MomentSpan {
            from: Some(from).filter(|at| is_instant || *at > first),
            to: Some(to).filter(|at| is_instant || *at < last),
        };
        (window.from.is_some() || window.to.is_some()).then_some(window)
    }

    /// The window when one of its handles is put on a moment. A handle that is moved beyond the other one takes it along.
    pub fn with_end(
        &self,
        window: Option<MomentSpan>,
        end: WindowEnd,
        at: Moment,
    ) -> Option<MomentSpan> {
        let ([from, to], [first, last]) = (self.ends(window), self.axis);
        let beside = |minutes: i64| Moment(at.0 + minutes);
        match (self.mode, end) {
            (WindowMode::Moment, _) => self.instant(at),
            (WindowMode::FromStart, _) => self.between(first, at),
            (WindowMode::ToEnd, _) => self.between(at, last),
            (WindowMode::Window, WindowEnd::From) if at < to => self.between(at, to),
            (WindowMode::Window, WindowEnd::To) if from < at => self.between(from, at),
            (WindowMode::Window, WindowEnd::From) => self.between(at, beside(self.handle_minutes)),
            (WindowMode::Window, WindowEnd::To) => self.between(beside(-self.handle_minutes), at),
        }
    }

    /// The window when one of its handles is moved by so many of its steps from where it is seen: one beyond what is `shown`
    /// stands at the end of that.
    pub fn with_end_moved(
        &self,
        window: Option<MomentSpan>,
        end: WindowEnd,
        steps: i64,
        shown: [Moment; 2],
    ) -> Option<MomentSpan> {
        let [from, to] = self.ends(window);
        let at = match end {
            WindowEnd::From => from,
            WindowEnd::To => to,
        };
        let at = at.max(shown[0]).min(shown[1]);
        // One that stands between two steps goes to the next.
        let at = match steps > 0 {
            true => at.floor(self.handle_minutes),
            false => at.ceil(self.handle_minutes),
        };
        self.with_end(window, end, Moment(at.0 + steps * self.handle_minutes))
    }

    /// The unit of the calendar that a moment is in.
    fn instant(&self, at: Moment) -> Option<MomentSpan> {
        let (step, [first, last]) = (self.unit(), self.axis);
        let number = step.number_at(at.clamp(first, Moment(last.0 - 1)));
        self.between(step.start_at(number), step.start_at(number + 1))
    }

    /// The window that a mode makes of the one before.
    pub fn adopted(&self, window: Option<MomentSpan>) -> Option<MomentSpan> {
        self.over(self.ends(window))
    }

    /// The window over a time that somebody drew, typed or chose, as the mode has it.
    pub fn over(&self, [from, to]: [Moment; 2]) -> Option<MomentSpan> {
        let [first, last] = self.axis;
        match self.mode {
            WindowMode::FromStart => self.between(first, to),
            WindowMode::ToEnd => self.between(from, last),
            WindowMode::Moment => self.instant(from),
            WindowMode::Window => self.between(from, to),
        }
    }

    /// The window moved as a whole by so many minutes, as far as the axis goes: it keeps its length.
    pub fn moved(&self, window: Option<MomentSpan>, minutes: i64) -> Option<MomentSpan> {
        let ([from, to], [first, last]) = (self.ends(window), self.axis);
        if self.mode != WindowMode::Window {
            let end = match self.mode {
                WindowMode::FromStart => to,
                _ => from,
            };
            let at = Moment(end.0.saturating_add(minutes));
            return self.with_end(window, WindowEnd::From, at);
        }
        let minutes = minutes.clamp(first.0 - from.0, last.0 - to.0);
        self.between(Moment(from.0 + minutes), Moment(to.0 + minutes))
    }

    /// The window a step later, or earlier. `dates` are the first minutes of what is shown at any time, in order.
    pub fn stepped(&self, window: Option<MomentSpan>, is_later: bool, dates: &[Moment]) -> Stepped {
        if window.is_none() {
            return Stepped::To(self.begun(is_later));
        }
        let ([from, to], [first, last]) = (self.ends(window), self.axis);
        // Up to the beginning of the axis, or from its end on, is nothing.
        let next = match self.mode {
            WindowMode::Window => return self.slid([from, to], is_later, dates),
            WindowMode::Moment => return self.next_instant([from, to], is_later, dates),
            WindowMode::FromStart => {
                let next = self.end_after(to, is_later, dates);
                next.map(|at| at.min(last))
                    .filter(|next| *next != to && *next > first)
            }
            WindowMode::ToEnd => {
                let next = match self.step {
                    WindowStep::Incident => next_date(dates, from, is_later),
                    WindowStep::Calendar(step) => Some(step.after(from, is_later)),
                };
                next.map(|at| at.max(first))
                    .filter(|next| *next != from && *next < last)
            }
        };
        next.map_or(Stepped::End, |next| {
            Stepped::To(self.with_end(None, WindowEnd::From, next))
        })
    }

    /// The end of a window a step on: by incident, where the next date ends.
    fn end_after(&self, to: Moment, is_later: bool, dates: &[Moment]) -> Option<Moment> {
        let least = self.least_minutes();
        match self.step {
            WindowStep::Calendar(step) => Some(step.after(to, is_later)),
            WindowStep::Incident => {
                let next = next_date(dates, Moment(to.0 - least), is_later)?;
                Some(Moment(next.0 + least))
            }
        }
    }

    fn next_instant(&self, [from, to]: [Moment; 2], is_later: bool, dates: &[Moment]) -> Stepped {
        let unit = self.unit();
        let before = |at: Moment| Moment(at.0 - 1);
        let next = match self.step {
            // What is in the unit that is shown has been seen.
            WindowStep::Incident if is_later => next_date(dates, before(to), true),
            WindowStep::Incident => next_date(dates, from, false),
            WindowStep::Calendar(_) if is_later => Some(to),
            WindowStep::Calendar(_) => Some(before(unit.start_at(unit.number_at(from)))),
        };
        match next.filter(|at| (self.axis[0]..self.axis[1]).contains(at)) {
            Some(at) => Stepped::To(self.instant(at)),
            None => Stepped::End,
        }
    }

    /// The window moved until it ends a step on, with its length, or with its whole units of the calendar.
    fn slid(&self, [from, to]: [Moment; 2], is_later: bool, dates: &[Moment]) -> Stepped {
        let Some(end) = self.end_after(to, is_later, dates) else {
            return Stepped::End;
        };
        let start = match self.step {
            WindowStep::Calendar(step) => step.after(from, is_later),
            WindowStep::Incident => Moment(from.0 + end.0 - to.0),
        };
        let [first, last] = self.axis;
        if start < first || end > last {
            let rest = match is_later {
                true => last.0 - to.0,
                false => first.0 - from.0,
            };
            return match rest {
                0 => Stepped::End,
                rest => Stepped::To(self.moved(Some([from, to].into()), rest)),
            };
        }
        // A short window may turn over where a month has fewer days.
        let start = start.min(Moment(end.0 - self.least_minutes()));
        Stepped::To(self.between(start, end))
    }

    /// The window that steps begin with where there is none: the first one, or the last; of what grows or shrinks at one end,
    /// all but the first or the last unit where that is what a step from all of time leaves.
    fn begun(&self, is_later: bool) -> Option<MomentSpan> {
        let unit = self.unit();
        let [first, last] = [self.axis[0], Moment(self.axis[1].0 - 1)].map(|at| unit.number_at(at));
        match (self.mode, is_later) {
            (WindowMode::ToEnd, true) if first < last => {
                return self.between(unit.start_at(first + 1), self.axis[1]);
            }
            (WindowMode::FromStart, false) if first < last => {
                return self.between(self.axis[0], unit.start_at(last));
            }
            _ => {}
        }
        let part = ((last - first + 1) as f64 / PLAYED_PART).round() as i64;
        let count = match self.mode {
            WindowMode::Window => part.max(1),
            _ => 1,
        };
        let number = if is_later { first } else { last + 1 - count };
        let [from, to] = [number, number + count].map(|number| unit.start_at(number));
        match self.mode {
            WindowMode::FromStart => self.with_end(None, WindowEnd::To, to),
            _ => self.over([from, to]),
        }
    }

    /// The window at the beginning of the axis: the same once more.
    pub fn rewound(&self, window: Option<MomentSpan>) -> Option<MomentSpan> {
        match (self.mode, window) {
            (WindowMode::Window, Some(_)) => {
                self.moved(window, self.axis[0].0 - self.ends(window)[0].0)
            }
            _ => self.begun(true),
        }
    }

    /// The windows that are one choice away: the last days of the data up to a last date, by how many they are, and the year
    /// of that; the last hours where there are times of day.
    pub fn presets(&self, last_date: Option<Moment>) -> Vec<(Preset, MomentSpan)> {
        let [first, last] = self.axis;
        let last = Moment(last.0 - 1);
        let last = last_date.unwrap_or(last).min(last);
        let hours: &[i64] = if self.has_times() { &[1, 24] } else { &[] };
        let hours = hours
            .iter()
            .map(|hours| (Preset::LastHours(*hours), Moment(last.0 + 1 - 60 * hours)));
        let day = last.day();
        let days = [7, 30, 365].map(|days| (Preset::LastDays(days), Day(day.0 - days + 1)));
        let year = day.civil().year;
        let new_year = Day::from_civil(CivilDate {
            year,
            month: 1,
            day: 1,
        });
        let days = days.into_iter().chain([(Preset::Year(year), new_year)]);
        let days = days.map(|(preset, from)| (preset, Moment::first_of(from)));
        // Parts that are no shorter than dates are, and not lost on the axis.
        let all = self.axis[1].0 - first.0;
        let least = (self.date_minutes / 2).max(all / MOST_PRESETS);
        let is_seen = |preset: &Preset, from: Moment| {
            let is_year = matches!(preset, Preset::Year(_));
            from > first && (is_year || last.0 - from.0 >= least)
        };
        let there = hours
            .chain(days)
            .filter(|(preset, from)| is_seen(preset, *from));
        there
            .map(|(preset, from)| {
                let from = Some(from);
                (preset, MomentSpan { from, to: None })
            })
            .collect()
    }
}

/// What becomes of a window by a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stepped {
    /// Another window, or all of time.
    To(Option<MomentSpan>),
    /// Nothing: the axis ends.
    End,
}

/// A window that can be chosen by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Preset {
    /// So many hours up to the last minute of the data.
    LastHours(i64),
    /// So many days up to the last one of the data.
    LastDays(i64),
    /// The year of the last day.
    Year(i64),
}

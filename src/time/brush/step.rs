//! How far a window of time goes at once.

use super::Brush;
use crate::time::moment::DAY_MINUTES;
use crate::time::{CalendarStep, CalendarUnit, Day, Moment};

/// How far a window goes at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WindowStep {
    /// A length of the calendar.
    Calendar(CalendarStep),
    /// To the next date that there is.
    Incident,
}

/// The steps that are offered.
pub(super) const STEPS: [(&str, CalendarStep); 8] = [
    ("minute", CalendarStep::new(CalendarUnit::Minute, 1)),
    ("hour", CalendarStep::new(CalendarUnit::Hour, 1)),
    ("day", CalendarStep::new(CalendarUnit::Day, 1)),
    ("week", CalendarStep::new(CalendarUnit::Day, 7)),
    ("month", CalendarStep::new(CalendarUnit::Month, 1)),
    ("quarter", CalendarStep::new(CalendarUnit::Month, 3)),
    ("year", CalendarStep::new(CalendarUnit::Year, 1)),
    ("decade", CalendarStep::new(CalendarUnit::Year, 10)),
];
/// The word of the step to the next date.
const INCIDENT: &str = "incident";
/// The step that is taken where nobody chose one: the finest that makes the whole axis at most so many.
const MOST_STEPS: f64 = 120.0;
/// So many steps to a date are too many empty ones.
const LEAST_EMPTY: f64 = 4.0;
/// A step that makes more of the axis is not offered.
const MOST_OFFERED: f64 = 5000.0;

impl WindowStep {
    /// Its word.
    pub fn as_str(self) -> &'static str {
        let Self::Calendar(step) = self else {
            return INCIDENT;
        };
        let found = STEPS.iter().find(|(_, known)| *known == step);
        found.map_or("", |(word, _)| word)
    }

    /// The one that goes by a word.
    pub fn from_word(word: &str) -> Option<Self> {
        let found = STEPS.iter().find(|(known, _)| *known == word);
        let calendar = found.map(|(_, step)| Self::Calendar(*step));
        calendar.or((word == INCIDENT).then_some(Self::Incident))
    }

    /// Whether dates are known so finely: minutes and hours only of those that have times of day.
    pub fn suits(self, has_times: bool) -> bool {
        match self {
            Self::Calendar(step) => has_times || step.unit >= CalendarUnit::Day,
            Self::Incident => true,
        }
    }

    /// The step of an axis on which so many dates lie and for which nobody chose one: where most of time is empty, from one
    /// date to the next.
    pub fn suiting(axis: [Moment; 2], has_times: bool, dates: usize) -> Self {
        let step = finest(axis, has_times);
        match count(axis, step) > LEAST_EMPTY * dates as f64 {
            true => Self::Incident,
            false => Self::Calendar(step),
        }
    }
}

impl Brush {
    /// The steps that suit the axis, from fine to coarse, and the one to the next date.
    pub fn offered_steps(&self) -> Vec<WindowStep> {
        let suits = |step: &CalendarStep| (1.5..=MOST_OFFERED).contains(&count(self.axis, *step));
        let suiting = steps(self.has_times())
            .filter(suits)
            .map(WindowStep::Calendar);
        suiting.chain([WindowStep::Incident]).collect()
    }

    /// The length of the calendar that an instant has: of the step to the next date, the finest of which not too many make the
    /// axis.
    pub(super) fn unit(&self) -> CalendarStep {
        match self.step {
            WindowStep::Calendar(step) => step,
            WindowStep::Incident => finest(self.axis, self.has_times()),
        }
    }
}

/// The steps of dates with times of day, or without.
fn steps(has_times: bool) -> impl Iterator<Item = CalendarStep> {
    let steps = STEPS.iter().map(|(_, step)| *step);
    steps.filter(move |step| WindowStep::Calendar(*step).suits(has_times))
}

/// The finest step of which not too many make an axis.
fn finest(axis: [Moment; 2], has_times: bool) -> CalendarStep {
    let found = steps(has_times).find(|step| count(axis, *step) <= MOST_STEPS);
    found.unwrap_or(CalendarStep::new(CalendarUnit::Year, 10))
}

/// How many of a step make an axis.
fn count([from, to]: [Moment; 2], step: CalendarStep) -> f64 {
    (to.0 - from.0) as f64 / step.mean_minutes()
}

impl CalendarStep {
    /// The moment a step later, or earlier; a day that its month does not have is the last one of it.
    pub(super) fn after(self, at: Moment, is_later: bool) -> Moment {
        let count = if is_later { self.count } else { -self.count };
        let months = match self.unit {
            CalendarUnit::Minute => return Moment(at.0.saturating_add(count)),
            CalendarUnit::Hour => return Moment(at.0.saturating_add(60 * count)),
            CalendarUnit::Day => return Moment(at.0.saturating_add(DAY_MINUTES * count)),
            CalendarUnit::Month => count,
            CalendarUnit::Year => 12 * count,
        };
        let month = CalendarStep::new(CalendarUnit::Month, 1);
        let number = month.number_at(at) + months;
        let [start, next] = [number, number + 1].map(|number| month.start_at(number).day());
        let in_month = i64::from(at.day().civil().day).min(next.0 - start.0) - 1;
        let day = Moment::first_of(Day(start.0 + in_month));
        Moment(day.0 + i64::from(at.minute_of_day()))
    }
}

/// The first date after a moment, or the last one before it.
pub(super) fn next_date(dates: &[Moment], at: Moment, is_later: bool) -> Option<Moment> {
    match is_later {
        true => dates
            .get(dates.partition_point(|date| *date <= at))
            .copied(),
        false => dates
            .get(..dates.partition_point(|date| *date < at))
            .and_then(|before| before.last())
            .copied(),
    }
}

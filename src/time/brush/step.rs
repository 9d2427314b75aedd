//! How far a window of time goes at once.

use crate::time::{CalendarStep, CalendarUnit, Day};

/// How far a window goes at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WindowStep {
    /// A length of the calendar.
    Calendar(CalendarStep),
    /// To the next date that there is.
    Incident,
}

/// The steps that are offered.
pub(super) const STEPS: [(&str, CalendarStep); 6] = [
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

    /// The steps that suit an axis, from fine to coarse, and the one to the next date.
    pub fn offered(first: Day, last: Day) -> Vec<Self> {
        let count = |step: &CalendarStep| days_between(first, last) / step.mean_days();
        let steps = STEPS.iter().map(|(_, step)| *step);
        let suits = |step: &CalendarStep| (1.5..=MOST_OFFERED).contains(&count(step));
        let suiting = steps.filter(suits).map(Self::Calendar);
        suiting.chain([Self::Incident]).collect()
    }

    /// The step of an axis on which so many dates lie and for which nobody chose one: where most of time is empty, from one
    /// date to the next.
    pub fn suiting(first: Day, last: Day, dates: usize) -> Self {
        let step = Self::Incident.unit(first, last);
        match days_between(first, last) / step.mean_days() > LEAST_EMPTY * dates as f64 {
            true => Self::Incident,
            false => Self::Calendar(step),
        }
    }

    /// The length of the calendar that an instant has: of the step to the next date, the finest of which not too many make the
    /// axis.
    pub fn unit(self, first: Day, last: Day) -> CalendarStep {
        if let Self::Calendar(step) = self {
            return step;
        }
        let is_right =
            |step: &CalendarStep| days_between(first, last) / step.mean_days() <= MOST_STEPS;
        let found = STEPS.iter().map(|(_, step)| *step).find(is_right);
        found.unwrap_or(CalendarStep::new(CalendarUnit::Year, 10))
    }
}

fn days_between(first: Day, last: Day) -> f64 {
    (last.0 - first.0 + 1) as f64
}

impl CalendarStep {
    /// The day a step later, or earlier; a day that its month does not have is the last one of it.
    pub(super) fn after(self, day: Day, is_later: bool) -> Day {
        let count = if is_later { self.count } else { -self.count };
        let months = match self.unit {
            CalendarUnit::Minute | CalendarUnit::Hour => return day,
            CalendarUnit::Day => return Day(day.0.saturating_add(count)),
            CalendarUnit::Month => count,
            CalendarUnit::Year => 12 * count,
        };
        let month = CalendarStep::new(CalendarUnit::Month, 1);
        let number = month.number_of(day) + months;
        let length = month.start_of(number + 1).0 - month.start_of(number).0;
        let in_month = i64::from(day.civil().day).min(length) - 1;
        Day(month.start_of(number).0 + in_month)
    }
}

/// The last day of a window a step on: the day before that of the day after it, so that whole months stay whole months.
pub(super) fn end_after(day: Day, step: CalendarStep, is_later: bool) -> Day {
    Day(step.after(Day(day.0 + 1), is_later).0 - 1)
}

/// The first date after a day, or the last one before it.
pub(super) fn next_date(dates: &[Day], day: Day, is_later: bool) -> Option<Day> {
    match is_later {
        true => dates
            .get(dates.partition_point(|date| *date <= day))
            .copied(),
        false => dates
            .get(..dates.partition_point(|date| *date < day))
            .and_then(|before| before.last())
            .copied(),
    }
}

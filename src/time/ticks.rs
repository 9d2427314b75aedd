//! Round lengths of the calendar, and the ticks of an axis at their beginnings: never more than fit.

use super::moment::DAY_MINUTES;
use super::{CivilDate, Day, Moment};

/// The unit of a length of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CalendarUnit {
    /// A minute, or a number of them.
    Minute,
    /// An hour.
    Hour,
    /// A day.
    Day,
    /// A month, or a number of them.
    Month,
    /// A year, or a number of them.
    Year,
}

/// A place on a calendar axis that carries a label.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tick {
    /// First minute of the unit.
    pub at: Moment,
    /// What the label names.
    pub unit: CalendarUnit,
}

/// A round length of time: a number of units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CalendarStep {
    /// The unit.
    pub unit: CalendarUnit,
    /// How many of them.
    pub count: i64,
}

/// Steps of ticks from fine to coarse.
const STEPS: [CalendarStep; 23] = [
    CalendarStep::new(CalendarUnit::Minute, 1),
    CalendarStep::new(CalendarUnit::Minute, 5),
    CalendarStep::new(CalendarUnit::Minute, 15),
    CalendarStep::new(CalendarUnit::Minute, 30),
    CalendarStep::new(CalendarUnit::Hour, 1),
    CalendarStep::new(CalendarUnit::Hour, 3),
    CalendarStep::new(CalendarUnit::Hour, 6),
    CalendarStep::new(CalendarUnit::Hour, 12),
    CalendarStep::new(CalendarUnit::Day, 1),
    CalendarStep::new(CalendarUnit::Day, 2),
    CalendarStep::new(CalendarUnit::Day, 7),
    CalendarStep::new(CalendarUnit::Month, 1),
    CalendarStep::new(CalendarUnit::Month, 3),
    CalendarStep::new(CalendarUnit::Month, 6),
    CalendarStep::new(CalendarUnit::Year, 1),
    CalendarStep::new(CalendarUnit::Year, 2),
    CalendarStep::new(CalendarUnit::Year, 5),
    CalendarStep::new(CalendarUnit::Year, 10),
    CalendarStep::new(CalendarUnit::Year, 20),
    CalendarStep::new(CalendarUnit::Year, 50),
    CalendarStep::new(CalendarUnit::Year, 100),
    CalendarStep::new(CalendarUnit::Year, 500),
    CalendarStep::new(CalendarUnit::Year, 1000),
];

/// Weeks begin on Mondays (ISO 8601), as the one of 1969-12-29 does.
const WEEK: i64 = 7;
const FIRST_MONDAY: i64 = -3;

impl CalendarStep {
    /// So many units.
    pub const fn new(unit: CalendarUnit, count: i64) -> Self {
        Self { unit, count }
    }

    /// Mean length in minutes.
    pub fn mean_minutes(self) -> f64 {
        let one = match self.unit {
            CalendarUnit::Minute => 1.0,
            CalendarUnit::Hour => 60.0,
            CalendarUnit::Day => DAY_MINUTES as f64,
            CalendarUnit::Month => 30.44 * DAY_MINUTES as f64,
            CalendarUnit::Year => 365.2425 * DAY_MINUTES as f64,
        };
        one * self.count as f64
    }

    /// The number of the step that a minute lies in; months and years are counted from the first day of the calendar's year
    /// 0, what is shorter from 1970.
    pub fn number_at(self, at: Moment) -> i64 {
        let units = match self.unit {
            CalendarUnit::Minute => at.0,
            CalendarUnit::Hour => at.0.div_euclid(60),
            CalendarUnit::Day if self.is_weeks() => at.day().0 - FIRST_MONDAY,
            CalendarUnit::Day => at.day().0,
            CalendarUnit::Month => months(at.day().civil()),
            CalendarUnit::Year => at.day().civil().year,
        };
        units.div_euclid(self.count)
    }

    /// The first minute of the step with this number.
    pub fn start_at(self, number: i64) -> Moment {
        let units = number.saturating_mul(self.count);
        match self.unit {
            CalendarUnit::Minute => Moment(units),
            CalendarUnit::Hour => Moment(units.saturating_mul(60)),
            CalendarUnit::Day if self.is_weeks() => Moment::first_of(Day(units + FIRST_MONDAY)),
            CalendarUnit::Day => Moment::first_of(Day(units)),
            CalendarUnit::Month => Moment::first_of(first_of_month(units)),
            CalendarUnit::Year => Moment::first_of(first_of_month(12 * units)),
        }
    }

    /// The step whose names stand above those of this one, which leave out what these say: the day above its hours, the
    /// month above its days. Years say all by themselves.
    pub fn context(self) -> Option<Self> {
        let above = match self.unit {
            CalendarUnit::Minute | CalendarUnit::Hour => CalendarUnit::Day,
            CalendarUnit::Day => CalendarUnit::Month,
            CalendarUnit::Month => CalendarUnit::Year,
            CalendarUnit::Year => return None,
        };
        Some(Self::new(above, 1))
    }

    /// Its beginnings from one minute on and before another.
    pub fn starts(self, from: Moment, to: Moment) -> impl Iterator<Item = Moment> {
        let first = self.number_at(from);
        let starts = (first..).map(move |number| self.start_at(number));
        let starts = starts.skip_while(move |start| *start < from);
        starts.take_while(move |start| *start < to)
    }

    /// Whether it is a number of weeks.
    fn is_weeks(self) -> bool {
        self.unit == CalendarUnit::Day && self.count % WEEK == 0
    }

    /// Whether ticks of this step suit bars of `bar`: these begin wherever it does, but for weeks, in the midst of which
    /// months begin.
    fn suits_bars_of(self, bar: Self) -> bool {
        match self.unit == bar.unit {
            true => self.count % bar.count == 0,
            false => self.unit > bar.unit,
        }
    }

    /// The steps for ticks that are no shorter than bars of one length, from fine to coarse.
    pub fn of_ticks(bar: Self) -> impl Iterator<Item = Self> {
        let suiting = STEPS
            .into_iter()
            .filter(move |step| step.suits_bars_of(bar));
        let times: &[i64] = match bar.unit {
            CalendarUnit::Year if bar.count >= 100 => &[1, 2, 5, 10, 20, 50, 100],
            _ => &[],
        };
        let coarser = times
            .iter()
            .map(move |times| Self::new(bar.unit, times * bar.count));
        let longest = STEPS.last().map_or(0.0, |step| step.mean_minutes());
        let coarser = coarser.filter(move |step| step.mean_minutes() > longest);
        suiting.chain(coarser)
    }
}

/// Months since January of year 0.
fn months(date: CivilDate) -> i64 {
    date.year * 12 + i64::from(date.month) - 1
}

fn first_of_month(months: i64) -> Day {
    let month = (months.rem_euclid(12) + 1) as u8;
    Day::from_civil(CivilDate {
        year: months.div_euclid(12),
        month,
        day: 1,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const STEP_COUNTS: [(CalendarUnit, &[i64]); 5] = [
        (CalendarUnit::Minute, &[1, 5, 15]),
        (CalendarUnit::Hour, &[1, 3, 6, 12]),
        (CalendarUnit::Day, &[1, 2, 7, 14]),
        (CalendarUnit::Month, &[1, 3, 6]),
        (CalendarUnit::Year, &[1, 10, 100, 100_000]),
    ];

    fn steps() -> impl Iterator<Item = CalendarStep> {
        let steps = STEP_COUNTS.into_iter();
        steps.flat_map(|(unit, counts)| {
            counts
                .iter()
                .map(move |count| CalendarStep::new(unit, *count))
        })
    }

    fn at(year: i64, month: u8, day: u8) -> Moment {
        Moment::first_of(Day::from_civil(CivilDate { year, month, day }))
    }

    proptest! {
        #[test]
        fn every_minute_lies_in_the_step_of_its_number(minute in -4_000_000_000_i64..4_000_000_000) {
            for step in steps() {
                let number = step.number_at(Moment(minute));
                prop_assert!(step.start_at(number).0 <= minute && minute < step.start_at(number + 1).0);
                prop_assert_eq!(step.number_at(step.start_at(number)), number);
            }
        }

        #[test]
        fn beginnings_are_those_between(from in -9_000_000_i64..9_000_000, length in 1..90_000_i64) {
            for step in steps().filter(|step| step.unit > CalendarUnit::Minute) {
                let (from, to) = (Moment(from), Moment(from + length));
                let starts: Vec<Moment> = step.starts(from, to).collect();
                let first = step.start_at(step.number_at(Moment(from.0 - 1)) + 1);
                prop_assert_eq!(starts.first().copied(), Some(first).filter(|first| *first < to));
                prop_assert!(starts.iter().all(|start| from <= *start && *start < to));
                prop_assert!(starts.is_sorted());
            }
        }
    }

    #[test]
    fn steps_begin_where_the_calendar_has_them() {
        let first = |step: CalendarStep, from| step.starts(from, Moment(i64::MAX)).next().unwrap();
        for (unit, count, from, expected) in [
            (CalendarUnit::Day, 7, at(2023, 5, 3), at(2023, 5, 8)),
            (CalendarUnit::Day, 7, at(2023, 5, 8), at(2023, 5, 8)),
            (CalendarUnit::Month, 3, at(2023, 5, 3), at(2023, 7, 1)),
            (CalendarUnit::Year, 10, at(1871, 1, 1), at(1880, 1, 1)),
            (
                CalendarUnit::Hour,
                6,
                Moment(at(2023, 5, 3).0 + 1),
                Moment(at(2023, 5, 3).0 + 360),
            ),
        ] {
            assert_eq!(first(CalendarStep::new(unit, count), from), expected);
        }
    }

    #[test]
    fn ticks_are_never_finer_than_the_bars() {
        for bar in crate::time::bins::STEPS {
            let mut before = 0.0;
            for step in CalendarStep::of_ticks(bar) {
                assert!(step.mean_minutes() > before, "{bar:?}: {step:?}");
                before = step.mean_minutes();
                let is_aligned = !bar.is_weeks() || step.unit == bar.unit;
                for number in (-3..60).filter(|_| is_aligned) {
                    let start = step.start_at(number);
                    assert_eq!(
                        bar.start_at(bar.number_at(start)),
                        start,
                        "{bar:?}: {step:?}"
                    );
                }
            }
            assert!(before >= 50.0 * bar.mean_minutes(), "{bar:?}");
        }
    }

    #[test]
    fn names_above_say_what_those_below_leave_out() {
        use CalendarUnit::{Day, Hour, Minute, Month, Year};
        for (unit, above) in [
            (Minute, Some(Day)),
            (Hour, Some(Day)),
            (Day, Some(Month)),
            (Month, Some(Year)),
            (Year, None),
        ] {
            let context = CalendarStep::new(unit, 1).context();
            assert_eq!(context.map(|step| step.unit), above);
        }
    }
}

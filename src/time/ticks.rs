//! Ticks of a calendar axis: round calendar units, never more than fit.

use super::{CivilDate, Day};

/// The unit a tick stands at the start of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CalendarUnit {
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
    /// First day of the unit.
    pub day: Day,
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

/// Steps from fine to coarse.
const STEPS: [CalendarStep; 15] = [
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

impl CalendarStep {
    /// So many units.
    pub const fn new(unit: CalendarUnit, count: i64) -> Self {
        Self { unit, count }
    }

    /// Mean length in days, to choose a step.
    pub(super) fn mean_days(self) -> f64 {
        let one = match self.unit {
            CalendarUnit::Day => 1.0,
            CalendarUnit::Month => 30.44,
            CalendarUnit::Year => 365.2425,
        };
        one * self.count as f64
    }

    /// The number of the step that a day lies in; steps are counted from the first day of the calendar's year 0, days
    /// from 1970.
    pub(super) fn number_of(self, day: Day) -> i64 {
        let units = match self.unit {
            CalendarUnit::Day => day.0,
            CalendarUnit::Month => months(day.civil()),
            CalendarUnit::Year => day.civil().year,
        };
        units.div_euclid(self.count)
    }

    /// The first day of the step with this number.
    pub(super) fn start_of(self, number: i64) -> Day {
        let units = number * self.count;
        match self.unit {
            CalendarUnit::Day => Day(units),
            CalendarUnit::Month => first_of_month(units),
            CalendarUnit::Year => first_of_month(12 * units),
        }
    }

    /// Whether bars of `bar` begin wherever this step does.
    fn suits_bars_of(self, bar: Self) -> bool {
        self.unit > bar.unit || (self.unit == bar.unit && self.count % bar.count == 0)
    }
}

/// The ticks from `first` to `last` (inclusive) at the finest round step of which at most `most` fit. Where bars of
/// one length stand on the axis, `bar`, no step is shorter than they are.
pub fn calendar_ticks(first: Day, last: Day, most: usize, bar: CalendarStep) -> Vec<Tick> {
    let span_days = (last.0 - first.0).max(0) as f64 + 1.0;
    let most = most.max(1);
    let coarser =
        [1, 2, 5, 10, 20, 50, 100].map(|times| CalendarStep::new(bar.unit, times * bar.count));
    let step = STEPS
        .into_iter()
        .filter(|step| step.suits_bars_of(bar))
        .chain(coarser)
        .find(|step| span_days / step.mean_days() <= most as f64)
        .unwrap_or(CalendarStep::new(CalendarUnit::Year, 1000));
    let mut ticks = Vec::new();
    let mut number = step.number_of(first);
    while step.start_of(number) <= last && ticks.len() <= 2 * most + 2 {
        let day = step.start_of(number);
        if day >= first {
            ticks.push(Tick {
                day,
                unit: step.unit,
            });
        }
        number += 1;
    }
    ticks
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

    const DAY: CalendarStep = CalendarStep::new(CalendarUnit::Day, 1);

    fn check(first: (i64, u8, u8), last: (i64, u8, u8), most: usize, expected: &[(i64, u8, u8)]) {
        let day = |(year, month, day)| Day::from_civil(CivilDate { year, month, day });
        let ticks = calendar_ticks(day(first), day(last), most, DAY);
        let found: Vec<_> = ticks
            .iter()
            .map(|tick| tick.day.civil())
            .map(|d| (d.year, d.month, d.day))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn ticks_stand_at_the_start_of_round_units() {
        check(
            (2023, 1, 15),
            (2023, 4, 2),
            4,
            &[(2023, 2, 1), (2023, 3, 1), (2023, 4, 1)],
        );
        check(
            (2019, 6, 1),
            (2023, 6, 1),
            5,
            &[(2020, 1, 1), (2021, 1, 1), (2022, 1, 1), (2023, 1, 1)],
        );
        check(
            (1871, 1, 1),
            (1924, 1, 1),
            3,
            &[(1880, 1, 1), (1900, 1, 1), (1920, 1, 1)],
        );
        check(
            (2023, 5, 1),
            (2023, 5, 3),
            6,
            &[(2023, 5, 1), (2023, 5, 2), (2023, 5, 3)],
        );
    }

    #[test]
    fn a_millennium_and_a_single_day_both_have_a_bounded_number_of_ticks() {
        check((2023, 5, 1), (2023, 5, 1), 1, &[(2023, 5, 1)]);
        for most in 1..12 {
            let ticks = calendar_ticks(Day(-719_528), Day(2_932_896), most, DAY);
            assert!(ticks.len() <= 2 * most + 3, "{most}: {}", ticks.len());
        }
    }

    #[test]
    fn ticks_are_never_finer_than_the_bars() {
        let day = |year, month, day| Day::from_civil(CivilDate { year, month, day });
        for (first, last, most, unit, count, expected) in [
            (
                day(2018, 7, 1),
                day(2018, 7, 31),
                9,
                CalendarUnit::Month,
                1,
                1,
            ),
            (
                day(2018, 1, 1),
                day(2018, 12, 31),
                9,
                CalendarUnit::Month,
                1,
                4,
            ),
            (
                day(1990, 1, 1),
                day(2019, 12, 31),
                9,
                CalendarUnit::Year,
                10,
                3,
            ),
            (
                day(0, 1, 1),
                day(200_000, 1, 1),
                4,
                CalendarUnit::Year,
                10_000,
                3,
            ),
        ] {
            let bar = CalendarStep::new(unit, count);
            let ticks = calendar_ticks(first, last, most, bar);
            assert_eq!(ticks.len(), expected, "{bar:?}: {ticks:?}");
            for tick in ticks {
                assert_eq!(bar.start_of(bar.number_of(tick.day)), tick.day, "{bar:?}");
            }
        }
    }
}

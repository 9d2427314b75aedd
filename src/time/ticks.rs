//! Ticks of a calendar axis: round calendar units, never more than fit.

use super::{CivilDate, Day};

/// The unit a tick stands at the start of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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

/// Steps from fine to coarse: a number of days, months or years.
const STEPS: [(CalendarUnit, i64); 15] = [
    (CalendarUnit::Day, 1),
    (CalendarUnit::Day, 2),
    (CalendarUnit::Day, 7),
    (CalendarUnit::Month, 1),
    (CalendarUnit::Month, 3),
    (CalendarUnit::Month, 6),
    (CalendarUnit::Year, 1),
    (CalendarUnit::Year, 2),
    (CalendarUnit::Year, 5),
    (CalendarUnit::Year, 10),
    (CalendarUnit::Year, 20),
    (CalendarUnit::Year, 50),
    (CalendarUnit::Year, 100),
    (CalendarUnit::Year, 500),
    (CalendarUnit::Year, 1000),
];

/// Mean length of a unit in days, to choose a step.
fn mean_days(unit: CalendarUnit, count: i64) -> f64 {
    let one = match unit {
        CalendarUnit::Day => 1.0,
        CalendarUnit::Month => 30.44,
        CalendarUnit::Year => 365.2425,
    };
    one * count as f64
}

/// The ticks from `first` to `last` (inclusive) at the finest round step of which at most `most` fit.
pub fn calendar_ticks(first: Day, last: Day, most: usize) -> Vec<Tick> {
    let span_days = (last.0 - first.0).max(0) as f64 + 1.0;
    let most = most.max(1);
    let (unit, count) = STEPS
        .into_iter()
        .find(|(unit, count)| span_days / mean_days(*unit, *count) <= most as f64)
        .unwrap_or((CalendarUnit::Year, 1000));
    let mut ticks = Vec::new();
    let mut day = start_of_step(first, unit, count);
    while day <= last && ticks.len() <= 2 * most + 2 {
        if day >= first {
            ticks.push(Tick { day, unit });
        }
        day = next_step(day, unit, count);
    }
    ticks
}

fn start_of_step(day: Day, unit: CalendarUnit, count: i64) -> Day {
    let date = day.civil();
    match unit {
        CalendarUnit::Day => Day(day.0.div_euclid(count) * count),
        CalendarUnit::Month => first_of_month(months(date).div_euclid(count) * count),
        CalendarUnit::Year => first_of_month(date.year.div_euclid(count) * count * 12),
    }
}

fn next_step(day: Day, unit: CalendarUnit, count: i64) -> Day {
    match unit {
        CalendarUnit::Day => Day(day.0 + count),
        CalendarUnit::Month => first_of_month(months(day.civil()) + count),
        CalendarUnit::Year => first_of_month(months(day.civil()) + 12 * count),
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

    fn check(first: (i64, u8, u8), last: (i64, u8, u8), most: usize, expected: &[(i64, u8, u8)]) {
        let day = |(year, month, day)| Day::from_civil(CivilDate { year, month, day });
        let ticks = calendar_ticks(day(first), day(last), most);
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
            let ticks = calendar_ticks(Day(-719_528), Day(2_932_896), most);
            assert!(ticks.len() <= 2 * most + 3, "{most}: {}", ticks.len());
        }
    }
}

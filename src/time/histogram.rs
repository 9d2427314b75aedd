//! Many dates as counts: how many lie in each day, month, year or number of years.
//!
//! A date is counted where it is known to lie and nowhere else: in the bar that holds all the days it may touch. One
//! that may lie in several bars (a month among days, an interval across two months, an open end) is in none of them;
//! it is not spread over them, and it is counted apart. So a file that knows only months never gets bars of days.

use super::{CalendarStep, CalendarUnit, Day, DaySpan};

/// Which share of the dates has to lie in one bar each, in tenths: vaguer ones are the exception beside the bars.
const LEAST_TENTHS: usize = 9;

/// The longest time of a bar; dates go that far.
const MOST_YEARS: i64 = 1_000_000_000;

/// Counts of dates by steps of the calendar that follow each other without a gap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Histogram {
    /// The time that a bar stands for.
    pub step: CalendarStep,
    /// How many dates lie in each; the first and the last are not empty while all dates are counted.
    pub counts: Vec<usize>,
    /// How many dates lie in no single bar.
    pub vague: usize,
    /// The number of the first bar's step.
    first: i64,
}

impl Histogram {
    /// The histogram of dates, each with how many there are of it: with the finest bars, at most `most_bars`, that nine of ten dates lie in one each; if there is
    /// none, the one that holds the most dates. `None` when no date lies in any.
    pub fn of(spans: &[(DaySpan, usize)], most_bars: usize) -> Option<Self> {
        let mut best: Option<Self> = None;
        let mut step = CalendarStep::new(CalendarUnit::Day, 1);
        while step.count <= MOST_YEARS {
            if let Some(found) = Self::by(step, spans, most_bars.max(1)) {
                let all: usize = spans.iter().map(|(_, count)| count).sum();
                let is_right = 10 * found.counted() >= LEAST_TENTHS * all;
                if is_right || best.as_ref().is_none_or(|best| best.vague > found.vague) {
                    best = Some(found);
                }
                if is_right {
                    break;
                }
            }
            step = match step.unit {
                CalendarUnit::Day => CalendarStep::new(CalendarUnit::Month, 1),
                CalendarUnit::Month => CalendarStep::new(CalendarUnit::Year, 1),
                CalendarUnit::Year => CalendarStep::new(CalendarUnit::Year, 10 * step.count),
            };
        }
        best
    }

    /// The histogram of this step, unless it has no bars or too many.
    fn by(step: CalendarStep, spans: &[(DaySpan, usize)], most_bars: usize) -> Option<Self> {
        let (mut first, mut last) = (i64::MAX, i64::MIN);
        for (span, _) in spans {
            if let Some(number) = number_in(step, *span) {
                (first, last) = (first.min(number), last.max(number));
            }
        }
        let most_bars = i64::try_from(most_bars).unwrap_or(i64::MAX);
        if first > last || last - first >= most_bars {
            return None;
        }
        let mut histogram = Self {
            step,
            counts: vec![0; (last - first + 1) as usize],
            vague: 0,
            first,
        };
        histogram.count(spans);
        Some(histogram)
    }

    /// Counts these dates, in the same bars, in place of those that were counted before.
    pub fn count(&mut self, spans: &[(DaySpan, usize)]) {
        self.counts.fill(0);
        self.vague = 0;
        for (span, more) in spans {
            let bar = self.bar_of(*span);
            match bar.and_then(|bar| self.counts.get_mut(bar)) {
                Some(count) => *count += more,
                None => self.vague += more,
            }
        }
    }

    /// How many dates lie in one bar each.
    pub fn counted(&self) -> usize {
        self.counts.iter().sum()
    }

    /// The bar that a date lies in.
    pub fn bar_of(&self, span: DaySpan) -> Option<usize> {
        let bar = number_in(self.step, span)?.checked_sub(self.first)?;
        let bar = usize::try_from(bar).ok();
        bar.filter(|bar| *bar < self.counts.len())
    }

    /// First day of a bar; of the bar after the last one too.
    pub fn start_of(&self, bar: usize) -> Day {
        self.step.start_of(self.first + bar as i64)
    }

    /// First and last day of a bar.
    pub fn days_of(&self, bar: usize) -> (Day, Day) {
        (self.start_of(bar), Day(self.start_of(bar + 1).0 - 1))
    }
}

/// The number of the step that holds all days of a date.
fn number_in(step: CalendarStep, span: DaySpan) -> Option<i64> {
    let (earliest, latest) = (span.earliest?, span.latest?);
    let number = step.number_of(earliest);
    (earliest == latest || number == step.number_of(latest)).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::When;
    use proptest::prelude::*;

    fn spans(dates: &[&str]) -> Vec<(DaySpan, usize)> {
        let span = |date: &&str| (When::parse(date).unwrap().span().unwrap(), 1);
        dates.iter().map(span).collect()
    }

    /// Unit, number of units, counts, vague.
    fn check(dates: &[&str], most_bars: usize, expected: (CalendarUnit, i64, &[usize], usize)) {
        let histogram = Histogram::of(&spans(dates), most_bars).unwrap();
        let Histogram {
            step,
            counts,
            vague,
            ..
        } = &histogram;
        let found = (step.unit, step.count, counts.as_slice(), *vague);
        assert_eq!(found, expected, "{dates:?}");
    }

    #[test]
    fn the_finest_bars_that_the_dates_and_the_width_allow_are_used() {
        use CalendarUnit::{Day, Month, Year};
        let week = ["2024-02-28", "2024-03-01T10:00:00Z", "2024-03-01"];
        check(&week, 9, (Day, 1, &[1, 0, 2], 0));
        check(&week, 2, (Month, 1, &[1, 2], 0));
        check(&week, 1, (Year, 1, &[3], 0));
        check(&["2018-07", "2018-07"], 99, (Month, 1, &[2], 0));
        check(&["2018-07", "2018-09", "2019"], 99, (Year, 1, &[2, 1], 0));
        check(
            &["1987", "199X", "2001-05-06"],
            99,
            (Year, 10, &[1, 1, 1], 0),
        );
        check(
            &["0001", "Y123456789"],
            20,
            (
                Year,
                10_000_000,
                &[1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1],
                0,
            ),
        );
    }

    #[test]
    fn a_date_that_may_lie_in_several_bars_is_in_none() {
        use CalendarUnit::{Month, Year};
        let mut dates = vec!["2018-07-01"; 18];
        dates.extend(["2018-07", "2018-07-20/2018-08-02"]);
        check(&dates, 99, (CalendarUnit::Day, 1, &[18], 2));
        dates.push("2018-07");
        check(&dates, 99, (Month, 1, &[20], 1));
        // Where no bars suit, those that hold the most.
        check(&["2018", "2018/..", "../2019"], 99, (Year, 1, &[1], 2));
        assert_eq!(Histogram::of(&spans(&["2018/.."]), 99), None);
        assert_eq!(Histogram::of(&[], 99), None);
    }

    #[test]
    fn a_bar_has_its_days() {
        let dates = spans(&["2024-01", "2024-02"]);
        let histogram = Histogram::of(&dates, 99).unwrap();
        assert_eq!(histogram.bar_of(dates[1].0), Some(1));
        let (first, last) = histogram.days_of(1);
        let day = |day: Day| (day.civil().month, day.civil().day);
        assert_eq!((day(first), day(last)), ((2, 1), (2, 29)));
        assert_eq!(histogram.bar_of(spans(&["2024"])[0].0), None);
        assert_eq!(histogram.bar_of(spans(&["2024-03-01"])[0].0), None);
    }

    proptest! {
        #[test]
        fn every_date_is_in_one_bar_or_vague(
            days in prop::collection::vec((-4_000_000_i64..4_000_000, 0_i64..900), 1..40),
            most_bars in 0_usize..200,
        ) {
            let span = |(first, length): &(i64, i64)| DaySpan {
                earliest: Some(Day(*first)),
                latest: Some(Day(first + length)),
            };
            let spans: Vec<DaySpan> = days.iter().map(span).collect();
            let weighted: Vec<_> = spans.iter().map(|span| (*span, 1)).collect();
            if let Some(histogram) = Histogram::of(&weighted, most_bars) {
                prop_assert!(histogram.counts.len() <= most_bars.max(1));
                prop_assert_eq!(histogram.counted() + histogram.vague, spans.len());
                for span in spans {
                    if let Some(bar) = histogram.bar_of(span) {
                        let (first, last) = histogram.days_of(bar);
                        prop_assert!(Some(first) <= span.earliest && span.latest <= Some(last));
                    }
                }
            }
        }
    }
}

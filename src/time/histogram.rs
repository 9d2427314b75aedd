//! Many dates as counts: how many lie in each bin of the calendar, by what they are stacked and set apart by.

use super::{BinPlace, Bins, Dated, Dates, MomentSpan};

/// Counts of dates in bins of the calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Histogram {
    /// The bins.
    pub bins: Bins,
    /// How many dates lie in each; the first and the last are not empty while all dates are counted.
    pub counts: Vec<usize>,
    /// How many dates lie in no single bin.
    pub vague: usize,
    /// How many lie before all bins, and how many after them.
    pub beside: [usize; 2],
    /// How many classes and lanes there are.
    classes: usize,
    lanes: usize,
    /// The counts of each class in each bin of each lane.
    stacks: Vec<usize>,
    /// How many dates of each lane there are, in a bin or not.
    lane_totals: Vec<usize>,
}

impl Histogram {
    /// Counts dates in bins, by so many classes and lanes; what belongs to a further one counts as of the last.
    pub fn of(bins: Bins, dates: &dyn Dates, classes: usize, lanes: usize) -> Self {
        let (classes, lanes) = (classes.max(1), lanes.max(1));
        let mut counted = Self {
            counts: vec![0; bins.len()],
            stacks: vec![0; bins.len() * classes * lanes],
            lane_totals: vec![0; lanes],
            vague: 0,
            beside: [0; 2],
            classes,
            lanes,
            bins,
        };
        dates.for_each(&mut |dated| counted.count(dated));
        counted
    }

    fn count(&mut self, dated: Dated) {
        let [before, after] = &mut self.beside;
        let (class, lane) = (
            dated.class.min(self.classes - 1),
            dated.lane.min(self.lanes - 1),
        );
        if let Some(total) = self.lane_totals.get_mut(lane) {
            *total += dated.count;
        }
        match self.bins.place_of(dated.span) {
            BinPlace::Before => *before += dated.count,
            BinPlace::After => *after += dated.count,
            BinPlace::Vague => self.vague += dated.count,
            BinPlace::In(bin) => {
                let stack = (lane * self.counts.len() + bin) * self.classes + class;
                let places = [self.counts.get_mut(bin), self.stacks.get_mut(stack)];
                for place in places.into_iter().flatten() {
                    *place += dated.count;
                }
            }
        }
    }

    /// Without anything beside the bins: so vague that it lies there, where they hold all of time.
    #[must_use]
    pub fn of_all_time(mut self) -> Self {
        self.vague += self.beside.iter().sum::<usize>();
        self.beside = [0; 2];
        self
    }

    /// How many dates lie in one bin each.
    pub fn counted(&self) -> usize {
        self.counts.iter().sum()
    }

    /// How many lanes there are.
    pub fn lanes(&self) -> usize {
        self.lanes
    }

    /// How many dates of a lane there are, in a bin or not.
    pub fn lane_total(&self, lane: usize) -> usize {
        self.lane_totals.get(lane).copied().unwrap_or(0)
    }

    /// How many dates of each class lie in a bin, in one lane.
    pub fn stack(&self, lane: usize, bin: usize) -> &[usize] {
        let from = (lane * self.counts.len() + bin) * self.classes;
        self.stacks
            .get(from..from + self.classes)
            .unwrap_or_default()
    }

    /// The same in all lanes together.
    pub fn whole_stack(&self, bin: usize) -> Vec<usize> {
        let mut whole = vec![0; self.classes];
        for lane in 0..self.lanes {
            for (sum, count) in whole.iter_mut().zip(self.stack(lane, bin)) {
                *sum += count;
            }
        }
        whole
    }

    /// The bin that a date lies in.
    pub fn bar_of(&self, span: MomentSpan) -> Option<usize> {
        match self.bins.place_of(span) {
            BinPlace::In(bin) => Some(bin),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::{CalendarStep, CalendarUnit, Moment, When};
    use proptest::prelude::*;

    fn dated(span: MomentSpan) -> Dated {
        Dated {
            span,
            class: 0,
            lane: 0,
            count: 1,
        }
    }

    fn dates(dates: &[&str]) -> Vec<Dated> {
        let span = |date: &&str| When::parse(date).unwrap().moments().unwrap();
        dates.iter().map(|date| dated(span(date))).collect()
    }

    fn histogram(dates: &[Dated], most: usize) -> Option<Histogram> {
        let bins = Bins::suiting(&dates, None, most)?;
        Some(Histogram::of(bins, &dates, 1, 1).of_all_time())
    }

    /// Unit, number of units, counts, vague.
    fn check(of: &[&str], most_bars: usize, expected: (CalendarUnit, i64, &[usize], usize)) {
        let found = histogram(&dates(of), most_bars).unwrap();
        let step = found.bins.step;
        let found = (step.unit, step.count, found.counts.as_slice(), found.vague);
        assert_eq!(found, expected, "{of:?}");
    }

    #[test]
    fn the_finest_bars_that_the_dates_and_the_width_allow_are_used() {
        use CalendarUnit::{Day, Hour, Minute, Month, Year};
        let week = ["2024-02-28", "2024-03-01T10:00:00Z", "2024-03-01"];
        check(&week, 9, (Day, 1, &[1, 0, 2], 0));
        check(&week, 2, (Day, 7, &[3], 0));
        check(
            &["2024-02-01", "2024-03-01", "2024-03-02"],
            4,
            (Month, 1, &[1, 2], 0),
        );
        check(
            &["2024-02-01", "2024-12-01"],
            4,
            (Month, 3, &[1, 0, 0, 1], 0),
        );
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
        let times = [
            "2024-03-01T10:00:00",
            "2024-03-01T10:02:00",
            "2024-03-01T13:59:00",
        ];
        check(&times[..2], 9, (Minute, 1, &[1, 0, 1], 0));
        check(&times, 9, (Hour, 1, &[2, 0, 0, 1], 0));
        check(&times, 2, (Hour, 6, &[2, 1], 0));
    }

    #[test]
    fn a_date_that_may_lie_in_several_bars_is_in_none() {
        use CalendarUnit::{Day, Month, Year};
        let mut dates_of_days = vec!["2018-07-01"; 18];
        dates_of_days.extend(["2018-07", "2018-07-20/2018-08-02"]);
        check(&dates_of_days, 99, (Day, 1, &[18], 2));
        dates_of_days.push("2018-07");
        check(&dates_of_days, 99, (Month, 1, &[20], 1));
        // Where no bars suit, those that hold the most.
        check(&["2018", "2018/..", "../2019"], 99, (Year, 1, &[1], 2));
        assert_eq!(histogram(&dates(&["2018/.."]), 99), None);
        assert_eq!(histogram(&[], 99), None);
    }

    #[test]
    fn one_vague_date_does_not_take_the_bars_of_all() {
        let days = [
            "2018-07-01",
            "2018-07-03",
            "2018-07-04",
            "2018-07-06",
            "2018",
        ];
        check(&days, 99, (CalendarUnit::Day, 1, &[1, 0, 1, 1, 0, 1], 1));
    }

    #[test]
    fn a_bar_has_its_days() {
        let dates = dates(&["2024-01", "2024-02", "2024", "2024-03-01"]);
        let histogram = histogram(&dates[..2], 99).unwrap();
        assert_eq!(histogram.bar_of(dates[1].span), Some(1));
        let (first, last) = histogram.bins.days_of(1);
        let (first, last) = (first.civil(), last.civil());
        assert_eq!(
            (first.month, first.day, last.month, last.day),
            (2, 1, 2, 29)
        );
        assert_eq!(histogram.bar_of(dates[2].span), None);
        assert_eq!(histogram.bar_of(dates[3].span), None);
    }

    const CLASSES: usize = 3;
    const LANES: usize = 4;

    fn any_dates() -> impl Strategy<Value = Vec<Dated>> {
        let end = |open: u8, at: i64| (open > 0).then_some(Moment(at));
        let length = prop_oneof![Just(1), Just(1440), Just(43_200), 1..3_000_000_i64];
        let date = (
            -4_000_000..4_000_000_i64,
            length,
            0..9_u8,
            0..9_u8,
            0..5_usize,
            0..6_usize,
            1..4_usize,
        );
        let date = date.prop_map(
            move |(from, length, open_from, open_to, class, lane, count)| Dated {
                span: MomentSpan {
                    from: end(open_from, from),
                    to: end(open_to, from + length),
                },
                class,
                lane,
                count,
            },
        );
        prop::collection::vec(date, 1..60)
    }

    /// Whether each minute that a date may touch lies between two.
    fn surely_between(span: MomentSpan, from: Moment, to: Moment) -> bool {
        span.from.is_some_and(|at| at >= from) && span.to.is_some_and(|at| at <= to)
    }

    proptest! {
        #[test]
        fn counts_are_those_of_a_naive_count(
            dates in any_dates(),
            most in 1..200_usize,
            shown in prop::option::of((-5_000_000..5_000_000_i64, 1..4_000_000_i64)),
        ) {
            let shown = shown.map(|(from, length)| [Moment(from), Moment(from + length)]);
            let of = dates.as_slice();
            let Some(bins) = Bins::suiting(&of, shown, most) else {
                return Ok(());
            };
            prop_assert!(bins.len() <= most);
            let (start, end) = (bins.start_of(0), bins.end());
            if let Some([from, to]) = shown {
                prop_assert!(start <= from && to <= end);
            }
            let found = Histogram::of(bins, &of, CLASSES, LANES);
            let count = |is_it: &dyn Fn(&Dated) -> bool| -> usize {
                dates.iter().filter(|dated| is_it(dated)).map(|dated| dated.count).sum()
            };
            for bin in 0..found.bins.len() {
                let (from, to) = (found.bins.start_of(bin), found.bins.start_of(bin + 1));
                let is_in = |dated: &Dated| surely_between(dated.span, from, to);
                prop_assert_eq!(found.counts[bin], count(&is_in));
                for class in 0..CLASSES {
                    let of_class = |dated: &Dated| dated.class.min(CLASSES - 1) == class;
                    for lane in 0..LANES {
                        let of_lane = |dated: &Dated| dated.lane.min(LANES - 1) == lane;
                        let expected = count(&|dated| is_in(dated) && of_class(dated) && of_lane(dated));
                        prop_assert_eq!(found.stack(lane, bin)[class], expected);
                    }
                    let expected = count(&|dated| is_in(dated) && of_class(dated));
                    prop_assert_eq!(found.whole_stack(bin)[class], expected);
                }
            }
            for lane in 0..LANES {
                let expected = count(&|dated| dated.lane.min(LANES - 1) == lane);
                prop_assert_eq!(found.lane_total(lane), expected);
            }
            let before = count(&|dated| dated.span.to.is_some_and(|to| to <= start));
            let after = count(&|dated| dated.span.from.is_some_and(|from| from >= end));
            prop_assert_eq!(found.beside, [before, after]);
            let all = found.counted() + found.vague + before + after;
            prop_assert_eq!(all, count(&|_| true));
        }

        #[test]
        fn nine_of_ten_dates_are_in_a_bar_where_there_are_many_bars(dates in any_dates()) {
            let of = dates.as_slice();
            let Some(bins) = Bins::suiting(&of, None, 100) else { return Ok(()) };
            let found = Histogram::of(bins, &of, 1, 1);
            let all: usize = dates.iter().map(|dated| dated.count).sum();
            let coarsest = CalendarStep::new(CalendarUnit::Year, 1_000_000_000);
            let best = Histogram::of(Bins::over(coarsest, Moment(0), Moment(1), 1).unwrap(), &of, 1, 1);
            prop_assert!(10 * found.counted() >= 5 * all || found.counted() >= best.counted());
        }
    }
}

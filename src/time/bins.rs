//! Steps of the calendar that follow each other without a gap, to count dates in.
//!
//! A date is counted where it is known to lie and nowhere else: in the bin that holds all the minutes it may touch. One
//! that may lie in several bins (a month among days, an interval across two months, an open end) is in none of them;
//! it is not spread over them, and it is counted apart. So a file that knows only months never gets bars of days.

use super::{CalendarStep, CalendarUnit, Day, Moment, MomentSpan};

/// Which share of the dates has to lie in one bin each, in tenths: vaguer ones are the exception beside the bars.
const LEAST_TENTHS: usize = 9;
/// With fewer bars than these there is nothing to see, so finer ones are taken although more dates are in none of them.
const FEW_BARS: usize = 4;
/// Then these hold at least so many tenths of the dates.
const LEAST_TENTHS_FINER: usize = 5;

/// Months and years are shorter than their mean by less than this.
const SHORTER: f64 = 0.9;

/// The lengths of bins from fine to coarse: from minutes to ages.
pub(super) const STEPS: [CalendarStep; 19] = [
    CalendarStep::new(CalendarUnit::Minute, 1),
    CalendarStep::new(CalendarUnit::Minute, 5),
    CalendarStep::new(CalendarUnit::Minute, 15),
    CalendarStep::new(CalendarUnit::Hour, 1),
    CalendarStep::new(CalendarUnit::Hour, 6),
    CalendarStep::new(CalendarUnit::Day, 1),
    CalendarStep::new(CalendarUnit::Day, 7),
    CalendarStep::new(CalendarUnit::Month, 1),
    CalendarStep::new(CalendarUnit::Month, 3),
    CalendarStep::new(CalendarUnit::Year, 1),
    CalendarStep::new(CalendarUnit::Year, 10),
    CalendarStep::new(CalendarUnit::Year, 100),
    CalendarStep::new(CalendarUnit::Year, 1000),
    CalendarStep::new(CalendarUnit::Year, 10_000),
    CalendarStep::new(CalendarUnit::Year, 100_000),
    CalendarStep::new(CalendarUnit::Year, 1_000_000),
    CalendarStep::new(CalendarUnit::Year, 10_000_000),
    CalendarStep::new(CalendarUnit::Year, 100_000_000),
    CalendarStep::new(CalendarUnit::Year, 1_000_000_000),
];

/// A date that is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dated {
    /// The minutes that it may touch.
    pub span: MomentSpan,
    /// What it is stacked by.
    pub class: usize,
    /// What it is set apart by.
    pub lane: usize,
    /// How many there are of it.
    pub count: usize,
}

/// What has dates.
pub trait Dates {
    /// Calls `see` with each of them.
    fn for_each(&self, see: &mut dyn FnMut(Dated));
}

impl Dates for &[Dated] {
    fn for_each(&self, see: &mut dyn FnMut(Dated)) {
        self.iter().copied().for_each(see);
    }
}

/// Steps of the calendar that follow each other without a gap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bins {
    /// The length of each.
    pub step: CalendarStep,
    /// Where they begin, and where the last one ends.
    starts: Vec<Moment>,
}

/// Where a date is among bins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BinPlace {
    /// In one of them for certain.
    In(usize),
    /// Before all of them for certain.
    Before,
    /// After all of them for certain.
    After,
    /// Perhaps in one of several, or beside them.
    Vague,
}

impl Bins {
    /// Those of one length that hold the time from one minute to before another; `None` where these are too many.
    pub fn over(step: CalendarStep, from: Moment, to: Moment, most: usize) -> Option<Self> {
        let first = step.number_at(from);
        let last = step.number_at(Moment(to.0.max(from.0.saturating_add(1)) - 1));
        let count = usize::try_from(last.checked_sub(first)?)
            .ok()?
            .checked_add(1)?;
        let numbers = first..=last.checked_add(1)?;
        (count <= most).then(|| Self {
            step,
            starts: numbers.map(|number| step.start_at(number)).collect(),
        })
    }

    /// The finest of which few enough hold all dates, and in which nine of ten dates lie in one each; if there are none,
    /// those that hold the most dates. Of what is `shown`, they hold all of that, and only dates in it decide. `None` when
    /// no date lies in any.
    pub fn suiting(dates: &dyn Dates, shown: Option<[Moment; 2]>, most: usize) -> Option<Self> {
        let most = most.max(1);
        let mut best: Option<Found> = None;
        let mut finer: Option<Found> = None;
        let shortest = shortest_minutes(dates);
        for step in STEPS {
            // In shorter ones lies no date.
            if shortest.is_none_or(|shortest| step.mean_minutes() < SHORTER * shortest as f64) {
                continue;
            }
            let Some(found) = Found::by(step, dates, shown, most) else {
                continue;
            };
            let is_right = 10 * found.counted >= LEAST_TENTHS * found.all;
            if finer.is_none() && 10 * found.counted >= LEAST_TENTHS_FINER * found.all {
                finer = Some(found.clone());
            }
            if is_right
                || best
                    .as_ref()
                    .is_none_or(|best| best.counted < found.counted)
            {
                best = Some(found);
            }
            if is_right {
                break;
            }
        }
        let best = best?;
        if let Some(finer) = finer.filter(|finer| finer.bins.step != best.bins.step) {
            let full = |found: &Found| found.bins.full(dates);
            let few = full(&best);
            if few < FEW_BARS && full(&finer) > few {
                return Some(finer.bins);
            }
        }
        Some(best.bins)
    }

    /// How many of them have a date.
    fn full(&self, dates: &dyn Dates) -> usize {
        let mut are_full = vec![false; self.len()];
        dates.for_each(&mut |dated| {
            if let BinPlace::In(bin) = self.place_of(dated.span)
                && let Some(is_full) = are_full.get_mut(bin)
            {
                *is_full = true;
            }
        });
        are_full.into_iter().filter(|is_full| *is_full).count()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Where a bin begins; the one after the last one too.
    pub fn start_of(&self, bin: usize) -> Moment {
        let start = self.starts.get(bin).or(self.starts.last());
        start.copied().unwrap_or(Moment(0))
    }

    /// Where the last one ends.
    pub fn end(&self) -> Moment {
        self.start_of(self.len())
    }

    /// First and last day of a bin.
    pub fn days_of(&self, bin: usize) -> (Day, Day) {
        let last = Moment(self.start_of(bin + 1).0 - 1);
        (self.start_of(bin).day(), last.day())
    }

    /// Where a date is.
    pub fn place_of(&self, span: MomentSpan) -> BinPlace {
        let (first, end) = (self.start_of(0), self.end());
        if span.to.is_some_and(|to| to <= first) {
            return BinPlace::Before;
        }
        if span.from.is_some_and(|from| from >= end) {
            return BinPlace::After;
        }
        let (Some(from), Some(to)) = (span.from, span.to) else {
            return BinPlace::Vague;
        };
        let after = self.starts.partition_point(|start| *start <= from);
        match (after.checked_sub(1), self.starts.get(after)) {
            (Some(bin), Some(end)) if to <= *end => BinPlace::In(bin),
            _ => BinPlace::Vague,
        }
    }
}

/// The minutes of the shortest date that has both ends.
pub fn shortest_minutes(dates: &dyn Dates) -> Option<i64> {
    let mut shortest: Option<i64> = None;
    dates.for_each(&mut |dated| {
        if let Some([from, to]) = dated.span.ends() {
            let length = to.0.saturating_sub(from.0);
            shortest = Some(shortest.map_or(length, |shortest| shortest.min(length)));
        }
    });
    shortest
}

/// Bins of one length, and how many of the dates lie in one each.
#[derive(Clone)]
struct Found {
    bins: Bins,
    counted: usize,
    all: usize,
}

impl Found {
    /// `None` where no date lies in any, or they are too many.
    fn by(
        step: CalendarStep,
        dates: &dyn Dates,
        shown: Option<[Moment; 2]>,
        most: usize,
    ) -> Option<Self> {
        let (mut first, mut last) = (Moment(i64::MAX), Moment(i64::MIN));
        let (mut counted, mut all) = (0, 0);
        let is_beside = |span: MomentSpan, [start, end]: [Moment; 2]| {
            span.to.is_some_and(|to| to <= start) || span.from.is_some_and(|from| from >= end)
        };
        dates.for_each(&mut |dated| {
            if shown.is_some_and(|shown| is_beside(dated.span, shown)) {
                return;
            }
            all += dated.count;
            if let (Some(from), Some(to)) = (dated.span.from, dated.span.to)
                && is_in_one(step, from, to)
            {
                (first, last) = (first.min(from), last.max(to));
                counted += dated.count;
            }
        });
        if counted == 0 && (shown.is_none() || all > 0) {
            return None;
        }
        let [from, to] = shown.unwrap_or([first, last]);
        let bins = Bins::over(step, from, to, most)?;
        Some(Self { bins, counted, all })
    }
}

/// Whether one step holds all minutes from one to before another.
fn is_in_one(step: CalendarStep, from: Moment, to: Moment) -> bool {
    let last = Moment(to.0 - 1);
    let is_day = step.unit >= CalendarUnit::Day && from.day() == last.day();
    is_day || step.number_at(from) == step.number_at(last)
}

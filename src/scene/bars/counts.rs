//! What bars count: all dates once, for where the bars are and how high, and those that are shown in each.

use super::super::chart::MARGIN_PX;
use super::{BAR_CLASSES, BAR_PX};
use crate::time::{Bins, DAY_MINUTES, Dates, Histogram, Moment, shortest_minutes};

/// Where the highest bar is so many times lower than that of all, it has the height of the picture.
const FEW: usize = 8;

/// What is counted for bars. It depends on dates, filter, width and the time that is shown, not on the window of time.
#[derive(Clone, Debug, PartialEq)]
pub struct BarCounts {
    /// What is shown at any time; its axis is that of all, so that nothing else moves.
    pub shown: Histogram,
    /// The same over all of time, where only a part is on the axis.
    pub whole: Option<Histogram>,
    /// The most of all in a bar, and in a bar of one lane.
    pub(super) highest: usize,
    pub(super) highest_in_lane: usize,
    pub(super) are_vague: bool,
    /// Where something happened, filtered out or not.
    pub(super) busy: Vec<[Moment; 2]>,
    date_minutes: i64,
}

/// The bars of all, filtered out or not: in these are counted those that are shown. It takes longer than that, and stays
/// while the filter changes.
#[derive(Clone, Debug, PartialEq)]
pub struct BarFrame {
    of_all: Histogram,
    /// The bars of all of time, where only a part is on the axis.
    whole: Option<Bins>,
    is_whole: bool,
    date_minutes: i64,
}

impl BarFrame {
    /// The bars of `all` for a picture of a width, with so many lanes; only a part of time may be `shown`. `None` where no
    /// date lies in any bar.
    pub fn of(
        all: &dyn Dates,
        shown: Option<[Moment; 2]>,
        width_px: f64,
        lanes: usize,
    ) -> Option<Self> {
        let most = ((width_px - 2.0 * MARGIN_PX - 40.0) / BAR_PX.0).max(1.0) as usize;
        let whole = match shown {
            Some(_) => Bins::suiting(all, None, most),
            None => None,
        };
        // An address may be of another time than the dates.
        let within = |whole: &Bins| {
            let [from, to] = shown?;
            let [from, to] = [from.max(whole.start_of(0)), to.min(whole.end())];
            (from < to).then_some([from, to])
        };
        let shown = whole.as_ref().and_then(within);
        let bins = Bins::suiting(all, shown, most)?;
        let is_whole = shown.is_none();
        Some(Self {
            of_all: counted(bins, all, 1, lanes, is_whole),
            whole,
            is_whole,
            date_minutes: shortest_minutes(all).unwrap_or(DAY_MINUTES),
        })
    }
}

fn counted(
    bins: Bins,
    dates: &dyn Dates,
    classes: usize,
    lanes: usize,
    is_whole: bool,
) -> Histogram {
    let counted = Histogram::of(bins, dates, classes, lanes);
    match is_whole {
        true => counted.of_all_time(),
        false => counted,
    }
}

impl BarCounts {
    /// How long the shortest date is that has both ends; a day where none has.
    pub fn date_minutes(&self) -> i64 {
        self.date_minutes
    }

    /// Counts those that are `kept` in the bars of all.
    pub fn of(frame: &BarFrame, kept: &dyn Dates) -> Self {
        let of_all = &frame.of_all;
        let full = of_all.counts.iter().enumerate();
        let full = full.filter(|(_, count)| **count > 0);
        let times = full.map(|(bin, _)| [of_all.bins.start_of(bin), of_all.bins.start_of(bin + 1)]);
        let bins = of_all.bins.clone();
        let shown = counted(bins, kept, BAR_CLASSES, of_all.lanes(), frame.is_whole);
        // Of the few that somebody searched for nothing would be seen beside the height of all.
        let are_few = FEW * highest(&shown) < highest(of_all);
        let measured = if are_few { &shown } else { of_all };
        let whole = frame.whole.clone();
        Self {
            highest: highest(measured).max(1),
            highest_in_lane: highest_in_lane(measured).max(1),
            are_vague: of_all.vague > 0,
            busy: times.collect(),
            date_minutes: frame.date_minutes,
            shown,
            whole: whole.map(|bins| counted(bins, kept, BAR_CLASSES, 1, true)),
        }
    }
}

fn highest(bars: &Histogram) -> usize {
    bars.counts.iter().copied().max().unwrap_or(0)
}

fn highest_in_lane(bars: &Histogram) -> usize {
    let bins = 0..bars.bins.len();
    let sums =
        bins.flat_map(|bin| (0..bars.lanes()).map(move |lane| bars.stack(lane, bin).iter().sum()));
    sums.max().unwrap_or(0)
}

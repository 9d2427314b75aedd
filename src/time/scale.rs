//! Where moments are on an axis: even in time, but for gaps in which nothing happened and which may be drawn short.

use super::{Day, Moment};

/// A gap is worth shortening where it is at least such a part of all time.
const LEAST_GAP: f64 = 0.08;
/// The most gaps that are shortened.
const MOST_GAPS: usize = 6;
/// Shortened gaps help where they are at least such a part of all time together.
const LEAST_EMPTY: f64 = 0.4;
/// Around what happened so much of a gap stays as it is, as a part of all time.
const MARGIN: f64 = 0.01;

/// A scale of an axis, in any unit of length: it grows with time everywhere.
#[derive(Clone, Debug, PartialEq)]
pub struct TimeScale {
    /// Moments and their places, both growing; between two of them the scale is even.
    knots: Vec<(Moment, f64)>,
    /// Which knots begin a shortened gap.
    gaps: Vec<usize>,
}

/// A gap that is drawn short.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TimeGap {
    /// Where it begins and ends.
    pub times: [Moment; 2],
    /// The same as places on the axis.
    pub places: [f64; 2],
}

impl TimeScale {
    /// An even scale from one moment, at a place, to another.
    pub fn even([from, to]: [Moment; 2], [left, right]: [f64; 2]) -> Self {
        let to = Moment(to.0.max(from.0.saturating_add(1)));
        Self {
            knots: vec![(from, left), (to, right.max(left + 1.0))],
            gaps: Vec::new(),
        }
    }

    /// The same, with the gaps between what happened so long each. `busy` are times in which something happened, in any
    /// order; they may overlap.
    #[must_use]
    pub fn shortened(self, busy: Vec<[Moment; 2]>, gap_length: f64) -> Self {
        let gaps = empty_times(self.times(), busy);
        let ([from, to], [left, right]) = (self.times(), self.places());
        let gaps_length = gaps.len() as f64 * gap_length;
        let empty: i64 = gaps.iter().map(|[from, to]| to.0 - from.0).sum();
        let is_tight = gaps_length >= 0.5 * (right - left);
        if gaps.is_empty() || is_tight {
            return self;
        }
        let rate = (right - left - gaps_length) / ((to.0 - from.0 - empty).max(1)) as f64;
        let mut made = Self {
            knots: vec![(from, left)],
            gaps: Vec::new(),
        };
        let (mut at, mut place) = (from, left);
        for [start, end] in gaps {
            place += (start.0 - at.0) as f64 * rate;
            made.gaps.push(made.knots.len());
            made.knots.push((start, place));
            place += gap_length;
            made.knots.push((end, place));
            at = end;
        }
        made.knots.push((to, right));
        made
    }

    /// Whether most of the time is empty, so that shorter gaps would help.
    pub fn has_gaps(times: [Moment; 2], busy: Vec<[Moment; 2]>) -> bool {
        let gaps = empty_times(times, busy);
        let empty: i64 = gaps.iter().map(|[from, to]| to.0 - from.0).sum();
        empty as f64 >= LEAST_EMPTY * (times[1].0 - times[0].0) as f64
    }

    /// Its first moment, and the one after its last.
    pub fn times(&self) -> [Moment; 2] {
        let [first, last] = self.ends();
        [first.0, last.0]
    }

    /// The places of its ends.
    pub fn places(&self) -> [f64; 2] {
        let [first, last] = self.ends();
        [first.1, last.1]
    }

    fn ends(&self) -> [(Moment, f64); 2] {
        let end = |knot: Option<&(Moment, f64)>| knot.copied().unwrap_or((Moment(0), 0.0));
        [end(self.knots.first()), end(self.knots.last())]
    }

    /// Its first and last day.
    pub fn days(&self) -> [Day; 2] {
        let [from, to] = self.times();
        [from.day(), Moment(to.0 - 1).day()]
    }

    /// How much of the axis a minute is, outside of shortened gaps.
    pub fn rate(&self) -> f64 {
        let gaps = || self.gaps();
        let ([from, to], [left, right]) = (self.times(), self.places());
        let short: f64 = gaps().map(|gap| gap.places[1] - gap.places[0]).sum();
        let empty: i64 = gaps().map(|gap| gap.times[1].0 - gap.times[0].0).sum();
        (right - left - short) / (to.0 - from.0 - empty).max(1) as f64
    }

    /// The place of a moment; what is beyond an end is there.
    pub fn place_of(&self, at: Moment) -> f64 {
        let next = self.knots.partition_point(|knot| knot.0 <= at);
        let ends = next
            .checked_sub(1)
            .and_then(|before| self.knots.get(before));
        match (ends, self.knots.get(next)) {
            (Some((from, left)), Some((to, right))) => {
                let share = (at.0 - from.0) as f64 / (to.0 - from.0) as f64;
                left + share * (right - left)
            }
            (Some((_, last)), None) => *last,
            (None, _) => self.places()[0],
        }
    }

    /// The moment at a place; beyond an end the first or the last minute.
    pub fn moment_at(&self, place: f64) -> Moment {
        let next = self.knots.partition_point(|knot| knot.1 <= place);
        let ends = next
            .checked_sub(1)
            .and_then(|before| self.knots.get(before));
        match (ends, self.knots.get(next)) {
            (Some((from, left)), Some((to, right))) => {
                let share = (place - left) / (right - left);
                Moment(from.0 + (share * (to.0 - from.0) as f64).floor() as i64)
            }
            (Some((last, _)), None) => Moment(last.0 - 1),
            (None, _) => self.times()[0],
        }
    }

    /// The shortened gaps, in order.
    pub fn gaps(&self) -> impl Iterator<Item = TimeGap> {
        self.gaps.iter().filter_map(|at| {
            let (from, to) = (self.knots.get(*at)?, self.knots.get(at + 1)?);
            Some(TimeGap {
                times: [from.0, to.0],
                places: [from.1, to.1],
            })
        })
    }

    /// The times between shortened gaps, in order.
    pub fn stretches(&self) -> Vec<[Moment; 2]> {
        let [from, to] = self.times();
        let mut at = from;
        let mut stretches = Vec::new();
        for gap in self.gaps() {
            stretches.push([at, gap.times[0]]);
            at = gap.times[1];
        }
        stretches.push([at, to]);
        stretches
    }
}

/// The longest times in which nothing happened, in order, without a margin around what did.
fn empty_times([from, to]: [Moment; 2], mut busy: Vec<[Moment; 2]>) -> Vec<[Moment; 2]> {
    let all = (to.0 - from.0) as f64;
    let margin = (MARGIN * all).ceil() as i64;
    busy.sort_unstable();
    busy.push([to, to]);
    let mut gaps: Vec<[Moment; 2]> = Vec::new();
    let mut end = from;
    for [start, stop] in busy {
        let is_first = end == from;
        let gap = [
            Moment(end.0 + if is_first { 0 } else { margin }),
            Moment(start.0.min(to.0) - margin),
        ];
        // What lies before everything, or after it, is no gap between.
        let is_between = !is_first && start < to;
        if is_between && (gap[1].0 - gap[0].0) as f64 >= LEAST_GAP * all {
            gaps.push(gap);
        }
        end = end.max(stop);
    }
    gaps.sort_by_key(|[from, to]| from.0 - to.0);
    gaps.truncate(MOST_GAPS);
    gaps.sort_unstable();
    gaps
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn even(to: i64) -> TimeScale {
        TimeScale::even([Moment(0), Moment(to)], [10.0, 510.0])
    }

    #[test]
    fn gaps_are_short_and_what_happened_has_their_room() {
        let busy = vec![[Moment(0), Moment(100)], [Moment(900), Moment(1000)]];
        let scale = even(1000).shortened(busy, 20.0);
        let gaps: Vec<TimeGap> = scale.gaps().collect();
        assert_eq!(gaps.len(), 1);
        assert_eq!(gaps[0].times, [Moment(110), Moment(890)]);
        assert!((gaps[0].places[1] - gaps[0].places[0] - 20.0).abs() < 1e-9);
        assert!((scale.place_of(Moment(110)) - 250.0).abs() < 1e-9);
        assert_eq!(scale.place_of(Moment(1000)), 510.0);
        assert_eq!(
            scale.stretches(),
            [[Moment(0), Moment(110)], [Moment(890), Moment(1000)]]
        );
        assert!((scale.rate() - 480.0 / 220.0).abs() < 1e-9);
    }

    #[test]
    fn nothing_is_shortened_where_nothing_is_empty() {
        let busy = vec![[Moment(0), Moment(400)], [Moment(420), Moment(1000)]];
        assert!(!TimeScale::has_gaps(
            [Moment(0), Moment(1000)],
            busy.clone()
        ));
        assert_eq!(even(1000).shortened(busy, 20.0), even(1000));
        // Before the first and after the last is no gap.
        let busy = vec![[Moment(400), Moment(420)]];
        assert_eq!(even(1000).shortened(busy, 20.0), even(1000));
    }

    proptest! {
        #[test]
        fn a_scale_grows_and_inverts(
            length in 1..1_000_000_i64,
            busy in prop::collection::vec((0.0..1.0_f64, 0.0..0.2_f64), 0..12),
            gap in 1.0..60.0_f64,
        ) {
            let of = |share: f64| Moment((share * length as f64) as i64);
            let busy: Vec<_> = busy.into_iter().map(|(from, more)| [of(from), Moment(of(from + more).0.max(of(from).0 + 1))]).collect();
            let scale = even(length).shortened(busy.clone(), gap);
            prop_assert_eq!(scale.times(), [Moment(0), Moment(length)]);
            prop_assert_eq!(scale.places(), [10.0, 510.0]);
            let mut before = f64::NEG_INFINITY;
            for step in 0..=200 {
                let at = Moment(length * step / 200);
                let place = scale.place_of(at);
                prop_assert!(place >= before);
                before = place;
                let back = scale.moment_at(place + 1e-9);
                prop_assert!((back.0 - at.0).abs() <= 1, "{:?} is {} is {:?}", at, place, back);
            }
            // Nothing happened in a gap.
            for gap in scale.gaps() {
                for busy in &busy {
                    prop_assert!(busy[1] <= gap.times[0] || busy[0] >= gap.times[1]);
                }
            }
            let total: i64 = scale.stretches().iter().map(|[from, to]| to.0 - from.0).sum();
            let empty: i64 = scale.gaps().map(|gap| gap.times[1].0 - gap.times[0].0).sum();
            prop_assert_eq!(total + empty, length);
        }
    }
}

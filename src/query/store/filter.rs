//! Which of very many records are counted: a window of time, and what the reader has filtered out.

use super::plane::units_of;
use super::{BLOCK, FixedPoint, Minute, Store};
use crate::geo::PlaneBounds;
use crate::time::{Moment, MomentSpan};

/// A window of time, both ends in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimeWindow {
    /// Its first minute.
    pub from: Minute,
    /// Its last minute.
    pub to: Minute,
}

impl From<MomentSpan> for TimeWindow {
    fn from(span: MomentSpan) -> Self {
        let (from, to) = Minute::span_of(span);
        Self { from, to }
    }
}

impl TimeWindow {
    /// All of time.
    pub const ALL: Self = Self {
        from: Minute::OPEN_PAST,
        to: Minute::OPEN_FUTURE,
    };

    /// Whether a date may lie in it.
    pub fn may_hold(&self, (earliest, latest): (Minute, Minute)) -> bool {
        earliest <= self.to && latest >= self.from
    }

    /// Whether a date lies in it for certain.
    pub fn surely_holds(&self, (earliest, latest): (Minute, Minute)) -> bool {
        earliest >= self.from && latest <= self.to
    }
}

/// Which records are counted.
#[derive(Clone, Debug, Default)]
pub struct Criteria {
    /// The window of time; without one records without a date are counted too.
    window: Option<TimeWindow>,
    /// Whether each record is kept by everything else, 1 or 0 in the order of the store; without it all are.
    mask: Option<Vec<u8>>,
}

/// What of a record is counted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Seen {
    /// Its place in the order of the store.
    pub at: usize,
    pub x: u32,
    pub y: u32,
    pub kind: u16,
    /// 1 where it lies in the window for certain, 0 where it only may.
    pub is_certain: u32,
}

impl Criteria {
    /// Counts what may lie in a window of time, or everything again.
    pub fn set_window(&mut self, window: Option<TimeWindow>) {
        self.window = window;
    }

    /// The window of time.
    pub fn window(&self) -> Option<TimeWindow> {
        self.window
    }

    /// Whether all records are counted, with a date or without.
    pub fn is_everything(&self) -> bool {
        self.window.is_none() && self.mask.is_none()
    }

    /// Counts those records of a store that are of these kinds, by places of kinds whether it is kept, and that are
    /// chosen, 1 or 0 in the order of the store; all are without.
    pub fn keep(&mut self, store: &Store, keeps: &dyn Fn(u16) -> bool, chosen: Option<&[u8]>) {
        let kinds = &store.columns.kind;
        let all = 0..store.by_kind.len();
        let kept: Vec<u8> = all.map(|kind| u8::from(keeps(kind as u16))).collect();
        let has_all_kinds = kept.iter().all(|keeps| *keeps == 1);
        if has_all_kinds && chosen.is_none() {
            self.mask = None;
            return;
        }
        let mut mask = self.mask.take().unwrap_or_default();
        mask.clear();
        let keeps = |kind: &u16| kept.get(usize::from(*kind)).copied().unwrap_or(1);
        match chosen {
            Some(chosen) if has_all_kinds => mask.extend_from_slice(chosen),
            Some(chosen) => mask.extend(
                kinds
                    .iter()
                    .map(keeps)
                    .zip(chosen)
                    .map(|(kind, of)| kind & of),
            ),
            None => mask.extend(kinds.iter().map(keeps)),
        }
        self.mask = Some(mask);
    }

    /// Whether each record of a store is counted, 1 or 0 in its order.
    pub fn marked(&self, store: &Store) -> Vec<u8> {
        let mut marked = vec![0; store.len()];
        store.for_each(self, |seen| {
            if let Some(mark) = marked.get_mut(seen.at) {
                *mark = 1;
            }
        });
        marked
    }
}

impl Store {
    /// Calls `see` with each record that is counted, in the order of the store.
    #[inline(always)]
    pub(super) fn for_each(&self, criteria: &Criteria, mut see: impl FnMut(Seen)) {
        match (criteria.window, &criteria.mask) {
            (None, None) => self.for_run(0..self.len(), |seen, _, _| see(seen)),
            (None, Some(mask)) => self.for_run(0..self.len(), |seen, _, _| {
                if mask.get(seen.at) == Some(&1) {
                    see(seen);
                }
            }),
            (Some(window), mask) => {
                let mask = mask.as_deref();
                let earliest = self.columns.earliest.get(..self.dated).unwrap_or_default();
                let end = earliest.partition_point(|at| *at <= window.to.0);
                for (block, latest) in self.block_latest.iter().enumerate() {
                    let run = block * BLOCK..((block + 1) * BLOCK).min(end);
                    if run.is_empty() {
                        break;
                    }
                    if *latest < window.from.0 {
                        continue;
                    }
                    self.for_run(run, |mut seen, earliest, latest| {
                        let is_kept = mask.is_none_or(|mask| mask.get(seen.at) == Some(&1));
                        if latest >= window.from.0 && is_kept {
                            let is_certain = earliest >= window.from.0 && latest <= window.to.0;
                            seen.is_certain = u32::from(is_certain);
                            see(seen);
                        }
                    });
                }
            }
        }
    }

    /// Calls `see` with each record of a run, and with its first and last possible minute.
    #[inline(always)]
    fn for_run(&self, run: std::ops::Range<usize>, mut see: impl FnMut(Seen, i32, i32)) {
        let columns = &self.columns;
        let start = run.start;
        let (Some(x), Some(y), Some(kind), Some(earliest), Some(latest)) = (
            columns.x.get(run.clone()),
            columns.y.get(run.clone()),
            columns.kind.get(run.clone()),
            columns.earliest.get(run.clone()),
            columns.latest.get(run),
        ) else {
            return;
        };
        let times = earliest.iter().zip(latest);
        let rows = x.iter().zip(y).zip(kind).zip(times).enumerate();
        for (offset, (((x, y), kind), (earliest, latest))) in rows {
            let seen = Seen {
                at: start + offset,
                x: *x,
                y: *y,
                kind: *kind,
                is_certain: 1,
            };
            see(seen, *earliest, *latest);
        }
    }

    /// How many records are counted: those that may lie in the window, and how many of these do for certain.
    pub fn count(&self, criteria: &Criteria) -> (usize, usize) {
        let (mut possible, mut certain) = (0_usize, 0_usize);
        self.for_each(criteria, |seen| {
            possible += 1;
            certain += seen.is_certain as usize;
        });
        (possible, certain)
    }

    /// The first minutes of the dates of the records that are counted, or the last ones of those that have no first; each once
    /// where they follow each other. And how many records have no date.
    pub fn dates(&self, criteria: &Criteria) -> (Vec<Moment>, usize) {
        let columns = &self.columns;
        let mut dates: Vec<Moment> = Vec::new();
        let mut undated = 0;
        self.for_each(criteria, |seen| {
            let ends = columns
                .earliest
                .get(seen.at)
                .zip(columns.latest.get(seen.at));
            let Some((earliest, latest)) = ends.filter(|_| seen.at < self.dated) else {
                undated += 1;
                return;
            };
            let is_open = Minute(*earliest) == Minute::OPEN_PAST;
            let date = Moment(i64::from(if is_open { *latest } else { *earliest }));
            if dates.last() != Some(&date) {
                dates.push(date);
            }
        });
        (dates, undated)
    }

    /// The part of the plane that holds all records, and how many have no place on it.
    pub fn extent(&self) -> (Option<PlaneBounds>, usize) {
        let (mut low, mut high, mut unplaced) = ((u32::MAX, u32::MAX), (0, 0), 0);
        for (x, y) in self.columns.x.iter().zip(&self.columns.y) {
            if (FixedPoint { x: *x, y: *y }) == FixedPoint::NOWHERE {
                unplaced += 1;
                continue;
            }
            low = (low.0.min(*x), low.1.min(*y));
            high = (high.0.max(*x), high.1.max(*y));
        }
        let corner = |(x, y)| FixedPoint { x, y }.to_plane();
        let has_any = unplaced < self.len();
        let bounds = has_any.then(|| PlaneBounds::of([corner(low), corner(high)]));
        (bounds.flatten(), unplaced)
    }

    /// The places in the store of the last records that are counted, at most so many, the last one first; those without a
    /// date come after all others.
    pub fn last(&self, criteria: &Criteria, most: usize) -> Vec<usize> {
        let dated = (0..self.dated).rev();
        let others = self.dated..self.len();
        let counted = |at: &usize| self.is_counted(criteria, *at);
        dated.chain(others).filter(counted).take(most).collect()
    }

    /// How many records are counted in a part of the plane.
    pub fn count_within(&self, criteria: &Criteria, bounds: &PlaneBounds) -> usize {
        let (left, right) = (units_of(bounds.min_x_km), units_of(bounds.max_x_km));
        let (low, high) = (units_of(bounds.min_y_km), units_of(bounds.max_y_km));
        let mut count = 0;
        self.for_each(criteria, |seen| {
            let is_in = seen.x >= left && seen.x < right && seen.y >= low && seen.y < high;
            count += usize::from(is_in);
        });
        count
    }

    /// The places in the store of the records in a part of the plane, at most so many, and the box around all of them.
    pub fn within(
        &self,
        criteria: &Criteria,
        bounds: &PlaneBounds,
        most: usize,
    ) -> (Vec<usize>, Option<PlaneBounds>) {
        let (left, right) = (units_of(bounds.min_x_km), units_of(bounds.max_x_km));
        let (low, high) = (units_of(bounds.min_y_km), units_of(bounds.max_y_km));
        let mut found = Vec::new();
        let mut corners: Option<[u32; 4]> = None;
        self.for_each(criteria, |seen| {
            if seen.x < left || seen.x > right || seen.y < low || seen.y > high {
                return;
            }
            if found.len() < most {
                found.push(seen.at);
            }
            let [w, s, e, n] = corners.unwrap_or([seen.x, seen.y, seen.x, seen.y]);
            corners = Some([w.min(seen.x), s.min(seen.y), e.max(seen.x), n.max(seen.y)]);
        });
        let bounds = corners.and_then(|[w, s, e, n]| {
            let at = |x, y| FixedPoint { x, y }.to_plane();
            PlaneBounds::of([at(w, s), at(e, n)])
        });
        (found, bounds)
    }

    /// The places in the store of the first records that are counted, at most so many.
    pub fn first(&self, criteria: &Criteria, most: usize) -> Vec<usize> {
        if criteria.is_everything() {
            return (0..most.min(self.len())).collect();
        }
        let mut found = Vec::with_capacity(most);
        let start = match criteria.window {
            // Whole blocks before the window have nothing in it.
            Some(window) => {
                let is_before = |latest: &&i32| **latest < window.from.0;
                self.block_latest.iter().take_while(is_before).count() * BLOCK
            }
            None => 0,
        };
        let end = if criteria.window.is_some() {
            self.dated
        } else {
            self.len()
        };
        for at in start..end {
            if found.len() == most {
                break;
            }
            if self.is_counted(criteria, at) {
                found.push(at);
            }
        }
        found
    }

    /// Whether a record is counted, by its place in the store.
    fn is_counted(&self, criteria: &Criteria, at: usize) -> bool {
        let mask = criteria.mask.as_ref();
        let times = self
            .columns
            .earliest
            .get(at)
            .zip(self.columns.latest.get(at));
        let is_in = |window: TimeWindow| {
            let times = times.filter(|_| at < self.dated);
            times.is_some_and(|(from, to)| window.may_hold((Minute(*from), Minute(*to))))
        };
        mask.is_none_or(|mask| mask.get(at) == Some(&1)) && criteria.window.is_none_or(is_in)
    }

    /// How many records of each kind are counted, by the places of kinds: those that may lie in the window, and how many of
    /// these do for certain.
    pub fn tally(&self, criteria: &Criteria) -> Vec<(usize, usize)> {
        if criteria.is_everything() {
            return self.by_kind.iter().map(|count| (*count, *count)).collect();
        }
        let mut counts = vec![(0, 0); self.by_kind.len()];
        self.for_each(criteria, |seen| {
            if let Some(count) = counts.get_mut(usize::from(seen.kind)) {
                count.0 += 1;
                count.1 += seen.is_certain as usize;
            }
        });
        counts
    }

    /// How many records are counted of each kind, by the places of kinds.
    pub fn count_by_kind(&self, criteria: &Criteria) -> Vec<usize> {
        let counts = self.tally(criteria).into_iter();
        counts.map(|(possible, _)| possible).collect()
    }
}

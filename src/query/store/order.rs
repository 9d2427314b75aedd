//! The order of records by their first possible minute.

use super::Minute;

const HALF: usize = 1 << 16;
const MINUTES_A_DAY: i32 = 24 * 60;

/// Where each record goes, so that all are in the order of a store: by first possible minute, equal ones as they are.
pub(crate) struct Order {
    /// `None` where they are in order.
    ranks: Option<Vec<u32>>,
}

impl Order {
    /// The order by these minutes.
    pub fn of(minutes: &[i32]) -> Self {
        if minutes.is_sorted() {
            return Self { ranks: None };
        }
        Self {
            ranks: Some(by_days(minutes).unwrap_or_else(|| by_halves(minutes))),
        }
    }

    /// A column in this order.
    pub fn sorted<T: Copy + Default + PartialEq>(&self, column: &[T]) -> Vec<T> {
        let first = column.first().copied().unwrap_or_default();
        // As regions and states often are.
        if self.ranks.is_none() || column.iter().all(|value| *value == first) {
            return column.to_vec();
        }
        self.placed(column.iter().copied())
    }

    /// Values in this order.
    pub fn placed<T: Copy + Default>(&self, values: impl ExactSizeIterator<Item = T>) -> Vec<T> {
        let Some(ranks) = &self.ranks else {
            return values.collect();
        };
        let mut placed = vec![T::default(); values.len()];
        for (rank, value) in ranks.iter().zip(values) {
            if let Some(place) = placed.get_mut(*rank as usize) {
                *place = value;
            }
        }
        placed
    }
}

/// The ranks of minutes that days begin with, where these are within two human lives: most dates are days.
fn by_days(minutes: &[i32]) -> Option<Vec<u32>> {
    let dated = || minutes.iter().copied().filter(|at| *at != Minute::NEVER.0);
    let first = dated().min()?;
    let last = dated().max()?;
    let days = last.checked_sub(first)? / MINUTES_A_DAY;
    let is_day = |at: i32| (at - first) % MINUTES_A_DAY == 0;
    if days as usize >= HALF - 1 || !dated().all(is_day) {
        return None;
    }
    let day_of = |at: i32| match at {
        at if at == Minute::NEVER.0 => HALF - 1,
        at => ((at - first) / MINUTES_A_DAY) as usize % HALF,
    };
    let mut starts = starts_of(minutes.iter().map(|at| day_of(*at)));
    let rank = |at: &i32| next_of(&mut starts, day_of(*at));
    Some(minutes.iter().map(rank).collect())
}

/// The ranks of any minutes: by their lower halves, then by their upper ones (radix sort), which takes a fifth of the time
/// of a sort by comparing.
fn by_halves(minutes: &[i32]) -> Vec<u32> {
    // The sign turned over: as unsigned numbers they are in the same order.
    let half = |at: i32, shift: u32| (((at as u32) ^ (1 << 31)) >> shift) as usize % HALF;
    let mut order = vec![0_u32; minutes.len()];
    let mut starts = starts_of(minutes.iter().map(|at| half(*at, 0)));
    for (position, at) in (0..).zip(minutes) {
        let rank = next_of(&mut starts, half(*at, 0));
        if let Some(place) = order.get_mut(rank as usize) {
            *place = position;
        }
    }
    let mut ranks = vec![0_u32; minutes.len()];
    let mut starts = starts_of(minutes.iter().map(|at| half(*at, 16)));
    for position in order {
        let at = minutes.get(position as usize).copied().unwrap_or_default();
        let rank = next_of(&mut starts, half(at, 16));
        if let Some(place) = ranks.get_mut(position as usize) {
            *place = rank;
        }
    }
    ranks
}

/// Where the first one with each number goes.
fn starts_of(numbers: impl Iterator<Item = usize>) -> Vec<u32> {
    let mut starts = vec![0_u32; HALF + 1];
    for number in numbers {
        if let Some(count) = starts.get_mut(number + 1) {
            *count += 1;
        }
    }
    let mut sum = 0;
    for start in &mut starts {
        sum += *start;
        *start = sum;
    }
    starts
}

/// Where the next one with a number goes.
#[inline(always)]
fn next_of(starts: &mut [u32], number: usize) -> u32 {
    let Some(start) = starts.get_mut(number) else {
        return 0;
    };
    *start += 1;
    *start - 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn minute() -> impl Strategy<Value = i32> {
        prop_oneof![
            6 => (-40_000..40_000).prop_map(|day| day * MINUTES_A_DAY),
            1 => Just(i32::MAX),
        ]
    }

    fn any_minute() -> impl Strategy<Value = i32> {
        prop_oneof![4 => minute(), 1 => any::<i32>(), 1 => Just(i32::MIN), 1 => -3..3]
    }

    proptest! {
        #[test]
        fn the_order_is_that_of_a_stable_sort(
            minutes in prop_oneof![prop::collection::vec(minute(), 0..50), prop::collection::vec(any_minute(), 0..50)],
        ) {
            let order = Order::of(&minutes);
            let mut wanted: Vec<u32> = (0..minutes.len() as u32).collect();
            wanted.sort_by_key(|at| minutes.get(*at as usize));
            prop_assert_eq!(order.placed(0..minutes.len() as u32), wanted);
            let mut sorted = minutes.clone();
            sorted.sort_unstable();
            prop_assert_eq!(order.sorted(&minutes), sorted);
        }
    }
}

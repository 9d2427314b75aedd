//! Lanes: what happened, set apart by the values of a field, one row each.

use super::chart::text;
use super::timeline::TimelineInput;
use super::{Ink, Item, TextStyle};
use crate::order::sorted_by_key;

/// The most lanes; what has more values is in the last one.
pub const MOST_LANES: usize = 12;
/// The height of a lane of bars, with its name; of the bars alone.
pub(super) const LANE_PX: f64 = 46.0;
pub(super) const LANE_BARS_PX: f64 = 26.0;
/// The height of the name of a lane of marks.
pub(super) const LANE_NAME_PX: f64 = 20.0;

/// The lanes of a timeline.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lanes {
    /// Their names, from top to bottom.
    pub names: Vec<String>,
    /// The lane of each incident, by its position; of very many, by its place in the store.
    pub of: Vec<u16>,
}

/// The order of lanes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LaneOrder {
    /// As in the legend, or in the file.
    #[default]
    Story,
    /// The fullest first.
    Count,
    /// What began first.
    First,
    /// By their names.
    Name,
}

impl LaneOrder {
    /// All, each with its word.
    pub const ALL: [(&'static str, Self); 4] = [
        ("story", Self::Story),
        ("count", Self::Count),
        ("first", Self::First),
        ("name", Self::Name),
    ];

    /// Its word.
    pub fn as_str(self) -> &'static str {
        let found = Self::ALL.iter().find(|(_, order)| *order == self);
        found.map_or("", |(word, _)| word)
    }

    /// The one of a word.
    pub fn from_word(word: &str) -> Option<Self> {
        let found = Self::ALL.iter().find(|(known, _)| *known == word);
        found.map(|(_, order)| *order)
    }
}

impl Lanes {
    /// Whether there is something in two of them at least.
    pub fn tell_apart(&self) -> bool {
        let first = self.of.first();
        self.of.iter().any(|lane| Some(lane) != first)
    }

    /// The lanes in another order, without empty ones, and at most [`MOST_LANES`]: the others, of which the least full are
    /// the first to go, are the last one under a name of their own. `first` is when each incident was at the earliest, in
    /// any unit.
    #[must_use]
    pub fn arranged(
        self,
        order: LaneOrder,
        first: &dyn Fn(usize) -> Option<i64>,
        others: String,
    ) -> Self {
        let mut counts = vec![0_usize; self.names.len()];
        let mut firsts = vec![i64::MAX; self.names.len()];
        for (at, lane) in self.of.iter().enumerate() {
            let lane = usize::from(*lane);
            if let (Some(count), Some(earliest)) = (counts.get_mut(lane), firsts.get_mut(lane)) {
                *count += 1;
                *earliest = (*earliest).min(first(at).unwrap_or(i64::MAX));
            }
        }
        let count_of = |lane: &usize| counts.get(*lane).copied().unwrap_or(0);
        let fullest = |lanes: Vec<usize>| sorted_by_key(lanes, |lane| -(count_of(lane) as f64));
        let full = (0..self.names.len()).filter(|lane| count_of(lane) > 0);
        let mut kept = fullest(full.collect());
        let rest = match kept.len() > MOST_LANES {
            true => kept.split_off(MOST_LANES - 1),
            false => Vec::new(),
        };
        let name = |lane: &usize| self.names.get(*lane).cloned().unwrap_or_default();
        kept = match order {
            LaneOrder::Count => kept,
            LaneOrder::Story => sorted_by_key(kept, |lane| *lane as f64),
            LaneOrder::First => sorted_by_key(kept, |lane| {
                firsts.get(*lane).copied().unwrap_or(i64::MAX) as f64
            }),
            LaneOrder::Name => {
                kept.sort_by_key(|lane| name(lane).to_lowercase());
                kept
            }
        };
        let mut names: Vec<String> = kept.iter().map(name).collect();
        if !rest.is_empty() {
            names.push(others);
        }
        let mut places = vec![(names.len().saturating_sub(1)) as u16; self.names.len()];
        for (place, lane) in kept.iter().enumerate() {
            if let Some(to) = places.get_mut(*lane) {
                *to = place as u16;
            }
        }
        let place = |lane: u16| places.get(usize::from(lane)).copied().unwrap_or(0);
        let of = self.of.into_iter().map(place).collect();
        Self { names, of }
    }

    /// The lane of an incident.
    pub fn lane_of(&self, at: usize) -> usize {
        self.of.get(at).copied().unwrap_or(0).into()
    }
}

/// The name of a lane, and how many are in it.
pub(super) fn draw_lane_name(
    input: &TimelineInput,
    name: &str,
    count: usize,
    top_px: f64,
    items: &mut Vec<Item>,
) {
    /// Beside the handle of the window that stands at the beginning of the axis.
    const HANDLE_PX: f64 = 12.0;
    let (style, y_px) = (TextStyle::Note, top_px + 14.0);
    let left_px = super::chart::MARGIN_PX + HANDLE_PX;
    items.push(text(name, left_px, y_px, style, Ink::Text));
    let after_px = left_px + input.measure.width_px(name, style) + 8.0;
    let number = input.locale.format.number(count as f64);
    items.push(text(&number, after_px, y_px, style, Ink::Muted));
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn lanes(names: &[&str], of: &[u16]) -> Lanes {
        Lanes {
            names: names.iter().map(|name| (*name).to_owned()).collect(),
            of: of.to_vec(),
        }
    }

    fn check(order: LaneOrder, expected: (&[&str], &[u16])) {
        let given = lanes(&["beta", "Alpha", "empty", "gamma"], &[0, 3, 1, 3, 3, 1]);
        let days = [5, 9, 7, 8, 2, 6];
        let found = given.arranged(order, &|at| Some(days[at]), "others".to_owned());
        assert_eq!(found, lanes(expected.0, expected.1), "{order:?}");
    }

    #[test]
    fn lanes_are_in_the_order_that_is_chosen() {
        check(
            LaneOrder::Story,
            (&["beta", "Alpha", "gamma"], &[0, 2, 1, 2, 2, 1]),
        );
        check(
            LaneOrder::Count,
            (&["gamma", "Alpha", "beta"], &[2, 0, 1, 0, 0, 1]),
        );
        check(
            LaneOrder::First,
            (&["gamma", "beta", "Alpha"], &[1, 0, 2, 0, 0, 2]),
        );
        check(
            LaneOrder::Name,
            (&["Alpha", "beta", "gamma"], &[1, 2, 0, 2, 2, 0]),
        );
    }

    proptest! {
        #[test]
        fn each_lane_has_those_of_its_name(
            of in prop::collection::vec(0..30_u16, 1..300),
            order in 0..4_usize,
        ) {
            let names: Vec<String> = (0..30).map(|lane| format!("lane {lane}")).collect();
            let given = Lanes { names: names.clone(), of: of.clone() };
            let order = LaneOrder::ALL[order].1;
            let found = given.arranged(order, &|at| Some(at as i64), "others".to_owned());
            prop_assert!(found.names.len() <= MOST_LANES);
            for (lane, name) in found.names.iter().enumerate() {
                let expected = of.iter().filter(|of| match name.as_str() {
                    "others" => !found.names.contains(&names[usize::from(**of)]),
                    name => names[usize::from(**of)] == name,
                });
                let count = (0..of.len()).filter(|at| found.lane_of(*at) == lane).count();
                prop_assert_eq!(count, expected.count());
                prop_assert!(count > 0);
            }
        }
    }
}

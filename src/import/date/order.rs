//! Days written as three numbers of which the year is last, or may be: which one is the day?

use super::DayOrder;
use super::moment::{civil, year_of_two_digits};
use super::tokens::Digits;
use crate::time::{CivilDate, Day};

/// An order of day, month and year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Order {
    /// Day, month, year.
    Day,
    /// Month, day, year.
    Month,
    /// Year, month, day; only with a year of two digits, the others are told apart by their length.
    Year,
}

impl Order {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Day, Self::Month, Self::Year];
}

impl From<DayOrder> for Order {
    fn from(order: DayOrder) -> Self {
        match order {
            DayOrder::DayFirst => Self::Day,
            DayOrder::MonthFirst => Self::Month,
        }
    }
}

/// A set of orders.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Orders(u8);

impl Orders {
    /// None.
    pub const NONE: Self = Self(0);
    /// All three.
    pub const ALL: Self = Self(0b111);
    /// How many sets there are.
    pub const SETS: usize = 8;

    /// The set of one.
    pub fn only(order: Order) -> Self {
        Self(1 << order as u8)
    }

    /// All sets, each at its [`Self::index`].
    pub fn every_set() -> impl Iterator<Item = Self> {
        (0..Self::SETS as u8).map(Self)
    }

    /// Its place among [`Self::SETS`].
    pub fn index(self) -> usize {
        usize::from(self.0)
    }

    /// Those that are in both.
    pub fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// Whether an order is in it.
    pub fn contains(self, order: Order) -> bool {
        self.0 & Self::only(order).0 != 0
    }

    /// The order, if it is the only one.
    pub fn single(self) -> Option<Order> {
        Order::ALL
            .into_iter()
            .find(|order| self == Self::only(*order))
    }
}

/// Three numbers: `14.05.2023`, `05/14/23`. The first two have one or two digits, the third two or four, or one
/// where only the first can be the year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Triple {
    numbers: [Digits; 3],
    /// What stands between them: `.`, `/` or `-`.
    separator: u8,
}

/// The days that a [`Triple`] may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Days {
    /// No day of the calendar.
    None,
    /// This one.
    One(CivilDate),
    /// One of these, which differ; ascending.
    Several([Option<CivilDate>; 3]),
}

impl Triple {
    /// Three numbers; `None` if they have more or fewer digits than a date.
    pub fn new(numbers: [Digits; 3], separator: u8) -> Option<Self> {
        let triple = Self { numbers, separator };
        let is_date = match numbers.map(|number| number.count) {
            [1 | 2, 1 | 2, 2 | 4] => true,
            [2, 1 | 2, 1] => triple.may_begin_with_year(),
            _ => false,
        };
        is_date.then_some(triple)
    }

    /// The day it is in an order; `None` if the calendar has none.
    pub fn date(self, order: Order) -> Option<CivilDate> {
        let [first, second, third] = self.numbers;
        let year_last = match third.count {
            4 => Some(i64::from(third.value)),
            2 => Some(year_of_two_digits(third.value)),
            _ => None,
        };
        match order {
            Order::Day => civil(year_last?, second.value, first.value),
            Order::Month => civil(year_last?, first.value, second.value),
            Order::Year if self.may_begin_with_year() => {
                civil(year_of_two_digits(first.value), second.value, third.value)
            }
            Order::Year => None,
        }
    }

    /// `23-05-14` is how ISO 8601 is often shortened; with other signs only a number that is no day is a year.
    fn may_begin_with_year(self) -> bool {
        let [first, _, third] = self.numbers;
        let has_two_digits = first.count == 2 && third.count <= 2;
        has_two_digits && (self.separator == b'-' || first.value > 31)
    }

    /// The orders in which it is a day of the calendar.
    pub fn possible(self) -> Orders {
        let possible = Order::ALL
            .into_iter()
            .filter(|order| self.date(*order).is_some());
        possible.fold(Orders::NONE, |all, order| {
            Orders(all.0 | Orders::only(order).0)
        })
    }

    /// The days it may be if these orders are possible in its column; with none the column contradicts itself, and
    /// it is read by itself.
    ///
    /// With dots the day is first unless the column says otherwise: of the languages whose short dates have dots in
    /// Unicode CLDR 48, all but one (`jgo`) begin with the day or the year.
    pub fn days(self, column: Orders) -> Days {
        let possible = self.possible();
        let shared = possible.and(column);
        let orders = match shared {
            Orders::NONE => possible,
            _ if self.separator == b'.' && shared.contains(Order::Day) => Orders::only(Order::Day),
            _ => shared,
        };
        let mut days = [None; 3];
        for order in Order::ALL
            .into_iter()
            .filter(|order| orders.contains(*order))
        {
            let day = self.date(order);
            if !days.contains(&day)
                && let Some(place) = days.iter_mut().find(|place| place.is_none())
            {
                *place = day;
            }
        }
        match days {
            [None, ..] => Days::None,
            [Some(day), None, _] => Days::One(day),
            _ => {
                // Later is larger, and nothing comes last.
                let number = |day: CivilDate| Day::from_civil(day).0;
                days.sort_unstable_by_key(|day| day.map_or(i64::MAX, number));
                Days::Several(days)
            }
        }
    }
}

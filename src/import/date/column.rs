//! What a whole column says of its dates, in a few counts.

use serde_json::Value;

use super::DateOptions;
use super::moment::Time;
use super::number::{Number, NumberKind, Unit};
use super::order::{Days, Order, Orders, Triple};
use super::plan::{DatePlan, DayReading};
use super::shape::{Seen, Shape};
use super::time_of_day::MOST_OFFSET_MINUTES;

/// A column of dates, by what its values have in common. Its size does not depend on how many there are.
#[derive(Clone, Debug, Default)]
pub struct DateColumn {
    /// Values that are not missing.
    present: usize,
    /// Dates that need no column to be dates, triples included; not the impossible ones.
    dates: usize,
    /// Of them those with the name of a month, and the years alone.
    named: usize,
    years: usize,
    numbers: Numbers,
    triples: Triples,
    times: Times,
}

/// The numbers of a column.
#[derive(Clone, Debug, Default)]
struct Numbers {
    all: usize,
    /// Those that may be a month, as `202305`.
    months: usize,
    /// Those whose size tells their unit, in the order of [`Unit::ALL`].
    counts: [usize; 3],
    /// Those that are nothing without a unit.
    small: usize,
    has_negative: bool,
}

/// The days of a column that are three numbers whose order is open.
#[derive(Clone, Debug)]
struct Triples {
    /// Those that some calendar has.
    all: usize,
    /// The orders in which all of them are days.
    shared: Orders,
    /// How many are days in one order only, in the order of [`Order::ALL`].
    clear: [usize; 3],
    /// How many would still be several days if these orders were the shared ones, by [`Orders::index`].
    open: [usize; Orders::SETS],
}

impl Default for Triples {
    fn default() -> Self {
        Self {
            all: 0,
            shared: Orders::ALL,
            clear: [0; 3],
            open: [0; Orders::SETS],
        }
    }
}

/// The times of day of a column.
#[derive(Clone, Debug, Default)]
struct Times {
    /// Midnights without an offset.
    midnights: usize,
    /// Others.
    others: usize,
}

impl DateColumn {
    /// A column without values.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes a value into account.
    pub fn add(&mut self, value: &Value) {
        let seen = Seen::read(value);
        if seen.shape == Shape::Missing {
            return;
        }
        self.present += 1;
        self.named += usize::from(seen.has_month_name);
        match seen.shape {
            Shape::Missing | Shape::NotADate | Shape::Impossible => {}
            Shape::Number(number) => self.add_number(number),
            Shape::Triple(triple, time, offset) => {
                let is_date = self.triples.add(triple);
                self.dates += usize::from(is_date);
                self.times.add(time.filter(|_| is_date), offset);
            }
            Shape::Moment(moment) => {
                self.dates += 1;
                self.times.add(moment.time, moment.offset_minutes);
            }
            Shape::Year(_) => {
                self.dates += 1;
                self.years += 1;
            }
            Shape::Edtf(_) | Shape::Month(..) | Shape::Yearless(..) => self.dates += 1,
        }
    }

    fn add_number(&mut self, number: Number) {
        self.numbers.all += 1;
        self.numbers.has_negative |= number.is_negative();
        match number.kind() {
            NumberKind::Year(_) => {
                self.dates += 1;
                self.years += 1;
            }
            NumberKind::Day(_) => self.dates += 1,
            NumberKind::DateTime(_, time) => {
                self.dates += 1;
                self.times.add(Some(time), None);
            }
            NumberKind::Month(..) => self.numbers.months += 1,
            NumberKind::Count(unit) => {
                if let Some(count) = self.numbers.counts.get_mut(unit as usize) {
                    *count += 1;
                }
            }
            NumberKind::Small | NumberKind::NoDay => self.numbers.small += 1,
        }
    }

    /// How many of its values can be read as dates, and how many there are that are not missing.
    pub fn share_of_dates(&self) -> (usize, usize) {
        let counts = self.numbers.unit().map_or(0, |(_, count)| count);
        let months = if self.numbers.are_months() {
            self.numbers.months
        } else {
            0
        };
        (self.dates + counts + months, self.present)
    }

    /// How to read each of its values.
    pub fn plan(&self, options: &DateOptions) -> DatePlan {
        let unit = self.numbers.unit();
        let days = match options.day_order {
            Some(order) => DayReading::Told(order.into()),
            None => self.triples.reading(),
        };
        let is_ambiguous = self.is_ambiguous(options);
        DatePlan {
            form: self.form(days, is_ambiguous),
            is_ambiguous,
            unit: unit.map(|(unit, _)| unit),
            has_negative: self.numbers.has_negative,
            are_months: self.numbers.are_months(),
            days,
            drops_midnight: self.times.midnights > 0 && self.times.others == 0,
            utc_offset_minutes: options
                .utc_offset_minutes
                .clamp(-MOST_OFFSET_MINUTES, MOST_OFFSET_MINUTES),
        }
    }

    fn is_ambiguous(&self, options: &DateOptions) -> bool {
        let open = self.triples.open.get(self.triples.shared.index());
        options.day_order.is_none() && open.is_some_and(|open| *open > 0)
    }

    fn form(&self, days: DayReading, is_ambiguous: bool) -> &'static str {
        if let Some((unit, count)) = self.numbers.unit()
            && count >= self.dates
        {
            return match unit {
                Unit::Second => "epoch-seconds",
                Unit::Millisecond => "epoch-milliseconds",
                Unit::Microsecond => "epoch-microseconds",
            };
        }
        if self.triples.all > 0 {
            let by_order = |order| match order {
                Order::Day => "day-first",
                Order::Month => "month-first",
                Order::Year => "year-first",
            };
            return match days {
                DayReading::Told(order) => by_order(order),
                DayReading::Contradictory(_) => "contradictory",
                DayReading::Shared(_) if is_ambiguous => "ambiguous",
                // With dots alone, and where both parts are always the same, the first is as good as any.
                DayReading::Shared(orders) => by_order(orders.single().unwrap_or(Order::Day)),
            };
        }
        match (self.named, self.years) {
            (1.., _) => "month-names",
            (_, 1..) if self.years == self.dates => "year",
            _ => "",
        }
    }
}

impl Numbers {
    /// The unit of its counts, and how many there are of them, if they are most of what is no date otherwise.
    fn unit(&self) -> Option<(Unit, usize)> {
        let counts = Unit::ALL.into_iter().zip(self.counts);
        let (unit, count) = counts.max_by_key(|(_, count)| *count)?;
        let all = self.counts.iter().sum::<usize>() + self.small + self.months;
        (count > 0 && 2 * count >= all).then_some((unit, count))
    }

    /// Whether all are months.
    fn are_months(&self) -> bool {
        self.months == self.all
    }
}

impl Triples {
    /// Whether some calendar has it.
    fn add(&mut self, triple: Triple) -> bool {
        let possible = triple.possible();
        if possible == Orders::NONE {
            return false;
        }
        self.all += 1;
        self.shared = self.shared.and(possible);
        if let Some(order) = possible.single()
            && let Some(clear) = self.clear.get_mut(order as usize)
        {
            *clear += 1;
            return true;
        }
        for (orders, open) in Orders::every_set().zip(&mut self.open) {
            *open += usize::from(matches!(triple.days(orders), Days::Several(_)));
        }
        true
    }

    fn reading(&self) -> DayReading {
        if self.shared != Orders::NONE {
            return DayReading::Shared(self.shared);
        }
        let most = self.clear.iter().max().copied().unwrap_or_default();
        let mut leading = Order::ALL
            .into_iter()
            .zip(self.clear)
            .filter(|(_, count)| *count == most);
        let first = leading.next().map(|(order, _)| order);
        DayReading::Contradictory(first.filter(|_| leading.next().is_none()))
    }
}

impl Times {
    fn add(&mut self, time: Option<Time>, offset: Option<i32>) {
        let Some(time) = time else {
            return;
        };
        match offset {
            None if time.is_midnight() => self.midnights += 1,
            _ => self.others += 1,
        }
    }
}

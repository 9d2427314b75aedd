//! How the dates of a column are read.

use serde_json::Value;

use super::moment::{Moment, Time, day_edtf};
use super::number::{Number, NumberKind, Unit};
use super::order::{Days, Order, Orders, Triple};
use super::shape::{Seen, Shape};
use super::{DateProblem, DateRead};
use crate::time::CivilDate;

/// How the dates of a column are read, as its values and the publisher say.
#[derive(Clone, Debug)]
pub struct DatePlan {
    pub(super) form: &'static str,
    pub(super) is_ambiguous: bool,
    /// What counts since 1970 count.
    pub(super) unit: Option<Unit>,
    /// Whether the column has counts before 1970.
    pub(super) has_negative: bool,
    /// Whether `202305` is a month.
    pub(super) are_months: bool,
    /// How three numbers are read.
    pub(super) days: DayReading,
    /// Whether a midnight is no time of day.
    pub(super) drops_midnight: bool,
    pub(super) utc_offset_minutes: i32,
}

/// How a day of three numbers is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DayReading {
    /// The publisher says so.
    Told(Order),
    /// All values of the column are days in these orders.
    Shared(Orders),
    /// No order is common to all; the one that most of the clear ones have, if there is one.
    Contradictory(Option<Order>),
}

impl DatePlan {
    /// How the dates are written: `epoch-seconds`, `epoch-milliseconds`, `epoch-microseconds`, `day-first`,
    /// `month-first`, `year-first` (of two digits), `ambiguous`, `contradictory`, `month-names`, `year`, or nothing
    /// for those that need no explanation.
    pub fn form(&self) -> &'static str {
        self.form
    }

    /// Whether dates in it may be several days, so that the publisher should say which part is the day.
    pub fn is_ambiguous(&self) -> bool {
        self.is_ambiguous
    }

    /// Reads a value of the column; `None` for a missing one.
    pub fn read(&self, value: &Value) -> Option<DateRead> {
        Some(match Seen::read(value).shape {
            Shape::Missing => return None,
            Shape::NotADate => DateRead::failed(DateProblem::NotADate),
            Shape::Impossible => DateRead::failed(DateProblem::Impossible),
            Shape::Edtf(text) => DateRead::of(text.to_owned()),
            Shape::Moment(moment) => self.moment(moment),
            Shape::Month(year, month) => DateRead::of(format!("{year:04}-{month:02}")),
            Shape::Year(year) => DateRead::of(format!("{year:04}")),
            Shape::Yearless(month, None) => DateRead::of(format!("XXXX-{month:02}")),
            Shape::Yearless(month, Some(day)) => DateRead::of(format!("XXXX-{month:02}-{day:02}")),
            Shape::Number(number) => self.number(number),
            Shape::Triple(triple, time, offset) => self.triple(triple, time, offset),
        })
    }

    fn local(&self, moment: Moment) -> Option<Moment> {
        let is_midnight = moment.time.is_some_and(Time::is_midnight);
        if self.drops_midnight && is_midnight && moment.offset_minutes.is_none() {
            return Some(Moment {
                time: None,
                ..moment
            });
        }
        moment.at_offset(self.utc_offset_minutes)
    }

    fn moment(&self, moment: Moment) -> DateRead {
        match self.local(moment) {
            Some(moment) => DateRead::of(moment.edtf()),
            None => DateRead::failed(DateProblem::Impossible),
        }
    }

    fn number(&self, number: Number) -> DateRead {
        let stated = |date: CivilDate, time: Option<Time>| {
            self.moment(Moment {
                date,
                time,
                offset_minutes: None,
            })
        };
        match (number.kind(), self.unit) {
            (NumberKind::Year(year), _) => DateRead::of(format!("{year:04}")),
            (NumberKind::Day(date), _) => stated(date, None),
            (NumberKind::DateTime(date, time), _) => stated(date, Some(time)),
            (NumberKind::Month(year, month), _) if self.are_months => {
                DateRead::of(format!("{year:04}-{month:02}"))
            }
            (NumberKind::Count(own), Some(unit)) if own != unit && !self.has_negative => {
                DateRead::failed(DateProblem::Contradictory)
            }
            (NumberKind::NoDay, None) => DateRead::failed(DateProblem::Impossible),
            (_, Some(unit)) => match number.moment(unit, self.has_negative) {
                Some(moment) => self.moment(moment),
                None => DateRead::failed(DateProblem::NotADate),
            },
            (_, None) => DateRead::failed(DateProblem::NotADate),
        }
    }

    fn triple(&self, triple: Triple, time: Option<Time>, offset: Option<i32>) -> DateRead {
        let (days, leading) = match self.days {
            DayReading::Told(order) => (told(triple, order), None),
            DayReading::Shared(orders) => (triple.days(orders), None),
            DayReading::Contradictory(leading) => (triple.days(Orders::NONE), Some(leading)),
        };
        let moment = |date| Moment {
            date,
            time,
            offset_minutes: offset,
        };
        match days {
            Days::None => DateRead::failed(DateProblem::Impossible),
            Days::One(date) => {
                let order = triple.possible().single();
                let is_contrary = leading.is_some_and(|most| order.is_some() && order != most);
                let read = self.moment(moment(date));
                DateRead {
                    problem: read
                        .problem
                        .or(is_contrary.then_some(DateProblem::Contradictory)),
                    ..read
                }
            }
            Days::Several(days) => {
                // A set of EDTF has days, not times.
                let local = |day| Some(day_edtf(self.local(moment(day))?.date));
                let days: Option<Vec<String>> = days.into_iter().flatten().map(local).collect();
                DateRead {
                    edtf: days.map(|days| format!("[{}]", days.join(","))),
                    problem: Some(DateProblem::Ambiguous),
                }
            }
        }
    }
}

/// The day in the publisher's order; a number of two digits that can only be a year is one all the same.
fn told(triple: Triple, order: Order) -> Days {
    let year_first = || {
        let order = triple.possible().single()?;
        triple.date(order).filter(|_| order == Order::Year)
    };
    let date = triple.date(order).or_else(year_first);
    date.map_or(Days::None, Days::One)
}

impl DateRead {
    fn of(edtf: String) -> Self {
        Self {
            edtf: Some(edtf),
            problem: None,
        }
    }

    fn failed(problem: DateProblem) -> Self {
        Self {
            edtf: None,
            problem: Some(problem),
        }
    }
}

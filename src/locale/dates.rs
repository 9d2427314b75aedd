//! Putting a reported date into words: what is stated, and plainly what is not.

use super::{DateFields, Locale};
use crate::time::{DateParts, Day, DaySpan, When, WhenForm};

impl Locale {
    /// The date in words, such as "in May, year not stated"; `None` is "date not stated".
    pub fn when(&self, when: Option<&When>) -> String {
        let Some(when) = when else {
            return self.text("when-unknown");
        };
        let date = match when.form() {
            WhenForm::Date(parts) => self.date(parts) + &self.time_of_day(when),
            WhenForm::Interval(start, end) => self.interval(start, end),
            WhenForm::Either(one, other) => self.fill(
                "when-either",
                &[("one", &self.date(one)), ("other", &self.date(other))],
            ),
            WhenForm::Other => self.span(when),
        };
        let certainty = when.certainty();
        let date = match certainty.approximate {
            true => self.fill("when-approximate", &[("date", &date)]),
            false => date,
        };
        match certainty.uncertain {
            true => self.fill("when-uncertain", &[("date", &date)]),
            false => date,
        }
    }

    /// ", 2:30 PM UTC": the time of day with the time zone, as far as both are stated; it is that of no other zone.
    fn time_of_day(&self, when: &When) -> String {
        let Some((minute, zone)) = when.clock() else {
            return String::new();
        };
        let sign = if zone.is_empty() { "" } else { " UTC" };
        let shift = zone.trim_start_matches('Z');
        format!(", {}{sign}{shift}", self.format.clock(minute))
    }

    fn date(&self, parts: DateParts) -> String {
        match parts {
            DateParts {
                year: None,
                month: Some(month),
                day: None,
            } => {
                let month = self.text(&format!("when-month-{month}"));
                self.fill("when-year-not-stated", &[("month", &month)])
            }
            DateParts {
                year: None,
                month: Some(_),
                day: Some(_),
            } => {
                let date = self.format.date(parts, DateFields::MonthDay);
                self.fill("when-year-not-stated", &[("month", &date)])
            }
            DateParts { month: None, .. } => self.format.date(parts, DateFields::Year),
            DateParts { day: None, .. } => self.format.date(parts, DateFields::YearMonth),
            _ => self.format.date(parts, DateFields::YearMonthDay),
        }
    }

    fn interval(&self, start: Option<DateParts>, end: Option<DateParts>) -> String {
        match (start, end) {
            (Some(start), Some(end)) => self.fill(
                "when-between",
                &[("start", &self.date(start)), ("end", &self.date(end))],
            ),
            (Some(start), None) => self.fill("when-after", &[("date", &self.date(start))]),
            (None, Some(end)) => self.fill("when-before", &[("date", &self.date(end))]),
            (None, None) => self.text("when-unknown"),
        }
    }

    /// Dates that fields cannot say (a decade, a season, a set) as the days they may touch.
    fn span(&self, when: &When) -> String {
        let Some(DaySpan { earliest, latest }) = when.span() else {
            return self.text("when-unknown");
        };
        match (earliest.map(Day::parts), latest.map(Day::parts)) {
            (Some(start), Some(end)) if whole_years(start, end) => {
                let year = |date: DateParts| DateParts {
                    month: None,
                    day: None,
                    ..date
                };
                self.interval(Some(year(start)), Some(year(end)))
            }
            (start, end) => self.interval(start, end),
        }
    }
}

fn whole_years(start: DateParts, end: DateParts) -> bool {
    (start.month, start.day, end.month, end.day) == (Some(1), Some(1), Some(12), Some(31))
}

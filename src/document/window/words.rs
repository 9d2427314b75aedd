//! Some time in words: days, months and years by their names, and the clock where it is within a day.

use crate::locale::{DateFields, Locale};
use crate::time::{Day, Moment, MomentSpan, WindowEnd};

/// "May 14, 2023"
pub(in super::super) fn day_text(locale: &Locale, day: Day) -> String {
    locale.format.date(day.parts(), DateFields::YearMonthDay)
}

/// "May 14, 2023, 12:30 PM"
pub(in super::super) fn moment_text(locale: &Locale, at: Moment) -> String {
    let clock = locale.format.clock(at.minute_of_day());
    format!("{}, {clock}", day_text(locale, at.day()))
}

/// An end of some time in words: the day that it begins or ends with, or the moment where dates have times of day.
pub(in super::super) fn end_text(
    locale: &Locale,
    end: WindowEnd,
    at: Moment,
    has_times: bool,
) -> String {
    match end {
        _ if has_times || at.minute_of_day() > 0 => moment_text(locale, at),
        WindowEnd::From => day_text(locale, at.day()),
        WindowEnd::To => day_text(locale, Moment(at.0 - 1).day()),
    }
}

/// A window of time in words.
pub(in super::super) fn span_text(locale: &Locale, span: MomentSpan) -> String {
    let date = |end, at| [("date", end_text(locale, end, at, false))];
    let fill = |key: &str, [(name, date)]: [(&str, String); 1]| locale.fill(key, &[(name, &date)]);
    match (span.from, span.to) {
        (Some(from), Some(to)) => time_text(locale, [from, to]),
        (None, Some(to)) => fill("window-until", date(WindowEnd::To, to)),
        (Some(from), None) => fill("window-since", date(WindowEnd::From, from)),
        (None, None) => locale.text("window-all"),
    }
}

/// The time from one minute on and before another, in words: "May 2023", "May 14, 2023, 6:00 AM – 12:30 PM".
pub(in super::super) fn time_text(locale: &Locale, [from, to]: [Moment; 2]) -> String {
    let last = Moment(to.0 - 1).day();
    if from.minute_of_day() == 0 && to.minute_of_day() == 0 {
        return days_text(locale, from.day(), last);
    }
    let end = match from.day() == to.day() {
        true => locale.format.clock(to.minute_of_day()),
        false => moment_text(locale, to),
    };
    between(locale, &moment_text(locale, from), &end)
}

/// Some days in words: a whole month or year by its name.
fn days_text(locale: &Locale, from: Day, to: Day) -> String {
    let (start, end) = (from.civil(), to.civil());
    let next = Day(to.0 + 1).civil();
    let is_month =
        start.day == 1 && next.day == 1 && (start.year, start.month) == (end.year, end.month);
    let is_year =
        (start.month, start.day, next.month, next.day) == (1, 1, 1, 1) && start.year == end.year;
    match (from == to, is_month, is_year) {
        (true, ..) => day_text(locale, from),
        (_, true, _) => locale.format.date(from.parts(), DateFields::YearMonth),
        (_, _, true) => locale.format.date(from.parts(), DateFields::Year),
        _ => between(locale, &day_text(locale, from), &day_text(locale, to)),
    }
}

fn between(locale: &Locale, start: &str, end: &str) -> String {
    locale.fill("when-between", &[("start", start), ("end", end)])
}

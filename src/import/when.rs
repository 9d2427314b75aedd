//! When a record says something happened, as EDTF.

use serde_json::Value;

use super::date::{DatePlan, DateProblem, about, interval, to_month, to_year, with_time_of_day};
use super::feature::{Reading, text_of};
use super::fields::{TimePrecision, time_precision_of};
use super::log::Fault;
use super::plan::Plan;
use crate::report::{Effect, Problem, Target};

/// The date of a record. One that cannot be read stays as it is written, so that the page does not call it unstated.
pub(super) fn when_of(plan: &Plan, reading: &mut Reading) -> Option<String> {
    let start = date(plan, reading, Target::Time, plan.time.as_ref());
    let end = date(plan, reading, Target::EndTime, plan.end_time.as_ref());
    let start = match start {
        Ok(start) => start.map(|start| with_clock(plan, reading, start)),
        // The end alone would say that it began at any time before.
        Err(unread) => return Some(unread),
    };
    let start = start.map(|start| as_precise(plan, reading, start));
    let end = end
        .unwrap_or_default()
        .map(|end| as_precise(plan, reading, end));
    let (when, is_reversed) = interval(start.as_deref(), end.as_deref());
    if is_reversed {
        let field = plan.field(Target::EndTime).unwrap_or_default();
        let fault = Fault::new(
            Problem::EndBeforeStart,
            field,
            &end.unwrap_or_default(),
            Effect::Kept,
        );
        reading.fault(fault.expecting(start.unwrap_or_default()));
    }
    when
}

/// A date of a record, if it has one.
///
/// # Errors
/// The text of one that cannot be read; why is said.
fn date(
    plan: &Plan,
    reading: &mut Reading,
    target: Target,
    dates: Option<&DatePlan>,
) -> Result<Option<String>, String> {
    let (Some(value), Some(dates)) = (plan.value(reading.feature, target), dates) else {
        return Ok(None);
    };
    let Some(read) = dates.read(value) else {
        return Ok(None);
    };
    let text = || text_of(value).unwrap_or_else(|| value.to_string());
    if let Some(problem) = read.problem {
        let (problem, words) = match problem {
            DateProblem::NotADate => (Problem::BadDate, ""),
            DateProblem::Impossible => (Problem::ImpossibleDate, ""),
            DateProblem::Ambiguous => (Problem::AmbiguousDate, "day-first, month-first"),
            DateProblem::Contradictory => (Problem::ContradictoryDate, "day-first, month-first"),
        };
        let effect = match read.edtf {
            Some(_) => Effect::Shown,
            None => Effect::Kept,
        };
        let field = plan.field(target).unwrap_or_default();
        let fault = Fault::new(problem, field, &text(), effect);
        reading.fault(match words {
            "" => fault,
            words => fault.expecting(words),
        });
    }
    read.edtf.map(Some).ok_or_else(text)
}

/// The date with the time of day that stands in a field of its own; one that is none is said.
fn with_clock(plan: &Plan, reading: &mut Reading, date: String) -> String {
    let Some(found) = plan.mapping.field(Target::TimeOfDay) else {
        return date;
    };
    let Some(time) = plan.value(reading.feature, Target::TimeOfDay) else {
        return date;
    };
    if date.starts_with('[') {
        // One of several days: EDTF has no time in a set.
        return date;
    }
    // `1` is one minute past midnight where times are written `2230`.
    let text = text_of(time).unwrap_or_default();
    let is_short = found.form == "hhmm" && (1..4).contains(&text.len());
    let padded = is_short.then(|| Value::String(format!("{text:0>4}")));
    match with_time_of_day(&date, padded.as_ref().unwrap_or(time)) {
        Some(date) => date,
        None => {
            let fault = Fault::new(Problem::WrongType, &found.field, &text, Effect::Kept);
            reading.fault(fault.expecting("14:30"));
            date
        }
    }
}

/// The date, no more precise than the record says it is known.
fn as_precise(plan: &Plan, reading: &Reading, date: String) -> String {
    let precision = plan.value(reading.feature, Target::TimePrecision);
    match precision.and_then(|value| time_precision_of(plan.known_format(), value)) {
        None | Some(TimePrecision::Day) => date,
        Some(TimePrecision::Week) => about(&date),
        Some(TimePrecision::Month) => to_month(&date),
        Some(TimePrecision::Year) => to_year(&date),
    }
}

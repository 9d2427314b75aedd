//! Dates in EDTF made coarser, less certain, or the ends of an interval.

use std::borrow::Cow;

use crate::time::When;

/// A date to the month: `2023-05-14` is `2023-05`. What is no finer, or cannot be said so, stays as it is.
pub fn to_month(edtf: &str) -> String {
    map_dates(edtf, |date| first_fields(date, 2))
}

/// A date to the year: `2023-05-14` is `2023`. What is no finer, or cannot be said so, stays as it is.
pub fn to_year(edtf: &str) -> String {
    map_dates(edtf, |date| first_fields(date, 1))
}

/// A date marked as approximate: `2023-05-14` is `2023-05-14~`. The time of day goes, which would claim more than is
/// known; both ends of an interval are marked. What cannot be said so stays as it is.
pub fn about(edtf: &str) -> String {
    map_dates(edtf, |date| {
        let day = without_time(date);
        match day.strip_suffix(['?', '%']) {
            Some(day) => format!("{day}%"),
            None if day.ends_with('~') => day.to_owned(),
            None => format!("{day}~"),
        }
    })
}

/// Two dates as one: from `start` to `end`, and whether the end is before the start, which is then all that is kept.
///
/// The same day is that day, with the start's time of day; an interval of EDTF has days, so other times go. Of ends
/// that are intervals themselves the outer ends count. An end without a start is `/end`. Where one of them is a set,
/// nothing in EDTF says from which to which, and the start is kept alone; the set as an end without a start is any
/// time before its last day. What is no EDTF counts as missing.
pub fn interval(start: Option<&str>, end: Option<&str>) -> (Option<String>, bool) {
    let read = |edtf: Option<&str>| edtf.and_then(|edtf| When::parse(edtf).ok());
    let (Some(start), Some(end)) = (read(start), read(end)) else {
        let known = read(start).map(|start| start.as_edtf().to_owned());
        return (known.or_else(|| until(&read(end)?)), false);
    };
    let start_edtf = start.as_edtf().to_owned();
    if is_before(&end, &start) {
        return (Some(start_edtf), true);
    }
    let (from, to) = (without_time(start.as_edtf()), without_time(end.as_edtf()));
    if from == to {
        return (Some(start_edtf), false);
    }
    let from = from.split_once('/').map_or(from, |(from, _)| from);
    let to = to.split_once('/').map_or(to, |(_, to)| to);
    let both = format!("{from}/{to}");
    let is_date = When::parse(&both).is_ok();
    (Some(if is_date { both } else { start_edtf }), false)
}

/// Up to a date, from an unknown beginning.
fn until(end: &When) -> Option<String> {
    let edtf = end.as_edtf();
    if edtf.contains('/') {
        return Some(edtf.to_owned());
    }
    let unknown_start = format!("/{}", without_time(edtf));
    if When::parse(&unknown_start).is_ok() {
        return Some(unknown_start);
    }
    let last = end.span()?.latest?.civil();
    let (year, month, day) = (last.year, last.month, last.day);
    let any_before = format!("[..{year:04}-{month:02}-{day:02}]");
    When::parse(&any_before).is_ok().then_some(any_before)
}

/// Whether all of one date is before all of another; on the same day, by the times of day if both are of one clock.
fn is_before(first: &When, second: &When) -> bool {
    let (Some(one), Some(other)) = (first.span(), second.span()) else {
        return false;
    };
    if matches!((one.latest, other.earliest), (Some(one), Some(other)) if one < other) {
        return true;
    }
    /// `2023-05-14T10:15:00`.
    const LOCAL: usize = 19;
    let clock = |when: &When| when.as_edtf().get(LOCAL..).map(str::to_owned);
    let has_time = |when: &When| when.as_edtf().as_bytes().get(10) == Some(&b'T');
    let are_comparable = has_time(first) && has_time(second) && clock(first) == clock(second);
    are_comparable && first.as_edtf() < second.as_edtf()
}

fn without_time(date: &str) -> &str {
    match date.split_once('T') {
        Some((day, _)) => day,
        None => date,
    }
}

/// The first fields of a date, `2023-05` of `2023-05-14~`, with its last mark of doubt, which is that of all.
fn first_fields(date: &str, count: usize) -> String {
    let date = without_time(date);
    let sign = usize::from(date.starts_with('-'));
    let mut hyphens = date.match_indices('-').skip(sign);
    let Some((end, _)) = hyphens.nth(count - 1) else {
        return date.to_owned();
    };
    let (kept, dropped) = date.split_at_checked(end).unwrap_or((date, ""));
    let mark = dropped
        .chars()
        .next_back()
        .filter(|mark| "~?%".contains(*mark));
    let mark = mark.filter(|mark| !kept.ends_with(*mark));
    kept.chars().chain(mark).collect()
}

/// Every date of an expression changed; the expression as it was where no EDTF comes of it.
fn map_dates(edtf: &str, change: impl Fn(&str) -> String) -> String {
    let changed = match edtf.split_at_checked(1) {
        Some((open @ ("[" | "{"), rest)) => map_set(open, rest, &change),
        _ => {
            let ends = edtf.split('/').map(|end| map_open(end, &change));
            let mut ends: Vec<String> = ends.collect();
            ends.dedup();
            ends.join("/")
        }
    };
    match When::parse(&changed) {
        Ok(_) => changed,
        Err(_) => edtf.to_owned(),
    }
}

/// The members of a set, after its opening bracket; one alone is no set.
fn map_set(open: &str, rest: &str, change: impl Fn(&str) -> String) -> String {
    let (members, close) = rest
        .split_at_checked(rest.len().saturating_sub(1))
        .unwrap_or((rest, ""));
    let mut members: Vec<String> = members
        .split(',')
        .map(|member| match member.split_once("..") {
            Some((from, to)) if !from.is_empty() && !to.is_empty() => {
                format!("{}..{}", change(from), change(to))
            }
            _ => map_open(member, &change),
        })
        .collect();
    members.dedup();
    match members.as_slice() {
        [only] if !only.contains("..") => only.clone(),
        several => format!("{open}{}{close}", several.join(",")),
    }
}

/// A date that may be open before or after it, or an end that is open or unknown.
fn map_open(date: &str, change: impl Fn(&str) -> String) -> String {
    let (before, date) = match date.strip_prefix("..") {
        Some(date) => ("..", date),
        None => ("", date),
    };
    let (date, after) = match date.strip_suffix("..") {
        Some(date) => (date, ".."),
        None => (date, ""),
    };
    let changed = if date.is_empty() {
        Cow::Borrowed(date)
    } else {
        Cow::Owned(change(date))
    };
    format!("{before}{changed}{after}")
}

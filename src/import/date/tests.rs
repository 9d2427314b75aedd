//! Columns of dates as files have them, and what is read from them.

mod columns;
mod edtf;
mod forms;
mod properties;

use serde_json::{Value, json};

use super::*;
use crate::time::When;

/// A column of values.
fn column(values: &[Value]) -> DateColumn {
    let mut column = DateColumn::new();
    values.iter().for_each(|value| column.add(value));
    column
}

/// A value read by a column that has nothing else, with the story at UTC+6; `!` and a problem where there is one.
fn read_alone(value: &Value) -> String {
    let options = DateOptions {
        utc_offset_minutes: 360,
        ..DateOptions::default()
    };
    described(
        column(std::slice::from_ref(value))
            .plan(&options)
            .read(value),
    )
}

fn described(read: Option<DateRead>) -> String {
    let Some(read) = read else {
        return "missing".to_owned();
    };
    if let Some(edtf) = &read.edtf {
        assert!(When::parse(edtf).is_ok(), "{edtf} is no EDTF");
    }
    match (read.edtf, read.problem) {
        (Some(edtf), None) => edtf,
        (Some(edtf), Some(problem)) => format!("{edtf} !{problem:?}"),
        (None, Some(problem)) => format!("!{problem:?}"),
        (None, None) => panic!("nothing read and nothing said"),
    }
}

fn check(text: &str, expected: &str) {
    assert_eq!(read_alone(&json!(text)), expected, "{text:?}");
}

#[test]
fn edtf_stays_as_it_stands() {
    for text in [
        "2023-05-14",
        "2023-05",
        "2023",
        "2023/..",
        "2023/",
        "/2023-05",
        "2023-05~",
        "2023-05-14?",
        "XXXX-05",
        "202X",
        "2004-21",
        "2023-05-14/2023-05-16",
        "[2023-05-06,2023-06-05]",
        "{1960,1961-12}",
        "-1985",
        "Y170000002",
        "1964/2008",
    ] {
        check(text, text);
        check(&format!(" {text}\u{a0}"), text);
    }
    assert_eq!(read_alone(&json!({"edtf": "2023-05~"})), "2023-05~");
}

#[test]
fn an_instant_is_converted_and_a_local_time_is_not() {
    for text in [
        "2023-05-14T10:15:00Z",
        "2023-05-14T10:15Z",
        "2023-05-14 10:15:00Z",
        "2023-05-14t10:15:00z",
        "2023-05-14T10:15:00.000Z",
        "2023-05-14T10:15:00,5Z",
        "2023-05-14T16:15:00+06:00",
        "2023-05-14T16:15:00+0600",
        "2023-05-14T16:15:00+06",
        "2023-05-14 16:15:00 +06:00",
        "2023-05-14T05:15:00−05:00",
        "2023-05-14T05:15:00-05:00",
        "2023-05-14T12:15+02:00[Europe/Paris]",
        "2023-05-14 10:15:00 UTC",
        "20230514T101500Z",
        "20230514T1015Z",
        "20230514 161500+0600",
        "Sun, 14 May 2023 10:15:00 GMT",
        "Sun, 14 May 2023 10:15:00 +0000",
        "14 May 2023 06:15:00 EDT",
        "14 May 2023 05:15 -0500",
        "Sun May 14 2023 16:15:00 GMT+0600 (East Standard Time)",
        "Sun May 14 10:15:00 +0000 2023",
        "Sun May 14 10:15:00 UTC 2023",
        "14/May/2023:16:15:00 +0600",
        "5/14/2023 4:15:00 PM +06:00",
        "2023-05-14 04:15:00 PM UTC+6",
        "1684059300",
        "1684059300000",
        "1684059300000000",
        "1684059300.0",
        "1684059300.25",
    ] {
        check(text, "2023-05-14T16:15:00+06:00");
    }
    for text in [
        "2023-05-14T10:15:00",
        "2023-05-14T10:15",
        "2023-05-14 10:15:00",
        "2023-05-14  10:15",
        "2023-05-14 10:15:00.123456",
        "20230514T101500",
        "20230514 1015",
        "20230514101500",
        "2023/05/14 10:15:00",
        "2023:05:14 10:15:00",
        "14.05.2023 10:15",
        "14.05.2023, 10:15:00",
        "14/05/2023 10:15:00.123",
        "14/05/2023 - 10:15",
        "05/14/2023 10:15:00 AM",
        "5/14/2023, 10:15:00\u{202f}AM",
        "5/14/2023 10:15am",
        "14-05-2023 10:15",
        "May 14, 2023 10:15 AM",
        "May 14, 2023 at 10:15 a.m.",
        "May 14 2023 10:15:00:000AM",
        "14 мая 2023 г. в 10:15",
        "14 мая 2023 г., 10:15",
        "2023 ж. 14 мамыр, 10:15",
        "14. Mai 2023 um 10:15 Uhr",
        "14 mai 2023 à 10h15",
        "14 de mayo de 2023, 10:15 a. m.",
        "Sun May 14 10:15:00 2023",
    ] {
        check(text, "2023-05-14T10:15:00");
    }
    check("2023-05-14T23:30:00Z", "2023-05-15T05:30:00+06:00");
    check("2023-01-01T01:00:00+08:00", "2022-12-31T23:00:00+06:00");
    check("2016-12-31T23:59:60Z", "2017-01-01T05:59:60+06:00");
    check("2023-05-14T24:00", "2023-05-15T00:00:00");
    check("14.05.2023 2:30:05 PM", "2023-05-14T14:30:05");
    check("14.05.2023 02:30pm", "2023-05-14T14:30:00");
    check("14.05.2023 12:30 PM", "2023-05-14T12:30:00");
    check("14.05.2023 12:30 AM", "2023-05-14T00:30:00");
    check("May 14 2023 9 PM", "2023-05-14T21:00:00");
}

#[test]
fn the_storys_offset_is_written_as_edtf_has_it() {
    let value = json!("2023-05-14T10:15:00Z");
    for (minutes, expected) in [
        (0, "2023-05-14T10:15:00Z"),
        (345, "2023-05-14T16:00:00+05:45"),
        (-210, "2023-05-14T06:45:00-03:30"),
        (100_000, "2023-05-15T00:15:00+14:00"),
    ] {
        let options = DateOptions {
            utc_offset_minutes: minutes,
            ..DateOptions::default()
        };
        let plan = column(std::slice::from_ref(&value)).plan(&options);
        assert_eq!(described(plan.read(&value)), expected, "{minutes}");
    }
}

#[test]
fn a_time_of_its_own_column_is_joined_to_a_day() {
    for (time, expected) in [
        (json!("14:30"), "T14:30:00"),
        (json!("14:30:05"), "T14:30:05"),
        (json!("T14:30:05.5"), "T14:30:05"),
        (json!("2230"), "T22:30:00"),
        (json!("930"), "T09:30:00"),
        (json!("0005"), "T00:05:00"),
        (json!("2230.0"), "T22:30:00"),
        (json!(2230), "T22:30:00"),
        (json!(930.0), "T09:30:00"),
        (json!(0), "T00:00:00"),
        (json!("9:05 PM"), "T21:05:00"),
        (json!("9pm"), "T21:00:00"),
        (json!("9:05 p. m."), "T21:05:00"),
        (json!("12:00 AM"), "T00:00:00"),
        (json!("14h30"), "T14:30:00"),
        (json!("14.30 Uhr"), "T14:30:00"),
    ] {
        let expected = Some(format!("2023-05-14{expected}"));
        assert_eq!(with_time_of_day("2023-05-14", &time), expected, "{time}");
    }
    let end_of_day = with_time_of_day("2023-05-14", &json!("24:00"));
    assert_eq!(end_of_day.as_deref(), Some("2023-05-15T00:00:00"));
    for time in [
        json!("24:01"),
        json!(9),
        json!("9"),
        json!(2275),
        json!(14.5),
        json!("night"),
        json!(""),
        json!(null),
        json!("14:30Z"),
        json!("14:30+06:00"),
        json!("14:30-15:30"),
        json!(-930),
    ] {
        assert_eq!(with_time_of_day("2023-05-14", &time), None, "{time}");
    }
    for date in [
        "2023-05",
        "2023-05-14T10:15:00",
        "2023-05-14~",
        "[2023-05-06,2023-06-05]",
        "x",
    ] {
        assert_eq!(with_time_of_day(date, &json!("14:30")), None, "{date}");
    }
}

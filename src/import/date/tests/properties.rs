//! What holds of every text, number and day.

use icu_calendar::{Date, Gregorian};
use icu_datetime::FixedCalendarDateTimeFormatter;
use icu_datetime::fieldsets::{YM, YMD};
use icu_datetime::options::YearStyle;
use icu_locale_core::Locale;
use proptest::prelude::*;

use super::*;
use crate::time::{CivilDate, Day};

/// Texts near dates: pieces of them in any order.
fn date_like() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[0-9]{1,5}",
        "[-./:, T+'()?~X]",
        prop::sample::select(vec![
            "May", "mar", "мая", "г.", "ж.", "PM", "a. m.", "UTC", "+06:00", "de", "h", "2023",
            "14", "05", "10:15", "24:00", "[", "]", "..", "é", "\u{301}", "−", "000",
        ])
        .prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

fn any_value() -> impl Strategy<Value = Value> {
    prop_oneof![
        any::<String>().prop_map(Value::from),
        date_like().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        (-5_000_000_000_000_i64..5_000_000_000_000).prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        Just(json!([1, {"edtf": "2023"}])),
    ]
}

fn any_options() -> impl Strategy<Value = DateOptions> {
    let order = prop_oneof![
        Just(None),
        Just(Some(DayOrder::DayFirst)),
        Just(Some(DayOrder::MonthFirst)),
    ];
    (order, any::<i32>(), -900..900).prop_map(|(day_order, far, near)| DateOptions {
        day_order,
        utc_offset_minutes: if far % 3 == 0 { far } else { near },
    })
}

/// Days within 1900 to 2099.
fn any_day() -> impl Strategy<Value = CivilDate> {
    (-25_567_i64..47_482).prop_map(|day| Day(day).civil())
}

proptest! {
    #[test]
    fn whatever_is_read_is_edtf_or_has_a_problem(
        values in prop::collection::vec(any_value(), 1..8),
        options in any_options(),
    ) {
        let column = column(&values);
        let (dates, present) = column.share_of_dates();
        prop_assert!(dates <= present && present <= values.len());
        let plan = column.plan(&options);
        let mut is_any_ambiguous = false;
        for value in &values {
            let Some(read) = plan.read(value) else { continue };
            is_any_ambiguous |= read.problem == Some(DateProblem::Ambiguous);
            match &read.edtf {
                Some(edtf) => {
                    prop_assert!(When::parse(edtf).is_ok(), "{value} gave {edtf}");
                    for changed in [to_month(edtf), to_year(edtf), about(edtf)] {
                        prop_assert!(When::parse(&changed).is_ok(), "{edtf} gave {changed}");
                    }
                    let joined = with_time_of_day(edtf, value);
                    prop_assert!(joined.is_none_or(|joined| When::parse(&joined).is_ok()));
                }
                None => prop_assert!(read.problem.is_some(), "{value}"),
            }
        }
        prop_assert_eq!(plan.is_ambiguous(), is_any_ambiguous);
    }

    #[test]
    fn an_interval_is_edtf(start in date_like(), end in date_like(), day in any_day()) {
        let day = format!("{}-{:02}-{:02}", day.year, day.month, day.day);
        for (start, end) in [(&start, &end), (&day, &end), (&start, &day)] {
            let (joined, _) = interval(Some(start), Some(end));
            prop_assert!(joined.is_none_or(|joined| When::parse(&joined).is_ok()));
        }
        let _ = (to_month(&start), to_year(&start), about(&start));
        let _ = with_time_of_day(&day, &json!(start));
    }

    #[test]
    fn a_day_reads_back_from_every_form(date in any_day(), hour in 0..24_u32, minute in 0..60_u32) {
        let (y, m, d) = (date.year, date.month, date.day);
        let month = MONTHS[usize::from(m) - 1];
        let half = if hour < 12 { "AM" } else { "PM" };
        let twelve = (hour + 11) % 12 + 1;
        let day = format!("{y}-{m:02}-{d:02}");
        let check = |order, text: String, expected: &str| {
            let options = DateOptions { day_order: Some(order), utc_offset_minutes: 0 };
            let value = json!(text);
            let plan = column(std::slice::from_ref(&value)).plan(&options);
            assert_eq!(described(plan.read(&value)), expected, "{text:?}");
        };
        let minute_text = format!("T{hour:02}:{minute:02}:00");
        for order in [DayOrder::DayFirst, DayOrder::MonthFirst] {
            let (first, second) = match order {
                DayOrder::DayFirst => (u32::from(d), u32::from(m)),
                DayOrder::MonthFirst => (u32::from(m), u32::from(d)),
            };
            for separator in ['.', '/', '-'] {
                let s = separator;
                check(order, format!("{first:02}{s}{second:02}{s}{y}"), &day);
                check(order, format!("{first}{s}{second}{s}{y}"), &day);
                check(order, format!("{y}{s}{m:02}{s}{d:02}"), &day);
                if (1969..2069).contains(&y) {
                    check(order, format!("{first:02}{s}{second:02}{s}{:02}", y % 100), &day);
                }
            }
            check(order, format!("{y}{m:02}{d:02}"), &day);
            check(order, format!("{d} {month} {y}"), &day);
            check(order, format!("{month} {d}, {y}"), &day);
            check(order, format!("{d}-{month}-{y}"), &day);
            let expected = format!("{day}{minute_text}");
            // A midnight that the whole column has is no time of day.
            let expected = if (hour, minute) == (0, 0) { &day } else { &expected };
            for text in [
                format!("{first}/{second}/{y} {hour}:{minute:02}"),
                format!("{first}/{second}/{y} {twelve:02}:{minute:02}:00 {half}"),
                format!("{y}-{m:02}-{d:02}T{hour:02}:{minute:02}"),
                format!("{y}{m:02}{d:02}T{hour:02}{minute:02}00"),
                format!("{month} {d}, {y} {twelve}:{minute:02}{half}"),
            ] {
                check(order, text, expected);
            }
            let instant = format!("{day}{minute_text}Z");
            check(order, format!("{d} {month} {y} {hour:02}:{minute:02}:00 GMT"), &instant);
            check(order, instant.clone(), &instant);
        }
        let joined = with_time_of_day(&day, &json!(format!("{hour}:{minute:02}")));
        prop_assert_eq!(joined, Some(format!("{day}{minute_text}")));
    }

    #[test]
    fn counts_since_1970_read_back(seconds in 100_000_000_i64..4_000_000_000) {
        let day = Day(seconds.div_euclid(86_400)).civil();
        let second = seconds % 86_400;
        let expected = format!(
            "{}-{:02}-{:02}T{:02}:{:02}:{:02}Z",
            day.year, day.month, day.day, second / 3600, second / 60 % 60, second % 60,
        );
        for factor in [1, 1_000, 1_000_000] {
            let value = json!(seconds * factor);
            for value in [json!(value.to_string()), value] {
                let plan = column(std::slice::from_ref(&value)).plan(&DateOptions::default());
                assert_eq!(described(plan.read(&value)), expected, "{value}");
            }
        }
    }
}

const MONTHS: [&str; 12] = [
    "Jan",
    "февраля",
    "наурыз",
    "April",
    "mai",
    "junio",
    "Jul.",
    "août",
    "Sept",
    "окт.",
    "қараша",
    "Dezember",
];

#[test]
fn dates_in_words_read_back_as_unicode_cldr_writes_them() {
    for tag in [
        "en", "en-GB", "en-AU", "ru", "kk", "de", "de-AT", "fr", "fr-CA", "es", "es-MX", "es-PE",
    ] {
        let locale: Locale = tag.parse().unwrap();
        let style = YearStyle::NoEra;
        macro_rules! check {
            ($fields:expr, $expected:expr) => {{
                let fields = $fields.with_year_style(style);
                let formatter = FixedCalendarDateTimeFormatter::<Gregorian, _>::try_new(
                    (&locale).into(),
                    fields,
                )
                .unwrap();
                for day in (0..365).map(|day| Day(19_358 + day).civil()) {
                    let date = Date::try_new_gregorian(2023, day.month, day.day).unwrap();
                    let text = formatter.format(&date).to_string();
                    let iso = format!("2023-{:02}-{:02}", day.month, day.day);
                    let expected = iso.get(..$expected).unwrap();
                    assert_eq!(read_alone(&json!(text)), expected, "{text} ({tag})");
                }
            }};
        }
        check!(YMD::long(), 10);
        check!(YMD::medium(), 10);
        check!(YM::long(), 7);
        check!(YM::medium(), 7);
    }
}

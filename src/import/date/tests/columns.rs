//! What a value means by its column.

use super::*;

/// A column: its form, and each value as it is read.
fn check(options: DateOptions, form: &str, values: &[(Value, &str)]) {
    let all: Vec<Value> = values.iter().map(|(value, _)| value.clone()).collect();
    let plan = column(&all).plan(&options);
    let mut is_any_ambiguous = false;
    for (value, expected) in values {
        let read = plan.read(value);
        let problem = read.as_ref().and_then(|read| read.problem);
        is_any_ambiguous |= problem == Some(DateProblem::Ambiguous);
        assert_eq!(described(read), *expected, "{value} in {all:?}");
    }
    assert_eq!(plan.form(), form, "{all:?}");
    assert_eq!(plan.is_ambiguous(), is_any_ambiguous, "{all:?}");
}

fn check_texts(form: &str, values: &[(&str, &str)]) {
    let values: Vec<_> = values
        .iter()
        .map(|(text, expected)| (json!(text), *expected))
        .collect();
    check(DateOptions::default(), form, &values);
}

#[test]
fn one_clear_date_tells_the_order_of_all() {
    check_texts(
        "day-first",
        &[
            ("05/06/2023", "2023-06-05"),
            ("14/05/2023", "2023-05-14"),
            ("n/a", "missing"),
        ],
    );
    check_texts(
        "month-first",
        &[
            ("05/06/2023", "2023-05-06"),
            ("05/14/2023", "2023-05-14"),
            ("31/31/2023", "!Impossible"),
        ],
    );
    check_texts(
        "month-first",
        &[("05.06.2023", "2023-05-06"), ("05.14.2023", "2023-05-14")],
    );
    check_texts(
        "year-first",
        &[("23-05-06", "2023-05-06"), ("99-12-31", "1999-12-31")],
    );
}

#[test]
fn what_nothing_decides_stays_open() {
    check_texts(
        "ambiguous",
        &[
            ("05/06/2023", "[2023-05-06,2023-06-05] !Ambiguous"),
            ("06/05/2023 14:30", "[2023-05-06,2023-06-05] !Ambiguous"),
            ("05/05/2023", "2023-05-05"),
            ("31/02/2023", "!Impossible"),
            ("2023-07-01", "2023-07-01"),
        ],
    );
    check_texts("day-first", &[("05/05/2023", "2023-05-05")]);
    check_texts("day-first", &[("05.06.2023", "2023-06-05")]);
    check_texts(
        "ambiguous",
        &[("05-06-07", "[2005-06-07,2007-05-06,2007-06-05] !Ambiguous")],
    );
    check_texts(
        "ambiguous",
        &[
            ("05-06-07", "[2005-06-07,2007-06-05] !Ambiguous"),
            ("23-05-14", "[2014-05-23,2023-05-14] !Ambiguous"),
        ],
    );
}

#[test]
fn each_two_digits_leave_open_what_the_others_do_not_exclude() {
    // The first can be no month, the second's last number no day.
    check_texts(
        "day-first",
        &[("23-05-14", "2014-05-23"), ("05-06-45", "2045-06-05")],
    );
}

#[test]
fn a_column_that_contradicts_itself_reads_only_what_is_clear() {
    check_texts(
        "contradictory",
        &[
            ("14/05/2023", "2023-05-14"),
            ("15/05/2023", "2023-05-15"),
            ("05/16/2023", "2023-05-16 !Contradictory"),
            ("05/06/2023", "[2023-05-06,2023-06-05] !Ambiguous"),
            ("05.06.2023", "[2023-05-06,2023-06-05] !Ambiguous"),
            ("07/07/2023", "2023-07-07"),
        ],
    );
    check_texts(
        "contradictory",
        &[
            ("14/05/2023", "2023-05-14 !Contradictory"),
            ("05/16/2023", "2023-05-16 !Contradictory"),
        ],
    );
}

#[test]
fn the_publisher_overrides_the_column() {
    let told = |order| DateOptions {
        day_order: Some(order),
        ..DateOptions::default()
    };
    check(
        told(DayOrder::DayFirst),
        "day-first",
        &[
            (json!("05/06/2023"), "2023-06-05"),
            (json!("05/16/2023"), "!Impossible"),
            (json!("99-12-31"), "1999-12-31"),
        ],
    );
    check(
        told(DayOrder::MonthFirst),
        "month-first",
        &[
            (json!("05/06/2023"), "2023-05-06"),
            (json!("05.06.2023"), "2023-05-06"),
            (json!("16/05/2023"), "!Impossible"),
            (json!("16 May 2023"), "2023-05-16"),
        ],
    );
}

#[test]
fn a_midnight_that_every_value_has_is_no_time_of_day() {
    check_texts(
        "",
        &[
            ("2023-05-14T00:00:00.000", "2023-05-14"),
            ("2023-05-15T00:00:00.000", "2023-05-15"),
        ],
    );
    check_texts(
        "month-first",
        &[
            ("05/14/2023 12:00:00 AM", "2023-05-14"),
            ("05/06/2023 12:00:00 AM", "2023-05-06"),
        ],
    );
    check_texts(
        "",
        &[
            ("2023-05-14T00:00:00.000", "2023-05-14T00:00:00"),
            ("2023-05-15T10:15:00.000", "2023-05-15T10:15:00"),
        ],
    );
    check_texts(
        "",
        &[
            ("2023-05-14T00:00:00Z", "2023-05-14T00:00:00Z"),
            ("2023-05-15T00:00:00Z", "2023-05-15T00:00:00Z"),
        ],
    );
    check_texts("", &[("2023-05-14T24:00:00", "2023-05-15T00:00:00")]);
}

#[test]
fn counts_since_1970_are_told_by_the_size_of_most() {
    let all = |form: &str, values: &[(Value, &str)]| check(DateOptions::default(), form, values);
    all(
        "epoch-milliseconds",
        &[
            (json!(1684059300000_i64), "2023-05-14T10:15:00Z"),
            (json!("1684059300000"), "2023-05-14T10:15:00Z"),
            (json!(1684059300999.0), "2023-05-14T10:15:00Z"),
            (json!(31_536_000_000_i64), "1971-01-01T00:00:00Z"),
            (json!(1684059300), "!Contradictory"),
            (json!(12345), "!NotADate"),
            (json!(0), "missing"),
        ],
    );
    all(
        "epoch-milliseconds",
        &[
            (json!(-1684059300000_i64), "1916-08-20T13:45:00Z"),
            (json!(1684059300000_i64), "2023-05-14T10:15:00Z"),
            (json!(999_000), "1970-01-01T00:16:39Z"),
        ],
    );
    all(
        "epoch-seconds",
        &[
            (json!(1684059300), "2023-05-14T10:15:00Z"),
            (json!(1684059301), "2023-05-14T10:15:01Z"),
            (json!(1684059302), "2023-05-14T10:15:02Z"),
            (json!(31_536_000), "1971-01-01T00:00:00Z"),
            (json!(1684059300000_i64), "!Contradictory"),
            (json!(99_999_999_999_999_i64), "!NotADate"),
        ],
    );
    all(
        "epoch-microseconds",
        &[(json!("1684059300000000"), "2023-05-14T10:15:00Z")],
    );
    // Few large numbers among small ones are no dates.
    all(
        "",
        &[
            (json!(1684059300), "!NotADate"),
            (json!(12345), "!NotADate"),
            (json!(54321), "!NotADate"),
        ],
    );
}

#[test]
fn months_without_a_separator_are_months_where_all_are_like_them() {
    check_texts(
        "",
        &[
            ("202305", "2023-05"),
            ("202312", "2023-12"),
            ("-", "missing"),
        ],
    );
    check_texts("", &[("202305", "!NotADate"), ("202313", "!NotADate")]);
    check_texts(
        "year",
        &[("202305", "!NotADate"), ("2023", "2023"), ("2022", "2022")],
    );
}

#[test]
fn the_form_says_how_dates_are_written() {
    check_texts(
        "month-names",
        &[("14 May 2023", "2023-05-14"), ("2023", "2023")],
    );
    check_texts("year", &[("2023", "2023"), ("n/a", "missing")]);
    check_texts("", &[("2023", "2023"), ("2023-05", "2023-05")]);
    check_texts("", &[]);
}

#[test]
fn the_share_of_dates_counts_what_can_be_read() {
    let share = |values: &[Value]| column(values).share_of_dates();
    let texts = [
        json!("14.05.2023"),
        json!("soon"),
        json!(""),
        json!("31.02.2023"),
        json!("май 2023"),
    ];
    assert_eq!(share(&texts), (2, 4));
    assert_eq!(share(&[json!(1684059300000_i64), json!(null)]), (1, 1));
    assert_eq!(share(&[json!(1), json!(2), json!(3)]), (0, 3));
    assert_eq!(share(&[json!("202305"), json!("202306")]), (2, 2));
    assert_eq!(share(&[json!("202305"), json!("123456")]), (0, 2));
    assert_eq!(share(&[json!("Road closed"), json!(true)]), (0, 2));
}

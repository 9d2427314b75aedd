//! The reader against `edtf-core`, on the standard's examples and on made-up dates.

use super::date::day;
use super::*;
use edtf_core::{Bound, Edtf};
use proptest::prelude::*;

/// The days between which the reference reader puts an expression, and its marks.
type Reference = (Option<Day>, Option<Day>, Certainty);

fn reference(text: &str) -> Option<Reference> {
    let expression = Edtf::parse(text).ok()?;
    let bounds = expression.bounds();
    let day_of = |bound| match bound {
        Bound::Date(date) => day(date.year, i64::from(date.month), i64::from(date.day)),
        _ => None,
    };
    let certainty = Certainty {
        approximate: expression.is_approximate(),
        uncertain: expression.is_uncertain(),
    };
    Some((day_of(bounds.earliest), day_of(bounds.latest), certainty))
}

fn check(text: &str) {
    let read = read(text).ok();
    let ours = read.map(|read| (read.earliest, read.latest, read.certainty));
    assert_eq!(ours, reference(text), "{text:?}");
}

#[test]
fn the_examples_of_the_standard_are_read_like_by_the_reference() {
    for text in [
        "1985-04-12",
        "1985-04",
        "1985",
        "1985-04-12T23:20:30",
        "1985-04-12T23:20:30Z",
        "1985-04-12T23:20:30-04",
        "1985-04-12T23:20:30+04:30",
        "1964/2008",
        "2004-06/2006-08",
        "2004-02-01/2005-02-08",
        "2005/2006-02",
        "Y170000002",
        "Y-170000002",
        "2001-21",
        "1984?",
        "2004-06~",
        "2004-06-11%",
        "201X",
        "20XX",
        "2004-XX",
        "1985-04-XX",
        "1985-XX-XX",
        "1985-04-12/..",
        "1985-04/..",
        "../1985",
        "1985/",
        "/1985-04-12",
        "-1985",
        "Y-17E7",
        "Y10E7",
        "1950S2",
        "Y171010000S3",
        "Y3388E2S3",
        "2001-34",
        "2001-41",
        "2001-24",
        "[1667,1668,1670..1672]",
        "[..1760-12-03]",
        "[1760-12..]",
        "[1760-01,1760-02,1760-12..]",
        "{1667,1668,1670..1672}",
        "{1960,1961-12}",
        "{..1984}",
        "2004-06-11%",
        "2004-06~-11",
        "2004?-06-11",
        "?2004-06-~11",
        "2004-%06-11",
        "156X-12-25",
        "15XX-12-25",
        "XXXX-12-XX",
        "1XXX-XX",
        "1XXX-12",
        "1984-1X",
        "2004-06-~01/2004-06-~20",
        "2004-06-XX/2004-07-03",
        "XXXX",
        "XXXX-05",
        "XXXX-02-29",
        "XX00-02-29",
        "X900-02-29",
        "2023-02-3X",
        "2023-02-29",
        "2024-02-29",
        "XXX1-02-29",
        "-0004-02-29",
        "2024-22-01",
        "2024-13",
        "2024-00",
        "2024-1X-31",
        "2024-X0-31",
        "2024-X2-30",
        "2020/2019",
        "2020-06/2020",
        "2020/2020-06",
        "2020~/2019",
        "../..",
        "/",
        "../",
        "..2020/",
        "..2020/2010",
        "2020/2010..",
        "..2020/..",
        "{}",
        "{,}",
        "[2020,]",
        "[2020..]",
        "[2020..2019]",
        "[2020-01..2021]",
        "[2020~..2021]",
        "[201X..2021]",
        "[Y20000..Y20001]",
        "[2020S2..2021]",
        "[..]",
        "[..2020..]",
        "[a..b..]",
        "[{2020}]",
        "Y9999",
        "Y10000",
        "Y00010000",
        "Y1E3",
        "Y1E4",
        "Y0E9",
        "Y1E100001",
        "Y1E100000",
        "Y9E18S1",
        "Y99999999999999999999",
        "Y-",
        "Y",
        "Y38386E5/0022",
        "0022/Y-38386E5",
        "Y-38386E5/0022",
        "Y3E12/Y2E12",
        "Y2E12/Y3E12",
        "Y3E12S1/Y2E12",
        "Y1E100000/2000",
        "[Y3E12..Y2E12]",
        "Y12345-01",
        "1950S0",
        "1950S5",
        "195XS2",
        "1950S2-01",
        "-0000",
        "-019X",
        "0000",
        "-0001",
        "+2020",
        "2020 ",
        " 2020",
        "2020-1",
        "20",
        "",
        "é",
        "2020-é",
        "2020-05-01T24:00:00",
        "2020-05-01T23:59:60Z",
        "2020-05-01T23:60:00",
        "2020-05-01T12:00:00-00:00",
        "2020-05-01T12:00:00-00",
        "2020-05-01T12:00:00+14:00",
        "2020-05-01T12:00:00+14:01",
        "2020-05-01T12:00",
        "2020-05T12:00:00",
        "2020-05-01~T12:00:00",
        "2020-05-01T12:00:00ZZ",
        "2020-05-01T12:00:00+4",
        "2020-21-01T12:00:00",
        "2020-05-01T12:00:00+0430",
        "T",
        "2020-05-01T",
        "2020??",
        "??2020",
        "%2020~",
        "2020-?05?",
    ] {
        check(text);
    }
}

/// A date as it may be written, right or wrong.
fn date() -> impl Strategy<Value = String> {
    let mark = "[?~%]?";
    let year = prop_oneof![4 => "[0-9X]{4}", 1 => "-[0-9]{4}", 1 => "[0-9]{4}S[1-5]"];
    let month = "([01X][0-9X]|[234][0-9])";
    let day = "[0-3X][0-9X]";
    // Not beyond `MOST_YEARS`, where the reference goes on counting, or far beyond, where it gives up too.
    let long = "Y-?([0-9]{1,9}|[0-9]E[0-8]|[1-9]E[2-9][0-9])(S[0-9])?[?~%]?";
    prop_oneof![
        3 => (mark, year.clone(), mark).prop_map(|(a, b, c)| [a, b, c].concat()),
        4 => (year.clone(), mark, "-", mark, month, mark)
            .prop_map(|(a, b, c, d, e, f)| [a, b, c, d, e, f].concat()),
        6 => (year, mark, "-", month, mark, "-", day, mark)
            .prop_map(|(a, b, c, d, e, f, g, h)| [a, b, c, d, e, f, g, h].concat()),
        1 => long,
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_date_is_read_like_by_the_reference(text in date()) {
        check(&text);
    }

    #[test]
    fn an_interval_is_read_like_by_the_reference(
        (a, b) in (date(), date()), (before, after) in ("(\\.\\.)?", "(\\.\\.)?"),
    ) {
        check(&format!("{before}{a}/{b}{after}"));
        check(&format!("{a}/{b}"));
        check(&format!("{before}/{b}"));
        check(&format!("{a}/{after}"));
    }

    #[test]
    fn a_set_is_read_like_by_the_reference(dates in prop::collection::vec(date(), 1..4), dots in "(\\.\\.|,)") {
        check(&format!("[{}]", dates.join(",")));
        check(&format!("{{{}}}", dates.join(&dots)));
        check(&format!("[{dots}{}{dots}]", dates.join(",")));
    }

    #[test]
    fn a_moment_is_read_like_by_the_reference(text in "20[0-9]{2}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-6][0-9]:[0-6][0-9](Z|[+-][0-2][0-9](:[0-6][0-9])?)?") {
        check(&text);
    }

    #[test]
    fn nonsense_is_refused_like_by_the_reference(text in "[0-9XYESTZ?~%./,:\\[\\]{}+ -]{0,14}") {
        check(&text);
    }
}

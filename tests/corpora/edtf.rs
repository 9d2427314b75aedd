//! The cases of PyPI `edtf` 5.0.2, `tests/test_parser.py`: what it reads and to which days, what it refuses, and which
//! doubts it finds.

use std::collections::HashSet;

use incident_map::time::{CivilDate, Day, DaySpan, When};
use serde_json::Value;

use super::material::{corpus, told};

/// What we make of an expression instead of what the package does.
enum Instead {
    /// It is refused.
    Refused,
    /// Refused with its blanks, and read as the package does without them.
    Unspaced,
    /// From and to other days.
    Days(&'static str, &'static str),
}
use Instead::{Days, Refused, Unspaced};

const NO_YEAR: &str =
    "no year is stated: it has no place on a calendar, and is not smeared over ten millennia";
const BLANKS: &str = "ISO 8601-2 has no blanks in expressions";
const NEGATIVE: &str =
    "the standard has unspecified digits in years of four digits, without a sign";
const UNKNOWN: &str = "an unknown end stays unknown; the package puts it ten years away";
const WINTER: &str =
    "a winter ends in February, as in the reference reader; the package ends it with its year";
const SIGNIFICANT: &str = "only so many digits are significant, so any year that begins with them is possible; the package keeps \
     that for its fuzzy bounds";

/// The differences, each with its reason.
const DIFFERENCES: [(&str, Instead, &str); 19] = [
    ("/2006", Days("", "2006-12-31"), UNKNOWN),
    ("2004-06-01/", Days("2004-06-01", ""), UNKNOWN),
    ("1984-06-02?/", Days("1984-06-02", ""), UNKNOWN),
    ("2010-24", Days("2010-12-01", "2011-02-28"), WINTER),
    ("XXXX-XX-23", Days("", ""), NO_YEAR),
    ("-01XX", Refused, NEGATIVE),
    ("-01XX~", Refused, NEGATIVE),
    ("[1667, 1668, 1670..1672]", Unspaced, BLANKS),
    ("[1760-01, 1760-02, 1760-12..]", Unspaced, BLANKS),
    ("[1667, 1760-12]", Unspaced, BLANKS),
    ("[1667, 1912-03..1912-05]", Unspaced, BLANKS),
    ("{1667,1668, 1670..1672}", Unspaced, BLANKS),
    ("{1960, 1961-12}", Unspaced, BLANKS),
    ("1950S2", Days("1900-01-01", "1999-12-31"), SIGNIFICANT),
    ("1953S2", Days("1900-01-01", "1999-12-31"), SIGNIFICANT),
    ("1953S3", Days("1950-01-01", "1959-12-31"), SIGNIFICANT),
    (
        "Y17101E4S3",
        Days("171000000-01-01", "171999999-12-31"),
        SIGNIFICANT,
    ),
    (
        "Y3388E2S3",
        Days("338000-01-01", "338999-12-31"),
        SIGNIFICANT,
    ),
    (
        "Y171010000S3",
        Days("171000000-01-01", "171999999-12-31"),
        SIGNIFICANT,
    ),
];

/// The tables of the file, by name. Python reads its literals and runs nothing of it.
fn tables() -> Value {
    const READ: &str = "import ast, json, sys
tree = ast.parse(open(sys.argv[1]).read())
tables = (node for node in tree.body if isinstance(node, ast.Assign))
print(json.dumps({node.targets[0].id: ast.literal_eval(node.value) for node in tables}))";
    let file = corpus("edtf").join("test_parser.py");
    let told = told("python3", &["-c", READ, file.to_str().unwrap()]);
    serde_json::from_slice(&told).unwrap()
}

fn rows(tables: &Value, name: &str) -> Vec<Value> {
    tables[name].as_array().unwrap().clone()
}

/// Every expression of the file, for other tests.
pub fn expressions() -> Vec<String> {
    let tables = tables();
    let names = ["EXAMPLES", "APPROXIMATE_UNCERTAIN_EXAMPLES", "BAD_EXAMPLES"];
    let all = names.iter().flat_map(|name| rows(&tables, name));
    all.filter_map(|row| row.as_str().or(row[0].as_str()).map(str::to_owned))
        .collect()
}

/// A day of the tables; an empty one, or an infinite one, is open.
fn day(text: &str) -> Option<Day> {
    if matches!(text, "" | "inf" | "-inf") {
        return None;
    }
    let (sign, plain) = match text.strip_prefix('-') {
        Some(plain) => (-1, plain),
        None => (1, text),
    };
    let fields: Vec<i64> = plain
        .split('-')
        .map(|field| field.parse().unwrap())
        .collect();
    Some(Day::from_civil(CivilDate {
        year: sign * fields[0],
        month: u8::try_from(fields[1]).unwrap(),
        day: u8::try_from(fields[2]).unwrap(),
    }))
}

/// The strict bounds of a row: with one day or three it is both, with two or four they are the first two.
fn strict(days: &Value) -> (&str, &str) {
    let day = |index: usize| days[index].as_str().unwrap();
    match days.as_array().unwrap().len() {
        1 | 3 => (day(0), day(0)),
        _ => (day(0), day(1)),
    }
}

fn check_days(text: &str, from: &str, to: &str) {
    let when = When::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"));
    let (earliest, latest) = (day(from), day(to));
    let is_bounded = earliest.is_some() || latest.is_some();
    let expected = is_bounded.then_some(DaySpan { earliest, latest });
    assert_eq!(when.span(), expected, "{text}");
}

#[test]
fn what_the_package_reads_is_read_to_the_same_days() {
    let rows = rows(&tables(), "EXAMPLES");
    assert_eq!(rows.len(), 94);
    let mut seen = HashSet::new();
    for row in &rows {
        let text = row[0].as_str().unwrap();
        let (from, to) = strict(&row[1]);
        seen.insert(text);
        match DIFFERENCES.iter().find(|(differs, _, _)| *differs == text) {
            None => check_days(text, from, to),
            Some((_, Days(other_from, other_to), _)) => {
                assert_ne!((day(from), day(to)), (day(other_from), day(other_to)));
                check_days(text, other_from, other_to);
            }
            Some((_, Refused, _)) => assert!(When::parse(text).is_err(), "{text}"),
            Some((_, Unspaced, _)) => {
                assert!(When::parse(text).is_err(), "{text}");
                check_days(&text.replace(' ', ""), from, to);
            }
        }
    }
    for (text, _, _) in DIFFERENCES {
        assert!(seen.contains(text), "{text}");
    }
}

#[test]
fn what_the_package_refuses_is_refused() {
    let rows = rows(&tables(), "BAD_EXAMPLES");
    assert_eq!(rows.len(), 17);
    // One is Python's `None`: no text at all.
    for text in rows.iter().filter_map(Value::as_str) {
        assert!(When::parse(text).is_err(), "{text}");
    }
}

#[test]
fn the_doubts_are_those_the_package_finds() {
    let rows = rows(&tables(), "APPROXIMATE_UNCERTAIN_EXAMPLES");
    assert_eq!(rows.len(), 26);
    for row in rows {
        let text = row[0].as_str().unwrap();
        let said = |index: usize| row[1][index].as_bool().unwrap();
        let (uncertain, approximate, both) = (said(0), said(1), said(2));
        let certainty = When::parse(text).unwrap().certainty();
        assert_eq!(certainty.uncertain, uncertain || both, "{text}");
        assert_eq!(certainty.approximate, approximate || both, "{text}");
    }
}

use super::*;
use crate::import::limits::MOST_BYTES;
use crate::import::source::sniff;
use proptest::prelude::*;

/// The records of a text and what is said of it: `position@line:column body`, and `problem line:column`.
fn read(name: &str, text: &[u8]) -> (Vec<String>, Vec<String>, Head) {
    let source: &dyn Source = &text;
    let sniffed = sniff(source, MOST_BYTES).unwrap();
    let mut log = Log::default();
    let mut found = Vec::new();
    let mut head = Head::default();
    match format_of(name, &sniffed.head) {
        Ok(format) => {
            let mut records = Records::open(source, &sniffed, format).unwrap();
            while let Some(record) = records.next(&mut log).unwrap() {
                let body = match &record.body {
                    Err(fault) => fault.problem.code().to_owned(),
                    Ok(feature) => {
                        let fields = feature.properties.iter();
                        let fields: Vec<String> = fields
                            .map(|(name, value)| format!("{name}={value}"))
                            .collect();
                        let geometry = feature.geometry.as_ref().map_or("", |_| "+ ");
                        format!("{geometry}{}", fields.join(" "))
                    }
                };
                found.push(format!(
                    "{}@{}:{} {}",
                    record.position,
                    record.line,
                    record.column,
                    body.trim()
                ));
            }
            head = records.head();
        }
        Err(issue) => log.push(*issue),
    }
    let place = |issue: &Issue| {
        let at = |at: Option<usize>| at.map_or("-".to_owned(), |at| at.to_string());
        format!(
            "{} {}:{}",
            issue.problem.code(),
            at(issue.line),
            at(issue.column)
        )
    };
    let issues = log.into_issues().iter().map(place).collect();
    (found, issues, head)
}

fn check(name: &str, text: &str, records: &[&str], issues: &[&str]) {
    let (found, said, _) = read(name, text.as_bytes());
    assert_eq!(found, records, "{text}");
    assert_eq!(said, issues, "{text}");
}

const POINT: &str = r#"{"type":"Point","coordinates":[1,2]}"#;

#[test]
fn geojson_of_every_kind_is_read() {
    let feature = |title: &str| {
        format!(r#"{{"type":"Feature","properties":{{"t":"{title}"}},"geometry":{POINT}}}"#)
    };
    let (a, b) = (feature("a"), feature("b"));
    check("x.json", &a, &[r#"1@1:1 + t="a""#], &[]);
    check("x.json", POINT, &["1@1:1 +"], &[]);
    let both = [r#"1@1:14 + t="a""#, "2@"];
    let collection = format!(
        r#"{{"features":[{a},{b}],"crs":{{}},"type":"FeatureCollection","story":{{"x":[1]}},"bbox":[1,2,3,4]}}"#
    );
    let (records, issues, head) = read("x", collection.as_bytes());
    assert_eq!(records.len(), 2);
    assert!(records[0].starts_with(both[0]) && issues.is_empty());
    assert!(head.is_geojson && head.story.is_some() && head.crs.is_some());
    check(
        "x.geojsonl",
        &format!("{a}\n{b}\n"),
        &[r#"1@1:1 + t="a""#, r#"2@2:1 + t="b""#],
        &[],
    );
    check(
        "x",
        &format!("\u{1e}{a}\n\u{1e}{b}\n"),
        &[r#"1@1:2 + t="a""#, r#"2@2:2 + t="b""#],
        &[],
    );
    check(
        "x",
        r#"[{"a": 1, "at": {"lat": 2}}]"#,
        &[r#"1@1:2 a=1 at.lat=2 at={"lat":2}"#],
        &[],
    );
}

#[test]
fn a_mistake_costs_only_its_record() {
    check(
        "x",
        "{\"type\":\"FeatureCollection\",\"features\":[\n{\"type\":\"Feature\",\"properties\":{\"a\":1}},\n{\"type\":\"Feature\",\"properties\":{\"a\":01}},\n7,\n{\"type\":\"Feature\",\"properties\":{\"a\":3}}]}",
        &[
            "1@2:1 a=1",
            "2@3:38 syntax",
            "3@4:1 not-a-feature",
            "4@5:1 a=3",
        ],
        &[],
    );
    // A missing quotation mark, a missing comma, one too many.
    check(
        "x",
        "[{\"a\":\"x},\n{\"a\":2}]",
        &["1@2:1 syntax", "2@2:1 a=2"],
        &[],
    );
    check(
        "x",
        "[{\"a\":1} {\"a\":2},]",
        &["1@1:2 a=1", "2@1:10 a=2"],
        &["syntax 1:10", "syntax 1:18"],
    );
    check(
        "x",
        "{\"type\":\"FeatureCollection\" \"features\":[{\"type\":\"Feature\"}]}",
        &["1@1:41 "],
        &["syntax 1:29"],
    );
}

#[test]
fn a_cut_file_yields_all_records_before_the_cut() {
    let whole = "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"id\":1},{\"type\":\"Feature\",\"id\":2}]}";
    for length in 1..whole.len() {
        let (records, issues, _) = read("x.json", &whole.as_bytes()[..length]);
        let cut = &whole[..length];
        let complete = cut.matches("1}").count() + cut.matches("2}").count();
        assert_eq!(records.len(), complete, "{cut}");
        assert_eq!(issues.len(), 1, "{}: {issues:?}", &whole[..length]);
        assert!(issues[0].starts_with("cut-short"), "{issues:?}");
    }
}

#[test]
fn rows_are_read_whatever_stands_between_their_cells() {
    let rows = ["1@2:0 a=\"1\" b=\"x y\"", "2@3:0 a=\"2\" b=null"];
    for delimiter in [",", ";", "\t", "|"] {
        let text = format!("a{delimiter}b\r\n1{delimiter}\"x y\"\r\n2{delimiter}\r\n");
        check("x.csv", &text, &rows, &[]);
        check("x", &format!("\u{feff}{text}"), &rows, &[]);
    }
    check(
        "x.csv",
        "sep=;\na;b\n1,5;2\n",
        &["1@3:0 a=\"1,5\" b=\"2\""],
        &[],
    );
    check(
        "x.csv",
        "a,b\n\"1\n\"\"2\"\"\",3\n\n4,5",
        &["1@2:0 a=\"1\\n\\\"2\\\"\" b=\"3\"", "2@5:0 a=\"4\" b=\"5\""],
        &[],
    );
}

#[test]
fn a_bad_row_or_header_is_named() {
    check(
        "x.csv",
        "a,b\n1,2,3\n4\n5,6\n",
        &[
            "1@2:0 a=\"1\" b=\"2\"",
            "2@3:0 a=\"4\"",
            "3@4:0 a=\"5\" b=\"6\"",
        ],
        &["ragged-row 2:-"],
    );
    check(
        "x.csv",
        "a,,a\n1,2,3\n",
        &["1@2:0 a=\"1\" column 2=\"2\" a (3)=\"3\""],
        &["bad-header 1:-", "bad-header 1:-"],
    );
    check(
        "x.csv",
        "a,b\n1,2\n\"3,4\n5,6\n",
        &["1@2:0 a=\"1\" b=\"2\""],
        &["open-quote 3:-"],
    );
    check(
        "x.csv",
        "a,b\n1,2\n3",
        &["1@2:0 a=\"1\" b=\"2\""],
        &["cut-short 3:-"],
    );
    check("x.csv", "", &[], &["empty -:-"]);
    check("x.json", " \n", &[], &["empty -:-"]);
    check("x", "<!doctype html>", &[], &["unknown-format 1:1"]);
}

#[test]
fn what_is_too_deep_costs_only_its_record() {
    let deep = format!(
        "[{}{},{{\"a\":1}}]",
        "[".repeat(100_000),
        "]".repeat(100_000)
    );
    check("x", &deep, &["1@1:2 too-deep", "2@1:200003 a=1"], &[]);
    check(
        "x",
        "[{\"a\":1e999},{\"a\":1}]",
        &["1@1:2 unreadable", "2@1:14 a=1"],
        &[],
    );
}

proptest! {
    #[test]
    fn any_bytes_end(bytes in prop::collection::vec(any::<u8>(), 0..200), name in "x\\.(json|csv)") {
        read(&name, &bytes);
    }

    #[test]
    fn any_brackets_end(text in "[\\[\\]{}\",:a1 \n\\\\]{0,60}") {
        read("x.json", text.as_bytes());
        read("x.json", format!("{{\"features\":[{text}").as_bytes());
    }

    /// Whether a text is JSON is judged as the parser judges it.
    #[test]
    fn syntax_is_judged_alike(text in "[\\[\\]{}\",:a1 ]{0,12}") {
        let (records, issues, _) = read("x.json", text.as_bytes());
        let is_json = serde_json::from_str::<serde::de::IgnoredAny>(&text).is_ok();
        let is_syntax = |said: &String| ["syntax", "cut-short", "empty", "unknown-format"].iter().any(|code| said.contains(code));
        let is_wrong = records.iter().chain(&issues).any(is_syntax);
        prop_assert_eq!(!is_wrong, is_json, "{} {:?} {:?}", text, records, issues);
    }
}

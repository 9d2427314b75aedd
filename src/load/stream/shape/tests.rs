#![allow(clippy::unwrap_used)]

use super::*;
use crate::load::stream::quick::{self, Read, units_of};
use proptest::prelude::*;

/// Features that are written alike, of which some values are such as only `quick.rs` may judge.
fn written() -> impl Strategy<Value = Vec<String>> {
    let texts = |texts: &'static [&'static str]| prop::sample::select(texts);
    let value = (
        texts(&[
            "\"r1\"",
            "\"\"",
            "17",
            "-1.5e3",
            "01",
            "null",
            "\"a\\\"b\"",
            "\"a\\qb\"",
            "\"a\tb\"",
            "\"long enough for words\"",
        ]),
        texts(&[
            "70.5",
            "-70",
            "0.12345678949",
            "180.0000001",
            "1e1",
            "071",
            "-",
            "7.",
            "\"7\"",
            "1234.5",
            "-0.0",
        ]),
        texts(&["48.25", "-90", "90.1", "null", "[1]"]),
        texts(&[
            "\"theft\"",
            "\"\"",
            "null",
            "\"th\\u0065ft\"",
            "5",
            "\"an arson at night\"",
        ]),
        texts(&[
            "\"2023-05-14\"",
            "\"2023-02-29\"",
            "\"2024-02-29\"",
            "\"2023\"",
            "\"2023-13\"",
            "\"soon\"",
            "null",
        ]),
        texts(&["\"reported\"", "\"charged\"", "\"guessed\"", "null"]),
    );
    let alike = |values: Vec<(&str, &str, &str, &str, &str, &str)>| {
        let one = |(id, lng, lat, kind, when, status): &(&str, &str, &str, &str, &str, &str)| {
            format!(
                "{{\"type\":\"Feature\", \"id\":{id},\"geometry\":{{\"type\":\"Point\",\"coordinates\":[{lng},{lat}]}},\
                 \"properties\":{{\"kind\":{kind},\"title\":{id},\"when\":{when},\"tags\":[{id}],\"status\":{status}}}}}"
            )
        };
        values.iter().map(one).collect()
    };
    prop::collection::vec(value, 2..6).prop_map(alike)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn what_is_written_alike_says_what_it_says_when_read_anew(texts in written()) {
        let mut shapes = Shapes::default();
        for text in texts {
            let padded = text.clone() + "        ";
            let mut cursor = Cursor::new(padded.as_bytes(), 0);
            let anew = quick::feature(&mut cursor);
            let (mut alike, mut quick) = (Cursor::new(padded.as_bytes(), 0), Quick::NOTHING);
            if shapes.feature(&mut alike, &mut quick) {
                prop_assert_eq!(anew, Ok(Read::Quick(quick)), "{}", text);
                prop_assert_eq!(alike.at(), cursor.at());
            } else if let Ok(Read::Quick(quick)) = anew {
                shapes.learn(text.as_bytes(), &quick);
            }
        }
    }

    #[test]
    fn degrees_are_those_of_the_whole_reader(text in "-?[0-9]{1,4}(\\.[0-9]{0,12})?(e1)?") {
        let padded = text.clone() + ",        ";
        let mut cursor = Cursor::new(padded.as_bytes(), 0);
        let is_number = cursor.number().is_ok() && cursor.at() == text.len();
        let expected = units_of(text.as_bytes(), 180).filter(|_| is_number);
        let found = degrees(padded.as_bytes(), 0, 180);
        prop_assert_eq!(found.filter(|(_, end)| *end == text.len()).map(|found| found.0), expected);
    }
}

#[test]
fn most_of_a_file_is_written_alike() {
    let feature = |id: &str| {
        format!(
            "{{\"type\":\"Feature\",\"geometry\":null,\"properties\":{{\"title\":\"{id}\",\"when\":\"2020\"}}}}        "
        )
    };
    let mut shapes = Shapes::default();
    let first = feature("one");
    let text = first.trim_end();
    let Ok(Read::Quick(quick)) = quick::feature(&mut Cursor::new(text.as_bytes(), 0)) else {
        unreachable!("it is written as most are")
    };
    shapes.learn(text.as_bytes(), &quick);
    let (other, mut quick) = (feature("another one"), Quick::NOTHING);
    assert!(shapes.feature(&mut Cursor::new(other.as_bytes(), 0), &mut quick));
    let twice = other.replace("\"when\"", "\"title\"");
    assert!(!shapes.feature(&mut Cursor::new(twice.as_bytes(), 0), &mut quick));
}

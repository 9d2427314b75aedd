//! How long a search takes.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::indexing_slicing)]

use std::time::{Duration, Instant};

use incident_map::query::search::{Query, SearchIndex, SearchIndexBuilder};

const RECORDS: u64 = 100_000;
const WORDS: u64 = 25;
const VOCABULARY: f64 = 200_000.0;

/// The next of a row of numbers that look random (SplitMix64, Steele, Lea and Flood 2014).
fn next(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let mut mixed = *state;
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    mixed ^ (mixed >> 31)
}

/// A word of two to five syllables, every other one of them in Cyrillic letters.
fn word(number: u64) -> String {
    const LATIN: [&str; 16] = [
        "ka", "ro", "mi", "ste", "ne", "la", "tor", "bu", "gi", "ve", "sha", "po", "den", "li",
        "ur", "ma",
    ];
    const CYRILLIC: [&str; 16] = [
        "ка", "ро", "ми", "сте", "не", "ла", "тор", "бу", "ги", "ве", "ша", "По", "ден", "ли",
        "қур", "ма",
    ];
    let syllables = if number.is_multiple_of(2) {
        LATIN
    } else {
        CYRILLIC
    };
    let mut state = number;
    let bits = next(&mut state);
    let count = 2 + bits % 4;
    let chosen = (0..count).map(|at| syllables[(bits >> (8 + 4 * at)) as usize % 16]);
    chosen.collect()
}

/// Texts whose words are as frequent as Zipf's law has it: the logarithm of a word's rank is evenly spread.
fn texts() -> Vec<String> {
    let mut state = 1;
    let mut text = || -> String {
        let mut text = String::new();
        for _ in 0..WORDS {
            let share = (next(&mut state) >> 11) as f64 / (1_u64 << 53) as f64;
            text += &word(VOCABULARY.powf(share) as u64);
            text.push(' ');
        }
        text
    };
    (0..RECORDS).map(|_| text()).collect()
}

fn built(texts: &[String]) -> (SearchIndex, Duration, Duration) {
    let start = Instant::now();
    let mut builder = SearchIndexBuilder::new();
    for text in texts {
        builder.add(text);
    }
    let added = start.elapsed();
    (builder.finish(), added, start.elapsed())
}

#[test]
#[ignore = "measures; run it with --release and --nocapture"]
fn measured_over_a_hundred_thousand_records() {
    let texts = texts();
    let (index, added, whole) = built(&texts);
    println!(
        "{} records, {} different words: {added:?} to add, {whole:?} in all",
        index.len(),
        index.vocabulary_len()
    );
    let (first, second, third) = (word(1000), word(3001), word(20));
    let queries = [
        first.clone(),
        second.clone(),
        "m".to_owned(),
        format!("{first} {second}"),
        "karomistenezz".to_owned(),
        "каромистенээ".to_owned(),
        "shapoxeny".to_owned(),
        "katorx".to_owned(),
        "mizte".to_owned(),
        format!("steavedenma {third}"),
        format!("{third} шапоитор m"),
        format!("\"{} {}\"", word(1), word(2)),
        format!("-{}", word(1)),
        format!("-\"{} {}\"", word(1), word(2)),
    ];
    for text in queries {
        let query = Query::parse(&text);
        let start = Instant::now();
        let mut found = None;
        for _ in 0..10 {
            found = index.find(&query);
        }
        let each = start.elapsed() / 10;
        let found = found.unwrap_or_default();
        println!(
            "{each:>12?} {:>7} records, by typing error {}: {text}",
            found.records.len(),
            found.is_by_typo
        );
    }
}

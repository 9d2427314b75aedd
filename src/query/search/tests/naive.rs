//! The search by its rules alone: every record read anew, without an index.

use super::*;

/// A part of a query.
#[derive(Clone, Debug)]
enum Part {
    Word(String),
    Phrase(Vec<String>),
    Excluded(String),
    ExcludedPhrase(Vec<String>),
}

/// The text of a query; `open` are the words of a phrase whose end is not typed.
fn written(parts: &[Part], open: &[String]) -> String {
    let mut text = String::new();
    for part in parts {
        text += &match part {
            Part::Word(word) => format!("{word} "),
            Part::Phrase(words) => format!("\"{}\" ", words.join(" ")),
            Part::Excluded(word) => format!("-{word} "),
            Part::ExcludedPhrase(words) => format!("-\"{}\" ", words.join(" ")),
        };
    }
    if !open.is_empty() {
        text += &format!("\"{}", open.join(" "));
    }
    text
}

/// The fields of a record with their words.
fn fields_of(record: &str) -> Vec<Vec<String>> {
    let words = |field: &str| -> Vec<String> {
        let words = field.split(|c: char| !c.is_alphanumeric());
        words
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect()
    };
    folded(record)
        .replace('\'', "")
        .split('\n')
        .map(words)
        .collect()
}

/// The restricted distance of Damerau and Levenshtein, its whole table.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut table = vec![vec![0; b.len() + 1]; a.len() + 1];
    for i in 0..=a.len() {
        for j in 0..=b.len() {
            table[i][j] = match (i, j) {
                (0, _) => j,
                (_, 0) => i,
                _ => {
                    let substituted = table[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
                    substituted
                        .min(table[i - 1][j] + 1)
                        .min(table[i][j - 1] + 1)
                }
            };
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                table[i][j] = table[i][j].min(table[i - 2][j - 2] + 1);
            }
        }
    }
    table[a.len()][b.len()]
}

fn may_be_typed_for(word: &str, typed: &str) -> bool {
    let (word, typed): (Vec<char>, Vec<char>) = (word.chars().collect(), typed.chars().collect());
    let most = match typed.len() {
        _ if typed.iter().all(|c| c.is_numeric()) => 0,
        0..4 => 0,
        4..8 => 1,
        _ => 2,
    };
    let may_start_so = typed.len() >= 6 || word.first() == typed.first();
    most > 0 && may_start_so && (0..=word.len()).any(|end| distance(&word[..end], &typed) <= most)
}

fn has_phrase(fields: &[Vec<String>], phrase: &[String], is_open: bool) -> bool {
    let is_same = |run: &[String]| {
        run.iter()
            .zip(phrase)
            .enumerate()
            .all(|(at, (word, wanted))| {
                word == wanted || is_open && at + 1 == phrase.len() && word.starts_with(wanted)
            })
    };
    fields
        .iter()
        .any(|field| field.windows(phrase.len()).any(is_same))
}

fn find(records: &[String], parts: &[Part], open: &[String]) -> (Vec<u32>, bool) {
    let records: Vec<Vec<Vec<String>>> = records.iter().map(|record| fields_of(record)).collect();
    let all_words: Vec<&String> = records.iter().flatten().flatten().collect();
    let is_known = |typed: &String| all_words.iter().any(|word| word.starts_with(typed));
    let means = |typed: &String, word: &String| match is_known(typed) {
        true => word.starts_with(typed),
        false => may_be_typed_for(word, typed),
    };
    let matches = |fields: &[Vec<String>], part: &Part| match part {
        Part::Word(typed) => fields.iter().flatten().any(|word| means(typed, word)),
        Part::Phrase(words) => has_phrase(fields, words, false),
        Part::Excluded(word) => !fields.iter().flatten().any(|found| found.starts_with(word)),
        Part::ExcludedPhrase(words) => !has_phrase(fields, words, false),
    };
    let is_wanted = |fields: &&Vec<Vec<String>>| {
        parts.iter().all(|part| matches(fields, part))
            && (open.is_empty() || has_phrase(fields, open, true))
    };
    let found = (0..)
        .zip(&records)
        .filter(|(_, fields)| is_wanted(fields))
        .map(|(at, _)| at);
    let is_by_typo = parts.iter().any(|part| match part {
        Part::Word(typed) => !is_known(typed) && all_words.iter().any(|word| means(typed, word)),
        _ => false,
    });
    (found.collect(), is_by_typo)
}

/// Words that are often similar.
fn word() -> impl Strategy<Value = String> {
    prop_oneof![6 => "[ab]{1,5}", 3 => "[abc]{5,11}", 2 => "[аә]{2,6}", 1 => "[12]{1,5}", 1 => "a[12]{3,4}"]
}

/// Words of the records, some typed wrongly, some cut, some not theirs.
fn typed(vocabulary: Vec<String>) -> impl Strategy<Value = String> {
    let known = prop::sample::select(vocabulary);
    let mistakes = prop::collection::vec((any::<prop::sample::Index>(), 0..5_u8), 0..3);
    let mistyped = (known, mistakes).prop_map(|(word, mistakes)| {
        let mut letters: Vec<char> = word.chars().collect();
        for (at, mistake) in mistakes {
            let at = at.index(letters.len());
            match mistake {
                0 => letters.insert(at, 'b'),
                1 if letters.len() > 1 => drop(letters.remove(at)),
                2 => letters[at] = 'c',
                3 if at > 0 => letters.swap(at - 1, at),
                _ => letters.truncate(at + 1),
            }
        }
        letters.into_iter().collect()
    });
    prop_oneof![5 => mistyped, 1 => word()]
}

fn case() -> impl Strategy<Value = (Vec<String>, Vec<Part>, Vec<String>)> {
    let vocabulary = prop::collection::vec(word(), 1..25);
    vocabulary.prop_flat_map(|vocabulary| {
        let separator = prop::sample::select(vec![" ", "\n", ", ", "-"]);
        let words = (prop::sample::select(vocabulary.clone()), separator);
        let record = prop::collection::vec(words, 0..8).prop_map(|words| {
            words
                .iter()
                .map(|(word, separator)| format!("{word}{separator}"))
                .collect()
        });
        let typed = || typed(vocabulary.clone()).prop_map(|word| folded(&word));
        let phrase = || prop::collection::vec(typed(), 1..3);
        let part = prop_oneof![
            5 => typed().prop_map(Part::Word),
            1 => phrase().prop_map(Part::Phrase),
            1 => typed().prop_map(Part::Excluded),
            1 => phrase().prop_map(Part::ExcludedPhrase),
        ];
        let open = prop_oneof![3 => Just(Vec::new()), 1 => phrase()];
        (
            prop::collection::vec(record, 0..12),
            prop::collection::vec(part, 0..4),
            open,
        )
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3000))]

    #[test]
    fn the_index_finds_what_the_rules_say((records, parts, open) in case()) {
        let query = Query::parse(&written(&parts, &open));
        let mut builder = SearchIndexBuilder::new();
        records.iter().for_each(|record| builder.add(record));
        let found = builder.finish().find(&query);
        prop_assert_eq!(found.is_none(), parts.is_empty() && open.is_empty());
        let expected = find(&records, &parts, &open);
        if let Some(found) = found {
            prop_assert_eq!((found.records, found.is_by_typo), expected);
        }
    }
}

//! Which records have which words.

use std::ops::Range;

use super::query::{Phrase, Query};
use super::typo::similar;
use super::words::Words;

/// Stands between two fields of a record, in place of a word.
pub(super) const FIELD_END: u32 = u32::MAX;
/// So many words are given with what was found: more do not fit on a page that marks them.
pub const MOST_FOUND_WORDS: usize = 300;

/// The words of records, and for each word its records. 8 bytes for each word of a record, and each different word
/// once.
#[derive(Clone, Debug, Default)]
pub struct SearchIndex {
    /// All different words, ascending.
    vocabulary: Words,
    /// The words of all records in their order, as places in the vocabulary, with [`FIELD_END`] between fields.
    sequence: Vec<u32>,
    /// Where the words of each record end in the sequence.
    ends: Vec<u32>,
    /// The records of each word, ascending, each once.
    postings: Vec<u32>,
    /// Where the records of each word start in the postings, and the end.
    offsets: Vec<u32>,
}

/// What a query found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// The records, as numbers from 0 in the order in which they were added; ascending.
    pub records: Vec<u32>,
    /// Folded words of the records that a word of the query stands for, those of typing errors first; at most
    /// [`MOST_FOUND_WORDS`].
    pub words: Vec<String>,
    /// Whether a word of the query is in no record, and was taken for similar ones that are.
    pub is_by_typo: bool,
}

/// The words that a word of a query stands for.
struct Meaning {
    places: Vec<Range<usize>>,
    is_by_typo: bool,
}

impl SearchIndex {
    /// An index of what the fields say.
    pub(super) fn new(vocabulary: Words, sequence: Vec<u32>, ends: Vec<u32>) -> Self {
        let mut index = Self {
            vocabulary,
            sequence,
            ends,
            postings: Vec::new(),
            offsets: Vec::new(),
        };
        index.offsets = vec![0; index.vocabulary.len() + 1];
        let mut offsets = std::mem::take(&mut index.offsets);
        index.for_each_different_word(&mut |_, word| {
            if let Some(count) = offsets.get_mut(word + 1) {
                *count += 1;
            }
        });
        let mut sum = 0;
        for offset in &mut offsets {
            sum += *offset;
            *offset = sum;
        }
        let mut postings = vec![0; sum as usize];
        let mut free = offsets.clone();
        index.for_each_different_word(&mut |record, word| {
            let Some(at) = free.get_mut(word) else { return };
            if let Some(posting) = postings.get_mut(*at as usize) {
                *posting = record;
            }
            *at += 1;
        });
        index.postings = postings;
        index.offsets = offsets;
        index
    }

    /// Gives each record with each of its words, once.
    fn for_each_different_word(&self, visit: &mut dyn FnMut(u32, usize)) {
        let mut latest = vec![u32::MAX; self.vocabulary.len()];
        for (record, at) in (0..).zip(0..self.len()) {
            for word in self.words_of(at) {
                let Some(latest) = latest.get_mut(*word as usize) else {
                    continue;
                };
                if *latest != record {
                    *latest = record;
                    visit(record, *word as usize);
                }
            }
        }
    }

    /// The number of records.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is no record.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The number of different words in all records.
    pub fn vocabulary_len(&self) -> usize {
        self.vocabulary.len()
    }

    /// The records that a query wants; `None` for all, because it asks nothing.
    pub fn find(&self, query: &Query) -> Option<Found> {
        if query.is_empty() {
            return None;
        }
        let meanings: Vec<Meaning> = query.wanted.iter().map(|word| self.meaning(word)).collect();
        let phrases: Vec<_> = query
            .phrases
            .iter()
            .map(|phrase| self.places(phrase))
            .collect();
        let of_words = meanings.iter().map(|meaning| &meaning.places[..]);
        let of_phrases = phrases.iter().flatten().map(std::slice::from_ref);
        let mut records = self.with_all(&mut of_words.chain(of_phrases));
        records.retain(|record| phrases.iter().all(|phrase| self.has(*record, phrase)));
        for phrase in &query.excluded {
            let places = self.places(phrase);
            let mut excluded = self.with_all(&mut places.iter().map(std::slice::from_ref));
            excluded.retain(|record| self.has(*record, &places));
            let mut excluded = excluded.into_iter().peekable();
            records.retain(|record| {
                while excluded.next_if(|excluded| excluded < record).is_some() {}
                excluded.peek() != Some(record)
            });
        }
        Some(Found {
            records,
            words: self.words_to_mark(&meanings),
            is_by_typo: meanings.iter().any(|meaning| meaning.is_by_typo),
        })
    }

    /// The words that a word of a query stands for.
    fn meaning(&self, word: &str) -> Meaning {
        let exact = self.vocabulary.beginning_with(word);
        if !exact.is_empty() {
            return Meaning {
                places: vec![exact],
                is_by_typo: false,
            };
        }
        let places = similar(&self.vocabulary, word);
        Meaning {
            is_by_typo: !places.is_empty(),
            places,
        }
    }

    /// For each word of a phrase the places of what it stands for.
    fn places(&self, phrase: &Phrase) -> Vec<Range<usize>> {
        let of_word = |(at, word): (usize, &String)| {
            if phrase.is_open && at + 1 == phrase.words.len() {
                self.vocabulary.beginning_with(word)
            } else {
                self.vocabulary.same_as(word)
            }
        };
        phrase.words.iter().enumerate().map(of_word).collect()
    }

    /// The records that have, for each of the conditions, a word in one of its places.
    fn with_all(&self, conditions: &mut dyn Iterator<Item = &[Range<usize>]>) -> Vec<u32> {
        // How many of the conditions a record fulfilled, if it did all before.
        let mut fulfilled = vec![0_u32; self.len()];
        let mut count = 0;
        for places in conditions {
            for record in places.iter().flat_map(|places| self.postings_of(places)) {
                if let Some(fulfilled) = fulfilled.get_mut(*record as usize)
                    && *fulfilled == count
                {
                    *fulfilled += 1;
                }
            }
            count += 1;
        }
        let records = (0..).zip(fulfilled);
        let with_all = records.filter(|(_, fulfilled)| *fulfilled == count);
        with_all.map(|(record, _)| record).collect()
    }

    /// The records of all words in a range of places, word by word.
    fn postings_of(&self, places: &Range<usize>) -> &[u32] {
        let offset = |place: usize| self.offsets.get(place).map_or(0, |offset| *offset as usize);
        let range = offset(places.start)..offset(places.end);
        self.postings.get(range).unwrap_or_default()
    }

    /// The words of a record in their order.
    fn words_of(&self, record: usize) -> &[u32] {
        let end = |record: usize| self.ends.get(record).map_or(0, |end| *end as usize);
        let start = record.checked_sub(1).map_or(0, end);
        self.sequence.get(start..end(record)).unwrap_or_default()
    }

    /// Whether a record that has each word of a phrase has them one after the other.
    fn has(&self, record: u32, phrase: &[Range<usize>]) -> bool {
        let words = self.words_of(record as usize);
        let Some((first, rest)) = phrase.split_first().filter(|(_, rest)| !rest.is_empty()) else {
            return true;
        };
        let is_in = |(word, places): (&u32, &Range<usize>)| places.contains(&(*word as usize));
        words.iter().enumerate().any(|(at, word)| {
            let after = words.get(at + 1..=at + rest.len());
            is_in((word, first)) && after.is_some_and(|after| after.iter().zip(rest).all(is_in))
        })
    }

    fn words_to_mark(&self, meanings: &[Meaning]) -> Vec<String> {
        let mut words = Vec::new();
        for is_by_typo in [true, false] {
            for meaning in meanings
                .iter()
                .filter(|meaning| meaning.is_by_typo == is_by_typo)
            {
                let places = meaning.places.iter().cloned().flatten();
                let free = MOST_FOUND_WORDS - words.len().min(MOST_FOUND_WORDS);
                words.extend(
                    places
                        .take(free)
                        .map(|place| self.vocabulary.get(place).to_owned()),
                );
            }
        }
        words
    }
}

//! Makes an index of texts.

use super::fold::for_each_word;
use super::index::{FIELD_END, SearchIndex};
use super::words::{Numbering, Words};
use crate::order::ascending_by;

/// So many words of a record are found; texts so long are rare, and one of them should not cost what thousands do.
const MOST_WORDS: usize = 400;
/// So many words of all records, and bytes of different words, can be counted; a browser has no memory for that many.
const MOST_COUNTED: usize = u32::MAX as usize - 1_000_000;

/// Takes the texts of records, one record after the other.
#[derive(Debug, Default)]
pub struct SearchIndexBuilder {
    numbering: Numbering,
    /// The numbers of all words in their order, with [`FIELD_END`] between fields.
    sequence: Vec<u32>,
    /// Where the words of each record end in the sequence.
    ends: Vec<u32>,
}

impl SearchIndexBuilder {
    /// A builder without records.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds the next record by all its texts, in all languages, decomposed (NFKD), the fields separated by line
    /// breaks: a phrase never reaches over one. Words after the 400th are not found.
    pub fn add(&mut self, decomposed: &str) {
        let mut count = 0;
        for field in decomposed.split('\n') {
            let is_later_field = count > 0;
            let mut is_first_word = true;
            for_each_word(field, &mut |word| {
                let size = self.sequence.len().max(self.numbering.words.size());
                if count == MOST_WORDS || size > MOST_COUNTED {
                    return;
                }
                if is_first_word && is_later_field {
                    self.sequence.push(FIELD_END);
                }
                is_first_word = false;
                count += 1;
                self.sequence.push(self.numbering.number_of(word));
            });
        }
        self.ends.push(self.sequence.len() as u32);
    }

    /// The index of all records that were added.
    pub fn finish(self) -> SearchIndex {
        let Self {
            numbering: Numbering { words, .. },
            mut sequence,
            ends,
        } = self;
        let order = ascending_by(words.len(), &|a, b| words.get(a).cmp(words.get(b)));
        let mut vocabulary = Words::default();
        let mut places = vec![0_u32; words.len()];
        for (place, number) in (0..).zip(order) {
            vocabulary.push(words.get(number));
            if let Some(of_number) = places.get_mut(number) {
                *of_number = place;
            }
        }
        for word in &mut sequence {
            if let Some(place) = places.get(*word as usize) {
                *word = *place;
            }
        }
        sequence.shrink_to_fit();
        SearchIndex::new(vocabulary, sequence, ends)
    }
}

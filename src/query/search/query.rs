//! What somebody typed to search.

use super::fold::for_each_word;

/// So many words of a query count, for each one that is typed wrongly is held against all words of the records.
pub const MOST_QUERY_WORDS: usize = 32;

/// Quotation marks, of which each begins or ends a phrase: keyboards of phones set others than were typed.
const QUOTES: [char; 6] = ['"', '\u{201C}', '\u{201D}', '\u{201E}', '«', '»'];

/// What records have to have and must not have. [`super`] says how it is read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// Folded words, each of which a record has to have.
    pub(super) wanted: Vec<String>,
    /// What a record has to have as it is.
    pub(super) phrases: Vec<Phrase>,
    /// What a record must not have.
    pub(super) excluded: Vec<Phrase>,
}

/// Words that follow each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Phrase {
    /// Folded words, at least one.
    pub words: Vec<String>,
    /// Whether the last word may go on.
    pub is_open: bool,
}

impl Query {
    /// Reads a decomposed text (NFKD).
    pub fn parse(decomposed: &str) -> Self {
        let mut query = Self::default();
        let mut parts = decomposed.split(QUOTES).peekable();
        let mut is_quoted = false;
        let mut is_excluded = false;
        while let Some(part) = parts.next() {
            if is_quoted {
                query.add_phrase(part, parts.peek().is_none(), is_excluded);
            } else {
                part.split_whitespace().for_each(|piece| query.add(piece));
                let before = part
                    .strip_suffix('-')
                    .map(|before| before.chars().next_back());
                is_excluded = before.is_some_and(|before| before.is_none_or(char::is_whitespace));
            }
            is_quoted = !is_quoted;
        }
        query
    }

    /// Whether nothing is asked, so that all records are wanted.
    pub fn is_empty(&self) -> bool {
        self.wanted.is_empty() && self.phrases.is_empty() && self.excluded.is_empty()
    }

    /// Adds what stands between two spaces and is not quoted.
    fn add(&mut self, piece: &str) {
        match piece.strip_prefix('-') {
            Some(excluded) => self.add_phrase(excluded, true, true),
            None => {
                let words = self.words_of(piece);
                self.wanted.extend(words);
            }
        }
    }

    fn add_phrase(&mut self, text: &str, is_open: bool, is_excluded: bool) {
        let words = self.words_of(text);
        if words.is_empty() {
            return;
        }
        let phrases = if is_excluded {
            &mut self.excluded
        } else {
            &mut self.phrases
        };
        phrases.push(Phrase { words, is_open });
    }

    /// The words of a part of the query, as long as there are not too many.
    fn words_of(&self, text: &str) -> Vec<String> {
        let phrases = self.phrases.iter().chain(&self.excluded);
        let in_phrases: usize = phrases.map(|phrase| phrase.words.len()).sum();
        let free = MOST_QUERY_WORDS.saturating_sub(self.wanted.len() + in_phrases);
        let mut words = Vec::new();
        for_each_word(text, &mut |word| {
            if words.len() < free {
                words.push(word.to_owned());
            }
        });
        words
    }
}

//! Where the words of a query are in a text.

use std::ops::Range;

use super::fold::{for_each_word, is_dropped, letters};
use super::query::{Phrase, Query};
use crate::order::ascending_by;

/// Finds in texts what a query found them for.
#[derive(Clone, Debug, Default)]
pub struct Marker {
    query: Query,
    /// Folded words to mark as a whole, ascending.
    words: Vec<String>,
}

/// A word of a text.
struct Word {
    folded: String,
    /// How many of its folded letters are to be marked, from the first on.
    marked: usize,
    /// The number of its line: a phrase never reaches over the end of one.
    line: usize,
}

impl Marker {
    /// A marker of the words of a query and of those that it found ([`super::Found::words`]).
    pub fn new(query: &Query, found: &[String]) -> Self {
        let order = ascending_by(found.len(), &|a, b| found.get(a).cmp(&found.get(b)));
        let words = order.into_iter().filter_map(|at| found.get(at).cloned());
        Self {
            query: query.clone(),
            words: words.collect(),
        }
    }

    /// The bytes of a text that match, ascending, apart from each other, and never within a character. Of a word that
    /// begins with one of the query only that beginning, of one that stands for a typing error all of it, of a phrase
    /// each word.
    ///
    /// The text is as it is shown; `decompose` makes its NFKD.
    pub fn ranges(&self, text: &str, decompose: &dyn Fn(&str) -> String) -> Vec<Range<usize>> {
        let mut ranges = Vec::new();
        if self.query.wanted.is_empty() && self.query.phrases.is_empty() {
            return ranges;
        }
        let pieces = pieces(text);
        let mut words = Vec::new();
        let mut ends = Vec::with_capacity(pieces.len());
        for (at, line) in &pieces {
            let piece = text.get(at.clone()).unwrap_or_default();
            self.read(piece, *line, decompose, &mut words);
            ends.push(words.len());
        }
        for phrase in &self.query.phrases {
            mark_phrase(phrase, &mut words);
        }
        let mut start = 0;
        for ((at, _), end) in pieces.into_iter().zip(ends) {
            let marked = words.get(start..end).unwrap_or_default();
            start = end;
            if marked.iter().any(|word| word.marked > 0) {
                locate(text, at, marked, decompose, &mut ranges);
            }
        }
        ranges
    }

    /// Adds the words of a piece of text, marked as far as they match on their own.
    fn read(
        &self,
        piece: &str,
        line: usize,
        decompose: &dyn Fn(&str) -> String,
        words: &mut Vec<Word>,
    ) {
        let mut add = |folded: &str| {
            words.push(Word {
                folded: folded.to_owned(),
                marked: self.marked(folded),
                line,
            });
        };
        if piece.is_ascii() {
            for_each_word(piece, &mut add);
        } else {
            for_each_word(&decompose(piece), &mut add);
        }
    }

    /// How many letters of a folded word match.
    fn marked(&self, folded: &str) -> usize {
        let starts = self
            .query
            .wanted
            .iter()
            .filter(|word| folded.starts_with(*word));
        let longest = starts.map(|word| word.chars().count()).max();
        longest.unwrap_or_else(|| {
            let is_found = self
                .words
                .binary_search_by(|word| (**word).cmp(folded))
                .is_ok();
            if is_found { usize::MAX } else { 0 }
        })
    }
}

/// What stands between two spaces, by its bytes and the number of its line. Spaces neither join when text is
/// decomposed nor belong to a word.
fn pieces(text: &str) -> Vec<(Range<usize>, usize)> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut line = 0;
    let ends = text.char_indices().filter(|(_, c)| c.is_whitespace());
    for (end, space) in ends.chain([(text.len(), ' ')]) {
        if start < end {
            pieces.push((start..end, line));
        }
        line += usize::from(space == '\n');
        start = end + space.len_utf8();
    }
    pieces
}

/// Marks the words of a phrase wherever they follow each other.
fn mark_phrase(phrase: &Phrase, words: &mut [Word]) {
    let last = phrase.words.len().saturating_sub(1);
    for start in 0..words.len() {
        let Some(run) = words.get_mut(start..=start + last) else {
            return;
        };
        let line = run.first().map(|word| word.line);
        let is_same = |(at, (word, wanted)): (usize, (&Word, &String))| {
            let is_open = phrase.is_open && at == last;
            Some(word.line) == line
                && (word.folded == *wanted || is_open && word.folded.starts_with(wanted))
        };
        if run.iter().zip(&phrase.words).enumerate().all(is_same) {
            for (word, wanted) in run.iter_mut().zip(&phrase.words) {
                word.marked = word.marked.max(wanted.chars().count());
            }
        }
    }
}

/// Adds the ranges of the marked words of one piece of text, character by character: only so it is known which of them
/// became which letters.
fn locate(
    text: &str,
    piece: Range<usize>,
    words: &[Word],
    decompose: &dyn Fn(&str) -> String,
    ranges: &mut Vec<Range<usize>>,
) {
    let mut number = 0;
    let mut letter = 0;
    let mut at = piece.start;
    for c in text.get(piece).unwrap_or_default().chars() {
        let bytes = at..at + c.len_utf8();
        at = bytes.end;
        let mut take = |taken: Option<char>| {
            if taken.is_none() {
                number += usize::from(letter > 0);
                letter = 0;
                return;
            }
            letter += 1;
            if words.get(number).is_some_and(|word| letter <= word.marked) {
                mark(&bytes, letter > 1, ranges);
            }
        };
        if c.is_ascii() {
            letters(c, &mut take);
        } else if !is_dropped(c) {
            let decomposed = decompose(text.get(bytes.clone()).unwrap_or_default());
            decomposed.chars().for_each(|c| letters(c, &mut take));
        } else if let Some(last) = ranges.last_mut()
            && last.end == bytes.start
        {
            // The accent of the last letter, which is drawn with it.
            last.end = bytes.end;
        }
    }
}

/// Marks the bytes of one character, which goes on with what is marked already or begins anew. Two words may be of one
/// character (½).
fn mark(bytes: &Range<usize>, goes_on: bool, ranges: &mut Vec<Range<usize>>) {
    match ranges.last_mut() {
        Some(last) if goes_on || last.end > bytes.start => last.end = bytes.end,
        _ => ranges.push(bytes.clone()),
    }
}

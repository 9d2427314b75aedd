//! Words that are typed wrongly.

use std::ops::Range;

use super::words::Words;

/// From so many characters on a word of a query may have one typing error.
pub const LETTERS_FOR_ONE_EDIT: usize = 4;
/// From so many characters on a word of a query may have two typing errors.
pub const LETTERS_FOR_TWO_EDITS: usize = 8;
/// From so many characters on one of the typing errors may be in the first character.
pub const LETTERS_FOR_FREE_START: usize = 6;

/// The places of the words, in ascending order, that begin with something a folded word may have been typed for.
///
/// The words have to be in ascending order. Two texts differ by the number of insertions, deletions, substitutions and
/// exchanges of neighbours, none of which touches the result of another: the restricted edit distance (Damerau 1964
/// for the four errors, Wagner and Fischer 1974 for the table, Wagner and Lowrance 1975 with exchanges).
pub(super) fn similar(words: &Words, typed: &str) -> Vec<Range<usize>> {
    let letters: Vec<char> = typed.chars().collect();
    let most = most_edits(&letters);
    let mut found: Vec<Range<usize>> = Vec::new();
    let Some(first) = letters.first().filter(|_| most > 0) else {
        return found;
    };
    let among = if letters.len() < LETTERS_FOR_FREE_START {
        words.beginning_with(first.encode_utf8(&mut [0; 4]))
    } else {
        0..words.len()
    };
    let mut table = Table::new(letters, most);
    let mut decided = Decided::default();
    for place in among {
        let word = words.get(place);
        if decided.start.is_empty() || !word.starts_with(decided.start) {
            decided = table.decide(word);
        }
        match found.last_mut() {
            _ if !decided.is_similar => {}
            Some(last) if last.end == place => last.end += 1,
            _ => found.push(place..place + 1),
        }
    }
    found
}

/// How many typing errors a word may have.
fn most_edits(letters: &[char]) -> usize {
    let is_number = letters.iter().all(|letter| letter.is_numeric());
    match letters.len() {
        _ if is_number => 0,
        LETTERS_FOR_TWO_EDITS.. => 2,
        LETTERS_FOR_ONE_EDIT.. => 1,
        _ => 0,
    }
}

/// What is known of all words that start in the same way.
#[derive(Default)]
struct Decided<'w> {
    /// How they start; empty if it is known of one word only.
    start: &'w str,
    /// Whether that is similar, or else whether no word that starts so can be.
    is_similar: bool,
}

/// The table of distances between the beginnings of two words. A row stays for the next word if it begins in the same
/// way, which in ascending order most do.
struct Table {
    /// The word that was typed; a column for each of its beginnings, from the empty one on.
    typed: Vec<char>,
    most: usize,
    /// How the word at hand begins; a row for each of its beginnings, from the empty one on.
    start: Vec<char>,
    /// The cells row by row. What is more than `most` may be any number above it.
    cells: Vec<u8>,
}

impl Table {
    fn new(typed: Vec<char>, most: usize) -> Self {
        let columns = typed.len() + 1;
        // The last row has no cell in the band, so no word gets further.
        let rows = typed.len() + most + 2;
        let mut cells = vec![most as u8 + 1; rows * columns];
        for (distance, cell) in (0..).zip(cells.iter_mut().take(columns)) {
            *cell = distance;
        }
        Self {
            typed,
            most,
            start: Vec::new(),
            cells,
        }
    }

    /// Looks at a word letter by letter until what it begins with decides for all words that do.
    fn decide<'w>(&mut self, word: &'w str) -> Decided<'w> {
        let pairs = self.start.iter().zip(word.chars());
        let kept = pairs.take_while(|(known, letter)| *known == letter).count();
        self.start.truncate(kept);
        for (row, (at, letter)) in word.char_indices().enumerate() {
            if row < kept {
                continue;
            }
            self.start.push(letter);
            let (least, last) = self.fill_row(letter);
            if last <= self.most || least > self.most {
                return Decided {
                    start: word.get(..at + letter.len_utf8()).unwrap_or_default(),
                    is_similar: last <= self.most,
                };
            }
        }
        Decided::default()
    }

    /// Fills the row of the beginning at hand. Gives its least distance, which no row below undercuts, and the one to
    /// the whole word that was typed.
    ///
    /// Only cells within `most` of the diagonal are filled: elsewhere the lengths alone differ by more (Ukkonen 1985).
    fn fill_row(&mut self, letter: char) -> (usize, usize) {
        let row = self.start.len();
        let band = row.saturating_sub(self.most)..=(row + self.most).min(self.typed.len());
        let mut least = self.most + 1;
        let mut last = self.most + 1;
        for column in band {
            let distance = self.distance(row, column, letter);
            if let Some(cell) = self.cells.get_mut(row * (self.typed.len() + 1) + column) {
                *cell = distance as u8;
            }
            least = least.min(distance);
            if column == self.typed.len() {
                last = distance;
            }
        }
        (least, last)
    }

    /// The least distance to a cell from those before it. The row is not the first.
    fn distance(&self, row: usize, column: usize, letter: char) -> usize {
        let Some(before) = column.checked_sub(1) else {
            return row;
        };
        let typed = self.typed.get(before);
        let substituted = self.cell(row - 1, before) + usize::from(typed != Some(&letter));
        let inserted = self.cell(row - 1, column).min(self.cell(row, before)) + 1;
        let mut distance = substituted.min(inserted);
        if row >= 2
            && before >= 1
            && typed == self.start.get(row - 2)
            && self.typed.get(before - 1) == Some(&letter)
        {
            distance = distance.min(self.cell(row - 2, before - 1) + 1);
        }
        distance
    }

    fn cell(&self, row: usize, column: usize) -> usize {
        let at = row * (self.typed.len() + 1) + column;
        self.cells
            .get(at)
            .map_or(self.most + 1, |cell| *cell as usize)
    }
}

//! Words in one buffer, found by what they are or how they begin.

use std::ops::Range;

/// A slot of a [`Numbering`] without a word.
const FREE: u32 = u32::MAX;

/// Words one after the other in one text, which takes 4 bytes for each beside its letters.
#[derive(Clone, Debug, Default)]
pub(super) struct Words {
    text: String,
    ends: Vec<u32>,
}

impl Words {
    /// Adds a word at the end.
    pub fn push(&mut self, word: &str) {
        self.text.push_str(word);
        self.ends.push(self.text.len() as u32);
    }

    /// The number of words.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// The bytes of all words.
    pub fn size(&self) -> usize {
        self.text.len()
    }

    /// The word in a place; empty where there is none.
    pub fn get(&self, place: usize) -> &str {
        let end = |place: usize| self.ends.get(place).map_or(0, |end| *end as usize);
        let start = place.checked_sub(1).map_or(0, end);
        self.text.get(start..end(place)).unwrap_or_default()
    }

    /// The places of the words that begin with a text. Needs words in ascending order.
    pub fn beginning_with(&self, text: &str) -> Range<usize> {
        let start = first(0..self.len(), &|place| self.get(place) >= text);
        let end = first(start..self.len(), &|place| {
            !self.get(place).starts_with(text)
        });
        start..end
    }

    /// The place of a word, and nothing where it is not. Needs words in ascending order, each once.
    pub fn same_as(&self, word: &str) -> Range<usize> {
        let start = first(0..self.len(), &|place| self.get(place) >= word);
        let is_there = start < self.len() && self.get(start) == word;
        start..start + usize::from(is_there)
    }
}

/// The first of the places for which something holds that holds for all after it too; their end for none.
fn first(places: Range<usize>, holds: &dyn Fn(usize) -> bool) -> usize {
    let Range { mut start, mut end } = places;
    while start < end {
        let middle = start + (end - start) / 2;
        if holds(middle) {
            end = middle;
        } else {
            start = middle + 1;
        }
    }
    start
}

/// Gives each word a number, the same one whenever it comes.
///
/// A hash table with linear probing, at most half full. One of the standard library is several times the code and
/// time.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    /// The words by their numbers.
    pub words: Words,
    slots: Vec<u32>,
}

impl Numbering {
    /// The number of a word, which is the next one if it is new.
    pub fn number_of(&mut self, word: &str) -> u32 {
        if self.slots.len() <= 2 * self.words.len() {
            self.grow();
        }
        let slot = self.slot_of(word);
        let number = self.words.len() as u32;
        match self.slots.get_mut(slot) {
            Some(free) if *free == FREE => {
                *free = number;
                self.words.push(word);
                number
            }
            Some(known) => *known,
            None => number,
        }
    }

    /// The slot that has a word or should have it.
    fn slot_of(&self, word: &str) -> usize {
        let last = self.slots.len().saturating_sub(1);
        let mut slot = hash(word) & last;
        while let Some(known) = self.slots.get(slot)
            && *known != FREE
            && self.words.get(*known as usize) != word
        {
            slot = (slot + 1) & last;
        }
        slot
    }

    fn grow(&mut self) {
        let slots = (4 * self.words.len()).next_power_of_two().max(1024);
        self.slots = vec![FREE; slots];
        for number in 0..self.words.len() {
            let slot = self.slot_of(self.words.get(number));
            if let Some(free) = self.slots.get_mut(slot) {
                *free = number as u32;
            }
        }
    }
}

/// The hash of Fowler, Noll and Vo in its form FNV-1a of 32 bits, its upper half folded into the lower one, for fewer
/// bits than 32 are used.
fn hash(word: &str) -> usize {
    let mut hash = 0x811C_9DC5_u32;
    for byte in word.bytes() {
        hash = (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    }
    (hash ^ (hash >> 16)) as usize
}

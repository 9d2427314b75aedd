//! A date in words and numbers, cut into its pieces.

use super::words::Word;

/// A piece of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// A number.
    Number(Digits),
    /// A word that may stand in a date.
    Word(Word),
    /// One of the signs of [`mark`].
    Mark(u8),
}

/// A number as it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Digits {
    /// Its value.
    pub value: u32,
    /// How many digits it has, leading zeros included; at most 9.
    pub count: u8,
}

/// A piece and what is before it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    /// The piece.
    pub piece: Piece,
    /// Whether white space is before it.
    pub is_spaced: bool,
}

impl Token {
    /// The number, if it is one.
    pub fn number(self) -> Option<Digits> {
        match self.piece {
            Piece::Number(digits) => Some(digits),
            _ => None,
        }
    }
}

/// The pieces of a text.
pub(super) struct Tokens {
    list: [Token; Self::MOST],
    count: usize,
}

impl Tokens {
    /// No date has more pieces.
    const MOST: usize = 24;
    /// No date is longer.
    const MOST_BYTES: usize = 100;

    /// The pieces of a text; `None` if it has one that no date has.
    pub fn read(text: &str) -> Option<Self> {
        if text.len() > Self::MOST_BYTES {
            return None;
        }
        let empty = Token {
            piece: Piece::Mark(b' '),
            is_spaced: false,
        };
        let mut tokens = Self {
            list: [empty; Self::MOST],
            count: 0,
        };
        let mut rest = text;
        while let Some(first) = rest.trim_start().chars().next() {
            let spaced = rest;
            rest = rest.trim_start();
            let is_spaced = rest.len() < spaced.len();
            let (piece, length) = match first {
                '0'..='9' => number(rest)?,
                c if c.is_alphabetic() => word(rest)?,
                c => (Piece::Mark(mark(c)?), c.len_utf8()),
            };
            *tokens.list.get_mut(tokens.count)? = Token { piece, is_spaced };
            tokens.count += 1;
            rest = rest.get(length..)?;
        }
        Some(tokens)
    }

    /// The pieces in their order.
    pub fn as_slice(&self) -> &[Token] {
        self.list.get(..self.count).unwrap_or_default()
    }
}

fn number(text: &str) -> Option<(Piece, usize)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit);
    let length = digits.clone().count();
    let value = |value, digit| 10 * value + u32::from(digit - b'0');
    (length <= 9).then(|| {
        let digits = Digits {
            value: digits.fold(0, value),
            count: length as u8,
        };
        (Piece::Number(digits), length)
    })
}

fn word(text: &str) -> Option<(Piece, usize)> {
    let is_accent = |c| ('\u{300}'..='\u{36f}').contains(&c);
    let end = text.find(|c: char| !c.is_alphabetic() && !is_accent(c));
    let (word, rest) = text.split_at_checked(end.unwrap_or(text.len()))?;
    let half = match word {
        "a" | "A" => Some(Word::Am),
        "p" | "P" => Some(Word::Pm),
        _ => None,
    };
    if let Some(half) = half
        && let Some(after) = after_m(rest)
    {
        return Some((Piece::Word(half), text.len() - after.len()));
    }
    Some((Piece::Word(Word::read(word)?), word.len()))
}

/// What follows the second half of `a.m.`, as Spanish spaces it too: `a. m.`.
fn after_m(rest: &str) -> Option<&str> {
    let rest = rest.strip_prefix('.')?.trim_start();
    let rest = rest.strip_prefix(['m', 'M'])?;
    let is_word_over = !rest.chars().next().is_some_and(char::is_alphabetic);
    is_word_over.then(|| rest.strip_prefix('.').unwrap_or(rest))
}

/// The sign that a sign stands for: dashes are hyphens.
fn mark(c: char) -> Option<u8> {
    match c {
        '.' | ',' | '/' | '-' | '+' | ':' | '\'' => Some(c as u8),
        '\u{2010}'..='\u{2014}' | '\u{2212}' => Some(b'-'),
        '\u{2019}' => Some(b'\''),
        '\u{b0}' => Some(b'.'),
        _ => None,
    }
}

//! Full-text search over records: every word of a query, at the beginning of a word, and despite typing errors.
//!
//! An index is built once of all texts of each record ([`SearchIndexBuilder`]). A [`Query`] is what somebody typed;
//! [`SearchIndex::find`] gives the records that it wants, and a [`Marker`] where in a text its words are.
//!
//! # Texts
//!
//! All functions take text that is decomposed (NFKD, [Unicode Standard Annex 15]): a browser and the command each
//! bring their own tables for that, which are too large to be here. [`folded`] takes what is left of the difference
//! between letters that people type for one another.
//!
//! A word is a run of letters and digits. An apostrophe does not end it (*O'Brien* is *obrien*), a hyphen does. Of
//! scripts that are written without spaces each character is a word, so several of them find the records with all of
//! them, in any order.
//!
//! # Queries
//!
//! - A record has to have every word: the word itself, one that begins with it, or, where no word of any record does,
//!   one that is typed wrongly. That is decided for each word of the query on its own, so a word that is in the
//!   records is taken at its word, and a query without errors never brings up what only looks alike. The price: a
//!   typing error that is in the records too finds only the records with that error.
//! - A word of at least [`LETTERS_FOR_ONE_EDIT`] characters may have one typing error, of at least
//!   [`LETTERS_FOR_TWO_EDITS`] two: a character too many, too few, another one, or two neighbours exchanged. That
//!   holds for whole words and for their beginnings. The first character has to be right in words of less than
//!   [`LETTERS_FOR_FREE_START`], where a wrong one seldom is an error and often another word. Numbers have no errors.
//! - A text in quotation marks, of whichever shape, is a phrase: its words follow each other, exactly so, within one
//!   field. Of a phrase whose end is not typed yet the last word may go on.
//! - What stands behind a `-` excludes the records that have it, exactly or as a beginning. Joined words
//!   (`-north-east`) and phrases exclude where they follow each other.
//!
//! [Unicode Standard Annex 15]: https://www.unicode.org/reports/tr15/

mod builder;
mod fold;
mod index;
mod marker;
mod query;
#[cfg(test)]
mod tests;
mod typo;
mod words;

pub use builder::SearchIndexBuilder;
pub use fold::folded;
pub use index::{Found, MOST_FOUND_WORDS, SearchIndex};
pub use marker::Marker;
pub use query::{MOST_QUERY_WORDS, Query};
pub use typo::{LETTERS_FOR_FREE_START, LETTERS_FOR_ONE_EDIT, LETTERS_FOR_TWO_EDITS};

//! What the sources say, in figures and in words, with who says it.

use crate::locale::LocalizedText;

/// A reported quantity.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// What is counted or weighed.
    pub label: LocalizedText,
    /// The number; `None` when the source gives none.
    pub value: Option<f64>,
    /// Unit of the number as the reader sees it, such as "kg"; empty for a count.
    pub unit: LocalizedText,
    /// How the source hedges the number.
    pub qualifier: Qualifier,
    /// Positions of the articles that report it.
    pub articles: Vec<usize>,
}

/// How a source hedges a number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Qualifier {
    /// As it stands.
    #[default]
    Exactly,
    /// "more than"
    MoreThan,
    /// "at least"
    AtLeast,
    /// "nearly"
    Nearly,
    /// "about"
    About,
    /// "less than"
    LessThan,
    /// "at most"
    AtMost,
    /// The source gives no number.
    NotStated,
}

impl Qualifier {
    /// The vocabulary of the file format.
    pub const ALL: [(&'static str, Self); 8] = [
        ("exactly", Self::Exactly),
        ("more-than", Self::MoreThan),
        ("at-least", Self::AtLeast),
        ("nearly", Self::Nearly),
        ("about", Self::About),
        ("less-than", Self::LessThan),
        ("at-most", Self::AtMost),
        ("not-stated", Self::NotStated),
    ];

    /// The word of the file format.
    pub fn as_str(self) -> &'static str {
        super::incident::word_of(&Self::ALL, self)
    }
}

/// A point on which the sources differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// What it is about.
    pub topic: LocalizedText,
    /// What each source says.
    pub versions: Vec<Version>,
}

/// One side of a disagreement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// What is said.
    pub text: LocalizedText,
    /// Positions of the articles that say so.
    pub articles: Vec<usize>,
}

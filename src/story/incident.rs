//! A reported incident.

use super::{Account, Figure, Place, PlacePrecision, Shape};
use crate::locale::{Locale, LocalizedText};
use crate::time::When;

/// A reported incident. Nothing here is proven: `status` says how far it has come.
#[derive(Clone, Debug, PartialEq)]
pub struct Incident {
    /// Its id in the file, or one made from its position.
    pub id: String,
    /// What kind of incident.
    pub kind: Kind,
    /// How far it has come.
    pub status: Status,
    /// Headline.
    pub title: LocalizedText,
    /// A few sentences.
    pub summary: LocalizedText,
    /// When, as far as the source says.
    pub when: Option<When>,
    /// Whether the file has a date that could not be read, so that none is stated here but one is there.
    pub has_unread_date: bool,
    /// Where the record itself is published, `http` or `https`.
    pub link: Option<String>,
    /// Who reports it, where no article does.
    pub source: LocalizedText,
    /// Position of its phase.
    pub phase: Option<usize>,
    /// Where, in words and codes.
    pub place: Place,
    /// Where, in coordinates; `None` when the place is only named.
    pub shape: Option<Shape>,
    /// Reported quantities.
    pub figures: Vec<Figure>,
    /// Points on which the sources differ.
    pub accounts: Vec<Account>,
    /// Positions of the articles that report it.
    pub articles: Vec<usize>,
    /// Day of the last edit, as written in the file.
    pub updated: Option<String>,
    /// What was corrected since it was first published.
    pub corrections: Vec<Correction>,
}

impl Incident {
    /// An operation of which nothing is known, for tests.
    #[cfg(test)]
    pub(crate) fn blank() -> Self {
        Self {
            id: String::new(),
            kind: Kind::Operation,
            status: Status::Reported,
            title: LocalizedText::default(),
            summary: LocalizedText::default(),
            when: None,
            has_unread_date: false,
            link: None,
            source: LocalizedText::default(),
            phase: None,
            place: Place::default(),
            shape: None,
            figures: Vec::new(),
            accounts: Vec::new(),
            articles: Vec::new(),
            updated: None,
            corrections: Vec::new(),
        }
    }

    /// The date in words, in the reader's language.
    pub fn when_text(&self, locale: &Locale) -> String {
        match self.has_unread_date {
            true => locale.text("when-unread"),
            false => locale.when(self.when.as_ref()),
        }
    }

    /// The code of the region or country that it is drawn as, where the basemap has it: when the source gives nothing
    /// finer. A point of what is only known as a region or a country stands for all of it.
    pub fn area_code(&self) -> Option<&str> {
        let precision = self.place.precision;
        let is_area = match &self.shape {
            None => precision.is_area(),
            Some(shape) => precision > PlacePrecision::District && shape.is_points(),
        };
        let code = self.place.region.as_deref().filter(|_| is_area)?;
        match precision {
            PlacePrecision::Country => code.get(..2),
            _ => Some(code),
        }
    }
}

/// A correction of an incident.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// Its day, as written in the file.
    pub date: Option<String>,
    /// What was corrected.
    pub text: LocalizedText,
}

/// What kind of incident.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Something that happened there.
    Operation,
    /// A link that is reported, with no operation there.
    Lead,
    /// Position of a category that the story declares.
    Category(usize),
}

/// How far an incident has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Status {
    /// Reported, no more.
    #[default]
    Reported,
    /// Somebody has been charged.
    Charged,
    /// A court has convicted.
    Convicted,
    /// A court has acquitted.
    Acquitted,
    /// The case has been dropped.
    Dropped,
}

impl Status {
    /// The vocabulary of the file format.
    pub const ALL: [(&'static str, Self); 5] = [
        ("reported", Self::Reported),
        ("charged", Self::Charged),
        ("convicted", Self::Convicted),
        ("acquitted", Self::Acquitted),
        ("dropped", Self::Dropped),
    ];

    /// The word of the file format.
    pub fn as_str(self) -> &'static str {
        word_of(&Self::ALL, self)
    }
}

/// The word of a value in a vocabulary table.
pub(super) fn word_of<T: PartialEq>(table: &[(&'static str, T)], value: T) -> &'static str {
    table
        .iter()
        .find(|(_, found)| *found == value)
        .map_or("", |(word, _)| word)
}

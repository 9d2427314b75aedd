//! How the fields of a file were recognised.

use super::Issue;

/// What a field of a file can be to an incident.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Target {
    /// Its id.
    Id,
    /// When it happened, or began.
    Time,
    /// The time of day, where it has a column of its own.
    TimeOfDay,
    /// When it ended.
    EndTime,
    /// How precisely the time is known, in a code.
    TimePrecision,
    /// Its headline.
    Title,
    /// A few sentences.
    Summary,
    /// What kind of incident.
    Category,
    /// The name of the place.
    Place,
    /// The code or name of the region.
    Region,
    /// The address of its own page.
    Link,
    /// Who reports it.
    Source,
    /// How precisely the place is known, in words or a code.
    Precision,
    /// Degrees east.
    Longitude,
    /// Degrees north.
    Latitude,
    /// Both in one: well-known text, or two numbers.
    Position,
    /// The figure that its mark is sized by.
    Size,
}

impl Target {
    /// The word of each in reports and options; `field-` and the word is the key of its name.
    pub const ALL: [(&'static str, Self); 17] = [
        ("id", Self::Id),
        ("time", Self::Time),
        ("time-of-day", Self::TimeOfDay),
        ("end-time", Self::EndTime),
        ("time-precision", Self::TimePrecision),
        ("title", Self::Title),
        ("summary", Self::Summary),
        ("category", Self::Category),
        ("place", Self::Place),
        ("region", Self::Region),
        ("link", Self::Link),
        ("source", Self::Source),
        ("precision", Self::Precision),
        ("longitude", Self::Longitude),
        ("latitude", Self::Latitude),
        ("position", Self::Position),
        ("size", Self::Size),
    ];

    /// Its word in reports and options.
    pub fn as_str(self) -> &'static str {
        let found = Self::ALL.iter().find(|(_, target)| *target == self);
        found.map_or("", |(word, _)| word)
    }

    /// The target of a word.
    pub fn from_word(word: &str) -> Option<Self> {
        let found = Self::ALL.iter().find(|(known, _)| *known == word);
        found.map(|(_, target)| *target)
    }
}

/// Why a field was taken for what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The publisher says so.
    Told,
    /// The file is of a known kind, which has this field.
    KnownFormat,
    /// Its name says so, and its values do not say otherwise.
    Name,
    /// Its values look like it.
    Values,
}

impl Reason {
    /// The word of each in reports; `reason-` and the word is the key of its message.
    pub const ALL: [(&'static str, Self); 4] = [
        ("told", Self::Told),
        ("known-format", Self::KnownFormat),
        ("name", Self::Name),
        ("values", Self::Values),
    ];

    /// Its word in reports.
    pub fn as_str(self) -> &'static str {
        let found = Self::ALL.iter().find(|(_, reason)| *reason == self);
        found.map_or("", |(word, _)| word)
    }

    /// The reason of a word.
    pub fn from_word(word: &str) -> Option<Self> {
        let found = Self::ALL.iter().find(|(known, _)| *known == word);
        found.map(|(_, reason)| *reason)
    }
}

/// A field that was recognised.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Detected {
    /// What it is to an incident.
    pub target: Target,
    /// Its name in the file.
    pub field: String,
    /// Why.
    pub reason: Reason,
    /// How its values are written, where that was found out: `epoch-milliseconds`, `day-first`, `ACLED geo_precision`
    /// …; empty otherwise.
    pub form: String,
    /// How many of the values that are there could be read so, and how many there are.
    pub fitting: (usize, usize),
}

/// What was found in a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Name of the file.
    pub name: String,
    /// Its format, such as `GeoJSON` or `CSV, semicolons, gzip`.
    pub format: String,
    /// The kind of file it was recognised as, such as `ACLED`; empty for none.
    pub known_format: String,
    /// How many records the file has.
    pub records: usize,
    /// How many of them are shown.
    pub shown: usize,
    /// How many of these are listed without a place on the map.
    pub unplaced: usize,
    /// How many records their publisher has withdrawn; these are not shown.
    pub withdrawn: usize,
    /// How its fields were recognised.
    pub detected: Vec<Detected>,
    /// Names of fields that are not shown.
    pub unused: Vec<String>,
    /// What is wrong, in the order of the file, alike ones together.
    pub issues: Vec<Issue>,
}

//! The kinds of issue.

/// How much an issue costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Worth knowing; nothing has to be done.
    Note,
    /// Something of the record is lost or doubtful.
    Warning,
    /// A record, or a part of the file, is not shown.
    Error,
}

/// What is wrong. Each has a code, which stands in reports and names its message (`issue-` and the code), and a
/// severity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Problem {
    // The file.
    /// Not UTF-8: `value` is the encoding it was read in.
    Encoding,
    /// Of no format that is read: `value` is its beginning.
    UnknownFormat,
    /// Not what the format allows: `expected` says what should stand there.
    Syntax,
    /// The file ends in the middle.
    CutShort,
    /// Nothing in the file.
    Empty,
    /// A quotation mark that is never closed: `value` is how many lines it takes with it.
    OpenQuote,
    /// More records than are shown: `value` is their number, `expected` the limit.
    ManyRecords,
    /// A record nested deeper than is read: `expected` is the limit.
    TooDeep,
    /// Over a limit: `value` is what was found, `expected` the limit.
    OverLimit,
    /// Coordinates in another reference system: `value` names it.
    UnknownCrs,
    /// A reference system within two metres of WGS 84: `value` names it.
    NearlyWgs84,
    /// A row with more or fewer cells than the header: `value` is their number, `expected` that of the header.
    RaggedRow,
    /// A column without a name, or with the name of another.
    BadHeader,
    /// Nothing in the file says where or when anything happened.
    NoPlaces,

    // The record.
    /// Something among the features that is not a GeoJSON Feature.
    NotAFeature,
    /// Nested too deep, or a number outside what a computer can count with.
    Unreadable,
    /// A field is missing: `expected` says what to add.
    Missing,
    /// A field of another type.
    WrongType,
    /// A word outside the vocabulary, which is in `expected`.
    UnknownValue,
    /// A kind of incident that the story does not declare.
    UndeclaredKind,
    /// An id that an earlier record has.
    DuplicateId,
    /// An id that does not exist in the file.
    UnknownReference,
    /// A connection from a record to itself.
    SelfConnection,
    /// A link that is not `http` or `https`.
    UnsafeLink,
    /// Not the code of a region, or of none in its country.
    UnknownRegion,
    /// A region or a country that the basemap has no area for, of a record without coordinates.
    NoArea,
    /// A text longer than is shown: `value` is its beginning, `expected` the limit.
    LongText,

    // The place.
    /// A record without coordinates.
    NoPlace,
    /// Coordinates that are not longitude and latitude.
    BadCoordinates,
    /// Longitude or latitude outside the globe.
    OutOfRange,
    /// Latitude before longitude, by the whole file: `expected` is the place the other way round.
    SwappedAxes,
    /// Metres of a map projection in place of degrees.
    Projected,
    /// 0, 0: a missing place, most likely.
    NullIsland,
    /// NaN or infinite.
    NotFinite,
    /// A ring whose last position is not its first.
    UnclosedRing,
    /// A ring or line with too few positions.
    TooFewPositions,
    /// A ring that touches or crosses itself.
    SelfTouchingRing,
    /// A ring that runs the wrong way round.
    Winding,
    /// A line or ring that crosses the antimeridian.
    Antimeridian,

    // The time.
    /// A text that is no date.
    BadDate,
    /// A date that no calendar has, such as 31 February.
    ImpossibleDate,
    /// Day and month could be either way round in the whole column: `expected` is how to answer.
    AmbiguousDate,
    /// A date that contradicts the rest of its column, or another column of its record (in `expected`).
    ContradictoryDate,
    /// The end is before the start.
    EndBeforeStart,

    // The fields.
    /// A column that looks like names, phones, addresses or birth dates: `value` says which.
    PersonalData,
    /// Categories beyond the number that can be told apart are shown as one: `expected` is that number.
    ManyCategories,
}

impl Problem {
    /// Every problem, with its code and how much it costs.
    pub const ALL: [(&'static str, Self, Severity); 46] = {
        use Severity::{Error, Note, Warning};
        [
            ("encoding", Self::Encoding, Warning),
            ("unknown-format", Self::UnknownFormat, Error),
            ("syntax", Self::Syntax, Error),
            ("cut-short", Self::CutShort, Error),
            ("empty", Self::Empty, Error),
            ("open-quote", Self::OpenQuote, Error),
            ("many-records", Self::ManyRecords, Error),
            ("too-deep", Self::TooDeep, Error),
            ("over-limit", Self::OverLimit, Error),
            ("unknown-crs", Self::UnknownCrs, Error),
            ("nearly-wgs84", Self::NearlyWgs84, Note),
            ("ragged-row", Self::RaggedRow, Warning),
            ("bad-header", Self::BadHeader, Warning),
            ("no-places", Self::NoPlaces, Error),
            ("not-a-feature", Self::NotAFeature, Error),
            ("unreadable", Self::Unreadable, Error),
            ("missing", Self::Missing, Warning),
            ("wrong-type", Self::WrongType, Warning),
            ("unknown-value", Self::UnknownValue, Warning),
            ("undeclared-kind", Self::UndeclaredKind, Warning),
            ("duplicate-id", Self::DuplicateId, Warning),
            ("unknown-reference", Self::UnknownReference, Warning),
            ("self-connection", Self::SelfConnection, Warning),
            ("unsafe-link", Self::UnsafeLink, Warning),
            ("unknown-region", Self::UnknownRegion, Warning),
            ("no-area", Self::NoArea, Warning),
            ("long-text", Self::LongText, Warning),
            ("no-place", Self::NoPlace, Note),
            ("bad-coordinates", Self::BadCoordinates, Error),
            ("out-of-range", Self::OutOfRange, Error),
            ("swapped-axes", Self::SwappedAxes, Error),
            ("projected", Self::Projected, Error),
            ("null-island", Self::NullIsland, Warning),
            ("not-finite", Self::NotFinite, Error),
            ("unclosed-ring", Self::UnclosedRing, Warning),
            ("too-few-positions", Self::TooFewPositions, Error),
            ("self-touching-ring", Self::SelfTouchingRing, Warning),
            ("winding", Self::Winding, Note),
            ("antimeridian", Self::Antimeridian, Warning),
            ("bad-date", Self::BadDate, Warning),
            ("impossible-date", Self::ImpossibleDate, Warning),
            ("ambiguous-date", Self::AmbiguousDate, Warning),
            ("contradictory-date", Self::ContradictoryDate, Warning),
            ("end-before-start", Self::EndBeforeStart, Warning),
            ("personal-data", Self::PersonalData, Warning),
            ("many-categories", Self::ManyCategories, Note),
        ]
    };

    /// Its code, such as `bad-date`.
    pub fn code(self) -> &'static str {
        let found = Self::ALL.iter().find(|(_, problem, _)| *problem == self);
        found.map_or("", |(code, _, _)| code)
    }

    /// The problem of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        let found = Self::ALL.iter().find(|(known, _, _)| *known == code);
        found.map(|(_, problem, _)| *problem)
    }

    /// How much it costs.
    pub fn severity(self) -> Severity {
        let found = Self::ALL.iter().find(|(_, problem, _)| *problem == self);
        found.map_or(Severity::Error, |(_, _, severity)| *severity)
    }
}

impl Severity {
    /// Its word in reports.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

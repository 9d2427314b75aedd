//! What of a story is published: the members that `data/README.md` names, which are those that the app reads.

/// What a story's entries are referred to by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Named {
    Article,
    Category,
    Phase,
    ConnectionKind,
    Incident,
}

/// Which values a member has that are published.
#[derive(Clone, Copy)]
pub(super) enum Rule {
    /// A string, a number, `true`, `false` or `null`.
    Scalar,
    /// One of these, or a list of them.
    Scalars,
    /// A text, or one for each language.
    Text,
    /// A date in EDTF, or an object that holds one.
    When,
    /// The id of something.
    Id(Named),
    /// Ids in a list, or a single one.
    Ids(Named),
    /// Numbers by any name.
    Numbers,
    /// An object with these members.
    Object(Members),
    /// Objects with these members.
    List(Members),
    /// What may be referred to: objects with an `id` and these members.
    Declared(Named, Members),
    /// Arrows: objects with the records at their ends.
    Connections(Members),
    /// Steps: objects that show records.
    Steps(Members),
}

/// Members by their names.
pub(super) type Members = &'static [(&'static str, Rule)];

/// The rule of a member; `None` for one that is not named.
pub(super) fn rule_of(members: Members, name: &str) -> Option<Rule> {
    let found = members.iter().find(|(known, _)| *known == name);
    found.map(|(_, rule)| *rule)
}

const ARTICLE: Members = &[
    ("id", Rule::Scalar),
    ("publisher", Rule::Scalar),
    ("title", Rule::Text),
    ("url", Rule::Scalar),
    ("language", Rule::Scalar),
    ("published", Rule::When),
    ("attributed", Rule::Text),
    ("disclaimer", Rule::Text),
];
const LABELLED: Members = &[("id", Rule::Scalar), ("label", Rule::Text)];
const PHASE: Members = &[
    ("id", Rule::Scalar),
    ("rank", Rule::Scalar),
    ("label", Rule::Text),
    ("note", Rule::Text),
];
const CONNECTION: Members = &[
    ("from", Rule::Id(Named::Incident)),
    ("to", Rule::Id(Named::Incident)),
    ("kind", Rule::Id(Named::ConnectionKind)),
    ("label", Rule::Text),
    ("articles", Rule::Ids(Named::Article)),
];
const SHOW: Members = &[
    ("select", Rule::Id(Named::Incident)),
    ("fit", Rule::Ids(Named::Incident)),
    ("phase", Rule::Id(Named::Phase)),
];
const STEP: Members = &[
    ("title", Rule::Text),
    ("text", Rule::Text),
    ("show", Rule::Object(SHOW)),
];

/// The `story` member. What it says about how a file is to be read (`fields`, `dayOrder` and so on) is not for readers: the
/// published file is in the profile, and the names of columns are the publisher's own.
pub(super) const STORY: Members = &[
    ("profile", Rule::Scalar),
    ("title", Rule::Text),
    ("summary", Rule::Text),
    ("languages", Rule::Scalars),
    ("translated", Rule::Scalars),
    ("updated", Rule::Scalar),
    (
        "licence",
        Rule::Object(&[("name", Rule::Scalar), ("url", Rule::Scalar)]),
    ),
    ("attribution", Rule::Text),
    ("legend", Rule::Object(&[("connections", Rule::Text)])),
    ("articles", Rule::Declared(Named::Article, ARTICLE)),
    (
        "size",
        Rule::Object(&[("figure", Rule::Text), ("unit", Rule::Text)]),
    ),
    (
        "rate",
        Rule::Object(&[
            ("label", Rule::Text),
            ("per", Rule::Scalar),
            ("source", Rule::Scalar),
            ("regions", Rule::Numbers),
        ]),
    ),
    ("categories", Rule::Declared(Named::Category, LABELLED)),
    ("facets", Rule::List(LABELLED)),
    ("phases", Rule::Declared(Named::Phase, PHASE)),
    (
        "connectionKinds",
        Rule::Declared(Named::ConnectionKind, LABELLED),
    ),
    ("connections", Rule::Connections(CONNECTION)),
    ("steps", Rule::Steps(STEP)),
];

/// Members of `story` that say how a file is to be read. They are left out without a word.
pub(super) const READING: [&str; 5] = [
    "fields",
    "precisionCodes",
    "dayOrder",
    "swap",
    "utcOffsetMinutes",
];

/// The `properties` of a record, beside those that the story names in its `facets`.
pub(super) const INCIDENT: Members = &[
    ("kind", Rule::Id(Named::Category)),
    ("status", Rule::Scalar),
    ("title", Rule::Text),
    ("summary", Rule::Text),
    ("when", Rule::When),
    ("phase", Rule::Id(Named::Phase)),
    (
        "place",
        Rule::Object(&[
            ("name", Rule::Text),
            ("region", Rule::Scalar),
            ("precision", Rule::Scalar),
        ]),
    ),
    (
        "figures",
        Rule::List(&[
            ("label", Rule::Text),
            ("value", Rule::Scalar),
            ("unit", Rule::Text),
            ("qualifier", Rule::Scalar),
            ("articles", Rule::Ids(Named::Article)),
        ]),
    ),
    (
        "accounts",
        Rule::List(&[
            ("topic", Rule::Text),
            (
                "versions",
                Rule::List(&[
                    ("text", Rule::Text),
                    ("articles", Rule::Ids(Named::Article)),
                ]),
            ),
        ]),
    ),
    ("articles", Rule::Ids(Named::Article)),
    ("link", Rule::Scalar),
    ("source", Rule::Text),
    ("updated", Rule::Scalar),
    (
        "corrections",
        Rule::List(&[("date", Rule::Scalar), ("text", Rule::Text)]),
    ),
];

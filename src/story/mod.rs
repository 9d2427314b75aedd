//! The domain: a story and its incidents, as a newsroom speaks of them.
//!
//! These types are not the file format (`load` reads that, `data/README.md` specifies it) and hold no references
//! that do not exist: articles, phases, categories and connections are positions that `load` has checked.

mod account;
mod incident;
mod place;
mod rate;
mod size;

use crate::locale::LocalizedText;

pub use account::{Account, Figure, Qualifier, Version};
pub use incident::{Correction, Incident, Kind, Status};
pub use place::{Place, PlacePrecision, Shape};
pub use rate::Rate;
pub use size::SizeFigure;

/// All that the story says beside its incidents.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Story {
    /// Headline.
    pub title: LocalizedText,
    /// A few sentences.
    pub summary: LocalizedText,
    /// BCP 47 tags of the languages the story is told in, the default first; never empty once loaded.
    pub languages: Vec<String>,
    /// Those of them that are translations made by the story's editors.
    pub translated: Vec<String>,
    /// Day of the last edit, as written in the file.
    pub updated: Option<String>,
    /// Under what terms the data may be used.
    pub licence: Option<Licence>,
    /// Whom to credit for parts of the data.
    pub attribution: LocalizedText,
    /// What an arrow between two incidents means.
    pub connection_meaning: LocalizedText,
    /// The figure that marks are sized by, where the story chooses one.
    pub size: Option<SizeFigure>,
    /// Kinds of incident beyond operations and leads.
    pub categories: Vec<Category>,
    /// The sources.
    pub articles: Vec<Article>,
    /// Stages of the story in their reported order (by rank, then as in the file).
    pub phases: Vec<Phase>,
    /// Kinds of connection, each with a line of its own.
    pub connection_kinds: Vec<Category>,
    /// Links between incidents.
    pub connections: Vec<Connection>,
    /// Further fields of the records that can be searched and chosen by.
    pub facets: Vec<Category>,
    /// Narration.
    pub steps: Vec<Step>,
}

/// A licence of data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Licence {
    /// Its usual name.
    pub name: String,
    /// Its text, `http` or `https`.
    pub url: Option<String>,
}

/// A kind of incident, or of connection, that the story declares.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Category {
    /// Its id in the file.
    pub id: String,
    /// Its name.
    pub label: LocalizedText,
}

impl Category {
    /// A category without a name; it goes by its id.
    pub fn unnamed(id: String) -> Self {
        let label = LocalizedText::default();
        Self { id, label }
    }
}

/// A source: an article published elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Article {
    /// Its id in the file.
    pub id: String,
    /// Who published it.
    pub publisher: String,
    /// Its headline, if known.
    pub title: LocalizedText,
    /// Its address, `http` or `https`.
    pub url: Option<String>,
    /// BCP 47 tag of the language it is written in.
    pub language: Option<String>,
    /// Its date, if it has one.
    pub published: Option<crate::time::When>,
    /// Whom the article itself names as its source.
    pub attributed: LocalizedText,
    /// What the publisher says about its responsibility, as a fact about the source.
    pub disclaimer: LocalizedText,
}

/// A stage of the story. Equal ranks are simultaneous; an order never becomes a date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phase {
    /// Its id in the file.
    pub id: String,
    /// Its place in the reported order.
    pub rank: i64,
    /// A short name.
    pub label: LocalizedText,
    /// A sentence on it.
    pub note: LocalizedText,
}

/// A link between two incidents, drawn as an arc with a direction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Connection {
    /// Position of the incident it starts at.
    pub from: usize,
    /// Position of the incident it leads to.
    pub to: usize,
    /// Position of its kind.
    pub kind: Option<usize>,
    /// What links them.
    pub label: LocalizedText,
    /// Positions of the articles that report it.
    pub articles: Vec<usize>,
}

/// A step of the narration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Heading.
    pub title: LocalizedText,
    /// A few sentences.
    pub text: LocalizedText,
    /// What the map and the timeline show beside it.
    pub show: StepView,
}

/// What a step shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StepView {
    /// Position of the incident to select.
    pub select: Option<usize>,
    /// Positions of the incidents to fit into the view.
    pub fit: Vec<usize>,
    /// Position of the phase to point at.
    pub phase: Option<usize>,
}

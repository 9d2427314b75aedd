//! The story as a text: header, order of events, cards, sources, as a tree of HTML elements in one language.
//!
//! One tree serves two readers: `cli` writes it as HTML, so that the story is there without WebAssembly, for
//! search engines and on slow phones; `app` builds the same elements in the page and so takes over without a jump.

mod about;
mod action;
mod card;
mod card_list;
mod connection_legend;
mod controls;
mod counts;
mod crowd;
mod element;
mod facets;
mod figure;
pub mod finding;
mod found;
mod found_words;
mod issue;
mod issue_item;
mod lanes;
mod legend;
mod map_text;
mod notice;
mod opened;
mod outline;
mod own_file;
mod page;
mod panes;
mod precision_legend;
mod regions;
mod reports_bar;
mod share;
mod size_legend;
mod snippet;
pub mod timeline;
mod view_text;
pub mod window;

use crate::basemap::BasemapIndex;
use crate::locale::{Locale, LocalizedText, primary_subtag};
use crate::query::{Dataset, Overview};
use crate::story::Kind;

pub use about::about;
pub use action::{ACTION_ATTRIBUTE, Action};
pub use card::card_id;
pub use card_list::{CARDS_AT_ONCE, card_apart, card_list, is_listed, list_heading};
pub use controls::{
    MapAbilities, PictureTarget, TARGET_ATTRIBUTE, map_buttons, map_hint, page_tools, targets,
};
pub use counts::{counts_text, counts_text_of, filter_text, region_totals, unplaced};
pub use crowd::{DISPLAY_ATTRIBUTE, areas_note, counts_note, display_choice, display_legend};
pub use element::{Element, Node};
pub use found::{FieldWords, found};
pub use issue::{issue_lines, issues_title, load_error_text};
pub use issue_item::{effect_words, issue_place, problem_words};
pub use lanes::{lane_choices, lane_names, lanes};
pub use legend::{KIND_ATTRIBUTE, filter_legend, filter_note, legend, map_credits};
pub use map_text::{group_note, mark_note, region_note};
pub use notice::{issues, missing_parts, problem};
pub use opened::{OpenedFile, file_banner, file_status};
pub use outline::{cards_heading, header, map_label, order_of_events, timeline_heading, title};
pub use own_file::own_file;
pub use page::{PageLink, static_page};
pub use panes::{PANE_ATTRIBUTE, PANES, panes};
pub use precision_legend::{precision_words_key, precisions};
pub use regions::{
    CLASSES_ATTRIBUTE, MEASURE_ATTRIBUTE, RegionFigures, region_legend, region_words,
};
pub use reports_bar::reports_bar;
pub use share::{COPY_ATTRIBUTE, EmbedChoice, SHARED, embed_choice, embed_control, shared};
pub use size_legend::{SizeWords, size_words};
pub use snippet::{Snippet, heights_from, heights_text};
pub use view_text::{map_help, view_text};

/// The id of the category of incidents of which no more is said than that they are some; where it has no label it is
/// called by an interface message.
pub const GENERIC_KIND: &str = "incident";

/// What a document is made from.
#[derive(Clone, Copy)]
pub struct DocumentInput<'a> {
    /// What happened.
    pub dataset: &'a Dataset,
    /// Names of regions, and the basemap's credits.
    pub index: &'a BasemapIndex,
    /// What is counted of the story.
    pub overview: &'a Overview,
    /// The reader's language.
    pub locale: &'a Locale,
}

impl DocumentInput<'_> {
    /// An element with a text of the story, marked with its language when it is not the reader's.
    fn text(&self, tag: &'static str, text: &LocalizedText) -> Element {
        let (language, words) = text.in_language(&self.locale.tag);
        let element = Element::new(tag).text(words);
        match language.is_empty() || primary_subtag(language) == primary_subtag(&self.locale.tag) {
            true => element,
            false => element.attribute("lang", language),
        }
    }

    /// An element with an interface message.
    fn message(&self, tag: &'static str, key: &str) -> Element {
        Element::new(tag).text(self.locale.text(key))
    }

    /// The name of a kind of incident.
    fn kind(&self, kind: Kind) -> String {
        match kind {
            Kind::Operation => self.locale.text("kind-operation"),
            Kind::Lead => self.locale.text("kind-lead"),
            Kind::Category(position) => {
                let category = self.dataset.story.categories.get(position);
                category.map_or_else(String::new, |category| match category.label.is_empty() {
                    true if category.id == GENERIC_KIND => self.locale.text("kind-incident"),
                    true => category.id.clone(),
                    false => self.locale.pick(&category.label).to_owned(),
                })
            }
        }
    }
}

/// The style sheet's class that gives a kind its mark.
pub fn mark_class(input: &DocumentInput, kind: Kind) -> String {
    match kind {
        Kind::Operation => "mark mark-operation".to_owned(),
        Kind::Lead => "mark mark-lead".to_owned(),
        Kind::Category(position) => match input.overview.mark_of(position) {
            Some(mark) => format!("mark mark-category-{}", mark + 1),
            None => "mark mark-category-other".to_owned(),
        },
    }
}

/// The name of a kind in the reader's language.
pub fn kind_name(input: &DocumentInput, kind: Kind) -> String {
    input.kind(kind)
}

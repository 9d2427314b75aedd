//! Searching and choosing: what is searched for, what the incidents have in common, and what is filtered by now.

use super::facets::panel;
pub use super::facets::{facet_name, value_name};
pub use super::found_words::{kind_names, texts_of, with_marks};
use super::{DocumentInput, Element};
use crate::query::Filter;
use crate::query::facets::Facet;
use crate::story::Kind;
use crate::time::MomentSpan;
use crate::view::{Exploring, SortOrder};

/// The attribute of a button: one of the words below.
pub const FINDING_ATTRIBUTE: &str = "data-find";
/// Opens the facets, or closes them.
pub const FACETS: &str = "facets";
/// Takes all filters away.
pub const CLEAR: &str = "clear";
/// The attribute of a button that chooses a value of a facet, or no more: the name of the facet.
pub const FACET_ATTRIBUTE: &str = "data-facet";
/// The attribute beside it: the name of the value.
pub const VALUE_ATTRIBUTE: &str = "data-value";
/// The attribute of a button that takes a filter away: its place among those in use.
pub const DROP_ATTRIBUTE: &str = "data-drop";
/// The name of the field that is typed into.
pub const SEARCH: &str = "q";
/// The name of the choice of an order.
pub const SORT: &str = "sort";
/// The name of the box that limits the list to what the map shows.
pub const LIST_OF_MAP: &str = "list-of-map";
/// The facet of kinds, which the legend has too.
pub const KIND_FACET: &str = "kind";

/// More kinds than these that are hidden are told of together.
const MOST_HIDDEN: usize = 3;

/// Something by which is filtered, and which can be taken away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ActiveFilter {
    /// What is searched for.
    Search(String),
    /// A value of a facet, by their names.
    Value(String, String),
    /// A kind that is hidden.
    Hidden(Kind),
    /// Several kinds that are.
    AllHidden(usize),
    /// The window of time.
    Window(MomentSpan),
    /// The list has only what the map shows.
    ListOfMap,
}

/// All that is filtered by, in the order in which it is told.
pub fn active_filters(input: &DocumentInput, exploring: &Exploring) -> Vec<ActiveFilter> {
    let mut active = Vec::new();
    let words = exploring.words();
    if !words.is_empty() {
        active.push(ActiveFilter::Search(words.to_owned()));
    }
    for only in &exploring.only {
        let values = only.values.iter().cloned();
        active.extend(values.map(|value| ActiveFilter::Value(only.facet.clone(), value)));
    }
    let filter = &input.overview.filter;
    let hidden: Vec<Kind> = input
        .dataset
        .kinds()
        .filter(|kind| !filter.shows(*kind))
        .collect();
    match hidden.len() {
        0..=MOST_HIDDEN => active.extend(hidden.into_iter().map(ActiveFilter::Hidden)),
        many => active.push(ActiveFilter::AllHidden(many)),
    }
    active.extend(filter.window().map(ActiveFilter::Window));
    active.extend(exploring.is_list_of_map.then_some(ActiveFilter::ListOfMap));
    active
}

impl ActiveFilter {
    /// The same without it.
    pub fn dropped(&self, exploring: &Exploring, filter: &Filter) -> (Exploring, Filter) {
        let (mut exploring, mut filter) = (exploring.clone(), filter.clone());
        match self {
            Self::Search(_) => exploring.search.clear(),
            Self::Value(facet, value) => {
                let mut values = exploring.wanted(facet).to_vec();
                values.retain(|wanted| wanted != value);
                exploring.want(facet, values);
            }
            Self::Hidden(kind) => filter.set_hidden(*kind, false),
            Self::AllHidden(_) => filter = filter.hiding_none(),
            Self::Window(_) => filter = filter.in_window(None),
            Self::ListOfMap => exploring.is_list_of_map = false,
        }
        (exploring, filter)
    }

    /// "Region: Northern Coast"
    fn words(&self, input: &DocumentInput, facets: &[Facet]) -> String {
        let locale = input.locale;
        let named = |name: &str, value: &str| {
            locale.fill("find-filter", &[("name", name), ("value", value)])
        };
        match self {
            Self::Search(words) => named(&locale.text("find-search"), words),
            Self::Value(name, value) => {
                let facet = facets.iter().find(|facet| facet.field.name() == name);
                match facet {
                    Some(facet) => named(
                        &facet_name(input, &facet.field),
                        &value_name(input, &facet.field, value),
                    ),
                    None => named(name, value),
                }
            }
            Self::Hidden(kind) => locale.fill("find-hidden", &[("kind", &input.kind(*kind))]),
            Self::AllHidden(kinds) => locale.count("find-hidden-kinds", *kinds),
            Self::Window(window) => named(
                &locale.text("window-preset"),
                &super::window::span_text(locale, *window),
            ),
            Self::ListOfMap => locale.text("find-list-of-map"),
        }
    }
}

/// All that searching and choosing is shown from.
pub struct FindingInput<'a> {
    /// What is searched for and chosen.
    pub exploring: &'a Exploring,
    /// What can be chosen by; none before they are needed.
    pub facets: &'a [Facet],
    /// Of each value how many one would get.
    pub counts: &'a [Vec<usize>],
    /// How many of each kind one would get, by their places, where these are others than the legend tells.
    pub kinds: Option<&'a [usize]>,
    /// Whether the facets are open.
    pub is_open: bool,
    /// The orders that the list can have.
    pub orders: &'a [SortOrder],
    /// The order it has.
    pub order: SortOrder,
    /// How many are listed.
    pub listed: usize,
    /// Where nothing is shown, how many there would be without each of the filters in use.
    pub without: &'a [usize],
    /// Whether what is found is spelled otherwise than what is searched for.
    pub is_by_typo: bool,
    /// Whether it is still being searched.
    pub is_searching: bool,
    /// Whether it could not be searched.
    pub has_failed: bool,
}

/// The field to search in, what can be chosen, and the filters in use.
pub fn finding(input: &DocumentInput, of: &FindingInput) -> Vec<Element> {
    let active = active_filters(input, of.exploring);
    // Each has a place that stays, so that the focus stays where it is.
    let place = |filled: Vec<Element>| Element::new("div").children(filled);
    let in_use = (!active.is_empty()).then(|| in_use(input, of, &active));
    let panel = of.is_open.then(|| panel(input, of));
    let parts = [
        tools(input, of),
        place(in_use.into_iter().collect()),
        place(told(input, of, &active)),
        place(panel.into_iter().collect()),
    ];
    let region = Element::new("div")
        .attribute("role", "search")
        .attribute("aria-label", input.locale.text("find-label"))
        .children(parts);
    vec![region]
}

fn tools(input: &DocumentInput, of: &FindingInput) -> Element {
    let locale = input.locale;
    let label = locale.text("find-search");
    let search = Element::new("input")
        .attribute("type", "search")
        .attribute("name", SEARCH)
        .attribute("aria-label", label.clone())
        .attribute("placeholder", label)
        .attribute("autocomplete", "off")
        .attribute("spellcheck", "false")
        .attribute("enterkeyhint", "search");
    let facets = Element::new("button")
        .attribute("type", "button")
        .attribute(FINDING_ATTRIBUTE, FACETS)
        .attribute("aria-expanded", of.is_open.to_string())
        .text(locale.text("find-facets"));
    let tools = Element::new("div")
        .class("find-tools")
        .child(search)
        .child(facets);
    let mut sort = Element::new("select").attribute("name", SORT);
    for order in of.orders {
        let option = Element::new("option").attribute("value", order.as_str());
        let option = option.text(locale.text(&format!("sort-{}", order.as_str())));
        sort = sort.child(match *order == of.order {
            true => option.attribute("selected", ""),
            false => option,
        });
    }
    let label = Element::new("span")
        .class("visually-hidden")
        .text(locale.text("find-sort"));
    tools.child(Element::new("label").child(label).child(sort))
}

/// The filters in use, each with a way to take it away.
fn in_use(input: &DocumentInput, of: &FindingInput, active: &[ActiveFilter]) -> Element {
    let locale = input.locale;
    let mut list = Element::new("ul")
        .class("find-active")
        .attribute("aria-label", locale.text("find-active"));
    for (at, filter) in active.iter().enumerate() {
        let words = filter.words(input, of.facets);
        let label = locale.fill("find-remove", &[("filter", &words)]);
        let sign = Element::new("span")
            .attribute("aria-hidden", "true")
            .text("×");
        let button = Element::new("button")
            .attribute("type", "button")
            .attribute(DROP_ATTRIBUTE, at.to_string())
            .attribute("aria-label", label.clone())
            .attribute("title", label)
            .child(Element::new("span").text(words))
            .child(sign);
        list = list.child(Element::new("li").child(button));
    }
    if active.len() > 1 {
        let clear = Element::new("button")
            .class("find-clear")
            .attribute("type", "button")
            .attribute(FINDING_ATTRIBUTE, CLEAR)
            .text(locale.text("find-clear"));
        list = list.child(Element::new("li").child(clear));
    }
    list
}

/// How many are listed, or what to do where none is; said by screen readers once it changes.
fn told(input: &DocumentInput, of: &FindingInput, active: &[ActiveFilter]) -> Vec<Element> {
    let locale = input.locale;
    let is_narrowed = of.exploring.narrows() || of.exploring.is_list_of_map;
    let words = match (of.is_searching, of.listed) {
        _ if of.has_failed => locale.text("find-failed"),
        (true, _) => locale.text("find-searching"),
        (false, 0) if !active.is_empty() => locale.text("find-none"),
        (false, listed) if is_narrowed => locale.count("find-found", listed),
        _ => String::new(),
    };
    let words = match of.is_by_typo && of.listed > 0 {
        true => format!("{words} {}", locale.text("find-by-typo")),
        false => words,
    };
    let status = Element::new("p")
        .class("find-told")
        .attribute("role", "status")
        .text(words);
    let mut told = vec![status];
    if of.listed > 0 || of.is_searching {
        return told;
    }
    let mut list = Element::new("ul").class("find-without");
    for (at, (filter, count)) in active.iter().zip(of.without).enumerate() {
        if *count == 0 {
            continue;
        }
        let words = filter.words(input, of.facets);
        let count = locale.count("incident", *count);
        let words = locale.fill("find-without", &[("filter", &words), ("count", &count)]);
        let button = Element::new("button")
            .attribute("type", "button")
            .attribute(DROP_ATTRIBUTE, at.to_string())
            .text(words);
        list = list.child(Element::new("li").child(button));
    }
    if list.children.is_empty() && active.len() > 1 {
        let clear = Element::new("button")
            .attribute("type", "button")
            .attribute(FINDING_ATTRIBUTE, CLEAR)
            .text(locale.text("find-clear"));
        list = list.child(Element::new("li").child(clear));
    }
    if !list.children.is_empty() {
        told.push(list);
    }
    told
}

//! What a timeline can be set apart by, with the names of the values.

use std::collections::BTreeMap;

use super::precision_legend::precision_words_key;
use super::{DocumentInput, kind_name};
use crate::query::Dataset;
use crate::query::facets::sources;
use crate::query::store::Columns;
use crate::scene::Lanes;
use crate::story::{PlacePrecision, Status};

/// The facets that all stories may have, by their names in an address, and the words for them.
const FACETS: [(&str, &str); 6] = [
    ("kind", "lanes-kind"),
    ("region", "lanes-region"),
    ("status", "lanes-status"),
    ("phase", "lanes-phase"),
    ("source", "lanes-source"),
    ("precision", "lanes-precision"),
];

/// The facets by which the incidents of a story are of two values at least, each with its words. Of very many, `are_columns`,
/// only what their columns say and who reports them, as far as the story on the page shows that there are such values. Then
/// the fields that the publisher names.
pub fn lane_choices(input: &DocumentInput, are_columns: bool) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for (facet, words) in FACETS {
        let is_there = match facet {
            "phase" if are_columns => false,
            // All of them are read once that is asked for; the first ones may have the same.
            "source" if are_columns => !sources_of(input.dataset).0.is_empty(),
            "region" if are_columns => !input.dataset.region_codes().is_empty(),
            "kind" => input.overview.counts.by_kind.len() > 1,
            _ => lanes(input, facet).is_some_and(|lanes| lanes.tell_apart()),
        };
        if is_there {
            found.push((facet.to_owned(), input.locale.text(words)));
        }
    }
    for field in &input.dataset.story.facets {
        let label = match field.label.is_empty() {
            true => field.id.clone(),
            false => input.locale.pick(&field.label).to_owned(),
        };
        if !found.iter().any(|(known, _)| *known == field.id) {
            found.push((field.id.clone(), label));
        }
    }
    found
}

/// The lanes of the incidents of a story by a facet, in the order of the legend or of the file, with names in the reader's
/// language; `None` for a facet that there is not.
pub fn lanes(input: &DocumentInput, facet: &str) -> Option<Lanes> {
    let dataset = input.dataset;
    let codes: Vec<String> = dataset
        .region_codes()
        .into_iter()
        .map(str::to_owned)
        .collect();
    let (sources, of_sources) = match facet {
        "source" => sources_of(dataset),
        _ => Default::default(),
    };
    let names = match facet {
        "phase" => {
            let phases = dataset.story.phases.iter();
            with_rest(
                input,
                phases.map(|phase| input.locale.pick(&phase.label).to_owned()),
            )
        }
        "source" => with_rest(input, sources.into_iter()),
        _ => lane_names(input, facet, &codes)?,
    };
    let rest = names.len().saturating_sub(1);
    let of = dataset.incidents.iter().enumerate().map(|(at, incident)| {
        let found = match facet {
            "kind" => dataset.kinds().position(|kind| kind == incident.kind),
            "region" => {
                let code = incident.place.region.as_ref();
                code.and_then(|code| codes.iter().position(|known| known == code))
            }
            "status" => Status::ALL.iter().position(|it| it.1 == incident.status),
            "precision" => PlacePrecision::ALL
                .iter()
                .position(|it| it.1 == incident.place.precision),
            "phase" => incident.phase,
            _ => of_sources.get(at).copied().flatten(),
        };
        found.unwrap_or(rest) as u16
    });
    let of = of.collect();
    Some(Lanes { names, of })
}

/// The names of the lanes by a facet of which columns have numbers; regions have these codes.
pub fn lane_names(input: &DocumentInput, facet: &str, codes: &[String]) -> Option<Vec<String>> {
    let locale = input.locale;
    Some(match facet {
        "kind" => input
            .dataset
            .kinds()
            .map(|kind| kind_name(input, kind))
            .collect(),
        "region" => {
            let name = |code: &String| match input.index.area(code) {
                Some(area) => locale.pick(&area.name).to_owned(),
                None => code.clone(),
            };
            with_rest(input, codes.iter().map(name))
        }
        "status" => {
            let words = Status::ALL.iter();
            words
                .map(|(word, _)| locale.text(&format!("status-{word}")))
                .collect()
        }
        "precision" => {
            let words = PlacePrecision::ALL.iter();
            words
                .map(|(_, it)| locale.text(precision_words_key(*it)))
                .collect()
        }
        _ => return None,
    })
}

impl Lanes {
    /// The lane of each record of columns by a facet, as [`lane_names`] names them.
    pub fn numbers(columns: &Columns, facet: &str, regions: usize) -> Vec<u16> {
        let state = |shift: u8| {
            columns
                .state
                .iter()
                .map(move |state| u16::from(state >> shift & 7))
        };
        match facet {
            "kind" => columns.kind.clone(),
            "status" => state(3).collect(),
            "precision" => state(0).collect(),
            // Without a region they are in the last lane.
            _ => {
                let lane = |region: &u16| region.checked_sub(1).unwrap_or(regions as u16);
                columns.region.iter().map(lane).collect()
            }
        }
    }
}

/// Names, and one for what has none of these values.
fn with_rest(input: &DocumentInput, names: impl Iterator<Item = String>) -> Vec<String> {
    let rest = input.locale.text("lanes-none-stated");
    names.chain([rest]).collect()
}

/// Who reports the incidents, each once, and whom of these each incident has first.
fn sources_of(dataset: &Dataset) -> (Vec<String>, Vec<Option<usize>>) {
    let mut known: BTreeMap<&str, usize> = BTreeMap::new();
    let mut found: Vec<String> = Vec::new();
    let of_incidents = dataset.incidents.iter().map(|incident| {
        let mut sources = sources(dataset, incident).into_iter().map(str::trim);
        let source = sources.find(|source| !source.is_empty())?;
        let next = known.len();
        let at = *known.entry(source).or_insert(next);
        if at == next {
            found.push(source.to_owned());
        }
        Some(at)
    });
    let of_incidents = of_incidents.collect();
    (found, of_incidents)
}

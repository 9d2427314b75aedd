//! The facets of a story whose incidents are all there.

use super::{Facet, FacetBuilder, FacetField};
use crate::query::Dataset;
use crate::story::{Incident, PlacePrecision, Status};

/// The facets of a story, one record an incident, in the order of the story: what each has, and then the fields that the
/// publisher names. `named` gives the values of such a field, by its place among them and the position of an incident.
/// Those that tell no two incidents apart are left out.
pub fn facets_of<'v>(
    dataset: &'v Dataset,
    named: &dyn Fn(usize, usize) -> Vec<&'v str>,
) -> Vec<Facet> {
    let statuses = Status::ALL.map(|(word, _)| word);
    let precisions = PlacePrecision::ALL.map(|(word, _)| word);
    let mut facets = vec![
        facet(dataset, FacetField::Region, &[], &|_, incident| {
            incident.place.region.as_deref().into_iter().collect()
        }),
        facet(dataset, FacetField::Status, &statuses, &|_, incident| {
            vec![incident.status.as_str()]
        }),
        facet(
            dataset,
            FacetField::Precision,
            &precisions,
            &|_, incident| vec![incident.place.precision.as_str()],
        ),
        facet(dataset, FacetField::Source, &[], &|_, incident| {
            sources(dataset, incident)
        }),
    ];
    for (field, declared) in dataset.story.facets.iter().enumerate() {
        let own = facets.iter().any(|facet| facet.field.name() == declared.id);
        if !own {
            let field_of = FacetField::Named(declared.id.clone(), declared.label.clone());
            facets.push(facet(dataset, field_of, &[], &|at, _| named(field, at)));
        }
    }
    facets.retain(|facet| facet.values.len() > 1);
    facets
}

fn facet<'v>(
    dataset: &'v Dataset,
    field: FacetField,
    known: &[&str],
    values: &dyn Fn(usize, &'v Incident) -> Vec<&'v str>,
) -> Facet {
    let mut builder = FacetBuilder::default();
    for (at, incident) in dataset.incidents.iter().enumerate() {
        builder.add(&values(at, incident));
    }
    builder.finish(field, known)
}

/// Who reports an incident: the publishers of its articles, and whom the record itself names, in the story's first language.
pub fn sources<'v>(dataset: &'v Dataset, incident: &'v Incident) -> Vec<&'v str> {
    let story = &dataset.story;
    let articles = incident.articles.iter();
    let articles = articles.filter_map(|at| story.articles.get(*at));
    let mut sources: Vec<&str> = articles.map(|article| article.publisher.as_str()).collect();
    let language = story.languages.first().map_or("", String::as_str);
    sources.push(incident.source.in_language(language).1);
    sources
}

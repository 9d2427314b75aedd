//! The values of fields that the publisher names: of an opened file they are known, of the publisher's they are read when
//! they are first asked for.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::*;
use send_wrapper::SendWrapper;

use super::super::large::Large;
use super::search::names_of;
use super::{Finding, Records};
use crate::app::boot::spawn;
use crate::app::shared::Shared;
use crate::load::{Loaded, named_from_geojson};
use crate::platform::{self, JsValue};
use crate::query::Dataset;
use crate::query::facets::{Facet, FacetField};

/// The values of each incident, by the place of the field.
type Named = Rc<Vec<Vec<Vec<String>>>>;

/// A large file.
type File = Shared<SendWrapper<Large>>;

/// What has been read. A type of its own, so that what takes it apart comes later too (`tests/tools/split-wasm.mjs`).
#[derive(Default)]
struct Known {
    /// The values of an opened file, for the story that is made of it.
    opened: Option<Named>,
    /// Those of the publisher's story, nothing while they are asked for, and the story.
    publishers: Option<(Shared<Loaded>, Option<Named>)>,
    /// The facets of a large file, nothing while they are asked for, and the file.
    of_file: Option<(File, Option<Vec<Facet>>)>,
}

thread_local! {
    static KNOWN: RefCell<Known> = RefCell::default();
}

/// Keeps the values of a small file that is opened, or nothing of any other story.
pub(in crate::app::later) fn keep_named(opened: Option<(&[u8], &Dataset)>) {
    let named = opened.map(|(geojson, dataset)| match dataset.story.facets.is_empty() {
        true => Vec::new(),
        false => named_from_geojson(geojson, dataset),
    });
    KNOWN.with_borrow_mut(|known| known.opened = named.map(Rc::new));
}

/// What the records of a large file have in common beyond its columns: who reports them, and the fields that the publisher
/// names; nothing while all of it is read for that.
pub(super) fn of_file(finding: Finding, file: &Shared<SendWrapper<Large>>) -> Option<Vec<Facet>> {
    let asked = KNOWN.with_borrow(|known| known.of_file.clone());
    let asked = asked.filter(|(of, _)| of == file);
    if let Some((_, facets)) = asked {
        return facets;
    }
    KNOWN.with_borrow_mut(|known| known.of_file = Some((file.clone(), None)));
    let (app, file) = (finding.app, file.clone());
    let names = untrack(|| names_of(app, &file));
    let fields = app.story.get_untracked();
    let fields = fields.map_or_else(Vec::new, |story| story.dataset.story.facets.clone());
    spawn(async move {
        let question = platform::object(&[("names", names)]);
        let answer = file.ask_file(&question).await.unwrap_or(JsValue::NULL);
        let named = fields
            .into_iter()
            .map(|field| FacetField::Named(field.id, field.label));
        let fields = [FacetField::Source].into_iter().chain(named);
        let facets = fields.zip(platform::facets_in(&answer, "facets"));
        let order = &file.store().columns().position;
        let facets = facets.map(|(field, (values, first, more))| {
            Facet::from_codes(field, values, first, more).reordered(order)
        });
        let facets = facets.filter(|facet| facet.values.len() > 1).collect();
        KNOWN.with_borrow_mut(|known| known.of_file = Some((file.clone(), Some(facets))));
        finding.read.update(|read| *read += 1);
    });
    None
}

/// The values of the fields that are named; nothing while they are not known yet.
pub(super) fn of(finding: Finding, records: &Records) -> Option<Named> {
    let Records::Story(story) = records else {
        return Some(Rc::default());
    };
    if story.dataset.story.facets.is_empty() {
        return Some(Rc::default());
    }
    let opened = KNOWN.with_borrow(|known| known.opened.clone());
    if opened.is_some() {
        return opened;
    }
    let asked = KNOWN.with_borrow(|known| known.publishers.clone());
    let asked = asked.filter(|(of, _)| of == story);
    if let Some((_, named)) = asked {
        return named;
    }
    KNOWN.with_borrow_mut(|known| known.publishers = Some((story.clone(), None)));
    let story = story.clone();
    spawn(async move {
        let address = platform::meta("story").unwrap_or_default();
        // Without them the fields are not offered: what else there is still is.
        let bytes = platform::fetch_bytes(&address).await.unwrap_or_default();
        let named = Rc::new(named_from_geojson(&bytes, &story.dataset));
        KNOWN.with_borrow_mut(|known| known.publishers = Some((story, Some(named))));
        finding.read.update(|read| *read += 1);
    });
    None
}

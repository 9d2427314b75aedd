//! Search: what is found is asked of an index, which is made once it is needed, of the story here, of a large file where that is
//! read.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::*;
use send_wrapper::SendWrapper;

use super::{FINDING, Finding, Records};
use crate::app::boot::spawn;
use crate::app::shared::Shared;
use crate::app::state::App;
use crate::basemap::BasemapIndex;
use crate::document::Element;
use crate::document::finding::{kind_names, texts_of, with_marks};
use crate::load::Loaded;
use crate::platform::{self, JsValue};
use crate::query::search::{Marker, Query, SearchIndex, SearchIndexBuilder};
use crate::view::Exploring;

use super::super::large::Large;

/// What was found last.
struct Found {
    records: Records,
    words: String,
    kept: Rc<Vec<u8>>,
    is_by_typo: bool,
    marker: Marker,
}

/// A story that is searched. A type of its own, so that what takes it apart comes later too (`tests/tools/split-wasm.mjs`).
struct Indexed {
    story: Shared<Loaded>,
    index: SearchIndex,
}

thread_local! {
    static INDEX: RefCell<Option<Indexed>> = const { RefCell::new(None) };
    static FOUND: RefCell<Option<Found>> = const { RefCell::new(None) };
    /// What a large file is asked for, until it answers.
    static ASKED: RefCell<Option<(Shared<SendWrapper<Large>>, String)>> = const { RefCell::new(None) };
    /// What it was asked for last without an answer.
    static FAILED: RefCell<Option<(Shared<SendWrapper<Large>>, String)>> = const { RefCell::new(None) };
}

/// The records in which words are found, 1 or 0 for each; nothing while they are searched for. Tracked.
pub(super) fn searched(of: Finding, records: &Records, words: &str) -> Option<Vec<u8>> {
    of.answered.get();
    if let Some(found) = found_of(records, words) {
        return Some(found);
    }
    match records {
        Records::Story(story) => {
            search_story(of.app, story, words);
            found_of(records, words)
        }
        Records::File(file) => {
            ask(of, file, words);
            None
        }
    }
}

/// The same without a search; what was found before, while that is going on.
pub(super) fn searched_now(records: &Records, exploring: &Exploring) -> Option<Vec<u8>> {
    let words = exploring.words();
    match words.is_empty() {
        true => None,
        false => found_of(records, words),
    }
}

fn found_of(records: &Records, words: &str) -> Option<Vec<u8>> {
    FOUND.with_borrow(|found| {
        let found = found.as_ref();
        let found = found.filter(|found| found.records == *records && found.words == words);
        found.map(|found| found.kept.as_ref().clone())
    })
}

/// Whether it is still being searched; tracked.
pub(super) fn is_waiting(of: Finding, records: &Records, exploring: &Exploring) -> bool {
    of.answered.get();
    let words = exploring.words();
    !words.is_empty() && found_of(records, words).is_none() && !has_failed(exploring)
}

/// Whether what is searched for could not be.
pub(super) fn has_failed(exploring: &Exploring) -> bool {
    let words = exploring.words();
    FAILED.with_borrow(|failed| failed.as_ref().is_some_and(|(_, of)| of == words))
}

/// Whether what was found is spelled otherwise than what is searched for.
pub(super) fn is_by_typo() -> bool {
    FOUND.with_borrow(|found| found.as_ref().is_some_and(|found| found.is_by_typo))
}

fn search_story(app: App, story: &Shared<Loaded>, words: &str) {
    let query = Query::parse(&platform::decomposed(words));
    let count = story.dataset.incidents.len();
    INDEX.with_borrow_mut(|known| {
        if known.as_ref().is_none_or(|known| known.story != *story) {
            *known = Some(Indexed {
                story: story.clone(),
                index: index_of(story, &app.index.get_untracked()),
            });
        }
        let found = known.as_ref().and_then(|known| known.index.find(&query));
        let mut kept = vec![u8::from(found.is_none()); count];
        for record in found.iter().flat_map(|found| &found.records) {
            if let Some(kept) = kept.get_mut(*record as usize) {
                *kept = 1;
            }
        }
        let of_words = found
            .as_ref()
            .map_or(&[][..], |found| found.words.as_slice());
        FOUND.set(Some(Found {
            records: Records::Story(story.clone()),
            words: words.to_owned(),
            kept: Rc::new(kept),
            is_by_typo: found.as_ref().is_some_and(|found| found.is_by_typo),
            marker: Marker::new(&query, of_words),
        }));
    });
}

fn index_of(story: &Loaded, areas: &BasemapIndex) -> SearchIndex {
    let mut builder = SearchIndexBuilder::new();
    for position in 0..story.dataset.incidents.len() {
        let texts = texts_of(&story.dataset, areas, position);
        builder.add(&platform::decomposed(&texts));
    }
    builder.finish()
}

/// Has a large file searched, unless it is already.
fn ask(of: Finding, file: &Shared<SendWrapper<Large>>, words: &str) {
    let question = (file.clone(), words.to_owned());
    let is_asked = ASKED.with_borrow(|asked| asked.as_ref() == Some(&question));
    if is_asked {
        return;
    }
    if FAILED.with_borrow(|failed| failed.as_ref() == Some(&question)) {
        return;
    }
    FAILED.set(None);
    ASKED.set(Some(question.clone()));
    let app = of.app;
    let names = untrack(|| names_of(app, file));
    spawn(async move {
        let (file, words) = question;
        let asked = [("search", words.as_str().into()), ("names", names)];
        let answer = file.ask_file(&platform::object(&asked)).await;
        let is_last = ASKED.with_borrow(|asked| {
            asked
                .as_ref()
                .is_some_and(|(of, last)| *of == file && *last == words)
        });
        if !is_last {
            // Something else is searched for by now.
            return;
        }
        ASKED.set(None);
        let Some(answer) = answer.filter(|answer| !answer.is_undefined()) else {
            // That is not the same as that nothing is found.
            FAILED.set(Some((file, words)));
            of.answered.update(|answered| *answered += 1);
            return;
        };
        let mask = platform::bytes_in(&answer, "found");
        let positions = file.store().columns().position.iter();
        let kept = positions.map(|at| mask.get(*at as usize).copied().unwrap_or(0));
        let query = Query::parse(&platform::decomposed(&words));
        FOUND.set(Some(Found {
            kept: Rc::new(kept.collect()),
            is_by_typo: platform::truth_in(&answer, "isByTypo"),
            marker: Marker::new(&query, &platform::texts_in(&answer, "words")),
            records: Records::File(file),
            words,
        }));
        of.answered.update(|answered| *answered += 1);
    });
}

/// What a file has only codes for, in words: `{ kinds, regions }`, by their numbers in the columns.
pub(super) fn names_of(app: App, file: &Large) -> JsValue {
    let kinds = app.with_document(kind_names);
    let areas = app.index.get_untracked();
    let regions = file.region_codes().iter().map(|code| {
        let area = areas.area(code);
        area.map_or_else(String::new, |area| {
            area.name.texts().collect::<Vec<_>>().join("\n")
        })
    });
    let list =
        |texts: Vec<String>| platform::list(texts.iter().map(|text| JsValue::from(text.as_str())));
    // Number 0 is no region.
    let regions = [String::new()].into_iter().chain(regions).collect();
    platform::object(&[
        ("kinds", list(kinds.unwrap_or_default())),
        ("regions", list(regions)),
    ])
}

/// Cards with marks where they say what is searched for; tracked.
pub(in crate::app::later) fn marked(app: App, cards: Vec<Element>) -> Vec<Element> {
    let Some(finding) = FINDING.get() else {
        return cards;
    };
    finding.answered.get();
    // The choice that was made of what was found.
    let is_narrowed = app.view.get().filter.is_narrowed();
    let exploring = finding.exploring();
    FOUND.with_borrow(|found| {
        let found = found
            .as_ref()
            .filter(|found| is_narrowed && found.words == exploring.words());
        match found {
            Some(found) => with_marks(cards, &|text| {
                found.marker.ranges(text, &platform::decomposed)
            }),
            None => cards,
        }
    })
}

//! The values of fields that the publisher names: of an opened file they are known, of the publisher's they are read when
//! they are first asked for.

use std::cell::RefCell;
use std::rc::Rc;

use super::{Finding, Records};
use crate::app::boot::spawn;
use crate::app::shared::Shared;
use crate::load::{Loaded, named_from_geojson};
use crate::platform;
use crate::query::Dataset;

/// The values of each incident, by the place of the field.
type Named = Rc<Vec<Vec<Vec<String>>>>;

thread_local! {
    /// The values of an opened file, for the story that is made of it.
    static OPENED: RefCell<Option<Named>> = const { RefCell::new(None) };
    /// Those of the publisher's story, nothing while they are asked for, and the story.
    static ASKED: RefCell<Option<(Shared<Loaded>, Option<Named>)>> = const { RefCell::new(None) };
}

/// Keeps the values of a small file that is opened, or nothing of any other story.
pub(in crate::app::later) fn keep_named(opened: Option<(&[u8], &Dataset)>) {
    let named = opened.map(|(geojson, dataset)| match dataset.story.facets.is_empty() {
        true => Vec::new(),
        false => named_from_geojson(geojson, dataset),
    });
    OPENED.set(named.map(Rc::new));
}

/// The values of the fields that are named; nothing while they are not known yet.
pub(super) fn of(finding: Finding, records: &Records) -> Option<Named> {
    let Records::Story(story) = records else {
        return Some(Rc::default());
    };
    if story.dataset.story.facets.is_empty() {
        return Some(Rc::default());
    }
    if let Some(opened) = OPENED.with_borrow(Clone::clone) {
        return Some(opened);
    }
    let asked = ASKED
        .with_borrow(Clone::clone)
        .filter(|(of, _)| of == story);
    if let Some((_, named)) = asked {
        return named;
    }
    ASKED.set(Some((story.clone(), None)));
    let story = story.clone();
    spawn(async move {
        let address = platform::meta("story").unwrap_or_default();
        // Without them the fields are not offered: what else there is still is.
        let bytes = platform::fetch_bytes(&address).await.unwrap_or_default();
        let named = Rc::new(named_from_geojson(&bytes, &story.dataset));
        ASKED.set(Some((story, Some(named))));
        finding.ready.update(|ready| *ready += 1);
    });
    None
}

//! The records that the story on the page has: those that the reader has looked at.

use std::collections::{BTreeMap, BTreeSet};

use super::Large;
use crate::app::shared::Shared;
use crate::load::Loaded;
use crate::query::{Dataset, Overview, rename_kinds, with_address, with_own_id};
use crate::view::Intent;

/// The records that the story on the page has.
#[derive(Default)]
pub(super) struct Excerpt {
    /// Their positions in it, by their positions in the file.
    pub known: BTreeMap<u32, usize>,
    pub asked: BTreeSet<u32>,
    /// What is to be done once records are known.
    pub waiting: Vec<(Vec<u32>, Then)>,
}

#[derive(Clone, Copy, PartialEq)]
pub(super) enum Then {
    Select,
    List,
}

impl Large {
    /// Asks for records of the store that are not known yet.
    pub(super) fn ask(&self, wanted: &[usize], then: Option<Then>) {
        let Some(file) = &self.file else {
            if let Some(then) = then {
                self.show(
                    wanted.iter().filter_map(|at| self.known(*at)).collect(),
                    then,
                );
            }
            return;
        };
        let positions: Vec<u32> = wanted.iter().filter_map(|at| self.position(*at)).collect();
        let mut excerpt = file.excerpt.borrow_mut();
        let is_new = |position: &&u32| {
            !excerpt.known.contains_key(position) && !excerpt.asked.contains(position)
        };
        let missing: Vec<u32> = positions.iter().filter(is_new).copied().collect();
        excerpt.asked.extend(&missing);
        if let Some(then) = then {
            excerpt.waiting.push((positions, then));
        }
        drop(excerpt);
        if !missing.is_empty() {
            file.describe.call(&missing);
        }
        self.carry_out();
    }

    /// Adds records to the story on the page.
    pub(super) fn add(&self, positions: &[u32], mut records: Dataset) {
        let (Some(story), Some(file)) = (self.app.story.get_untracked(), &self.file) else {
            return;
        };
        rename_kinds(&mut records, &story.dataset.story.categories);
        let mut dataset = story.dataset.clone();
        let mut excerpt = file.excerpt.borrow_mut();
        for (position, incident) in positions.iter().zip(records.incidents) {
            excerpt.known.entry(*position).or_insert_with(|| {
                let incident = match file.has_addresses {
                    true => with_address(incident, *position),
                    false => with_own_id(incident, *position, &dataset),
                };
                dataset.incidents.push(incident);
                dataset.incidents.len() - 1
            });
        }
        drop(excerpt);
        self.app.whole.set(Shared::new(Overview::of(&dataset)));
        let issues = story.issues.clone();
        self.app
            .story
            .set(Some(Shared::new(Loaded { dataset, issues })));
        self.carry_out();
    }

    /// These records have not come.
    pub(super) fn forget_asked(&self, positions: &[u32]) {
        if let Some(file) = &self.file {
            let asked = &mut file.excerpt.borrow_mut().asked;
            asked.retain(|position| !positions.contains(position));
        }
    }

    /// Does what waited for records that are known now.
    pub(super) fn carry_out(&self) {
        let mut ready = Vec::new();
        if let Some(file) = &self.file {
            let excerpt = &mut *file.excerpt.borrow_mut();
            let known = &excerpt.known;
            excerpt.waiting.retain(|(positions, then)| {
                let found: Vec<usize> = positions
                    .iter()
                    .filter_map(|at| known.get(at).copied())
                    .collect();
                let is_ready = found.len() == positions.len();
                if is_ready {
                    ready.push((found, *then));
                }
                !is_ready
            });
        }
        for (found, then) in ready {
            self.show(found, then);
        }
    }

    /// Selects or lists incidents of the story on the page.
    fn show(&self, found: Vec<usize>, then: Then) {
        self.app.dispatch(match then {
            Then::Select => Intent::Select(found.first().copied()),
            Then::List => Intent::List(found),
        });
    }
}

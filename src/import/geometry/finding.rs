//! What was found wrong with a geometry.

use std::fmt;

use serde_json::Value;

use crate::report::{Effect, Expected, Problem};

/// One thing that is wrong with a geometry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What is wrong.
    pub problem: Problem,
    /// Where, such as `geometry.coordinates[0][3]`: the first place of those it stands for.
    pub path: String,
    /// The value found, at most 80 characters.
    pub value: String,
    /// What was expected.
    pub expected: Expected,
    /// What was done.
    pub effect: Effect,
    /// How many alike within this geometry it stands for, itself included: positions, rings or members.
    pub count: usize,
}

/// A geometry that has been judged.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Judged {
    /// What can be shown of it: GeoJSON by RFC 7946, with longitude and latitude only and without members of other
    /// names. `None` for no place.
    pub geometry: Option<Value>,
    /// What was wrong, in the order of the geometry; alike ones together.
    pub findings: Vec<Finding>,
}

/// Where a value stands in a geometry. It becomes a text only when something is wrong there.
#[derive(Clone, Copy)]
pub(super) enum Path<'a> {
    Root(&'static str),
    Member(&'a Path<'a>, &'static str),
    Item(&'a Path<'a>, usize),
}

impl fmt::Display for Path<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Root(name) => f.write_str(name),
            Self::Member(parent, name) => write!(f, "{parent}.{name}"),
            Self::Item(parent, index) => write!(f, "{parent}[{index}]"),
        }
    }
}

/// Findings, alike ones together, so that a shape of a million positions has a few at most.
#[derive(Default)]
pub(super) struct Findings(Vec<Finding>);

impl Findings {
    /// Adds one; `details` are its value and what was expected, and made only for the first of its like.
    pub(super) fn add(
        &mut self,
        problem: Problem,
        effect: Effect,
        path: &Path,
        details: impl FnOnce() -> (String, Expected),
    ) {
        if let Some(alike) = self.alike(problem, effect) {
            alike.count += 1;
            return;
        }
        let (value, expected) = details();
        self.0.push(Finding {
            problem,
            path: path.to_string(),
            value,
            expected,
            effect,
            count: 1,
        });
    }

    /// Adds those of a part.
    pub(super) fn append(&mut self, part: Self) {
        for finding in part.0 {
            match self.alike(finding.problem, finding.effect) {
                Some(alike) => alike.count += finding.count,
                None => self.0.push(finding),
            }
        }
    }

    /// What is found now that it is known whether anything of the whole is shown. If so, what is without a place is
    /// only left out of it; if not, nothing of it has been shown or mended.
    pub(super) fn settled(self, is_shown: bool) -> Self {
        let mut settled = Self::default();
        let kept = self.0.into_iter().filter_map(|mut finding| {
            match finding.effect {
                Effect::Unplaced if is_shown => finding.effect = Effect::Kept,
                Effect::Kept if !is_shown => finding.effect = Effect::Unplaced,
                Effect::Shown | Effect::Mended if !is_shown => return None,
                _ => {}
            }
            Some(finding)
        });
        settled.append(Self(kept.collect()));
        settled
    }

    pub(super) fn into_vec(self) -> Vec<Finding> {
        self.0
    }

    fn alike(&mut self, problem: Problem, effect: Effect) -> Option<&mut Finding> {
        let mut known = self.0.iter_mut();
        known.find(|known| known.problem == problem && known.effect == effect)
    }
}

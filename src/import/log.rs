//! The issues of a file as they are found, alike ones together.

use std::collections::HashMap;

use crate::report::{Effect, Expected, Issue, Problem};

/// The most kinds of issue kept apart by their field; those of further fields count as one for each problem.
const MOST_GROUPS: usize = 1000;
/// The most issues of the file as a whole kept apart, of each problem; a file with more is no such file.
const MOST_OF_FILE: usize = 50;

/// The issues of a file. Alike ones, of the same field with the same effect, are one issue with a count.
#[derive(Debug, Default)]
pub(super) struct Log {
    issues: Vec<Issue>,
    /// Positions of groups by problem, effect, field, and whether they are of records.
    groups: HashMap<(Problem, Effect, String, bool), usize>,
    of_file: HashMap<Problem, usize>,
}

impl Log {
    /// Adds an issue.
    pub fn push(&mut self, issue: Issue) {
        let field = match issue.record {
            None => {
                let count = self.of_file.entry(issue.problem).or_default();
                *count += 1;
                if *count <= MOST_OF_FILE {
                    self.issues.push(issue);
                    return;
                }
                String::new()
            }
            Some(_) if self.groups.len() < MOST_GROUPS => group_of(&issue.field),
            Some(_) => String::new(),
        };
        let key = (issue.problem, issue.effect, field, issue.record.is_some());
        match self
            .groups
            .get(&key)
            .and_then(|at| self.issues.get_mut(*at))
        {
            Some(group) => group.count += issue.count,
            None => {
                self.groups.insert(key, self.issues.len());
                self.issues.push(issue);
            }
        }
    }

    /// Whether nothing is wrong so far.
    pub fn is_empty(&self) -> bool {
        self.issues.is_empty()
    }

    /// The issues, in the order of the file; those of the file as a whole come first.
    pub fn into_issues(self) -> Vec<Issue> {
        let mut issues = self.issues;
        issues.sort_by_key(|issue| (issue.record.is_some(), issue.line));
        issues
    }
}

/// A field without the positions in it: `figures[3].value` is alike `figures[5].value`.
fn group_of(field: &str) -> String {
    let mut group = String::with_capacity(field.len());
    let mut is_index = false;
    for c in field.chars() {
        is_index = (is_index || c == '[') && c != ']';
        if !is_index && c != ']' {
            group.push(c);
        }
    }
    group
}

/// What is wrong with a value, before it is known where it stands.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Fault {
    /// What is wrong.
    pub problem: Problem,
    /// The field it is in.
    pub field: String,
    /// The value found, shortened.
    pub value: String,
    /// What was expected.
    pub expected: Expected,
    /// What was done.
    pub effect: Effect,
}

impl Fault {
    /// A fault of a value.
    pub fn new(problem: Problem, field: &str, value: &str, effect: Effect) -> Self {
        Self {
            problem,
            field: field.to_owned(),
            value: shortened(value),
            expected: Expected::Nothing,
            effect,
        }
    }

    /// The fault, with words that say what was expected.
    pub fn expecting(mut self, words: impl Into<String>) -> Self {
        self.expected = Expected::Words(words.into());
        self
    }

    /// The issue of this fault in a file as a whole, at a line and column where it has one.
    pub fn in_file(self, line: Option<usize>, column: Option<usize>) -> Issue {
        Issue {
            problem: self.problem,
            record: None,
            id: None,
            line,
            column,
            field: self.field,
            value: self.value,
            expected: self.expected,
            effect: self.effect,
            count: 1,
        }
    }
}

/// The longest value that an issue repeats, in characters.
pub(super) const MOST_SHOWN: usize = 80;

/// A value for an issue: at most 80 characters, without control characters.
pub(super) fn shortened(text: &str) -> String {
    let clean = |c: char| if c.is_control() { ' ' } else { c };
    let mut short: String = text.chars().take(MOST_SHOWN).map(clean).collect();
    if short.len() < text.len() && text.chars().nth(MOST_SHOWN).is_some() {
        short.push('…');
    }
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn alike_issues_are_one_with_a_count() {
        let mut log = Log::default();
        for (record, field) in [
            (1, "figures[0].value"),
            (2, "when"),
            (3, "figures[12].value"),
        ] {
            let fault = Fault::new(Problem::WrongType, field, "x\ny", Effect::Kept);
            let issue = Issue {
                record: Some(record),
                ..fault.in_file(Some(record), None)
            };
            log.push(issue);
        }
        let issues = log.into_issues();
        let found: Vec<_> = issues
            .iter()
            .map(|issue| (issue.record, issue.count))
            .collect();
        assert_eq!(found, [(Some(1), 2), (Some(2), 1)]);
        assert_eq!(issues[0].value, "x y");
    }
}

//! Values by their rules: what is named is written as it stands, the rest is not.

use std::collections::HashSet;
use std::ops::Range;

use super::left_out::LeftOut;
use super::rules::{INCIDENT, Members, Named, Rule, rule_of};
use super::text::{JsonText, Kind, Member};

/// What begins the name of a member that is a comment. These are never published.
const COMMENT: &str = "//";

/// What was referred to, by its ids.
#[derive(Default)]
pub(super) struct Used {
    articles: HashSet<String>,
    categories: HashSet<String>,
    phases: HashSet<String>,
    connection_kinds: HashSet<String>,
}

impl Used {
    fn of(&self, named: Named) -> Option<&HashSet<String>> {
        match named {
            Named::Article => Some(&self.articles),
            Named::Category => Some(&self.categories),
            Named::Phase => Some(&self.phases),
            Named::ConnectionKind => Some(&self.connection_kinds),
            Named::Incident => None,
        }
    }

    fn note(&mut self, named: Named, id: &str) {
        let known = match named {
            Named::Article => &mut self.articles,
            Named::Category => &mut self.categories,
            Named::Phase => &mut self.phases,
            Named::ConnectionKind => &mut self.connection_kinds,
            Named::Incident => return,
        };
        if !known.contains(id) {
            known.insert(id.to_owned());
        }
    }

    fn has(&self, named: Named, id: &str) -> bool {
        self.of(named).is_some_and(|known| known.contains(id))
    }
}

/// Writes what is published of a text.
pub(super) struct Filter<'t> {
    pub text: JsonText<'t>,
    pub out: Vec<u8>,
    /// The properties that the story names as facets.
    pub facets: Vec<String>,
    /// Whether what is not named is published too.
    pub keeps_properties: bool,
    /// What records that are published refer to.
    pub used: Used,
    /// What records that are withdrawn refer to, and what refers to them.
    pub used_by_gone: Used,
    /// The ids of the records that are withdrawn.
    pub gone: HashSet<String>,
    pub left_out: LeftOut,
    /// The path of the object that is being written; empty in the properties of a record.
    pub path: String,
}

impl<'t> Filter<'t> {
    /// Writes a part of the text as it stands.
    pub fn copy(&mut self, range: &Range<usize>) {
        self.out.extend(self.text.part(range).as_bytes());
    }

    /// Writes a value by its rule; whether there was anything to write. What a rule has no place for and is asked for all the
    /// same becomes `false`: it is as wrong, and says nothing.
    pub fn value(&mut self, value: &Range<usize>, rule: Rule) -> bool {
        let kind = self.text.kind(value);
        if kind == Kind::Null {
            self.out.extend(b"null");
            return true;
        }
        let is_scalar = !matches!(kind, Kind::Object | Kind::Array);
        match rule {
            Rule::Scalar | Rule::Id(_) | Rule::When if is_scalar => {
                if let Rule::Id(named) = rule {
                    self.note(named, value);
                }
                self.copy(value);
            }
            Rule::When if kind == Kind::Object => self.members(value, &[("edtf", Rule::Scalar)]),
            Rule::Scalar | Rule::Id(_) | Rule::When => self.out.extend(b"false"),
            Rule::Scalars | Rule::Ids(_) => return self.scalars(value, kind, rule),
            Rule::Text if kind == Kind::String => self.copy(value),
            Rule::Text if kind == Kind::Object => self.texts(value),
            Rule::Numbers if kind == Kind::Object => {
                let members = self.text.members(value);
                self.some_members(members, &mut |filter, name, value| {
                    let is_kept =
                        !name.starts_with(COMMENT) && filter.text.kind(value) == Kind::Number;
                    filter.copy(value);
                    is_kept
                });
            }
            Rule::Object(members) if kind == Kind::Object => self.members(value, members),
            Rule::List(members)
            | Rule::Declared(_, members)
            | Rule::Connections(members)
            | Rule::Steps(members)
                if kind == Kind::Array =>
            {
                self.objects(value, rule, members);
            }
            _ => return false,
        }
        true
    }

    /// Writes an object with the members that are named.
    fn members(&mut self, object: &Range<usize>, members: Members) {
        let found = self.text.members(object);
        self.some_members(found, &mut |filter, name, value| {
            filter.member(name, value, rule_of(members, name))
        });
    }

    /// Writes the properties of a record.
    pub fn properties(&mut self, members: Vec<Member<'t>>) {
        self.some_members(members, &mut |filter, name, value| {
            let is_facet = filter.facets.iter().any(|facet| facet == name);
            let rule = rule_of(INCIDENT, name).or(is_facet.then_some(Rule::Scalars));
            let is_written = filter.member(name, value, rule);
            if is_written && rule_of(INCIDENT, name).is_none() {
                filter.left_out.see_published(name, filter.text.part(value));
            }
            is_written
        });
    }

    /// Writes the value of a member; whether it is published.
    pub fn member(&mut self, name: &str, value: &Range<usize>, rule: Option<Rule>) -> bool {
        let outer = self.path.len();
        if outer > 0 {
            self.path.push('.');
        }
        self.path.push_str(name);
        let is_comment = name.starts_with(COMMENT);
        let is_written = match rule {
            Some(rule) => self.value(value, rule),
            None if self.keeps_properties && !is_comment => {
                self.copy(value);
                true
            }
            None => {
                if !is_comment {
                    self.left_out.note(&self.path);
                }
                false
            }
        };
        self.path.truncate(outer);
        is_written
    }

    /// Writes an object with those of its members of which `write` writes the values, as it stands.
    pub fn some_members(
        &mut self,
        members: Vec<Member<'t>>,
        write: &mut dyn FnMut(&mut Self, &str, &Range<usize>) -> bool,
    ) {
        self.out.push(b'{');
        let mut tail: Option<Range<usize>> = None;
        let mut last: Range<usize> = 0..0;
        for member in members {
            let start = self.out.len();
            self.separate(tail.as_ref());
            self.copy(&member.head);
            match write(self, &member.name, &member.value) {
                true => tail = Some(member.tail.clone()),
                false => self.out.truncate(start),
            }
            last = member.tail;
        }
        if tail.is_some() {
            self.copy(&last);
        }
        self.out.push(b'}');
    }

    /// Writes an array with those of its items that `write` writes, as it stands.
    pub fn some_items(
        &mut self,
        array: &Range<usize>,
        write: &mut dyn FnMut(&mut Self, &Range<usize>) -> bool,
    ) {
        self.out.push(b'[');
        let mut tail: Option<Range<usize>> = None;
        let mut last: Range<usize> = 0..0;
        for item in self.text.items(array) {
            let start = self.out.len();
            self.separate(tail.as_ref());
            self.copy(&item.head);
            match write(self, &item.value) {
                true => tail = Some(item.tail.clone()),
                false => self.out.truncate(start),
            }
            last = item.tail;
        }
        if tail.is_some() {
            self.copy(&last);
        }
        self.out.push(b']');
    }

    /// Writes what stands between two that are kept; nothing before the first one.
    fn separate(&mut self, tail: Option<&Range<usize>>) {
        if let Some(tail) = tail {
            self.copy(tail);
            self.out.push(b',');
        }
    }

    /// Writes a scalar or a list of them; ids of records that are withdrawn are left out.
    fn scalars(&mut self, value: &Range<usize>, kind: Kind, rule: Rule) -> bool {
        match (kind, rule) {
            (Kind::Object, _) => return false,
            (Kind::Array, _) => self.some_items(value, &mut |filter, item| {
                let kind = filter.text.kind(item);
                match rule {
                    // What stands behind it keeps its place among the values.
                    _ if matches!(kind, Kind::Object | Kind::Array) => {
                        filter.out.extend(b"null");
                    }
                    Rule::Ids(Named::Incident) if filter.is_gone(item) => return false,
                    _ => {
                        filter.note_scalar(rule, item);
                        filter.copy(item);
                    }
                }
                true
            }),
            (_, Rule::Ids(Named::Incident)) if self.is_gone(value) => return false,
            _ => {
                self.note_scalar(rule, value);
                self.copy(value);
            }
        }
        true
    }

    fn note_scalar(&mut self, rule: Rule, value: &Range<usize>) {
        if let Rule::Ids(named) = rule {
            self.note(named, value);
        }
    }

    fn note(&mut self, named: Named, value: &Range<usize>) {
        if let Some(id) = self.text.string(value) {
            self.used.note(named, &id);
        }
    }

    /// Writes a text in each language. Members whose names are no tags of languages are none.
    fn texts(&mut self, value: &Range<usize>) {
        let members = self.text.members(value);
        self.some_members(members, &mut |filter, name, value| {
            let is_text = matches!(filter.text.kind(value), Kind::String | Kind::Null);
            filter.copy(value);
            let is_kept = is_text && is_language(name);
            if !is_kept && !name.starts_with(COMMENT) {
                let path = [&filter.path, ".", name].concat();
                filter.left_out.note(&path);
            }
            is_kept
        });
    }

    /// Writes the objects of a list, but for those that are gone with the records that are withdrawn.
    fn objects(&mut self, list: &Range<usize>, rule: Rule, members: Members) {
        self.some_items(list, &mut |filter, item| {
            if filter.text.kind(item) != Kind::Object || filter.is_gone_with(item, rule) {
                return false;
            }
            filter.members(item, members);
            true
        });
    }

    /// Whether an entry of the story is gone with the records that are withdrawn: an arrow from or to one, a step that shows
    /// nothing else, and what nothing else refers to.
    fn is_gone_with(&self, item: &Range<usize>, rule: Rule) -> bool {
        if self.gone.is_empty() {
            return false;
        }
        let members = self.text.members(item);
        let member = |wanted: &str| members.iter().find(|member| member.name == wanted);
        let is_gone = |name: &str| member(name).is_some_and(|member| self.is_gone(&member.value));
        match rule {
            Rule::Connections(_) => is_gone("from") || is_gone("to"),
            Rule::Steps(_) => member("show").is_some_and(|show| self.shows_gone(&show.value)),
            Rule::Declared(named, _) => member("id")
                .and_then(|id| self.text.string(&id.value))
                .is_some_and(|id| self.used_by_gone.has(named, &id) && !self.used.has(named, &id)),
            _ => false,
        }
    }

    /// Whether a view of a step has only records that are withdrawn.
    fn shows_gone(&self, show: &Range<usize>) -> bool {
        let members = self.text.members(show);
        let mut shown = Vec::new();
        for member in &members {
            match (member.name.as_ref(), self.text.kind(&member.value)) {
                ("select" | "fit", Kind::String) => shown.push(member.value.clone()),
                ("fit", Kind::Array) => {
                    shown.extend(self.text.items(&member.value).map(|item| item.value));
                }
                _ => {}
            }
        }
        !shown.is_empty() && shown.iter().all(|id| self.is_gone(id))
    }

    fn is_gone(&self, id: &Range<usize>) -> bool {
        let is_known = |id: std::borrow::Cow<str>| self.gone.contains(id.as_ref());
        self.text.string(id).is_some_and(is_known)
    }

    /// Notes what a part of the story refers to without writing it: entries that are gone apart from the others.
    pub fn survey(&mut self, list: &Range<usize>, rule: Rule, members: Members) {
        let length = self.out.len();
        let left_out = std::mem::take(&mut self.left_out);
        for item in self.text.items(list) {
            let is_gone = self.is_gone_with(&item.value, rule);
            if is_gone {
                std::mem::swap(&mut self.used, &mut self.used_by_gone);
            }
            self.members(&item.value, members);
            if is_gone {
                std::mem::swap(&mut self.used, &mut self.used_by_gone);
            }
        }
        self.left_out = left_out;
        self.out.truncate(length);
    }
}

/// Whether a name has the form of a language tag (BCP 47): two or three letters, then parts of two to eight letters or digits.
fn is_language(name: &str) -> bool {
    let mut parts = name.split('-');
    let is_first = |part: &str| {
        (2..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphabetic())
    };
    let is_later = |part: &str| {
        (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
    };
    parts.next().is_some_and(is_first) && parts.all(is_later)
}

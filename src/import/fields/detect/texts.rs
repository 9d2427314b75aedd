//! What kind of incident, where in words, who says so.

use super::super::names::Match;
use super::super::personal::{describes_people, looks_personal};
use super::super::words::lists;
use super::{Field, Finder, Rule};
use crate::report::{Reason, Target};

/// Most categories that can be told apart.
const MOST_CATEGORIES: usize = 50;
/// Most categories where nothing but the values speaks for it.
const MOST_UNNAMED_CATEGORIES: usize = 20;
/// In a file with fewer records every one may have its own category.
const FEW_RECORDS: usize = 20;
/// Mean length from which texts are summaries without a name that says so, in characters.
const LONG_TEXT: f64 = 80.0;
/// Words of names whose few values say something else of the incident, as they are compared.
const OTHER_FEW: &[&str] = &[
    "country, nation, land, pays, pais, страна, ел, day, weekday, wochentag, status, resolution",
    "outcome, answer, arrest, domestic, age, sex, gender, race, ethnicity, geschlecht, sexe, sexo",
    "пол, жынысы",
];
/// Answers to a question that the name of the field asks.
const ANSWERS: &[&str] = &["yes, no, true, false, y, n, ja, nein, oui, non, si, да, нет, иә, жоқ"];
/// Words for how far a matter has come, where `state` or `estado` is no region.
const STATUS_WORDS: &[&str] = &[
    "open, closed, active, inactive, pending, resolved, new, done, approved, draft, published",
    "abierto, cerrado, activo, pendiente",
];

impl Finder<'_> {
    /// Finds the codes and words of precision.
    pub(super) fn find_codes(&mut self) {
        self.take_named(Target::TimePrecision, &|field, _| {
            are_words(field, field.stats.time_precision_words)
        });
        self.take_named(Target::Precision, &|field, _| {
            are_words(field, field.stats.precision_words)
        });
    }

    /// Finds the texts, the plainest first.
    pub(super) fn find_texts(&mut self) {
        let is_about_people = describes_people(self.fields.iter().map(|field| field.name));
        self.take_named(Target::Link, &|field, _| {
            // A field that is called so and has a link is one, whatever else is in it: that is said.
            const NAMES: [&str; 3] = ["link", "url", "href"];
            let name = field.name.trim().to_ascii_lowercase();
            field.is_links() || (field.stats.links > 0 && NAMES.contains(&name.as_str()))
        });
        self.take_named(Target::Id, &is_id);
        // Of two good names the one whose words can be told apart.
        self.take_named(Target::Category, &|field, name| {
            is_category(field, name, MOST_CATEGORIES)
        });
        self.take_named(Target::Category, &|field, name| {
            is_category(field, name, usize::MAX)
        });
        self.take_named(Target::Place, &|field, _| is_place(field));
        self.take_named(Target::Region, &is_region);
        self.take_named(Target::Source, &is_source);
        self.take_named(Target::Title, &|field, name| {
            is_title(field, name, is_about_people)
        });
        self.take_named(Target::Summary, &|field, _| is_words(field));
        self.find_by_values();
    }

    /// Finds what no name says, where one field alone looks so.
    fn find_by_values(&mut self) {
        let rules: [(Target, Rule); 3] = [
            (Target::Link, &|finder| {
                finder.only(|field| field.stats.has(field.stats.links, 0.9))
            }),
            (Target::Summary, &|finder| finder.longest_text()),
            (Target::Category, &|finder| finder.only(is_unnamed_category)),
        ];
        for (target, rule) in rules {
            if self.is_settled(target) {
                continue;
            }
            if let Some(at) = rule(self) {
                self.take(target, at, Reason::Values);
            }
        }
    }

    /// The field with long texts, if no other has texts half as long.
    fn longest_text(&self) -> Option<usize> {
        let texts = self
            .free()
            .filter(|(_, field)| is_words(field) && !is_personal(field));
        let lengths: Vec<(usize, f64)> = texts
            .map(|(at, field)| (at, field.stats.mean_length()))
            .collect();
        let (at, length) = lengths
            .iter()
            .copied()
            .max_by(|(_, a), (_, b)| a.total_cmp(b))?;
        let is_alone = lengths
            .iter()
            .all(|(other, found)| *other == at || *found < length / 2.0);
        (length >= LONG_TEXT && is_alone).then_some(at)
    }
}

/// Whether at least half of the different values are words for precision.
fn are_words(field: &Field, words: usize) -> bool {
    field
        .stats
        .distinct()
        .is_some_and(|distinct| words > 0 && words * 2 >= distinct)
}

/// Whether values are texts, and neither positions nor addresses of pages.
fn is_words(field: &Field) -> bool {
    let stats = field.stats;
    stats.is_text() && !field.is_links() && !stats.has(stats.positions, 0.5)
}

fn is_personal(field: &Field) -> bool {
    looks_personal(field.name, field.stats).is_some()
}

/// Whether nearly every value is another, as ids are. A field that is called so may repeat some: that is a mistake to
/// be told of.
fn is_id(field: &Field, _: &Match) -> bool {
    let is_called_so = field.name.trim().eq_ignore_ascii_case("id");
    let least = if is_called_so { 0.5 } else { 0.9 };
    let has_fractions = field.stats.numbers > field.stats.integers;
    field.stats.uniqueness() >= least && !has_fractions && !field.is_links()
}

/// Whether values are few words, or small codes, that come again and again. Every GeoJSON feature has `type`
/// `Feature`, which is no category.
fn is_category(field: &Field, name: &Match, most: usize) -> bool {
    let stats = field.stats;
    let Some(distinct) = stats.distinct() else {
        return false;
    };
    let is_code = stats.integers == stats.present
        && stats
            .range
            .is_some_and(|(least, most)| least >= 0.0 && most < 1000.0);
    let is_few = distinct <= most && (distinct * 2 <= stats.present || stats.present < FEW_RECORDS);
    let is_of_geojson = stats.examples.iter().all(|example| example == "Feature");
    if name.is_weak {
        let comes_again = distinct * 4 <= stats.present;
        return is_words(field) && (2..=MOST_CATEGORIES).contains(&distinct) && comes_again;
    }
    // One category for all is believed only where the whole name says so.
    let is_believed = distinct >= 2 || name.beside.is_empty();
    (is_words(field) || is_code) && is_few && is_believed && !is_of_geojson
}

/// Whether values look like categories under a name that says nothing.
fn is_unnamed_category(field: &Field) -> bool {
    let stats = field.stats;
    let is_few = |distinct: usize| (2..=MOST_UNNAMED_CATEGORIES).contains(&distinct);
    let comes_again = |distinct: usize| is_few(distinct) && distinct * 4 <= stats.present;
    let is_answer = |example: &String| lists(ANSWERS, &example.to_lowercase());
    let says_else = !field.meanings.is_empty() || field.has_word_of(OTHER_FEW);
    is_words(field)
        && stats.mean_length() <= 40.0
        && stats.distinct().is_some_and(comes_again)
        && field.dates < 0.5
        && !says_else
        && !stats.examples.iter().any(is_answer)
        && !is_personal(field)
}

/// Whether values are names of places: texts, no positions.
fn is_place(field: &Field) -> bool {
    is_words(field) && !field.stats.has(field.stats.emails, 0.1)
}

/// Whether values are names or codes of regions; `state` may also be how far a matter has come.
fn is_region(field: &Field, _: &Match) -> bool {
    let is_status = |example: &String| lists(STATUS_WORDS, &example.to_lowercase());
    is_words(field) && !field.stats.examples.iter().any(is_status)
}

/// Whether values are names of publishers. Who reports something can also be a person.
fn is_source(field: &Field, name: &Match) -> bool {
    is_words(field) && !(name.is_weak && is_personal(field))
}

/// Whether values are headlines. A `name` is one only if it is not a person's, and not one of a few that come again.
fn is_title(field: &Field, name: &Match, is_about_people: bool) -> bool {
    let is_own = field.stats.uniqueness() >= 0.5;
    is_words(field) && (!name.is_weak || is_own && !is_about_people && !is_personal(field))
}

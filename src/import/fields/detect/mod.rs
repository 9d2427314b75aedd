//! Decides what each field is.

mod coordinates;
mod texts;
mod times;

use super::known::recognise;
use super::names::{Match, meanings};
use super::words::{lists, words_of};
use super::{FieldStats, KnownFormat, MOST_FIELDS, TellError, Told};
use crate::report::{Reason, Target};

/// A field: its name, the look of its values, and of how many of how many values the text is a date.
pub type Column = (String, FieldStats, (usize, usize));

/// How the fields of a file are used.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mapping {
    /// The kind of file, if its fields are those of a known one.
    pub known_format: Option<KnownFormat>,
    /// What was found, one for each target at most.
    pub fields: Vec<Found>,
}

/// A field that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// What it is to an incident.
    pub target: Target,
    /// Its name in the file.
    pub field: String,
    /// Why.
    pub reason: Reason,
    /// What its codes are, or how its values are written, where that shows here: `ACLED geo_precision`, `hhmm`,
    /// `well-known-text`; empty otherwise.
    pub form: &'static str,
}

impl Mapping {
    /// What was found for a target.
    pub fn field(&self, target: Target) -> Option<&Found> {
        self.fields.iter().find(|found| found.target == target)
    }

    /// Whether a field is used.
    pub fn uses(&self, field: &str) -> bool {
        self.fields.iter().any(|found| found.field == field)
    }
}

/// Finds out what each field is, from its name and the look of its values; see [`super`] for the order of the rules.
/// The first [`MOST_FIELDS`] are looked at.
///
/// # Errors
///
/// If the publisher names fields that the file has not: one error for each.
pub fn detect(fields: &[Column], told: &Told) -> Result<Mapping, Vec<TellError>> {
    let names: Vec<&str> = fields.iter().map(|(name, _, _)| name.as_str()).collect();
    let errors = told.errors(&names);
    if !errors.is_empty() {
        return Err(errors);
    }
    let looked_at = fields.get(..MOST_FIELDS).unwrap_or(fields);
    let mut mapping = recognise(looked_at, told).unwrap_or_else(|| {
        let mut finder = Finder::new(looked_at, told);
        finder.find_coordinates();
        finder.find_codes();
        finder.find_times();
        finder.find_texts();
        Mapping {
            known_format: None,
            fields: finder.found,
        }
    });
    for (target, field) in told.fields() {
        let stats = fields.iter().find(|(name, _, _)| name == field);
        let form = stats.map_or("", |column| form_of(target, &Field::new(column)));
        let (field, reason) = (field.to_owned(), Reason::Told);
        mapping.fields.push(Found {
            target,
            field,
            reason,
            form,
        });
    }
    let place = |target| Target::ALL.iter().position(|(_, known)| *known == target);
    mapping.fields.sort_by_key(|found| place(found.target));
    Ok(mapping)
}

/// How the values of a field are written, as far as that shows without reading each.
fn form_of(target: Target, field: &Field) -> &'static str {
    match target {
        Target::Position => coordinates::form(field),
        Target::TimeOfDay => times::form_of_clock(field).unwrap_or(""),
        _ => "",
    }
}

/// A field while it is decided what it is.
struct Field<'c> {
    name: &'c str,
    stats: &'c FieldStats,
    /// The share of its values that are dates.
    dates: f64,
    /// The words of its name.
    words: Vec<String>,
    /// What its name can mean.
    meanings: Vec<(Target, Match)>,
    /// Whether it is used already, or told to be.
    is_taken: bool,
}

impl<'c> Field<'c> {
    fn new((name, stats, (dates, present)): &'c Column) -> Self {
        Self {
            name,
            stats,
            dates: *dates as f64 / (*present).max(1) as f64,
            words: words_of(name),
            meanings: meanings(name),
            is_taken: false,
        }
    }

    /// Whether one of the words in these lines is in its name.
    fn has_word_of(&self, lines: &[&str]) -> bool {
        self.words.iter().any(|word| lists(lines, word))
    }

    /// Whether most of its values are numbers.
    fn is_numeric(&self) -> bool {
        self.stats.has(self.stats.numbers, 0.5)
    }

    /// Whether most of its values are web addresses.
    fn is_links(&self) -> bool {
        self.stats.has(self.stats.links, 0.5)
    }
}

/// Looks for fields, one target after the other.
struct Finder<'c> {
    fields: Vec<Field<'c>>,
    /// What the publisher says.
    told: &'c Told,
    found: Vec<Found>,
}

/// Chooses a field, or none.
type Rule<'r> = &'r dyn Fn(&Finder) -> Option<usize>;

impl<'c> Finder<'c> {
    fn new(columns: &'c [Column], told: &'c Told) -> Self {
        let mut fields: Vec<Field> = columns.iter().map(Field::new).collect();
        for field in &mut fields {
            field.is_taken = told.fields().any(|(_, told)| told == field.name);
        }
        Self {
            fields,
            told,
            found: Vec::new(),
        }
    }

    /// Whether a target has its field, or is not to have one.
    fn is_settled(&self, target: Target) -> bool {
        self.told.says(target) || self.found.iter().any(|found| found.target == target)
    }

    /// Free fields whose name can mean a target and whose values `fit`, the better name first.
    fn named(&self, target: Target, fit: &dyn Fn(&Field, &Match) -> bool) -> Vec<(usize, &Match)> {
        let mut named = Vec::new();
        for (at, field) in self.free() {
            let meanings = field.meanings.iter().filter(|(known, _)| *known == target);
            named.extend(
                meanings
                    .filter(|(_, name)| fit(field, name))
                    .map(|(_, name)| (at, name)),
            );
        }
        named.sort_by_key(|(_, name)| *name);
        named
    }

    /// Fields that have values and are nothing yet, with their positions.
    fn free(&self) -> impl Iterator<Item = (usize, &Field<'c>)> {
        let fields = self.fields.iter().enumerate();
        fields.filter(|(_, field)| !field.is_taken && field.stats.present > 0)
    }

    /// The one free field that `fits`; none if there are several.
    fn only(&self, fits: impl Fn(&Field) -> bool) -> Option<usize> {
        let mut fitting = self.free().filter(|(_, field)| fits(field));
        let (first, _) = fitting.next()?;
        fitting.next().is_none().then_some(first)
    }

    /// Takes a field for a target.
    fn take(&mut self, target: Target, at: usize, reason: Reason) {
        let Some(field) = self.fields.get_mut(at) else {
            return;
        };
        field.is_taken = true;
        let (name, form) = (field.name.to_owned(), form_of(target, field));
        self.found.push(Found {
            target,
            field: name,
            reason,
            form,
        });
    }

    /// Takes the field with the best name whose values `fit`.
    fn take_named(&mut self, target: Target, fit: &dyn Fn(&Field, &Match) -> bool) {
        if self.is_settled(target) {
            return;
        }
        if let Some((at, _)) = self.named(target, fit).first().copied() {
            self.take(target, at, Reason::Name);
        }
    }
}

//! When it happened, at what time of day, and when it ended.

use super::super::names::says_no_more;
use super::super::words::lists;
use super::{Field, Finder, Rule};
use crate::report::{Reason, Target};

/// The share of dates that a field with the right name has to have.
const MOSTLY: f64 = 0.5;
/// The share of dates where the name does not say what date.
const NEARLY_ALL: f64 = 0.9;

// All of these as they are compared: without accents.

/// Words that make any name that of a date.
const DATE_WORDS: &[&str] =
    &["date, datetime, datum, fecha, дата, күні, tarih, tatzeit, when, occurred"];
/// Words for dates of something else than the incident.
const OTHER_DATES: &[&str] = &[
    "updated, update, modified, changed, edited, closed, resolved, cleared, disposition",
    "arrest, arrested, court, trial, expires, expiry, due, uploaded, upload, loaded",
    "retrieved, accessed, scraped, end, until, to, birth, birthdate, birthday, dob, born",
    "geburtsdatum, geburtstag, geandert, aktualisiert, ende, bis, naissance, modification, fin",
    "nacimiento, actualizacion, рождения, изменения, обновления, обновлено, окончания, туған",
    "өзгертілген, аяқталған",
];
/// Words for dates of what was written about the incident, from near to far: used where nothing else is there.
const DATES_OF_REPORT: [&[&str]; 3] = [
    &[
        "reported, report, rapport, meldung, meldedatum, gemeldet, anzeige, reporte, denuncia",
        "регистрации, сообщения, тіркелген",
    ],
    &[
        "created, entered, received, filed, registered, erstellt, erfasst, creation, creacion",
        "создания, создано, құрылған",
    ],
    &[
        "published, publication, pubdate, veroffentlicht, veroffentlichung, publie, publicado",
        "publicacion, публикации, опубликовано, жарияланған",
    ],
];
const YEAR_WORDS: &[&str] = &["year, jahr, annee, ano, anno, год, жыл, жылы"];
const MONTH_WORDS: &[&str] = &["month, monat, mois, mes, mese, месяц, аи, аиы"];
const HOUR_WORDS: &[&str] = &["hour, stunde, heure, hora, час, сағаты"];

impl Finder<'_> {
    /// Finds when it happened; only then its end and the time of day, which say nothing alone.
    pub(super) fn find_times(&mut self) {
        if !self.is_settled(Target::Time) {
            self.find_time();
        }
        let told = self
            .told
            .fields()
            .find(|(target, _)| *target == Target::Time);
        let found = self.found.iter().find(|found| found.target == Target::Time);
        let name = told
            .map(|(_, field)| field)
            .or(found.map(|found| found.field.as_str()));
        let Some(time) = self.fields.iter().find(|field| Some(field.name) == name) else {
            return;
        };
        let has_time_of_day = says_time_of_day(time);
        self.take_named(Target::EndTime, &|field, _| field.dates >= MOSTLY);
        if !has_time_of_day {
            self.take_named(Target::TimeOfDay, &|field, _| {
                form_of_clock(field).is_some()
            });
        }
    }

    fn find_time(&mut self) {
        self.take_named(Target::Time, &|field, _| {
            field.dates >= MOSTLY && !is_clock(field)
        });
        let rules: [(Reason, Rule); 5] = [
            (Reason::Name, &|finder| finder.only(is_a_date_by_name)),
            (Reason::Values, &|finder| finder.only(is_a_date_by_values)),
            (Reason::Name, &|finder| finder.part_of_a_date()),
            (Reason::Name, &|finder| finder.date_of_report()),
            (Reason::Name, &|finder| finder.unreadable_date()),
        ];
        for (reason, rule) in rules {
            if self.is_settled(Target::Time) {
                return;
            }
            if let Some(at) = rule(self) {
                self.take(Target::Time, at, reason);
            }
        }
    }

    /// A month with its year, or a year.
    fn part_of_a_date(&self) -> Option<usize> {
        let named = |words: &[&str]| {
            let is_of_incident = |word: &String| lists(words, word) || says_no_more(word);
            let is_named =
                |field: &Field| field.has_word_of(words) && field.words.iter().all(is_of_incident);
            self.only(|field| field.dates >= MOSTLY && is_named(field))
        };
        named(MONTH_WORDS).or_else(|| named(YEAR_WORDS))
    }

    /// When it was reported, entered or published.
    fn date_of_report(&self) -> Option<usize> {
        let is_date = |field: &Field| {
            field.dates >= MOSTLY && !is_clock(field) && !field.has_word_of(OTHER_DATES)
        };
        let of = |words: &[&str]| {
            let mut fields = self.free();
            fields
                .find(|(_, field)| is_date(field) && field.has_word_of(words))
                .map(|(at, _)| at)
        };
        DATES_OF_REPORT.iter().find_map(|words| of(words))
    }

    /// A field that is called a date and has texts that are none: the person is told what is wrong with them.
    fn unreadable_date(&self) -> Option<usize> {
        let is_called_date =
            |field: &Field| field.has_word_of(DATE_WORDS) && !is_clock(field) && !field.is_links();
        let named = self.named(Target::Time, &|field, _| is_called_date(field));
        named.first().map(|(at, _)| *at)
    }
}

/// Whether a field is a date of the incident by a part of its name: `flight_date`.
fn is_a_date_by_name(field: &Field) -> bool {
    field.dates >= NEARLY_ALL && field.has_word_of(DATE_WORDS) && !is_other(field)
}

/// Whether a field has dates written out, and no name that says of what else. Numbers could be anything.
fn is_a_date_by_values(field: &Field) -> bool {
    field.dates >= NEARLY_ALL && !field.is_numeric() && !is_clock(field) && !is_other(field)
}

/// Whether a field's name says that it is the date of something else, or of the report.
fn is_other(field: &Field) -> bool {
    field.has_word_of(OTHER_DATES) || DATES_OF_REPORT.iter().any(|words| field.has_word_of(words))
}

/// Whether a field has times of day and no dates.
fn is_clock(field: &Field) -> bool {
    !field.is_numeric() && field.stats.has(field.stats.clocks, MOSTLY)
}

/// Whether the dates of a field have a time of day. Some midnights are only an export's.
fn says_time_of_day(field: &Field) -> bool {
    let is_epoch = field.stats.range.is_some_and(|(_, most)| most >= 1e9);
    field.stats.has(field.stats.dates_with_time, 0.05) || field.is_numeric() && is_epoch
}

/// How a field of times of day is written: `clock` (`14:05`), `hhmm` (`1405`, `905`) or `hour`. `None` if it is not
/// one, or a number that could be an hour or minutes past midnight.
pub(super) fn form_of_clock(field: &Field) -> Option<&'static str> {
    let stats = field.stats;
    let most = stats.range.map_or(0.0, |(_, most)| most);
    if !stats.has(stats.clocks, 0.8) {
        None
    } else if !field.is_numeric() {
        Some("clock")
    } else if field.has_word_of(HOUR_WORDS) && most <= 24.0 {
        Some("hour")
    } else {
        (most > 24.0 && stats.integers == stats.numbers).then_some("hhmm")
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::words::{listed, words_of};
    use super::*;

    #[test]
    fn words_are_written_as_they_are_compared() {
        let lists = [DATE_WORDS, OTHER_DATES, YEAR_WORDS, MONTH_WORDS, HOUR_WORDS];
        for word in lists.into_iter().chain(DATES_OF_REPORT).flat_map(listed) {
            assert_eq!(words_of(word), [word]);
        }
    }
}

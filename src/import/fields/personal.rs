//! Fields that look like personal data, by their names in several languages and the look of their values.

use super::FieldStats;
use super::detect::Mapping;
use super::words::{compact, listed, lists, words_of};
use crate::import::log::Fault;
use crate::report::{Effect, Expected, Issue, Problem, Reason, Target};

/// A kind of personal data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Personal {
    /// The name of a person.
    Name,
    /// A telephone number.
    Phone,
    /// Where somebody lives.
    Address,
    /// When somebody was born.
    BirthDate,
    /// An e-mail address.
    Email,
}

impl Personal {
    /// The word of each in reports.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Phone => "phone",
            Self::Address => "address",
            Self::BirthDate => "birth-date",
            Self::Email => "email",
        }
    }

    /// The issue of a published column that looks like it.
    pub fn issue_of(self, column: &str) -> Issue {
        let fault = Fault::new(Problem::PersonalData, column, "", Effect::Shown);
        let expected = Expected::Message(format!("personal-{}", self.as_str()).into());
        Fault { expected, ..fault }.in_file(None, None)
    }
}

/// Words of which one in a name says that it is a person's.
const NAME_WORDS: &[&str] = &[
    "firstname, lastname, surname, forename, fullname, vorname, nachname, familienname, prenom",
    "apellido, apellidos, фамилия, отчество, фио, тегі, есімі",
];
/// Whole names that say so.
const NAMES: &[&str] = &[
    "first name, last name, middle name, full name, given name, family name, maiden name",
    "person name, victim name, suspect name, offender name, officer name, witness name",
    "reporter name, contact name, name of victim, name of suspect, nom de famille",
    "nom et prénom, nombre completo, nombre y apellidos, primer nombre, name des opfers, имя",
    "имя фамилия, полное имя, аты-жөні, аты жөні, толық аты",
];
/// Whole names that say so if the values look like it.
const PERHAPS_NAMES: &[&str] = &[
    "name, person, victim, suspect, offender, officer, witness, complainant, reporter",
    "reported by, author, contact, owner, driver, opfer, täter, zeuge, nom, victime, suspect",
    "auteur, nombre, víctima, autor, имя и отчество, пострадавший, подозреваемый, заявитель",
    "автор, аты, зардап шегуші",
];
const PHONE_WORDS: &[&str] = &[
    "phone, telephone, mobile, cell, cellphone, tel, fax, telefon, telefonnummer, handy",
    "rufnummer, portable, telefono, movil, celular, телефон, телефона, моб, ұялы, телефоны",
];
const EMAIL_WORDS: &[&str] =
    &["email, mail, emailaddress, courriel, correo, почта, пошта, поштасы"];
const BIRTH_WORDS: &[&str] = &[
    "birth, birthdate, birthday, birthdate, dob, born, geburtsdatum, geburtstag, geboren",
    "geburt, naissance, nacimiento, рождения, туған",
];
/// Words that make a place of birth of a birth.
const PLACE_WORDS: &[&str] = &["place, city, country, lieu, lugar, место, жері, ort"];
/// Words of which one in a name says that somebody lives there.
const HOME_WORDS: &[&str] = &[
    "home, residence, residential, domicile, domicilio, wohnadresse, wohnanschrift, wohnort",
    "жительства, проживания, прописки, тұратын",
];
/// Whole names of an address, somebody's or an incident's.
const ADDRESSES: &[&str] = &[
    "address, street address, full address, address line 1, address 1, mailing address",
    "postal address, house number, anschrift, adresse, adresse postale, hausnummer",
    "straße hausnummer, dirección, адрес, мекенжай, мекенжайы",
];
/// Fields that a table of people has, and one of incidents without people has not.
const OF_PEOPLE: &[&str] = &[
    "age, sex, gender, race, ethnicity, occupation, nationality, alter, geschlecht, beruf",
    "sexe, profession, sexo, edad, возраст, пол, профессия, жасы, жынысы",
];

/// What kind of personal data a field looks like, by its name and its values; `None` for none.
///
/// The name of a street or block is an [`Personal::Address`] by its name: whether it is an incident's place or
/// somebody's home, the caller knows, see [`personal_fields`].
pub fn looks_personal(name: &str, stats: &FieldStats) -> Option<Personal> {
    let words = words_of(name);
    let whole = words.concat();
    let is_one_of = |names: &[&str]| listed(names).any(|known| compact(known) == whole);
    let has_one_of = |known: &[&str]| words.iter().any(|word| lists(known, word));
    if stats.present == 0 {
        return None;
    }
    if stats.has(stats.emails, 0.5) || (has_one_of(EMAIL_WORDS) && stats.emails > 0) {
        return Some(Personal::Email);
    }
    if stats.has(stats.links, 0.5) {
        return None;
    }
    let is_called_phone = has_one_of(PHONE_WORDS);
    if is_called_phone && stats.has(stats.phones.max(stats.numbers), 0.5)
        || stats.has(stats.international_phones, 0.8)
    {
        return Some(Personal::Phone);
    }
    if has_one_of(BIRTH_WORDS) && !has_one_of(PLACE_WORDS) {
        return Some(Personal::BirthDate);
    }
    if !stats.is_text() {
        return None;
    }
    if is_one_of(NAMES) || has_one_of(NAME_WORDS) {
        return Some(Personal::Name);
    }
    if is_one_of(PERHAPS_NAMES) && stats.has(stats.person_like, 0.8) {
        return Some(Personal::Name);
    }
    (is_home(name) || is_one_of(ADDRESSES)).then_some(Personal::Address)
}

/// The fields that look like personal data. An address that was found to be the incident's place is none, unless its
/// name says that somebody lives there; nor is anything whose meaning in a known format is another.
pub fn personal_fields<'f>(
    fields: impl IntoIterator<Item = (&'f str, &'f FieldStats)>,
    mapping: &Mapping,
) -> Vec<(&'f str, Personal)> {
    let is_else = |name: &str, kind| {
        let mut uses = mapping.fields.iter().filter(|found| found.field == name);
        uses.any(|found| {
            let is_place = found.target == Target::Place && kind == Personal::Address;
            found.reason == Reason::KnownFormat || is_place && !is_home(name)
        })
    };
    let looks = fields
        .into_iter()
        .filter_map(|(name, stats)| Some((name, looks_personal(name, stats)?)));
    looks.filter(|(name, kind)| !is_else(name, *kind)).collect()
}

/// Whether the fields are those of a table of people.
pub(super) fn describes_people<'n>(mut names: impl Iterator<Item = &'n str>) -> bool {
    names.any(|name| {
        let words = words_of(name);
        let is_of_people = |word: &String| lists(OF_PEOPLE, word);
        words.iter().any(is_of_people)
            || listed(NAMES).any(|known| compact(known) == words.concat())
    })
}

/// Whether a name says that somebody lives there.
fn is_home(name: &str) -> bool {
    words_of(name).iter().any(|word| lists(HOME_WORDS, word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_written_as_they_are_compared() {
        let lists = [
            NAME_WORDS,
            PHONE_WORDS,
            EMAIL_WORDS,
            BIRTH_WORDS,
            PLACE_WORDS,
            HOME_WORDS,
            OF_PEOPLE,
        ];
        for word in lists.into_iter().flat_map(listed) {
            assert_eq!(words_of(word), [word]);
        }
    }
}

//! Words in dates: months, days of the week, and what stands between the numbers.
//!
//! Month names are those of Unicode CLDR 48 (`dates/calendars/gregorian/months`: wide and abbreviated, in a date and
//! standing alone) in English, Russian, `kk`, German, French and Spanish, with the regional forms of `en-GB`,
//! `de-AT`, `es-PE` and `fr-CA`, and the three-letter forms of Russian that CLDR does not have. Days of the week likewise.
//! Zone names are those of RFC 2822, section 4.3. All are kept [folded](Folded): in small letters without accents.

/// What a word says in a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Word {
    /// A month, 1 to 12.
    Month(u8),
    /// March, or an abbreviated Tuesday in French and Spanish.
    MarchOrTuesday,
    /// Nothing that is not said otherwise: a day of the week, *of*, *year*.
    Filler,
    /// Before noon.
    Am,
    /// After noon.
    Pm,
    /// What stands between hours and minutes in French.
    Hours,
    /// What stands before a time of day in ISO 8601.
    Time,
    /// A zone, by its offset from UTC in minutes.
    Zone(i32),
}

/// Names of the months, January first.
#[rustfmt::skip]
const MONTHS: [&[&str]; 12] = [
    &[
        "january", "jan", "января", "январь", "янв", "қаңтар", "қаң", "januar", "janner", "janvier", "janv",
        "enero", "ene",
    ],
    &[
        "february", "feb", "февраля", "февраль", "февр", "фев", "ақпан", "ақп", "februar", "feber",
        "fevrier", "fevr", "febrero",
    ],
    &["march", "марта", "март", "мар", "наурыз", "нау", "marz", "maerz", "mars", "marzo"],
    &["april", "apr", "апреля", "апрель", "апр", "сәуір", "сәу", "avril", "avr", "abril", "abr"],
    &["may", "мая", "май", "мамыр", "мам", "mai", "mayo"],
    &["june", "jun", "июня", "июнь", "июн", "маусым", "мау", "juni", "juin", "junio"],
    &["july", "jul", "июля", "июль", "июл", "шілде", "шіл", "juli", "juillet", "juil", "juill", "julio"],
    &["august", "aug", "августа", "август", "авг", "тамыз", "там", "aout", "agosto", "ago"],
    &[
        "september", "sept", "sep", "сентября", "сентябрь", "сент", "сен", "қыркүйек", "қыр", "septembre",
        "septiembre", "setiembre", "set",
    ],
    &["october", "oct", "октября", "октябрь", "окт", "қазан", "қаз", "oktober", "okt", "octobre", "octubre"],
    &["november", "nov", "ноября", "ноябрь", "нояб", "ноя", "қараша", "қар", "novembre", "noviembre"],
    &[
        "december", "dec", "декабря", "декабрь", "дек", "желтоқсан", "жел", "dezember", "dez", "decembre",
        "diciembre", "dic",
    ],
];

/// What is passed over: days of the week; *of*, *the*, *at*; *year*; the endings of ordinal numbers.
#[rustfmt::skip]
const FILLERS: [&[&str]; 8] = [
    &[
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "mon", "tue", "tues",
        "wed", "thu", "thur", "thurs", "fri", "sat", "sun",
    ],
    &[
        "понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье", "пн", "вт", "ср",
        "чт", "пт", "сб", "вс",
    ],
    &[
        "дүйсенбі", "сейсенбі", "сәрсенбі", "бейсенбі", "жұма", "сенбі", "жексенбі", "дс", "сс", "бс", "жм",
        "жс",
    ],
    &[
        "montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonnabend", "sonntag", "mo",
        "di", "mi", "do", "fr", "sa", "so",
    ],
    &[
        "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche", "lun", "mer", "jeu", "ven",
        "sam", "dim",
    ],
    &[
        "lunes", "martes", "miercoles", "jueves", "viernes", "sabado", "domingo", "mie", "jue", "vie", "sab",
        "dom",
    ],
    &[
        "of", "the", "at", "de", "del", "el", "a", "las", "le", "der", "den", "um", "uhr", "в", "st",
        "nd", "rd", "th", "er", "º",
    ],
    &["г", "год", "года", "году", "ж", "жыл", "жылы", "жылғы", "жылдың"],
];

/// Zones by their offset from UTC in hours (RFC 2822, section 4.3).
const ZONES: [(&str, i32); 12] = [
    ("z", 0),
    ("utc", 0),
    ("gmt", 0),
    ("ut", 0),
    ("est", -5),
    ("edt", -4),
    ("cst", -6),
    ("cdt", -5),
    ("mst", -7),
    ("mdt", -6),
    ("pst", -8),
    ("pdt", -7),
];

impl Word {
    /// What a word says; `None` for one that has no place in a date.
    pub fn read(word: &str) -> Option<Self> {
        let folded = Folded::new(word)?;
        let word = folded.as_bytes();
        let is_in = |list: &[&str]| list.iter().any(|known| known.as_bytes() == word);
        match word {
            b"am" => return Some(Self::Am),
            b"pm" => return Some(Self::Pm),
            b"h" => return Some(Self::Hours),
            b"t" => return Some(Self::Time),
            b"mar" => return Some(Self::MarchOrTuesday),
            _ => {}
        }
        if let Some(at) = MONTHS.iter().position(|names| is_in(names)) {
            return Some(Self::Month(at as u8 + 1));
        }
        if FILLERS.iter().any(|words| is_in(words)) {
            return Some(Self::Filler);
        }
        let zone = ZONES.iter().find(|(name, _)| name.as_bytes() == word);
        zone.map(|(_, hours)| Self::Zone(60 * hours))
    }

    /// Whether it names a month.
    pub fn is_month(self) -> bool {
        matches!(self, Self::Month(_) | Self::MarchOrTuesday)
    }
}

/// What stands where there is no date: *unknown* and *no data* in the languages above, the empty values of databases
/// and spreadsheets.
#[rustfmt::skip]
const MISSING: &[&str] = &[
    "–", "—", "n/a", "na", "n.a", "#n/a", "#value!", "null", "none", "nil", "nan", "nat", "\\n", "blank",
    "empty", "unknown", "unk", "undated", "undefined", "no date", "no data", "n.d", "not known",
    "not available", "not applicable", "not stated", "not specified", "unspecified", "x", "?", "??", "???",
    "нет данных", "нет даты", "неизвестно", "не известно", "не указано", "не указана", "без даты", "н/д",
    "нет", "белгісіз", "жоқ", "деректер жоқ", "дерек жоқ", "көрсетілмеген", "unbekannt", "keine angabe",
    "k.a", "k. a", "inconnue", "inconnu", "desconocida", "desconocido", "sin fecha",
];

/// Whether a text says that there is no date.
pub(super) fn is_missing(text: &str) -> bool {
    let is_frame = |c: char| matches!(c, '(' | ')' | '<' | '>' | '[' | ']' | '"' | '\'');
    let text = text.trim_matches(is_frame).trim_end_matches('.');
    let folded = Folded::new(text);
    folded.is_some_and(|folded| {
        let is_this = |known: &&str| known.as_bytes() == folded.as_bytes();
        MISSING.iter().any(is_this)
    })
}

/// A short text in small letters without accents, so that names compare byte for byte.
struct Folded {
    bytes: [u8; Self::MOST_BYTES],
    length: usize,
}

impl Folded {
    /// No name is longer.
    const MOST_BYTES: usize = 40;

    fn new(text: &str) -> Option<Self> {
        let mut folded = Self {
            bytes: [0; Self::MOST_BYTES],
            length: 0,
        };
        for c in text.chars().flat_map(char::to_lowercase) {
            folded.push(c)?;
        }
        Some(folded)
    }

    fn push(&mut self, c: char) -> Option<()> {
        let c = match c {
            // A breve of its own makes a short i of the letter before it; other marks of their own are accents.
            '\u{306}' if self.as_bytes().ends_with("и".as_bytes()) => {
                self.length -= "и".len();
                'й'
            }
            '\u{300}'..='\u{36f}' => return Some(()),
            'á' | 'à' | 'â' | 'ä' => 'a',
            'é' | 'è' | 'ê' => 'e',
            'û' | 'ù' | 'ü' => 'u',
            c if c.is_whitespace() => ' ',
            c => c,
        };
        let place = self.bytes.get_mut(self.length..)?;
        if c.len_utf8() > place.len() {
            return None;
        }
        self.length += c.encode_utf8(place).len();
        Some(())
    }

    fn as_bytes(&self) -> &[u8] {
        self.bytes.get(..self.length).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Months as CLDR 48 writes them: in a date and alone, wide and abbreviated, where these differ.
    const CLDR: [&str; 14] = [
        "January February March April May June July August September October November December",
        "Jan Feb Mar Apr May Jun Jul Aug Sept Oct Nov Dec",
        "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
        "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь",
        "янв февр мар апр мая июн июл авг сент окт нояб дек",
        "Қаңтар Ақпан Наурыз Сәуір Мамыр Маусым Шілде Тамыз Қыркүйек Қазан Қараша Желтоқсан",
        "қаң ақп нау сәу мам мау шіл там қыр қаз қар жел",
        "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
        "Jan Feb Mär Apr Mai Jun Jul Aug Sep Okt Nov Dez",
        "Jänner Feber Maerz April Mai Juni Juli August Sept Oktober November Dezember",
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
        "janv févr mars avr mai juin juil août sept oct nov déc",
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
        "ene feb mar abr may jun jul ago sept oct nov dic",
    ];

    #[test]
    fn every_month_of_cldr_is_known_in_any_case_and_without_accents() {
        for names in CLDR {
            for (at, name) in names.split(' ').enumerate() {
                let expected = match name.to_lowercase().as_str() {
                    "mar" | "mär" => Word::MarchOrTuesday,
                    _ => Word::Month(at as u8 + 1),
                };
                assert_eq!(Word::read(name), Some(expected), "{name}");
                assert_eq!(Word::read(&name.to_uppercase()), Some(expected), "{name}");
            }
        }
        assert_eq!(Word::read("de\u{301}cembre"), Some(Word::Month(12)));
        assert_eq!(Word::read("маи\u{306}"), Some(Word::Month(5)));
        assert_eq!(Word::read("Rudnyi"), None);
    }

    #[test]
    fn no_name_stands_in_two_places() {
        let mut names: Vec<_> = MONTHS.iter().chain(&FILLERS).copied().flatten().collect();
        names.extend(ZONES.iter().map(|(name, _)| name));
        let count = names.len();
        names.sort();
        names.dedup();
        assert_eq!(names.len(), count);
        for name in names {
            assert_eq!(Folded::new(name).unwrap().as_bytes(), name.as_bytes());
        }
        for name in MISSING {
            assert_eq!(Folded::new(name).unwrap().as_bytes(), name.as_bytes());
        }
    }
}

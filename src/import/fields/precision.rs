//! How well a place or a time is known: the words and codes of others, in those of the profile.

use std::sync::LazyLock;

use serde_json::Value;

use super::KnownFormat;
use super::words::{compact, listed};

/// How well a time is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TimePrecision {
    /// The very day, or finer.
    Day,
    /// Within a week of the date given.
    Week,
    /// Somewhere in the month of the date given.
    Month,
    /// Somewhere in the year of the date given.
    Year,
}

/// Words for how well a place is known. A word that names a step coarser in some countries than in others stands for
/// the coarser, so that no place is drawn finer than it is known.
const PLACE_WORDS: [(&str, &[&str]); 6] = [
    (
        "exact",
        &[
            "exact, precise, exact location, address, rooftop, point, genau, exakt, adresse",
            "exacte, précis, exacto, exacta, preciso, точно, точная, точный, адрес, дәл",
            "мекенжай",
        ],
    ),
    (
        "approximate",
        &[
            "approximate, approx, approximately, near, nearby, street, block",
            "range interpolated, anonymised, anonymized, jittered, ungefähr, ungenau, straße",
            "approximatif, approximative, environ, rue, aproximado, aproximada, calle",
            "приблизительно, примерно, улица, шамамен, көше",
        ],
    ),
    (
        "settlement",
        &[
            "settlement, city, town, village, locality, stadt, ort, dorf, ortschaft, ville",
            "localité, ciudad, localidad, pueblo, город, село, посёлок, населённый пункт, қала",
            "ауыл, елді мекен",
        ],
    ),
    (
        "district",
        &[
            "district, county, municipality, borough, adm2, admin2, kreis, landkreis, bezirk",
            "gemeinde, arrondissement, commune, municipio, comarca, район, аудан",
        ],
    ),
    (
        "region",
        &[
            "region, state, province, governorate, oblast, adm1, admin1, bundesland, provinz",
            "région, département, región, provincia, departamento, estado, область, регион",
            "край, облыс, өңір",
        ],
    ),
    (
        "country",
        &[
            "country, nation, national, unknown, adm0, land, staat, unbekannt, pays, inconnu",
            "país, desconocido, страна, неизвестно, ел, белгісіз",
        ],
    ),
];

/// Words for how well a time is known.
const TIME_WORDS: [(TimePrecision, &[&str]); 4] = [
    (
        TimePrecision::Day,
        &[
            "day, date, exact, hour, minute, tag, genau, exakt, jour, exacte, día, exacto",
            "exacta, день, точно, күн, дәл",
        ],
    ),
    (
        TimePrecision::Week,
        &["week, woche, semaine, semana, неделя, апта"],
    ),
    (
        TimePrecision::Month,
        &["month, monat, mois, mes, месяц, ай"],
    ),
    (
        TimePrecision::Year,
        &["year, jahr, année, an, año, год, жыл"],
    ),
];

/// How well a place is known, in the words of the profile, from a word in several languages or a code of a known
/// format. `None` for a value that says nothing: the profile then takes the coarsest.
///
/// ACLED's `geo_precision` (Codebook 2015, section 3.2): 1 a town, 2 a part of a region, 3 a larger region. UCDP's
/// `where_prec` (GED codebook): 1 the named place, 2 a limited area around it, 3 a second-order division, 4 a
/// first-order one, 5 a larger part of a country and other vague places, 6 a country, 7 international waters or
/// airspace. Both as restated in the documentation of `calc_fatalities_acled` and `calc_fatalities_ucdp` of the R
/// package mapme.biodiversity. The two disagree on what 2 and 3 mean, so a code says nothing without its format.
pub fn precision_of(format: Option<KnownFormat>, value: &Value) -> Option<&'static str> {
    match (format, code(value)) {
        (Some(KnownFormat::Acled), Some(code)) => match code {
            1 => Some("settlement"),
            2 => Some("district"),
            3 => Some("region"),
            _ => None,
        },
        (Some(KnownFormat::UcdpGed), Some(code)) => match code {
            1 => Some("settlement"),
            2 | 3 => Some("district"),
            4 | 5 => Some("region"),
            6 | 7 => Some("country"),
            _ => None,
        },
        _ => place_word(value.as_str()?),
    }
}

/// How well a time is known, from a word in several languages or a code of a known format. `None` for a value that
/// says nothing.
///
/// ACLED's `time_precision` (Codebook 2015, section 4.1, as restated in the documentation of `calc_fatalities_acled` of
/// the R package mapme.biodiversity): 1 the day, 2 the week, 3 the month. UCDP's `date_prec` (GED codebook): 1 the day,
/// 2 two to six days, 3 a week, 4 up to a month, 5 up to a year. There is no step of a few days here, so that 2 is a
/// week too.
pub fn time_precision_of(format: Option<KnownFormat>, value: &Value) -> Option<TimePrecision> {
    match (format, code(value)) {
        (Some(KnownFormat::Acled), Some(code)) => match code {
            1 => Some(TimePrecision::Day),
            2 => Some(TimePrecision::Week),
            3 => Some(TimePrecision::Month),
            _ => None,
        },
        (Some(KnownFormat::UcdpGed), Some(code)) => match code {
            1 => Some(TimePrecision::Day),
            2 | 3 => Some(TimePrecision::Week),
            4 => Some(TimePrecision::Month),
            5 => Some(TimePrecision::Year),
            _ => None,
        },
        _ => time_word(value.as_str()?),
    }
}

/// The word of the profile for a word of others.
pub(super) fn place_word(word: &str) -> Option<&'static str> {
    static WORDS: LazyLock<Words<&str>> = LazyLock::new(|| comparable(&PLACE_WORDS));
    find(&WORDS, word)
}

/// How well a time is known, from a word.
pub(super) fn time_word(word: &str) -> Option<TimePrecision> {
    static WORDS: LazyLock<Words<TimePrecision>> = LazyLock::new(|| comparable(&TIME_WORDS));
    find(&WORDS, word)
}

/// Words as they are compared, with what they mean.
type Words<T> = Vec<(String, T)>;

fn comparable<T: Copy>(table: &[(T, &[&str])]) -> Words<T> {
    let words = table
        .iter()
        .flat_map(|(step, words)| listed(words).map(|word| (compact(word), *step)));
    words.collect()
}

fn find<T: Copy>(words: &Words<T>, word: &str) -> Option<T> {
    const LONGEST: usize = 40;
    let has_letter = word.chars().take(LONGEST).any(char::is_alphabetic);
    if word.len() > LONGEST || !has_letter {
        return None;
    }
    let word = compact(word);
    let found = words.iter().find(|(known, _)| *known == word);
    found.map(|(_, step)| *step)
}

/// A whole number, as a number or a text.
pub(super) fn code(value: &Value) -> Option<u64> {
    match value {
        Value::Number(number) => {
            let whole = number.as_f64().filter(|number| number.fract() == 0.0)?;
            (0.0..=1e6).contains(&whole).then_some(whole as u64)
        }
        Value::String(text) => text.trim().parse().ok(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn words_of_several_languages_are_those_of_the_profile() {
        let check = |word: &str, expected| {
            assert_eq!(precision_of(None, &json!(word)), expected, "{word}");
        };
        for (word, _) in crate::story::PlacePrecision::ALL {
            check(word, Some(word));
        }
        check("Exact", Some("exact"));
        check("RANGE_INTERPOLATED", Some("approximate"));
        check("Bundesland", Some("region"));
        check("Населенный пункт", Some("settlement"));
        check("елді мекен", Some("settlement"));
        check("аудан", Some("district"));
        check("pays", Some("country"));
        check("1", None);
        check("perhaps", None);
        check("", None);
    }

    #[test]
    fn codes_mean_something_only_in_their_format() {
        let check = |format, code: Value, expected| {
            assert_eq!(precision_of(format, &code), expected, "{format:?} {code}");
        };
        let acled = Some(KnownFormat::Acled);
        let ucdp = Some(KnownFormat::UcdpGed);
        check(acled, json!(1), Some("settlement"));
        check(acled, json!("2"), Some("district"));
        check(acled, json!(3.0), Some("region"));
        check(acled, json!(4), None);
        check(acled, json!(1.5), None);
        let steps = [
            "settlement",
            "district",
            "district",
            "region",
            "region",
            "country",
            "country",
        ];
        for (code, expected) in (1..).zip(steps) {
            check(ucdp, json!(code), Some(expected));
        }
        check(ucdp, json!(0), None);
        check(None, json!(1), None);
        check(Some(KnownFormat::PoliceUk), json!("1"), None);
        check(None, json!(["exact"]), None);
    }

    #[test]
    fn times_are_known_to_the_day_the_week_the_month_or_the_year() {
        let check = |format, value: Value, expected| {
            assert_eq!(time_precision_of(format, &value), expected, "{value}");
        };
        use TimePrecision::{Day, Month, Week, Year};
        let acled = Some(KnownFormat::Acled);
        let ucdp = Some(KnownFormat::UcdpGed);
        check(acled, json!(1), Some(Day));
        check(acled, json!(2), Some(Week));
        check(acled, json!("3"), Some(Month));
        for (code, expected) in (1..).zip([Day, Week, Week, Month, Year]) {
            check(ucdp, json!(code), Some(expected));
        }
        check(ucdp, json!(6), None);
        check(None, json!("Monat"), Some(Month));
        check(None, json!("жыл"), Some(Year));
        check(None, json!("perhaps"), None);
        check(None, json!(2), None);
    }
}

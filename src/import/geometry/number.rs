//! Degrees as people write them in tables.

use crate::report::Problem;

/// The longest text that is read as a number of degrees, in bytes.
const MOST_BYTES: usize = 100;

/// What stands where there is no value, in lower case: what databases, R, pandas and spreadsheets write.
const MISSING: [&str; 9] = ["", "-", "null", "none", "na", "n/a", "#n/a", "nil", "\\n"];

/// Numbers that are not finite, in lower case and without a sign: by IEEE 754, the C library of Windows, and
/// spreadsheets.
const NOT_FINITE: [&str; 9] = [
    "nan", "inf", "infinity", "∞", "1.#inf", "1.#qnan", "1.#ind", "#num!", "#div/0!",
];

/// The letters of the hemispheres, in lower case: English and Russian. `O` is east in German and west in French, so it
/// is not read.
const HEMISPHERES: [(&str, Axis, f64); 8] = [
    ("n", Axis::Latitude, 1.0),
    ("s", Axis::Latitude, -1.0),
    ("e", Axis::Longitude, 1.0),
    ("w", Axis::Longitude, -1.0),
    ("с.ш.", Axis::Latitude, 1.0),
    ("ю.ш.", Axis::Latitude, -1.0),
    ("в.д.", Axis::Longitude, 1.0),
    ("з.д.", Axis::Longitude, -1.0),
];

/// What an angle is measured along.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Axis {
    Latitude,
    Longitude,
}

/// An angle, and which one it is if its text says so.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Angle {
    pub(super) deg: f64,
    pub(super) axis: Option<Axis>,
}

/// A number of degrees from the text of a cell: with a decimal point or comma, a sign (also the typographic one), a
/// hemisphere, or in degrees, minutes and seconds.
///
/// Thousands are not separated: `5.875.321` and `1,234.5` are no numbers here.
///
/// # Errors
/// [`Problem::NoPlace`] for an empty text and for words that stand for nothing, [`Problem::NotFinite`],
/// [`Problem::BadCoordinates`] for anything else.
pub fn number_from_text(text: &str) -> Result<f64, Problem> {
    angle_from_text(text).map(|angle| angle.deg)
}

/// As [`number_from_text`], with the axis that the letter of the hemisphere names.
pub(super) fn angle_from_text(text: &str) -> Result<Angle, Problem> {
    if text.len() > MOST_BYTES {
        return Err(Problem::BadCoordinates);
    }
    let text = simplified(text);
    let text = text.trim();
    if is_missing(text) {
        return Err(Problem::NoPlace);
    }
    let (rest, hemisphere) = without_hemisphere(text);
    let unsigned = rest.trim_start_matches(['-', '+']).trim_start();
    if NOT_FINITE.contains(&text.trim_start_matches(['-', '+'])) {
        return Err(Problem::NotFinite);
    }
    let sign = match (
        rest.len() - rest.trim_start_matches(['-', '+']).len(),
        hemisphere,
    ) {
        (0, None) => 1.0,
        (0, Some((_, sign))) => sign,
        (1, None) if rest.starts_with('-') => -1.0,
        (1, None) => 1.0,
        // "-87.6 W" could mean either.
        _ => return Err(Problem::BadCoordinates),
    };
    let deg = plain_number(unsigned).or_else(|| sexagesimal(unsigned, hemisphere.is_some()));
    match deg {
        Some(deg) if deg.is_finite() => Ok(Angle {
            deg: sign * deg,
            axis: hemisphere.map(|(axis, _)| axis),
        }),
        Some(_) => Err(Problem::NotFinite),
        None => Err(Problem::BadCoordinates),
    }
}

/// Whether a text stands for no value.
pub(super) fn is_missing(text: &str) -> bool {
    let text = text.trim();
    MISSING.iter().any(|word| text.eq_ignore_ascii_case(word))
}

/// In lower case, with one sign for each of minus, degree, minute, second and space.
fn simplified(text: &str) -> String {
    let signs = text.chars().map(|c| match c {
        '\u{2212}' | '\u{2010}'..='\u{2014}' | '\u{FE63}' | '\u{FF0D}' => '-',
        'º' | '˚' => '°',
        '′' | '’' | '‘' | '´' | '`' | 'ʹ' | '＇' => '\'',
        '″' | '”' | '“' | 'ʺ' | '＂' => '"',
        c if c.is_whitespace() => ' ',
        c => c,
    });
    let text: String = signs.flat_map(char::to_lowercase).collect();
    text.replace("''", "\"")
        .replace(". ш", ".ш")
        .replace(". д", ".д")
}

/// The text without a hemisphere before or after the number; with both it stays as it is, and is no number.
fn without_hemisphere(text: &str) -> (&str, Option<(Axis, f64)>) {
    for (letter, axis, sign) in HEMISPHERES {
        let found = Some((axis, sign));
        if let Some(rest) = text.strip_suffix(letter) {
            return (rest.trim_end(), found);
        }
        if let Some(rest) = text.strip_prefix(letter) {
            return (rest.trim_start(), found);
        }
    }
    (text, None)
}

/// A number without a sign: digits with at most one decimal point or comma, and perhaps an exponent.
fn plain_number(text: &str) -> Option<f64> {
    let is_number = text.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '.' | ','));
    let is_plain = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | 'e' | '-' | '+');
    if !is_number || !text.chars().all(is_plain) {
        return None;
    }
    text.replacen(',', ".", 1).parse().ok()
}

/// Degrees, minutes and seconds. The marks may be left out where a hemisphere shows that it is an angle; else `52 58`
/// could be a number with a gap.
fn sexagesimal(text: &str, has_hemisphere: bool) -> Option<f64> {
    const MARKS: [(char, f64); 3] = [('°', 3600.0), ('\'', 60.0), ('"', 1.0)];
    const SECONDS_PER_DEGREE: f64 = 3600.0;
    let mut seconds = 0.0;
    let mut rest = text;
    for (mark, seconds_each) in MARKS {
        let end = rest.find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ','));
        let (digits, after) = rest.split_at_checked(end.unwrap_or(rest.len()))?;
        let number = plain_number(digits)?;
        if mark != '°' && number >= 60.0 {
            return None;
        }
        seconds += number * seconds_each;
        let after = after.trim_start();
        let marked = after.strip_prefix(mark);
        rest = marked.unwrap_or(after).trim_start();
        let is_clear = marked.is_some() || has_hemisphere;
        if rest.is_empty() {
            return is_clear.then_some(seconds / SECONDS_PER_DEGREE);
        }
        // Another follows: only the last may have decimals.
        if !is_clear || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn numbers_are_read_as_people_write_them() {
        for (text, expected) in [
            ("52.97", 52.97),
            ("52,97", 52.97),
            (" -87.62 ", -87.62),
            ("+5", 5.0),
            ("−87,62", -87.62),
            ("– 87.62", -87.62),
            ("\u{a0}63.1\u{202f}", 63.1),
            ("6.3e1", 63.0),
            (".5", 0.5),
            ("52.97°", 52.97),
            ("-52.97°", -52.97),
            ("63.11 E", 63.11),
            ("63.11E", 63.11),
            ("87.62w", -87.62),
            ("W 87.62", -87.62),
            ("52°58'21\"N", 52.9725),
            ("52° 58′ 21″ N", 52.9725),
            ("52º58’21”N", 52.9725),
            ("52°58'21''S", -52.9725),
            ("-52°58'21\"", -52.9725),
            ("52°58'21,6\"", 52.972_666_666_666_67),
            ("52°58.35'N", 52.9725),
            ("52 58 21 N", 52.9725),
            ("N 52 58.35", 52.9725),
            ("52°58'21\" с. ш.", 52.9725),
            ("87,5 з.д.", -87.5),
        ] {
            let number = number_from_text(text).unwrap();
            assert!((number - expected).abs() < 1e-12, "{text}: {number}");
        }
    }

    #[test]
    fn what_is_no_number_says_why() {
        use Problem::{BadCoordinates, NoPlace, NotFinite};
        for (text, expected) in [
            ("", NoPlace),
            ("  ", NoPlace),
            ("NULL", NoPlace),
            ("N/A", NoPlace),
            ("—", NoPlace),
            ("NaN", NotFinite),
            ("-nan", NotFinite),
            ("inf", NotFinite),
            ("-Infinity", NotFinite),
            ("1.#QNAN", NotFinite),
            ("1e999", NotFinite),
            ("unknown", BadCoordinates),
            ("1,234.5", BadCoordinates),
            ("5.875.321", BadCoordinates),
            ("391 000", BadCoordinates),
            ("52 58 21", BadCoordinates),
            ("-87.62 W", BadCoordinates),
            ("N 52 N", BadCoordinates),
            ("--5", BadCoordinates),
            ("63.1 O", BadCoordinates),
            ("52d58m21s", BadCoordinates),
            ("52°60'N", BadCoordinates),
            ("52.5°30'N", BadCoordinates),
            ("52'58°", BadCoordinates),
            ("52°58'21\"7", BadCoordinates),
            ("°", BadCoordinates),
            ("E", BadCoordinates),
            (&"1".repeat(200), BadCoordinates),
        ] {
            assert_eq!(number_from_text(text), Err(expected), "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "\\PC{0,40}") {
            let _ = number_from_text(&text);
        }

        #[test]
        fn any_text_of_the_alphabet_is_read_or_refused(text in "[-+0-9.,°'\"eNSEW ′″сшдв−]{0,20}") {
            if let Ok(number) = number_from_text(&text) {
                prop_assert!(number.is_finite());
            }
        }

        #[test]
        fn a_written_number_is_read_back(number in -1e6..1e6_f64) {
            prop_assert_eq!(number_from_text(&number.to_string()), Ok(number));
            let with_comma = number.to_string().replace('.', ",").replace('-', "−");
            prop_assert_eq!(number_from_text(&with_comma), Ok(number));
        }
    }
}

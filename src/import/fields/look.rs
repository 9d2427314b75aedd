//! What one text looks like: a number, a time of day, a position, an e-mail address, a name.

/// How far into a text its look is judged, in bytes.
const MOST_LOOKED_AT: usize = 512;

/// The beginning of a text, as far as its look is judged.
pub(super) fn beginning(text: &str) -> &str {
    let mut end = text.len().min(MOST_LOOKED_AT);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or_default()
}

/// The number that a text is, written with a decimal point or comma, an exponent or neither. Thousands separators
/// are not read: `1,234` could be either.
pub(super) fn number(text: &str) -> Option<f64> {
    let text = text.trim();
    let is_written_so = |c: char| matches!(c, '0'..='9' | '.' | ',' | '+' | '-' | '−' | 'e' | 'E');
    let has_digit = text.bytes().any(|byte| byte.is_ascii_digit());
    if text.len() > 40 || !has_digit || !text.chars().all(is_written_so) {
        return None;
    }
    let number = match text.contains([',', '−']) {
        true => text.replace(',', ".").replace('−', "-").parse(),
        false => text.parse(),
    };
    number.ok().filter(|number: &f64| number.is_finite())
}

/// Whether a text is a web address with a host.
pub(super) fn is_link(text: &str) -> bool {
    let is_scheme = |scheme: &str| {
        let start = text.get(..scheme.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(scheme)) && text.len() > scheme.len()
    };
    is_scheme("http://") || is_scheme("https://")
}

/// Whether a text is a time of day: `14:05`, `2:05:30 PM`, `23h15`, `14.05 Uhr`.
pub(super) fn is_clock(text: &str) -> bool {
    if text.len() > 24 || !text.contains([':', '.', 'h']) {
        return false;
    }
    let lower = text.trim().to_lowercase();
    let without_m = lower.trim_end_matches(['.', 'm']);
    let halves = without_m.strip_suffix(['a', 'p']);
    let (digits, most_hours) = match halves {
        Some(digits) if without_m.len() < lower.len() => (digits.trim_end_matches('.'), 12),
        _ => (lower.trim_end_matches("uhr"), 24),
    };
    // With two points it would be a date.
    let between: &[char] = if digits.contains(':') {
        &[':', '.']
    } else {
        &['.', 'h']
    };
    let parts: Vec<&str> = digits.trim().split(between).collect();
    let is_below = |part: &str, most: u32| {
        let is_short = matches!(part.len(), 1 | 2) && part.bytes().all(|b| b.is_ascii_digit());
        is_short && part.parse::<u32>().is_ok_and(|number| number <= most)
    };
    match parts.as_slice() {
        [hour, minute] => is_below(hour, most_hours) && is_below(minute, 59) && minute.len() == 2,
        // The fourth is a fraction of a second.
        [hour, minute, second] | [hour, minute, second, _] if digits.contains(':') => {
            is_below(hour, most_hours) && is_below(minute, 59) && is_below(second, 60)
        }
        _ => false,
    }
}

/// Whether a number can be a time of day as `2305`, or an hour.
pub(super) fn is_clock_number(number: f64) -> bool {
    number.fract() == 0.0 && (0.0..=2400.0).contains(&number) && number % 100.0 < 60.0
}

/// Whether a date has a time of day behind it that is not midnight: dates exported from a register often say 00:00 or
/// 12:00 AM where no time is meant.
pub(super) fn has_time_of_day(text: &str) -> bool {
    let Some(colon) = text.find(':') else {
        return false;
    };
    let before = text.get(..colon).unwrap_or_default();
    let digits = before.bytes().rev().take_while(u8::is_ascii_digit).count();
    let start = before.len() - digits.min(2);
    // Without a date in front it is a time of day and nothing else.
    if digits == 0 || digits == before.trim().len() {
        return false;
    }
    let rest = text.get(start..).unwrap_or_default();
    let zeros = ["00:00:00", "00:00", "0:00:00", "0:00"];
    let is_midnight = match rest.strip_prefix("12:00:00").or(rest.strip_prefix("12:00")) {
        Some(rest) => rest.trim_start().to_lowercase().starts_with('a'),
        None => zeros.iter().any(|zero| rest.starts_with(zero)),
    };
    !is_midnight
}

/// Two numbers in one text, as `(41.8, -87.6)`, `41.8 -87.6` or `[-87.6; 41.8]`. At least one has decimals, and both
/// could be degrees.
pub(super) fn pair(text: &str) -> Option<(f64, f64)> {
    let text = text.trim().trim_start_matches(['(', '[']);
    let text = text.trim_end_matches([')', ']']).trim();
    if !text.starts_with(|c: char| matches!(c, '0'..='9' | '+' | '-' | '−' | '.')) {
        return None;
    }
    let split = [";", ", ", " ", "\t", "/", ","];
    let (first, second) = split.iter().find_map(|between| text.split_once(between))?;
    let (x, y) = (number(first)?, number(second)?);
    let has_decimals = first.contains(['.', ',']) || second.contains(['.', ',']);
    let is_degrees = x.abs() <= 180.0 && y.abs() <= 180.0;
    (has_decimals && is_degrees).then_some((x, y))
}

/// Whether a text begins like a geometry in well-known text (OGC 06-103r4, section 7), or in GeoJSON.
pub(super) fn is_geometry_text(text: &str) -> bool {
    const NAMES: [&str; 4] = ["point", "linestring", "polygon", "geometrycollection"];
    if text.starts_with('{') {
        return text.contains("\"coordinates\"");
    }
    let Some((start, rest)) = text.split_once('(') else {
        return false;
    };
    let first = rest.trim_start_matches(['(', ' ']).chars().next();
    if !first.is_some_and(|c| c.is_ascii_digit() || "+-.".contains(c)) {
        return false;
    }
    let start = start.to_lowercase();
    let (_, start) = start.split_once(';').unwrap_or(("", &start));
    let kind = start.split_whitespace().next().unwrap_or_default();
    NAMES.contains(&kind.strip_prefix("multi").unwrap_or(kind))
}

/// Whether a text is a coordinate with marks of degrees or a hemisphere: `52°31′12″N`, `52.52 N`.
pub(super) fn is_marked_degrees(text: &str) -> bool {
    let text = text.trim();
    let has_digit = text.bytes().any(|byte| byte.is_ascii_digit());
    let hemisphere = ['N', 'S', 'E', 'W', 'O'];
    let bare = text
        .trim_start_matches(hemisphere)
        .trim_end_matches(hemisphere);
    let is_one_number = bare.len() + 1 == text.len() || bare.len() + 2 == text.len();
    has_digit && text.len() <= 40 && (text.contains('°') || is_one_number && number(bare).is_some())
}

/// Whether a text is an e-mail address.
pub(super) fn is_email(text: &str) -> bool {
    let Some((user, host)) = text.trim().split_once('@') else {
        return false;
    };
    let is_plain =
        |part: &str| !part.is_empty() && !part.contains(|c: char| c.is_whitespace() || c == '@');
    is_plain(user) && is_plain(host) && host.trim_matches('.').contains('.')
}

/// Whether a text can be a telephone number: seven to fifteen digits (ITU-T E.164) and what people put between them.
pub(super) fn is_phone(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let is_written_so = |c: char| c.is_ascii_digit() || " +-()/.\u{a0}".contains(c);
    (7..=15).contains(&digits) && text.trim().chars().all(is_written_so)
}

/// Whether a text can be a person's name: two to four words that begin with a capital, and no digits.
pub(super) fn is_person_like(text: &str) -> bool {
    let is_name_word = |word: &str| {
        let mut characters = word.chars();
        let has_capital = characters.next().is_some_and(char::is_uppercase);
        has_capital && characters.all(|c| c.is_alphabetic() || "-'’.,".contains(c))
    };
    let count = text.split_whitespace().take(5).count();
    let is_shouted = text.chars().all(|c| !c.is_lowercase());
    (2..=4).contains(&count) && !is_shouted && text.split_whitespace().all(is_name_word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check<T: PartialEq + std::fmt::Debug>(look: impl Fn(&str) -> T, text: &str, expected: T) {
        assert_eq!(look(text), expected, "{text:?}");
    }

    #[test]
    fn numbers_have_a_point_or_a_comma() {
        check(number, "12", Some(12.0));
        check(number, " -0.5 ", Some(-0.5));
        check(number, "51,5074", Some(51.5074));
        check(number, "−3,5", Some(-3.5));
        check(number, "1e3", Some(1000.0));
        check(number, "1,234,567", None);
        check(number, "inf", None);
        check(number, "e", None);
        check(number, "1e999", None);
        check(number, "12 km", None);
    }

    #[test]
    fn times_of_day_are_told_from_dates() {
        check(is_clock, "14:05", true);
        check(is_clock, "2:05:30 PM", true);
        check(is_clock, "2:05 p.m.", true);
        check(is_clock, "9.30 Uhr", true);
        check(is_clock, "23h15", true);
        check(is_clock, "14:05:06.123", true);
        check(is_clock, "25:00", false);
        check(is_clock, "13:00 AM", false);
        check(is_clock, "12.05.24", false);
        check(is_clock, "1.5", false);
        check(is_clock, "PM", false);
        check(|_| is_clock_number(2300.0), "2300", true);
        check(|_| is_clock_number(2375.0), "2375", false);
        check(has_time_of_day, "2024-05-06T14:05:00Z", true);
        check(has_time_of_day, "05/06/2024 12:00:00 AM", false);
        check(has_time_of_day, "05/06/2024 12:00:00 PM", true);
        check(has_time_of_day, "2024-05-06 00:00:00", false);
        check(has_time_of_day, "14:05", false);
        check(has_time_of_day, "2024-05-06", false);
    }

    #[test]
    fn positions_are_two_numbers_or_well_known_text() {
        check(pair, "(41.8, -87.6)", Some((41.8, -87.6)));
        check(pair, "41.8,-87.6", Some((41.8, -87.6)));
        check(pair, "51,5;-0,12", Some((51.5, -0.12)));
        check(pair, "[-87.6 41.8]", Some((-87.6, 41.8)));
        check(pair, "41,8", None);
        check(pair, "12, 14", None);
        check(pair, "1234.5 6789.1", None);
        check(pair, "3rd and 4.5", None);
        check(is_geometry_text, "POINT (-87.6 41.8)", true);
        check(is_geometry_text, "SRID=4326;MultiPolygon(((0 0", true);
        check(is_geometry_text, "Point Reyes (north)", false);
        check(is_geometry_text, "Station (north)", false);
        check(
            is_geometry_text,
            r#"{"type":"Point","coordinates":[1,2]}"#,
            true,
        );
        check(is_marked_degrees, "52°31′N", true);
        check(is_marked_degrees, "13.4 E", true);
        check(is_marked_degrees, "13.4E", true);
        check(is_marked_degrees, "NW", false);
    }
}

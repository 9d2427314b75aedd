//! Where a record says something happened, in words and codes.

use serde_json::{Map, Value};

use super::feature::{FeatureMaker, Reading, text_of};
use super::fields::precision_of;
use super::limits::MOST_TITLE_CHARS;
use super::log::Fault;
use crate::report::{Effect, Problem, Target};
use crate::story::PlacePrecision;

/// The `place` of a record, and whether it names a region by its code.
pub(super) fn place_of(
    maker: &FeatureMaker,
    reading: &mut Reading,
    geometry: Option<&Value>,
) -> (Map<String, Value>, bool) {
    let mut place = Map::new();
    let name = maker.text(reading, Target::Place, MOST_TITLE_CHARS);
    let region = maker.text(reading, Target::Region, MOST_TITLE_CHARS);
    let code = region
        .as_deref()
        .and_then(|region| region_code(maker, reading, region));
    // A region that goes by its name belongs to the name of the place.
    let region_name = region.filter(|_| code.is_none());
    let names: Vec<String> = [name, region_name].into_iter().flatten().collect();
    if !names.is_empty() {
        place.insert("name".to_owned(), names.join(", ").into());
    }
    let is_region = code.is_some();
    if let Some(code) = code {
        place.insert("region".to_owned(), code.into());
    }
    if let Some(precision) = precision(maker, reading).filter(|_| geometry.is_some()) {
        place.insert("precision".to_owned(), precision.into());
    }
    (place, is_region)
}

/// A code of ISO 3166-2, or of a country alone (ISO 3166-1 alpha-2); `None` for a name. A code of the country whose
/// regions the basemap knows, but of none of them, is said.
fn region_code(maker: &FeatureMaker, reading: &mut Reading, region: &str) -> Option<String> {
    if !is_region_code(region) {
        return None;
    }
    let known = &maker.options.known_regions;
    if is_unknown_region(known, region) {
        let field = maker.plan.field(Target::Region).unwrap_or_default();
        reading.fault(Fault::new(
            Problem::UnknownRegion,
            field,
            region,
            Effect::Kept,
        ));
        return None;
    }
    Some(region.to_owned())
}

/// Whether a text has the form of a code of ISO 3166-2, such as `FR-75`, or ISO 3166-1 alpha-2.
pub(super) fn is_region_code(text: &str) -> bool {
    let (country, part) = match text.split_once('-') {
        Some((country, part)) => (country, Some(part)),
        None => (text, None),
    };
    let is_country = country.len() == 2 && country.bytes().all(|byte| byte.is_ascii_uppercase());
    let is_part = |part: &str| {
        (1..=3).contains(&part.len())
            && part
                .bytes()
                .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
    };
    is_country && part.is_none_or(is_part)
}

/// Whether the regions of its country are known and it is none of them.
pub(super) fn is_unknown_region(known: &[String], code: &str) -> bool {
    let Some((country, _)) = code.split_once('-') else {
        return false;
    };
    let of_country = |known: &&String| {
        known
            .split_once('-')
            .is_some_and(|(other, _)| other == country)
    };
    known.iter().any(|known| of_country(&known)) && !known.iter().any(|known| known == code)
}

/// How precisely the place is known, in a word of the profile.
fn precision(maker: &FeatureMaker, reading: &mut Reading) -> Option<&'static str> {
    let format = maker.plan.known_format();
    let Some(value) = maker.plan.value(reading.feature, Target::Precision) else {
        return format.and_then(|format| format.place_precision());
    };
    let word = text_of(value).unwrap_or_default();
    let told = maker
        .options
        .precision_codes
        .iter()
        .find(|(code, _)| *code == word);
    let told =
        told.and_then(|(_, told)| PlacePrecision::ALL.iter().find(|(known, _)| known == told));
    let found = told
        .map(|(word, _)| *word)
        .or_else(|| precision_of(format, value));
    if found.is_none() && !word.is_empty() {
        let words: Vec<&str> = PlacePrecision::ALL.iter().map(|(word, _)| *word).collect();
        let field = maker.plan.field(Target::Precision).unwrap_or_default();
        let fault = Fault::new(Problem::UnknownValue, field, &word, Effect::Kept);
        reading.fault(fault.expecting(words.join(", ")));
        // What is not understood may mean anything: nothing is drawn finer than is known.
        return Some(PlacePrecision::Country.as_str());
    }
    found
}

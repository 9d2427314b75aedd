//! BCP 47 language tags, as far as choosing among a few languages needs them.

/// The language part of a tag: `kk` of `kk-Cyrl-KZ`.
pub fn primary_subtag(tag: &str) -> &str {
    tag.split(['-', '_']).next().unwrap_or(tag)
}

/// The offered language that suits best: the first wanted one that is offered, exactly or by its primary subtag
/// (the "lookup" of RFC 4647, section 3.4, without its default).
pub fn best_match<'a>(wanted: &[String], offered: &'a [String]) -> Option<&'a str> {
    wanted.iter().find_map(|want| {
        let exact = offered
            .iter()
            .find(|offer| offer.eq_ignore_ascii_case(want));
        let near = || {
            let want = primary_subtag(want);
            offered
                .iter()
                .find(|offer| primary_subtag(offer).eq_ignore_ascii_case(want))
        };
        exact.or_else(near).map(String::as_str)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_wanted_language_that_is_offered_wins() {
        let tags = |list: &[&str]| list.iter().map(ToString::to_string).collect::<Vec<_>>();
        let offered = tags(&["en", "ru", "kk", "pt-BR"]);
        for (wanted, expected) in [
            (&["kk-KZ", "ru"][..], Some("kk")),
            (&["de", "RU-ru"], Some("ru")),
            (&["pt-PT"], Some("pt-BR")),
            (&["de", "fr"], None),
            (&[], None),
        ] {
            assert_eq!(best_match(&tags(wanted), &offered), expected);
        }
    }
}

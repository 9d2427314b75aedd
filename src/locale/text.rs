//! A text of the story in one or several languages.

use super::primary_subtag;

/// A text of the story: one for all languages, or one for each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LocalizedText(Vec<(String, String)>);

impl LocalizedText {
    /// One text whose language is not stated.
    pub fn plain(text: impl Into<String>) -> Self {
        Self(vec![(String::new(), text.into())])
    }

    /// Texts by BCP 47 tag, in the order of preference for readers of other languages.
    pub fn by_language(texts: Vec<(String, String)>) -> Self {
        Self(texts)
    }

    /// The texts in all languages.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(_, text)| text.as_str())
    }

    /// Whether there is nothing to show in any language.
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|(_, text)| text.is_empty())
    }

    /// Whether the two say the same in any language.
    pub fn has_text_of(&self, other: &Self) -> bool {
        let is_shared = |text: &str| !text.is_empty() && self.0.iter().any(|(_, own)| own == text);
        other.0.iter().any(|(_, text)| is_shared(text))
    }

    /// The tag (empty if not stated) and text nearest to `tag`: the same tag, the same language, a text of no
    /// stated language, or the first there is.
    pub fn in_language(&self, tag: &str) -> (&str, &str) {
        let filled = || self.0.iter().filter(|(_, text)| !text.is_empty());
        let exact = filled().find(|(key, _)| key.eq_ignore_ascii_case(tag));
        let near = || {
            filled().find(|(key, _)| primary_subtag(key).eq_ignore_ascii_case(primary_subtag(tag)))
        };
        let unstated = || filled().find(|(key, _)| key.is_empty());
        let found = exact
            .or_else(near)
            .or_else(unstated)
            .or_else(|| filled().next());
        found.map_or(("", ""), |(key, text)| (key, text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_text_is_shown_rather_than_none() {
        let pairs = |list: &[(&str, &str)]| {
            let owned = list
                .iter()
                .map(|(tag, text)| (tag.to_string(), text.to_string()));
            LocalizedText::by_language(owned.collect())
        };
        let both = pairs(&[("en", "May"), ("ru", "май")]);
        assert_eq!(both.in_language("ru-KZ"), ("ru", "май"));
        assert_eq!(both.in_language("kk"), ("en", "May"));
        assert_eq!(
            pairs(&[("kk", ""), ("en", "May")]).in_language("kk"),
            ("en", "May")
        );
        assert_eq!(LocalizedText::plain("May").in_language("kk"), ("", "May"));
        assert_eq!(LocalizedText::default().in_language("kk"), ("", ""));
    }
}

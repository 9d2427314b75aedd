//! The reader's part of the address: `#v=1&sel=<id>&lang=<tag>&theme=<dark|light>&hide=<kind>,<kind>&when=<from>/<to>`, and
//! what [`Exploring`](super::Exploring) reads.
//!
//! Keys that are not known are ignored, because hosts append their own; a known key with a value that cannot be
//! read is ignored too, and said.

use crate::query::Dataset;
use crate::scene::Theme;
use crate::time::MomentSpan;

/// What a fragment says. Ids and tags are not yet checked against the story.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fragment {
    /// Id of the selected incident.
    pub selection: Option<String>,
    /// BCP 47 tag of the reader's language.
    pub language: Option<String>,
    /// The reader's theme.
    pub theme: Option<Theme>,
    /// The window of time.
    pub window: Option<MomentSpan>,
    /// The kinds that are hidden, by the names they have in the file; none is empty.
    pub hidden: Vec<String>,
    /// What of it the first sight of a story does not need, as it stands there.
    pub exploring: String,
}

/// A fragment, and whether something in it could not be understood.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ParsedFragment {
    /// What was understood.
    pub fragment: Fragment,
    /// Whether a known key had a value that makes no sense, or the version is a later one.
    pub has_unknown: bool,
    /// Whether it is a plain name, such as `#cards`: a place in the page, and nothing about the reader's choices.
    pub is_place: bool,
}

/// The keys that [`Exploring`](super::Exploring) reads.
const EXPLORING: &str = "q,map,mode,step,sort,list,axis,lanes,order,gaps,time,display";

/// How the keys of facets begin, before the name of each.
pub(super) const ONLY: &str = "only.";

/// The version of the keys above; links of this version keep working.
const VERSION: &str = "1";

impl Fragment {
    /// Reads a fragment, with or without its `#`. Any text is accepted.
    pub fn parse(text: &str) -> ParsedFragment {
        let mut parsed = ParsedFragment::default();
        let text = text.strip_prefix('#').unwrap_or(text);
        parsed.is_place = !text.is_empty() && text.bytes().all(|byte| byte != b'=' && byte != b'?');
        for pair in text.split(['&', '?']) {
            let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
            if value.is_empty() {
                // A key without a value chooses nothing.
                continue;
            }
            if key == "hide" {
                for name in value.split(',').filter(|name| !name.is_empty()) {
                    let name = percent_decoded(name);
                    parsed.has_unknown |= name.is_none();
                    parsed.fragment.hidden.extend(name);
                }
                continue;
            }
            let value = percent_decoded(value);
            match key {
                _ if key.starts_with(ONLY) || EXPLORING.split(',').any(|known| known == key) => {
                    keep(&mut parsed.fragment.exploring, pair);
                }
                "v" => parsed.has_unknown |= value.as_deref() != Some(VERSION),
                "sel" => set(
                    &mut parsed.fragment.selection,
                    value,
                    &mut parsed.has_unknown,
                ),
                "lang" => set(
                    &mut parsed.fragment.language,
                    value,
                    &mut parsed.has_unknown,
                ),
                "theme" => {
                    parsed.fragment.theme = value.as_deref().and_then(Theme::from_name);
                    parsed.has_unknown |= parsed.fragment.theme.is_none();
                }
                "when" => {
                    parsed.fragment.window = value.and_then(|value| MomentSpan::parse(&value));
                    parsed.has_unknown |= parsed.fragment.window.is_none();
                }
                _ => {}
            }
        }
        parsed
    }

    /// Whether all that it names is in a story.
    pub fn fits(&self, dataset: &Dataset) -> bool {
        let id = self.selection.as_deref();
        let tag = self.language.as_ref();
        let mut hidden = self.hidden.iter();
        id.is_none_or(|id| dataset.position_of(id).is_some())
            && tag.is_none_or(|tag| dataset.story.languages.contains(tag))
            && hidden.all(|id| dataset.kind_with_id(id).is_some())
    }

    /// The fragment without its `#`; empty when the reader has chosen nothing.
    pub fn to_text(&self) -> String {
        let mut text = String::new();
        let mut push = |separator: &str, value: Option<&str>| {
            if let Some(value) = value {
                text.push_str(&format!("{separator}{}", percent_encoded(value)));
            }
        };
        push("&sel=", self.selection.as_deref());
        push("&lang=", self.language.as_deref());
        push("&theme=", self.theme.map(Theme::as_str));
        for (at, name) in self.hidden.iter().enumerate() {
            push(if at == 0 { "&hide=" } else { "," }, Some(name));
        }
        if let Some(window) = self.window {
            // A slash may stand in a fragment as it is (RFC 3986, section 3.5).
            text.push_str(&format!("&when={}", window.to_interval()));
        }
        text += &self.exploring;
        match text.is_empty() {
            true => text,
            false => format!("v={VERSION}{text}"),
        }
    }
}

fn keep(exploring: &mut String, pair: &str) {
    exploring.push('&');
    exploring.push_str(pair);
}

fn set(field: &mut Option<String>, value: Option<String>, has_unknown: &mut bool) {
    *has_unknown |= value.is_none();
    *field = value;
}

/// Percent-encodes all but the unreserved characters of RFC 3986, section 2.3.
pub fn percent_encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                out.push(char::from(byte))
            }
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

/// Percent-decodes; `None` for broken escapes and for bytes that are not UTF-8.
pub fn percent_decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let digit = |byte: Option<u8>| char::from(byte?).to_digit(16);
        let (high, low) = (digit(rest.next())?, digit(rest.next())?);
        bytes.push((16 * high + low) as u8);
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::Moment;
    use proptest::prelude::*;

    fn check(text: &str, selection: Option<&str>, theme: Option<Theme>, has_unknown: bool) {
        let parsed = Fragment::parse(text);
        assert_eq!(parsed.fragment.selection.as_deref(), selection, "{text}");
        assert_eq!(parsed.fragment.theme, theme, "{text}");
        assert_eq!(parsed.has_unknown, has_unknown, "{text}");
    }

    #[test]
    fn a_plain_name_is_a_place_in_the_page() {
        for (text, expected) in [
            ("#cards", true),
            ("#", false),
            ("", false),
            ("#v=1", false),
            ("#?secret=x", false),
        ] {
            assert_eq!(Fragment::parse(text).is_place, expected, "{text}");
        }
    }

    #[test]
    fn what_is_understood_is_used_and_the_rest_is_said() {
        check("#v=1&sel=rudnyi", Some("rudnyi"), None, false);
        check(
            "sel=a%20b&theme=dark",
            Some("a b"),
            Some(Theme::Dark),
            false,
        );
        check("", None, None, false);
        check("#?secret=abc", None, None, false);
        check("#v=1&sel=rudnyi?secret=abc", Some("rudnyi"), None, false);
        check("#v=1&sel=%zz", None, None, true);
        check("#v=1&theme=purple&sel=a", Some("a"), None, true);
        check("#v=9&sel=a", Some("a"), None, true);
    }

    #[test]
    fn hidden_kinds_are_names_with_commas_between() {
        for (text, names, has_unknown) in [
            ("#v=1&hide=lead", &["lead"][..], false),
            ("hide=lead,road%20closure", &["lead", "road closure"], false),
            ("hide=a%2Cb,c", &["a,b", "c"], false),
            ("hide=,lead,&sel=x", &["lead"], false),
            ("hide=", &[], false),
            ("hide=%zz,lead", &["lead"], true),
        ] {
            let parsed = Fragment::parse(text);
            assert_eq!(parsed.fragment.hidden, names, "{text}");
            assert_eq!(parsed.has_unknown, has_unknown, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_state_survives_the_address(id in ".+", tag in "[a-z]{2}", dark: bool, hidden: Vec<String>, minutes in (-1_036_000_000..4_000_000_000_i64, 0..9999_u16), is_instant: bool) {
            let exploring = if is_instant { "&mode=instant&step=month" } else { "" };
            let theme = Some(if dark { Theme::Dark } else { Theme::Light });
            let hidden = hidden.into_iter().filter(|name| !name.is_empty()).collect();
            let (from, length) = minutes;
            let window = [from, from + 1 + i64::from(length)].map(Moment).into();
            let fragment = Fragment { selection: Some(id), language: Some(tag), theme, hidden, window: Some(window), exploring: exploring.to_owned() };
            let parsed = Fragment::parse(&fragment.to_text());
            prop_assert_eq!(parsed, ParsedFragment { fragment, ..ParsedFragment::default() });
        }

        #[test]
        fn any_text_can_be_read(text in ".*") {
            let again = Fragment::parse(&text).fragment;
            prop_assert_eq!(Fragment::parse(&again.to_text()).fragment, again);
        }
    }
}

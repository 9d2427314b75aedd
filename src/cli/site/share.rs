//! What other sites show of a page that is shared or linked: its address, a card and what a frame with it looks like.
//! All of it needs absolute addresses, so there is none without the address that the site will have.

use icu_locale::{LanguageIdentifier, LocaleExpander};

use super::base_url::BaseUrl;
use super::json::{object, text};
use super::page::link;
use crate::document::{DocumentInput, Element, Snippet, counts_text, title};

/// The width and height of a card in pixels, as social networks ask for.
pub const CARD_PX: (u32, u32) = (1200, 630);

/// The width of a frame that is not told another one, in CSS pixels.
const FRAME_WIDTH_PX: u32 = 640;
/// How long others may keep what `oembed.json` says, in seconds.
const CACHE_AGE_S: u32 = 3600;

/// One page of a site at its address.
#[derive(Clone, Copy)]
pub(super) struct Shared<'a> {
    pub document: &'a DocumentInput<'a>,
    pub base: &'a BaseUrl,
    /// The folder of the page's language, empty or with a slash at its end.
    pub folder: &'a str,
    /// How high a frame is at which width.
    pub heights_px: &'a [(u32, u32)],
}

impl Shared<'_> {
    fn address(&self, file: &str) -> String {
        self.base.of(&format!("{}{file}", self.folder))
    }

    /// What stands in the head of the page: its own address, its card (Open Graph protocol, ogp.me) and where the
    /// frame is described (oembed.com, section 4).
    pub fn head(&self) -> Vec<Element> {
        let property = |name: &str, content: &str| {
            Element::new("meta")
                .attribute("property", name)
                .attribute("content", content)
        };
        let (width, height) = CARD_PX;
        let mut head = vec![
            link("canonical", &self.address("")),
            link("alternate", &self.address("oembed.json"))
                .attribute("type", "application/json+oembed"),
            property("og:type", "article"),
            property("og:title", &title(self.document)),
            property("og:url", &self.address("")),
        ];
        if let Some(locale) = territory_locale(&self.document.locale.tag) {
            head.push(property("og:locale", &locale));
        }
        head.extend([
            property("og:image", &self.address("card.png")),
            property("og:image:width", &width.to_string()),
            property("og:image:height", &height.to_string()),
            property("og:image:alt", &counts_text(self.document)),
            Element::new("meta")
                .attribute("name", "twitter:card")
                .attribute("content", "summary_large_image"),
        ]);
        head
    }

    /// What is copied into an article, by the script.
    pub fn by_script(&self) -> String {
        self.with_snippet(|snippet| snippet.by_script())
    }

    fn with_snippet<T>(&self, make: impl FnOnce(&Snippet) -> T) -> T {
        make(&Snippet {
            page: &self.address(""),
            script: &self.base.of("embed.js"),
            poster: &self.address("poster.svg"),
            title: &title(self.document),
            heights_px: self.heights_px,
        })
    }

    /// `oembed.json`: what content systems ask for to show the page in a frame (oEmbed 1.0, type `rich`).
    pub fn oembed(&self) -> String {
        let title = title(self.document);
        let (height_px, frame) = self.with_snippet(|snippet| {
            (
                snippet.height_at(FRAME_WIDTH_PX),
                snippet.frame_of(FRAME_WIDTH_PX),
            )
        });
        let (card_width, card_height) = CARD_PX;
        let answer = object(&[
            ("type", text("rich")),
            ("version", text("1.0")),
            ("title", text(&title)),
            ("provider_name", text(self.base.host())),
            ("provider_url", text(&self.base.of(""))),
            ("html", text(&frame)),
            ("width", FRAME_WIDTH_PX.to_string()),
            ("height", height_px.to_string()),
            ("thumbnail_url", text(&self.address("card.png"))),
            ("thumbnail_width", card_width.to_string()),
            ("thumbnail_height", card_height.to_string()),
            ("cache_age", CACHE_AGE_S.to_string()),
        ]);
        format!("{answer}\n")
    }
}

/// A language as Open Graph writes it, with the territory where most who speak it live unless its tag names one:
/// `ru_RU`. `None` where that is not known.
fn territory_locale(tag: &str) -> Option<String> {
    let mut id = LanguageIdentifier::try_from_str(tag).ok()?;
    if id.region.is_none() {
        LocaleExpander::new_extended().maximize(&mut id);
    }
    Some(format!("{}_{}", id.language, id.region?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_gets_its_territory() {
        for (tag, expected) in [
            ("en", Some("en_US")),
            ("ru", Some("ru_RU")),
            ("kk", Some("kk_KZ")),
            ("pt-PT", Some("pt_PT")),
            ("zh-Hant", Some("zh_TW")),
            ("qaa", None),
            ("not a tag", None),
        ] {
            assert_eq!(territory_locale(tag).as_deref(), expected, "{tag}");
        }
    }
}

//! One page of a site: the story in one language, and what the app needs to take over.

use super::Origin;
use super::assets::Assets;
use super::share::Shared;
use crate::document::{DocumentInput, Element, PageLink, heights_text, static_page};

/// The `generator` of every page; it also tells a folder made by this command from any other.
pub const GENERATOR: &str = concat!("Incident Map ", env!("CARGO_PKG_VERSION"));

/// What a page is made from.
pub(super) struct Page<'a> {
    /// The story in the page's language.
    pub document: DocumentInput<'a>,
    /// Where the app is.
    pub assets: &'a Assets,
    /// Its Content-Security-Policy.
    pub policy: &'a str,
    /// Whose files its address may name, beside the site's own; `None` when it may name none.
    pub data_from: Option<&'a [Origin]>,
    /// Name of the story file.
    pub story_name: &'a str,
    /// Name of the file with all incidents, where that has the first ones.
    pub whole_name: Option<&'a str>,
    /// The site's languages, the default first.
    pub languages: &'a [String],
    /// Its pages, as seen from this one.
    pub links: &'a [PageLink],
    /// Pictures of the map in the page's language.
    pub posters: Vec<Element>,
    /// From this page to the top of the site: empty or `../`.
    pub root: &'static str,
    /// How high a frame with it is at which width.
    pub heights_px: &'a [(u32, u32)],
    /// The page at the address that it will have, where that is known.
    pub shared: Option<Shared<'a>>,
}

impl Page<'_> {
    /// The page.
    pub fn html(&self) -> String {
        let locale = self.document.locale;
        let html = Element::new("html")
            .attribute("lang", locale.tag.clone())
            .attribute("dir", locale.messages.direction().as_html())
            .attribute("data-page-language", locale.tag.clone())
            .child(Element::new("head").children(self.head()))
            .child(self.body());
        format!("<!doctype html>\n{}\n", html.to_html())
    }

    fn head(&self) -> Vec<Element> {
        let story = &self.document.dataset.story;
        let locale = self.document.locale;
        let assets = self.assets;
        let mut head = vec![
            Element::new("meta").attribute("charset", "utf-8"),
            Element::new("meta")
                .attribute("http-equiv", "Content-Security-Policy")
                .attribute("content", self.policy),
            meta("viewport", "width=device-width, initial-scale=1"),
            meta("color-scheme", "light dark"),
            Element::new("title").text(crate::document::title(&self.document)),
        ];
        let summary = locale.pick(&story.summary);
        if !summary.is_empty() {
            let description = meta("description", summary);
            // One element for both readers: a summary is long.
            head.push(match self.shared {
                Some(_) => description.attribute("property", "og:description"),
                None => description,
            });
        }
        head.push(meta("generator", GENERATOR));
        head.extend(self.shared.iter().flat_map(Shared::head));
        head.extend(self.alternates());
        head.push(
            link("icon", &self.at(&assets.icon))
                .attribute("type", "image/svg+xml")
                .attribute("sizes", "any"),
        );
        // In the page, so that it is painted without asking for anything else; the policy allows these very texts.
        head.push(Element::new("style").text(assets.style_text.clone()));
        head.extend(self.preloads());
        // Before anything is painted: the address may say that the page is to look otherwise. It knows when to preload,
        // and when the app can be started.
        head.push(
            Element::new("script")
                .attribute("data-boot", self.at(&assets.boot))
                .text(assets.early.clone()),
        );
        head.extend(self.settings());
        head
    }

    /// The same story in the other languages. Where the site's address is known, theirs are absolute, which search
    /// engines ask for.
    fn alternates(&self) -> Vec<Element> {
        let alternate = |language: &str, position: usize, page: &PageLink| {
            let address = match (self.shared, position) {
                (None, _) => page.address.clone(),
                (Some(shared), 0) => shared.base.of(""),
                (Some(shared), _) => shared.base.of(&format!("{}/", page.tag)),
            };
            link("alternate", &address).attribute("hreflang", language)
        };
        let mut links: Vec<Element> = self
            .links
            .iter()
            .enumerate()
            .filter(|(_, page)| page.tag != self.document.locale.tag)
            .map(|(position, page)| alternate(&page.tag, position, page))
            .collect();
        if let Some(default) = self.links.first().filter(|_| self.links.len() > 1) {
            links.push(alternate("x-default", 0, default));
        }
        links
    }

    /// What the app will ask for, for `early.js` to start when it does not hold up the first painting: they are for a
    /// medium that no page has. `boot.js` finds script and WebAssembly here.
    fn preloads(&self) -> Vec<Element> {
        let assets = self.assets;
        let fetched = |path: &str| {
            link("preload", path)
                .attribute("as", "fetch")
                .attribute("crossorigin", "anonymous")
        };
        let mut links = vec![
            link("modulepreload", &self.at(&assets.glue)),
            fetched(&self.at(&assets.wasm)).attribute("type", "application/wasm"),
            fetched(&self.story_address()),
            fetched(&self.at(&assets.basemap)),
        ];
        links.push(fetched(
            &self.at(&format!("i18n/{}.json", self.document.locale.tag)),
        ));
        // The coarsest level is what the app paints first; a finer one follows where the view needs it.
        links.extend(
            assets
                .basemap_first
                .iter()
                .map(|path| fetched(&self.at(path))),
        );
        let later = |link: Element| link.attribute("media", "not all");
        links.into_iter().map(later).collect()
    }

    /// What the app reads from the page.
    fn settings(&self) -> Vec<Element> {
        let interface = format!("{}i18n/{{language}}.json", self.root);
        let mut settings = vec![
            ("incident-map:story", self.story_address()),
            ("incident-map:basemap", self.at(&self.assets.basemap)),
            ("incident-map:interface", interface),
            ("incident-map:reader", self.at(&self.assets.opener)),
            ("incident-map:style", self.at(&self.assets.style)),
            ("incident-map:heights", heights_text(self.heights_px)),
            ("incident-map:languages", self.languages.join(",")),
            ("incident-map:language", self.document.locale.tag.clone()),
        ];
        if let Some(later) = &self.assets.later {
            settings.push(("incident-map:later", self.at(later)));
        }
        if let Some(name) = self.whole_name {
            let address = self.at(&format!("data/{name}"));
            settings.push(("incident-map:whole", address));
        }
        if let Some(origins) = self.data_from {
            let origins: Vec<&str> = origins.iter().map(Origin::as_str).collect();
            settings.push(("incident-map:data", origins.join(" ")));
        }
        let settings = settings.into_iter();
        settings
            .map(|(name, content)| meta(name, &content))
            .collect()
    }

    fn body(&self) -> Element {
        let locale = self.document.locale;
        let text = |key: &str| locale.text(key);
        // These stay as they are when a reader chooses another language.
        let language = locale.tag.as_str();
        let skip = Element::new("a")
            .class("skip-link")
            .attribute("lang", language)
            .attribute("href", "#cards")
            .text(text("skip-to-cards"));
        // Hidden until something shows them: `boot.js`, the app the third.
        let hidden = |id: &str, role: &str, key| {
            Element::new("p")
                .attribute("id", id)
                .class("notice")
                .attribute("lang", language)
                .attribute("role", role)
                .attribute("hidden", "")
                .text(text(key))
        };
        let without_script = Element::new("noscript").child(
            Element::new("p")
                .class("notice")
                .text(text("error-no-wasm")),
        );
        // Shown in a frame that may run scripts and gets none.
        let alone = Element::new("p")
            .class("notice alone")
            .attribute("lang", language)
            .child(
                Element::new("a")
                    .attribute("href", "index.html")
                    .attribute("target", "_blank")
                    .text(text("open-alone")),
            );
        let app = Element::new("div").attribute("id", "app");
        Element::new("body")
            .child(skip)
            .child(alone)
            .child(hidden("boot-problem", "status", "error-no-wasm"))
            .child(hidden("app-stopped", "alert", "error-stopped"))
            .child(hidden("texts-problem", "status", "error-no-texts"))
            .child(hidden("later-problem", "status", "error-later"))
            .child(hidden("reader-problem", "status", "error-reader"))
            .children(self.whole_name.into_iter().flat_map(|_| {
                // `whole.js` shows them.
                let status = hidden("whole-status", "status", "whole-status");
                [status, hidden("whole-problem", "status", "error-whole")]
            }))
            .child(without_script)
            .child(match self.whole_name {
                // Until the app has all incidents, the page has the static story.
                Some(_) => app.attribute("hidden", ""),
                None => app,
            })
            .child(static_page(
                &self.document,
                self.links,
                self.posters.clone(),
            ))
    }

    fn story_address(&self) -> String {
        self.at(&format!("data/{}", self.story_name))
    }

    /// The address of a file of the site from this page.
    fn at(&self, path: &str) -> String {
        format!("{}{}", self.root, encoded_path(path))
    }
}

fn meta(name: &str, content: &str) -> Element {
    Element::new("meta")
        .attribute("name", name)
        .attribute("content", content)
}

pub(super) fn link(relation: &str, address: &str) -> Element {
    Element::new("link")
        .attribute("rel", relation)
        .attribute("href", address)
}

/// Percent-encodes what may not stand in the path of an address (RFC 3986, section 3.3), slashes aside.
fn encoded_path(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                out.push(char::from(byte));
            }
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

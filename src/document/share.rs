//! What is said of an address that was shared, and what a publisher copies from there into an article.

use super::action::{Action, button};
use super::snippet::Snippet;
use super::{DocumentInput, Element};

/// The name of the field that has an address to copy.
pub const SHARED: &str = "shared-address";
/// The attribute of the button that copies what stands in [`embed_control::CODE`].
pub const COPY_ATTRIBUTE: &str = "data-copy";

/// The names of the controls that choose what an article gets.
pub mod embed_control {
    /// By the script, as a frame, or by an address.
    pub const HOW: &str = "embed-how";
    /// Light, dark, or as the reader prefers.
    pub const THEME: &str = "embed-theme";
    /// Whether it begins with what is shown now.
    pub const NOW: &str = "embed-now";
    /// What is to be copied.
    pub const CODE: &str = "embed-code";
}

/// Words of a control, each with the key of its name.
type Words = [(&'static str, &'static str); 3];

/// How a story comes into an article.
const WAYS: Words = [
    ("script", "embed-how-script"),
    ("frame", "embed-how-frame"),
    ("address", "embed-how-address"),
];
/// The words are those of the flag in an address, too.
const THEMES: Words = [
    ("auto", "embed-theme-auto"),
    ("light", "embed-theme-light"),
    ("dark", "embed-theme-dark"),
];

/// What a publisher has chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EmbedChoice {
    how: &'static str,
    theme: &'static str,
    /// Whether it begins with what is shown now.
    is_now: bool,
}

impl Default for EmbedChoice {
    fn default() -> Self {
        Self {
            how: WAYS[0].0,
            theme: THEMES[0].0,
            is_now: false,
        }
    }
}

impl EmbedChoice {
    /// The choice after a control has got a value.
    #[must_use]
    pub fn with(mut self, name: &str, value: &str) -> Self {
        let known = |words: Words| words.into_iter().find(|(word, _)| *word == value);
        match name {
            embed_control::HOW => self.how = known(WAYS).map_or(self.how, |(word, _)| word),
            embed_control::THEME => self.theme = known(THEMES).map_or(self.theme, |(word, _)| word),
            embed_control::NOW => self.is_now = value == "true",
            _ => {}
        }
        self
    }

    /// The query of the page's address with what was chosen; `state` is the reader's part of the address.
    pub fn query(self, state: &str) -> String {
        let theme = Some(self.theme).filter(|theme| *theme != THEMES[0].0);
        let state = Some(state).filter(|state| self.is_now && !state.is_empty());
        let state = state.map(|state| format!("state={}", crate::view::percent_encoded(state)));
        let parts: Vec<String> = theme.map(str::to_owned).into_iter().chain(state).collect();
        match parts.is_empty() {
            true => String::new(),
            false => format!("?{}", parts.join("&")),
        }
    }

    /// What is to be copied.
    pub fn code(self, snippet: &Snippet) -> String {
        match self.how {
            "script" => snippet.by_script(),
            "frame" => snippet.frame(),
            _ => snippet.page.to_owned(),
        }
    }
}

/// The button that shares, once what carries it out has come, with its word.
pub(super) fn share_button(input: &DocumentInput) -> Option<Element> {
    let is_there = input.locale.messages.has("share");
    is_there.then(|| button(Action::Share).text(input.locale.text("share")))
}

/// That an address was copied; or, where the browser did not allow that, the address to be copied by hand.
pub fn shared(input: &DocumentInput, address: &str, is_copied: bool) -> Element {
    let told = Element::new("p").attribute("role", "status");
    if is_copied {
        return told.text(input.locale.text("share-copied"));
    }
    let field = Element::new("input")
        .attribute("type", "text")
        .attribute("name", SHARED)
        .attribute("readonly", "")
        .attribute("value", address.to_owned());
    let label = Element::new("label")
        .child(Element::new("span").text(input.locale.text("share-by-hand")))
        .child(field);
    told.child(label)
}

/// What a publisher puts into an article, and the choice of how; it is folded away.
pub fn embed_choice(input: &DocumentInput, choice: EmbedChoice, code: String) -> Element {
    let select = |name: &'static str, words: Words, chosen: &str| {
        let options = words.into_iter().map(|(word, key)| {
            let option = Element::new("option").attribute("value", word);
            let option = option.text(input.locale.text(key));
            match word == chosen {
                true => option.attribute("selected", ""),
                false => option,
            }
        });
        let select = Element::new("select").attribute("name", name);
        Element::new("label")
            .child(input.message("span", name))
            .child(select.children(options))
    };
    let now = Element::new("input")
        .attribute("type", "checkbox")
        .attribute("name", embed_control::NOW);
    let now = Element::new("label")
        .class("embed-now")
        .child(match choice.is_now {
            true => now.attribute("checked", ""),
            false => now,
        })
        .child(input.message("span", embed_control::NOW));
    let area = Element::new("textarea")
        .attribute("name", embed_control::CODE)
        .attribute("readonly", "")
        .attribute("rows", "5")
        .attribute("spellcheck", "false")
        .attribute("aria-label", input.locale.text(embed_control::CODE))
        .text(code);
    let copy = Element::new("button")
        .attribute("type", "button")
        .attribute(COPY_ATTRIBUTE, "")
        .text(input.locale.text("embed-copy"));
    Element::new("details")
        .class("embed-choice")
        .child(input.message("summary", "embed-title"))
        .child(select(embed_control::HOW, WAYS, choice.how))
        .child(select(embed_control::THEME, THEMES, choice.theme))
        .child(now)
        .child(area)
        .child(copy)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_chosen_is_in_the_address() {
        let choose = |values: &[(&str, &str)]| {
            let choice = EmbedChoice::default();
            let choice = values
                .iter()
                .fold(choice, |choice, (name, value)| choice.with(name, value));
            choice.query("v=1&sel=a b")
        };
        for (values, expected) in [
            (&[][..], ""),
            (&[(embed_control::THEME, "dark")], "?dark"),
            (&[(embed_control::THEME, "pink")], ""),
            (
                &[(embed_control::NOW, "true")],
                "?state=v%3D1%26sel%3Da%20b",
            ),
            (
                &[
                    (embed_control::THEME, "light"),
                    (embed_control::NOW, "true"),
                ],
                "?light&state=v%3D1%26sel%3Da%20b",
            ),
        ] {
            assert_eq!(choose(values), expected, "{values:?}");
        }
    }
}

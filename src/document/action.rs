//! What a button or a choice of a document asks for.

use super::Element;

/// What a control asks for; the `data-action` of its element carries it from the document to the app.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Load again what did not come.
    Retry,
    /// Read in the language that is the control's value.
    ChooseLanguage,
    /// Change between light and dark.
    SwitchTheme,
    /// Bring the map nearer.
    ZoomIn,
    /// Move the map away.
    ZoomOut,
    /// Show the whole story on the map.
    ShowAll,
    /// Show the selected incident and what it is connected with on the map.
    ShowSelected,
    /// Choose how incidents are drawn, or no more.
    ChooseDisplay,
    /// Let the map fill the screen, or no more.
    FullScreen,
    /// Open a mark that stands for several incidents.
    OpenGroup,
    /// Show more cards.
    MoreCards,
    /// Show the cards of all incidents.
    ListAll,
    /// Hide the incidents of a kind, or show them again.
    ToggleKind,
    /// Show the incidents of all kinds.
    ShowKinds,
    /// Hide the incidents of all kinds.
    HideKinds,
    /// Copy an address that opens the same view.
    Share,
    // What `public/reader/open.js` carries out.
    /// Stop opening a file, or take away why it was not opened.
    CloseStatus,
    /// Read the opened file again, with an answer to a question about it.
    ReadAgain,
    /// Go back from an opened file to the publisher's story.
    LeaveFile,
}

/// The attribute that carries an [`Action`].
pub const ACTION_ATTRIBUTE: &str = "data-action";

impl Action {
    const ALL: [(&'static str, Self); 19] = [
        ("retry", Self::Retry),
        ("choose-language", Self::ChooseLanguage),
        ("switch-theme", Self::SwitchTheme),
        ("zoom-in", Self::ZoomIn),
        ("zoom-out", Self::ZoomOut),
        ("show-all", Self::ShowAll),
        ("show-selected", Self::ShowSelected),
        ("choose-display", Self::ChooseDisplay),
        ("full-screen", Self::FullScreen),
        ("open-group", Self::OpenGroup),
        ("more-cards", Self::MoreCards),
        ("list-all", Self::ListAll),
        ("toggle-kind", Self::ToggleKind),
        ("show-kinds", Self::ShowKinds),
        ("hide-kinds", Self::HideKinds),
        ("share", Self::Share),
        ("leave-file", Self::LeaveFile),
        ("close-status", Self::CloseStatus),
        ("read-again", Self::ReadAgain),
    ];

    /// The action of a word in [`ACTION_ATTRIBUTE`].
    pub fn from_word(word: &str) -> Option<Self> {
        let found = Self::ALL.iter().find(|(known, _)| *known == word);
        found.map(|(_, action)| *action)
    }

    fn word(self) -> &'static str {
        let found = Self::ALL.iter().find(|(_, action)| *action == self);
        found.map_or("", |(word, _)| word)
    }
}

impl Element {
    /// The element as a control that asks for `action`.
    pub(super) fn action(self, action: Action) -> Self {
        self.attribute(ACTION_ATTRIBUTE, action.word())
    }
}

/// A button that asks for `action`.
pub(super) fn button(action: Action) -> Element {
    Element::new("button")
        .attribute("type", "button")
        .action(action)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_action_comes_back_from_its_word() {
        for (word, action) in Action::ALL {
            assert_eq!(action.word(), word);
            assert_eq!(Action::from_word(word), Some(action));
        }
        assert_eq!(Action::from_word("launch"), None);
    }
}

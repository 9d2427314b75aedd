//! How a reader explores a story, beyond what its first sight needs: `&mode=<mode>&step=<step>&display=<display>` in the
//! address. It is read once what it is about has come, and kept as it stands until then.

use crate::scene::Display;
use crate::time::{WindowMode, WindowStep};

/// How a reader explores a story.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Exploring {
    /// How the window of time follows its handles.
    pub mode: WindowMode,
    /// How far it goes at once, when the reader chose that.
    pub step: Option<WindowStep>,
    /// How the incidents are drawn, when the reader chose that.
    pub display: Option<Display>,
}

impl Exploring {
    /// Reads what of an address is about it, and whether all of that makes sense.
    pub fn parse(text: &str) -> (Self, bool) {
        let mut read = Self::default();
        let mut is_understood = true;
        for (key, value) in text.split('&').filter_map(|pair| pair.split_once('=')) {
            is_understood &= match key {
                "mode" => set(&mut read.mode, WindowMode::from_word(value)),
                "step" => set(&mut read.step, WindowStep::from_word(value).map(Some)),
                "display" => set(&mut read.display, Display::from_word(value).map(Some)),
                _ => false,
            };
        }
        (read, is_understood)
    }

    /// What an address says of it; empty where nothing was chosen.
    pub fn to_text(self) -> String {
        let mode = Some(self.mode).filter(|mode| *mode != WindowMode::default());
        let pairs = [
            ("mode", mode.map(WindowMode::as_str)),
            ("step", self.step.map(WindowStep::as_str)),
            ("display", self.display.map(Display::as_str)),
        ];
        let chosen = pairs
            .into_iter()
            .filter_map(|(key, word)| Some((key, word?)));
        chosen.map(|(key, word)| format!("&{key}={word}")).collect()
    }
}

fn set<T>(field: &mut T, value: Option<T>) -> bool {
    value.map(|value| *field = value).is_some()
}

//! The page around this one: what it may ask for, and how high it is asked to make the frame.

use super::{Fragment, ParsedFragment};
use crate::geo::ScreenSize;
use crate::scene::Theme;
use crate::time::MomentSpan;

/// The longest text that a page around this one may send.
const MOST_BYTES: usize = 2000;

/// A value that the page around sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HostValue {
    /// `null` or nothing.
    None,
    /// `true` or `false`.
    Truth(bool),
    /// A text.
    Text(String),
    /// Anything else.
    Other,
}

/// What the page around asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HostCommand {
    /// To show what a fragment says, such as `v=1&sel=…`.
    Show(Fragment),
    /// To play the window of time, or to pause it.
    Play(bool),
}

impl HostCommand {
    /// What a message asks for, with `now` as the reader's part of the address; `None` where it makes no sense.
    ///
    /// | name | value |
    /// |---|---|
    /// | `select` | the id of an incident; `null` for none |
    /// | `setWindow` | an EDTF interval, such as `2023-05-01/2023-08-31`; `null` for all of time |
    /// | `setTheme` | `light` or `dark`; `null` for what the reader prefers |
    /// | `setLanguage` | a BCP 47 tag |
    /// | `setState` | a fragment; `null` for the story as it begins, in the language and theme that it has |
    /// | `play` | `true` or nothing to play, `false` to pause |
    pub fn parse(name: &str, value: HostValue, now: Fragment) -> Option<Self> {
        if name == "play" {
            return match value {
                HostValue::None => Some(Self::Play(true)),
                HostValue::Truth(is_playing) => Some(Self::Play(is_playing)),
                _ => None,
            };
        }
        let text = match value {
            HostValue::None => None,
            HostValue::Text(text) if text.len() <= MOST_BYTES => Some(text),
            _ => return None,
        };
        let mut wanted = now;
        match (name, text) {
            ("select", id) => wanted.selection = id,
            ("setWindow", None) => wanted.window = None,
            ("setWindow", Some(text)) => wanted.window = Some(MomentSpan::parse(&text)?),
            ("setTheme", None) => wanted.theme = None,
            ("setTheme", Some(text)) => wanted.theme = Some(Theme::from_name(&text)?),
            ("setLanguage", Some(tag)) => wanted.language = Some(tag),
            ("setState", None) => {
                wanted = Fragment {
                    theme: wanted.theme,
                    language: wanted.language,
                    ..Fragment::default()
                };
            }
            ("setState", Some(text)) => {
                let ParsedFragment {
                    fragment,
                    has_unknown,
                    is_place,
                } = Fragment::parse(&text);
                if has_unknown || is_place {
                    return None;
                }
                wanted = fragment;
            }
            _ => return None,
        }
        Some(Self::Show(wanted))
    }
}

/// How high the frame is, and is asked to be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FrameFit {
    size: ScreenSize,
    /// The height that was asked for last, at this width.
    asked_px: Option<f64>,
    /// Whether the frame has not changed since.
    is_waiting: bool,
}

impl Default for FrameFit {
    /// A frame of which nothing is known yet.
    fn default() -> Self {
        Self {
            size: ScreenSize::new(0.0, 0.0),
            asked_px: None,
            is_waiting: false,
        }
    }
}

impl FrameFit {
    /// Takes the size that the frame has now. Whether the page around changed it of its own accord: then the map takes
    /// anew what the other parts leave. An answer may be less than was asked for, where the page around has its limits.
    pub fn takes(&mut self, size: ScreenSize) -> bool {
        if size == self.size {
            return false;
        }
        let is_answer = self.is_waiting && size.width_px == self.size.width_px;
        self.size = size;
        self.is_waiting = false;
        if !is_answer {
            self.asked_px = None;
        }
        !is_answer
    }

    /// Whether the map may take what the other parts leave: nothing has been asked for, and the content, which is so high,
    /// does not fill the frame or does not fit.
    pub fn is_loose(&self, content_px: f64) -> bool {
        self.asked_px.is_none() && (content_px - self.size.height_px).abs() >= 1.0
    }

    /// The height to ask for, where the content now needs another one than the frame has or was asked to have.
    pub fn wanted_px(&mut self, content_px: f64) -> Option<f64> {
        let expected_px = self.asked_px.unwrap_or(self.size.height_px);
        if (content_px - expected_px).abs() < 1.0 {
            return None;
        }
        let wanted_px = content_px.ceil();
        self.asked_px = Some(wanted_px);
        self.is_waiting = true;
        Some(wanted_px)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_makes_sense_is_asked_for_and_nothing_else() {
        let text = |text: &str| HostValue::Text(text.to_owned());
        let long = "a".repeat(MOST_BYTES + 1);
        for (name, value, expected) in [
            ("select", text("a b"), Some("v=1&sel=a%20b&theme=dark")),
            ("select", HostValue::None, Some("v=1&theme=dark")),
            (
                "setWindow",
                text("2023-05-01/2023-05-03"),
                Some("v=1&sel=x&theme=dark&when=2023-05-01/2023-05-03"),
            ),
            ("setTheme", text("light"), Some("v=1&sel=x&theme=light")),
            ("setTheme", HostValue::None, Some("v=1&sel=x")),
            (
                "setLanguage",
                text("kk"),
                Some("v=1&sel=x&lang=kk&theme=dark"),
            ),
            ("setState", text("v=1&hide=lead"), Some("v=1&hide=lead")),
            ("setState", HostValue::None, Some("v=1&theme=dark")),
            ("setState", text("v=2&sel=x"), None),
            ("setWindow", text("yesterday"), None),
            ("setTheme", text("pink"), None),
            ("setLanguage", HostValue::None, None),
            ("select", HostValue::Truth(true), None),
            ("select", HostValue::Other, None),
            ("select", text(&long), None),
            ("eval", text("alert(1)"), None),
        ] {
            let now = Fragment::parse("v=1&sel=x&theme=dark").fragment;
            let command = HostCommand::parse(name, value.clone(), now);
            let found = command.map(|command| match command {
                HostCommand::Show(fragment) => fragment.to_text(),
                HostCommand::Play(_) => "play".to_owned(),
            });
            assert_eq!(found.as_deref(), expected, "{name} {value:?}");
        }
        for (value, expected) in [
            (HostValue::None, Some(true)),
            (HostValue::Truth(false), Some(false)),
            (HostValue::Other, None),
        ] {
            let command = HostCommand::parse("play", value, Fragment::default());
            assert_eq!(command, expected.map(HostCommand::Play));
        }
    }

    #[test]
    fn the_map_takes_room_anew_only_when_the_page_around_changes_the_frame() {
        let size = |width, height| ScreenSize::new(width, height);
        let mut fit = FrameFit::default();
        assert!(fit.takes(size(640.0, 480.0)), "it begins");
        assert!(fit.is_loose(400.0) && !fit.is_loose(480.2));
        assert_eq!(fit.wanted_px(480.2), None, "it fits");
        assert_eq!(fit.wanted_px(900.4), Some(901.0), "reports are opened");
        assert_eq!(fit.wanted_px(900.4), None, "it is asked once");
        assert!(!fit.is_loose(900.4), "the answer is waited for");
        assert!(!fit.takes(size(640.0, 800.0)), "an answer within limits");
        assert_eq!(fit.wanted_px(480.0), Some(480.0), "they are closed");
        assert!(!fit.takes(size(640.0, 480.0)), "the answer");
        assert!(fit.takes(size(640.0, 500.0)), "another height");
        assert!(fit.takes(size(320.0, 700.0)), "another width");
        assert_eq!(fit.wanted_px(700.0), None);
    }
}

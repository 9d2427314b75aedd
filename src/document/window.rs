//! The window of time: sliders over the axis, what they stand at in words, and how it plays.

mod words;

use super::{DocumentInput, Element};
use crate::locale::{DateFields, Locale};
use crate::time::{Brush, DAY_MINUTES, Day, Moment, MomentSpan, Preset, WindowEnd, WindowMode};
pub(super) use words::{end_text, moment_text, span_text, time_text};

/// The attribute of a button of the window: one of the words below.
pub const WINDOW_ATTRIBUTE: &str = "data-window";
/// Shows all of time.
pub const ALL_TIME: &str = "all";
/// Plays, or pauses.
pub const PLAY: &str = "play";
/// Goes a step back.
pub const EARLIER: &str = "earlier";
/// Goes a step on.
pub const LATER: &str = "later";
/// Opens the settings, or closes them.
pub const SETTINGS: &str = "settings";
/// The id of the settings.
pub const SETTINGS_ID: &str = "window-settings";
/// The attribute of what moves the window as a whole.
pub const DRAGGED_ATTRIBUTE: &str = "data-dragged";

/// The names of the controls that choose how the window is moved.
pub mod control {
    /// A date that is typed as the beginning.
    pub const FROM_DATE: &str = "from-date";
    /// One that is typed as the end.
    pub const TO_DATE: &str = "to-date";
    /// What the handles mean.
    pub const MODE: &str = "mode";
    /// How far a step goes.
    pub const STEP: &str = "step";
    /// How many steps are played in a second.
    pub const PACE: &str = "pace";
    /// Whether it plays again from the beginning.
    pub const LOOP: &str = "loop";
    /// One of the windows with a name, by its number.
    pub const PRESET: &str = "preset";
}

/// How many steps a second can be played, from slow to very fast.
pub const PACES: [f64; 6] = [0.5, 1.0, 2.0, 5.0, 10.0, 30.0];

/// All that is shown of a window.
#[derive(Clone, Debug, PartialEq)]
pub struct WindowInput {
    /// All of time, and how it follows its handles.
    pub brush: Brush,
    /// Where its handles may be, on whatever scale they have.
    pub range: [i64; 2],
    /// Where they are.
    pub handles: [i64; 2],
    /// Whether the ends of the window are beyond what the axis shows, so that the handles only stand for them.
    pub are_beyond: [bool; 2],
    /// Where it is; all of time without.
    pub window: Option<MomentSpan>,
    /// The last date that there is.
    pub last_date: Option<Moment>,
    /// How many of the incidents shown may also lie outside.
    pub possible: usize,
    /// Whether it plays.
    pub is_playing: bool,
    /// Which of [`PACES`] it plays with.
    pub pace: usize,
    /// Whether it plays again from the beginning.
    pub is_looping: bool,
}

impl WindowEnd {
    /// The name of its slider.
    pub fn name(self) -> &'static str {
        match self {
            Self::From => "from",
            Self::To => "to",
        }
    }
}

/// The sliders of the window over an axis, its days in words, what steps and plays, and the settings of that, which
/// [`settings`] makes.
pub fn time_window(input: &DocumentInput, of: &WindowInput, settings: Element) -> Vec<Element> {
    let locale = input.locale;
    let group = Element::new("div")
        .attribute("role", "group")
        .attribute("aria-label", locale.text("window-label"))
        .child(range(locale, of))
        .child(bar(locale, of).child(settings));
    vec![group]
}

fn range(locale: &Locale, of: &WindowInput) -> Element {
    let (brush, window) = (&of.brush, of.window);
    let [from, to] = brush.ends(window);
    let body = Element::new("div")
        .class(match window {
            Some(_) => "window-span",
            None => "window-span window-span-all",
        })
        .attribute(DRAGGED_ATTRIBUTE, "");
    let body = match window {
        Some(_) => body.attribute("title", locale.text("window-body")),
        None => body,
    };
    let mut range = Element::new("div").class("window-range").child(body);
    for end in brush.mode.ends() {
        let ([first, last], [is_before, is_after]) = (of.handles, of.are_beyond);
        let (at, handle, is_beyond) = match end {
            WindowEnd::From => (from, first, is_before),
            WindowEnd::To => (to, last, is_after),
        };
        let (label, words) = match brush.mode {
            WindowMode::Moment => ("window-at", time_text(locale, [from, to])),
            _ => (
                label_of(*end),
                end_text(locale, *end, at, brush.has_times()),
            ),
        };
        let slider = Element::new("input")
            .attribute("type", "range")
            .attribute("name", end.name())
            .attribute("min", of.range[0].to_string())
            .attribute("max", of.range[1].to_string())
            .attribute("value", handle.to_string())
            .attribute("aria-label", locale.text(label))
            .attribute("aria-describedby", "window-help")
            .attribute("aria-valuetext", words);
        range = range.child(match is_beyond {
            true => slider.attribute("data-beyond", ""),
            false => slider,
        });
    }
    let help = Element::new("p")
        .class("visually-hidden")
        .attribute("id", "window-help")
        .text(locale.text("window-help"));
    range.child(help)
}

fn label_of(end: WindowEnd) -> &'static str {
    match end {
        WindowEnd::From => "window-from",
        WindowEnd::To => "window-to",
    }
}

/// What steps and plays, and where the window is in words.
fn bar(locale: &Locale, of: &WindowInput) -> Element {
    let button = |word: &str, key: &str, path: &str| {
        let label = locale.text(key);
        let sign = Element::new("svg")
            .attribute("viewBox", "0 0 16 16")
            .attribute("aria-hidden", "true")
            .child(Element::new("path").attribute("d", path));
        plain_button(word)
            .attribute("aria-label", label.clone())
            .attribute("title", label)
            .child(sign)
    };
    let play = match of.is_playing {
        true => button(PLAY, "window-pause", "M5 3h2v10H5zM9 3h2v10H9z"),
        false => button(PLAY, "window-play", "M5 3l8 5-8 5z"),
    };
    let told = window_words(locale, &of.brush, of.window);
    let mut readout = Element::new("p").class("window-readout").text(told);
    if of.possible > 0 {
        let possible = locale.format.number(of.possible as f64);
        let words = locale.fill("window-possible", &[("n", &possible)]);
        readout = readout.text(format!(" · {words}"));
    }
    let bar = Element::new("div")
        .class("window-bar")
        .child(button(
            EARLIER,
            "window-earlier",
            "M4 3h2v10H4zM13 3v10L6 8z",
        ))
        .child(play)
        .child(button(LATER, "window-later", "M10 3h2v10h-2zM3 3v10l7-5z"))
        .child(readout);
    // Always there, so that what follows stays as it is, open or closed.
    let all = plain_button(ALL_TIME)
        .class("window-all")
        .text(locale.text("window-all"));
    bar.child(match of.window {
        Some(_) => all,
        None => all.attribute("hidden", ""),
    })
}

/// A window of time in words, as its mode has it; all of time without one, by its days, as it begins and ends with no certain
/// minute. One that an address has of another time than the axis is told as it is.
pub fn window_words(locale: &Locale, brush: &Brush, window: Option<MomentSpan>) -> String {
    let [from, to] = match window {
        Some(_) => brush.ends(window),
        None => {
            let [first, last] = brush.axis;
            [first.floor(DAY_MINUTES), last.ceil(DAY_MINUTES)]
        }
    };
    let outside = window.filter(|window| !window.may_hold(brush.axis.into()));
    let (from, to) = (Some(from), Some(to));
    let told = match brush.mode {
        WindowMode::FromStart => MomentSpan { from: None, to },
        WindowMode::ToEnd => MomentSpan { from, to: None },
        WindowMode::Window | WindowMode::Moment => MomentSpan { from, to },
    };
    span_text(locale, outside.unwrap_or(told))
}

fn plain_button(word: &str) -> Element {
    Element::new("button")
        .attribute("type", "button")
        .attribute(WINDOW_ATTRIBUTE, word)
}

/// How the window follows its handles, steps and plays; folded away. The same wherever the window is: what stands in the
/// controls is put there once they are in the page.
pub fn settings(locale: &Locale, of: &WindowInput) -> Element {
    let summary = Element::new("summary")
        .attribute(WINDOW_ATTRIBUTE, SETTINGS)
        .text(locale.text("window-options"));
    let mut list = Element::new("div")
        .class("window-settings")
        .attribute("id", SETTINGS_ID);
    if !of.brush.presets(of.last_date).is_empty() {
        list = list.child(preset_choice(locale, of));
    }
    for end in of.brush.mode.ends() {
        list = list.children(typed_date(locale, of, *end));
    }
    let modes = WindowMode::ALL.map(|(word, mode)| {
        let words = locale.text(&format!("window-mode-{word}"));
        (word.to_owned(), words, mode == of.brush.mode)
    });
    let steps = of.brush.offered_steps().into_iter();
    let steps = steps.map(|step| {
        let words = locale.text(&format!("window-step-{}", step.as_str()));
        (step.as_str().to_owned(), words, step == of.brush.step)
    });
    let paces = PACES.into_iter().enumerate().map(|(at, pace)| {
        let category = locale.format.plural_category(pace);
        let number = locale.format.number(pace);
        let words = locale
            .messages
            .fill("window-pace", category, &[("n", &number)]);
        (at.to_string(), words, at == of.pace)
    });
    let again = Element::new("input")
        .attribute("type", "checkbox")
        .attribute("name", control::LOOP);
    let again = match of.is_looping {
        true => again.attribute("checked", ""),
        false => again,
    };
    let again = Element::new("label")
        .class("window-loop")
        .child(again)
        .text(locale.text("window-loop"));
    list = list
        .child(choice(
            locale,
            control::MODE,
            "window-mode",
            modes.into_iter(),
        ))
        .child(choice(locale, control::STEP, "window-step", steps))
        .child(choice(locale, control::PACE, "window-speed", paces))
        .child(again);
    Element::new("details")
        .class("window-more")
        .child(summary)
        .child(list)
}

/// A choice with a label; each option has its value, its words and whether it is chosen.
pub(super) fn choice(
    locale: &Locale,
    name: &'static str,
    label: &str,
    options: impl Iterator<Item = (String, String, bool)>,
) -> Element {
    let options = options.map(|(value, words, is_chosen)| {
        let option = Element::new("option").attribute("value", value).text(words);
        match is_chosen {
            true => option.attribute("selected", ""),
            false => option,
        }
    });
    let select = Element::new("select")
        .attribute("name", name)
        .children(options);
    labelled(locale.text(label), select)
}

fn labelled(label: String, control: Element) -> Element {
    Element::new("label")
        .child(Element::new("span").text(label))
        .child(control)
}

fn preset_choice(locale: &Locale, of: &WindowInput) -> Element {
    let presets = of.brush.presets(of.last_date);
    let all = (ALL_TIME.to_owned(), locale.text("window-all"), true);
    // What the choice shows for any other window.
    let other = (String::new(), locale.text("window-chosen"), false);
    let named = presets.iter().enumerate().map(|(at, (preset, _))| {
        let words = match preset {
            Preset::LastHours(hours) => locale.count("window-last-hours", *hours as usize),
            Preset::LastDays(days) => locale.count("window-last-days", *days as usize),
            Preset::Year(year) => {
                let date = Day::from_civil(crate::time::CivilDate {
                    year: *year,
                    month: 1,
                    day: 1,
                });
                locale.format.date(date.parts(), DateFields::Year)
            }
        };
        (at.to_string(), words, false)
    });
    let options = [other, all].into_iter().chain(named);
    choice(locale, control::PRESET, "window-preset", options)
}

/// A date of the window to be typed, or a moment where dates have times of day; where browsers have a control for its years
/// (HTML Living Standard, "Dates": 1 to 9999).
fn typed_date(locale: &Locale, of: &WindowInput, end: WindowEnd) -> Option<Element> {
    let brush = &of.brush;
    let [first, last] = brush.axis;
    let is_typed = |at: Moment| (1..=9999).contains(&at.day().civil().year);
    if !is_typed(first) || !is_typed(Moment(last.0 - 1)) {
        return None;
    }
    let name = match end {
        WindowEnd::From => control::FROM_DATE,
        WindowEnd::To => control::TO_DATE,
    };
    let label = match brush.mode {
        WindowMode::Moment => "window-at",
        _ => label_of(end),
    };
    let kind = match brush.has_times() {
        true => "datetime-local",
        false => "date",
    };
    let date = Element::new("input")
        .attribute("type", kind)
        .attribute("name", name)
        .attribute("min", typed(brush, WindowEnd::From, first))
        .attribute("max", typed(brush, WindowEnd::To, last));
    Some(labelled(locale.text(label), date))
}

/// What the control of an end has for a moment: the first or last day, or day and time (HTML Living Standard, "Local dates and
/// times").
pub fn typed(brush: &Brush, end: WindowEnd, at: Moment) -> String {
    let minute = at.minute_of_day();
    match (brush.has_times(), end) {
        (true, _) => format!(
            "{}T{:02}:{:02}",
            at.day().to_edtf(),
            minute / 60,
            minute % 60
        ),
        (false, WindowEnd::From) => at.day().to_edtf(),
        (false, WindowEnd::To) => Moment(at.0 - 1).day().to_edtf(),
    }
}

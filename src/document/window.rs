//! The window of time: sliders over the days of the calendar, what they stand at in words, and how it plays.

use super::{DocumentInput, Element};
use crate::locale::{DateFields, Locale};
use crate::time::{Brush, Day, DaySpan, Preset, WindowEnd, WindowMode, WindowStep};

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
    /// Where it is; all of time without.
    pub window: Option<DaySpan>,
    /// The last date that there is.
    pub last_date: Option<Day>,
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
    let [from, to] = brush.days(window);
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
        let [first, last] = of.handles;
        let (day, handle) = match end {
            WindowEnd::From => (from, first),
            WindowEnd::To => (to, last),
        };
        let (label, words) = match brush.mode {
            WindowMode::Moment => ("window-at", days_text(locale, from, to)),
            _ => (label_of(*end), day_text(locale, day)),
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
        range = range.child(slider);
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
    let [from, to] = of.brush.days(of.window);
    let told = match of.brush.mode {
        WindowMode::FromStart => locale.fill("window-until", &[("date", &day_text(locale, to))]),
        WindowMode::ToEnd => locale.fill("window-since", &[("date", &day_text(locale, from))]),
        WindowMode::Window | WindowMode::Moment => days_text(locale, from, to),
    };
    let mut readout = Element::new("p").class("window-readout").text(told);
    if of.possible > 0 {
        let possible = locale.format.number(of.possible as f64);
        let words = locale.fill("window-possible", &[("n", &possible)]);
        readout = readout.text(format!(" · {words}"));
    }
    let mut bar = Element::new("div")
        .class("window-bar")
        .child(button(
            EARLIER,
            "window-earlier",
            "M4 3h2v10H4zM13 3v10L6 8z",
        ))
        .child(play)
        .child(button(LATER, "window-later", "M10 3h2v10h-2zM3 3v10l7-5z"))
        .child(readout);
    if of.window.is_some() {
        let all = plain_button(ALL_TIME).text(locale.text("window-all"));
        bar = bar.child(all.class("window-all"));
    }
    bar
}

fn plain_button(word: &str) -> Element {
    Element::new("button")
        .attribute("type", "button")
        .attribute(WINDOW_ATTRIBUTE, word)
}

/// How the window follows its handles, steps and plays; folded away. The same wherever the window is: what stands in the
/// controls is put there once they are in the page.
pub fn settings(locale: &Locale, of: &WindowInput) -> Element {
    let summary = Element::new("summary").text(locale.text("window-options"));
    let mut list = Element::new("div").class("window-settings");
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
    let steps = WindowStep::offered(of.brush.first, of.brush.last).into_iter();
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

/// A date of the window to be typed, where browsers have a control for its years (HTML Living Standard, "Dates": 1 to 9999).
fn typed_date(locale: &Locale, of: &WindowInput, end: WindowEnd) -> Option<Element> {
    let brush = &of.brush;
    let is_typed = |day: Day| (1..=9999).contains(&day.civil().year);
    if !is_typed(brush.first) || !is_typed(brush.last) {
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
    let date = Element::new("input")
        .attribute("type", "date")
        .attribute("name", name)
        .attribute("min", brush.first.to_edtf())
        .attribute("max", brush.last.to_edtf());
    Some(labelled(locale.text(label), date))
}

pub(super) fn day_text(locale: &Locale, day: Day) -> String {
    locale.format.date(day.parts(), DateFields::YearMonthDay)
}

/// A window of time in words.
pub(super) fn span_text(locale: &Locale, span: crate::time::DaySpan) -> String {
    match (span.earliest, span.latest) {
        (Some(from), Some(to)) => days_text(locale, from, to),
        (None, Some(to)) => locale.fill("window-until", &[("date", &day_text(locale, to))]),
        (Some(from), None) => locale.fill("window-since", &[("date", &day_text(locale, from))]),
        (None, None) => locale.text("window-all"),
    }
}

/// Some days in words: a whole month or year by its name.
pub(super) fn days_text(locale: &Locale, from: Day, to: Day) -> String {
    let (start, end) = (from.civil(), to.civil());
    let next = Day(to.0 + 1).civil();
    let is_month =
        start.day == 1 && next.day == 1 && (start.year, start.month) == (end.year, end.month);
    let is_year =
        (start.month, start.day, next.month, next.day) == (1, 1, 1, 1) && start.year == end.year;
    match (from == to, is_month, is_year) {
        (true, ..) => day_text(locale, from),
        (_, true, _) => locale.format.date(from.parts(), DateFields::YearMonth),
        (_, _, true) => locale.format.date(from.parts(), DateFields::Year),
        _ => {
            let [start, end] = [from, to].map(|day| day_text(locale, day));
            locale.fill("when-between", &[("start", &start), ("end", &end)])
        }
    }
}

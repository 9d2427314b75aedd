//! The window of time: two sliders over the days of the calendar, and what they stand at in words.

use super::{DocumentInput, Element};
use crate::locale::DateFields;
use crate::scene::DayAxis;
use crate::time::{Day, DaySpan};

/// The ends of the window: the names of their sliders.
pub const WINDOW_ENDS: [&str; 2] = ["from", "to"];
/// The attribute of the button that shows all of time again.
pub const ALL_TIME_ATTRIBUTE: &str = "data-all-time";

/// The days that the sliders stand at: an open end of the window is the end of the axis.
pub fn window_days(axis: &DayAxis, window: Option<DaySpan>) -> [Day; 2] {
    let within = |day: Option<Day>, open: Day| day.unwrap_or(open).clamp(axis.first, axis.last);
    [
        within(window.and_then(|window| window.earliest), axis.first),
        within(window.and_then(|window| window.latest), axis.last),
    ]
}

/// The sliders of the window over an axis, and its days in words; `possible` is how many of the incidents shown may also
/// lie outside.
pub fn time_window(
    input: &DocumentInput,
    axis: &DayAxis,
    window: Option<DaySpan>,
    possible: usize,
) -> Vec<Element> {
    let locale = input.locale;
    let days = window_days(axis, window);
    let words = days.map(|day| locale.format.date(day.parts(), DateFields::YearMonthDay));
    let mut range = Element::new("div")
        .class("window-range")
        .child(Element::new("div").class("window-span"));
    for ((name, day), words) in WINDOW_ENDS.into_iter().zip(days).zip(&words) {
        let slider = Element::new("input")
            .attribute("type", "range")
            .attribute("name", name)
            .attribute("min", axis.first.0.to_string())
            .attribute("max", axis.last.0.to_string())
            .attribute("value", day.0.to_string())
            .attribute("aria-label", locale.text(&format!("window-{name}")))
            .attribute("aria-valuetext", words.clone());
        range = range.child(slider);
    }
    let [start, end] = &words;
    let values = [("start", start.as_str()), ("end", end.as_str())];
    let mut told = locale.fill("when-between", &values);
    if possible > 0 {
        told = format!(
            "{told} · {}",
            locale.fill(
                "window-possible",
                &[("n", &locale.format.number(possible as f64))]
            )
        );
    }
    let mut readout = Element::new("p").class("window-readout").text(told);
    if window.is_some() {
        let all = Element::new("button")
            .attribute("type", "button")
            .attribute(ALL_TIME_ATTRIBUTE, "")
            .text(locale.text("window-all"));
        readout = readout.child(all);
    }
    let group = Element::new("div")
        .attribute("role", "group")
        .attribute("aria-label", locale.text("window-label"))
        .child(range)
        .child(readout);
    vec![group]
}

//! The timeline in words, and the controls that choose how it is looked at.

use super::counts::named;
use super::outline::{axis_note, timeline_title};
use super::window::{choice, end_text, moment_text, time_text};
use super::{DocumentInput, Element};
use crate::locale::{DateFields, Locale};
use crate::query::Axis;
use crate::scene::{LaneOrder, TimeParts};
use crate::time::{CalendarStep, CalendarUnit, Day, Histogram, Moment, WindowEnd};

/// The attribute of a button of the timeline: one of the words below.
pub const TIMELINE_ATTRIBUTE: &str = "data-timeline";
/// Comes nearer.
pub const NEARER: &str = "nearer";
/// Goes away.
pub const FARTHER: &str = "farther";
/// Shows all of time.
pub const WHOLE: &str = "whole";
/// Opens the timeline where there is little room, or closes it.
pub const OPEN: &str = "open";
/// The attribute of what moves the time that is shown as a whole.
pub const STRIP_ATTRIBUTE: &str = "data-strip";

/// The names of the controls.
pub mod control {
    /// The axis.
    pub const AXIS: &str = "axis";
    /// What it is set apart by.
    pub const LANES: &str = "lanes";
    /// The order of that.
    pub const ORDER: &str = "order";
    /// Whether empty time is short.
    pub const GAPS: &str = "gaps";
}

/// The names of the sliders of the time that is shown.
pub const STRIP_SLIDERS: [(WindowEnd, &str); 2] =
    [(WindowEnd::From, "shown-from"), (WindowEnd::To, "shown-to")];

/// How a timeline is looked at, and what can be chosen.
#[derive(Clone, Debug, PartialEq)]
pub struct TimelineChoices {
    /// The axis it has.
    pub axis: Axis,
    /// Whether there is another one.
    pub has_axes: bool,
    /// What it can be set apart by, with words.
    pub lanes: Vec<(String, String)>,
    /// What it is set apart by.
    pub lane: Option<String>,
    /// The order of that.
    pub order: LaneOrder,
    /// Whether empty time is short.
    pub are_gaps_short: bool,
    /// Whether only a part of time is shown, and whether it is as small as it can be.
    pub is_zoomed: bool,
    /// Likewise.
    pub is_nearest: bool,
    /// Whether it is open, where there is so little room that it can be closed.
    pub is_open: Option<bool>,
    /// The window of time in words, where nothing else says it.
    pub readout: Option<String>,
}

/// The heading of the timeline with its controls, and what its axis means.
pub fn heading(input: &DocumentInput, of: &TimelineChoices, parts: &TimeParts) -> Vec<Element> {
    let locale = input.locale;
    let is_closed = of.is_open == Some(false);
    let mut head = Element::new("div")
        .class("timeline-head")
        .child(timeline_title(input));
    if let Some(words) = &of.readout {
        head = head.child(
            Element::new("p")
                .class("timeline-readout")
                .text(words.clone()),
        );
    }
    if !is_closed {
        // In one, so that what follows stays where it is when there are more of them.
        let choices = Element::new("div").class("timeline-choices");
        head = head.child(choices.children(self::choices(locale, of, parts)));
        if parts.axis.is_some() {
            head = head.child(zoom_buttons(locale, of));
        }
    }
    if let Some(is_open) = of.is_open {
        let key = if is_open {
            "timeline-close"
        } else {
            "timeline-open"
        };
        let path = if is_open {
            "M3 10l5-5 5 5"
        } else {
            "M3 6l5 5 5-5"
        };
        let button = sign_button(locale, OPEN, key, path);
        head = head.child(button.attribute("aria-expanded", is_open.to_string()));
    }
    if is_closed {
        return vec![head];
    }
    let note = Element::new("p")
        .class("timeline-note")
        .text(note(input, of.axis, parts));
    vec![head, note]
}

fn sign_button(locale: &Locale, word: &str, key: &str, path: &str) -> Element {
    let label = locale.text(key);
    let sign = Element::new("svg")
        .attribute("viewBox", "0 0 16 16")
        .attribute("aria-hidden", "true")
        .child(Element::new("path").attribute("d", path));
    Element::new("button")
        .attribute("type", "button")
        .attribute(TIMELINE_ATTRIBUTE, word)
        .attribute("aria-label", label.clone())
        .attribute("title", label)
        .child(sign)
}

fn zoom_buttons(locale: &Locale, of: &TimelineChoices) -> Element {
    let farther = sign_button(locale, FARTHER, "timeline-farther", "M3 8h10");
    let nearer = sign_button(locale, NEARER, "timeline-nearer", "M8 3v10M3 8h10");
    let path = "M2 4v8M14 4v8M4.5 8h7M6.5 6l-2 2 2 2M9.5 6l2 2-2 2";
    let whole = sign_button(locale, WHOLE, "timeline-whole", path);
    // They are always there, so that the others stay where they are pressed, and keep the focus with which they came here.
    let usable = |button: Element, is_usable: bool| match is_usable {
        true => button,
        false => button.attribute("aria-disabled", "true"),
    };
    Element::new("div")
        .class("timeline-zoom")
        .attribute("role", "group")
        .attribute("aria-label", locale.text("timeline-zoom"))
        .child(usable(nearer, !of.is_nearest))
        .child(usable(farther, of.is_zoomed))
        .child(usable(whole, of.is_zoomed))
}

/// What can be chosen of axis, lanes and gaps; nothing of which there is no choice.
fn choices(locale: &Locale, of: &TimelineChoices, parts: &TimeParts) -> Vec<Element> {
    let mut found = Vec::new();
    if of.has_axes {
        let axes = [Axis::Calendar, Axis::Sequence].map(|axis| {
            let words = locale.text(&format!("timeline-axis-{}", axis.as_str()));
            (axis.as_str().to_owned(), words, axis == of.axis)
        });
        found.push(choice(
            locale,
            control::AXIS,
            "timeline-axis",
            axes.into_iter(),
        ));
    }
    if of.axis != Axis::Calendar {
        return found;
    }
    if !of.lanes.is_empty() {
        let none = (String::new(), locale.text("lanes-none"), of.lane.is_none());
        let facets = of.lanes.iter().map(|(facet, words)| {
            let is_chosen = of.lane.as_deref() == Some(facet);
            ((*facet).to_owned(), words.clone(), is_chosen)
        });
        let options = [none].into_iter().chain(facets);
        found.push(choice(locale, control::LANES, "lanes-label", options));
    }
    if of.lane.is_some() {
        let orders = LaneOrder::ALL.map(|(word, order)| {
            let words = locale.text(&format!("lanes-order-{word}"));
            (word.to_owned(), words, order == of.order)
        });
        found.push(choice(
            locale,
            control::ORDER,
            "lanes-order",
            orders.into_iter(),
        ));
    }
    if parts.has_gaps || of.are_gaps_short {
        let check = Element::new("input")
            .attribute("type", "checkbox")
            .attribute("name", control::GAPS);
        let check = match of.are_gaps_short {
            true => check.attribute("checked", ""),
            false => check,
        };
        let label = Element::new("label").class("timeline-gaps").child(check);
        found.push(label.text(locale.text("timeline-gaps")));
    }
    found
}

/// What the axis means: what a bar is, or that a bar means some time within it.
fn note(input: &DocumentInput, axis: Axis, parts: &TimeParts) -> String {
    let Some(step) = parts.bars.as_ref().map(|bars| bars.bins.step) else {
        return axis_note(input, axis);
    };
    let count = step.count as usize;
    match step.unit {
        CalendarUnit::Minute => input.locale.count("timeline-minute-note", count),
        CalendarUnit::Hour => input.locale.count("timeline-hour-note", count),
        CalendarUnit::Day if count == 1 => input.locale.text("timeline-day-note"),
        CalendarUnit::Day => input.locale.text("timeline-week-note"),
        CalendarUnit::Month if count == 1 => input.locale.text("timeline-month-note"),
        CalendarUnit::Month => input.locale.text("timeline-quarter-note"),
        CalendarUnit::Year => input.locale.count("timeline-year-note", count),
    }
}

/// What the picture has for the eye and not as a target, for the ear: bars with their counts, and what is drawn short.
pub fn in_words(input: &DocumentInput, parts: &TimeParts) -> Element {
    let mut words = Element::new("div").class("visually-hidden");
    if let Some(bars) = &parts.bars {
        words = words.child(bar_counts(input, bars));
    }
    let gaps = parts.axis.iter().flat_map(|axis| axis.scale.gaps());
    for gap in gaps {
        let dates = time_text(input.locale, gap.times);
        let told = input.locale.fill("timeline-gap", &[("dates", &dates)]);
        words = words.child(Element::new("p").text(told));
    }
    words
}

/// What the bars of the timeline count: "July 2018: 12". Empty bars are left out.
pub fn bar_counts(input: &DocumentInput, histogram: &Histogram) -> Element {
    let mut list = Element::new("ul");
    for (bar, count) in histogram.counts.iter().enumerate() {
        if *count > 0 {
            let count = input.locale.format.number(*count as f64);
            let time = bar_time(input, histogram, bar);
            list = list.child(Element::new("li").text(format!("{time}: {count}")));
        }
    }
    list
}

/// "July 2018", "1990 – 1999", "May 14, 2023, 12:00 PM"
fn bar_time(input: &DocumentInput, histogram: &Histogram, bar: usize) -> String {
    let locale = input.locale;
    let CalendarStep { unit, count } = histogram.bins.step;
    let fields = match unit {
        CalendarUnit::Minute | CalendarUnit::Hour => {
            return moment_text(locale, histogram.bins.start_of(bar));
        }
        CalendarUnit::Day => DateFields::YearMonthDay,
        CalendarUnit::Month => DateFields::YearMonth,
        CalendarUnit::Year => DateFields::Year,
    };
    let words = |day: Day| locale.format.date(day.parts(), fields);
    let (first, last) = histogram.bins.days_of(bar);
    let start = words(first);
    if count == 1 {
        return start;
    }
    let values = [("start", start.as_str()), ("end", &words(last))];
    locale.fill("when-between", &values)
}

/// What has no place on the axis, with how many these are, as links that select; nothing where there is none. Of very many
/// only those are named that are known.
pub fn tray(input: &DocumentInput, axis: Axis, parts: &TimeParts) -> Option<Element> {
    if parts.unplaced == 0 || parts.are_unplaced_drawn {
        return None;
    }
    let kept = input.overview.filter.clone().in_window(None);
    let incidents = input.dataset.incidents.iter().enumerate();
    let is_beside = |incident: &crate::story::Incident| match axis {
        Axis::Calendar => incident
            .when
            .as_ref()
            .and_then(|when| when.span())
            .is_none(),
        Axis::Sequence => incident.phase.is_none(),
    };
    let found = incidents.filter(|(at, incident)| kept.keeps(*at, incident) && is_beside(incident));
    let positions: Vec<usize> = found.map(|(at, _)| at).collect();
    let told = match axis {
        Axis::Calendar => input.locale.count("undated", parts.unplaced),
        Axis::Sequence => input.locale.count("timeline-unphased", parts.unplaced),
    };
    let details = Element::new("details").class("unplaced timeline-tray");
    let details = details.child(Element::new("summary").text(told));
    Some(details.child(named(input, &positions, parts.unplaced)))
}

/// Handles over the overview of all of time: for the beginning and the end of what is shown, and for all of that. They may be
/// in `range`, and are at `handles`, on whatever scale they have.
pub fn strip(
    locale: &Locale,
    (shown, has_times): ([Moment; 2], bool),
    range: [i64; 2],
    handles: [i64; 2],
) -> Element {
    let body = Element::new("div")
        .class("strip-span")
        .attribute(STRIP_ATTRIBUTE, "")
        .attribute("title", locale.text("timeline-strip-body"));
    let mut strip = Element::new("div")
        .class("strip-range")
        .attribute("role", "group")
        .attribute("aria-label", locale.text("timeline-strip"))
        .child(body);
    for (((end, name), at), handle) in STRIP_SLIDERS.into_iter().zip(shown).zip(handles) {
        let label = match end {
            WindowEnd::From => "timeline-shown-from",
            WindowEnd::To => "timeline-shown-to",
        };
        let slider = Element::new("input")
            .attribute("type", "range")
            .attribute("name", name)
            .attribute("min", range[0].to_string())
            .attribute("max", range[1].to_string())
            .attribute("value", handle.to_string())
            .attribute("aria-label", locale.text(label))
            .attribute("aria-valuetext", end_text(locale, end, at, has_times));
        strip = strip.child(slider);
    }
    strip
}

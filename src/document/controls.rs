//! The controls of the page and of the map, and the buttons that lie above a picture.

use super::action::{Action, button};
use super::share::share_button;
use super::{DocumentInput, Element, kind_name};
use crate::scene::{TargetGroup, Theme};

/// The attribute of a button above a picture: the position of its incident.
pub const TARGET_ATTRIBUTE: &str = "data-incident-at";

/// A choice among the story's languages, where there is one, and a switch between light and dark. `name_of` gives
/// the name of a language in itself; `theme` is the one the page has now.
pub fn page_tools(
    input: &DocumentInput,
    theme: Theme,
    name_of: &dyn Fn(&str) -> String,
) -> Vec<Element> {
    let key = match theme.other() {
        Theme::Dark => "theme-dark",
        Theme::Light => "theme-light",
    };
    let switch = button(Action::SwitchTheme)
        .class("theme-switch")
        .text(input.locale.text(key));
    let mut tools = Vec::new();
    if input.dataset.story.languages.len() > 1 {
        tools.push(language_choice(input, name_of));
    }
    tools.push(switch);
    // The last one: it comes later than the others, which then stay what they are.
    tools.extend(share_button(input));
    tools
}

fn language_choice(input: &DocumentInput, name_of: &dyn Fn(&str) -> String) -> Element {
    let mut select = Element::new("select").action(Action::ChooseLanguage);
    for tag in &input.dataset.story.languages {
        let option = Element::new("option")
            .attribute("value", tag.clone())
            .attribute("lang", tag.clone())
            .text(name_of(tag));
        select = select.child(match *tag == input.locale.tag {
            true => option.attribute("selected", ""),
            false => option,
        });
    }
    let label = input.message("span", "language").class("visually-hidden");
    Element::new("label")
        .class("language-switch")
        .child(label)
        .child(select)
}

/// What the map can do beside coming nearer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MapAbilities {
    /// Whether it fills the screen; `None` where it cannot.
    pub is_full_screen: Option<bool>,
    /// Whether the choice of how incidents are drawn is open; `None` where it is always, or there is none.
    pub is_choosing: Option<bool>,
    /// Whether there is a selection to be shown.
    pub has_selection: bool,
}

/// Nearer, farther, everything; the full screen and other ways of drawing where there are any; the selection while there
/// is one.
pub fn map_buttons(input: &DocumentInput, abilities: MapAbilities) -> Vec<Element> {
    let map_button = |action, key, path: &str| {
        let label = input.locale.text(key);
        let sign = Element::new("svg")
            .attribute("viewBox", "0 0 16 16")
            .attribute("aria-hidden", "true")
            .child(Element::new("path").attribute("d", path));
        button(action)
            .attribute("aria-label", label.clone())
            .attribute("title", label)
            .child(sign)
    };
    let full_screen = abilities.is_full_screen.map(|is_full| match is_full {
        true => map_button(
            Action::FullScreen,
            "full-screen-end",
            "M6 2v4H2m8-4v4h4m-4 8v-4h4M6 14v-4H2",
        ),
        false => map_button(
            Action::FullScreen,
            "full-screen",
            "M2 6V2h4m4 0h4v4m0 4v4h-4m-4 0H2v-4",
        ),
    });
    let selection = abilities.has_selection.then(|| {
        let target = "M8 1v4m0 6v4M1 8h4m6 0h4M8 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8";
        map_button(Action::ShowSelected, "zoom-selected", target)
    });
    let display = abilities.is_choosing.map(|is_choosing| {
        let layers = "M8 2L2 5l6 3 6-3zM2 8l6 3 6-3M2 11l6 3 6-3";
        map_button(Action::ChooseDisplay, "display-choose", layers)
            .attribute("aria-expanded", is_choosing.to_string())
    });
    let always = [
        map_button(Action::ZoomIn, "zoom-in", "M8 3v10M3 8h10"),
        map_button(Action::ZoomOut, "zoom-out", "M3 8h10"),
        map_button(
            Action::ShowAll,
            "zoom-fit",
            "M9 7l4-4M9.5 3H13v3.5M7 9l-4 4m0-3.5V13h3.5",
        ),
    ];
    always
        .into_iter()
        .chain(full_screen)
        .chain(display)
        .chain(selection)
        .collect()
}

/// A word on how a cooperative map is moved, shown over it for a while: the key of the message, or nothing.
pub fn map_hint(input: &DocumentInput, key: Option<&str>) -> Element {
    let hint = Element::new("p").attribute("aria-hidden", "true");
    match key {
        Some(key) => hint
            .class("map-hint map-hint-shown")
            .text(input.locale.text(key)),
        None => hint.class("map-hint"),
    }
}

/// What the buttons above a picture are for: a position in the dataset and, where several incidents are one mark,
/// what is known of them.
pub type PictureTarget = (usize, Option<TargetGroup>);

/// A list of buttons above a picture, one for each of `marks`, named after it. Only the one at `stop` can be reached by
/// Tab; `selected` is the chosen one. `name` is what one that stands for several is called, where that has a name. `label` is the key of the list's name; `note` the id of
/// the element in the page that says more of the one at `stop` while it has the focus. Nothing where there is nothing to press.
pub fn targets(
    input: &DocumentInput,
    marks: &[PictureTarget],
    selected: Option<usize>,
    stop: Option<usize>,
    label: &'static str,
    note: Option<&'static str>,
    name: &dyn Fn(usize) -> Option<String>,
) -> Option<Element> {
    let target = |(position, group): &PictureTarget| {
        let is = |at: Option<usize>| at == Some(*position);
        let button = match group {
            Some(group) => button_of_group(input, group, name(*position)),
            None => button_of_incident(input, *position)
                .attribute("aria-pressed", is(selected).to_string()),
        };
        let button = button
            .class("target")
            .attribute(TARGET_ATTRIBUTE, position.to_string())
            .attribute("tabindex", if is(stop) { "0" } else { "-1" });
        match note.filter(|_| is(stop)) {
            Some(note) => button.attribute("aria-describedby", note),
            None => button,
        }
    };
    let lines = marks
        .iter()
        .map(|mark| Element::new("li").child(target(mark)));
    let list = Element::new("ul")
        .attribute("aria-label", input.locale.text(label))
        .children(lines);
    (!marks.is_empty()).then_some(list)
}

/// "128 incidents, zoom in", or what it is called.
fn button_of_group(input: &DocumentInput, group: &TargetGroup, name: Option<String>) -> Element {
    let key = match group.is_one_place {
        true => "incidents-in-one-place",
        false => "incidents-zoom-in",
    };
    let label = name.unwrap_or_else(|| input.locale.count(key, group.count));
    button(Action::OpenGroup).attribute("aria-label", label)
}

/// "Operation: Bridge closed to lorries, North Bridge"
fn button_of_incident(input: &DocumentInput, position: usize) -> Element {
    let button = Element::new("button").attribute("type", "button");
    let Some(incident) = input.dataset.incident(position) else {
        return button;
    };
    let values = [
        ("kind", kind_name(input, incident.kind)),
        ("title", input.locale.pick(&incident.title).to_owned()),
        ("place", input.locale.pick(&incident.place.name).to_owned()),
    ];
    let values = values.each_ref().map(|(key, value)| (*key, value.as_str()));
    button.attribute("aria-label", input.locale.fill("mark-label", &values))
}

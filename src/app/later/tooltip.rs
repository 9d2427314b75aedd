//! The note on what is pointed at or has the focus: a mark, or the ground of a region in which something is reported.
//!
//! It comes once the pointer rests, or at once with the focus; it stays while the pointer is on its subject or on the
//! note itself, and goes with Escape (WCAG 2.2, success criterion 1.4.13). A finger that taps a mark gets the card
//! instead, one that taps a region the note.

use std::time::Duration;

use leptos::prelude::*;

use crate::app::many::ManyIncidents;
use crate::app::parts::{Timer, effect, keep};
use crate::app::signal::Derived;
use crate::app::state::{App, Drawn, Noted, Touch};
use crate::document::{self, ACTION_ATTRIBUTE, Element, TARGET_ATTRIBUTE};
use crate::geo::{ScreenPoint, ScreenRect};
use crate::platform::{self, Event};
use crate::scene::{group_members, region_at};

/// The class of the note.
const NOTE: &str = "map-note";
/// How long the pointer rests before a note comes or goes; so long it may take from a mark to its note.
const REST: Duration = Duration::from_millis(180);
/// The space that a pointer takes around its tip.
const POINTER_PX: f64 = 10.0;

/// The note.
#[derive(Clone, Copy)]
struct Tooltip {
    app: App,
    timer: Timer,
}

/// Keeps the note up to date with what is pointed at.
pub fn keep_up(app: App, drawn: Derived<Drawn>) {
    let tooltip = Tooltip {
        app,
        timer: Timer::new(),
    };
    effect(move || tooltip.write(drawn.get()));
    effect(move || match app.touched.get() {
        Touch::Moved => tooltip.show(None),
        Touch::Tapped(at) => tooltip.show(untrack(|| tooltip.region(at))),
    });
    let listening = keep();
    effect(move || {
        let map = [
            ("pointermove", false),
            ("pointerleave", true),
            ("pointerdown", true),
        ];
        let map = map.into_iter().filter_map(move |(name, leaves)| {
            platform::on_event("map-stage", name, move |event| match leaves {
                true => tooltip.leave(&event),
                false => tooltip.point(&event),
            })
        });
        let focus = platform::on_event("map-targets", "focusin", move |event| {
            if platform::is_focus_visible(&event) {
                tooltip.show(position_of(&event).map(Noted::Mark));
            }
        });
        let blur = platform::on_event("map-targets", "focusout", move |_| tooltip.show(None));
        // Where the focus is elsewhere on the page; in the map the key is used there.
        let escape = platform::on_escape(move || tooltip.show(None));
        listening.set_value(map.chain(focus).chain(blur).chain(escape).collect());
    });
    follow_pointer_and_focus(app);
}

/// The position of the incident whose mark an event comes from.
fn position_of(event: &Event) -> Option<usize> {
    platform::closest_attribute(event, TARGET_ATTRIBUTE)?
        .parse()
        .ok()
}

/// Tells the map which incident is pointed at or has the focus, wherever on the page.
fn follow_pointer_and_focus(app: App) {
    let find = move |event: &Event| {
        let of_card = || {
            let id = platform::closest_attribute(event, "data-incident")?;
            app.story.get_untracked()?.dataset.position_of(&id)
        };
        position_of(event).or_else(of_card)
    };
    let tell = move |event: Event| {
        let hovered = find(&event);
        let is_mouse = platform::hover_point("map-stage", &event).is_some();
        let is_focus = platform::is_focus_visible(&event);
        if (is_mouse || is_focus) && app.hovered.get_untracked() != hovered {
            app.hovered.set(hovered);
        }
    };
    if let Some(root) = platform::app_root() {
        let events = ["pointerover", "focusin"];
        let listening = events.map(|name| platform::listen(&root, name, false, tell));
        keep().set_value(listening.into());
    }
}

/// Who draws other areas than the page does.
fn own_areas(app: App) -> Option<ManyIncidents> {
    app.many.get_untracked().filter(|many| many.has_own_areas())
}

impl Tooltip {
    fn show(self, noted: Option<Noted>) {
        self.timer.stop();
        if self.app.noted.get_untracked() != noted {
            self.app.noted.set(noted);
        }
    }

    fn region(self, at: ScreenPoint) -> Option<Noted> {
        let viewport = self.app.viewport.get_untracked()?;
        if let Some(many) = own_areas(self.app) {
            let code = untrack(|| many.region_at(at));
            return Some(Noted::Region(code?, at));
        }
        let found = untrack(|| {
            self.app
                .with_map_input(&viewport, |input| region_at(input, at))
        });
        Some(Noted::Region(found??, at))
    }

    fn point(self, event: &Event) {
        let Some(at) = platform::hover_point("map-stage", event) else {
            return;
        };
        if platform::closest_attribute(event, "role").as_deref() == Some("tooltip") {
            self.timer.stop();
            return;
        }
        let mark = position_of(event);
        if mark.map(Noted::Mark) == self.app.noted.get_untracked() && mark.is_some() {
            self.timer.stop();
            return;
        }
        let is_control = platform::closest_attribute(event, ACTION_ATTRIBUTE).is_some();
        self.timer.start(REST, move || {
            self.show(match mark {
                Some(mark) => Some(Noted::Mark(mark)),
                None if is_control => None,
                None => self.region(at),
            });
        });
    }

    fn leave(self, event: &Event) {
        if platform::closest_attribute(event, "role").as_deref() != Some("tooltip") {
            self.timer.start(REST, move || self.show(None));
        }
    }

    /// Writes the note beside its subject; a mark that has moved takes its note along.
    fn write(self, drawn: Drawn) {
        let noted = self.app.noted.get();
        let note = noted.zip(drawn).and_then(|(noted, drawn)| {
            let target = match noted {
                Noted::Region(code, at) => {
                    let app = self.app;
                    let words = app.with_document(|input| match own_areas(app) {
                        Some(many) => {
                            let words = many.region_words(input, &code)?;
                            Some(vec![Element::new("p").text(words)])
                        }
                        None => Some(document::region_note(input, &code)),
                    });
                    let words = words.flatten();
                    return Some((words?, ScreenRect::at(at).inflated(POINTER_PX)));
                }
                Noted::Mark(mark) => drawn.targets.iter().find(|it| it.incident == mark)?,
            };
            let many = self.app.many.get_untracked();
            let name = many.as_ref().and_then(|many| {
                let app = self.app;
                app.with_document(|input| many.name(input, target.incident))?
            });
            if let Some(name) = name {
                return Some((vec![Element::new("p").text(name)], target.rect));
            }
            let counts = many.and_then(|many| many.kinds(target.incident));
            let words = match (target.group, counts) {
                (None, _) => self
                    .app
                    .with_document(|input| document::mark_note(input, target.incident)),
                (Some(_), Some(counts)) => self
                    .app
                    .with_document(|input| document::counts_note(input, &counts)),
                (Some(group), None) => {
                    let viewport = self.app.viewport.get_untracked()?;
                    let members = untrack(|| {
                        self.app.with_map_input(&viewport, |input| {
                            group_members(input, target.incident)
                        })
                    });
                    let members = members.flatten();
                    self.app.with_document(|input| {
                        document::group_note(input, group.count, members.as_deref())
                    })
                }
            };
            Some((words?, target.rect))
        });
        match note {
            Some((words, anchor)) => {
                platform::fill(NOTE, words);
                platform::place_note(NOTE, Some(&anchor));
            }
            None => platform::place_note(NOTE, None),
        }
    }
}

//! The page in a frame: the page around is told what happens and may ask for things; the reports are opened below the map,
//! and the frame is asked to be as high as what is open.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::*;

use super::window::TimeControl;
use super::words::LATER;
use crate::app::parts::{effect, keep, story_content};
use crate::app::signal::{Derived, Slot};
use crate::app::state::App;
use crate::document;
use crate::platform::{self, JsValue};
use crate::view::{Fragment, FrameFit, HostCommand, HostValue};

/// The part of the page with the button that opens the reports.
const BAR: &str = "reports-bar";
/// The parts of the page whose heights make that of all of it.
const PARTS: [&str; 3] = ["page-head", "page-picture", "page-text"];

/// Keeps up with the page around, where there is one.
pub fn keep_up(app: App, control: TimeControl) {
    if !platform::is_embedded() {
        return;
    }
    listen(app, control);
    tell_changes(app);
    if platform::fills_frame() {
        let are_open = Slot::new(false);
        keep_bar(app, are_open);
        keep_height();
    }
    when_ready(app);
}

/// Hears what the page around says and asks for.
fn listen(app: App, control: TimeControl) {
    let heard = platform::on_host_message(move |message| {
        if let Some(host) = &message.host {
            platform::set_host(host);
        }
        if let Some((name, value)) = message.command
            && !carry_out(app, control, &name, value)
        {
            let why = [
                ("command", name.as_str().into()),
                ("reason", "not-possible".into()),
            ];
            platform::tell_host("error", &why);
        }
    });
    keep().set_value(heard.into_iter().collect());
}

/// Does what the page around asks for; whether it makes sense for the story.
fn carry_out(app: App, control: TimeControl, name: &str, value: HostValue) -> bool {
    let now = Fragment::parse(&platform::fragment()).fragment;
    match HostCommand::parse(name, value, now) {
        Some(HostCommand::Play(is_wanted)) => control.set_playing(is_wanted),
        Some(HostCommand::Show(wanted)) => {
            let story = app.story.get_untracked();
            let fits = story.is_some_and(|story| wanted.fits(&story.dataset));
            if fits {
                platform::set_fragment(&wanted.to_text(), false);
                app.restore_from_address();
            }
            fits
        }
        None => false,
    }
}

/// Tells the page around that it may ask for things, once their words and styles are there, or cannot be had.
fn when_ready(app: App) {
    let is_told = RefCell::new(false);
    effect(move || {
        let is_there = are_styles_there(app) || !app.notices.get().is_empty();
        if is_there && !is_told.replace(true) {
            tell_ready(app);
        }
    });
}

/// Whether the styles of what is opened have come, which come with the words.
fn are_styles_there(app: App) -> bool {
    LATER.are_known(&app.locale.get())
}

fn tell_ready(app: App) {
    let Some(story) = app.story.get_untracked() else {
        return;
    };
    let languages = story.dataset.story.languages.iter().map(String::as_str);
    let count = story.dataset.incidents.len();
    let language = app.locale.get_untracked().tag.clone();
    platform::tell_host(
        "ready",
        &[
            ("incidents", (count as f64).into()),
            ("languages", platform::texts_value(languages)),
            ("language", language.into()),
            ("state", state().into()),
        ],
    );
}

/// The reader's part of the address, without its `#`.
fn state() -> String {
    let fragment = Fragment::parse(&platform::fragment()).fragment;
    fragment.to_text()
}

/// Tells the page around what a reader chooses.
fn tell_changes(app: App) {
    let selected = Derived::new(move || {
        let (story, at) = (app.story.get()?, app.selection.get()?);
        Some(story.dataset.incident(at)?.id.clone())
    });
    tell_each("select", move || {
        let id = selected.get();
        vec![("id", id.map_or(JsValue::NULL, JsValue::from))]
    });
    let window = Derived::new(move || app.view.get().filter.window());
    tell_each("window", move || {
        let interval = window.get().map(|window| window.to_interval());
        vec![("interval", interval.map_or(JsValue::NULL, JsValue::from))]
    });
    let language = Derived::new(move || app.locale.get().tag.clone());
    tell_each("language", move || {
        vec![("language", language.get().into())]
    });
    // What the address says is written before the view changes, and how one explores beside it.
    let written = Derived::new(move || {
        app.view.track();
        app.exploring.track();
        state()
    });
    tell_each("state", move || vec![("state", written.get().into())]);
}

/// Tells of each change, not of what is so from the start.
fn tell_each(event: &'static str, detail: impl Fn() -> Vec<(&'static str, JsValue)> + 'static) {
    let is_first = RefCell::new(true);
    effect(move || {
        let detail = detail();
        if !is_first.replace(false) {
            platform::tell_host(event, &detail);
        }
    });
}

/// The button that opens the reports; a report that is selected is open by itself.
fn keep_bar(app: App, are_open: Slot<bool>) {
    story_content(app, BAR, move |input| {
        let has_words = LATER.are_known(input.locale);
        let bar = has_words.then(|| document::reports_bar(input, are_open.get()));
        bar.into_iter().collect()
    });
    effect(move || {
        let one = app.selection.get().map(|_| "one");
        // Without them a report could not be shown alone.
        if !are_styles_there(app) {
            return;
        }
        platform::open_reports(if are_open.get() { Some("all") } else { one });
    });
    let click = platform::on_event(BAR, "click", move |_| {
        are_open.update(|are_open| *are_open = !*are_open);
    });
    keep().set_value(click.into_iter().collect());
}

/// Asks for another height whenever the content has one.
fn keep_height() {
    let fit = Rc::new(RefCell::new(FrameFit::default()));
    let look = move || {
        let mut fit = fit.borrow_mut();
        if fit.takes(platform::window_size()) || fit.is_loose(platform::content_height_px()) {
            platform::fit_map();
        }
        if let Some(height_px) = fit.wanted_px(platform::content_height_px()) {
            platform::ask_for_height(height_px);
        }
    };
    let parts = PARTS.map(|part| {
        let look = look.clone();
        platform::on_resize(part, move |_| look())
    });
    let frame = platform::on_window_resize(look);
    keep().set_value(parts.into_iter().flatten().chain(frame).collect());
}

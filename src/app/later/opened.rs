//! A file in place of the publisher's story: one of the reader's own, or one that the address names.
//!
//! The app only shows it. All else is apart from the first download: `public/reader/open.js` gets the file and has it
//! read, and `src/bin/reader.rs` says whose it is and what was found in it.

use crate::app::shared::Shared;
use crate::app::state::{App, OpenFile};
use crate::app::{boot, running};
use crate::document::load_error_text;
use crate::load::{Loaded, story_from_geojson};
use crate::locale::LocalizedText;
use crate::platform;
use crate::view::Fragment;

/// Shows a file, by its name and what of it is in the profile, in place of the publisher's story; one that the address names as
/// the rest of the address says. Why it cannot be shown, or nothing.
pub fn show_file(name: &str, geojson: &[u8], is_in_address: bool) -> String {
    let Some((app, _)) = running() else {
        return String::new();
    };
    match story_from_geojson(geojson) {
        Ok(loaded) => {
            super::large::forget(app, Some(geojson));
            super::finding::keep_named(Some((geojson, &loaded.dataset)));
            open(app, name, loaded, is_in_address);
            String::new()
        }
        Err(error) => load_error_text(&app.locale.get_untracked(), &error),
    }
}

/// Shows all incidents of the publisher's story, of which the page has had the first ones, in place of its static story.
pub(super) fn show_all(app: App, mut loaded: Loaded) {
    // What is wrong with all of them was said when the site was built.
    loaded.issues = Vec::new();
    platform::reveal("app");
    boot::replace_story(app, Shared::new(loaded));
}

pub(super) fn open(app: App, name: &str, loaded: Loaded, is_in_address: bool) {
    let Some(current) = app.story.get_untracked() else {
        return;
    };
    let before = app.file.get_untracked();
    // Back leads from the reader's own to what was there before.
    let is_first = before.as_ref().is_none_or(|file| file.is_in_address);
    let (publisher, fragment) = match &before {
        Some(file) => (file.publisher.clone(), file.fragment.clone()),
        // Such an address says nothing of the publisher's story.
        None if is_in_address => (current, String::new()),
        None => (current, platform::fragment()),
    };
    let story = Shared::new(completed(loaded, name, &publisher));
    if !is_in_address {
        platform::set_fragment(&kept_fragment(&story).to_text(), is_first);
    }
    app.file.set(Some(Shared::new(OpenFile {
        name: name.to_owned(),
        publisher,
        fragment,
        is_in_address,
    })));
    boot::replace_story(app, story);
}

/// A story with what a file without a `story` member lacks: the file's name as title, the site's languages.
fn completed(loaded: Loaded, name: &str, publisher: &Loaded) -> Loaded {
    let mut loaded = loaded;
    // What is wrong with the file is in the report, by its own lines and not by those of what was made of it.
    loaded.issues = Vec::new();
    let story = &mut loaded.dataset.story;
    if story.title.is_empty() {
        story.title = LocalizedText::plain(name);
    }
    if story.languages.len() < 2 {
        story.languages = publisher.dataset.story.languages.clone();
    }
    loaded
}

/// What of the address is kept with another story: language and theme, but nothing that is the publisher's.
fn kept_fragment(story: &Loaded) -> Fragment {
    let fragment = Fragment::parse(&platform::fragment()).fragment;
    let languages = &story.dataset.story.languages;
    Fragment {
        selection: None,
        hidden: Vec::new(),
        window: None,
        exploring: String::new(),
        language: fragment.language.filter(|tag| languages.contains(tag)),
        theme: fragment.theme,
    }
}

/// Shows the publisher's story again: with the address it had, or as the address says now.
pub fn leave_file(with_its_address: bool) {
    let Some((app, _)) = running() else { return };
    let Some(file) = app.file.get_untracked() else {
        return;
    };
    app.file.set(None);
    super::finding::keep_named(None);
    if !super::large::show_publishers(app) {
        super::large::forget(app, None);
    }
    if with_its_address {
        platform::set_fragment(file.fragment.trim_start_matches('#'), false);
    }
    boot::replace_story(app, file.publisher.clone());
}

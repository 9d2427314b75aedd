//! A file in place of the publisher's story: one of the reader's own, or one that the address names.
//!
//! `public/reader/open.js` gets it and has it read, apart from the first download; [`file_status`] and [`file_read`]
//! are what it tells the app. The banner names the file for as long as it is on the page.

use std::cell::{Cell, RefCell};

use super::boot;
use super::parts::{content, effect};
use super::shared::Shared;
use super::state::App;
use crate::document::{self, OpenedFile, load_error_text};
use crate::load::{LoadError, Loaded, report_from_json, story_from_geojson};
use crate::locale::LocalizedText;
use crate::platform;
use crate::report::Report;
use crate::view::Fragment;

/// A file that is open, or was to be.
pub struct OpenFile {
    /// The host it comes from; empty for the reader's own.
    host: String,
    /// How many more were given with it.
    others: usize,
    report: Report,
    /// Why it cannot be shown, beside what the report says.
    why: Option<LoadError>,
    /// Whether it stands in place of the publisher's story.
    pub is_shown: bool,
    publisher: Shared<Loaded>,
    /// The reader's part of the address with the publisher's story.
    fragment: String,
}

/// What is said of a file that is not open: the key of the message, the file's name, and a detail.
pub type FileStatus = Option<(String, String, String)>;

thread_local! {
    /// The page's app, for those who are not part of it.
    static APP: Cell<Option<App>> = const { Cell::new(None) };
}

/// Shows that a file is being read, or why it was not opened. A part of `crate::app`'s interface to JavaScript.
pub fn file_status(key: &str, name: &str, detail: &str) {
    let Some(app) = APP.get() else { return };
    let status = (key.to_owned(), name.to_owned(), detail.to_owned());
    app.file_status.set(Some(status));
    boot::spawn(async move {
        boot::load_report_texts(app).await;
    });
}

/// Opens a file that has been read: `report` as JSON, and the profile, empty when nothing in it can be shown. A part
/// of `crate::app`'s interface to JavaScript.
pub fn file_read(host: &str, others: usize, report: &str, geojson: &[u8]) {
    let Some(app) = APP.get() else { return };
    let report = report_from_json(report);
    let loaded = (!geojson.is_empty()).then(|| story_from_geojson(geojson));
    let host = host.to_owned();
    boot::spawn(async move {
        // Without words nobody could tell the file from the publisher's story.
        if boot::load_report_texts(app).await {
            app.file_status.set(None);
            open(app, host, others, report, loaded);
        } else {
            let status = ("error-reader".to_owned(), String::new(), String::new());
            app.file_status.set(Some(status));
        }
    });
}

fn open(
    app: App,
    host: String,
    others: usize,
    report: Report,
    loaded: Option<Result<Loaded, LoadError>>,
) {
    let Some(current) = app.story.get_untracked() else {
        return;
    };
    let before = app.file.get_untracked();
    let (publisher, fragment) = match &before {
        Some(file) => (file.publisher.clone(), file.fragment.clone()),
        None => (current, platform::fragment()),
    };
    let (story, why) = match loaded {
        Some(Ok(mut loaded)) => {
            complete(&mut loaded, &report.name, &publisher);
            (Some(Shared::new(loaded)), None)
        }
        Some(Err(error)) => (None, Some(error)),
        None => (None, None),
    };
    let was_shown = before.is_some_and(|file| file.is_shown);
    app.file.set(Some(Shared::new(OpenFile {
        host,
        others,
        report,
        why,
        is_shown: story.is_some(),
        publisher: publisher.clone(),
        fragment: fragment.clone(),
    })));
    match story {
        Some(story) => {
            platform::set_fragment(&kept_fragment(&story).to_text(), !was_shown);
            boot::replace_story(app, story);
        }
        None if was_shown => show_publisher(app, &fragment, publisher),
        None => {}
    }
}

/// Gives a story what a file without a `story` member lacks: the file's name as title, the site's languages.
fn complete(loaded: &mut Loaded, name: &str, publisher: &Loaded) {
    let story = &mut loaded.dataset.story;
    if story.title.is_empty() {
        story.title = LocalizedText::plain(name);
    }
    if story.languages.len() < 2 {
        story.languages = publisher.dataset.story.languages.clone();
    }
}

/// What of the address is kept with another story: language and theme, but nothing that is the publisher's.
fn kept_fragment(story: &Loaded) -> Fragment {
    let fragment = Fragment::parse(&platform::fragment()).fragment;
    let languages = &story.dataset.story.languages;
    Fragment {
        selection: None,
        language: fragment.language.filter(|tag| languages.contains(tag)),
        theme: fragment.theme,
    }
}

/// Goes back to the publisher's story: with the address it had, or to what the address says now.
pub fn leave(app: App, with_its_address: bool) {
    let Some(file) = app.file.get_untracked() else {
        return;
    };
    app.file.set(None);
    match (file.is_shown, with_its_address) {
        (true, true) => show_publisher(app, &file.fragment, file.publisher.clone()),
        (true, false) => boot::replace_story(app, file.publisher.clone()),
        (false, _) => {}
    }
}

fn show_publisher(app: App, fragment: &str, publisher: Shared<Loaded>) {
    platform::set_fragment(fragment.trim_start_matches('#'), false);
    boot::replace_story(app, publisher);
}

/// The title of the window: it begins with the name of an open file.
pub fn window_title(app: App, title: String) -> String {
    match app.file.get() {
        Some(file) if file.is_shown && file.report.name != title => {
            format!("{}: {title}", file.report.name)
        }
        _ => title,
    }
}

/// Keeps banner, status and report up to date.
pub fn keep_up(app: App) {
    APP.set(Some(app));
    content("file-status", move || {
        let (key, name, detail) = app.file_status.get()?;
        let locale = app.locale.get();
        // The words may still be on their way.
        let is_known = locale.messages.has(&key);
        is_known.then(|| document::file_status(&locale, &key, &name, &detail))
    });
    content("file-found", move || {
        let file = app.file.get()?;
        let locale = app.locale.get();
        let why = file.why.as_ref().map(|why| load_error_text(&locale, why));
        Some(vec![document::found(
            &locale,
            &file.report,
            why,
            !file.is_shown,
        )])
    });
    let shown = RefCell::new(None);
    effect(move || {
        let file = app.file.get();
        let locale = app.locale.get();
        let banner = file.as_ref().map(|file| {
            let opened = OpenedFile {
                name: &file.report.name,
                host: &file.host,
                others: file.others,
                is_shown: file.is_shown,
            };
            document::file_banner(&locale, &opened)
        });
        platform::fill("file-banner", banner.into_iter().collect());
        let is_open = file.is_some();
        if shown.replace(file.clone()) != file {
            platform::focus_at_top(if is_open { "file-banner" } else { "page-title" });
        }
    });
}

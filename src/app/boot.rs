//! Loading, in the order that shows something first: story, names, geometry; texts beside them.

use std::sync::Arc;

use futures_util::future::join3;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::levels;
use super::parts::keep;
use super::shared::Shared;
use super::state::{App, Problem};
use crate::load::{Loaded, messages_from_json, story_from_geojson};
use crate::locale::{Locale, MESSAGE_COUNT, Messages, best_match};
use crate::platform::{self, Coming, IntlFormat, fetch_bytes};
use crate::query::Overview;
use crate::view::Fragment;

/// The language that stands in for texts that are missing in another.
const ENGLISH: &str = "en";

/// The locale of a page that has loaded nothing yet: nothing is said in it.
pub fn silent_locale() -> Locale {
    Locale {
        tag: String::new(),
        messages: Arc::default(),
        format: Arc::new(IntlFormat::new("en", None)),
    }
}

/// Loads the story and starts to listen to the address and the reader's preferences.
pub fn start(app: App) {
    let parsed = Fragment::parse(&platform::fragment());
    app.show_theme(parsed.fragment.theme);
    load(app);
    let back = platform::on_fragment_change(move || {
        // A jump within the page, as by the skip link, chooses nothing.
        if !Fragment::parse(&platform::fragment()).is_place {
            app.restore_from_address();
        }
    });
    let preference = platform::on_preference_change(move || {
        app.show_theme(app.view.get_untracked().theme);
    });
    let listeners = back.into_iter().chain(preference);
    keep().set_value(listeners.collect());
}

/// Loads again what did not come.
pub fn retry(app: App) {
    match app.story.get_untracked() {
        // What came otherwise than from the publisher's address, or has more to it than that.
        Some(story) if app.file.get_untracked().is_some() || story.dataset.extent.is_some() => {
            app.notices.set(Vec::new());
            replace_story(app, story);
        }
        _ => load(app),
    }
}

/// Loads everything, again after a failure.
pub fn load(app: App) {
    app.problem.set(None);
    app.notices.set(Vec::new());
    let story_at = platform::meta("story").unwrap_or_else(|| "data/operations.geojson".into());
    spawn(async move {
        let guessed = guessed_language();
        let (locale, story, index) = join3(
            load_locale(&guessed),
            fetch_bytes(&story_at),
            levels::load_index(),
        )
        .await;
        let Some(locale) = locale_or_english(app, &guessed, locale).await else {
            // Without words there is nothing to show; the static story has its own.
            platform::reveal("texts-problem");
            return;
        };
        let loaded = match story {
            Err(error) => Err(Problem::Fetch {
                address: story_at,
                error,
            }),
            Ok(bytes) => story_from_geojson(&bytes).map_err(Problem::Load),
        };
        show_locale(app, locale);
        let loaded = match loaded {
            Ok(loaded) => Shared::new(loaded),
            Err(problem) => {
                app.problem.set(Some(problem));
                return;
            }
        };
        let index = Shared::new(with_notice(app, index, "error-basemap").unwrap_or_default());
        app.own_index.set(index.clone());
        app.index.set(index);
        let tag = chosen_language(&loaded);
        if tag != guessed {
            load_language(app, tag).await;
        }
        show_story(app, loaded.clone());
        levels::load_map(app, &loaded).await;
    });
}

/// Shows another story in place of the one on the page.
pub fn replace_story(app: App, loaded: Shared<Loaded>) {
    platform::drop_poster();
    app.home.set(None);
    app.viewport.set(None);
    app.basemap.set(None);
    show_story(app, loaded.clone());
    show_language(app, app.view.get_untracked().language);
    spawn(async move { levels::load_map(app, &loaded).await });
}

/// Runs to its end beside everything else. Boxed, so that the machinery is compiled once.
pub(super) fn spawn(task: impl Future<Output = ()> + 'static) {
    let task: Coming<()> = Box::pin(task);
    spawn_local(task);
}

/// What has come; else nothing, and a notice that says so.
pub(super) fn with_notice<T>(app: App, result: Result<T, ()>, key: &'static str) -> Option<T> {
    if result.is_err() && !app.notices.get_untracked().contains(&key) {
        app.notices.update(|notices| notices.push(key));
    }
    result.ok()
}

fn show_story(app: App, loaded: Shared<Loaded>) {
    let is_first = app.story.get_untracked().is_none();
    app.whole.set(Shared::new(Overview::of(&loaded.dataset)));
    app.story.set(Some(loaded));
    if is_first {
        super::page::show(app);
    }
    platform::take_over_from_static();
    app.restore_from_address();
    platform::mark("interactive");
}

/// Shows the interface in a language, or in the one that suits the reader.
pub fn show_language(app: App, chosen: Option<String>) {
    let Some(story) = app.story.get_untracked() else {
        return;
    };
    let tag = chosen.unwrap_or_else(|| chosen_language(&story));
    if app.locale.get_untracked().tag == tag {
        return;
    }
    spawn(load_language(app, tag));
}

/// Loads the texts of a language and shows the page in it; as it was, when neither these nor English ones come.
fn load_language(app: App, tag: String) -> Coming<()> {
    Box::pin(async move {
        let loaded = load_locale(&tag).await;
        if let Some(locale) = locale_or_english(app, &tag, loaded).await {
            show_locale(app, locale);
        }
    })
}

/// The locale that was loaded; in its place, with a notice, the same language with English words, if these come.
async fn locale_or_english(app: App, tag: &str, loaded: Result<Locale, ()>) -> Option<Locale> {
    if let Some(locale) = with_notice(app, loaded, "error-interface") {
        return Some(locale);
    }
    let english = load_locale(ENGLISH).await.ok()?;
    Some(Locale {
        tag: tag.to_owned(),
        ..english
    })
}

fn show_locale(app: App, locale: Locale) {
    platform::set_language(&locale.tag, locale.messages.direction().as_html());
    // Its names are in the language of the page.
    platform::drop_poster();
    app.locale.set(Shared::new(locale));
}

/// The reader's language, before the story says which there are.
fn guessed_language() -> String {
    let listed = platform::meta("languages");
    let languages: Vec<String> = listed
        .iter()
        .flat_map(|list| list.split(','))
        .map(|tag| tag.trim().to_owned())
        .collect();
    language_among(&languages)
}

fn chosen_language(loaded: &Loaded) -> String {
    language_among(&loaded.dataset.story.languages)
}

/// The address's language, that of a page made for one, the browser's, or the story's first.
fn language_among(languages: &[String]) -> String {
    let default = languages.first().cloned().unwrap_or_else(|| ENGLISH.into());
    let wanted = Fragment::parse(&platform::fragment()).fragment.language;
    if let Some(tag) = wanted.filter(|tag| languages.contains(tag)) {
        return tag;
    }
    let of_page = platform::meta("language").filter(|tag| languages.contains(tag));
    match of_page {
        Some(tag) if tag != default => tag,
        _ => best_match(&platform::preferred_languages(), languages).map_or(default, str::to_owned),
    }
}

fn load_locale(tag: &str) -> Coming<Result<Locale, ()>> {
    let tag = tag.to_owned();
    Box::pin(async move {
        let messages = load_messages(&tag).await?;
        let like = messages.own_text("format-like");
        let format = Arc::new(IntlFormat::new(&tag, like));
        let is_complete = messages.len() >= MESSAGE_COUNT;
        let messages = match is_complete || tag == ENGLISH {
            true => messages,
            false => messages.with_fallback(Arc::new(load_messages(ENGLISH).await?)),
        };
        Ok(Locale {
            tag,
            messages: Arc::new(messages),
            format,
        })
    })
}

/// The messages of a language, or those of a part of the app in a language, such as `many/kk`.
pub(super) fn load_messages(tag: &str) -> Coming<Result<Messages, ()>> {
    let pattern = platform::meta("interface").unwrap_or_else(|| "i18n/{language}.json".into());
    // "{language}" by its characters, as the search for texts is half a kilobyte and nothing else here needs it.
    let (start, end) = pattern.split_once('{').unwrap_or((&pattern, ""));
    let end = end.split_once('}').map_or("", |(_, end)| end);
    let bytes = fetch_bytes(&[start, tag, end].concat());
    Box::pin(async move { messages_from_json(&bytes.await.map_err(drop)?).map_err(drop) })
}

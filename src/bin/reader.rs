//! The reader: what turns any file into the profile, and says what was found in it; a WebAssembly file of its own, which
//! is fetched only when somebody opens a file. Natively the command has the same in it, so this is nothing.

#[cfg(target_arch = "wasm32")]
mod web {
    use std::cell::RefCell;
    use std::sync::Arc;

    use incident_map::document::{OpenedFile, file_banner, file_status, found};
    use incident_map::import::{Options, read_file, report_to_json};
    use incident_map::load::{messages_from_json, report_from_json};
    use incident_map::locale::Locale;
    use incident_map::platform::{self, IntlFormat, JsValue};
    use wasm_bindgen::prelude::wasm_bindgen;

    thread_local! {
        /// The language of the page; nothing is said before there is one.
        static LOCALE: RefCell<Option<Locale>> = const { RefCell::new(None) };
    }

    fn locale() -> Option<Locale> {
        LOCALE.with_borrow(Clone::clone)
    }

    /// Reads a file: `bytes` by the name `name`, with `options` as JSON. Gives `{geojson, report}`: bytes, empty when
    /// nothing can be shown, and JSON.
    #[wasm_bindgen]
    pub fn read(bytes: &[u8], name: &str, options: &str) -> JsValue {
        let imported = read_file(bytes, name, &Options::from_json(options));
        platform::object(&[
            ("geojson", platform::bytes_value(&imported.geojson)),
            ("report", report_to_json(&imported.report).into()),
        ])
    }

    /// Says what follows in the language `tag`, with the words of its file in `public/i18n/reports`, and of the English
    /// one where it has none.
    #[wasm_bindgen]
    pub fn speak(tag: &str, own: &[u8], english: &[u8]) {
        let messages = |bytes: &[u8]| messages_from_json(bytes).unwrap_or_default();
        let messages = messages(own).with_fallback(Arc::new(messages(english)));
        let format = IntlFormat::new(tag, messages.own_text("format-like"));
        LOCALE.set(Some(Locale {
            tag: tag.to_owned(),
            messages: Arc::new(messages),
            format: Arc::new(format),
        }));
    }

    /// Shows that a file is being read, or why it was not opened: the message of `key` with its name and a detail.
    /// Nothing for an empty key.
    #[wasm_bindgen]
    pub fn show_status(key: &str, name: &str, detail: &str) {
        let locale = locale().filter(|_| !key.is_empty());
        let status = locale.map(|locale| file_status(&locale, key, name, detail));
        platform::fill("file-status", status.unwrap_or_default());
    }

    /// Shows whose file is open and what was found in it: `report` is JSON, `why` tells what else keeps it from being
    /// shown. Nothing for an empty report.
    #[wasm_bindgen]
    pub fn show_opened(report: &str, host: &str, others: usize, is_shown: bool, why: &str) {
        let locale = locale().filter(|_| !report.is_empty());
        let (banner, list) = match locale {
            None => (None, None),
            Some(locale) => {
                let report = report_from_json(report);
                let file = OpenedFile {
                    name: &report.name,
                    host,
                    others,
                    is_shown,
                };
                let why = (!why.is_empty()).then(|| why.to_owned());
                let list = found(&locale, &report, why, !is_shown);
                (Some(file_banner(&locale, &file)), Some(list))
            }
        };
        platform::fill("file-banner", banner.into_iter().collect());
        platform::fill("file-found", list.into_iter().collect());
    }
}

fn main() {}

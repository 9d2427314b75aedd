//! The words of the command: English, from the same files as those of the page.

use std::sync::Arc;

use super::format::IcuFormat;
use crate::load::messages_from_json;
use crate::locale::Locale;

/// English, with the words of reports.
pub(super) fn english() -> Locale {
    const INTERFACE: &[u8] = include_bytes!("../../public/i18n/en.json");
    const REPORTS: &[u8] = include_bytes!("../../public/i18n/reports/en.json");
    let interface = messages_from_json(INTERFACE).unwrap_or_default();
    let reports = messages_from_json(REPORTS).unwrap_or_default();
    Locale {
        tag: "en".to_owned(),
        messages: Arc::new(reports.with_fallback(Arc::new(interface))),
        format: Arc::new(IcuFormat::new("en")),
    }
}

//! Style sheets for what comes later, which stand beside what opens files.

use crate::platform;

/// Adds one of them to the page, once it has come; without it what it is for is plain.
pub(super) async fn add(file: &str) {
    let reader = platform::meta("reader").unwrap_or_default();
    let folder = reader.rsplit_once('/').map_or("", |(folder, _)| folder);
    let address = format!("{folder}/{file}");
    let _ = platform::fetch_bytes(&address).await;
    platform::add_style_sheet(&address);
}

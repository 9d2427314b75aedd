//! `LICENSES.txt`: under what terms each part of a site may be used.

use std::fmt::Write;

use crate::basemap::Credit;
use crate::story::Story;

/// The terms of the code, the basemap and the story.
pub(super) fn licences_text(credits: &[Credit], story: &Story, languages: &[String]) -> String {
    let mut out = String::from(
        "What this site is made of, and under what terms each part may be used.\n\n\
         The application (scripts, WebAssembly, style sheet, icon, interface texts)\n\
         \x20 Incident Map, MIT OR Apache-2.0\n\n\
         The map background (assets/basemap-*)\n",
    );
    if credits
        .iter()
        .any(|credit| credit.licence.starts_with("ODbL"))
    {
        out.push_str(
            "  A derived database under the Open Database License (ODbL) 1.0,\n\
             \x20 https://opendatacommons.org/licenses/odbl/1-0/\n\
             \x20 You may use it, also changed, if you credit the sources and keep this licence for the database.\n",
        );
    }
    for credit in credits {
        let _ = write!(out, "  {}", one_line(&credit.text));
        if !credit.licence.is_empty() {
            let _ = write!(out, " ({})", one_line(&credit.licence));
        }
        if !credit.url.is_empty() {
            let _ = write!(out, ", {}", one_line(&credit.url));
        }
        out.push('\n');
    }
    out.push_str("\nThe story (data/, and its text in the pages)\n");
    match &story.licence {
        Some(licence) => {
            let _ = write!(out, "  {}", one_line(&licence.name));
            if let Some(url) = &licence.url {
                let _ = write!(out, ", {}", one_line(url));
            }
            out.push('\n');
        }
        None => out.push_str("  The story names no licence: ask its publisher.\n"),
    }
    let language = languages.first().map_or("en", String::as_str);
    let attribution = story.attribution.in_language(language).1;
    if !attribution.is_empty() {
        let _ = writeln!(out, "  {}", one_line(attribution));
    }
    out
}

/// Text of the story cannot start a line of its own.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

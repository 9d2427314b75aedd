//! Sites as they are made by somebody who has nothing but the command: of the stories to begin with, and of the table that
//! the README begins with.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::json;

use super::drivers::in_chromium_at;

/// Runs the command in a folder, with the web app that has been built where a site is made.
fn run(folder: &Path, arguments: &[&str]) {
    let program = Path::new(env!("CARGO_BIN_EXE_incident-map"));
    let mut command = Command::new(program);
    command.current_dir(folder).args(arguments);
    if arguments[0] != "new" {
        let target = program.parent().and_then(Path::parent).unwrap();
        command.arg("--shell").arg(target.join("shell"));
    }
    let output = command.output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{arguments:?}: {said}");
}

/// The first block in this language of the README.
fn block(language: &str) -> String {
    let readme = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let readme = fs::read_to_string(readme).unwrap();
    let (_, rest) = readme.split_once(&format!("```{language}\n")).unwrap();
    let (block, _) = rest.split_once("```").unwrap();
    let lines = block.trim_end().lines().map(str::trim_start);
    lines.map(|line| format!("{line}\n")).collect()
}

#[test]
fn a_story_that_somebody_begins_with_is_a_site_that_works() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path();
    fs::write(place.join("sheet.csv"), block("csv")).unwrap();
    fs::write(place.join("story.json"), block("json")).unwrap();
    run(place, &["new", "demo"]);
    run(place, &["new", "table", "--spreadsheet"]);
    for (arguments, title, records) in [
        (&["demo"][..], "Example: a storm in the west of Ireland", 5),
        (&["table"], "Example: a storm in the west of Ireland", 4),
        (
            &["sheet.csv", "--story", "story.json"],
            "A storm in the west of Ireland",
            3,
        ),
    ] {
        run(place, &[&["check"], arguments].concat());
        run(place, &[&["build"], arguments, &["-o", "site"]].concat());
        in_chromium_at(&place.join("site"), async |page| {
            page.open("").await;
            assert_eq!(page.text(&[("heading", title)]).await, title);
            let shown = "return [document.querySelectorAll('.card').length, document.querySelectorAll('.map-targets button').length > 0]";
            page.until(
                "reports and marks",
                &format!("{shown}.join() === '{records},true'"),
                json!([]),
            )
            .await;
        });
    }
}

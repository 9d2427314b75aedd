//! What the READMEs have people type, typed: commands with the files that stand beside them. What they have people paste
//! into an article is tried in `tests/browser/pasted.rs`.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)]

mod made_up;

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use made_up::write_shell;
use serde_json::{Value, json};
use tempfile::TempDir;

/// A piece of Markdown between fences: its language and its lines.
type Block = (String, String);

fn read(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

/// The fenced blocks of a page, without the spaces that a list puts before them.
fn blocks(page: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut is_inside = false;
    for line in page.lines() {
        let text = line.trim_start();
        match text.strip_prefix("```") {
            Some(language) => {
                is_inside = !is_inside;
                if is_inside {
                    blocks.push((language.to_owned(), String::new()));
                }
            }
            None if is_inside => {
                let (_, block) = blocks.last_mut().unwrap();
                block.push_str(text);
                block.push('\n');
            }
            None => {}
        }
    }
    blocks
}

/// The commands of a block, each without what is said of it.
fn commands(block: &str) -> Vec<String> {
    let lines = block
        .lines()
        .map(|line| line.split('#').next().unwrap().trim());
    lines
        .filter(|line| !line.is_empty())
        .map(str::to_owned)
        .collect()
}

/// A folder with a web app in `shell`.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    write_shell(&folder.path().join("shell"));
    folder
}

/// Runs a command of ours as it stands there, with the web app of a folder.
fn run(folder: &Path, place: &Path, line: &str) {
    let words: Vec<&str> = line.split_whitespace().collect();
    assert_eq!(words[0], "incident-map", "{line}");
    let mut command = Command::new(env!("CARGO_BIN_EXE_incident-map"));
    command.current_dir(place).args(&words[1..]);
    if !["new", "convert"].contains(&words[1]) {
        command.arg("--shell").arg(folder.join("shell"));
    }
    if words[1] == "serve" {
        return serve(command, words.contains(&"--port"));
    }
    let output = command.output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    let told = String::from_utf8_lossy(&output.stdout);
    // What is checked may have something to put right.
    let is_well = output.status.success() || words[1] == "check" && output.status.code() == Some(1);
    assert!(is_well, "{line}: {told}{said}");
}

/// Starts a server, at a free port where the line names one, and asks it for the page.
fn serve(mut command: Command, names_port: bool) {
    if !names_port {
        command.args(["--port", "0"]);
    }
    let command = command.stdout(Stdio::piped()).stderr(Stdio::null());
    let mut server = command.spawn().unwrap();
    let mut line = String::new();
    let mut told = BufReader::new(server.stdout.take().unwrap());
    told.read_line(&mut line).unwrap();
    let address = line.split_whitespace().next().unwrap_or_default();
    let page = reqwest::blocking::get(address).and_then(|answer| answer.text());
    server.kill().unwrap();
    server.wait().unwrap();
    assert!(page.unwrap().contains("id=\"static-story\""), "{line}");
}

#[test]
fn every_command_of_the_readme_does_what_it_says_there() {
    let page = read("README.md");
    let folder = folder();
    let place = folder.path();
    fs::write(
        place.join("my-story.geojson"),
        read("data/operations.geojson"),
    )
    .unwrap();
    let crimes = "Datum,lat,lng,title\n03/04/2024,50.1,14.4,First\n04/04/2024,50.2,14.5,Second\n";
    fs::write(place.join("crimes.csv"), crimes).unwrap();
    let makefile = read("Makefile");
    let mut commands_run = 0;
    for (language, block) in blocks(&page) {
        match language.as_str() {
            "csv" => fs::write(place.join("sheet.csv"), block).unwrap(),
            "json" => fs::write(place.join("story.json"), block).unwrap(),
            "css" => fs::write(place.join("house.css"), block).unwrap(),
            "sh" => {
                for line in commands(&block) {
                    match line.strip_prefix("make ") {
                        Some(target) => {
                            assert!(makefile.contains(&format!("\n{target}:")), "{line}")
                        }
                        None => run(place, place, &line.replace("--port 8080", "--port 0")),
                    }
                    commands_run += 1;
                }
            }
            "html" | "js" => {}
            other => panic!("nothing tries blocks of {other:?}"),
        }
    }
    assert!(commands_run > 15, "{commands_run}");
    // The rows of the table are three reports, and nothing is wrong with them.
    let check = |name: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_incident-map"));
        let command = command
            .current_dir(place)
            .args(["check", name, "--shell", "shell"]);
        command.output().unwrap()
    };
    let sheet = check("sheet.csv");
    let told = String::from_utf8_lossy(&sheet.stdout);
    assert!(sheet.status.success() && told.contains("3 "), "{told}");
}

#[test]
fn a_new_story_explains_itself_with_commands_that_work() {
    for (options, page) in [
        (&["new", "demo"][..], "src/cli/new/README.md"),
        (
            &["new", "demo", "--spreadsheet"],
            "src/cli/new/spreadsheet/README.md",
        ),
    ] {
        let folder = folder();
        run(
            folder.path(),
            folder.path(),
            &format!("incident-map {}", options.join(" ")),
        );
        let place = folder.path().join("demo");
        assert_eq!(
            fs::read_to_string(place.join("README.md")).unwrap(),
            read(page)
        );
        for (_, block) in blocks(&read(page)) {
            for line in commands(&block) {
                run(folder.path(), &place, &line);
            }
        }
        assert!(place.join("site/index.html").is_file());
    }
}

/// Every piece of a story that is explained is one, by the schema.
#[test]
fn every_example_of_the_profile_is_of_the_profile() {
    let schema: Value = serde_json::from_str(&read("data/story.schema.json")).unwrap();
    let schema = jsonschema::validator_for(&schema).unwrap();
    let mut whole: Option<Value> = None;
    let mut examples = 0;
    for (language, block) in blocks(&read("data/README.md")) {
        assert_eq!(language, "json");
        let member = serde_json::from_str::<Value>(&format!("{{{block}}}"));
        let story = match (serde_json::from_str::<Value>(&block), &mut whole) {
            (Ok(story), None) => whole.insert(story).clone(),
            (Ok(account), Some(whole)) => {
                let mut story = whole.clone();
                for article in ["altn", "azerbaycan24"] {
                    let article =
                        json!({"id": article, "publisher": article, "url": "https://example.org/"});
                    story["story"]["articles"]
                        .as_array_mut()
                        .unwrap()
                        .push(article);
                }
                story["features"][0]["properties"]["accounts"] = json!([account]);
                story
            }
            (Err(_), whole) => {
                let mut story = whole.clone().unwrap();
                let more = member.unwrap();
                let members = story["story"].as_object_mut().unwrap();
                members.extend(more.as_object().unwrap().clone());
                story
            }
        };
        let errors: Vec<String> = schema
            .iter_errors(&story)
            .map(|error| error.to_string())
            .collect();
        assert_eq!(errors, [""; 0], "{block}");
        examples += 1;
    }
    assert!(examples >= 5, "{examples}");
}

/// Options that are named are there.
#[test]
fn every_option_that_is_named_is_known() {
    let mut help = String::new();
    for action in ["build", "check", "convert", "new", "poster", "serve"] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_incident-map"));
        let output = command.args([action, "--help"]).output().unwrap();
        help.push_str(&String::from_utf8(output.stdout).unwrap());
    }
    let is_part = |letter: char| letter.is_ascii_lowercase() || letter == '-';
    for page in [
        "README.md",
        "data/README.md",
        "src/cli/new/README.md",
        "data/beyond-a-file.md",
    ] {
        let page_text = read(page);
        let named = page_text
            .match_indices("--")
            .map(|(at, _)| &page_text[at..]);
        let named =
            named.map(|rest| &rest[..rest.find(|letter| !is_part(letter)).unwrap_or(rest.len())]);
        for option in named.filter(|option| option.len() > 3 && !option.starts_with("---")) {
            // Cargo's, and the custom properties of a style sheet.
            if option == "--open" || option.starts_with("--im-") {
                continue;
            }
            assert!(help.contains(option), "{page}: {option}");
        }
    }
}

/// The attributes that the table has are those that the script knows, and the other way round.
#[test]
fn every_attribute_and_every_event_is_told() {
    let page = read("README.md");
    let script = read("public/embed.js");
    let (_, table) = page.split_once("| attribute | flag | meaning |").unwrap();
    let (table, _) = table.split_once("\n\n").unwrap();
    let rows = table
        .lines()
        .skip(2)
        .map(|row| row.split('|').nth(1).unwrap().trim().trim_matches('`'));
    for attribute in rows.filter(|attribute| !attribute.is_empty()) {
        let is_known = [
            format!("\"{attribute}\""),
            format!(" {attribute}: \""),
            format!("{{ {attribute}: \""),
        ]
        .iter()
        .any(|written| script.contains(written.as_str()))
            || attribute == "fixed-language" && script.contains("\"fixed-language\":");
        assert!(is_known, "{attribute}");
    }
    let (_, events) = script.split_once("const TOLD = [").unwrap();
    let (events, _) = events.split_once(']').unwrap();
    for event in events
        .split(',')
        .map(|event| event.trim().trim_matches('"'))
    {
        assert!(page.contains(&format!("| `{event}` |")), "{event}");
    }
}

//! The commands of `data/beyond-a-file.md`, run as they stand there over a month of street crime.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::real_files::police;

/// The lines of the block of commands that begins with these words.
fn commands(first: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/beyond-a-file.md");
    let page = fs::read_to_string(path).unwrap();
    let blocks = page.split("```sh\n").skip(1);
    let mut blocks = blocks.map(|block| block.split("```").next().unwrap());
    blocks
        .find(|block| block.starts_with(first))
        .unwrap()
        .to_owned()
}

fn run(commands: &str, folder: &Path) -> String {
    let program = Path::new(env!("CARGO_BIN_EXE_incident-map"))
        .parent()
        .unwrap();
    let path = format!("{}:{}", program.display(), std::env::var("PATH").unwrap());
    let ran = Command::new("sh")
        .args(["-e", "-c", commands])
        .current_dir(folder)
        .env("PATH", path)
        .output()
        .unwrap();
    let told =
        String::from_utf8_lossy(&ran.stdout).into_owned() + &String::from_utf8_lossy(&ran.stderr);
    // `check` tells of what it would look at.
    assert!(
        ran.status.success() || ran.status.code() == Some(1),
        "{commands}{told}"
    );
    told
}

#[test]
fn what_is_counted_first_adds_up() {
    let folder = tempfile::tempdir().unwrap();
    let mut all = Vec::new();
    for (_, bytes) in police() {
        let lines = bytes.split_inclusive(|byte| *byte == b'\n');
        let skipped = usize::from(!all.is_empty());
        all.extend(lines.skip(skipped).flatten().copied());
        if all.last() != Some(&b'\n') {
            all.push(b'\n');
        }
    }
    fs::write(folder.path().join("crimes.csv"), &all).unwrap();
    let mut crimes = csv::Reader::from_reader(all.as_slice());
    let header = crimes.headers().unwrap().clone();
    let column = |name: &str| header.iter().position(|found| found == name).unwrap();
    let longitude = column("Longitude");
    let rows = crimes.records().map(Result::unwrap);
    let placed = rows.filter(|row| !row[longitude].is_empty()).count();

    run(&commands("sqlite3"), folder.path());
    let cells = fs::read(folder.path().join("cells.csv")).unwrap();
    let mut cells = csv::Reader::from_reader(cells.as_slice());
    let header = cells.headers().unwrap().clone();
    let incidents = header.iter().position(|name| name == "incidents").unwrap();
    let numbers = cells
        .records()
        .map(|row| row.unwrap()[incidents].parse::<usize>().unwrap());
    let numbers: Vec<usize> = numbers.collect();
    assert_eq!(numbers.iter().sum::<usize>(), placed);
    assert!(
        numbers.len() * 3 < placed,
        "{} rows for {placed}",
        numbers.len()
    );

    // All but the site, which needs the web app in the command.
    let lines = commands("incident-map convert");
    let lines: Vec<&str> = lines
        .lines()
        .filter(|line| !line.contains(" build "))
        .collect();
    let told = run(&lines.join("\n"), folder.path());
    let story = fs::read(folder.path().join("cells.geojson")).unwrap();
    let story: serde_json::Value = serde_json::from_slice(&story).unwrap();
    let features = story["features"].as_array().unwrap();
    assert_eq!(features.len(), numbers.len(), "{told}");
    let first = &features[0]["properties"];
    assert_eq!(first["place"]["precision"], "approximate", "{first}");
    let figure = first["figures"][0]["value"].as_f64();
    assert_eq!(figure, Some(numbers[0] as f64), "{first}");
}

//! `incident-map new`: a folder with a story to begin with.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use super::CliError;
use super::check::say;

/// Spreadsheet programs read a table as UTF-8 only where this mark is before it.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// Writes a story to begin with: an example with an explanation of each field, which is not published.
#[derive(Args)]
pub(super) struct New {
    /// The folder to write; made if it does not exist.
    folder: PathBuf,
    /// Write a table for a spreadsheet program, and what it has no place for beside it.
    #[arg(long)]
    spreadsheet: bool,
}

/// Writes the folder.
///
/// # Errors
/// [`CliError::NotEmpty`] when something is in it, [`CliError::Read`] and [`CliError::Write`] when the system refuses.
pub(super) fn run(new: &New) -> Result<ExitCode, CliError> {
    let folder = new.folder.as_path();
    if folder.exists() {
        let mut entries = std::fs::read_dir(folder).map_err(CliError::read(folder))?;
        if entries.next().is_some() {
            let folder = folder.to_owned();
            return Err(CliError::NotEmpty { folder });
        }
    }
    std::fs::create_dir_all(folder).map_err(CliError::write(folder))?;
    let table = [BYTE_ORDER_MARK, include_str!("spreadsheet/incidents.csv")].concat();
    let files = match new.spreadsheet {
        true => vec![
            ("incidents.csv", table.as_str()),
            ("story.json", include_str!("spreadsheet/story.json")),
            ("README.md", include_str!("spreadsheet/README.md")),
        ],
        false => vec![
            ("story.geojson", include_str!("story.geojson")),
            ("README.md", include_str!("README.md")),
        ],
    };
    for (name, content) in files {
        let path = folder.join(name);
        std::fs::write(&path, content).map_err(CliError::write(&path))?;
        say(&format!("{}\n", path.display()));
    }
    let name = folder.display();
    say(&format!(
        "Check it:     incident-map check {name}\n\
         Look at it:   incident-map serve {name}\n\
         Publish it:   incident-map build {name} -o site\n"
    ));
    Ok(ExitCode::SUCCESS)
}

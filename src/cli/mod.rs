//! The command: a story file in, a site out.
//!
//! It names neither `app` nor `platform`: the web app comes to it as a built [`shell`].

mod build;
mod error;
mod serve;

pub mod format;
pub mod measure;
pub mod render;
pub mod shell;
pub mod site;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};

use crate::document::issue_lines;
use crate::load::{Loaded, messages_from_json, story_from_geojson};
use crate::locale::Locale;

pub use error::CliError;
use format::IcuFormat;
use shell::Shell;
use site::{Origin, Site, SiteInput};

/// Turns a GeoJSON file of reported incidents into a site: a map, a timeline and linked article summaries.
#[derive(Parser)]
#[command(name = "incident-map", version, about)]
struct Command {
    #[command(subcommand)]
    action: Action,
}

#[derive(Subcommand)]
enum Action {
    /// Write the site into a folder, ready to be uploaded.
    Build {
        #[command(flatten)]
        source: Source,
        /// The folder to write; made if it does not exist.
        #[arg(short, long, value_name = "DIR")]
        output: PathBuf,
        /// Write even if the folder holds something that this command did not make.
        #[arg(long)]
        force: bool,
    },
    /// Show the site on this machine only, until Ctrl+C.
    Serve {
        #[command(flatten)]
        source: Source,
        /// The port on 127.0.0.1; 0 takes any free one.
        #[arg(long, default_value_t = 8080)]
        port: u16,
    },
}

#[derive(Args)]
struct Source {
    /// The story: a GeoJSON file.
    story: PathBuf,
    /// A folder with more interface texts, such as uz.json for Uzbek; may be repeated, the last one wins.
    #[arg(long, value_name = "DIR")]
    interface: Vec<PathBuf>,
    /// Let the address of a page name a file of the site, as in ?data=data/more.csv; without this it is ignored.
    #[arg(long)]
    allow_data: bool,
    /// Let it also name a file of this other site, such as `https://example.org`; may be repeated.
    #[arg(long, value_name = "ORIGIN")]
    allow_data_from: Vec<Origin>,
    /// The folder of a web app built by Trunk, in place of the one inside this command.
    #[arg(long, value_name = "DIR")]
    shell: Option<PathBuf>,
}

impl Source {
    /// Whose files the address of a page may name, beside the site's own; `None` when it may name none.
    fn data_from(&self) -> Option<&[Origin]> {
        let is_allowed = self.allow_data || !self.allow_data_from.is_empty();
        is_allowed.then_some(self.allow_data_from.as_slice())
    }
}

/// Runs the command with the arguments of the process.
pub fn run() -> ExitCode {
    let command = Command::parse();
    let done = match command.action {
        Action::Build {
            source,
            output,
            force,
        } => run_build(&source, &output, force),
        Action::Serve { source, port } => run_serve(&source, port),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(error.exit_code())
        }
    }
}

fn run_build(source: &Source, output: &Path, force: bool) -> Result<(), CliError> {
    let site = read_site(source)?;
    build::write_site(&site, output, force)?;
    println!(
        "{}: {} pages, {} files",
        output.display(),
        site.languages.len(),
        site.files.len()
    );
    Ok(())
}

fn run_serve(source: &Source, port: u16) -> Result<(), CliError> {
    let site = read_site(source)?;
    serve::serve(site, port, |address| {
        println!("{address}  (Ctrl+C stops it)");
    })
}

/// Reads everything a site is made from, and says on standard error what is wrong with the story.
fn read_site(source: &Source) -> Result<Site, CliError> {
    let story = std::fs::read(&source.story).map_err(CliError::read(&source.story))?;
    let loaded = story_from_geojson(&story).map_err(|error| CliError::Story {
        path: source.story.clone(),
        source: error,
    })?;
    let shell = Shell::find(source.shell.as_deref())?;
    let name = source.story.file_name().unwrap_or_default();
    let name = name.to_string_lossy();
    say_issues(&shell, &name, &loaded);
    let site = Site::new(&SiteInput {
        shell: &shell,
        story_name: &name,
        story: &story,
        dataset: &loaded.dataset,
        interface: &read_interface(&source.interface)?,
        data_from: source.data_from(),
    })?;
    for tag in &site.refused_languages {
        eprintln!(
            "{name}: no page for the language {tag:?}; use a BCP 47 tag, once, such as pt-BR"
        );
    }
    for tag in &site.untranslated_languages {
        eprintln!(
            "{name}: no interface texts in {tag}, so buttons and labels are in English; \
             write {tag}.json and give its folder with --interface"
        );
    }
    Ok(site)
}

/// The files `<tag>.json` of the folders, and `reports/<tag>.json` in them.
fn read_interface(folders: &[PathBuf]) -> Result<BTreeMap<String, Vec<u8>>, CliError> {
    let mut files = BTreeMap::new();
    for folder in folders {
        read_texts(folder, "", &mut files)?;
        let reports = folder.join("reports");
        if reports.is_dir() {
            read_texts(&reports, "reports/", &mut files)?;
        }
    }
    Ok(files)
}

/// Adds the files `<tag>.json` of a folder, by their tags with something before them.
fn read_texts(
    folder: &Path,
    before: &str,
    files: &mut BTreeMap<String, Vec<u8>>,
) -> Result<(), CliError> {
    for entry in std::fs::read_dir(folder).map_err(CliError::read(folder))? {
        let path = entry.map_err(CliError::read(folder))?.path();
        let is_json = path
            .extension()
            .is_some_and(|extension| extension == "json");
        if let Some(tag) = path.file_stem().filter(|_| is_json) {
            let content = std::fs::read(&path).map_err(CliError::read(&path))?;
            files.insert(format!("{before}{}", tag.to_string_lossy()), content);
        }
    }
    Ok(())
}

/// One line for each issue, and at last how many.
fn say_issues(shell: &Shell, name: &str, loaded: &Loaded) {
    if loaded.issues.is_empty() {
        return;
    }
    let english = shell.files().get("i18n/en.json");
    let messages = english.and_then(|content| messages_from_json(content).ok());
    let locale = Locale {
        tag: "en".to_owned(),
        messages: messages.unwrap_or_default().into(),
        format: std::sync::Arc::new(IcuFormat::new("en")),
    };
    for line in issue_lines(&locale, &loaded.issues) {
        eprintln!("{name}: {line}");
    }
    eprintln!(
        "{name}: {} shown, {} to mend",
        locale.count("incident", loaded.dataset.incidents.len()),
        loaded.issues.len()
    );
}

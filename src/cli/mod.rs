//! The command: a story file in, a site out.
//!
//! It names neither `app` nor `platform`: the web app comes to it as a built [`shell`].

mod answers;
pub mod basemap;
mod build;
mod check;
mod convert;
mod error;
mod findings;
mod names;
mod output;
mod own_basemap;
mod pictures;
mod poster;
mod precompress;
mod progress;
mod raster;
mod reading;
mod serve;
mod texts;
mod unplaced;

pub mod format;
pub mod measure;
pub mod render;
pub mod shell;
pub mod site;
pub mod whole;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};

use crate::import::Options;
use crate::load::{basemap_index_from_json, story_from_geojson};

use answers::{Answers, file_name};
pub use error::CliError;
use output::Output;
use serve::Told;
use shell::Shell;
use site::{Origin, Site, SiteInput};

/// The index of the publisher's basemap in a shell.
const INDEX: &str = "basemap/index.json";

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
        #[command(flatten)]
        publishing: Output,
        /// The folder to write; made if it does not exist.
        #[arg(short, long, value_name = "DIR")]
        output: PathBuf,
        /// Write even if the folder holds something that this command did not make.
        #[arg(long)]
        force: bool,
    },
    Check(check::Check),
    Convert(convert::Convert),
    Poster(poster::Poster),
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
    /// The story: a GeoJSON file, or any other file of incidents: CSV, TSV, also packed with gzip.
    story: PathBuf,
    #[command(flatten)]
    answers: Answers,
    #[command(flatten)]
    own_basemap: own_basemap::OwnBasemap,
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
            publishing,
            output,
            force,
        } => run_build(&source, &publishing, &output, force),
        Action::Serve { source, port } => run_serve(source, port),
        Action::Check(check) => check::run(&check),
        Action::Convert(convert) => convert::run(&convert, &known_regions()),
        Action::Poster(poster) => poster::run(&poster),
    };
    match done {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(error.exit_code())
        }
    }
}

fn run_build(
    source: &Source,
    publishing: &Output,
    output: &Path,
    force: bool,
) -> Result<ExitCode, CliError> {
    build::refuse_to_mix(output, force)?;
    let told = &mut Told::default();
    let site = read_site(source, publishing, told, |input, mut site| {
        publishing.complete(input, &mut site)?;
        Ok(site)
    })?;
    build::write_site(&site, output, force)?;
    println!(
        "{}: {} pages, {} files",
        output.display(),
        site.languages.len(),
        site.files.len()
    );
    Ok(ExitCode::SUCCESS)
}

fn run_serve(source: Source, port: u16) -> Result<ExitCode, CliError> {
    serve::serve(source, port, |address| {
        println!("{address}  (Ctrl+C stops it)");
    })?;
    Ok(ExitCode::SUCCESS)
}

impl serve::Maker for Source {
    fn input_files(&self) -> Vec<PathBuf> {
        let mut paths = vec![self.story.clone()];
        paths.extend(self.answers.story_file().map(Path::to_owned));
        paths.extend(self.own_basemap.path().map(Path::to_owned));
        paths.extend(self.interface.iter().cloned());
        paths
    }

    fn make(&self) -> (Told, Result<Site, CliError>) {
        let mut told = Told::default();
        let site = read_site(self, &Output::default(), &mut told, |_, site| Ok(site));
        (told, site)
    }
}

/// Reads everything a site is made from, and says on standard error what is wrong with the story, and in `told`; gives
/// the site to `done` with all that.
fn read_site<T>(
    source: &Source,
    publishing: &Output,
    told: &mut Told,
    done: impl FnOnce(&SiteInput, Site) -> Result<T, CliError>,
) -> Result<T, CliError> {
    let shell = Shell::find(source.shell.as_deref())?;
    let shell = source.own_basemap.put_into(shell)?;
    let options = Options {
        known_regions: regions_of(&shell),
        ..source.answers.options()?
    };
    let (story, whole) = reading::read_story(&source.story, &options, &shell, told)?;
    let loaded;
    let dataset = match &whole {
        Some(whole) => &whole.dataset,
        None => {
            loaded = story_from_geojson(&story).map_err(|error| CliError::Story {
                path: source.story.clone(),
                source: error,
            })?;
            &loaded.dataset
        }
    };
    // The site has the story in the profile, whatever it came in.
    let name = Path::new(&source.story).with_extension("");
    let name = format!("{}.geojson", file_name(&name));
    let interface = read_interface(&source.interface)?;
    let input = publishing.applied(SiteInput {
        shell: &shell,
        story_name: &name,
        story: &story,
        dataset,
        whole: whole.as_ref(),
        interface: &interface,
        data_from: source.data_from(),
        base_url: None,
        embed_on: &[],
    });
    let site = Site::new(&input)?;
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
    done(&input, site)
}

/// The files `<tag>.json` of the folders, and those in `reports/`, `many/` and `later/` in them.
fn read_interface(folders: &[PathBuf]) -> Result<BTreeMap<String, Vec<u8>>, CliError> {
    let mut files = BTreeMap::new();
    for folder in folders {
        read_texts(folder, "", &mut files)?;
        for part in ["reports", "many", "later"] {
            let of_part = folder.join(part);
            if of_part.is_dir() {
                read_texts(&of_part, &format!("{part}/"), &mut files)?;
            }
        }
    }
    Ok(files)
}

/// The codes of the regions that the web app in this command knows; none without one.
fn known_regions() -> Vec<String> {
    Shell::find(None).map_or_else(|_| Vec::new(), |shell| regions_of(&shell))
}

fn regions_of(shell: &Shell) -> Vec<String> {
    let index = shell.files().get(INDEX);
    let index = index.and_then(|bytes| basemap_index_from_json(bytes).ok());
    index.map_or_else(Vec::new, |index| index.region_codes())
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

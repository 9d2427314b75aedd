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
mod new;
mod output;
mod own_basemap;
mod own_style;
mod pictures;
mod poster;
mod precompress;
mod progress;
mod publish;
mod raster;
mod reading;
mod serve;
mod source;
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

use clap::{Parser, Subcommand};

use crate::import::Options;
use crate::load::{basemap_index_from_json, story_from_geojson};
use crate::scene::Theme;

use answers::file_name;
pub use error::CliError;
use output::Output;
use serve::Told;
use shell::Shell;
use site::{Site, SiteInput};
use source::{Source, StoryFiles};

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
    New(new::New),
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
        Action::New(new) => new::run(&new),
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
    if let Some(snippet) = &site.snippet {
        println!("\nOnce it is uploaded, this puts it into an article:\n\n{snippet}");
    }
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
        Self::input_files(self)
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
    let style = source.own_style.read()?;
    let light = style.palette(Theme::Light);
    let shell = style.put_into(source.own_basemap.put_into(shell)?);
    let files = StoryFiles::find(&source.story, &source.answers)?;
    let options = Options {
        known_regions: regions_of(&shell),
        keeps_unknown: source.keep_properties,
        ..files.options(&source.answers)?
    };
    let (story, whole) = reading::read_story(&files.story, &options, &shell, told)?;
    let loaded;
    let dataset = match &whole {
        Some(whole) => &whole.dataset,
        None => {
            loaded = story_from_geojson(&story).map_err(|error| CliError::Story {
                path: files.story.clone(),
                source: error,
            })?;
            &loaded.dataset
        }
    };
    // The site has the story in the profile, whatever it came in.
    let name = files.story.with_extension("");
    let name = format!("{}.geojson", file_name(&name));
    let interface = read_interface(&source.interface)?;
    let input = publishing.applied(SiteInput {
        shell: &shell,
        story_name: &name,
        story: &story,
        dataset,
        whole: whole.as_ref(),
        interface: &interface,
        light: &light,
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

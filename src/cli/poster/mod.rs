//! `incident-map poster`: the map as a picture that can leave its page, with title, legend, credits and sources on it.

mod legend;
mod sheet;
mod words;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, ValueEnum};

use super::answers::Answers;
use super::basemap::StoryBasemap;
use super::measure::FontMeasure;
use super::own_basemap::OwnBasemap;
use super::render::Pictures;
use super::shell::{Shell, ShellError};
use super::site::{Interface, SiteError};
use super::source::StoryFiles;
use super::{CliError, INDEX, check, read_interface, regions_of};
use crate::geo::ScreenSize;
use crate::import::Options;
use crate::load::story_from_geojson;
use crate::query::Dataset;
use crate::scene::{Palette, Theme};
use sheet::Sheet;

/// Draws the map as an SVG picture to print or to put elsewhere, with title, legend, credits and sources on it.
#[derive(Args)]
pub(super) struct Poster {
    /// The story: a GeoJSON file, any other file of incidents (CSV, TSV, also packed with gzip), or a folder with one.
    story: PathBuf,
    /// The picture to write, such as poster.svg; - writes to standard output.
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
    /// Its width in pixels, 240 to 10000.
    #[arg(long, default_value_t = 1200, value_parser = clap::value_parser!(u32).range(240..=10_000))]
    width: u32,
    /// Its height in pixels, 240 to 10000.
    #[arg(long, default_value_t = 900, value_parser = clap::value_parser!(u32).range(240..=10_000))]
    height: u32,
    /// One of the story's languages; the first one without this.
    #[arg(long, value_name = "TAG")]
    lang: Option<String>,
    /// Its colours.
    #[arg(long, value_enum, default_value_t = Colours::Light)]
    theme: Colours,
    /// The incident to point out.
    #[arg(long, value_name = "ID")]
    select: Option<String>,
    /// Write even if the file exists and is no SVG picture.
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    answers: Answers,
    #[command(flatten)]
    own_basemap: OwnBasemap,
    /// A folder with more interface texts, such as uz.json for Uzbek; may be repeated, the last one wins.
    #[arg(long, value_name = "DIR")]
    interface: Vec<PathBuf>,
    /// The folder of a web app built by Trunk, in place of the one inside this command.
    #[arg(long, value_name = "DIR")]
    shell: Option<PathBuf>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Colours {
    Light,
    Dark,
}

/// Draws the picture.
///
/// # Errors
/// [`CliError`] when a file cannot be read or written, or the story lacks what an option names.
pub(super) fn run(poster: &Poster) -> Result<ExitCode, CliError> {
    refuse_to_lose(&poster.output, poster.force)?;
    let svg = draw(poster)?;
    if poster.output.as_os_str() == "-" {
        let mut out = std::io::stdout();
        // Whoever reads it may have read enough, as `head` does: that is no mistake.
        let _ = out.write_all(svg.as_bytes()).and_then(|()| out.flush());
    } else {
        std::fs::write(&poster.output, svg).map_err(CliError::write(&poster.output))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// An earlier picture is written over; any other file only when that is asked for.
fn refuse_to_lose(path: &Path, force: bool) -> Result<(), CliError> {
    let is_other = |content: Vec<u8>| !content.starts_with(b"<svg");
    match force || path.as_os_str() == "-" {
        false if path.exists() && std::fs::read(path).map_or(true, is_other) => {
            let path = path.to_owned();
            Err(CliError::Exists { path })
        }
        _ => Ok(()),
    }
}

fn draw(poster: &Poster) -> Result<String, CliError> {
    let shell = Shell::find(poster.shell.as_deref())?;
    let shell = poster.own_basemap.put_into(shell)?;
    let files = StoryFiles::find(&poster.story, &poster.answers)?;
    let options = Options {
        known_regions: regions_of(&shell),
        ..files.options(&poster.answers)?
    };
    let story = check::read_story(&files.story, &options, &shell)?;
    let loaded = story_from_geojson(&story).map_err(|source| CliError::Story {
        path: files.story.clone(),
        source,
    })?;
    let dataset = &loaded.dataset;
    let interface = Interface::of(&shell, &read_interface(&poster.interface)?)?;
    let locale = interface.locale(language(dataset, poster.lang.as_deref())?);
    let broken = |file: String| move |source| CliError::Site(SiteError::Basemap { file, source });
    let basemap = StoryBasemap::of(shell.files(), INDEX, dataset);
    let basemap = basemap.map_err(|(file, source)| match source {
        Some(source) => broken(file)(source),
        None => CliError::Shell(ShellError::Missing { file: INDEX }),
    })?;
    let theme = match poster.theme {
        Colours::Light => Theme::Light,
        Colours::Dark => Theme::Dark,
    };
    let palette = Palette::from_style_sheet(include_str!("../../../public/style.css"), theme);
    let pictures = Pictures {
        whole: None,
        dataset,
        index: &basemap.index,
        level: &|file| basemap.level(file),
        locale: &locale,
        palette: &palette,
        measure: &FontMeasure::new(),
        selection: selection(dataset, poster.select.as_deref())?,
    };
    let size = ScreenSize::new(f64::from(poster.width), f64::from(poster.height));
    let sheet = Sheet::new(&pictures, size);
    if let Some(least_height_px) = sheet.lacks_height_px() {
        return Err(CliError::NoRoom {
            width_px: poster.width,
            least_height_px: least_height_px.ceil() as u32,
        });
    }
    sheet.svg().map_err(broken("basemap".to_owned()))
}

/// The language that is asked for, or the story's first.
fn language<'a>(dataset: &'a Dataset, wanted: Option<&str>) -> Result<&'a str, CliError> {
    let known = &dataset.story.languages;
    let found = match wanted {
        None => Some(known.first().map_or("en", String::as_str)),
        Some(tag) => known
            .iter()
            .find(|known| known.eq_ignore_ascii_case(tag))
            .map(String::as_str),
    };
    found.ok_or_else(|| CliError::NotInStory {
        what: "language",
        given: wanted.unwrap_or_default().to_owned(),
        known: known.clone(),
    })
}

/// The position of the incident that is asked for.
fn selection(dataset: &Dataset, wanted: Option<&str>) -> Result<Option<usize>, CliError> {
    let Some(id) = wanted else { return Ok(None) };
    let found = dataset.position_of(id);
    let ids = dataset.incidents.iter();
    found.map(Some).ok_or_else(|| CliError::NotInStory {
        what: "incident",
        given: id.to_owned(),
        known: ids.map(|incident| incident.id.clone()).collect(),
    })
}

//! The map as a picture that can leave its page: `incident-map poster`, with title, legend, credits and sources on it,
//! and the card of a page.

mod card;
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
use super::own_style::OwnStyle;
use super::raster::Rasteriser;
use super::render::Pictures;
use super::serve::Told;
use super::shell::{Shell, ShellError};
use super::site::{Interface, SiteError};
use super::source::StoryFiles;
use super::{CliError, INDEX, read_interface, reading, regions_of};
use crate::geo::ScreenSize;
use crate::import::Options;
use crate::load::{LoadError, story_from_geojson};
use crate::query::Dataset;
use crate::scene::Theme;

pub(super) use card::card_svg;
pub(super) use sheet::Sheet;

/// Draws the map as an SVG or PNG picture to print or to put elsewhere, with title, legend, credits and sources on it.
#[derive(Args)]
pub(super) struct Poster {
    /// The story: a GeoJSON file, any other file of incidents (CSV, TSV, also packed with gzip), or a folder with one.
    story: PathBuf,
    /// The picture to write, such as poster.svg, or poster.png for one in pixels; - writes SVG to standard output.
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
    /// Its width in pixels, 240 to 10000.
    #[arg(long, default_value_t = 1200, value_parser = clap::value_parser!(u32).range(240..=10_000))]
    width: u32,
    /// Its height in pixels, 240 to 10000.
    #[arg(long, default_value_t = 900, value_parser = clap::value_parser!(u32).range(240..=10_000))]
    height: u32,
    /// Pixels of a PNG picture to one of its width and height, 0.1 to 8.
    #[arg(long, default_value_t = 2.0, value_parser = scale)]
    scale: f64,
    /// One of the story's languages; the first one without this.
    #[arg(long, value_name = "TAG")]
    lang: Option<String>,
    /// Its colours.
    #[arg(long, value_enum, default_value_t = Colours::Light)]
    theme: Colours,
    /// The incident to point out.
    #[arg(long, value_name = "ID")]
    select: Option<String>,
    /// Write even if the file exists and is no such picture.
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    answers: Answers,
    #[command(flatten)]
    own_basemap: OwnBasemap,
    #[command(flatten)]
    own_style: OwnStyle,
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
    if is_png(&poster.output) {
        let drawn = Rasteriser::new().png(&svg, poster.scale)?;
        if !drawn.missing.is_empty() {
            eprintln!(
                "{}: {}",
                poster.output.display(),
                missing_letters(&drawn.missing)
            );
        }
        std::fs::write(&poster.output, drawn.png).map_err(CliError::write(&poster.output))?;
    } else if poster.output.as_os_str() == "-" {
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
    let start: &[u8] = match is_png(path) {
        true => b"\x89PNG",
        false => b"<svg",
    };
    let is_other = |content: Vec<u8>| !content.starts_with(start);
    match force || path.as_os_str() == "-" {
        false if path.exists() && std::fs::read(path).map_or(true, is_other) => {
            let path = path.to_owned();
            Err(CliError::Exists { path })
        }
        _ => Ok(()),
    }
}

fn is_png(path: &Path) -> bool {
    let extension = path.extension().unwrap_or_default();
    extension.eq_ignore_ascii_case("png")
}

/// Reads a scale.
fn scale(text: &str) -> Result<f64, String> {
    let scale = text
        .parse()
        .ok()
        .filter(|scale| (0.1..=8.0).contains(scale));
    scale.ok_or_else(|| "write a number from 0.1 to 8".to_owned())
}

/// That a picture lacks letters, and what to do.
pub(super) fn missing_letters(letters: &str) -> String {
    const MOST_NAMED: usize = 20;
    let named: String = letters.chars().take(MOST_NAMED).collect();
    let dots = match letters.chars().count() > MOST_NAMED {
        true => "…",
        false => "",
    };
    format!(
        "the font of this command has no {named:?}{dots}, so these letters are left out of the PNG picture; \
         the SVG poster has them and takes the fonts of whoever opens it"
    )
}

/// A level of the basemap cannot be read.
pub(super) fn broken_basemap(source: LoadError) -> CliError {
    let file = "basemap".to_owned();
    CliError::Site(SiteError::Basemap { file, source })
}

/// A basemap's index is missing or cannot be read.
pub(super) fn missing_basemap((file, source): (String, Option<LoadError>)) -> CliError {
    match source {
        Some(source) => CliError::Site(SiteError::Basemap { file, source }),
        None => CliError::Shell(ShellError::Missing { file: INDEX }),
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
    let told = &mut Told::default();
    let (story, _) = reading::read_story(&files.story, &options, &shell, told)?;
    let loaded = story_from_geojson(&story).map_err(|source| CliError::Story {
        path: files.story.clone(),
        source,
    })?;
    let dataset = &loaded.dataset;
    let interface = Interface::of(&shell, &read_interface(&poster.interface)?)?;
    let locale = interface.locale(language(dataset, poster.lang.as_deref())?);
    let basemap = StoryBasemap::of(shell.files(), INDEX, dataset).map_err(missing_basemap)?;
    let theme = match poster.theme {
        Colours::Light => Theme::Light,
        Colours::Dark => Theme::Dark,
    };
    let palette = poster.own_style.read()?.palette(theme);
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
    sheet.svg().map_err(broken_basemap)
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

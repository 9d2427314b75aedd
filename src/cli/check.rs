//! `incident-map check`: what is in a file, and what is wrong with it.

use std::borrow::Cow;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, ValueEnum};

use super::answers::{Answers, file_name};
use super::findings;
use super::own_basemap::OwnBasemap;
use super::progress::ProgressLine;
use super::shell::{Shell, ShellError};
use super::source::StoryFiles;
use super::texts::english;
use super::unplaced::add_unplaced;
use super::{CliError, regions_of};
use crate::import::{Imported, Options, Source, read_file, read_source, report_to_json};
use crate::report::Report;

/// Says what is in files and what is wrong with them. Exit code 0: nothing; 1: something to look at; 2: a file that
/// cannot be used.
#[derive(Args)]
pub(super) struct Check {
    /// The stories: files of GeoJSON, CSV or TSV, also packed with gzip, or folders with one.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// How to say it: lines for a person, or JSON with one object for each file.
    #[arg(long, value_enum, default_value_t = ReportFormat::Human)]
    format: ReportFormat,
    #[command(flatten)]
    answers: Answers,
    #[command(flatten)]
    own_basemap: OwnBasemap,
    /// The folder of a web app built by Trunk, in place of the one inside this command.
    #[arg(long, value_name = "DIR")]
    shell: Option<PathBuf>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ReportFormat {
    Human,
    Json,
}

/// Checks each file.
///
/// # Errors
/// [`CliError`] when a file cannot be read or an option not be followed.
pub(super) fn run(check: &Check) -> Result<ExitCode, CliError> {
    let shell = match Shell::find(check.shell.as_deref()) {
        // What is in a file can be said without a map too.
        Err(ShellError::None) => Shell::default(),
        found => check.own_basemap.put_into(found?)?,
    };
    let known_regions = regions_of(&shell);
    let locale = english();
    let mut worst = 0;
    let mut reports = Vec::new();
    for path in &check.files {
        let (path, report) = match report_of(path, check, &known_regions, &shell) {
            Ok(found) => found,
            // The others are to be told of all the same.
            Err(error) => {
                eprintln!("error: {error}");
                worst = worst.max(error.exit_code());
                continue;
            }
        };
        worst = worst.max(exit_code(&report));
        match check.format {
            ReportFormat::Json => reports.push(report_to_json(&report)),
            ReportFormat::Human => {
                say(&findings::summary(&locale, &report));
                let source: &dyn Source = &path.as_path();
                let issues =
                    findings::issues(&locale, &report, source).map_err(CliError::read(&path))?;
                let none = locale.text("found-no-issues");
                say(if issues.is_empty() { &none } else { &issues });
                say("\n");
            }
        }
    }
    if check.format == ReportFormat::Json {
        say(&format!("[{}]\n", reports.join(",\n")));
    }
    Ok(ExitCode::from(worst))
}

/// Writes to standard output. Whoever reads it may have read enough, as `head` does: that is no mistake.
pub(super) fn say(text: &str) {
    let mut out = std::io::stdout();
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}

/// What is found in a story, and which file that is.
fn report_of(
    path: &Path,
    check: &Check,
    known_regions: &[String],
    shell: &Shell,
) -> Result<(PathBuf, Report), CliError> {
    let files = StoryFiles::find(path, &check.answers)?;
    let options = Options {
        known_regions: known_regions.to_vec(),
        ..files.options(&check.answers)?
    };
    let report = report_of_file(&files.story, &options, shell)?;
    Ok((files.story, report))
}

fn report_of_file(path: &Path, options: &Options, shell: &Shell) -> Result<Report, CliError> {
    let name = file_name(path);
    let size = std::fs::metadata(path).map_err(CliError::read(path))?.len();
    if size <= crate::load::MAX_BYTES as u64 {
        let bytes = std::fs::read(path).map_err(CliError::read(path))?;
        return Ok(read_bytes(&bytes, &name, options, shell).1);
    }
    let mut progress = ProgressLine::start();
    let source: &dyn Source = &path;
    let mut nowhere = crate::import::GeoJsonSink::new(std::io::sink());
    let read = read_source(source, &name, options, &mut nowhere, &mut |step| {
        progress.tell(step)
    });
    progress.end();
    Ok(read.map_err(CliError::read(path))?.report)
}

fn exit_code(report: &Report) -> u8 {
    match (report.shown, report.issues.is_empty()) {
        (0, _) => 2,
        (_, false) => 1,
        (_, true) => 0,
    }
}

/// Says on standard error what is wrong with a file, of which these are the bytes.
///
/// # Errors
/// [`CliError::Read`].
pub(super) fn say_issues(path: &Path, report: &Report, bytes: &[u8]) -> Result<(), CliError> {
    let source: &dyn Source = &bytes;
    let issues = findings::issues(&english(), report, source).map_err(CliError::read(path))?;
    eprint!("{issues}");
    Ok(())
}

/// A file in the profile, and what was found in it.
fn read_bytes<'b>(
    bytes: &'b [u8],
    name: &str,
    options: &Options,
    shell: &Shell,
) -> (Cow<'b, [u8]>, Report) {
    let Imported {
        geojson,
        is_as_given,
        mut report,
    } = read_file(bytes, name, options);
    let story = match is_as_given {
        true => Cow::Borrowed(bytes),
        false => Cow::Owned(geojson),
    };
    add_unplaced(&mut report, &story, shell);
    (story, report)
}

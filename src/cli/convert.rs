//! `incident-map convert`: a file of any kind to the profile, as GeoJSON or as a table.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;

use super::CliError;
use super::answers::{Answers, file_name};
use super::findings;
use super::progress::ProgressLine;
use super::texts::english;
use crate::import::{GeoJsonSink, Options, Sink, Source, TableSink, read_source};
use crate::report::Report;

/// Converts a file into the profile: to GeoJSON, or to CSV or TSV, by the ending of the second name.
#[derive(Args)]
pub(super) struct Convert {
    /// The file to read: GeoJSON, CSV or TSV, also packed with gzip.
    input: PathBuf,
    /// The file to write: .geojson, .json, .csv or .tsv.
    output: PathBuf,
    /// Keep the fields that nothing is made of.
    #[arg(long)]
    keep_unknown: bool,
    /// Write even if the file exists.
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    answers: Answers,
}

/// What is written.
enum OutputFormat {
    GeoJson,
    Table { has_tabs: bool },
}

/// Converts.
///
/// # Errors
/// [`CliError`] when a file cannot be read, written, or used at all.
pub(super) fn run(convert: &Convert, known_regions: &[String]) -> Result<ExitCode, CliError> {
    let format = output_format(&convert.output)?;
    let exists = convert.output.exists();
    if exists && !convert.force {
        let path = convert.output.clone();
        return Err(CliError::Exists { path });
    }
    let options = Options {
        known_regions: known_regions.to_vec(),
        keeps_unknown: convert.keep_unknown,
        is_unlimited: true,
        ..convert.answers.options(convert.answers.story_member())?
    };
    // Written beside its place and moved there when it is whole: the input may be the same file.
    let part = part_of(&convert.output);
    let written = write(convert, format, &options, &part);
    let report = match written {
        Ok(report) => report,
        Err(error) => {
            let _ = std::fs::remove_file(&part);
            return Err(error);
        }
    };
    let locale = english();
    let source: &dyn Source = &convert.input.as_path();
    eprint!("{}", findings::summary(&locale, &report));
    let issues = findings::issues(&locale, &report, source);
    eprint!("{}", issues.map_err(CliError::read(&convert.input))?);
    if report.shown + report.withdrawn == 0 {
        let _ = std::fs::remove_file(&part);
        let path = convert.input.clone();
        return Err(CliError::Unusable { path });
    }
    std::fs::rename(&part, &convert.output).map_err(CliError::write(&convert.output))?;
    println!(
        "{}: {}",
        convert.output.display(),
        locale.count("found-records", report.shown + report.withdrawn)
    );
    Ok(ExitCode::SUCCESS)
}

fn write(
    convert: &Convert,
    format: OutputFormat,
    options: &Options,
    part: &Path,
) -> Result<Report, CliError> {
    let file = File::create(part).map_err(CliError::write(part))?;
    let mut out = BufWriter::new(file);
    let report = match format {
        OutputFormat::GeoJson => read_into(convert, options, &mut GeoJsonSink::new(&mut out))?,
        OutputFormat::Table { has_tabs } => {
            let mut table = TableSink::new(&mut out, has_tabs);
            let report = read_into(convert, options, &mut table)?;
            for (what, records) in table.lost() {
                eprintln!(
                    "a table has no place for {what} ({records}); write .geojson to keep them"
                );
            }
            report
        }
    };
    out.flush().map_err(CliError::write(part))?;
    Ok(report)
}

fn read_into(
    convert: &Convert,
    options: &Options,
    sink: &mut dyn Sink,
) -> Result<Report, CliError> {
    let input = convert.input.as_path();
    let mut progress = ProgressLine::start();
    let source: &dyn Source = &input;
    let read = read_source(source, &file_name(input), options, sink, &mut |step| {
        progress.tell(step)
    });
    progress.end();
    read.map(|read| read.report).map_err(CliError::read(input))
}

fn output_format(path: &Path) -> Result<OutputFormat, CliError> {
    let ending = path.extension().map(|ending| ending.to_ascii_lowercase());
    match ending.as_deref().and_then(|ending| ending.to_str()) {
        Some("geojson" | "json") => Ok(OutputFormat::GeoJson),
        Some("csv") => Ok(OutputFormat::Table { has_tabs: false }),
        Some("tsv") => Ok(OutputFormat::Table { has_tabs: true }),
        _ => Err(CliError::UnknownOutput {
            path: path.to_owned(),
        }),
    }
}

fn part_of(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".part");
    path.with_file_name(name)
}

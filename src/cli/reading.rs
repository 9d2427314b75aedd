//! Reading a story for a site or a poster: in the profile, and with nothing in it but what is published.

use std::path::Path;

use super::answers::file_name;
use super::publish::published;
use super::serve::Told;
use super::shell::Shell;
use super::texts::english;
use super::unplaced::add_unplaced;
use super::whole::{self, Whole};
use super::{CliError, findings};
use crate::import::{Imported, Options, Source, read_file};
use crate::load::stream::MEDIUM_BYTES;
use crate::report::{Problem, Report};

/// The story as it is published; and what is on the page itself of one that the app reads piece by piece. What was found
/// goes to standard error and into `told`.
///
/// # Errors
/// [`CliError::Read`], [`CliError::Story`], [`CliError::CutShort`], and [`CliError::Unusable`] or [`CliError::AllWithdrawn`]
/// when nothing can be shown.
pub(super) fn read_story(
    path: &Path,
    options: &Options,
    shell: &Shell,
    told: &mut Told,
) -> Result<(Vec<u8>, Option<Whole>), CliError> {
    let bytes = std::fs::read(path).map_err(CliError::read(path))?;
    // What it cannot read as a whole is read as any other file, which shows what it has.
    let report = match whole::is_large_in_profile(&bytes) {
        true => whole::report_of(&bytes, path).ok().flatten(),
        false => None,
    };
    let story = match report {
        Some(report) => {
            tell(path, &report, &bytes, told)?;
            published(&bytes, path, options.keeps_unknown, &report)?
        }
        None => read_at_once(path, bytes, options, shell, told)?,
    };
    let whole = match story.len() as u64 > MEDIUM_BYTES {
        true => Whole::of(&story, path)?.map(|(whole, _)| whole),
        false => None,
    };
    Ok((story, whole))
}

/// A file of any kind, of which these are the bytes.
fn read_at_once(
    path: &Path,
    bytes: Vec<u8>,
    options: &Options,
    shell: &Shell,
    told: &mut Told,
) -> Result<Vec<u8>, CliError> {
    let Imported {
        geojson,
        is_as_given,
        mut report,
    } = read_file(&bytes, &file_name(path), options);
    let story = if is_as_given { &bytes } else { &geojson };
    add_unplaced(&mut report, story, shell);
    if !report.detected.is_empty() {
        eprint!("{}", findings::summary(&english(), &report));
    }
    tell(path, &report, &bytes, told)?;
    // What is after the cut, nobody knows.
    if report
        .issues
        .iter()
        .any(|issue| issue.problem == Problem::CutShort)
    {
        let path = path.to_owned();
        return Err(CliError::CutShort { path });
    }
    if report.shown == 0 {
        let path = path.to_owned();
        return Err(match report.withdrawn {
            0 => CliError::Unusable { path },
            _ => CliError::AllWithdrawn { path },
        });
    }
    published(story, path, options.keeps_unknown, &report)
}

/// Says what is wrong with a file, of which these are the bytes.
fn tell(path: &Path, report: &Report, bytes: &[u8], told: &mut Told) -> Result<(), CliError> {
    let source: &dyn Source = &bytes;
    let text = findings::issues(&english(), report, source).map_err(CliError::read(path))?;
    eprint!("{text}");
    *told = Told {
        records: report.records,
        issues: report.issues.len(),
        text,
    };
    Ok(())
}

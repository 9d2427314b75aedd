//! Why the command stops: what happened, and what to do.

use std::fmt;
use std::path::{Path, PathBuf};

use super::raster::RasterError;
use super::shell::ShellError;
use super::site::SiteError;
use crate::load::LoadError;

/// Why the command stops.
#[derive(Debug)]
pub enum CliError {
    /// A file or folder cannot be read.
    Read {
        /// Which.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// A file or folder cannot be written.
    Write {
        /// Which.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// Nothing in a file can be shown; why was said.
    Unusable {
        /// Which.
        path: PathBuf,
    },
    /// A file ends in the middle; what comes before was said.
    CutShort {
        /// Which.
        path: PathBuf,
    },
    /// All records of a story are withdrawn.
    AllWithdrawn {
        /// Which.
        path: PathBuf,
    },
    /// A file given as a `story` member is none.
    NotAStory {
        /// Which.
        path: PathBuf,
    },
    /// A folder has no story, or several.
    NoStory {
        /// Which.
        folder: PathBuf,
        /// The files that may be one.
        found: Vec<String>,
    },
    /// A folder for a new story has something in it.
    NotEmpty {
        /// Which.
        folder: PathBuf,
    },
    /// A file to be written is there already.
    Exists {
        /// Which.
        path: PathBuf,
    },
    /// The ending of a file to be written says nothing.
    UnknownOutput {
        /// Which.
        path: PathBuf,
    },
    /// The story file cannot be used.
    Story {
        /// Which.
        path: PathBuf,
        /// Why.
        source: LoadError,
    },
    /// A basemap cannot be used.
    Basemap {
        /// Which file or folder.
        path: PathBuf,
        /// What is wrong, and what to do.
        what: String,
    },
    /// A publisher's own style sheet cannot be used.
    Style {
        /// Which file.
        path: PathBuf,
        /// In which line, counted from one.
        line: Option<usize>,
        /// What is wrong, and what to do.
        what: String,
    },
    /// There is no web app to make the site from, or it is incomplete.
    Shell(ShellError),
    /// The parts do not make a site.
    Site(SiteError),
    /// The output folder holds something else.
    NotASite {
        /// Which.
        folder: PathBuf,
    },
    /// The story has no language or incident that is asked for.
    NotInStory {
        /// What it is called, such as "language".
        what: &'static str,
        /// What was asked for.
        given: String,
        /// What there is.
        known: Vec<String>,
    },
    /// A picture has no room for its map.
    NoRoom {
        /// Its width, in pixels.
        width_px: u32,
        /// The least height at that width, in pixels.
        least_height_px: u32,
    },
    /// A picture cannot be drawn as PNG.
    Raster(RasterError),
    /// Another program listens on the port.
    PortTaken {
        /// Which.
        port: u16,
    },
    /// The server cannot start or go on.
    Serve(std::io::Error),
}

impl CliError {
    /// For `map_err` after reading from `path`.
    pub(super) fn read(path: &Path) -> impl Fn(std::io::Error) -> Self + '_ {
        move |source| Self::Read {
            path: path.to_owned(),
            source,
        }
    }

    /// For `map_err` after writing to `path`.
    pub(super) fn write(path: &Path) -> impl Fn(std::io::Error) -> Self + '_ {
        move |source| Self::Write {
            path: path.to_owned(),
            source,
        }
    }

    /// The exit code: 2 when what was given cannot be used, 1 when the machine does not do as told.
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::Read { .. }
            | Self::Story { .. }
            | Self::Unusable { .. }
            | Self::CutShort { .. }
            | Self::AllWithdrawn { .. }
            | Self::NotAStory { .. }
            | Self::NoStory { .. }
            | Self::NotEmpty { .. }
            | Self::Exists { .. }
            | Self::UnknownOutput { .. }
            | Self::NotInStory { .. }
            | Self::NoRoom { .. }
            | Self::Raster(RasterError::TooLarge { .. })
            | Self::Basemap { .. }
            | Self::Style { .. }
            | Self::Site(_)
            | Self::NotASite { .. } => 2,
            Self::Write { .. }
            | Self::Shell(_)
            | Self::Raster(RasterError::Unreadable(_))
            | Self::PortTaken { .. }
            | Self::Serve(_) => 1,
        }
    }
}

impl fmt::Display for CliError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Read { path, source } => {
                write!(
                    f,
                    "cannot read {}: {source}; check the path",
                    path.display()
                )
            }
            Self::Write { path, source } => {
                write!(
                    f,
                    "cannot write {}: {source}; check the path and its permissions",
                    path.display()
                )
            }
            Self::Unusable { path } => write!(
                f,
                "nothing in {} can be shown; mend what is said above",
                path.display()
            ),
            Self::CutShort { path } => write!(
                f,
                "{}: the file ends in the middle, so what is missing is not known; save or fetch it again",
                path.display()
            ),
            Self::AllWithdrawn { path } => write!(
                f,
                "no record of {} is left that is not withdrawn, so there is nothing to show; take the page down",
                path.display()
            ),
            Self::NotAStory { path } => write!(
                f,
                "{} is not a JSON object with a story's title, languages and so on; see data/README.md",
                path.display()
            ),
            Self::NotEmpty { folder } => write!(
                f,
                "{} is not empty; name a folder that is, or one that is not there yet",
                folder.display()
            ),
            Self::NoStory { folder, found } if found.is_empty() => write!(
                f,
                "{} has no story: put story.geojson or incidents.csv into it, or let `incident-map new` write one",
                folder.display()
            ),
            Self::NoStory { folder, found } => write!(
                f,
                "{} has several files that may be the story; name one of {}",
                folder.display(),
                found.join(", ")
            ),
            Self::Exists { path } => write!(
                f,
                "{} is there already; name another file, or add --force to write over it",
                path.display()
            ),
            Self::UnknownOutput { path } => write!(
                f,
                "{}: end the name in .geojson, .json, .csv or .tsv, which says what to write",
                path.display()
            ),
            Self::Story { path, source } => write!(f, "{}: {source}", path.display()),
            Self::Basemap { path, what } => write!(f, "{}: {what}", path.display()),
            Self::Style { path, line, what } => match line {
                Some(line) => write!(f, "{}, line {line}: {what}", path.display()),
                None => write!(f, "{}: {what}", path.display()),
            },
            Self::Shell(error) => error.fmt(f),
            Self::Site(error) => error.fmt(f),
            Self::NotASite { folder } => write!(
                f,
                "{} is not empty and was not made by this command; name another folder, or add --force to write into it",
                folder.display()
            ),
            Self::NotInStory { what, given, known } => {
                const MOST_NAMED: usize = 20;
                let named = known.get(..MOST_NAMED).unwrap_or(known).join(", ");
                let more = match known.len().saturating_sub(MOST_NAMED) {
                    0 => String::new(),
                    more => format!(" and {more} more"),
                };
                write!(
                    f,
                    "the story has no {what} {given:?}; name one of {named}{more}"
                )
            }
            Self::NoRoom {
                width_px,
                least_height_px,
            } => write!(
                f,
                "beside title, legend and sources no room is left for the map; \
                 at a width of {width_px} write --height {least_height_px} or more"
            ),
            Self::Raster(error) => error.fmt(f),
            Self::PortTaken { port } => {
                write!(
                    f,
                    "port {port} is in use; stop the other program or name another port with --port"
                )
            }
            Self::Serve(error) => write!(f, "cannot serve: {error}; try another port with --port"),
        }
    }
}

impl std::error::Error for CliError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Read { source, .. } | Self::Write { source, .. } => Some(source),
            Self::Story { source, .. } => Some(source),
            Self::Serve(source) => Some(source),
            _ => None,
        }
    }
}

impl From<ShellError> for CliError {
    fn from(error: ShellError) -> Self {
        Self::Shell(error)
    }
}

impl From<SiteError> for CliError {
    fn from(error: SiteError) -> Self {
        Self::Site(error)
    }
}

impl From<RasterError> for CliError {
    fn from(error: RasterError) -> Self {
        Self::Raster(error)
    }
}

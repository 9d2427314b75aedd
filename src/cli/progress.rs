//! How far a long work has come, on the terminal.

use std::io::{IsTerminal, Write};
use std::time::{Duration, Instant};

use crate::import::Progress;

/// What takes less is over before anybody reads it.
const PATIENCE: Duration = Duration::from_millis(700);
const BETWEEN: Duration = Duration::from_millis(200);
/// The clock is asked once in so many records.
const RECORDS: usize = 1000;

/// Writes progress to standard error, if that is a terminal and the work takes long.
pub(super) struct ProgressLine {
    started: Instant,
    written: Option<Instant>,
    is_shown: bool,
}

impl ProgressLine {
    /// Starts now.
    pub fn start() -> Self {
        Self {
            started: Instant::now(),
            written: None,
            is_shown: std::io::stderr().is_terminal(),
        }
    }

    /// Takes notice of what has been done.
    pub fn tell(&mut self, progress: Progress) {
        let (Progress::Surveyed(count) | Progress::Placed(count) | Progress::Made(count, _)) =
            progress;
        if !self.is_shown || count % RECORDS != 0 || self.started.elapsed() < PATIENCE {
            return;
        }
        if self
            .written
            .is_some_and(|written| written.elapsed() < BETWEEN)
        {
            return;
        }
        self.written = Some(Instant::now());
        let text = match progress {
            Progress::Surveyed(count) => format!("looking at the fields: {count} records"),
            Progress::Placed(count) => format!("looking at the places: {count} records"),
            Progress::Made(count, all) => format!("reading: {count} of {all} records"),
        };
        eprint!("\r{text:60}");
        let _ = std::io::stderr().flush();
    }

    /// Takes the line away.
    pub fn end(self) {
        if self.written.is_some() {
            eprint!("\r{:60}\r", "");
        }
    }
}

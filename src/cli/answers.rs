//! What the options of a command say about a file that is read.

use std::path::{Path, PathBuf};

use clap::Args;

use super::CliError;
use crate::import::Options;
use crate::import::date::DayOrder;
use crate::report::Target;
use crate::story::PlacePrecision;

/// Answers to what a file leaves open.
#[derive(Args, Clone, Debug)]
pub(super) struct Answers {
    /// Which field is what, such as time=Datum; `time=` uses none. May be repeated.
    #[arg(long = "field", value_name = "WHAT=FIELD", value_parser = field)]
    fields: Vec<(Target, Option<String>)>,
    /// What a value of the precision field means, such as 2=district. May be repeated.
    #[arg(long = "precision", value_name = "VALUE=WORD", value_parser = precision)]
    precisions: Vec<(String, String)>,
    /// In dates such as 03/04/2023 the day comes first.
    #[arg(long, conflicts_with = "month_first")]
    day_first: bool,
    /// In dates such as 03/04/2023 the month comes first.
    #[arg(long)]
    month_first: bool,
    /// Latitude stands before longitude.
    #[arg(long)]
    swap: bool,
    /// The offset from UTC in which instants are shown, such as +05:00.
    #[arg(long, value_name = "OFFSET", value_parser = offset_minutes, allow_hyphen_values = true, default_value = "+00:00")]
    utc_offset: i32,
    /// A JSON file with the `story` member: title, languages, articles. A CSV file has no place for it.
    #[arg(long = "story", value_name = "FILE")]
    story_member: Option<PathBuf>,
}

impl Answers {
    /// The file with the `story` member, where one is named.
    pub fn story_file(&self) -> Option<&Path> {
        self.story_member.as_deref()
    }

    /// The options of a reading.
    ///
    /// # Errors
    /// [`CliError::Read`] and [`CliError::NotAStory`] when the file with the `story` member cannot be used.
    pub fn options(&self) -> Result<Options, CliError> {
        let day_order = match (self.day_first, self.month_first) {
            (true, _) => Some(DayOrder::DayFirst),
            (_, true) => Some(DayOrder::MonthFirst),
            _ => None,
        };
        let mut options = Options {
            day_order,
            swap: self.swap,
            utc_offset_minutes: self.utc_offset,
            fields: self.fields.clone(),
            precision_codes: self.precisions.clone(),
            ..Options::default()
        };
        if let Some(path) = &self.story_member {
            let bytes = std::fs::read(path).map_err(CliError::read(path))?;
            if !options.take_story(&bytes) {
                return Err(CliError::NotAStory { path: path.clone() });
            }
        }
        Ok(options)
    }
}

/// Reads `time=Datum`.
fn field(text: &str) -> Result<(Target, Option<String>), String> {
    let words = || Target::ALL.map(|(word, _)| word).join(", ");
    let (word, field) = text.split_once('=').ok_or("write it like time=Datum")?;
    let target = Target::from_word(word.trim())
        .ok_or_else(|| format!("{word} is not one of {}", words()))?;
    let field = Some(field.trim()).filter(|field| !field.is_empty());
    Ok((target, field.map(str::to_owned)))
}

/// Reads `2=district`.
fn precision(text: &str) -> Result<(String, String), String> {
    let (value, word) = text.split_once('=').ok_or("write it like 2=district")?;
    let words = PlacePrecision::ALL.map(|(word, _)| word);
    match words.contains(&word) {
        true => Ok((value.to_owned(), word.to_owned())),
        false => Err(format!("{word} is not one of {}", words.join(", "))),
    }
}

/// Reads `+05:00` or `-03:30`, in minutes.
fn offset_minutes(text: &str) -> Result<i32, String> {
    let parts = || {
        let sign = match text.get(..1)? {
            "+" => 1,
            "-" | "−" => -1,
            _ => return None,
        };
        let (hours, minutes) = text.get(1..)?.split_once(':')?;
        let (hours, minutes): (i32, i32) = (hours.parse().ok()?, minutes.parse().ok()?);
        let is_right = (0..=14).contains(&hours) && (0..60).contains(&minutes);
        is_right.then_some(sign * (60 * hours + minutes))
    };
    parts().ok_or_else(|| "write it like +05:00 or -03:30".to_owned())
}

/// The name of a file, as messages have it.
pub(super) fn file_name(path: &Path) -> String {
    let name = path.file_name().unwrap_or(path.as_os_str());
    name.to_string_lossy().into_owned()
}

//! The seam to the platform's knowledge of languages.

use crate::time::DateParts;

/// The plural categories of Unicode's CLDR.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PluralCategory {
    /// `zero`
    Zero,
    /// `one`
    One,
    /// `two`
    Two,
    /// `few`
    Few,
    /// `many`
    Many,
    /// `other`, which every language has.
    Other,
}

impl PluralCategory {
    /// The category of a CLDR keyword; `Other` for anything unknown.
    pub fn from_keyword(keyword: &str) -> Self {
        match keyword {
            "zero" => Self::Zero,
            "one" => Self::One,
            "two" => Self::Two,
            "few" => Self::Few,
            "many" => Self::Many,
            _ => Self::Other,
        }
    }
}

/// Which fields of a date to put into words; the finest stated one decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateFields {
    /// "2023"
    Year,
    /// "May 2023"
    YearMonth,
    /// "14 May 2023"
    YearMonthDay,
    /// "14 May"
    MonthDay,
    /// "May", or shorter, where the year stands elsewhere
    Month,
    /// "14", where month and year stand elsewhere
    Day,
}

/// Dates, numbers and plurals of one language.
pub trait Format: Send + Sync {
    /// A number with the language's digits, decimal sign and grouping, at most three decimals.
    fn number(&self, value: f64) -> String;
    /// The cardinal plural category of a number.
    fn plural_category(&self, value: f64) -> PluralCategory;
    /// The text in capitals, by the rules of the language.
    fn uppercase(&self, text: &str) -> String;
    /// The named fields of a date; fields that are missing from `date` are read as their first value.
    fn date(&self, date: DateParts, fields: DateFields) -> String;
    /// A time of day by its minute, as clocks are read there: "2:30 PM", "14:30".
    fn clock(&self, minute_of_day: u16) -> String;
}

//! When something happened, as far as the source says.

use std::fmt;

use super::Day;
use super::edtf::{self, Expression};

/// A reported date: an EDTF expression, kept as written, and what follows from it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct When {
    source: String,
    expression: Expression,
}

/// A text that is not EDTF.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WhenError {
    /// Position of the first wrong byte.
    pub offset: usize,
}

impl fmt::Display for WhenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "not an EDTF date (byte {})", self.offset)
    }
}

impl std::error::Error for WhenError {}

/// The days a date may touch, both ends inclusive; an open or unknown end is `None`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DaySpan {
    /// First possible day.
    pub earliest: Option<Day>,
    /// Last possible day.
    pub latest: Option<Day>,
}

/// How sure the source is; it never widens the span, it is shown beside the date.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Certainty {
    /// Marked `~` or `%` in EDTF.
    pub approximate: bool,
    /// Marked `?` or `%` in EDTF.
    pub uncertain: bool,
}

/// The stated fields of one date; what is not stated is `None`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DateParts {
    /// Astronomical year.
    pub year: Option<i64>,
    /// Month, 1 to 12.
    pub month: Option<u8>,
    /// Day of the month, 1 to 31.
    pub day: Option<u8>,
}

/// The shape of a date, for putting it into words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhenForm {
    /// One date with at least one stated field.
    Date(DateParts),
    /// From one date to another; `None` is an open or unknown end.
    Interval(Option<DateParts>, Option<DateParts>),
    /// One of two dates, and not known which (`[2023-03-04,2023-04-03]`).
    Either(DateParts, DateParts),
    /// Anything else EDTF can say (sets, seasons, masked digits): its span is what can be shown.
    Other,
}

impl When {
    /// Reads an EDTF expression of level 0, 1 or 2.
    ///
    /// # Errors
    /// [`WhenError`] with the position of the first byte that does not fit.
    pub fn parse(text: &str) -> Result<Self, WhenError> {
        let expression = edtf::read(text).map_err(|offset| WhenError { offset })?;
        Ok(Self {
            source: text.to_owned(),
            expression,
        })
    }

    /// The expression as written in the data.
    pub fn as_edtf(&self) -> &str {
        &self.source
    }

    /// The days this date may touch; `None` when no year is stated or nothing bounds it, because such a date
    /// has no place on a calendar and must not be smeared over ten millennia.
    pub fn span(&self) -> Option<DaySpan> {
        let Expression {
            earliest, latest, ..
        } = self.expression;
        let is_bounded = earliest.is_some() || latest.is_some();
        (is_bounded && !self.expression.is_yearless).then_some(DaySpan { earliest, latest })
    }

    /// The minute of the day, and the time zone as it is written (`Z`, `+06:00` or nothing), where a time of day is stated.
    pub fn clock(&self) -> Option<(u16, &str)> {
        // The zone follows `2023-05-14T10:30:00`.
        let zone = self.source.get(19..).unwrap_or_default();
        Some((self.expression.minute_of_day?, zone))
    }

    /// How sure the source is.
    pub fn certainty(&self) -> Certainty {
        self.expression.certainty
    }

    /// The shape of the date.
    pub fn form(&self) -> WhenForm {
        self.expression.form
    }
}

impl Certainty {
    /// The doubts of both.
    pub(super) fn and(self, other: Self) -> Self {
        Self {
            approximate: self.approximate || other.approximate,
            uncertain: self.uncertain || other.uncertain,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(edtf: &str, expected: Option<(Option<&str>, Option<&str>)>) {
        let day = |text: &str| When::parse(text).unwrap().span().unwrap().earliest.unwrap();
        let expected = expected.map(|(from, to)| DaySpan {
            earliest: from.map(day),
            latest: to.map(day),
        });
        assert_eq!(When::parse(edtf).unwrap().span(), expected, "{edtf}");
    }

    #[test]
    fn a_date_spans_the_days_it_may_touch() {
        check("2023-05-14", Some((Some("2023-05-14"), Some("2023-05-14"))));
        check("2023-05", Some((Some("2023-05-01"), Some("2023-05-31"))));
        check("2023~", Some((Some("2023-01-01"), Some("2023-12-31"))));
        check("202X", Some((Some("2020-01-01"), Some("2029-12-31"))));
        check("2023-05/..", Some((Some("2023-05-01"), None)));
        check("/2023-05", Some((None, Some("2023-05-31"))));
        check(
            "2023-05-14T10:00:00Z",
            Some((Some("2023-05-14"), Some("2023-05-14"))),
        );
    }

    #[test]
    fn a_date_without_a_year_has_no_place_on_the_calendar() {
        check("XXXX-05", None);
        check("XXXX-05-14", None);
        check("XXXX", None);
        check("XXXX-05/XXXX-06", None);
    }

    #[test]
    fn the_form_keeps_what_is_stated_and_no_more() {
        let parts = |year, month, day| DateParts { year, month, day };
        for (edtf, form) in [
            ("XXXX-05", WhenForm::Date(parts(None, Some(5), None))),
            (
                "2023-XX-14",
                WhenForm::Date(parts(Some(2023), None, Some(14))),
            ),
            ("2023", WhenForm::Date(parts(Some(2023), None, None))),
            (
                "2023/..",
                WhenForm::Interval(Some(parts(Some(2023), None, None)), None),
            ),
            (
                "[2023,XXXX-05]",
                WhenForm::Either(parts(Some(2023), None, None), parts(None, Some(5), None)),
            ),
            ("{2023,2024}", WhenForm::Other),
            ("[2023,2024,2025]", WhenForm::Other),
            ("[2023..2024]", WhenForm::Other),
            ("[2023,2024..]", WhenForm::Other),
            ("202X", WhenForm::Other),
            ("2023-21", WhenForm::Other),
            ("XXXX", WhenForm::Other),
        ] {
            assert_eq!(When::parse(edtf).unwrap().form(), form, "{edtf}");
        }
    }

    #[test]
    fn what_is_not_edtf_is_refused_with_its_position() {
        assert!(When::parse("in May").is_err());
        assert!(When::parse("2023-02-30").is_err());
        assert!(When::parse("").is_err());
    }

    #[test]
    fn doubt_is_kept_beside_the_span() {
        let certainty = |text| When::parse(text).unwrap().certainty();
        assert_eq!(
            certainty("2023-05~"),
            Certainty {
                approximate: true,
                uncertain: false
            }
        );
        assert_eq!(
            certainty("2023-05?"),
            Certainty {
                approximate: false,
                uncertain: true
            }
        );
        assert_eq!(
            certainty("2023-05%"),
            Certainty {
                approximate: true,
                uncertain: true
            }
        );
    }
}

//! Days as numbers, so that they can be placed on an axis.

use super::DateParts;

/// A calendar day, counted from 1970-01-01 (day 0) in the proleptic Gregorian calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(pub i64);

/// A day by its calendar fields, proleptic Gregorian, astronomical years (year 0 exists).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CivilDate {
    /// Astronomical year.
    pub year: i64,
    /// Month, 1 to 12.
    pub month: u8,
    /// Day of the month, 1 to 31.
    pub day: u8,
}

impl Day {
    /// The day of a calendar date.
    ///
    /// Algorithm: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", `days_from_civil`.
    pub fn from_civil(date: CivilDate) -> Self {
        let month = i64::from(date.month);
        let year = date.year - i64::from(month <= 2);
        let era = year.div_euclid(400);
        let year_of_era = year.rem_euclid(400);
        let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + i64::from(date.day) - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        Self(era * 146_097 + day_of_era - 719_468)
    }

    /// All fields of its calendar date.
    pub fn parts(self) -> DateParts {
        let date = self.civil();
        DateParts {
            year: Some(date.year),
            month: Some(date.month),
            day: Some(date.day),
        }
    }

    /// The day as ISO 8601 writes it, `2023-05-04`; of a year with more than four digits, for which EDTF has no days, the
    /// year alone, `Y12023`.
    pub fn to_edtf(self) -> String {
        let CivilDate { year, month, day } = self.civil();
        if year.unsigned_abs() > 9999 {
            return format!("Y{year}");
        }
        let sign = if year < 0 { "-" } else { "" };
        format!("{sign}{:04}-{month:02}-{day:02}", year.unsigned_abs())
    }

    /// The calendar date of a day.
    ///
    /// Algorithm: Howard Hinnant, as above, `civil_from_days`.
    pub fn civil(self) -> CivilDate {
        let shifted = self.0 + 719_468;
        let era = shifted.div_euclid(146_097);
        let day_of_era = shifted.rem_euclid(146_097);
        let year_of_era =
            (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted_month = (5 * day_of_year + 2) / 153;
        let month = (shifted_month + 2) % 12 + 1;
        CivilDate {
            year: year_of_era + era * 400 + i64::from(month <= 2),
            month: month as u8,
            day: (day_of_year - (153 * shifted_month + 2) / 5 + 1) as u8,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_dates_are_inverse_over_many_centuries() {
        let date = |year, month, day| CivilDate { year, month, day };
        for (expected, civil) in [
            (0, date(1970, 1, 1)),
            (-1, date(1969, 12, 31)),
            (11_016, date(2000, 2, 29)),
            (-719_528, date(0, 1, 1)),
            (2_932_896, date(9999, 12, 31)),
        ] {
            assert_eq!(Day::from_civil(civil), Day(expected));
            assert_eq!(Day(expected).civil(), civil);
        }
        for day in (-1_000_000..1_000_000).step_by(97) {
            assert_eq!(Day::from_civil(Day(day).civil()), Day(day));
        }
    }
}

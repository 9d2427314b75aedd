//! Dates, numbers and plurals through ICU4X, to say what a browser's `Intl` says.

use fixed_decimal::{Decimal, FloatPrecision, SignedRoundingMode, UnsignedRoundingMode};
use icu_calendar::{Date, Gregorian};
use icu_casemap::CaseMapper;
use icu_datetime::input::Time;
use icu_datetime::options::YearStyle;
use icu_datetime::{FixedCalendarDateTimeFormatter, NoCalendarFormatter, fieldsets};
use icu_decimal::DecimalFormatter;
use icu_locale_core::Locale as IcuLocale;
use icu_plurals::{PluralCategory as IcuCategory, PluralRules};

use crate::locale::{DateFields, Format, PluralCategory};
use crate::time::DateParts;

/// The conventions of one language. A tag that cannot be read gives those of no language in particular.
///
/// Formatters are made for each call: that costs a look-up in compiled-in tables, and they cannot be shared
/// between threads.
#[derive(Clone, Debug)]
pub struct IcuFormat {
    locale: IcuLocale,
}

impl IcuFormat {
    /// The conventions of the language with this BCP 47 tag.
    pub fn new(tag: &str) -> Self {
        Self {
            locale: IcuLocale::try_from_str(tag).unwrap_or(IcuLocale::UNKNOWN),
        }
    }

    fn formatted(&self, date: &Date<Gregorian>, year: i32, fields: DateFields) -> Option<String> {
        let preferences = || (&self.locale).into();
        // `Intl` leaves the era out. Before the year 1 that would be another year, so there it is written.
        let style = if year < 1 {
            YearStyle::Full
        } else {
            YearStyle::NoEra
        };
        macro_rules! text {
            ($fields:expr) => {
                FixedCalendarDateTimeFormatter::<Gregorian, _>::try_new(preferences(), $fields)
                    .ok()
                    .map(|formatter| formatter.format(date).to_string())
            };
        }
        match fields {
            DateFields::Year => text!(fieldsets::Y::long().with_year_style(style)),
            DateFields::YearMonth => text!(fieldsets::YM::long().with_year_style(style)),
            DateFields::YearMonthDay => text!(fieldsets::YMD::long().with_year_style(style)),
            DateFields::MonthDay => text!(fieldsets::MD::long()),
            DateFields::Month => text!(fieldsets::M::medium()),
            DateFields::Day => text!(fieldsets::D::long()),
        }
    }
}

impl Format for IcuFormat {
    fn number(&self, value: f64) -> String {
        /// `Intl`'s default, and the most that a figure in a story needs.
        const MOST_DECIMALS: i16 = 3;
        let formatter = DecimalFormatter::try_new((&self.locale).into(), Default::default());
        match (formatter, decimal(value)) {
            (Ok(formatter), Some(decimal)) => {
                let half_away = SignedRoundingMode::Unsigned(UnsignedRoundingMode::HalfExpand);
                let mut rounded = decimal.rounded_with_mode(-MOST_DECIMALS, half_away);
                rounded.absolute.trim_end();
                rounded.absolute.trim_start();
                formatter.format(&rounded).to_string()
            }
            _ => value.to_string(),
        }
    }

    fn plural_category(&self, value: f64) -> PluralCategory {
        let rules = PluralRules::try_new_cardinal((&self.locale).into());
        let (Ok(rules), Some(decimal)) = (rules, decimal(value)) else {
            return PluralCategory::Other;
        };
        match rules.category_for(&decimal) {
            IcuCategory::Zero => PluralCategory::Zero,
            IcuCategory::One => PluralCategory::One,
            IcuCategory::Two => PluralCategory::Two,
            IcuCategory::Few => PluralCategory::Few,
            IcuCategory::Many => PluralCategory::Many,
            IcuCategory::Other => PluralCategory::Other,
        }
    }

    fn uppercase(&self, text: &str) -> String {
        let upper = CaseMapper::new().uppercase_to_string(text, &self.locale.id);
        upper.into_owned()
    }

    fn date(&self, date: DateParts, fields: DateFields) -> String {
        // A leap year, so that 29 February of no stated year is a date.
        const SOME_LEAP_YEAR: i64 = 2000;
        let (month, day) = (date.month.unwrap_or(1), date.day.unwrap_or(1));
        let year = date.year.unwrap_or(SOME_LEAP_YEAR);
        let plain = || match fields {
            DateFields::Year => year.to_string(),
            DateFields::YearMonth => format!("{year}-{month:02}"),
            DateFields::YearMonthDay => format!("{year}-{month:02}-{day:02}"),
            DateFields::MonthDay => format!("{month:02}-{day:02}"),
            DateFields::Month => format!("{month:02}"),
            DateFields::Day => format!("{day}"),
        };
        let Ok(year) = i32::try_from(year) else {
            return plain();
        };
        let date = Date::try_new_gregorian(year, month, day).ok();
        let words = date.and_then(|date| self.formatted(&date, year, fields));
        // Chromium writes a plain space where CLDR has a narrow no-break one; old scripts depend on it.
        words.map_or_else(plain, |words| words.replace('\u{202f}', " "))
    }

    fn clock(&self, minute_of_day: u16) -> String {
        let (hour, minute) = (minute_of_day / 60 % 24, minute_of_day % 60);
        let time = Time::try_new(hour as u8, minute as u8, 0, 0).ok();
        let formatter =
            NoCalendarFormatter::try_new((&self.locale).into(), fieldsets::T::hm()).ok();
        let words = formatter.zip(time);
        words.map_or_else(
            || format!("{hour:02}:{minute:02}"),
            |(formatter, time)| formatter.format(&time).to_string().replace('\u{202f}', " "),
        )
    }
}

fn decimal(value: f64) -> Option<Decimal> {
    Decimal::try_from_f64(value, FloatPrecision::RoundTrip).ok()
}

/// The expected values are `Intl`'s, recorded from node 20 with ICU 78 and CLDR 48 (`NumberFormat` with at most
/// three decimals, `PluralRules`, `DateTimeFormat` with `month: "long"` in UTC).
#[cfg(test)]
mod tests {
    use super::*;

    fn parts(year: i64, month: u8, day: u8) -> DateParts {
        DateParts {
            year: Some(year),
            month: Some(month),
            day: Some(day),
        }
    }

    #[test]
    fn numbers_are_as_intl_writes_them() {
        let values = [
            1.5, 300.0, 1234.0, 12345.6789, 0.0, -2.5, 0.0005, 0.0015, 1e21,
        ];
        for (tag, expected) in [
            (
                "en",
                "1.5|300|1,234|12,345.679|0|-2.5|0.001|0.002|1,000,000,000,000,000,000,000",
            ),
            (
                "ru",
                "1,5|300|1 234|12 345,679|0|-2,5|0,001|0,002|1 000 000 000 000 000 000 000",
            ),
            (
                "kk",
                "1,5|300|1 234|12 345,679|0|-2,5|0,001|0,002|1 000 000 000 000 000 000 000",
            ),
            (
                "de",
                "1,5|300|1.234|12.345,679|0|-2,5|0,001|0,002|1.000.000.000.000.000.000.000",
            ),
        ] {
            let format = IcuFormat::new(tag);
            let found = values.map(|value| format.number(value)).join("|");
            assert_eq!(found.replace('\u{a0}', " "), expected, "{tag}");
        }
        assert!(IcuFormat::new("ru").number(1234.0).contains('\u{a0}'));
    }

    #[test]
    fn plural_categories_are_those_of_intl() {
        use PluralCategory::{Few, Many, One, Other, Two, Zero};
        let values = [0.0, 1.0, 2.0, 3.0, 5.0, 11.0, 21.0, 1.5];
        for (tag, expected) in [
            ("en", [Other, One, Other, Other, Other, Other, Other, Other]),
            ("ru", [Many, One, Few, Few, Many, Many, One, Other]),
            ("kk", [Other, One, Other, Other, Other, Other, Other, Other]),
            ("ar", [Zero, One, Two, Few, Few, Many, Many, Other]),
        ] {
            let format = IcuFormat::new(tag);
            assert_eq!(
                values.map(|value| format.plural_category(value)),
                expected,
                "{tag}"
            );
        }
    }

    #[test]
    fn dates_are_as_intl_writes_them() {
        use DateFields::{Day, Month, MonthDay, Year, YearMonth, YearMonthDay};
        let fields = [Year, YearMonth, YearMonthDay, MonthDay, Month, Day];
        for (tag, expected) in [
            ("en", "2023|May 2023|May 14, 2023|May 14|May|14"),
            ("ru", "2023|май 2023 г.|14 мая 2023 г.|14 мая|май|14"),
            ("kk", "2023|2023 ж. мамыр|2023 ж. 14 мамыр|14 мамыр|мам.|14"),
            ("de", "2023|Mai 2023|14. Mai 2023|14. Mai|Mai|14"),
        ] {
            let format = IcuFormat::new(tag);
            let found = fields.map(|fields| format.date(parts(2023, 5, 14), fields));
            assert_eq!(found.join("|"), expected, "{tag}");
        }
        let english = IcuFormat::new("en");
        assert_eq!(english.date(parts(476, 5, 14), YearMonthDay), "May 14, 476");
        assert_eq!(
            english.date(parts(12345, 5, 14), YearMonthDay),
            "12345-05-14"
        );
    }

    #[test]
    fn months_and_clocks_are_as_intl_writes_them_in_short() {
        for (tag, march, september, night, noon) in [
            ("en", "Mar", "Sep", "12:00 AM", "12:30 PM"),
            ("ru", "март", "сент.", "00:00", "12:30"),
            ("kk", "нау.", "қыр.", "00:00", "12:30"),
        ] {
            let format = IcuFormat::new(tag);
            let month = |month| format.date(parts(2023, month, 1), DateFields::Month);
            assert_eq!(
                (month(3).as_str(), month(9).as_str()),
                (march, september),
                "{tag}"
            );
            assert_eq!(format.clock(0), night, "{tag}");
            assert_eq!(format.clock(750), noon, "{tag}");
        }
    }

    #[test]
    fn capitals_follow_the_language() {
        for (tag, text, expected) in [
            ("kk", "Қазақстан, тіл", "ҚАЗАҚСТАН, ТІЛ"),
            ("tr", "iğdır", "İĞDIR"),
            ("de", "Straße", "STRASSE"),
        ] {
            assert_eq!(IcuFormat::new(tag).uppercase(text), expected);
        }
    }

    #[test]
    fn no_date_and_no_tag_is_too_odd() {
        for tag in ["en", "kk", "ar", "", "not a tag", "xx"] {
            let format = IcuFormat::new(tag);
            for year in [0, -43, -99_999, 99_999, i64::MIN, i64::MAX] {
                for (month, day) in [(1, 1), (2, 29), (2, 31), (0, 0), (13, 40)] {
                    for fields in [
                        DateFields::Year,
                        DateFields::YearMonthDay,
                        DateFields::MonthDay,
                    ] {
                        assert!(!format.date(parts(year, month, day), fields).is_empty());
                    }
                }
            }
            assert!(!format.number(f64::NAN).is_empty());
            format.plural_category(f64::INFINITY);
        }
        assert_eq!(
            IcuFormat::new("en").date(parts(-43, 3, 15), DateFields::Year),
            "44 BC"
        );
    }
}

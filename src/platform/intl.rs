//! Dates, numbers and plurals by the browser's `Intl`.

use std::cell::RefCell;

use js_sys::{Array, Date, Function, Object, Reflect};
use send_wrapper::SendWrapper;
use wasm_bindgen::{JsCast, JsValue};

use crate::locale::{DateFields, Format, PluralCategory};
use crate::time::DateParts;

/// What writes which fields of a date, or its time of day; nothing where the browser refuses.
type DateFormats = Vec<(Option<DateFields>, Option<Function>)>;

/// Numbers below this are written once.
const FEW: usize = 4096;
/// So many dates are kept that were written: more than a page has at once.
const MOST_DATES: usize = 256;

/// Dates with the fields that were written of them.
type WrittenDates = Vec<((DateParts, DateFields), String)>;

/// `Intl` in one language.
pub struct IntlFormat {
    tag: String,
    has_names: bool,
    tags: SendWrapper<Array>,
    numbers: SendWrapper<Option<Function>>,
    /// The whole numbers below [`FEW`] that were written: of very many a picture has hundreds, again and again.
    few: SendWrapper<RefCell<Vec<String>>>,
    plurals: SendWrapper<Option<(JsValue, Function)>>,
    /// To make one takes as long as to draw a map.
    dates: SendWrapper<RefCell<DateFormats>>,
    written_dates: SendWrapper<RefCell<WrittenDates>>,
}

impl IntlFormat {
    /// The formats of a language; where the browser does not know it, those of the language `like` it, else
    /// the browser's own.
    pub fn new(tag: &str, like: Option<&str>) -> Self {
        let own = Array::of1(&tag.into());
        let has_names = knows_months(&own);
        // A malformed tag makes `Intl` throw; an empty list means the browser's own language.
        let tags = match like {
            _ if has_names => own,
            Some(like) => Array::of1(&like.into()),
            None => Array::new(),
        };
        let options = Object::new();
        set(&options, "maximumFractionDigits", &3.into());
        let numbers = construct("NumberFormat", &tags, &options);
        let numbers =
            numbers.and_then(|format| get(&format, "format")?.dyn_into::<Function>().ok());
        // Plural rules are there even for languages whose names are not.
        let plurals = construct("PluralRules", &Array::of1(&tag.into()), &Object::new());
        let plurals = plurals
            .and_then(|rules| Some((rules.clone(), get(&rules, "select")?.dyn_into().ok()?)));
        Self {
            tag: tag.to_owned(),
            has_names,
            tags: SendWrapper::new(tags),
            numbers: SendWrapper::new(numbers),
            few: SendWrapper::new(RefCell::default()),
            plurals: SendWrapper::new(plurals),
            dates: SendWrapper::new(RefCell::default()),
            written_dates: SendWrapper::new(RefCell::default()),
        }
    }

    fn written(&self, value: f64) -> String {
        let format = self.numbers.as_ref();
        let text = format.and_then(|format| format.call1(&JsValue::NULL, &value.into()).ok());
        text.and_then(|text| text.as_string())
            .unwrap_or_else(|| super::number_text(value))
    }

    fn written_date(&self, date: DateParts, fields: DateFields) -> String {
        let year = date.year.unwrap_or(2000);
        let text = self.date_format(Some(fields)).and_then(|format| {
            let moment = Date::new(&0.0.into());
            // `Date.UTC` would read the years 0 to 99 as 1900 to 1999.
            moment.set_utc_full_year_with_month_date(
                year.try_into().ok()?,
                i32::from(date.month.unwrap_or(1)) - 1,
                i32::from(date.day.unwrap_or(1)),
            );
            format.call1(&JsValue::NULL, &moment).ok()?.as_string()
        });
        text.unwrap_or_else(|| year.to_string())
    }

    /// What writes some fields of a date, or its time of day.
    fn date_format(&self, fields: Option<DateFields>) -> Option<Function> {
        let mut known = self.dates.borrow_mut();
        if let Some((_, format)) = known.iter().find(|(of, _)| *of == fields) {
            return format.clone();
        }
        let options = Object::new();
        set(&options, "timeZone", &"UTC".into());
        use DateFields::{Day, Month, MonthDay, Year, YearMonth, YearMonthDay};
        if let Some(Year | YearMonth | YearMonthDay) = fields {
            set(&options, "year", &"numeric".into());
        }
        // Months of another language would be wrong words; figures are right everywhere.
        let width = |width: &'static str| if self.has_names { width } else { "2-digit" };
        if let Some(Month | YearMonth | MonthDay | YearMonthDay) = fields {
            let name = if fields == Some(Month) {
                "short"
            } else {
                "long"
            };
            set(&options, "month", &width(name).into());
        }
        if let Some(YearMonthDay | MonthDay | Day) = fields {
            set(&options, "day", &width("numeric").into());
        }
        if fields.is_none() {
            set(&options, "hour", &"numeric".into());
            set(&options, "minute", &"2-digit".into());
        }
        let format = construct("DateTimeFormat", &self.tags, &options);
        let format = format.and_then(|format| get(&format, "format")?.dyn_into::<Function>().ok());
        known.push((fields, format.clone()));
        format
    }
}

impl Format for IntlFormat {
    fn number(&self, value: f64) -> String {
        let at = value as usize;
        // Not -0, which has a sign.
        if at as f64 != value || at >= FEW || value.is_sign_negative() {
            return self.written(value);
        }
        let mut few = self.few.borrow_mut();
        if few.len() <= at {
            few.resize(at + 1, String::new());
        }
        match few.get_mut(at) {
            Some(known) => {
                if known.is_empty() {
                    *known = self.written(value);
                }
                known.clone()
            }
            None => self.written(value),
        }
    }

    fn plural_category(&self, value: f64) -> PluralCategory {
        let category = self.plurals.as_ref().and_then(|rules| {
            let (rules, select) = rules;
            select.call1(rules, &value.into()).ok()?.as_string()
        });
        PluralCategory::from_keyword(category.as_deref().unwrap_or("other"))
    }

    fn uppercase(&self, text: &str) -> String {
        uppercase(text, &self.tag, self.plurals.is_some())
    }

    fn date(&self, date: DateParts, fields: DateFields) -> String {
        let key = (date, fields);
        let mut written = self.written_dates.borrow_mut();
        if let Some((_, known)) = written.iter().find(|(of, _)| *of == key) {
            return known.clone();
        }
        if written.len() == MOST_DATES {
            written.clear();
        }
        let text = self.written_date(date, fields);
        written.push((key, text.clone()));
        text
    }

    fn clock(&self, minute_of_day: u16) -> String {
        let moment = Date::new(&(f64::from(minute_of_day) * 60_000.0).into());
        let text = self
            .date_format(None)
            .and_then(|format| format.call1(&JsValue::NULL, &moment).ok()?.as_string());
        text.unwrap_or_default()
    }
}

thread_local! {
    /// The names of languages that were asked for.
    static NAMES: RefCell<Vec<(String, Option<String>)>> = const { RefCell::new(Vec::new()) };
}

/// The name of a language in itself, with a capital where the language has them.
pub(super) fn language_name(tag: &str) -> Option<String> {
    NAMES.with_borrow_mut(|names| {
        if let Some((_, known)) = names.iter().find(|(of, _)| of == tag) {
            return known.clone();
        }
        let name = written_language_name(tag);
        names.push((tag.to_owned(), name.clone()));
        name
    })
}

fn written_language_name(tag: &str) -> Option<String> {
    let options = Object::new();
    set(&options, "type", &"language".into());
    let names = construct("DisplayNames", &Array::of1(&tag.into()), &options)?;
    let of: Function = get(&names, "of")?.dyn_into().ok()?;
    let name = of.call1(&names, &tag.into()).ok()?.as_string()?;
    let first = name.chars().next()?.len_utf8();
    let (first, rest) = name.split_at_checked(first)?;
    Some(format!("{}{rest}", uppercase(first, tag, true)))
}

/// Whether the browser knows the months of a language. Chromium on Debian says that it supports some languages, and then
/// writes "M05" and a decimal point: the root locale of ICU.
fn knows_months(tags: &Array) -> bool {
    let options = Object::new();
    set(&options, "month", &"long".into());
    let month = construct("DateTimeFormat", tags, &options).and_then(|format| {
        let format: Function = get(&format, "format")?.dyn_into().ok()?;
        format.call1(&JsValue::NULL, &0.into()).ok()?.as_string()
    });
    month.is_some_and(|month| !month.starts_with("M0") && !month.starts_with("M1"))
}

/// A text in capitals, by the rules of a language that `Intl` takes: a malformed tag would throw here too.
fn uppercase(text: &str, tag: &str, is_known: bool) -> String {
    let text = js_sys::JsString::from(text);
    String::from(match is_known {
        true => text.to_locale_upper_case(Some(tag)),
        false => text.to_upper_case(),
    })
}

/// `new Intl.<name>(tags, options)`, or `None` where the browser refuses.
fn construct(name: &str, tags: &Array, options: &Object) -> Option<JsValue> {
    let intl = get(&js_sys::global(), "Intl")?;
    let class: Function = get(&intl, name)?.dyn_into().ok()?;
    Reflect::construct(&class, &Array::of2(tags, options)).ok()
}

fn get(object: &JsValue, key: &str) -> Option<JsValue> {
    Reflect::get(object, &key.into())
        .ok()
        .filter(|value| !value.is_undefined())
}

fn set(object: &Object, key: &str, value: &JsValue) {
    let _ = Reflect::set(object, &key.into(), value);
}

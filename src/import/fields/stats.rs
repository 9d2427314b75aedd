//! What the values of a field look like, over the whole file, in little memory.

use std::hash::{DefaultHasher, Hash, Hasher};

use serde_json::Value;

use super::{look, precision};

/// Most different values of a field that are told apart.
pub const MOST_DISTINCT: usize = 256;
/// Most fields of a file that are looked at; those after them are used only when the publisher names them.
pub const MOST_FIELDS: usize = 512;
/// How many different values of a field are kept as examples.
const MOST_EXAMPLES: usize = 16;
/// Length of an example, in characters.
const EXAMPLE_CHARACTERS: usize = 64;

/// What the values of a field look like. All counts are of values of the whole file, unless they say *different*.
#[derive(Clone, Debug, Default)]
pub struct FieldStats {
    /// Values that are there.
    pub present: usize,
    /// `null`, or nothing but space.
    pub empty: usize,
    /// Texts that are no numbers and have a letter.
    pub texts: usize,
    /// JSON numbers, and texts that are one, with a decimal point or comma.
    pub numbers: usize,
    /// Those of them without a fraction.
    pub integers: usize,
    /// The smallest and largest number.
    pub range: Option<(f64, f64)>,
    /// Numbers that could be a latitude: −90 to 90.
    pub latitudes: usize,
    /// Numbers that could be a longitude: −180 to 180.
    pub longitudes: usize,
    /// Coordinates with marks of degrees or a hemisphere.
    pub marked_degrees: usize,
    /// `http` and `https` addresses.
    pub links: usize,
    /// Well-known text, GeoJSON, or two numbers.
    pub positions: usize,
    /// Two numbers in one text, of which only the first, or only the second, can be a latitude.
    pub pairs: PairOrder,
    /// Times of day, with or without a colon.
    pub clocks: usize,
    /// Dates with a time of day that is not midnight.
    pub dates_with_time: usize,
    /// E-mail addresses.
    pub emails: usize,
    /// What could be a telephone number.
    pub phones: usize,
    /// Those of them that begin with a `+`.
    pub international_phones: usize,
    /// Two to four words that begin with a capital.
    pub person_like: usize,
    /// `true` and `false`.
    pub booleans: usize,
    /// Length of all texts together, in characters.
    total_length: usize,
    /// Length of the longest text, in characters.
    pub longest: usize,
    /// Different words for how well a place is known.
    pub precision_words: usize,
    /// Different words for how well a time is known.
    pub time_precision_words: usize,
    /// The first few different values, shortened.
    pub examples: Vec<String>,
    /// Hashes of the different values, ascending; at most [`MOST_DISTINCT`].
    hashes: Vec<u64>,
    /// How many values had been added when the hashes were full; all of them if they are not.
    until_full: usize,
    /// Whether there are more different values than are told apart.
    is_beyond: bool,
}

/// In which order texts of two numbers have latitude and longitude, as far as their values tell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PairOrder {
    /// Two numbers of either order.
    pub either: usize,
    /// Only the first can be a latitude.
    pub latitude_first: usize,
    /// Only the second can be a latitude.
    pub longitude_first: usize,
}

impl FieldStats {
    /// Of a field without values.
    pub fn new() -> Self {
        Self::default()
    }

    /// Counts one value.
    pub fn add(&mut self, value: &Value) {
        match value {
            Value::Null => self.empty += 1,
            Value::String(text) if text.trim().is_empty() => self.empty += 1,
            Value::String(text) => self.add_text(text.trim()),
            Value::Number(number) => {
                self.add_distinct(&number.to_string());
                if let Some(number) = number.as_f64() {
                    self.add_number(number);
                    self.clocks += usize::from(look::is_clock_number(number));
                }
            }
            Value::Bool(is_so) => {
                self.booleans += 1;
                self.add_distinct(if *is_so { "true" } else { "false" });
            }
            // What a list or object says is nothing to a field, but for coordinates.
            Value::Array(items) => {
                self.present += 1;
                self.positions += usize::from(is_position(items));
                self.pairs.longitude_first += usize::from(is_position(items));
            }
            Value::Object(members) => {
                self.present += 1;
                let has_coordinates = members.get("coordinates").is_some_and(Value::is_array);
                self.positions += usize::from(has_coordinates);
            }
        }
    }

    /// Counts one value of a CSV cell.
    pub fn add_cell(&mut self, text: &str) {
        match text.trim() {
            "" => self.empty += 1,
            text => self.add_text(text),
        }
    }

    fn add_text(&mut self, text: &str) {
        self.add_distinct(text);
        let length = text.chars().count();
        self.total_length = self.total_length.saturating_add(length);
        self.longest = self.longest.max(length);
        let start = look::beginning(text);
        let has_digit = start.bytes().any(|byte| byte.is_ascii_digit());
        let number = if has_digit { look::number(start) } else { None };
        match number {
            Some(number) => self.add_number(number),
            None => self.texts += usize::from(start.chars().any(char::is_alphabetic)),
        }
        self.links += usize::from(look::is_link(start));
        self.emails += usize::from(look::is_email(start));
        if has_digit {
            self.add_digits(start, number);
        } else {
            self.person_like += usize::from(look::is_person_like(start));
        }
    }

    /// Counts the looks that need a digit.
    fn add_digits(&mut self, text: &str, number: Option<f64>) {
        let is_clock = number.is_some_and(look::is_clock_number) || look::is_clock(text);
        self.clocks += usize::from(is_clock);
        self.dates_with_time += usize::from(look::has_time_of_day(text));
        self.marked_degrees += usize::from(look::is_marked_degrees(text));
        if look::is_phone(text) {
            self.phones += 1;
            self.international_phones += usize::from(text.starts_with('+'));
        }
        if number.is_some() {
            return;
        }
        if let Some((first, second)) = look::pair(text) {
            self.positions += 1;
            match (first.abs() <= 90.0, second.abs() <= 90.0) {
                (true, true) => self.pairs.either += 1,
                (true, false) => self.pairs.latitude_first += 1,
                (false, true) => self.pairs.longitude_first += 1,
                (false, false) => {}
            }
        } else {
            self.positions += usize::from(look::is_geometry_text(text));
        }
    }

    fn add_number(&mut self, number: f64) {
        self.numbers += 1;
        self.integers += usize::from(number.fract() == 0.0);
        self.latitudes += usize::from(number.abs() <= 90.0);
        self.longitudes += usize::from(number.abs() <= 180.0);
        let (low, high) = self.range.unwrap_or((number, number));
        self.range = Some((low.min(number), high.max(number)));
    }

    fn add_distinct(&mut self, text: &str) {
        self.present += 1;
        if self.is_beyond {
            return;
        }
        let mut hasher = DefaultHasher::new();
        text.hash(&mut hasher);
        let hash = hasher.finish();
        let Err(at) = self.hashes.binary_search(&hash) else {
            self.until_full += 1;
            return;
        };
        if self.hashes.len() == MOST_DISTINCT {
            self.is_beyond = true;
            return;
        }
        self.until_full += 1;
        self.hashes.insert(at, hash);
        let word = look::beginning(text);
        self.precision_words += usize::from(precision::place_word(word).is_some());
        self.time_precision_words += usize::from(precision::time_word(word).is_some());
        if self.examples.len() < MOST_EXAMPLES {
            let example = text.chars().take(EXAMPLE_CHARACTERS).collect();
            self.examples.push(example);
        }
    }

    /// How many different values there are; `None` for more than [`MOST_DISTINCT`].
    pub fn distinct(&self) -> Option<usize> {
        (!self.is_beyond).then_some(self.hashes.len())
    }

    /// How many of the values counted until [`MOST_DISTINCT`] different ones were found were new, from 0 to 1.
    pub fn uniqueness(&self) -> f64 {
        share(self.hashes.len(), self.until_full)
    }

    /// The mean length of the texts, in characters.
    pub fn mean_length(&self) -> f64 {
        share(self.total_length, self.present)
    }

    /// Whether at least the share `least` of the values that are there was counted in `count`.
    pub(super) fn has(&self, count: usize, least: f64) -> bool {
        self.present > 0 && share(count, self.present) >= least
    }

    /// Whether most values are texts with letters.
    pub(super) fn is_text(&self) -> bool {
        self.has(self.texts, 0.5)
    }
}

/// Whether a list is two or more numbers.
fn is_position(items: &[Value]) -> bool {
    (2..=4).contains(&items.len()) && items.iter().all(Value::is_number)
}

/// What part of a whole; 0 of nothing.
fn share(part: usize, whole: usize) -> f64 {
    match whole {
        0 => 0.0,
        whole => part as f64 / whole as f64,
    }
}

//! Which field of a file is what to an incident: by its name, and by the look of its values.
//!
//! A *field* is a CSV column or a GeoJSON property; nested properties come flattened, as `location.latitude`. Every
//! value of the file goes through a [`FieldStats`] first, then [`detect()`] decides, in this order:
//!
//! 1. what the publisher says ([`Told`]);
//! 2. the fixed table of a [`KnownFormat`], if the names of the fields are those of one: then nothing else is guessed;
//! 3. the names of the fields, in several languages, unless the values contradict;
//! 4. the look of the values, and only where a single field looks so.
//!
//! What was found is shown to the person with its reason, so each rule is one that can be said in a sentence. A wrong
//! guess is worse than none: a doubtful field stays unused, and the person can name it.

mod detect;
mod known;
mod look;
mod names;
mod personal;
mod precision;
mod stats;
mod told;
mod words;

#[cfg(test)]
mod tests;

pub use detect::{Column, Found, Mapping, detect};
pub use known::KnownFormat;
pub use personal::{Personal, looks_personal, personal_fields};
pub use precision::{TimePrecision, precision_of, time_precision_of};
pub use stats::{FieldStats, MOST_DISTINCT, MOST_FIELDS, PairOrder};
pub use told::{TellError, Told};

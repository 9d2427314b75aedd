//! GeoJSON geometry, judged: what is wrong with a place, and what can be shown of it.
//!
//! A file is read twice. The first pass asks each position which way round it is ([`AxisEvidence`]); the second judges
//! each geometry in the light of that ([`judge`]) and yields a clean one (RFC 7946) that [`crate::load`] accepts, with
//! a [`Finding`] for all that was wrong. Places in tables come from texts ([`position_from_text`],
//! [`number_from_text`]).
//!
//! **A place is never silently moved.** Rings are closed and turned round, which moves nothing; axes are swapped only
//! when the publisher says so ([`Context::swap`]). A position that cannot be right is not shown, and where there is an
//! obvious right one, it is suggested in [`Finding::expected`].
//!
//! All work is bounded by the size of what is read: see [`MOST_POSITIONS`], [`MOST_NESTED`] and
//! [`MOST_COMPARISONS_PER_EDGE`].

mod axes;
mod crossing;
mod crs;
mod finding;
mod form;
mod json;
mod judging;
mod kind;
mod number;
mod place;
mod ring;
mod text;
mod wkt;

pub use axes::{AxisEvidence, AxisVerdict, MOST_ASKED_PER_GEOMETRY};
pub use crossing::MOST_COMPARISONS_PER_EDGE;
pub use crs::{CrsVerdict, crs_of};
pub use finding::{Finding, Judged};
pub use judging::{Context, MOST_NESTED, MOST_POSITIONS, judge, judge_numbers};
pub use number::number_from_text;
pub use text::{AxisOrder, MOST_TEXT_BYTES, PlaceText, position_from_json, position_from_text};

#[cfg(test)]
mod tests;

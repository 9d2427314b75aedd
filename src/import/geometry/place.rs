//! Whether two numbers are a place.

use serde_json::{Number, Value};

use super::axes::AxisVerdict;
use super::crs::WGS84_NAME;
use super::json::shown;
use super::judging::Context;
use super::number::number_from_text;
use crate::geo::LngLat;
use crate::report::{Expected, Problem};

/// What is wrong with a position.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Flaw {
    /// Not two numbers.
    NotNumbers,
    /// The numbers stand in quotation marks.
    Quoted(f64, f64),
    NotFinite,
    /// Outside the globe; with the same meridian within ±180 degrees where only the longitude is.
    OutOfRange(Option<LngLat>),
    /// By the whole file; with the place the other way round.
    Swapped(LngLat),
    /// By the whole file.
    Projected,
    /// A point at 0, 0.
    NullIsland,
}

/// What two numbers are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Placed {
    Good(LngLat),
    /// On the globe, but the rest of the file speaks against it.
    Doubtful(LngLat, Flaw),
    Bad(Flaw),
}

impl Flaw {
    pub(super) fn problem(self) -> Problem {
        match self {
            Self::NotNumbers | Self::Quoted(..) => Problem::BadCoordinates,
            Self::NotFinite => Problem::NotFinite,
            Self::OutOfRange(_) => Problem::OutOfRange,
            Self::Swapped(_) => Problem::SwappedAxes,
            Self::Projected => Problem::Projected,
            Self::NullIsland => Problem::NullIsland,
        }
    }

    /// What should stand there, written as in GeoJSON.
    pub(super) fn expected(self) -> Expected {
        match self {
            Self::NotNumbers | Self::NotFinite => {
                Expected::Words("[longitude, latitude]".to_owned())
            }
            Self::Quoted(x, y) => Expected::Words(shown(&Value::from(vec![x, y]))),
            Self::OutOfRange(None) => Expected::Words("[-180…180, -90…90]".to_owned()),
            Self::OutOfRange(Some(place)) | Self::Swapped(place) => {
                Expected::Words(shown(&json_from_place(place)))
            }
            Self::Projected => Expected::Words(WGS84_NAME.to_owned()),
            Self::NullIsland => Expected::Nothing,
        }
    }
}

/// Whether the numbers are longitude and latitude.
pub(super) fn fits(x: f64, y: f64) -> bool {
    LngLat::new(x, y).is_valid()
}

/// Whether the numbers are latitude and longitude.
pub(super) fn fits_swapped(x: f64, y: f64) -> bool {
    LngLat::new(y, x).is_valid()
}

/// Judges a position of GeoJSON. What follows the first two numbers is ignored: an altitude, which the map does not
/// show, and what RFC 7946, section 3.1.1, lets readers ignore. `is_point` says that it is a place by itself, not a
/// vertex.
pub(super) fn placed_from_json(position: &Value, is_point: bool, context: &Context) -> Placed {
    match position.as_array().map(Vec::as_slice) {
        Some([Value::Number(x), Value::Number(y), ..]) => match (x.as_f64(), y.as_f64()) {
            (Some(x), Some(y)) => placed_from_numbers(x, y, is_point, context),
            _ => Placed::Bad(Flaw::NotFinite),
        },
        Some([Value::String(x), Value::String(y), ..]) => {
            match (number_from_text(x), number_from_text(y)) {
                (Ok(x), Ok(y)) => Placed::Bad(Flaw::Quoted(x, y)),
                (Err(Problem::NotFinite), _) | (_, Err(Problem::NotFinite)) => {
                    Placed::Bad(Flaw::NotFinite)
                }
                _ => Placed::Bad(Flaw::NotNumbers),
            }
        }
        _ => Placed::Bad(Flaw::NotNumbers),
    }
}

/// Judges two numbers as they are written.
pub(super) fn placed_from_numbers(x: f64, y: f64, is_point: bool, context: &Context) -> Placed {
    if !x.is_finite() || !y.is_finite() {
        return Placed::Bad(Flaw::NotFinite);
    }
    let place = if context.swap {
        LngLat::new(y, x)
    } else {
        LngLat::new(x, y)
    };
    if is_point && x == 0.0 && y == 0.0 {
        return Placed::Bad(Flaw::NullIsland);
    }
    let flaw = match context.verdict {
        // What the publisher has answered is no longer in doubt.
        AxisVerdict::Swapped if !context.swap && fits_swapped(x, y) => {
            Some(Flaw::Swapped(LngLat::new(y, x)))
        }
        AxisVerdict::Projected => Some(Flaw::Projected),
        _ => None,
    };
    match (place.is_valid(), flaw) {
        (true, None) => Placed::Good(place),
        (true, Some(flaw)) => Placed::Doubtful(place, flaw),
        (false, Some(flaw)) => Placed::Bad(flaw),
        (false, None) => Placed::Bad(Flaw::OutOfRange(on_the_same_meridian(place))),
    }
}

/// The place with its longitude within ±180 degrees, for those who count it from 0 to 360 or go on past 180.
fn on_the_same_meridian(place: LngLat) -> Option<LngLat> {
    const TURN_DEG: f64 = 360.0;
    let lng_deg = place.lng_deg - TURN_DEG.copysign(place.lng_deg);
    let turned = LngLat::new(lng_deg, place.lat_deg);
    (place.lng_deg.abs() <= TURN_DEG && turned.is_valid()).then_some(turned)
}

/// A position of GeoJSON.
pub(super) fn json_from_place(place: LngLat) -> Value {
    Value::Array(vec![
        json_from_number(place.lng_deg),
        json_from_number(place.lat_deg),
    ])
}

/// Whole degrees as people write them: `2`, not `2.0`.
fn json_from_number(number: f64) -> Value {
    let whole = number as i64;
    if whole as f64 == number {
        Value::from(whole)
    } else {
        Number::from_f64(number).map_or(Value::Null, Value::Number)
    }
}

//! Places on the map's plane as whole numbers, so that the cell of any zoom level is a shift away.

use crate::geo::PlanePoint;

/// Half the side of the square that all places lie in, in kilometres: the plane of the whole world is 35,000 km wide.
const HALF_SIDE_KM: f64 = 32_768.0;
/// Units in a kilometre: 65,536 km are 2³² units, so one is 1.5 cm.
pub const UNITS_PER_KM: f64 = 65_536.0;

/// A place on the map's plane in units from the lower left corner of the square around all of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FixedPoint {
    /// To the right.
    pub x: u32,
    /// Up.
    pub y: u32,
}

impl FixedPoint {
    /// Where no place is: no other has the largest `x`.
    pub const NOWHERE: Self = Self {
        x: u32::MAX,
        y: u32::MAX,
    };

    /// A place; [`Self::NOWHERE`] for none, or one that is not on the plane.
    pub fn of(at: Option<PlanePoint>) -> Self {
        let units = |km: f64| {
            let units = (km + HALF_SIDE_KM) * UNITS_PER_KM;
            (0.0..4_294_967_295.0)
                .contains(&units)
                .then_some(units as u32)
        };
        let at = at.and_then(|at| units(at.x_km).zip(units(at.y_km)));
        at.map_or(Self::NOWHERE, |(x, y)| Self { x, y })
    }

    /// The place in kilometres.
    pub fn to_plane(self) -> PlanePoint {
        PlanePoint::new(km_of(f64::from(self.x)), km_of(f64::from(self.y)))
    }
}

/// The kilometres of so many units, which may be a mean.
pub(super) fn km_of(units: f64) -> f64 {
    (units + 0.5) / UNITS_PER_KM - HALF_SIDE_KM
}

/// The units of so many kilometres, within the square.
pub(super) fn units_of(km: f64) -> u32 {
    ((km + HALF_SIDE_KM) * UNITS_PER_KM).clamp(0.0, 4_294_967_295.0) as u32
}

//! A projection for very many points: sines and roots are taken from tables.

use super::authalic::authalic_from_geodetic_rad;
use super::parts::joined;
use super::{LngLat, PlanePoint, Projection, wrapped_lng_deg};

/// So many steps of a table are a degree.
const STEPS: f64 = 4.0;
/// What a table gives is wrong by less than this, half a millimetre on the ground: where it is not, the table is not asked.
const TOLERANCE_KM: f64 = 5e-7;
/// What comes of a longitude is multiplied with what comes of a latitude, which is at most the earth's diameter.
const TOLERANCE_ACROSS: f64 = TOLERANCE_KM / 12_742.0;

/// A projection of very many points, which takes a fifth of the time for each; what it gives is within three millimetres of
/// [`Projection::plane_from_lnglat`].
#[derive(Clone, Debug)]
pub struct ManyPoints {
    projection: Projection,
    central_lng_deg: f64,
    by_latitude: Table,
    by_longitude: Table,
}

/// Two functions of an angle: between each two steps cubic polynomials through four of their values.
#[derive(Clone, Debug)]
struct Table {
    first_deg: f64,
    /// Not where the functions are not smooth enough, which is around poles.
    cells: Vec<Option<[[f64; 4]; 2]>>,
}

impl ManyPoints {
    /// Points of a projection.
    pub fn of(projection: Projection) -> Self {
        Self {
            projection,
            central_lng_deg: projection.central_lng_deg(),
            by_latitude: Table::of(-90.0, TOLERANCE_KM, |lat_deg| along(&projection, lat_deg)),
            by_longitude: Table::of(-180.0, TOLERANCE_ACROSS, |lng_deg| {
                across(&projection, lng_deg)
            }),
        }
    }

    /// The point of the map's plane.
    #[inline]
    pub fn plane_from_lnglat(&self, point: LngLat) -> PlanePoint {
        let lng_deg = wrapped_lng_deg(point.lng_deg - self.central_lng_deg);
        let along = self.by_latitude.at(point.lat_deg);
        match along.zip(self.by_longitude.at(lng_deg)) {
            Some((along, across)) => joined(along, across),
            None => self.projection.plane_from_lnglat(point),
        }
    }
}

fn along(projection: &Projection, lat_deg: f64) -> [f64; 2] {
    let lat_rad = authalic_from_geodetic_rad(lat_deg.to_radians());
    match projection {
        Projection::Albers(albers) => albers.along(lat_rad),
        Projection::EqualEarth(equal_earth) => equal_earth.along(lat_rad),
    }
}

fn across(projection: &Projection, lng_deg: f64) -> [f64; 2] {
    match projection {
        Projection::Albers(albers) => albers.across(lng_deg.to_radians()),
        Projection::EqualEarth(equal_earth) => equal_earth.across(lng_deg.to_radians()),
    }
}

impl Table {
    /// Functions from an angle below zero to the same above it.
    fn of(first_deg: f64, tolerance: f64, functions: impl Fn(f64) -> [f64; 2]) -> Self {
        let steps = (-2.0 * first_deg * STEPS) as i32;
        let value = |step: f64| functions(first_deg + step / STEPS);
        let cell = |step: i32| {
            let step = f64::from(step);
            let around = [-1.0, 0.0, 1.0, 2.0].map(|more| value(step + more));
            let cubics = [0, 1].map(|which| {
                cubic(around.map(|both| both.get(which).copied().unwrap_or_default()))
            });
            let is_close = |share: f64| {
                let (found, wanted) = (both_at(&cubics, share), value(step + share));
                let mut far = found
                    .iter()
                    .zip(wanted)
                    .map(|(one, other)| (one - other).abs());
                // Not where one is no number.
                far.all(|far| far < tolerance)
            };
            [0.2, 0.5, 0.8].into_iter().all(is_close).then_some(cubics)
        };
        Self {
            first_deg,
            cells: (0..steps).map(cell).collect(),
        }
    }

    #[inline]
    fn at(&self, angle_deg: f64) -> Option<[f64; 2]> {
        let step = (angle_deg - self.first_deg) * STEPS;
        let cell = step as usize;
        let cubics = self.cells.get(cell)?.as_ref()?;
        Some(both_at(cubics, step - cell as f64))
    }
}

#[inline]
fn both_at(cubics: &[[f64; 4]; 2], share: f64) -> [f64; 2] {
    cubics.map(|[a, b, c, d]| a + share * (b + share * (c + share * d)))
}

/// The coefficients of the polynomial through values at -1, 0, 1 and 2 (Lagrange).
fn cubic([before, from, to, after]: [f64; 4]) -> [f64; 4] {
    [
        from,
        to - before / 3.0 - from / 2.0 - after / 6.0,
        (before + to) / 2.0 - from,
        (after - before) / 6.0 + (from - to) / 2.0,
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geo::{Albers, EqualEarth};
    use proptest::prelude::*;
    use std::f64::consts::FRAC_PI_2;

    fn projection() -> impl Strategy<Value = Projection> {
        let lng = || (-360..=360).prop_map(|halves| f64::from(halves) / 2.0);
        let lat = || (-180..=180).prop_map(|halves| (f64::from(halves) / 2.0).to_radians());
        prop_oneof![
            (lng(), lat(), lat(), lat()).prop_map(
                |(lng, south, north, origin)| Projection::Albers(Albers::new(
                    lng,
                    [south, north],
                    origin
                ))
            ),
            (lng(), prop::bool::ANY).prop_map(|(lng, is_north)| {
                let pole = if is_north { FRAC_PI_2 } else { -FRAC_PI_2 };
                Projection::Albers(Albers::new(lng, [pole; 2], pole))
            }),
            lng().prop_map(|lng| Projection::EqualEarth(EqualEarth::new(lng))),
        ]
    }

    proptest! {
        #[test]
        fn tables_give_what_the_projection_gives(
            projection in projection(),
            points in prop::collection::vec((-180.0..=180.0_f64, prop_oneof![3 => -90.0..=90.0_f64, 1 => 89.0..=90.0_f64, 1 => -90.0..=-89.0_f64]), 100),
        ) {
            let many = ManyPoints::of(projection);
            let corners = [(180.0, 90.0), (-180.0, -90.0), (180.0, 0.0), (-180.0, 0.0), (0.0, 90.0), (0.0, 0.0)];
            for (lng_deg, lat_deg) in points.into_iter().chain(corners) {
                let point = LngLat::new(lng_deg, lat_deg);
                let (found, wanted) = (many.plane_from_lnglat(point), projection.plane_from_lnglat(point));
                let far_km = (found.x_km - wanted.x_km).hypot(found.y_km - wanted.y_km);
                prop_assert!(far_km < 3e-6, "{:?} {:?} {:?}", point, found, wanted);
            }
        }
    }
}

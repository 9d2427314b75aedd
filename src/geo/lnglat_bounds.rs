use super::{LngLat, wrapped_lng_deg};
use crate::order::sorted_by_key;

/// What rounding may add or take where two arcs of longitude meet, in degrees (0.1 mm).
const SLACK_DEG: f64 = 1e-9;

/// A box of longitudes and latitudes.
///
/// `west_deg` exceeds `east_deg` when the box crosses the antimeridian.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LngLatBounds {
    /// The meridian where the box begins, going east; within ±180.
    pub west_deg: f64,
    /// The lowest latitude.
    pub south_deg: f64,
    /// The meridian where the box ends, going east; within ±180.
    pub east_deg: f64,
    /// The highest latitude.
    pub north_deg: f64,
}

impl LngLatBounds {
    /// All the earth.
    pub const WORLD: Self = Self {
        west_deg: -180.0,
        south_deg: -90.0,
        east_deg: 180.0,
        north_deg: 90.0,
    };

    /// The smallest box around the valid ones of `points`, across the antimeridian where that is
    /// shorter; `None` when there are none.
    pub fn of(points: impl IntoIterator<Item = LngLat>) -> Option<Self> {
        let mut lngs_deg = Vec::new();
        let (mut south_deg, mut north_deg) = (f64::INFINITY, f64::NEG_INFINITY);
        for point in points.into_iter().filter(|point| point.is_valid()) {
            lngs_deg.push(point.lng_deg);
            south_deg = south_deg.min(point.lat_deg);
            north_deg = north_deg.max(point.lat_deg);
        }
        let (west_deg, east_deg) = shortest_arc(lngs_deg)?;
        Some(Self {
            west_deg,
            south_deg,
            east_deg,
            north_deg,
        })
    }

    /// The box of one point.
    pub const fn at(point: LngLat) -> Self {
        Self {
            west_deg: point.lng_deg,
            south_deg: point.lat_deg,
            east_deg: point.lng_deg,
            north_deg: point.lat_deg,
        }
    }

    /// The width in degrees of longitude, 0 to 360.
    pub fn width_deg(&self) -> f64 {
        let width_deg = self.east_deg - self.west_deg;
        if width_deg < 0.0 {
            width_deg + 360.0
        } else {
            width_deg
        }
    }

    /// The height in degrees of latitude.
    pub fn height_deg(&self) -> f64 {
        self.north_deg - self.south_deg
    }

    /// The middle in longitude and in latitude.
    pub fn center(&self) -> LngLat {
        LngLat::new(
            wrapped_lng_deg(self.west_deg + self.width_deg() / 2.0),
            (self.south_deg + self.north_deg) / 2.0,
        )
    }

    /// Its corners.
    pub fn corners(&self) -> [LngLat; 4] {
        let (west, south) = (self.west_deg, self.south_deg);
        let (east, north) = (self.east_deg, self.north_deg);
        [(west, south), (east, south), (east, north), (west, north)]
            .map(|(lng, lat)| LngLat::new(lng, lat))
    }

    /// Whether `point` is inside or on the edge.
    pub fn contains(&self, point: LngLat) -> bool {
        (self.south_deg..=self.north_deg).contains(&point.lat_deg)
            && (self.has_meridian(point.lng_deg)
                // The antimeridian has two names.
                || (point.lng_deg.abs() == 180.0 && self.has_meridian(-point.lng_deg)))
    }

    /// The smallest box around both.
    pub fn union(&self, other: &Self) -> Self {
        let south_deg = self.south_deg.min(other.south_deg);
        let north_deg = self.north_deg.max(other.north_deg);
        // Some pair of the four ends bounds the answer, unless the two go all the way round.
        let mut best = Self {
            south_deg,
            north_deg,
            ..Self::WORLD
        };
        for west_deg in [self.west_deg, other.west_deg] {
            for east_deg in [self.east_deg, other.east_deg] {
                let candidate = Self {
                    west_deg,
                    east_deg,
                    ..best
                };
                if candidate.width_deg() < best.width_deg()
                    && candidate.spans_meridians_of(self)
                    && candidate.spans_meridians_of(other)
                {
                    best = candidate;
                }
            }
        }
        best
    }

    /// The smallest box around this one and `point`.
    pub fn extended_to(&self, point: LngLat) -> Self {
        self.union(&Self::at(point))
    }

    fn has_meridian(&self, lng_deg: f64) -> bool {
        if self.west_deg <= self.east_deg {
            (self.west_deg..=self.east_deg).contains(&lng_deg)
        } else {
            lng_deg >= self.west_deg || lng_deg <= self.east_deg
        }
    }

    fn spans_meridians_of(&self, other: &Self) -> bool {
        let start_deg = (other.west_deg - self.west_deg).rem_euclid(360.0);
        start_deg + other.width_deg() <= self.width_deg() + SLACK_DEG
    }
}

/// The shortest arc of the circle of longitudes that holds all of them, as (west, east).
fn shortest_arc(lngs_deg: Vec<f64>) -> Option<(f64, f64)> {
    let west_deg = lngs_deg.iter().copied().reduce(f64::min)?;
    let east_deg = lngs_deg.iter().copied().reduce(f64::max)?;
    if east_deg - west_deg <= 180.0 {
        // No gap can be wider than the one outside: nothing to sort.
        return Some((west_deg, east_deg));
    }
    let lngs_deg = sorted_by_key(lngs_deg, |lng_deg| *lng_deg);
    let (mut best, mut widest_gap_deg) = ((west_deg, east_deg), west_deg + 360.0 - east_deg);
    for (&before_deg, &after_deg) in lngs_deg.iter().zip(lngs_deg.iter().skip(1)) {
        if after_deg - before_deg > widest_gap_deg {
            widest_gap_deg = after_deg - before_deg;
            best = (after_deg, before_deg);
        }
    }
    Some(best)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bounds(west_deg: f64, south_deg: f64, east_deg: f64, north_deg: f64) -> LngLatBounds {
        LngLatBounds {
            west_deg,
            south_deg,
            east_deg,
            north_deg,
        }
    }

    #[test]
    fn the_smallest_box_is_chosen() {
        #[track_caller]
        fn check(points: &[(f64, f64)], expected: Option<LngLatBounds>) {
            let points = points.iter().map(|&(lng, lat)| LngLat::new(lng, lat));
            assert_eq!(LngLatBounds::of(points), expected);
        }
        check(&[], None);
        check(&[(f64::NAN, 0.0), (200.0, 0.0)], None);
        check(&[(63.1, 53.0)], Some(bounds(63.1, 53.0, 63.1, 53.0)));
        check(
            &[(63.1, 53.0), (82.6, 49.9), (500.0, 0.0)],
            Some(bounds(63.1, 49.9, 82.6, 53.0)),
        );
        // Fiji, across the antimeridian.
        check(
            &[(178.0, -18.0), (-179.0, -17.0)],
            Some(bounds(178.0, -18.0, -179.0, -17.0)),
        );
        check(
            &[(170.0, 0.0), (-170.0, 0.0), (180.0, 1.0), (-180.0, 2.0)],
            Some(bounds(170.0, 0.0, -170.0, 2.0)),
        );
        // The widest gap, between 5 and 120, stays outside.
        check(
            &[(-170.0, 0.0), (-80.0, 0.0), (5.0, 0.0), (120.0, 0.0)],
            Some(bounds(120.0, 0.0, 5.0, 0.0)),
        );
        check(
            &[
                (-120.0, 0.0),
                (0.0, 0.0),
                (120.0, 0.0),
                (-180.0, 0.0),
                (180.0, 0.0),
            ],
            Some(bounds(0.0, 0.0, -120.0, 0.0)),
        );
    }

    #[test]
    fn sizes_and_middles() {
        for (bounds, width_deg, center) in [
            (
                bounds(60.0, 40.0, 80.0, 50.0),
                20.0,
                LngLat::new(70.0, 45.0),
            ),
            (
                bounds(170.0, -20.0, -160.0, 0.0),
                30.0,
                LngLat::new(-175.0, -10.0),
            ),
            (LngLatBounds::WORLD, 360.0, LngLat::new(0.0, 0.0)),
            (
                LngLatBounds::at(LngLat::new(5.0, 6.0)),
                0.0,
                LngLat::new(5.0, 6.0),
            ),
        ] {
            assert_eq!(bounds.width_deg(), width_deg, "{bounds:?}");
            assert_eq!(bounds.center(), center, "{bounds:?}");
        }
    }

    #[test]
    fn membership() {
        let (plain, fiji) = (
            bounds(-180.0, 0.0, -170.0, 10.0),
            bounds(170.0, 0.0, -170.0, 10.0),
        );
        for (bounds, lng_deg, lat_deg, expected) in [
            (plain, -175.0, 5.0, true),
            (plain, 180.0, 5.0, true),
            (plain, 179.0, 5.0, false),
            (plain, -175.0, 11.0, false),
            (fiji, 170.0, 0.0, true),
            (fiji, 180.0, 5.0, true),
            (fiji, -180.0, 5.0, true),
            (fiji, 0.0, 5.0, false),
            (LngLatBounds::WORLD, 12.0, -90.0, true),
        ] {
            let point = LngLat::new(lng_deg, lat_deg);
            assert_eq!(bounds.contains(point), expected, "{bounds:?} {point:?}");
        }
    }

    #[test]
    fn unions() {
        for (one, other, west_deg, east_deg) in [
            ((10.0, 20.0), (30.0, 40.0), 10.0, 40.0),
            ((10.0, 40.0), (20.0, 30.0), 10.0, 40.0),
            ((170.0, 175.0), (-175.0, -170.0), 170.0, -170.0),
            ((170.0, -170.0), (-175.0, -160.0), 170.0, -160.0),
            ((-10.0, 100.0), (90.0, -160.0), -10.0, -160.0),
            // Together all the way round.
            ((-180.0, 10.0), (0.0, 180.0), -180.0, 180.0),
            ((0.0, 179.0), (170.0, 20.0), -180.0, 180.0),
            ((-180.0, 180.0), (5.0, 6.0), -180.0, 180.0),
        ] {
            let one = bounds(one.0, 0.0, one.1, 1.0);
            let other = bounds(other.0, -1.0, other.1, 0.5);
            let expected = bounds(west_deg, -1.0, east_deg, 1.0);
            assert_eq!(one.union(&other), expected, "{one:?} {other:?}");
            assert_eq!(other.union(&one), expected, "{other:?} {one:?}");
        }
    }
}

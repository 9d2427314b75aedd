//! Which way round the positions of a file are.

use serde_json::Value;

use super::place::{fits, fits_swapped};

/// How many positions of one geometry are asked which way round they are.
pub const MOST_ASKED_PER_GEOMETRY: usize = 1_000;

/// Beyond this a number is degrees by no convention: longitudes run to 180, or to 360 where they start at Greenwich.
const MOST_DEGREES: f64 = 360.0;

/// So many records, and at least one in [`SWAPPED_SHARE`], have to be out of range before a file is taken to be the
/// other way round: a correct file has a slip here and there, a swapped one as many as its records lie beyond 90 degrees
/// east or west. In a file of few, more than half.
const SWAPPED_LEAST: usize = 3;
const SWAPPED_SHARE: usize = 10;

/// How the positions of a file look as a whole.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AxisVerdict {
    /// Nothing speaks against longitude and latitude in degrees.
    #[default]
    Plain,
    /// Latitude before longitude.
    Swapped,
    /// Metres of a map projection, or another unit that is not degrees.
    Projected,
}

/// Counts that tell which way round the positions of a file are. It takes the same memory however many are added.
///
/// - **Projected**: more than half of the records have a number beyond 360 in size.
/// - **Swapped**: of the records that lie on the globe at all, one way round or the other, none lies there only as
///   written (with a longitude beyond 90), and some lie there only when swapped (with a latitude beyond 90): more than
///   half of them, or at least three that are at least one in ten.
///
/// Placeholders such as -999 lie nowhere and count in the first rule only; numbers that are not finite and 0, 0, the
/// usual sign of a missing place, do not count. A swapped file whose places all lie within 90 degrees of Greenwich
/// cannot be told from a correct one by this.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AxisEvidence {
    asked: usize,
    beyond_degrees: usize,
    either_way: usize,
    only_as_written: usize,
    only_swapped: usize,
}

impl AxisEvidence {
    /// Takes a record with one position into account, as written: the first number and the second.
    pub fn add(&mut self, x: f64, y: f64) {
        if !x.is_finite() || !y.is_finite() || (x == 0.0 && y == 0.0) {
            return;
        }
        self.asked += 1;
        self.beyond_degrees += usize::from(x.abs().max(y.abs()) > MOST_DEGREES);
        match (fits(x, y), fits_swapped(x, y)) {
            (true, true) => self.either_way += 1,
            (true, false) => self.only_as_written += 1,
            (false, true) => self.only_swapped += 1,
            (false, false) => {}
        }
    }

    /// Takes a record with a geometry into account, of whose positions the first [`MOST_ASKED_PER_GEOMETRY`] are asked;
    /// of a broken geometry, those that can be found. It counts as one, so that the vertices of one shape do not outvote
    /// the other records.
    pub fn add_geometry(&mut self, geometry: &Value) {
        let mut own = Self::default();
        own.add_positions(geometry);
        self.asked += own.asked.min(1);
        if own.beyond_degrees > own.asked / 2 {
            self.beyond_degrees += 1;
        } else if own.only_as_written > 0 {
            self.only_as_written += 1;
        } else if own.only_swapped > 0 {
            self.only_swapped += 1;
        } else {
            self.either_way += own.either_way.min(1);
        }
    }

    fn add_positions(&mut self, geometry: &Value) {
        let mut left = MOST_ASKED_PER_GEOMETRY;
        let mut waiting = vec![geometry];
        while let Some(next) = waiting.pop() {
            match next {
                Value::Object(members) => {
                    waiting.extend(members.get("geometries"));
                    waiting.extend(members.get("coordinates"));
                }
                Value::Array(items) => match items.as_slice() {
                    [Value::Number(x), Value::Number(y), ..] => {
                        if let (Some(x), Some(y)) = (x.as_f64(), y.as_f64()) {
                            self.add(x, y);
                        }
                        left = left.saturating_sub(1);
                    }
                    items => waiting.extend(items.iter().take(left).rev()),
                },
                _ => {}
            }
            if left == 0 {
                return;
            }
        }
    }

    /// How the file looks as a whole.
    pub fn verdict(&self) -> AxisVerdict {
        let on_the_globe = self.either_way + self.only_as_written + self.only_swapped;
        let is_usual = self.only_swapped >= SWAPPED_LEAST
            && self.only_swapped.saturating_mul(SWAPPED_SHARE) >= on_the_globe;
        if self.beyond_degrees > self.asked / 2 {
            AxisVerdict::Projected
        } else if self.only_as_written == 0 && (self.only_swapped > on_the_globe / 2 || is_usual) {
            AxisVerdict::Swapped
        } else {
            AxisVerdict::Plain
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    /// The verdict over positions, each with how often it stands in the file.
    fn check(positions: &[(usize, f64, f64)], expected: AxisVerdict) {
        let mut evidence = AxisEvidence::default();
        for (times, x, y) in positions {
            for _ in 0..*times {
                evidence.add(*x, *y);
            }
        }
        assert_eq!(evidence.verdict(), expected, "{positions:?}");
    }

    #[test]
    fn the_order_of_a_file_is_told_from_all_its_positions() {
        use AxisVerdict::{Plain, Projected, Swapped};
        check(&[], Plain);
        check(&[(5, 13.4, 52.5)], Plain);
        check(&[(5, 52.5, 13.4)], Plain);
        check(&[(1, 35.7, 139.7)], Swapped);
        check(&[(27, 52.5, 13.4), (3, 47.6, -122.3)], Swapped);
        check(&[(28, 52.5, 13.4), (3, 47.6, -122.3)], Plain);
        // In a small file one slip is no rule.
        check(&[(1, 52.5, 13.4), (1, 47.6, -122.3)], Plain);
        check(&[(1, 52.5, 13.4), (2, 47.6, -122.3)], Swapped);
        // Some only fit as they are written: the others are slips.
        check(&[(9, 35.7, 139.7), (1, 139.7, 35.7)], Plain);
        // Placeholders say nothing about the order.
        check(
            &[(3, 35.7, 139.7), (2, -999.0, -999.0), (90, 0.0, 0.0)],
            Swapped,
        );
        check(&[(3, 35.7, 139.7), (9, f64::NAN, f64::INFINITY)], Swapped);
        // Longitudes from 0 to 360 are not swapped, either way round.
        check(&[(3, 237.7, 47.6)], Plain);
        check(&[(3, 47.6, 237.7)], Plain);
        // Web Mercator and UTM, also where one of the numbers is small.
        check(
            &[(2, 1_491_681.0, 6_894_701.0), (1, 0.0, 6_711_542.0)],
            Projected,
        );
        check(&[(1, 391_000.0, 5.0), (1, 13.4, 52.5)], Plain);
        check(&[(2, 391_000.0, 5.0), (1, 13.4, 52.5)], Projected);
    }

    #[test]
    fn a_geometry_counts_once_and_by_its_first_positions() {
        let mut evidence = AxisEvidence::default();
        evidence.add_geometry(&json!({"type": "GeometryCollection", "geometries": [
            {"type": "Point", "coordinates": [52.5, 13.4, 10]},
            {"type": "Polygon", "coordinates": [[[35.7, 139.7], ["x"], [36, 140]]]},
            {"type": "Point", "coordinates": null},
        ]}));
        assert_eq!((evidence.asked, evidence.only_swapped), (1, 1));
        assert_eq!(evidence.verdict(), AxisVerdict::Swapped);
        let mut metres = vec![[1_491_681.0, 6_894_701.0]; 3];
        evidence.add_geometry(&json!({"coordinates": metres}));
        evidence.add_geometry(&json!({"coordinates": metres}));
        assert_eq!(evidence.verdict(), AxisVerdict::Projected);
        evidence.add_geometry(&json!({"coordinates": []}));
        assert_eq!(evidence.asked, 3);

        metres = vec![[1.5, 2.5]; MOST_ASKED_PER_GEOMETRY];
        metres.push([35.7, 139.7]);
        let mut evidence = AxisEvidence::default();
        evidence.add_geometry(&json!({"coordinates": metres}));
        assert_eq!((evidence.either_way, evidence.only_swapped), (1, 0));
    }
}

/// A point of the map's plane: kilometres from the projection's origin, y up.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PlanePoint {
    /// Kilometres to the right, east at the central meridian.
    pub x_km: f64,
    /// Kilometres up, north at the central meridian.
    pub y_km: f64,
}

impl PlanePoint {
    /// A point from its coordinates in kilometres.
    pub const fn new(x_km: f64, y_km: f64) -> Self {
        Self { x_km, y_km }
    }
}

/// A box of the map's plane, in kilometres.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PlaneBounds {
    /// The left edge.
    pub min_x_km: f64,
    /// The lower edge.
    pub min_y_km: f64,
    /// The right edge.
    pub max_x_km: f64,
    /// The upper edge.
    pub max_y_km: f64,
}

impl PlaneBounds {
    /// The smallest box around the finite ones of `points`; `None` when there are none.
    pub fn of(points: impl IntoIterator<Item = PlanePoint>) -> Option<Self> {
        points
            .into_iter()
            .filter(|point| point.x_km.is_finite() && point.y_km.is_finite())
            .map(Self::at)
            .reduce(|bounds, point| bounds.union(&point))
    }

    /// The box of one point.
    pub const fn at(point: PlanePoint) -> Self {
        Self {
            min_x_km: point.x_km,
            min_y_km: point.y_km,
            max_x_km: point.x_km,
            max_y_km: point.y_km,
        }
    }

    /// The smallest box around both.
    pub fn union(&self, other: &Self) -> Self {
        Self {
            min_x_km: self.min_x_km.min(other.min_x_km),
            min_y_km: self.min_y_km.min(other.min_y_km),
            max_x_km: self.max_x_km.max(other.max_x_km),
            max_y_km: self.max_y_km.max(other.max_y_km),
        }
    }

    /// This box with `margin_km` more on every side.
    pub fn padded(&self, margin_km: f64) -> Self {
        Self {
            min_x_km: self.min_x_km - margin_km,
            min_y_km: self.min_y_km - margin_km,
            max_x_km: self.max_x_km + margin_km,
            max_y_km: self.max_y_km + margin_km,
        }
    }

    /// The width in kilometres.
    pub fn width_km(&self) -> f64 {
        self.max_x_km - self.min_x_km
    }

    /// The height in kilometres.
    pub fn height_km(&self) -> f64 {
        self.max_y_km - self.min_y_km
    }

    /// The middle.
    pub fn center(&self) -> PlanePoint {
        PlanePoint::new(
            (self.min_x_km + self.max_x_km) / 2.0,
            (self.min_y_km + self.max_y_km) / 2.0,
        )
    }

    /// Whether `point` is inside or on the edge.
    pub fn contains(&self, point: PlanePoint) -> bool {
        (self.min_x_km..=self.max_x_km).contains(&point.x_km)
            && (self.min_y_km..=self.max_y_km).contains(&point.y_km)
    }

    /// Whether the two share a point, an edge included.
    pub fn intersects(&self, other: &Self) -> bool {
        self.min_x_km <= other.max_x_km
            && other.min_x_km <= self.max_x_km
            && self.min_y_km <= other.max_y_km
            && other.min_y_km <= self.max_y_km
    }

    /// The point of the box nearest to `point`.
    pub fn nearest_to(&self, point: PlanePoint) -> PlanePoint {
        // Not `clamp`, which panics on an inverted box.
        PlanePoint::new(
            point.x_km.min(self.max_x_km).max(self.min_x_km),
            point.y_km.min(self.max_y_km).max(self.min_y_km),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const UNIT: PlaneBounds = PlaneBounds {
        min_x_km: 0.0,
        min_y_km: 0.0,
        max_x_km: 1.0,
        max_y_km: 2.0,
    };

    #[test]
    fn bounds_hold_all_finite_points() {
        let points = [
            (1.0, 0.0),
            (f64::NAN, 9.0),
            (0.0, 2.0),
            (0.5, f64::INFINITY),
        ];
        let points = points.map(|(x_km, y_km)| PlanePoint::new(x_km, y_km));
        assert_eq!(PlaneBounds::of(points), Some(UNIT));
        assert_eq!(PlaneBounds::of([]), None);
    }

    #[test]
    fn measures() {
        assert_eq!((UNIT.width_km(), UNIT.height_km()), (1.0, 2.0));
        assert_eq!(UNIT.center(), PlanePoint::new(0.5, 1.0));
        assert_eq!(UNIT.padded(1.0).width_km(), 3.0);
        assert_eq!(UNIT.padded(1.0).center(), UNIT.center());
        assert_eq!(UNIT.union(&UNIT.padded(2.0)), UNIT.padded(2.0));
    }

    #[test]
    fn the_nearest_point_is_inside() {
        for (x_km, y_km, near_x_km, near_y_km) in [
            (0.5, 0.5, 0.5, 0.5),
            (-3.0, 1.0, 0.0, 1.0),
            (9.0, 9.0, 1.0, 2.0),
            (0.5, -1.0, 0.5, 0.0),
        ] {
            let point = PlanePoint::new(x_km, y_km);
            let nearest = UNIT.nearest_to(point);
            assert_eq!(nearest, PlanePoint::new(near_x_km, near_y_km));
            assert!(UNIT.contains(nearest));
            assert_eq!(UNIT.contains(point), nearest == point);
        }
        // An inverted box does not panic.
        assert!(
            UNIT.padded(-5.0)
                .nearest_to(PlanePoint::new(0.0, 0.0))
                .x_km
                .is_finite()
        );
    }

    #[test]
    fn touching_boxes_intersect() {
        let moved = |by_km: f64| PlaneBounds {
            min_x_km: by_km,
            max_x_km: by_km + 1.0,
            ..UNIT
        };
        for (by_km, expected) in [(0.5, true), (1.0, true), (1.1, false), (-1.1, false)] {
            assert_eq!(UNIT.intersects(&moved(by_km)), expected, "{by_km}");
            assert_eq!(moved(by_km).intersects(&UNIT), expected, "{by_km}");
        }
    }
}

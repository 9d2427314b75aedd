/// A point of the screen: CSS pixels from the top left corner of the map, y down.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ScreenPoint {
    /// Pixels to the right.
    pub x_px: f64,
    /// Pixels down.
    pub y_px: f64,
}

impl ScreenPoint {
    /// A point from its coordinates in CSS pixels.
    pub const fn new(x_px: f64, y_px: f64) -> Self {
        Self { x_px, y_px }
    }

    /// The distance to another point, in CSS pixels.
    pub fn distance_px(self, other: Self) -> f64 {
        let (x, y) = (self.x_px - other.x_px, self.y_px - other.y_px);
        (x * x + y * y).sqrt()
    }
}

/// A size in CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ScreenSize {
    /// Pixels from left to right.
    pub width_px: f64,
    /// Pixels from top to bottom.
    pub height_px: f64,
}

impl ScreenSize {
    /// A size in CSS pixels.
    pub const fn new(width_px: f64, height_px: f64) -> Self {
        Self {
            width_px,
            height_px,
        }
    }
}

/// A box of the screen, in CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ScreenRect {
    /// The left edge.
    pub left_px: f64,
    /// The top edge.
    pub top_px: f64,
    /// Pixels from left to right.
    pub width_px: f64,
    /// Pixels from top to bottom.
    pub height_px: f64,
}

impl ScreenRect {
    /// A box from its top left corner and size, in CSS pixels.
    pub const fn new(left_px: f64, top_px: f64, width_px: f64, height_px: f64) -> Self {
        Self {
            left_px,
            top_px,
            width_px,
            height_px,
        }
    }

    /// The box of one point.
    pub const fn at(point: ScreenPoint) -> Self {
        Self::new(point.x_px, point.y_px, 0.0, 0.0)
    }

    /// The right edge.
    pub fn right_px(&self) -> f64 {
        self.left_px + self.width_px
    }

    /// The bottom edge.
    pub fn bottom_px(&self) -> f64 {
        self.top_px + self.height_px
    }

    /// The middle.
    pub fn center(&self) -> ScreenPoint {
        ScreenPoint::new(
            self.left_px + self.width_px / 2.0,
            self.top_px + self.height_px / 2.0,
        )
    }

    /// Whether `point` is inside or on the edge.
    pub fn contains(&self, point: ScreenPoint) -> bool {
        (self.left_px..=self.right_px()).contains(&point.x_px)
            && (self.top_px..=self.bottom_px()).contains(&point.y_px)
    }

    /// Whether the two overlap. Boxes that only touch do not.
    pub fn intersects(&self, other: &Self) -> bool {
        self.left_px < other.right_px()
            && other.left_px < self.right_px()
            && self.top_px < other.bottom_px()
            && other.top_px < self.bottom_px()
    }

    /// This box with `margin_px` more on every side; with a negative margin, less, but never less
    /// than its middle.
    pub fn inflated(&self, margin_px: f64) -> Self {
        let width_px = (self.width_px + 2.0 * margin_px).max(0.0);
        let height_px = (self.height_px + 2.0 * margin_px).max(0.0);
        let center = self.center();
        Self::new(
            center.x_px - width_px / 2.0,
            center.y_px - height_px / 2.0,
            width_px,
            height_px,
        )
    }

    /// The smallest box around both.
    pub fn union(&self, other: &Self) -> Self {
        let left_px = self.left_px.min(other.left_px);
        let top_px = self.top_px.min(other.top_px);
        Self::new(
            left_px,
            top_px,
            self.right_px().max(other.right_px()) - left_px,
            self.bottom_px().max(other.bottom_px()) - top_px,
        )
    }
}

/// How much of each side of the map something else covers, in CSS pixels.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Insets {
    /// From the top edge.
    pub top_px: f64,
    /// From the right edge.
    pub right_px: f64,
    /// From the bottom edge.
    pub bottom_px: f64,
    /// From the left edge.
    pub left_px: f64,
}

impl Insets {
    /// The same on every side.
    pub const fn uniform(px: f64) -> Self {
        Self {
            top_px: px,
            right_px: px,
            bottom_px: px,
            left_px: px,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CARD: ScreenRect = ScreenRect::new(10.0, 20.0, 30.0, 40.0);

    #[test]
    fn edges_and_middle() {
        assert_eq!((CARD.right_px(), CARD.bottom_px()), (40.0, 60.0));
        assert_eq!(CARD.center(), ScreenPoint::new(25.0, 40.0));
        assert!(CARD.contains(ScreenPoint::new(10.0, 60.0)));
        assert!(!CARD.contains(ScreenPoint::new(9.9, 60.0)));
        assert!(ScreenRect::at(CARD.center()).contains(CARD.center()));
    }

    #[test]
    fn only_overlapping_boxes_intersect() {
        for (left_px, top_px, expected) in [
            (10.0, 20.0, true),
            (39.0, 59.0, true),
            (40.0, 20.0, false),
            (10.0, 60.0, false),
            (-20.0, 20.0, false),
        ] {
            let other = ScreenRect::new(left_px, top_px, 30.0, 40.0);
            assert_eq!(CARD.intersects(&other), expected, "{other:?}");
            assert_eq!(other.intersects(&CARD), expected, "{other:?}");
        }
    }

    #[test]
    fn inflating_keeps_the_middle() {
        assert_eq!(CARD.inflated(5.0), ScreenRect::new(5.0, 15.0, 40.0, 50.0));
        assert_eq!(CARD.inflated(-5.0).inflated(5.0), CARD);
        assert_eq!(CARD.inflated(-100.0), ScreenRect::at(CARD.center()));
    }

    #[test]
    fn union_holds_both() {
        let other = ScreenRect::new(0.0, 50.0, 5.0, 50.0);
        assert_eq!(CARD.union(&other), ScreenRect::new(0.0, 20.0, 40.0, 80.0));
        assert_eq!(CARD.union(&CARD), CARD);
    }

    #[test]
    fn distances() {
        assert_eq!(
            ScreenPoint::new(1.0, 1.0).distance_px(ScreenPoint::new(4.0, 5.0)),
            5.0
        );
    }
}

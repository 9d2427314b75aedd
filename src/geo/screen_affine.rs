use super::ScreenPoint;

/// A scaling and a shift of the screen, as for a bitmap: first scale, then move.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ScreenAffine {
    /// New pixels per old pixel.
    pub scale: f64,
    /// Where the old left edge comes to lie, in CSS pixels.
    pub dx_px: f64,
    /// Where the old top edge comes to lie, in CSS pixels.
    pub dy_px: f64,
}

impl ScreenAffine {
    /// Where an old point comes to lie.
    pub fn apply(&self, point: ScreenPoint) -> ScreenPoint {
        ScreenPoint::new(
            self.scale * point.x_px + self.dx_px,
            self.scale * point.y_px + self.dy_px,
        )
    }
}

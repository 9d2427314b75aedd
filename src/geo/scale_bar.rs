use super::{ScreenPoint, Viewport, distance_m};

/// The largest width or height of a view that has a scale bar: a quarter of the way round the earth.
const MAX_VIEW_KM: f64 = 10_000.0;

/// How much the scale may differ over the middle of the view before one bar for all of it would
/// mislead.
const MAX_SCALE_RATIO: f64 = 1.25;

/// A length on the ground and its length on the screen, for the middle of the view.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ScaleBar {
    /// Metres on the ground: 1, 2 or 5 times a power of ten.
    pub length_m: f64,
    /// CSS pixels on the screen.
    pub length_px: f64,
}

impl ScaleBar {
    /// The longest bar of a round length that takes at most `max_px` pixels, measured along the
    /// geodesic between its ends when it lies horizontally across the middle of the view.
    ///
    /// `None` where a bar would mislead, as on a map of the world: when the view is wider or higher
    /// than 10,000 km, or when half-way to an edge it is off the world or its horizontal scale
    /// differs by more than a quarter from that in the middle, or when the vertical scale there does, as far from the
    /// equator on an equal-area map of the world. Also `None` when the bar would be
    /// shorter than a metre.
    pub fn at(viewport: &Viewport, max_px: f64) -> Option<Self> {
        let size = viewport.size();
        let extent_km = size.width_px.max(size.height_px) / viewport.px_per_km();
        if max_px <= 0.0 || extent_km > MAX_VIEW_KM {
            return None;
        }
        let center = viewport.screen_rect().center();
        let max_m = ground_m(viewport, center, max_px)?;
        let length_m = round_length_m(max_m)?;
        let is_misleading = |ground_m: f64| {
            !(1.0 / MAX_SCALE_RATIO..=MAX_SCALE_RATIO).contains(&(ground_m / max_m))
        };
        if is_misleading(upright_m(viewport, center, max_px)?) {
            return None;
        }

        for (dx_px, dy_px) in [
            (size.width_px / 4.0, 0.0),
            (-size.width_px / 4.0, 0.0),
            (0.0, size.height_px / 4.0),
            (0.0, -size.height_px / 4.0),
        ] {
            let place = ScreenPoint::new(center.x_px + dx_px, center.y_px + dy_px);
            if is_misleading(ground_m(viewport, place, max_px)?) {
                return None;
            }
        }

        // Ground length is nearly proportional to pixels, so this secant settles at once.
        let mut length_px = max_px * length_m / max_m;
        for _ in 0..4 {
            length_px *= length_m / ground_m(viewport, center, length_px)?;
        }
        Some(Self {
            length_m,
            length_px,
        })
    }
}

/// The length on the ground of a horizontal line on the screen, in metres; `None` when an end is
/// off the world.
fn ground_m(viewport: &Viewport, middle: ScreenPoint, length_px: f64) -> Option<f64> {
    line_m(viewport, middle, (length_px, 0.0))
}

/// The same of a vertical line.
fn upright_m(viewport: &Viewport, middle: ScreenPoint, length_px: f64) -> Option<f64> {
    line_m(viewport, middle, (0.0, length_px))
}

fn line_m(viewport: &Viewport, middle: ScreenPoint, (dx_px, dy_px): (f64, f64)) -> Option<f64> {
    let end = |share: f64| {
        let (x_px, y_px) = (middle.x_px + share * dx_px, middle.y_px + share * dy_px);
        viewport.lnglat_from_screen(ScreenPoint::new(x_px, y_px))
    };
    Some(distance_m(end(-0.5)?, end(0.5)?))
}

/// The largest of 1, 2, 5, 10, 20, 50, … metres that is not longer than `max_m`.
fn round_length_m(max_m: f64) -> Option<f64> {
    let mut length_m = 1.0;
    let mut best_m = None;
    for step in [2.0, 2.5, 2.0].into_iter().cycle() {
        // No line on the earth is infinite, and a NaN is no length.
        if length_m > max_m || !max_m.is_finite() {
            break;
        }
        best_m = Some(length_m);
        length_m *= step;
    }
    best_m
}

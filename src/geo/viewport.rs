use super::{
    Insets, LngLat, PlaneBounds, PlanePoint, Projection, ScreenAffine, ScreenPoint, ScreenRect,
    ScreenSize, ViewLimits,
};

/// The least width and height that [`Viewport::fit`] shows: about a town and its surroundings, so
/// that a single point has a scale.
const MIN_FIT_KM: f64 = 40.0;

/// The scales a viewport can have at all, in CSS pixels per kilometre; 0 and infinity would make
/// NaN of every position.
const PX_PER_KM: (f64, f64) = (1e-9, 1e9);

/// What part of the map's plane the screen shows: an immutable value, as every method returns a
/// new one.
///
/// Coordinates are finite and the scale is positive, whatever a window of no size or a pinch of
/// two equal points may ask for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Viewport {
    projection: Projection,
    size: ScreenSize,
    center: PlanePoint,
    px_per_km: f64,
}

impl Viewport {
    /// The view with `center` in the middle of the screen.
    pub fn new(
        projection: Projection,
        size: ScreenSize,
        center: PlanePoint,
        px_per_km: f64,
    ) -> Self {
        let (min_px_per_km, max_px_per_km) = PX_PER_KM;
        Self {
            projection,
            size: ScreenSize::new(
                finite(size.width_px).max(0.0),
                finite(size.height_px).max(0.0),
            ),
            center: PlanePoint::new(finite(center.x_km), finite(center.y_km)),
            // A NaN becomes the minimum.
            px_per_km: px_per_km.max(min_px_per_km).min(max_px_per_km),
        }
    }

    /// The closest view that shows all of `bounds` inside the insets, in their middle.
    pub fn fit(
        projection: Projection,
        size: ScreenSize,
        bounds: &PlaneBounds,
        insets: Insets,
    ) -> Self {
        let free_width_px = (size.width_px - insets.left_px - insets.right_px).max(1.0);
        let free_height_px = (size.height_px - insets.top_px - insets.bottom_px).max(1.0);
        let px_per_km = (free_width_px / bounds.width_km().max(MIN_FIT_KM))
            .min(free_height_px / bounds.height_km().max(MIN_FIT_KM));
        Self::new(projection, size, bounds.center(), px_per_km).pan(
            (insets.left_px - insets.right_px) / 2.0,
            (insets.top_px - insets.bottom_px) / 2.0,
        )
    }

    /// The projection of the map.
    pub fn projection(&self) -> &Projection {
        &self.projection
    }

    /// The size of the screen.
    pub fn size(&self) -> ScreenSize {
        self.size
    }

    /// The point of the plane in the middle of the screen.
    pub fn center(&self) -> PlanePoint {
        self.center
    }

    /// The scale, in CSS pixels per kilometre of the plane.
    pub fn px_per_km(&self) -> f64 {
        self.px_per_km
    }

    /// The whole screen.
    pub fn screen_rect(&self) -> ScreenRect {
        ScreenRect::new(0.0, 0.0, self.size.width_px, self.size.height_px)
    }

    /// What part of the plane is on the screen.
    pub fn plane_bounds(&self) -> PlaneBounds {
        let half_width_km = self.size.width_px / 2.0 / self.px_per_km;
        let half_height_km = self.size.height_px / 2.0 / self.px_per_km;
        PlaneBounds {
            min_x_km: self.center.x_km - half_width_km,
            min_y_km: self.center.y_km - half_height_km,
            max_x_km: self.center.x_km + half_width_km,
            max_y_km: self.center.y_km + half_height_km,
        }
    }

    /// The view after the map has moved right and down by so many pixels.
    pub fn pan(&self, dx_px: f64, dy_px: f64) -> Self {
        self.centered_on(PlanePoint::new(
            self.center.x_km - dx_px / self.px_per_km,
            self.center.y_km + dy_px / self.px_per_km,
        ))
    }

    /// The view with a scale `factor` times as large; what is under `anchor` stays there.
    ///
    /// A factor that is not a positive number changes nothing.
    pub fn zoom_about(&self, anchor: ScreenPoint, factor: f64) -> Self {
        if !(factor > 0.0 && factor.is_finite()) {
            return *self;
        }
        let target = self.plane_from_screen(anchor);
        let zoomed = Self::new(
            self.projection,
            self.size,
            self.center,
            self.px_per_km * factor,
        );
        let moved = zoomed.screen_from_plane(target);
        zoomed.pan(anchor.x_px - moved.x_px, anchor.y_px - moved.y_px)
    }

    /// [`zoom_about`](Self::zoom_about), but only as far as `limits` allow, and then
    /// [`limited`](Self::limited).
    ///
    /// Zooming first and limiting afterwards would let the map drift at the largest scale.
    pub fn zoom_about_within(&self, anchor: ScreenPoint, factor: f64, limits: &ViewLimits) -> Self {
        let px_per_km = limits.px_per_km_nearest_to(self.px_per_km * factor);
        self.zoom_about(anchor, px_per_km / self.px_per_km)
            .limited(limits)
    }

    /// The view on a screen of another size: same middle, same scale.
    pub fn resized(&self, size: ScreenSize) -> Self {
        Self::new(self.projection, size, self.center, self.px_per_km)
    }

    /// The view with `center` in the middle, same scale.
    pub fn centered_on(&self, center: PlanePoint) -> Self {
        Self::new(self.projection, self.size, center, self.px_per_km)
    }

    /// Whether the other view shows the same map at the same scale and size, wherever it is moved.
    pub fn is_panned(&self, other: &Self) -> bool {
        other.centered_on(self.center) == *self
    }

    /// The view after the smallest move that brings all of `rect` inside the insets, same scale.
    ///
    /// What is too large for the free part is centred in it.
    pub fn brought_into_view(&self, rect: &ScreenRect, insets: Insets) -> Self {
        let ScreenSize {
            width_px,
            height_px,
        } = self.size;
        self.pan(
            shift_into(
                (rect.left_px, rect.right_px()),
                (insets.left_px, width_px - insets.right_px),
            ),
            shift_into(
                (rect.top_px, rect.bottom_px()),
                (insets.top_px, height_px - insets.bottom_px),
            ),
        )
    }

    /// The allowed view nearest to this one.
    pub fn limited(&self, limits: &ViewLimits) -> Self {
        Self::new(
            self.projection,
            self.size,
            limits.bounds.nearest_to(self.center),
            limits.px_per_km_nearest_to(self.px_per_km),
        )
    }

    /// The view on the way to another, from 0 at this one to 1 there, on a screen of its size.
    ///
    /// The scale grows by the same factor in the same time. The middle moves so that one point of
    /// the screen stands still, as in [`zoom_about`](Self::zoom_about): the target does not swing
    /// aside on the way, and with equal scales the motion is even. Views of different projections
    /// have nothing between them.
    pub fn interpolated(&self, to: &Self, t: f64) -> Self {
        if t <= 0.0 {
            return self.resized(to.size);
        }
        if t >= 1.0 || self.projection != to.projection {
            return *to;
        }
        let ratio = to.px_per_km / self.px_per_km;
        let growth = ratio.ln();
        let grown = (growth * t).exp();
        // The share of the way is linear in kilometres per pixel, which go as exp(-growth t).
        let share = if growth.abs() < 1e-6 {
            t
        } else {
            (1.0 / grown - 1.0) / (1.0 / ratio - 1.0)
        };
        let (from_x_km, from_y_km) = (self.center.x_km, self.center.y_km);
        let center = PlanePoint::new(
            from_x_km + (to.center.x_km - from_x_km) * share,
            from_y_km + (to.center.y_km - from_y_km) * share,
        );
        let px_per_km = self.px_per_km * grown;
        Self::new(self.projection, to.size, center, px_per_km)
    }

    /// Where a point of the plane is on the screen.
    pub fn screen_from_plane(&self, point: PlanePoint) -> ScreenPoint {
        ScreenPoint::new(
            self.size.width_px / 2.0 + (point.x_km - self.center.x_km) * self.px_per_km,
            self.size.height_px / 2.0 - (point.y_km - self.center.y_km) * self.px_per_km,
        )
    }

    /// What point of the plane is at a place on the screen.
    pub fn plane_from_screen(&self, point: ScreenPoint) -> PlanePoint {
        PlanePoint::new(
            self.center.x_km + (point.x_px - self.size.width_px / 2.0) / self.px_per_km,
            self.center.y_km - (point.y_px - self.size.height_px / 2.0) / self.px_per_km,
        )
    }

    /// Where a place on the earth is on the screen.
    pub fn screen_from_lnglat(&self, point: LngLat) -> ScreenPoint {
        self.screen_from_plane(self.projection.plane_from_lnglat(point))
    }

    /// What place on the earth is at a point of the screen, or `None` off the world.
    pub fn lnglat_from_screen(&self, point: ScreenPoint) -> Option<LngLat> {
        self.projection
            .lnglat_from_plane(self.plane_from_screen(point))
    }

    /// How a bitmap drawn for `other` is to be scaled and moved to be right here; `None` when it
    /// was drawn in another projection, as then no scaling makes it right.
    pub fn affine_from(&self, other: &Self) -> Option<ScreenAffine> {
        (self.projection == other.projection).then(|| {
            let corner =
                self.screen_from_plane(other.plane_from_screen(ScreenPoint::new(0.0, 0.0)));
            ScreenAffine {
                scale: self.px_per_km / other.px_per_km,
                dx_px: corner.x_px,
                dy_px: corner.y_px,
            }
        })
    }
}

/// The smallest move of the interval `inner` that brings it into `outer`, or their middles
/// together when it does not fit.
fn shift_into(inner: (f64, f64), outer: (f64, f64)) -> f64 {
    if inner.1 - inner.0 > outer.1 - outer.0 {
        (outer.0 + outer.1 - inner.0 - inner.1) / 2.0
    } else {
        (outer.0 - inner.0).max(0.0) + (outer.1 - inner.1).min(0.0)
    }
}

fn finite(value: f64) -> f64 {
    if value.is_finite() { value } else { 0.0 }
}

#[cfg(test)]
mod tests;

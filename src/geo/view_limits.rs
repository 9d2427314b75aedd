use super::PlaneBounds;

/// How far a reader may move the map.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ViewLimits {
    /// Where the middle of the view stays.
    pub bounds: PlaneBounds,
    /// The smallest scale, in CSS pixels per kilometre.
    pub min_px_per_km: f64,
    /// The largest scale, in CSS pixels per kilometre.
    pub max_px_per_km: f64,
}

impl ViewLimits {
    /// The allowed scale nearest to `px_per_km`.
    pub fn px_per_km_nearest_to(&self, px_per_km: f64) -> f64 {
        // Not `clamp`, which panics on inverted limits.
        px_per_km.min(self.max_px_per_km).max(self.min_px_per_km)
    }
}

//! What both projections have in common: of a point's place, two numbers come of its latitude and two of its longitude.

use super::PlanePoint;

/// The point of the plane: how wide the map is there times how far across, how far up, and as the map is curved how far up
/// that leads.
pub(super) fn joined([width_km, height_km]: [f64; 2], [across, curl]: [f64; 2]) -> PlanePoint {
    PlanePoint::new(width_km * across, height_km + width_km * curl)
}

//! Which incidents lie in a part of the map.

use super::places::ProjectedIncidents;
use crate::geo::PlaneBounds;

impl ProjectedIncidents {
    /// Whether each of so many incidents has something in a part of the plane: a point, a piece of its line or area, or the
    /// place where the name of its region stands.
    pub fn within(&self, bounds: &PlaneBounds, incidents: usize) -> Vec<bool> {
        let mut within = vec![false; incidents];
        let mut take = |incident: usize, is_in: bool| {
            if let Some(known) = within.get_mut(incident) {
                *known |= is_in;
            }
        };
        for spot in &self.spots {
            take(spot.incident, bounds.contains(spot.at));
        }
        for outline in &self.outlines {
            take(outline.incident, bounds.intersects(&outline.bounds));
        }
        for point in &self.other_points {
            take(point.incident, bounds.contains(point.at));
        }
        within
    }
}

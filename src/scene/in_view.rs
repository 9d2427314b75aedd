//! Which incidents lie in a part of the map.

use super::places::{Form, ProjectedIncidents};
use super::projected::ProjectedBasemap;
use crate::geo::PlaneBounds;

impl ProjectedIncidents {
    /// Whether each of so many incidents has something in a part of the plane: a point, or a piece of the box around its line,
    /// its area or, where the basemap has it, its region.
    pub fn within(
        &self,
        bounds: &PlaneBounds,
        basemap: Option<&ProjectedBasemap>,
        incidents: usize,
    ) -> Vec<bool> {
        let mut within = vec![false; incidents];
        let mut take = |incident: usize, is_in: bool| {
            if let Some(known) = within.get_mut(incident) {
                *known |= is_in;
            }
        };
        for spot in &self.spots {
            let area = match spot.form {
                Form::Area(at) => self.areas.get(at).zip(basemap),
                _ => None,
            };
            let area =
                area.and_then(|(area, basemap)| basemap.area_bounds(basemap.area(&area.code)?));
            take(
                spot.incident,
                match area {
                    Some(area) => bounds.intersects(&area),
                    None => bounds.contains(spot.at),
                },
            );
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

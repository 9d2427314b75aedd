//! Very many incidents by how many there are per square kilometre.

use super::contours::Field;
use super::{Crowd, CrowdPicture, CrowdScale, Display, OPACITIES, TARGET_PX};
use crate::geo::Viewport;
use crate::query::store::{Criteria, Density, DensityGrid, Store};
use crate::scene::round::{power_of_ten_in, round_at_most};
use crate::scene::{Fill, Ink, Item, MapInput, Segment, Stroke};

/// Squares are at least so wide, at most twice as much.
const SQUARE_PX: f64 = 3.0;
/// What can be pointed at stands for so much of the map, at its densest place.
const PART_PX: f64 = 72.0;
/// The standard deviation of what each incident is spread by: as far as the eye takes marks for one.
const SPREAD_PX: f64 = 14.0;

/// The squares in which the incidents of a view are counted.
fn grid_of(viewport: &Viewport) -> Option<DensityGrid> {
    let px_per_km = viewport.px_per_km();
    // Powers of two, so that squares stay while one zooms a little.
    let mut side_km = 1.0;
    while side_km * px_per_km < SQUARE_PX {
        side_km *= 2.0;
    }
    while 0.5 * side_km * px_per_km >= SQUARE_PX {
        side_km *= 0.5;
    }
    DensityGrid::over(&viewport.plane_bounds(), side_km, SPREAD_PX / px_per_km)
}

/// Counts the incidents of a view, which is most of the work of their picture.
pub fn count_density(
    viewport: &Viewport,
    store: &Store,
    criteria: &Criteria,
    density: &mut Density,
) {
    if let Some(grid) = grid_of(viewport) {
        density.count_once(store, criteria, &grid);
    }
}

/// The incidents as bands of density on the plane of equal area.
pub fn crowd_density(input: &MapInput, crowd: &mut Crowd) -> CrowdPicture {
    let px_per_km = input.viewport.px_per_km();
    let Some(grid) = grid_of(input.viewport) else {
        return CrowdPicture::default();
    };
    let density = &mut *crowd.density;
    density.count_once(crowd.store, crowd.criteria, &grid);
    let largest_per_km2 = density.largest_per_km2(&grid);
    if largest_per_km2 == 0.0 {
        return CrowdPicture::default().finished(input, Vec::new());
    }
    let scale = CrowdScale {
        spread_km: SPREAD_PX / px_per_km,
        ..crowd.before.next(Display::Density, largest_per_km2)
    };
    let mut found = CrowdPicture {
        scale: Some(scale),
        ..CrowdPicture::default()
    };
    let in_view = input.viewport.screen_rect();
    for part in density.parts(&grid, (PART_PX / (grid.side_km() * px_per_km)) as usize) {
        let at = input.viewport.screen_from_plane(part.peak);
        if in_view.contains(at) {
            found.add_part(part.number, part.bounds, part.count, (at, TARGET_PX / 2.0));
        }
    }
    let field = Field {
        values: &density.per_km2,
        columns: grid.columns(),
    };
    let outlines = density_classes(scale.reach).map(|(_, lower, _)| -> Vec<Segment> {
        let mut segments = Vec::new();
        for outline in field.outlines(lower) {
            let corners = outline.into_iter().map(|(column, row)| {
                Segment::LineTo(input.viewport.screen_from_plane(grid.place(column, row)))
            });
            let first = segments.len();
            segments.extend(corners);
            if let Some(Segment::LineTo(at)) = segments.get(first).copied()
                && let Some(start) = segments.get_mut(first)
            {
                *start = Segment::MoveTo(at);
            }
            segments.push(Segment::Close);
        }
        segments
    });
    let filled = |segments: Vec<Segment>, ink: Ink, opacity: f64| Item::Path {
        segments,
        fill: Some(Fill { ink, opacity }),
        stroke: None,
    };
    // What is below is held back, as by hexagons.
    let lowest = outlines.first().cloned().unwrap_or_default();
    let mut items = vec![filled(lowest, Ink::Halo, 0.6)];
    for (class, opacity) in OPACITIES.into_iter().enumerate() {
        // By the even-odd rule the next outlines are holes, so that bands do not lie on each other.
        let mut band = outlines.get(class).cloned().unwrap_or_default();
        let above = outlines.get(class + 1).cloned().unwrap_or_default();
        band.extend(above);
        items.push(filled(band, Ink::Operation, opacity));
    }
    for segments in outlines {
        items.push(Item::Path {
            segments,
            fill: None,
            stroke: Some(Stroke {
                opacity: 0.5,
                ..Stroke::solid(Ink::Operation, 0.75)
            }),
        });
    }
    found.finished(input, items)
}

/// The area that densities are told for, in square kilometres: the least power of ten that makes what a scale reaches to at
/// least one.
pub fn density_unit_km2(scale: f64) -> f64 {
    10.0_f64.powi(-power_of_ten_in(scale).min(0))
}

/// The bands of density for a scale that reaches to a round number: the opacity of each, and from where to where it goes
/// per square kilometre.
pub fn density_classes(scale: f64) -> [(f64, f64, f64); OPACITIES.len()] {
    let mut upper = scale;
    let mut classes = OPACITIES.map(|opacity| (opacity, 0.0, 0.0));
    for class in classes.iter_mut().rev() {
        // The next below, which is half of it or less.
        let lower = round_at_most(0.99 * upper);
        (class.1, class.2) = (lower, upper);
        upper = lower;
    }
    classes
}

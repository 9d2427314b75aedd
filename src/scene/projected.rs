//! A level of the basemap on the map's plane: projected once, drawn many times.

use crate::geo::{
    ArcRef, Area, Line, LngLat, LngLatBounds, PlaneBounds, PlanePoint, Projection, ScreenPoint,
    Topology, Viewport, stitched,
};

use super::Segment;

/// A topology with its arcs on the plane of one projection.
pub struct ProjectedBasemap {
    topology: Topology,
    projection: Projection,
    arcs: Vec<Vec<PlanePoint>>,
    arc_bounds: Vec<Option<PlaneBounds>>,
    country_borders: Vec<ArcRef>,
    region_borders: Vec<ArcRef>,
    coast: Vec<Vec<PlanePoint>>,
    /// The outline of the window that its geometry covers; empty when that is the whole world, or cut by the
    /// projection.
    window: Vec<PlanePoint>,
}

/// Points on each side of a window: between them the curve of a parallel is not seen from a straight line.
const SIDE_POINTS: usize = 24;

/// The outline of a window on the plane.
fn outline(window: LngLatBounds, projection: &Projection) -> Vec<PlanePoint> {
    let (west, east) = (window.west_deg, window.west_deg + window.width_deg());
    let corners = [
        (west, window.south_deg),
        (east, window.south_deg),
        (east, window.north_deg),
        (west, window.north_deg),
    ];
    let next = corners.iter().cycle().skip(1);
    let sides = corners.iter().zip(next);
    let points: Vec<LngLat> = sides.flat_map(|(from, to)| side(*from, *to)).collect();
    // Where the projection cuts the globe, an outline would run across the whole map.
    let mut steps = points.iter().zip(points.iter().skip(1));
    if steps.any(|(from, to)| projection.cuts(*from, *to)) {
        return Vec::new();
    }
    let points = points.into_iter();
    points
        .map(|point| projection.plane_from_lnglat(point))
        .collect()
}

/// Points from one corner to before the next.
fn side(from: (f64, f64), to: (f64, f64)) -> impl Iterator<Item = LngLat> {
    (0..SIDE_POINTS).map(move |step| {
        let share = step as f64 / SIDE_POINTS as f64;
        let along = |from: f64, to: f64| from + share * (to - from);
        LngLat::new(along(from.0, to.0), along(from.1, to.1))
    })
}

impl ProjectedBasemap {
    /// Projects a topology; `window` is where its geometry was cut off, whose edges are no coast.
    pub fn new(topology: Topology, window: Option<LngLatBounds>, projection: Projection) -> Self {
        let project = |arc: &Vec<LngLat>| -> Vec<PlanePoint> {
            arc.iter()
                .map(|point| projection.plane_from_lnglat(*point))
                .collect()
        };
        let arcs: Vec<Vec<PlanePoint>> = topology.arcs.iter().map(project).collect();
        let countries = topology.borders(&topology.countries);
        Self {
            arc_bounds: arcs
                .iter()
                .map(|arc| PlaneBounds::of(arc.iter().copied()))
                .collect(),
            country_borders: countries.inner,
            region_borders: topology.borders(&topology.regions).inner,
            coast: coast(&topology, &countries.outer, &arcs, window),
            window: window.map_or_else(Vec::new, |window| outline(window, &projection)),
            arcs,
            projection,
            topology,
        }
    }

    /// The projection its arcs are in.
    pub fn projection(&self) -> &Projection {
        &self.projection
    }

    /// The geometry in degrees.
    pub fn topology(&self) -> &Topology {
        &self.topology
    }

    /// First-level regions and countries.
    pub(super) fn areas(&self) -> impl Iterator<Item = &Area> {
        let regions = self.topology.regions.iter();
        regions.chain(&self.topology.countries)
    }

    /// The first-level region or country with this code.
    pub fn area(&self, code: &str) -> Option<&Area> {
        self.areas().find(|area| area.id == code)
    }

    /// The box around an area on the plane.
    pub fn area_bounds(&self, area: &Area) -> Option<PlaneBounds> {
        let boxes = area
            .rings()
            .flatten()
            .filter_map(|arc| self.bounds_of(*arc));
        boxes.reduce(|all, one| all.union(&one))
    }

    /// The outline of the window that is covered, on the screen; empty when that is the whole world.
    pub(super) fn window_path(&self, viewport: &Viewport) -> Vec<Segment> {
        let mut path = Vec::new();
        let points = self.window.iter();
        push_line(
            &mut path,
            points.map(|point| viewport.screen_from_plane(*point)),
        );
        if !path.is_empty() {
            path.push(Segment::Close);
        }
        path
    }

    /// The outline of an area on the screen; empty when it is out of view.
    pub(super) fn area_path(&self, area: &Area, viewport: &Viewport) -> Vec<Segment> {
        let view = viewport.plane_bounds();
        match self.area_bounds(area) {
            Some(bounds) if bounds.intersects(&view) => {}
            _ => return Vec::new(),
        }
        let mut path = Vec::new();
        for ring in area.rings() {
            let points = stitched(&self.arcs, ring).map(|point| viewport.screen_from_plane(point));
            push_line(&mut path, points);
            path.push(Segment::Close);
        }
        path
    }

    /// Borders between countries that are in view, as one path.
    pub(super) fn country_border_path(&self, viewport: &Viewport) -> Vec<Segment> {
        self.arcs_path(&self.country_borders, viewport)
    }

    /// Borders between regions that are in view, as one path.
    pub(super) fn region_border_path(&self, viewport: &Viewport) -> Vec<Segment> {
        self.arcs_path(&self.region_borders, viewport)
    }

    /// Coasts, as one path.
    pub(super) fn coast_path(&self, viewport: &Viewport) -> Vec<Segment> {
        let mut path = Vec::new();
        for part in &self.coast {
            push_line(
                &mut path,
                part.iter().map(|point| viewport.screen_from_plane(*point)),
            );
        }
        path
    }

    /// A river, as one path.
    pub(super) fn line_path(&self, line: &Line, viewport: &Viewport) -> Vec<Segment> {
        let mut path = Vec::new();
        for part in &line.parts {
            let in_view = part.iter().any(|arc| self.is_in_view(*arc, viewport));
            if in_view {
                let points = stitched(&self.arcs, part);
                push_line(
                    &mut path,
                    points.map(|point| viewport.screen_from_plane(point)),
                );
            }
        }
        path
    }

    fn arcs_path(&self, arcs: &[ArcRef], viewport: &Viewport) -> Vec<Segment> {
        let mut path = Vec::new();
        for arc in arcs.iter().filter(|arc| self.is_in_view(**arc, viewport)) {
            let points = stitched(&self.arcs, std::slice::from_ref(arc));
            push_line(
                &mut path,
                points.map(|point| viewport.screen_from_plane(point)),
            );
        }
        path
    }

    fn is_in_view(&self, arc: ArcRef, viewport: &Viewport) -> bool {
        self.bounds_of(arc)
            .is_some_and(|bounds| bounds.intersects(&viewport.plane_bounds()))
    }

    fn bounds_of(&self, arc: ArcRef) -> Option<PlaneBounds> {
        self.arc_bounds.get(arc.index()).copied().flatten()
    }
}

/// Appends a line; points less than half a pixel from the last one are left out, they cannot be seen.
fn push_line(path: &mut Vec<Segment>, points: impl Iterator<Item = ScreenPoint>) {
    const LEAST_PX: f64 = 0.5;
    let mut last: Option<ScreenPoint> = None;
    let mut left_out: Option<ScreenPoint> = None;
    for point in points {
        match last {
            None => path.push(Segment::MoveTo(point)),
            Some(last) if last.distance_px(point) < LEAST_PX => {
                left_out = Some(point);
                continue;
            }
            Some(_) => path.push(Segment::LineTo(point)),
        }
        last = Some(point);
        left_out = None;
    }
    if let Some(end) = left_out {
        path.push(Segment::LineTo(end));
    }
}

/// The outer borders without the parts that run along the edge of the window.
fn coast(
    topology: &Topology,
    outer: &[ArcRef],
    arcs: &[Vec<PlanePoint>],
    window: Option<LngLatBounds>,
) -> Vec<Vec<PlanePoint>> {
    let mut parts = Vec::new();
    for arc in outer {
        let (Some(points), Some(plane)) = (topology.arcs.get(arc.index()), arcs.get(arc.index()))
        else {
            continue;
        };
        let mut part: Vec<PlanePoint> = Vec::new();
        for (ends, plane_ends) in points.windows(2).zip(plane.windows(2)) {
            let ([from, to], [plane_from, plane_to]) = (ends, plane_ends) else {
                continue;
            };
            if window.is_some_and(|window| runs_along_edge(&window, *from, *to)) {
                parts.push(std::mem::take(&mut part));
                continue;
            }
            if part.is_empty() {
                part.push(*plane_from);
            }
            part.push(*plane_to);
        }
        parts.push(part);
    }
    parts.retain(|part| part.len() > 1);
    parts
}

fn runs_along_edge(window: &LngLatBounds, from: LngLat, to: LngLat) -> bool {
    /// Quantisation moves points off the edge by up to this much.
    const NEAR_DEG: f64 = 0.02;
    let on = |value: f64, other: f64, edge: f64| {
        (value - edge).abs() < NEAR_DEG && (other - edge).abs() < NEAR_DEG
    };
    on(from.lng_deg, to.lng_deg, window.west_deg)
        || on(from.lng_deg, to.lng_deg, window.east_deg)
        || on(from.lat_deg, to.lat_deg, window.south_deg)
        || on(from.lat_deg, to.lat_deg, window.north_deg)
}

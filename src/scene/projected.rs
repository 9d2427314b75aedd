//! A level of the basemap on the map's plane: projected once, drawn many times.

use crate::geo::{
    ArcRef, Area, Line, LngLat, LngLatBounds, PlaneBounds, PlanePoint, Polygon, Projection,
    ScreenPoint, Topology, Viewport, stitched,
};

use super::Segment;

/// A topology with its arcs on the plane of one projection.
pub struct ProjectedBasemap {
    topology: Topology,
    projection: Projection,
    arcs: Vec<Vec<PlanePoint>>,
    arc_bounds: Vec<Option<PlaneBounds>>,
    /// The arcs that the map's edge cuts, in the parts that this leaves.
    cut_arcs: Vec<(usize, Vec<Vec<PlanePoint>>)>,
    /// The polygons with such an arc.
    cut_polygons: Vec<CutPolygon>,
    country_borders: Vec<ArcRef>,
    region_borders: Vec<ArcRef>,
    coast: Vec<ArcRef>,
    /// Coasts that end at the window's edge.
    broken_coast: Vec<Vec<PlanePoint>>,
    /// The outline of what its geometry covers: a window, or all the map.
    sea: Vec<Vec<PlanePoint>>,
    is_world: bool,
    /// Meridians and parallels, for a map of the world.
    graticule: Vec<Vec<PlanePoint>>,
}

/// A polygon that the map's edge cuts.
struct CutPolygon {
    polygon: Polygon,
    rings: Vec<Vec<PlanePoint>>,
    bounds: PlaneBounds,
}

/// Points on each side of a window: between them the curve of a parallel is not seen from a straight line.
const SIDE_POINTS: usize = 24;
/// The meridians and parallels of the graticule, in degrees.
const GRATICULE_DEG: i32 = 30;
/// Parallels are followed in steps of so many degrees.
const PARALLEL_STEP_DEG: usize = 5;

/// The outline of a window.
fn outline(window: LngLatBounds) -> Vec<LngLat> {
    let (west, east) = (window.west_deg, window.west_deg + window.width_deg());
    let corners = [
        (west, window.south_deg),
        (east, window.south_deg),
        (east, window.north_deg),
        (west, window.north_deg),
    ];
    let next = corners.iter().cycle().skip(1);
    let sides = corners.iter().zip(next);
    sides.flat_map(|(from, to)| side(*from, *to)).collect()
}

/// Points from one corner to before the next.
fn side(from: (f64, f64), to: (f64, f64)) -> impl Iterator<Item = LngLat> {
    (0..SIDE_POINTS).map(move |step| {
        let share = step as f64 / SIDE_POINTS as f64;
        let along = |from: f64, to: f64| from + share * (to - from);
        LngLat::new(along(from.0, to.0), along(from.1, to.1))
    })
}

fn graticule(projection: &Projection) -> Vec<Vec<PlanePoint>> {
    let mut lines = Vec::new();
    for step in (-180..180).step_by(GRATICULE_DEG as usize) {
        let lng_deg = f64::from(step);
        let meridian = [-90.0, 0.0, 90.0].map(|lat_deg| LngLat::new(lng_deg, lat_deg));
        lines.append(&mut projection.lines_from_lnglat(&meridian));
        if (-60..=60).contains(&step) {
            let mut parallel = Vec::new();
            for lng in (-180..=180).step_by(PARALLEL_STEP_DEG) {
                parallel.push(LngLat::new(f64::from(lng), lng_deg));
            }
            lines.append(&mut projection.lines_from_lnglat(&parallel));
        }
    }
    lines
}

impl ProjectedBasemap {
    /// Projects a topology; `window` is where its geometry was cut off, whose edges are no coast, and all the world
    /// without one.
    pub fn new(topology: Topology, window: Option<LngLatBounds>, projection: Projection) -> Self {
        let window = window.filter(|window| window.width_deg() < 360.0);
        let mut cut_arcs = Vec::new();
        let mut arcs: Vec<Vec<PlanePoint>> = Vec::with_capacity(topology.arcs.len());
        for arc in &topology.arcs {
            let mut parts = projection.lines_from_lnglat(arc);
            if parts.len() > 1 {
                cut_arcs.push((arcs.len(), parts.clone()));
            }
            arcs.push(match parts.len() {
                1 => parts.remove(0),
                _ => parts.concat(),
            });
        }
        let countries = topology.borders(&topology.countries);
        let (coast, broken_coast) = coast(&topology, countries.outer, &projection, window);
        let sea = match window {
            Some(window) => projection.rings_from_lnglat(&[outline(window)]),
            None => vec![projection.world_outline()],
        };
        Self {
            arc_bounds: arcs
                .iter()
                .map(|arc| PlaneBounds::of(arc.iter().copied()))
                .collect(),
            cut_polygons: cut_polygons(&topology, &cut_arcs, &projection),
            cut_arcs,
            country_borders: countries.inner,
            region_borders: topology.borders(&topology.regions).inner,
            coast,
            broken_coast,
            sea,
            is_world: window.is_none(),
            graticule: match window {
                None => graticule(&projection),
                Some(_) => Vec::new(),
            },
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
            .polygons
            .iter()
            .filter_map(|part| self.polygon_bounds(part));
        boxes.reduce(|all, one| all.union(&one))
    }

    /// The rings of an area on the plane, in the parts that the map's edge leaves of it.
    pub fn rings(&self, area: &Area) -> Vec<Vec<PlanePoint>> {
        let mut rings = Vec::new();
        for polygon in &area.polygons {
            match self.cut_polygon(polygon) {
                Some(cut) => rings.extend_from_slice(&cut.rings),
                None => {
                    for ring in &polygon.rings {
                        rings.push(stitched(&self.arcs, ring).collect());
                    }
                }
            }
        }
        rings
    }

    fn polygon_bounds(&self, polygon: &Polygon) -> Option<PlaneBounds> {
        if let Some(cut) = self.cut_polygon(polygon) {
            return Some(cut.bounds);
        }
        let arcs = polygon.rings.iter().flatten();
        let boxes = arcs.filter_map(|arc| self.bounds_of(*arc));
        boxes.reduce(|all, one| all.union(&one))
    }

    fn cut_polygon(&self, polygon: &Polygon) -> Option<&CutPolygon> {
        self.cut_polygons.iter().find(|cut| cut.polygon == *polygon)
    }

    /// Whether it reaches all round the earth.
    pub(super) fn is_world(&self) -> bool {
        self.is_world
    }

    /// The outline of what is covered, on the screen: the window, or the whole map.
    pub(super) fn sea_path(&self, viewport: &Viewport) -> Vec<Segment> {
        let mut path = Vec::new();
        for ring in &self.sea {
            push_ring(&mut path, ring, viewport);
        }
        path
    }

    /// Meridians and parallels, as one path; none but on a map of the world.
    pub(super) fn graticule_path(&self, viewport: &Viewport) -> Vec<Segment> {
        let mut path = Vec::new();
        for line in &self.graticule {
            push_plane_line(&mut path, line, viewport);
        }
        path
    }

    /// The outline of an area on the screen; empty when it is out of view.
    pub(super) fn area_path(&self, area: &Area, viewport: &Viewport) -> Vec<Segment> {
        let view = viewport.plane_bounds();
        let mut path = Vec::new();
        for polygon in &area.polygons {
            match self.polygon_bounds(polygon) {
                Some(bounds) if bounds.intersects(&view) => {}
                _ => continue,
            }
            if let Some(cut) = self.cut_polygon(polygon) {
                for ring in &cut.rings {
                    push_ring(&mut path, ring, viewport);
                }
                continue;
            }
            for ring in &polygon.rings {
                let ring: Vec<PlanePoint> = stitched(&self.arcs, ring).collect();
                push_ring(&mut path, &ring, viewport);
            }
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
        let mut path = self.arcs_path(&self.coast, viewport);
        for part in &self.broken_coast {
            push_plane_line(&mut path, part, viewport);
        }
        path
    }

    /// A river, as one path.
    pub(super) fn line_path(&self, line: &Line, viewport: &Viewport) -> Vec<Segment> {
        let mut path = Vec::new();
        for part in &line.parts {
            if part.iter().any(|arc| self.cut_arc(*arc).is_some()) {
                path.append(&mut self.arcs_path(part, viewport));
            } else if part.iter().any(|arc| self.is_in_view(*arc, viewport)) {
                let points: Vec<PlanePoint> = stitched(&self.arcs, part).collect();
                push_plane_line(&mut path, &points, viewport);
            }
        }
        path
    }

    fn arcs_path(&self, arcs: &[ArcRef], viewport: &Viewport) -> Vec<Segment> {
        let mut path = Vec::new();
        for arc in arcs.iter().filter(|arc| self.is_in_view(**arc, viewport)) {
            match (self.cut_arc(*arc), self.arcs.get(arc.index())) {
                (Some(parts), _) => {
                    for part in parts {
                        push_plane_line(&mut path, part, viewport);
                    }
                }
                (None, Some(points)) => push_plane_line(&mut path, points, viewport),
                (None, None) => {}
            }
        }
        path
    }

    fn cut_arc(&self, arc: ArcRef) -> Option<&[Vec<PlanePoint>]> {
        let mut cut = self.cut_arcs.iter();
        let (_, parts) = cut.find(|(index, _)| *index == arc.index())?;
        Some(parts)
    }

    fn is_in_view(&self, arc: ArcRef, viewport: &Viewport) -> bool {
        self.bounds_of(arc)
            .is_some_and(|bounds| bounds.intersects(&viewport.plane_bounds()))
    }

    fn bounds_of(&self, arc: ArcRef) -> Option<PlaneBounds> {
        self.arc_bounds.get(arc.index()).copied().flatten()
    }
}

/// Appends a closed ring.
fn push_ring(path: &mut Vec<Segment>, ring: &[PlanePoint], viewport: &Viewport) {
    if !ring.is_empty() {
        push_plane_line(path, ring, viewport);
        path.push(Segment::Close);
    }
}

/// Appends a line; points less than half a pixel from the last one are left out, they cannot be seen.
fn push_plane_line(path: &mut Vec<Segment>, line: &[PlanePoint], viewport: &Viewport) {
    const LEAST_PX: f64 = 0.5;
    let mut last: Option<ScreenPoint> = None;
    let mut left_out: Option<ScreenPoint> = None;
    for point in line {
        let point = viewport.screen_from_plane(*point);
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

/// The polygons with an arc that the map's edge cuts.
fn cut_polygons(
    topology: &Topology,
    cut_arcs: &[(usize, Vec<Vec<PlanePoint>>)],
    projection: &Projection,
) -> Vec<CutPolygon> {
    let is_cut = |arc: &ArcRef| cut_arcs.iter().any(|(index, _)| *index == arc.index());
    let areas = topology.countries.iter().chain(&topology.regions);
    let mut found = Vec::new();
    for polygon in areas.chain(&topology.lakes).flat_map(|area| &area.polygons) {
        if cut_arcs.is_empty() || !polygon.rings.iter().flatten().any(is_cut) {
            continue;
        }
        let mut rings = Vec::new();
        for ring in &polygon.rings {
            rings.push(topology.points(ring).collect());
        }
        let rings = projection.rings_from_lnglat(&rings);
        let bounds = PlaneBounds::of(rings.iter().flatten().copied());
        found.extend(bounds.map(|bounds| CutPolygon {
            polygon: polygon.clone(),
            rings,
            bounds,
        }));
    }
    found
}

/// The outer borders: those that keep off the edge of the window, and the rest of the others.
fn coast(
    topology: &Topology,
    outer: Vec<ArcRef>,
    projection: &Projection,
    window: Option<LngLatBounds>,
) -> (Vec<ArcRef>, Vec<Vec<PlanePoint>>) {
    // Sources that cut the world at the antimeridian leave its sides as borders.
    let window = window.unwrap_or(LngLatBounds::WORLD);
    let (mut whole, mut broken) = (Vec::new(), Vec::new());
    for arc in outer {
        let points = topology
            .arcs
            .get(arc.index())
            .map_or(&[][..], Vec::as_slice);
        let mut parts: Vec<Vec<LngLat>> = vec![Vec::new()];
        for ends in points.windows(2) {
            let [from, to] = ends else { continue };
            if runs_along_edge(&window, *from, *to) {
                parts.push(Vec::new());
            } else if let Some(part) = parts.last_mut() {
                if part.is_empty() {
                    part.push(*from);
                }
                part.push(*to);
            }
        }
        if parts.len() == 1 {
            whole.push(arc);
            continue;
        }
        for part in parts.iter().filter(|part| !part.is_empty()) {
            broken.append(&mut projection.lines_from_lnglat(part));
        }
    }
    (whole, broken)
}

fn runs_along_edge(window: &LngLatBounds, from: LngLat, to: LngLat) -> bool {
    /// Quantisation moves points off the edge by up to this much.
    const NEAR_DEG: f64 = 0.02;
    let on = |value: f64, other: f64, edge: f64| {
        (value - edge).abs() < NEAR_DEG && (other - edge).abs() < NEAR_DEG
    };
    // The antimeridian has two names.
    on(from.lng_deg.abs(), to.lng_deg.abs(), 180.0)
        || on(from.lng_deg, to.lng_deg, window.west_deg)
        || on(from.lng_deg, to.lng_deg, window.east_deg)
        || on(from.lat_deg, to.lat_deg, window.south_deg)
        || on(from.lat_deg, to.lat_deg, window.north_deg)
}

//! Where the incidents lie on the map's plane: projected once, drawn many times.

use std::sync::Arc;

use super::ProjectedBasemap;
use crate::basemap::BasemapIndex;
use crate::geo::{LngLat, LngLatBounds, PlaneBounds, PlanePoint, Projection};
use crate::order::{TextIndex, ascending_by};
use crate::query::{Dataset, Overview};
use crate::story::{Incident, Kind, Shape};

pub use crate::query::MOST_MARKS;
/// A map with more marks than this in one and the same place, where all but the last could not be reached.
pub const MOST_IN_ONE_PLACE: usize = 4;

/// The incidents of a story on the plane of one projection.
pub struct ProjectedIncidents {
    /// Those that have a place, in the order of the data.
    pub(super) spots: Vec<Spot>,
    /// Lines and polygons, in the order of the data.
    pub(super) outlines: Vec<Outline>,
    /// Regions and countries, with the incidents that are drawn as them.
    pub(super) areas: Vec<AreaRecords>,
    /// Points of incidents beside those where their marks stand.
    pub(super) other_points: Vec<OtherPoint>,
    /// The largest of the values that marks are sized by, where they are.
    pub(super) largest_size: Option<f64>,
    /// Whether marks that fall together are drawn as one.
    pub(super) is_crowded: bool,
}

/// The place of an incident.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Spot {
    pub incident: usize,
    pub kind: Kind,
    /// Where its mark or its name stands.
    pub at: PlanePoint,
    pub form: Form,
}

/// What an incident is drawn as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// A mark.
    Mark,
    /// A soft disc: a point that stands for somewhere around it.
    Disc,
    /// An area of the basemap: its position among [`ProjectedIncidents::areas`].
    Area(usize),
    /// Its own polygons.
    Polygons,
}

/// A line or an area of an incident.
#[derive(Clone)]
pub(super) struct Outline {
    pub incident: usize,
    pub kind: Kind,
    pub parts: Arc<Vec<Vec<PlanePoint>>>,
    pub is_closed: bool,
    pub bounds: PlaneBounds,
}

/// A point of an incident that has several.
#[derive(Clone, Copy)]
pub(super) struct OtherPoint {
    pub incident: usize,
    pub at: PlanePoint,
}

/// An area of the basemap and the incidents known to lie somewhere in it.
pub(super) struct AreaRecords {
    pub code: String,
    /// Whether it is a whole country.
    pub is_country: bool,
    /// Where its name stands.
    pub at: PlanePoint,
    pub incidents: Vec<usize>,
}

impl ProjectedIncidents {
    /// Projects the incidents; `basemap` is in the same projection. An area that it does not have is no place.
    pub fn new(
        dataset: &Dataset,
        index: &BasemapIndex,
        basemap: Option<&ProjectedBasemap>,
        projection: Projection,
    ) -> Self {
        let mut areas = areas(index, basemap, &projection);
        let codes = areas.iter().map(|area| area.code.clone());
        let codes: Vec<String> = codes.collect();
        let codes = TextIndex::of(codes.iter().map(String::as_str).collect());
        let mut spots = Vec::new();
        let mut outlines = Vec::new();
        let mut other_points = Vec::new();
        for (position, incident) in dataset.incidents.iter().enumerate() {
            let code = incident.area_code();
            let area = code.and_then(|code| codes.position_of(code));
            if let Some((at, area)) = area.and_then(|at| Some((at, areas.get_mut(at)?))) {
                area.incidents.push(position);
                spots.push(Spot {
                    incident: position,
                    kind: incident.kind,
                    at: area.at,
                    form: Form::Area(at),
                });
            } else if let Some(shape) = &incident.shape {
                spots.extend(spot(position, incident, shape, &projection));
                push_outlines(position, incident, shape, &projection, &mut outlines);
                push_points(position, shape, &projection, &mut other_points);
            }
        }
        let largest_size = dataset.largest_size();
        let is_piled = || largest_size.is_none() && is_piled(&spots);
        Self {
            is_crowded: spots.len() > MOST_MARKS || is_piled(),
            largest_size,
            other_points,
            spots,
            outlines,
            areas,
        }
    }

    /// None at all.
    pub(super) fn none() -> Self {
        Self {
            spots: Vec::new(),
            outlines: Vec::new(),
            areas: Vec::new(),
            other_points: Vec::new(),
            largest_size: None,
            is_crowded: false,
        }
    }

    /// Those of them that are shown. The map stays crowded or not as it is with all, and no place becomes another one.
    pub fn shown(&self, overview: &Overview) -> Self {
        let is_shown = |incident: usize| overview.is_shown(incident);
        let spots = self.spots.iter().filter(|spot| is_shown(spot.incident));
        let outlines = self.outlines.iter().filter(|line| is_shown(line.incident));
        let shown_of = |area: &AreaRecords| overview.shown_of(Some(&area.incidents));
        let areas = self.areas.iter().map(|area| AreaRecords {
            code: area.code.clone(),
            is_country: area.is_country,
            at: area.at,
            incidents: shown_of(area).unwrap_or_default(),
        });
        Self {
            spots: spots.copied().collect(),
            outlines: outlines.cloned().collect(),
            areas: areas.collect(),
            other_points: self
                .other_points
                .iter()
                .filter(|point| is_shown(point.incident))
                .copied()
                .collect(),
            // What is hidden still says how large the others are, so that no mark changes its size.
            largest_size: self.largest_size,
            is_crowded: self.is_crowded,
        }
    }

    /// Whether marks that fall together are drawn as one; their story can be looked at from nearer than others.
    pub fn is_crowded(&self) -> bool {
        self.is_crowded
    }

    /// The place of an incident.
    pub(super) fn spot(&self, incident: usize) -> Option<&Spot> {
        let at = self
            .spots
            .binary_search_by(|spot| spot.incident.cmp(&incident));
        self.spots.get(at.ok()?)
    }

    /// The area that an incident is drawn as.
    pub(super) fn area_of(&self, incident: usize) -> Option<&AreaRecords> {
        match self.spot(incident)?.form {
            Form::Area(area) => self.areas.get(area),
            _ => None,
        }
    }
}

fn spot(
    position: usize,
    incident: &Incident,
    shape: &Shape,
    projection: &Projection,
) -> Option<Spot> {
    let at = projection.plane_from_lnglat(shape.first_point().or_else(|| middle(shape))?);
    let has_point = shape.first_point().is_some();
    let form = match has_point {
        false if shape.has_areas() => Form::Polygons,
        _ if incident.place.precision.is_area() => Form::Disc,
        _ => Form::Mark,
    };
    let is_on_map = at.x_km.is_finite() && at.y_km.is_finite();
    is_on_map.then_some(Spot {
        incident: position,
        kind: incident.kind,
        at,
        form,
    })
}

/// The middle of the widest part of a shape without points: of a polygon that of its box, of a line one of its own
/// vertices, so that the mark stands on it.
fn middle(shape: &Shape) -> Option<LngLat> {
    let mut parts: Vec<&[LngLat]> = Vec::new();
    let has_areas = shape.has_areas();
    push_middle_parts(shape, has_areas, &mut parts);
    let mut widest_deg = -1.0;
    let mut found = None;
    for part in parts {
        let bounds = LngLatBounds::of(part.to_vec())?;
        let width_deg = bounds.width_deg() + bounds.height_deg();
        if width_deg > widest_deg {
            widest_deg = width_deg;
            found = match has_areas {
                true => Some(bounds.center()),
                false => part.get(part.len() / 2).copied(),
            };
        }
    }
    found
}

/// Adds the outer rings of a shape, or its lines.
fn push_middle_parts<'s>(shape: &'s Shape, of_areas: bool, parts: &mut Vec<&'s [LngLat]>) {
    match shape {
        Shape::Lines(lines) if !of_areas => parts.extend(lines.iter().map(Vec::as_slice)),
        Shape::Areas(polygons) if of_areas => {
            let outer = polygons.iter().filter_map(|rings| rings.first());
            parts.extend(outer.map(Vec::as_slice));
        }
        Shape::Collection(shapes) => {
            for shape in shapes {
                push_middle_parts(shape, of_areas, parts);
            }
        }
        _ => {}
    }
}

/// Adds the points of a shape after the first one.
fn push_points(
    position: usize,
    shape: &Shape,
    projection: &Projection,
    others: &mut Vec<OtherPoint>,
) {
    let mut points = Vec::new();
    all_points(shape, &mut points);
    for point in points.get(1..).unwrap_or_default() {
        let at = projection.plane_from_lnglat(*point);
        if at.x_km.is_finite() && at.y_km.is_finite() {
            others.push(OtherPoint {
                incident: position,
                at,
            });
        }
    }
}

fn all_points(shape: &Shape, points: &mut Vec<LngLat>) {
    match shape {
        Shape::Points(own) => points.extend(own),
        Shape::Collection(shapes) => {
            for shape in shapes {
                all_points(shape, points);
            }
        }
        _ => {}
    }
}

/// The areas of the basemap that have a place for their name, without incidents.
fn areas(
    index: &BasemapIndex,
    basemap: Option<&ProjectedBasemap>,
    projection: &Projection,
) -> Vec<AreaRecords> {
    let mut areas = Vec::new();
    for (basemap, area) in basemap
        .iter()
        .flat_map(|map| map.areas().map(move |area| (map, area)))
    {
        let named = index
            .region(&area.id)
            .and_then(|place| place.at.first().copied());
        let middle = || Some(basemap.topology().area_bounds(area)?.center());
        if let Some(at) = named.or_else(middle) {
            areas.push(AreaRecords {
                code: area.id.clone(),
                is_country: is_country(basemap, &area.id),
                at: projection.plane_from_lnglat(at),
                incidents: Vec::new(),
            });
        }
    }
    areas
}

fn is_country(basemap: &ProjectedBasemap, code: &str) -> bool {
    let mut countries = basemap.topology().countries.iter();
    countries.any(|country| country.id == code)
}

/// Adds the lines and the polygons of an incident.
fn push_outlines(
    position: usize,
    incident: &Incident,
    shape: &Shape,
    projection: &Projection,
    outlines: &mut Vec<Outline>,
) {
    for is_closed in [false, true] {
        let mut parts = Vec::new();
        push_parts(shape, is_closed, projection, &mut parts);
        let bounds = PlaneBounds::of(parts.iter().flatten().copied());
        outlines.extend(bounds.map(|bounds| Outline {
            incident: position,
            kind: incident.kind,
            parts: Arc::new(parts),
            is_closed,
            bounds,
        }));
    }
}

/// Adds the rings of all polygons of a shape, or its lines.
fn push_parts(
    shape: &Shape,
    is_closed: bool,
    projection: &Projection,
    parts: &mut Vec<Vec<PlanePoint>>,
) {
    match shape {
        Shape::Lines(lines) if !is_closed => {
            for line in lines {
                parts.append(&mut projection.lines_from_lnglat(line));
            }
        }
        Shape::Areas(polygons) if is_closed => {
            for polygon in polygons {
                parts.append(&mut projection.rings_from_lnglat(polygon));
            }
        }
        Shape::Collection(shapes) => {
            for shape in shapes {
                push_parts(shape, is_closed, projection, parts);
            }
        }
        _ => {}
    }
}

/// Whether too many marks stand in one and the same place. Meant for few marks.
fn is_piled(spots: &[Spot]) -> bool {
    let point = |at: usize| {
        let spot = spots.get(at)?;
        matches!(spot.form, Form::Mark | Form::Disc).then_some((spot.at.x_km, spot.at.y_km))
    };
    let order = ascending_by(spots.len(), &|a, b| {
        point(a)
            .partial_cmp(&point(b))
            .unwrap_or(std::cmp::Ordering::Equal)
    });
    let mut run = order.windows(MOST_IN_ONE_PLACE + 1);
    run.any(|run| {
        let ends = run.first().zip(run.last());
        ends.is_some_and(|(first, last)| point(*first).is_some() && point(*first) == point(*last))
    })
}

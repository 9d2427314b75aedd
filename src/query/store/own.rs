//! The incidents of a story as columns, so that it can be drawn as very many are.

use super::{Columns, Minute, NO_REGION, Record};
use crate::geo::Projection;
use crate::order::TextIndex;
use crate::query::Dataset;
use crate::query::counts::place_of;

/// The columns of all incidents of a story on the plane of a projection, in the order of the story, and the codes of its
/// regions, by their numbers less one. What is drawn as an area has no place: a point would claim more than its source.
/// Of several points, lines and polygons one place stands for all.
pub fn columns_of(dataset: &Dataset, projection: &Projection) -> (Columns, Vec<String>) {
    let codes = dataset.region_codes();
    let codes: Vec<&str> = codes.into_iter().take(usize::from(u16::MAX - 1)).collect();
    let numbers = TextIndex::of(codes.clone());
    let mut columns = Columns::default();
    columns.reserve(dataset.incidents.len());
    for (position, incident) in (0..).zip(&dataset.incidents) {
        let mut first = None;
        if let (Some(shape), None) = (&incident.shape, incident.area_code()) {
            shape.for_each_vertex(&mut |vertex| first = first.or(Some(vertex)));
            first = shape.first_point().or(first);
        }
        let region = incident.place.region.as_deref();
        let region = region.and_then(|code| numbers.position_of(code));
        columns.push(&Record {
            position,
            span: incident
                .when
                .as_ref()
                .and_then(|when| when.span())
                .map(Minute::span_of),
            kind: place_of(incident.kind) as u16,
            region: region.map_or(NO_REGION, |number| number as u16 + 1),
            precision: incident.place.precision,
            status: incident.status,
            at: first.map(|place| projection.plane_from_lnglat(place)),
        });
    }
    (columns, codes.into_iter().map(str::to_owned).collect())
}

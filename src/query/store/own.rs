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
            span: incident.when.as_ref().and_then(Minute::of_date),
            kind: place_of(incident.kind) as u16,
            region: region.map_or(NO_REGION, |number| number as u16 + 1),
            precision: incident.place.precision,
            status: incident.status,
            at: first.map(|place| projection.plane_from_lnglat(place)),
        });
    }
    (columns, codes.into_iter().map(str::to_owned).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geo::{LngLat, LngLatBounds};
    use crate::query::store::{FixedPoint, Store};
    use crate::story::{Incident, Kind, Place, PlacePrecision, Shape};
    use crate::time::When;

    fn incident(kind: Kind, region: Option<&str>, at: Option<(f64, f64)>, when: &str) -> Incident {
        Incident {
            kind,
            place: Place {
                region: region.map(str::to_owned),
                ..Place::default()
            },
            shape: at.map(|(lng, lat)| Shape::Points(vec![LngLat::new(lng, lat)])),
            when: When::parse(when).ok(),
            ..Incident::blank()
        }
    }

    #[test]
    fn a_story_has_the_columns_of_its_incidents() {
        let mut rough = incident(Kind::Operation, Some("BB-2"), Some((60.0, 45.0)), "2020");
        rough.place.precision = PlacePrecision::Region;
        let dataset = Dataset {
            incidents: vec![
                incident(
                    Kind::Category(1),
                    Some("BB-2"),
                    Some((70.0, 50.0)),
                    "2021-05-02",
                ),
                rough,
                incident(Kind::Lead, Some("AA-1"), None, ""),
            ],
            ..Dataset::default()
        };
        let projection = Projection::fitted_to(LngLatBounds::WORLD);
        let (columns, codes) = columns_of(&dataset, &projection);
        assert_eq!(codes, ["AA-1", "BB-2"]);
        let store = Store::new(columns);
        let columns = store.columns();
        // The one of 2020 first, the one without a date last.
        assert_eq!(columns.position, [1, 0, 2]);
        assert_eq!(columns.region, [2, 2, 1]);
        assert_eq!(columns.kind, [0, 3, 1]);
        assert_eq!(store.dated(), 2);
        let places = columns.x.iter().zip(&columns.y);
        let places = places.map(|(x, y)| FixedPoint { x: *x, y: *y });
        let wanted = projection.plane_from_lnglat(LngLat::new(70.0, 50.0));
        // What is known as a region is no point, whatever coordinates it has.
        let none = FixedPoint::NOWHERE;
        assert!(places.eq([none, FixedPoint::of(Some(wanted)), none]));
    }
}

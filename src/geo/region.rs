use super::LngLat;

/// Whether `point` is inside the rings by the even-odd rule, so that a ring in a ring is a hole.
///
/// Longitudes and latitudes are taken as plane coordinates: right for rings with many points that
/// do not cross the antimeridian. A ring may or may not repeat its first point at the end. A point
/// on a border that two areas share is in exactly one of them, as each edge owns its southern end
/// and what is west of it is counted (W. R. Franklin, *PNPOLY*).
pub fn rings_contain<R>(rings: impl IntoIterator<Item = R>, point: LngLat) -> bool
where
    R: IntoIterator<Item = LngLat>,
{
    let mut inside = false;
    for ring in rings {
        let mut ring = ring.into_iter();
        let Some(first) = ring.next() else { continue };
        let mut from = first;
        for to in ring.chain([first]) {
            if ray_crosses(from, to, point) {
                inside = !inside;
            }
            from = to;
        }
    }
    inside
}

/// Whether the ray from `point` to the east crosses the edge.
fn ray_crosses(from: LngLat, to: LngLat, point: LngLat) -> bool {
    if (from.lat_deg > point.lat_deg) == (to.lat_deg > point.lat_deg) {
        return false;
    }
    // From south to north, so that both areas along a border compute the very same number.
    let (south, north) = if from.lat_deg < to.lat_deg {
        (from, to)
    } else {
        (to, from)
    };
    let share = (point.lat_deg - south.lat_deg) / (north.lat_deg - south.lat_deg);
    point.lng_deg < south.lng_deg + share * (north.lng_deg - south.lng_deg)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn square(west: f64, south: f64, side: f64) -> Vec<LngLat> {
        [
            (0.0, 0.0),
            (0.0, side),
            (side, side),
            (side, 0.0),
            (0.0, 0.0),
        ]
        .map(|(x, y)| LngLat::new(west + x, south + y))
        .to_vec()
    }

    #[test]
    fn inside_outside_and_in_the_hole() {
        let rings = [square(0.0, 0.0, 10.0), square(4.0, 4.0, 2.0)];
        for (lng, lat, expected) in [
            (1.0, 1.0, true),
            (5.0, 5.0, false),
            (5.0, 3.0, true),
            (-1.0, 5.0, false),
            (11.0, 5.0, false),
            (5.0, 11.0, false),
            (5.0, -1.0, false),
            (f64::NAN, 5.0, false),
        ] {
            let point = LngLat::new(lng, lat);
            assert_eq!(rings_contain(rings.clone(), point), expected, "{point:?}");
        }
    }

    #[test]
    fn an_open_ring_is_closed() {
        let mut ring = square(0.0, 0.0, 10.0);
        ring.pop();
        assert!(rings_contain([ring], LngLat::new(9.0, 5.0)));
        assert!(!rings_contain(
            Vec::<Vec<LngLat>>::new(),
            LngLat::new(9.0, 5.0)
        ));
        assert!(!rings_contain([Vec::new()], LngLat::new(9.0, 5.0)));
    }

    #[test]
    fn a_point_on_shared_borders_is_in_one_area() {
        let (sw, se) = (square(0.0, 0.0, 1.0), square(1.0, 0.0, 1.0));
        let (nw, ne) = (square(0.0, 1.0, 1.0), square(1.0, 1.0, 1.0));
        for (lng, lat) in [(1.0, 0.5), (0.5, 1.0), (1.0, 1.0), (1.5, 1.0), (1.0, 1.75)] {
            let point = LngLat::new(lng, lat);
            let owners = [&sw, &se, &nw, &ne]
                .iter()
                .filter(|ring| rings_contain([ring.to_vec()], point))
                .count();
            assert_eq!(owners, 1, "{point:?}");
        }
    }
}

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

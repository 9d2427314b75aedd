//! Lines between places that lie far apart, with the points that show how they curve on the map.

use super::trig::sin_cos;
use super::{AuthalicPoint, PlanePoint, Projection};

/// By how much a line may miss the great circle, in kilometres of the plane.
const TOLERANCE_KM: f64 = 0.2;
/// A line shorter than this does not miss it by so much.
const SHORT_KM: f64 = 20.0;
/// A line over more than this angle (its cosine here, 30 degrees) is not believed to be as straight as its middle says.
const COS_FAR: f64 = 0.866_025_403_784_438_6;
/// How often a line is halved at most.
const MOST_HALVINGS: u8 = 14;

/// A place in all spaces that are needed.
#[derive(Clone, Copy)]
struct Node {
    sphere: AuthalicPoint,
    /// The unit vector.
    cartesian: [f64; 3],
    plane: PlanePoint,
}

/// The points of a line on the plane, with more of them where the great circles between them curve there.
pub(super) fn resampled(projection: &Projection, points: &[AuthalicPoint]) -> Vec<PlanePoint> {
    let mut line: Vec<PlanePoint> = Vec::with_capacity(points.len());
    let mut last: Option<Node> = None;
    for point in points {
        let to = node(projection, *point);
        if let Some(from) = last {
            push_between(projection, from, to, MOST_HALVINGS, &mut line);
        }
        line.push(to.plane);
        last = Some(to);
    }
    line
}

fn node(projection: &Projection, sphere: AuthalicPoint) -> Node {
    let (sin_lat, cos_lat) = sin_cos(sphere.lat_rad);
    let (sin_lng, cos_lng) = sin_cos(sphere.lng_rad);
    Node {
        sphere,
        cartesian: [cos_lat * cos_lng, cos_lat * sin_lng, sin_lat],
        plane: projection.plane_from_authalic(sphere),
    }
}

/// Adds the points between two, by halving as `d3-geo` does.
fn push_between(
    projection: &Projection,
    from: Node,
    to: Node,
    halvings: u8,
    line: &mut Vec<PlanePoint>,
) {
    let (dx_km, dy_km) = (
        to.plane.x_km - from.plane.x_km,
        to.plane.y_km - from.plane.y_km,
    );
    let square = dx_km * dx_km + dy_km * dy_km;
    let is_far = square > SHORT_KM * SHORT_KM;
    if !is_far || halvings == 0 {
        return;
    }
    let middle = middle(projection, &from, &to);
    let (mx_km, my_km) = (
        middle.plane.x_km - from.plane.x_km,
        middle.plane.y_km - from.plane.y_km,
    );
    let aside = dy_km * mx_km - dx_km * my_km;
    let share = (dx_km * mx_km + dy_km * my_km) / square;
    let ends = from.cartesian.iter().zip(&to.cartesian);
    let cos_angle: f64 = ends.map(|(from, to)| from * to).sum();
    if aside * aside > TOLERANCE_KM * TOLERANCE_KM * square
        || (share - 0.5).abs() > 0.3
        || cos_angle < COS_FAR
    {
        push_between(projection, from, middle, halvings - 1, line);
        line.push(middle.plane);
        push_between(projection, middle, to, halvings - 1, line);
    }
}

/// The place half way along the great circle; along a pole's edge, its middle.
fn middle(projection: &Projection, from: &Node, to: &Node) -> Node {
    /// Longitudes that differ by less, in radians, are one meridian, which keeps the side of the map it is on.
    const SAME_RAD: f64 = 1e-9;
    let [a, b, c] = [0, 1, 2].map(|axis| {
        let at = |node: &Node| node.cartesian.get(axis).copied().unwrap_or_default();
        at(from) + at(to)
    });
    let flat = (a * a + b * b).sqrt();
    let (from, to) = (from.sphere, to.sphere);
    let is_pole = flat < SAME_RAD;
    let lng_rad = match is_pole || (from.lng_rad - to.lng_rad).abs() < SAME_RAD {
        true => (from.lng_rad + to.lng_rad) / 2.0,
        false => b.atan2(a),
    };
    let lat_rad = c.atan2(flat);
    node(projection, AuthalicPoint { lng_rad, lat_rad })
}

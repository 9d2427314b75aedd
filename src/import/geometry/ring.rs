//! Rings of polygons: closed, and turned the right way round.

use super::crossing::touch_in_ring;
use super::finding::{Findings, Path};
use super::json::shown;
use super::judging::{find_antimeridian, too_few};
use super::place::json_from_place;
use crate::geo::LngLat;
use crate::report::{Effect, Expected, Problem};

/// The fewest positions of a ring, the first of which is also the last (RFC 7946, section 3.1.6).
pub(super) const LEAST_IN_RING: usize = 4;

/// What a ring is to its polygon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// The first: runs counterclockwise.
    Exterior,
    /// Any other: runs clockwise.
    Hole,
}

/// Which way round a ring runs, seen with north up and east to the right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Turn {
    Clockwise,
    Counterclockwise,
}

impl Turn {
    /// The word of RFC 7946.
    fn as_str(self) -> &'static str {
        match self {
            Self::Clockwise => "clockwise",
            Self::Counterclockwise => "counterclockwise",
        }
    }
}

/// The ring, closed and the right way round; `None` if it has too few positions. A ring with steps across the
/// antimeridian has no way round that plane coordinates could tell, and is not searched for crossings.
pub(super) fn mended(
    mut ring: Vec<LngLat>,
    role: Role,
    path: &Path,
    findings: &mut Findings,
) -> Option<Vec<LngLat>> {
    let found = ring.len();
    let ends = ring.first().copied().zip(ring.last().copied());
    if let Some((first, last)) = ends.filter(|(first, last)| first != last) {
        ring.push(first);
        findings.add(Problem::UnclosedRing, Effect::Mended, path, || {
            let expected = Expected::Words(shown(&json_from_place(first)));
            (shown(&json_from_place(last)), expected)
        });
    }
    if ring.len() < LEAST_IN_RING {
        too_few(findings, path, found, LEAST_IN_RING);
        return None;
    }
    if find_antimeridian(findings, path, &ring, "MultiPolygon") {
        return Some(ring);
    }
    if let Some(index) = touch_in_ring(&ring) {
        let path = Path::Item(path, index);
        let place = ring.get(index).copied();
        findings.add(Problem::SelfTouchingRing, Effect::Shown, &path, || {
            let value = place.map(|place| shown(&json_from_place(place)));
            (value.unwrap_or_default(), Expected::Nothing)
        });
    }
    let wanted = match role {
        Role::Exterior => Turn::Counterclockwise,
        Role::Hole => Turn::Clockwise,
    };
    if let Some(turn) = turn_of(&ring).filter(|turn| *turn != wanted) {
        ring.reverse();
        findings.add(Problem::Winding, Effect::Mended, path, || {
            let expected = Expected::Words(wanted.as_str().to_owned());
            (turn.as_str().to_owned(), expected)
        });
    }
    Some(ring)
}

/// Which way round a closed ring runs, by its area in plane longitude and latitude; `None` where the area is zero, or
/// so small that rounding could have made its sign.
pub(super) fn turn_of(ring: &[LngLat]) -> Option<Turn> {
    let origin = ring.first()?;
    let mut area = 0.0;
    let mut size = 0.0;
    for pair in ring.windows(2) {
        let [from, to] = pair else { continue };
        // Seen from the first vertex, so that a small ring far from 0, 0 keeps its digits.
        let (from_x, from_y) = (from.lng_deg - origin.lng_deg, from.lat_deg - origin.lat_deg);
        let (to_x, to_y) = (to.lng_deg - origin.lng_deg, to.lat_deg - origin.lat_deg);
        area += from_x * to_y - to_x * from_y;
        size += (from_x * to_y).abs() + (to_x * from_y).abs();
    }
    let rounding = size * f64::EPSILON * (ring.len() as f64 + 4.0);
    if area > rounding {
        Some(Turn::Counterclockwise)
    } else if area < -rounding {
        Some(Turn::Clockwise)
    } else {
        None
    }
}

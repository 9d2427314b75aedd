//! The locator globe: where in the world the map is.

use super::furniture::CREDITS_PX;
use super::map::MapInput;
use super::{Fill, Ink, Item, Segment, Stroke};
use crate::geo::{
    Insets, LngLat, PlaneBounds, ScreenPoint, ScreenRect, ScreenSize, Topology, Viewport,
    rings_contain, sin_cos,
};

/// Diameter on maps at least [`LARGE_PX`] wide, and on smaller ones.
const DIAMETERS_PX: [f64; 2] = [72.0, 56.0];
const LARGE_PX: f64 = 600.0;
/// Smaller maps have no room for a globe.
const LEAST_PX: [f64; 2] = [300.0, 240.0];
/// A view wider or higher than this shows itself where in the world it is.
const MOST_KM: f64 = 10_000.0;
/// From the edges of the map.
const MARGIN_PX: f64 = 10.0;
/// From the marks of the story, which have names.
const CLEAR_PX: f64 = 26.0;
/// The globe turns by whole steps, so that it rests while the map is moved a little.
const STEP_DEG: f64 = 10.0;
/// The least width and height of the frame that stands for the view.
const LEAST_FRAME_PX: f64 = 5.0;
/// A line along the limb has a point at least so often.
const LIMB_STEP_RAD: f64 = 0.2;

/// Where the globe stands in a view of this size: top left, or in another corner where marks of the story are; nowhere
/// when they are in all.
pub(super) fn locator_rect(input: &MapInput, size: ScreenSize) -> Option<ScreenRect> {
    input.index.globe.as_ref()?;
    let [least_width_px, least_height_px] = LEAST_PX;
    let longest_km = size.width_px.max(size.height_px) / input.viewport.px_per_km();
    let is_small = size.width_px < least_width_px || size.height_px < least_height_px;
    if is_small || longest_km > MOST_KM {
        return None;
    }
    let [large_px, small_px] = DIAMETERS_PX;
    let side_px = if size.width_px < LARGE_PX {
        small_px
    } else {
        large_px
    };
    let right_px = size.width_px - MARGIN_PX - side_px;
    let low_px = size.height_px - MARGIN_PX - CREDITS_PX - side_px;
    let at = |left_px, top_px| ScreenRect::new(left_px, top_px, side_px, side_px);
    let top_left = at(MARGIN_PX, MARGIN_PX);
    // The scale bar is below the lower one on the left.
    let corners = [top_left, at(MARGIN_PX, low_px - 26.0), at(right_px, low_px)];
    let marks = story_marks(input, size);
    let is_free = |corner: &ScreenRect| {
        let around = corner.inflated(CLEAR_PX);
        !marks.iter().any(|mark| around.contains(*mark))
    };
    corners.into_iter().find(is_free)
}

/// Where the story's incidents are when all of it is seen. A crowded map has marks in every corner.
fn story_marks(input: &MapInput, size: ScreenSize) -> Vec<ScreenPoint> {
    let spots = &input.incidents.spots;
    let bounds = PlaneBounds::of(spots.iter().map(|spot| spot.at));
    let Some(bounds) = bounds.filter(|_| !input.incidents.is_crowded) else {
        return Vec::new();
    };
    let projection = *input.viewport.projection();
    let home = Viewport::fit(projection, size, &bounds, Insets::uniform(28.0));
    let marks = spots.iter().map(|spot| home.screen_from_plane(spot.at));
    marks.collect()
}

/// The globe, turned to the middle of the view, with a frame around what is seen.
pub(super) fn locator_items(input: &MapInput) -> Vec<Item> {
    let rect = locator_rect(input, input.viewport.size());
    let (Some(rect), Some(land)) = (rect, input.globe) else {
        return Vec::new();
    };
    let middle = input.viewport.screen_rect().center();
    let Some(seen) = input.viewport.lnglat_from_screen(middle) else {
        return Vec::new();
    };
    let globe = Globe::new(rect, seen);
    let disc = |more_px| vec![Segment::Circle(globe.middle, globe.radius_px + more_px)];
    let path = |segments, fill: Option<Ink>, stroke| Item::Path {
        segments,
        fill: fill.map(Fill::solid),
        stroke,
    };
    let frame = globe.frame(input.viewport, seen);
    vec![
        path(disc(2.0), Some(Ink::Halo), None),
        path(disc(0.0), Some(Ink::Water), None),
        path(globe.land(land), Some(Ink::LandInvolved), None),
        path(disc(0.0), None, Some(Stroke::solid(Ink::Line, 1.0))),
        path(frame.clone(), None, Some(Stroke::solid(Ink::Halo, 4.0))),
        path(frame, None, Some(Stroke::solid(Ink::Operation, 1.75))),
    ]
}

/// The earth from far away: an orthographic projection (Snyder 1987, *Map Projections*, pp. 145-153).
struct Globe {
    middle: ScreenPoint,
    radius_px: f64,
    center: LngLat,
}

/// A point of the unit sphere as it is seen: right, up and towards the eye.
#[derive(Clone, Copy)]
struct Seen {
    x: f64,
    y: f64,
    z: f64,
}

impl Globe {
    fn new(rect: ScreenRect, center: LngLat) -> Self {
        let step = |degrees: f64| (degrees / STEP_DEG).round() * STEP_DEG;
        Self {
            middle: rect.center(),
            radius_px: rect.width_px / 2.0,
            center: LngLat::new(step(center.lng_deg), step(center.lat_deg)),
        }
    }

    fn seen(&self, place: LngLat) -> Seen {
        let (sin_lng, cos_lng) = sin_cos((place.lng_deg - self.center.lng_deg).to_radians());
        let (sin, cos) = sin_cos(place.lat_deg.to_radians());
        let (sin_0, cos_0) = sin_cos(self.center.lat_deg.to_radians());
        Seen {
            x: cos * sin_lng,
            y: cos_0 * sin - sin_0 * cos * cos_lng,
            z: sin_0 * sin + cos_0 * cos * cos_lng,
        }
    }

    fn point(&self, x: f64, y: f64) -> ScreenPoint {
        let ScreenPoint { x_px, y_px } = self.middle;
        ScreenPoint::new(x_px + x * self.radius_px, y_px - y * self.radius_px)
    }

    /// The land on the near side, closed along the limb.
    ///
    /// What lies behind is moved to the limb, straight away from the middle. So an outline that passes behind follows
    /// the limb, the right way round; only where it encloses the point right behind the middle would the limb be
    /// passed once too often, which the whole disc, filled once more by the even-odd rule, makes good.
    fn land(&self, land: &Topology) -> Vec<Segment> {
        let behind = LngLat::new(
            match self.center.lng_deg > 0.0 {
                true => self.center.lng_deg - 180.0,
                false => self.center.lng_deg + 180.0,
            },
            -self.center.lat_deg,
        );
        let mut segments = Vec::new();
        let polygons = land.countries.iter().flat_map(|country| &country.polygons);
        for ring in polygons.flat_map(|polygon| &polygon.rings) {
            let places: Vec<LngLat> = land.points(ring).collect();
            let outline: Vec<Seen> = places.iter().map(|place| self.seen(*place)).collect();
            if !outline.iter().any(|point| point.z > 0.0) {
                continue;
            }
            self.push_outline(&outline, &mut segments);
            if rings_contain([places], behind) {
                segments.push(Segment::Circle(self.middle, self.radius_px));
            }
        }
        segments
    }

    fn push_outline(&self, outline: &[Seen], segments: &mut Vec<Segment>) {
        let Some(mut last) = outline.last().copied() else {
            return;
        };
        let began_at = segments.len();
        let mut push = |point: ScreenPoint| {
            segments.push(match segments.len() == began_at {
                true => Segment::MoveTo(point),
                false => Segment::LineTo(point),
            });
        };
        for next in outline.iter().copied() {
            let enters = last.z < 0.0 && next.z >= 0.0;
            let leaves = last.z >= 0.0 && next.z < 0.0;
            let (mut from, mut to) = (last, next);
            if enters || leaves {
                let share = last.z / (last.z - next.z);
                let crossing = Seen {
                    x: last.x + (next.x - last.x) * share,
                    y: last.y + (next.y - last.y) * share,
                    z: 0.0,
                };
                (from, to) = if enters {
                    (last, crossing)
                } else {
                    (crossing, next)
                };
            }
            if from.z < 0.0 || to.z < 0.0 {
                for angle_rad in limb_angles(from, to) {
                    let (sin, cos) = sin_cos(angle_rad);
                    push(self.point(cos, sin));
                }
            }
            if next.z >= 0.0 {
                push(self.point(next.x, next.y));
            }
            last = next;
        }
        segments.push(Segment::Close);
    }

    /// The edges of the view on the globe, or a small box where that would be too small to be seen.
    fn frame(&self, viewport: &Viewport, seen: LngLat) -> Vec<Segment> {
        const PARTS: u32 = 6;
        let ScreenSize {
            width_px,
            height_px,
        } = viewport.size();
        let corners = [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0), (0.0, 0.0)];
        let mut segments = Vec::new();
        let middle = self.seen(seen);
        let least = ScreenRect::at(self.point(middle.x, middle.y)).inflated(LEAST_FRAME_PX / 2.0);
        let mut bounds = ScreenRect::at(self.point(middle.x, middle.y));
        for ((from_x, from_y), (to_x, to_y)) in corners.iter().zip(corners.iter().skip(1)) {
            for part in 0..PARTS {
                let share = f64::from(part) / f64::from(PARTS);
                let x_px = (from_x + (to_x - from_x) * share) * width_px;
                let y_px = (from_y + (to_y - from_y) * share) * height_px;
                let place = viewport.lnglat_from_screen(ScreenPoint::new(x_px, y_px));
                let Some(edge) = place.map(|place| self.seen(place)) else {
                    continue;
                };
                if edge.z >= 0.0 {
                    let point = self.point(edge.x, edge.y);
                    bounds = bounds.union(&ScreenRect::at(point));
                    segments.push(match segments.is_empty() {
                        true => Segment::MoveTo(point),
                        false => Segment::LineTo(point),
                    });
                }
            }
        }
        if bounds.width_px < LEAST_FRAME_PX || bounds.height_px < LEAST_FRAME_PX {
            return least_frame(least);
        }
        segments.push(Segment::Close);
        segments
    }
}

fn least_frame(rect: ScreenRect) -> Vec<Segment> {
    let corner = |x_px, y_px| Segment::LineTo(ScreenPoint::new(x_px, y_px));
    vec![
        Segment::MoveTo(ScreenPoint::new(rect.left_px, rect.top_px)),
        corner(rect.right_px(), rect.top_px),
        corner(rect.right_px(), rect.bottom_px()),
        corner(rect.left_px, rect.bottom_px()),
        Segment::Close,
    ]
}

/// Directions along the limb from below one point to below another, the shorter way.
fn limb_angles(from: Seen, to: Seen) -> impl Iterator<Item = f64> {
    use std::f64::consts::{PI, TAU};
    let start_rad = from.y.atan2(from.x);
    let mut turn_rad = to.y.atan2(to.x) - start_rad;
    if turn_rad > PI {
        turn_rad -= TAU;
    } else if turn_rad < -PI {
        turn_rad += TAU;
    }
    let parts = (turn_rad.abs() / LIMB_STEP_RAD).ceil().max(1.0) as u32;
    (0..=parts).map(move |part| start_rad + turn_rad * f64::from(part) / f64::from(parts))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn globe(lng_deg: f64, lat_deg: f64) -> Globe {
        let rect = ScreenRect::new(0.0, 0.0, 200.0, 200.0);
        Globe::new(rect, LngLat::new(lng_deg, lat_deg))
    }

    fn square(half_deg: f64) -> Topology {
        use crate::geo::{ArcRef, Area, Polygon};
        let at = |x: f64, y: f64| LngLat::new(x * half_deg, y * half_deg);
        let edge = |from: (f64, f64), to: (f64, f64)| {
            (0..80).map(move |part| {
                let share = f64::from(part) / 80.0;
                at(
                    from.0 + (to.0 - from.0) * share,
                    from.1 + (to.1 - from.1) * share,
                )
            })
        };
        let corners = [
            (-1.0, -1.0),
            (1.0, -1.0),
            (1.0, 1.0),
            (-1.0, 1.0),
            (-1.0, -1.0),
        ];
        let pairs = corners.windows(2).flat_map(|pair| edge(pair[0], pair[1]));
        let polygon = Polygon {
            rings: vec![vec![ArcRef(0)]],
        };
        Topology {
            arcs: vec![pairs.chain([at(-1.0, -1.0)]).collect()],
            countries: vec![Area {
                id: String::new(),
                polygons: vec![polygon],
            }],
            ..Topology::default()
        }
    }

    /// Whether a point of the disc is filled, by the even-odd rule.
    fn is_filled(segments: &[Segment], at: ScreenPoint) -> bool {
        let (mut inside, mut ring) = (false, Vec::new());
        for segment in segments {
            match segment {
                Segment::MoveTo(point) | Segment::LineTo(point) => ring.push(*point),
                Segment::Circle(middle, radius) => inside ^= middle.distance_px(at) < *radius,
                _ => {
                    for (index, to) in ring.iter().enumerate() {
                        let from = ring[(index + ring.len() - 1) % ring.len()];
                        let share = (at.y_px - from.y_px) / (to.y_px - from.y_px);
                        let crosses = (from.y_px > at.y_px) != (to.y_px > at.y_px);
                        inside ^= crosses && at.x_px < from.x_px + share * (to.x_px - from.x_px);
                    }
                    ring.clear();
                }
            }
        }
        inside
    }

    /// Every place of the near side is land on the globe exactly where it is land on the earth, from wherever it is
    /// seen: also where land passes behind the limb or encloses the point behind the middle.
    #[test]
    fn land_is_land_from_all_sides() {
        for (lng_deg, lat_deg) in [
            (0.0, 0.0),
            (80.0, 0.0),
            (90.0, 30.0),
            (-100.0, -40.0),
            (160.0, 0.0),
            (0.0, 80.0),
        ] {
            for half_deg in [30.0, 60.0, 80.0] {
                let globe = globe(lng_deg, lat_deg);
                let segments = globe.land(&square(half_deg));
                for place_lng in (-175..180).step_by(10) {
                    for place_lat in (-85..90).step_by(10) {
                        let place = LngLat::new(f64::from(place_lng), f64::from(place_lat));
                        let seen = globe.seen(place);
                        let is_edge = [place.lng_deg, place.lat_deg]
                            .iter()
                            .any(|degrees| (degrees.abs() - half_deg).abs() < 6.0);
                        if seen.z < 0.1 || is_edge {
                            continue;
                        }
                        let is_land =
                            place.lng_deg.abs() < half_deg && place.lat_deg.abs() < half_deg;
                        let at = globe.point(seen.x, seen.y);
                        assert_eq!(
                            is_filled(&segments, at),
                            is_land,
                            "{place:?} from {lng_deg}, {lat_deg} of {half_deg}"
                        );
                    }
                }
            }
        }
    }
}

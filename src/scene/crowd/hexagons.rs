//! Very many incidents by hexagons of equal area.

use super::{Crowd, CrowdPicture, Display, OPACITIES, TARGET_PX, count_item};
use crate::geo::{PlaneBounds, PlanePoint};
use crate::query::store::HexagonGrid;
use crate::scene::{Fill, Ink, Item, MapInput, Segment, Stroke, TextStyle};

/// From the middle of a hexagon to a corner, at least; at most twice as much.
const HEXAGON_PX: f64 = 16.0;

/// The incidents as hexagons of equal area, the fuller the more there are, with their counts where these have room.
pub fn crowd_hexagons(input: &MapInput, crowd: &mut Crowd) -> CrowdPicture {
    let mut radius_km = 1.0;
    let px_per_km = input.viewport.px_per_km();
    while radius_km * px_per_km < HEXAGON_PX {
        radius_km *= 2.0;
    }
    while 0.5 * radius_km * px_per_km >= HEXAGON_PX {
        radius_km *= 0.5;
    }
    let view = input.viewport.plane_bounds();
    let Some(grid) = HexagonGrid::over(&view, radius_km) else {
        return CrowdPicture::default();
    };
    crowd.hexagons.count(crowd.store, crowd.criteria, &grid);
    let counts = &crowd.hexagons.counts;
    let most = counts.iter().copied().max().unwrap_or_default();
    let scale = crowd.before.next(Display::Hexagons, f64::from(most.max(1)));
    let mut classes: [Vec<Segment>; OPACITIES.len()] = Default::default();
    let mut numbers = Vec::new();
    let mut found = CrowdPicture {
        scale: Some(scale),
        ..CrowdPicture::default()
    };
    let in_view = input.viewport.screen_rect();
    let on_screen = |at: PlanePoint| input.viewport.screen_from_plane(at);
    for (hexagon, count) in counts.iter().enumerate().filter(|(_, count)| **count > 0) {
        let corners = grid.corners(hexagon);
        let class = hexagon_class(*count, scale.reach);
        if let Some(path) = classes.get_mut(class) {
            for (number, corner) in corners.into_iter().enumerate() {
                let at = on_screen(corner);
                path.push(if number == 0 {
                    Segment::MoveTo(at)
                } else {
                    Segment::LineTo(at)
                });
            }
            path.push(Segment::Close);
        }
        let at = on_screen(grid.middle(hexagon));
        numbers.push((at, *count, class));
        let bounds = PlaneBounds::of(corners).filter(|_| in_view.contains(at));
        if let Some(bounds) = bounds {
            found.add_part(hexagon, bounds, *count, (at, TARGET_PX / 2.0));
        }
    }
    // What is below is held back, so that its names do not run into the counts.
    let all: Vec<Segment> = classes.iter().flatten().copied().collect();
    let mut items = vec![Item::Path {
        segments: all,
        fill: Some(Fill {
            ink: Ink::Halo,
            opacity: 0.6,
        }),
        stroke: None,
    }];
    for (segments, opacity) in classes.into_iter().zip(OPACITIES) {
        let ink = Ink::Operation;
        items.push(Item::Path {
            segments,
            fill: Some(Fill { ink, opacity }),
            stroke: Some(Stroke::solid(Ink::Halo, 1.0)),
        });
    }
    let room_px = 1.73 * radius_km * px_per_km - 4.0;
    let mut texts = CountTexts::new(input);
    for (at, count, class) in numbers {
        let is_full = class + 2 >= OPACITIES.len();
        let text = texts.within(count, room_px);
        items.extend(text.map(|text| count_item(text, at, is_full)));
    }
    found.finished(input, items)
}

/// Counts as texts: there are hundreds in each frame while a window of time is moved, and a browser takes longer to write
/// and measure them than all else takes.
struct CountTexts<'a> {
    input: &'a MapInput<'a>,
    /// Whether a small number is written as its digits.
    is_plain: bool,
    /// The widths of texts of so many bytes.
    widths_px: Vec<(usize, f64)>,
}

impl<'a> CountTexts<'a> {
    fn new(input: &'a MapInput<'a>) -> Self {
        Self {
            is_plain: input.locale.format.number(0.0) == "0",
            widths_px: Vec::new(),
            input,
        }
    }

    /// The text of a count, in thousands where there is no room for all of it; none where there is none for these.
    fn within(&mut self, count: u32, room_px: f64) -> Option<String> {
        self.exact_within(count, room_px)
            .or_else(|| self.thousands_within(count, room_px))
    }

    fn thousands_within(&mut self, count: u32, room_px: f64) -> Option<String> {
        const KEY: &str = "count-thousands";
        let locale = self.input.locale;
        if count < 1000 || !locale.messages.has(KEY) {
            return None;
        }
        let thousands = f64::from(count) / 1000.0;
        let rounded = match thousands < 9.95 {
            true => (10.0 * thousands).round() / 10.0,
            false => thousands.round(),
        };
        let text = locale.fill(KEY, &[("n", &locale.format.number(rounded))]);
        let width_px = self.input.measure.width_px(&text, TextStyle::Count);
        (width_px <= room_px).then_some(text)
    }

    fn exact_within(&mut self, count: u32, room_px: f64) -> Option<String> {
        // From here on languages part their thousands.
        let text = match self.is_plain && count < 1000 {
            true => count.to_string(),
            false => self.input.locale.format.number(f64::from(count)),
        };
        let known = self.widths_px.iter().find(|(of, _)| *of == text.len());
        let width_px = match known {
            Some((_, width_px)) => *width_px,
            None => {
                let widest = |c: char| if c.is_ascii_digit() { '8' } else { c };
                let widest: String = text.chars().map(widest).collect();
                let width_px = self.input.measure.width_px(&widest, TextStyle::Count);
                self.widths_px.push((text.len(), width_px));
                width_px
            }
        };
        (width_px <= room_px).then_some(text)
    }
}

/// The class of a hexagon: the square root of its share of what the scale reaches to, in equal steps.
fn hexagon_class(count: u32, scale: f64) -> usize {
    let share = (f64::from(count) / scale.max(1.0)).sqrt();
    let classes = OPACITIES.len() as f64;
    ((share * classes).ceil() as usize).clamp(1, OPACITIES.len()) - 1
}

/// The classes of hexagons that a scale has which reaches to a number of incidents, and the most in each; a small number
/// leaves out some.
pub fn hexagon_classes(scale: f64) -> Vec<(usize, u32)> {
    let classes = OPACITIES.len() as f64;
    let mut found: Vec<(usize, u32)> = Vec::new();
    for class in 0..OPACITIES.len() {
        let share = (class as f64 + 1.0) / classes;
        let upper = (scale * share * share).floor() as u32;
        if upper > found.last().map_or(0, |last| last.1) {
            found.push((class, upper));
        }
    }
    found
}

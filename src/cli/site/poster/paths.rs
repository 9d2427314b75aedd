//! Pieces of scenes as SVG elements whose places are shares of a frame and whose sizes are pixels, or whose shapes
//! grow with the frame.

use std::fmt::Write;

use super::mesh::{Line, Mesh, Point, Window};
use crate::document::Element;
use crate::geo::ScreenPoint;
use crate::scene::{Anchor, Fill, Ink, Item, Segment, Stroke, TextItem};

/// Rivers and lakes may be off by so much more than coasts and borders.
const WATER: f64 = 2.0;

/// A number to a tenth, without a needless zero.
pub(super) fn short(value: f64) -> String {
    let rounded = (value * 10.0).round() / 10.0;
    // Adding zero turns -0 into 0.
    format!("{}", rounded + 0.0)
}

fn color(ink: Ink) -> String {
    format!("var({})", ink.css_property())
}

/// An element with a fill and a stroke; what is not said is none, as `.map-poster` has it.
pub(super) fn painted(element: Element, fill: Option<&Fill>, stroke: Option<&Stroke>) -> Element {
    let mut element = element;
    if let Some(fill) = fill {
        element = element.attribute("fill", color(fill.ink));
        if fill.opacity < 1.0 {
            element = element.attribute("fill-opacity", format!("{}", fill.opacity));
        }
    }
    if let Some(stroke) = stroke {
        element = element
            .attribute("stroke", color(stroke.ink))
            .attribute("stroke-width", format!("{}", stroke.width_px));
        if stroke.opacity < 1.0 {
            element = element.attribute("stroke-opacity", format!("{}", stroke.opacity));
        }
        if let Some([dash, gap]) = stroke.dash_px {
            element = element.attribute("stroke-dasharray", format!("{dash} {gap}"));
        }
    }
    element
}

/// A path that grows with the frame while its line keeps its width.
pub(super) fn growing(data: String, fill: Option<&Fill>, stroke: Option<&Stroke>) -> Element {
    let has_holes = fill.is_some() && data.matches('M').count() > 1;
    let path = painted(Element::new("path").attribute("d", data), fill, stroke);
    let path = match has_holes {
        // As on a canvas.
        true => path.attribute("fill-rule", "evenodd"),
        false => path,
    };
    match stroke {
        Some(_) => path.attribute("vector-effect", "non-scaling-stroke"),
        None => path,
    }
}

/// Lines of the grid as the data of a path: each starts at its own place, so that equal parts are equal texts, which
/// compress to nothing.
pub(super) fn path_data(lines: &[Line]) -> String {
    let mut data = String::new();
    for line in lines {
        let mut last: Option<Point> = None;
        for (x, y) in &line.points {
            match last {
                None => {
                    let _ = write!(data, "M{x} {y}l");
                }
                Some((last_x, last_y)) => {
                    let (dx, dy) = (x - last_x, y - last_y);
                    if dx >= 0 && !data.ends_with('l') {
                        data.push(' ');
                    }
                    let _ = write!(data, "{dx}");
                    if dy >= 0 {
                        data.push(' ');
                    }
                    let _ = write!(data, "{dy}");
                }
            }
            last = Some((*x, *y));
        }
        if line.is_closed {
            data.push('z');
        }
    }
    data
}

/// Segments as the data of a path, each point turned by `place`; `scale` is by how much lengths grow.
pub(super) fn segment_data(
    segments: &[Segment],
    place: &dyn Fn(ScreenPoint) -> (f64, f64),
    scale: f64,
) -> String {
    let mut data = String::new();
    let step = |command: &str, at: (f64, f64)| format!("{command}{} {}", short(at.0), short(at.1));
    for segment in segments {
        match segment {
            Segment::MoveTo(at) => data += &step("M", place(*at)),
            Segment::LineTo(at) => data += &step("L", place(*at)),
            Segment::QuadTo(control, at) => {
                data += &step("Q", place(*control));
                data += &step(" ", place(*at));
            }
            Segment::Circle(center, radius) => {
                let ((x, y), r) = (place(*center), scale * radius);
                data += &step("M", (x - r, y));
                let arc = format!("a{0} {0} 0 1 0 ", short(r));
                data += &step(&arc, (2.0 * r, 0.0));
                data += &step(&arc, (-2.0 * r, 0.0));
            }
            Segment::Close => data.push('z'),
        }
    }
    data
}

/// The lines of a path on a grid; `None` when it has curves.
pub(super) fn lines_on_grid(
    segments: &[Segment],
    place: &dyn Fn(ScreenPoint) -> Point,
) -> Option<Vec<Line>> {
    let mut lines = Vec::new();
    let mut points: Vec<Point> = Vec::new();
    for segment in segments {
        match segment {
            Segment::MoveTo(at) => {
                lines.extend(Line::new(std::mem::take(&mut points), false));
                points.push(place(*at));
            }
            Segment::LineTo(at) => points.push(place(*at)),
            Segment::Close => lines.extend(Line::new(std::mem::take(&mut points), true)),
            Segment::QuadTo(..) | Segment::Circle(..) => return None,
        }
    }
    lines.extend(Line::new(points, false));
    Some(lines)
}

/// The ground: paths of one paint after each other become one, made simpler together with all others.
pub(super) fn ground(
    items: &[Item],
    place: &dyn Fn(ScreenPoint) -> Point,
    window: Window,
    tolerance: f64,
) -> Vec<Element> {
    let mut layers: Vec<(Option<Fill>, Option<Stroke>, Vec<Line>)> = Vec::new();
    for item in items {
        let Item::Path {
            segments,
            fill,
            stroke,
        } = item
        else {
            continue;
        };
        let Some(lines) = lines_on_grid(segments, place) else {
            continue;
        };
        let is_region = |fill: &Option<Fill>| {
            fill.is_some_and(|fill| matches!(fill.ink, Ink::LandHome | Ink::LandInvolved))
        };
        // Regions lie side by side, so their order among themselves is free.
        let mut above = layers.iter_mut().rev();
        let like =
            above.find(|layer| (&layer.0, &layer.1) == (fill, stroke) || !is_region(&layer.0));
        match like {
            Some(layer) if (&layer.0, &layer.1) == (fill, stroke) => layer.2.extend(lines),
            _ => layers.push((*fill, *stroke, lines)),
        }
    }
    let all = layers.iter().flat_map(|(_, _, lines)| lines);
    let mesh = Mesh::of(all, window);
    let mut elements = Vec::new();
    for (fill, stroke, lines) in &layers {
        let inks = (fill.map(|fill| fill.ink), stroke.map(|stroke| stroke.ink));
        let is_edged = stroke.is_some_and(|stroke| inks.0 != inks.1 || stroke.dash_px.is_some());
        let is_water = inks.0.or(inks.1) == Some(Ink::Water);
        let tolerance = if is_water {
            WATER * tolerance
        } else {
            tolerance
        };
        let lines = match (fill, is_edged) {
            (None, _) => mesh.parts(lines, tolerance),
            (Some(_), true) => {
                let seen = lines.iter().filter_map(|line| mesh.line(line, tolerance));
                seen.collect()
            }
            (Some(_), false) => mesh.outline(lines, tolerance),
        };
        if !lines.is_empty() {
            elements.push(growing(path_data(&lines), fill.as_ref(), stroke.as_ref()));
        }
    }
    elements
}

/// What all texts of one look share.
pub(super) fn text_group(like: &TextItem) -> Element {
    let font = like.style.font();
    let mut group = Element::new("g")
        .attribute("font-size", short(font.size_px))
        .attribute("font-weight", font.weight.to_string());
    if font.italic {
        group = group.attribute("font-style", "italic");
    }
    if font.letter_spacing_px > 0.0 {
        group = group.attribute("letter-spacing", short(font.letter_spacing_px));
    }
    let halo = like.halo.map(|ink| Stroke::solid(ink, 3.0));
    let group = painted(group, Some(&Fill::solid(like.ink)), halo.as_ref());
    match halo {
        Some(_) => group.attribute("paint-order", "stroke"),
        None => group,
    }
}

/// A text that stands `offset` pixels from a place, which is given in percent of the frame.
pub(super) fn text(item: &TextItem, place: (String, String), offset: (f64, f64)) -> Element {
    let mut element = Element::new("text")
        .attribute("x", place.0)
        .attribute("y", place.1);
    for (name, value) in [("dx", offset.0), ("dy", offset.1)] {
        if value.abs() >= 0.05 {
            element = element.attribute(name, short(value));
        }
    }
    let anchor = match item.anchor {
        Anchor::Left => None,
        Anchor::Middle => Some("middle"),
        Anchor::Right => Some("end"),
    };
    if let Some(anchor) = anchor {
        element = element.attribute("text-anchor", anchor);
    }
    element.text(item.text.clone())
}

//! What stands at a place of the frame and keeps its size: marks and names.

use super::paths::{growing, painted, segment_data, short, text, text_group};
use crate::document::Element;
use crate::geo::{PlaneBounds, ScreenPoint, ScreenRect, Viewport};
use crate::scene::{Anchor, Item, Segment, TextItem};

/// What is larger than this grows with the frame.
const LARGEST_MARK_PX: f64 = 64.0;
/// How far a text may be from the mark it stands beside.
const BESIDE_PX: f64 = 24.0;

/// The frame of a picture, as a stage of the size it is made for shows it.
pub(super) struct Frame {
    pub viewport: Viewport,
    pub bounds: PlaneBounds,
    /// Units of the picture's grid to a pixel of that stage.
    pub units_per_px: f64,
}

/// A mark or a name.
pub(super) struct Piece {
    element: Element,
    /// A text, whose look the group around it gives.
    text: Option<TextItem>,
}

impl Frame {
    /// The names of the ground that can be seen, with their dots; lines and areas are not looked at.
    pub fn names(&self, items: &[Item]) -> Vec<Piece> {
        let view = self.viewport.screen_rect();
        let is_name = |item: &&Item| match item {
            Item::Text(text) => view.contains(text.at),
            Item::Path { segments, .. } => {
                circle(segments).is_some_and(|(at, _)| view.contains(at))
            }
        };
        let names: Vec<Item> = items.iter().filter(is_name).cloned().collect();
        self.marks(&names).1
    }

    /// What grows with the frame, and the marks and names above it.
    pub fn marks(&self, items: &[Item]) -> (Vec<Element>, Vec<Piece>) {
        let mut large = Vec::new();
        let mut pieces = Vec::new();
        let mut marks: Vec<ScreenRect> = Vec::new();
        for item in items {
            let Item::Path { segments, .. } = item else {
                continue;
            };
            marks.extend(bounds(segments).filter(is_mark));
        }
        for item in items {
            match item {
                Item::Text(item) => pieces.push(self.name(item, &marks)),
                Item::Path {
                    segments,
                    fill,
                    stroke,
                } => match bounds(segments) {
                    Some(rect) if is_mark(&rect) => pieces.push(Piece {
                        element: painted(self.mark(segments, rect), fill.as_ref(), stroke.as_ref()),
                        text: None,
                    }),
                    None => {}
                    Some(_) => {
                        let data = segment_data(segments, &|at| self.units(at), self.units_per_px);
                        large.push(growing(data, fill.as_ref(), stroke.as_ref()));
                    }
                },
            }
        }
        (large, pieces)
    }

    /// A disc, or another shape around the middle of its box.
    fn mark(&self, segments: &[Segment], rect: ScreenRect) -> Element {
        if let Some((at, radius_px)) = circle(segments) {
            let (x, y) = self.percent(at);
            return Element::new("circle")
                .attribute("cx", x)
                .attribute("cy", y)
                .attribute("r", short(radius_px));
        }
        let at = rect.center();
        let (x, y) = self.percent(at);
        let around = |point: ScreenPoint| (point.x_px - at.x_px, point.y_px - at.y_px);
        let data = segment_data(segments, &around, 1.0);
        Element::new("svg")
            .attribute("x", x)
            .attribute("y", y)
            .child(Element::new("path").attribute("d", data))
    }

    /// A name keeps its distance from the mark it stands beside; one that stands by itself keeps its place.
    fn name(&self, item: &TextItem, marks: &[ScreenRect]) -> Piece {
        let near = |mark: &ScreenRect| {
            let (at, center) = (item.at, mark.center());
            let is_beside = mark.inflated(BESIDE_PX).contains(at);
            is_beside.then(|| (at.distance_px(center), center))
        };
        let nearest = marks.iter().filter_map(near);
        let nearest = nearest.reduce(|near, next| if next.0 < near.0 { next } else { near });
        let at = nearest.map_or(item.at, |(_, at)| at);
        let offset = (item.at.x_px - at.x_px, item.at.y_px - at.y_px);
        Piece {
            element: text(item, self.percent(at), offset),
            text: Some(item.clone()),
        }
    }

    /// A place in units of the picture's grid.
    fn units(&self, at: ScreenPoint) -> (f64, f64) {
        let (x, y) = self.share(at);
        let scale = self.units_per_px * self.viewport.px_per_km();
        let (width_km, height_km) = (self.bounds.width_km(), self.bounds.height_km());
        (x * width_km * scale, y * height_km * scale)
    }

    /// A place in shares of the frame's width and height.
    fn share(&self, at: ScreenPoint) -> (f64, f64) {
        let at = self.viewport.plane_from_screen(at);
        (
            (at.x_km - self.bounds.min_x_km) / self.bounds.width_km(),
            (self.bounds.max_y_km - at.y_km) / self.bounds.height_km(),
        )
    }

    fn percent(&self, at: ScreenPoint) -> (String, String) {
        let percent = |share: f64| format!("{}%", (share * 10_000.0).round() / 100.0 + 0.0);
        let (x, y) = self.share(at);
        (percent(x), percent(y))
    }
}

fn is_mark(rect: &ScreenRect) -> bool {
    rect.width_px.max(rect.height_px) <= LARGEST_MARK_PX
}

/// The centre and radius of a path that is one circle.
fn circle(segments: &[Segment]) -> Option<(ScreenPoint, f64)> {
    match segments {
        [Segment::Circle(at, radius_px)] => Some((*at, *radius_px)),
        _ => None,
    }
}

/// The box of a path.
fn bounds(segments: &[Segment]) -> Option<ScreenRect> {
    let boxes = segments.iter().filter_map(|segment| match segment {
        Segment::MoveTo(at) | Segment::LineTo(at) => Some(ScreenRect::at(*at)),
        Segment::QuadTo(control, at) => Some(ScreenRect::at(*control).union(&ScreenRect::at(*at))),
        Segment::Circle(at, radius_px) => Some(ScreenRect::at(*at).inflated(*radius_px)),
        Segment::Close => None,
    });
    boxes.reduce(|all, one| all.union(&one))
}

/// The first pieces, as far as they take no more than so many bytes.
pub(super) fn within(pieces: Vec<Piece>, most_bytes: usize) -> Vec<Piece> {
    let mut bytes = 0;
    let fits = |piece: &Piece| {
        bytes += piece.element.to_html().len();
        bytes <= most_bytes
    };
    pieces.into_iter().take_while(fits).collect()
}

/// The elements, texts of one look after each other in one group.
pub(super) fn elements_of(pieces: Vec<Piece>) -> Vec<Element> {
    let mut elements: Vec<Element> = Vec::new();
    let mut look: Option<TextItem> = None;
    for piece in pieces {
        let Some(text) = piece.text else {
            elements.push(piece.element);
            look = None;
            continue;
        };
        // All but words and place.
        let now = TextItem {
            text: String::new(),
            at: ScreenPoint::new(0.0, 0.0),
            anchor: Anchor::Left,
            ..text
        };
        if look.as_ref() != Some(&now) {
            elements.push(text_group(&now));
        }
        if let Some(group) = elements.last_mut() {
            group
                .children
                .push(crate::document::Node::Element(piece.element));
        }
        look = Some(now);
    }
    elements
}

//! Which names of the ground can be read in a picture that does not move.

use crate::geo::{ScreenPoint, ScreenRect};
use crate::scene::{Anchor, Item, Scene, Segment, TextItem, TextMeasure};

/// The box of a name.
pub(super) fn name_rect(name: &TextItem, measure: &dyn TextMeasure) -> ScreenRect {
    let (width_px, height_px) = (
        measure.width_px(&name.text, name.style),
        name.style.font().size_px,
    );
    let left_px = match name.anchor {
        Anchor::Left => name.at.x_px,
        Anchor::Middle => name.at.x_px - width_px / 2.0,
        Anchor::Right => name.at.x_px - width_px,
    };
    ScreenRect::new(left_px, name.at.y_px - height_px, width_px, height_px)
}

/// Takes away the names that lie under marks of very many incidents: these cover the ground and let it be seen through.
/// The ground begins `overhang_px` before the marks on either axis.
pub(super) fn keep_uncovered(
    ground: &mut Scene,
    marks: &[Item],
    overhang_px: f64,
    measure: &dyn TextMeasure,
) {
    let covered: Vec<ScreenRect> = marks.iter().flat_map(part_rects).collect();
    ground.items.retain(|item| match item {
        Item::Text(name) => {
            let rect = name_rect(name, measure);
            let (left_px, top_px) = (rect.left_px - overhang_px, rect.top_px - overhang_px);
            let rect = ScreenRect::new(left_px, top_px, rect.width_px, rect.height_px);
            !covered.iter().any(|covered| covered.intersects(&rect))
        }
        Item::Path { .. } => true,
    });
}

/// The box of each part of a path; none for a text.
fn part_rects(item: &Item) -> Vec<ScreenRect> {
    let Item::Path { segments, .. } = item else {
        return Vec::new();
    };
    let mut rects: Vec<ScreenRect> = Vec::new();
    let point = |at: &ScreenPoint| ScreenRect::new(at.x_px, at.y_px, 0.0, 0.0);
    for segment in segments {
        let (rect, is_new) = match segment {
            Segment::MoveTo(at) => (point(at), true),
            Segment::LineTo(at) | Segment::QuadTo(_, at) => (point(at), false),
            Segment::Circle(center, radius) => {
                let (left_px, top_px) = (center.x_px - radius, center.y_px - radius);
                let size_px = 2.0 * radius;
                (ScreenRect::new(left_px, top_px, size_px, size_px), true)
            }
            Segment::Close => continue,
        };
        match rects.last_mut().filter(|_| !is_new) {
            Some(part) => *part = part.union(&rect),
            None => rects.push(rect),
        }
    }
    rects
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::measure::FontMeasure;
    use crate::scene::{Ink, TextStyle};

    #[test]
    fn names_under_a_part_of_a_mark_go() {
        let name = |x: f64, y: f64| {
            Item::Text(TextItem {
                text: "Name".into(),
                at: ScreenPoint::new(x, y),
                anchor: Anchor::Middle,
                style: TextStyle::City,
                ink: Ink::LabelCity,
                halo: None,
            })
        };
        let square = |at: f64| Segment::of_rect(ScreenRect::new(at, at, 20.0, 20.0));
        let mark = Item::Path {
            segments: [square(0.0), square(200.0)].concat(),
            fill: None,
            stroke: None,
        };
        let mut ground = Scene {
            size: None,
            items: vec![name(20.0, 25.0), name(110.0, 110.0), name(220.0, 225.0)],
        };
        keep_uncovered(&mut ground, &[mark], 10.0, &FontMeasure::new());
        assert_eq!(ground.items, [name(110.0, 110.0)]);
    }
}
